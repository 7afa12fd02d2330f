//! E108: two things with the same name.
//!
//! Findings, defines, scores and tables share one space of names; rules are unique in the whole content.

use super::Diagnostic;
use crate::source::Location;

pub(crate) fn same_name(what: &str, name: &str, at: Location, before: Location) -> Diagnostic {
    Diagnostic::new("E108", at, format!("the name `{name}` of this {what} is already taken"))
        .label("second use")
        .also(before, "first use")
}

pub(crate) fn built_in_name(name: &str, at: Location) -> Diagnostic {
    Diagnostic::new("E108", at, format!("the name `{name}` is part of the language")).label("choose another name")
}
