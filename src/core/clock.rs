//! The clock of a transfer: which vehicles will do, when each step may come, and how much is left of a window of time.
//!
//! Pure: the present comes in as a [`Timestamp`], durations are whole minutes. Whatever is not a time that somebody
//! entered is an estimate, and its type says so. A number that the card lacks makes every later time
//! [`Moment::NotOnCard`]; nothing is guessed.

mod window;

pub use window::{Departure, LatestDeparture, Onset, Since, TimeWindow, WindowState, latest_departure, onset, windows};

use crate::capability::CapabilitySet;
use crate::case::Timestamp;
use crate::disposition::Urgency;
use crate::escort::Escort;
use crate::list::List;
use crate::network::Basis;
use crate::protocol::{ProtocolSet, Status};
use crate::text::Text;
use crate::truth::Truth;
use serde::{Deserialize, Serialize};

/// How soon the team should be with the child, by the clinical urgency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct TeamTarget {
    /// For this clinical urgency.
    pub urgency: Urgency,
    /// Minutes from the decision until the team is with the child.
    pub minutes: u16,
    /// What the scheme calls it.
    #[serde(with = "crate::words::rest")]
    pub label: Text,
    /// Evidence source ids.
    pub sources: List<&'static str>,
    /// Status of the number; that our urgency means this class of the scheme is always a proposal.
    pub status: Status,
}

/// One line of the checklist before moving.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct CheckLine {
    /// Stable number, never reused.
    pub no: u16,
    /// What is checked; no drug doses.
    #[serde(with = "crate::words::rest")]
    pub text: Text,
    /// Evidence source ids.
    pub sources: List<&'static str>,
    /// Status.
    pub status: Status,
}

/// A vehicle with its crew, as the card knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vehicle {
    /// Escort and vehicle capabilities, closed under what they include.
    pub gives: CapabilitySet,
    /// Minutes from the alarm until it leaves; none: the card does not say.
    pub alarm_minutes: Option<u16>,
    /// Minutes by road to the child, 0 where it stands here; none: the card does not say.
    pub drive_to_child_minutes: Option<u16>,
    /// On what the minutes rest.
    pub basis: Basis,
}

/// How far a vehicle answers the escort that is needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fit {
    /// It gives all that may be needed.
    All,
    /// It gives what is needed for certain; open questions may ask for more.
    SoFar {
        /// What may be missing.
        may_lack: Vec<CapabilitySet>,
    },
    /// It gives what the time-critical transfer asks for; waiting for more would cost time.
    WithoutWaiting {
        /// What is done without.
        lacks: Vec<CapabilitySet>,
    },
    /// It does not do.
    No {
        /// What is missing for certain.
        lacks: Vec<CapabilitySet>,
    },
}

/// How far `vehicle` answers `escort`.
#[must_use]
pub fn fit(set: &ProtocolSet, vehicle: &Vehicle, escort: &Escort) -> Fit {
    let gives = set.closure(vehicle.gives);
    let missing = |needs: &[CapabilitySet]| -> Vec<CapabilitySet> {
        needs.iter().copied().filter(|need| gives.meet(*need).is_empty()).collect()
    };
    let lacks = missing(&escort.needs_so_far);
    if lacks.is_empty() {
        let may_lack = missing(&escort.needs_at_most);
        return if may_lack.is_empty() { Fit::All } else { Fit::SoFar { may_lack } };
    }
    let holding = escort.rules.iter().filter(|(_, holds)| holds.is_true());
    let critical = holding.filter_map(|(at, _)| set.transport.escort.get(*at)).filter(|rule| rule.load_and_go);
    let needs: Vec<CapabilitySet> = critical.flat_map(|rule| rule.needs.iter().copied()).collect();
    if escort.load_and_go.is_true() && missing(&needs).is_empty() {
        Fit::WithoutWaiting { lacks }
    } else {
        Fit::No { lacks }
    }
}

/// Where a number of minutes comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Entered for this transfer, or told on the telephone.
    Entered,
    /// From the card, resting on this.
    Card(Basis),
}

/// A duration in minutes: a range where somebody entered one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Minutes {
    least: u16,
    most: u16,
    /// Where it comes from.
    pub origin: Origin,
}

impl Minutes {
    /// Between two numbers of minutes, in either order.
    #[must_use]
    pub const fn between(a: u16, b: u16, origin: Origin) -> Self {
        // INVARIANT: least <= most
        if a <= b { Self { least: a, most: b, origin } } else { Self { least: b, most: a, origin } }
    }

    /// A single number from the card.
    #[must_use]
    pub const fn of_card(minutes: u16, basis: Basis) -> Self {
        Self::between(minutes, minutes, Origin::Card(basis))
    }

    /// At least so many minutes.
    #[must_use]
    pub const fn least(self) -> u16 {
        self.least
    }

    /// At most so many minutes.
    #[must_use]
    pub const fn most(self) -> u16 {
        self.most
    }
}

/// A point in the course of a transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Milestone {
    /// The vehicle is called.
    Alarm,
    /// The team is with the child.
    AtChild,
    /// The child leaves.
    Departure,
    /// The child arrives at the destination.
    Arrival,
}

impl Milestone {
    /// In their order.
    pub const ALL: [Self; 4] = [Self::Alarm, Self::AtChild, Self::Departure, Self::Arrival];
}

/// What lies between two milestones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// From the alarm until the vehicle leaves.
    Turnout,
    /// Its way to the child.
    WayToChild,
    /// From the team's arrival until the child can leave.
    Preparation,
    /// From here to the destination.
    Journey,
}

/// When something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// Somebody entered it: it has happened.
    Happened(Timestamp),
    /// Somebody promised it, and it is still to come.
    Promised(Timestamp),
    /// It has happened, for a later milestone has; nobody entered when.
    Passed {
        /// Not after.
        by: Timestamp,
    },
    /// An estimate.
    Estimated {
        /// Not before.
        earliest: Timestamp,
        /// Not after, as far as the numbers go.
        latest: Timestamp,
        /// By the numbers it should have happened before now; nobody has entered that it has.
        overdue: bool,
    },
    /// A number is missing.
    NotOnCard,
}

impl Moment {
    /// The earliest and the latest time, if there is one.
    #[must_use]
    pub const fn range(self) -> Option<(Timestamp, Timestamp)> {
        match self {
            Self::Happened(at) | Self::Promised(at) => Some((at, at)),
            Self::Estimated { earliest, latest, .. } => Some((earliest, latest)),
            Self::Passed { .. } | Self::NotOnCard => None,
        }
    }

    /// Whether it is no more than an estimate or a promise.
    #[must_use]
    pub const fn is_estimate(self) -> bool {
        matches!(self, Self::Estimated { .. } | Self::Promised(_))
    }
}

/// A milestone, when it is, and the numbers that lead to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// Which.
    pub milestone: Milestone,
    /// When.
    pub at: Moment,
    /// The numbers since the milestone before; none where the card lacks it. Empty for the alarm.
    pub parts: Vec<(Part, Option<Minutes>)>,
}

/// What somebody entered about a milestone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// It has happened.
    Happened(Timestamp),
    /// It was promised, on the telephone for example.
    Promised(Timestamp),
}

/// What is known of a transfer from here to its destination.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Course {
    /// Now.
    pub now: Timestamp,
    /// The vehicle; none: none is chosen, and its minutes are not on the card.
    pub vehicle: Option<Vehicle>,
    /// From the team's arrival until the child can leave; no card has it.
    pub preparation: Option<Minutes>,
    /// From here to the destination.
    pub journey: Option<Minutes>,
    /// What somebody entered, by [`Milestone::ALL`].
    pub entered: [Option<Told>; 4],
}

/// The milestones in their order. Without an entered alarm, as if it were now; what has not happened cannot lie before now.
#[must_use]
pub fn stages(course: &Course) -> Vec<Stage> {
    let card = |minutes: fn(&Vehicle) -> Option<u16>| {
        course.vehicle.and_then(|v| minutes(&v).map(|minutes| Minutes::of_card(minutes, v.basis)))
    };
    let mut before: Moment = Moment::NotOnCard;
    let mut all = Vec::with_capacity(Milestone::ALL.len());
    for (place, (milestone, entered)) in Milestone::ALL.into_iter().zip(course.entered).enumerate() {
        let parts = match milestone {
            Milestone::Alarm => Vec::new(),
            Milestone::AtChild => {
                vec![(Part::Turnout, card(|v| v.alarm_minutes)), (Part::WayToChild, card(|v| v.drive_to_child_minutes))]
            }
            Milestone::Departure => vec![(Part::Preparation, course.preparation)],
            Milestone::Arrival => vec![(Part::Journey, course.journey)],
        };
        let later_ones = course.entered.iter().skip(place.saturating_add(1)).flatten();
        let passed = later_ones.filter_map(|told| match told {
            Told::Happened(at) => Some(*at),
            Told::Promised(_) => None,
        });
        let at = match (entered, passed.min()) {
            (Some(Told::Happened(at)), _) => Moment::Happened(at),
            (_, Some(by)) => Moment::Passed { by },
            (Some(Told::Promised(at)), _) if at >= course.now => Moment::Promised(at),
            (Some(Told::Promised(_)), _) => {
                Moment::Estimated { earliest: course.now, latest: course.now, overdue: true }
            }
            (None, None) if milestone == Milestone::Alarm => {
                Moment::Estimated { earliest: course.now, latest: course.now, overdue: false }
            }
            (None, None) => behind(before, &parts, course.now),
        };
        before = at;
        all.push(Stage { milestone, at, parts });
    }
    all
}

fn behind(before: Moment, parts: &[(Part, Option<Minutes>)], now: Timestamp) -> Moment {
    let Some((mut earliest, mut latest)) = before.range() else {
        return Moment::NotOnCard;
    };
    for (_, minutes) in parts {
        let Some(minutes) = minutes else {
            return Moment::NotOnCard;
        };
        earliest = later(earliest, i64::from(minutes.least));
        latest = later(latest, i64::from(minutes.most));
    }
    Moment::Estimated { earliest: earliest.max(now), latest: latest.max(now), overdue: latest < now }
}

const MINUTE: i64 = 60_000;

/// `minutes` after `from`; before it where they are negative.
pub(crate) fn later(from: Timestamp, minutes: i64) -> Timestamp {
    Timestamp(from.0.saturating_add(minutes.saturating_mul(MINUTE)))
}

/// When the team should be with the child, and whether it will be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TeamDue {
    /// The target.
    pub target: TeamTarget,
    /// The latest time it allows.
    pub by: Timestamp,
    /// Whether the team is there by then; unknown also when a number is missing.
    pub kept: Truth,
}

/// The target for a clinical urgency, counted from the decision; none where the scheme gives no time.
#[must_use]
pub fn team_due(set: &ProtocolSet, urgency: Urgency, decided: Timestamp, at_child: Moment) -> Option<TeamDue> {
    let target = set.transport.targets.iter().find(|target| target.urgency == urgency)?;
    let by = later(decided, i64::from(target.minutes));
    let kept = match (at_child, at_child.range()) {
        (Moment::Passed { by: passed }, _) if passed <= by => Truth::True,
        (_, Some((_, latest))) if latest <= by => Truth::True,
        (_, Some((earliest, _))) if earliest > by => Truth::False,
        _ => Truth::Unknown,
    };
    Some(TeamDue { target: *target, by, kept })
}
