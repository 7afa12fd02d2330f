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
        (with(r#""findings":{"temperature":"3 8.4 °C"}"#), "not_a_number", "findings.temperature"),
        (with(r#""findings":{"temperature":"3\u00a08.4 °C"}"#), "not_a_number", "findings.temperature"),
        (with(r#""findings":{"heart_rate":"1.000 /min"}"#), "ambiguous_number", "findings.heart_rate"),
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
fn what_stands_twice_is_refused_wherever_it_stands() {
    let compiled = xtask::check::compile(&root().join("assets")).unwrap();
    let good = r#"{"id":"g","network":"soest-lippstadt","place":"hospital","age":"2 years","complaints":["fever"]}"#;
    let with = |change: &str| good.replace("]}", &format!("],{change}}}"));
    let rows = [
        (with(r#""findings":{"convulsing_now":true,"convulsing_now":false}"#), "findings.convulsing_now"),
        // The same key in another spelling of JSON.
        (with(r#""findings":{"convulsing_now":true,"convulsing\u005fnow":false}"#), "findings.convulsing_now"),
        (with(r#""findings":{"convulsing_now":true},"findings":{}"#), "findings"),
        (with(r#""age":"3 years""#), "age"),
        (with(r#""rest":"no","rest":"no""#), "rest"),
        (with(r#""duty":{"soest":{"xray":false},"soest":{"xray":true}}"#), "duty.soest"),
        (with(r#""duty":{"soest":{"xray":false,"xray":true}}"#), "duty.soest.xray"),
        (with(r#""id":"h""#), "id"),
    ];
    for (line, at) in rows {
        let text = format!("{line}\n{good}");
        let answers: Vec<Value> =
            xtask::assess::answers(&compiled, &text).map(|a| serde_json::from_str(&a).unwrap()).collect();
        assert_eq!(answers[0]["error"]["code"], "answered_twice", "{line}");
        assert_eq!(answers[0]["error"]["at"], at, "{line}");
        // The id is told as long as there is just one.
        assert_eq!(answers[0].get("id").is_some(), at != "id", "{line}");
        assert!(answers[1].get("error").is_none());
    }
}

#[test]
fn a_byte_that_is_no_utf8_costs_one_line() {
    let compiled = xtask::check::compile(&root().join("assets")).unwrap();
    let good = r#"{"id":"g","network":"soest-lippstadt","place":"hospital","age":"2 years","complaints":["fever"]}"#;
    let mut bytes = b"\xef\xbb\xbf".to_vec();
    bytes.extend_from_slice(good.as_bytes());
    bytes.extend_from_slice(b"\r\n \r\n{\"id\":\"\xe4\"}\n");
    bytes.extend_from_slice(good.as_bytes());
    let answers: Vec<Value> =
        xtask::assess::answers(&compiled, &bytes).map(|a| serde_json::from_str(&a).unwrap()).collect();
    assert_eq!(answers.len(), 3);
    assert_eq!(answers[0]["id"], "g", "a mark before the first line is passed over");
    assert_eq!(answers[1]["error"]["code"], "not_utf8");
    assert_eq!(answers[1]["error"]["at"], "byte 8");
    assert_eq!(answers[1]["line"], 3);
    assert_eq!(answers[0], answers[2]);
}

#[test]
fn space_between_number_and_unit_may_be_of_any_kind() {
    let compiled = xtask::check::compile(&root().join("assets")).unwrap();
    let line = |temperature: &str| {
        let line = format!(
            r#"{{"id":"g","network":"soest-lippstadt","place":"hospital","age":"2 years","complaints":["fever"],"findings":{{"temperature":"{temperature}"}}}}"#
        );
        xtask::assess::answers(&compiled, &line).next().unwrap()
    };
    let usual = line("38.4 °C");
    assert!(!usual.contains("error"));
    for other in ["38.4°C", "38,4 °C", "38.4\u{a0}°C", "38.4\u{202f}°C", " 38.40 °C "] {
        assert_eq!(line(other), usual, "{other}");
    }
}

#[test]
fn what_may_not_be_asked_is_not_denied() {
    let compiled = xtask::check::compile(&root().join("assets")).unwrap();
    let line = |age: &str, complaints: &str, findings: &str| -> Value {
        let line = format!(
            r#"{{"id":"g","network":"soest-lippstadt","place":"hospital","age":"{age}","complaints":[{complaints}],"findings":{{{findings}}},"rest":"no"}}"#
        );
        serde_json::from_str(&xtask::assess::answers(&compiled, &line).next().unwrap()).unwrap()
    };
    let open = |answer: &Value, rule: &str| {
        let rules = answer["open_rules"].as_array().unwrap();
        rules.iter().any(|entry| entry == rule)
    };
    // 3 months may be 90 days or 100: only below 91 days it is asked whether the young infant is sick.
    assert!(open(&line("3 months", r#""fever""#, ""), "sick-young-infant"));
    assert!(!open(&line("3 months", r#""fever""#, r#""newborn_sick":false"#), "sick-young-infant"));
    assert!(!open(&line("90 days", r#""fever""#, ""), "sick-young-infant"), "asked, and denied");
    assert!(!open(&line("100 days", r#""fever""#, ""), "sick-young-infant"), "not asked");
    // While there is no complaint, nobody knows whether shock was asked for; with one, it was.
    let normal = r#""respiratory_rate":"30 /min","work_of_breathing":"none","spo2":"98 %","oxygen":"air","heart_rate":"110 /min","blood_pressure_status":"not_measured_no_concern","capillary_refill":"1 s""#;
    assert!(open(&line("2 years", "", normal), "pews-high"));
    assert!(!open(&line("2 years", r#""fever""#, normal), "pews-high"));
    // A question that is asked because of another answer is denied as well.
    let rash = line("2 years", r#""fever""#, r#""petechiae":true"#);
    assert!(open(&rash, "petechiae-laboratory-criterion"), "the numbers are open");
    assert!(!open(&rash, "petechiae-clinical-criterion"));
}
