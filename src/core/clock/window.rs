//! Windows of time that a source gives: since when they run, how much is left, and when the child must leave at the latest.

use super::{Minutes, Moment, later};
use crate::age::AgeUnit;
use crate::assess::{Assessment, RuleState};
use crate::case::Timestamp;
use crate::finding::{FindingIx, FindingType};
use crate::list::List;
use crate::observation::{Findings, Value};
use crate::protocol::{ProtocolSet, RuleIx, Status};
use crate::text::Text;
use crate::truth::Truth;
use serde::{Deserialize, Serialize};

/// How the child leaves: at once, or stabilised first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Departure {
    /// The sentence.
    #[serde(with = "crate::words::rest")]
    pub text: Text,
    /// Evidence source ids.
    pub sources: List<&'static str>,
    /// Status.
    pub status: Status,
}

/// What a window is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Since {
    /// Birth; the age at the start of the case says when.
    Birth,
    /// A finding that says how long it has lasted when it is recorded.
    Finding {
        /// Which.
        finding: FindingIx,
        /// So many minutes are one of its unit.
        unit_minutes: u16,
    },
    /// No finding says it: it is entered for the transfer.
    Told,
}

/// A time within which something should be done, from a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct TimeWindow {
    /// Readable id. For authors; not in the wasm.
    #[serde(skip)]
    pub id: &'static str,
    /// Stable number, never reused.
    pub no: u16,
    /// It runs while one of these rules holds, or is presumed.
    pub rules: List<RuleIx>,
    /// What it is counted from.
    pub since: Since,
    /// Minutes until it begins to close.
    pub minutes: u16,
    /// Minutes until it is closed; as `minutes` where the source gives one number.
    pub up_to: u16,
    /// What should be done until then.
    #[serde(with = "crate::words::rest")]
    pub text: Text,
    /// What it is counted from, in words.
    #[serde(with = "crate::words::rest")]
    pub from: Text,
    /// Evidence source ids.
    pub sources: List<&'static str>,
    /// Status of the number.
    pub status: Status,
}

/// When a window began: always an estimate, a told duration is rounded down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Onset {
    /// Not before.
    pub earliest: Timestamp,
    /// Not after.
    pub latest: Timestamp,
}

/// When `window` began. `started`: the start of the case, to which the age belongs. `recorded`: when a finding was last
/// recorded. `told`: entered for the transfer; beside a finding the earlier of the two counts.
#[must_use]
pub fn onset(
    set: &ProtocolSet,
    window: &TimeWindow,
    findings: &Findings,
    started: Timestamp,
    recorded: impl Fn(FindingIx) -> Option<Timestamp>,
    told: Option<Timestamp>,
) -> Option<Onset> {
    let known = match window.since {
        Since::Told => None,
        Since::Birth => findings.age.map(|age| {
            let (low, high) = age.completed(AgeUnit::Hours);
            // The hour that has begun may be nearly over.
            let most = i64::from(high).saturating_add(1).saturating_mul(60);
            Onset { earliest: later(started, -most), latest: later(started, -i64::from(low).saturating_mul(60)) }
        }),
        Since::Finding { finding, unit_minutes } => match (findings.value(finding), recorded(finding)) {
            (Some(Value::Number(span)), Some(at)) => {
                let (decimals, step) = match set.finding(finding).map(|finding| finding.answer) {
                    Some(FindingType::Number { decimals, step, .. }) => (decimals, step),
                    _ => (0, 1),
                };
                let scale = 10_i64.checked_pow(u32::from(decimals)).unwrap_or(1);
                let minutes =
                    |value: i64| value.saturating_mul(i64::from(unit_minutes)).checked_div(scale).unwrap_or_default();
                let most = minutes(i64::from(span.high()).saturating_add(i64::from(step)));
                let least = minutes(i64::from(span.low()));
                Some(Onset { earliest: later(at, -most), latest: later(at, -least) })
            }
            _ => None,
        },
    };
    let told = told.map(|at| Onset { earliest: at, latest: at });
    match (known, told) {
        (Some(known), Some(told)) => {
            Some(Onset { earliest: known.earliest.min(told.earliest), latest: known.latest.min(told.latest) })
        }
        (one, other) => one.or(other),
    }
}

/// How a window stands at some moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WindowState {
    /// Nobody knows when it began.
    OnsetUnknown,
    /// It is open for at least so many minutes.
    Open(u32),
    /// It may have closed, or is closing.
    Closing,
    /// It has closed. Never a reason not to hurry.
    Closed,
}

impl TimeWindow {
    /// How it stands at `now`.
    #[must_use]
    pub fn state(&self, onset: Option<Onset>, now: Timestamp) -> WindowState {
        let Some((closing, closed)) = onset.map(|onset| self.ends(onset)) else {
            return WindowState::OnsetUnknown;
        };
        if now < closing {
            let left = closing.0.saturating_sub(now.0).checked_div(super::MINUTE).unwrap_or_default();
            WindowState::Open(u32::try_from(left).unwrap_or(u32::MAX))
        } else if now < closed {
            WindowState::Closing
        } else {
            WindowState::Closed
        }
    }

    /// From when it may be closed, and from when it certainly is.
    fn ends(&self, onset: Onset) -> (Timestamp, Timestamp) {
        (later(onset.earliest, i64::from(self.minutes)), later(onset.latest, i64::from(self.up_to)))
    }
}

/// The windows of [`crate::escort::Transport::windows`] that run for this child, or may: true while a rule holds or is
/// presumed, unknown while one is open.
#[must_use]
pub fn windows(set: &ProtocolSet, assessment: &Assessment) -> Vec<(usize, Truth)> {
    let truth = |rule: &RuleIx| match assessment.rule(*rule) {
        RuleState::True | RuleState::Presumed => Truth::True,
        RuleState::Open => Truth::Unknown,
        RuleState::False => Truth::False,
    };
    let all = set.transport.windows.iter().enumerate();
    all.map(|(at, window)| (at, window.rules.iter().map(truth).fold(Truth::False, Truth::or)))
        .filter(|(_, runs)| !runs.is_false())
        .collect()
}

/// When the child must leave at the latest to arrive within a window; always an estimate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LatestDeparture {
    /// By then. The cautious end of every range counts.
    By {
        /// The latest safe time.
        at: Timestamp,
        /// Whether the expected departure is not later.
        kept: Truth,
        /// The time from arrival until the step is done is not known and not in it.
        without_time_there: bool,
    },
    /// The onset or the way is not known.
    Unknown,
}

/// When the child must leave at the latest. `there`: from arrival until the step is done, where somebody knows it.
#[must_use]
pub fn latest_departure(
    window: &TimeWindow,
    onset: Option<Onset>,
    journey: Option<Minutes>,
    there: Option<Minutes>,
    departure: Moment,
) -> LatestDeparture {
    let (Some(onset), Some(journey)) = (onset, journey) else {
        return LatestDeparture::Unknown;
    };
    let (closing, _) = window.ends(onset);
    let most = i64::from(journey.most()).saturating_add(there.map_or(0, |there| i64::from(there.most())));
    let at = later(closing, -most);
    let kept = match departure.range() {
        Some((_, latest)) if latest <= at => Truth::True,
        Some((earliest, _)) if earliest > at => Truth::False,
        _ => Truth::Unknown,
    };
    LatestDeparture::By { at, kept, without_time_there: there.is_none() }
}
