//! Runs the examples and limits that stand in the protocols, on the compiled set.

mod child;
mod expect;
pub(crate) mod limits;
mod probe;

use crate::check::Checked;
use crate::diagnostics::Reports;
use crate::diagnostics::e406_example_fails::example_fails;
use crate::syntax::protocols::ExampleDef;
use child::Children;
use paedlotse_core::observation::Findings;
use paedlotse_core::protocol::ProtocolIx;

/// Assesses the child of every example and compares.
pub(crate) fn run(checked: &Checked<'_>, reports: &Reports) {
    for (protocol, part) in &checked.order.parts {
        for example in &part.examples {
            run_one(checked, *protocol, example, reports);
        }
    }
}

/// A worked case: the child of an example.
pub(crate) struct Case<'a> {
    /// The protocol it was written for.
    pub(crate) protocol: ProtocolIx,
    /// Its name, unique within the protocol.
    pub(crate) name: &'a str,
    /// Everything that is known of it.
    pub(crate) child: Findings,
}

/// The children of all examples, in the order of the content; one that cannot be built is reported and left out.
pub(crate) fn cases<'a>(checked: &'a Checked<'_>, reports: &Reports) -> Vec<Case<'a>> {
    let children = Children { checked, reports };
    let parts = checked.order.parts.iter();
    parts
        .flat_map(|(protocol, part)| part.examples.iter().map(|example| (*protocol, example)))
        .filter_map(|(protocol, example)| {
            let child = children.build(protocol, &example.child, &[])?;
            Some(Case { protocol, name: &example.name.value, child })
        })
        .collect()
}

fn run_one(checked: &Checked<'_>, protocol: ProtocolIx, example: &ExampleDef, reports: &Reports) {
    let children = Children { checked, reports };
    let child = children.build(protocol, &example.child, &[]);
    let expectations = expect::read(checked, &example.expect, reports);
    let (Some(child), Some(expectations)) = (child, expectations) else {
        return;
    };
    for (expectation, words, at) in &expectations {
        if let Some(found) = expect::differs(checked, &child, expectation) {
            reports.add(example_fails(&example.name.value, words, found, *at));
        }
    }
}
