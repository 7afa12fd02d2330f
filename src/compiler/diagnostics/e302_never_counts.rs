//! E302: a rule of a complaint that never says more than the danger screen and the vital signs.
//!
//! Whenever it holds, rules that are always active have said at least its urgency and its needs.
//! A rule that stands there for its reason says so: `repeats = ["the-other-rule"]`.

use super::Diagnostic;
use super::e303_redundant::{also, names};
use crate::source::Location;

pub(crate) fn never_counts((rule, at): (&str, Location), by: &[(&str, Location)]) -> Diagnostic {
    let message = format!("the rule `{rule}` never says more than what is always active");
    let diagnostic =
        Diagnostic::new("E302", at, message).label(format!("whenever it holds, {} said as much", names(by)));
    also(diagnostic, by).help(format!("if it stands here for its reason, write repeats = [{}]", quoted(by)))
}

pub(crate) fn quoted(by: &[(&str, Location)]) -> String {
    by.iter().map(|(name, _)| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
}
