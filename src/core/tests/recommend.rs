//! `recommend` for random needs and cards: more need, more urgency or fewer capabilities are never milder;
//! and, by example, each sentence of the specification.

#![cfg(test)]

use paedlotse_core::age::{Age, AgeLimit, AgeUnit};
use paedlotse_core::capability::{Capability, CapabilityIx, CapabilityKind, CapabilitySet};
use paedlotse_core::disposition::{Outcome, Urgency};
use paedlotse_core::network::{Basis, Intake, Network, Offer, Presence, Site, SiteIx, Travel};
use paedlotse_core::protocol::ProtocolSet;
use paedlotse_core::recommend::{Disposition, Duty, Place, Recommendation, SiteDuty, Situation, recommend};
use paedlotse_core::text::Text;
use proptest::prelude::*;

const RESUS: u8 = 0;
const PAEDIATRICIAN: u8 = 1;
const ADVICE: u8 = 2;
const WARD: u8 = 3;
const PICU: u8 = 4;
const MRI: u8 = 5;
const LAB: u8 = 6;
const ESCORT: u8 = 7;
const NEUROLOGY: u8 = 8;
const SURGERY: u8 = 9;
const ALL: u8 = 10;

fn capability(no: u8, id: &'static str, kind: CapabilityKind, gives: &[u8]) -> Capability {
    Capability {
        id,
        no: u16::from(no),
        kind,
        gives: gives.iter().copied().chain([no]).map(CapabilityIx).collect(),
        imaging: id == "mri",
        bed: matches!(no, WARD | PICU),
        label: Text::default(),
    }
}

fn vocabulary() -> ProtocolSet {
    use CapabilityKind::{Advice, Presence, Test, Transport};
    ProtocolSet {
        capabilities: vec![
            capability(RESUS, "ed_resus", Presence, &[]),
            capability(PAEDIATRICIAN, "paediatrician", Presence, &[ADVICE]),
            capability(ADVICE, "paediatric_advice", Advice, &[]),
            capability(WARD, "paediatric_ward", Presence, &[]),
            capability(PICU, "picu", Presence, &[]),
            capability(MRI, "mri", Test, &[]),
            capability(LAB, "lab_basic", Test, &[]),
            capability(ESCORT, "transport_icu", Transport, &[]),
            capability(NEUROLOGY, "exp_neurology", Advice, &[]),
            capability(SURGERY, "surgery", Presence, &[]),
        ]
        .into(),
        ..ProtocolSet::default()
    }
}

fn site(no: u16, offers: &[u8]) -> Site {
    let offer = |c: &u8| Offer {
        capability: CapabilityIx(*c),
        from_age: (*c == SURGERY).then_some(AgeLimit { unit: AgeUnit::Months, completed: 72 }),
        under_age: None,
        hours: Vec::new().into(),
        presence: Presence::InHouse,
        basis: if c.is_multiple_of(2) { Basis::Public } else { Basis::Assumed },
        reference: "",
    };
    Site {
        id: format!("site{no}").leak(),
        no,
        name: "",
        place: "",
        phone: "",
        offers: offers.iter().map(offer).collect(),
    }
}

fn network(sites: &[&[u8]]) -> Network {
    let sites: Vec<Site> = (1..).zip(sites).map(|(no, offers)| site(no, offers)).collect();
    let way = |to: u8, minutes: u16| Travel {
        between: SiteIx(0),
        and: SiteIx(to),
        minutes,
        kilometres: minutes,
        basis: Basis::Assumed,
    };
    Network {
        id: "net",
        no: 1,
        version: "",
        title: Text::default(),
        home: SiteIx(0),
        sites: sites.into(),
        travel: vec![way(1, 25), way(2, 60)].into(),
        coordination: Text::default(),
        bypass_minutes: None,
    }
}

fn outcome(set: &ProtocolSet, urgency: Urgency, needs: &[&[u8]]) -> Outcome {
    let mut outcome = Outcome { urgency, ..Outcome::default() };
    for need in needs {
        outcome.need(set, need.iter().copied().map(CapabilityIx).collect(), urgency);
    }
    outcome
}

fn advise(network: &Network, place: Place, duty: &Duty, age: &str, outcome: &Outcome) -> Recommendation {
    let situation = Situation { network, place, at: None, duty };
    recommend(&vocabulary(), outcome, Age::parse(age).unwrap(), &situation)
}

fn at_home(network: &Network, age: &str, outcome: &Outcome) -> Recommendation {
    advise(network, Place::Hospital(SiteIx(0)), &Duty::default(), age, outcome)
}

const SMALL: &[u8] = &[RESUS, LAB, SURGERY];
const WARD_HOUSE: &[u8] = &[RESUS, LAB, PAEDIATRICIAN, WARD];
const CENTRE: &[u8] = &[RESUS, LAB, PAEDIATRICIAN, WARD, PICU, MRI, NEUROLOGY, SURGERY];

#[test]
fn all_met_here_is_treated_here_and_says_whom_to_call() {
    let set = vocabulary();
    let net = network(&[SMALL, WARD_HOUSE, CENTRE]);
    let result = at_home(&net, "7 years", &outcome(&set, Urgency::Urgent, &[&[LAB], &[SURGERY]]));
    assert_eq!(result.disposition, Disposition::TreatLocally);
    assert!(result.call_any_time, "no paediatrician here");
    assert_eq!(result.destination, None);
}

#[test]
fn an_age_limit_moves_the_child() {
    let set = vocabulary();
    let net = network(&[SMALL, WARD_HOUSE, CENTRE]);
    let younger = at_home(&net, "5 years 11 months", &outcome(&set, Urgency::Urgent, &[&[SURGERY]]));
    // The centre's surgeon has the same age limit in this card, so nobody has it.
    assert_eq!((younger.disposition, younger.all_met, younger.destination), (Disposition::Transfer, false, None));
    let older = at_home(&net, "6 years", &outcome(&set, Urgency::Urgent, &[&[SURGERY]]));
    assert_eq!(older.disposition, Disposition::TreatLocally);
    // "6 years" is certain, an age that may be five is not.
    assert_eq!(at_home(&net, "71 months", &outcome(&set, Urgency::Urgent, &[&[SURGERY]])).rank(), 3);
}

#[test]
fn missing_advice_is_a_teleconsult_and_missing_hands_a_transfer() {
    let set = vocabulary();
    let net = network(&[SMALL, WARD_HOUSE, CENTRE]);
    let call = at_home(&net, "2 years", &outcome(&set, Urgency::Urgent, &[&[ADVICE]]));
    assert_eq!((call.disposition, call.adviser), (Disposition::Teleconsult, Some(SiteIx(1))));
    let ward = at_home(&net, "2 years", &outcome(&set, Urgency::Urgent, &[&[WARD], &[NEUROLOGY]]));
    // Advice by telephone from anywhere: the nearest ward is enough.
    assert_eq!((ward.disposition, ward.destination), (Disposition::Transfer, Some(SiteIx(1))));
    let picu = at_home(&net, "2 years", &outcome(&set, Urgency::Immediate, &[&[PICU], &[WARD]]));
    assert_eq!((picu.destination, picu.start_here), (Some(SiteIx(2)), true));
}

#[test]
fn advice_that_nobody_gives_counts_as_presence() {
    let set = vocabulary();
    let net = network(&[SMALL, WARD_HOUSE]);
    let result = at_home(&net, "2 years", &outcome(&set, Urgency::Urgent, &[&[NEUROLOGY]]));
    assert_eq!((result.disposition, result.rank()), (Disposition::Transfer, 3));
}

#[test]
fn only_imaging_missing_is_asked_first_unless_it_hurries() {
    let set = vocabulary();
    let net = network(&[WARD_HOUSE, SMALL, CENTRE]);
    let urgent = at_home(&net, "9 years", &outcome(&set, Urgency::Urgent, &[&[MRI]]));
    assert_eq!((urgent.disposition, urgent.adviser), (Disposition::Teleconsult, Some(SiteIx(2))));
    let emergent = at_home(&net, "9 years", &outcome(&set, Urgency::Emergent, &[&[MRI]]));
    assert_eq!(emergent.disposition, Disposition::Transfer);
    // Imaging or something else: the weaker need must not be answered more strictly than imaging alone.
    let either = at_home(&net, "9 years", &outcome(&set, Urgency::Urgent, &[&[MRI, PICU]]));
    assert_eq!(either.disposition, Disposition::Teleconsult);
}

#[test]
fn a_full_partner_is_passed_over_and_named() {
    let set = vocabulary();
    let net = network(&[SMALL, WARD_HOUSE, CENTRE]);
    let mut duty = Duty::default();
    duty.report(SiteIx(1), SiteDuty { intake: Intake::Full, ..SiteDuty::default() });
    let wish = outcome(&set, Urgency::Urgent, &[&[PAEDIATRICIAN]]);
    let result = advise(&net, Place::Hospital(SiteIx(0)), &duty, "2 years", &wish);
    assert_eq!(result.destination, Some(SiteIx(2)));
    assert_eq!(result.passed_over, [(SiteIx(1), Intake::Full)]);
}

#[test]
fn nobody_left_is_said_plainly() {
    let set = vocabulary();
    let net = network(&[SMALL, WARD_HOUSE, CENTRE]);
    let mut duty = Duty::default();
    for partner in [1, 2] {
        duty.report(SiteIx(partner), SiteDuty { intake: Intake::Closed, ..SiteDuty::default() });
    }
    let wish = outcome(&set, Urgency::Emergent, &[&[WARD]]);
    let result = advise(&net, Place::Hospital(SiteIx(0)), &duty, "2 years", &wish);
    assert_eq!((result.disposition, result.destination, result.rank()), (Disposition::Transfer, None, 3));
}

#[test]
fn the_house_that_helps_most_is_named_with_what_is_still_missing() {
    let set = vocabulary();
    let net = network(&[SMALL, WARD_HOUSE, &[RESUS, PICU]]);
    let mut wish = outcome(&set, Urgency::Immediate, &[&[PICU]]);
    wish.need(&set, CapabilitySet::of(CapabilityIx(WARD)), Urgency::Urgent);
    let result = at_home(&net, "2 years", &wish);
    assert_eq!(result.destination, Some(SiteIx(2)));
    assert_eq!(result.still_missing.len(), 1);
    assert_eq!(result.rank(), 3);
}

#[test]
fn an_ambulance_always_has_a_house_to_go_to() {
    let set = vocabulary();
    let net = network(&[SMALL, WARD_HOUSE, CENTRE]);
    let ambulance = Place::Ambulance { nearest: SiteIx(0) };
    let nothing = advise(&net, ambulance, &Duty::default(), "2 years", &outcome(&set, Urgency::Routine, &[]));
    assert_eq!((nothing.disposition, nothing.destination), (Disposition::TreatLocally, Some(SiteIx(0))));
    let mut unstable = outcome(&set, Urgency::Immediate, &[&[PICU]]);
    let stable = advise(&net, ambulance, &Duty::default(), "2 years", &unstable);
    assert_eq!((stable.destination, stable.then_to), (Some(SiteIx(2)), None));
    unstable.unstable = true;
    let first = advise(&net, ambulance, &Duty::default(), "2 years", &unstable);
    assert_eq!((first.destination, first.then_to), (Some(SiteIx(0)), Some(SiteIx(2))));
    let mut bypass = net.clone();
    bypass.bypass_minutes = Some(60);
    let direct = advise(&bypass, ambulance, &Duty::default(), "2 years", &unstable);
    assert_eq!((direct.destination, direct.then_to), (Some(SiteIx(2)), None));
}

#[test]
fn escort_never_chooses_the_site() {
    let set = vocabulary();
    let net = network(&[SMALL, WARD_HOUSE, CENTRE]);
    let result = at_home(&net, "2 years", &outcome(&set, Urgency::Urgent, &[&[ESCORT], &[WARD]]));
    assert_eq!(result.destination, Some(SiteIx(1)));
    assert_eq!(result.escort.len(), 1);
    assert!(result.all_met);
}

#[test]
fn what_includes_a_lost_capability_is_lost_too() {
    let set = vocabulary();
    let net = network(&[SMALL, WARD_HOUSE]);
    let mut duty = Duty::default();
    duty.report(SiteIx(1), SiteDuty { off: CapabilitySet::of(CapabilityIx(ADVICE)), ..SiteDuty::default() });
    let asks = |needs: &[&[u8]]| {
        let wish = outcome(&set, Urgency::Urgent, needs);
        advise(&net, Place::Hospital(SiteIx(0)), &duty, "2 years", &wish).rank()
    };
    // Nobody advises: as if the child had to be present. Asking for the paediatrician as well must not be milder.
    assert_eq!(asks(&[&[ADVICE]]), 3);
    assert_eq!(asks(&[&[ADVICE], &[PAEDIATRICIAN]]), 3);
}

#[test]
fn what_rests_on_assumptions_says_so() {
    let set = vocabulary();
    let net = network(&[WARD_HOUSE, SMALL, CENTRE]);
    let result = at_home(&net, "2 years", &outcome(&set, Urgency::Urgent, &[&[WARD], &[LAB]]));
    assert_eq!(result.assumed, CapabilitySet::of(CapabilityIx(WARD)));
}

fn urgencies() -> impl Strategy<Value = Urgency> {
    proptest::sample::select(Urgency::ALL.to_vec())
}

fn needs() -> impl Strategy<Value = Vec<(Vec<u8>, Urgency)>> {
    proptest::collection::vec((proptest::collection::vec(0..ALL, 1..3), urgencies()), 0..5)
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, ..ProptestConfig::default() })]

    #[test]
    fn never_milder(
        cards in proptest::collection::vec(proptest::collection::vec(0..ALL, 0..9), 3),
        first in needs(),
        more in needs(),
        urgency in urgencies(),
        raised in urgencies(),
        lost in 0..ALL,
        loser in 0..3_u8,
        ambulance in any::<bool>(),
    ) {
        let set = vocabulary();
        let slices: Vec<&[u8]> = cards.iter().map(Vec::as_slice).collect();
        let net = network(&slices);
        let place = if ambulance { Place::Ambulance { nearest: SiteIx(0) } } else { Place::Hospital(SiteIx(0)) };
        let base = joined(&set, &first, urgency);
        let before = advise(&net, place, &Duty::default(), "3 years", &base);

        let mut duty = Duty::default();
        duty.report(SiteIx(loser), SiteDuty { off: CapabilitySet::of(CapabilityIx(lost)), ..SiteDuty::default() });
        let all: Vec<_> = first.iter().chain(&more).cloned().collect();
        let all = joined(&set, &all, urgency.max(raised));
        for tonight in [&Duty::default(), &duty] {
            let before = advise(&net, place, tonight, "3 years", &base);
            let after = advise(&net, place, tonight, "3 years", &all);
            prop_assert!(after.rank() >= before.rank(), "more need, milder: {before:?} {after:?}");
        }

        let without = advise(&net, place, &duty, "3 years", &base);
        prop_assert!(without.rank() >= before.rank(), "less ability, milder: {before:?} {without:?}");
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
