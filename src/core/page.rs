//! Which questions stand on which page, in the order a clinician examines. The screen shows this order and the engine
//! asks in it.

use crate::age::Age;
use crate::assess::members;
use crate::criterion::Criterion;
use crate::finding::FindingIx;
use crate::observation::Findings;
use crate::protocol::{ProtocolIx, ProtocolSet, Question, Scope, Section};
use crate::text::{Language, Text};
use crate::truth::Truth;

/// A question as it stands on its page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The question.
    pub question: Question,
    /// What it asks here: a finding of several groups is asked with the first of them alone.
    pub findings: Vec<FindingIx>,
}

/// A heading with its questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageSection {
    /// The letter tile.
    pub letter: &'static str,
    /// The headings: two protocols may call the same letter differently.
    pub labels: Vec<Text>,
    /// Questions, each once on the page.
    pub questions: Vec<Asked>,
}

impl PageSection {
    /// The heading; where protocols call it differently, it says both.
    #[must_use]
    pub fn label(&self, language: Language) -> String {
        let labels = self.labels.iter().map(|label| label.get(language));
        labels.collect::<Vec<_>>().join(" · ")
    }
}

/// The order of the examination: known risks, leading signs, A to E, concern, measurements, laboratory, history.
/// Other sections follow in the order of the protocols.
const EXAMINATION: [&str; 11] = ["R", "Z", "A", "B", "C", "D", "E", "S", "M", "L", "H"];

/// The danger screen.
#[must_use]
pub fn danger_page(set: &ProtocolSet, findings: &Findings) -> Vec<PageSection> {
    merged(set, findings, &mut Seen::new(set), |_, scope| scope == Scope::Danger)
}

/// The dense page: what is always asked and every chosen complaint, merged by letter.
#[must_use]
pub fn questions_page(set: &ProtocolSet, findings: &Findings) -> Vec<PageSection> {
    merged(set, findings, &mut asked_on_the_danger_page(set), |ix, scope| match scope {
        Scope::Danger => false,
        Scope::Always => true,
        Scope::Complaint => findings.complaints().contains(&ix),
    })
}

/// The questions of both pages in their order, each once. With no complaint chosen those of every complaint follow:
/// any of them may still be asked.
#[must_use]
pub fn questions(set: &ProtocolSet, findings: &Findings) -> Vec<Asked> {
    let any_complaint = findings.complaints().is_empty();
    let mut pages = danger_page(set, findings);
    pages.extend(if any_complaint {
        merged(set, findings, &mut asked_on_the_danger_page(set), |_, scope| scope != Scope::Danger)
    } else {
        questions_page(set, findings)
    });
    let mut seen = Seen::new(set);
    pages.into_iter().flat_map(|section| section.questions).filter(|asked| seen.first(asked.question)).collect()
}

/// What a question asks where it stands; nothing when it stands on no page of this child.
#[must_use]
pub fn asked(set: &ProtocolSet, findings: &Findings, question: Question) -> Vec<FindingIx> {
    let all = questions(set, findings).into_iter().find(|asked| asked.question == question);
    all.map(|asked| asked.findings).unwrap_or_default()
}

fn asked_on_the_danger_page(set: &ProtocolSet) -> Seen {
    let mut seen = Seen::new(set);
    let danger = set.protocols.iter().filter(|protocol| protocol.scope == Scope::Danger);
    for question in danger.flat_map(|protocol| &protocol.sections).flat_map(|section| &section.questions) {
        members(set, *question).for_each(|finding| mark(&mut seen.in_groups, finding.0));
    }
    seen
}

/// A question of two protocols stands where it comes first; a member of a group on the page is not asked singly.
fn merged(
    set: &ProtocolSet,
    findings: &Findings,
    seen: &mut Seen,
    taken: impl Fn(ProtocolIx, Scope) -> bool,
) -> Vec<PageSection> {
    let protocols = (0_u16..).map(ProtocolIx).zip(&set.protocols).filter(|(ix, p)| taken(*ix, p.scope));
    let taken: Vec<&Section> = protocols.flat_map(|(_, p)| &p.sections).collect();
    let mut letters = EXAMINATION.to_vec();
    let mut grouped = vec![false; set.findings.len()];
    for section in &taken {
        if !letters.contains(&section.letter) {
            letters.push(section.letter);
        }
        for question in section.questions.iter().filter(|question| matches!(question, Question::Group(_))) {
            members(set, *question).for_each(|finding| mark(&mut grouped, finding.0));
        }
    }
    let is_grouped = |finding: FindingIx| grouped.get(usize::from(finding.0)).copied().unwrap_or(false);
    let mut stands = |question: &Question| {
        let single = matches!(question, Question::Finding(finding) if is_grouped(*finding));
        if single || !seen.first(*question) {
            return None;
        }
        let asked = Asked { question: *question, findings: seen.not_yet(set, *question) };
        asked.findings.iter().any(|finding| exists(set, findings, *finding)).then_some(asked)
    };
    let mut page = Vec::new();
    for letter in letters {
        let mut section = PageSection { letter, labels: Vec::new(), questions: Vec::new() };
        for part in taken.iter().filter(|part| part.letter == letter) {
            if !section.labels.contains(&part.label) {
                section.labels.push(part.label);
            }
            section.questions.extend(part.questions.iter().filter_map(&mut stands));
        }
        if !section.questions.is_empty() {
            page.push(section);
        }
    }
    page
}

/// Which questions came already.
struct Seen {
    groups: Vec<bool>,
    findings: Vec<bool>,
    /// Findings that a group has asked.
    in_groups: Vec<bool>,
}

impl Seen {
    fn new(set: &ProtocolSet) -> Self {
        let findings = || vec![false; set.findings.len()];
        Self { groups: vec![false; set.groups.len()], findings: findings(), in_groups: findings() }
    }

    /// Whether this question comes for the first time.
    fn first(&mut self, question: Question) -> bool {
        let slot = match question {
            Question::Group(group) => self.groups.get_mut(usize::from(group.0)),
            Question::Finding(finding) => self.findings.get_mut(usize::from(finding.0)),
        };
        slot.is_some_and(|slot| !std::mem::replace(slot, true))
    }

    /// What a question asks that no group before it has asked.
    fn not_yet(&mut self, set: &ProtocolSet, question: Question) -> Vec<FindingIx> {
        match question {
            Question::Finding(finding) => vec![finding],
            Question::Group(_) => members(set, question).filter(|finding| self.first_in_group(*finding)).collect(),
        }
    }

    fn first_in_group(&mut self, finding: FindingIx) -> bool {
        self.in_groups.get_mut(usize::from(finding.0)).is_some_and(|slot| !std::mem::replace(slot, true))
    }
}

fn mark(marks: &mut [bool], ix: u16) {
    if let Some(slot) = marks.get_mut(usize::from(ix)) {
        *slot = true;
    }
}

/// Whether the question exists at all for a child of this age and sex (or was answered).
#[must_use]
pub fn exists(set: &ProtocolSet, findings: &Findings, ix: FindingIx) -> bool {
    let applies = set.finding(ix).and_then(|f| f.applies.as_ref());
    findings.get(ix).is_some() || applies.is_none_or(|c| !for_this_child(c, findings).is_false())
}

/// The part of a criterion that age and sex decide; everything else is open.
fn for_this_child(criterion: &Criterion, findings: &Findings) -> Truth {
    let age = findings.age.unwrap_or_else(Age::any);
    match criterion {
        Criterion::AgeFrom(limit) => age.at_least(*limit),
        Criterion::AgeUnder(limit) => age.under(*limit),
        Criterion::SexIs(sex) => findings.sex.map_or(Truth::Unknown, |s| Truth::known(s == *sex)),
        Criterion::All(parts) => parts.iter().fold(Truth::True, |all, part| all.and(for_this_child(part, findings))),
        Criterion::Any(parts) => parts.iter().fold(Truth::False, |any, part| any.or(for_this_child(part, findings))),
        _ => Truth::Unknown,
    }
}
