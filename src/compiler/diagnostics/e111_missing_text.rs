//! E111: a text that is missing in one language.

use super::Diagnostic;
use crate::source::Location;

pub(crate) fn missing_text(language: &str, at: Location) -> Diagnostic {
    Diagnostic::new("E111", at, format!("the {language} text is missing"))
        .label("every text is given in both languages")
        .help("write { de = \"…\", en = \"…\" }")
}
