//! Two versions of the shipped content: who is answered differently, and whether the clinical changelog says so.

#![cfg(test)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A copy of the shipped content with texts replaced: file, before, after.
fn changed(name: &str, texts: &[(&str, &str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _gone = fs::remove_dir_all(&folder);
    copy(&repository().join("assets"), &folder);
    for (file, from, to) in texts {
        let path = folder.join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file} no longer contains {from}");
        fs::write(path, text.replace(from, to)).unwrap();
    }
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() { copy(&path, &target) } else { fs::copy(&path, &target).map(drop).unwrap() }
    }
}

fn xtask(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask")).args(args).current_dir(repository()).output().unwrap()
}

fn diff(newer: &Path, more: &[&str]) -> (bool, String) {
    let args = [&["diff", "assets", newer.to_str().unwrap()], more].concat();
    let out = xtask(&args);
    (out.status.success(), format!("{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr)))
}

const LIMP: &str = "protocols/limb_injury/limb_injury.toml";

#[test]
fn the_same_content_answers_nobody_differently() {
    let (fine, told) = diff(&repository().join("assets"), &[]);
    assert!(fine && told.contains("Both are the same"), "{told}");
}

#[test]
fn a_limit_that_moves_is_shown_with_a_child_and_needs_its_star() {
    let younger = changed(
        "limp-under-2",
        &[
            (LIMP, "limp and (age < 3 years or", "limp and (age < 2 years or"),
            (
                LIMP,
                "holds = \"age = 35 months\"\nfails = \"age = 36 months\"",
                "holds = \"age = 23 months\"\nfails = \"age = 24 months\"",
            ),
            ("protocols/limb_injury/rules.toml", "age = 35 months, limp\"", "age = 23 months, limp\""),
            ("protocols/limb_injury/terms.toml", "\"age = 35 months\", \"limp\"", "\"age = 23 months\", \"limp\""),
        ],
    );
    let (fine, told) = diff(&younger, &[]);
    assert!(fine, "{told}");
    for words in [
        "`limp-red-flag` holds no longer (urgent)",
        "24 months",
        "limp",
        "gardelegen-magdeburg: transfer, urgent, to salzwedel → treat_locally, routine   MILDER",
        "1 of them change an advice",
    ] {
        assert!(told.contains(words), "`{words}` is missing in:\n{told}");
    }
    let silent = younger.join("silent.md");
    fs::write(&silent, "# Clinical changelog\n- Limping.\n").unwrap();
    let (fine, told) = diff(&younger, &["--star", silent.to_str().unwrap()]);
    assert!(!fine && told.contains("no new line with a ★"), "{told}");
    fs::write(&silent, "# Clinical changelog\n- ★ Limping.\n").unwrap();
    assert!(diff(&younger, &["--star", silent.to_str().unwrap()]).0);
}

#[test]
fn a_rule_that_only_repeats_changes_no_advice() {
    let consciousness =
        ("protocols/vitals/vitals.toml", "when = \"reduced_consciousness\"", "when = \"avpu is unresponsive\"");
    let case =
        ("protocols/danger/cases.toml", "because reduced-consciousness; not coma", "because pews-high; not coma");
    let without = changed("no-repeat", &[consciousness, case]);
    let (fine, told) = diff(&without, &["--star", "assets/protocols/CHANGELOG.md"]);
    assert!(fine && told.contains("the advice stays") && told.contains("0 of them change an advice"), "{told}");
}

#[test]
fn what_is_neither_a_folder_nor_a_commit_is_refused() {
    let out = xtask(&["diff", "no-such-version", "assets"]);
    let told = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(!out.status.success() && told.contains("`no-such-version` is no folder and no commit"), "{told}");
}
