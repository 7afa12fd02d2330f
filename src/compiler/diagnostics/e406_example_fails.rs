//! E406: an example whose child is answered otherwise than expected.

use super::Diagnostic;
use crate::source::Location;

pub(crate) fn example_fails(name: &str, expected: &str, found: impl Into<String>, at: Location) -> Diagnostic {
    Diagnostic::new("E406", at, format!("the example `{name}` expects `{expected}`")).label(found)
}
