//! E102: a key that has no meaning here.
//!
//! A misspelt key would be silently without effect, so it is refused.

use super::Diagnostic;
use crate::similar::nearest;
use crate::source::Location;

pub(crate) fn unknown_key(what: &str, key: &str, at: Location, known: &[&'static str]) -> Diagnostic {
    let diagnostic = Diagnostic::new("E102", at, format!("{what} has no key `{key}`"));
    match nearest(key, known.iter().copied()) {
        Some(near) => diagnostic.label(format!("did you mean `{near}`?")),
        None => diagnostic.label("unknown key").help(format!("the keys are: {}", known.join(", "))),
    }
}
