//! E405: a limit that no `[[limit]]` shows from both sides.
//!
//! Every number compared in a rule or in a define is tried at the limit and one step beside it.

use super::Diagnostic;
use crate::source::Location;

pub(crate) fn limit_without_test(rule: &str, words: &str, sides: (&str, &str), at: Location) -> Diagnostic {
    let (one, other) = sides;
    Diagnostic::new("E405", at, format!("no [[limit]] tries `{words}` of the rule `{rule}`"))
        .label("not shown from both sides")
        .help(format!("write a [[limit]] with rule = \"{rule}\" whose two sides are \"{one}\" and \"{other}\""))
}
