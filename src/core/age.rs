//! Age as the set of all completed hours, days and months that may be true together.
//!
//! "5 years" is 60 to 71 completed months; "91 days" may be two or three completed months.
//! A limit inside the set is *unknown*, never rounded.
//!
//! Months are counted as people count them: a child born on the 31st completes the next month on its
//! last day. Every birth date of a four-year cycle is covered, so the tables below are exact.

pub use crate::age_limit::AgeLimitError;
use crate::truth::Truth;
use serde::{Deserialize, Serialize};

/// Completed months at which childhood ends: the eighteenth birthday.
pub const MONTHS_END: u32 = 216;

/// The unit in which an age or an age limit is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum AgeUnit {
    /// Completed hours.
    Hours,
    /// Completed days.
    Days,
    /// Completed calendar months.
    Months,
}

/// A limit on the age: `n` completed units, for example 3 months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct AgeLimit {
    /// The unit counted in.
    pub unit: AgeUnit,
    /// How many are completed.
    pub completed: u32,
}

/// Why an age was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgeError {
    /// Not understood; the forms are "6 hours", "37 days", "11 weeks", "14 months", "5 years", "2 years 3 months".
    NotAnAge,
    /// Eighteen years or more.
    NotAChild,
    /// Days and months that no birth date makes true together.
    Contradiction,
}

/// A closed interval of completed units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
struct Interval {
    low: u32,
    high: u32,
}

impl Interval {
    fn meet(self, other: Self) -> Option<Self> {
        let low = self.low.max(other.low);
        let high = self.high.min(other.high);
        (low <= high).then_some(Self { low, high })
    }
}

/// What is known of a child's age at the start of the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Age {
    hours: Interval,
    days: Interval,
    months: Interval,
}

const TABLE: usize = 218;

/// For every number of months: the fewest and the most days after which it is completed.
const MONTH_DAYS: [(u32, u32); TABLE] = month_days();

#[expect(clippy::indexing_slicing, reason = "evaluated at compile time: an index out of range does not compile")]
const fn month_days() -> [(u32, u32); TABLE] {
    const LENGTHS: [u32; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    const fn length(month: usize) -> u32 {
        // Month 0 is January of a leap year; the cycle repeats after 48 months.
        if month % 48 == 1 { 29 } else { LENGTHS[month % 12] }
    }
    let mut table = [(u32::MAX, 0); TABLE];
    let mut start = 0;
    while start < 48 {
        let mut sum = 0;
        let mut months = 0;
        while months < TABLE {
            let target = length(start + months);
            let clamped = length(start).saturating_sub(target);
            let (fewest, most) = table[months];
            let least = sum - clamped;
            table[months] = (if least < fewest { least } else { fewest }, if sum > most { sum } else { most });
            sum += target;
            months += 1;
        }
        start += 1;
    }
    table
}

fn fewest_days(months: u32) -> u32 {
    usize::try_from(months).ok().and_then(|m| MONTH_DAYS.get(m)).map_or(u32::MAX, |row| row.0)
}

fn most_days(months: u32) -> u32 {
    usize::try_from(months).ok().and_then(|m| MONTH_DAYS.get(m)).map_or(u32::MAX, |row| row.1)
}

impl Age {
    /// Any child: nothing is known yet.
    #[must_use]
    pub fn any() -> Self {
        Self::from_months(0, MONTHS_END - 1)
    }

    /// `completed` hours; only sensible in the first days of life.
    ///
    /// # Errors
    /// [`AgeError::NotAChild`] from eighteen years.
    pub fn hours(completed: u32) -> Result<Self, AgeError> {
        let mut age = Self::days(completed / 24)?;
        age.hours = Interval { low: completed, high: completed };
        Ok(age)
    }

    /// `completed` days.
    ///
    /// # Errors
    /// [`AgeError::NotAChild`] from eighteen years.
    pub fn days(completed: u32) -> Result<Self, AgeError> {
        Self::from_days(completed, completed)
    }

    /// `completed` weeks: seven possible days.
    ///
    /// # Errors
    /// [`AgeError::NotAChild`] from eighteen years.
    pub fn weeks(completed: u32) -> Result<Self, AgeError> {
        let low = completed.checked_mul(7).ok_or(AgeError::NotAChild)?;
        Self::from_days(low, low.checked_add(6).ok_or(AgeError::NotAChild)?)
    }

    /// `completed` calendar months.
    ///
    /// # Errors
    /// [`AgeError::NotAChild`] from eighteen years.
    pub fn months(completed: u32) -> Result<Self, AgeError> {
        if completed >= MONTHS_END {
            return Err(AgeError::NotAChild);
        }
        Ok(Self::from_months(completed, completed))
    }

    /// `completed` years: twelve possible months.
    ///
    /// # Errors
    /// [`AgeError::NotAChild`] from eighteen years.
    pub fn years(completed: u32) -> Result<Self, AgeError> {
        let low = completed.checked_mul(12).ok_or(AgeError::NotAChild)?;
        if low >= MONTHS_END {
            return Err(AgeError::NotAChild);
        }
        Ok(Self::from_months(low, low + 11))
    }

    fn from_months(low: u32, high: u32) -> Self {
        let days = Interval { low: fewest_days(low), high: most_days(high.saturating_add(1)).saturating_sub(1) };
        Self { hours: hours_of(days), days, months: Interval { low, high } }
    }

    fn from_days(low: u32, high: u32) -> Result<Self, AgeError> {
        // The fewest months: the first whose successor may still lie ahead on that day.
        let fewest = (0..MONTHS_END).find(|&m| most_days(m + 1) > low);
        let most = (0..MONTHS_END).rev().find(|&m| fewest_days(m) <= high);
        let (Some(fewest), Some(most)) = (fewest, most) else {
            return Err(AgeError::NotAChild);
        };
        let days = Interval { low, high };
        Ok(Self { hours: hours_of(days), days, months: Interval { low: fewest, high: most } })
    }

    /// The age whose completed hours, days and months lie between these, ends included.
    ///
    /// # Errors
    /// [`AgeError::NotAChild`] from eighteen years, [`AgeError::Contradiction`] when no birth date makes all true.
    pub fn between(hours: (u32, u32), days: (u32, u32), months: (u32, u32)) -> Result<Self, AgeError> {
        let ordered = |(low, high): (u32, u32)| low <= high;
        if !(ordered(hours) && ordered(days) && ordered(months)) {
            return Err(AgeError::Contradiction);
        }
        if months.1 >= MONTHS_END {
            return Err(AgeError::NotAChild);
        }
        let mut age = Self::from_days(days.0, days.1)?.meet(Self::from_months(months.0, months.1))?;
        age.hours = age.hours.meet(Interval { low: hours.0, high: hours.1 }).ok_or(AgeError::Contradiction)?;
        Ok(age)
    }

    /// What both statements allow: days and months of one birth date, for example.
    ///
    /// # Errors
    /// [`AgeError::Contradiction`] when no birth date makes both true.
    pub fn meet(self, other: Self) -> Result<Self, AgeError> {
        let meet = |a: Interval, b: Interval| a.meet(b).ok_or(AgeError::Contradiction);
        Ok(Self {
            hours: meet(self.hours, other.hours)?,
            days: meet(self.days, other.days)?,
            months: meet(self.months, other.months)?,
        })
    }

    /// Reads "6 hours", "37 days", "11 weeks", "14 months", "5 years", "2 years 3 months",
    /// and, where days and months are both known, "91 days / 2 months".
    ///
    /// # Errors
    /// When the text is not an age, not a child's, or contradicts itself.
    pub fn parse(text: &str) -> Result<Self, AgeError> {
        let mut known: Option<Self> = None;
        for statement in text.split('/') {
            let age = Self::parse_one(statement)?;
            known = Some(match known {
                Some(before) => before.meet(age)?,
                None => age,
            });
        }
        known.ok_or(AgeError::NotAnAge)
    }

    fn parse_one(text: &str) -> Result<Self, AgeError> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let number = |word: &str| -> Result<u32, AgeError> {
            if word.chars().all(|c| c.is_ascii_digit()) {
                word.parse().map_err(|_| AgeError::NotAnAge)
            } else {
                Err(AgeError::NotAnAge)
            }
        };
        match words.as_slice() {
            [n, "hour" | "hours"] => Self::hours(number(n)?),
            [n, "day" | "days"] => Self::days(number(n)?),
            [n, "week" | "weeks"] => Self::weeks(number(n)?),
            [n, "month" | "months"] => Self::months(number(n)?),
            [n, "year" | "years"] => Self::years(number(n)?),
            [y, "year" | "years", m, "month" | "months"] => {
                let months = number(m)?;
                if months > 11 {
                    return Err(AgeError::NotAnAge);
                }
                let total = number(y)?.checked_mul(12).and_then(|v| v.checked_add(months));
                Self::months(total.ok_or(AgeError::NotAChild)?)
            }
            _ => Err(AgeError::NotAnAge),
        }
    }

    const fn axis(&self, unit: AgeUnit) -> &Interval {
        match unit {
            AgeUnit::Hours => &self.hours,
            AgeUnit::Days => &self.days,
            AgeUnit::Months => &self.months,
        }
    }

    /// The fewest and the most completed units this age allows.
    #[must_use]
    pub fn completed(self, unit: AgeUnit) -> (u32, u32) {
        let axis = self.axis(unit);
        (axis.low, axis.high)
    }

    /// Whether the child has completed `limit`.
    #[must_use]
    pub fn at_least(&self, limit: AgeLimit) -> Truth {
        let axis = self.axis(limit.unit);
        if axis.low >= limit.completed {
            Truth::True
        } else if axis.high < limit.completed {
            Truth::False
        } else {
            Truth::Unknown
        }
    }

    /// Whether the child is younger than `limit`.
    #[must_use]
    pub fn under(&self, limit: AgeLimit) -> Truth {
        self.at_least(limit).negate()
    }
}

fn hours_of(days: Interval) -> Interval {
    Interval { low: days.low.saturating_mul(24), high: days.high.saturating_mul(24).saturating_add(23) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limit(unit: AgeUnit, completed: u32) -> AgeLimit {
        AgeLimit { unit, completed }
    }

    #[test]
    fn months_cover_the_days_that_exist() {
        assert_eq!(MONTH_DAYS[0], (0, 0));
        assert_eq!(MONTH_DAYS[1], (28, 31));
        assert_eq!(MONTH_DAYS[2], (59, 62));
        assert_eq!(MONTH_DAYS[3], (89, 92));
        assert_eq!(MONTH_DAYS[12], (365, 366));
        assert_eq!(MONTH_DAYS[48], (1461, 1461));
    }

    #[test]
    fn a_day_in_doubt_stays_in_doubt() {
        let age = Age::days(91).unwrap();
        assert_eq!(age.under(limit(AgeUnit::Months, 3)), Truth::Unknown);
        let exact = Age::parse("91 days / 2 months").unwrap();
        assert_eq!(exact.under(limit(AgeUnit::Months, 3)), Truth::True);
        assert_eq!(Age::days(88).unwrap().under(limit(AgeUnit::Months, 3)), Truth::True);
        assert_eq!(Age::days(92).unwrap().under(limit(AgeUnit::Months, 3)), Truth::False);
    }

    #[test]
    fn coarse_ages_are_ranges() {
        let age = Age::parse("5 years").unwrap();
        assert_eq!(age.completed(AgeUnit::Months), (60, 71));
        assert_eq!(age.at_least(limit(AgeUnit::Months, 66)), Truth::Unknown);
        assert_eq!(Age::parse("5 weeks").unwrap().completed(AgeUnit::Days), (35, 41));
        assert_eq!(Age::parse("2 years 3 months").unwrap().completed(AgeUnit::Months), (27, 27));
        assert_eq!(Age::parse("6 hours").unwrap().completed(AgeUnit::Days), (0, 0));
    }

    #[test]
    fn refuses_what_is_no_childs_age() {
        assert_eq!(Age::parse("18 years"), Err(AgeError::NotAChild));
        assert_eq!(Age::parse("216 months"), Err(AgeError::NotAChild));
        assert_eq!(Age::parse("7000 days"), Err(AgeError::NotAChild));
        assert_eq!(Age::parse("five years"), Err(AgeError::NotAnAge));
        assert_eq!(Age::parse("-3 days"), Err(AgeError::NotAnAge));
        assert_eq!(Age::parse("10 days / 3 months"), Err(AgeError::Contradiction));
        assert_eq!(Age::parse("99999999999 days"), Err(AgeError::NotAnAge));
    }
}
