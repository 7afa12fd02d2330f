//! Dates and moments as FHIR writes them: a year, a month, a day, or a moment with its distance from UTC.

use super::{FRESH_HOURS, Why};
use crate::calendar::{days, month_length};
use crate::case::Timestamp;

const MS_A_MINUTE: i64 = 60_000;
const MINUTES_A_DAY: i64 = 24 * 60;
/// What is older tells nothing of a child that is sick today.
const OLDEST: i64 = FRESH_HOURS * 60 * MS_A_MINUTE;
/// So far may the clock of another system be ahead of ours.
const AHEAD: i64 = 5 * MS_A_MINUTE;
/// No clock is farther from UTC.
const FARTHEST: i64 = 14 * 60;

/// A date that may be coarse, and the moment where one was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stated {
    /// The first day it may be, counted from 1970-01-01; of a moment, the day on the clock it was written with.
    pub(super) first: i64,
    /// The last one.
    pub(super) last: i64,
    /// The moment.
    pub(super) at: Option<Timestamp>,
}

/// When something was measured, as far as anybody says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct When {
    /// Not before this moment.
    pub(super) first: Timestamp,
    /// Not after this one.
    pub(super) last: Timestamp,
    /// The moment, or why it tells nothing of now; none: some time today, or nobody says.
    pub(super) at: Result<Option<Timestamp>, Why>,
}

impl When {
    /// At any time.
    pub(super) const fn ever(at: Result<Option<Timestamp>, Why>) -> Self {
        Self { first: Timestamp(i64::MIN), last: Timestamp(i64::MAX), at }
    }

    /// Then at the latest.
    pub(super) const fn until(self) -> Self {
        Self { first: Timestamp(i64::MIN), ..self }
    }

    /// Then at the earliest.
    pub(super) const fn since(self) -> Self {
        Self { last: Timestamp(i64::MAX), ..self }
    }

    /// Whether it may be of any age.
    pub(super) const fn is_of_any_age(self) -> bool {
        self.first.0 == i64::MIN
    }
}

/// Reads `2026`, `2026-11`, `2026-11-22`, `2026-11-22T03:06:00+01:00`.
pub(super) fn stated(text: &str) -> Option<Stated> {
    let (date, time) = match text.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let mut parts = date.splitn(3, '-');
    let mut part = |length| parts.next().map(|part| digits(part, length));
    let (year, month, day) = (part(4)??, part(2), part(2));
    let (first, last) = match (month, day) {
        (None, _) => (days(year, 1, 1)?, days(year, 12, 31)?),
        (Some(month), None) => (days(year, month?, 1)?, days(year, month?, month_length(year, month?))?),
        (Some(month), Some(day)) => (days(year, month?, day?)?, days(year, month?, day?)?),
    };
    let at = match time {
        Some(time) if first == last => {
            Some(Timestamp((first * MINUTES_A_DAY * MS_A_MINUTE).checked_add(since_midnight(time)?)?))
        }
        Some(_) => return None,
        None => None,
    };
    Some(Stated { first, last, at })
}

/// Milliseconds from midnight UTC of the day that stands before the time.
fn since_midnight(time: &str) -> Option<i64> {
    let (clock, ahead) = match time.strip_suffix('Z') {
        Some(clock) => (clock, 0),
        None => {
            let (clock, zone) = time.split_at_checked(time.rfind(['+', '-'])?)?;
            let (hours, minutes) = zone.get(1..)?.split_once(':')?;
            let (hours, minutes) = (digits(hours, 2)?, digits(minutes, 2)?);
            let ahead = Some(hours * 60 + minutes).filter(|ahead| *ahead <= FARTHEST && minutes < 60)?;
            (clock, if zone.starts_with('-') { -ahead } else { ahead })
        }
    };
    let (clock, fraction) = clock.split_once('.').map_or((clock, "0"), |(clock, fraction)| (clock, fraction));
    if fraction.is_empty() || !fraction.bytes().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let thousandths = fraction.bytes().chain(*b"00").take(3).fold(0, |sum, c| sum * 10 + i64::from(c - b'0'));
    let mut parts = clock.splitn(3, ':');
    let mut part = |most| parts.next().and_then(|part| digits(part, 2)).filter(|number| *number <= most);
    // The sixtieth second is a leap second.
    let (hour, minute, second) = (part(23)?, part(59)?, part(60)?);
    Some((hour * 60 + minute - ahead) * MS_A_MINUTE + second * 1_000 + thousandths)
}

/// A number of exactly so many digits.
fn digits(text: &str, length: usize) -> Option<i64> {
    let is_number = text.len() == length && text.bytes().all(|c| c.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

/// The local day, counted from 1970-01-01.
pub(super) fn today(now: Timestamp, ahead: i32) -> i64 {
    now.0.div_euclid(MS_A_MINUTE).saturating_add(i64::from(ahead)).div_euclid(MINUTES_A_DAY)
}

impl Stated {
    /// When that is. A date is one of here.
    pub(super) fn when(self, now: Timestamp, ahead: i32) -> When {
        let midnight = |day: i64| Timestamp((day * MINUTES_A_DAY - i64::from(ahead)) * MS_A_MINUTE);
        let days = (midnight(self.first), Timestamp(midnight(self.last + 1).0 - 1));
        let (first, last) = self.at.map_or(days, |at| (at, at));
        When { first, last, at: self.fresh(now, ahead) }
    }

    /// When something was measured, if that tells something of now; none: some time today.
    fn fresh(self, now: Timestamp, ahead: i32) -> Result<Option<Timestamp>, Why> {
        let today = today(now, ahead);
        match self.at {
            Some(at) if at.0 > now.0.saturating_add(AHEAD) => Err(Why::Future),
            Some(at) if at.0 < now.0.saturating_sub(OLDEST) => Err(Why::Old),
            Some(at) => Ok(Some(at)),
            None if self.first > today => Err(Why::Future),
            None if self.first < today => Err(Why::Old),
            None if self.last == today => Ok(None),
            // Of a month that begins today only today can be meant, but nobody means that.
            None => Err(Why::Old),
        }
    }
}
