//! Everything that must hold before a change is done, in one command, with times.

use std::time::Instant;

use crate::project::{self, find_program, say, succeeds};
use crate::wasm::Profile;
use crate::{browsers, fuzz, lint, single, site, size, supply, tools, wasm};
use xtask::engine::Engine;
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
    ("fhir", fhir),
    ("fuzz", fuzz::run),
    ("dist", |_| dist()),
    ("browser", browser),
    ("engines", engines),
];

/// Parts that are longer, or need a quiet machine, and run only when they are named; of the longer ones a small number of
/// the same is in every run.
const BY_HAND: &[Step] = &[("torture", torture), ("kills", kills), ("visit", |_| visit())];

/// All engines in full, instead of a part of the tests in the others.
const ALL_ENGINES: &str = "--all-engines";

/// `cargo xtask test [PART …| --all-engines]`: all parts, or one by its name.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let (only, rest) = match arguments {
        [] => (None, arguments),
        [flag] if flag == ALL_ENGINES => (None, arguments),
        [name, rest @ ..] => (Some(name.as_str()), rest),
    };
    let all = || STEPS.iter().chain(BY_HAND);
    if let Some(name) = only.filter(|name| !all().any(|(step, _)| step == name)) {
        let names: Vec<&str> = all().map(|(step, _)| *step).collect();
        return Err(format!("`{name}` is no part of the tests. The parts are: {}.", names.join(", ")));
    }
    let begin = Instant::now();
    for (name, step) in
        all().filter(|(step, _)| only.map_or(STEPS.iter().any(|(usual, _)| usual == step), |name| name == *step))
    {
        println!("\n== {name}");
        let start = Instant::now();
        // What stands after `--all-engines` alone is for the browsers only.
        let rest = if only.is_some() || matches!(*name, "browser" | "engines") { rest } else { &[] };
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

/// The app, its engine and content, and what is tested with them: in the profile for tests.
const APP: [&str; 9] = [
    "--workspace",
    "--exclude",
    "xtask",
    "--exclude",
    "paedlotse-browser-tests",
    "--exclude",
    "paedlotse-fuzz",
    "--exclude",
    "paedlotse-schemas",
];

/// The commands and what they start: in the profile in which they are built already.
const COMMANDS: [&str; 7] = ["--release", "-p", "xtask", "-p", "paedlotse-browser-tests", "-p", "paedlotse-fuzz"];

/// What must be built apart: in one build with others, they all would be built once more, with other features of crates.
const SCHEMAS: [&str; 3] = ["--release", "-p", "paedlotse-schemas"];

/// No warning anywhere, tests and benchmarks included. Part by part as they are tested: what both need is built once.
fn clippy() -> Result<(), String> {
    [&APP[..], &COMMANDS, &SCHEMAS].iter().try_for_each(|part| {
        let mut command = project::cargo(&[&["clippy"], *part, &["--all-targets", "--", "-D", "warnings"]].concat());
        project::run(&mut command, "Clippy has something to say; see above.")
    })
}

/// All tests that need no browser.
fn native() -> Result<(), String> {
    let failure = "A test failed; see above.";
    let nextest = find_program("cargo-nextest").is_some() && succeeds(&mut project::cargo(&["nextest", "--version"]));
    let runner: &[&str] = if nextest { &["nextest", "run"] } else { &["test"] };
    project::run(&mut project::cargo(&[runner, &APP].concat()), failure)?;
    if nextest {
        // nextest leaves out the examples in the documentation.
        project::run(&mut project::cargo(&[&["test", "--quiet", "--doc"], &APP[..]].concat()), failure)?;
    }
    [&COMMANDS[..], &SCHEMAS]
        .iter()
        .try_for_each(|part| project::run(&mut project::cargo(&[&["test", "--quiet"], *part].concat()), failure))
}

/// The FHIR documents of worked cases, read by an implementation that is not ours: every twentieth, or `--all`.
fn fhir(arguments: &[String]) -> Result<(), String> {
    let every = match arguments {
        [] => "20",
        [flag] if flag == "--all" => "1",
        _ => return Err("`cargo xtask test fhir` takes only `--all`.".into()),
    };
    let python = tools::fhir()?;
    let folder = project::target().join("fhir");
    std::fs::remove_dir_all(&folder).ok();
    std::fs::create_dir_all(&folder).map_err(|error| format!("{} cannot be made: {error}.", folder.display()))?;
    let test = ["--quiet", "--test", "handover_fhir", "--", "--ignored"];
    let mut command = project::cargo(&[&["test"][..], &APP, &test].concat());
    command.env("PAEDLOTSE_FHIR", &folder).env("PAEDLOTSE_EVERY", every);
    project::run(&mut command, "The FHIR documents could not be written; see above.")?;
    let folder = folder.display().to_string();
    project::run(
        &mut project::program(python, &["tests/fhir/validate.py", &folder]),
        "A FHIR document was refused; see above.",
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
    crate::alone(&files)?;
    site::precompress(&mut files)?;
    release::write(&files, &project::dist())?;
    size::within_limit(first_load)
}

/// The built app in a real browser, Chromium unless another is named. Needs `dist/`, which the part before wrote.
fn browser(arguments: &[String]) -> Result<(), String> {
    let (engine, filter) = match arguments {
        [flag] if flag == ALL_ENGINES => (Engine::Chromium, &[][..]),
        [flag, name, filter @ ..] if flag == "--engine" => (Engine::named(name)?, filter),
        filter => (Engine::Chromium, filter),
    };
    match filter {
        [] | [_] => walk(&[engine], filter, &[]),
        _ => {
            Err("`cargo xtask test browser` takes `--engine NAME` and one word that the tests have in their names."
                .into())
        }
    }
}

/// The other engines: the tests that are named for every run, or all that they can run.
fn engines(arguments: &[String]) -> Result<(), String> {
    let others = [Engine::Firefox, Engine::WebKit];
    match arguments {
        [] => walk(&others, &["--named".into()], &[]),
        [flag] if flag == ALL_ENGINES => walk(&others, &[], &[]),
        _ => Err(format!("`cargo xtask test engines` takes only `{ALL_ENGINES}`.")),
    }
}

/// Releases, server, browser and caches in turmoil, in Chromium: `--cycles N`, and `--seed N` to repeat a run.
fn torture(arguments: &[String]) -> Result<(), String> {
    let chosen = chosen(arguments, &[("--cycles", "PAEDLOTSE_CYCLES"), ("--seed", "PAEDLOTSE_SEED")])?;
    walk(&[Engine::Chromium], &["torture: ".into()], &chosen)
}

/// A browser that is killed after each of many saved answers, in every engine: `--answers N`, `--seed N`.
fn kills(arguments: &[String]) -> Result<(), String> {
    let chosen = chosen(arguments, &[("--answers", "PAEDLOTSE_KILLS"), ("--seed", "PAEDLOTSE_SEED")])?;
    walk(&Engine::ALL, &["kept: every".into()], &chosen)
}

/// How long a first visit takes on a telephone with a slow network, in Chromium.
fn visit() -> Result<(), String> {
    walk(&[Engine::Chromium], &["visit: ".into()], &[])
}

/// Numbers for the tests' environment, from pairs of a flag and a number.
fn chosen(arguments: &[String], flags: &[(&str, &'static str)]) -> Result<Vec<(&'static str, String)>, String> {
    let names: Vec<&str> = flags.iter().map(|(flag, _)| *flag).collect();
    let wrong = || format!("This takes a number after each of: {}.", names.join(", "));
    let one = |pair: &[String]| {
        let [flag, number] = pair else { return Err(wrong()) };
        let known = flags.iter().find(|(name, _)| name == flag);
        known.filter(|_| number.parse::<u32>().is_ok()).map(|(_, name)| (*name, number.clone())).ok_or_else(wrong)
    };
    arguments.chunks(2).map(one).collect()
}

/// Runs the browser tests in these engines; one that fails does not keep the next from running.
fn walk(engines: &[Engine], arguments: &[String], numbers: &[(&str, String)]) -> Result<(), String> {
    let axe = tools::axe()?;
    release::read(&project::dist())?;
    let mut failed = Vec::new();
    for found in browsers::find(engines)? {
        let name = found.engine.name();
        let start = Instant::now();
        println!("  in {name}:");
        let mut command =
            project::cargo(&["run", "--quiet", "--release", "--package", "paedlotse-browser-tests", "--"]);
        command
            .args(arguments)
            .envs(numbers.iter().map(|(name, number)| (name, number)))
            .env("PAEDLOTSE_ENGINE", name)
            .env("PAEDLOTSE_BROWSER", found.browser)
            .env("PAEDLOTSE_DRIVER", found.driver)
            .env("PAEDLOTSE_AXE", &axe)
            .env("PAEDLOTSE_DIST", project::dist())
            .env("PAEDLOTSE_SINGLE", project::dist_single().join(single::FILE))
            .env("PAEDLOTSE_OUTPUT", project::target());
        if let Err(error) = project::run(&mut command, &format!("A browser test failed in {name}; see above.")) {
            failed.push(error);
        }
        println!("  {name}: {} s", start.elapsed().as_secs());
    }
    if failed.is_empty() { Ok(()) } else { Err(failed.join("\n")) }
}
