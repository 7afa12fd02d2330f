//! E402: a rule of `urgent` or worse that asks for nothing.
//!
//! Whoever is urgent needs somebody: at the least `paediatric_advice`.

use super::Diagnostic;
use crate::source::Location;

pub(crate) fn rule_without_need(rule: &str, urgency: &str, at: Location) -> Diagnostic {
    Diagnostic::new("E402", at, format!("the rule `{rule}` is {urgency}, but needs nothing"))
        .label("needs is empty")
        .help("write at least needs = [\"paediatric_advice\"]")
}
