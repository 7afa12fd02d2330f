//! Reads, checks and lowers the clinical content in `assets/`; never part of the wasm.
//!
//! ```text
//! Sources ─syntax→ Content ─resolve→ Names ─check→ ProtocolSet ─examples→ Compiled
//! ```
//! Every phase collects messages and goes on; what is wrong never reaches the app.

mod check;
mod clauses;
pub mod coverage;
pub mod diagnostics;
pub mod diff;
mod examples;
mod resolve;
mod schedule;
mod similar;
pub mod source;
mod syntax;
pub mod texts;
pub mod value;
pub mod verify;
pub mod worked;

use check::Checked;
use coverage::Coverage;
use diagnostics::{Diagnostic, Reports, render};
use examples::Example;
use examples::limits::Try;
use paedlotse_core::finding::FindingIx;
use paedlotse_core::list::List;
use paedlotse_core::network::Network;
use paedlotse_core::protocol::ProtocolSet;
use paedlotse_core::words::{self, Words};
use sha2::{Digest, Sha256};
use source::Sources;
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use syntax::Content;

/// The compiled content.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// All content and the shipped networks.
    pub set: ProtocolSet,
    /// Other spellings of findings, from the evidence.
    pub aliases: BTreeMap<String, FindingIx>,
    /// SHA-256 of the set without its networks, in hex.
    pub digest: String,
    /// SHA-256 of each network card, by id.
    pub card_digests: BTreeMap<String, String>,
    /// What it covers.
    pub coverage: Coverage,
    /// The set as it is shipped, without its texts.
    pub bytes: Vec<u8>,
    /// The texts that are read first, sealed with the digest.
    pub words: Words,
    /// The texts that are read later, sealed with the digest.
    pub rest: Words,
}

impl Compiled {
    /// The finding with this id, or with this spelling in the evidence.
    #[must_use]
    pub fn finding(&self, name: &str) -> Option<FindingIx> {
        self.set.finding_named(name).or_else(|| self.aliases.get(name).copied())
    }
}

/// Content with mistakes: what they are, and the texts they point into.
#[derive(Clone, Debug, Default)]
pub struct Mistakes {
    /// All messages, in the order of the files.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts.
    pub sources: Sources,
}

impl fmt::Display for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.diagnostics.len();
        let noun = if count == 1 { "mistake" } else { "mistakes" };
        write!(f, "{}\n\n{count} {noun} in the clinical content", render(&self.diagnostics, &self.sources))
    }
}

impl std::error::Error for Mistakes {}

/// Reads, checks and compiles the content folder, and runs its examples.
///
/// # Errors
/// Every mistake that was found.
pub fn compile(assets: &Path) -> Result<Compiled, Box<Mistakes>> {
    tried(assets, |_, _, _, compiled| compiled).map(|(compiled, _)| compiled)
}

/// Compiles the content, and does something with all that is known of it. What that reports comes back beside its result.
fn tried<T>(
    assets: &Path,
    then: impl FnOnce(&Content, &Checked<'_>, &Reports, Compiled) -> T,
) -> Result<(T, Option<Box<Mistakes>>), Box<Mistakes>> {
    let (sources, problems) = Sources::load(assets);
    let reports = Reports::default();
    problems.into_iter().for_each(|problem| reports.add(problem));
    let result = try_sources(&sources, &reports, then);
    let mistakes = (!reports.is_empty()).then(|| Mistakes { diagnostics: reports.into_sorted(), sources });
    match (result, mistakes.map(Box::new)) {
        (Some(result), mistakes) => Ok((result, mistakes)),
        (None, mistakes) => Err(mistakes.unwrap_or_default()),
    }
}

fn try_sources<T>(
    sources: &Sources,
    reports: &Reports,
    then: impl FnOnce(&Content, &Checked<'_>, &Reports, Compiled) -> T,
) -> Option<T> {
    let content = syntax::read(sources, reports);
    if reports.any("E105") {
        // A file that could not be read would make every name in it unknown.
        return None;
    }
    let tested = tested(&content, sources, reports)?;
    if !reports.is_empty() {
        return None;
    }
    let coverage = coverage::coverage(&content, &tested);
    let checked = tested.checked;
    let (digest, card_digests) = digests(&checked.set)?;
    let (bytes, words, rest) = words::apart(&digest, || postcard::to_allocvec(&checked.set));
    let bytes = bytes.ok()?;
    let compiled = Compiled {
        aliases: checked.names.aliases.clone(),
        digest,
        card_digests,
        coverage,
        bytes,
        words,
        rest,
        set: checked.set,
    };
    Some(then(&content, &checked, reports, compiled))
}

/// The checked content, and the examples and limits that were tried on it.
pub(crate) struct Tested<'a> {
    pub(crate) checked: Checked<'a>,
    pub(crate) examples: Vec<Example>,
    pub(crate) tries: Vec<Try<'a>>,
}

/// Checks the content and runs its examples; none when they could not be run.
fn tested<'a>(content: &'a Content, sources: &Sources, reports: &Reports) -> Option<Tested<'a>> {
    let checked = check::check(content, sources, reports);
    if reports.any("E1") || reports.any("E2") || reports.any("E410") {
        // Examples would be tried on something else than what was written.
        return None;
    }
    let mut tries = examples::limits::tries(&checked, content, reports);
    tries.extend(examples::terms::tries(&checked, content, reports));
    check::limits::limits_are_tried(&checked, &tries, sources, reports);
    examples::limits::run(&checked.set, &tries, reports);
    let examples = examples::read(&checked, reports);
    examples::run(&checked.set, &examples, reports);
    examples::transfer::run(&checked, content, reports);
    Some(Tested { checked, examples, tries })
}

type Digests = (String, BTreeMap<String, String>);

fn digests(set: &ProtocolSet) -> Option<Digests> {
    let decision = ProtocolSet { networks: List::default(), ..*set };
    let digest = hex(&postcard::to_allocvec(&decision).ok()?);
    let card = |network: &Network| Some((network.id.to_owned(), hex(&postcard::to_allocvec(network).ok()?)));
    let cards: Option<BTreeMap<String, String>> = set.networks.iter().map(card).collect();
    Some((digest, cards?))
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
