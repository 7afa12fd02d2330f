//! The examples of `transport.toml`: an invented child, the class of its escort, and all rules that hold.

use super::child::Children;
use crate::check::Checked;
use crate::diagnostics::Reports;
use crate::diagnostics::e406_example_fails::example_fails;
use crate::resolve::EscortIx;
use crate::syntax::Content;
use crate::syntax::transport::TransferDef;
use paedlotse_core::escort::escort;
use paedlotse_core::protocol::ProtocolIx;

/// Decides the escort of every example and compares.
pub(crate) fn run(checked: &Checked<'_>, content: &Content, reports: &Reports) {
    for def in content.transport.iter().flat_map(|file| &file.examples) {
        one(checked, def, reports);
    }
}

fn one(checked: &Checked<'_>, def: &TransferDef, reports: &Reports) {
    let set = &checked.set;
    let children = Children { checked, reports, transfer: true };
    let wanted: Option<Vec<usize>> =
        def.rules.iter().map(|name| checked.names.escort.find(name, reports).map(|EscortIx(ix)| ix)).collect();
    let (Some(child), Some(mut wanted)) = (children.read(ProtocolIx(0), &def.child, &[]), wanted) else {
        return;
    };
    wanted.sort_unstable();
    let found = escort(set, &child.child(set));
    let fails = |expected: &str, found: String, at| reports.add(example_fails(&def.name.value, expected, found, at));
    if found.floor != def.class.value {
        fails(def.class.value.id(), format!("the class is at least {}", found.floor.id()), def.class.at);
    }
    let at_most = def.at_most.as_ref().unwrap_or(&def.class);
    if found.ceiling != at_most.value {
        let open = found.open.iter().filter_map(|ix| set.finding(*ix)).map(|finding| finding.id);
        let open = open.collect::<Vec<_>>().join(", ");
        let told = format!("the class is at most {}; open: {open}", found.ceiling.id());
        fails(at_most.value.id(), told, at_most.at);
    }
    let holding: Vec<usize> = found.rules.iter().filter(|(_, holds)| holds.is_true()).map(|(ix, _)| *ix).collect();
    if holding != wanted {
        let id = |ix: &usize| set.transport.escort.get(*ix).map_or("", |rule| rule.id);
        let words = |all: &[usize]| all.iter().map(id).collect::<Vec<_>>().join(", ");
        fails(&words(&wanted), format!("what holds: {}", words(&holding)), def.name.at);
    }
}
