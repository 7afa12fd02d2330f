//! The engine against the oracle, for every child of contents that are small enough: each finding pending, each region
//! of its values, or a number of which only is known that there is one; each age, exact, coarse and unknown.

#![cfg(test)]

use paedlotse_compiler::value::{Answer, parse};
use paedlotse_compiler::verify::oracle::completions::{Bounds, Known, Sometimes};
use paedlotse_compiler::verify::oracle::{Oracle, Reading};
use paedlotse_core::age::{Age, AgeUnit};
use paedlotse_core::assess::{Assessment, RuleState, assess};
use paedlotse_core::capability::CapabilitySet;
use paedlotse_core::criterion::{Criterion, Sex};
use paedlotse_core::finding::{FindingIx, FindingType};
use paedlotse_core::observation::{Findings, Value};
use paedlotse_core::protocol::{ProtocolIx, ProtocolSet, Rule, RuleIx, Scope};
use paedlotse_core::quantity::Span;
use paedlotse_core::score::Points;
use paedlotse_core::truth::Truth;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Instant;

/// What was compared.
#[derive(Default)]
struct Count {
    children: u64,
    complete: u64,
    completions: u64,
    /// Rules of children in which everything open stands once: these must be equal.
    rules_once: u64,
    rules: u64,
    /// Rules in which something open stands several times, and the engine is more cautious than it had to be.
    cautious: u64,
    urgency_exact: u64,
}

fn compare(folder: &str) {
    let start = Instant::now();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/protocols/good").join(folder);
    let compiled = paedlotse_compiler::compile(&path).unwrap_or_else(|mistakes| panic!("{mistakes}"));
    let set = &compiled.set;
    let oracle = Oracle::new(set);
    let mut known = Known::default();
    let mut count = Count::default();
    for child in starts(set, &oracle) {
        every_child(set, &oracle, child, 0, &mut |child| one(set, &oracle, child, &mut known, &mut count));
    }
    println!(
        "{folder}: {} children, {} of them complete, {} completions; {} age regions; {} rules, {} with all that is open \
         once and equal, {} others more cautious than needed; urgency exact for {} children; {:.1} s",
        count.children,
        count.complete,
        count.completions,
        oracle.ages().regions(),
        count.rules,
        count.rules_once,
        count.cautious,
        count.urgency_exact,
        start.elapsed().as_secs_f32()
    );
    assert!(count.complete > 0 && count.rules_once > 0);
}

/// Ages, sexes and complaints, of children of whom nothing else is known.
fn starts(set: &ProtocolSet, oracle: &Oracle<'_>) -> Vec<Findings> {
    let complaints: Vec<ProtocolIx> = (0..)
        .map(ProtocolIx)
        .zip(&set.protocols)
        .filter(|(_, p)| p.scope == Scope::Complaint)
        .map(|(ix, _)| ix)
        .collect();
    let mut all = Vec::new();
    for age in ages(oracle) {
        for sex in [None, Some(Sex::Female), Some(Sex::Male)] {
            for chosen in 0..1_usize << complaints.len() {
                let mut child = Findings::default();
                (child.age, child.sex) = (age, sex);
                let chosen = complaints.iter().enumerate().filter(|(at, _)| chosen >> at & 1 == 1);
                chosen.for_each(|(_, complaint)| child.choose(*complaint));
                all.push(child);
            }
        }
    }
    all.retain(|child| oracle.reads_sex() || child.sex == Some(Sex::Female));
    all
}

/// No age, every region of ages exactly, and some coarse ages about the limits.
fn ages(oracle: &Oracle<'_>) -> Vec<Option<Age>> {
    let exact = oracle.ages().within(Age::any()).into_iter();
    let exact = exact.map(|age| Age::hours(age.hours).unwrap().meet(Age::months(age.months).unwrap()).unwrap());
    let coarse =
        ["28 days", "4 weeks", "91 days", "2 months", "11 months", "52 weeks", "0 years", "10 years", "16 years"];
    let coarse = coarse.into_iter().map(|age| Age::parse(age).unwrap());
    [None].into_iter().chain(exact.chain(coarse).map(Some)).collect()
}

fn every_child(set: &ProtocolSet, oracle: &Oracle<'_>, child: Findings, at: u16, see: &mut impl FnMut(&Findings)) {
    let ix = FindingIx(at);
    let Some(finding) = set.finding(ix) else {
        return see(&child);
    };
    let mut values: Vec<Value> = oracle.regions(ix).iter().map(|reading| Value::from(*reading)).collect();
    if let FindingType::Number { plausible, .. } = finding.answer {
        values.push(Value::Number(plausible));
    }
    for value in values {
        let mut told = child.clone();
        told.set(set, ix, value).unwrap();
        every_child(set, oracle, told, at + 1, see);
    }
    every_child(set, oracle, child, at + 1, see);
}

fn one(set: &ProtocolSet, oracle: &Oracle<'_>, child: &Findings, known: &mut Known, count: &mut Count) {
    let now = assess(set, child, CapabilitySet::EMPTY);
    let exact = oracle.bounds(child, known).unwrap();
    let outcomes: Vec<_> = exact.worlds.iter().map(|world| oracle.outcome(world)).collect();
    for outcome in &outcomes {
        assert!(oracle.at_most(&now.floor, outcome), "the floor is too high for {child:?}: {now:?} {outcome:?}");
        assert!(oracle.at_most(outcome, &now.ceiling), "the ceiling is too low for {child:?}: {now:?} {outcome:?}");
    }
    assert!(oracle.at_most(&now.floor, &now.so_far) && oracle.at_most(&now.so_far, &now.ceiling));
    same_when_unobtainable(set, child, &now);
    for (finding, (due, truth)) in set.findings.iter().zip(exact.due.iter().zip(&now.due)) {
        assert!(contains(*truth, *due), "`{}` is due {truth:?}, exactly {due:?}, for {child:?}", finding.id);
    }
    let needed = now.scores.iter().zip(&exact.scores).filter_map(|(total, exact)| Some(((*total)?, exact)));
    for (total, (low, high)) in needed {
        assert!(total.low() <= *low && *high <= total.high(), "{total:?} {low} {high} {child:?}");
    }
    for (ix, rule) in (0..).map(RuleIx).zip(&set.rules) {
        let (state, exactly) = (now.rule(ix), state(&exact, ix));
        count.rules += 1;
        if stands_once(set, child, rule) {
            count.rules_once += 1;
            assert_eq!(state, exactly, "`{}` for {child:?}", rule.id);
        } else {
            count.cautious += u64::from(state != exactly);
            assert!(admits(state, exactly), "`{}` is {state:?}, exactly {exactly:?}, for {child:?}", rule.id);
        }
    }
    let urgencies = || outcomes.iter().map(|outcome| outcome.urgency);
    let bounds = (urgencies().min().unwrap(), urgencies().max().unwrap());
    count.urgency_exact += u64::from(bounds == (now.floor.urgency, now.ceiling.urgency));
    count.children += 1;
    count.completions += exact.completions;
    if complete(set, oracle, child) {
        count.complete += 1;
        equal(oracle, child, &now, &exact);
    }
}

/// To the rules, what is not possible here is the same as what nobody answered.
fn same_when_unobtainable(set: &ProtocolSet, child: &Findings, now: &Assessment) {
    let mut cannot = child.clone();
    let findings = (0..).map(FindingIx).take(set.findings.len());
    findings.filter(|ix| child.value(*ix).is_none()).for_each(|ix| cannot.set_unobtainable(ix));
    let then = assess(set, &cannot, CapabilitySet::EMPTY);
    assert_eq!((&now.rules, &now.due, &now.scores), (&then.rules, &then.due, &then.scores), "{child:?}");
    assert_eq!((&now.floor, &now.so_far), (&then.floor, &then.so_far), "{child:?}");
}

/// Nothing is open, and no number is a range.
fn complete(set: &ProtocolSet, oracle: &Oracle<'_>, child: &Findings) -> bool {
    let no_complaint = child.complaints().is_empty() && set.protocols.iter().any(|p| p.scope == Scope::Complaint);
    let range = |value| matches!(value, Value::Number(span) if Span::single(span).is_none());
    let ranges = (0..).map(FindingIx).take(set.findings.len()).filter_map(|ix| child.value(ix)).any(range);
    match oracle.children(child).as_slice() {
        [one] => !no_complaint && !ranges && age_is_exact(child) && oracle.open(one).is_empty(),
        _ => false,
    }
}

fn age_is_exact(child: &Findings) -> bool {
    child.age.is_some_and(|age| {
        [AgeUnit::Hours, AgeUnit::Days, AgeUnit::Months].into_iter().all(|unit| {
            let (low, high) = age.completed(unit);
            low == high
        })
    })
}

/// Of a complete child the engine says exactly what the oracle says.
fn equal(oracle: &Oracle<'_>, child: &Findings, now: &Assessment, exact: &Bounds) {
    let world: Vec<_> = exact.worlds.iter().collect();
    let [rules] = world.as_slice() else { panic!("one child, several worlds: {child:?}") };
    let outcome = oracle.outcome(rules);
    assert_eq!((&now.floor, &now.so_far, &now.ceiling), (&outcome, &outcome, &outcome), "{child:?}");
    for (at, state) in (0..).zip(&now.rules) {
        let holds = if rules.contains(&RuleIx(at)) { RuleState::True } else { RuleState::False };
        assert_eq!(*state, holds, "{at} {child:?}");
    }
    for (truth, due) in now.due.iter().zip(&exact.due) {
        assert_eq!(*truth, Truth::known(due.always), "{child:?}");
    }
    let needed = now.scores.iter().zip(&exact.scores).filter_map(|(total, exact)| Some(((*total)?, exact)));
    for (total, (low, high)) in needed {
        assert_eq!((total.low(), total.high()), (*low, *high), "{child:?}");
    }
}

fn contains(truth: Truth, exact: Sometimes) -> bool {
    match truth {
        Truth::True => exact.always,
        Truth::False => !exact.ever,
        Truth::Unknown => true,
    }
}

/// What a rule is over all completions.
fn state(exact: &Bounds, rule: RuleIx) -> RuleState {
    let (holds, when) = (exact.rule(rule), exact.when[usize::from(rule.0)]);
    match holds {
        Sometimes { ever: false, .. } => RuleState::False,
        Sometimes { always: true, .. } => RuleState::True,
        _ if when.always => RuleState::Presumed,
        _ => RuleState::Open,
    }
}

/// Whether the engine may say `state` of a rule that is exactly `exactly`.
fn admits(state: RuleState, exactly: RuleState) -> bool {
    match state {
        RuleState::True | RuleState::False => exactly == state,
        RuleState::Presumed => exactly != RuleState::Open,
        RuleState::Open => true,
    }
}

/// Whether everything that is open and decides this rule stands in it once. Then three values lose nothing.
fn stands_once(set: &ProtocolSet, child: &Findings, rule: &Rule) -> bool {
    if child.complaints().is_empty() && set.protocols.iter().any(|p| p.scope == Scope::Complaint) {
        return false;
    }
    let mut places = Places { set, child, count: BTreeMap::new() };
    places.criterion(&rule.when);
    rule.unless.iter().for_each(|unless| places.criterion(unless));
    places.count.values().all(|places| *places == 1)
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Thing {
    Age,
    Sex,
    Finding(FindingIx),
}

/// In how many places of a condition each thing stands that is open, due or not.
struct Places<'a> {
    set: &'a ProtocolSet,
    child: &'a Findings,
    count: BTreeMap<Thing, u32>,
}

impl Places<'_> {
    fn criterion(&mut self, criterion: &Criterion) {
        let set = self.set;
        match criterion {
            Criterion::AgeFrom(_) | Criterion::AgeUnder(_) => self.age(),
            Criterion::SexIs(_) if self.child.sex.is_none() => *self.count.entry(Thing::Sex).or_default() += 1,
            Criterion::Define(ix) => self.criterion(&set.define(*ix).unwrap().when),
            Criterion::Table(ix) => {
                self.age();
                self.finding(set.table(*ix).unwrap().finding);
            }
            Criterion::ScoreAtLeast(ix, _) | Criterion::ScoreBelow(ix, _) => {
                let score = set.score(*ix).unwrap();
                score.valid.iter().for_each(|valid| self.criterion(valid));
                for way in score.items.iter().flat_map(|item| &item.points) {
                    match way {
                        Points::When { criterion, .. } => self.criterion(criterion),
                        Points::Options { finding, .. } => self.finding(*finding),
                        Points::Bands { finding, .. } => {
                            self.age();
                            self.finding(*finding);
                        }
                    }
                }
            }
            _ => {
                criterion.finding().into_iter().for_each(|finding| self.finding(finding));
                criterion.parts().iter().for_each(|part| self.criterion(part));
            }
        }
    }

    fn age(&mut self) {
        if !age_is_exact(self.child) {
            *self.count.entry(Thing::Age).or_default() += 1;
        }
    }

    fn finding(&mut self, ix: FindingIx) {
        let finding = self.set.finding(ix).unwrap();
        match self.child.value(ix) {
            Some(value) => {
                let range = matches!(value, Value::Number(span) if span.single().is_none());
                if range || finding.raises_only_when.is_some() {
                    *self.count.entry(Thing::Finding(ix)).or_default() += 1;
                }
                finding.raises_only_when.iter().for_each(|when| self.criterion(when));
            }
            None => {
                *self.count.entry(Thing::Finding(ix)).or_default() += 1;
                finding.due.iter().chain(&finding.applies).for_each(|condition| self.criterion(condition));
                for rule in &self.set.clears[usize::from(ix.0)] {
                    self.criterion(&self.set.rule(*rule).unwrap().when);
                }
            }
        }
    }
}

#[test]
fn one_that_leads_to_the_next() {
    compare("chains");
}

#[test]
fn what_excludes_a_rule() {
    compare("exclusions");
}

#[test]
fn scores_and_limits_by_age() {
    compare("scored");
}

#[test]
fn readings_that_raise_but_do_not_clear() {
    compare("readings");
}

#[test]
fn limits_of_age_in_every_unit() {
    compare("ages");
}

#[test]
fn the_content_of_the_bounds() {
    compare("bounds");
}

/// What makes it a second implementation: none of the engine's code, and nothing the compiler prepared for the engine.
#[test]
fn the_oracle_shares_no_code_with_the_engine() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("verify");
    for file in ["oracle.rs", "oracle/ages.rs", "oracle/completions.rs"] {
        let source = std::fs::read_to_string(folder.join(file)).unwrap();
        let code = source.lines().filter(|line| !line.trim_start().starts_with("//"));
        for line in code {
            for of_the_engine in
                ["assess", "Truth", "truth", ".at_least(", ".under(", "schedule", "clears", ".implies("]
            {
                assert!(!line.contains(of_the_engine), "{file}: `{line}`");
            }
        }
    }
}

/// The oracle itself, by hand, on the content of the bounds: every set of rules that may hold for a child of this age
/// with a fever complaint, when nothing else is known.
#[test]
fn the_oracle_says_what_is_written() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/protocols/good/bounds");
    let compiled = paedlotse_compiler::compile(&path).unwrap_or_else(|mistakes| panic!("{mistakes}"));
    let set = &compiled.set;
    let oracle = Oracle::new(set);
    let crp = set.finding_named("crp").unwrap();
    assert_eq!(oracle.regions(crp), [Reading::Number(0), Reading::Number(20)]);
    let worlds = |age: &str, answers: &[(&str, &str)]| -> BTreeSet<Vec<&str>> {
        let mut child = Findings::at_age(Age::parse(age).unwrap());
        child.choose(set.protocol_named("fever").unwrap());
        for (name, text) in [("blue", "no")].iter().chain(answers) {
            let ix = set.finding_named(name).unwrap();
            let Answer::Known(value) = parse(set.finding(ix).unwrap(), text).unwrap() else { panic!("{text}") };
            child.set(set, ix, value).unwrap();
        }
        let bounds = oracle.bounds(&child, &mut Known::default()).unwrap();
        let names = |world: &Vec<RuleIx>| world.iter().map(|ix| set.rule(*ix).unwrap().id).collect();
        bounds.worlds.iter().map(names).collect()
    };
    let rectal = |temperature| [("temperature", temperature), ("temperature_site", "rectal"), ("looks_ill", "no")];
    let with = |answer| rectal("38.0 °C").into_iter().chain([answer]).collect::<Vec<_>>();
    // Not due, and set aside; entered, it counts.
    assert_eq!(worlds("2 years", &rectal("39.0 °C")), BTreeSet::from([vec![]]));
    assert_eq!(worlds("2 years", &with(("crp", "20 mg/L"))), BTreeSet::from([vec!["marker"]]));
    // Due, because it can exclude a rule that lives.
    let both = [vec![], vec!["marker", "young-infant"]];
    assert_eq!(worlds("7 weeks", &rectal("38.0 °C")), BTreeSet::from(both.clone()));
    assert_eq!(worlds("7 weeks", &rectal("37.9 °C")), BTreeSet::from([vec![]]));
    assert_eq!(worlds("7 weeks", &with(("crp", "19 mg/L"))), BTreeSet::from([vec![]]));
    // An age on both sides of the limit: without the rule nobody asks for the marker.
    assert_eq!(worlds("91 days", &rectal("38.0 °C")), BTreeSet::from(both));
    // A reading that cannot clear: it may be a fever, or cold.
    let forehead = [("temperature", "37.0 °C"), ("temperature_site", "forehead"), ("looks_ill", "no")];
    assert_eq!(worlds("2 years", &forehead), BTreeSet::from([vec![], vec!["cold"]]));
    let forehead =
        [("temperature", "38.0 °C"), ("temperature_site", "forehead"), ("looks_ill", "yes"), ("crp", "1 mg/L")];
    assert_eq!(worlds("2 years", &forehead), BTreeSet::from([vec!["ill-with-fever"], vec!["ill-with-fever", "cold"]]));
}
