//! E403: a rule reads a finding that nobody is asked for.
//!
//! Every finding of a rule is on the page of its protocol, of the danger screen or of the vital signs.

use super::Diagnostic;
use crate::source::Location;

pub(crate) fn asked_nowhere(finding: &str, rule: &str, protocol: &str, at: Location, of: Location) -> Diagnostic {
    Diagnostic::new("E403", at, format!("the rule `{rule}` reads `{finding}`, which its page never asks for"))
        .label(format!("reads `{finding}`"))
        .also(of, "never asked on this page")
        .help(format!("add \"{finding}\" (or its group) to a [[section]] of `{protocol}`"))
}

pub(crate) fn on_no_page(finding: &str, at: Location) -> Diagnostic {
    Diagnostic::new("E403", at, format!("`{finding}` is on no page"))
        .label("asked nowhere")
        .help("add it (or its group) to the `ask` of a [[section]]")
}
