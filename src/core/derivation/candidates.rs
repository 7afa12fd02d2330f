//! Which other values of a finding are worth a try: one for every stretch between two limits of the content.

use super::index::Index;
use crate::finding::{Finding, FindingIx, FindingType};
use crate::observation::Value;
use crate::quantity::Span;

/// How far it is from no to yes, from the best to the worst option, and over the plausible range of a number.
pub(super) const WHOLE_WAY: u32 = 1000;

/// A value to try.
#[derive(Clone, Copy)]
pub(super) struct Candidate {
    pub(super) value: Value,
    /// From the value that is there, in parts of [`WHOLE_WAY`] of what the finding allows.
    pub(super) distance: u32,
    /// From the value that is there, in the finding's own steps, or in options by level.
    pub(super) margin: u32,
}

/// All other stretches of values than that of `from`, each by its nearest value; the nearest first.
pub(super) fn candidates(index: &Index<'_>, ix: FindingIx, finding: &Finding, from: Value) -> Vec<Candidate> {
    let mut found = Vec::new();
    match (&finding.answer, from) {
        (FindingType::YesNo, Value::YesNo(yes)) => {
            found.push(Candidate { value: Value::YesNo(!yes), distance: WHOLE_WAY, margin: 1 });
        }
        (FindingType::Choice { options }, Value::Choice(now)) => {
            let level = |at: u8| options.get(usize::from(at)).map_or(0, |option| option.level);
            let most = options.iter().map(|option| option.level).max().unwrap_or(0);
            for at in (0_u8..).take(options.len()).filter(|at| *at != now) {
                let margin = u32::from(level(at).abs_diff(level(now)));
                add(&mut found, Value::Choice(at), margin, u32::from(most));
            }
        }
        (FindingType::Number { step, plausible, .. }, Value::Number(span)) => {
            let step = (*step).max(1);
            let width = plausible.high().abs_diff(plausible.low());
            for limit in index.limits(ix) {
                // The nearest value that can be recorded on the other side of the limit.
                let below = limit.saturating_sub(1);
                let below = below.saturating_sub(below.rem_euclid(step));
                let above = below.saturating_add(step);
                let other = if *limit > span.low() { above } else { below };
                let both = (*limit > span.low() && *limit <= span.high()).then_some(below);
                for value in [Some(other), both].into_iter().flatten().filter(|value| plausible.contains(*value)) {
                    let margin = if value > span.high() {
                        value.abs_diff(span.high())
                    } else {
                        // Nothing for a value inside the range.
                        span.low().max(value).abs_diff(value)
                    };
                    add(&mut found, Value::Number(Span::exactly(value)), margin, width);
                }
            }
        }
        _ => {}
    }
    found
}

fn add(found: &mut Vec<Candidate>, value: Value, margin: u32, whole: u32) {
    let distance = margin.saturating_mul(WHOLE_WAY).checked_div(whole).unwrap_or(WHOLE_WAY);
    let place = found.partition_point(|before| before.margin <= margin);
    found.insert(place, Candidate { value, distance, margin });
}
