//! What each open question could do, and which one comes next.

use super::evaluation::{Evaluation, RuleState};
use super::open::{mark, marked, open_in_rule};
use super::reads::{Bits, Reads, bit_of};
use super::{Assessment, normal_band};
use crate::age::Age;
use crate::disposition::{Had, Outcome, Urgency};
use crate::finding::{Finding, FindingIx, FindingType, Worse};
use crate::observation::{Findings, Value};
use crate::page::questions;
use crate::protocol::{ProtocolSet, Question, Rule, RuleIx};
use crate::quantity::Span;
use crate::schedule::EvaluationStep;
use std::cell::OnceCell;

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

/// The next question: the danger screen in its order, then age and complaint, then whatever decides most. None when
/// nothing open can raise the answer.
#[must_use]
pub fn next_question(set: &ProtocolSet, findings: &Findings, assessment: &Assessment) -> Option<Next> {
    Inquiry::new(set, findings, assessment).next()
}

/// What comes before every other question: the danger screen in its order, the age, the complaint.
#[must_use]
pub fn comes_first(assessment: &Assessment) -> Option<Next> {
    if let Some(question) = assessment.danger_left.first() {
        Some(Next::Question(*question))
    } else if assessment.age_missing {
        Some(Next::Age)
    } else {
        assessment.complaint_missing.then_some(Next::Complaint)
    }
}

/// The questions that can still raise the answer, in the order of the pages, and what each could do by itself.
pub struct Inquiry<'a> {
    set: &'a ProtocolSet,
    findings: &'a Findings,
    assessment: &'a Assessment,
    evaluation: Evaluation<'a>,
    /// In the order of the pages.
    open: Vec<Open>,
    readers: Readers<'a>,
    /// By place in `open`: the rules that newly hold when that question alone is answered at its worst.
    fulfilled: OnceCell<Vec<Vec<RuleIx>>>,
}

/// A question that can still raise the answer.
struct Open {
    question: Question,
    bit: Bits,
    /// Those of its findings that can.
    asked: Vec<FindingIx>,
}

/// What reads anything that is open, and the questions that it reads.
#[derive(Default)]
struct Readers<'a> {
    /// In the order of the schedule.
    steps: Vec<(EvaluationStep, Bits)>,
    /// In the order of the content.
    rules: Vec<(RuleIx, &'a Rule, Bits)>,
}

impl<'a> Readers<'a> {
    fn of(evaluation: &Evaluation<'a>, open: &[Open]) -> Self {
        let set = evaluation.set;
        let mut asked: Vec<Bits> = vec![0; set.findings.len()];
        for (ix, bit) in open.iter().flat_map(|open| open.asked.iter().map(|ix| (ix, open.bit))) {
            if let Some(bits) = asked.get_mut(usize::from(ix.0)) {
                *bits |= bit;
            }
        }
        let reads = Reads::new(evaluation, asked);
        let steps = evaluation.steps().map(|(_, step)| (step, reads.step(step)));
        let rules = (0_u16..).map(RuleIx).zip(&set.rules).map(|(ix, rule)| (ix, rule, reads.rule(ix)));
        Self {
            steps: steps.filter(|(_, read)| *read != 0).collect(),
            rules: rules.filter(|(_, _, read)| *read != 0).collect(),
        }
    }
}

impl<'a> Inquiry<'a> {
    /// What is open in this assessment of these findings.
    #[must_use]
    pub fn new(set: &'a ProtocolSet, findings: &'a Findings, assessment: &'a Assessment) -> Self {
        Self::evaluated(Evaluation::new(set, findings), findings, assessment)
    }

    /// What is open in this assessment of these findings, which are evaluated already.
    pub(crate) fn evaluated(evaluation: Evaluation<'a>, findings: &'a Findings, assessment: &'a Assessment) -> Self {
        let set = evaluation.set;
        let mut live = vec![false; set.findings.len()];
        for finding in &assessment.live {
            mark(&mut live, finding.0);
        }
        let open = questions(set, findings).into_iter().filter_map(|question| {
            let asked: Vec<FindingIx> = question.findings.into_iter().filter(|f| marked(&live, *f)).collect();
            (!asked.is_empty()).then_some((question.question, asked))
        });
        let open = open.enumerate().map(|(place, (question, asked))| Open { question, bit: bit_of(place), asked });
        let open: Vec<Open> = open.collect();
        let readers = if open.is_empty() { Readers::default() } else { Readers::of(&evaluation, &open) };
        Self { set, findings, assessment, evaluation, open, readers, fulfilled: OnceCell::new() }
    }

    /// For each open question, what holds so far once it alone is answered at its worst.
    #[must_use]
    pub fn at_worst(&self) -> Vec<(Question, Outcome)> {
        let so_far = |rules: &Vec<RuleIx>| {
            let mut so_far = self.assessment.so_far.clone();
            rules.iter().filter_map(|ix| self.set.rule(*ix)).for_each(|rule| so_far.join(self.set, rule));
            so_far
        };
        self.open.iter().zip(self.fulfilled()).map(|(open, rules)| (open.question, so_far(rules))).collect()
    }

    fn fulfilled(&self) -> &[Vec<RuleIx>] {
        self.fulfilled.get_or_init(|| self.open.iter().map(|open| self.fulfilled_by(open)).collect())
    }

    /// Every rule that newly holds when this one is answered at its worst. A worse answer never ends a rule.
    fn fulfilled_by(&self, open: &Open) -> Vec<RuleIx> {
        let holds = |state| matches!(state, RuleState::True | RuleState::Presumed);
        let mut rules = Vec::new();
        let mut nth = 0_usize;
        // Most findings have one worst value; another round is for those that are worse on two sides.
        loop {
            let value = |_, spec: &Finding| worst(spec, nth).or_else(|| worst(spec, 0));
            self.changed(open, value, |ix, state| {
                if holds(state) && !holds(self.assessment.rule(ix)) {
                    rules.push(ix);
                }
            });
            nth = nth.saturating_add(1);
            if !open.asked.iter().filter_map(|ix| self.set.finding(*ix)).any(|spec| worst(spec, nth).is_some()) {
                return rules;
            }
        }
    }

    /// Answers this question with these values and tells which state every rule has then that reads one of them.
    fn changed(
        &self,
        open: &Open,
        value: impl Fn(FindingIx, &Finding) -> Option<Value>,
        mut tell: impl FnMut(RuleIx, RuleState),
    ) {
        // The worst and the mildest value of a finding always fit it.
        let answers = open.asked.iter().filter_map(|ix| Some((*ix, value(*ix, self.set.finding(*ix)?)?)));
        let reading = |(step, read): &(EvaluationStep, Bits)| (read & open.bit != 0).then_some(*step);
        let evaluation = self.evaluation.again(answers, self.readers.steps.iter().filter_map(reading));
        for (ix, rule, read) in &self.readers.rules {
            if read & open.bit != 0 {
                tell(*ix, evaluation.rule_state(*ix, rule));
            }
        }
    }

    /// What to ask next.
    #[must_use]
    pub fn next(&self) -> Option<Next> {
        comes_first(self.assessment).or_else(|| match self.most_decisive() {
            Some(question) => Some(Next::Question(question)),
            None if self.assessment.age_open => Some(Next::Age),
            None => None,
        })
    }
}

impl Inquiry<'_> {
    /// The open question whose reassuring answer closes most of the rules of the highest urgency; among equals the first
    /// of the pages. Where an answer already speaks for one of these rules, those questions come before all others whose
    /// worst answer alone would fulfil it: a suspicion is followed up before others are looked for.
    fn most_decisive(&self) -> Option<Question> {
        let top = self.highest_open();
        let in_top = |ix: RuleIx| top.iter().any(|rule| rule.ix == ix);
        let suspected =
            |ix: &RuleIx| in_top(*ix) && self.set.rule(*ix).is_some_and(|rule| self.evaluation.is_begun(&rule.when));
        let stands_in = |open: &Open| top.iter().filter(|rule| rule.asks(&open.asked)).count();
        let candidates = self.open.iter().zip(self.fulfilled());
        let candidates = candidates.map(|(open, rules)| (rules.iter().any(suspected), stands_in(open), open));
        let candidates: Vec<(bool, usize, &Open)> = candidates.filter(|(_, rules, _)| *rules > 0).collect();
        let follows_up = candidates.iter().any(|(suspected, ..)| *suspected);
        let mut best: Option<(usize, Question)> = None;
        for (_, stands_in, open) in candidates.iter().filter(|(suspected, ..)| *suspected == follows_up) {
            // No question closes more rules than it stands in.
            if best.is_some_and(|(most, _)| *stands_in <= most) {
                continue;
            }
            let mut closed = 0_usize;
            let mildest = |ix: FindingIx, finding: &Finding| Some(mildest(self.set, ix, finding, self.findings.age));
            self.changed(open, mildest, |ix, state| {
                closed = closed.saturating_add(usize::from(state == RuleState::False && in_top(ix)));
            });
            if best.is_none_or(|(most, _)| closed > most) {
                best = Some((closed, open.question));
            }
        }
        best.map(|(_, question)| question)
    }

    /// The rules of the highest urgency that would raise the floor and in which something can be asked.
    fn highest_open(&self) -> Vec<OpenRule> {
        let had = Had::new(self.set, &self.assessment.floor);
        let raises = |ix: RuleIx, rule: &Rule| {
            matches!(self.assessment.rule(ix), RuleState::Open | RuleState::Presumed) && !had.all_of(rule)
        };
        for urgency in Urgency::ALL.into_iter().rev() {
            let rules = (0_u16..).map(RuleIx).zip(&self.set.rules);
            let open: Vec<OpenRule> = rules
                .filter(|(ix, rule)| rule.urgency == urgency && raises(*ix, rule))
                .map(|(ix, rule)| OpenRule { ix, findings: open_in_rule(&self.evaluation, rule) })
                .filter(|rule| self.open.iter().any(|open| rule.asks(&open.asked)))
                .collect();
            if !open.is_empty() {
                return open;
            }
        }
        Vec::new()
    }
}

/// A rule that would raise the floor, and what is open in it, by [`FindingIx`].
struct OpenRule {
    ix: RuleIx,
    findings: Vec<bool>,
}

impl OpenRule {
    /// Whether one of these is open in it.
    fn asks(&self, asked: &[FindingIx]) -> bool {
        asked.iter().any(|finding| marked(&self.findings, *finding))
    }
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

/// The worst values of a finding: both ends of a number that is worse on both sides, every option of the highest level.
/// None from `nth` on when it has fewer.
fn worst(finding: &Finding, nth: usize) -> Option<Value> {
    match &finding.answer {
        FindingType::YesNo => (nth == 0).then_some(Value::YesNo(!matches!(finding.worse, Worse::Down))),
        FindingType::Choice { options } => {
            let highest = options.iter().map(|option| option.level).max();
            let worst = (0_u8..).zip(options).filter(|(_, option)| Some(option.level) == highest);
            worst.map(|(at, _)| Value::Choice(at)).nth(nth)
        }
        FindingType::Number { plausible, .. } => {
            let end = match (finding.worse, nth) {
                (Worse::Up | Worse::Away { .. }, 0) => plausible.high(),
                (Worse::Down, 0) | (Worse::Away { .. }, 1) => plausible.low(),
                _ => return None,
            };
            Some(Value::Number(Span::exactly(end)))
        }
    }
}
