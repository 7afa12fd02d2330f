//! The time as a value: it comes in with every message, nothing here reads a clock.

use paedlotse_core::calendar::civil;
use paedlotse_core::case::Timestamp;
use paedlotse_core::recommend::WeekTime;

const MS_A_MINUTE: i64 = 60_000;
const MINUTES_A_DAY: i64 = 24 * 60;
/// 1970-01-01 was a Thursday; Monday is 0.
const EPOCH_WEEKDAY: i64 = 3;

/// A moment, and how far local time is ahead of UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Now {
    /// The moment.
    pub at: Timestamp,
    /// Minutes that local time is ahead of UTC.
    pub ahead: i32,
}

impl Now {
    /// The time of the week; none only for absurd moments.
    #[must_use]
    pub fn week_time(self) -> Option<WeekTime> {
        let minutes = self.local_minutes(self.at);
        let day = (minutes.div_euclid(MINUTES_A_DAY) + EPOCH_WEEKDAY).rem_euclid(7);
        let minute = minutes.rem_euclid(MINUTES_A_DAY);
        let small = |n: i64| u16::try_from(n).ok();
        WeekTime::new(small(day)?, small(minute / 60)?, small(minute % 60)?)
    }

    /// `moment` as people read it here: "22:06".
    #[must_use]
    pub fn clock(self, moment: Timestamp) -> String {
        let minute = self.local_minutes(moment).rem_euclid(MINUTES_A_DAY);
        format!("{:02}:{:02}", minute / 60, minute % 60)
    }

    /// The day, as it is written down: "2026-11-26".
    #[must_use]
    pub fn date(self) -> String {
        let days = self.local_minutes(self.at).div_euclid(MINUTES_A_DAY);
        let (year, month, day) = civil(days);
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// `moment` with its distance from UTC, as other systems read it: "2026-11-22T03:06:00+01:00".
    #[must_use]
    pub fn instant(self, moment: Timestamp) -> String {
        let (year, month, day) = civil(self.local_minutes(moment).div_euclid(MINUTES_A_DAY));
        let second = moment.0.div_euclid(1_000).rem_euclid(60);
        let (sign, ahead) = (if self.ahead < 0 { '-' } else { '+' }, self.ahead.unsigned_abs());
        let (hours, minutes) = (ahead / 60, ahead % 60);
        let clock = self.clock(moment);
        format!("{year:04}-{month:02}-{day:02}T{clock}:{second:02}{sign}{hours:02}:{minutes:02}")
    }

    /// Whole minutes from `moment` until now; never negative.
    #[must_use]
    pub fn minutes_since(self, moment: Timestamp) -> u32 {
        let ms = self.at.0.saturating_sub(moment.0).max(0);
        u32::try_from(ms / MS_A_MINUTE).unwrap_or(u32::MAX)
    }

    /// The minute that counts for the screen: two moments of the same minute look the same.
    #[must_use]
    pub fn minute(self) -> i64 {
        self.local_minutes(self.at)
    }

    fn local_minutes(self, moment: Timestamp) -> i64 {
        moment.0.div_euclid(MS_A_MINUTE).saturating_add(i64::from(self.ahead))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // 2026-11-22 was a Sunday; 02:06 UTC.
    const SUNDAY: Timestamp = Timestamp(1_795_313_160_000);

    #[test]
    fn knows_the_time_of_the_week() {
        let utc = Now { at: SUNDAY, ahead: 0 };
        assert_eq!(utc.week_time(), WeekTime::new(6, 2, 6));
        let new_york = Now { at: SUNDAY, ahead: -300 };
        assert_eq!(new_york.week_time(), WeekTime::new(5, 21, 6));
        assert_eq!(new_york.clock(SUNDAY), "21:06");
    }

    #[test]
    fn knows_the_day() {
        assert_eq!(Now { at: SUNDAY, ahead: 0 }.date(), "2026-11-22");
        assert_eq!(Now { at: SUNDAY, ahead: -300 }.date(), "2026-11-21");
        for (days, date) in [(0, "1970-01-01"), (11_016, "2000-02-29"), (11_017, "2000-03-01"), (20_423, "2025-12-01")]
        {
            assert_eq!(Now { at: Timestamp(days * 86_400_000), ahead: 0 }.date(), date);
        }
    }

    #[test]
    fn says_a_moment_with_its_zone() {
        let later = Timestamp(SUNDAY.0 + 7_999);
        assert_eq!(Now { at: SUNDAY, ahead: 60 }.instant(later), "2026-11-22T03:06:07+01:00");
        assert_eq!(Now { at: SUNDAY, ahead: -570 }.instant(later), "2026-11-21T16:36:07-09:30");
        assert_eq!(Now { at: SUNDAY, ahead: 0 }.instant(Timestamp(-1)), "1969-12-31T23:59:59+00:00");
    }

    #[test]
    fn counts_whole_minutes() {
        let later = Now { at: Timestamp(SUNDAY.0 + 119_999), ahead: 60 };
        assert_eq!(later.minutes_since(SUNDAY), 1);
        assert_eq!(Now { at: SUNDAY, ahead: 0 }.minutes_since(later.at), 0);
    }
}
