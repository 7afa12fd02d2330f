//! Weekly hours as people write them: "Mon-Fri 08:00-16:00". One place for content and for cards that are read while
//! the program runs.

use serde::{Deserialize, Serialize};

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const DAY: u16 = 24 * 60;
const WEEK: u16 = 7 * DAY;

/// Weekly hours, in minutes from Monday 00:00, half-open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Hours {
    /// First minute of the week.
    pub from: u16,
    /// First minute that is no longer covered; may be below `from` (over Sunday midnight).
    pub to: u16,
}

impl Hours {
    /// Reads "Mon-Fri 08:00-16:00": one stretch for each day. What ends before it begins ends on the next day. None when
    /// these are no hours.
    #[must_use]
    pub fn parse(text: &str) -> Option<Vec<Self>> {
        let (days, times) = text.trim().split_once(' ')?;
        let (from, to) = times.trim().split_once('-')?;
        let (from, to) = (minutes(from).filter(|from| *from < DAY)?, minutes(to)?);
        let (first, last) = days.split_once('-').unwrap_or((days, days));
        let day = |name: &str| (0_u16..).zip(DAYS).find(|(_, day)| *day == name).map(|(at, _)| at);
        let (first, last) = (day(first)?, day(last)?);
        let length = if to > from { to.checked_sub(from)? } else { (to + DAY).checked_sub(from)? };
        // "Sat-Mon" runs over the end of the week.
        let count = (last + 7 - first) % 7;
        let stretch = |offset: u16| {
            let start = ((first + offset) % 7) * DAY + from;
            let end = (start + length) % WEEK;
            Self { from: start, to: if end == 0 { WEEK } else { end } }
        };
        Some((0..=count).map(stretch).collect())
    }

    /// Writes stretches as [`Hours::parse`] gives them, in their order: the same hours on days that follow each other
    /// stand in one text.
    #[must_use]
    pub fn written(all: &[Self]) -> Vec<String> {
        let mut texts = Vec::new();
        let mut rest = all;
        while let Some(first) = rest.first() {
            // At most a week, or the days would begin again.
            let days = (0_u16..7).zip(rest).take_while(|(offset, hours)| **hours == first.later(*offset)).count();
            let last = u16::try_from(days.saturating_sub(1)).unwrap_or(0);
            texts.push(first.line(last));
            rest = rest.get(days.max(1)..).unwrap_or_default();
        }
        texts
    }

    /// The same hours so many days later.
    fn later(self, days: u16) -> Self {
        let shift = |minute: u16| minute.wrapping_add(days.wrapping_mul(DAY)) % WEEK;
        let to = shift(self.to);
        Self { from: shift(self.from), to: if to == 0 { WEEK } else { to } }
    }

    fn line(self, more_days: u16) -> String {
        let day = |at: u16| DAYS.get(usize::from(at % 7)).copied().unwrap_or_default();
        let first = self.from / DAY;
        let mut text = day(first).to_owned();
        if more_days > 0 {
            text.push('-');
            text.push_str(day(first.saturating_add(more_days)));
        }
        text.push(' ');
        clock(&mut text, self.from % DAY);
        text.push('-');
        let end = self.to % DAY;
        clock(&mut text, if end == 0 { DAY } else { end });
        text
    }
}

fn clock(text: &mut String, minutes: u16) {
    for (part, between) in [(minutes / 60, ":"), (minutes % 60, "")] {
        if part < 10 {
            text.push('0');
        }
        text.push_str(&part.to_string());
        text.push_str(between);
    }
}

fn minutes(text: &str) -> Option<u16> {
    let (hours, minutes) = text.trim().split_once(':')?;
    let number = |part: &str| part.parse::<u16>().ok().filter(|_| part.bytes().all(|b| b.is_ascii_digit()));
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    let all = hours.checked_mul(60)?.checked_add(minutes)?;
    (minutes < 60 && all <= DAY).then_some(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_hours() {
        let all = Hours::parse("Mon-Fri 08:00-16:00").unwrap();
        assert_eq!(all.len(), 5);
        assert_eq!(all[1], Hours { from: DAY + 480, to: DAY + 960 });
        assert_eq!(Hours::parse("Sun 20:00-08:00").unwrap(), [Hours { from: 6 * DAY + 1200, to: 480 }]);
        assert_eq!(Hours::parse("Sun 00:00-24:00").unwrap(), [Hours { from: 6 * DAY, to: WEEK }]);
        assert_eq!(Hours::parse("Sat-Mon 00:00-24:00").unwrap().len(), 3);
        for wrong in ["weekdays", "Mon 25:00-26:00", "Sun 24:00-08:00", "Mon +8:00-9:00", "mon 08:00-09:00", "Mon", ""]
        {
            assert_eq!(Hours::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        for day in DAYS {
            for end in DAYS {
                for times in ["00:00-24:00", "08:00-16:00", "20:00-08:00", "08:00-08:00", "23:59-24:00", "00:00-00:01"]
                {
                    let days = if day == end { day.to_owned() } else { format!("{day}-{end}") };
                    let hours = Hours::parse(&format!("{days} {times}")).unwrap();
                    let written = Hours::written(&hours);
                    assert_eq!(written, [format!("{days} {times}")]);
                }
            }
        }
    }

    #[test]
    fn several_lines_keep_their_order() {
        let lines =
            ["Tue-Thu 14:00-16:00", "Mon 08:00-12:00", "Sat-Sun 10:00-12:00", "Mon-Sun 00:00-24:00", "Mon 00:00-24:00"];
        let hours: Vec<Hours> = lines.iter().flat_map(|line| Hours::parse(line).unwrap()).collect();
        assert_eq!(Hours::written(&hours), lines);
        let again: Vec<Hours> = Hours::written(&hours).iter().flat_map(|line| Hours::parse(line).unwrap()).collect();
        assert_eq!(again, hours);
    }
}
