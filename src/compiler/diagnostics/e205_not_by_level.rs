//! E205: some options of a level, but not all from this level on.
//!
//! A choice is compared with all options of a level and above (in `unless`: and below), so that a worse
//! option never leads to milder advice.

use super::Diagnostic;
use crate::source::Location;

pub(crate) fn not_by_level(name: &str, at: Location, worse: &str, milder: &str) -> Diagnostic {
    Diagnostic::new("E205", at, format!("these options of `{name}` are not all options from a level on"))
        .label("a worse option is missing")
        .help(format!("from here upwards: {worse}"))
        .help(format!("or, in `unless`, from here downwards: {milder}"))
}

pub(crate) fn every_option(name: &str, at: Location) -> Diagnostic {
    Diagnostic::new("E205", at, format!("these are all options of `{name}`"))
        .label("holds for every child")
        .help("leave it out, or take the reassuring option out of the list")
}
