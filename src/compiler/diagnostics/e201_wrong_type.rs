//! E201: a finding is used as something it is not.
//!
//! A number is compared, an option is chosen, a sign is present.

use super::Diagnostic;
use crate::source::Location;

pub(crate) fn wrong_type(name: &str, is: &str, at: Location, instead: impl Into<String>) -> Diagnostic {
    Diagnostic::new("E201", at, format!("`{name}` is {is}")).label("cannot be used like this").help(instead)
}
