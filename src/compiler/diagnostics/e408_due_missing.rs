//! E408: a vital sign or a test that says not when it is needed, or not whence that comes.

use super::Diagnostic;
use crate::source::Location;

pub(crate) fn due_missing(finding: &str, kind: &str, key: &str, at: Location) -> Diagnostic {
    Diagnostic::new("E408", at, format!("`{finding}` is a {kind} and needs `{key}`"))
        .label(format!("`{key}` is missing"))
        .help("nobody takes lactate from a well child: say when it is due, and where that comes from")
}
