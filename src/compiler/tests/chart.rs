//! What a hospital's system sends about a child: what is offered of it, what is left out, and that nothing is guessed.

#![cfg(test)]

#[path = "../../core/tests/json/mod.rs"]
mod json;

use jiff::civil::Date;
use jiff::{ToSpan as _, Unit};
use json::{json, value};
use paedlotse_compiler::Compiled;
use paedlotse_core::age::{Age, AgeUnit};
use paedlotse_core::case::Timestamp;
use paedlotse_core::criterion::Sex;
use paedlotse_core::finding::{FindingKind, FindingType, WEIGHT};
use paedlotse_core::protocol::ProtocolSet;
use paedlotse_core::wire::chart::{Chart, ChartTrouble, Charted, Why, read};
use paedlotse_core::wire::{Value, limits};
use proptest::prelude::*;
use serde_json::{Value as Json, json};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// 2026-11-22T02:06:00Z, a Sunday; an hour ahead of it, 03:06.
const NOW: Timestamp = Timestamp(1_795_313_160_000);
const AHEAD: i32 = 60;
const MINUTE: i64 = 60_000;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn set() -> &'static ProtocolSet {
    static COMPILED: OnceLock<Compiled> = OnceLock::new();
    let compile = || paedlotse_compiler::compile(&repository().join("assets")).unwrap_or_else(|e| panic!("{e}"));
    &COMPILED.get_or_init(compile).set
}

fn try_all(resources: &[Json]) -> Result<Chart, ChartTrouble> {
    let values: Vec<Value> = resources.iter().map(value).collect();
    read(set(), &values.iter().collect::<Vec<_>>(), NOW, AHEAD)
}

fn all(resources: &[Json]) -> Chart {
    try_all(resources).expect("a chart")
}

/// What is offered, by name.
fn offered(chart: &Chart) -> Vec<(&'static str, i32)> {
    chart.values.iter().map(|one| (set().finding(one.finding).expect("a finding").id, one.value)).collect()
}

fn reasons(chart: &Chart) -> Vec<Why> {
    chart.left_out.iter().map(|one| one.why).collect()
}

/// `base` with these fields; null takes one away.
fn with(base: &Json, fields: &Json) -> Json {
    let mut all = base.clone();
    for (name, field) in fields.as_object().expect("fields") {
        match field {
            Json::Null => drop(all.as_object_mut().expect("fields").remove(name)),
            field => all[name] = field.clone(),
        }
    }
    all
}

fn quantity(number: impl Into<Json>, code: &str) -> Json {
    json!({ "value": number.into(), "system": "http://unitsofmeasure.org", "code": code })
}

fn observed(loinc: &str, number: impl Into<Json>, code: &str) -> Json {
    json!({
        "resourceType": "Observation", "status": "final",
        "code": { "coding": [{ "system": "http://loinc.org", "code": loinc }], "text": "Sent" },
        "effectiveDateTime": "2026-11-22T02:36:00+01:00",
        "valueQuantity": quantity(number, code),
    })
}

fn temperature() -> Json {
    observed("8310-5", json!(38.6), "Cel")
}

/// What one observation offers, exactly or not, or why nothing.
fn one(resource: &Json) -> Result<(&'static str, i32, bool), Why> {
    let chart = all(std::slice::from_ref(resource));
    match (chart.values.as_slice(), reasons(&chart).as_slice()) {
        ([value], []) => Ok((offered(&chart)[0].0, value.value, value.exact)),
        ([], [why]) => Err(*why),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_number_is_offered_with_its_moment() {
    let chart = all(&[temperature()]);
    let finding = set().finding_named("temperature").unwrap();
    let at = Some(Timestamp(NOW.0 - 30 * MINUTE));
    assert_eq!(chart.values, [Charted { finding, value: 386, at, exact: true }]);
    assert_eq!((chart.age, chart.sex, chart.left_out), (None, None, vec![]));
}

#[test]
fn every_code_of_the_vocabulary_finds_its_finding() {
    let mut tried = 0;
    for (ix, finding) in set().findings.iter().enumerate() {
        let FindingType::Number { unit, decimals, plausible, .. } = finding.answer else { continue };
        let taken = finding.kind == FindingKind::Vital || finding.id == WEIGHT;
        let further = set().further_codes.iter().filter(|code| usize::from(code.finding.0) == ix && !code.panel);
        for code in finding.loinc.into_iter().chain(further.map(|code| code.loinc)) {
            let ucum = paedlotse_core::coding::ucum(unit).unwrap();
            let mut sent = value(&observed(code, 0, ucum));
            let number = Value::Decimal(plausible.low().into(), decimals);
            replace(&mut sent, "value", &number);
            let chart = read(set(), &[&sent], NOW, AHEAD).unwrap();
            let expected = if taken { vec![(finding.id, plausible.low())] } else { vec![] };
            assert_eq!(offered(&chart), expected, "{code}");
            assert_eq!(reasons(&chart), if taken { vec![] } else { vec![Why::UnknownCode] }, "{code}");
            tried += 1;
        }
    }
    assert!(tried > 45, "{tried} codes");
}

/// Puts a value into every field of this name.
fn replace(into: &mut Value, name: &str, with: &Value) {
    match into {
        Value::Map(fields) => fields
            .iter_mut()
            .for_each(|(field, value)| if field == name { *value = with.clone() } else { replace(value, name, with) }),
        Value::List(items) => items.iter_mut().for_each(|item| replace(item, name, with)),
        _ => {}
    }
}

#[test]
fn units_are_converted_exactly_and_rounded_away_from_zero() {
    let cases = [
        ("8310-5", json!(38.6), "Cel", Ok(("temperature", 386, true))),
        ("8310-5", json!(38), "Cel", Ok(("temperature", 380, true))),
        ("8310-5", json!(38.60), "Cel", Ok(("temperature", 386, true))),
        ("8310-5", json!(38.64), "Cel", Ok(("temperature", 386, false))),
        ("8310-5", json!(38.65), "Cel", Ok(("temperature", 387, false))),
        ("8310-5", json!(101.3), "[degF]", Ok(("temperature", 385, false))),
        ("8310-5", json!(101.12), "[degF]", Ok(("temperature", 384, false))),
        ("8310-5", json!(101.2), "[degF]", Ok(("temperature", 384, false))),
        ("8310-5", json!(101.21), "[degF]", Ok(("temperature", 385, false))),
        ("8310-5", json!(100), "Cel", Err(Why::Implausible(paedlotse_core::quantity::Span::new(250, 430)))),
        ("8310-5", json!(38.6), "K", Err(Why::UnknownUnit)),
        ("8310-5", json!(38.6), "cel", Err(Why::UnknownUnit)),
        ("29463-7", json!(3456), "g", Ok(("weight", 346, false))),
        ("29463-7", json!(3500), "g", Ok(("weight", 350, false))),
        ("29463-7", json!(12.5), "kg", Ok(("weight", 1250, true))),
        ("29463-7", json!(22), "[lb_av]", Ok(("weight", 998, false))),
        ("29463-7", json!(120), "[oz_av]", Ok(("weight", 340, false))),
        ("8867-4", json!(142), "/min", Ok(("heart_rate", 142, true))),
        ("8867-4", json!(142), "{beats}/min", Ok(("heart_rate", 142, true))),
        ("8867-4", json!(142), "1/min", Ok(("heart_rate", 142, true))),
        ("8867-4", json!(142), "{beats/min", Err(Why::UnknownUnit)),
        ("8867-4", json!(142.5), "/min", Ok(("heart_rate", 143, false))),
        ("9279-1", json!(48), "{breaths}/min", Ok(("respiratory_rate", 48, true))),
        ("8480-6", json!(12), "kPa", Ok(("systolic_pressure", 90, false))),
        ("8480-6", json!(90), "mm[Hg]", Ok(("systolic_pressure", 90, true))),
        ("59408-5", json!(97), "%", Ok(("spo2", 97, true))),
        ("2708-6", json!(0.97), "1", Ok(("spo2", 97, false))),
        ("59408-5", json!(1), "{ratio}", Err(Why::UnknownUnit)),
        ("9269-2", json!(14), "{score}", Ok(("gcs", 14, true))),
        ("9269-2", json!(14), "1", Ok(("gcs", 14, true))),
        ("9269-2", json!(14), "%", Err(Why::UnknownUnit)),
        ("3151-8", json!(500), "mL/min", Ok(("oxygen_flow", 5, false))),
        ("8310-5", json!("38.6"), "Cel", Err(Why::NotANumber)),
        ("8310-5", json!(1e300), "Cel", Err(Why::NotANumber)),
        ("8310-5", json!(38.6), "", Err(Why::NoUnit)),
    ];
    for (code, number, unit, expected) in cases {
        assert_eq!(one(&observed(code, number.clone(), unit)), expected, "{code} {number} {unit}");
    }
    // A half in either direction; no finding that is taken may be below zero, so here it is not plausible.
    assert!(matches!(one(&observed("8310-5", json!(-38.6), "Cel")), Err(Why::Implausible(_))));
    let largest = Value::Number(i64::MAX);
    let mut sent = value(&observed("29463-7", 1, "[lb_av]"));
    replace(&mut sent, "value", &largest);
    assert!(matches!(reasons(&read(set(), &[&sent], NOW, AHEAD).unwrap()).as_slice(), [Why::Implausible(_)]));
}

#[test]
fn the_unit_must_be_said() {
    let sent = |quantity: Json| one(&with(&temperature(), &json!({ "valueQuantity": quantity })));
    assert_eq!(sent(json!({ "value": 38.6 })), Err(Why::NoUnit));
    assert_eq!(sent(json!({ "value": 38.6, "unit": "Cel" })), Ok(("temperature", 386, true)));
    assert_eq!(sent(json!({ "value": 38.6, "unit": "°C" })), Err(Why::UnknownUnit));
    assert_eq!(sent(json!({ "value": 38.6, "unit": "°C", "code": "Cel" })), Ok(("temperature", 386, true)));
    assert_eq!(sent(json!({ "value": 38.6, "system": "urn:other", "code": "Cel" })), Err(Why::UnknownUnit));
    assert_eq!(sent(json!({ "value": 98.6, "unit": "[degF]", "code": "Cel" })), Err(Why::Implausible(span())));
    // In both units it would be a temperature: one of the two is wrong.
    let weight = |quantity: Json| one(&with(&observed("29463-7", 1, "kg"), &json!({ "valueQuantity": quantity })));
    assert_eq!(weight(json!({ "value": 40, "unit": "[lb_av]", "code": "kg" })), Err(Why::UnknownUnit));
    assert_eq!(sent(json!({ "value": 38.6, "comparator": ">", "code": "Cel" })), Err(Why::Bound));
    assert_eq!(sent(json!({ "code": "Cel" })), Err(Why::NotANumber));
    assert_eq!(
        one(&with(&observed("9269-2", 1, "1"), &json!({ "valueQuantity": null, "valueInteger": 13 }))),
        Ok(("gcs", 13, true))
    );
    let whole = with(&temperature(), &json!({ "valueQuantity": null, "valueInteger": 38 }));
    assert_eq!(one(&whole), Err(Why::NoUnit));
    assert_eq!(one(&with(&temperature(), &json!({ "valueString": "38.6" }))), Err(Why::Contradiction));
    let text = with(&temperature(), &json!({ "valueQuantity": null, "valueString": "38.6" }));
    assert_eq!(one(&text), Err(Why::NotANumber));
    let none = with(&temperature(), &json!({ "valueQuantity": null, "dataAbsentReason": { "text": "refused" } }));
    assert_eq!(all(&[none]), Chart::default());
}

fn span() -> paedlotse_core::quantity::Span {
    paedlotse_core::quantity::Span::new(250, 430)
}

#[test]
fn a_site_is_never_lost() {
    for code in ["8332-9", "8329-5"] {
        assert_eq!(one(&observed(code, json!(38.6), "Cel")), Ok(("temperature", 386, true)));
    }
    // Axilla, ear, mouth, forehead.
    for code in ["8328-7", "8333-7", "8331-1", "75539-7"] {
        assert_eq!(one(&observed(code, json!(38.6), "Cel")), Err(Why::UnknownCode), "{code}");
        let mut both = temperature();
        both["code"]["coding"].as_array_mut().unwrap().push(json!({ "system": "http://loinc.org", "code": code }));
        assert_eq!(one(&both), Err(Why::Method), "{code} beside body temperature");
    }
    for field in ["bodySite", "method"] {
        assert_eq!(one(&with(&temperature(), &json!({ field: { "text": "ear" } }))), Err(Why::Method));
        // Which arm does not matter.
        let pressure = with(&observed("8480-6", 90, "mm[Hg]"), &json!({ field: { "text": "left arm" } }));
        assert_eq!(one(&pressure), Ok(("systolic_pressure", 90, true)));
    }
}

#[test]
fn codes_of_two_findings_are_none() {
    let mut both = observed("59408-5", 97, "%");
    both["code"]["coding"].as_array_mut().unwrap().push(json!({ "system": "http://loinc.org", "code": "59418-4" }));
    assert_eq!(one(&both), Err(Why::SeveralCodes));
    let mut same = observed("59408-5", 97, "%");
    same["code"]["coding"].as_array_mut().unwrap().push(json!({ "system": "http://loinc.org", "code": "2708-6" }));
    assert_eq!(one(&same), Ok(("spo2", 97, true)));
    assert_eq!(one(&observed("2160-0", 1, "mg/dL")), Err(Why::UnknownCode));
    let other = with(
        &temperature(),
        &json!({ "code": { "coding": [{ "system": "http://snomed.info/sct", "code": "8310-5" }] } }),
    );
    assert_eq!(one(&other), Err(Why::UnknownCode));
}

#[test]
fn a_pressure_is_read_out_of_its_panel_and_of_no_other() {
    let part = |code: &str, number: i64| {
        with(&observed(code, number, "mm[Hg]"), &json!({ "resourceType": null, "status": null }))
    };
    let panel = |code: &str| {
        with(
            &observed(code, 0, ""),
            &json!({ "valueQuantity": null, "component": [part("8480-6", 92), part("8462-4", 51)] }),
        )
    };
    for code in ["85354-9", "55284-4"] {
        let chart = all(&[panel(code)]);
        assert_eq!(offered(&chart), [("diastolic_pressure", 51), ("systolic_pressure", 92)], "{code}");
        assert_eq!(reasons(&chart), []);
    }
    // The highest pressure of a stress test.
    let chart = all(&[panel("18752-6")]);
    assert_eq!((offered(&chart), reasons(&chart)), (vec![], vec![Why::UnknownCode]));
    let old = with(&panel("85354-9"), &json!({ "effectiveDateTime": "2026-11-20" }));
    assert_eq!(reasons(&all(&[old])), [Why::Old, Why::Old]);
}

#[test]
fn only_what_tells_of_now_is_offered() {
    let at = |moment: &str| {
        let chart = all(&[with(&temperature(), &json!({ "effectiveDateTime": moment }))]);
        chart.values.first().map(|one| one.at.map(|at| at.0 - NOW.0)).ok_or_else(|| reasons(&chart)[0])
    };
    assert_eq!(at("2026-11-22T02:06:00Z"), Ok(Some(0)));
    assert_eq!(at("2026-11-22T02:06:00.250Z"), Ok(Some(250)));
    assert_eq!(at("2026-11-21T21:06:00-05:00"), Ok(Some(0)));
    assert_eq!(at("2026-11-21T02:06:00Z"), Ok(Some(-1440 * MINUTE)));
    assert_eq!(at("2026-11-21T02:05:59Z"), Err(Why::Old));
    assert_eq!(at("2026-11-22T02:11:00Z"), Ok(Some(5 * MINUTE)));
    assert_eq!(at("2026-11-22T02:11:01Z"), Err(Why::Future));
    assert_eq!(at("2026-11-22"), Ok(None));
    assert_eq!(at("2026-11-21"), Err(Why::Old));
    assert_eq!(at("2026-11-23"), Err(Why::Future));
    assert_eq!(at("2026-11"), Err(Why::Old));
    assert_eq!(at("2026"), Err(Why::Old));
    for wrong in [
        "",
        "gestern",
        "2026-11-22T02:06:00",
        "2026-02-30",
        "2026-11-22T25:00:00Z",
        "2026-11-22T02:06:00+15:00",
        "22.11.2026",
    ] {
        assert_eq!(at(wrong), Err(Why::Moment), "{wrong}");
    }
    let field = |fields: Json| {
        let chart = all(&[with(&with(&temperature(), &json!({ "effectiveDateTime": null })), &fields)]);
        chart.values.first().map(|one| one.at.map(|at| at.0 - NOW.0)).ok_or_else(|| reasons(&chart)[0])
    };
    assert_eq!(field(json!({})), Ok(None));
    assert_eq!(field(json!({ "effectiveInstant": "2026-11-22T02:06:00Z" })), Ok(Some(0)));
    let period = json!({ "effectivePeriod": { "start": "2026-11-19T02:06:00Z", "end": "2026-11-22T02:06:00Z" } });
    assert_eq!(field(period), Ok(Some(0)));
    assert_eq!(field(json!({ "effectivePeriod": { "start": "2026-11-19T02:06:00Z" } })), Err(Why::Old));
    assert_eq!(field(json!({ "effectivePeriod": {} })), Err(Why::Moment));
    assert_eq!(field(json!({ "effectiveTiming": {} })), Err(Why::Moment));
    assert_eq!(field(json!({ "issued": "2026-11-22T02:06:00Z" })), Ok(None));
    assert_eq!(field(json!({ "issued": "2026-11-20T02:06:00Z" })), Err(Why::Old));
}

#[test]
fn the_latest_value_counts_alone() {
    let at = |minute: u8, fields: Json| {
        with(
            &with(&temperature(), &json!({ "effectiveDateTime": format!("2026-11-22T02:{minute:02}:00+01:00") })),
            &fields,
        )
    };
    let of = |number: f64| json!({ "valueQuantity": quantity(json!(number), "Cel") });
    let (early, late) = (at(10, of(37.0)), at(20, of(39.5)));
    for both in [[early.clone(), late.clone()], [late.clone(), early.clone()]] {
        let chart = all(&both);
        assert_eq!((offered(&chart), reasons(&chart)), (vec![("temperature", 395)], vec![]));
    }
    let undated = with(&at(0, of(36.0)), &json!({ "effectiveDateTime": null }));
    assert_eq!(offered(&all(&[undated.clone(), early.clone()])), [("temperature", 370)]);
    assert_eq!(offered(&all(std::slice::from_ref(&undated))), [("temperature", 360)]);
    // Two of one moment.
    let other = all(&[late.clone(), at(20, of(39.6))]);
    assert_eq!((offered(&other), reasons(&other)), (vec![], vec![Why::Contradiction]));
    let same = at(20, json!({ "valueQuantity": quantity(json!(103.1), "[degF]") }));
    assert_eq!(all(&[same, late.clone()]).values[0].exact, true);
    let undated_other = with(&undated, &of(36.1));
    assert_eq!(reasons(&all(&[undated.clone(), undated_other])), [Why::Contradiction]);
    // One that cannot be read hides what was before it, one that is withdrawn does not.
    let unread = all(&[early.clone(), at(20, json!({ "valueQuantity": quantity(39, "K") }))]);
    assert_eq!((offered(&unread), reasons(&unread)), (vec![], vec![Why::UnknownUnit]));
    let withdrawn = all(&[early.clone(), with(&late, &json!({ "status": "entered-in-error" }))]);
    assert_eq!((offered(&withdrawn), reasons(&withdrawn)), (vec![("temperature", 370)], vec![Why::Status]));
    // That there were older ones is no news.
    let old = with(&early, &json!({ "effectiveDateTime": "2026-11-20" }));
    assert_eq!(reasons(&all(&[old.clone(), late.clone()])), []);
    assert_eq!(reasons(&all(&[old])), [Why::Old]);
}

#[test]
fn withdrawn_and_modified_values_are_left_out() {
    for status in ["preliminary", "final", "amended", "corrected"] {
        assert!(one(&with(&temperature(), &json!({ "status": status }))).is_ok(), "{status}");
    }
    for status in ["entered-in-error", "cancelled", "unknown", "", "Final"] {
        assert_eq!(one(&with(&temperature(), &json!({ "status": status }))), Err(Why::Status), "{status}");
    }
    assert_eq!(one(&with(&temperature(), &json!({ "status": null }))), Err(Why::Status));
    assert_eq!(one(&with(&temperature(), &json!({ "modifierExtension": [{ "url": "urn:not" }] }))), Err(Why::Status));
    // Two versions of one observation.
    let (new, old) = (with(&temperature(), &json!({ "id": "a" })), observed("8310-5", json!(37), "Cel"));
    let chart = all(&[new.clone(), with(&old, &json!({ "id": "a" }))]);
    assert_eq!((offered(&chart), reasons(&chart)), (vec![], vec![Why::Contradiction]));
    assert_eq!(offered(&all(&[new.clone(), new])), [("temperature", 386)]);
}

fn patient(fields: &Json) -> Json {
    with(&json!({ "resourceType": "Patient", "id": "1" }), fields)
}

#[test]
fn nothing_of_another_child_is_offered() {
    let of = |subject: Json| with(&temperature(), &json!({ "subject": subject }));
    let known =
        patient(&json!({ "identifier": [{ "system": "urn:a", "value": "7" }, { "system": "urn:b", "value": "8" }] }));
    let bundle = |url: &str, one: Json| json!({ "resourceType": "Bundle", "type": "collection", "entry": [{ "fullUrl": url, "resource": known }, { "resource": one }] });
    let counts = |resources: &[Json]| {
        let chart = all(resources);
        match (chart.values.len(), reasons(&chart).as_slice()) {
            (1, []) => true,
            (0, [Why::NotOfThisChild]) => false,
            other => panic!("{other:?}"),
        }
    };
    let url = "https://a.example/fhir/Patient/1";
    for (subject, same) in [
        (json!({ "reference": "Patient/1" }), true),
        (json!({ "reference": "Patient/1/_history/3" }), true),
        (json!({ "reference": url }), true),
        (json!({ "display": "Kind" }), true),
        (json!({ "reference": "Patient/2" }), false),
        (json!({ "reference": "Patient/11" }), false),
        (json!({ "reference": "Group/1" }), false),
        (json!({ "reference": "NotAPatient/1" }), false),
        (json!({ "reference": "#1" }), false),
        (json!({ "reference": 1 }), false),
        (json!({ "identifier": { "system": "urn:a", "value": "7" } }), true),
        (json!({ "identifier": { "system": "urn:a", "value": "9" } }), false),
        (json!({ "identifier": { "system": "urn:c", "value": "9" } }), true),
    ] {
        assert_eq!(counts(&[known.clone(), of(subject.clone())]), same, "{subject}");
        assert_eq!(counts(&[bundle(url, of(subject.clone()))]), same, "{subject} in a bundle");
    }
    assert!(!counts(&[bundle(url, of(json!({ "reference": "https://b.example/fhir/Patient/1" })))]));
    assert!(counts(&[bundle("urn:uuid:5", of(json!({ "reference": "urn:uuid:5" })))]));
    assert!(!counts(&[bundle("urn:uuid:5", of(json!({ "reference": "urn:uuid:6" })))]));
    // Without a patient the values must at least be of one.
    let two = |a: Json, b: Json| try_all(&[of(a), with(&of(b), &json!({ "id": "b" }))]).map(|chart| chart.values.len());
    let named = |id: &str| json!({ "reference": format!("Patient/{id}") });
    assert_eq!(two(named("1"), named("1")), Ok(1));
    assert_eq!(two(named("1"), json!({ "reference": url })), Ok(1));
    assert_eq!(two(named("1"), named("2")), Err(ChartTrouble::SeveralPatients));
    assert_eq!(two(named("1"), named("11")), Err(ChartTrouble::SeveralPatients));
    let third = try_all(&[of(json!({ "display": "?" })), of(named("1")), of(named("2"))]);
    assert_eq!(third, Err(ChartTrouble::SeveralPatients));
}

#[test]
fn there_must_be_one_child() {
    assert_eq!(try_all(&[]), Err(ChartTrouble::NothingHere));
    assert_eq!(try_all(&[json!({ "resourceType": "Medication" })]), Err(ChartTrouble::NothingHere));
    assert_eq!(try_all(&[json!({ "resourceType": "Bundle", "type": "searchset" })]), Err(ChartTrouble::NothingHere));
    // A bundle in a bundle is not opened.
    let inner = json!({ "resourceType": "Bundle", "entry": [{ "resource": temperature() }] });
    let outer = json!({ "resourceType": "Bundle", "entry": [{ "resource": inner }] });
    assert_eq!(try_all(&[outer]), Err(ChartTrouble::NothingHere));
    assert_eq!(try_all(&[patient(&json!({})), patient(&json!({}))]), Ok(Chart::default()));
    let other = patient(&json!({ "id": "2" }));
    assert_eq!(try_all(&[patient(&json!({})), other]), Err(ChartTrouble::SeveralPatients));
    let many = |count: usize| {
        let entry = json!({ "resource": temperature() });
        try_all(&[json!({ "resourceType": "Bundle", "entry": vec![entry; count] })]).map(|chart| offered(&chart))
    };
    assert_eq!(many(limits::RESOURCES), Ok(vec![("temperature", 386)]));
    assert_eq!(many(limits::RESOURCES + 1), Err(ChartTrouble::TooMuch));
    for (gender, sex) in [("male", Some(Sex::Male)), ("female", Some(Sex::Female)), ("other", None), ("unknown", None)]
    {
        assert_eq!(all(&[patient(&json!({ "gender": gender, "deceasedBoolean": true }))]).sex, sex);
    }
}

fn born(date: &str) -> Result<Age, Why> {
    let chart = all(&[patient(&json!({ "birthDate": date }))]);
    chart.age.ok_or_else(|| reasons(&chart)[0])
}

fn born_at(date: &str, moment: &str) -> Result<Age, Why> {
    let url = "http://hl7.org/fhir/StructureDefinition/patient-birthTime";
    let time = json!({ "extension": [{ "url": "urn:other" }, { "url": url, "valueDateTime": moment }] });
    let chart = all(&[patient(&json!({ "birthDate": date, "_birthDate": time }))]);
    chart.age.ok_or_else(|| reasons(&chart)[0])
}

#[test]
fn an_age_is_what_the_date_makes_certain() {
    let age = |text: &str| Ok(Age::parse(text).unwrap());
    for (date, expected) in [
        ("2026-11-22", age("0 days / 0 months")),
        ("2026-11-21", age("1 days / 0 months")),
        ("2026-08-23", age("91 days / 2 months")),
        ("2026-08-22", age("3 months")),
        ("2025-11-23", age("11 months")),
        ("2025-11-22", age("12 months")),
        ("2020-11-23", age("71 months")),
        ("2020-11-22", age("6 years")),
        ("2008-11-23", age("17 years")),
        ("2008-11-22", Err(Why::NotAChild)),
        ("1950-01-01", Err(Why::NotAChild)),
        ("2026-11-23", Err(Why::Future)),
        ("2026-11", age("0 months")),
        ("2021-11", Err(Why::Vague)),
        ("2021-12", age("4 years")),
        ("2015-12", age("10 years")),
        ("2021", Err(Why::Vague)),
        ("2008", Err(Why::Vague)),
        ("2007", Err(Why::NotAChild)),
        ("2027", Err(Why::Future)),
        ("2026-02-30", Err(Why::Moment)),
        ("gestern", Err(Why::Moment)),
        ("2026-11-22T02:00:00Z", Err(Why::Moment)),
    ] {
        assert_eq!(born(date), expected, "{date}");
    }
    assert_eq!(all(&[patient(&json!({}))]), Chart::default());
}

#[test]
fn an_age_of_hours_needs_the_moment() {
    let age = |text: &str| Ok(Age::parse(text).unwrap());
    for (date, moment, expected) in [
        ("2026-11-22", "2026-11-22T01:06:00Z", age("1 hours")),
        ("2026-11-22", "2026-11-22T02:06:00+01:00", age("1 hours")),
        ("2026-11-22", "2026-11-22T01:06:01Z", age("0 hours")),
        // Half past midnight here, and the day before in UTC.
        ("2026-11-22", "2026-11-21T23:30:00Z", age("2 hours")),
        ("2026-11-19", "2026-11-19T02:06:01Z", age("71 hours")),
        ("2026-11-19", "2026-11-19T02:06:00Z", age("3 days / 0 months")),
        ("2026-11-22", "2026-11-22T02:06:01Z", Err(Why::Future)),
        ("2026-11-20", "2026-11-22T01:06:00Z", Err(Why::Contradiction)),
        ("2020-01-01", "2026-11-10T01:06:00Z", Err(Why::Contradiction)),
        ("2026-11", "2026-11-22T01:06:00Z", age("1 hours")),
        ("2026-11", "2026-11-10T01:06:00Z", age("12 days / 0 months")),
        // Without a zone it is no moment.
        ("2026-11-21", "2026-11-21T23:00:00", age("1 days / 0 months")),
    ] {
        assert_eq!(born_at(date, moment), expected, "{date} {moment}");
    }
}

#[test]
fn ages_are_those_of_another_calendar() {
    let today = Date::constant(2026, 11, 22);
    // Every day of nineteen years.
    for days in 0..6_940_i32 {
        let date = today.checked_sub(days.days()).unwrap();
        let months = date.until((Unit::Month, today)).unwrap().get_months();
        let Ok(age) = born(&date.to_string()) else {
            assert!(months >= 216, "{date}");
            continue;
        };
        let (low, high) = age.completed(AgeUnit::Months);
        let months = u32::try_from(months).unwrap();
        assert!(months < 216 && low <= months && months <= high, "{date}: {months} is not in {low}–{high}");
        assert_eq!(high - low, if months < 72 { 0 } else { 11 }, "{date}");
        let (fewest, most) = age.completed(AgeUnit::Days);
        let days = u32::try_from(days).unwrap();
        assert!(fewest <= days && days <= most, "{date}");
        assert!(days >= 92 || fewest == most, "{date}");
    }
}

#[test]
fn months_end_where_a_month_has_no_such_day() {
    // 2026-02-28, 12:00 UTC.
    let then = Timestamp(1_772_280_000_000);
    for (date, months) in [("2025-08-31", 6), ("2025-08-28", 6), ("2024-02-29", 24), ("2025-03-01", 11)] {
        let sent = value(&patient(&json!({ "birthDate": date })));
        let age = read(set(), &[&sent], then, AHEAD).unwrap().age.unwrap();
        assert_eq!(age.completed(AgeUnit::Months), (months, months), "{date}");
    }
}

#[test]
fn answers_to_a_questionnaire_are_read_by_their_finding() {
    let item = |id: &str, answer: Json| json!({ "linkId": id, "text": "Frage", "answer": answer });
    let answered = |fields: Json| {
        let inner = json!([item("temperature", json!([{ "valueQuantity": quantity(json!(38.6), "Cel") }]))]);
        with(
            &json!({ "resourceType": "QuestionnaireResponse", "status": "completed", "authored": "2026-11-22T02:06:00Z", "item": [{ "linkId": "page", "item": inner }] }),
            &fields,
        )
    };
    assert_eq!(offered(&all(&[answered(json!({}))])), [("temperature", 386)]);
    let of = |id: &str, answer: Json| {
        let chart = all(&[answered(json!({ "item": [item(id, answer)] }))]);
        (offered(&chart), reasons(&chart))
    };
    assert_eq!(of("gcs", json!([{ "valueInteger": 14 }])), (vec![("gcs", 14)], vec![]));
    assert_eq!(of("gcs", json!([{ "valueDecimal": 14 }])), (vec![("gcs", 14)], vec![]));
    assert_eq!(of("spo2", json!([{ "valueInteger": 97 }])), (vec![], vec![Why::NoUnit]));
    assert_eq!(of("gcs", json!([{ "valueInteger": 14 }, { "valueInteger": 13 }])), (vec![], vec![Why::Contradiction]));
    assert_eq!(of("gcs", json!([{ "valueString": "14" }])), (vec![], vec![Why::NotANumber]));
    assert_eq!(of("crp", json!([{ "valueQuantity": quantity(5, "mg/L") }])), (vec![], vec![]));
    assert_eq!(of("elsewhere", json!([{ "valueInteger": 14 }])), (vec![], vec![]));
    let nested = json!([{ "valueBoolean": true, "item": [item("gcs", json!([{ "valueInteger": 14 }]))] }]);
    assert_eq!(of("elsewhere", nested).0, [("gcs", 14)]);
    assert_eq!(reasons(&all(&[answered(json!({ "status": "entered-in-error" }))])), [Why::Status]);
    assert_eq!(reasons(&all(&[answered(json!({ "authored": "2026-11-20" }))])), [Why::Old]);
    let other = all(&[patient(&json!({})), answered(json!({ "subject": { "reference": "Patient/2" } }))]);
    assert_eq!(reasons(&other), [Why::NotOfThisChild]);
    // When it was measured says more than when somebody answered.
    let chart = all(&[answered(json!({})), observed("8310-5", json!(39.5), "Cel")]);
    assert_eq!(offered(&chart), [("temperature", 395)]);
    let many = vec![item("elsewhere", json!([])); limits::RESOURCES + 1];
    assert_eq!(try_all(&[answered(json!({ "item": many }))]), Err(ChartTrouble::TooMuch));
}

#[test]
fn what_is_left_out_is_told_in_few_words() {
    let text = "Very\u{202e} long\u{0}".repeat(50);
    let named = with(&observed("2160-0", 1, "mg/dL"), &json!({ "code": { "text": text } }));
    let chart = all(&[named.clone(), named]);
    let [left] = chart.left_out.as_slice() else { panic!("{:?}", chart.left_out) };
    assert!(left.what.chars().count() <= 41 && left.what.starts_with("Very long"), "{}", left.what);
    let unknown =
        |at: usize| with(&observed("2160-0", 1, "mg/dL"), &json!({ "code": { "text": format!("Lab {at}") } }));
    let mut many: Vec<Json> = (0..100).map(unknown).collect();
    many.push(observed("8310-5", json!(38.6), "K"));
    let chart = all(&many);
    assert_eq!(chart.left_out.len(), limits::LEFT_OUT);
    assert_eq!((chart.left_out[0].why, chart.left_out.last().unwrap().why), (Why::UnknownUnit, Why::More));
    assert_eq!(chart.left_out[0].finding, set().finding_named("temperature"));
}

/// The numbers of measured findings in our own document, read without the code under test.
#[test]
fn our_own_document_gives_its_numbers_back() {
    let text = std::fs::read_to_string(repository().join("tests/golden/fhir/infant.json")).unwrap();
    let bundle: Json = serde_json::from_str(&text).unwrap();
    let then = Timestamp(NOW.0 + 30 * MINUTE);
    let chart = read(set(), &[&value(&bundle)], then, AHEAD).unwrap();
    assert_eq!(offered(&chart), [("temperature", 386)]);
    assert_eq!(chart.values[0].at, Some(Timestamp(NOW.0 + 3 * MINUTE)));
    assert!(chart.values[0].exact);
    let heart_rate = set().finding_named("heart_rate");
    let told = chart.left_out.iter().find(|one| one.finding == heart_rate).unwrap();
    assert_eq!(told.why, Why::NotANumber, "an estimate from one number to another");
    // Each number in turn, in the place of the temperature.
    let numbers = set().findings.iter().filter(|one| one.kind == FindingKind::Vital || one.id == WEIGHT);
    let mut tried = 0;
    for finding in numbers {
        let FindingType::Number { unit, decimals, plausible, .. } = finding.answer else { continue };
        let own = json!({ "system": "urn:paedlotse:finding", "code": finding.no.to_string() });
        let code = paedlotse_core::coding::ucum(unit).unwrap_or("1");
        for number in [plausible.low(), plausible.high()] {
            let mut sent = value(&with(&observed("", 0, code), &json!({ "code": { "coding": [own] } })));
            replace(&mut sent, "value", &Value::Decimal(number.into(), decimals));
            let chart = read(set(), &[&value(&json(&sent))], NOW, AHEAD).unwrap();
            assert_eq!(offered(&chart), [(finding.id, number)], "{}", sent.json());
            assert!(chart.values[0].exact);
            tried += 1;
        }
    }
    assert_eq!(tried, 36);
}

/// Anything at all, in words that mean something here.
fn anything() -> impl Strategy<Value = Value> {
    let words = [
        "resourceType",
        "Patient",
        "Observation",
        "Bundle",
        "QuestionnaireResponse",
        "entry",
        "resource",
        "fullUrl",
        "status",
        "final",
        "code",
        "coding",
        "system",
        "http://loinc.org",
        "8310-5",
        "85354-9",
        "8480-6",
        "29463-7",
        "valueQuantity",
        "value",
        "unit",
        "http://unitsofmeasure.org",
        "Cel",
        "kg",
        "[lb_av]",
        "mm[Hg]",
        "component",
        "effectiveDateTime",
        "effectivePeriod",
        "start",
        "end",
        "issued",
        "2026-11-22T02:06:00Z",
        "2026-11-22",
        "birthDate",
        "_birthDate",
        "extension",
        "url",
        "valueDateTime",
        "http://hl7.org/fhir/StructureDefinition/patient-birthTime",
        "subject",
        "reference",
        "Patient/1",
        "id",
        "item",
        "linkId",
        "answer",
        "temperature",
        "gcs",
        "valueInteger",
        "identifier",
        "text",
        "2026-13-99T99:99:99+99:99",
    ];
    let word =
        prop_oneof![9 => prop::sample::select(words.to_vec()).prop_map(str::to_owned), 1 => any::<String>()].boxed();
    let leaf = prop_oneof![
        1 => Just(Value::Null),
        1 => any::<bool>().prop_map(Value::Bool),
        2 => any::<i64>().prop_map(Value::Number),
        1 => Just(Value::Fraction),
        2 => (any::<i64>(), any::<u8>()).prop_map(|(digits, places)| Value::Decimal(digits, places)),
        6 => word.clone().prop_map(Value::Text),
    ];
    leaf.prop_recursive(8, 120, 10, move |inner| {
        prop_oneof![
            1 => prop::collection::vec(inner.clone(), 0..6).prop_map(Value::List),
            3 => prop::collection::vec((word.clone(), inner), 0..10).prop_map(Value::Map),
        ]
    })
}

fn holds(chart: &Result<Chart, ChartTrouble>) -> Result<(), TestCaseError> {
    let Ok(chart) = chart else { return Ok(()) };
    prop_assert!(chart.left_out.len() <= limits::LEFT_OUT);
    prop_assert!(chart.values.is_sorted_by(|a, b| a.finding < b.finding), "each once, in order");
    for one in &chart.values {
        let finding = set().finding(one.finding).unwrap();
        prop_assert!(finding.kind == FindingKind::Vital || finding.id == WEIGHT);
        let FindingType::Number { plausible, .. } = finding.answer else {
            return Err(TestCaseError::fail("no number"));
        };
        prop_assert!(plausible.contains(one.value));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics(resources in prop::collection::vec(anything(), 0..4), now in any::<i64>(), ahead in any::<i32>()) {
        holds(&read(set(), &resources.iter().collect::<Vec<_>>(), Timestamp(now), ahead))?;
        holds(&read(set(), &resources.iter().collect::<Vec<_>>(), NOW, AHEAD))?;
    }

    #[test]
    fn no_number_is_converted_wrongly(digits in -2_000_000_i64..2_000_000, places in 0_u8..6) {
        // In floating point, for comparison.
        let number = f64::from(i32::try_from(digits).unwrap()) / 10_f64.powi(places.into());
        for (loinc, unit, decimals, times, plus) in [
            ("8310-5", "[degF]", 10.0, 5.0 / 9.0, -32.0), ("8310-5", "Cel", 10.0, 1.0, 0.0), ("29463-7", "g", 100.0, 0.001, 0.0),
            ("29463-7", "[lb_av]", 100.0, 0.453_592_37, 0.0), ("8480-6", "kPa", 1.0, 7.500_637_554, 0.0),
        ] {
            let mut sent = value(&observed(loinc, 0, unit));
            replace(&mut sent, "value", &Value::Decimal(digits, places));
            let expected = (number + plus) * times * decimals;
            match read(set(), &[&sent], NOW, AHEAD).unwrap().values.as_slice() {
                [one] => prop_assert!((f64::from(one.value) - expected).abs() <= 0.500_001, "{number} {unit}: {} {expected}", one.value),
                _ => prop_assert!(!(260.0..420.0).contains(&expected) || loinc != "8310-5", "{number} {unit}"),
            }
        }
    }

    #[test]
    fn a_moment_is_that_of_another_calendar(seconds in -60_000_000_000_i64..250_000_000_000, zone in -839_i64..=839) {
        let at = jiff::Timestamp::from_second(seconds).unwrap();
        let offset = jiff::tz::Offset::from_seconds(i32::try_from(zone * 60).unwrap()).unwrap();
        let local = offset.to_datetime(at);
        prop_assume!(local.year() > 0);
        let sign = if zone < 0 { '-' } else { '+' };
        let written = format!("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{sign}{:02}:{:02}", local.year(), local.month(), local.day(),
            local.hour(), local.minute(), local.second(), zone.abs() / 60, zone.abs() % 60);
        let sent = value(&with(&temperature(), &json!({ "effectiveDateTime": written })));
        let chart = read(set(), &[&sent], Timestamp(seconds * 1_000), AHEAD).unwrap();
        prop_assert_eq!(chart.values.first().and_then(|one| one.at), Some(Timestamp(seconds * 1_000)), "{}", written);
    }
}
