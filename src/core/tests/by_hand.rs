//! What contents decide that are put together by hand, for what no shipped content shows.

#![cfg(test)]

use paedlotse_core::age::{Age, AgeLimit, AgeUnit};
use paedlotse_core::assess::{RuleState, assess};
use paedlotse_core::capability::CapabilitySet;
use paedlotse_core::clause::ClauseSet;
use paedlotse_core::criterion::{Criterion, ScoreIx};
use paedlotse_core::disposition::Urgency;
use paedlotse_core::finding::{Finding, FindingIx, FindingKind, FindingType, Worse};
use paedlotse_core::list::List;
use paedlotse_core::observation::{Findings, Value};
use paedlotse_core::protocol::{Protocol, ProtocolIx, ProtocolSet, Question, Rule, RuleIx, Scope, Section, Status};
use paedlotse_core::schedule::EvaluationStep;
use paedlotse_core::score::{Points, Score, ScoreItem};
use paedlotse_core::text::Text;

const SIGN: FindingIx = FindingIx(0);

/// One sign, a score of one point for it, valid from one year, and a rule for one point.
fn content() -> ProtocolSet {
    let finding = Finding {
        id: "sign",
        no: 1,
        kind: FindingKind::Sign,
        answer: FindingType::YesNo,
        worse: Worse::Up,
        group: None,
        applies: None,
        due: None,
        due_source: "",
        raises_only_when: None,
        obtained_by: None,
        label: Text::default(),
        how: Text::default(),
        loinc: None,
    };
    let points = vec![Points::When { criterion: Criterion::Yes(SIGN), points: 1 }].into();
    let score = Score {
        id: "score",
        no: 1,
        label: Text::default(),
        valid: Some(Criterion::AgeFrom(AgeLimit { unit: AgeUnit::Months, completed: 12 })),
        limits: Text::default(),
        shows_normal_bands: false,
        items: vec![ScoreItem { id: "item", no: 1, label: Text::default(), points }].into(),
        levels: List::default(),
        source: "",
        status: Status::Proposal,
    };
    let rule = Rule {
        id: "rule",
        no: 1,
        protocol: ProtocolIx(0),
        row: Text::same("T-1"),
        when: Criterion::ScoreAtLeast(ScoreIx(0), 1),
        unless: None,
        urgency: Urgency::Emergent,
        needs: ClauseSet::EMPTY,
        consider: ClauseSet::EMPTY,
        unstable: false,
        first_here: None,
        why: Text::default(),
        note: Text::default(),
        sources: List::default(),
        status: Status::Proposal,
    };
    let page = Section { letter: "A", label: Text::default(), questions: vec![Question::Finding(SIGN)].into() };
    let protocol = Protocol {
        id: "always",
        no: 1,
        version: "1",
        scope: Scope::Always,
        vitals_always: false,
        title: Text::default(),
        subtitle: Text::default(),
        synonyms: Text::default(),
        red_flags_only: false,
        area: None,
        icon: "",
        sections: vec![page].into(),
        otherwise: Text::default(),
        advice: List::default(),
        steps: List::default(),
    };
    ProtocolSet {
        findings: vec![finding].into(),
        clears: vec![List::default()].into(),
        scores: vec![score].into(),
        protocols: vec![protocol].into(),
        rules: vec![rule].into(),
        schedule: vec![
            EvaluationStep::Finding(SIGN),
            EvaluationStep::Score(ScoreIx(0)),
            EvaluationStep::When(RuleIx(0)),
        ]
        .into(),
        ..ProtocolSet::default()
    }
}

#[test]
fn a_score_outside_its_ages_holds_in_no_rule() {
    let set = content();
    let state = |age: &str| {
        let mut child = Findings::at_age(Age::parse(age).unwrap());
        child.set(&set, SIGN, Value::YesNo(true)).unwrap();
        assess(&set, &child, CapabilitySet::EMPTY).rule(RuleIx(0))
    };
    assert_eq!(state("12 months"), RuleState::True);
    assert_eq!(state("11 months"), RuleState::False);
    assert_eq!(state("365 days"), RuleState::Open, "a year or a day less: nobody knows");
}

/// A list has more parts than the walk notes by bits.
#[test]
fn a_long_list_is_asked_to_its_end() {
    let many = || (0..150).map(FindingIx);
    let short = content();
    let [finding] = short.findings.as_slice() else { panic!("one finding") };
    let [protocol] = short.protocols.as_slice() else { panic!("one protocol") };
    let [rule] = short.rules.as_slice() else { panic!("one rule") };
    let questions = many().map(Question::Finding).collect();
    let any = Criterion::Any(many().map(Criterion::Yes).collect());
    // One list inside another, as the walk comes upon it.
    let when = Criterion::All(vec![any].into());
    let set = ProtocolSet {
        findings: many().map(|_| *finding).collect(),
        clears: many().map(|_| List::default()).collect(),
        scores: List::default(),
        protocols: vec![Protocol {
            sections: vec![Section { letter: "A", label: Text::default(), questions }].into(),
            ..*protocol
        }]
        .into(),
        rules: vec![Rule { when, ..*rule }].into(),
        schedule: vec![EvaluationStep::When(RuleIx(0))].into(),
        ..short
    };
    let mut child = Findings::default();
    assert_eq!(assess(&set, &child, CapabilitySet::EMPTY).live, many().collect::<Vec<_>>());
    for finding in many().take(149) {
        child.set(&set, finding, Value::YesNo(false)).unwrap();
    }
    assert_eq!(assess(&set, &child, CapabilitySet::EMPTY).live, [FindingIx(149)]);
    child.set(&set, FindingIx(149), Value::YesNo(true)).unwrap();
    let last = assess(&set, &child, CapabilitySet::EMPTY);
    assert_eq!((last.rule(RuleIx(0)), last.floor.urgency), (RuleState::True, Urgency::Emergent));
}
