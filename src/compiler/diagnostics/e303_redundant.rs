//! E303: a rule that never says more than others of its protocol.
//!
//! Whenever it holds, they have said at least its urgency and its needs, for every possible child.
//! A rule that stands there for its reason or its row says so: `repeats = ["the-other-rule"]`.

use super::Diagnostic;
use super::e302_never_counts::quoted;
use crate::source::Location;

pub(crate) fn redundant((rule, at): (&str, Location), by: &[(&str, Location)], child: &str) -> Diagnostic {
    let message = format!("the rule `{rule}` never says more than {}", names(by));
    let diagnostic = Diagnostic::new("E303", at, message).label(format!("for example: {child}"));
    also(diagnostic, by).help(format!("if it stands here for its reason, write repeats = [{}]", quoted(by)))
}

pub(crate) fn names(by: &[(&str, Location)]) -> String {
    by.iter().map(|(name, _)| format!("`{name}`")).collect::<Vec<_>>().join(" and ")
}

pub(crate) fn also(diagnostic: Diagnostic, by: &[(&str, Location)]) -> Diagnostic {
    by.iter().fold(diagnostic, |all, (_, at)| all.also(*at, "says as much"))
}
