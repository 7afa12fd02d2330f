//! Mutants of scores and tables: every point by one, every limit by one step, every row of ages by one unit.

use super::Kind;
use super::conditions::{changes, step};
use super::edit::replaced;
use super::words;
use crate::check::quantity::write_age;
use crate::resolve::Symbol;
use paedlotse_core::age::AgeLimit;
use paedlotse_core::criterion::Criterion;
use paedlotse_core::finding::{FindingIx, FindingType};
use paedlotse_core::list::List;
use paedlotse_core::protocol::ProtocolSet;
use paedlotse_core::score::{Bands, Points, Score, ScoreItem, Table};
use std::collections::BTreeSet;

type Changed<T> = (Kind, String, T, BTreeSet<Symbol>);

/// Every change of a score.
pub(super) fn of_score(set: &ProtocolSet, score: &Score) -> Vec<Changed<Score>> {
    let mut all = Vec::new();
    for change in score.valid.iter().flat_map(|valid| changes(set, valid)) {
        let changed = Score { valid: Some(change.criterion), ..*score };
        all.push((change.kind, format!("valid: {}", change.words), changed, change.reads));
    }
    for (at, item) in score.items.iter().enumerate() {
        for (way_at, way) in item.points.iter().enumerate() {
            for (kind, words, changed, reads) in of_way(set, way) {
                let item = ScoreItem { points: replaced(&item.points, way_at, changed), ..*item };
                let words = format!("{}: {words}", item.id);
                all.push((kind, words, Score { items: replaced(&score.items, at, item), ..*score }, reads));
            }
        }
    }
    all
}

fn of_way(set: &ProtocolSet, way: &Points) -> Vec<Changed<Points>> {
    match *way {
        Points::When { criterion, points } => when(set, criterion, points),
        Points::Options { finding, points } => options(set, finding, points),
        Points::Bands { finding, rows } => {
            let reads = BTreeSet::from([Symbol::Finding(finding), Symbol::Age]);
            let mut all = Vec::new();
            for (at, row) in rows.iter().enumerate() {
                for (kind, words, row) in of_row(set, finding, row) {
                    let changed = Points::Bands { finding, rows: replaced(&rows, at, row) };
                    all.push((kind, words, changed, reads.clone()));
                }
            }
            all
        }
    }
}

fn when(set: &ProtocolSet, criterion: Criterion, points: i32) -> Vec<Changed<Points>> {
    let words = words::condition(set, &criterion);
    let reads = crate::check::reads::symbols_of(&criterion);
    let mut all: Vec<Changed<Points>> = around(points)
        .filter(|other| *other > 0)
        .map(|other| {
            let changed = Points::When { criterion, points: other };
            (Kind::Points, format!("{points} → {other} points for {words}"), changed, reads.clone())
        })
        .collect();
    for change in changes(set, &criterion) {
        let changed = Points::When { criterion: change.criterion, points };
        all.push((change.kind, format!("{points} points for {}", change.words), changed, change.reads));
    }
    all
}

fn options(set: &ProtocolSet, finding: FindingIx, points: List<i32>) -> Vec<Changed<Points>> {
    let Some(FindingType::Choice { options }) = set.finding(finding).map(|finding| finding.answer) else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for (at, (option, now)) in options.iter().zip(&points).enumerate() {
        for other in around(*now) {
            let changed = Points::Options { finding, points: replaced(&points, at, other) };
            let words = format!("{now} → {other} points for {}", option.id);
            all.push((Kind::Points, words, changed, BTreeSet::from([Symbol::Finding(finding)])));
        }
    }
    all
}

/// One fewer and one more; points are never negative.
fn around(points: i32) -> impl Iterator<Item = i32> {
    [points.saturating_sub(1), points.saturating_add(1)].into_iter().filter(|points| *points >= 0)
}

fn of_row(set: &ProtocolSet, finding: FindingIx, row: &Bands) -> Vec<(Kind, String, Bands)> {
    let age = write_age(row.from, 0);
    let mut all: Vec<(Kind, String, Bands)> = Vec::new();
    for from in ages(row.from) {
        all.push((Kind::Threshold, format!("from {age} → from {}", write_age(from, 0)), Bands { from, ..*row }));
    }
    for other in around(row.below) {
        let words = format!("from {age}, lowest values: {} → {other} points", row.below);
        all.push((Kind::Points, words, Bands { below: other, ..*row }));
    }
    for (at, (limit, points)) in row.steps.iter().enumerate() {
        let value = words::value(set, finding, *limit);
        for other in limits(set, finding, *limit) {
            let words = format!("from {age}: {value} → {}", words::value(set, finding, other));
            all.push((Kind::Threshold, words, Bands { steps: replaced(&row.steps, at, (other, *points)), ..*row }));
        }
        for other in around(*points) {
            let words = format!("from {age}, {value} and more: {points} → {other} points");
            all.push((Kind::Points, words, Bands { steps: replaced(&row.steps, at, (*limit, other)), ..*row }));
        }
    }
    all
}

/// The first row is for everybody from birth: its age does not move.
fn ages(from: AgeLimit) -> impl Iterator<Item = AgeLimit> {
    let others = [from.completed.checked_sub(1), from.completed.checked_add(1)];
    let others = others.into_iter().flatten().map(move |completed| AgeLimit { completed, ..from });
    others.filter(move |other| from.completed > 0 && other.completed > 0)
}

fn limits(set: &ProtocolSet, finding: FindingIx, limit: i32) -> impl Iterator<Item = i32> {
    let step = step(set, finding).unwrap_or(1);
    [limit.saturating_sub(step), limit.saturating_add(step)].into_iter()
}

/// Every change of a table.
pub(super) fn of_table(set: &ProtocolSet, table: &Table) -> Vec<(String, Table)> {
    let mut all = Vec::new();
    for (at, (from, limit)) in table.rows.iter().enumerate() {
        let age = write_age(*from, 0);
        for other in ages(*from) {
            let rows = replaced(&table.rows, at, (other, *limit));
            all.push((format!("from {age} → from {}", write_age(other, 0)), Table { rows, ..*table }));
        }
        for other in limits(set, table.finding, *limit) {
            let (before, after) = (words::value(set, table.finding, *limit), words::value(set, table.finding, other));
            let rows = replaced(&table.rows, at, (*from, other));
            all.push((format!("from {age}: {before} → {after}"), Table { rows, ..*table }));
        }
    }
    all
}
