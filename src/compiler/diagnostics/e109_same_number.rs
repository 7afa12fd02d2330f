//! E109: two things with the same `no`.
//!
//! Stored cases refer to the number. It is never changed and never used again.

use super::Diagnostic;
use crate::source::Location;

pub(crate) fn same_number(what: &str, no: u16, at: Location, before: Location, free: u16) -> Diagnostic {
    Diagnostic::new("E109", at, format!("the number {no} of this {what} is already taken"))
        .label("second use")
        .also(before, "first use")
        .help(format!("{free} and above are free"))
}
