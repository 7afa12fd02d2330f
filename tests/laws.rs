//! The laws of the bounds, for random children and the shipped content: order, edit and undo do not matter;
//! floor ≤ truth ≤ ceiling; a volunteered value only raises; worse is never milder; less ability is never milder.

#![cfg(test)]

mod children;

use children::{all_findings, children, complaints, content, value};
use paedlotse_core::age::Age;
use paedlotse_core::assess::{Assessment, Inquiry, RuleState, assess, next_question};
use paedlotse_core::capability::{CapabilityIx, CapabilitySet};
use paedlotse_core::case::{Action, Case, Timestamp};
use paedlotse_core::disposition::Outcome;
use paedlotse_core::finding::{Finding, FindingIx, FindingType, GroupIx, Worse};
use paedlotse_core::network::{Intake, SiteIx};
use paedlotse_core::observation::{Findings, Value};
use paedlotse_core::page::asked;
use paedlotse_core::quantity::Span;
use paedlotse_core::recommend::{Duty, Place, SiteDuty, Situation, judge, recommend};
use proptest::prelude::*;
use proptest::sample::Index;

/// A value at least as bad as `value`.
fn worse(finding: &Finding, value: Value, dice: u32) -> Value {
    match (&finding.answer, value) {
        (FindingType::YesNo, _) => Value::YesNo(!matches!(finding.worse, Worse::Down)),
        (FindingType::Choice { options }, Value::Choice(now)) => {
            let level = options[usize::from(now)].level;
            let candidates: Vec<u8> = (0..).zip(options).filter(|(_, o)| o.level >= level).map(|(ix, _)| ix).collect();
            Value::Choice(candidates[usize::try_from(dice).unwrap() % candidates.len()])
        }
        (FindingType::Number { plausible, .. }, Value::Number(now)) => {
            let now = now.low();
            let up = || now + i32::try_from(dice).unwrap().rem_euclid(plausible.high() - now + 1);
            let down = || now - i32::try_from(dice).unwrap().rem_euclid(now - plausible.low() + 1);
            Value::Number(Span::exactly(match finding.worse {
                Worse::Up => up(),
                Worse::Down => down(),
                // Away from the middle, on its own side. Within the bands of a score the middle may lie elsewhere:
                // there the score has its own law (`tests/scores.rs`).
                Worse::Away { from } if now > from => up(),
                Worse::Away { from } if now < from => down(),
                Worse::Away { .. } => now,
            }))
        }
        (_, other) => other,
    }
}

/// Every value that no other is worse than.
fn worst_values(finding: &Finding) -> Vec<Value> {
    match &finding.answer {
        FindingType::YesNo => vec![Value::YesNo(!matches!(finding.worse, Worse::Down))],
        FindingType::Choice { options } => {
            let worst = options.iter().map(|option| option.level).max().unwrap();
            let at = (0..).zip(options).filter(|(_, option)| option.level == worst);
            at.map(|(at, _)| Value::Choice(at)).collect()
        }
        FindingType::Number { plausible, .. } => {
            let ends = match finding.worse {
                Worse::Up => vec![plausible.high()],
                Worse::Down => vec![plausible.low()],
                Worse::Away { .. } => vec![plausible.high(), plausible.low()],
            };
            ends.into_iter().map(|end| Value::Number(Span::exactly(end))).collect()
        }
    }
}

fn bounds(findings: &Findings) -> Assessment {
    bounds_without(findings, CapabilitySet::EMPTY)
}

/// In a house that lacks something.
fn bounds_without(findings: &Findings, lacking: CapabilitySet) -> Assessment {
    assess(&content().set, findings, lacking)
}

/// What a house may lack: nothing, or some of what findings are obtained by.
fn lacks() -> impl Strategy<Value = CapabilitySet> {
    let tests: Vec<CapabilityIx> = content().set.findings.iter().filter_map(|f| f.obtained_by).collect();
    prop_oneof![Just(CapabilitySet::EMPTY), prop::sample::subsequence(tests, 0..8).prop_map(CapabilitySet::from_iter)]
}

/// Everything of `a` is in `b`.
fn within(a: &Outcome, b: &Outcome) -> bool {
    let set = &content().set;
    let covered = |need: CapabilitySet| b.needs.iter().any(|other| set.implies(other.any_of, need));
    a.urgency <= b.urgency && (!a.unstable || b.unstable) && a.needs.iter().all(|need| covered(need.any_of))
}

/// Answers every question that is due, until none is left; `dice` decides the answers.
fn complete(mut child: Findings, dice: &[u32]) -> Findings {
    let set = &content().set;
    let mut throws = dice.iter().cycle();
    loop {
        let due = bounds(&child).due;
        let asked: Vec<_> = all_findings(set)
            .filter(|(ix, _)| !due[usize::from(ix.0)].is_false() && child.value(*ix).is_none())
            .collect();
        if asked.is_empty() {
            return child;
        }
        for (ix, finding) in asked {
            child.set(set, ix, value(finding, *throws.next().unwrap())).unwrap();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn the_bounds_are_in_order(child in children()) {
        let now = bounds(&child);
        prop_assert!(within(&now.floor, &now.so_far));
        prop_assert!(within(&now.so_far, &now.ceiling));
    }

    #[test]
    fn every_completion_lies_between_the_bounds(
        child in children(),
        lacking in lacks(),
        dice in prop::collection::vec(any::<u32>(), 40),
    ) {
        let before = bounds_without(&child, lacking);
        let after = bounds_without(&complete(child, &dice), lacking);
        prop_assert!(within(&before.floor, &after.floor), "an answer lowered the floor");
        prop_assert!(within(&after.ceiling, &before.ceiling), "an answer to a due question raised the ceiling");
    }

    #[test]
    fn no_single_due_answer_widens_the_bounds(
        child in children(),
        lacking in lacks(),
        which in any::<Index>(),
        dice: u32,
    ) {
        let set = &content().set;
        let before = bounds_without(&child, lacking);
        let due: Vec<_> = all_findings(set)
            .filter(|(ix, _)| before.due(*ix).is_true() && child.value(*ix).is_none())
            .collect();
        prop_assume!(!due.is_empty());
        let (ix, finding) = *which.get(&due);
        let mut told = child;
        told.set(set, ix, value(finding, dice)).unwrap();
        let after = bounds_without(&told, lacking);
        prop_assert!(within(&before.floor, &after.floor), "`{}` lowered the floor", finding.id);
        prop_assert!(within(&after.ceiling, &before.ceiling), "`{}` raised the ceiling", finding.id);
    }

    /// Whatever cannot be decided any more by asking is said to be so: an open answer has something to ask,
    /// or it rests on what cannot be had here.
    #[test]
    fn an_open_answer_has_something_to_ask(child in children(), lacking in lacks()) {
        let now = bounds_without(&child, lacking);
        if now.floor.urgency < now.ceiling.urgency {
            let asks = !now.live.is_empty() || now.age_missing || now.age_open || now.complaint_missing;
            prop_assert!(asks || !now.unobtainable.is_empty());
            prop_assert_eq!(next_question(&content().set, &child, &now).is_some(), asks || !now.danger_left.is_empty());
        }
    }

    /// The worst answer to a question is the worst: no other answer to it alone makes more hold so far. And it is an
    /// answer: evaluated as a whole, it gives just this.
    #[test]
    fn no_answer_is_worse_than_the_worst(
        child in children(),
        lacking in lacks(),
        which in any::<Index>(),
        dice in prop::collection::vec(any::<u32>(), 8),
    ) {
        let set = &content().set;
        let now = bounds_without(&child, lacking);
        let worst = Inquiry::new(set, &child, &now).at_worst();
        prop_assume!(!worst.is_empty());
        let (question, at_worst) = which.get(&worst);
        let asked = asked(set, &child, *question).into_iter();
        let asked: Vec<FindingIx> = asked.filter(|f| now.live.contains(f)).collect();
        prop_assert!(!asked.is_empty());
        let mut told = child.clone();
        for (ix, dice) in asked.iter().zip(dice.iter().cycle()) {
            told.set(set, *ix, value(set.finding(*ix).unwrap(), *dice)).unwrap();
        }
        let after = bounds_without(&told, lacking);
        prop_assert!(within(&after.so_far, at_worst), "{question:?}: {:?} is more than {at_worst:?}", after.so_far);
        let mut joined = now.so_far.clone();
        let ends = asked.iter().map(|ix| worst_values(set.finding(*ix).unwrap()));
        let rounds = ends.clone().map(|ends| ends.len()).max().unwrap();
        for round in 0..rounds {
            let mut told = child.clone();
            for (ix, ends) in asked.iter().zip(ends.clone()) {
                told.set(set, *ix, *ends.get(round).unwrap_or(&ends[0])).unwrap();
            }
            let after = bounds_without(&told, lacking);
            let rules = after.rules_in(RuleState::True).chain(after.rules_in(RuleState::Presumed));
            rules.for_each(|ix| joined.join(set, set.rule(ix).unwrap()));
        }
        prop_assert_eq!(&joined, at_worst);
    }

    #[test]
    fn a_value_nobody_asked_for_never_lowers_the_floor(child in children(), which in any::<Index>(), dice: u32) {
        let set = &content().set;
        let before = bounds(&child);
        let findings: Vec<_> = all_findings(set).collect();
        let (ix, finding) = *which.get(&findings);
        prop_assume!(child.value(ix).is_none());
        let mut told = child;
        told.set(set, ix, value(finding, dice)).unwrap();
        prop_assert!(within(&before.floor, &bounds(&told).floor), "`{}` lowered the floor", finding.id);
    }

    #[test]
    fn a_worse_finding_is_never_answered_more_mildly(child in children(), which in any::<Index>(), dice: u32) {
        let set = &content().set;
        let known: Vec<FindingIx> = child.iter().map(|(ix, _)| ix).collect();
        prop_assume!(!known.is_empty());
        let ix = *which.get(&known);
        let finding = set.finding(ix).unwrap();
        let before = bounds(&child);
        let mut now = child.clone();
        now.set(set, ix, worse(finding, child.value(ix).unwrap(), dice >> 1)).unwrap();
        let after = bounds(&now);
        prop_assert!(within(&before.floor, &after.floor), "worse `{}` lowered the floor", finding.id);
    }

    #[test]
    fn not_possible_here_is_the_same_as_not_answered(child in children(), which in any::<Index>()) {
        let findings: Vec<_> = all_findings(&content().set).collect();
        let (ix, _) = *which.get(&findings);
        prop_assume!(child.value(ix).is_none());
        let before = bounds(&child);
        let mut told = child;
        told.set_unobtainable(ix);
        let after = bounds(&told);
        prop_assert_eq!(&before.floor, &after.floor);
        prop_assert_eq!(&before.so_far, &after.so_far);
        prop_assert!(within(&before.ceiling, &after.ceiling));
    }

    #[test]
    fn the_way_to_the_answers_does_not_matter(
        child in children(),
        detours in prop::collection::vec((any::<Index>(), any::<u32>(), 0..4), 0..20),
        turn in any::<Index>(),
    ) {
        let set = &content().set;
        let at = Timestamp(0);
        let mut case = Case::new(at);
        let findings: Vec<_> = all_findings(set).collect();
        // Detours first: values that are undone, withdrawn or overwritten later.
        for (which, dice, way) in &detours {
            let (ix, finding) = *which.get(&findings);
            case.push(set, at, Action::Observe { finding: ix, value: value(finding, *dice) }).unwrap();
            match way {
                0 => prop_assert!(case.undo(at)),
                1 => case.push(set, at, Action::Unobtainable(ix)).unwrap(),
                2 => {
                    let groups = u16::try_from(set.groups.len()).unwrap();
                    case.deny_group(set, at, GroupIx(ix.0 % groups), |_| true);
                    let protocol = *which.get(&complaints(set));
                    for chosen in [true, false] {
                        case.push(set, at, Action::Complaint { protocol, chosen }).unwrap();
                    }
                    case.push(set, at, Action::AnswerNow).unwrap();
                }
                _ => {}
            }
        }
        for (ix, _) in &findings {
            if child.value(*ix).is_none() {
                case.push(set, at, Action::Withdraw(*ix)).unwrap();
            }
        }
        let mut answers: Vec<Action> = child
            .iter()
            .map(|(finding, _)| Action::Observe { finding, value: child.value(finding).unwrap() })
            .chain(child.complaints().iter().map(|protocol| Action::Complaint { protocol: *protocol, chosen: true }))
            .chain([Action::Age(child.age), Action::Sex(child.sex)])
            .collect();
        let turn = turn.index(answers.len());
        answers.rotate_left(turn);
        for action in answers {
            case.push(set, at, action).unwrap();
        }
        let walked = case.findings(set);
        prop_assert_eq!(&walked, &child);
        prop_assert_eq!(bounds(&walked), bounds(&child));
    }

    #[test]
    fn losing_a_capability_is_never_milder(
        child in children(),
        lost in any::<Index>(),
        house in any::<Index>(),
        intake in prop::sample::select(vec![Intake::Open, Intake::Full, Intake::Closed]),
        ambulance: bool,
    ) {
        let set = &content().set;
        let lost = CapabilityIx(u8::try_from(lost.index(set.capabilities.len())).unwrap());
        let age = child.age.unwrap_or_else(Age::any);
        let now = bounds(&child);
        for network in &set.networks {
            let nearest = network.home;
            let place = if ambulance { Place::Ambulance { nearest } } else { Place::Hospital(nearest) };
            let mut duty = Duty::default();
            let house = SiteIx(u8::try_from(house.index(network.sites.len())).unwrap());
            duty.report(house, SiteDuty { off: CapabilitySet::of(lost), intake, ..SiteDuty::default() });
            for outcome in [&now.floor, &now.so_far, &now.ceiling] {
                let full = recommend(set, outcome, age, &Situation { network, place, at: None, duty: &Duty::default() });
                let less = recommend(set, outcome, age, &Situation { network, place, at: None, duty: &duty });
                prop_assert!(less.rank() >= full.rank());
            }
            let advise = |outcome| recommend(set, outcome, age, &Situation { network, place, at: None, duty: &duty }).rank();
            prop_assert!(advise(&now.floor) <= advise(&now.so_far));
            prop_assert!(advise(&now.so_far) <= advise(&now.ceiling));
            let bounds = judge(set, &child, &now, &Situation { network, place, at: None, duty: &duty });
            prop_assert!(bounds.floor.rank() <= bounds.so_far.rank());
            prop_assert!(bounds.so_far.rank() <= bounds.ceiling.rank());
        }
    }
}

/// Exhaustive, as far as the law asks: every single capability of every shipped card against every single rule.
#[test]
fn losing_any_one_capability_is_never_milder_for_any_rule() {
    let set = &content().set;
    let ages = ["5 days", "40 days", "8 months", "5 years", "6 years", "15 years"].map(|age| Age::parse(age).unwrap());
    for network in &set.networks {
        for rule in &set.rules {
            let mut outcome = Outcome::default();
            outcome.join(set, rule);
            for age in ages {
                let rank = |duty: &Duty| {
                    let situation = Situation { network, place: Place::Hospital(network.home), at: None, duty };
                    recommend(set, &outcome, age, &situation).rank()
                };
                let full = rank(&Duty::default());
                for (house, _) in network.sites_with_ix() {
                    for capability in (0..u8::try_from(set.capabilities.len()).unwrap()).map(CapabilityIx) {
                        let mut duty = Duty::default();
                        duty.report(house, SiteDuty { off: CapabilitySet::of(capability), ..SiteDuty::default() });
                        assert!(rank(&duty) >= full, "{} {}: {capability:?} off", network.id, rule.id);
                    }
                }
            }
        }
    }
}

/// A child of two years in Soest with a fever and petechiae only where the superior vena cava drains, after coughing:
/// the blood count is normal, CRP cannot be had.
#[test]
fn a_test_that_is_not_possible_here_is_missing_here_for_the_cautious_answer() {
    let set = &content().set;
    let mut child = Findings::at_age(Age::parse("2 years").unwrap());
    child.choose(set.protocol_named("fever").unwrap());
    let named = |id: &str| set.finding_named(id).unwrap();
    let svc = match &set.finding(named("petechiae_area")).unwrap().answer {
        FindingType::Choice { options } => options.iter().position(|o| o.id == "svc_only").unwrap(),
        other => panic!("{other:?}"),
    };
    let known = [
        ("temperature", Value::Number(Span::exactly(392))),
        ("petechiae", Value::YesNo(true)),
        ("petechiae_area", Value::Choice(u8::try_from(svc).unwrap())),
        ("mechanical_cause", Value::YesNo(true)),
        ("wbc", Value::Number(Span::exactly(90))),
    ];
    for (id, value) in known {
        child.set(set, named(id), value).unwrap();
    }
    child.set_unobtainable(named("crp"));
    for (ix, finding) in all_findings(set) {
        if let (None, Some(no)) = (child.get(ix), Findings::denial(finding)) {
            child.set(set, ix, no).unwrap();
        }
    }
    let network = set.network_named("soest-lippstadt").unwrap();
    let duty = Duty::default();
    let situation = Situation { network, place: Place::Hospital(network.home), at: None, duty: &duty };
    let age = child.age.unwrap();
    let assessment = assess(set, &child, situation.lacking(set, age));
    assert!(assessment.unobtainable.contains(&named("crp")));
    let ceiling = judge(set, &child, &assessment, &situation).ceiling;
    let laboratory = CapabilitySet::of(set.capability_named("lab_basic").unwrap());
    assert!(ceiling.missing_here.iter().any(|need| need.any_of == laboratory), "{:?}", ceiling.missing_here);
}

/// A rule names its needs by number. A number without a need would be passed over, and the advice would be too mild.
#[test]
fn every_need_of_a_rule_stands_in_the_content() {
    let set = &content().set;
    let mut named = vec![false; set.clauses.len()];
    for rule in &set.rules {
        for need in rule.needs.iter().chain(rule.consider.iter()) {
            let clause = set.clause(need).unwrap_or_else(|| panic!("{}: no need has the number {need:?}", rule.id));
            assert!(!clause.any_of.is_empty(), "{}: nothing can meet this need", rule.id);
            named[usize::from(need.0)] = true;
        }
    }
    assert!(named.iter().all(|named| *named), "a need that no rule names");
    assert!(
        set.clauses.is_sorted_by(|one, other| one.any_of < other.any_of),
        "an outcome lists its needs in their order"
    );
}
