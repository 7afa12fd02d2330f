//! Which children are answered differently by two versions of the content; `cargo xtask diff`.
//!
//! Each rule that changed gives up to two classes: children for whom it holds now and did not before, and the other way
//! round. They are found exactly, as sets; one child of each is then answered by both versions in every network. A class
//! in which another rule says as much in both versions is looked for last, so that a change of advice is not missed.

mod merge;

use crate::Compiled;
use crate::value::{deny_rest, normal_vitals};
use crate::verify::child::{in_words, one_of};
use crate::verify::space::{Reading, Space};
use biodivine_lib_bdd::Bdd;
use merge::{Merged, merge};
use paedlotse_core::age::Age;
use paedlotse_core::answer::answer;
use paedlotse_core::disposition::Urgency;
use paedlotse_core::finding::{Finding, FindingType};
use paedlotse_core::observation::{Findings, Value};
use paedlotse_core::protocol::{ProtocolIx, ProtocolSet, Rule};
use paedlotse_core::recommend::{Duty, Place, Recommendation, Situation};

/// How one child is answered in one network, before and now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The network.
    pub network: String,
    /// "transfer, emergent, to lippstadt".
    pub before: String,
    /// The same, now.
    pub now: String,
    /// Less than before.
    pub milder: bool,
}

/// Children for whom one rule answers differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// The rule.
    pub rule: String,
    /// What happened to it.
    pub what: &'static str,
    /// The urgency of the rule, the higher one of the two versions.
    pub urgency: Urgency,
    /// One of the children.
    pub child: String,
    /// Where its advice changes; empty when other rules say as much.
    pub changed: Vec<Changed>,
}

/// Compares two versions: classes of children, those who are answered more mildly first, then by urgency.
///
/// # Errors
/// A sentence, when the two cannot be compared.
pub fn diff(older: &Compiled, newer: &Compiled) -> Result<Vec<Class>, String> {
    let merged = merge(&older.set, &newer.set);
    let space = Space::new(&merged.set).ok_or("the two versions have too many limits to be compared")?;
    let compare = Compare { space: &space, merged: &merged, older: &older.set, newer: &newer.set };
    let mut classes: Vec<Class> = compare.classes();
    let milder = |class: &Class| class.changed.iter().any(|changed| changed.milder);
    classes.sort_by_key(|class| {
        let seriousness = (!milder(class), class.changed.is_empty(), std::cmp::Reverse(class.urgency));
        (seriousness, class.rule.clone())
    });
    Ok(classes)
}

struct Compare<'a> {
    space: &'a Space<'a>,
    merged: &'a Merged,
    older: &'a ProtocolSet,
    newer: &'a ProtocolSet,
}

impl Compare<'_> {
    fn name(&self, rule: &Rule) -> (&'static str, &'static str) {
        (self.merged.set.protocol(rule.protocol).map_or("", |p| p.id), rule.id)
    }

    fn classes(&self) -> Vec<Class> {
        let (now, before) = self.merged.set.rules.split_at(self.merged.newer.min(self.merged.set.rules.len()));
        let find =
            |rules: &'_ [Rule], rule: &Rule| rules.iter().copied().find(|other| self.name(other) == self.name(rule));
        let holds = |rule: &Rule| self.space.holds(rule, Reading::Whole);
        let nobody = || self.space.nobody();
        let mut classes = Vec::new();
        for rule in now {
            let was = find(before, rule);
            let (mine, its) = (holds(rule), was.as_ref().map_or_else(nobody, holds));
            let what = if was.is_some() { "holds now" } else { "is new" };
            classes.extend(self.class(rule, what, &mine.and_not(&its), before, rule.urgency));
            if let Some(was) = was {
                classes.extend(self.class(rule, "holds no longer", &its.and_not(&mine), now, was.urgency));
                if outcome(rule) != outcome(&was) {
                    let urgency = rule.urgency.max(was.urgency);
                    let others = if rule.urgency > was.urgency { before } else { now };
                    classes.extend(self.class(rule, "asks for something else", &mine.and(&its), others, urgency));
                }
            }
        }
        for rule in before.iter().filter(|rule| find(now, rule).is_none()) {
            classes.extend(self.class(rule, "is gone", &holds(rule), now, rule.urgency));
        }
        classes
    }

    /// `others`: the rules of the version in which `these` are answered more mildly, if nothing else holds there.
    fn class(&self, rule: &Rule, what: &'static str, these: &Bdd, others: &[Rule], urgency: Urgency) -> Option<Class> {
        let these = self.space.existing(these);
        if these.is_false() {
            return None;
        }
        let covering: Vec<Bdd> = others
            .iter()
            .filter(|other| other.urgency >= urgency && self.name(other) != self.name(rule))
            .map(|other| self.space.holds(other, Reading::Whole))
            .collect();
        let mut children: Vec<(Findings, Findings)> = Vec::new();
        for setting in self.space.otherwise_well(&these, rule.protocol) {
            let well = these.restrict(&setting);
            let alone = covering.iter().fold(well.clone(), |left, other| left.and_not(&other.restrict(&setting)));
            let rest = self.space.all_of(&setting);
            let all_well = one_of(self.space, &rest).unwrap_or_default();
            let some = [alone, well].into_iter().filter_map(|part| one_of(self.space, &part.and(&rest)));
            children.extend(some.map(|child| (child, all_well.clone())));
        }
        let shown = |(child, well): &(Findings, Findings)| (self.told(&these, child, well), self.changed(child));
        let answered: Vec<(String, Vec<Changed>)> = children.iter().map(shown).collect();
        let (child, changed) = answered.iter().find(|(_, changed)| !changed.is_empty()).or_else(|| answered.first())?;
        let told = Class { rule: rule.id.to_owned(), what, urgency, child: child.clone(), changed: changed.clone() };
        Some(told)
    }

    /// The child in words: only what makes it one of these, and what is not as in a child who is well.
    fn told(&self, these: &Bdd, child: &Findings, well: &Findings) -> String {
        let short = one_of(self.space, these).unwrap_or_default();
        let mut told = Findings::default();
        (told.age, told.sex) = (child.age, short.sex.and(child.sex));
        child.complaints().iter().for_each(|ix| told.choose(*ix));
        for (ix, _) in child.iter().filter(|(ix, _)| short.value(*ix).is_some() || child.value(*ix) != well.value(*ix))
        {
            if let Some(value) = child.value(ix) {
                let _fits = told.set(&self.merged.set, ix, value);
            }
        }
        in_words(self.space, &told)
    }

    /// Where the two versions answer this child differently; everything else about it denied and normal.
    fn changed(&self, child: &Findings) -> Vec<Changed> {
        let here = |set: &ProtocolSet, network: &str| {
            let network = set.network_named(network)?;
            let child = self.translated(set, child);
            let duty = Duty::default();
            let situation = Situation { network, place: Place::Hospital(network.home), at: None, duty: &duty };
            Some((answer(set, &child, &situation).judgement.so_far, network.sites))
        };
        let networks = self.newer.networks.iter().filter_map(|network| {
            let ((before, was_at), (now, at)) = (here(self.older, network.id)?, here(self.newer, network.id)?);
            let word = |advice: &Recommendation, sites: &[paedlotse_core::network::Site]| {
                let to = advice.destination.and_then(|site| sites.get(usize::from(site.0)));
                let to = to.map_or(String::new(), |site| format!(", to {}", site.id));
                format!("{}, {}{to}", advice.disposition.id(), advice.urgency.id())
            };
            let (told_before, told_now) = (word(&before, &was_at), word(&now, &at));
            let less = |a: &Recommendation, b: &Recommendation| a.urgency < b.urgency || a.rank() < b.rank();
            (told_before != told_now).then(|| Changed {
                network: network.id.to_owned(),
                before: told_before,
                now: told_now,
                milder: less(&now, &before),
            })
        });
        networks.collect()
    }

    /// The child in the vocabulary of one version, completed.
    fn translated(&self, set: &ProtocolSet, child: &Findings) -> Findings {
        let mut out = Findings::at_age(child.age.unwrap_or_else(Age::any));
        out.sex = child.sex;
        for (ix, chosen) in (0_u16..).map(ProtocolIx).zip(&set.protocols) {
            let names = child.complaints().iter().filter_map(|c| self.merged.set.protocol(*c)).map(|p| p.id);
            if names.into_iter().any(|id| id == chosen.id) {
                out.choose(ix);
            }
        }
        for (ix, _) in child.iter() {
            let (Some(value), Some(finding)) = (child.value(ix), self.merged.set.finding(ix)) else { continue };
            let Some((at, there)) = set.finding_named(finding.id).and_then(|at| Some((at, set.finding(at)?))) else {
                continue;
            };
            let _fits = out.set(set, at, same_value(finding, there, value));
        }
        loop {
            let before = out.clone();
            deny_rest(set, &mut out);
            normal_vitals(set, &mut out);
            if before == out {
                return out;
            }
        }
    }
}

/// The same answer in the other vocabulary: options by id.
fn same_value(from: &Finding, to: &Finding, value: Value) -> Value {
    match (&from.answer, &to.answer, value) {
        (FindingType::Choice { options: from }, FindingType::Choice { options: to }, Value::Choice(at)) => {
            let id = from.get(usize::from(at)).map_or("", |option| option.id);
            let there = to.iter().position(|option| option.id == id).and_then(|at| u8::try_from(at).ok());
            Value::Choice(there.unwrap_or(at))
        }
        _ => value,
    }
}

/// What a rule asks for.
fn outcome(rule: &Rule) -> impl PartialEq + use<> {
    (rule.urgency, rule.needs, rule.unstable, rule.first_here)
}
