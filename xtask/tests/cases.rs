//! Whole children through `assess`, as files: the case beside what is expected of it.
//!
//! A line of `tests/cases/*.jsonl` holds `name`, `case` (a line of input) and `expect`: the fields that must stand
//! in the answer, objects field by field.

#![cfg(test)]

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// What of `expected` is not in `found`, as sentences.
fn differences(path: &str, expected: &Value, found: &Value, say: &mut Vec<String>) {
    match (expected, found) {
        (Value::Object(wanted), Value::Object(there)) => {
            for (key, value) in wanted {
                differences(&format!("{path}.{key}"), value, there.get(key).unwrap_or(&Value::Null), say);
            }
        }
        _ if expected == found => {}
        _ => say.push(format!("{path}: expected {expected}, found {found}")),
    }
}

#[test]
fn every_case_of_the_files() {
    let compiled = xtask::check::compile(&root().join("assets")).unwrap();
    let mut files: Vec<PathBuf> =
        fs::read_dir(root().join("tests/cases")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut wrong = Vec::new();
    let mut count = 0;
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "jsonl")) {
        for line in fs::read_to_string(file).unwrap().lines() {
            let entry: Value = serde_json::from_str(line).unwrap();
            let case = entry["case"].to_string();
            let answers: Vec<String> = xtask::assess::answers(&compiled, &case).collect();
            let answer: Value = serde_json::from_str(&answers[0]).unwrap();
            let mut say = Vec::new();
            differences("", &entry["expect"], &answer, &mut say);
            if !say.is_empty() {
                wrong.push(format!(
                    "{}\n  {}\n  because {} open {}",
                    entry["name"],
                    say.join("\n  "),
                    answer["because"],
                    answer["open"]
                ));
            }
            count += 1;
        }
    }
    assert!(count >= 16, "the case files were not read");
    assert!(wrong.is_empty(), "{} of {count} cases differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let compiled = xtask::check::compile(&root().join("assets")).unwrap();
    let sample = fs::read_to_string(root().join("assets/schemas/sample.jsonl")).unwrap();
    let once: Vec<String> = xtask::assess::answers(&compiled, &sample).collect();
    let again: Vec<String> = xtask::assess::answers(&compiled, &sample).collect();
    assert_eq!(once, again);
    assert!(once.iter().all(|line| !line.contains("\"error\"")), "the sample of the README has a bad line");
}

#[test]
fn a_bad_line_says_what_is_wrong_and_the_others_go_on() {
    let compiled = xtask::check::compile(&root().join("assets")).unwrap();
    let good = r#"{"id":"g","network":"soest-lippstadt","place":"hospital","age":"2 years","complaints":["fever"]}"#;
    let with = |change: &str| good.replace("}", &format!(",{change}}}"));
    let rows = [
        ("not json".to_owned(), "not_json", "column 2"),
        ("[]".to_owned(), "not_an_object", ""),
        (good.replace("2 years", "18 years"), "not_a_child", "age"),
        (good.replace("2 years", "two"), "bad_age", "age"),
        (good.replace("2 years", "10 days / 9 months"), "age_contradicts", "age"),
        (good.replace("soest-lippstadt", "berlin"), "unknown_network", "network"),
        (good.replace("fever", "danger"), "unknown_complaint", "complaints[0]"),
        (good.replace("hospital", "home"), "bad_place", "place"),
        (with(r#""findings":{"temperature":"38.4"}"#), "unit_missing", "findings.temperature"),
        (with(r#""findings":{"temperature":38.4}"#), "unit_missing", "findings.temperature"),
        (with(r#""findings":{"temperature":"99 °C"}"#), "implausible", "findings.temperature"),
        (with(r#""findings":{"temperature":"38.44 °C"}"#), "too_precise", "findings.temperature"),
        (with(r#""findings":{"avpu":"sleepy"}"#), "unknown_option", "findings.avpu"),
        (with(r#""findings":{"fancy":true}"#), "unknown_finding", "findings.fancy"),
        (with(r#""findings":{"grunting":"perhaps"}"#), "not_yes_no", "findings.grunting"),
        (with(r#""findings":{"temperature":"38 °C","temp_c":"39 °C"}"#), "answered_twice", "findings.temperature"),
        (with(r#""rest":"yes""#), "bad_rest", "rest"),
        (with(r#""at":"3 am""#), "bad_time", "at"),
        (with(r#""duty":{"lippstadt":{"takes_patients":"maybe"}}"#), "bad_intake", "duty.lippstadt.takes_patients"),
        (with(r#""duty":{"soest":{"magic":false}}"#), "unknown_capability", "duty.soest.magic"),
        (with(r#""nearest":"soest""#), "unexpected_nearest", "nearest"),
        (with(r#""surprise":1"#), "unknown_field", "surprise"),
    ];
    for (line, code, at) in rows {
        let text = format!("{good}\n{line}\n{good}");
        let answers: Vec<Value> =
            xtask::assess::answers(&compiled, &text).map(|a| serde_json::from_str(&a).unwrap()).collect();
        assert_eq!(answers.len(), 3);
        assert_eq!(answers[1]["error"]["code"], code, "{line}");
        assert_eq!(answers[1]["line"], 2);
        if !at.is_empty() {
            assert_eq!(answers[1]["error"]["at"], *at, "{line}");
        }
        assert!(!answers[1]["error"]["message"].as_str().unwrap().is_empty());
        assert_eq!(answers[0], answers[2], "the lines around it go on");
    }
}

#[test]
fn input_and_output_fit_their_schemas() {
    let compiled = xtask::check::compile(&root().join("assets")).unwrap();
    let schema = |name: &str| {
        let text = fs::read_to_string(root().join("assets/schemas").join(name)).unwrap();
        jsonschema::validator_for(&serde_json::from_str(&text).unwrap()).unwrap()
    };
    let (input, output) = (schema("assess-input.schema.json"), schema("assess-output.schema.json"));
    let sample = fs::read_to_string(root().join("assets/schemas/sample.jsonl")).unwrap();
    let done = fs::read_to_string(root().join("tests/cases/done.jsonl")).unwrap();
    let cases = done.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["case"].to_string());
    for line in sample.lines().map(str::to_owned).chain(cases) {
        let given: Value = serde_json::from_str(&line).unwrap();
        assert!(input.is_valid(&given), "{line}");
        for answer in xtask::assess::answers(&compiled, &line) {
            let errors: Vec<String> =
                output.iter_errors(&serde_json::from_str(&answer).unwrap()).map(|e| e.to_string()).collect();
            assert!(errors.is_empty(), "{errors:?}\n{answer}");
        }
    }
    let refused: Vec<String> = xtask::assess::answers(&compiled, "{").collect();
    assert!(output.is_valid(&serde_json::from_str(&refused[0]).unwrap()));
    let wrong: Value =
        serde_json::from_str(r#"{"id":"x","network":"n","place":"boat","age":"1 year","complaints":[]}"#).unwrap();
    assert!(!input.is_valid(&wrong), "the schema must be able to refuse");
}
