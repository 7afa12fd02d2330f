//! Tonight: what was reported for each house, when, until when it holds, and what of it counts at a moment.
//!
//! The two sides of an expired report are told apart. Here, what nobody has confirmed is not relied on: "there" turns
//! into "not there", and "not there" stays. At a partner the card counts again, and whoever sends a child rings first.

use super::availability::{Duty, SiteDuty};
use crate::capability::CapabilityIx;
use crate::case::Timestamp;
use crate::network::{Intake, SiteIx};

const MS_A_MINUTE: i64 = 60_000;

/// What was reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Says {
    /// This is there tonight.
    There(CapabilityIx),
    /// This is not there tonight.
    NotThere(CapabilityIx),
    /// The house takes patients, or not.
    Takes(Intake),
}

/// What a report is about: a later one on the same takes its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// One capability.
    Capability(CapabilityIx),
    /// Whether the house takes patients.
    Intake,
}

impl Says {
    /// What it is about.
    #[must_use]
    pub const fn subject(self) -> Subject {
        match self {
            Self::There(capability) | Self::NotThere(capability) => Subject::Capability(capability),
            Self::Takes(_) => Subject::Intake,
        }
    }
}

/// One report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Report {
    /// Of which house.
    pub site: SiteIx,
    /// What.
    pub says: Says,
    /// When it was made.
    pub at: Timestamp,
    /// Until when it holds; from this moment on it has expired.
    pub until: Timestamp,
}

impl Report {
    /// A report that holds for so many minutes.
    #[must_use]
    pub fn lasting(site: SiteIx, says: Says, at: Timestamp, minutes: u16) -> Self {
        let until = at.0.saturating_add(i64::from(minutes).saturating_mul(MS_A_MINUTE));
        Self { site, says, at, until: Timestamp(until) }
    }

    /// Whether it still holds.
    #[must_use]
    pub fn holds(&self, now: Timestamp) -> bool {
        now < self.until
    }
}

/// All reports, one for each subject of each house.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Board {
    reports: Vec<Report>,
}

impl Board {
    /// Takes a report; an earlier one on the same subject does not count any more.
    pub fn report(&mut self, report: Report) {
        self.withdraw(report.site, report.says.subject());
        self.reports.push(report);
    }

    /// Takes a report back: the card counts again.
    pub fn withdraw(&mut self, site: SiteIx, subject: Subject) {
        self.reports.retain(|known| known.site != site || known.says.subject() != subject);
    }

    /// "As on the card": takes every report of a house back.
    pub fn clear(&mut self, site: SiteIx) {
        self.reports.retain(|known| known.site != site);
    }

    /// The reports of a house, oldest first.
    pub fn of(&self, site: SiteIx) -> impl Iterator<Item = &Report> {
        self.reports.iter().filter(move |report| report.site == site)
    }

    /// The report on a subject.
    #[must_use]
    pub fn on(&self, site: SiteIx, subject: Subject) -> Option<&Report> {
        self.of(site).find(|report| report.says.subject() == subject)
    }

    /// What counts at a moment for somebody who stands in `here`.
    #[must_use]
    pub fn duty(&self, now: Timestamp, here: SiteIx) -> Duty {
        let mut duty = Duty::default();
        for report in &self.reports {
            let mut site = duty.of(report.site);
            counted(&mut site, report, report.holds(now), report.site == here);
            duty.report(report.site, site);
        }
        duty
    }

    /// When a partner was last heard of, if a report of it has expired: ring before sending a child.
    #[must_use]
    pub fn ring_first(&self, site: SiteIx, now: Timestamp) -> Option<Timestamp> {
        self.of(site).filter(|report| !report.holds(now)).map(|report| report.at).max()
    }
}

fn counted(duty: &mut SiteDuty, report: &Report, holds: bool, here: bool) {
    match (report.says, holds, here) {
        (_, false, false) => {}
        (Says::There(capability), true, _) => duty.on = duty.on.with(capability),
        (Says::There(capability), false, true) | (Says::NotThere(capability), _, _) => {
            duty.off = duty.off.with(capability);
        }
        (Says::Takes(intake), true, _) => duty.intake = intake,
        // What was closed stays closed until somebody says otherwise; what was open is as on the card.
        (Says::Takes(intake), false, true) => duty.intake = intake,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capability::CapabilitySet;

    const HERE: SiteIx = SiteIx(0);
    const PARTNER: SiteIx = SiteIx(1);
    const WARD: CapabilityIx = CapabilityIx(7);
    const START: Timestamp = Timestamp(1_000_000);

    fn later(minutes: i64) -> Timestamp {
        Timestamp(START.0 + minutes * MS_A_MINUTE)
    }

    fn board(site: SiteIx, says: Says) -> Board {
        let mut board = Board::default();
        board.report(Report::lasting(site, says, START, 60));
        board
    }

    fn ward() -> CapabilitySet {
        CapabilitySet::of(WARD)
    }

    #[test]
    fn a_report_holds_until_its_minute_comes() {
        let board = board(PARTNER, Says::There(WARD));
        assert_eq!(board.duty(later(0), HERE).of(PARTNER).on, ward());
        assert_eq!(board.duty(Timestamp(later(60).0 - 1), HERE).of(PARTNER).on, ward());
        assert_eq!(board.duty(later(60), HERE).of(PARTNER), SiteDuty::default());
    }

    #[test]
    fn here_an_expired_report_is_never_relied_on() {
        let there = board(HERE, Says::There(WARD)).duty(later(60), HERE).of(HERE);
        assert_eq!((there.on, there.off), (CapabilitySet::EMPTY, ward()));
        let gone = board(HERE, Says::NotThere(WARD)).duty(later(600), HERE).of(HERE);
        assert_eq!(gone.off, ward());
        for intake in [Intake::Full, Intake::Closed] {
            assert_eq!(board(HERE, Says::Takes(intake)).duty(later(600), HERE).of(HERE).intake, intake);
        }
    }

    #[test]
    fn at_a_partner_the_card_counts_again_and_one_rings_first() {
        for says in [Says::There(WARD), Says::NotThere(WARD), Says::Takes(Intake::Closed)] {
            let board = board(PARTNER, says);
            assert_eq!(board.ring_first(PARTNER, later(59)), None);
            assert_eq!(board.duty(later(60), HERE).of(PARTNER), SiteDuty::default());
            assert_eq!(board.ring_first(PARTNER, later(60)), Some(START));
            assert_eq!(board.ring_first(HERE, later(60)), None);
        }
    }

    #[test]
    fn a_later_report_takes_the_place_of_an_earlier_one_and_only_of_that() {
        let mut board = board(HERE, Says::NotThere(WARD));
        board.report(Report::lasting(HERE, Says::Takes(Intake::Full), START, 60));
        board.report(Report::lasting(HERE, Says::There(WARD), later(1), 60));
        let duty = board.duty(later(2), HERE).of(HERE);
        assert_eq!((duty.on, duty.off, duty.intake), (ward(), CapabilitySet::EMPTY, Intake::Full));
        board.withdraw(HERE, Subject::Intake);
        assert_eq!(board.duty(later(2), HERE).of(HERE).intake, Intake::Open);
        board.clear(HERE);
        assert_eq!(board, Board::default());
    }
}
