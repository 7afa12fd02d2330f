//! Why: a set of facts that suffices for the advice so far, and of which none can be left out.

use super::level::Level;
use super::tally::Counsel;
use super::trial::{Speaks, Trial};
use crate::criterion::Criterion;
use crate::finding::FindingIx;
use crate::observation::{Findings, Observed};
use crate::protocol::{ProtocolIx, ProtocolSet, Scope};
use crate::score::{Points, ScoreItem};

/// Up to so many facts the smallest set is found, not only one of which nothing can be left out.
const EXACT: usize = 12;

/// Something that is known of the child, in the order of the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// Its age.
    Age,
    /// Its sex.
    Sex,
    /// That it is here for this.
    Complaint(ProtocolIx),
    /// A finding with its value.
    Finding(FindingIx),
}

/// What suffices for the advice so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// The facts, in their order. Empty: the advice rests on nothing that was found.
    pub facts: Vec<Fact>,
    /// No smaller set suffices, and none of the same size comes earlier in the order of the content.
    pub smallest: bool,
}

/// Finds the set; the trial must be that of the child as it is, and is not to be used afterwards.
pub(super) fn why<'c>(trial: Trial<'_>, cautious: &mut Counsel<'c>, ageless: &mut Counsel<'c>) -> Why {
    let advice = cautious.level(&trial.tally);
    let usual = trial.evaluation.findings.clone();
    let mut search = Search { advice, usual, trial, outdated: false, cautious, ageless };
    let involved = involved(&search.trial);
    search.trial.measure(Speaks::StillSupported);
    search.leave_only(&involved);
    // What cannot be left out of all stands in every set that suffices.
    let mut needed = Vec::new();
    let mut optional = Vec::new();
    for fact in involved {
        search.hold(fact, false);
        if search.suffices() {
            optional.push(fact)
        } else {
            needed.push(fact)
        }
        search.hold(fact, true);
    }
    let smallest = optional.len() <= EXACT;
    let chosen = if smallest { search.smallest(&optional) } else { search.irreducible(&optional) };
    for fact in chosen {
        if let Err(place) = needed.binary_search(&fact) {
            needed.insert(place, fact);
        }
    }
    Why { facts: needed, smallest }
}

struct Search<'a, 's, 'c> {
    /// The advice to be reached.
    advice: Level,
    /// Everything that is known.
    usual: Findings,
    trial: Trial<'a>,
    /// Age, sex or complaints have changed since everything was decided.
    outdated: bool,
    cautious: &'s mut Counsel<'c>,
    ageless: &'s mut Counsel<'c>,
}

impl Search<'_, '_, '_> {
    /// Whether what is left suffices.
    fn suffices(&mut self) -> bool {
        if std::mem::take(&mut self.outdated) {
            self.trial.rerun();
        }
        let forgot_age = self.usual.age.is_some() && self.trial.evaluation.findings.age.is_none();
        if self.trial.is_as_it_is() && !forgot_age {
            return true;
        }
        let counsel = if forgot_age { &mut *self.ageless } else { &mut *self.cautious };
        let tally = &self.trial.tally;
        tally.urgency() >= self.advice.urgency && counsel.level(tally).covers(self.advice)
    }

    /// Forgets everything else.
    fn leave_only(&mut self, facts: &[Fact]) {
        let mut left = Findings::default();
        for fact in facts {
            put(&mut left, &self.usual, *fact, true);
        }
        self.trial.evaluation.findings = left;
        self.outdated = true;
    }

    /// Knows a fact, or forgets it.
    fn hold(&mut self, fact: Fact, known: bool) {
        if let Fact::Finding(finding) = fact {
            self.trial.observe(finding, if known { self.usual.get(finding) } else { None });
        } else {
            put(&mut self.trial.evaluation.findings, &self.usual, fact, known);
            self.outdated = true;
        }
    }

    /// The smallest part of `optional` that suffices with what else is left, the first in order among the smallest.
    fn smallest(&mut self, optional: &[Fact]) -> Vec<Fact> {
        optional.iter().for_each(|fact| self.hold(*fact, false));
        let mut chosen = Vec::new();
        let found = (0..=optional.len()).any(|size| self.choose(optional, size, &mut chosen));
        if found { chosen } else { optional.to_vec() }
    }

    /// Chooses `size` facts more, in order; whether that suffices. All of `from` are forgotten before and, if not, after.
    fn choose(&mut self, from: &[Fact], size: usize, chosen: &mut Vec<Fact>) -> bool {
        let Some(fewer) = size.checked_sub(1) else { return self.suffices() };
        let mut rest = from;
        while let Some((fact, later)) = rest.split_first().filter(|_| rest.len() >= size) {
            self.hold(*fact, true);
            chosen.push(*fact);
            if self.choose(later, fewer, chosen) {
                return true;
            }
            chosen.pop();
            self.hold(*fact, false);
            rest = later;
        }
        false
    }

    /// A part of `optional` of which nothing can be left out: the last in the order are left out first.
    fn irreducible(&mut self, optional: &[Fact]) -> Vec<Fact> {
        let mut chosen = optional.to_vec();
        for fact in optional.iter().rev() {
            self.hold(*fact, false);
            if self.suffices() {
                chosen.retain(|kept| kept != fact);
            } else {
                self.hold(*fact, true);
            }
        }
        chosen
    }
}

/// Takes a fact over from what is known, or takes it away.
fn put(left: &mut Findings, usual: &Findings, fact: Fact, known: bool) {
    match fact {
        Fact::Age => left.age = usual.age.filter(|_| known),
        Fact::Sex => left.sex = usual.sex.filter(|_| known),
        Fact::Complaint(protocol) if known => left.choose(protocol),
        Fact::Complaint(protocol) => left.unchoose(protocol),
        Fact::Finding(finding) => left.put(finding, usual.get(finding).filter(|_| known)),
    }
}

/// Every fact that has a part in the `when` of a rule that speaks, in order; the age always, because of the cards.
fn involved(trial: &Trial<'_>) -> Vec<Fact> {
    let set = trial.evaluation.set;
    let mut walk = Walk { trial, found: Vec::new(), defines: vec![false; set.defines.len()] };
    walk.add(Fact::Age);
    for rule in trial.speaking().filter_map(|ix| set.rule(ix)) {
        if set.protocol(rule.protocol).is_some_and(|p| p.scope == Scope::Complaint) {
            walk.add(Fact::Complaint(rule.protocol));
        }
        walk.criterion(&rule.when);
    }
    walk.found
}

struct Walk<'t, 'a> {
    trial: &'t Trial<'a>,
    found: Vec<Fact>,
    /// Walked before.
    defines: Vec<bool>,
}

impl<'t, 'a> Walk<'t, 'a> {
    fn set(&self) -> &'a ProtocolSet {
        self.trial.evaluation.set
    }

    fn add(&mut self, fact: Fact) {
        let findings = &self.trial.evaluation.findings;
        let known = match fact {
            Fact::Age => findings.age.is_some(),
            Fact::Sex => findings.sex.is_some(),
            Fact::Complaint(protocol) => findings.complaints().contains(&protocol),
            Fact::Finding(finding) => matches!(findings.get(finding), Some(Observed::Known(_))),
        };
        if let Err(place) = self.found.binary_search(&fact)
            && known
        {
            self.found.insert(place, fact);
        }
    }

    /// Only what is true can make a rule true.
    fn criterion(&mut self, criterion: &Criterion) {
        if !self.trial.evaluation.truth(criterion).is_true() {
            return;
        }
        match criterion {
            Criterion::AgeFrom(_) | Criterion::AgeUnder(_) => self.add(Fact::Age),
            Criterion::SexIs(_) => self.add(Fact::Sex),
            Criterion::VitalsAlways => {
                for protocol in self.trial.evaluation.findings.complaints() {
                    self.add(Fact::Complaint(*protocol));
                }
            }
            Criterion::Define(ix) => {
                let first = self.defines.get_mut(usize::from(ix.0)).is_some_and(|seen| !std::mem::replace(seen, true));
                if let Some(define) = self.set().define(*ix).filter(|_| first) {
                    self.criterion(&define.when);
                }
            }
            Criterion::Table(ix) => {
                if let Some(table) = self.set().table(*ix) {
                    self.add(Fact::Finding(table.finding));
                    self.add(Fact::Age);
                }
            }
            Criterion::ScoreAtLeast(ix, _) | Criterion::ScoreBelow(ix, _) => {
                let Some(score) = self.set().score(*ix) else { return };
                score.valid.iter().for_each(|valid| self.criterion(valid));
                score.items.iter().for_each(|item| self.item(item));
            }
            _ => {
                if let Some(finding) = criterion.finding() {
                    self.add(Fact::Finding(finding));
                }
                criterion.parts().iter().for_each(|part| self.criterion(part));
            }
        }
    }

    fn item(&mut self, item: &ScoreItem) {
        if self.trial.evaluation.item_points(item).low() <= 0 {
            return;
        }
        for way in &item.points {
            match way {
                Points::When { criterion, .. } => self.criterion(criterion),
                Points::Options { finding, .. } => self.add(Fact::Finding(*finding)),
                Points::Bands { finding, .. } => {
                    self.add(Fact::Finding(*finding));
                    self.add(Fact::Age);
                }
            }
        }
    }
}
