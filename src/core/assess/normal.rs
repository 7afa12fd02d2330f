//! The normal band shown beside a vital sign: where the score that carries it gives 0 points.

use crate::age::Age;
use crate::finding::FindingIx;
use crate::protocol::ProtocolSet;
use crate::quantity::Span;
use crate::score::{Bands, Points};

/// The 0-point band of `finding` at this age; where the age allows two rows, the younger one.
/// None when no score marked `normal_bands` has one.
#[must_use]
pub fn normal_band(set: &ProtocolSet, finding: FindingIx, age: Age) -> Option<Span> {
    let scores = set.scores.iter().filter(|s| s.shows_normal_bands);
    let ways = scores.flat_map(|s| &s.items).flat_map(|item| &item.points);
    let rows = ways
        .filter_map(|way| match way {
            Points::Bands { finding: of, rows } if *of == finding => Some(rows),
            _ => None,
        })
        .next()?;
    let last_started = rows.iter().take_while(|row| age.at_least(row.from).is_true()).last();
    zero_points(last_started.or_else(|| rows.first())?)
}

fn zero_points(bands: &Bands) -> Option<Span> {
    let mut low = i32::MIN;
    let mut points = bands.below;
    for (limit, next) in &bands.steps {
        if points == 0 {
            return Some(Span::new(low, limit.saturating_sub(1)));
        }
        low = *limit;
        points = *next;
    }
    (points == 0).then_some(Span::new(low, i32::MAX))
}
