//! The question whose reassuring answer would close most of what is open.

use super::evaluation::{Evaluation, RuleState, members};
use super::open::{mark, marked, open_in_rule};
use super::{Assessment, normal_band, questions};
use crate::age::Age;
use crate::disposition::Urgency;
use crate::finding::{Finding, FindingIx, FindingType, Worse};
use crate::observation::{Findings, Value};
use crate::protocol::{ProtocolSet, Question, Rule, RuleIx};
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
    match most_decisive(set, findings, assessment) {
        Some(question) => Some(Next::Question(question)),
        None if assessment.age_open => Some(Next::Age),
        None => None,
    }
}

/// The first live question of the pages whose reassuring answer closes most of the highest rules that asking can close.
fn most_decisive(set: &ProtocolSet, findings: &Findings, assessment: &Assessment) -> Option<Question> {
    let evaluation = Evaluation::new(set, findings);
    let mut live = vec![false; set.findings.len()];
    for finding in &assessment.live {
        mark(&mut live, finding.0);
    }
    let top = highest_open(&evaluation, assessment, &live);
    let mut best: Option<(usize, Question)> = None;
    for question in questions(set, findings) {
        let asked: Vec<FindingIx> = members(set, question).filter(|f| marked(&live, *f)).collect();
        // No question closes more rules than it stands in.
        let most = top.iter().filter(|open| asked.iter().any(|f| marked(&open.findings, *f))).count();
        if most == 0 || best.is_some_and(|(closed, _)| most <= closed) {
            continue;
        }
        let closed = closed_by(set, findings, &asked, &top);
        if best.is_none_or(|(most, _)| closed > most) {
            best = Some((closed, question));
        }
    }
    best.map(|(_, question)| question)
}

/// A rule that would raise the floor, and what is open in it, by [`FindingIx`].
struct OpenRule {
    ix: RuleIx,
    findings: Vec<bool>,
}

/// The rules of the highest urgency that would raise the floor and in which something can be asked.
fn highest_open(evaluation: &Evaluation<'_>, assessment: &Assessment, live: &[bool]) -> Vec<OpenRule> {
    let set = evaluation.set;
    let raises = |ix: RuleIx, rule: &Rule| {
        matches!(assessment.rule(ix), RuleState::Open | RuleState::Presumed) && !assessment.floor.has(set, rule)
    };
    for urgency in Urgency::ALL.into_iter().rev() {
        let rules = (0_u16..).map(RuleIx).zip(&set.rules);
        let open: Vec<OpenRule> = rules
            .filter(|(ix, rule)| rule.urgency == urgency && raises(*ix, rule))
            .map(|(ix, rule)| OpenRule { ix, findings: open_in_rule(evaluation, rule) })
            .filter(|open| open.findings.iter().zip(live).any(|(open, live)| *open && *live))
            .collect();
        if !open.is_empty() {
            return open;
        }
    }
    Vec::new()
}

/// How many of `rules` are closed when `asked` are answered reassuringly.
fn closed_by(set: &ProtocolSet, findings: &Findings, asked: &[FindingIx], rules: &[OpenRule]) -> usize {
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
        .filter_map(|open| set.rule(open.ix).map(|rule| (open.ix, rule)))
        .filter(|(ix, rule)| evaluation.rule_state(*ix, rule) == RuleState::False)
        .count()
}

/// The most reassuring value of a finding.
pub(crate) fn mildest(set: &ProtocolSet, ix: FindingIx, finding: &Finding, age: Option<Age>) -> Value {
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
