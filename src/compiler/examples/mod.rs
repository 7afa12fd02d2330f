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
use paedlotse_core::protocol::ProtocolIx;

/// Assesses the child of every example and compares.
pub(crate) fn run(checked: &Checked<'_>, reports: &Reports) {
    for (protocol, part) in &checked.order.parts {
        for example in &part.examples {
            run_one(checked, *protocol, example, reports);
        }
    }
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
