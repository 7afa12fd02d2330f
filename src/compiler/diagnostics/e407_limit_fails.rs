//! E407: a `[[limit]]` on whose sides the rule does not change, or whose sides are not one step apart.

use super::Diagnostic;
use crate::source::Location;

pub(crate) fn limit_fails(message: impl Into<String>, label: impl Into<String>, at: Location) -> Diagnostic {
    Diagnostic::new("E407", at, message).label(label)
}
