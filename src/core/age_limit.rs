//! Age limits as people write them: "29 days", "6 weeks", "3 months", "6 years". One place for content and for cards
//! that are read while the program runs.

use crate::age::{AgeLimit, AgeUnit, MONTHS_END};

/// Completed hours that no child can have: eighteen years of 366 days.
const HOURS_END: u32 = 18 * 366 * 24;

/// Why an age limit was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgeLimitError {
    /// The unit is not one of hours, days, weeks, months and years.
    NotAUnit,
    /// Not a whole number, or more than eighteen years.
    OutOfRange,
}

impl AgeLimit {
    /// The limit `number` `unit`, for example 6 "years"; the unit may stand in the singular.
    ///
    /// # Errors
    /// When the unit is unknown, or the limit lies above eighteen years.
    pub fn of(number: u32, unit: &str) -> Result<Self, AgeLimitError> {
        let (unit, factor, end) = match unit {
            "hour" | "hours" => (AgeUnit::Hours, 1, HOURS_END),
            "day" | "days" => (AgeUnit::Days, 1, HOURS_END / 24),
            "week" | "weeks" => (AgeUnit::Days, 7, HOURS_END / 24),
            "month" | "months" => (AgeUnit::Months, 1, MONTHS_END),
            "year" | "years" => (AgeUnit::Months, 12, MONTHS_END),
            _ => return Err(AgeLimitError::NotAUnit),
        };
        let completed = number.checked_mul(factor).filter(|completed| *completed <= end);
        completed.map(|completed| Self { unit, completed }).ok_or(AgeLimitError::OutOfRange)
    }

    /// Reads "29 days" or "6 years".
    ///
    /// # Errors
    /// As [`AgeLimit::of`], and when no whole number stands in front.
    pub fn parse(text: &str) -> Result<Self, AgeLimitError> {
        let text = text.trim();
        let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let (number, unit) = text.split_at_checked(end).unwrap_or((text, ""));
        number.parse().map_err(|_| AgeLimitError::OutOfRange).and_then(|number| Self::of(number, unit.trim()))
    }

    /// The limit as [`AgeLimit::parse`] reads it: whole years as years, else in the unit that is counted in.
    #[must_use]
    pub fn written(self) -> String {
        let (number, unit) = match self.unit {
            AgeUnit::Hours => (self.completed, "hours"),
            AgeUnit::Days => (self.completed, "days"),
            AgeUnit::Months if self.completed.is_multiple_of(12) => (self.completed / 12, "years"),
            AgeUnit::Months => (self.completed, "months"),
        };
        let mut text = number.to_string();
        text.push(' ');
        text.push_str(unit);
        text
    }

    /// Whether nobody is at least `from` and under `under`. Two units are not compared: what lies between them is then
    /// for the reader to see.
    #[must_use]
    pub fn leaves_nobody(from: Option<Self>, under: Option<Self>) -> bool {
        under.is_some_and(|under| {
            under.completed == 0
                || from.is_some_and(|from| from.unit == under.unit && from.completed >= under.completed)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        for text in ["36 hours", "29 days", "42 months", "6 years", "18 years", "0 years"] {
            assert_eq!(AgeLimit::parse(text).unwrap().written(), text);
        }
        assert_eq!(AgeLimit::parse("6 weeks").unwrap().written(), "42 days");
        assert_eq!(AgeLimit::parse(" 12 months ").unwrap().written(), "1 years");
    }

    #[test]
    fn refuses_what_is_no_limit() {
        for text in ["19 years", "6000000000 days", "-3 days", "six years", "", "613566757 weeks", "3.5 years"] {
            assert!(AgeLimit::parse(text).is_err(), "{text}");
        }
        assert_eq!(AgeLimit::parse("6 fortnights"), Err(AgeLimitError::NotAUnit));
    }

    #[test]
    fn a_limit_may_leave_nobody() {
        let limit = |text| Some(AgeLimit::parse(text).unwrap());
        assert!(AgeLimit::leaves_nobody(limit("6 years"), limit("6 years")));
        assert!(AgeLimit::leaves_nobody(None, limit("0 days")));
        assert!(!AgeLimit::leaves_nobody(limit("28 days"), limit("6 years")));
        assert!(!AgeLimit::leaves_nobody(limit("6 years"), None));
    }
}
