//! No hole along age: where a younger and an older child are answered, a child in between is answered as well.
//!
//! What follows each other by age is looked at together: the rows of a table, the rows of a score's item on either side
//! of normal, and alternatives that read the same beside their limits of age, inside a condition or as rules of a
//! protocol. Totals of scores and verdicts of tables are findings of their own here: what changes with age is what a rule
//! itself says of age.

use super::child::{age, in_words, one_of};
use super::fault::{Fault, Subject};
use super::space::{Reading, Space};
use biodivine_lib_bdd::{Bdd, BddVariable};
use paedlotse_core::criterion::{Criterion, DefineIx, ScoreIx, TableIx};
use paedlotse_core::protocol::{Rule, RuleIx};
use paedlotse_core::score::{Bands, Points};
use std::collections::{BTreeMap, BTreeSet};

/// A child without its age, and three ages: at the youngest and the oldest it is one of `these`, in between it is neither
/// one of `these` nor `covered`.
fn hole(space: &Space<'_>, these: &Bdd, covered: &Bdd) -> Option<(String, [String; 3])> {
    let at_each = |of: &Bdd| space.ages.each().map(|(_, reached)| of.restrict(&reached)).collect::<Vec<_>>();
    let (here, covered) = (at_each(these), at_each(covered));
    let any = |at: &dyn Fn(usize) -> bool| {
        here.iter().enumerate().filter(|(one, _)| at(*one)).fold(space.nobody(), |any, (_, now)| any.or(now))
    };
    for (at, (now, covered)) in here.iter().zip(&covered).enumerate() {
        let before = |one: usize| one != at && space.ages.can_precede(one, at);
        let after = |one: usize| one != at && space.ages.can_precede(at, one);
        let left_out = any(&before).and(&any(&after)).and_not(now).and_not(covered);
        if let Some(child) = one_of(space, &left_out) {
            let answered = |one: usize| here.get(one).is_some_and(|now| !now.and(&left_out).is_false());
            let young = (0..here.len()).rfind(|one| before(*one) && answered(*one))?;
            let old = (0..here.len()).find(|one| after(*one) && answered(*one))?;
            let exact = |at: usize| space.ages.each().nth(at).map(|(exact, _)| age(exact)).unwrap_or_default();
            return Some((in_words(space, &child), [young, at, old].map(exact)));
        }
    }
    None
}

/// The conditions that must hold together.
fn conjuncts<'a>(criterion: &'a Criterion, all: &mut Vec<&'a Criterion>) {
    match criterion {
        Criterion::All(parts) => parts.iter().for_each(|part| conjuncts(part, all)),
        one => all.push(one),
    }
}

/// What a condition reads beside its own limits of age; none when it has none, or when age stands deeper inside as well.
fn beside_age(space: &Space<'_>, criterion: &Criterion) -> Option<BTreeSet<BddVariable>> {
    let mut all = Vec::new();
    conjuncts(criterion, &mut all);
    let (limits, rest): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|one| matches!(one, Criterion::AgeFrom(_) | Criterion::AgeUnder(_)));
    let reads: BTreeSet<BddVariable> =
        rest.iter().flat_map(|one| space.criterion(one, Reading::Shape).support_set()).collect();
    let deeper = space.ages.variables().iter().any(|age| reads.contains(age));
    (!limits.is_empty() && !deeper).then_some(reads)
}

/// Looks at alternatives that read the same beside their limits of age; `covered` by whatever else answers the child.
fn alternatives(space: &Space<'_>, parts: &[&Criterion], covered: &Bdd) -> Option<(String, [String; 3])> {
    let mut groups: BTreeMap<BTreeSet<BddVariable>, Bdd> = BTreeMap::new();
    for part in parts {
        if let Some(reads) = beside_age(space, part) {
            let group = groups.entry(reads).or_insert_with(|| space.nobody());
            *group = group.or(&space.criterion(part, Reading::Shape));
        }
    }
    groups.values().find_map(|these| hole(space, these, covered))
}

/// Looks at every "or" inside a condition.
fn inside(space: &Space<'_>, criterion: &Criterion) -> Option<(String, [String; 3])> {
    let here = match criterion {
        Criterion::Any(parts) => {
            let parts: Vec<&Criterion> = parts.iter().collect();
            alternatives(space, &parts, &space.criterion(criterion, Reading::Shape))
        }
        _ => None,
    };
    here.or_else(|| criterion.parts().iter().find_map(|part| inside(space, part)))
}

/// A rule, and what follows it by age among the rules of its protocol that are as urgent.
pub(crate) fn rule(space: &Space<'_>, ix: RuleIx) -> Option<Fault> {
    let rule = space.set.rule(ix)?;
    let as_urgent = |other: &&Rule| other.protocol == rule.protocol && other.urgency >= rule.urgency;
    let read = beside_age(space, &rule.when);
    let beside = || {
        let others = space.set.rules.iter().filter(as_urgent);
        let alike = others.clone().filter(|other| beside_age(space, &other.when) == read).map(|other| &other.when);
        let alike: Vec<&Criterion> = alike.collect();
        // What all other rules answer is a large set, and is only asked for where these leave someone out.
        alternatives(space, &alike, &space.nobody())?;
        let covered = others.fold(space.nobody(), |any, other| any.or(&space.holds(other, Reading::Shape)));
        alternatives(space, &alike, &covered)
    };
    let found = inside(space, &rule.when).or_else(|| if read.is_some() { beside() } else { None });
    found.map(|(child, ages)| Fault::AgeHole { at: Subject::Rule(ix), urgency: Some(rule.urgency), child, ages })
}

/// A definition that rules share.
pub(crate) fn define(space: &Space<'_>, ix: DefineIx) -> Option<Fault> {
    let (child, ages) = inside(space, &space.set.define(ix)?.when)?;
    Some(Fault::AgeHole { at: Subject::Define(ix), urgency: None, child, ages })
}

/// What a table says.
pub(crate) fn table(space: &Space<'_>, ix: TableIx) -> Option<Fault> {
    let these = space.criterion(&Criterion::Table(ix), Reading::Whole);
    let (child, ages) = hole(space, &these, &space.nobody())?;
    Some(Fault::AgeHole { at: Subject::Table(ix), urgency: None, child, ages })
}

/// The points of each item. A rate that is low for a newborn and high for a child of five is normal in between, so
/// that what lies below normal and what lies above it are looked at separately.
pub(crate) fn score(space: &Space<'_>, ix: ScoreIx) -> Option<Fault> {
    let score = space.set.score(ix)?;
    let ways = score.items.iter().flat_map(|item| &item.points);
    let (child, ages) =
        ways.flat_map(|way| by_amount(space, way)).find_map(|these| hole(space, &these, &space.nobody()))?;
    Some(Fault::AgeHole { at: Subject::Score(ix), urgency: None, child, ages })
}

/// For each number of points the children who get at least so many.
fn by_amount(space: &Space<'_>, way: &Points) -> Vec<Bdd> {
    match way {
        Points::When { criterion, .. } => vec![space.criterion(criterion, Reading::Shape)],
        Points::Options { .. } => Vec::new(),
        Points::Bands { finding, rows } => {
            let amounts: BTreeSet<i32> = rows.iter().flat_map(points_of).filter(|amount| *amount > 0).collect();
            let of = |amount: i32, above: bool| {
                space.by_age(rows.iter().map(|row| {
                    let normal = normal_of(row);
                    let bands =
                        std::iter::once((None, row.below)).chain(row.steps.iter().map(|(from, p)| (Some(*from), *p)));
                    let mut here = space.nobody();
                    for (at, (from, points)) in bands.enumerate() {
                        let from = from.map_or_else(|| space.everybody(), |from| space.at_least(*finding, from));
                        let counts = points >= amount && if above { at > normal } else { at < normal };
                        here = if counts { here.or(&from) } else { here.and_not(&from) };
                    }
                    (row.from, here)
                }))
            };
            amounts.into_iter().flat_map(|amount| [of(amount, false), of(amount, true)]).collect()
        }
    }
}

fn points_of(row: &Bands) -> impl Iterator<Item = i32> {
    std::iter::once(row.below).chain(row.steps.iter().map(|(_, points)| *points))
}

/// The band with the fewest points.
fn normal_of(row: &Bands) -> usize {
    points_of(row).enumerate().min_by_key(|(_, points)| *points).map_or(0, |(at, _)| at)
}
