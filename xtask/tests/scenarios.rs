//! The networks at work, as files a clinician can read: `tests/scenarios/*.toml`.
//!
//! `case`, `findings` and `duty` of a scenario are one line for `assess`; `expect` names fields of its answer. Lists are
//! meant whole, but for `because`: these rules at least. `none` names fields without a value.

#![cfg(test)]

use serde_json::{Map, Value};
use std::fs;
use std::path::{Path, PathBuf};
use toml_edit::{DocumentMut, Item};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn json(value: &toml_edit::Value) -> Value {
    match value {
        toml_edit::Value::String(text) => Value::from(text.value().as_str()),
        toml_edit::Value::Boolean(truth) => Value::from(*truth.value()),
        toml_edit::Value::Integer(number) => Value::from(*number.value()),
        toml_edit::Value::Array(list) => list.iter().map(json).collect(),
        toml_edit::Value::InlineTable(table) => {
            Value::Object(table.iter().map(|(key, value)| (key.to_owned(), json(value))).collect())
        }
        other => panic!("a scenario holds text, truths, whole numbers, lists and tables, not {other}"),
    }
}

fn object(item: Option<&Item>) -> Map<String, Value> {
    match item.and_then(Item::as_value).map(json) {
        Some(Value::Object(object)) => object,
        None => Map::new(),
        Some(other) => panic!("a table was expected, not {other}"),
    }
}

/// What of the answer is not as expected.
fn differences(expect: &Map<String, Value>, answer: &Value) -> Vec<String> {
    let mut say = Vec::new();
    for (field, wanted) in expect {
        let found = &answer[field];
        match (field.as_str(), wanted) {
            ("none", Value::Array(fields)) => {
                for field in fields.iter().filter_map(Value::as_str) {
                    assert!(answer.get(field).is_some(), "`{field}` is no field of an answer");
                    if !answer[field].is_null() {
                        say.push(format!("{field}: expected nothing, found {}", answer[field]));
                    }
                }
            }
            ("because", Value::Array(rules)) => {
                let found = found.as_array().cloned().unwrap_or_default();
                let missing = rules.iter().filter(|rule| !found.contains(rule));
                say.extend(missing.map(|rule| format!("{rule} is not among {found:?}")));
            }
            (_, Value::Array(list)) => {
                let sorted = |list: &[Value]| {
                    let mut all: Vec<String> = list.iter().map(Value::to_string).collect();
                    all.sort();
                    all
                };
                if sorted(list) != sorted(found.as_array().map_or(&[], Vec::as_slice)) {
                    say.push(format!("{field}: expected {wanted}, found {found}"));
                }
            }
            _ if wanted == found => {}
            _ => say.push(format!("{field}: expected {wanted}, found {found}")),
        }
    }
    say
}

#[test]
fn every_scenario_of_the_networks() {
    let compiled = xtask::check::compile(&root().join("assets")).unwrap();
    let mut files: Vec<PathBuf> =
        fs::read_dir(root().join("tests/scenarios")).unwrap().map(|entry| entry.unwrap().path()).collect();
    let listed = fs::read_to_string(root().join("tests/scenarios/README.md")).unwrap();
    files.retain(|file| file.extension().is_some_and(|kind| kind == "toml"));
    files.sort();
    let (mut count, mut wrong, mut ids) = (0, Vec::new(), Vec::new());
    for file in &files {
        let document: DocumentMut = fs::read_to_string(file).unwrap().parse().unwrap();
        for scenario in document["scenario"].as_array_of_tables().unwrap() {
            let text = |key: &str| scenario.get(key).and_then(Item::as_str).unwrap_or_default().to_owned();
            let id = text("id");
            assert!(!text("de").is_empty() && !text("en").is_empty() && !text("fact").is_empty(), "{id}: no story");
            assert!(!ids.contains(&id), "{id} stands twice");
            assert!(listed.contains(&format!("| {id} ")), "{id} is not in the table of tests/scenarios/README.md");
            let mut case = object(scenario.get("case"));
            case.insert("id".to_owned(), Value::from(id.as_str()));
            for part in ["findings", "duty"] {
                case.insert(part.to_owned(), Value::Object(object(scenario.get(part))));
            }
            let line = Value::Object(case).to_string();
            let answer = xtask::assess::answers(&compiled, &line).next().unwrap();
            let say = differences(&object(scenario.get("expect")), &serde_json::from_str(&answer).unwrap());
            if !say.is_empty() {
                wrong.push(format!("{id}: {}\n  {}", text("en"), say.join("\n  ")));
            }
            ids.push(id);
            count += 1;
        }
    }
    assert!(count >= 40, "{count} scenarios: the files were not read");
    assert!(wrong.is_empty(), "{} of {count} scenarios differ:\n{}", wrong.len(), wrong.join("\n"));
}
