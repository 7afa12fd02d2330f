//! E206: `not` before something other than a yes/no finding.

use super::Diagnostic;
use crate::source::Location;

pub(crate) fn misplaced_not(before: &str, at: Location, instead: &str) -> Diagnostic {
    Diagnostic::new("E206", at, format!("`not` stands before {before}"))
        .label("`not` is only for yes/no findings")
        .help(instead.to_owned())
}
