//! Age against an independent calendar (`jiff`): at every day from birth to the eighteenth birthday, of children born on
//! every day of five years with two leap years in them, and at the end of every month of half a century.
//!
//! A child completes a month on the day that the calendar gives for birth plus so many months: on the same day of the
//! month, or on the last of a shorter month (31 January and one month are 28 or 29 February).

#![cfg(test)]

use jiff::ToSpan;
use jiff::civil::{Date, date};
use paedlotse_compiler::verify::oracle::Oracle;
use paedlotse_compiler::verify::oracle::ages::days_and_months;
use paedlotse_core::age::{Age, AgeError, AgeLimit, AgeUnit, MONTHS_END};
use paedlotse_core::truth::Truth;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Instant;

/// Every day from 2000 to 2004, and the last day of every month from 1990 to 2040.
fn births() -> Vec<Date> {
    let days = date(2000, 1, 1).series(1.day()).take_while(|day| day.year() < 2005);
    let months = date(1990, 1, 1).series(1.month()).take_while(|day| day.year() < 2041).map(Date::last_of_month);
    let all: BTreeSet<Date> = days.chain(months).collect();
    all.into_iter().collect()
}

fn days_between(birth: Date, day: Date) -> u32 {
    u32::try_from((day - birth).get_days()).unwrap()
}

/// After how many days each number of months is completed, to the eighteenth birthday.
fn birthdays(birth: Date) -> Vec<u32> {
    (0..=i64::from(MONTHS_END)).map(|months| days_between(birth, birth.checked_add(months.months()).unwrap())).collect()
}

/// Every age limit of the shipped content and its cards, and of the small contents of the tests.
fn limits() -> BTreeSet<AgeLimit> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut all = BTreeSet::new();
    for folder in ["assets", "tests/protocols/good/ages", "tests/protocols/good/scored"] {
        let compiled = paedlotse_compiler::compile(&root.join(folder)).unwrap_or_else(|mistakes| panic!("{mistakes}"));
        all.extend(Oracle::new(&compiled.set).ages().limits().iter().copied());
        let sites = compiled.set.networks.iter().flat_map(|network| &network.sites);
        all.extend(sites.flat_map(|site| &site.offers).flat_map(|offer| [offer.from_age, offer.under_age]).flatten());
    }
    all
}

/// The first day of life on whose first hour a child has reached a limit, by the calendar.
fn reached(birth: Date, birthdays: &[u32], limit: AgeLimit) -> u32 {
    match limit.unit {
        AgeUnit::Hours => limit.completed.div_ceil(24),
        AgeUnit::Days => days_between(birth, birth.checked_add(i64::from(limit.completed).days()).unwrap()),
        AgeUnit::Months => birthdays[usize::try_from(limit.completed).unwrap()],
    }
}

/// What the engine says of every limit, one bit each: surely reached, surely not reached.
fn sides(age: Age, limits: &[AgeLimit]) -> (u128, u128) {
    let mut sides = (0, 0);
    for (at, limit) in limits.iter().enumerate() {
        let reached = age.at_least(*limit);
        assert_eq!(age.under(*limit), reached.negate());
        match reached {
            Truth::True => sides.0 |= 1 << at,
            Truth::False => sides.1 |= 1 << at,
            Truth::Unknown => {}
        }
    }
    sides
}

/// The limits that all children of an age have reached, and those that some have.
#[derive(Clone, Copy)]
struct Seen {
    all: u128,
    any: u128,
}

impl Seen {
    const NOBODY: Self = Self { all: u128::MAX, any: 0 };

    fn add(&mut self, reached: u128) {
        self.all &= reached;
        self.any |= reached;
    }

    /// The engine is sure where, and only where, all children of this age are on one side.
    fn equals(self, age: Age, limits: &[AgeLimit]) -> bool {
        let every = (1_u128 << limits.len()) - 1;
        sides(age, limits) == (self.all & every, !self.any & every)
    }
}

/// The first hour of a day of life.
fn morning(day: u32) -> Age {
    Age::hours(day * 24).unwrap()
}

#[test]
fn the_calendar_clamps_at_the_end_of_a_month() {
    let after = |birth: Date, months: i64| birth.checked_add(months.months()).unwrap();
    assert_eq!(after(date(2023, 1, 31), 1), date(2023, 2, 28));
    assert_eq!(after(date(2024, 1, 31), 1), date(2024, 2, 29));
    assert_eq!(after(date(2023, 8, 31), 1), date(2023, 9, 30));
    assert_eq!(after(date(2023, 1, 31), 2), date(2023, 3, 31), "from the birth, not from the month before");
    assert_eq!(after(date(2024, 2, 29), 12), date(2025, 2, 28));
    assert_eq!(after(date(2024, 2, 29), 48), date(2028, 2, 29));
    // Years and weeks are months and days, as the compiler reads them.
    for birth in births() {
        for n in 1..=18_i64 {
            assert_eq!(birth.checked_add(n.years()).unwrap(), after(birth, 12 * n));
            assert_eq!(birth.checked_add(n.weeks()).unwrap(), birth.checked_add((7 * n).days()).unwrap());
        }
    }
}

#[test]
fn every_limit_is_right_at_every_day() {
    let start = Instant::now();
    let limits: Vec<AgeLimit> = limits().into_iter().collect();
    assert!((1..128).contains(&limits.len()));
    let units: BTreeSet<AgeUnit> = limits.iter().map(|limit| limit.unit).collect();
    assert_eq!(units.len(), 3, "hours, days and months");
    // By day and completed months.
    let mut pairs: Vec<BTreeMap<u32, Seen>> = vec![BTreeMap::new(); 18 * 366];
    let mut lived = 0_u64;
    let births = births();
    for birth in &births {
        let birthdays = birthdays(*birth);
        let mut turns: Vec<(u32, usize)> =
            limits.iter().enumerate().map(|(at, limit)| (reached(*birth, &birthdays, *limit), at)).collect();
        turns.sort_unstable();
        let (mut turns, mut now) = (turns.into_iter().peekable(), 0_u128);
        for (month, (from, until)) in (0..).zip(birthdays.iter().zip(&birthdays[1..])) {
            for day in *from..*until {
                while let Some((_, at)) = turns.next_if(|(on, _)| *on <= day) {
                    now |= 1 << at;
                }
                pairs[usize::try_from(day).unwrap()].entry(month).or_insert(Seen::NOBODY).add(now);
                lived += 1;
            }
        }
    }
    let mut months = vec![Seen::NOBODY; usize::try_from(MONTHS_END).unwrap()];
    for (day, by_month) in (0..).zip(&pairs).filter(|(_, by_month)| !by_month.is_empty()) {
        let mut any_month = Seen::NOBODY;
        for (month, seen) in by_month {
            let age = Age::days(day).unwrap().meet(Age::months(*month).unwrap()).unwrap();
            assert_eq!(seen.all, seen.any, "{day} days, {month} months: days and months decide every limit");
            assert!(seen.equals(morning(day).meet(age).unwrap(), &limits), "{day} days, {month} months");
            any_month.add(seen.any);
            months[usize::try_from(*month).unwrap()].add(seen.any);
        }
        assert!(any_month.equals(morning(day), &limits), "{day} days");
    }
    for (month, seen) in (0..).zip(&months) {
        assert!(seen.equals(Age::months(month).unwrap(), &limits), "{month} months");
    }
    let triples = lived * u64::try_from(limits.len()).unwrap();
    println!(
        "{} births, {} limits, {lived} days of life, {triples} (birth, day, limit), {} pairs of days and months, {:.1} s",
        births.len(),
        limits.len(),
        pairs.iter().map(BTreeMap::len).sum::<usize>(),
        start.elapsed().as_secs_f32()
    );
}

/// What an age allows: the fewest and the most days, the fewest and the most months; and every hour of these days.
fn allowed(age: Age) -> ((u32, u32), (u32, u32)) {
    let (fewest, most) = age.completed(AgeUnit::Days);
    assert_eq!(age.completed(AgeUnit::Hours), (fewest * 24, most * 24 + 23));
    (age.completed(AgeUnit::Days), age.completed(AgeUnit::Months))
}

#[test]
fn a_coarse_age_allows_just_what_the_calendar_allows() {
    let mut pairs = BTreeSet::new();
    for birth in births() {
        let birthdays = birthdays(birth);
        for (month, (from, until)) in (0..).zip(birthdays.iter().zip(&birthdays[1..])) {
            pairs.extend((*from..*until).map(|day| (day, month)));
        }
    }
    assert_eq!(pairs, days_and_months(), "the oracle has a calendar of its own");
    let of = |inside: &dyn Fn(&(u32, u32)) -> bool| {
        let inside: Vec<_> = pairs.iter().filter(|pair| inside(pair)).collect();
        let ends = |of: fn(&(u32, u32)) -> u32| {
            let values = || inside.iter().map(|pair| of(pair));
            values().min().zip(values().max())
        };
        ends(|pair| pair.0).zip(ends(|pair| pair.1))
    };
    let last = pairs.last().unwrap().0;
    for days in 0..=last {
        let here: BTreeSet<u32> = pairs.range((days, 0)..=(days, MONTHS_END)).map(|pair| pair.1).collect();
        let months = (*here.first().unwrap(), *here.last().unwrap());
        assert_eq!(allowed(Age::days(days).unwrap()), ((days, days), months));
        assert!(here.iter().copied().eq(months.0..=months.1), "no month between is left out");
    }
    assert_eq!(Age::days(last + 1), Err(AgeError::NotAChild));
    for weeks in 0..=last / 7 {
        let inside = |pair: &(u32, u32)| pair.0 / 7 == weeks;
        let ((_, end), months) = of(&inside).unwrap();
        // The last week may end after the eighteenth birthday.
        assert_eq!(allowed(Age::weeks(weeks).unwrap()), ((weeks * 7, end.max(weeks * 7 + 6)), months));
    }
    for months in 0..MONTHS_END {
        let (days, month) = of(&|pair| pair.1 == months).unwrap();
        assert_eq!(allowed(Age::months(months).unwrap()), (days, month));
        assert!((days.0..=days.1).all(|day| pairs.contains(&(day, months))), "no day between is left out");
    }
    for years in 0..18 {
        assert_eq!(Some(allowed(Age::years(years).unwrap())), of(&|pair| pair.1 / 12 == years));
    }
    assert_eq!(Some(allowed(Age::any())), of(&|_| true));
    for month in 0..MONTHS_END {
        let months = Age::months(month).unwrap();
        for days in 0..=last {
            let both = Age::days(days).unwrap().meet(months);
            assert_eq!(both.is_ok(), pairs.contains(&(days, month)), "{days} days, {month} months");
        }
    }
}

#[test]
fn hours_are_counted_from_the_hour_of_birth() {
    let limits: Vec<AgeLimit> = limits().into_iter().collect();
    let last = limits.iter().filter(|limit| limit.unit == AgeUnit::Hours).map(|limit| limit.completed).max().unwrap();
    for birth in births() {
        for (hour, minute) in [(0, 0), (13, 20), (23, 59)] {
            let born = birth.at(hour, minute, 0, 0);
            for hours in 0..=last + 24 {
                let now = born.checked_add(i64::from(hours).hours()).unwrap();
                let days = (0..).take_while(|n: &i64| born.checked_add((n + 1).days()).unwrap() <= now).count();
                let age = Age::hours(hours).unwrap();
                assert_eq!(age.completed(AgeUnit::Days).0, u32::try_from(days).unwrap());
                for limit in limits.iter().filter(|limit| limit.unit == AgeUnit::Hours) {
                    let on = born.checked_add(i64::from(limit.completed).hours()).unwrap();
                    assert_eq!(age.at_least(*limit), Truth::known(now >= on));
                }
            }
        }
    }
}
