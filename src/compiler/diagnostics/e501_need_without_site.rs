//! E501: a need that no house of a network meets.
//!
//! At some age at which the rule can hold, no card of the network has the capability: the child has nowhere to go.

use super::Diagnostic;
use crate::source::Location;

pub(crate) fn need_without_site((rule, at): (&str, Location), need: &str, network: &str, child: &str) -> Diagnostic {
    Diagnostic::new("E501", at, format!("no house of `{network}` has what `{rule}` needs: {need}"))
        .label(format!("not for a child of {child}"))
        .help("add the capability to the card that has it, for this age, or name an alternative in `needs`")
}
