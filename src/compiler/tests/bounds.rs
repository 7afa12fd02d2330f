//! The semantics of the bounds, sentence by sentence, on a content small enough to see through
//! (`tests/protocols/good/bounds`).

#![cfg(test)]

use paedlotse_compiler::Compiled;
use paedlotse_compiler::value::{Answer, deny_rest, parse};
use paedlotse_core::age::Age;
use paedlotse_core::assess::{Assessment, Next, RuleState, assess, next_question, support};
use paedlotse_core::capability::CapabilitySet;
use paedlotse_core::disposition::Outcome;
use paedlotse_core::disposition::Urgency::{Emergent, Immediate, Routine, Urgent};
use paedlotse_core::observation::{Findings, Value};
use paedlotse_core::protocol::Question;
use std::path::Path;

struct Bench {
    compiled: Compiled,
}

impl Bench {
    fn new() -> Self {
        Self::on("bounds")
    }

    fn on(content: &str) -> Self {
        let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/protocols/good").join(content);
        let compiled = paedlotse_compiler::compile(&assets).unwrap_or_else(|mistakes| panic!("{mistakes}"));
        Self { compiled }
    }

    /// A child with a fever complaint: "age=2 years blue=no …"; `?` stands for unobtainable.
    fn child(&self, age: &str, answers: &[(&str, &str)]) -> Findings {
        let set = &self.compiled.set;
        let mut child = Findings::at_age(Age::parse(age).unwrap());
        child.choose(set.protocol_named("fever").unwrap());
        for (name, text) in answers {
            let ix = set.finding_named(name).unwrap();
            match parse(set.finding(ix).unwrap(), text).unwrap() {
                Answer::Known(value) => child.set(set, ix, value).unwrap(),
                Answer::Unobtainable => child.set_unobtainable(ix),
            }
        }
        child
    }

    fn assess(&self, child: &Findings) -> Assessment {
        assess(&self.compiled.set, child, CapabilitySet::EMPTY)
    }

    fn state(&self, assessment: &Assessment, rule: &str) -> RuleState {
        let at = self.compiled.set.rules.iter().position(|r| r.id == rule).unwrap();
        assessment.rules[at]
    }

    fn names(&self, findings: &[paedlotse_core::finding::FindingIx]) -> Vec<&str> {
        findings.iter().map(|f| self.compiled.set.finding(*f).unwrap().id).collect()
    }
}

#[test]
fn nothing_answered_leaves_everything_possible() {
    let bench = Bench::new();
    let now = bench.assess(&bench.child("2 years", &[]));
    assert_eq!((now.floor.urgency, now.so_far.urgency, now.ceiling.urgency), (Routine, Routine, Immediate));
    assert_eq!(now.danger_left.len(), 1);
}

#[test]
fn a_test_that_is_not_due_is_set_aside_and_counts_the_moment_it_is_entered() {
    let bench = Bench::new();
    let mut answers =
        vec![("blue", "no"), ("looks_ill", "no"), ("temperature", "39.0 °C"), ("temperature_site", "rectal")];
    let well = bench.assess(&bench.child("2 years", &answers));
    assert_eq!(bench.names(&well.set_aside), ["crp"]);
    assert_eq!((well.floor.urgency, well.ceiling.urgency), (Routine, Routine), "settled without the test");
    answers.push(("crp", "80 mg/L"));
    let told = bench.assess(&bench.child("2 years", &answers));
    assert_eq!(told.floor.urgency, Urgent, "a value that was entered always counts");
}

#[test]
fn a_test_that_is_due_and_missing_keeps_the_answer_open() {
    let bench = Bench::new();
    let answers = [("blue", "no"), ("looks_ill", "yes"), ("temperature", "37.9 °C"), ("temperature_site", "rectal")];
    let now = bench.assess(&bench.child("2 years", &answers));
    // Without fever the marker decides nothing.
    assert_eq!(now.ceiling.urgency, Routine);
    let answers = [("blue", "no"), ("looks_ill", "yes"), ("temperature", "38.0 °C"), ("temperature_site", "rectal")];
    let now = bench.assess(&bench.child("2 years", &answers));
    assert_eq!(now.floor.urgency, Emergent);
    assert_eq!(bench.state(&now, "marker"), RuleState::Open);
    assert!(now.live.is_empty(), "an open rule that adds nothing is not worth a question");
}

#[test]
fn a_test_whose_need_is_undecided_is_not_asked_before_the_question_that_decides_it() {
    let bench = Bench::new();
    let answers = [("blue", "no"), ("temperature", "39.0 °C"), ("temperature_site", "rectal")];
    let child = bench.child("2 years", &answers);
    let now = bench.assess(&child);
    assert_eq!(bench.names(&now.live), ["looks_ill"]);
    let looks_ill = bench.compiled.set.finding_named("looks_ill").unwrap();
    let next = next_question(&bench.compiled.set, &child, &now);
    assert_eq!(next, Some(Next::Question(Question::Finding(looks_ill))));
}

#[test]
fn a_test_is_asked_at_once_when_what_decides_it_cannot_be_had() {
    let bench = Bench::new();
    let answers =
        [("blue", "no"), ("looks_ill", "unobtainable"), ("temperature", "39.0 °C"), ("temperature_site", "rectal")];
    let child = bench.child("2 years", &answers);
    let now = bench.assess(&child);
    assert_eq!(bench.names(&now.live), ["crp"]);
    let crp = bench.compiled.set.finding_named("crp").unwrap();
    let next = next_question(&bench.compiled.set, &child, &now);
    assert_eq!(next, Some(Next::Question(Question::Finding(crp))));
}

#[test]
fn a_test_that_may_become_due_and_cannot_be_had_is_a_need_already() {
    let bench = Bench::new();
    let set = &bench.compiled.set;
    let lacking = CapabilitySet::of(set.capability_named("lab_basic").unwrap());
    let answers = [("blue", "no"), ("temperature", "39.0 °C"), ("temperature_site", "rectal")];
    let open = assess(set, &bench.child("2 years", &answers), lacking);
    let needs = |outcome: &Outcome| outcome.needs.iter().any(|need| need.any_of == lacking);
    assert!(needs(&open.ceiling), "nobody said yet whether the child looks ill");
    let well: Vec<_> = answers.into_iter().chain([("looks_ill", "no")]).collect();
    assert!(!needs(&assess(set, &bench.child("2 years", &well), lacking).ceiling));
}

#[test]
fn what_could_exclude_a_rule_is_due_while_the_rule_lives() {
    let bench = Bench::new();
    let mut answers =
        vec![("blue", "no"), ("looks_ill", "no"), ("temperature", "38.5 °C"), ("temperature_site", "rectal")];
    let presumed = bench.assess(&bench.child("7 weeks", &answers));
    assert_eq!(bench.state(&presumed, "young-infant"), RuleState::Presumed);
    assert_eq!((presumed.floor.urgency, presumed.so_far.urgency), (Routine, Emergent));
    assert_eq!(bench.names(&presumed.live), ["crp"], "due, although the child does not look ill");
    answers.push(("crp", "unobtainable"));
    let without = bench.assess(&bench.child("7 weeks", &answers));
    assert_eq!(without.so_far.urgency, Emergent, "not possible here excludes nothing");
    assert_eq!(bench.names(&without.unobtainable), ["crp"]);
    assert_eq!(without.ceiling.needs.len(), 2, "what cannot be had here and could decide becomes a need");
    answers.pop();
    answers.push(("crp", "19 mg/L"));
    let excluded = bench.assess(&bench.child("7 weeks", &answers));
    assert_eq!((excluded.floor.urgency, excluded.ceiling.urgency), (Routine, Routine));
}

#[test]
fn a_forehead_reading_raises_but_does_not_clear() {
    let bench = Bench::new();
    let at = |value: &str, site: &str| {
        let answers = [("blue", "no"), ("looks_ill", "yes"), ("temperature", value), ("temperature_site", site)];
        let now = bench.assess(&bench.child("2 years", &answers));
        (now.floor.urgency, now.ceiling.urgency)
    };
    assert_eq!(at("37.0 °C", "rectal"), (Routine, Routine));
    assert_eq!(at("37.0 °C", "forehead"), (Routine, Emergent));
    assert_eq!(at("38.0 °C", "forehead").0, Emergent);
    assert_eq!(at("35.9 °C", "forehead").0, Urgent);
    let answers = [("blue", "no"), ("looks_ill", "yes"), ("temperature", "37.0 °C")];
    let now = bench.assess(&bench.child("2 years", &answers));
    assert_eq!(now.ceiling.urgency, Emergent, "nobody said where: it may have been the forehead");
}

/// What somebody says on the telephone about pain raises, and does not clear: in comparisons and in points.
#[test]
fn a_choice_that_does_not_clear_leaves_its_points_open() {
    let bench = Bench::on("readings");
    let set = &bench.compiled.set;
    let points = |pain: usize, told: bool| {
        let mut child = Findings::at_age(Age::parse("2 years").unwrap());
        child.choose(set.protocol_named("pain").unwrap());
        let named = |id: &str| set.finding_named(id).unwrap();
        child.set(set, named("ill"), Value::YesNo(false)).unwrap();
        child.set(set, named("told"), Value::YesNo(told)).unwrap();
        child.set(set, named("pain"), Value::Choice(u8::try_from(pain).unwrap())).unwrap();
        let total = bench.assess(&child).scores[0].unwrap();
        (total.low(), total.high())
    };
    assert_eq!([0, 1, 2].map(|pain| points(pain, false)), [(0, 0), (1, 1), (2, 2)]);
    assert_eq!([0, 1, 2].map(|pain| points(pain, true)), [(0, 2), (1, 2), (2, 2)]);
}

#[test]
fn an_age_that_may_be_on_either_side_stays_open() {
    let bench = Bench::new();
    let answers = [("blue", "no"), ("looks_ill", "no"), ("temperature", "38.5 °C"), ("temperature_site", "rectal")];
    let now = bench.assess(&bench.child("91 days", &answers));
    assert_eq!(bench.state(&now, "young-infant"), RuleState::Open);
    assert!(now.age_open);
    let exact = bench.assess(&bench.child("91 days / 2 months", &answers));
    assert_eq!(bench.state(&exact, "young-infant"), RuleState::Presumed);
}

#[test]
fn denied_and_explained() {
    let bench = Bench::new();
    let mut child = bench.child("2 years", &[("temperature", "38.4 °C")]);
    deny_rest(&bench.compiled.set, &mut child);
    let now = bench.assess(&child);
    assert_eq!((now.floor.urgency, now.ceiling.urgency), (Routine, Routine));
    let ill =
        bench.child("2 years", &[("looks_ill", "yes"), ("temperature", "38.4 °C"), ("temperature_site", "rectal")]);
    let rule = bench.compiled.set.rules.iter().position(|r| r.id == "ill-with-fever").unwrap();
    let rule = paedlotse_core::protocol::RuleIx(u16::try_from(rule).unwrap());
    let why = support(&bench.compiled.set, &ill, &[rule]);
    assert_eq!(bench.names(&why[0]), ["looks_ill", "temperature"]);
}

#[test]
fn what_may_not_be_asked_is_not_denied() {
    let bench = Bench::new();
    let set = &bench.compiled.set;
    // Without a complaint nobody knows whether the question on its page is asked.
    let mut child = bench.child("2 years", &[]);
    child.unchoose(set.protocol_named("fever").unwrap());
    deny_rest(set, &mut child);
    let answered = |child: &Findings, name: &str| child.get(set.finding_named(name).unwrap()).is_some();
    assert!(answered(&child, "blue"));
    assert!(!answered(&child, "looks_ill"));
    child.choose(set.protocol_named("fever").unwrap());
    deny_rest(set, &mut child);
    assert!(answered(&child, "looks_ill") && answered(&child, "temperature_site"));
}

#[test]
fn no_complaint_keeps_every_rule_possible() {
    let bench = Bench::new();
    let mut child = bench.child("2 years", &[("blue", "no")]);
    child.unchoose(bench.compiled.set.protocol_named("fever").unwrap());
    let now = bench.assess(&child);
    assert!(now.complaint_missing);
    assert_eq!(now.ceiling.urgency, Emergent);
    assert_eq!(next_question(&bench.compiled.set, &child, &now), Some(Next::Complaint));
}
