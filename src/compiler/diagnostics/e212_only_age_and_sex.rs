//! E212: for which children a finding or a score exists is decided by age and sex alone.

use super::Diagnostic;
use crate::source::Location;

pub(crate) fn only_age_and_sex(field: &str, words: &str, at: Location) -> Diagnostic {
    Diagnostic::new("E212", at, format!("`{field}` cannot read `{words}`"))
        .label("only `age` and `sex` stand here")
        .help("what depends on findings belongs into `due`")
}
