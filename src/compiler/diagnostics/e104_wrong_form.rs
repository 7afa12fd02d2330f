//! E104: a value of another form: a number where a text is needed, a word that is not in the list.

use super::Diagnostic;
use crate::similar::nearest;
use crate::source::Location;

pub(crate) fn wrong_form(key: &str, wanted: &str, at: Location) -> Diagnostic {
    Diagnostic::new("E104", at, format!("`{key}` must be {wanted}")).label(format!("not {wanted}"))
}

pub(crate) fn unknown_word(key: &str, word: &str, at: Location, words: &[&str]) -> Diagnostic {
    let diagnostic = Diagnostic::new("E104", at, format!("`{key}` cannot be `{word}`"));
    let diagnostic = match nearest(word, words.iter().copied()) {
        Some(near) => diagnostic.label(format!("did you mean `{near}`?")),
        None => diagnostic.label("not one of the words"),
    };
    diagnostic.help(format!("it is one of: {}", words.join(", ")))
}
