//! Scores and tables by age: data that turns findings into points or into a limit.

use crate::age::AgeLimit;
use crate::criterion::Criterion;
use crate::finding::FindingIx;
use crate::list::List;
use crate::observation::Findings;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// Points of one number: segments from low to high.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bands {
    /// First age this row is for; it ends where the next row starts.
    pub from: AgeLimit,
    /// Points below the first limit.
    pub below: i32,
    /// From this limit on (inclusive, scaled), so many points.
    pub steps: List<(i32, i32)>,
}

/// How an item gets its points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Points {
    /// By bands of a number, by age.
    Bands {
        /// The number.
        finding: FindingIx,
        /// Rows by age, youngest first, without a hole.
        rows: List<Bands>,
    },
    /// By option of a choice; same order as the options.
    Options {
        /// The choice.
        finding: FindingIx,
        /// Points of each option.
        points: List<i32>,
    },
    /// So many points when a criterion holds.
    When {
        /// The criterion.
        criterion: Criterion,
        /// Its points.
        points: i32,
    },
}

/// One item: the highest of its ways to get points counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct ScoreItem {
    /// Readable id within the score.
    /// Not in the wasm.
    #[serde(skip)]
    pub id: &'static str,
    /// Stable number within the score, never reused.
    pub no: u16,
    /// Name.
    pub label: Text,
    /// The ways.
    pub points: List<Points>,
}

/// A named range of the total, from `from` points up to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct ScoreLevel {
    /// First total of the level.
    pub from: i32,
    /// Its name.
    pub label: Text,
}

/// A sum of items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// Readable id.
    pub id: &'static str,
    /// Stable number, never reused.
    pub no: u16,
    /// Name.
    pub label: Text,
    /// For which children it is validated; outside it holds in no rule.
    pub valid: Option<Criterion>,
    /// Where it was validated and what it does not say.
    #[serde(with = "crate::words::rest")]
    pub limits: Text,
    /// The 0-point bands of this score are shown beside vital signs.
    pub shows_normal_bands: bool,
    /// The items.
    pub items: List<ScoreItem>,
    /// Names for ranges of the total, lowest first.
    pub levels: List<ScoreLevel>,
    /// Evidence source id.
    /// Not in the wasm while no screen shows it.
    #[serde(skip)]
    pub source: &'static str,
    /// Status of the numbers.
    pub status: crate::protocol::Status,
}

impl Score {
    /// Whether any finding of it has a value: before, its range says nothing about the child.
    #[must_use]
    pub fn is_begun(&self, findings: &Findings) -> bool {
        self.items.iter().flat_map(|item| &item.points).any(|way| {
            let finding = match way {
                Points::Bands { finding, .. } | Points::Options { finding, .. } => Some(*finding),
                Points::When { criterion, .. } => criterion.finding(),
            };
            finding.is_some_and(|finding| findings.value(finding).is_some())
        })
    }
}

/// Which side of a table's limit holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Side {
    /// The value lies below the limit.
    Below,
    /// The value has reached the limit.
    AtLeast,
}

/// A limit that depends on age; as a condition it holds on one side of the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Table {
    /// Readable id, used like a sign in conditions.
    /// Not in the wasm.
    #[serde(skip)]
    pub id: &'static str,
    /// Stable number, never reused.
    pub no: u16,
    /// Name.
    pub label: Text,
    /// The number compared.
    pub finding: FindingIx,
    /// The side that holds.
    pub side: Side,
    /// From this age on (to the next row): the limit, scaled.
    pub rows: List<(AgeLimit, i32)>,
    /// Evidence source id.
    /// Not in the wasm while no screen shows it.
    #[serde(skip)]
    pub source: &'static str,
    /// Status of the numbers.
    pub status: crate::protocol::Status,
}
