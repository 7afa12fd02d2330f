//! The vocabulary of findings: what can be asked, seen or measured, and how to read it.

use crate::capability::CapabilityIx;
use crate::criterion::Criterion;
use crate::list::List;
use crate::quantity::Span;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// Position of a finding in [`crate::protocol::ProtocolSet::findings`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FindingIx(pub u16);

/// The id of the finding that is recorded with the child and read by no rule.
pub const WEIGHT: &str = "weight";

/// Position of a group in [`crate::protocol::ProtocolSet::groups`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct GroupIx(pub u16);

/// What kind of thing a finding is; decides what must justify asking for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FindingKind {
    /// Seen or heard on the child.
    Sign,
    /// Told by those who know the child.
    History,
    /// Measured at the bedside; asked for only when due.
    Vital,
    /// Laboratory, imaging or another test; asked for only when due.
    Test,
}

/// The direction in which a finding is worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Worse {
    /// A higher number, "yes", or an option of a higher level.
    Up,
    /// A lower number, or "no".
    Down,
    /// Away from a middle value on both sides (temperature, heart rate).
    Away {
        /// A value that no limit crosses: lower limits lie at or below, upper limits above it.
        from: i32,
    },
}

/// One option of a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoiceOption {
    /// Readable id, for example `at_rest`.
    pub id: &'static str,
    /// Stable number within the finding, never reused.
    pub no: u16,
    /// How bad: 0 is reassuring; a criterion must hold for all options above one it holds for.
    pub level: u8,
    /// Name.
    pub label: Text,
}

/// What an answer looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FindingType {
    /// Yes or no.
    YesNo,
    /// One of the options.
    Choice {
        /// Up to 32, in the order of the screen.
        options: List<ChoiceOption>,
    },
    /// A number.
    Number {
        /// Unit as written on the screen: `°C`, `/min`, `%`.
        unit: &'static str,
        /// Digits after the point.
        decimals: u8,
        /// The smallest difference that is recorded, in scaled units.
        step: i32,
        /// Outside this range the value is refused.
        plausible: Span,
        /// Outside this range the value is asked for once more.
        confirm: Span,
    },
}

/// One finding of the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Readable id, a word without a unit: `temperature`.
    pub id: &'static str,
    /// Stable number, never reused.
    pub no: u16,
    /// Sign, history, vital sign or test.
    pub kind: FindingKind,
    /// What an answer looks like.
    pub answer: FindingType,
    /// Which way is worse.
    pub worse: Worse,
    /// The screening group it is asked in.
    pub group: Option<GroupIx>,
    /// For which children it exists at all (age, sex); none: for all.
    pub applies: Option<Criterion>,
    /// When it is asked for; none: always on the page of a chosen complaint.
    pub due: Option<Criterion>,
    /// Where `due` comes from, and its status; empty when always due.
    /// For authors; not in the wasm.
    #[serde(skip)]
    pub due_source: &'static str,
    /// While this holds or is open, a value can raise but not clear (forehead temperature).
    pub raises_only_when: Option<Criterion>,
    /// The capability without which a house cannot obtain it.
    pub obtained_by: Option<CapabilityIx>,
    /// Name, as a question's label.
    pub label: Text,
    /// How to examine or ask; may be empty.
    pub how: Text,
    /// LOINC code where one fits exactly.
    pub loinc: Option<&'static str>,
}

/// A further LOINC code by which other systems send a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FurtherCode {
    /// The finding.
    pub finding: FindingIx,
    /// The code.
    pub loinc: &'static str,
    /// It names a panel, and the finding may be a part of it.
    pub panel: bool,
}

impl Finding {
    /// Whether it depends on the child or on other answers if it is asked for and what its value may do.
    #[must_use]
    pub const fn is_conditional(&self) -> bool {
        self.due.is_some() || self.applies.is_some() || self.raises_only_when.is_some()
    }

    /// The option that "none of these" and "denied" mean, for a choice that has one.
    #[must_use]
    pub fn reassuring_option(&self) -> Option<u8> {
        match &self.answer {
            FindingType::Choice { options } => {
                options.iter().position(|option| option.level == 0).and_then(|at| u8::try_from(at).ok())
            }
            _ => None,
        }
    }
}

/// A screening group: up to seven findings, cleared with one tap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Readable id.
    pub id: &'static str,
    /// Stable number, never reused.
    pub no: u16,
    /// Name.
    pub label: Text,
    /// The members in the order of the screen.
    pub members: List<FindingIx>,
}
