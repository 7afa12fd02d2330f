//! How many of the children who come have a protocol of their own, and what each protocol holds.

use crate::Tested;
use crate::check::Checked;
use crate::syntax::Content;
use crate::syntax::evidence::RowDef;
use paedlotse_core::assess::{RuleState, assess};
use paedlotse_core::capability::CapabilitySet;
use paedlotse_core::protocol::{ProtocolIx, Status};
use paedlotse_core::text::{Language, Text};
use std::collections::BTreeSet;

/// How a presentation is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answered {
    /// By no protocol of its own.
    Not,
    /// By one that only looks for red flags.
    RedFlags,
    /// By one with its own criteria.
    Criteria,
}

/// One reason why children come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presentation {
    /// Its id in `coverage.toml`.
    pub id: String,
    /// In words.
    pub label: Text,
    /// Share of all children in an emergency department, per mille; none where it is too rare to be counted.
    pub department: Option<i32>,
    /// Share of all children who come by ambulance, per mille.
    pub ambulance: Option<i32>,
    /// How it is answered.
    pub answered: Answered,
}

/// What one protocol holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extent {
    /// Its id.
    pub protocol: &'static str,
    /// Rules.
    pub rules: usize,
    /// Worked children and both sides of limits.
    pub examples: usize,
    /// Different sources that its rules cite.
    pub sources: usize,
    /// Findings on its page.
    pub findings: usize,
}

/// What the content covers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Why children come, in the order of the file.
    pub presentations: Vec<Presentation>,
    /// In the order of the protocols.
    pub extents: Vec<Extent>,
    /// Rows of the evidence whose numbers are from memory.
    pub recalled: Vec<Recalled>,
    /// Rules that hold for fewer than two children of the examples.
    pub rarely_shown: Vec<&'static str>,
}

/// A row to be compared with its source before release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recalled {
    /// The row.
    pub row: String,
    /// Where it stands in the evidence.
    pub section: String,
    /// Its sources.
    pub sources: Vec<String>,
    /// The rules that carry it.
    pub rules: Vec<&'static str>,
}

impl Coverage {
    /// Per mille of the children in emergency departments and of those by ambulance whose presentation is answered at
    /// least so well.
    #[must_use]
    pub fn share(&self, at_least: Answered) -> (i32, i32) {
        let answered = self.presentations.iter().filter(|one| one.answered >= at_least);
        answered.fold((0, 0), |(department, ambulance), one| {
            (
                department.saturating_add(one.department.unwrap_or(0)),
                ambulance.saturating_add(one.ambulance.unwrap_or(0)),
            )
        })
    }
}

/// Reads it off the checked content.
pub(crate) fn coverage(content: &Content, tested: &Tested<'_>) -> Coverage {
    let checked = &tested.checked;
    let heads = &checked.order.heads;
    let answered = |id: &str| {
        let covering = heads.iter().filter(|head| head.covers.iter().any(|name| name.value == id));
        covering
            .map(|head| if head.red_flags_only { Answered::RedFlags } else { Answered::Criteria })
            .max()
            .unwrap_or(Answered::Not)
    };
    let presentations = content.presentations.iter().map(|def| Presentation {
        id: def.id.value.clone(),
        label: def.label,
        department: def.department,
        ambulance: def.ambulance,
        answered: answered(&def.id.value),
    });
    let recalled = content.rows.iter().filter(|row| row.status == Status::Recalled && row.left_out.is_none());
    Coverage {
        presentations: presentations.collect(),
        extents: (0_u16..).map(ProtocolIx).take(heads.len()).filter_map(|ix| extent(checked, ix)).collect(),
        recalled: recalled.map(|row| recalled_row(checked, row)).collect(),
        rarely_shown: rarely_shown(tested),
    }
}

/// An example shows a rule when it holds for that child, or is presumed.
fn rarely_shown(tested: &Tested<'_>) -> Vec<&'static str> {
    let set = &tested.checked.set;
    let mut shown = vec![0_usize; set.rules.len()];
    for example in &tested.examples {
        let answer = assess(set, &example.child.child(set), CapabilitySet::EMPTY);
        for (count, state) in shown.iter_mut().zip(&answer.rules) {
            *count = count.saturating_add(usize::from(matches!(state, RuleState::True | RuleState::Presumed)));
        }
    }
    set.rules.iter().zip(shown).filter(|(_, count)| *count < 2).map(|(rule, _)| rule.id).collect()
}

fn extent(checked: &Checked<'_>, ix: ProtocolIx) -> Option<Extent> {
    let set = &checked.set;
    let protocol = set.protocol(ix)?;
    let parts = checked.order.parts.iter().filter(|(of, _)| *of == ix).map(|(_, part)| part);
    let rules: Vec<_> = set.rules.iter().filter(|rule| rule.protocol == ix).collect();
    let sources: BTreeSet<&str> = rules.iter().flat_map(|rule| rule.sources.iter().copied()).collect();
    let questions = protocol.sections.iter().flat_map(|section| &section.questions);
    Some(Extent {
        protocol: protocol.id,
        rules: rules.len(),
        examples: parts
            .map(|part| part.examples.len().saturating_add(part.limits.len()))
            .fold(0, usize::saturating_add),
        sources: sources.len(),
        findings: questions.flat_map(|question| paedlotse_core::assess::members(set, *question)).count(),
    })
}

fn recalled_row(checked: &Checked<'_>, row: &RowDef) -> Recalled {
    let carriers =
        checked.set.rules.iter().filter(|rule| rule.row.get(Language::De) == row.id.value).map(|rule| rule.id);
    let escort = checked.set.transport.escort.iter().filter(|rule| rule.row == row.id.value).map(|rule| rule.id);
    Recalled {
        row: row.id.value.clone(),
        section: row.section.clone(),
        sources: row.sources.iter().map(|source| source.value.clone()).collect(),
        rules: carriers.chain(escort).collect(),
    }
}
