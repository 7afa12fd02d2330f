//! The question whose reassuring answer would close most of what is open.

use super::evaluation::{Evaluation, RuleState, members};
use super::open::open_in_rule;
use super::{Assessment, normal_band, questions};
use crate::age::Age;
use crate::disposition::Urgency;
use crate::finding::{Finding, FindingIx, FindingType, Worse};
use crate::observation::{Findings, Value};
use crate::protocol::{ProtocolSet, Question, RuleIx};
use crate::quantity::Span;

/// What to ask next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Next {
    /// The age, or a more exact one.
    Age,
    /// Why the child is here.
    Complaint,
    /// A group or a finding.
    Question(Question),
}

/// The next question: the danger screen in its order, then age and complaint, then whatever would close
/// most open rules of the highest urgency. None when nothing open can raise the answer.
#[must_use]
pub fn next_question(set: &ProtocolSet, findings: &Findings, assessment: &Assessment) -> Option<Next> {
    if let Some(question) = assessment.danger_left.first() {
        return Some(Next::Question(*question));
    }
    if assessment.age_missing {
        return Some(Next::Age);
    }
    if assessment.complaint_missing {
        return Some(Next::Complaint);
    }
    let evaluation = Evaluation::new(set, findings);
    let top = rules_of_highest_urgency(set, assessment);
    let wanted = open_in(&evaluation, assessment, &top);
    let mut best: Option<(usize, Question)> = None;
    for question in questions(set, findings) {
        let asked: Vec<FindingIx> = members(set, question).filter(|f| wanted.contains(f)).collect();
        if asked.is_empty() {
            continue;
        }
        let closed = closed_by(set, findings, &asked, &top);
        if best.is_none_or(|(most, _)| closed > most) {
            best = Some((closed, question));
        }
    }
    match best {
        Some((_, question)) => Some(Next::Question(question)),
        None if assessment.age_open => Some(Next::Age),
        None => None,
    }
}

fn rules_of_highest_urgency(set: &ProtocolSet, assessment: &Assessment) -> Vec<RuleIx> {
    let raising: Vec<(RuleIx, Urgency)> = (0_u16..)
        .map(RuleIx)
        .zip(&set.rules)
        .filter(|(ix, rule)| {
            matches!(assessment.rule(*ix), RuleState::Open | RuleState::Presumed) && !assessment.floor.has(set, rule)
        })
        .map(|(ix, rule)| (ix, rule.urgency))
        .collect();
    // The highest level that can still be settled by asking.
    let level = raising.iter().filter(|(ix, _)| set.rule(*ix).is_some()).map(|(_, urgency)| *urgency).max();
    raising.into_iter().filter(|(_, urgency)| Some(*urgency) == level).map(|(ix, _)| ix).collect()
}

fn open_in(evaluation: &Evaluation<'_>, assessment: &Assessment, rules: &[RuleIx]) -> Vec<FindingIx> {
    let mut wanted: Vec<FindingIx> = rules
        .iter()
        .flat_map(|ix| open_in_rule(evaluation, *ix).findings)
        .filter(|f| assessment.live.contains(f))
        .collect();
    if wanted.is_empty() {
        wanted.clone_from(&assessment.live);
    }
    wanted
}

/// How many of `rules` are closed when `asked` are answered reassuringly.
fn closed_by(set: &ProtocolSet, findings: &Findings, asked: &[FindingIx], rules: &[RuleIx]) -> usize {
    let mut then = findings.clone();
    for ix in asked {
        if let Some(finding) = set.finding(*ix) {
            // The mildest value always fits its own finding.
            let _fits = then.set(set, *ix, mildest(set, *ix, finding, findings.age));
        }
    }
    let evaluation = Evaluation::new(set, &then);
    rules
        .iter()
        .filter_map(|ix| set.rule(*ix).map(|rule| (*ix, rule)))
        .filter(|(ix, rule)| evaluation.rule_state(*ix, rule) == RuleState::False)
        .count()
}

/// The most reassuring value of a finding.
fn mildest(set: &ProtocolSet, ix: FindingIx, finding: &Finding, age: Option<Age>) -> Value {
    match &finding.answer {
        FindingType::Number { plausible, .. } => Value::Number(Span::exactly(match finding.worse {
            Worse::Up => plausible.low(),
            Worse::Down => plausible.high(),
            Worse::Away { from } => normal_band(set, ix, age.unwrap_or_else(Age::any))
                .map_or(from, |band| i32::midpoint(band.low().max(plausible.low()), band.high().min(plausible.high()))),
        })),
        FindingType::Choice { options } => {
            let mild = (0_u8..).zip(options).min_by_key(|(_, option)| option.level);
            Value::Choice(mild.map_or(0, |(at, _)| at))
        }
        FindingType::YesNo => Value::YesNo(matches!(finding.worse, Worse::Down)),
    }
}
