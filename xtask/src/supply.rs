//! The supply chain: which crates, licences and sources are let in, how many stand in the wasm, when somebody last looked
//! for known holes, and that nothing of the build machine is in a release.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::SystemTime;

use crate::bill::Graph;
use crate::project::{self, find_program, say};
use xtask::release::Files;

/// The checker of `deny.toml`.
const CARGO_DENY: &str = "0.20.2";

/// So many crates may the app for the browser be built from, macros counted.
const MOST_CRATES: usize = 120;

/// Crates that stand in the wasm in two versions, and why that is borne.
const TWICE: &[(&str, &str)] = &[("thiserror", "yew uses the newer one, the gloo libraries the older one")];

/// After so many days somebody should look again.
const STALE_DAYS: i64 = 30;

/// The line of `deny.toml` that says when somebody looked; the day of the database is what counts.
const CHECKED: &str = "# advisories: ";

/// The part `deny` of the tests.
pub fn check() -> Result<(), String> {
    let deny = cargo_deny()?;
    let mut command = project::program(&deny, &["--workspace", "--locked", "check", "--hide-inclusion-graph"]);
    command.args(["bans", "licenses", "sources"]);
    project::run(&mut command, "deny.toml does not let this in; see above.")?;
    crates(&Graph::of_the_app()?)?;
    say(&advisories(&project::read(&project::root().join("deny.toml"))?, today())?);
    Ok(())
}

/// `cargo-deny` in this very version: on the path, in `target/tools`, or built there now.
fn cargo_deny() -> Result<PathBuf, String> {
    let own = project::target().join("tools/bin/cargo-deny");
    let fits = |path: &PathBuf| {
        let output = project::program(path, &["--version"]).output();
        output.is_ok_and(|output| output.stdout.trim_ascii() == format!("cargo-deny {CARGO_DENY}").as_bytes())
    };
    if let Some(found) = find_program("cargo-deny").into_iter().chain([own.clone()]).find(fits) {
        return Ok(found);
    }
    // Unoptimised and without what the other checks need: built in a third of the time, and it runs for two seconds.
    let version = format!("={CARGO_DENY}");
    let tools = project::target().join("tools");
    let root = tools.display().to_string();
    let arguments = ["install", "cargo-deny", "--version", &version, "--locked", "--debug", "--no-default-features"];
    let arguments = [&arguments[..], &["--quiet", "--root", &root]].concat();
    say(&format!("cargo-deny {CARGO_DENY} is missing; this runs now (a minute): cargo {}", arguments.join(" ")));
    // Its own build leaves nothing in the project's folder.
    let mut command = project::cargo(&arguments);
    command.env_remove("CARGO_TARGET_DIR");
    project::run(&mut command, "cargo-deny could not be built. It needs a network or cargo's cache.")?;
    Ok(own)
}

/// Not too many crates, and none in two versions that nobody has thought about.
fn crates(graph: &Graph) -> Result<(), String> {
    let count = graph.all().count();
    say(&format!("{count} crates make the wasm, macros counted (limit {MOST_CRATES})"));
    if count > MOST_CRATES {
        return Err(format!("{count} crates make the wasm; the limit is {MOST_CRATES} (xtask/src/supply.rs)."));
    }
    let mut versions: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, _) in graph.inside() {
        *versions.entry(name).or_default() += 1;
    }
    let twice: Vec<&str> = versions.into_iter().filter(|(_, count)| *count > 1).map(|(name, _)| name).collect();
    if let Some(name) = twice.iter().find(|name| !TWICE.iter().any(|(known, _)| *known == **name)) {
        return Err(format!("{name} stands in the wasm in two versions: `cargo tree --duplicates` says for whom."));
    }
    if let Some((name, _)) = TWICE.iter().find(|(name, _)| !twice.contains(name)) {
        return Err(format!("{name} stands there once only now: take it out of the list in xtask/src/supply.rs."));
    }
    Ok(())
}

/// What `deny.toml` says about the last look for known holes: `# advisories: looked 2026-11-26, database of 2026-08-21: …`.
fn advisories(deny: &str, today: i64) -> Result<String, String> {
    let odd = "deny.toml does not say when somebody last looked for known holes (`# advisories: looked DATE, database of DATE`).";
    let line = deny.lines().find_map(|line| line.strip_prefix(CHECKED)).ok_or(odd)?;
    let (_, rest) = line.split_once("database of ").ok_or(odd)?;
    let age = today.saturating_sub(day(rest.get(..10).unwrap_or_default()).ok_or(odd)?);
    Ok(if age > STALE_DAYS {
        format!(
            "WARNING: known holes were last looked for in a database that is {age} days old ({line}). Where there is a network: \
             cargo-deny check advisories, then a new line in deny.toml."
        )
    } else {
        format!("known holes: {line}")
    })
}

/// Days since 1970 of "2026-11-26".
fn day(date: &str) -> Option<i64> {
    let mut numbers = date.splitn(3, '-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (numbers.next()??, numbers.next()??, numbers.next()??);
    if !(1970..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // Years from March, so that the leap day is the last one.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    Some(year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day - 1 - 719_468)
}

fn today() -> i64 {
    let seconds = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs());
    i64::try_from(seconds / 86_400).unwrap_or(i64::MAX)
}

/// Every place in a release where a folder of this machine stands.
pub fn folders_in(files: &Files) -> Vec<String> {
    let sysroot = project::program("rustc", &["--print", "sysroot"]).output();
    let sysroot = sysroot.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()).unwrap_or_default();
    let home = std::env::home_dir().unwrap_or_default();
    let cargo_home = std::env::var_os("CARGO_HOME").map_or_else(|| home.join(".cargo"), PathBuf::from);
    let folders = [project::root().to_path_buf(), project::target(), home, cargo_home, PathBuf::from(sysroot)];
    let folders = folders.iter().map(|folder| folder.display().to_string());
    let mut marks: Vec<String> = folders.filter(|folder| folder.len() > 1).map(|folder| format!("{folder}/")).collect();
    // And of any other: a remapping that was forgotten shows on every machine.
    marks.extend(["/home/", "/Users/", "C:\\Users\\", "/registry/src/", ".cargo/", "/rustlib/"].map(str::to_owned));
    found(files, &marks)
}

fn found(files: &Files, marks: &[String]) -> Vec<String> {
    let mut complaints = Vec::new();
    for (path, content) in files {
        for mark in marks {
            if let Some(at) = content.windows(mark.len()).position(|window| window == mark.as_bytes()) {
                let text = content.get(at.saturating_sub(20)..content.len().min(at.saturating_add(80)));
                let text = String::from_utf8_lossy(text.unwrap_or_default()).escape_debug().to_string();
                complaints.push(format!("{path}: contains a folder of the build machine: {text}"));
            }
        }
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_counted_as_calendars_count() {
        assert_eq!(day("1970-01-01"), Some(0));
        assert_eq!(day("2000-03-01"), Some(11_017));
        assert_eq!(day("2026-11-26").zip(day("2026-08-21")).map(|(a, b)| a - b), Some(97));
        for wrong in ["", "2026", "2026-13-01", "2026-11-x", "26-11-2026"] {
            assert_eq!(day(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_old_look_is_a_warning_and_no_look_an_error() {
        let line = "# advisories: looked 2026-11-26, database of 2026-11-20: none\n";
        let seen = |date| advisories(line, day(date).unwrap()).unwrap();
        assert!(seen("2026-12-20").starts_with("known holes"));
        assert!(seen("2026-12-21").starts_with("WARNING"));
        assert!(advisories("[bans]\n", 0).is_err());
        assert!(advisories("# advisories: looked some day, database of no date\n", 0).is_err());
    }

    #[test]
    fn a_folder_is_found_in_any_file() {
        let files =
            Files::from([("a.txt".into(), b"x /home/somebody/y".to_vec()), ("b.wasm".into(), b"clean".to_vec())]);
        assert_eq!(found(&files, &["/home/".into()]).len(), 1);
        assert_eq!(found(&files, &["/Users/".into()]).len(), 0);
    }
}
