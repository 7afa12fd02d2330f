//! All small changes of one condition: limits by one step, terms left out, counts by one, "and" for "or".

use super::Kind;
use super::words;
use crate::check::reads::symbols_of;
use crate::resolve::Symbol;
use paedlotse_core::age::AgeLimit;
use paedlotse_core::criterion::Criterion;
use paedlotse_core::finding::{FindingIx, FindingType};
use paedlotse_core::list::List;
use paedlotse_core::protocol::ProtocolSet;
use std::collections::BTreeSet;

/// One change of a condition.
pub(super) struct Change {
    pub(super) kind: Kind,
    /// What is changed into what.
    pub(super) words: String,
    pub(super) criterion: Criterion,
    /// What the changed part reads.
    pub(super) reads: BTreeSet<Symbol>,
}

/// The condition around other parts.
type Rebuild = Box<dyn Fn(Vec<Criterion>) -> Criterion>;

/// Every change of `criterion`, from left to right.
pub(super) fn changes(set: &ProtocolSet, criterion: &Criterion) -> Vec<Change> {
    let mut all = limits(set, criterion);
    let (parts, rebuild): (&[Criterion], Rebuild) = match *criterion {
        Criterion::All(parts) => (parts.as_slice(), Box::new(|parts| Criterion::All(parts.into()))),
        Criterion::Any(parts) => (parts.as_slice(), Box::new(|parts| Criterion::Any(parts.into()))),
        Criterion::Count(wanted, parts) => {
            all.extend(counts(set, wanted, parts));
            (parts.as_slice(), Box::new(move |parts| Criterion::Count(wanted, parts.into())))
        }
        _ => return all,
    };
    all.extend(swapped(set, criterion));
    for (at, part) in parts.iter().enumerate() {
        let others = parts.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, part)| *part);
        all.push(Change {
            kind: Kind::Term,
            words: format!("without {}", words::condition(set, part)),
            criterion: rebuild(others.collect()),
            reads: reads(part),
        });
        for change in changes(set, part) {
            let mut changed = parts.to_vec();
            if let Some(slot) = changed.get_mut(at) {
                *slot = change.criterion;
            }
            all.push(Change { criterion: rebuild(changed), ..change });
        }
    }
    all
}

fn reads(part: &Criterion) -> BTreeSet<Symbol> {
    let mut all = symbols_of(part);
    if matches!(part, Criterion::AgeFrom(_) | Criterion::AgeUnder(_)) {
        all.insert(Symbol::Age);
    }
    all
}

/// The limit of a single comparison, one step lower and one step higher.
fn limits(set: &ProtocolSet, criterion: &Criterion) -> Vec<Change> {
    let age = |limit: AgeLimit, more: i32| {
        let completed = limit.completed.checked_add_signed(more).filter(|completed| *completed > 0)?;
        Some(AgeLimit { completed, ..limit })
    };
    let shifted = |more: i32| -> Option<(Kind, Criterion)> {
        Some(match *criterion {
            Criterion::AtLeast(f, limit) => {
                (Kind::Threshold, Criterion::AtLeast(f, limit.checked_add(step(set, f)?.checked_mul(more)?)?))
            }
            Criterion::Below(f, limit) => {
                (Kind::Threshold, Criterion::Below(f, limit.checked_add(step(set, f)?.checked_mul(more)?)?))
            }
            Criterion::AgeFrom(limit) => (Kind::Threshold, Criterion::AgeFrom(age(limit, more)?)),
            Criterion::AgeUnder(limit) => (Kind::Threshold, Criterion::AgeUnder(age(limit, more)?)),
            Criterion::ScoreAtLeast(ix, points) => {
                (Kind::ScoreLimit, Criterion::ScoreAtLeast(ix, points.checked_add(more)?))
            }
            Criterion::ScoreBelow(ix, points) => {
                (Kind::ScoreLimit, Criterion::ScoreBelow(ix, points.checked_add(more)?))
            }
            _ => return None,
        })
    };
    let change = |(kind, changed): (Kind, Criterion)| Change {
        kind,
        words: into(set, criterion, &changed),
        criterion: changed,
        reads: reads(criterion),
    };
    [-1, 1].into_iter().filter_map(shifted).map(change).collect()
}

/// The smallest difference of a number.
pub(super) fn step(set: &ProtocolSet, ix: FindingIx) -> Option<i32> {
    match set.finding(ix)?.answer {
        FindingType::Number { step, .. } => Some(step),
        _ => None,
    }
}

fn into(set: &ProtocolSet, before: &Criterion, after: &Criterion) -> String {
    format!("{} → {}", words::condition(set, before), words::condition(set, after))
}

/// One more, and one fewer, of a count.
fn counts(set: &ProtocolSet, wanted: u32, parts: List<Criterion>) -> Vec<Change> {
    let most = u32::try_from(parts.len()).unwrap_or(u32::MAX);
    let others = [wanted.checked_sub(1), wanted.checked_add(1).filter(|more| *more <= most)];
    let first = parts.first().map(|part| words::condition(set, part)).unwrap_or_default();
    let change = |other: u32| Change {
        kind: Kind::Count,
        words: format!("at least {wanted} of ({first}, …) → at least {other}"),
        criterion: Criterion::Count(other, parts),
        reads: parts.iter().flat_map(reads).collect(),
    };
    others.into_iter().flatten().map(change).collect()
}

/// "and" for "or", and the other way round.
fn swapped(set: &ProtocolSet, criterion: &Criterion) -> Option<Change> {
    let (words, changed) = match *criterion {
        Criterion::All(parts) if parts.len() > 1 => ("and → or", Criterion::Any(parts)),
        Criterion::Any(parts) if parts.len() > 1 => ("or → and", Criterion::All(parts)),
        _ => return None,
    };
    Some(Change {
        kind: Kind::Join,
        words: format!("{words} in {}", words::condition(set, criterion)),
        criterion: changed,
        reads: criterion.parts().iter().flat_map(reads).collect(),
    })
}
