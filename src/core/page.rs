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
    for_each_question(set, findings, |question, asked| {
        if asked.iter().any(|finding| exists(set, findings, *finding)) && seen.first(question) {
            all.push(Asked { question, findings: asked.to_vec() });
        }
    });
    all
}

/// What a question asks where it stands; nothing when it stands on no page of this child.
#[must_use]
pub fn asked(set: &ProtocolSet, findings: &Findings, question: Question) -> Vec<FindingIx> {
    let all = questions(set, findings).into_iter().find(|asked| asked.question == question);
    all.map(|asked| asked.findings).unwrap_or_default()
}

/// Visits the questions of both pages as [`questions`] orders them, without asking whether they exist for this child; one
/// that stands on both pages comes twice.
pub(crate) fn for_each_question(set: &ProtocolSet, findings: &Findings, mut visit: impl FnMut(Question, &[FindingIx])) {
    let complaints = findings.complaints();
    let mut pages = [
        Page::danger(set),
        Page::of_complaints(set, |complaint| complaints.is_empty() || complaints.contains(&complaint)),
    ];
    pages.iter_mut().for_each(|page| page.for_each(&mut visit));
}

/// Visits the questions of the danger screen like [`for_each_question`].
pub(crate) fn for_each_danger_question(set: &ProtocolSet, mut visit: impl FnMut(Question, &[FindingIx])) {
    Page::danger(set).for_each(&mut visit);
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
            members(set, *question).for_each(|finding| mark(&mut page.seen.in_groups, finding.0));
        }
        page
    }

    fn new(set: &'a ProtocolSet, taken: impl Fn(ProtocolIx, Scope) -> bool) -> Self {
        let protocols = (0_u16..).map(ProtocolIx).zip(&set.protocols).filter(|(ix, p)| taken(*ix, p.scope));
        let mut letters = EXAMINATION.to_vec();
        let mut seen = Seen::new(set);
        let mut sections: Vec<(usize, &Section)> = Vec::new();
        for section in protocols.flat_map(|(_, protocol)| &protocol.sections) {
            let place = letters.iter().position(|letter| *letter == section.letter).unwrap_or_else(|| {
                letters.push(section.letter);
                letters.len().saturating_sub(1)
            });
            sections.push((place, section));
            for question in section.questions.iter().filter(|question| matches!(question, Question::Group(_))) {
                members(set, *question).for_each(|finding| mark(&mut seen.grouped, finding.0));
            }
        }
        // There are few letters; sorting would write out its whole method here.
        let of =
            |letter: usize| sections.iter().filter(move |(place, _)| *place == letter).map(|(_, section)| *section);
        let sections = (0..letters.len()).flat_map(of).collect();
        Self { set, sections, seen, asked: Vec::new() }
    }

    fn for_each(&mut self, visit: &mut impl FnMut(Question, &[FindingIx])) {
        for at in 0..self.sections.len() {
            let Some(section) = self.sections.get(at).copied() else { continue };
            for question in &section.questions {
                if self.stands(*question) {
                    visit(*question, &self.asked);
                }
            }
        }
    }

    /// Whether a question of the next section stands there; then `asked` is what it asks. A question of two protocols
    /// stands where it comes first; a member of a group on the page is not asked singly.
    fn stands(&mut self, question: Question) -> bool {
        let Self { set, seen, asked, .. } = self;
        let single = matches!(question, Question::Finding(finding) if marked(&seen.grouped, finding.0));
        if single || !seen.first(question) {
            return false;
        }
        asked.clear();
        match question {
            Question::Finding(finding) => asked.push(finding),
            // What no group before it has asked.
            Question::Group(_) => asked.extend(members(set, question).filter(|finding| seen.first_in_group(*finding))),
        }
        true
    }
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
