//! The engine against the oracle, for random children and all shipped content at once: of a complete child both say the
//! same; of any other the bounds hold whatever is answered, and what is settled stays settled.

#![cfg(test)]

use paedlotse_compiler::Compiled;
use paedlotse_compiler::verify::oracle::ages::ExactAge;
use paedlotse_compiler::verify::oracle::completions::Open;
use paedlotse_compiler::verify::oracle::{Child, Oracle, Reading, mildest};
use paedlotse_core::age::{Age, AgeLimit, AgeUnit};
use paedlotse_core::answer::{Answer, answer};
use paedlotse_core::assess::{Assessment, RuleState, assess, steps};
use paedlotse_core::capability::CapabilitySet;
use paedlotse_core::criterion::Sex;
use paedlotse_core::disposition::Urgency;
use paedlotse_core::finding::{FindingIx, FindingType};
use paedlotse_core::observation::{Findings, Value};
use paedlotse_core::protocol::{ProtocolIx, ProtocolSet, RuleIx, Scope};
use paedlotse_core::quantity::Span;
use paedlotse_core::recommend::{Duty, Place, Situation};
use paedlotse_core::score::Points;
use paedlotse_core::truth::Truth;
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestCaseResult, TestRng, TestRunner};
use std::cell::Cell;
use std::path::Path;
use std::time::Instant;

struct Bench {
    compiled: Compiled,
}

impl Bench {
    fn new() -> Self {
        let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets");
        let compiled = paedlotse_compiler::compile(&assets).unwrap_or_else(|mistakes| panic!("{mistakes}"));
        Self { compiled }
    }

    /// Runs one law for random throws.
    fn run(&self, cases: u32, law: impl Fn(&Oracle<'_>, Dice<'_>) -> TestCaseResult) {
        let oracle = Oracle::new(&self.compiled.set);
        let throws = prop::collection::vec(any::<u32>(), 16..400);
        // The same children in every run, so that the counts can be cited; `tests/laws.rs` throws anew every time.
        let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
        TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
            .run(&throws, |throws| law(&oracle, Dice { throws: &throws, at: Cell::new(0) }))
            .unwrap_or_else(|error| panic!("{error}"));
    }
}

/// Throws that repeat when they are used up, never quite the same.
struct Dice<'a> {
    throws: &'a [u32],
    at: Cell<usize>,
}

impl Dice<'_> {
    fn below(&self, sides: usize) -> usize {
        let at = self.at.replace(self.at.get() + 1);
        let round = u32::try_from(at / self.throws.len()).unwrap();
        let thrown = self.throws[at % self.throws.len()].wrapping_add(round.wrapping_mul(0x9e37_79b9));
        usize::try_from(thrown).unwrap() % sides
    }

    fn one_of<T: Copy>(&self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    fn chance(&self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

fn complaints(set: &ProtocolSet) -> Vec<ProtocolIx> {
    (0..).map(ProtocolIx).zip(&set.protocols).filter(|(_, p)| p.scope == Scope::Complaint).map(|(ix, _)| ix).collect()
}

/// Any value of a finding: in every region as often, and anywhere in it.
fn anything(set: &ProtocolSet, oracle: &Oracle<'_>, ix: FindingIx, dice: &Dice<'_>) -> Reading {
    let regions = oracle.regions(ix);
    let at = dice.below(regions.len());
    match (regions[at], set.finding(ix).unwrap().answer) {
        (Reading::Number(from), FindingType::Number { plausible, .. }) => {
            let end = match regions.get(at + 1) {
                Some(Reading::Number(next)) => *next,
                _ => plausible.high() + 1,
            };
            let width = usize::try_from(end - from).unwrap();
            // The ends of a region more often than its middle.
            let inside = [0, width - 1, dice.below(width)][dice.below(3)];
            Reading::Number(from + i32::try_from(inside).unwrap())
        }
        (reading, _) => reading,
    }
}

/// How a child answers: mildly in so many per cent, anyhow, always as mildly or always as badly as can be.
#[derive(Clone, Copy)]
enum Temper {
    Mild(usize),
    Any,
    Mildest,
    Worst,
}

fn reply(set: &ProtocolSet, oracle: &Oracle<'_>, ix: FindingIx, temper: Temper, dice: &Dice<'_>) -> Reading {
    let mild = || mildest(set.finding(ix).unwrap());
    match temper {
        Temper::Mild(percent) if dice.chance(percent) => mild(),
        Temper::Mild(_) | Temper::Any => anything(set, oracle, ix, dice),
        Temper::Mildest => mild(),
        Temper::Worst if mild() == *oracle.regions(ix).last().unwrap() => oracle.regions(ix)[0],
        Temper::Worst => *oracle.regions(ix).last().unwrap(),
    }
}

/// Answers all that is due, until nothing is open.
fn complete(set: &ProtocolSet, oracle: &Oracle<'_>, mut child: Child, temper: Temper, dice: &Dice<'_>) -> Child {
    loop {
        let open = oracle.open(&child);
        if open.is_empty() {
            return child;
        }
        for open in open {
            let (Open::Value(ix) | Open::Actual(ix)) = open;
            child = oracle.answered(&child, open, reply(set, oracle, ix, temper, dice));
        }
    }
}

/// A child of whom only age, sex and complaints are known, and a few things that nobody asked for.
fn start(set: &ProtocolSet, oracle: &Oracle<'_>, temper: Temper, dice: &Dice<'_>) -> Child {
    let ages = oracle.ages().within(Age::any());
    let ExactAge { hours, days, months } = dice.one_of(&ages);
    let complaints = complaints(set);
    let mut chosen = vec![dice.one_of(&complaints)];
    if dice.chance(30) {
        chosen.push(dice.one_of(&complaints));
    }
    chosen.sort_unstable();
    chosen.dedup();
    let mut child = Child {
        age: ExactAge { hours, days, months },
        sex: dice.one_of(&[Sex::Female, Sex::Male]),
        complaints: chosen,
        facts: vec![None; set.findings.len()],
    };
    for _ in 0..dice.one_of(&[0, 0, 1, 3, 9]) {
        let ix = FindingIx(u16::try_from(dice.below(set.findings.len())).unwrap());
        child = oracle.answered(&child, Open::Value(ix), reply(set, oracle, ix, temper, dice));
    }
    child
}

const TEMPERS: [Temper; 7] = [
    Temper::Mildest,
    Temper::Mild(99),
    Temper::Mild(97),
    Temper::Mild(95),
    Temper::Mild(80),
    Temper::Any,
    Temper::Worst,
];

/// A complete child.
fn a_child(set: &ProtocolSet, oracle: &Oracle<'_>, dice: &Dice<'_>) -> Child {
    let temper = dice.one_of(&TEMPERS);
    complete(set, oracle, start(set, oracle, temper, dice), temper, dice)
}

/// The same child, of whom less is known.
fn forget(set: &ProtocolSet, oracle: &Oracle<'_>, child: &Child, dice: &Dice<'_>) -> Findings {
    let whole = child.told(set).unwrap();
    let mut partial = Findings::default();
    partial.age = match dice.below(6) {
        0 => None,
        1 => Age::days(child.age.days).ok(),
        2 => Age::months(child.age.months).ok(),
        3 => Age::years(child.age.months / 12).ok(),
        _ => whole.age,
    };
    partial.sex = whole.sex.filter(|_| dice.chance(70));
    if dice.chance(85) {
        whole.complaints().iter().for_each(|complaint| partial.choose(*complaint));
    }
    let kept = [5, 30, 60, 90][dice.below(4)];
    for (ix, _) in (0..).map(FindingIx).zip(&set.findings) {
        let Some(value) = whole.value(ix).filter(|_| dice.chance(kept)) else { continue };
        let value = match value {
            Value::Number(number) if dice.chance(20) => {
                let Reading::Number(other) = anything(set, oracle, ix, dice) else { panic!("a number is a number") };
                Value::Number(Span::new(number.low(), other))
            }
            other => other,
        };
        partial.set(set, ix, value).unwrap();
    }
    partial
}

/// One exact child that the findings allow, without the answers that are still missing.
fn narrowed(set: &ProtocolSet, oracle: &Oracle<'_>, partial: &Findings, dice: &Dice<'_>) -> (Findings, Child) {
    let mut exact = partial.clone();
    let age = dice.one_of(&oracle.ages().within(partial.age.unwrap_or_else(Age::any)));
    exact.age = Some(Age::hours(age.hours).unwrap().meet(Age::months(age.months).unwrap()).unwrap());
    exact.sex = Some(partial.sex.unwrap_or_else(|| dice.one_of(&[Sex::Female, Sex::Male])));
    if exact.complaints().is_empty() {
        let complaints = complaints(set);
        (0..=dice.below(2)).for_each(|_| exact.choose(dice.one_of(&complaints)));
    }
    for (ix, _) in (0..).map(FindingIx).zip(&set.findings) {
        if let Some(Value::Number(range)) = exact.value(ix) {
            let width = usize::try_from(range.high() - range.low()).unwrap() + 1;
            let inside = range.low() + i32::try_from(dice.below(width)).unwrap();
            exact.set(set, ix, Value::from(Reading::Number(inside))).unwrap();
        }
    }
    let [child] = <[Child; 1]>::try_from(oracle.children(&exact)).unwrap();
    (exact, child)
}

fn contained(set: &ProtocolSet, oracle: &Oracle<'_>, now: &Assessment, child: &Child) -> TestCaseResult {
    let verdict = oracle.verdict(child);
    let outcome = oracle.outcome(&verdict.rules());
    prop_assert!(oracle.at_most(&now.floor, &outcome), "floor {:?} of {outcome:?}", now.floor);
    prop_assert!(oracle.at_most(&outcome, &now.ceiling), "ceiling {:?} of {outcome:?}", now.ceiling);
    for (ix, rule) in (0..).map(RuleIx).zip(&set.rules) {
        let at = usize::from(ix.0);
        let fits = match now.rule(ix) {
            RuleState::True => verdict.holds[at],
            RuleState::False => !verdict.holds[at],
            RuleState::Presumed => verdict.when[at],
            RuleState::Open => true,
        };
        prop_assert!(fits, "`{}` is {:?}, truly {}", rule.id, now.rule(ix), verdict.holds[at]);
    }
    for ((finding, truth), due) in set.findings.iter().zip(&now.due).zip(&verdict.due) {
        prop_assert!(truth.is_unknown() || *truth == Truth::known(*due), "`{}` is due {truth:?}", finding.id);
    }
    for ((score, total), exact) in set.scores.iter().zip(&now.scores).zip(&verdict.scores) {
        // What nothing needs is not added up.
        prop_assert!(total.is_none_or(|total| total.contains(*exact)), "`{}` {total:?} {exact}", score.id);
    }
    Ok(())
}

#[test]
fn of_a_complete_child_both_say_the_same() {
    let (bench, begun) = (Bench::new(), Instant::now());
    let set = &bench.compiled.set;
    let (equal, raised, rules, milder) = (Cell::new(0_u32), Cell::new(0_u32), Cell::new(0_u64), Cell::new(0_u32));
    bench.run(4000, |oracle, dice| {
        let child = a_child(set, oracle, &dice);
        let findings = child.told(set).unwrap();
        let now = assess(set, &findings, CapabilitySet::EMPTY);
        if child.facts.iter().flatten().any(|fact| fact.truly.is_some()) {
            // A reading that cannot clear leaves something open, and the engine is not told what is true.
            raised.set(raised.get() + 1);
            return contained(set, oracle, &now, &child);
        }
        let verdict = oracle.verdict(&child);
        let outcome = oracle.outcome(&verdict.rules());
        for ((rule, state), holds) in set.rules.iter().zip(&now.rules).zip(&verdict.holds) {
            let exactly = if *holds { RuleState::True } else { RuleState::False };
            prop_assert_eq!(*state, exactly, "`{}`", rule.id);
        }
        for ((finding, truth), due) in set.findings.iter().zip(&now.due).zip(&verdict.due) {
            prop_assert_eq!(*truth, Truth::known(*due), "`{}`", finding.id);
        }
        for ((score, total), exact) in set.scores.iter().zip(&now.scores).zip(&verdict.scores) {
            prop_assert!(total.is_none_or(|total| total.single() == Some(*exact)), "`{}` {total:?} {exact}", score.id);
        }
        prop_assert_eq!((&now.floor, &now.so_far, &now.ceiling), (&outcome, &outcome, &outcome));
        prop_assert!(now.live.is_empty() && !now.age_open);
        for step in steps(set, &findings) {
            let active = set.protocols[usize::from(step.protocol.0)].scope != Scope::Complaint
                || child.complaints.contains(&step.protocol);
            let applies = active && step.step.when.is_none_or(|when| oracle.holds(&child, &when));
            prop_assert_eq!(step.applies, Truth::known(applies), "{:?}", step.step.label);
        }
        equal.set(equal.get() + 1);
        milder.set(milder.get() + u32::from(outcome.urgency < Urgency::Immediate));
        rules.set(rules.get() + u64::try_from(verdict.rules().len()).unwrap());
        Ok(())
    });
    println!(
        "{} complete children equal ({} below immediate, {} rules that hold), {} with a reading that cannot clear; {:.1} s",
        equal.get(),
        milder.get(),
        rules.get(),
        raised.get(),
        begun.elapsed().as_secs_f32()
    );
    assert!(equal.get() > 500 && milder.get() > 100 && raised.get() > 50);
}

#[test]
fn whatever_is_answered_lies_between_the_bounds() {
    let (bench, begun) = (Bench::new(), Instant::now());
    let set = &bench.compiled.set;
    let (children, completions) = (Cell::new(0_u32), Cell::new(0_u32));
    bench.run(1500, |oracle, dice| {
        let whole = a_child(set, oracle, &dice);
        let partial = forget(set, oracle, &whole, &dice);
        let now = assess(set, &partial, CapabilitySet::EMPTY);
        prop_assert!(oracle.at_most(&now.floor, &now.so_far) && oracle.at_most(&now.so_far, &now.ceiling));
        let tempers =
            [Temper::Mildest, Temper::Worst, Temper::Mild(98), Temper::Mild(90), Temper::Mild(60), Temper::Any];
        for temper in tempers {
            let (_, open) = narrowed(set, oracle, &partial, &dice);
            contained(set, oracle, &now, &complete(set, oracle, open, temper, &dice))?;
            completions.set(completions.get() + 1);
        }
        children.set(children.get() + 1);
        Ok(())
    });
    println!(
        "{} partial children, {} completions; {:.1} s",
        children.get(),
        completions.get(),
        begun.elapsed().as_secs_f32()
    );
}

/// One answer to a due question after the other, in any order, on every shipped card.
#[test]
fn settled_stays_settled() {
    let (bench, begun) = (Bench::new(), Instant::now());
    let set = &bench.compiled.set;
    let [answers, settled, mild, destination, before_end] = [0_u32; 5].map(Cell::new);
    bench.run(1500, |oracle, dice| {
        let network = &set.networks[dice.below(set.networks.len())];
        let duty = Duty::default();
        let site = dice.one_of(&network.sites_with_ix().map(|(ix, _)| ix).collect::<Vec<_>>());
        let place = if dice.chance(20) { Place::Ambulance { nearest: site } } else { Place::Hospital(site) };
        let situation = Situation { network, place, at: None, duty: &duty };
        let temper = dice.one_of(&[Temper::Mildest, Temper::Mild(99), Temper::Mild(97), Temper::Any]);
        let whole = complete(set, oracle, start(set, oracle, temper, &dice), temper, &dice);
        let partial = forget(set, oracle, &whole, &dice);
        let mut before = answer(set, &partial, &situation);
        let (mut findings, mut child) = narrowed(set, oracle, &partial, &dice);
        loop {
            let now = answer(set, &findings, &situation);
            prop_assert!(oracle.at_most(&before.assessment.floor, &now.assessment.floor), "the floor fell");
            prop_assert!(oracle.at_most(&now.assessment.ceiling, &before.assessment.ceiling), "the ceiling rose");
            if before.judgement.settled {
                let said = |answer: &Answer| {
                    let ceiling = &answer.judgement.ceiling;
                    (answer.judgement.settled, ceiling.disposition, ceiling.urgency)
                };
                prop_assert_eq!(said(&before), said(&now));
                settled.set(settled.get() + 1);
                mild.set(mild.get() + u32::from(now.judgement.ceiling.urgency < Urgency::Immediate));
            }
            if before.judgement.destination_settled {
                let to = |answer: &Answer| (answer.judgement.ceiling.destination, answer.judgement.ceiling.then_to);
                prop_assert!(now.judgement.destination_settled && to(&before) == to(&now), "the destination changed");
                destination.set(destination.get() + 1);
            }
            answers.set(answers.get() + 1);
            let due: Vec<FindingIx> = oracle
                .open(&child)
                .into_iter()
                .filter_map(|open| match open {
                    Open::Value(ix) => Some(ix),
                    Open::Actual(_) => None,
                })
                .collect();
            if due.is_empty() {
                before_end.set(before_end.get() + u32::from(before.judgement.settled));
                return Ok(());
            }
            // Several at once, as a group is cleared; towards the end one by one.
            let many = if due.len() < 12 { 1 } else { dice.one_of(&[1, 7, 20]) };
            for _ in 0..many {
                let ix = dice.one_of(&due);
                if child.fact(ix).is_none() {
                    let reading = reply(set, oracle, ix, temper, &dice);
                    child = oracle.answered(&child, Open::Value(ix), reading);
                    findings.set(set, ix, Value::from(reading)).unwrap();
                }
            }
            before = now;
        }
    });
    println!(
        "{} turns, {} of them from a settled answer ({} below immediate), {} with its destination; {} children settled \
         before the last; {:.1} s",
        answers.get(),
        settled.get(),
        mild.get(),
        destination.get(),
        before_end.get(),
        begun.elapsed().as_secs_f32()
    );
    assert!(settled.get() > 100 && mild.get() > 100);
}

#[test]
fn a_value_nobody_asked_for_never_lowers_the_floor() {
    let (bench, begun) = (Bench::new(), Instant::now());
    let set = &bench.compiled.set;
    let (values, raised) = (Cell::new(0_u32), Cell::new(0_u32));
    bench.run(1500, |oracle, dice| {
        let whole = a_child(set, oracle, &dice);
        let partial = forget(set, oracle, &whole, &dice);
        let now = assess(set, &partial, CapabilitySet::EMPTY);
        let idle: Vec<FindingIx> = (0..)
            .map(FindingIx)
            .take(set.findings.len())
            .filter(|ix| now.due(*ix).is_false() && partial.value(*ix).is_none())
            .collect();
        for _ in 0..8.min(idle.len()) {
            let ix = dice.one_of(&idle);
            let mut told = partial.clone();
            told.set(set, ix, Value::from(anything(set, oracle, ix, &dice))).unwrap();
            let then = assess(set, &told, CapabilitySet::EMPTY);
            prop_assert!(
                oracle.at_most(&now.floor, &then.floor),
                "`{}` lowered the floor",
                set.finding(ix).unwrap().id
            );
            values.set(values.get() + 1);
            raised.set(raised.get() + u32::from(now.floor != then.floor));
        }
        Ok(())
    });
    println!("{} values, {} raised the floor; {:.1} s", values.get(), raised.get(), begun.elapsed().as_secs_f32());
    assert!(raised.get() > 0);
}

/// At every age exactly one row of every table and score is in force, on which "the last row begun" rests.
#[test]
fn at_every_age_one_row_is_in_force() {
    let bench = Bench::new();
    let set = &bench.compiled.set;
    let oracle = Oracle::new(set);
    let bands = set.scores.iter().flat_map(|s| &s.items).flat_map(|item| &item.points);
    let bands = bands.filter_map(|way| match way {
        Points::Bands { rows, .. } => Some(rows.iter().map(|row| row.from).collect::<Vec<_>>()),
        _ => None,
    });
    let rows: Vec<_> = set.tables.iter().map(|t| t.rows.iter().map(|row| row.0).collect()).chain(bands).collect();
    for age in oracle.ages().within(Age::any()) {
        let reached = |limit: &AgeLimit| {
            let completed = match limit.unit {
                AgeUnit::Hours => age.hours,
                AgeUnit::Days => age.days,
                AgeUnit::Months => age.months,
            };
            completed >= limit.completed
        };
        for from in &rows {
            let begun = from.iter().take_while(|limit| reached(limit)).count();
            assert!(begun >= 1 && !from[begun..].iter().any(reached), "{from:?} at {age:?}");
        }
    }
}
