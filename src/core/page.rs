//! Which questions stand on which page, in the order a clinician examines. The screen shows this order and the engine
//! asks in it.

use crate::age::Age;
use crate::assess::evaluation::asked_by;
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
    merged(findings, &mut Page::danger(set))
}

/// The dense page: what is always asked and every chosen complaint, merged by letter.
#[must_use]
pub fn questions_page(set: &ProtocolSet, findings: &Findings) -> Vec<PageSection> {
    merged(findings, &mut Page::of_complaints(set, |complaint| findings.complaints().contains(&complaint)))
}

/// The questions of both pages in their order, each once. With no complaint chosen those of every complaint follow:
/// any of them may still be asked.
#[must_use]
pub fn questions(set: &ProtocolSet, findings: &Findings) -> Vec<Asked> {
    let mut seen = Seen::new(set);
    let mut all = Vec::new();
    for mut page in pages(set, findings) {
        page.for_each(|question, asked| {
            if asked.iter().any(|finding| exists(set, findings, *finding)) && seen.first(question) {
                all.push(Asked { question, findings: asked.to_vec() });
            }
        });
    }
    all
}

/// What a question asks where it stands; nothing when it stands on no page of this child.
#[must_use]
pub fn asked(set: &ProtocolSet, findings: &Findings, question: Question) -> Vec<FindingIx> {
    let all = questions(set, findings).into_iter().find(|asked| asked.question == question);
    all.map(|asked| asked.findings).unwrap_or_default()
}

/// Visits what is asked on both pages in the order of [`questions`], also what does not exist for this child. A finding
/// may come several times: not to look for that saves most of the work.
pub(crate) fn for_each_finding(set: &ProtocolSet, findings: &Findings, mut visit: impl FnMut(FindingIx)) {
    pages(set, findings).iter().for_each(|page| page.for_each_finding(&mut visit));
}

/// Visits the questions of the danger screen, without asking whether they exist for a child.
pub(crate) fn for_each_danger_question(set: &ProtocolSet, visit: impl FnMut(Question, &[FindingIx])) {
    Page::danger(set).for_each(visit);
}

/// Both pages.
fn pages<'a>(set: &'a ProtocolSet, findings: &Findings) -> [Page<'a>; 2] {
    let complaints = findings.complaints();
    let chosen = |complaint| complaints.is_empty() || complaints.contains(&complaint);
    [Page::danger(set), Page::of_complaints(set, chosen)]
}

/// What stands on a page, before it is asked what exists for a child.
struct Page<'a> {
    set: &'a ProtocolSet,
    /// By letter in the order of the examination, then by protocol.
    sections: Vec<&'a Section>,
    seen: Seen,
    /// What the question asks that was looked at last.
    asked: Vec<FindingIx>,
}

impl<'a> Page<'a> {
    fn danger(set: &'a ProtocolSet) -> Self {
        Self::new(set, |_, scope| scope == Scope::Danger)
    }

    fn of_complaints(set: &'a ProtocolSet, chosen: impl Fn(ProtocolIx) -> bool) -> Self {
        let mut page = Self::new(set, |ix, scope| match scope {
            Scope::Danger => false,
            Scope::Always => true,
            Scope::Complaint => chosen(ix),
        });
        // What a group of the danger screen has asked is not asked here again.
        let danger = set.protocols.iter().filter(|protocol| protocol.scope == Scope::Danger);
        for question in danger.flat_map(|protocol| &protocol.sections).flat_map(|section| &section.questions) {
            asked_by(set, question).iter().for_each(|finding| mark(&mut page.seen.in_groups, finding.0));
        }
        page
    }

    fn new(set: &'a ProtocolSet, taken: impl Fn(ProtocolIx, Scope) -> bool) -> Self {
        let protocols = (0_u16..).map(ProtocolIx).zip(&set.protocols).filter(|(ix, p)| taken(*ix, p.scope));
        let mut seen = Seen::new(set);
        let mut others: Vec<&str> = Vec::new();
        let mut placed: Vec<(usize, &Section)> =
            Vec::with_capacity(set.protocols.iter().map(|p| p.sections.len()).sum());
        for section in protocols.flat_map(|(_, protocol)| &protocol.sections) {
            placed.push((place(section.letter, &mut others), section));
            for question in section.questions.iter().filter(|question| matches!(question, Question::Group(_))) {
                asked_by(set, question).iter().for_each(|finding| mark(&mut seen.grouped, finding.0));
            }
        }
        // There are few letters; sorting would write out its whole method here.
        let mut sections = Vec::with_capacity(placed.len());
        for letter in 0..EXAMINATION.len().saturating_add(others.len()) {
            let of_letter = placed.iter().filter(|(place, _)| *place == letter);
            of_letter.for_each(|(_, section)| sections.push(*section));
        }
        Self { set, sections, seen, asked: Vec::new() }
    }

    fn for_each(&mut self, mut visit: impl FnMut(Question, &[FindingIx])) {
        for at in 0..self.sections.len() {
            let Some(section) = self.sections.get(at).copied() else { continue };
            for question in &section.questions {
                if self.stands(*question) {
                    visit(*question, &self.asked);
                }
            }
        }
    }

    fn for_each_finding(&self, visit: &mut impl FnMut(FindingIx)) {
        for question in self.sections.iter().flat_map(|section| &section.questions) {
            if !self.is_asked_in_group(*question) {
                asked_by(self.set, question).iter().copied().for_each(&mut *visit);
            }
        }
    }

    /// Whether it is a single finding that a group of the page asks.
    fn is_asked_in_group(&self, question: Question) -> bool {
        matches!(question, Question::Finding(finding) if marked(&self.seen.grouped, finding.0))
    }

    /// Whether a question of the next section stands there; then `asked` is what it asks. A question of two protocols
    /// stands where it comes first; a member of a group on the page is not asked singly.
    fn stands(&mut self, question: Question) -> bool {
        if self.is_asked_in_group(question) || !self.seen.first(question) {
            return false;
        }
        let Self { set, seen, asked, .. } = self;
        asked.clear();
        match question {
            Question::Finding(finding) => asked.push(finding),
            // What no group before it has asked.
            Question::Group(_) => {
                asked.extend(asked_by(set, &question).iter().filter(|finding| seen.first_in_group(**finding)));
            }
        }
        true
    }
}

/// The place of a letter on a page; letters that the examination does not know follow as they come.
fn place(letter: &'static str, others: &mut Vec<&'static str>) -> usize {
    let known = EXAMINATION.iter().position(|known| *known == letter);
    known.unwrap_or_else(|| {
        let place = others.iter().position(|other| *other == letter).unwrap_or_else(|| {
            others.push(letter);
            others.len().saturating_sub(1)
        });
        EXAMINATION.len().saturating_add(place)
    })
}

fn merged(findings: &Findings, page: &mut Page<'_>) -> Vec<PageSection> {
    let mut merged: Vec<PageSection> = Vec::new();
    for at in 0..page.sections.len() {
        let Some(part) = page.sections.get(at).copied() else { continue };
        if merged.last().is_none_or(|section| section.letter != part.letter) {
            merged.push(PageSection { letter: part.letter, labels: Vec::new(), questions: Vec::new() });
        }
        let Some(section) = merged.last_mut() else { continue };
        if !section.labels.contains(&part.label) {
            section.labels.push(part.label);
        }
        for question in &part.questions {
            if page.stands(*question) && page.asked.iter().any(|finding| exists(page.set, findings, *finding)) {
                section.questions.push(Asked { question: *question, findings: page.asked.clone() });
            }
        }
    }
    merged.retain(|section| !section.questions.is_empty());
    merged
}

/// Which questions came already.
struct Seen {
    groups: Vec<bool>,
    findings: Vec<bool>,
    /// Findings that a group has asked.
    in_groups: Vec<bool>,
    /// Findings that a group of the page asks.
    grouped: Vec<bool>,
}

impl Seen {
    fn new(set: &ProtocolSet) -> Self {
        let findings = || vec![false; set.findings.len()];
        Self { groups: vec![false; set.groups.len()], findings: findings(), in_groups: findings(), grouped: findings() }
    }

    /// Whether this question comes for the first time.
    fn first(&mut self, question: Question) -> bool {
        match question {
            Question::Group(group) => first(&mut self.groups, group.0),
            Question::Finding(finding) => first(&mut self.findings, finding.0),
        }
    }

    fn first_in_group(&mut self, finding: FindingIx) -> bool {
        first(&mut self.in_groups, finding.0)
    }
}

/// Marks a place; whether it was not marked before.
fn first(marks: &mut [bool], ix: u16) -> bool {
    marks.get_mut(usize::from(ix)).is_some_and(|slot| !std::mem::replace(slot, true))
}

fn mark(marks: &mut [bool], ix: u16) {
    first(marks, ix);
}

fn marked(marks: &[bool], ix: u16) -> bool {
    marks.get(usize::from(ix)).copied().unwrap_or(false)
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
