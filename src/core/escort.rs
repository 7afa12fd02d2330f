//! Who travels with the child: the class of the escort, from what is known of the child once a transfer is decided.
//!
//! The class is never joined with the clinical urgency: a venous line asks for an ambulance, not for haste. The findings
//! of a transfer stand on no page of a protocol; here, and only here, they are asked for, so that a missing one is its
//! whole range. [`crate::assess::assess`] never reads them.

use crate::assess::evaluation::Evaluation;
use crate::assess::members;
use crate::assess::open::open_in;
use crate::capability::CapabilitySet;
use crate::clock::{CheckLine, Departure, TeamTarget, TimeWindow};
use crate::criterion::Criterion;
use crate::disposition::{Outcome, Urgency};
use crate::finding::FindingIx;
use crate::list::List;
use crate::observation::Findings;
use crate::protocol::{ProtocolSet, Question, Status};
use crate::text::Text;
use crate::truth::Truth;
use serde::{Deserialize, Serialize};

/// How much escort a transfer needs. Another type than [`Urgency`] on purpose: the two are shown side by side and never
/// compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum EscortClass {
    /// Patient transport, or the parents after agreement.
    #[default]
    Routine,
    /// A monitored ambulance.
    Urgent,
    /// A doctor, or the team for newborns.
    Emergent,
    /// Intensive care on the way, or the fastest vehicle with a doctor.
    Immediate,
}

impl EscortClass {
    /// From little to much.
    pub const ALL: [Self; 4] = [Self::Routine, Self::Urgent, Self::Emergent, Self::Immediate];

    /// The word used in `transport.toml`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Routine => "routine",
            Self::Urgent => "urgent",
            Self::Emergent => "emergent",
            Self::Immediate => "immediate",
        }
    }
}

/// One rule of the escort.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EscortRule {
    /// Readable id. For authors and messages; not in the wasm.
    #[serde(skip)]
    pub id: &'static str,
    /// Stable number, never reused.
    pub no: u16,
    /// The row of the evidence: `TF-01`.
    pub row: &'static str,
    /// When it holds; none: what remains when no other rule holds.
    pub when: Option<Criterion>,
    /// The class.
    pub class: EscortClass,
    /// Vehicles and escorts; each entry is one need with its alternatives.
    pub needs: List<CapabilitySet>,
    /// The child leaves as soon as it can, with whoever is there; nobody waits for a special team.
    pub load_and_go: bool,
    /// The reason in words.
    #[serde(with = "crate::words::rest")]
    pub why: Text,
    /// Evidence source ids.
    pub sources: List<&'static str>,
    /// Status of the numbers in it.
    pub status: Status,
}

/// When a finding is asked for at a transfer, where that differs from its own `due`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct TransferDue {
    /// The finding.
    pub finding: FindingIx,
    /// When; none: always.
    pub when: Option<Criterion>,
}

/// All that is said about transport: `transport.toml`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Transport {
    /// Rules of the escort, the bottom last.
    pub escort: List<EscortRule>,
    /// What is asked at a transfer, in the order in which a clinician asks.
    pub questions: List<Question>,
    /// Where something is asked for at a transfer otherwise than on its page.
    pub due: List<TransferDue>,
    /// What is said when the child leaves at once.
    pub load_and_go: Departure,
    /// What is said when it is stabilised first.
    pub stabilise_first: Departure,
    /// How soon the team should be with the child.
    pub targets: List<TeamTarget>,
    /// Windows of time that a source gives.
    pub windows: List<TimeWindow>,
    /// What is checked before the child is moved.
    pub checklist: List<CheckLine>,
}

/// The escort of one child, as far as it is decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Escort {
    /// Certain: at least this.
    pub floor: EscortClass,
    /// With everything still possible: the cautious answer.
    pub ceiling: EscortClass,
    /// Every rule with its position in [`Transport::escort`] and whether it holds.
    pub rules: Vec<(usize, Truth)>,
    /// What is needed for certain; none implies another.
    pub needs_so_far: Vec<CapabilitySet>,
    /// What may be needed at most.
    pub needs_at_most: Vec<CapabilitySet>,
    /// Whether the child leaves at once instead of being stabilised first.
    pub load_and_go: Truth,
    /// Without a value, and able to raise class or needs; in the order of [`Transport::questions`], then of the vocabulary.
    pub open: Vec<FindingIx>,
    /// A more exact age could raise the class.
    pub age_open: bool,
}

impl Escort {
    /// No answer can change class or needs any more.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.floor == self.ceiling && self.needs_so_far == self.needs_at_most && !self.load_and_go.is_unknown()
    }
}

/// Decides the escort of this child. A transfer is decided; where to is no part of it.
#[must_use]
pub fn escort(set: &ProtocolSet, findings: &Findings) -> Escort {
    let evaluation = Evaluation::for_transfer(set, findings);
    let transport = &set.transport;
    let truth = |rule: &EscortRule| rule.when.as_ref().map(|when| evaluation.truth(when));
    // INVARIANT: the bottom holds where no other rule does, and its needs are part of those of every other rule; so they
    // are certain for every child.
    let any = transport.escort.iter().filter_map(truth).fold(Truth::False, Truth::or);
    let (mut so_far, mut at_most) = (Outcome::default(), Outcome::default());
    let (mut floor, mut ceiling) = (EscortClass::default(), EscortClass::default());
    let mut load_and_go = Truth::False;
    let mut rules = Vec::with_capacity(transport.escort.len());
    for (at, rule) in transport.escort.iter().enumerate() {
        let holds = truth(rule).unwrap_or(any.negate());
        let is_bottom = rule.when.is_none();
        if holds.is_true() || is_bottom {
            join(set, &mut so_far, rule);
        }
        if !holds.is_false() || is_bottom {
            join(set, &mut at_most, rule);
        }
        if holds.is_true() {
            floor = floor.max(rule.class);
        }
        if !holds.is_false() {
            ceiling = ceiling.max(rule.class);
        }
        if rule.load_and_go {
            load_and_go = load_and_go.or(holds);
        }
        rules.push((at, holds));
    }
    let adds = |rule: &EscortRule| {
        let needed = |need: &CapabilitySet| so_far.needs.iter().any(|kept| set.implies(kept.any_of, *need));
        rule.class > floor || (rule.load_and_go && !load_and_go.is_true()) || !rule.needs.iter().all(needed)
    };
    let mut marks = vec![false; set.findings.len()];
    let mut age_open = false;
    for when in transport.escort.iter().filter(|rule| adds(rule)).filter_map(|rule| rule.when.as_ref()) {
        let (open, age) = open_in(&evaluation, when);
        age_open |= age;
        marks.iter_mut().zip(open).for_each(|(mark, open)| *mark |= open);
    }
    let mut take = |finding: &FindingIx| {
        let open = marks.get_mut(usize::from(finding.0)).is_some_and(|mark| std::mem::replace(mark, false));
        open && !evaluation.has_value(*finding)
    };
    let mut open: Vec<FindingIx> = questions(set).filter(&mut take).collect();
    open.extend((0_u16..).map(FindingIx).take(set.findings.len()).filter(&mut take));
    let needs = |outcome: Outcome| outcome.needs.into_iter().map(|need| need.any_of).collect();
    Escort {
        floor,
        ceiling,
        rules,
        needs_so_far: needs(so_far),
        needs_at_most: needs(at_most),
        load_and_go,
        open,
        age_open,
    }
}

/// The findings asked at a transfer, in their order, and whether each is asked of this child.
#[must_use]
pub fn asked(set: &ProtocolSet, findings: &Findings) -> Vec<(FindingIx, Truth)> {
    let evaluation = Evaluation::for_transfer(set, findings);
    questions(set).map(|finding| (finding, evaluation.due(finding))).collect()
}

/// The findings asked at a transfer, in their order.
pub(crate) fn questions(set: &ProtocolSet) -> impl Iterator<Item = FindingIx> {
    set.transport.questions.iter().flat_map(|question| members(set, *question))
}

/// Needs have no urgency here; they are only joined.
fn join(set: &ProtocolSet, outcome: &mut Outcome, rule: &EscortRule) {
    rule.needs.iter().for_each(|need| outcome.need(set, *need, Urgency::Routine));
}
