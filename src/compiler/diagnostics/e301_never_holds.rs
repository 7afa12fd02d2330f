//! E301: a rule that no child makes hold.
//!
//! Its parts exclude each other: an age that its score is not for, two values of one finding, an `unless` that always
//! holds when the rule does.

use super::Diagnostic;
use crate::source::Location;

pub(crate) fn never_holds((rule, at): (&str, Location)) -> Diagnostic {
    Diagnostic::new("E301", at, format!("no child makes the rule `{rule}` hold"))
        .label("its parts exclude each other")
        .help("loosen `when` or `unless`, or remove the rule and give its row a reason")
}
