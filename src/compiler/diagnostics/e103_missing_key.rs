//! E103: a key that must be there is not.

use super::Diagnostic;
use crate::source::Location;

pub(crate) fn missing_key(what: &str, key: &str, at: Location) -> Diagnostic {
    Diagnostic::new("E103", at, format!("{what} needs `{key}`")).label(format!("`{key}` is missing here"))
}
