//! The three recommendations of an assessment side by side, and whether the answer is settled.

use super::availability::AgeInDoubt;
use super::houses::{Houses, Reading};
use super::{Disposition, NeedAnswer, Recommendation, Situation, advise};
use crate::age::Age;
use crate::assess::Assessment;
use crate::capability::CapabilitySet;
use crate::disposition::{Outcome, Urgency};
use crate::observation::{Findings, Observed};
use crate::protocol::{ProtocolSet, Question};

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
    /// What is certain, with an age limit of a card that is in doubt taken as met.
    pub floor: Recommendation,
    /// What holds so far, with what is presumed until excluded.
    pub so_far: Recommendation,
    /// The cautious answer: everything open taken at its worst, and what was said not to be possible here missing here.
    pub ceiling: Recommendation,
    /// Where the answer stands.
    pub state: State,
    /// A more exact age could change what is certain: it lies on both sides of an age limit of a card.
    pub age_decides: bool,
    /// Disposition and urgency cannot change any more.
    pub settled: bool,
    /// The destination cannot change any more either.
    pub destination_settled: bool,
}

/// Turns an assessment into advice for this network, place and time.
#[must_use]
pub fn judge(set: &ProtocolSet, findings: &Findings, assessment: &Assessment, situation: &Situation<'_>) -> Judgement {
    let age = findings.age.unwrap_or_else(Age::any);
    let read = |reading| Houses::new(set, age, situation, reading);
    // An age limit in doubt lowers the floor and raises the ceiling, as any other open question does.
    let most = read(Reading { doubt: AgeInDoubt::Fits, ..Reading::CAUTIOUS });
    let cautious = read(Reading::CAUTIOUS);
    let least = read(Reading { not_here: not_here(set, findings, assessment), ..Reading::CAUTIOUS });
    let floor = advise(set, &assessment.floor, &most, situation);
    let so_far = advise(set, &assessment.so_far, &cautious, situation);
    let ceiling = advise(set, &assessment.ceiling, &least, situation);
    let doubtful_floor = advise(set, &assessment.floor, &cautious, situation);

    let finished = assessment.danger_left.is_empty() || floor.urgency == Urgency::Immediate;
    let settled = floor.disposition == ceiling.disposition && floor.urgency == ceiling.urgency;
    // Between the bounds a house may be chosen that neither names, unless the ceiling's does for all that is possible,
    // or nothing is possible any more.
    let nothing_open = assessment.floor.needs == assessment.ceiling.needs && most == least;
    let destination_settled = settled && same_way(&floor, &ceiling) && (does_for_all(&ceiling) || nothing_open);
    let state = match (finished, settled) {
        (false, _) => State::DangerScreen,
        (true, true) => State::Settled,
        (true, false) => State::Provisional,
    };
    Judgement {
        age_decides: floor.disposition != doubtful_floor.disposition || !same_way(&floor, &doubtful_floor),
        settled: settled && finished,
        destination_settled: destination_settled && finished,
        floor,
        so_far,
        ceiling,
        state,
    }
}

/// How far one question alone can raise what holds so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Reach {
    /// The question.
    pub question: Question,
    /// How fast, once it is answered at its worst and nothing else.
    pub urgency: Urgency,
    /// Where, then.
    pub disposition: Disposition,
}

/// What holds so far once each question alone is answered at its worst ([`crate::assess::Inquiry::at_worst`]), as
/// advice read as [`Judgement::so_far`] is.
#[must_use]
pub fn reaches(
    set: &ProtocolSet,
    findings: &Findings,
    at_worst: &[(Question, Outcome)],
    situation: &Situation<'_>,
) -> Vec<Reach> {
    let houses = Houses::new(set, findings.age.unwrap_or_else(Age::any), situation, Reading::CAUTIOUS);
    // Many questions lead to the same outcome.
    let mut advised: Vec<(&Outcome, Disposition)> = Vec::new();
    let mut disposition = |outcome| match advised.iter().find(|(known, _)| *known == outcome) {
        Some((_, disposition)) => *disposition,
        None => {
            let disposition = advise(set, outcome, &houses, situation).disposition;
            advised.push((outcome, disposition));
            disposition
        }
    };
    let reach = at_worst.iter().map(|(question, outcome)| Reach {
        question: *question,
        urgency: outcome.urgency,
        disposition: disposition(outcome),
    });
    reach.collect()
}

/// What was said not to be possible in this house for this child, as capabilities.
fn not_here(set: &ProtocolSet, findings: &Findings, assessment: &Assessment) -> CapabilitySet {
    let said = assessment.unobtainable.iter().filter(|f| findings.get(**f) == Some(Observed::Unobtainable));
    said.filter_map(|f| set.finding(*f).and_then(|f| f.obtained_by)).collect()
}

fn same_way(a: &Recommendation, b: &Recommendation) -> bool {
    a.destination == b.destination
        && a.then_to == b.then_to
        && (a.disposition != Disposition::Teleconsult || a.adviser == b.adviser)
}

/// The houses named do for every need: no nearer one did for less, so none will be named instead.
fn does_for_all(advice: &Recommendation) -> bool {
    let given = |answer: &NeedAnswer| answer.here || answer.by == advice.adviser;
    advice.all_met && (advice.disposition != Disposition::Teleconsult || advice.needs.iter().all(given))
}
