//! E304: a rule says that it repeats others, and some child shows that it does not.

use super::Diagnostic;
use super::e303_redundant::names;
use crate::source::Location;

pub(crate) fn repeats_not((rule, at): (&str, Location), others: &[(&str, Location)], child: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new("E304", at, format!("the rule `{rule}` does not repeat {}", names(others)))
        .label(format!("it says more for: {child}"));
    let also = others.iter().fold(diagnostic, |all, (_, at)| all.also(*at, "not for this child, or it asks for less"));
    also.help("remove `repeats`, or name the rules that say as much")
}
