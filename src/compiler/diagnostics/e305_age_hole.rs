//! E305: a hole along age.
//!
//! An age is answered more mildly than a younger and an older one, for the same findings. Days and months are counted
//! exactly: a child born on 31 January is 28 days old before it is one month old, one born in February is not.

use super::Diagnostic;
use crate::source::Location;

pub(crate) fn age_hole(
    (name, at): (&str, Location),
    urgency: Option<&str>,
    child: &str,
    [young, between, old]: &[String; 3],
) -> Diagnostic {
    let what = urgency.map_or_else(|| "the same points or limit".to_owned(), |urgency| format!("`{urgency}`"));
    Diagnostic::new("E305", at, format!("`{name}` has a hole along age"))
        .label(format!("{child}: {what} at {young} and at {old}, not at {between}"))
        .help("let the younger limit end where the older one begins, in the same unit")
}
