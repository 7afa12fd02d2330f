//! The three recommendations of an assessment side by side, and whether the answer is settled.

use super::{Disposition, Recommendation, Situation, recommend};
use crate::age::Age;
use crate::assess::Assessment;
use crate::disposition::Urgency;
use crate::observation::Findings;
use crate::protocol::ProtocolSet;

/// Where the answer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// The danger screen is not finished and nothing immediate was found: no disposition is shown.
    DangerScreen,
    /// Open questions can still raise the answer.
    Provisional,
    /// No open question can change disposition or urgency.
    Settled,
}

impl State {
    /// The word used in JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::DangerScreen => "danger_screen",
            Self::Provisional => "provisional",
            Self::Settled => "settled",
        }
    }
}

/// The bounds as advice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// What is certain.
    pub floor: Recommendation,
    /// What holds so far, with what is presumed until excluded.
    pub so_far: Recommendation,
    /// The cautious answer: everything open taken at its worst.
    pub ceiling: Recommendation,
    /// Where the answer stands.
    pub state: State,
    /// Disposition and urgency cannot change any more.
    pub settled: bool,
    /// The destination cannot change any more either.
    pub destination_settled: bool,
}

/// Turns an assessment into advice for this network, place and time.
#[must_use]
pub fn judge(set: &ProtocolSet, findings: &Findings, assessment: &Assessment, situation: &Situation<'_>) -> Judgement {
    let age = findings.age.unwrap_or_else(Age::any);
    let advise = |outcome| recommend(set, outcome, age, situation);
    let (floor, so_far, ceiling) = (advise(&assessment.floor), advise(&assessment.so_far), advise(&assessment.ceiling));
    let settled = floor.disposition == ceiling.disposition && floor.urgency == ceiling.urgency;
    let same_way = |a: &Recommendation, b: &Recommendation| {
        a.destination == b.destination
            && a.then_to == b.then_to
            && (a.disposition != Disposition::Teleconsult || a.adviser == b.adviser)
    };
    let destination_settled = settled && same_way(&floor, &ceiling);
    let state = if !assessment.danger_left.is_empty() && floor.urgency < Urgency::Immediate {
        State::DangerScreen
    } else if settled {
        State::Settled
    } else {
        State::Provisional
    };
    Judgement {
        settled: settled && state != State::DangerScreen,
        destination_settled: destination_settled && state != State::DangerScreen,
        floor,
        so_far,
        ceiling,
        state,
    }
}
