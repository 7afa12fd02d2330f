//! Days of the Gregorian calendar, counted from 1970-01-01.

/// Year, month and day of so many days after 1970-01-01. Years are counted from 1 March, so that the leap day is the last
/// of its year.
#[must_use]
pub fn civil(days: i64) -> (i64, i64, i64) {
    let days = days.saturating_add(719_468);
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// The days after 1970-01-01 on which this day of the years 1 to 9999 is; none where no calendar has it.
#[must_use]
pub fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    if !(1..=9999).contains(&year) || !(1..=month_length(year, month)).contains(&day) {
        return None;
    }
    let from_march = year - i64::from(month <= 2);
    let (era, year_of_era) = (from_march.div_euclid(400), from_march.rem_euclid(400));
    let shifted = if month > 2 { month - 3 } else { month + 9 };
    let day_of_year = (153 * shifted + 2) / 5 + day - 1;
    Some(era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468)
}

/// The days of a month; 0 where there is no such month.
#[must_use]
pub const fn month_length(year: i64, month: i64) -> i64 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_comes_back() {
        let (first, last) = (days(1, 1, 1).unwrap(), days(9999, 12, 31).unwrap());
        let mut before = civil(first - 1);
        for day in first..=last {
            let (year, month, date) = civil(day);
            assert_eq!(days(year, month, date), Some(day));
            assert!(before < (year, month, date), "{year}-{month}-{date}");
            before = (year, month, date);
        }
        assert_eq!(last - first + 1, 3_652_059);
    }

    #[test]
    fn what_no_calendar_has_is_no_day() {
        for (year, month, day) in [
            (2025, 2, 29),
            (1900, 2, 29),
            (2024, 4, 31),
            (2024, 13, 1),
            (2024, 0, 1),
            (2024, 1, 0),
            (0, 1, 1),
            (10_000, 1, 1),
        ] {
            assert_eq!(days(year, month, day), None, "{year}-{month}-{day}");
        }
        assert_eq!(days(2000, 2, 29), Some(11_016));
        assert_eq!(days(1970, 1, 1), Some(0));
    }
}
