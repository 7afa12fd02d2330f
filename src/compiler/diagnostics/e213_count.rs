//! E213: "at least n of (…)" that always or never holds.

use super::Diagnostic;
use crate::source::Location;

pub(crate) fn count(wanted: u32, members: usize, at: Location) -> Diagnostic {
    Diagnostic::new("E213", at, format!("at least {wanted} of {members} conditions makes no sense"))
        .label(format!("between 1 and {members}"))
}
