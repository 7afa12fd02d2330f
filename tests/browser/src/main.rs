//! Walks through the built app in a real browser: how it starts, how it fails, and what a clinician does with it.
//!
//! Started by `cargo xtask test browser`, which says in the environment which browser to start and where `dist/` is.

mod bidi;
mod canary;
mod card;
mod dice;
mod driver;
mod embed;
mod handover;
mod keep;
mod kept;
mod offline;
mod page;
mod portal;
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
mod visit;
mod walk;
mod watch;
mod workers;

use std::cell::RefCell;
use std::path::PathBuf;
use std::process::ExitCode;

use driver::Driver;
use site::Site;
use xtask::engine::Engine;

/// What a test returns: nothing, or a sentence about what it found.
pub type Outcome<T> = Result<T, String>;

/// A test, by name.
pub type Test = (&'static str, fn(&Env) -> Outcome<()>);

/// What the tests of one worker share. Nothing of it but the pictures is another worker's.
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
    /// What the running test wants to be read below its name.
    told: RefCell<String>,
}

impl Env {
    /// Reads the environment and starts driver and server of the worker with this number.
    fn new(engine: Engine, number: usize) -> Outcome<Self> {
        let path = |name: &str| {
            let value = std::env::var_os(name).map(PathBuf::from);
            value.ok_or_else(|| format!("{name} is not set; start the tests by `cargo xtask test browser`"))
        };
        let output = path("PAEDLOTSE_OUTPUT")?;
        let screens = output.join(match engine {
            Engine::Chromium => "screens".to_owned(),
            other => format!("screens-{}", other.name()),
        });
        let output = output.join(format!("browser-worker-{number}"));
        for folder in [&screens, &output] {
            std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        }
        let axe = path("PAEDLOTSE_AXE")?;
        let (program, browser) = (path("PAEDLOTSE_DRIVER")?, path("PAEDLOTSE_BROWSER")?);
        Ok(Self {
            driver: Driver::new(engine, program, browser, output.join("browser-profiles"))?,
            site: Site::start(path("PAEDLOTSE_DIST")?)?,
            dist: path("PAEDLOTSE_DIST")?,
            single: path("PAEDLOTSE_SINGLE")?,
            output,
            axe: std::fs::read_to_string(&axe).map_err(|error| format!("{}: {error}", axe.display()))?,
            screens,
            told: RefCell::default(),
        })
    }

    /// Prints this below the name of the running test as soon as that has ended.
    fn tell(&self, text: &str) {
        self.told.borrow_mut().push_str(&workers::indented(text));
    }

    /// What was told since the last call.
    fn told(&self) -> String {
        self.told.take()
    }
}

fn main() -> ExitCode {
    let (flags, words): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|word| word == "--named");
    let filter = words.first().cloned().unwrap_or_default();
    match walk(!flags.is_empty(), &filter) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Runs what is asked for; says how many tests failed.
fn walk(named: bool, filter: &str) -> Outcome<usize> {
    let engine = std::env::var("PAEDLOTSE_ENGINE").map_err(|error| format!("PAEDLOTSE_ENGINE: {error}"))?;
    let engine = Engine::named(&engine)?;
    let tests = suite::tests(engine, named, filter);
    if tests.is_empty() {
        return Err(format!("{} has no test with “{filter}” in its name", engine.name()));
    }
    let mut workers =
        (0..workers::wanted(&tests)).map(|number| Env::new(engine, number)).collect::<Outcome<Vec<_>>>()?;
    let mut failed = workers::run(&mut workers, &tests);
    // SEC-07: over all tests, nothing was asked for but the files of the release.
    // One test asks for a word on purpose, to show that it would be seen.
    let mut beyond: Vec<String> = workers.iter().flat_map(|env| env.site.beyond_the_release()).collect();
    beyond.retain(|path| !path.ends_with(canary::PLANTED));
    if !beyond.is_empty() {
        failed += 1;
        println!("  FAILED  the whole run: asked for what is no file of the release: {beyond:?}");
    }
    let pictures = workers.first().map(|env| env.screens.display().to_string()).unwrap_or_default();
    println!("{} browser tests in {}, {failed} failed; pictures are in {pictures}", tests.len(), engine.name());
    Ok(failed)
}
