//! What the compiler says to an author: code, place, one sentence, what to type instead.
//!
//! One file per code; its opening comment is the text of the manual.
//! E1 names and form · E2 types, units, ranges, age, direction · E3 logic, with a child · E4 content · E5 network.

use crate::source::{Location, Sources};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use std::cell::RefCell;
use std::collections::BTreeMap;

pub mod e101_unknown_name;
pub mod e102_unknown_key;
pub mod e103_missing_key;
pub mod e104_wrong_form;
pub mod e105_not_toml;
pub mod e106_condition_form;
pub mod e107_mixed_and_or;
pub mod e108_same_name;
pub mod e109_same_number;
pub mod e110_name_form;
pub mod e111_missing_text;
pub mod e201_wrong_type;
pub mod e202_wrong_unit;
pub mod e203_out_of_range;
pub mod e204_against_direction;
pub mod e205_not_by_level;
pub mod e206_misplaced_not;
pub mod e207_mixed_define;
pub mod e208_age_rows;
pub mod e209_bands;
pub mod e210_cycle;
pub mod e211_group_member;
pub mod e212_only_age_and_sex;
pub mod e213_count;
pub mod e301_never_holds;
pub mod e302_never_counts;
pub mod e303_redundant;
pub mod e304_repeats_not;
pub mod e305_age_hole;
pub mod e401_row_without_rule;
pub mod e402_rule_without_need;
pub mod e403_asked_nowhere;
pub mod e404_unused;
pub mod e405_limit_without_test;
pub mod e406_example_fails;
pub mod e407_limit_fails;
pub mod e408_due_missing;
pub mod e409_asked_twice;
pub mod e410_network_card;
pub mod e411_danger_set_aside;
pub mod e412_escort;
pub mod e413_too_many_needs;
pub mod e501_need_without_site;
pub mod e502_obtained_nowhere;

/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// `E204`.
    pub code: &'static str,
    /// One lower-case sentence, the author's words in backticks.
    pub message: String,
    /// The word that is wrong; none for a file that cannot be read.
    pub at: Option<Location>,
    /// Said under the word; may be empty.
    pub label: String,
    /// Other places that belong to it.
    pub also: Vec<(Location, String)>,
    /// What is true of the child, and what to type instead.
    pub help: Vec<String>,
}

impl Diagnostic {
    pub(crate) fn new(code: &'static str, at: Location, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), at: Some(at), label: String::new(), also: Vec::new(), help: Vec::new() }
    }

    pub(crate) fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    pub(crate) fn also(mut self, at: Location, label: impl Into<String>) -> Self {
        self.also.push((at, label.into()));
        self
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }
}

/// Collects messages while the content is read and checked; nothing stops at the first one.
#[derive(Debug, Default)]
pub(crate) struct Reports(RefCell<Vec<Diagnostic>>);

impl Reports {
    pub(crate) fn add(&self, diagnostic: Diagnostic) {
        self.0.borrow_mut().push(diagnostic);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    /// Whether a message with this code, or of this family, is among them.
    pub(crate) fn any(&self, code: &str) -> bool {
        self.0.borrow().iter().any(|diagnostic| diagnostic.code.starts_with(code))
    }

    /// All messages in the order of the files.
    pub(crate) fn into_sorted(self) -> Vec<Diagnostic> {
        let mut all = self.0.into_inner();
        all.sort_by(|a, b| (a.at, a.code, &a.message).cmp(&(b.at, b.code, &b.message)));
        all.dedup();
        all
    }
}

/// Writes messages as text, the place drawn below each.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let renderer = Renderer::plain();
    diagnostics.iter().map(|d| renderer.render(&report(d, sources))).collect::<Vec<_>>().join("\n\n")
}

/// As [`render`], with colours for a terminal.
#[must_use]
pub fn render_coloured(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let renderer = Renderer::styled();
    diagnostics.iter().map(|d| renderer.render(&report(d, sources))).collect::<Vec<_>>().join("\n\n")
}

fn report<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Vec<Group<'a>> {
    let title = Level::ERROR.primary_title(diagnostic.message.as_str()).id(diagnostic.code);
    let mut group = Group::with_title(title);
    let mut others: BTreeMap<_, Vec<&(Location, String)>> = BTreeMap::new();
    for other in &diagnostic.also {
        others.entry(other.0.file).or_default().push(other);
    }
    if let Some(at) = diagnostic.at
        && let Some(file) = sources.file(at.file)
    {
        let mut primary = AnnotationKind::Primary.span(at.start..at.end);
        if !diagnostic.label.is_empty() {
            primary = primary.label(diagnostic.label.as_str());
        }
        let beside = others.remove(&at.file).unwrap_or_default();
        let snippet = Snippet::source(file.text.as_str())
            .path(file.path.as_str())
            .annotation(primary)
            .annotations(beside.into_iter().map(context));
        group = group.element(snippet);
    }
    for (file, beside) in others {
        if let Some(file) = sources.file(file) {
            let snippet = Snippet::source(file.text.as_str())
                .path(file.path.as_str())
                .annotations(beside.into_iter().map(context));
            group = group.element(snippet);
        }
    }
    for help in &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    vec![group]
}

fn context<'a>((at, label): &'a (Location, String)) -> annotate_snippets::Annotation<'a> {
    AnnotationKind::Context.span(at.start..at.end).label(label.as_str())
}
