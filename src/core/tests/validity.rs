//! A score outside the ages for which it was validated holds in no rule, on neither side.

#![cfg(test)]

use paedlotse_core::age::{Age, AgeLimit, AgeUnit};
use paedlotse_core::assess::{RuleState, assess};
use paedlotse_core::capability::CapabilitySet;
use paedlotse_core::criterion::{Criterion, ScoreIx};
use paedlotse_core::disposition::Urgency;
use paedlotse_core::finding::{Finding, FindingIx, FindingKind, FindingType, Worse};
use paedlotse_core::list::List;
use paedlotse_core::observation::{Findings, Value};
use paedlotse_core::protocol::{
    EvaluationStep, Protocol, ProtocolIx, ProtocolSet, Question, Rule, RuleIx, Scope, Section, Status,
};
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
        needs: List::default(),
        consider: List::default(),
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
