//! What a name reads in the end: through defines, scores and tables down to findings.

use super::condition::Condition;
use super::protocols::direct_findings;
use crate::resolve::Symbol;
use paedlotse_core::criterion::Criterion;
use paedlotse_core::finding::FindingIx;
use paedlotse_core::protocol::ProtocolSet;
use paedlotse_core::score::{Points, Score};
use std::collections::BTreeSet;

/// The names that stand in a criterion of the core.
pub(crate) fn symbols_of(criterion: &Criterion) -> BTreeSet<Symbol> {
    let mut all: BTreeSet<Symbol> = direct_findings(criterion).into_iter().map(Symbol::Finding).collect();
    collect(criterion, &mut all);
    all
}

fn collect(criterion: &Criterion, all: &mut BTreeSet<Symbol>) {
    match criterion {
        Criterion::Define(ix) => {
            all.insert(Symbol::Define(*ix));
        }
        Criterion::ScoreAtLeast(ix, _) | Criterion::ScoreBelow(ix, _) => {
            all.insert(Symbol::Score(*ix));
        }
        Criterion::Table(ix) => {
            all.insert(Symbol::Table(*ix));
        }
        _ => criterion.parts().iter().for_each(|part| collect(part, all)),
    }
}

/// The names that a score reads.
pub(crate) fn symbols_of_score(score: &Score) -> BTreeSet<Symbol> {
    let mut all: BTreeSet<Symbol> = score.valid.iter().flat_map(symbols_of).collect();
    for way in score.items.iter().flat_map(|item| &item.points) {
        match way {
            Points::Bands { finding, .. } | Points::Options { finding, .. } => {
                all.insert(Symbol::Finding(*finding));
            }
            Points::When { criterion, .. } => all.extend(symbols_of(criterion)),
        }
    }
    all
}

/// What a name reads directly.
pub(crate) fn symbols_behind(set: &ProtocolSet, symbol: Symbol) -> BTreeSet<Symbol> {
    match symbol {
        Symbol::Define(ix) => set.define(ix).map(|define| symbols_of(&define.when)).unwrap_or_default(),
        Symbol::Score(ix) => set.score(ix).map(symbols_of_score).unwrap_or_default(),
        Symbol::Table(ix) => set.table(ix).map(|table| Symbol::Finding(table.finding)).into_iter().collect(),
        Symbol::Finding(_) | Symbol::Age | Symbol::Sex | Symbol::VitalsAlways => BTreeSet::new(),
    }
}

/// All names behind `symbol`, itself among them.
pub(crate) fn reach(set: &ProtocolSet, symbol: Symbol) -> BTreeSet<Symbol> {
    let mut all = BTreeSet::from([symbol]);
    let mut open = vec![symbol];
    while let Some(next) = open.pop() {
        for behind in symbols_behind(set, next) {
            if all.insert(behind) {
                open.push(behind);
            }
        }
    }
    all
}

/// The findings behind `symbol`.
pub(crate) fn findings_behind(set: &ProtocolSet, symbol: Symbol) -> BTreeSet<FindingIx> {
    let findings = reach(set, symbol).into_iter();
    findings
        .filter_map(|symbol| match symbol {
            Symbol::Finding(ix) => Some(ix),
            _ => None,
        })
        .collect()
}

/// The names that stand in a condition.
pub(crate) fn symbols_in(condition: &Condition) -> impl Iterator<Item = Symbol> {
    condition.atoms.iter().map(|atom| atom.reads)
}
