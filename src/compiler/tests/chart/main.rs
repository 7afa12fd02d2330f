//! What a hospital's system sends about a child: what is offered of it, what is left out, and that nothing is guessed.

#![cfg(test)]

mod anything;
mod child;
#[path = "../../../core/tests/json/mod.rs"]
mod json;
mod moments;

use jiff::civil::Date;
use jiff::{ToSpan as _, Unit};
use json::{json, value};
use paedlotse_compiler::Compiled;
use paedlotse_core::age::{Age, AgeUnit};
use paedlotse_core::case::Timestamp;
use paedlotse_core::criterion::Sex;
use paedlotse_core::finding::{FindingKind, FindingType, WEIGHT};
use paedlotse_core::protocol::ProtocolSet;
use paedlotse_core::wire::chart::{Chart, ChartTrouble, Charted, FRESH_HOURS, Why, read};
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

fn patient(fields: &Json) -> Json {
    with(&json!({ "resourceType": "Patient", "id": "1" }), fields)
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
fn units_are_converted_exactly_and_rounded_to_the_worse_side() {
    let cases = [
        ("8310-5", json!(38.6), "Cel", Ok(("temperature", 386, true))),
        ("8310-5", json!(38), "Cel", Ok(("temperature", 380, true))),
        ("8310-5", json!(38.60), "Cel", Ok(("temperature", 386, true))),
        ("8310-5", json!(38.64), "Cel", Ok(("temperature", 387, false))),
        ("8310-5", json!(38.65), "Cel", Ok(("temperature", 387, false))),
        ("8310-5", json!(101.3), "[degF]", Ok(("temperature", 385, false))),
        ("8310-5", json!(101.12), "[degF]", Ok(("temperature", 384, false))),
        ("8310-5", json!(101.2), "[degF]", Ok(("temperature", 385, false))),
        ("8310-5", json!(101.21), "[degF]", Ok(("temperature", 385, false))),
        ("8310-5", json!(100), "Cel", Err(Why::Implausible(paedlotse_core::quantity::Span::new(250, 430)))),
        ("8310-5", json!(38.6), "K", Err(Why::UnknownUnit)),
        ("8310-5", json!(38.6), "cel", Err(Why::UnknownUnit)),
        ("29463-7", json!(3456), "g", Ok(("weight", 345, false))),
        ("29463-7", json!(3500), "g", Ok(("weight", 350, false))),
        ("29463-7", json!(12.5), "kg", Ok(("weight", 1250, true))),
        ("29463-7", json!(22), "[lb_av]", Ok(("weight", 997, false))),
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
    let span = paedlotse_core::quantity::Span::new;
    let to_the_worse = [
        // Less is worse.
        ("59408-5", json!(91.6), "%", Ok(("spo2", 91, false))),
        ("59408-5", json!(91.999), "%", Ok(("spo2", 91, false))),
        ("59408-5", json!(92.0), "%", Ok(("spo2", 92, true))),
        ("2708-6", json!(0.916), "1", Ok(("spo2", 91, false))),
        ("9269-2", json!(13.9), "1", Ok(("gcs", 13, false))),
        // More is worse.
        ("8462-4", json!(60.1), "mm[Hg]", Ok(("diastolic_pressure", 61, false))),
        ("3151-8", json!(510), "mL/min", Ok(("oxygen_flow", 6, false))),
        // Away from 37.0, from 20, from 105.
        ("8310-5", json!(37.94), "Cel", Ok(("temperature", 380, false))),
        ("8310-5", json!(37.01), "Cel", Ok(("temperature", 371, false))),
        ("8310-5", json!(36.99), "Cel", Ok(("temperature", 369, false))),
        ("8310-5", json!(35.96), "Cel", Ok(("temperature", 359, false))),
        ("9279-1", json!(59.1), "/min", Ok(("respiratory_rate", 60, false))),
        ("9279-1", json!(9.9), "/min", Ok(("respiratory_rate", 9, false))),
        ("8480-6", json!(9.4), "kPa", Ok(("systolic_pressure", 70, false))),
        ("8480-6", json!(16), "kPa", Ok(("systolic_pressure", 121, false))),
        // Beyond what is plausible it is beyond, whichever way it would be rounded.
        ("8310-5", json!(43.01), "Cel", Err(Why::Implausible(span(250, 430)))),
        ("59408-5", json!(29.9), "%", Err(Why::Implausible(span(30, 100)))),
    ];
    for (code, number, unit, expected) in to_the_worse {
        assert_eq!(one(&observed(code, number.clone(), unit)), expected, "{code} {number} {unit}");
    }
    // No finding that is taken may be below zero.
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
    let chart = all(&[both]);
    assert_eq!((offered(&chart), reasons(&chart)), (vec![], vec![Why::SeveralCodes; 2]), "told of each");
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
    // A form says that something was measured before, not when: a later one may know less or more, an earlier one is older.
    let beside = |authored: &str, number: f64| {
        let chart = all(&[answered(json!({ "authored": authored })), observed("8310-5", json!(number), "Cel")]);
        (offered(&chart), reasons(&chart), chart.values.first().and_then(|one| one.at))
    };
    let measured = Some(Timestamp(NOW.0 - 30 * MINUTE));
    assert_eq!(beside("2026-11-22T01:00:00Z", 39.5), (vec![("temperature", 395)], vec![], measured));
    assert_eq!(beside("2026-11-22T02:00:00Z", 39.5), (vec![], vec![Why::Contradiction], None));
    assert_eq!(beside("2026-11-22T02:00:00Z", 38.6), (vec![("temperature", 386)], vec![], measured));
    // A form replaces the one before.
    let warmer = json!([item("temperature", json!([{ "valueQuantity": quantity(39, "Cel") }]))]);
    let later = answered(json!({ "item": warmer }));
    let both = all(&[later, answered(json!({ "authored": "2026-11-22T01:00:00Z" }))]);
    assert_eq!((offered(&both), reasons(&both)), (vec![("temperature", 390)], vec![]));
    // No moment at all: of a vital sign that is too little.
    let undated = all(&[answered(json!({ "authored": null }))]);
    assert_eq!((offered(&undated), reasons(&undated)), (vec![], vec![Why::Moment]));
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
