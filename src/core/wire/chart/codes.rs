//! By which codes a finding is known in a chart: LOINC, the further codes of the vocabulary, and our own numbers.

use super::Why;
use crate::coding::{FINDING, LOINC};
use crate::finding::{Finding, FindingIx, FindingKind, FindingType, WEIGHT};
use crate::protocol::ProtocolSet;
use crate::wire::Value;
use crate::wire::trouble::shown;

/// The findings that are taken from a chart.
pub(super) struct Codes<'a> {
    set: &'a ProtocolSet,
    taken: Vec<Taken>,
}

/// A finding that is taken from a chart.
pub(super) type Taken = (FindingIx, &'static Finding);

/// What a concept names.
#[derive(Default)]
pub(super) struct Named {
    /// The findings, each once.
    pub(super) findings: Vec<Taken>,
    /// A code beside them that is not known here.
    beside: bool,
}

impl Named {
    /// Why a value of this is not read, whatever it is.
    pub(super) fn trouble(&self) -> Option<Why> {
        match self.findings.as_slice() {
            // "Body temperature" beside "ear temperature": more is said than is taken.
            [(_, finding)] => (self.beside && finding.raises_only_when.is_some()).then_some(Why::Method),
            _ => Some(Why::SeveralCodes),
        }
    }
}

impl<'a> Codes<'a> {
    pub(super) fn of(set: &'a ProtocolSet) -> Self {
        let all = (0_u16..).map(FindingIx).zip(set.findings.as_slice());
        Self { set, taken: all.filter(|(_, finding)| is_taken(finding)).collect() }
    }

    /// What a concept names.
    pub(super) fn named(&self, concept: Option<&Value>) -> Named {
        let mut named = Named::default();
        for (system, code) in codings(concept) {
            let found = match system {
                LOINC => self.by_loinc(code),
                FINDING => self.taken.iter().find(|(_, finding)| code.parse() == Ok(finding.no)),
                _ => continue,
            };
            match found {
                None => named.beside = true,
                Some(found) if named.findings.contains(found) => {}
                Some(found) => named.findings.push(*found),
            }
        }
        named
    }

    /// Whether a concept is a panel of which this finding may be a part.
    pub(super) fn is_panel_of(&self, concept: Option<&Value>, finding: FindingIx) -> bool {
        let is = |code: &str| {
            self.set.further_codes.iter().any(|one| one.panel && one.finding == finding && one.loinc == code)
        };
        codings(concept).any(|(system, code)| system == LOINC && is(code))
    }

    /// The finding with this id.
    pub(super) fn with_id(&self, id: &str) -> Option<Taken> {
        self.taken.iter().find(|(_, finding)| finding.id == id).copied()
    }

    fn by_loinc(&self, code: &str) -> Option<&Taken> {
        let further = self.set.further_codes.iter().find(|one| !one.panel && one.loinc == code);
        self.taken.iter().find(|(ix, finding)| match further {
            Some(further) => *ix == further.finding,
            None => finding.loinc == Some(code),
        })
    }
}

/// Measured numbers, and the weight. Laboratory values are not taken: their findings say what was measured, and how, more
/// narrowly than a code.
fn is_taken(finding: &Finding) -> bool {
    let measured = finding.kind == FindingKind::Vital || finding.id == WEIGHT;
    measured && matches!(finding.answer, FindingType::Number { .. })
}

/// The systems and codes of a concept.
fn codings(concept: Option<&Value>) -> impl Iterator<Item = (&str, &str)> {
    let all = list(concept, "coding").iter();
    all.filter_map(|coding| Some((coding.field("system")?.text()?, coding.field("code")?.text()?)))
        .filter(|(_, code)| !code.is_empty())
}

/// The items of a list; empty where there is none.
pub(super) fn list<'v>(of: Option<&'v Value>, field: &str) -> &'v [Value] {
    match of.and_then(|of| of.field(field)) {
        Some(Value::List(items)) => items,
        _ => &[],
    }
}

/// What a concept calls itself, fit to be shown.
pub(super) fn name(concept: Option<&Value>) -> String {
    let text = |value: Option<&Value>| value.and_then(Value::text).map(shown).filter(|text| !text.trim().is_empty());
    let in_codings = |field: &str| list(concept, "coding").iter().find_map(|coding| text(coding.field(field)));
    let own = text(concept.and_then(|concept| concept.field("text")));
    own.or_else(|| in_codings("display")).or_else(|| in_codings("code")).unwrap_or_default()
}
