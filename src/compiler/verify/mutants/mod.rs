//! Mutation of the content: small mistakes are made on purpose, and an example, a limit or a law must notice each.
//!
//! A mutant that nothing notices is an example that is missing, or a change that alters the answer for no child; the
//! latter stand in `assets/equivalent/` with their reason.

mod conditions;
mod content;
mod edit;
mod points;
mod trial;
mod words;

use crate::diagnostics::Reports;
use crate::source::{Located, Location, Sources};
use crate::syntax::protocols::StepDef;
use crate::syntax::{self, Content};
use crate::{Mistakes, Tested, tested};
use content::Mutant;
use edit::Edit;
use paedlotse_core::protocol::{ProtocolIx, ProtocolSet};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use trial::{Trials, Verdict};

/// How many mutants are tried at the same time.
const THREADS: usize = 2;

/// What was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A limit, by one step of its finding or one unit of age.
    Threshold,
    /// A limit on a score, by one point.
    ScoreLimit,
    /// A term left out.
    Term,
    /// The wanted number of a count, by one.
    Count,
    /// "and" for "or", or "or" for "and".
    Join,
    /// A whole rule left out.
    Rule,
    /// A whole `unless` left out.
    Unless,
    /// A point of a score, by one.
    Points,
    /// A question asked always, or never.
    Due,
    /// An urgency, by one level.
    Urgency,
    /// A need left out.
    Need,
}

impl Kind {
    /// In the order of the report.
    pub const ALL: [Self; 11] = [
        Self::Threshold,
        Self::ScoreLimit,
        Self::Term,
        Self::Count,
        Self::Join,
        Self::Rule,
        Self::Unless,
        Self::Points,
        Self::Due,
        Self::Urgency,
        Self::Need,
    ];

    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Threshold => "limit by one step",
            Self::ScoreLimit => "limit on a score by one point",
            Self::Term => "term left out",
            Self::Count => "count by one",
            Self::Join => "and for or, or for and",
            Self::Rule => "rule left out",
            Self::Unless => "unless left out",
            Self::Points => "points by one",
            Self::Due => "asked always, or never",
            Self::Urgency => "urgency by one level",
            Self::Need => "need left out",
        }
    }
}

/// How many mutants there were, and what noticed them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// All.
    pub total: usize,
    /// Noticed by an `[[example]]`.
    pub examples: usize,
    /// Noticed by a `[[limit]]`.
    pub limits: usize,
    /// Noticed by a law.
    pub laws: usize,
    /// Listed: they alter the answer for no child.
    pub equivalent: usize,
    /// Noticed by nothing.
    pub survivors: usize,
}

/// A mutant that nothing noticed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survivor {
    /// Its name, stable while the words of the condition are.
    pub id: String,
    /// File and line of what was changed.
    pub place: String,
    /// What was changed.
    pub kind: Kind,
}

/// The result of trying all mutants.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// By kind.
    pub counts: BTreeMap<Kind, Count>,
    /// Noticed by nothing and not listed, in the order of the content.
    pub survivors: Vec<Survivor>,
    /// Listed and noticed by nothing, each with its reason.
    pub equivalent: Vec<(String, String)>,
    /// What is wrong with the list of equivalent mutants: entries that were noticed, or that do not exist.
    pub stale: Vec<String>,
    /// The laws do not hold for the content as it is, so they were not counted.
    pub laws_broken: bool,
}

impl Outcome {
    /// All kinds together.
    #[must_use]
    pub fn total(&self) -> Count {
        self.counts.values().fold(Count::default(), |all, one| Count {
            total: all.total.saturating_add(one.total),
            examples: all.examples.saturating_add(one.examples),
            limits: all.limits.saturating_add(one.limits),
            laws: all.laws.saturating_add(one.laws),
            equivalent: all.equivalent.saturating_add(one.equivalent),
            survivors: all.survivors.saturating_add(one.survivors),
        })
    }
}

/// Makes every mutant of the content in `assets`, of files with `only` in their path, and tries it. `laws`: whether the laws hold for a set; `progress` hears
/// how many of how many are done.
///
/// # Errors
/// The content has mistakes of its own.
pub fn mutants(
    assets: &Path,
    only: &str,
    laws: &(dyn Fn(&ProtocolSet) -> bool + Sync),
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Outcome, Box<Mistakes>> {
    let (sources, problems) = Sources::load(assets);
    let reports = Reports::default();
    problems.into_iter().for_each(|problem| reports.add(problem));
    let content = syntax::read(&sources, &reports);
    let tested = if reports.any("E105") { None } else { tested(&content, &sources, &reports) };
    let tested = match tested {
        Some(tested) if reports.is_empty() => tested,
        _ => return Err(Box::new(Mistakes { diagnostics: reports.into_sorted(), sources })),
    };
    let places = Places { sources: &sources, content: &content, tested: &tested };
    let mut all = content::mutants(&tested.checked.set, &places.steps(), &places.defines());
    all.retain(|mutant| places.of(mutant).contains(only));
    let everything_holds = |_: &ProtocolSet| true;
    let trials = Trials::new(&tested, laws);
    let laws_broken = !trials.laws_hold();
    let trials = if laws_broken { Trials::new(&tested, &everything_holds) } else { trials };
    let verdicts = try_all(&trials, &all, progress);
    Ok(Outcome { laws_broken, ..judge(&all, &verdicts, &places, only) })
}

/// Tries all mutants, each thread the next one that is free.
fn try_all(trials: &Trials<'_>, all: &[Mutant], progress: &(dyn Fn(usize, usize) + Sync)) -> Vec<Verdict> {
    let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let work = || {
        let mut verdicts: Vec<(usize, Verdict)> = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(mutant) = all.get(at) else { return verdicts };
            verdicts.push((at, trials.judge(mutant)));
            progress(done.fetch_add(1, Ordering::Relaxed).saturating_add(1), all.len());
        }
    };
    let mut verdicts: Vec<(usize, Verdict)> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(work)).collect();
        // A thread that stopped early leaves its mutants without a verdict: they are missing below.
        threads.into_iter().filter_map(|thread| thread.join().ok()).flatten().collect()
    });
    verdicts.sort_by_key(|(at, _)| *at);
    let mut found = verdicts.into_iter().peekable();
    // What has no verdict was noticed by nothing.
    let of = |at: usize| found.next_if(|(of, _)| *of == at).map_or(Verdict::Survives, |(_, verdict)| verdict);
    (0..all.len()).map(of).collect()
}

fn judge(all: &[Mutant], verdicts: &[Verdict], places: &Places<'_>, only: &str) -> Outcome {
    let mut outcome = Outcome::default();
    let mut listed: BTreeMap<&str, (&Located<String>, &str)> = BTreeMap::new();
    for entry in &places.content.equivalents {
        for name in &entry.mutants {
            if listed.insert(&name.value, (name, &entry.reason.value)).is_some() {
                outcome.stale.push(format!("{}: listed twice: {}", places.place(name.at), name.value));
            }
        }
    }
    let mut met: BTreeSet<&str> = BTreeSet::new();
    for (mutant, verdict) in all.iter().zip(verdicts) {
        let count = outcome.counts.entry(mutant.kind).or_default();
        count.total = count.total.saturating_add(1);
        let entry = listed.get(mutant.id.as_str());
        if entry.is_some() {
            met.insert(&mutant.id);
        }
        let slot = match verdict {
            Verdict::Example => &mut count.examples,
            Verdict::Limit => &mut count.limits,
            Verdict::Law => &mut count.laws,
            Verdict::Survives if entry.is_some() => &mut count.equivalent,
            Verdict::Survives => &mut count.survivors,
        };
        *slot = slot.saturating_add(1);
        match (verdict, entry) {
            (Verdict::Survives, None) => {
                let place = places.of(mutant);
                outcome.survivors.push(Survivor { id: mutant.id.clone(), place, kind: mutant.kind });
            }
            (Verdict::Survives, Some((_, reason))) => {
                outcome.equivalent.push((mutant.id.clone(), (*reason).to_owned()));
            }
            (_, None) => {}
            (_, Some((name, _))) => {
                outcome.stale.push(format!("{}: noticed, so not equivalent: {}", places.place(name.at), name.value));
            }
        }
    }
    for (id, (name, _)) in &listed {
        // What was not tried cannot be missed.
        if only.is_empty() && !met.contains(id) {
            outcome.stale.push(format!("{}: there is no such mutant: {id}", places.place(name.at)));
        }
    }
    outcome
}

/// Where things stand in the files.
struct Places<'a> {
    sources: &'a Sources,
    content: &'a Content,
    tested: &'a Tested<'a>,
}

impl Places<'_> {
    /// A name for every step: its id, or its number in its protocol.
    fn steps(&self) -> Vec<String> {
        let order = &self.tested.checked.order;
        let mut numbers: BTreeMap<ProtocolIx, usize> = BTreeMap::new();
        let mut name = |(protocol, step): &(ProtocolIx, &StepDef)| {
            let number = numbers.entry(*protocol).or_default();
            *number = number.saturating_add(1);
            let head = order.heads.get(usize::from(protocol.0)).map_or("", |head| head.id.value.as_str());
            let id = step.id.as_ref().map(|id| id.value.clone());
            format!("step {}", id.unwrap_or(format!("{number} of {head}")))
        };
        order.steps.iter().map(&mut name).collect()
    }

    /// The protocol of every define.
    fn defines(&self) -> Vec<ProtocolIx> {
        let parts = &self.tested.checked.order.parts;
        parts.iter().flat_map(|(protocol, part)| part.defines.iter().map(|_| *protocol)).collect()
    }

    fn of(&self, mutant: &Mutant) -> String {
        let order = &self.tested.checked.order;
        let at = match mutant.edit {
            Edit::Rule(ix, _) => order.rules.get(usize::from(ix.0)).map(|(_, def)| def.id.at),
            Edit::Define(ix, _) => order.defines.get(usize::from(ix.0)).map(|def| def.id.at),
            Edit::Finding(ix, _) => self.content.findings.get(usize::from(ix.0)).map(|def| def.id.at),
            Edit::Score(ix, _) => self.content.scores.get(usize::from(ix.0)).map(|def| def.id.at),
            Edit::Table(ix, _) => self.content.tables.get(usize::from(ix.0)).map(|def| def.id.at),
            Edit::Step(ix, _) => order.steps.get(ix.0).and_then(|(_, def)| def.when.as_ref()).map(|when| when.at()),
        };
        self.place(at.unwrap_or_default())
    }

    /// Path and line.
    fn place(&self, at: Location) -> String {
        let Some(file) = self.sources.file(at.file) else { return String::new() };
        let before = file.text.get(..at.start).unwrap_or_default();
        format!("{}:{}", file.path, before.matches('\n').count().saturating_add(1))
    }
}
