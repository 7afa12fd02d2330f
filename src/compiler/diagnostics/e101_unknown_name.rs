//! E101: a name that nothing carries.
//!
//! Findings, groups, options, defines, scores, tables, protocols, rules, capabilities, networks, sites,
//! sources and rows of the evidence must exist before they can be used.

use super::Diagnostic;
use crate::similar::nearest;
use crate::source::Location;

pub(crate) fn unknown_name<'a>(
    what: &str,
    name: &str,
    at: Location,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let diagnostic = Diagnostic::new("E101", at, format!("there is no {what} `{name}`"));
    match nearest(name, known) {
        Some(near) => diagnostic.label(format!("did you mean `{near}`?")),
        None => diagnostic.label("unknown"),
    }
}
