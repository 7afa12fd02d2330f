//! Runs the examples and limits that stand in the protocols, on the compiled set or on a changed one.

pub(crate) mod child;
mod compare;
pub(crate) mod expect;
pub(crate) mod limits;
mod probe;
pub(crate) mod terms;
pub(crate) mod transfer;

use crate::check::Checked;
use crate::diagnostics::Reports;
use crate::diagnostics::e406_example_fails::example_fails;
use child::{Children, Recipe};
use expect::Wanted;
use paedlotse_core::observation::Findings;
use paedlotse_core::protocol::{ProtocolIx, ProtocolSet};

/// One `[[example]]` that could be read.
pub(crate) struct Example {
    /// The protocol in whose file it stands.
    pub(crate) protocol: ProtocolIx,
    name: String,
    pub(crate) child: Recipe,
    pub(crate) wanted: Vec<Wanted>,
}

impl Example {
    /// Whether this child is answered as expected by this set.
    pub(crate) fn stands(&self, set: &ProtocolSet, child: &Findings) -> bool {
        compare::differences(set, child, &self.wanted).next().is_none()
    }
}

/// Reads all examples; what is wrong with their form is reported.
pub(crate) fn read(checked: &Checked<'_>, reports: &Reports) -> Vec<Example> {
    let children = Children { checked, reports, transfer: false };
    let mut all = Vec::new();
    for (protocol, part) in &checked.order.parts {
        for def in &part.examples {
            let child = children.read(*protocol, &def.child, &[]);
            let wanted = expect::read(checked, &def.expect, reports);
            if let (Some(child), Some(wanted)) = (child, wanted) {
                all.push(Example { protocol: *protocol, name: def.name.value.clone(), child, wanted });
            }
        }
    }
    all
}

/// Assesses the child of every example and compares.
pub(crate) fn run(set: &ProtocolSet, examples: &[Example], reports: &Reports) {
    for example in examples {
        for (wanted, found) in compare::differences(set, &example.child.child(set), &example.wanted) {
            reports.add(example_fails(&example.name, &wanted.words, found, wanted.at));
        }
    }
}
