//! E411: a sign of the danger screen that could be set aside.
//!
//! The danger screen is always asked in full. Only a number may hang on its screening question there.

use super::Diagnostic;
use crate::source::Location;

pub(crate) fn danger_set_aside(finding: &str, at: Location) -> Diagnostic {
    Diagnostic::new("E411", at, format!("`{finding}` is on the danger screen, but not always due"))
        .label("has `due`")
        .help("remove `due`, or ask it on another page")
}
