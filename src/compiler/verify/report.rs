//! A fault as a message for the author: where it stands, which child shows it, what to do.

use super::fault::{Fault, Subject};
use crate::check::Checked;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::e301_never_holds::never_holds;
use crate::diagnostics::e302_never_counts::never_counts;
use crate::diagnostics::e303_redundant::redundant;
use crate::diagnostics::e304_repeats_not::repeats_not;
use crate::diagnostics::e305_age_hole::age_hole;
use crate::diagnostics::e501_need_without_site::need_without_site;
use crate::diagnostics::e502_obtained_nowhere::obtained_nowhere;
use crate::source::{Located, Location};
use crate::syntax::Content;
use paedlotse_core::protocol::RuleIx;

/// The message for a fault of the content; none for one that only the program can have made.
pub(super) fn diagnostic(fault: &Fault, checked: &Checked<'_>, content: &Content) -> Option<Diagnostic> {
    let place = Place { checked, content };
    Some(match fault {
        Fault::NeverHolds { rule } => never_holds(place.rule(*rule)),
        Fault::NeverCounts { rule, by } => never_counts(place.rule(*rule), &place.rules(by)),
        Fault::Redundant { rule, by, child } => redundant(place.rule(*rule), &place.rules(by), child),
        Fault::RepeatsNot { rule, others, child } => repeats_not(place.rule(*rule), &place.rules(others), child),
        Fault::AgeHole { at, urgency, child, ages } => {
            age_hole(place.subject(*at), urgency.map(|urgency| urgency.id()), child, ages)
        }
        Fault::NoSite { rule, need, network, child } => need_without_site(place.rule(*rule), need, network, child),
        Fault::Nowhere { finding, network, by } => {
            obtained_nowhere(place.subject(Subject::Finding(*finding)), by, network)
        }
        Fault::Milder { .. } | Fault::Ends { .. } | Fault::HouseMilder { .. } | Fault::Bounds { .. } => return None,
    })
}

/// A fault of the program in words: the checks of the build should have refused the content, or `recommend` is not what
/// its documentation says.
pub(super) fn of_program(fault: &Fault, checked: &Checked<'_>, content: &Content) -> Option<String> {
    let place = Place { checked, content };
    match fault {
        Fault::Milder { at, child, milder, worse } => {
            let (name, _) = place.subject(*at);
            Some(format!("`{name}` is milder for what is worse: {child}: it holds with {milder}, not with {worse}"))
        }
        Fault::Ends { finding, child, milder, worse } => {
            let (name, _) = place.subject(Subject::Finding(*finding));
            Some(format!("`{name}` is no longer asked for: {child}: asked for with {milder}, not with {worse}"))
        }
        Fault::Bounds { child, what } => Some(format!("{what}: {child}")),
        Fault::HouseMilder { rule, network, change } => {
            let (name, _) = place.rule(*rule);
            Some(format!("the advice for `{name}` in `{network}` gets milder when {change}"))
        }
        _ => None,
    }
}

/// Finds where something stands.
struct Place<'a> {
    checked: &'a Checked<'a>,
    content: &'a Content,
}

/// A name and where it stands.
pub(crate) type Named<'a> = (&'a str, Location);

impl<'a> Place<'a> {
    fn rule(&self, ix: RuleIx) -> Named<'a> {
        self.subject(Subject::Rule(ix))
    }

    fn rules(&self, all: &[RuleIx]) -> Vec<Named<'a>> {
        all.iter().map(|ix| self.rule(*ix)).collect()
    }

    fn subject(&self, subject: Subject) -> Named<'a> {
        let id: Option<&'a Located<String>> = match subject {
            Subject::Rule(ix) => self.checked.order.rules.get(usize::from(ix.0)).map(|(_, def)| &def.id),
            Subject::Define(ix) => self.checked.order.defines.get(usize::from(ix.0)).map(|def| &def.id),
            Subject::Score(ix) => self.content.scores.get(usize::from(ix.0)).map(|def| &def.id),
            Subject::Table(ix) => self.content.tables.get(usize::from(ix.0)).map(|def| &def.id),
            Subject::Finding(ix) => self.content.findings.get(usize::from(ix.0)).map(|def| &def.id),
        };
        id.map_or(("", Location::default()), |id| (id.value.as_str(), id.at))
    }
}
