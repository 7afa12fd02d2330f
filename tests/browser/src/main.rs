//! Walks through the built app in a real browser: how it starts, how it fails, and what a clinician does with it.
//!
//! Started by `cargo xtask test browser`, which says in the environment which browser to start and where `dist/` is.

mod bidi;
mod canary;
mod card;
mod dice;
mod driver;
mod handover;
mod keep;
mod kept;
mod offline;
mod page;
mod processes;
mod rest;
mod scan;
mod screens;
mod service;
mod session;
mod single;
mod site;
mod soak;
mod startup;
mod stories;
mod suite;
mod timing;
mod tonight;
mod torture;
mod walk;
mod watch;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use driver::Driver;
use site::{Fault, Site};
use xtask::engine::Engine;

/// What a test returns: nothing, or a sentence about what it found.
pub type Outcome<T> = Result<T, String>;

/// A test, by name.
pub type Test = (&'static str, fn(&Env) -> Outcome<()>);

/// What all tests share.
#[derive(Debug)]
pub struct Env {
    driver: Driver,
    site: Site,
    axe: String,
    screens: PathBuf,
    /// The release under test.
    dist: PathBuf,
    /// The same as a single file.
    single: PathBuf,
    /// Where tests may write.
    output: PathBuf,
}

impl Env {
    /// Reads the environment and starts driver and server.
    fn new() -> Outcome<Self> {
        let path = |name: &str| {
            let value = std::env::var_os(name).map(PathBuf::from);
            value.ok_or_else(|| format!("{name} is not set; start the tests by `cargo xtask test browser`"))
        };
        let output = path("PAEDLOTSE_OUTPUT")?;
        let engine = std::env::var("PAEDLOTSE_ENGINE").map_err(|error| format!("PAEDLOTSE_ENGINE: {error}"))?;
        let engine = Engine::named(&engine)?;
        let screens = output.join(match engine {
            Engine::Chromium => "screens".to_owned(),
            other => format!("screens-{}", other.name()),
        });
        std::fs::create_dir_all(&screens).map_err(|error| format!("{}: {error}", screens.display()))?;
        let axe = path("PAEDLOTSE_AXE")?;
        Ok(Self {
            driver: Driver::new(
                engine,
                path("PAEDLOTSE_DRIVER")?,
                path("PAEDLOTSE_BROWSER")?,
                output.join("browser-profiles"),
            )?,
            site: Site::start(path("PAEDLOTSE_DIST")?)?,
            dist: path("PAEDLOTSE_DIST")?,
            single: path("PAEDLOTSE_SINGLE")?,
            output,
            axe: std::fs::read_to_string(&axe).map_err(|error| format!("{}: {error}", axe.display()))?,
            screens,
        })
    }
}

fn main() -> ExitCode {
    let (flags, words): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|word| word == "--named");
    let filter = words.first().cloned().unwrap_or_default();
    let env = match Env::new() {
        Ok(env) => env,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    let engine = env.driver.engine;
    let tests = suite::tests(engine, !flags.is_empty(), &filter);
    if tests.is_empty() {
        eprintln!("{} has no test with “{filter}” in its name", engine.name());
        return ExitCode::FAILURE;
    }
    let mut failed = 0;
    for (name, test) in &tests {
        let start = Instant::now();
        // Whatever the test before has left behind.
        let ready = env.site.go_on().and_then(|()| env.site.serve(&env.dist));
        env.site.set(Fault::None);
        env.site.asked();
        let mut outcome = ready.and_then(|()| test(&env));
        // A driver that hangs says nothing about the app. Only that is tried again, once, and it is told.
        if outcome.as_ref().is_err_and(|error| error.starts_with(service::SILENT)) {
            println!("  again   {name}: the driver of {} did not answer", engine.name());
            outcome = test(&env);
        }
        let time = start.elapsed().as_millis();
        match outcome {
            Ok(()) => println!("  ok      {name} ({time} ms)"),
            Err(error) => {
                failed += 1;
                println!("  FAILED  {name} ({time} ms)\n{}", indented(&error));
            }
        }
    }
    // SEC-07: over all tests, nothing was asked for but the files of the release.
    // One test asks for a word on purpose, to show that it would be seen.
    let mut beyond = env.site.beyond_the_release();
    beyond.retain(|path| !path.ends_with(canary::PLANTED));
    if !beyond.is_empty() {
        failed += 1;
        println!("  FAILED  the whole run: asked for what is no file of the release: {beyond:?}");
    }
    let pictures = env.screens.display();
    println!("{} browser tests in {}, {failed} failed; pictures are in {pictures}", tests.len(), engine.name());
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("          {line}\n")).collect()
}
