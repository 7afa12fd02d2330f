//! E106: a condition, an example or a value that cannot be read.

use super::Diagnostic;
use crate::source::Location;

pub(crate) fn condition_form(message: impl Into<String>, at: Location) -> Diagnostic {
    Diagnostic::new("E106", at, message)
}
