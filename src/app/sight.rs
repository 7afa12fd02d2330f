//! What is seen of a case: everything that follows from the answers, computed in one place at one moment.

use crate::app::model::Model;
use crate::app::page;
use paedlotse_core::answer::{Answer, answer};
use paedlotse_core::assess::{Assessment, Next, RuleState};
use paedlotse_core::capability::CapabilitySet;
use paedlotse_core::case::{Action, Advice, Case};
use paedlotse_core::disposition::Urgency;
use paedlotse_core::finding::{FindingIx, GroupIx};
use paedlotse_core::network::SiteIx;
use paedlotse_core::observation::Findings;
use paedlotse_core::page::{PageSection, danger_page, exists, questions_page};
use paedlotse_core::protocol::{ProtocolSet, Question, RuleIx};
use paedlotse_core::recommend::{Disposition, Judgement, Reach, Recommendation, State};
use std::cmp::Reverse;

/// What the bar says, one of five.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BarState {
    /// First the danger screen; no disposition is shown.
    DangerScreen,
    /// Start here, call now in parallel; whatever is open.
    Immediate,
    /// So far; open questions can still raise it.
    Provisional,
    /// No open question can change this.
    Settled,
    /// The cautious answer was asked for.
    AnsweredNow,
}

impl BarState {
    /// The word in `data-state`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::DangerScreen => "danger_screen",
            Self::Immediate => "immediate",
            Self::Provisional => "provisional",
            Self::Settled => "settled",
            Self::AnsweredNow => "answered_now",
        }
    }
}

/// A rule that speaks, with the findings it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The rule.
    pub rule: RuleIx,
    /// It holds only until it is excluded.
    pub presumed: bool,
    /// How fast.
    pub urgency: Urgency,
    /// The findings it rests on.
    pub findings: Vec<FindingIx>,
}

/// Everything that follows from the answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sight {
    /// What is known.
    pub findings: Findings,
    /// Bounds.
    pub assessment: Assessment,
    /// Bounds as advice.
    pub judgement: Judgement,
    /// What to ask next.
    pub next: Option<Next>,
    /// What the bar says.
    pub bar: BarState,
    /// How far each open question alone can raise what holds so far; only while it is provisional.
    pub reaches: Vec<Reach>,
    /// What would decide and cannot be had here, and the house that has it.
    pub elsewhere: Vec<(FindingIx, Option<SiteIx>)>,
    /// What this house cannot do now.
    pub lacking: CapabilitySet,
    /// The danger screen.
    pub danger: Vec<PageSection>,
    /// The dense page.
    pub questions: Vec<PageSection>,
    /// Rules that speak, most urgent first.
    pub reasons: Vec<Reason>,
    /// "Not assessed" was said.
    pub passed_over: Vec<FindingIx>,
    /// Questions that can still raise the answer, in the order of the pages.
    pub open: Vec<Question>,
    /// Groups denied as a whole.
    pub denied: Vec<GroupIx>,
    /// Which scores stand in a rule of a page that is shown, by score.
    pub scores_in_use: Vec<bool>,
}

impl Sight {
    /// What follows from the open case; none without one.
    #[must_use]
    pub fn of(model: &Model) -> Option<Self> {
        let case = model.case.as_ref()?;
        let situation = model.situation()?;
        let set = &model.content.set;
        let findings = case.findings(set);
        let Answer { assessment, judgement, next, reaches, lacking, supports } = answer(set, &findings, &situation);
        let reasons = reasons(set, &assessment, supports);
        let danger = danger_page(set, &findings);
        let questions = questions_page(set, &findings);
        let open = open_questions(&assessment, danger.iter().chain(&questions));
        Some(Self {
            bar: bar(case, &judgement),
            passed_over: passed_over(case),
            denied: case.denied_groups(set),
            scores_in_use: page::scores_in_use(set, &findings),
            elsewhere: elsewhere(set, &assessment, &judgement),
            findings,
            assessment,
            judgement,
            next,
            reaches,
            lacking,
            danger,
            questions,
            reasons,
            open,
        })
    }

    /// The advice on the screen: cautious when that was asked for, else what holds so far.
    #[must_use]
    pub const fn shown(&self) -> &Recommendation {
        match self.bar {
            BarState::AnsweredNow => &self.judgement.ceiling,
            _ => &self.judgement.so_far,
        }
    }

    /// The advice on the screen, as an overrule refers to it.
    #[must_use]
    pub fn advice(&self) -> Advice {
        Advice::from(self.shown())
    }

    /// The most urgent rule a finding takes part in.
    #[must_use]
    pub fn raises(&self, finding: FindingIx) -> Option<Urgency> {
        let speaks = self.reasons.iter().filter(|r| r.urgency > Urgency::Routine);
        speaks.into_iter().find(|r| r.findings.contains(&finding)).map(|r| r.urgency)
    }

    /// Whether this question comes next.
    #[must_use]
    pub fn is_next(&self, question: Question) -> bool {
        self.next == Some(Next::Question(question))
    }

    /// How many open questions alone raise what holds so far to this disposition; the age is not among them.
    #[must_use]
    pub fn alone_to(&self, disposition: Disposition) -> u32 {
        count(self.reaches.iter().filter(|reach| reach.disposition == disposition))
    }

    /// How many open questions alone raise what holds so far to this urgency; the age is not among them.
    #[must_use]
    pub fn alone_at(&self, urgency: Urgency) -> u32 {
        count(self.reaches.iter().filter(|reach| reach.urgency == urgency))
    }

    /// What is set aside on the page, in its order.
    pub fn set_aside<'a>(&'a self, set: &'a ProtocolSet) -> impl Iterator<Item = FindingIx> + 'a {
        let asked = self.questions.iter().flat_map(|section| &section.questions);
        let aside = |finding: &FindingIx| {
            self.assessment.set_aside.contains(finding)
                && self.findings.get(*finding).is_none()
                && exists(set, &self.findings, *finding)
        };
        asked.flat_map(|asked| &asked.findings).copied().filter(aside)
    }

    /// How many questions, the age among them, can still raise the answer.
    #[must_use]
    pub fn open_count(&self) -> u32 {
        let age = u32::from(self.assessment.age_missing || self.assessment.age_open);
        let complaint = u32::from(self.assessment.complaint_missing);
        count(self.open.iter()).saturating_add(age).saturating_add(complaint)
    }
}

fn count(items: impl Iterator) -> u32 {
    items.fold(0_u32, |count, _| count.saturating_add(1))
}

/// What cannot be had here and separates the bounds, with the house that meets this need of the cautious answer.
fn elsewhere(set: &ProtocolSet, assessment: &Assessment, judgement: &Judgement) -> Vec<(FindingIx, Option<SiteIx>)> {
    if judgement.settled {
        return Vec::new();
    }
    let house = |finding: FindingIx| {
        let need = CapabilitySet::of(set.finding(finding)?.obtained_by?);
        let answer = judgement.ceiling.needs.iter().find(|answer| set.implies(answer.need.any_of, need))?;
        answer.by.filter(|site| *site != judgement.ceiling.here)
    };
    assessment.unobtainable.iter().map(|finding| (*finding, house(*finding))).collect()
}

fn bar(case: &Case, judgement: &Judgement) -> BarState {
    match judgement.state {
        State::DangerScreen if case.answered_now() => BarState::AnsweredNow,
        State::DangerScreen => BarState::DangerScreen,
        State::Settled => BarState::Settled,
        State::Provisional if case.answered_now() => BarState::AnsweredNow,
        State::Provisional if judgement.floor.urgency == Urgency::Immediate => BarState::Immediate,
        State::Provisional => BarState::Provisional,
    }
}

/// Most urgent first; what holds before what is only presumed.
fn reasons(set: &ProtocolSet, assessment: &Assessment, supports: Vec<(RuleIx, Vec<FindingIx>)>) -> Vec<Reason> {
    let order = |reason: &Reason| (Reverse(reason.urgency), reason.presumed);
    let mut reasons: Vec<Reason> = Vec::with_capacity(supports.len());
    for (rule, findings) in supports {
        let Some(urgency) = set.rule(rule).map(|rule| rule.urgency) else { continue };
        let reason = Reason { rule, presumed: assessment.rule(rule) == RuleState::Presumed, urgency, findings };
        // There are few; sorting would write out its whole method here.
        let place = reasons.partition_point(|known| order(known) <= order(&reason));
        reasons.insert(place, reason);
    }
    reasons
}

/// Findings of which "not assessed" was said last.
pub(crate) fn passed_over(case: &Case) -> Vec<FindingIx> {
    let mut passed: Vec<FindingIx> = Vec::new();
    for (_, entry) in case.standing() {
        match &entry.action {
            Action::Withdraw(finding) => passed.push(*finding),
            Action::Observe { finding, .. } | Action::Unobtainable(finding) => passed.retain(|f| f != finding),
            Action::DenyGroup { denied, .. } => passed.retain(|f| !denied.contains(f)),
            _ => {}
        }
    }
    passed
}

fn open_questions<'a>(assessment: &Assessment, sections: impl Iterator<Item = &'a PageSection>) -> Vec<Question> {
    let mut open = Vec::new();
    for asked in sections.flat_map(|s| &s.questions) {
        let live = asked.findings.iter().any(|f| assessment.live.contains(f));
        if live && !open.contains(&asked.question) {
            open.push(asked.question);
        }
    }
    open
}
