//! The schemas of `cargo xtask assess`: what it is asked in the samples and cases fits the one, what it answers the other.

#![cfg(test)]

use jsonschema::Validator;
use serde_json::Value;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{fs, thread};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn schema(name: &str) -> Validator {
    let text = fs::read_to_string(root().join("assets/schemas").join(name)).unwrap();
    jsonschema::validator_for(&serde_json::from_str(&text).unwrap()).unwrap()
}

/// What the command answers.
fn answers(lines: &[u8]) -> Vec<Value> {
    let mut assess = Command::new(env!("CARGO"))
        .args(["xtask", "assess", "-"])
        .current_dir(root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut input, lines) = (assess.stdin.take().unwrap(), lines.to_vec());
    let asking = thread::spawn(move || input.write_all(&lines));
    let done = assess.wait_with_output().unwrap();
    asking.join().unwrap().unwrap();
    assert!(done.status.success());
    String::from_utf8(done.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn input_and_output_fit_their_schemas() {
    let (input, output) = (schema("assess-input.schema.json"), schema("assess-output.schema.json"));
    let sample = fs::read_to_string(root().join("assets/schemas/sample.jsonl")).unwrap();
    let done = fs::read_to_string(root().join("tests/cases/done.jsonl")).unwrap();
    let cases = done.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["case"].to_string());
    let lines: Vec<String> = sample.lines().map(str::to_owned).chain(cases).collect();
    for line in &lines {
        assert!(input.is_valid(&serde_json::from_str(line).unwrap()), "{line}");
    }
    // Lines that cannot be read are answered too.
    let mut asked = lines.join("\n").into_bytes();
    asked.extend_from_slice(b"\n{\n{\"id\":\"\xe4\"}\n");
    let answers = answers(&asked);
    assert_eq!(answers.len(), lines.len() + 2);
    for answer in &answers {
        let errors: Vec<String> = output.iter_errors(answer).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}\n{answer}");
    }
    assert!(answers[lines.len()..].iter().all(|answer| answer.get("error").is_some()));
    let wrong = r#"{"id":"x","network":"n","place":"boat","age":"1 year","complaints":[]}"#;
    assert!(!input.is_valid(&serde_json::from_str(wrong).unwrap()), "the schema must be able to refuse");
}
