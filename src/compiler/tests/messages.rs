//! Every message of the compiler, word for word: `tests/protocols/bad/<code>-<name>/` holds the changed files over
//! `tests/protocols/good/base` and what is said about them. `UPDATE=1` rewrites what is said.

#![cfg(test)]

use paedlotse_compiler::verify::verify;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn root() -> PathBuf {
    repository().join("tests/protocols")
}

fn update() -> bool {
    std::env::var_os("UPDATE").is_some()
}

fn folders(of: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = fs::read_dir(of).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.retain(|path| path.is_dir());
    all.sort();
    all
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            fs::copy(&path, &target).unwrap();
        }
    }
}

#[test]
fn good_content_compiles() {
    for folder in folders(&root().join("good")) {
        match verify(&folder) {
            Ok(verified) => {
                assert_eq!(verified.of_program, Vec::<String>::new(), "{}", folder.display());
                // The others leave out houses on purpose.
                let mistakes = verified.mistakes.filter(|_| folder.ends_with("base"));
                assert_eq!(mistakes.map(|mistakes| mistakes.to_string()), None);
            }
            Err(mistakes) => panic!("{}:\n{mistakes}", folder.display()),
        }
    }
}

#[test]
fn the_same_content_gives_the_same_bytes() {
    let compiled = || paedlotse_compiler::compile(&root().join("good/base")).unwrap_or_else(|e| panic!("{e}"));
    let (one, other) = (compiled(), compiled());
    assert_eq!((one.bytes, one.digest, one.card_digests), (other.bytes, other.digest, other.card_digests));
}

#[test]
fn every_mistake_is_told_as_expected() {
    let mut wrong = Vec::new();
    for folder in folders(&root().join("bad")) {
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        let content = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bad").join(&name);
        if content.exists() {
            fs::remove_dir_all(&content).unwrap();
        }
        copy(&root().join("good/base"), &content);
        copy(&folder, &content);
        let mistakes = match verify(&content) {
            Ok(verified) => verified.mistakes.unwrap_or_else(|| panic!("{name} compiles, and all laws hold")),
            Err(mistakes) => mistakes,
        };
        let code = name.split('-').next().unwrap().to_uppercase();
        if mistakes.diagnostics.iter().any(|d| d.code != code) {
            wrong.push(format!("{name} shows other mistakes too:\n{mistakes}"));
        }
        let told = format!("{mistakes}\n");
        let expected = folder.join("expected.txt");
        if update() {
            fs::write(&expected, &told).unwrap();
        } else if fs::read_to_string(&expected).unwrap_or_default() != told {
            wrong.push(format!("{name} says:\n{told}"));
        }
    }
    the_manual_lists_every_code();
    assert!(
        wrong.is_empty(),
        "{}\nUPDATE=1 cargo test -p paedlotse-compiler --test messages rewrites",
        wrong.join("\n")
    );
}

/// The files of the codes: `e101_unknown_name.rs` and so on.
fn codes() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("diagnostics");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| code(file) != "MOD.");
    files.sort();
    files
}

fn code(path: &Path) -> String {
    path.file_name().unwrap().to_str().unwrap()[..4].to_uppercase()
}

#[test]
fn every_code_has_an_example() {
    let written: BTreeSet<String> = codes().iter().map(|file| code(file)).collect();
    let shown: BTreeSet<String> = folders(&root().join("bad")).iter().map(|folder| code(folder)).collect();
    assert_eq!(written, shown);
}

/// Runs after the messages: it shows the first of each.
fn the_manual_lists_every_code() {
    let mut manual = String::from(
        "# Messages of the compiler\n\n\
         One example each, from `tests/protocols/bad/`. This file is generated: \
         `UPDATE=1 cargo test -p paedlotse-compiler --test messages`.\n",
    );
    for file in codes() {
        let source = fs::read_to_string(&file).unwrap();
        let words = source.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim);
        let words = words.collect::<Vec<_>>().join("\n");
        let (title, text) = words.split_once('\n').unwrap_or((&words, ""));
        manual.push_str(&format!("\n## {}\n", title.trim_end_matches('.')));
        if !text.trim().is_empty() {
            manual.push_str(&format!("\n{}\n", text.trim()));
        }
        let example = folders(&root().join("bad")).into_iter().find(|folder| code(folder) == code(&file)).unwrap();
        let told = fs::read_to_string(example.join("expected.txt")).unwrap_or_default();
        let first = told.split("\n\n").next().unwrap();
        manual.push_str(&format!("\n```text\n{first}\n```\n"));
    }
    let path = repository().join("assets/protocols/DIAGNOSTICS.md");
    if update() {
        fs::write(path, manual).unwrap();
    } else {
        let now = fs::read_to_string(path).unwrap_or_default();
        assert_eq!(now, manual, "UPDATE=1 cargo test -p paedlotse-compiler --test messages rewrites");
    }
}
