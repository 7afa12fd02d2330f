//! Each law can fail: the shipped rules, spoilt in one place after the build has let them pass.

use super::Laws;
use super::bounds;
use super::fault::Fault;
use super::oracle::Oracle;
use super::rules::Holding;
use super::space::Space;
use crate::compile;
use paedlotse_core::age::{AgeLimit, AgeUnit};
use paedlotse_core::criterion::{Criterion, ScoreIx};
use paedlotse_core::disposition::Urgency;
use paedlotse_core::finding::{Finding, FindingType, Worse};
use paedlotse_core::list::List;
use paedlotse_core::protocol::{ProtocolSet, Rule};
use paedlotse_core::score::{Points, Score, Side, Table};
use std::path::Path;

fn shipped() -> ProtocolSet {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets");
    compile(&assets).unwrap_or_else(|mistakes| panic!("{mistakes}")).set
}

/// The shipped set with some of its rules, and the named one changed.
fn with_rule(id: &str, change: impl Fn(&mut Rule)) -> ProtocolSet {
    let mut set = shipped();
    let mut rules: Vec<Rule> = set.rules.iter().copied().collect();
    change(rules.iter_mut().find(|rule| rule.id == id).unwrap());
    set.rules = List::from(rules);
    set
}

/// What one of the laws says about a set.
fn faults(set: &ProtocolSet, law: impl Fn(&mut Laws, &Space<'_>)) -> Vec<Fault> {
    let mut laws = Laws::default();
    law(&mut laws, &Space::new(set).unwrap());
    laws.faults
}

/// What a fault says about the rule or score it is about.
fn milder(set: &ProtocolSet) -> Vec<String> {
    let reversed =
        faults(set, |laws, space| laws.directions(set, space, 0)).into_iter().filter_map(|fault| match fault {
            Fault::Milder { child, milder, worse, .. } => Some(format!("{child}: {milder}, not {worse}")),
            Fault::Ends { child, milder, worse, .. } => Some(format!("{child}: asked with {milder}, not {worse}")),
            _ => None,
        });
    reversed.collect()
}

#[test]
fn nothing_shipped_is_milder_for_what_is_worse() {
    assert_eq!(milder(&shipped()), Vec::<String>::new());
}

#[test]
fn a_symptom_that_must_be_absent_is_found() {
    let set = with_rule("concern-review", |rule| {
        let ill = shipped().finding_named("looks_ill_to_clinician").unwrap();
        rule.when = Criterion::All(List::from(vec![rule.when, Criterion::No(ill)]));
    });
    assert!(milder(&set)[0].contains("no looks_ill_to_clinician, not looks_ill_to_clinician"), "{:?}", milder(&set));
}

#[test]
fn a_band_between_two_limits_is_found() {
    let spo2 = shipped().finding_named("spo2").unwrap();
    let between = List::from(vec![Criterion::Below(spo2, 92), Criterion::AtLeast(spo2, 85)]);
    let set = with_rule("bronchiolitis-oxygen-below-92", |rule| rule.when = Criterion::All(between));
    assert!(milder(&set)[0].contains("not spo2 84 %"), "{:?}", milder(&set));
}

#[test]
fn a_total_that_must_be_low_is_found() {
    let pews = shipped().scores.iter().position(|score| score.id == "pews").unwrap();
    let low = Criterion::ScoreBelow(ScoreIx(u16::try_from(pews).unwrap()), 5);
    let set = with_rule("concern-review", |rule| rule.when = Criterion::All(List::from(vec![rule.when, low])));
    assert!(milder(&set)[0].contains("fewer points"), "{:?}", milder(&set));
}

fn with_scores(change: impl Fn(&mut Points)) -> ProtocolSet {
    let mut set = shipped();
    let scores = set.scores.iter().map(|score| {
        let items = score.items.iter().map(|item| {
            let mut points: Vec<Points> = item.points.iter().copied().collect();
            points.iter_mut().for_each(&change);
            paedlotse_core::score::ScoreItem { points: List::from(points), ..*item }
        });
        Score { items: items.collect::<Vec<_>>().into(), ..*score }
    });
    set.scores = scores.collect::<Vec<_>>().into();
    set
}

#[test]
fn points_that_fall_with_what_is_worse_are_found() {
    let options = with_scores(|way| {
        if let Points::Options { points, .. } = way {
            *points = points.iter().rev().copied().collect::<Vec<_>>().into();
        }
    });
    assert!(!milder(&options).is_empty());
    let bands = with_scores(|way| {
        if let Points::Bands { rows, .. } = way {
            let rise = |row: &paedlotse_core::score::Bands| {
                let mut row = *row;
                row.below = 9;
                row.steps = row
                    .steps
                    .iter()
                    .enumerate()
                    .map(|(at, (limit, p))| (*limit, if at == 1 { 9 } else { *p }))
                    .collect::<Vec<_>>()
                    .into();
                row
            };
            *rows = rows.iter().map(rise).collect::<Vec<_>>().into();
        }
    });
    assert!(!milder(&bands).is_empty());
}

#[test]
fn a_table_read_from_the_wrong_side_is_found() {
    let mut set = shipped();
    let turned = |side| if side == Side::Below { Side::AtLeast } else { Side::Below };
    set.tables = set.tables.iter().map(|table| Table { side: turned(table.side), ..*table }).collect::<Vec<_>>().into();
    assert!(!milder(&set).is_empty());
}

#[test]
fn a_question_that_ends_when_the_child_is_worse_is_found() {
    let mut set = shipped();
    let ill = set.finding_named("looks_ill_to_clinician").unwrap();
    let spoil = |finding: &Finding| Finding { due: finding.due.map(|_| Criterion::No(ill)), ..*finding };
    set.findings = set.findings.iter().map(spoil).collect::<Vec<_>>().into();
    assert!(milder(&set)[0].contains("asked with no looks_ill_to_clinician"), "{:?}", milder(&set));
}

#[test]
fn an_engine_that_differs_from_the_oracle_is_found() {
    let set = shipped();
    let space = Space::new(&set).unwrap();
    let walk = |oracle: &Oracle<'_>| (0..40).filter_map(|child| bounds::walk(&space, oracle, child)?.fault).next();
    assert_eq!(walk(&Oracle::new(&set)), None);
    // For the oracle PEWS is read one level more urgent than for the engine.
    let other = with_rule("pews-low", |rule| rule.urgency = Urgency::Immediate);
    assert!(matches!(walk(&Oracle::new(&other)), Some(Fault::Bounds { what, .. }) if what.contains("outside")));
}

#[test]
fn a_rule_that_its_findings_forbid_is_dead() {
    let set = with_rule("concern-review", |rule| {
        let young = Criterion::AgeUnder(AgeLimit { unit: AgeUnit::Months, completed: 1 });
        let old = Criterion::AgeFrom(AgeLimit { unit: AgeUnit::Days, completed: 31 });
        rule.when = Criterion::All(List::from(vec![rule.when, young, old]));
    });
    // No month is longer than 31 days: at 31 completed days one month is completed for every birth date.
    let dead =
        |fault: &Fault| matches!(fault, Fault::NeverHolds { rule } if set.rule(*rule).unwrap().id == "concern-review");
    assert!(Holding::new(&Space::new(&set).unwrap()).dead().iter().any(dead));
}

#[test]
fn a_row_of_points_that_is_left_out_for_some_age_is_a_hole() {
    let set = with_scores(|way| {
        if let Points::Bands { finding: _, rows } = way
            && rows.len() > 2
        {
            let mut changed: Vec<_> = rows.iter().copied().collect();
            changed[1].steps = changed[1].steps.iter().map(|(limit, _)| (*limit, 0)).collect::<Vec<_>>().into();
            changed[1].below = 0;
            *rows = changed.into();
        }
    });
    let holes = |set: &ProtocolSet| faults(set, |laws, space| laws.along_age(set, space));
    assert_eq!(holes(&shipped()), []);
    assert!(holes(&set).iter().any(|fault| matches!(fault, Fault::AgeHole { .. })));
}

/// The findings of these tests are what they are taken for.
#[test]
fn the_findings_of_these_tests_are_numbers_and_signs() {
    let set = shipped();
    let named = |id: &str| set.finding(set.finding_named(id).unwrap()).unwrap();
    assert!(matches!(named("looks_ill_to_clinician").answer, FindingType::YesNo));
    assert!(matches!(named("spo2").worse, Worse::Down));
}
