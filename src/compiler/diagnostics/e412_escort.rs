//! E412: rules of the escort that do not fit together.
//!
//! They ask for vehicles and escorts only. The last one has no condition and is what remains when no other holds; every
//! other includes what it asks for.

use super::Diagnostic;
use crate::source::Location;

pub(crate) fn no_vehicle(name: &str, at: Location) -> Diagnostic {
    Diagnostic::new("E412", at, format!("`{name}` is no vehicle and no escort"))
        .label("not of the kind transport")
        .help("what the child needs at its destination stands in the rules of the protocols")
}

pub(crate) fn bottom(rule: &str, at: Location) -> Diagnostic {
    Diagnostic::new("E412", at, format!("`{rule}` is not what remains when no other rule of the escort holds"))
        .label("not the bottom")
        .help("write just one rule without `when`, as the last one, with class = \"routine\"")
}

pub(crate) fn needs_less(rule: &str, lowest: &str, at: Location, of: Location) -> Diagnostic {
    Diagnostic::new("E412", at, format!("`{rule}` asks for less than `{lowest}`"))
        .label("a child of this rule would travel with less than one without any")
        .also(of, "what remains when no rule holds")
        .help("add a need that includes it")
}
