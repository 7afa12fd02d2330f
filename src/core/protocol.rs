//! The compiled clinical content: everything the engine needs, and the words that go with it.

use crate::capability::{Capability, CapabilityIx, CapabilitySet};
use crate::clause::{Clause, ClauseIx, ClauseSet};
use crate::criterion::{Criterion, DefineIx, ScoreIx, TableIx};
use crate::disposition::Urgency;
use crate::escort::Transport;
use crate::finding::{Finding, FindingIx, FurtherCode, Group, GroupIx};
use crate::list::List;
use crate::network::Network;
use crate::schedule::EvaluationStep;
use crate::score::{Score, Table};
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// Position of a protocol in [`ProtocolSet::protocols`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ProtocolIx(pub u16);

/// Position of a rule in [`ProtocolSet::rules`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RuleIx(pub u16);

/// How far a number has been checked against its source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Status {
    /// Read in the source or a reproduction of it.
    Verified,
    /// From memory; to be compared with the source before release.
    Recalled,
    /// Our own proposal.
    #[default]
    Proposal,
}

/// One clinical source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Id in the evidence list, for example `A15`.
    pub id: &'static str,
    /// Work and edition.
    #[serde(with = "crate::words::rest")]
    pub work: Text,
    /// Address; empty where the work is only named.
    #[serde(with = "crate::words::rest")]
    pub address: Text,
}

/// One rule: when it holds, it raises urgency and needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Rule {
    /// Readable id, unique in the whole set: `fever-under-3-months`.
    /// For authors, messages and `assess`; not in the wasm, which tells rules apart by its number.
    #[serde(skip)]
    pub id: &'static str,
    /// Stable number within the protocol, never reused.
    pub no: u16,
    /// The protocol it belongs to.
    pub protocol: ProtocolIx,
    /// The row of the evidence: `FI-12`.
    #[serde(with = "crate::words::rest")]
    pub row: Text,
    /// When it holds.
    pub when: Criterion,
    /// What excludes it; while open, the rule is presumed.
    pub unless: Option<Criterion>,
    /// How fast.
    pub urgency: Urgency,
    /// What the child needs.
    pub needs: ClauseSet,
    /// What the source calls optional: shown, never decides.
    pub consider: ClauseSet,
    /// Airway, breathing, circulation, coma, running seizure.
    pub unstable: bool,
    /// A decisive step that, where this capability is here, is done before the journey.
    pub first_here: Option<CapabilityIx>,
    /// The reason in words.
    #[serde(with = "crate::words::rest")]
    pub why: Text,
    /// A hint shown with the rule (a minimum duration, "repeat within 1 h"); may be empty.
    #[serde(with = "crate::words::rest")]
    pub note: Text,
    /// Evidence source ids, first the one that carries the threshold.
    pub sources: List<&'static str>,
    /// Status of the threshold. The mapping to needs is always a proposal.
    pub status: Status,
}

/// A question on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Question {
    /// A screening group.
    Group(GroupIx),
    /// A single finding.
    Finding(FindingIx),
}

/// A section of the page: A, B, C, D, E, measurements, history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// The letter tile: `A`.
    pub letter: &'static str,
    /// The heading.
    pub label: Text,
    /// The questions in the order of the examination.
    pub questions: List<Question>,
}

/// When a protocol is active.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Scope {
    /// The danger screen: always, first.
    Danger,
    /// Vital signs and concern: always.
    Always,
    /// When its complaint is chosen.
    Complaint,
}

/// A step until transfer or the team's arrival; no drugs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct CareStep {
    /// When it applies; none: always.
    pub when: Option<Criterion>,
    /// The step.
    #[serde(with = "crate::words::rest")]
    pub label: Text,
    /// Evidence source id; may be empty for standard practice.
    /// Not in the wasm while no screen shows it.
    #[serde(skip)]
    pub source: &'static str,
    /// Status.
    pub status: Status,
}

/// One protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Protocol {
    /// Readable id: `fever`.
    pub id: &'static str,
    /// Stable number, never reused.
    pub no: u16,
    /// Version of the file.
    pub version: &'static str,
    /// When it is active.
    pub scope: Scope,
    /// Vital signs are due whenever this complaint is chosen.
    pub vitals_always: bool,
    /// Title.
    pub title: Text,
    /// One line under the title; may be empty.
    pub subtitle: Text,
    /// Other words that it is searched by, separated by commas; may be empty.
    pub synonyms: Text,
    /// It has no criteria of its own and only looks for red flags.
    pub red_flags_only: bool,
    /// Position of its area in [`ProtocolSet::areas`]; none for what is always active.
    pub area: Option<u8>,
    /// Icon name.
    pub icon: &'static str,
    /// The page.
    pub sections: List<Section>,
    /// What is said when every rule is false.
    #[serde(with = "crate::words::rest")]
    pub otherwise: Text,
    /// Safety-net advice.
    #[serde(with = "crate::words::rest")]
    pub advice: List<Text>,
    /// Steps until transfer.
    pub steps: List<CareStep>,
}

/// A named criterion shared by rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Define {
    /// Readable id.
    /// For authors, messages and `assess`; not in the wasm, where only the meaning counts.
    #[serde(skip)]
    pub id: &'static str,
    /// Name.
    pub label: Text,
    /// What it means.
    pub when: Criterion,
}

/// All clinical content and the shipped networks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct ProtocolSet {
    /// Vocabulary of capabilities.
    pub capabilities: List<Capability>,
    /// The needs of all rules, each once, in the order of their alternatives, in which an outcome lists them.
    pub clauses: List<Clause>,
    /// Vocabulary of findings.
    pub findings: List<Finding>,
    /// By which other systems send them, beside [`Finding::loinc`].
    pub further_codes: List<FurtherCode>,
    /// For each finding, the rules whose `unless` it stands in: it is due while one of them lives.
    pub clears: List<List<RuleIx>>,
    /// Screening groups.
    pub groups: List<Group>,
    /// Named criteria.
    pub defines: List<Define>,
    /// Scores.
    pub scores: List<Score>,
    /// Limits by age.
    pub tables: List<Table>,
    /// Areas by which complaints are arranged on the screen.
    pub areas: List<Text>,
    /// Protocols, the danger screen first.
    pub protocols: List<Protocol>,
    /// Rules of all protocols.
    pub rules: List<Rule>,
    /// The order of evaluation.
    #[serde(with = "crate::schedule")]
    pub schedule: List<EvaluationStep>,
    /// For each step of the schedule the complaints that need it ([`crate::schedule::complaint_bit`]); 0: it is always needed.
    pub needed_by: List<u64>,
    /// Sources cited by rules.
    pub sources: List<Source>,
    /// Questions that the evidence leaves to a physician; the stricter reading holds until one decides.
    #[serde(with = "crate::words::rest")]
    pub decisions: List<Text>,
    /// Escort, time and checklist of a transfer; no part of any protocol.
    pub transport: Transport,
    /// Network cards that are shipped.
    pub networks: List<Network>,
}

macro_rules! lookup {
    ($($(#[$doc:meta])* $name:ident($ix:ident) -> $field:ident: $item:ty;)*) => {
        $($(#[$doc])*
        #[must_use]
        pub fn $name(&self, ix: $ix) -> Option<&$item> {
            self.$field.get(usize::from(ix.0))
        })*
    };
}

impl ProtocolSet {
    lookup! {
        /// The capability at `ix`.
        capability(CapabilityIx) -> capabilities: Capability;
        /// The need at `ix`.
        clause(ClauseIx) -> clauses: Clause;
        /// The finding at `ix`.
        finding(FindingIx) -> findings: Finding;
        /// The group at `ix`.
        group(GroupIx) -> groups: Group;
        /// The definition at `ix`.
        define(DefineIx) -> defines: Define;
        /// The score at `ix`.
        score(ScoreIx) -> scores: Score;
        /// The table at `ix`.
        table(TableIx) -> tables: Table;
        /// The protocol at `ix`.
        protocol(ProtocolIx) -> protocols: Protocol;
        /// The rule at `ix`.
        rule(RuleIx) -> rules: Rule;
    }

    /// The finding with this id.
    #[must_use]
    pub fn finding_named(&self, id: &str) -> Option<FindingIx> {
        position(&self.findings, |f| f.id == id).map(FindingIx)
    }

    /// The protocol with this id.
    #[must_use]
    pub fn protocol_named(&self, id: &str) -> Option<ProtocolIx> {
        position(&self.protocols, |p| p.id == id).map(ProtocolIx)
    }

    /// The capability with this id.
    #[must_use]
    pub fn capability_named(&self, id: &str) -> Option<CapabilityIx> {
        self.capabilities.iter().position(|c| c.id == id).and_then(|at| u8::try_from(at).ok()).map(CapabilityIx)
    }

    /// The network with this id.
    #[must_use]
    pub fn network_named(&self, id: &str) -> Option<&Network> {
        self.networks.iter().find(|n| n.id == id)
    }

    /// These needs with their alternatives, in this order.
    pub fn needs(&self, needs: ClauseSet) -> impl Iterator<Item = CapabilitySet> {
        needs.iter().filter_map(|ix| self.clause(ix)).map(|clause| clause.any_of)
    }

    /// Everything that `have` includes.
    #[must_use]
    pub fn closure(&self, have: CapabilitySet) -> CapabilitySet {
        have.iter().fold(CapabilitySet::EMPTY, |all, c| {
            all.union(self.capability(c).map_or(CapabilitySet::of(c), |c| c.gives))
        })
    }

    /// Whether every way to meet `a` also meets `b`.
    #[must_use]
    pub fn implies(&self, a: CapabilitySet, b: CapabilitySet) -> bool {
        a.iter().all(|one| !self.capability(one).map_or(CapabilitySet::of(one), |c| c.gives).meet(b).is_empty())
    }
}

fn position<T>(items: &[T], is: impl Fn(&T) -> bool) -> Option<u16> {
    items.iter().position(is).and_then(|at| u16::try_from(at).ok())
}
