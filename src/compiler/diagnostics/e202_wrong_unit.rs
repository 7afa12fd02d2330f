//! E202: a quantity without its unit, or with another one.
//!
//! Nothing is converted: the unit is the one of `findings.toml`.

use super::Diagnostic;
use crate::source::Location;

pub(crate) fn wrong_age_unit(given: &str, at: Location) -> Diagnostic {
    let message = if given.is_empty() {
        "the unit of the age is missing".to_owned()
    } else {
        format!("age is not measured in `{given}`")
    };
    Diagnostic::new("E202", at, message).label("hours, days, weeks, months or years")
}

pub(crate) fn wrong_unit(name: &str, given: &str, unit: &str, at: Location) -> Diagnostic {
    let message = if given.is_empty() {
        format!("the unit of `{name}` is missing")
    } else {
        format!("`{name}` is not measured in `{given}`")
    };
    Diagnostic::new("E202", at, message).label(format!("the unit is `{unit}`"))
}
