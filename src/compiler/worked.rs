//! The worked cases of the content: the children of all examples, and the log that a clinician would leave of one.

use crate::check::Checked;
use crate::diagnostics::Reports;
use crate::examples::child::Children;
use crate::syntax::protocols::ExampleDef;
use crate::{Mistakes, tried};
use paedlotse_core::case::{Action, Case, Timestamp};
use paedlotse_core::finding::FindingIx;
use paedlotse_core::observation::{Findings, Observed};
use paedlotse_core::page::{PageSection, danger_page, questions_page};
use paedlotse_core::protocol::{ProtocolIx, ProtocolSet, Question};
use std::path::Path;

/// A worked case.
#[derive(Clone, Debug)]
pub struct Worked {
    /// The protocol it was written for.
    pub protocol: ProtocolIx,
    /// Its name, unique within the protocol.
    pub name: String,
    /// Everything that is known of it.
    pub child: Findings,
}

/// The worked cases of the content folder, in its order.
///
/// # Errors
/// Every mistake in the content, as [`crate::compile`] finds it.
pub fn worked(assets: &Path) -> Result<Vec<Worked>, Box<Mistakes>> {
    tried(assets, |_, checked, reports, _| cases(checked, reports)).map(|(cases, _)| cases)
}

pub(crate) fn cases(checked: &Checked<'_>, reports: &Reports) -> Vec<Worked> {
    let children = Children { checked, reports, transfer: false };
    let examples = checked.order.parts.iter().flat_map(|(ix, part)| part.examples.iter().map(|one| (*ix, one)));
    let case = |(protocol, example): (ProtocolIx, &ExampleDef)| {
        let child = children.read(protocol, &example.child, &[])?.child(&checked.set);
        Some(Worked { protocol, name: example.name.value.clone(), child })
    };
    examples.filter_map(case).collect()
}

/// Milliseconds of a minute.
const MINUTE: i64 = 60_000;

/// The log of this child as a clinician would leave it: age and complaint first, then section by section of the pages, a
/// minute for each; groups are denied with one tap where nothing else is known of any member.
#[must_use]
pub fn as_entered(set: &ProtocolSet, child: &Findings, started: Timestamp) -> Case {
    let mut case = Case::new(started);
    let mut at = started;
    let push = |case: &mut Case, at: Timestamp, action: Action| {
        // The child was built with the same vocabulary, so its values fit.
        let _fits = case.push(set, at, action);
    };
    push(&mut case, at, Action::Age(child.age));
    if child.sex.is_some() {
        push(&mut case, at, Action::Sex(child.sex));
    }
    for protocol in child.complaints() {
        push(&mut case, at, Action::Complaint { protocol: *protocol, chosen: true });
    }
    let mut left: Vec<FindingIx> = child.iter().map(|(finding, _)| finding).collect();
    let sections: Vec<PageSection> = danger_page(set, child).into_iter().chain(questions_page(set, child)).collect();
    for section in sections {
        at.0 = at.0.saturating_add(MINUTE);
        for asked in section.questions {
            let here: Vec<FindingIx> = asked.findings.into_iter().filter(|finding| left.contains(finding)).collect();
            left.retain(|finding| !here.contains(finding));
            let is_denial = |finding: &FindingIx| {
                let denial = set.finding(*finding).and_then(Findings::denial);
                denial.is_some() && child.value(*finding) == denial
            };
            match asked.question {
                Question::Group(group) if !here.is_empty() && here.iter().all(is_denial) => {
                    push(&mut case, at, Action::DenyGroup { group, denied: here });
                }
                _ => here.into_iter().for_each(|finding| enter(set, &mut case, at, child, finding)),
            }
        }
    }
    // What stands on no page of this child all the same was told.
    left.into_iter().for_each(|finding| enter(set, &mut case, at, child, finding));
    case
}

fn enter(set: &ProtocolSet, case: &mut Case, at: Timestamp, child: &Findings, finding: FindingIx) {
    let action = match child.get(finding) {
        Some(Observed::Known(value)) => Action::Observe { finding, value },
        Some(Observed::Unobtainable) => Action::Unobtainable(finding),
        None => return,
    };
    let _fits = case.push(set, at, action);
}
