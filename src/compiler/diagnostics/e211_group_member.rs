//! E211: a group that "none of these" cannot clear.
//!
//! A group has at most seven members, and saying no to a member must be reassuring: yes/no findings whose
//! yes is worse, and choices with an option of level 0.

use super::Diagnostic;
use crate::source::Location;

pub(crate) fn group_member(message: impl Into<String>, label: impl Into<String>, at: Location) -> Diagnostic {
    Diagnostic::new("E211", at, message).label(label)
}
