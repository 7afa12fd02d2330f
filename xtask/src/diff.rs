//! `cargo xtask diff OLD NEW [--star CHANGELOG]`: which children two versions of the content answer differently.

use crate::check::compile;
use paedlotse_compiler::Compiled;
use paedlotse_compiler::diff::{Class, diff};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// Compares two versions; each is a folder like `assets/`, or a commit whose `assets/` is meant.
///
/// With `--star FILE` it fails when the advice changes for some child and no line that FILE gained since OLD has a ★.
///
/// # Errors
/// When a version cannot be read, or the star is missing.
pub fn run(args: &[String]) -> Result<(), String> {
    let (older, newer, star) = match args {
        [older, newer] => (older, newer, None),
        [older, newer, flag, file] if flag == "--star" => (older, newer, Some(file)),
        _ => return Err("usage: cargo xtask diff OLD NEW [--star CHANGELOG]\n(OLD, NEW: a folder or a commit)".into()),
    };
    let classes = compare(&read(older)?, &read(newer)?)?;
    match star {
        Some(file) => starred(older, file, &classes),
        None => Ok(()),
    }
}

/// Where every change of the rules is told.
const CHANGELOG: &str = "assets/protocols/CHANGELOG.md";

/// Whether a change of advice since the commit this work started from has its star. Where there is no such commit, or its
/// content cannot be read by this program, it says so.
///
/// # Errors
/// When the star is missing.
pub fn since_the_start() -> Result<(), String> {
    let one = |args: &[&str]| git(args).ok().map(|text| text.trim().to_owned());
    let head = one(&["rev-parse", "HEAD"]);
    let shared = one(&["merge-base", "HEAD", "origin/HEAD"]).filter(|base| Some(base) != head.as_ref());
    let Some(base) = shared.or_else(|| one(&["rev-parse", "--verify", "--quiet", "HEAD~1"])) else {
        println!("Nothing is compared: there is no earlier commit here.");
        return Ok(());
    };
    match read(&base) {
        Ok(older) => starred(&base, CHANGELOG, &compare(&older, &compile(Path::new("assets"))?)?),
        Err(why) => {
            println!("{why}\nNothing is compared.");
            Ok(())
        }
    }
}

/// Prints the classes, the most serious first.
fn compare(older: &Compiled, newer: &Compiled) -> Result<Vec<Class>, String> {
    if older.digest == newer.digest && older.card_digests == newer.card_digests {
        println!("Both are the same rules and cards.");
        return Ok(Vec::new());
    }
    let classes = diff(older, newer)?;
    for class in &classes {
        println!("{}", told(class));
    }
    let advice = classes.iter().filter(|class| !class.changed.is_empty()).count();
    println!("{} rules answer other children, {advice} of them change an advice.", classes.len());
    if older.card_digests != newer.card_digests {
        println!("The network cards differ as well; what that changes is not looked at here.");
    }
    Ok(classes)
}

/// One class in a few lines.
fn told(class: &Class) -> String {
    let urgency = class.urgency.id();
    let mut lines = vec![format!("`{}` {} ({urgency}): {}", class.rule, class.what, class.child)];
    for changed in &class.changed {
        let mark = if changed.milder { "MILDER" } else { "stricter or elsewhere" };
        lines.push(format!("  {}: {} → {}   {mark}", changed.network, changed.before, changed.now));
    }
    if class.changed.is_empty() {
        lines.push("  the advice stays: other rules say as much".to_owned());
    }
    lines.join("\n")
}

/// Whether the changelog says that an advice changes.
fn starred(older: &str, changelog: &str, classes: &[Class]) -> Result<(), String> {
    if classes.iter().all(|class| class.changed.is_empty()) {
        return Ok(());
    }
    let now = fs::read_to_string(changelog).map_err(|error| format!("{changelog}: {error}"))?;
    let was = if Path::new(older).is_dir() { String::new() } else { git(&["show", &format!("{older}:{changelog}")])? };
    let gained = now.lines().any(|line| line.contains('★') && !was.lines().any(|before| before == line));
    if gained {
        return Ok(());
    }
    Err(format!("The advice changes for some child, and {changelog} has no new line with a ★ that says so."))
}

/// A version: a folder, or the `assets/` of a commit.
fn read(version: &str) -> Result<Compiled, String> {
    if Path::new(version).is_dir() {
        return compile(Path::new(version));
    }
    let folder = checked_out(version)?;
    let compiled = compile(&folder.join("assets")).map_err(|mistakes| {
        format!("{mistakes}\n\n{version} does not compile with this program; give a folder that does.")
    });
    let _cleared = fs::remove_dir_all(&folder);
    compiled
}

/// Unpacks the `assets/` of a commit.
fn checked_out(commit: &str) -> Result<PathBuf, String> {
    let commit = git(&["rev-parse", "--verify", "--quiet", &format!("{commit}^{{commit}}")])
        .map_err(|_| format!("`{commit}` is no folder and no commit."))?;
    let folder = env::temp_dir().join(format!("paedlotse-{}-{}", commit.trim(), std::process::id()));
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let archive = folder.join("assets.tar");
    let (to, from) = (format!("--output={}", archive.display()), commit.trim());
    git(&["archive", "--format=tar", &to, from, "assets"])?;
    let unpacked = Command::new("tar").arg("-xf").arg(&archive).arg("-C").arg(&folder).status();
    match unpacked {
        Ok(status) if status.success() => Ok(folder),
        _ => Err(format!("{} cannot be unpacked; `tar` is needed for it.", archive.display())),
    }
}

fn git(args: &[&str]) -> Result<String, String> {
    let out = Command::new("git").args(args).output().map_err(|error| format!("git: {error}"))?;
    if out.status.success() {
        String::from_utf8(out.stdout).map_err(|error| error.to_string())
    } else {
        Err(String::from_utf8_lossy(&out.stderr).into_owned())
    }
}
