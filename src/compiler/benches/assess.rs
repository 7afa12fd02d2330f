//! How long one evaluation of all shipped content takes: `cargo bench -p paedlotse-compiler`.

use divan::Bencher;
use paedlotse_compiler::Compiled;
use paedlotse_compiler::value::{deny_rest, normal_vitals};
use paedlotse_core::age::Age;
use paedlotse_core::answer::answer;
use paedlotse_core::assess::assess;
use paedlotse_core::capability::CapabilitySet;
use paedlotse_core::observation::Findings;
use paedlotse_core::protocol::{ProtocolIx, Scope};
use paedlotse_core::recommend::{Duty, Place, Situation};
use std::path::Path;
use std::sync::OnceLock;

fn main() {
    divan::main();
}

fn content() -> &'static Compiled {
    static CONTENT: OnceLock<Compiled> = OnceLock::new();
    CONTENT.get_or_init(|| {
        let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets");
        paedlotse_compiler::compile(&assets).unwrap_or_else(|_| std::process::abort())
    })
}

/// All complaints at once: the largest page there is. `answered`: every question denied, vital signs normal.
fn child(answered: bool) -> Findings {
    let set = &content().set;
    let mut child = Findings::default();
    child.age = Age::months(8).ok();
    let complaints = (0..).map(ProtocolIx).zip(&set.protocols).filter(|(_, p)| p.scope == Scope::Complaint);
    complaints.for_each(|(ix, _)| child.choose(ix));
    if answered {
        deny_rest(set, &mut child);
        normal_vitals(set, &mut child);
    }
    child
}

#[divan::bench(args = [false, true])]
fn assess_all_content(bencher: Bencher, answered: bool) {
    let child = child(answered);
    bencher.bench(|| assess(&content().set, divan::black_box(&child), CapabilitySet::EMPTY));
}

#[divan::bench(args = [false, true])]
fn whole_answer(bencher: Bencher, answered: bool) {
    let set = &content().set;
    let child = child(answered);
    let Some(network) = set.networks.first() else { return };
    let situation = Situation { network, place: Place::Hospital(network.home), at: None, duty: &Duty::default() };
    bencher.bench(|| answer(set, divan::black_box(&child), &situation));
}
