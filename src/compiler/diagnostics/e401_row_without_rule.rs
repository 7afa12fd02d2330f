//! E401: a row of the evidence that no rule carries, or one that is both left out and carried.

use super::Diagnostic;
use crate::source::Location;

pub(crate) fn row_without_rule(row: &str, at: Location) -> Diagnostic {
    Diagnostic::new("E401", at, format!("no rule carries the row `{row}`"))
        .label("not used")
        .help(format!("write a rule with row = \"{row}\", or left_out = \"the reason\" here"))
}

pub(crate) fn left_out_but_carried(row: &str, at: Location, rule: Location) -> Diagnostic {
    Diagnostic::new("E401", at, format!("the row `{row}` is left out, but a rule carries it"))
        .label("remove `left_out`")
        .also(rule, "carried here")
}
