//! E107: "and" and "or" side by side without parentheses.
//!
//! People read `a or b and c` in two ways; the language reads it in none.

use super::Diagnostic;
use crate::source::Location;

pub(crate) fn mixed_and_or(first: Location, second: Location) -> Diagnostic {
    Diagnostic::new("E107", second, "`and` and `or` are mixed without parentheses")
        .label("this one needs parentheses")
        .also(first, "after this one")
        .help("write `(a or b) and c`, or `a or (b and c)`")
}
