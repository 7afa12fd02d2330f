//! Which questions stand on a screen, in the order a clinician examines.

use paedlotse_core::age::Age;
use paedlotse_core::assess::{Assessment, members};
use paedlotse_core::criterion::Criterion;
use paedlotse_core::finding::{FindingIx, GroupIx};
use paedlotse_core::observation::Findings;
use paedlotse_core::protocol::{ProtocolIx, ProtocolSet, Question, Scope};
use paedlotse_core::text::{Language, Text};
use paedlotse_core::truth::Truth;

/// A heading with its questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageSection {
    /// The letter tile.
    pub letter: &'static str,
    /// The headings: two protocols may call the same letter differently.
    pub labels: Vec<Text>,
    /// Questions, each once on the page.
    pub questions: Vec<Question>,
}

impl PageSection {
    /// The heading; where protocols call it differently, it says both.
    #[must_use]
    pub fn label(&self, language: Language) -> String {
        let mut said = String::new();
        for label in self.labels.iter().map(|label| label.get(language)) {
            if said.is_empty() {
                said.push_str(label);
            } else if !said.contains(label) {
                said = format!("{said} · {label}");
            }
        }
        said
    }
}

/// The order of the examination: leading signs, A to E, concern, measurements, laboratory, history.
/// Other sections follow in the order of the protocols.
const EXAMINATION: [&str; 10] = ["Z", "A", "B", "C", "D", "E", "S", "M", "L", "H"];

/// The danger screen.
#[must_use]
pub fn danger_page(set: &ProtocolSet, findings: &Findings) -> Vec<PageSection> {
    merged(set, findings, |_, scope| scope == Scope::Danger)
}

/// The dense page: what is always asked and every chosen complaint, merged by letter.
#[must_use]
pub fn questions_page(set: &ProtocolSet, findings: &Findings) -> Vec<PageSection> {
    merged(set, findings, |ix, scope| match scope {
        Scope::Danger => false,
        Scope::Always => true,
        Scope::Complaint => findings.complaints().contains(&ix),
    })
}

fn merged(set: &ProtocolSet, findings: &Findings, taken: impl Fn(ProtocolIx, Scope) -> bool) -> Vec<PageSection> {
    let mut sections: Vec<PageSection> = Vec::new();
    let protocols = (0_u16..).map(ProtocolIx).zip(&set.protocols);
    for section in protocols.filter(|(ix, p)| taken(*ix, p.scope)).flat_map(|(_, p)| &p.sections) {
        let known = sections.iter_mut().find(|s| s.letter == section.letter);
        let place = match known {
            Some(place) => {
                if !place.labels.contains(&section.label) {
                    place.labels.push(section.label);
                }
                place
            }
            None => {
                sections.push(PageSection {
                    letter: section.letter,
                    labels: vec![section.label],
                    questions: Vec::new(),
                });
                let Some(place) = sections.last_mut() else { continue };
                place
            }
        };
        for question in &section.questions {
            if !place.questions.contains(question) {
                place.questions.push(*question);
            }
        }
    }
    let mut sections = in_order(sections);
    keep_first(set, findings, &mut sections);
    sections.retain(|s| !s.questions.is_empty());
    sections
}

fn in_order(mut sections: Vec<PageSection>) -> Vec<PageSection> {
    let mut ordered = Vec::with_capacity(sections.len());
    for letter in EXAMINATION {
        let (found, rest): (Vec<_>, Vec<_>) = sections.into_iter().partition(|s| s.letter == letter);
        ordered.extend(found);
        sections = rest;
    }
    ordered.extend(sections);
    ordered
}

/// A question of two protocols stands where it comes first; a member of a group on the page is not asked singly.
fn keep_first(set: &ProtocolSet, findings: &Findings, sections: &mut [PageSection]) {
    let grouped: Vec<FindingIx> = sections
        .iter()
        .flat_map(|s| &s.questions)
        .filter(|q| matches!(q, Question::Group(_)))
        .flat_map(|q| members(set, *q))
        .collect();
    let mut seen: Vec<Question> = Vec::new();
    for section in sections {
        section.questions.retain(|question| {
            let single = matches!(question, Question::Finding(f) if grouped.contains(f));
            let exists = members(set, *question).any(|f| exists(set, findings, f));
            let first = !seen.contains(question);
            if first {
                seen.push(*question);
            }
            first && exists && !single
        });
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

/// How a question stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Asked for now.
    Due,
    /// Whether it is needed depends on questions that are still open.
    Later,
    /// Not needed now.
    Aside,
}

/// How a single finding stands; a value always has a full row.
#[must_use]
pub fn standing(assessment: &Assessment, findings: &Findings, ix: FindingIx) -> Standing {
    match assessment.due(ix) {
        _ if findings.get(ix).is_some() => Standing::Due,
        Truth::True => Standing::Due,
        Truth::Unknown => Standing::Later,
        Truth::False => Standing::Aside,
    }
}

/// Which scores stand in a rule of the pages that are shown, by score.
#[must_use]
pub fn scores_in_use(set: &ProtocolSet, findings: &Findings) -> Vec<bool> {
    let mut in_use = vec![false; set.scores.len()];
    let shown = |ix: ProtocolIx| {
        set.protocol(ix).is_some_and(|p| p.scope != Scope::Complaint || findings.complaints().contains(&ix))
    };
    for rule in set.rules.iter().filter(|rule| shown(rule.protocol)) {
        mark_scores(set, &rule.when, &mut in_use);
        if let Some(unless) = &rule.unless {
            mark_scores(set, unless, &mut in_use);
        }
    }
    in_use
}

fn mark_scores(set: &ProtocolSet, criterion: &Criterion, in_use: &mut [bool]) {
    match criterion {
        Criterion::ScoreAtLeast(score, _) | Criterion::ScoreBelow(score, _) => {
            if let Some(slot) = in_use.get_mut(usize::from(score.0)) {
                *slot = true;
            }
        }
        Criterion::Define(define) => {
            if let Some(define) = set.define(*define) {
                mark_scores(set, &define.when, in_use);
            }
        }
        _ => {
            for part in criterion.parts() {
                mark_scores(set, part, in_use);
            }
        }
    }
}

/// How many questions of a section are answered, and how many are asked for.
#[must_use]
pub fn progress(set: &ProtocolSet, assessment: &Assessment, findings: &Findings, section: &PageSection) -> (u32, u32) {
    let mut answered = 0_u32;
    let mut asked = 0_u32;
    for question in &section.questions {
        let mut due = members(set, *question)
            .filter(|f| exists(set, findings, *f) && standing(assessment, findings, *f) == Standing::Due)
            .peekable();
        if due.peek().is_some() {
            asked = asked.saturating_add(1);
            if due.all(|f| findings.get(f).is_some()) {
                answered = answered.saturating_add(1);
            }
        }
    }
    (answered, asked)
}

/// The group on these pages that holds a finding.
#[must_use]
pub fn group_of(set: &ProtocolSet, sections: &[PageSection], finding: FindingIx) -> Option<GroupIx> {
    sections.iter().flat_map(|s| &s.questions).find_map(|question| match question {
        Question::Group(group) if members(set, *question).any(|f| f == finding) => Some(*group),
        _ => None,
    })
}

/// Whether a finding stands on these pages, singly or in a group.
#[must_use]
pub fn holds(set: &ProtocolSet, sections: &[PageSection], finding: FindingIx) -> bool {
    sections.iter().flat_map(|s| &s.questions).any(|q| members(set, *q).any(|f| f == finding))
}
