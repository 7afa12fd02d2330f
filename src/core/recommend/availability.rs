//! What a house can do at this hour, for this child's age, with what was reported tonight.

use crate::age::Age;
use crate::capability::{Capability, CapabilityIx, CapabilityKind, CapabilitySet};
use crate::network::{Basis, Hours, Intake, Network, Offer, Site, SiteIx};
use crate::places;
use crate::protocol::ProtocolSet;
use crate::truth::Truth;

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
    /// What it would have if it took patients.
    pub if_open: CapabilitySet,
    /// Whether it takes patients.
    pub intake: Intake,
}

/// How a line of the card counts whose age limit lies inside the range of ages the child may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AgeInDoubt {
    /// As there: what is certain to be needed may be there.
    Fits,
    /// As not there: the cautious reading.
    Fails,
}

/// What `site` can do now for a child of this age. An age or hour in doubt does not count as there.
#[must_use]
pub fn availability(
    set: &ProtocolSet,
    network: &Network,
    site: SiteIx,
    age: Age,
    at: Option<WeekTime>,
    duty: &Duty,
) -> Availability {
    read_card(set, network, site, Child { age, doubt: AgeInDoubt::Fails }, at, duty)
}

/// A child as a card's age limits see it.
#[derive(Clone, Copy)]
pub(super) struct Child {
    pub(super) age: Age,
    pub(super) doubt: AgeInDoubt,
}

impl Child {
    fn fits(self, offer: &Offer) -> bool {
        let inside = |truth: Truth| match self.doubt {
            AgeInDoubt::Fits => !truth.is_false(),
            AgeInDoubt::Fails => truth.is_true(),
        };
        offer.from_age.is_none_or(|limit| inside(self.age.at_least(limit)))
            && offer.under_age.is_none_or(|limit| inside(self.age.under(limit)))
    }
}

pub(super) fn read_card(
    set: &ProtocolSet,
    network: &Network,
    site: SiteIx,
    child: Child,
    at: Option<WeekTime>,
    duty: &Duty,
) -> Availability {
    let Some(card) = network.site(site) else {
        return Availability::default();
    };
    let report = duty.of(site);
    // What is off wins over a line of the card and over a report "there" for the same thing. Both are closed under
    // inclusion, on which the dropping of implied needs rests.
    let off = including(set, report.off);
    let no_bed = including(set, those(set, |c| c.bed));
    let advice = those(set, |c| c.kind == CapabilityKind::Advice);
    let reported: CapabilitySet = report.on.iter().filter(|c| backed(set, card, child, *c)).collect();
    let offered = |accept: fn(Basis) -> bool| -> (CapabilitySet, CapabilitySet) {
        let now = |offer: &&Offer| is_within(&offer.hours, at) && accept(offer.basis) && child.fits(offer);
        let lines: CapabilitySet = card.offers.iter().filter(now).map(|offer| offer.capability).collect();
        let there = minus(lines.union(reported), off);
        let open = set.closure(there);
        // Without a bed the people who advise are still at the telephone.
        let full = set.closure(minus(there.union(open.meet(advice)), no_bed));
        (open, if report.intake.takes_patients() { open } else { full })
    };
    let (if_open, has) = offered(|_| true);
    let (_, sure) = offered(|basis| basis != Basis::Assumed);
    Availability { has, assumed: minus(has, sure), if_open, intake: report.intake }
}

/// Whether a report "there tonight" counts: it lifts the hours of the card's lines, never their ages. What no line
/// names or includes has no age limit.
fn backed(set: &ProtocolSet, card: &Site, child: Child, capability: CapabilityIx) -> bool {
    let names = |offer: &&Offer| set.closure(CapabilitySet::of(offer.capability)).contains(capability);
    let mut listed = card.offers.iter().filter(names).peekable();
    listed.peek().is_none() || listed.any(|offer| child.fits(offer))
}

/// The capabilities lost with these: a house that cannot do a thing cannot do what includes it.
pub(super) fn including(set: &ProtocolSet, lost: CapabilitySet) -> CapabilitySet {
    those(set, |c| !c.gives.meet(lost).is_empty())
}

/// `all` without any of `lost`.
pub(super) fn minus(all: CapabilitySet, lost: CapabilitySet) -> CapabilitySet {
    lost.iter().fold(all, CapabilitySet::without)
}

fn those(set: &ProtocolSet, wanted: impl Fn(&Capability) -> bool) -> CapabilitySet {
    set.capabilities.iter().zip((0_u8..).map(CapabilityIx)).filter(|(c, _)| wanted(c)).map(|(_, ix)| ix).collect()
}

/// Whether weekly hours hold now; none: always. Without a known time of the week, hours do not hold.
#[must_use]
pub fn is_within(hours: &[Hours], at: Option<WeekTime>) -> bool {
    hours.is_empty() || at.is_some_and(|at| hours.iter().any(|stretch| covers(*stretch, at)))
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
        assert!(is_within(&[], None), "always");
        assert!(is_within(&[night], WeekTime::new(6, 23, 0)));
        assert!(!is_within(&[night], WeekTime::new(0, 8, 0)) && !is_within(&[night], None), "no time, no hours");
    }
}
