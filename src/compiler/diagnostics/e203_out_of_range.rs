//! E203: a number that the finding cannot have: outside the plausible range, finer than its step, or no number.

use super::Diagnostic;
use crate::source::Location;

pub(crate) fn out_of_range(message: impl Into<String>, label: impl Into<String>, at: Location) -> Diagnostic {
    Diagnostic::new("E203", at, message).label(label)
}
