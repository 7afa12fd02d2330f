//! E110: a name that is not written as names are.

use super::Diagnostic;
use crate::source::Location;

pub(crate) fn name_form(what: &str, name: &str, at: Location, kebab: bool) -> Diagnostic {
    let form = if kebab { "`fever-under-3-months`" } else { "`work_of_breathing`" };
    Diagnostic::new("E110", at, format!("`{name}` is not the name of a {what}"))
        .label(format!("small letters, digits and {}, as in {form}", if kebab { "-" } else { "_" }))
}
