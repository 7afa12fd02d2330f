//! `recommend` for random needs, cards and reports: more need, more urgency, fewer capabilities, fewer beds or fewer
//! reports "there tonight" are never milder, in a hospital and in an ambulance.

use super::{AMBULANCE, HERE, advise, network, settled, vocabulary};
use paedlotse_core::capability::{CapabilityIx, CapabilitySet};
use paedlotse_core::disposition::{Outcome, Urgency};
use paedlotse_core::network::{Intake, SiteIx};
use paedlotse_core::protocol::ProtocolSet;
use paedlotse_core::recommend::{Disposition, Duty, Recommendation, SiteDuty, Situation, judge};
use proptest::prelude::*;

const ALL: u8 = super::ALL;

fn urgencies() -> impl Strategy<Value = Urgency> {
    proptest::sample::select(Urgency::ALL.to_vec())
}

fn needs() -> impl Strategy<Value = Vec<(Vec<u8>, Urgency)>> {
    proptest::collection::vec((proptest::collection::vec(0..ALL, 1..3), urgencies()), 0..5)
}

fn some(most: usize) -> impl Strategy<Value = CapabilitySet> {
    proptest::collection::vec(0..ALL, 0..most).prop_map(|list| list.into_iter().map(CapabilityIx).collect())
}

fn intakes() -> impl Strategy<Value = Intake> {
    prop_oneof![4 => Just(Intake::Open), 1 => Just(Intake::Limited), 1 => Just(Intake::Full), 1 => Just(Intake::Closed)]
}

fn reports() -> impl Strategy<Value = Vec<SiteDuty>> {
    let report = (some(2), some(4), intakes()).prop_map(|(off, on, intake)| SiteDuty { off, on, intake });
    proptest::collection::vec(report, 3)
}

fn joined(set: &ProtocolSet, needs: &[(Vec<u8>, Urgency)], urgency: Urgency) -> Outcome {
    let mut outcome = Outcome { urgency, ..Outcome::default() };
    for (need, level) in needs {
        // Alternatives are normalised as the compiler does it.
        let any_of: CapabilitySet = need.iter().copied().map(CapabilityIx).collect();
        let kept = any_of.iter().filter(|c| {
            let gives = set.closure(CapabilitySet::of(*c)).without(*c);
            gives.meet(any_of).is_empty()
        });
        outcome.need(set, kept.collect(), *level);
        outcome.urgency = outcome.urgency.max(*level);
    }
    outcome
}

fn duty(reports: &[SiteDuty]) -> Duty {
    let mut duty = Duty::default();
    for (site, report) in (0..).map(SiteIx).zip(reports) {
        duty.report(site, *report);
    }
    duty
}

const fn level(intake: Intake) -> u8 {
    match intake {
        Intake::Open => 0,
        Intake::Limited => 1,
        Intake::Full => 2,
        Intake::Closed => 3,
    }
}

/// The same house with less: more is off, less is reported as there, it takes no more patients than before.
fn less(report: SiteDuty, change: SiteDuty) -> SiteDuty {
    SiteDuty {
        off: report.off.union(change.off),
        on: report.on.meet(change.on),
        intake: if level(change.intake) > level(report.intake) { change.intake } else { report.intake },
    }
}

/// What holds for every recommendation, whatever the card.
fn sound(advice: &Recommendation, reports: &[SiteDuty], ambulance: bool) -> Result<(), TestCaseError> {
    let closed = |site: SiteIx| reports[usize::from(site.0)].intake == Intake::Closed;
    let goes = advice.destination.filter(|site| *site != advice.here || ambulance);
    let all_closed = (0..3).map(SiteIx).all(closed);
    prop_assert!(goes.is_none_or(|site| !closed(site) || (all_closed && !advice.all_met)), "goes to a closed house");
    prop_assert!(advice.then_to.is_none_or(|site| !closed(site)), "goes on to a closed house");
    prop_assert!(!ambulance || advice.destination.is_some(), "an ambulance without a house");
    prop_assert!(advice.then_to.is_none() || advice.then_to != advice.destination);
    prop_assert!(advice.all_met || advice.disposition == Disposition::Transfer);
    prop_assert!(!advice.all_met || advice.still_missing.is_empty(), "all is met and something is missing");
    let named = |site: Option<SiteIx>| site.is_none_or(|site| site.0 < 3);
    prop_assert!(advice.needs.iter().all(|answer| named(answer.by)));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8000, ..ProptestConfig::default() })]

    #[test]
    fn never_milder(
        cards in proptest::collection::vec(proptest::collection::vec(0..ALL, 0..9), 3),
        (first, more) in (needs(), needs()),
        (urgency, raised) in (urgencies(), urgencies()),
        known in reports(),
        change in reports(),
        (unstable, later) in (any::<bool>(), any::<bool>()),
        first_here in some(3),
        bypass in proptest::option::of(0..90_u16),
        ambulance in any::<bool>(),
        age in proptest::sample::select(vec!["3 years", "2191 days", "6 years"]),
    ) {
        let set = vocabulary();
        let slices: Vec<&[u8]> = cards.iter().map(Vec::as_slice).collect();
        let mut net = network(&slices);
        net.bypass_minutes = bypass;
        let place = if ambulance { AMBULANCE } else { HERE };
        let base = Outcome { unstable, ..joined(&set, &first, urgency) };
        let all: Vec<_> = first.iter().chain(&more).cloned().collect();
        let all = Outcome { unstable: unstable || later, first_here, ..joined(&set, &all, urgency.max(raised)) };

        let worse: Vec<SiteDuty> = known.iter().zip(&change).map(|(report, change)| less(*report, *change)).collect();
        for tonight in [&known, &worse] {
            let before = advise(&net, place, &duty(tonight), age, &base);
            let after = advise(&net, place, &duty(tonight), age, &all);
            prop_assert!(after.rank() >= before.rank(), "more need, milder: {before:?} {after:?}");
            sound(&before, tonight, ambulance)?;
            sound(&after, tonight, ambulance)?;
        }
        for wish in [&base, &all] {
            let before = advise(&net, place, &duty(&known), age, wish);
            let without = advise(&net, place, &duty(&worse), age, wish);
            prop_assert!(without.rank() >= before.rank(), "less ability, milder: {before:?} {without:?}");
        }
    }

    #[test]
    fn what_is_settled_stays_settled(
        cards in proptest::collection::vec(proptest::collection::vec(0..ALL, 0..9), 3),
        (first, more, last) in (needs(), needs(), needs()),
        urgency in urgencies(),
        known in reports(),
        (unstable, later, most) in (any::<bool>(), any::<bool>(), any::<bool>()),
        bypass in proptest::option::of(0..90_u16),
        ambulance in any::<bool>(),
        exact in proptest::sample::select(vec!["2191 days / 71 months", "2191 days / 72 months"]),
    ) {
        let set = vocabulary();
        let slices: Vec<&[u8]> = cards.iter().map(Vec::as_slice).collect();
        let mut net = network(&slices);
        net.bypass_minutes = bypass;
        let place = if ambulance { AMBULANCE } else { HERE };
        let duty = duty(&known);
        let upto = |lists: &[&Vec<(Vec<u8>, Urgency)>], unstable| {
            let all: Vec<_> = lists.iter().flat_map(|list| list.iter().cloned()).collect();
            Outcome { unstable, ..joined(&set, &all, urgency) }
        };
        let floor = upto(&[&first], unstable);
        let truth = upto(&[&first, &more], unstable || later);
        let (findings, mut assessment) = settled(&set, "2191 days", &floor);
        assessment.ceiling = upto(&[&first, &more, &last], unstable || later || most);
        let situation = Situation { network: &net, place, at: None, duty: &duty };
        let bounds = judge(&set, &findings, &assessment, &situation);
        let truth = advise(&net, place, &duty, exact, &truth);
        prop_assert!(bounds.floor.rank() <= truth.rank(), "the floor is above the truth");
        prop_assert!(truth.rank() <= bounds.ceiling.rank(), "the truth is above the ceiling");
        if bounds.settled {
            prop_assert_eq!(truth.disposition, bounds.ceiling.disposition);
        }
        if bounds.destination_settled {
            prop_assert_eq!((truth.destination, truth.then_to), (bounds.ceiling.destination, bounds.ceiling.then_to));
            if truth.disposition == Disposition::Teleconsult {
                prop_assert_eq!(truth.adviser, bounds.ceiling.adviser);
            }
        }
    }

    #[test]
    fn the_order_of_needs_does_not_matter(mut list in needs(), urgency in urgencies(), turn in 0..5_usize) {
        let set = vocabulary();
        let one = joined(&set, &list, urgency);
        let turn = turn.min(list.len());
        list.rotate_left(turn);
        prop_assert_eq!(joined(&set, &list, urgency), one.clone());
        list.reverse();
        prop_assert_eq!(joined(&set, &list, urgency), one);
    }
}
