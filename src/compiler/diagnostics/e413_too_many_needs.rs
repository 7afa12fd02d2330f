//! E413: more different needs than the engine has room for.
//!
//! It joins the needs of all rules with every answer and keeps them as bits. Half of the bits are left free, so that two
//! versions of the content can be compared in one set.

use super::Diagnostic;
use crate::source::Location;

pub(crate) fn too_many_needs(most: usize, at: Location) -> Diagnostic {
    Diagnostic::new("E413", at, format!("the rules name more than {most} different needs"))
        .label("this one names the first too many")
        .help("use needs and alternatives that other rules name, or make `ClauseSet` larger")
}
