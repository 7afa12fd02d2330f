//! What a house can do at this hour, for this child's age, with what was reported tonight.

use crate::age::Age;
use crate::capability::{CapabilityIx, CapabilitySet};
use crate::network::{Basis, Hours, Intake, Network, Offer, Site, SiteIx};
use crate::places;
use crate::protocol::ProtocolSet;

const MINUTES_A_DAY: u16 = 24 * 60;
const MINUTES_A_WEEK: u16 = 7 * MINUTES_A_DAY;

/// A time of the week: minutes since Monday 00:00, local time. It comes in as a value; nothing here has a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WeekTime(u16);

impl WeekTime {
    /// `day` 0 is Monday. None outside the week.
    #[must_use]
    pub fn new(day: u16, hour: u16, minute: u16) -> Option<Self> {
        (day < 7 && hour < 24 && minute < 60).then(|| Self(day * MINUTES_A_DAY + hour * 60 + minute))
    }

    /// From a local date and time "2026-11-22T03:00". None when it is not one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (date, time) = text.split_once('T')?;
        let number = |part: &str, digits: usize| -> Option<u16> {
            (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok()).flatten()
        };
        let mut date = date.split('-');
        let (year, month, day) = (number(date.next()?, 4)?, number(date.next()?, 2)?, number(date.next()?, 2)?);
        let mut time = time.split(':');
        let (hour, minute) = (number(time.next()?, 2)?, number(time.next()?, 2)?);
        if date.next().is_some() || time.next().is_some() || !(1..=31).contains(&day) {
            return None;
        }
        if day > days_in(year, month)? {
            return None;
        }
        Self::new(weekday(year, month, day)?, hour, minute)
    }
}

fn days_in(year: u16, month: u16) -> Option<u16> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    Some(match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return None,
    })
}

/// Monday is 0 (Sakamoto's congruence).
fn weekday(year: u16, month: u16, day: u16) -> Option<u16> {
    const SHIFT: [u32; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
    let shift = SHIFT.get(usize::from(month.checked_sub(1)?))?;
    let year = u32::from(year).checked_sub(u32::from(month < 3))?;
    let sunday_based = (year + year / 4 + year / 400 + shift + u32::from(day)).checked_sub(year / 100)? % 7;
    u16::try_from((sunday_based + 6) % 7).ok()
}

/// What was reported for one house tonight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SiteDuty {
    /// Reported as not there.
    pub off: CapabilitySet,
    /// Reported as there.
    pub on: CapabilitySet,
    /// Whether it takes patients.
    pub intake: Intake,
}

/// What was reported tonight, by house. A house without a report counts as its card says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Duty {
    /// By [`SiteIx`]; the default says nothing.
    reports: Vec<SiteDuty>,
}

impl Duty {
    /// What was reported for a house.
    #[must_use]
    pub fn of(&self, site: SiteIx) -> SiteDuty {
        self.reports.get(usize::from(site.0)).copied().unwrap_or_default()
    }

    /// Reports for a house; the default takes the report back.
    pub fn report(&mut self, site: SiteIx, report: SiteDuty) {
        places::put(&mut self.reports, usize::from(site.0), report);
    }
}

/// What a house can do now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Availability {
    /// Everything it has, with what that includes.
    pub has: CapabilitySet,
    /// The part that rests on assumptions only.
    pub assumed: CapabilitySet,
    /// Whether it takes patients.
    pub intake: Intake,
}

/// What `site` can do now for a child of this age.
#[must_use]
pub fn availability(
    set: &ProtocolSet,
    network: &Network,
    site: SiteIx,
    age: Age,
    at: Option<WeekTime>,
    duty: &Duty,
) -> Availability {
    let Some(card) = network.site(site) else {
        return Availability::default();
    };
    let report = duty.of(site);
    let with_ix = || set.capabilities.iter().zip((0_u8..).map(CapabilityIx));
    let beds = with_ix().filter(|(c, _)| c.bed && report.intake != Intake::Open);
    let reported_off = beds.fold(report.off, |off, (_, ix)| off.with(ix));
    // A house that cannot do a thing cannot do what includes it. So what a house has stays closed under inclusion,
    // on which the dropping of implied needs rests.
    let off: CapabilitySet =
        with_ix().filter(|(c, _)| !c.gives.meet(reported_off).is_empty()).map(|(_, ix)| ix).collect();
    let offered = |accept: fn(Basis) -> bool| -> CapabilitySet {
        let lines = usable(card, age, at).filter(|offer| accept(offer.basis));
        let there = lines.map(|offer| offer.capability).filter(|c| !off.contains(*c)).collect::<CapabilitySet>();
        set.closure(there.union(report.on))
    };
    let has = offered(|_| true);
    let sure = offered(|basis| basis != Basis::Assumed);
    Availability { has, assumed: sure.iter().fold(has, CapabilitySet::without), intake: report.intake }
}

fn usable(card: &Site, age: Age, at: Option<WeekTime>) -> impl Iterator<Item = &Offer> {
    card.offers.iter().filter(move |offer| {
        // An age or hour in doubt does not count as there.
        offer.from_age.is_none_or(|limit| age.at_least(limit).is_true())
            && offer.under_age.is_none_or(|limit| age.under(limit).is_true())
            && (offer.hours.is_empty() || at.is_some_and(|at| offer.hours.iter().any(|h| covers(*h, at))))
    })
}

fn covers(hours: Hours, at: WeekTime) -> bool {
    let WeekTime(minute) = at;
    if hours.from <= hours.to {
        hours.from <= minute && minute < hours.to
    } else {
        // Over the end of the week, Sunday to Monday.
        (hours.from <= minute && minute < MINUTES_A_WEEK) || minute < hours.to
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_know_their_weekday() {
        assert_eq!(WeekTime::parse("2026-11-22T03:00"), WeekTime::new(6, 3, 0)); // a Sunday
        assert_eq!(WeekTime::parse("2024-02-29T23:59"), WeekTime::new(3, 23, 59)); // a Thursday
        assert_eq!(WeekTime::parse("2000-01-01T00:00"), WeekTime::new(5, 0, 0)); // a Saturday
        for wrong in ["2023-02-29T00:00", "2026-13-01T00:00", "2026-11-22", "2026-11-22T24:00", "x", "2026-1-2T3:4"] {
            assert_eq!(WeekTime::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn hours_may_run_over_the_end_of_the_week() {
        let night = Hours { from: 6 * 1440 + 20 * 60, to: 8 * 60 };
        assert!(covers(night, WeekTime::new(6, 23, 0).unwrap()));
        assert!(covers(night, WeekTime::new(0, 7, 59).unwrap()));
        assert!(!covers(night, WeekTime::new(0, 8, 0).unwrap()));
    }
}
