//! E209: points that fall where the finding gets worse.
//!
//! Points go up in the worse direction of the finding; with `worse = "away"` they fall to one lowest band
//! and rise after it. Limits ascend.

use super::Diagnostic;
use crate::source::Location;

pub(crate) fn bands(message: impl Into<String>, label: impl Into<String>, at: Location) -> Diagnostic {
    Diagnostic::new("E209", at, message).label(label)
}
