//! E502: a finding that no house of a network can obtain.

use super::Diagnostic;
use crate::source::Location;

pub(crate) fn obtained_nowhere((finding, at): (&str, Location), by: &str, network: &str) -> Diagnostic {
    Diagnostic::new("E502", at, format!("`{finding}` can be obtained nowhere in `{network}`"))
        .label(format!("it takes {by}"))
        .help("add the capability to the card that has it")
}
