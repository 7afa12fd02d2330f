//! `recommend` and `judge`, by example: each sentence of the specification. The law for random needs and cards
//! stands beside it.

#![cfg(test)]

#[path = "recommend/never_milder.rs"]
mod never_milder;

use paedlotse_core::age::{Age, AgeLimit, AgeUnit};
use paedlotse_core::assess::{Assessment, assess};
use paedlotse_core::capability::{Capability, CapabilityIx, CapabilityKind, CapabilitySet};
use paedlotse_core::disposition::{Outcome, Urgency};
use paedlotse_core::finding::{Finding, FindingIx, FindingKind, FindingType, Worse};
use paedlotse_core::list::List;
use paedlotse_core::network::{Basis, Hours, Intake, Means, Network, Offer, Presence, Site, SiteIx, Travel};
use paedlotse_core::observation::Findings;
use paedlotse_core::protocol::ProtocolSet;
use paedlotse_core::recommend::{
    Disposition, Duty, Judgement, Place, Recommendation, SiteDuty, Situation, judge, recommend,
};
use paedlotse_core::text::Text;

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
const HDU: u8 = 10;
const PICU_ADVICE: u8 = 11;
const ALL: u8 = 12;

fn capability(no: u8, id: &'static str, kind: CapabilityKind, gives: &[u8]) -> Capability {
    Capability {
        id,
        no: u16::from(no),
        kind,
        gives: gives.iter().copied().chain([no]).map(CapabilityIx).collect(),
        imaging: id == "mri",
        bed: matches!(no, WARD | PICU | HDU),
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
            capability(PICU, "picu", Presence, &[HDU, PICU_ADVICE]),
            capability(MRI, "mri", Test, &[]),
            capability(LAB, "lab_basic", Test, &[]),
            capability(ESCORT, "transport_icu", Transport, &[]),
            capability(NEUROLOGY, "exp_neurology", Advice, &[]),
            capability(SURGERY, "surgery", Presence, &[]),
            capability(HDU, "hdu_monitoring", Presence, &[]),
            capability(PICU_ADVICE, "picu_advice", Advice, &[]),
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
        contacts: List::default(),
        clinics: List::default(),
    }
}

fn network(sites: &[&[u8]]) -> Network {
    let sites: Vec<Site> = (1..).zip(sites).map(|(no, offers)| site(no, offers)).collect();
    let way = |to: u8, minutes: u16| Travel {
        between: SiteIx(0),
        and: SiteIx(to),
        by: Means::Road,
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
        transport: List::default(),
        coordination: Text::default(),
        bypass_minutes: None,
        address: "",
    }
}

fn outcome(set: &ProtocolSet, urgency: Urgency, needs: &[&[u8]]) -> Outcome {
    let mut outcome = Outcome { urgency, ..Outcome::default() };
    for need in needs {
        outcome.need(set, need.iter().copied().map(CapabilityIx).collect(), urgency);
    }
    outcome
}

/// Changes what a house offers.
fn offers(net: &mut Network, site: usize, change: impl FnOnce(&mut Vec<Offer>)) {
    let mut sites = net.sites.to_vec();
    let mut offers = sites[site].offers.to_vec();
    change(&mut offers);
    sites[site].offers = offers.into();
    net.sites = sites.into();
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
    let mut bypass = net;
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

fn tonight(reports: &[(u8, SiteDuty)]) -> Duty {
    let mut duty = Duty::default();
    for (site, report) in reports {
        duty.report(SiteIx(*site), *report);
    }
    duty
}

fn only(capability: u8) -> CapabilitySet {
    CapabilitySet::of(CapabilityIx(capability))
}

fn taking(intake: Intake) -> SiteDuty {
    SiteDuty { intake, ..SiteDuty::default() }
}

const HERE: Place = Place::Hospital(SiteIx(0));
const AMBULANCE: Place = Place::Ambulance { nearest: SiteIx(0) };

#[test]
fn an_ambulance_does_not_go_to_a_closed_house() {
    let set = vocabulary();
    let net = network(&[SMALL, WARD_HOUSE, CENTRE]);
    let closed = tonight(&[(0, taking(Intake::Closed))]);
    let well = advise(&net, AMBULANCE, &closed, "2 years", &outcome(&set, Urgency::Routine, &[]));
    assert_eq!((well.disposition, well.destination), (Disposition::TreatLocally, Some(SiteIx(1))));
    assert_eq!(well.passed_over, [(SiteIx(0), Intake::Closed)]);
    // The next house has no surgeon: it must be the one that has all.
    let fracture = advise(&net, AMBULANCE, &closed, "7 years", &outcome(&set, Urgency::Urgent, &[&[SURGERY]]));
    assert_eq!((fracture.disposition, fracture.destination), (Disposition::TreatLocally, Some(SiteIx(2))));
    assert!(!fracture.call_any_time, "the house it goes to has a paediatrician");
    // In a hospital the child is inside already.
    let inside = advise(&net, HERE, &closed, "7 years", &outcome(&set, Urgency::Urgent, &[&[SURGERY]]));
    assert_eq!((inside.disposition, inside.destination), (Disposition::TreatLocally, None));
}

#[test]
fn an_ambulance_turned_away_everywhere_says_so_and_still_has_a_house() {
    let set = vocabulary();
    let net = network(&[SMALL, WARD_HOUSE, CENTRE]);
    let shut = |second| tonight(&[(0, taking(Intake::Closed)), (1, taking(second)), (2, taking(Intake::Closed))]);
    let well = outcome(&set, Urgency::Routine, &[]);
    let full = advise(&net, AMBULANCE, &shut(Intake::Full), "2 years", &well);
    assert_eq!((full.disposition, full.rank(), full.destination), (Disposition::Transfer, 3, Some(SiteIx(1))));
    let closed = advise(&net, AMBULANCE, &shut(Intake::Closed), "2 years", &well);
    assert_eq!((closed.rank(), closed.destination), (3, Some(SiteIx(0))));
}

#[test]
fn an_unstable_child_gets_the_first_house_that_resuscitates() {
    let set = vocabulary();
    let unstable = |needs: &[&[u8]]| Outcome { unstable: true, ..outcome(&set, Urgency::Immediate, needs) };
    let net = network(&[SMALL, WARD_HOUSE, CENTRE]);
    let closed = tonight(&[(0, taking(Intake::Closed))]);
    let next = advise(&net, AMBULANCE, &closed, "2 years", &unstable(&[&[PICU]]));
    assert_eq!((next.destination, next.then_to), (Some(SiteIx(1)), Some(SiteIx(2))));
    assert_eq!(next.passed_over, [(SiteIx(0), Intake::Closed)]);
    // Nothing is missing in the nearest hospital but the resuscitation room.
    let net = network(&[&[LAB], WARD_HOUSE, CENTRE]);
    let local = advise(&net, AMBULANCE, &Duty::default(), "2 years", &unstable(&[&[LAB]]));
    assert_eq!((local.destination, local.then_to), (Some(SiteIx(1)), None));
    // A partner that is full resuscitates all the same.
    let full = tonight(&[(1, taking(Intake::Full))]);
    let stop = advise(&net, AMBULANCE, &full, "2 years", &unstable(&[&[PICU]]));
    assert_eq!((stop.destination, stop.then_to), (Some(SiteIx(1)), Some(SiteIx(2))));
    // Nobody helps further: the first house all the same.
    let net = network(&[&[LAB], WARD_HOUSE, &[]]);
    let nobody = advise(&net, AMBULANCE, &Duty::default(), "2 years", &unstable(&[&[MRI]]));
    assert_eq!((nobody.destination, nobody.then_to, nobody.rank()), (Some(SiteIx(1)), None, 3));
}

#[test]
fn a_report_lifts_the_hours_but_never_the_age_limit() {
    let set = vocabulary();
    let mut net = network(&[SMALL, WARD_HOUSE, CENTRE]);
    offers(&mut net, 0, |offers| offers.iter_mut().for_each(|o| o.hours = vec![Hours { from: 0, to: 60 }].into()));
    let on = tonight(&[(0, SiteDuty { on: only(SURGERY).with(CapabilityIx(NEUROLOGY)), ..SiteDuty::default() })]);
    let asks = |age, need| advise(&net, HERE, &on, age, &outcome(&set, Urgency::Urgent, &[&[need]]));
    assert_eq!(asks("6 years", SURGERY).disposition, Disposition::TreatLocally, "no time known, reported as there");
    assert_eq!(asks("5 years", SURGERY).disposition, Disposition::Transfer, "too young for the card");
    assert_eq!(asks("5 years", NEUROLOGY).disposition, Disposition::TreatLocally, "not on the card: for every age");
    assert_eq!(asks("6 years", SURGERY).assumed, CapabilitySet::EMPTY, "reported is not assumed");
    let sites: [&[u8]; 1] = [SMALL];
    let listed = at_home(&network(&sites), "6 years", &outcome(&set, Urgency::Urgent, &[&[SURGERY]]));
    assert_eq!(listed.assumed, only(SURGERY));
}

#[test]
fn off_and_full_win_over_a_report_that_it_is_there() {
    let set = vocabulary();
    let net = network(&[SMALL, WARD_HOUSE, CENTRE]);
    let asks = |report: SiteDuty, need: u8| {
        let wish = outcome(&set, Urgency::Urgent, &[&[need]]);
        advise(&net, HERE, &tonight(&[(0, report)]), "2 years", &wish).disposition
    };
    let on = SiteDuty { on: only(PICU).with(CapabilityIx(WARD)), ..SiteDuty::default() };
    assert_eq!(asks(on, PICU), Disposition::TreatLocally);
    assert_eq!(asks(SiteDuty { off: only(HDU), ..on }, PICU), Disposition::Transfer, "without what it includes");
    assert_eq!(asks(SiteDuty { off: only(WARD), ..on }, WARD), Disposition::Transfer);
    assert_eq!(asks(SiteDuty { intake: Intake::Full, ..on }, WARD), Disposition::Transfer);
}

#[test]
fn a_full_house_still_gives_telephone_advice() {
    let set = vocabulary();
    let net = network(&[WARD_HOUSE, CENTRE]);
    let asks = |report: SiteDuty, need: u8| {
        let wish = outcome(&set, Urgency::Urgent, &[&[need]]);
        let advice = advise(&net, HERE, &tonight(&[(1, report)]), "2 years", &wish);
        (advice.disposition, advice.adviser)
    };
    let called = (Disposition::Teleconsult, Some(SiteIx(1)));
    for intake in [Intake::Full, Intake::Closed] {
        assert_eq!(asks(taking(intake), PICU_ADVICE), called);
        assert_eq!(asks(taking(intake), HDU).0, Disposition::Transfer);
        let off = SiteDuty { off: only(PICU_ADVICE), ..taking(intake) };
        assert_eq!(asks(off, PICU_ADVICE), (Disposition::Transfer, None));
    }
    let off = SiteDuty { off: only(PICU), ..SiteDuty::default() };
    assert_eq!(asks(off, PICU_ADVICE), (Disposition::Transfer, None), "off takes what only it included");
}

/// The answers of a child of this age, all bounds alike.
fn settled(set: &ProtocolSet, age: &str, known: &Outcome) -> (Findings, Assessment) {
    let findings = Findings::at_age(Age::parse(age).unwrap());
    let mut assessment = assess(set, &findings, CapabilitySet::EMPTY);
    (assessment.floor, assessment.so_far, assessment.ceiling) = (known.clone(), known.clone(), known.clone());
    (findings, assessment)
}

fn judged(net: &Network, set: &ProtocolSet, findings: &Findings, assessment: &Assessment) -> Judgement {
    let situation = Situation { network: net, place: HERE, at: None, duty: &Duty::default() };
    judge(set, findings, assessment, &situation)
}

#[test]
fn an_age_on_both_sides_of_a_limit_is_between_the_bounds() {
    let set = vocabulary();
    let net = network(&[SMALL, WARD_HOUSE, CENTRE]);
    let wish = outcome(&set, Urgency::Urgent, &[&[SURGERY]]);
    let of = |age| {
        let (findings, assessment) = settled(&set, age, &wish);
        judged(&net, &set, &findings, &assessment)
    };
    let doubt = of("2191 days");
    assert_eq!(doubt.floor.disposition, Disposition::TreatLocally);
    assert_eq!((doubt.so_far.disposition, doubt.ceiling.disposition), (Disposition::Transfer, Disposition::Transfer));
    assert_eq!((doubt.settled, doubt.age_decides), (false, true));
    for (age, place) in [("2191 days / 71 months", Disposition::Transfer), ("72 months", Disposition::TreatLocally)] {
        let exact = of(age);
        assert_eq!((exact.floor.disposition, exact.settled, exact.age_decides), (place, true, false), "{age}");
    }
}

#[test]
fn a_destination_is_settled_only_if_no_other_house_can_be_named() {
    let set = vocabulary();
    // The first has the ward, the second the ward and the scanner, the third the ward and the surgeon; nobody all.
    let net = network(&[SMALL, &[WARD, PICU], &[WARD, MRI]]);
    let (findings, mut assessment) = settled(&set, "3 years", &outcome(&set, Urgency::Emergent, &[&[WARD]]));
    assert!(judged(&net, &set, &findings, &assessment).destination_settled, "nothing is open");
    assessment.ceiling = outcome(&set, Urgency::Emergent, &[&[WARD], &[PICU], &[MRI]]);
    let open = judged(&net, &set, &findings, &assessment);
    assert_eq!((open.floor.destination, open.ceiling.destination), (Some(SiteIx(1)), Some(SiteIx(1))));
    assert!(open.settled);
    assert!(!open.destination_settled, "with the scanner alone the child goes to the other house");
    assessment.ceiling = outcome(&set, Urgency::Emergent, &[&[WARD], &[PICU]]);
    assert!(judged(&net, &set, &findings, &assessment).destination_settled, "it has all that is possible");
}

#[test]
fn what_was_said_not_to_be_possible_here_is_missing_here_for_the_cautious_bound() {
    let mut set = vocabulary();
    set.findings = vec![Finding {
        id: "crp",
        no: 1,
        kind: FindingKind::Test,
        answer: FindingType::YesNo,
        worse: Worse::Up,
        group: None,
        applies: None,
        due: None,
        due_source: "",
        raises_only_when: None,
        obtained_by: Some(CapabilityIx(LAB)),
        label: Text::default(),
        how: Text::default(),
        loinc: None,
    }]
    .into();
    let net = network(&[WARD_HOUSE, CENTRE]);
    let (mut findings, mut assessment) = settled(&set, "2 years", &outcome(&set, Urgency::Urgent, &[&[LAB]]));
    assessment.unobtainable = vec![FindingIx(0)];
    let lacking = judged(&net, &set, &findings, &assessment);
    assert_eq!(lacking.ceiling.disposition, Disposition::TreatLocally, "nobody said so");
    findings.set_unobtainable(FindingIx(0));
    let said = judged(&net, &set, &findings, &assessment);
    assert_eq!(said.floor.disposition, Disposition::TreatLocally);
    assert_eq!((said.ceiling.disposition, said.ceiling.destination), (Disposition::Transfer, Some(SiteIx(1))));
    assert_eq!(said.ceiling.missing_here.len(), 1);
    assert!(!said.settled);
}

#[test]
fn a_house_with_a_part_of_what_is_needed_helps() {
    let set = vocabulary();
    let net = network(&[SMALL, &[WARD], &[HDU]]);
    let mut wish = outcome(&set, Urgency::Immediate, &[&[PICU], &[HDU]]);
    assert_eq!(wish.needs.len(), 1, "monitoring is dropped beside intensive care");
    wish.need(&set, only(WARD), Urgency::Urgent);
    let result = at_home(&net, "2 years", &wish);
    assert_eq!((result.destination, result.rank()), (Some(SiteIx(2)), 3));
    // What this house has as well is no reason to drive.
    let net = network(&[&[HDU], &[HDU]]);
    let result = at_home(&net, "2 years", &outcome(&set, Urgency::Immediate, &[&[PICU]]));
    assert_eq!((result.destination, result.rank()), (None, 3));
}

#[test]
fn what_is_assumed_is_named_where_the_need_is_met() {
    let set = vocabulary();
    // WARD, MRI, PAEDIATRICIAN are assumed wherever they stand; the laboratory is public.
    let net = network(&[&[LAB, SURGERY], &[LAB, PAEDIATRICIAN], CENTRE]);
    let call = at_home(&net, "7 years", &outcome(&set, Urgency::Urgent, &[&[LAB], &[SURGERY]]));
    assert_eq!(call.assumed, only(SURGERY), "here");
    let scan = at_home(&net, "7 years", &outcome(&set, Urgency::Urgent, &[&[LAB], &[MRI]]));
    assert_eq!((scan.disposition, scan.assumed), (Disposition::Teleconsult, only(MRI)));
    let call = at_home(&net, "7 years", &outcome(&set, Urgency::Urgent, &[&[ADVICE], &[SURGERY]]));
    assert_eq!(call.assumed, only(SURGERY).with(CapabilityIx(ADVICE)), "here and the adviser");
    let resus = Offer { capability: CapabilityIx(RESUS), basis: Basis::Assumed, ..net.sites[0].offers[0] };
    let mut stop = net;
    offers(&mut stop, 0, |offers| offers.push(resus));
    let unstable = Outcome { unstable: true, ..outcome(&set, Urgency::Immediate, &[&[WARD]]) };
    let stop = advise(&stop, AMBULANCE, &Duty::default(), "7 years", &unstable);
    assert_eq!((stop.destination, stop.then_to), (Some(SiteIx(0)), Some(SiteIx(2))));
    assert_eq!(stop.assumed, only(RESUS).with(CapabilityIx(WARD)), "first stop and destination");
    let mut enough = network(&[&[LAB], &[WARD], &[]]);
    offers(&mut enough, 1, |offers| offers.push(resus));
    let stop = advise(&enough, AMBULANCE, &Duty::default(), "7 years", &unstable);
    assert_eq!((stop.destination, stop.then_to), (Some(SiteIx(1)), None));
    assert_eq!(stop.assumed, only(RESUS).with(CapabilityIx(WARD)), "the destination is the first stop");
}

#[test]
fn an_adviser_is_named_for_what_it_gives() {
    let set = vocabulary();
    let net = network(&[SMALL, &[ADVICE], &[NEUROLOGY, PICU_ADVICE]]);
    let result = at_home(&net, "2 years", &outcome(&set, Urgency::Urgent, &[&[ADVICE], &[NEUROLOGY], &[PICU_ADVICE]]));
    assert_eq!((result.disposition, result.adviser), (Disposition::Teleconsult, Some(SiteIx(2))));
    let by = |capability| result.needs.iter().find(|n| n.need.any_of == only(capability)).unwrap().by;
    assert_eq!((by(ADVICE), by(NEUROLOGY), by(PICU_ADVICE)), (Some(SiteIx(1)), Some(SiteIx(2)), Some(SiteIx(2))));
    // A picture first: the partner that has the scanner, though another gives the advice as well.
    let net = network(&[SMALL, &[ADVICE], &[MRI, NEUROLOGY]]);
    let result = at_home(&net, "2 years", &outcome(&set, Urgency::Urgent, &[&[ADVICE], &[MRI]]));
    assert_eq!((result.disposition, result.adviser), (Disposition::Teleconsult, Some(SiteIx(2))));
    // What nobody gives stays missing.
    let result = at_home(&net, "2 years", &outcome(&set, Urgency::Urgent, &[&[ADVICE], &[PICU_ADVICE]]));
    let missing: Vec<_> = result.still_missing.iter().map(|n| n.any_of).collect();
    assert_eq!((result.rank(), missing), (3, vec![only(PICU_ADVICE)]));
}

#[test]
fn the_table_shows_what_the_adviser_has() {
    let set = vocabulary();
    let net = network(&[WARD_HOUSE, SMALL, CENTRE]);
    let result = at_home(&net, "9 years", &outcome(&set, Urgency::Urgent, &[&[MRI], &[WARD]]));
    assert_eq!((result.disposition, result.beside()), (Disposition::Teleconsult, Some(SiteIx(2))));
    assert!(result.needs.iter().all(|answer| answer.there), "{:?}", result.needs);
}

#[test]
fn advice_from_this_house_is_not_missing_elsewhere() {
    let set = vocabulary();
    let net = network(&[&[NEUROLOGY], &[WARD]]);
    let result = at_home(&net, "2 years", &outcome(&set, Urgency::Urgent, &[&[NEUROLOGY], &[WARD]]));
    assert_eq!((result.destination, result.still_missing.len(), result.rank()), (Some(SiteIx(1)), 0, 2));
}

#[test]
fn only_houses_that_would_do_are_passed_over() {
    let set = vocabulary();
    let net = network(&[SMALL, WARD_HOUSE, CENTRE]);
    let full = tonight(&[(1, taking(Intake::Full))]);
    let passed =
        |need: u8| advise(&net, HERE, &full, "2 years", &outcome(&set, Urgency::Urgent, &[&[need]])).passed_over;
    assert_eq!(passed(WARD), [(SiteIx(1), Intake::Full)], "it has a ward, only no bed");
    assert_eq!(passed(PICU), [], "it has no intensive care");
}
