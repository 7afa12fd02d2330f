//! E410: a network card that contradicts itself or says too little: ways, hours, references.

use super::Diagnostic;
use crate::source::Location;

pub(crate) fn network_card(message: impl Into<String>, label: impl Into<String>, at: Location) -> Diagnostic {
    Diagnostic::new("E410", at, message).label(label)
}
