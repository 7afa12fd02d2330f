//! E404: something that nothing uses.
//!
//! Nothing is asked that is not needed. A name that is never used is a mistake in another place.

use super::Diagnostic;
use crate::source::Location;

pub(crate) fn unused(what: &str, name: &str, at: Location) -> Diagnostic {
    Diagnostic::new("E404", at, format!("the {what} `{name}` is never used"))
        .label("unused")
        .help("use it where it belongs, or remove it")
}
