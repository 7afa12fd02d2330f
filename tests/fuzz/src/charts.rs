//! What hospitals' systems send about a child, small enough to be changed and read a million times.

use crate::mutate::words_of;
use paedlotse_core::protocol::ProtocolSet;
use serde_json::{Value, json};

/// Bundles of a patient and what was measured; one of them from our own document, without what was not answered.
pub fn charts(own: &Value) -> Vec<Value> {
    let mut own = own.clone();
    let told = |entry: &Value| {
        let resource = entry.get("resource");
        let kind = resource.and_then(|one| one.get("resourceType")).and_then(Value::as_str);
        let measured = resource.is_some_and(|one| one.get("valueQuantity").or_else(|| one.get("valueRange")).is_some());
        kind == Some("Patient") || (kind == Some("Observation") && measured)
    };
    if let Some(entries) = own.get_mut("entry").and_then(Value::as_array_mut) {
        entries.retain(told);
    }
    vec![own, hospital(), panels(), answers()]
}

fn quantity(value: &Value, code: &str) -> Value {
    json!({ "value": value, "unit": code, "system": "http://unitsofmeasure.org", "code": code })
}

fn observed(loinc: &str, value: Value, code: &str, minute: u8) -> Value {
    json!({ "fullUrl": format!("urn:uuid:{loinc}-{minute}"), "resource": {
        "resourceType": "Observation", "id": format!("{loinc}-{minute}"), "status": "final",
        "subject": { "reference": "Patient/7" },
        "code": { "coding": [{ "system": "http://loinc.org", "code": loinc, "display": "Sent" }] },
        "effectiveDateTime": format!("2026-11-22T02:{minute:02}:00+01:00"),
        "valueQuantity": quantity(&value, code),
    } })
}

fn bundle(mut entries: Vec<Value>, birth: &str) -> Value {
    let time = json!({ "extension": [{ "url": "http://hl7.org/fhir/StructureDefinition/patient-birthTime", "valueDateTime": "2026-11-21T23:30:00Z" }] });
    let patient = json!({ "resourceType": "Patient", "id": "7", "gender": "female", "birthDate": birth, "_birthDate": time,
        "identifier": [{ "system": "urn:a", "value": "4711" }] });
    entries.push(json!({ "fullUrl": "https://a.example/fhir/Patient/7", "resource": patient }));
    json!({ "resourceType": "Bundle", "type": "searchset", "entry": entries })
}

fn hospital() -> Value {
    let entries = vec![
        observed("8310-5", json!(38.6), "Cel", 10),
        observed("8310-5", json!(101.3), "[degF]", 20),
        observed("8867-4", json!(142), "{beats}/min", 20),
        observed("9279-1", json!(48), "/min", 20),
        observed("2708-6", json!(0.97), "1", 20),
        observed("29463-7", json!(3456), "g", 5),
        observed("9269-2", json!(14), "{score}", 20),
    ];
    bundle(entries, "2026-11-22")
}

fn panels() -> Value {
    let part = |loinc: &str, value: f64, code: &str| json!({ "code": { "coding": [{ "system": "http://loinc.org", "code": loinc }] }, "valueQuantity": quantity(&json!(value), code) });
    let panel = json!({ "resource": {
        "resourceType": "Observation", "status": "amended", "subject": { "identifier": { "system": "urn:a", "value": "4711" } },
        "code": { "coding": [{ "system": "http://loinc.org", "code": "85354-9" }] },
        "effectivePeriod": { "start": "2026-11-22T01:40:00Z", "end": "2026-11-22T01:41:00.5Z" },
        "component": [part("8480-6", 92.0, "mm[Hg]"), part("8462-4", 6.8, "kPa")],
    } });
    bundle(vec![panel, observed("8332-9", json!(38.65), "Cel", 10)], "2021-02-28")
}

fn answers() -> Value {
    let item = |id: &str, answer: Value| json!({ "linkId": id, "text": id, "answer": [answer] });
    let page = vec![
        item("temperature", json!({ "valueQuantity": quantity(&json!(39.1), "Cel") })),
        item("gcs", json!({ "valueInteger": 13 })),
        item("weight", json!({ "valueQuantity": quantity(&json!(22.5), "[lb_av]") })),
    ];
    let response = json!({ "resource": { "resourceType": "QuestionnaireResponse", "status": "completed", "authored": "2026-11-22T02:00:00Z",
        "item": [{ "linkId": "page", "item": page }] } });
    bundle(vec![response, observed("59408-5", json!(97), "%", 30)], "2019")
}

/// What the page around the app says, one message of each kind that is heard; the last one with a whole document of ours.
pub fn messages(charts: &[Value], document: &Value) -> Vec<Value> {
    let message = |kind: &str, payload: Value| json!({ "messagingHandle": "h1", "messageId": "m1", "messageType": kind, "payload": payload });
    let known =
        |bundle: &Value| json!({ "context": { "launchContext": [{ "name": "all", "contentResource": bundle }] } });
    let answered = |bundle: &Value| {
        let entries = bundle.get("entry").and_then(Value::as_array).into_iter().flatten();
        let kind =
            |resource: &&Value| resource.get("resourceType").and_then(Value::as_str) == Some("QuestionnaireResponse");
        entries.filter_map(|entry| entry.get("resource")).find(kind).cloned().unwrap_or_default()
    };
    let response = charts.last().map(answered).unwrap_or_default();
    let theme = json!({ "mode": "dark", "accent": "#00563f", "radius": "large", "font": "serif" });
    let mut all = vec![
        message("status.handshake", json!({ "protocolVersion": "1.0", "fhirVersion": "4.0.1" })),
        message("sdc.configure", json!({ "configuration": { "language": "en", "theme": theme } })),
        message("sdc.displayQuestionnaireResponse", json!({ "questionnaireResponse": response })),
        message("sdc.displayQuestionnaire", json!({ "questionnaire": {} })),
        message("sdc.requestCurrentQuestionnaireResponse", json!({})),
        message("sdc.requestExtract", json!({})),
        message("ui.done", json!({})),
    ];
    all.extend(charts.iter().chain([document]).map(|bundle| message("sdc.configureContext", known(bundle))));
    all
}

/// Every word of the charts, other findings and codes, and units, moments and standings that mean something.
pub fn chart_words(set: &ProtocolSet, charts: &[Value]) -> Vec<String> {
    const OTHERS: [&str; 24] = [
        "entered-in-error",
        "cancelled",
        "preliminary",
        "modifierExtension",
        "comparator",
        "bodySite",
        "method",
        "issued",
        "effectiveInstant",
        "kPa",
        "mm[Hg]",
        "[oz_av]",
        "{note}",
        "1",
        "2026",
        "2026-11",
        "2026-11-22",
        "2026-11-22T02:06:00Z",
        "2026-11-22T02:11:01.999Z",
        "2026-11-20T02:06:00-12:00",
        "0001-01-01",
        "9999-12-31T23:59:60+14:00",
        "Patient/8",
        "urn:paedlotse:finding",
    ];
    let mut words: Vec<String> = OTHERS.map(str::to_owned).to_vec();
    for finding in set.findings.iter().filter(|finding| finding.loinc.is_some()) {
        words.extend([finding.id.to_owned(), finding.no.to_string()]);
        words.extend(finding.loinc.map(str::to_owned));
    }
    words.extend(set.further_codes.iter().map(|code| code.loinc.to_owned()));
    charts.iter().for_each(|chart| words_of(chart, &mut words));
    words
}
