//! E210: something is decided by itself.
//!
//! What is due is decided by findings whose own `due` does not lead back to it. A finding of an `unless` is
//! due while the rule's `when` lives, so it cannot stand in that `when` by way of its own `due`.

use super::Diagnostic;
use crate::source::Location;

pub(crate) fn cycle(way: &[String], at: Location) -> Diagnostic {
    let first = way.first().map_or("", String::as_str);
    Diagnostic::new("E210", at, format!("`{first}` depends on itself"))
        .label("leads back to where it started")
        .help(format!("{} → {first}", way.join(" → ")))
}
