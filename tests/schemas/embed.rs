//! The schemas of the conversation with a hospital's page: each can be used, its own examples fit it, and what is wrong does not.

#![cfg(test)]

use std::collections::BTreeMap;
use std::path::Path;

use jsonschema::{Registry, Validator};
use serde_json::{Value, json};

const NAME: &str = "urn:paedlotse:embed:v1:";

/// Every schema by what its `$id` says after the common part.
fn schemas() -> BTreeMap<String, Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/embed/schema/v1");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files
        .map(|path| {
            let schema: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
            let id = schema["$id"].as_str().unwrap().strip_prefix(NAME).unwrap().to_owned();
            assert_eq!(path.file_name().unwrap().to_str(), Some(format!("{id}.json").as_str()));
            (id, schema)
        })
        .collect()
}

/// All of them ready for use; no schema may name one that is not there.
fn validators() -> BTreeMap<String, Validator> {
    let schemas = schemas();
    let mut registry = Registry::new();
    for (id, schema) in &schemas {
        registry = registry.add(format!("{NAME}{id}"), schema).unwrap();
    }
    let registry = registry.prepare().unwrap();
    let made = schemas.iter().map(|(id, schema)| {
        let made = jsonschema::options().with_registry(&registry).build(schema);
        (id.clone(), made.unwrap_or_else(|error| panic!("{id}: {error}")))
    });
    made.collect()
}

#[test]
fn every_schema_says_what_it_is_and_fits_its_own_examples() {
    let ready = validators();
    for (id, schema) in schemas() {
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{id}");
        assert!(jsonschema::meta::is_valid(&schema), "{id}");
        for field in ["title", "description"] {
            assert!(schema[field].as_str().is_some_and(|text| !text.is_empty()), "{id} has no {field}");
        }
        let examples = schema["examples"].as_array().unwrap();
        assert!(!examples.is_empty(), "{id} has no example");
        for example in examples {
            let errors: Vec<String> = ready[&id].iter_errors(example).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{id}: {example}: {errors:?}");
        }
    }
}

#[test]
fn what_an_example_needs_cannot_be_left_out() {
    let ready = validators();
    let mut tried = 0;
    for (id, schema) in schemas() {
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        for name in required.iter().filter_map(Value::as_str) {
            let mut example = schema["examples"][0].clone();
            example.as_object_mut().unwrap().remove(name).unwrap();
            assert!(!ready[&id].is_valid(&example), "{id} without {name}");
            example[name] = json!(-17.5);
            assert!(!ready[&id].is_valid(&example), "{id} with a negative number as {name}");
            tried += 1;
        }
        assert!(!ready[&id].is_valid(&json!([])) && !ready[&id].is_valid(&json!("text")), "{id} is always an object");
    }
    assert!(tried > 25, "{tried}");
}

#[test]
fn what_is_wrong_is_refused() {
    let ready = validators();
    let outcome = |severity: &str, code: &str| json!({ "resourceType": "OperationOutcome", "issue": [{ "severity": severity, "code": code }] });
    let none = json!({ "outcome": outcome("error", "not-found") });
    let case = json!({ "system": "urn:paedlotse:case", "value": "1795313161000" });
    let wrong = [
        ("ui.done.request", json!({ "case": 1, "reason": "finished" })),
        ("request", json!({ "messagingHandle": "", "messageId": "1", "messageType": "ui.done", "payload": {} })),
        ("response", json!({ "messagingHandle": "h", "messageId": "1", "responseToMessageId": "2", "payload": {} })),
        ("outcome", outcome("serious", "invalid")),
        ("outcome", outcome("error", "Not found")),
        ("outcome", json!({ "resourceType": "OperationOutcome", "issue": [] })),
        (
            "questionnaire-response",
            json!({ "resourceType": "QuestionnaireResponse", "identifier": case, "status": "done" }),
        ),
        (
            "questionnaire-response",
            json!({ "resourceType": "QuestionnaireResponse", "identifier": case, "status": "completed", "item": [{}] }),
        ),
        ("refused.response", json!({ "outcome": outcome("information", "invalid") })),
        ("refused.response", none.clone()),
        ("status.handshake.request", json!({ "fhirVersion": 4 })),
        (
            "status.handshake.response",
            json!({ "application": { "name": "x" }, "capabilities": { "extraction": true } }),
        ),
        ("sdc.configure.request", json!({ "configuration": { "language": "fr" } })),
        ("sdc.configure.request", json!({ "configuration": { "theme": { "accent": "red" } } })),
        ("sdc.configure.request", json!({ "configuration": { "theme": { "font": "serif; x" } } })),
        ("sdc.configure.response", json!({ "status": "ok" })),
        ("sdc.configureContext.request", json!({ "context": { "launchContext": {} } })),
        (
            "sdc.configureContext.request",
            json!({ "context": { "launchContext": [{ "name": "x", "contentResource": { "resourceType": "Medication" } }] } }),
        ),
        ("sdc.displayQuestionnaireResponse.request", json!({ "questionnaireResponse": { "resourceType": "Bundle" } })),
        (
            "sdc.displayQuestionnaire.response",
            json!({ "status": "success", "outcome": outcome("information", "informational") }),
        ),
        ("sdc.requestCurrentQuestionnaireResponse.response", json!({})),
        ("sdc.requestCurrentQuestionnaireResponse.response", json!({ "outcome": outcome("information", "not-found") })),
        ("sdc.requestExtract.response", json!({ "outcome": outcome("information", "informational") })),
        (
            "sdc.requestExtract.response",
            json!({ "outcome": outcome("information", "informational"), "extractedResources": [{ "resourceType": "Bundle", "type": "collection", "entry": [{}] }] }),
        ),
        ("sdc.ui.changedQuestionnaireResponse.request", json!({ "questionnaireResponse": null })),
        ("ui.resize.request", json!({ "height": 0 })),
        ("ui.resize.request", json!({ "height": "812px" })),
        ("embed", json!({ "paedlotse": "embed", "version": 2, "origins": [], "allow": [] })),
        ("embed", json!({ "paedlotse": "embed", "version": 1, "origins": [], "allow": ["ui.*"] })),
    ];
    for (id, instance) in &wrong {
        assert!(!ready[*id].is_valid(instance), "{id} takes {instance}");
    }
    for id in ["sdc.requestCurrentQuestionnaireResponse.response", "sdc.requestExtract.response"] {
        assert!(ready[id].is_valid(&none), "{id}: there may be no case");
    }
}

#[test]
fn what_the_app_writes_today_fits() {
    let ready = validators();
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden/fhir/infant.json");
    let document: Value = serde_json::from_str(&std::fs::read_to_string(document).unwrap()).unwrap();
    let entries = document["entry"].as_array().unwrap();
    let answers = entries.iter().map(|entry| &entry["resource"]);
    let answers = answers.filter(|resource| resource["resourceType"] == "QuestionnaireResponse");
    let answers: Vec<&Value> = answers.collect();
    assert_eq!(answers.len(), 1);
    let issue = json!({ "severity": "information", "code": "informational" });
    let outcome = json!({ "resourceType": "OperationOutcome", "issue": [issue] });
    let extract = json!({ "outcome": outcome, "extractedResources": [document] });
    for (id, payload) in [
        ("sdc.requestExtract.response", extract),
        ("sdc.requestCurrentQuestionnaireResponse.response", json!({ "questionnaireResponse": answers[0] })),
    ] {
        let errors: Vec<String> = ready[id].iter_errors(&payload).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{id}: {errors:?}");
    }
}

#[test]
fn only_exact_origins_fit_and_the_shipped_file_names_none() {
    let ready = validators();
    let file = |origin: &str| json!({ "paedlotse": "embed", "version": 1, "origins": [origin], "allow": [] });
    for good in [
        "https://portal.example.org",
        "https://portal.example.org:8443",
        "http://localhost:8081",
        "http://intranet",
        "http://[::1]:8081",
        "https://10.0.0.7",
    ] {
        assert!(ready["embed"].is_valid(&file(good)), "{good}");
    }
    for bad in [
        "*",
        "null",
        "",
        "portal.example.org",
        "https://*.example.org",
        "https://Portal.example.org",
        "https://portal.example.org/",
        "https://portal.example.org.",
        "https://portal.example.org:443",
        "http://portal:80",
        "https://portal.example.org/path",
        "https://münchen.example",
        "file://x",
        "https://a.example https://b.example",
    ] {
        assert!(!ready["embed"].is_valid(&file(bad)), "{bad}");
    }
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/embed.json");
    let shipped: Value = serde_json::from_str(&std::fs::read_to_string(shipped).unwrap()).unwrap();
    assert!(ready["embed"].is_valid(&shipped));
    assert_eq!(shipped["origins"], json!([]));
}
