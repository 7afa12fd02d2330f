//! What a page says of its questions: how each stands, how many are answered, where a finding is asked.

use paedlotse_core::assess::Assessment;
use paedlotse_core::criterion::Criterion;
use paedlotse_core::finding::{FindingIx, GroupIx};
use paedlotse_core::observation::Findings;
use paedlotse_core::page::{PageSection, exists};
use paedlotse_core::protocol::{ProtocolIx, ProtocolSet, Question, Scope};
use paedlotse_core::truth::Truth;

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
        let mut due = question
            .findings
            .iter()
            .filter(|f| exists(set, findings, **f) && standing(assessment, findings, **f) == Standing::Due)
            .peekable();
        if due.peek().is_some() {
            asked = asked.saturating_add(1);
            if due.all(|f| findings.get(*f).is_some()) {
                answered = answered.saturating_add(1);
            }
        }
    }
    (answered, asked)
}

/// The group on these pages that holds a finding.
#[must_use]
pub fn group_of(sections: &[PageSection], finding: FindingIx) -> Option<GroupIx> {
    sections.iter().flat_map(|s| &s.questions).find_map(|asked| match asked.question {
        Question::Group(group) if asked.findings.contains(&finding) => Some(group),
        _ => None,
    })
}

/// Whether a finding stands on these pages, singly or in a group.
#[must_use]
pub fn holds(sections: &[PageSection], finding: FindingIx) -> bool {
    sections.iter().flat_map(|s| &s.questions).any(|asked| asked.findings.contains(&finding))
}
