//! Rules only raise: what is worse stands in `when`, what reassures stands in `unless`.

use super::condition::{Atom, Condition, Leaning};
use crate::diagnostics::Reports;
use crate::diagnostics::e204_against_direction::{reassures_in_when, worse_in_unless};
use crate::diagnostics::e207_mixed_define::mixed_define;
use crate::diagnostics::e212_only_age_and_sex::only_age_and_sex;
use crate::resolve::Symbol;
use crate::source::Sources;
use crate::syntax::protocols::DefineDef;

/// Judges where conditions may stand.
pub(crate) struct Directions<'a> {
    defines: Vec<Leaning>,
    sources: &'a Sources,
    reports: &'a Reports,
}

impl<'a> Directions<'a> {
    /// Finds the direction of every define; one that reads both ways is reported.
    pub(crate) fn new(
        defines: &[Option<Condition>],
        written: &[&DefineDef],
        sources: &'a Sources,
        reports: &'a Reports,
    ) -> Self {
        let mut known: Vec<Option<Leaning>> = vec![None; defines.len()];
        for define in 0..defines.len() {
            settle(define, defines, &mut known);
        }
        let defines_leaning = known.into_iter().map(|leaning| leaning.unwrap_or(Leaning::Neutral)).collect();
        let directions = Self { defines: defines_leaning, sources, reports };
        for (define, written) in defines.iter().zip(written) {
            let atoms = define.iter().flat_map(|condition| &condition.atoms);
            let find = |wanted| atoms.clone().find(|atom| directions.of(atom) == wanted);
            if let (Some(worse), Some(reassuring)) = (find(Leaning::Worse), find(Leaning::Reassuring)) {
                reports.add(mixed_define(&written.id.value, worse.at, reassuring.at));
            }
        }
        directions
    }

    fn of(&self, atom: &Atom) -> Leaning {
        match atom.reads {
            Symbol::Define(ix) => self.defines.get(usize::from(ix.0)).copied().unwrap_or(Leaning::Neutral),
            _ => atom.leaning,
        }
    }

    /// In `field` stands only what is worse.
    pub(crate) fn raises(&self, condition: &Condition, field: &str) {
        for atom in &condition.atoms {
            if self.of(atom) == Leaning::Reassuring {
                self.reports.add(reassures_in_when(self.sources.words(atom.at), field, atom.at));
            }
        }
    }

    /// In `unless` stands only what reassures.
    pub(crate) fn reassures(&self, condition: &Condition) {
        for atom in &condition.atoms {
            if self.of(atom) == Leaning::Worse {
                self.reports.add(worse_in_unless(self.sources.words(atom.at), atom.at));
            }
        }
    }

    /// In `field` stand only age and sex.
    pub(crate) fn age_and_sex(&self, condition: &Condition, field: &str) {
        for atom in &condition.atoms {
            if !matches!(atom.reads, Symbol::Age | Symbol::Sex) {
                self.reports.add(only_age_and_sex(field, self.sources.words(atom.at), atom.at));
            }
        }
    }
}

/// The direction of one define by way of those it reads. A circle is neutral here: it is reported elsewhere.
fn settle(define: usize, defines: &[Option<Condition>], known: &mut Vec<Option<Leaning>>) -> Leaning {
    if let Some(Some(leaning)) = known.get(define) {
        return *leaning;
    }
    if let Some(slot) = known.get_mut(define) {
        *slot = Some(Leaning::Neutral);
    }
    let atoms = defines.get(define).into_iter().flatten().flat_map(|condition| &condition.atoms);
    let mut leaning = Leaning::Neutral;
    for atom in atoms {
        let one = match atom.reads {
            Symbol::Define(ix) => settle(usize::from(ix.0), defines, known),
            _ => atom.leaning,
        };
        if leaning == Leaning::Neutral {
            leaning = one;
        }
    }
    if let Some(slot) = known.get_mut(define) {
        *slot = Some(leaning);
    }
    leaning
}
