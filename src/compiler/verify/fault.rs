//! What can be wrong with a rule set although every single line of it is well formed.

use paedlotse_core::criterion::{DefineIx, ScoreIx, TableIx};
use paedlotse_core::disposition::Urgency;
use paedlotse_core::finding::FindingIx;
use paedlotse_core::protocol::RuleIx;

/// What a fault is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Subject {
    Rule(RuleIx),
    Define(DefineIx),
    Score(ScoreIx),
    Table(TableIx),
    Finding(FindingIx),
}

/// One law broken, with the child that shows it where a child can.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// No child makes the rule hold.
    NeverHolds { rule: RuleIx },
    /// Whenever the rule holds, the danger screen and the vital signs have said as much already.
    NeverCounts { rule: RuleIx, by: Vec<RuleIx> },
    /// Whenever the rule holds, other rules of its protocol say as much.
    Redundant { rule: RuleIx, by: Vec<RuleIx>, child: String },
    /// A rule says what it repeats, and does not repeat it: this child shows it.
    RepeatsNot { rule: RuleIx, others: Vec<RuleIx>, child: String },
    /// Between two ages that are answered lies one that is answered more mildly.
    AgeHole { at: Subject, urgency: Option<Urgency>, child: String, ages: [String; 3] },
    /// A worse value is answered more mildly.
    Milder { at: Subject, child: String, milder: String, worse: String },
    /// A worse finding ends that another is asked for.
    Ends { finding: FindingIx, child: String, milder: String, worse: String },
    /// No house of a network meets a need at an age at which the rule can hold.
    NoSite { rule: RuleIx, need: String, network: String, child: String },
    /// No house of a network can obtain a finding.
    Nowhere { finding: FindingIx, network: String, by: String },
    /// A bound of the engine does not hold.
    Bounds { child: String, what: String },
    /// Less ability, or more need, is answered more mildly.
    HouseMilder { rule: RuleIx, network: String, change: String },
}
