//! E405: a limit that no `[[limit]]` shows from both sides.
//!
//! Every number compared in a rule, in the conditions of a finding, in a step, or in a define that they read is tried at
//! the limit and one step beside it; a limit of a score with totals one point apart.

use super::Diagnostic;
use crate::source::Location;

/// Whose condition holds the limit, by its id.
pub(crate) enum Owner<'a> {
    Rule(&'a str),
    /// `due` and `applies` of a finding.
    Asked(&'a str),
    /// `raises_only_when` of a finding.
    RaisesOnly(&'a str),
    /// A step may have no id.
    Step(Option<&'a str>),
}

pub(crate) fn limit_without_test(
    owner: &Owner<'_>,
    words: &str,
    points: Option<&str>,
    sides: (&str, &str),
    at: Location,
) -> Diagnostic {
    let (of, key) = match owner {
        Owner::Rule(id) => (format!("the rule `{id}`"), format!("rule = \"{id}\"")),
        Owner::Asked(id) => (format!("the finding `{id}`"), format!("asked = \"{id}\"")),
        Owner::RaisesOnly(id) => (format!("the finding `{id}`"), format!("raises_only = \"{id}\"")),
        Owner::Step(Some(id)) => (format!("the step `{id}`"), format!("step = \"{id}\"")),
        Owner::Step(None) => ("this step".to_owned(), "step = \"…\"".to_owned()),
    };
    let first = if matches!(owner, Owner::Step(None)) { "give the step an `id`, and " } else { "" };
    let (one, other) = sides;
    let whose = match points {
        Some(score) => format!("{key} and points = \"{score}\" whose two children have {one} and {other} points"),
        None => format!("{key} whose two sides are \"{one}\" and \"{other}\""),
    };
    Diagnostic::new("E405", at, format!("no [[limit]] tries `{words}` of {of}"))
        .label("not shown from both sides")
        .help(format!("{first}write a [[limit]] with {whose}"))
}
