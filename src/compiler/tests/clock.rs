//! The clock of a transfer on the shipped content: vehicles, milestones, targets and windows.

#![cfg(test)]

use paedlotse_compiler::Compiled;
use paedlotse_core::age::Age;
use paedlotse_core::assess::assess;
use paedlotse_core::capability::CapabilitySet;
use paedlotse_core::case::Timestamp;
use paedlotse_core::clock::{
    Course, Fit, LatestDeparture, Milestone, Minutes, Moment, Onset, Origin, Part, Since, TimeWindow, Told, Vehicle,
    WindowState, fit, latest_departure, onset, stages, team_due, windows,
};
use paedlotse_core::disposition::Urgency;
use paedlotse_core::escort::{Escort, escort};
use paedlotse_core::network::Basis;
use paedlotse_core::observation::{Findings, Value};
use paedlotse_core::protocol::ProtocolSet;
use paedlotse_core::quantity::Span;
use paedlotse_core::text::Language;
use paedlotse_core::truth::Truth;
use std::path::Path;
use std::sync::OnceLock;

fn set() -> &'static ProtocolSet {
    static COMPILED: OnceLock<Compiled> = OnceLock::new();
    let compiled = COMPILED.get_or_init(|| {
        let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets");
        paedlotse_compiler::compile(&assets).unwrap_or_else(|mistakes| panic!("{mistakes}"))
    });
    &compiled.set
}

fn at(minutes: i64) -> Timestamp {
    Timestamp(1_790_000_000_000 + minutes * 60_000)
}

fn vehicle(gives: &str, minutes: Option<(u16, u16)>) -> Vehicle {
    Vehicle {
        gives: CapabilitySet::of(set().capability_named(gives).unwrap()),
        alarm_minutes: minutes.map(|(turnout, _)| turnout),
        drive_to_child_minutes: minutes.map(|(_, way)| way),
        basis: Basis::Assumed,
    }
}

/// A child of an example, with all else denied.
fn child(age: &str, complaint: &str, said: &[(&str, Value)]) -> Findings {
    let mut child = Findings::at_age(Age::parse(age).unwrap());
    child.choose(set().protocol_named(complaint).unwrap());
    for (id, value) in said {
        child.set(set(), set().finding_named(id).unwrap(), *value).unwrap();
    }
    paedlotse_compiler::value::deny_rest(set(), &mut child);
    paedlotse_compiler::value::deny_at_transfer(set(), &mut child);
    child
}

fn of(age: &str, complaint: &str, said: &[(&str, Value)]) -> Escort {
    escort(set(), &child(age, complaint, said))
}

const YES: Value = Value::YesNo(true);

fn number(value: i32) -> Value {
    Value::Number(Span::exactly(value))
}

#[test]
fn a_vehicle_gives_what_is_needed_or_says_what_it_lacks() {
    let (icu, doctor, ambulance, car) = ("transport_icu", "transport_physician", "transport_rtw", "private_car");
    let fits = |gives: &str, escort: &Escort| fit(set(), &vehicle(gives, None), escort);
    // TF-C1: time-critical and ventilated: nobody waits for the intensive-care team.
    let operation = of(
        "10 years",
        "head_injury",
        &[
            ("weight", number(3200)),
            ("time_critical_operation", YES),
            ("oxygen", Value::Choice(8)),
            ("oxygen_fraction", number(40)),
            ("gcs", number(6)),
        ],
    );
    assert_eq!(operation.load_and_go, Truth::True);
    assert_eq!(fits(icu, &operation), Fit::All);
    assert!(matches!(fits(doctor, &operation), Fit::WithoutWaiting { lacks } if lacks.len() == 1));
    assert!(matches!(fits(ambulance, &operation), Fit::No { .. }));
    // TF-C3: a doctor is enough, an ambulance alone is not.
    let infusion =
        of("12 years", "diabetes", &[("weight", number(4000)), ("titrated_infusion", YES), ("gcs", number(15))]);
    assert_eq!(infusion.load_and_go, Truth::False);
    assert_eq!((fits(doctor, &infusion), fits(icu, &infusion)), (Fit::All, Fit::All));
    assert!(matches!(fits(ambulance, &infusion), Fit::No { .. }));
    // TF-C4 and TF-C5: the parents drive a stable child, never one on oxygen.
    let stable = of("9 years", "headache", &[("weight", number(3000))]);
    assert_eq!(fits(car, &stable), Fit::All);
    let oxygen = of(
        "3 years",
        "breathing",
        &[("weight", number(1400)), ("oxygen", Value::Choice(2)), ("oxygen_fraction", number(30))],
    );
    assert!(matches!(fits(car, &oxygen), Fit::No { .. }));
    assert_eq!(fits(ambulance, &oxygen), Fit::All);
    // While the fraction is not known, more may be needed.
    let open = of("3 years", "breathing", &[("weight", number(1400)), ("oxygen", Value::Choice(2))]);
    assert!(matches!(fits(ambulance, &open), Fit::SoFar { may_lack } if !may_lack.is_empty()));
}

fn course() -> Course {
    Course {
        now: at(0),
        vehicle: Some(vehicle("transport_icu", Some((10, 35)))),
        preparation: Some(Minutes::between(30, 60, Origin::Entered)),
        journey: Some(Minutes::of_card(40, Basis::Public)),
        entered: [None; 4],
    }
}

fn ranges(course: &Course) -> Vec<Option<(Timestamp, Timestamp)>> {
    stages(course).iter().map(|stage| stage.at.range()).collect()
}

#[test]
fn each_step_adds_to_the_one_before() {
    let expected = [(0, 0), (45, 45), (75, 105), (115, 145)].map(|(a, b)| Some((at(a), at(b))));
    assert_eq!(ranges(&course()), expected);
    let stages = stages(&course());
    assert!(stages.iter().all(|stage| stage.at.is_estimate()));
    assert_eq!(stages[1].milestone, Milestone::AtChild);
    assert_eq!(stages[1].parts[0], (Part::Turnout, Some(Minutes::of_card(10, Basis::Assumed))));
    assert_eq!(stages[2].parts[0].1.unwrap().origin, Origin::Entered);
}

#[test]
fn a_number_that_is_missing_is_never_guessed() {
    let missing = Course { preparation: None, ..course() };
    let stages_now = stages(&missing);
    assert_eq!(stages_now[1].at.range(), Some((at(45), at(45))));
    assert_eq!((stages_now[2].at, stages_now[3].at), (Moment::NotOnCard, Moment::NotOnCard));
    assert_eq!(stages_now[2].parts, [(Part::Preparation, None)]);
    // A time that somebody enters mends it from there on.
    let mended = Course { entered: [None, None, Some(Told::Happened(at(0))), None], ..missing };
    assert_eq!(stages(&mended)[2].at, Moment::Happened(at(0)));
    assert_eq!(ranges(&mended)[3], Some((at(40), at(40))));
    // What lies before it has passed, and is no estimate of now.
    assert_eq!(stages(&mended)[0].at, Moment::Passed { by: at(0) });
    assert_eq!(stages(&mended)[1].at, Moment::Passed { by: at(0) });
    let nobody = Course { vehicle: None, ..course() };
    assert_eq!(stages(&nobody)[1].at, Moment::NotOnCard);
    let half = Course { vehicle: Some(Vehicle { alarm_minutes: None, ..course().vehicle.unwrap() }), ..course() };
    assert_eq!(stages(&half)[1].at, Moment::NotOnCard);
}

#[test]
fn what_nobody_has_entered_does_not_lie_in_the_past() {
    let late = Course { now: at(60), entered: [Some(Told::Happened(at(0))), None, None, None], ..course() };
    let stages = stages(&late);
    assert_eq!(stages[1].at, Moment::Estimated { earliest: at(60), latest: at(60), overdue: true });
    assert_eq!(stages[2].at, Moment::Estimated { earliest: at(90), latest: at(120), overdue: false });
    let on_time = Course { now: at(45), entered: [Some(Told::Happened(at(0))), None, None, None], ..course() };
    assert!(matches!(self::stages(&on_time)[1].at, Moment::Estimated { overdue: false, .. }));
}

#[test]
fn a_promise_stays_an_estimate_and_expires() {
    let promised = |minutes| Course { entered: [None, Some(Told::Promised(at(minutes))), None, None], ..course() };
    assert_eq!(stages(&promised(20))[1].at, Moment::Promised(at(20)));
    assert!(stages(&promised(20))[1].at.is_estimate());
    assert_eq!(ranges(&promised(20))[2], Some((at(50), at(80))));
    let expired = Moment::Estimated { earliest: at(0), latest: at(0), overdue: true };
    assert_eq!(stages(&promised(-1))[1].at, expired);
    let passed = Moment::Passed { by: at(30) };
    assert_eq!(team_due(set(), Urgency::Immediate, at(0), passed).unwrap().kept, Truth::True);
    let later = Moment::Passed { by: at(31) };
    assert_eq!(team_due(set(), Urgency::Immediate, at(0), later).unwrap().kept, Truth::Unknown);
}

#[test]
fn the_team_is_there_in_thirty_minutes_two_hours_or_a_day() {
    let there = |minutes: i64| Moment::Estimated { earliest: at(minutes), latest: at(minutes), overdue: false };
    for (urgency, minutes) in [(Urgency::Immediate, 30), (Urgency::Emergent, 120), (Urgency::Urgent, 1440)] {
        let kept = |moment| team_due(set(), urgency, at(0), moment).unwrap();
        assert_eq!((kept(there(minutes)).by, kept(there(minutes)).kept), (at(minutes), Truth::True));
        assert_eq!(kept(there(minutes + 1)).kept, Truth::False);
        let range = Moment::Estimated { earliest: at(minutes), latest: at(minutes + 1), overdue: false };
        assert_eq!((kept(range).kept, kept(Moment::NotOnCard).kept), (Truth::Unknown, Truth::Unknown));
    }
    assert_eq!(team_due(set(), Urgency::Routine, at(0), there(0)), None);
}

fn window(id: &str) -> &'static TimeWindow {
    set().transport.windows.as_slice().iter().find(|window| window.id == id).unwrap_or_else(|| panic!("no window {id}"))
}

#[test]
fn a_torsion_of_two_hours_leaves_an_hour_for_the_way() {
    let pain = set().finding_named("scrotal_pain_since").unwrap();
    let mut child = Findings::at_age(Age::parse("14 years").unwrap());
    child.sex = Some(paedlotse_core::criterion::Sex::Male);
    child.choose(set().protocol_named("genital").unwrap());
    child.set(set(), set().finding_named("scrotal_pain").unwrap(), YES).unwrap();
    child.set(set(), pain, number(2)).unwrap();
    let running = windows(set(), &assess(set(), &child, CapabilitySet::EMPTY));
    let torsion = window("torsion");
    let place = set().transport.windows.iter().position(|one| one == torsion).unwrap();
    assert!(running.contains(&(place, Truth::True)));
    // "2 h" may be nearly three.
    let began = onset(set(), torsion, &child, at(0), |_| Some(at(0)), None).unwrap();
    assert_eq!(began, Onset { earliest: at(-180), latest: at(-120) });
    assert_eq!(torsion.state(Some(began), at(0)), WindowState::Open(60));
    assert_eq!(torsion.state(Some(began), at(60)), WindowState::Closing);
    assert_eq!(torsion.state(Some(began), at(239)), WindowState::Closing);
    assert_eq!(torsion.state(Some(began), at(240)), WindowState::Closed);
    let leaves = |there, journey: u16| {
        let journey = Some(Minutes::of_card(journey, Basis::Public));
        let now = Moment::Estimated { earliest: at(30), latest: at(30), overdue: false };
        latest_departure(torsion, Some(began), journey, there, now)
    };
    assert_eq!(leaves(None, 30), LatestDeparture::By { at: at(30), kept: Truth::True, without_time_there: true });
    assert_eq!(leaves(None, 31), LatestDeparture::By { at: at(29), kept: Truth::False, without_time_there: true });
    let there = Some(Minutes::between(20, 40, Origin::Entered));
    assert_eq!(leaves(there, 30), LatestDeparture::By { at: at(-10), kept: Truth::False, without_time_there: false });
    // Told on the telephone that it began earlier: the earlier time counts.
    let told = onset(set(), torsion, &child, at(0), |_| Some(at(0)), Some(at(-300))).unwrap();
    assert_eq!(told, Onset { earliest: at(-300), latest: at(-300) });
}

#[test]
fn cooling_is_counted_from_birth() {
    let cooling = window("cooling");
    assert_eq!(cooling.since, Since::Birth);
    let born = |age: &str| {
        let child = Findings::at_age(Age::parse(age).unwrap());
        onset(set(), cooling, &child, at(0), |_| None, None).unwrap()
    };
    // The first hour of life is not over: between now and an hour ago.
    assert_eq!(born("0 hours"), Onset { earliest: at(-60), latest: at(0) });
    assert_eq!(cooling.state(Some(born("0 hours")), at(0)), WindowState::Open(300));
    assert_eq!(cooling.state(Some(born("5 hours")), at(0)), WindowState::Closing);
    assert_eq!(cooling.state(Some(born("6 hours")), at(0)), WindowState::Closed);
    let by = latest_departure(
        cooling,
        Some(born("2 hours")),
        Some(Minutes::of_card(65, Basis::Assumed)),
        None,
        Moment::NotOnCard,
    );
    assert_eq!(by, LatestDeparture::By { at: at(115), kept: Truth::Unknown, without_time_there: true });
}

#[test]
fn without_an_onset_nothing_is_counted() {
    let stroke = window("stroke");
    let child = Findings::at_age(Age::parse("7 years").unwrap());
    assert_eq!(onset(set(), stroke, &child, at(0), |_| Some(at(0)), None), None);
    assert_eq!(stroke.state(None, at(0)), WindowState::OnsetUnknown);
    let journey = Some(Minutes::of_card(30, Basis::Public));
    assert_eq!(latest_departure(stroke, None, journey, None, Moment::NotOnCard), LatestDeparture::Unknown);
    let told = onset(set(), stroke, &child, at(0), |_| None, Some(at(-60)));
    assert_eq!(stroke.state(told, at(0)), WindowState::Open(210));
    assert_eq!(latest_departure(stroke, told, None, None, Moment::NotOnCard), LatestDeparture::Unknown);
}

#[test]
fn a_battery_swallowed_two_hours_ago_has_no_window_left() {
    let battery = window("battery-oesophagus");
    let since = set().finding_named("battery_swallowed_since").unwrap();
    let mut child = Findings::at_age(Age::parse("2 years").unwrap());
    child.set(set(), since, number(2)).unwrap();
    let began = onset(set(), battery, &child, at(0), |_| Some(at(0)), None);
    assert_eq!(battery.state(began, at(0)), WindowState::Closed);
    child.set(set(), since, number(0)).unwrap();
    let began = onset(set(), battery, &child, at(0), |_| Some(at(0)), None);
    assert_eq!(battery.state(began, at(0)), WindowState::Open(60));
}

#[test]
fn the_checklist_has_ten_lines_in_both_languages() {
    let lines = &set().transport.checklist;
    assert_eq!(lines.len(), 10);
    assert!(
        lines
            .iter()
            .all(|line| [Language::De, Language::En].iter().all(|language| !line.text.get(*language).is_empty()))
    );
}
