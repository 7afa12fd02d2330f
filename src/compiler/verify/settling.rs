//! How many answers a clinician gives until the advice is settled: every worked case is asked through as the app asks.
//!
//! The simulated clinician always follows the next question and answers it truthfully from the complete child. A group
//! without a finding is one answer; a group with findings is one for each finding said, and one for "no others" when
//! somebody is left to deny; a number, a choice or a single question is one. Age and complaints are known beforehand,
//! as they are on the screen: they are two taps on pages of their own.

use crate::worked::{Worked, cases};
use crate::{Mistakes, tried};
use paedlotse_core::answer::{Answer, answer};
use paedlotse_core::assess::Next;
use paedlotse_core::disposition::Urgency;
use paedlotse_core::finding::FindingIx;
use paedlotse_core::network::Network;
use paedlotse_core::observation::{Findings, Observed};
use paedlotse_core::page::{PageSection, asked, danger_page, exists, questions_page};
use paedlotse_core::protocol::{ProtocolSet, Question};
use paedlotse_core::recommend::{Disposition, Duty, Place, Situation, WeekTime};
use std::collections::BTreeSet;
use std::path::Path;

/// Sick children: of the findings on the page at most so many, in per cent, before the answer is settled.
pub const IMMEDIATE_SHARE: usize = 25;
/// Well children: at most so many answers before the answer is settled.
pub const WELL_ANSWERS: usize = 30;

/// One worked case, asked through in one network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settling {
    /// The network's id; the child is in its home house, on a Tuesday at ten.
    pub network: &'static str,
    /// The protocol's id.
    pub protocol: &'static str,
    /// The name of the example.
    pub case: String,
    /// How fast, in the end.
    pub urgency: Urgency,
    /// Where, in the end.
    pub disposition: Disposition,
    /// Answers given.
    pub answers: usize,
    /// Findings that have an answer then.
    pub findings: usize,
    /// Findings on the danger screen and the page that exist for this child.
    pub page: usize,
    /// How many of these stand on the danger screen, which always comes first.
    pub danger: usize,
    /// Answers after which what holds so far was what it is in the end.
    pub told: usize,
    /// The questions asked, in order: ids of groups and findings.
    pub asked: Vec<&'static str>,
}

impl Settling {
    /// The findings answered as a part of the page, in per cent, rounded up.
    #[must_use]
    pub fn share(&self) -> usize {
        self.findings.saturating_mul(100).div_ceil(self.page.max(1))
    }

    /// Which goal this case misses: an immediate child needs at most a quarter of the page's findings, a well one
    /// (not time-critical) at most thirty answers. Between the two there is no goal.
    #[must_use]
    pub fn missed(&self) -> Option<Goal> {
        match self.urgency {
            Urgency::Immediate if self.share() > IMMEDIATE_SHARE => Some(Goal::Immediate),
            Urgency::Routine if self.answers > WELL_ANSWERS => Some(Goal::Well),
            _ => None,
        }
    }
}

impl Settling {
    /// Why a case cannot meet its goal, where that follows from what is to be asked and not from the order of asking.
    #[must_use]
    pub fn excuse(&self) -> Option<Excuse> {
        let part = |findings: usize| findings.saturating_mul(100).div_ceil(self.page.max(1));
        match self.missed()? {
            Goal::Well => None,
            Goal::Immediate if self.disposition != Disposition::Transfer => Some(Excuse::Stays),
            Goal::Immediate => {
                let beyond = part(self.findings.saturating_sub(self.danger));
                (part(self.danger) > IMMEDIATE_SHARE && beyond <= IMMEDIATE_SHARE).then_some(Excuse::DangerScreen)
            }
        }
    }
}

/// Why a goal cannot be met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excuse {
    /// The danger screen comes first and alone is more than a quarter of the page; beyond it the goal is met.
    DangerScreen,
    /// The child is treated at once and stays: it is settled only when nothing open can send it away any more.
    Stays,
}

/// What was not reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Goal {
    /// [`IMMEDIATE_SHARE`].
    Immediate,
    /// [`WELL_ANSWERS`].
    Well,
}

/// The report over all worked cases and networks.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Cases that were asked until settled, in the order of networks and content.
    pub rows: Vec<Settling>,
    /// Worked cases that do not say enough of their child to be settled, or to answer what is asked on the way, as
    /// "network, protocol, case".
    pub incomplete: Vec<String>,
}

/// Asks every worked case of the content folder through, in every shipped network.
///
/// # Errors
/// Every mistake in the content, as [`crate::compile`] finds it.
pub fn settling(assets: &Path) -> Result<Report, Box<Mistakes>> {
    tried(assets, |_, checked, reports, _| report(&checked.set, &cases(checked, reports))).map(|(report, _)| report)
}

fn report(set: &ProtocolSet, cases: &[Worked]) -> Report {
    let mut report = Report::default();
    for network in &set.networks {
        for case in cases {
            let name = &case.name;
            match ask_through(set, network, case) {
                Some(row) => report.rows.push(row),
                None => {
                    let protocol = set.protocol(case.protocol).map_or("", |p| p.id);
                    report.incomplete.push(format!("{}, {protocol}, {name}", network.id));
                }
            }
        }
    }
    report
}

/// None when the complete child itself is not settled, or something is asked on the way that it does not say.
fn ask_through(set: &ProtocolSet, network: &Network, case: &Worked) -> Option<Settling> {
    let duty = Duty::default();
    let situation =
        Situation { network, place: Place::Hospital(network.home), at: WeekTime::new(1, 10, 0), duty: &duty };
    if !answer(set, &case.child, &situation).judgement.settled {
        return None;
    }
    let mut clinician = Clinician::new(set, &case.child);
    // What held so far, and since which answer.
    let mut held = None;
    let told = loop {
        let told = answer(set, &clinician.said, &situation);
        let so_far = (told.judgement.so_far.urgency, told.judgement.so_far.disposition);
        if held.is_none_or(|(before, _)| before != so_far) {
            held = Some((so_far, clinician.answers));
        }
        if told.judgement.settled || !clinician.answers_next(&told) {
            break told;
        }
    };
    if !told.judgement.settled {
        return None;
    }
    let advice = &told.judgement.so_far;
    Some(Settling {
        network: network.id,
        protocol: set.protocol(case.protocol).map_or("", |p| p.id),
        case: case.name.clone(),
        urgency: advice.urgency,
        disposition: advice.disposition,
        answers: clinician.answers,
        findings: clinician.said.iter().count(),
        page: standing(set, &case.child, |set, child| {
            danger_page(set, child).into_iter().chain(questions_page(set, child)).collect()
        }),
        danger: standing(set, &case.child, danger_page),
        told: held.map_or(0, |(_, answers)| answers),
        asked: clinician.asked,
    })
}

/// Age, sex and complaints.
fn known_beforehand(child: &Findings) -> Findings {
    let mut known = Findings::default();
    (known.age, known.sex) = (child.age, child.sex);
    child.complaints().iter().for_each(|complaint| known.choose(*complaint));
    known
}

/// How many findings of these pages exist for this child.
fn standing(set: &ProtocolSet, child: &Findings, pages: impl Fn(&ProtocolSet, &Findings) -> Vec<PageSection>) -> usize {
    // Whether a question exists depends on age and sex alone here: answers would bring back what does not.
    let blank = known_beforehand(child);
    let findings: BTreeSet<FindingIx> = pages(set, &blank)
        .into_iter()
        .flat_map(|section| section.questions)
        .flat_map(|asked| asked.findings)
        .filter(|finding| exists(set, &blank, *finding))
        .collect();
    findings.len()
}

/// Answers from the complete child.
struct Clinician<'a> {
    set: &'a ProtocolSet,
    child: &'a Findings,
    said: Findings,
    answers: usize,
    asked: Vec<&'static str>,
}

impl<'a> Clinician<'a> {
    fn new(set: &'a ProtocolSet, child: &'a Findings) -> Self {
        Self { set, child, said: known_beforehand(child), answers: 0, asked: Vec::new() }
    }

    /// Answers the question that comes next; false when nothing is asked that an answer can be given to.
    fn answers_next(&mut self, told: &Answer) -> bool {
        let Some(Next::Question(question)) = told.next else { return false };
        let set = self.set;
        let asked = asked(set, &self.said, question).into_iter();
        let pending: Vec<FindingIx> = asked.filter(|f| self.said.get(*f).is_none()).collect();
        match question {
            Question::Group(ix) => {
                self.asked.extend(set.group(ix).map(|group| group.id));
                let there = |f: &FindingIx| exists(set, self.child, *f);
                let (found, rest): (Vec<FindingIx>, Vec<FindingIx>) =
                    pending.into_iter().filter(there).partition(|f| self.is_something(*f));
                self.answers = self.answers.saturating_add(found.len()).saturating_add(usize::from(!rest.is_empty()));
                found.into_iter().for_each(|f| self.tell(f));
                rest.into_iter().for_each(|f| self.deny(f));
            }
            Question::Finding(ix) => {
                self.asked.extend(set.finding(ix).map(|finding| finding.id));
                self.answers = self.answers.saturating_add(1);
                self.tell(ix);
            }
        }
        true
    }

    /// Something else than its denial is known of it.
    fn is_something(&self, ix: FindingIx) -> bool {
        let denial = self.set.finding(ix).and_then(Findings::denial);
        self.child.get(ix).is_some_and(|known| Some(known) != denial.map(Observed::Known))
    }

    /// What the complete child says; what it does not say cannot be had.
    fn tell(&mut self, ix: FindingIx) {
        match self.child.value(ix) {
            // The child was built with the same vocabulary, so its values fit.
            Some(value) => drop(self.said.set(self.set, ix, value)),
            None => self.said.set_unobtainable(ix),
        }
    }

    /// "None of these" says no to every member that is pending.
    fn deny(&mut self, ix: FindingIx) {
        match self.set.finding(ix).and_then(Findings::denial) {
            Some(no) => drop(self.said.set(self.set, ix, no)),
            None => self.said.set_unobtainable(ix),
        }
    }
}
