//! A case as an append-only log: what was answered, taken back, and decided, in the order it happened.
//!
//! The log never holds a conclusion. [`Case::findings`] folds it into what is known now; whatever way led
//! there, the same final answers give the same findings.

use crate::age::Age;
use crate::clock::{Milestone, Told};
use crate::criterion::Sex;
use crate::disposition::Urgency;
use crate::finding::{FindingIx, GroupIx};
use crate::network::SiteIx;
use crate::observation::{Findings, Value, ValueError, check};
use crate::protocol::{ProtocolIx, ProtocolSet};
use crate::recommend::{Disposition, Recommendation};

/// Milliseconds since 1970-01-01 UTC. A value that comes in; nothing here has a clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub i64);

/// What was advised, as far as an overrule refers to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Advice {
    /// Where.
    pub disposition: Disposition,
    /// How fast.
    pub urgency: Urgency,
    /// Which house.
    pub destination: Option<SiteIx>,
}

impl From<&Recommendation> for Advice {
    fn from(recommendation: &Recommendation) -> Self {
        Self {
            disposition: recommendation.disposition,
            urgency: recommendation.urgency,
            destination: recommendation.destination,
        }
    }
}

/// Why the clinician decides otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OverruleReason {
    /// The examination in person weighs differently.
    ClinicalJudgement,
    /// The centre advised so on the telephone.
    CentreAdvised,
    /// What the card calls missing is there, or the other way round.
    CapabilityDiffers,
    /// Transport is not possible now.
    NoTransport,
    /// The parents decide otherwise after being informed.
    FamilyDecision,
    /// Something else, said in words.
    Other,
}

impl OverruleReason {
    /// In the order of the screen.
    pub const ALL: [Self; 6] = [
        Self::ClinicalJudgement,
        Self::CentreAdvised,
        Self::CapabilityDiffers,
        Self::NoTransport,
        Self::FamilyDecision,
        Self::Other,
    ];
}

/// Who decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Physician.
    Physician,
    /// Nurse.
    Nurse,
    /// Paramedic.
    Paramedic,
}

impl Role {
    /// In the order of the screen.
    pub const ALL: [Self; 3] = [Self::Physician, Self::Nurse, Self::Paramedic];
}

/// A decision against the advice, in either direction. It never changes the assessment.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Overrule {
    /// What was advised.
    pub advised: Advice,
    /// What was chosen instead.
    pub chosen: Disposition,
    /// Why.
    pub reason: OverruleReason,
    /// Optional words.
    pub words: String,
    /// Who.
    pub role: Role,
}

impl Overrule {
    /// Milder than advised while it is a matter of minutes: asked twice.
    #[must_use]
    pub fn needs_second_yes(advised: Advice, chosen: Disposition) -> bool {
        chosen < advised.disposition && advised.urgency >= Urgency::Emergent
    }
}

/// What was agreed with a house that was asked. It stands beside the advice and never changes the assessment.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Consult {
    /// What was advised when it was agreed.
    pub advised: Advice,
    /// Which house was asked.
    pub with: SiteIx,
    /// What was agreed.
    pub plan: Disposition,
    /// Optional words.
    pub words: String,
    /// Who answered there.
    pub role: Role,
}

impl Consult {
    /// Milder than advised where seconds count: that is no agreement but a decision against the advice, which takes an
    /// [`Overrule`].
    #[must_use]
    pub fn is_overrule(advised: Advice, plan: Disposition) -> bool {
        plan < advised.disposition && advised.urgency == Urgency::Immediate
    }
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// The age at the start of the case.
    Age(Option<Age>),
    /// The sex.
    Sex(Option<Sex>),
    /// A complaint was chosen or taken away.
    Complaint {
        /// Which.
        protocol: ProtocolIx,
        /// Chosen, or taken away.
        chosen: bool,
    },
    /// A value.
    Observe {
        /// Of what.
        finding: FindingIx,
        /// The value.
        value: Value,
    },
    /// "Not possible here".
    Unobtainable(FindingIx),
    /// Back to "not assessed".
    Withdraw(FindingIx),
    /// "None of these": denied all members that nobody had answered.
    DenyGroup {
        /// The group.
        group: GroupIx,
        /// The members it denied; others keep their answers.
        denied: Vec<FindingIx>,
    },
    /// The cautious answer was asked for.
    AnswerNow,
    /// The clinician decides otherwise.
    Overrule(Overrule),
    /// What was agreed on the telephone.
    Consult(Consult),
    /// A point in the course of the transfer has just been reached.
    Milestone(Milestone),
    /// The entry at this position does not count any more.
    Undo(usize),
    /// An entry from storage that these rules do not understand, as it came: it answers nothing, and keeps its place.
    Unreadable(crate::wire::Value),
}

/// One entry of the log.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Entry {
    /// When.
    pub at: Timestamp,
    /// What.
    pub action: Action,
}

impl Entry {
    /// Whether these rules do not understand it.
    #[must_use]
    pub const fn is_unreadable(&self) -> bool {
        matches!(self.action, Action::Unreadable(_))
    }
}

/// One child's case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    started: Timestamp,
    log: Vec<Entry>,
}

impl Case {
    /// An empty case.
    #[must_use]
    pub const fn new(started: Timestamp) -> Self {
        Self { started, log: Vec::new() }
    }

    /// When it was opened.
    #[must_use]
    pub const fn started(&self) -> Timestamp {
        self.started
    }

    /// Everything that happened, oldest first.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.log
    }

    /// Whether nothing happened yet.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.log.is_empty()
    }

    /// Appends an entry.
    ///
    /// # Errors
    /// When a value does not fit its finding; the log is unchanged then.
    pub fn push(&mut self, set: &ProtocolSet, at: Timestamp, action: Action) -> Result<(), ValueError> {
        if let Action::Observe { finding, value } = &action {
            check(set.finding(*finding).ok_or(ValueError::WrongType)?, *value)?;
        }
        self.log.push(Entry { at, action });
        Ok(())
    }

    /// "None of these": denies every member of `group` that has no value and exists for this child.
    pub fn deny_group(
        &mut self,
        set: &ProtocolSet,
        at: Timestamp,
        group: GroupIx,
        applies: impl Fn(FindingIx) -> bool,
    ) {
        let known = self.findings(set);
        let members = set.group(group).map(|g| g.members.as_slice()).unwrap_or_default();
        let denied: Vec<FindingIx> =
            members.iter().copied().filter(|f| known.get(*f).is_none() && applies(*f)).collect();
        if !denied.is_empty() {
            self.log.push(Entry { at, action: Action::DenyGroup { group, denied } });
        }
    }

    /// Takes back the latest entry that still counts. Returns whether there was one.
    pub fn undo(&mut self, at: Timestamp) -> bool {
        let latest = self.standing().map(|(position, _)| position).last();
        match latest {
            Some(position) => {
                self.log.push(Entry { at, action: Action::Undo(position) });
                true
            }
            None => false,
        }
    }

    /// Whether there is something to take back.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        self.standing().next().is_some()
    }

    /// The entries that count, with their positions.
    pub fn standing(&self) -> impl Iterator<Item = (usize, &Entry)> {
        let undone: Vec<usize> = self
            .log
            .iter()
            .filter_map(|entry| match entry.action {
                Action::Undo(position) => Some(position),
                _ => None,
            })
            .collect();
        self.log.iter().enumerate().filter(move |(position, entry)| {
            let stands = !matches!(entry.action, Action::Undo(_) | Action::Unreadable(_));
            stands && !undone.contains(position)
        })
    }

    /// What is known now.
    #[must_use]
    pub fn findings(&self, set: &ProtocolSet) -> Findings {
        let mut findings = Findings::default();
        for (_, entry) in self.standing() {
            match &entry.action {
                Action::Age(age) => findings.age = *age,
                Action::Sex(sex) => findings.sex = *sex,
                Action::Complaint { protocol, chosen } => {
                    if *chosen {
                        findings.choose(*protocol);
                    } else {
                        findings.unchoose(*protocol);
                    }
                }
                Action::Observe { finding, value } => {
                    // `push` let only fitting values in; a value that does not fit stays pending.
                    let _fits = findings.set(set, *finding, *value);
                }
                Action::Unobtainable(finding) => findings.set_unobtainable(*finding),
                Action::Withdraw(finding) => findings.clear(*finding),
                Action::DenyGroup { denied, .. } => {
                    for finding in denied {
                        if let Some(no) = set.finding(*finding).and_then(Findings::denial) {
                            let _fits = findings.set(set, *finding, no);
                        }
                    }
                }
                Action::AnswerNow
                | Action::Overrule(_)
                | Action::Consult(_)
                | Action::Milestone(_)
                | Action::Undo(_)
                | Action::Unreadable(_) => {}
            }
        }
        findings
    }

    /// Whether the cautious answer was asked for and nothing was entered since.
    #[must_use]
    pub fn answered_now(&self) -> bool {
        let decided =
            |action: &Action| matches!(action, Action::Overrule(_) | Action::Consult(_) | Action::Milestone(_));
        let last = self.standing().filter(|(_, entry)| !decided(&entry.action)).last();
        last.is_some_and(|(_, entry)| entry.action == Action::AnswerNow)
    }

    /// The latest overrule, and whether it was made under the advice that holds now.
    /// One made under earlier advice must be repeated.
    #[must_use]
    pub fn overrule(&self, now: Advice) -> Option<(&Entry, &Overrule, bool)> {
        let overrules = self.standing().filter_map(|(_, entry)| match &entry.action {
            Action::Overrule(overrule) => Some((entry, overrule)),
            _ => None,
        });
        overrules.last().map(|(entry, overrule)| (entry, overrule, overrule.advised == now))
    }

    /// The latest agreement, and whether it was made under the advice that holds now.
    #[must_use]
    pub fn consult(&self, now: Advice) -> Option<(&Entry, &Consult, bool)> {
        let agreed = self.standing().filter_map(|(_, entry)| match &entry.action {
            Action::Consult(consult) => Some((entry, consult)),
            _ => None,
        });
        agreed.last().map(|(entry, consult)| (entry, consult, consult.advised == now))
    }

    /// When each point in the course of the transfer was reached, by [`Milestone::ALL`]: the latest entry counts.
    #[must_use]
    pub fn milestones(&self) -> [Option<Told>; 4] {
        Milestone::ALL.map(|wanted| {
            let reached = self.standing().filter(|(_, entry)| entry.action == Action::Milestone(wanted));
            reached.last().map(|(_, entry)| Told::Happened(entry.at))
        })
    }

    /// When `finding` got the value it has now.
    #[must_use]
    pub fn answered_at(&self, finding: FindingIx) -> Option<Timestamp> {
        let touches = |action: &Action| match action {
            Action::Observe { finding: f, .. } | Action::Unobtainable(f) => *f == finding,
            Action::DenyGroup { denied, .. } => denied.contains(&finding),
            _ => false,
        };
        self.standing().filter(|(_, e)| touches(&e.action)).last().map(|(_, e)| e.at)
    }

    /// Groups that were denied as a whole and of which no member was answered otherwise since.
    #[must_use]
    pub fn denied_groups(&self, set: &ProtocolSet) -> Vec<GroupIx> {
        let findings = self.findings(set);
        let is_denied = |f: &FindingIx| {
            let denial = set.finding(*f).and_then(Findings::denial);
            denial.is_some() && findings.value(*f) == denial
        };
        let something = |group: GroupIx| {
            let members = set.group(group).into_iter().flat_map(|g| &g.members);
            members.into_iter().any(|f| findings.get(*f).is_some() && !is_denied(f))
        };
        let mut groups = Vec::new();
        for (_, entry) in self.standing() {
            if let Action::DenyGroup { group, denied } = &entry.action
                && denied.iter().all(is_denied)
                && !something(*group)
                && !groups.contains(group)
            {
                groups.push(*group);
            }
        }
        groups
    }
}
