//! E207: a define that reads worse findings and reassuring ones.
//!
//! A define must point in one direction, or nobody could say where it may stand.

use super::Diagnostic;
use crate::source::Location;

pub(crate) fn mixed_define(name: &str, worse: Location, reassuring: Location) -> Diagnostic {
    Diagnostic::new("E207", reassuring, format!("the define `{name}` reads in both directions"))
        .label("this one reassures")
        .also(worse, "this one is worse")
        .help("make two defines: one for `when`, one for `unless`")
}
