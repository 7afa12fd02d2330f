//! An age as a clinician says it: a number and a unit, and how to be more exact.

use crate::app::msg::AgeKey;
use paedlotse_core::age::{Age, AgeError, AgeUnit};

/// An age in one number and its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The unit.
    pub unit: AgeKey,
    /// Completed units.
    pub count: u32,
}

/// The age was given in weeks or years: which days or months it may be, and which one is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refinement {
    /// Days or months.
    pub unit: AgeKey,
    /// The first possible one.
    pub base: u32,
    /// How many there are.
    pub choices: u32,
    /// The chosen one, counted from the first.
    pub chosen: Option<u32>,
}

/// Under this many days every day counts.
const DAYS_COUNT_UNDER: u32 = 92;
/// Under this many months every month counts.
const MONTHS_COUNT_UNDER: u32 = 72;

/// The age of a number and a unit key.
///
/// # Errors
/// When it is not a child's.
pub fn of(unit: AgeKey, count: u32) -> Result<Age, AgeError> {
    match unit {
        AgeKey::Hours => Age::hours(count),
        AgeKey::Days => Age::days(count),
        AgeKey::Weeks => Age::weeks(count),
        AgeKey::Months => Age::months(count),
        AgeKey::Years => Age::years(count),
    }
}

/// How a clinician would say this age.
#[must_use]
pub fn stated(age: Age) -> Option<Stated> {
    let (hours, most_hours) = age.completed(AgeUnit::Hours);
    let (days, most_days) = age.completed(AgeUnit::Days);
    let (months, most_months) = age.completed(AgeUnit::Months);
    let (unit, count) = if hours == most_hours {
        (AgeKey::Hours, hours)
    } else if days == most_days {
        (AgeKey::Days, days)
    } else if most_days.saturating_sub(days) == 6 && days.is_multiple_of(7) {
        (AgeKey::Weeks, days / 7)
    } else if months == most_months {
        (AgeKey::Months, months)
    } else if most_months.saturating_sub(months) == 11 && months.is_multiple_of(12) {
        (AgeKey::Years, months / 12)
    } else {
        return None;
    };
    Some(Stated { unit, count })
}

/// What would make this age more exact, where that can matter.
#[must_use]
pub fn refinement(age: Age) -> Option<Refinement> {
    let Stated { unit, count } = stated(age)?;
    let (unit, choices, base, chosen) = match unit {
        AgeKey::Weeks if count * 7 < DAYS_COUNT_UNDER => (AgeKey::Days, 7, count * 7, None),
        AgeKey::Days if (7..DAYS_COUNT_UNDER).contains(&count) => (AgeKey::Days, 7, count - count % 7, Some(count % 7)),
        AgeKey::Years if count * 12 < MONTHS_COUNT_UNDER => (AgeKey::Months, 12, count * 12, None),
        AgeKey::Months if (12..MONTHS_COUNT_UNDER).contains(&count) => {
            (AgeKey::Months, 12, count - count % 12, Some(count % 12))
        }
        _ => return None,
    };
    Some(Refinement { unit, base, choices, chosen })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_it_as_it_was_entered() {
        for (unit, count) in [
            (AgeKey::Hours, 6),
            (AgeKey::Days, 37),
            (AgeKey::Weeks, 5),
            (AgeKey::Weeks, 11),
            (AgeKey::Months, 0),
            (AgeKey::Months, 14),
            (AgeKey::Years, 2),
            (AgeKey::Years, 17),
        ] {
            assert_eq!(stated(of(unit, count).unwrap()), Some(Stated { unit, count }));
        }
        assert_eq!(stated(Age::any()), None);
    }

    #[test]
    fn weeks_and_years_can_be_more_exact() {
        let five_weeks = refinement(Age::weeks(5).unwrap()).unwrap();
        assert_eq!((five_weeks.unit, five_weeks.base, five_weeks.chosen), (AgeKey::Days, 35, None));
        let exact = refinement(Age::days(37).unwrap()).unwrap();
        assert_eq!((exact.base, exact.chosen), (35, Some(2)));
        let two_years = refinement(Age::years(2).unwrap()).unwrap();
        assert_eq!((two_years.unit, two_years.base, two_years.choices), (AgeKey::Months, 24, 12));
        assert_eq!(refinement(Age::years(7).unwrap()), None);
        assert_eq!(refinement(Age::months(2).unwrap()), None);
    }
}
