//! Everything that must hold before a change is done, in one command, with times.

use std::time::Instant;

use crate::project::{self, find_program, say, succeeds};
use crate::wasm::Profile;
use crate::{fuzz, lint, site, size, supply, tools, wasm};
use xtask::{check, diff, release, verify};

/// One part: its name and what it does.
type Step = (&'static str, fn(&[String]) -> Result<(), String>);

/// The parts in their order: the quick ones first.
const STEPS: &[Step] = &[
    ("format", |_| format()),
    ("clippy", |_| clippy()),
    ("tests", |_| native()),
    ("check", |_| check::run(&[])),
    ("verify", |_| verify::run(&[])),
    ("diff", |_| diff::since_the_start()),
    ("deny", |_| supply::check()),
    ("fuzz", fuzz::run),
    ("dist", |_| dist()),
    ("browser", browser),
];

/// `cargo xtask test [PART [FILTER]]`: all parts, or one by its name.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let (only, rest) = match arguments {
        [] => (None, arguments),
        [name, rest @ ..] => (Some(name.as_str()), rest),
    };
    if let Some(name) = only.filter(|name| !STEPS.iter().any(|(step, _)| step == name)) {
        let names: Vec<&str> = STEPS.iter().map(|(step, _)| *step).collect();
        return Err(format!("`{name}` is no part of the tests. The parts are: {}.", names.join(", ")));
    }
    let begin = Instant::now();
    for (name, step) in STEPS.iter().filter(|(step, _)| only.is_none_or(|name| name == *step)) {
        println!("\n== {name}");
        let start = Instant::now();
        step(rest).map_err(|error| {
            format!("{error}\nThe part `{name}` failed; later parts did not run. Again with: cargo xtask test {name}")
        })?;
        println!("== {name}: passed in {} s", start.elapsed().as_secs());
    }
    println!("\nAll passed in {} s.", begin.elapsed().as_secs());
    Ok(())
}

/// Formatting is as rustfmt wants it.
fn format() -> Result<(), String> {
    let mut command = project::cargo(&["fmt", "--all", "--check"]);
    project::run(&mut command, "The code is not formatted. Run `cargo fmt --all`.")
}

/// No warning anywhere, tests and benchmarks included.
fn clippy() -> Result<(), String> {
    let mut command = project::cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]);
    project::run(&mut command, "Clippy has something to say; see above.")
}

/// All tests that need no browser. The commands' own tests run in the profile in which the commands are built already.
fn native() -> Result<(), String> {
    let failure = "A test failed; see above.";
    let nextest = find_program("cargo-nextest").is_some() && succeeds(&mut project::cargo(&["nextest", "--version"]));
    let runner: &[&str] = if nextest { &["nextest", "run"] } else { &["test"] };
    let others =
        ["--workspace", "--exclude", "xtask", "--exclude", "paedlotse-browser-tests", "--exclude", "paedlotse-fuzz"];
    project::run(&mut project::cargo(&[runner, &others].concat()), failure)?;
    if nextest {
        // nextest leaves out the examples in the documentation.
        project::run(
            &mut project::cargo(&["test", "--quiet", "--doc", "-p", "paedlotse-core", "-p", "paedlotse-compiler"]),
            failure,
        )?;
    }
    project::run(
        &mut project::cargo(&["test", "--quiet", "--release", "-p", "xtask", "-p", "paedlotse-browser-tests"]),
        failure,
    )
}

/// The shipped folder can be built and keeps the rules for it.
fn dist() -> Result<(), String> {
    let mut files = site::compose(wasm::build(Profile::Web)?)?;
    let first_load = size::report(&files)?;
    let complaints = [lint::site(&files), supply::folders_in(&files), lint::source()?].concat();
    for complaint in &complaints {
        say(complaint);
    }
    if !complaints.is_empty() {
        return Err(format!("The built page breaks {} rule(s); see above.", complaints.len()));
    }
    site::precompress(&mut files)?;
    release::write(&files, &project::dist())?;
    size::within_limit(first_load)
}

/// The built app in a real browser. Needs `dist/`, which the part before wrote.
fn browser(filter: &[String]) -> Result<(), String> {
    let found = tools::browser()?;
    let axe = tools::axe()?;
    release::read(&project::dist())?;
    let mut command = project::cargo(&["run", "--quiet", "--release", "--package", "paedlotse-browser-tests", "--"]);
    command
        .args(filter)
        .env("PAEDLOTSE_CHROMIUM", found.chromium)
        .env("PAEDLOTSE_CHROMEDRIVER", found.driver)
        .env("PAEDLOTSE_AXE", axe)
        .env("PAEDLOTSE_DIST", project::dist())
        .env("PAEDLOTSE_OUTPUT", project::target());
    project::run(&mut command, "A browser test failed; see above.")
}
