//! The whole answer for one child in one place: bounds, advice, and what to ask next.

use crate::age::Age;
use crate::assess::evaluation::Evaluation;
use crate::assess::support::support_of;
use crate::assess::{Assessment, Inquiry, Next, RuleState, assess_evaluated, comes_first};
use crate::capability::CapabilitySet;
use crate::finding::FindingIx;
use crate::observation::Findings;
use crate::protocol::{ProtocolSet, RuleIx};
use crate::recommend::{Judgement, Reach, Situation, State, judge, reaches};

/// Everything that follows from the findings, the network card and the hour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Bounds.
    pub assessment: Assessment,
    /// Bounds as advice.
    pub judgement: Judgement,
    /// What to ask next; none when nothing open can raise the answer.
    pub next: Option<Next>,
    /// While the answer is provisional for a child whose age and complaint are known: the questions that can still
    /// raise it, in the order of the pages, and how far each can alone. Otherwise nobody asks, and it is empty.
    pub reaches: Vec<Reach>,
    /// What this house cannot do now.
    pub lacking: CapabilitySet,
    /// The rules that hold or are presumed, in the order of the content, and the findings each rests on ([`crate::assess::support`]).
    pub supports: Vec<(RuleIx, Vec<FindingIx>)>,
}

/// Answers for this child, here and now.
#[must_use]
pub fn answer(set: &ProtocolSet, findings: &Findings, situation: &Situation<'_>) -> Answer {
    let lacking = situation.lacking(set, findings.age.unwrap_or_else(Age::any));
    let evaluation = Evaluation::new(set, findings);
    let mut assessment = assess_evaluated(&evaluation, lacking);
    let judgement = judge(set, findings, &assessment, situation);
    // A line of the card may have an age limit that this age leaves open: then the exact age is asked for.
    assessment.age_open |= judgement.age_decides;
    let speaks = |ix: &RuleIx| matches!(assessment.rule(*ix), RuleState::True | RuleState::Presumed);
    let rules = (0_u16..).map(RuleIx).take(set.rules.len()).filter(speaks);
    let supports = rules.map(|ix| (ix, support_of(&evaluation, ix))).collect();
    let first = comes_first(&assessment);
    let asks = judgement.state == State::Provisional && !assessment.age_missing && !assessment.complaint_missing;
    if first.is_some() && !asks {
        return Answer { assessment, judgement, next: first, reaches: Vec::new(), lacking, supports };
    }
    let inquiry = Inquiry::evaluated(evaluation, findings, &assessment);
    let next = inquiry.next();
    let reaches = if asks { reaches(set, findings, &inquiry.at_worst(), situation) } else { Vec::new() };
    Answer { assessment, judgement, next, reaches, lacking, supports }
}
