//! E208: age rows that leave a hole or overlap for some birth date.
//!
//! The first row starts at birth. Days and months may follow each other only where no child can have
//! reached the later limit without the earlier one: a month is 28 to 31 days.

use super::Diagnostic;
use crate::source::Location;

pub(crate) fn age_rows(message: impl Into<String>, label: impl Into<String>, at: Location) -> Diagnostic {
    Diagnostic::new("E208", at, message).label(label)
}
