//! E204: a comparison in the wrong direction.
//!
//! Rules only raise. In `when`, `due` and in points only what is worse may stand; in `unless` only what
//! reassures. Otherwise a worse finding could lead to milder advice.

use super::Diagnostic;
use crate::source::Location;

pub(crate) fn reassures_in_when(words: &str, field: &str, at: Location) -> Diagnostic {
    Diagnostic::new("E204", at, format!("`{words}` reassures, but stands in `{field}`"))
        .label("holds for the milder children")
        .help("a child with a worse finding would get milder advice")
        .help("turn the comparison round, or move it to `unless`")
}

pub(crate) fn worse_in_unless(words: &str, at: Location) -> Diagnostic {
    Diagnostic::new("E204", at, format!("`{words}` is a worse finding, but stands in `unless`"))
        .label("holds for the sicker children")
        .help("a child with a worse finding would be excluded from the rule")
        .help("in `unless` stand protective findings and reassuring results: `not x`, `x < limit`, `x is none`")
}
