//! E304: a rule says that it repeats another, and some child shows that it does not.

use super::Diagnostic;
use crate::source::Location;

pub(crate) fn repeats_not((rule, at): (&str, Location), other: (&str, Location), child: &str) -> Diagnostic {
    Diagnostic::new("E304", at, format!("the rule `{rule}` does not repeat `{}`", other.0))
        .label(format!("it holds alone for: {child}"))
        .also(other.1, "not for this child, or it asks for less")
        .help("remove `repeats`, or name the rule that says as much")
}
