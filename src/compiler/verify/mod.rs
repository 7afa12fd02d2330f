//! Shows the laws of the rule set over every possible child; `cargo xtask verify`.
//!
//! The build has checked the form of every line and run the examples. Here the rules are looked at together: over all
//! children that the content can tell apart, as sets (`space`), and over all rules and houses, one by one (`houses`).
//! What is found is shown with a child.

mod ages;
mod axes;
mod bounds;
pub mod certificate;
pub(crate) mod child;
mod direction;
mod explained;
mod fault;
mod houses;
pub mod mutants;
pub mod oracle;
mod report;
mod rules;
pub mod settling;
pub(crate) mod space;
#[cfg(test)]
mod tests;

use crate::{Compiled, Mistakes, tried};
use certificate::magnitude;
use fault::Fault;
use houses::{Card, Tried};
use oracle::Oracle;
use paedlotse_core::criterion::{DefineIx, ScoreIx, TableIx};
use paedlotse_core::finding::FindingIx;
use paedlotse_core::protocol::{ProtocolIx, ProtocolSet, RuleIx};
use rules::Holding;
use space::Space;
use std::path::Path;
use std::time::{Duration, Instant};

/// A law, how it was looked at, and over how much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// A word for it, as in the certificate.
    pub id: &'static str,
    /// The law, as a sentence.
    pub law: &'static str,
    /// How it was shown.
    pub method: &'static str,
    /// How many were looked at, saturating.
    pub count: u128,
    /// What was counted: "regions", "advices".
    pub counted: &'static str,
    /// How long it took.
    pub time: Duration,
    /// How often it is broken.
    pub broken: usize,
}

/// What was shown, and what is wrong.
#[derive(Debug)]
pub struct Verified {
    /// The content.
    pub compiled: Compiled,
    /// The laws, in their order.
    pub shown: Vec<Shown>,
    /// What is worth knowing and breaks no law.
    pub notes: Vec<String>,
    /// Everything in the content that breaks one.
    pub mistakes: Option<Box<Mistakes>>,
    /// What breaks one although the build let it pass: a fault of the program.
    pub of_program: Vec<String>,
}

/// Compiles the content folder and looks at every law.
///
/// # Errors
/// Every mistake for which the content does not even compile.
pub fn verify(assets: &Path) -> Result<Verified, Box<Mistakes>> {
    tried(assets, |content, checked, reports, compiled| {
        let laws = Laws::of(&checked.set, &checked.repeats);
        laws.faults.iter().filter_map(|f| report::diagnostic(f, checked, content)).for_each(|found| reports.add(found));
        let of_program = laws.faults.iter().filter_map(|fault| report::of_program(fault, checked, content)).collect();
        Verified { compiled, shown: laws.shown, notes: laws.notes, mistakes: None, of_program }
    })
    .map(|(mut verified, mistakes)| {
        verified.mistakes = mistakes;
        verified
    })
}

/// All laws of one rule set.
#[derive(Default)]
pub(crate) struct Laws {
    pub(crate) shown: Vec<Shown>,
    pub(crate) notes: Vec<String>,
    pub(crate) faults: Vec<Fault>,
}

/// Of so many children the reasons are looked at.
const EXPLAINED: u32 = 100;

/// How many threads share the work: what runs this has two cores.
const THREADS: usize = 2;

/// Does something for each of `items`, on all threads; results in their order.
fn each<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    std::thread::scope(|scope| {
        let work = &work;
        let spawn = |part: usize| {
            scope.spawn(move || {
                let mine = items.iter().enumerate().skip(part).step_by(THREADS);
                mine.map(|(at, item)| (at, work(item))).collect::<Vec<_>>()
            })
        };
        let handles: Vec<_> = (0..THREADS).map(spawn).collect();
        // A thread that panicked has said so; its results are missing, which the counts show.
        let mut all: Vec<(usize, R)> = handles.into_iter().filter_map(|handle| handle.join().ok()).flatten().collect();
        all.sort_by_key(|(at, _)| *at);
        all.into_iter().map(|(_, result)| result).collect()
    })
}

fn positions<T>(items: &[T]) -> Vec<u16> {
    (0_u16..).take(items.len()).collect()
}

impl Laws {
    /// Looks at every law. `repeats`: for each rule the ones it repeats on purpose.
    pub(crate) fn of(set: &ProtocolSet, repeats: &[Vec<RuleIx>]) -> Self {
        let mut laws = Self::default();
        let begin = Instant::now();
        let Some(space) = Space::new(set) else {
            laws.notes.push("the content has too many limits to be looked at as a whole".to_owned());
            return laws;
        };
        let holding = Holding::new(&space);
        laws.notes.extend(per_protocol(set, &space, &holding));
        let regions = holding.children.iter().fold(0_u128, |all, holds| all.saturating_add(space.regions(holds)));
        laws.show(
            ("dead", "no rule is dead"),
            "exact: the set of children of each rule, over the regions of its findings",
            (regions, "regions"),
            begin,
            holding.dead(),
        );
        laws.directions(set, &space, regions);
        laws.superfluous(set, &holding, repeats, regions);
        laws.along_age(set, &space);
        laws.cards(set, &space, &holding);
        laws.bounds(set, &space);
        laws.explained(set, &space);
        laws
    }

    fn show(
        &mut self,
        (id, law): (&'static str, &'static str),
        method: &'static str,
        (count, counted): (u128, &'static str),
        begin: Instant,
        faults: Vec<Fault>,
    ) {
        self.shown.push(Shown { id, law, method, count, counted, time: begin.elapsed(), broken: faults.len() });
        self.faults.extend(faults);
    }

    fn directions(&mut self, set: &ProtocolSet, space: &Space<'_>, regions: u128) {
        let begin = Instant::now();
        let mut faults: Vec<Fault> =
            each(&positions(&set.rules), |ix| direction::rule(space, RuleIx(*ix))).into_iter().flatten().collect();
        faults.extend(positions(&set.scores).into_iter().filter_map(|ix| direction::score(space, ScoreIx(ix))));
        faults.extend(positions(&set.tables).into_iter().filter_map(|ix| direction::table(space, TableIx(ix))));
        self.show(
            ("worse", "a worse finding is never answered more mildly"),
            "exact: each value of each finding against the next worse one, in every rule, item of a score and table",
            (regions, "regions"),
            begin,
            faults,
        );
        let begin = Instant::now();
        let due: Vec<u16> = positions(&set.findings)
            .into_iter()
            .filter(|ix| set.finding(FindingIx(*ix)).is_some_and(|f| f.due.is_some()))
            .collect();
        let faults = each(&due, |ix| direction::due(space, FindingIx(*ix))).into_iter().flatten().collect();
        let count = u128::try_from(due.len()).unwrap_or_default();
        self.show(
            ("due", "a worse finding never ends that another is asked for; no circle; never for danger signs"),
            "exact for each condition; circles and danger signs are refused by the build",
            (count, "conditions"),
            begin,
            faults,
        );
    }

    fn superfluous(&mut self, set: &ProtocolSet, holding: &Holding<'_>, repeats: &[Vec<RuleIx>], regions: u128) {
        let begin = Instant::now();
        let of = |ix: &u16| {
            let repeats = repeats.get(usize::from(*ix)).map(Vec::as_slice).unwrap_or_default();
            holding.superfluous(RuleIx(*ix), repeats)
        };
        let faults = each(&positions(&set.rules), of).into_iter().flatten().collect();
        self.show(
            ("superfluous", "no rule is superfluous, in its protocol or beside danger screen and vital signs"),
            "exact: for some child each rule says what no other says; a deliberate repeat names what it repeats",
            (regions, "regions"),
            begin,
            faults,
        );
    }

    fn along_age(&mut self, set: &ProtocolSet, space: &Space<'_>) {
        let begin = Instant::now();
        let ages = u128::try_from(space.ages.len()).unwrap_or_default();
        let mut faults: Vec<Fault> =
            each(&positions(&set.rules), |ix| ages::rule(space, RuleIx(*ix))).into_iter().flatten().collect();
        faults.extend(positions(&set.defines).into_iter().filter_map(|ix| ages::define(space, DefineIx(ix))));
        faults.extend(positions(&set.tables).into_iter().filter_map(|ix| ages::table(space, TableIx(ix))));
        faults.extend(positions(&set.scores).into_iter().filter_map(|ix| ages::score(space, ScoreIx(ix))));
        let looked = [set.rules.len(), set.defines.len(), set.tables.len(), set.scores.len()]
            .into_iter()
            .fold(0, usize::saturating_add);
        let looked = ages.saturating_mul(u128::try_from(looked).unwrap_or_default());
        self.show(
            ("age", "no hole along age: between two ages that are answered lies none that is not"),
            "exact: every (days, months) that exists, for rules that follow each other by age, tables and items of scores",
            (looked, "ages"),
            begin,
            faults,
        );
    }

    fn bounds(&mut self, set: &ProtocolSet, space: &Space<'_>) {
        let begin = Instant::now();
        let oracle = Oracle::new(set);
        let numbers: Vec<u32> = (0..bounds::CHILDREN).collect();
        let ways = each(&numbers, |number| bounds::walk(space, &oracle, *number));
        let mut turns = 0_u128;
        let mut faults = Vec::new();
        for way in ways.into_iter().flatten() {
            turns = turns.saturating_add(u128::from(way.turns));
            faults.extend(way.fault);
        }
        self.show(
            ("bounds", "floor ≤ truth ≤ ceiling; answers only narrow the bounds, so that settled stays settled"),
            "children asked through in any order, against an oracle that shares no code; small contents are enumerated \
             by the tests",
            (turns, "answers"),
            begin,
            faults,
        );
    }

    fn explained(&mut self, set: &ProtocolSet, space: &Space<'_>) {
        let begin = Instant::now();
        let oracle = Oracle::new(set);
        let numbers: Vec<u32> = (0..EXPLAINED).collect();
        let mut facts = 0_u128;
        let mut faults = Vec::new();
        for (reasons, wrong) in
            each(&numbers, |number| explained::explain(space, &oracle, *number)).into_iter().flatten()
        {
            facts = facts.saturating_add(u128::from(reasons));
            faults.extend(wrong);
        }
        self.show(
            ("reasons", "the reasons that are given suffice for the advice, and none of them can be left out"),
            "children of whom all is known, in every network, against the definition of sufficient",
            (facts, "reasons"),
            begin,
            faults,
        );
    }

    fn cards(&mut self, set: &ProtocolSet, space: &Space<'_>, holding: &Holding<'_>) {
        let cards: Vec<Card<'_>> = set.networks.iter().map(|network| Card::new(space, network)).collect();
        let rules = positions(&set.rules);
        let rule = |ix: &u16| set.rule(RuleIx(*ix)).zip(holding.children.get(usize::from(*ix)));

        let begin = Instant::now();
        let mut all = Tried::default();
        let mut apart: Vec<String> = Vec::new();
        for (card, network) in cards.iter().zip(&set.networks) {
            let found = each(&rules, |ix| rule(ix).map(|(rule, holds)| card.sites(space, RuleIx(*ix), rule, holds)));
            for ((tried, together), rule) in found.into_iter().flatten().zip(&set.rules) {
                all.add(tried);
                if !together {
                    apart.push(format!("{}: no house meets all needs of `{}` at every age", network.id, rule.id));
                }
            }
            all.add(card.findings());
        }
        self.show(
            (
                "houses",
                "every need has a house, at every age at which its rule can hold; every finding can be obtained",
            ),
            "exact: each need of each rule in each network, at the best hour",
            (all.times, "needs"),
            begin,
            all.faults,
        );
        self.notes.extend(apart);

        let begin = Instant::now();
        let mut all = Tried::default();
        for card in &cards {
            let found = each(&rules, |ix| {
                rule(ix).map(|(rule, _)| (card.losses(RuleIx(*ix), rule), card.joins(RuleIx(*ix), rule)))
            });
            for (losses, joins) in found.into_iter().flatten() {
                all.add(losses);
                all.add(joins);
            }
        }
        self.show(
            ("losses", "losing a capability is never milder; more need is never milder"),
            "each rule and each pair of rules, each single loss of each house, hospital and ambulance; for all cards by \
             the argument in `recommend`",
            (all.times, "advices"),
            begin,
            all.faults,
        );
    }
}

/// How many regions the rules of each protocol tell apart.
fn per_protocol(set: &ProtocolSet, space: &Space<'_>, holding: &Holding<'_>) -> Vec<String> {
    let protocols = (0_u16..).map(ProtocolIx).zip(&set.protocols);
    let told = protocols.map(|(ix, protocol)| {
        let rules = set.rules.iter().zip(&holding.children).filter(|(rule, _)| rule.protocol == ix);
        let (rules, regions) = rules.fold((0_usize, 0_u128), |(rules, regions), (_, holds)| {
            (rules.saturating_add(1), regions.saturating_add(space.regions(holds)))
        });
        format!("{}: {rules} rules, {} regions", protocol.id, magnitude(regions))
    });
    told.collect()
}

impl Tried {
    fn add(&mut self, other: Self) {
        self.times = self.times.saturating_add(other.times);
        self.faults.extend(other.faults);
    }
}
