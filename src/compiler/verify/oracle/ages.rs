//! The ages that exist: every child of a four-year cycle, day by day, to the eighteenth birthday.
//!
//! The calendar here is a third one, beside that of the engine and that of the tests. Until 28 February 2100 every fourth
//! year has a leap day; a childhood over that day, which has none, is outside.

use paedlotse_core::age::{Age, AgeLimit, AgeUnit, MONTHS_END};
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// An age to the hour, counted in three units at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExactAge {
    /// Completed hours.
    pub hours: u32,
    /// Completed days.
    pub days: u32,
    /// Completed months: on the 31st, or on the last day of a shorter month, for a child born on the 31st.
    pub months: u32,
}

/// Some hours of one day of life, with the months that are completed then: all on the same side of every limit.
struct Stretch {
    hours: RangeInclusive<u32>,
    days: u32,
    months: u32,
    /// Which stretches cannot be told apart by any limit.
    region: usize,
}

/// All ages, cut at the limits of a content.
pub struct Ages {
    limits: BTreeSet<AgeLimit>,
    stretches: Vec<Stretch>,
    regions: usize,
}

impl Ages {
    /// Cuts all ages at these limits.
    pub(crate) fn new(limits: BTreeSet<AgeLimit>) -> Self {
        let mut known: Vec<Vec<bool>> = Vec::new();
        let mut stretches = Vec::new();
        for (days, months) in days_and_months() {
            for hours in hours_of(days, &limits) {
                let age = ExactAge { hours: *hours.start(), days, months };
                let sides: Vec<bool> = limits.iter().map(|limit| age.reached(*limit)).collect();
                // Neighbours are mostly alike: the latest regions first.
                let region = known.iter().rposition(|other| *other == sides).unwrap_or_else(|| {
                    known.push(sides);
                    known.len().saturating_sub(1)
                });
                stretches.push(Stretch { hours, days, months, region });
            }
        }
        Self { limits, stretches, regions: known.len() }
    }

    /// The limits.
    #[must_use]
    pub fn limits(&self) -> &BTreeSet<AgeLimit> {
        &self.limits
    }

    /// How many regions of age the limits tell apart.
    #[must_use]
    pub fn regions(&self) -> usize {
        self.regions
    }

    /// One exact age of every region that `age` allows.
    #[must_use]
    pub fn within(&self, age: Age) -> Vec<ExactAge> {
        let [hours, days, months] = [AgeUnit::Hours, AgeUnit::Days, AgeUnit::Months].map(|unit| {
            let (low, high) = age.completed(unit);
            low..=high
        });
        let mut seen = vec![false; self.regions];
        let mut found = Vec::new();
        for stretch in &self.stretches {
            let Some(seen) = seen.get_mut(stretch.region) else { continue };
            let hour = (*stretch.hours.start()).max(*hours.start());
            let fits = stretch.hours.contains(&hour) && hours.contains(&hour);
            if fits && !*seen && days.contains(&stretch.days) && months.contains(&stretch.months) {
                *seen = true;
                found.push(ExactAge { hours: hour, days: stretch.days, months: stretch.months });
            }
        }
        found
    }
}

/// The hours of a day, cut at the limits in hours.
fn hours_of(days: u32, limits: &BTreeSet<AgeLimit>) -> Vec<RangeInclusive<u32>> {
    let first = days.saturating_mul(24);
    let last = first.saturating_add(23);
    let cuts = limits.iter().filter(|limit| limit.unit == AgeUnit::Hours).map(|limit| limit.completed);
    let mut starts: BTreeSet<u32> = cuts.filter(|cut| (first..=last).contains(cut)).collect();
    starts.insert(first);
    let ends: Vec<u32> = starts.iter().skip(1).map(|next| next.saturating_sub(1)).chain([last]).collect();
    starts.into_iter().zip(ends).map(|(from, to)| from..=to).collect()
}

/// Every pair of completed days and completed months that some birth date makes true together.
#[must_use]
pub fn days_and_months() -> BTreeSet<(u32, u32)> {
    let mut spans = BTreeSet::new();
    for birth_month in 0_u32..48 {
        for birth_day in 1..=length(birth_month) {
            let mut from = 0_u32;
            for months in 0..MONTHS_END {
                let until = birthday(birth_month, birth_day, months.saturating_add(1));
                spans.insert((months, from, until));
                from = until;
            }
        }
    }
    spans.into_iter().flat_map(|(months, from, until)| (from..until).map(move |day| (day, months))).collect()
}

/// How many days after its birth a child completes so many months.
fn birthday(birth_month: u32, birth_day: u32, months: u32) -> u32 {
    let between: u32 = (0..months).map(|month| length(birth_month.saturating_add(month))).sum();
    let on = birth_day.min(length(birth_month.saturating_add(months)));
    // From the day of birth to the first of its month, on to the first of that month, and to the day.
    between.saturating_add(on).saturating_sub(birth_day)
}

/// The days of a month; month 0 is the January of a leap year.
fn length(month: u32) -> u32 {
    match month % 12 {
        1 if month % 48 < 12 => 29,
        1 => 28,
        3 | 5 | 8 | 10 => 30,
        _ => 31,
    }
}
