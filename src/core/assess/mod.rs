//! From findings to bounds: what is certain, what holds so far, and what is still possible.
//!
//! `floor <= so far <= ceiling`, always. Answers to due questions raise the floor and lower the ceiling.
//! The result depends on the answers alone, never on their order or on who gave them.

pub(crate) mod evaluation;
pub(crate) mod next;
mod normal;
pub(crate) mod open;
mod reads;
mod steps;
pub(crate) mod support;

pub use evaluation::{RuleState, bit, members};
pub use next::{Inquiry, Next, comes_first, next_question};
pub use normal::normal_band;
pub use steps::{Step, steps};
pub use support::support;

use crate::capability::CapabilitySet;
use crate::criterion::Criterion;
use crate::disposition::{Gathering, Outcome};
use crate::finding::FindingIx;
use crate::observation::Findings;
use crate::page::for_each_danger_question;
use crate::protocol::{ProtocolIx, ProtocolSet, Question, RuleIx};
use crate::quantity::Span;
use crate::truth::Truth;
use evaluation::Evaluation;

/// What the findings decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// The join of all rules that hold: certain.
    pub floor: Outcome,
    /// With the presumed rules: "until excluded".
    pub so_far: Outcome,
    /// With everything still possible: the cautious answer.
    pub ceiling: Outcome,
    /// The state of every rule, by [`RuleIx`].
    pub rules: Vec<RuleState>,
    /// Whether a finding is asked for, by [`FindingIx`].
    pub due: Vec<Truth>,
    /// The possible totals of every score, by score; none where nothing that is active needs it.
    pub scores: Vec<Option<Span>>,
    /// Questions of the danger screen that nobody answered yet.
    pub danger_left: Vec<Question>,
    /// Due, without a value, and able to raise the floor; in the order of the pages.
    pub live: Vec<FindingIx>,
    /// Like `live`, but not to be had here.
    pub unobtainable: Vec<FindingIx>,
    /// On a page, without a value, and not due.
    pub set_aside: Vec<FindingIx>,
    /// A more exact age could raise the floor.
    pub age_open: bool,
    /// No age yet.
    pub age_missing: bool,
    /// No complaint yet: the rules of all of them stay possible.
    pub complaint_missing: bool,
}

impl Assessment {
    /// The rules in a state, in the order of the content.
    pub fn rules_in(&self, state: RuleState) -> impl Iterator<Item = RuleIx> {
        (0_u16..).map(RuleIx).zip(&self.rules).filter(move |(_, s)| **s == state).map(|(ix, _)| ix)
    }

    /// The state of one rule.
    #[must_use]
    pub fn rule(&self, ix: RuleIx) -> RuleState {
        self.rules.get(usize::from(ix.0)).copied().unwrap_or(RuleState::Open)
    }

    /// Whether a finding is asked for.
    #[must_use]
    pub fn due(&self, ix: FindingIx) -> Truth {
        self.due.get(usize::from(ix.0)).copied().unwrap_or(Truth::Unknown)
    }
}

/// Assesses what is known of a child. `lacking`: what this house cannot do now; a finding obtained by it
/// cannot be had here.
#[must_use]
pub fn assess(set: &ProtocolSet, findings: &Findings, lacking: CapabilitySet) -> Assessment {
    assess_evaluated(&Evaluation::new(set, findings), lacking)
}

/// Assesses what is evaluated already.
pub(crate) fn assess_evaluated(evaluation: &Evaluation<'_>, lacking: CapabilitySet) -> Assessment {
    let set = evaluation.set;
    let Joined { rules, floor, so_far, mut ceiling } = joined(evaluation);
    let open = open::open_leaves(evaluation, &rules, &floor, lacking);
    let mut live = open.findings;
    let unobtainable: Vec<FindingIx> = live.extract_if(.., |f| evaluation.is_unobtainable(*f, lacking)).collect();
    // What cannot be had here but could decide is itself a need; also where it is open whether it will be asked for.
    let ceiling_urgency = ceiling.urgency;
    let later = open.later.iter().filter(|f| evaluation.is_unobtainable(**f, lacking));
    for finding in unobtainable.iter().chain(later) {
        if let Some(capability) = set.finding(*finding).and_then(|f| f.obtained_by) {
            ceiling.need(set, CapabilitySet::of(capability), ceiling_urgency);
        }
    }
    Assessment {
        danger_left: danger_left(evaluation),
        set_aside: set_aside(evaluation),
        floor,
        so_far,
        ceiling,
        rules,
        live,
        unobtainable,
        age_open: open.age,
        age_missing: evaluation.findings.age.is_none(),
        complaint_missing: evaluation.findings.complaints().is_empty(),
        scores: evaluation.totals(),
        due: evaluation.due.clone(),
    }
}

/// The states of all rules, and what those join to that hold, that hold so far, and that may hold.
struct Joined {
    rules: Vec<RuleState>,
    floor: Outcome,
    so_far: Outcome,
    ceiling: Outcome,
}

fn joined(evaluation: &Evaluation<'_>) -> Joined {
    let set = evaluation.set;
    let mut rules = vec![RuleState::False; set.rules.len()];
    let [mut floor, mut so_far, mut ceiling] = std::array::from_fn(|_| Gathering::default());
    for ((rule, when), state) in set.rules.iter().zip(&evaluation.when).zip(&mut rules) {
        *state = evaluation.state(rule, *when);
        if *state >= RuleState::Open {
            ceiling.add(rule);
            if *state >= RuleState::Presumed {
                so_far.add(rule);
                if *state == RuleState::True {
                    floor.add(rule);
                }
            }
        }
    }
    Joined { rules, floor: floor.outcome(set), so_far: so_far.outcome(set), ceiling: ceiling.outcome(set) }
}

/// Whether each finding is asked for, by [`FindingIx`]; the cheap part of [`assess`].
#[must_use]
pub fn due(set: &ProtocolSet, findings: &Findings) -> Vec<Truth> {
    Evaluation::new(set, findings).due
}

/// The possible totals of every score, as in [`Assessment::scores`]; a cheap part of [`assess`].
#[must_use]
pub fn totals(set: &ProtocolSet, findings: &Findings) -> Vec<Option<Span>> {
    Evaluation::new(set, findings).totals()
}

/// Whether a condition of a protocol holds for this child: a step, for example, or what a limit in an example is about.
#[must_use]
pub fn holds(set: &ProtocolSet, findings: &Findings, protocol: ProtocolIx, condition: &Criterion) -> Truth {
    let evaluation = Evaluation::new(set, findings);
    evaluation.protocol_active(protocol).and(evaluation.truth(condition))
}

/// Whether a condition can hold for a child of whom only this is known.
pub fn can_hold(set: &ProtocolSet, findings: &Findings) -> impl Fn(&Criterion) -> bool {
    let evaluation = Evaluation::new(set, findings);
    move |condition| !evaluation.truth(condition).is_false()
}

fn danger_left(evaluation: &Evaluation<'_>) -> Vec<Question> {
    let set = evaluation.set;
    let unanswered =
        |finding: FindingIx| evaluation.findings.get(finding).is_none() && !evaluation.due(finding).is_false();
    let mut left = Vec::new();
    for_each_danger_question(set, |question, asked| {
        if asked.iter().copied().any(unanswered) {
            left.push(question);
        }
    });
    left
}

fn set_aside(evaluation: &Evaluation<'_>) -> Vec<FindingIx> {
    let places = (0_u16..).map(FindingIx).zip(evaluation.on_page.iter().zip(&evaluation.due));
    let aside = places.filter(|(_, (on_page, due))| due.is_false() && on_page.is_true()).map(|(ix, _)| ix);
    aside.filter(|ix| !evaluation.has_value(*ix)).collect()
}
