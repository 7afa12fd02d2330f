//! E409: a finding that stands twice on one page, alone or by way of its group.

use super::Diagnostic;
use crate::source::Location;

pub(crate) fn asked_twice(finding: &str, at: Location, before: Location) -> Diagnostic {
    Diagnostic::new("E409", at, format!("`{finding}` is asked twice on this page"))
        .label("second time")
        .also(before, "first time")
}
