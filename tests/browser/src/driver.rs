//! Starts browsers: one driver program and one profile folder for each, in any of the three engines.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::{Value, json};
use xtask::engine::Engine;

use crate::Outcome;
use crate::service::Service;
use crate::session::Session;

/// Listens in every page from its first moment.
pub const WATCH: &str = include_str!("watch.js");

/// The window around WebKitGTK.
const WEBKIT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/webkit.js");

/// Numbers the browser profiles of this run.
static PROFILE: AtomicU32 = AtomicU32::new(0);

/// What a browser has to do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Without {
    /// It is as it is.
    Nothing,
    /// No WebAssembly.
    Wasm,
    /// No scripts in pages.
    Scripts,
}

/// Everything that a browser keeps; the folder goes with this value.
#[derive(Debug)]
pub struct Profile(PathBuf);

impl Profile {
    /// The folder.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

/// The programs of one engine, ready to start browsers.
#[derive(Debug)]
pub struct Driver {
    /// Which engine it is.
    pub engine: Engine,
    program: PathBuf,
    browser: PathBuf,
    profiles: PathBuf,
    display: Option<Display>,
}

impl Driver {
    /// `program` steers `browser`; profiles lie below `profiles`.
    pub fn new(engine: Engine, program: PathBuf, browser: PathBuf, profiles: PathBuf) -> Outcome<Self> {
        let display = if engine == Engine::WebKit { Some(Display::start()?) } else { None };
        Ok(Self { engine, program, browser, profiles, display })
    }

    /// Opens a browser with an empty profile.
    pub fn open(&self, without: Without) -> Outcome<Session<'_>> {
        self.start(without, &[], self.new_profile()?)
    }

    /// The same with further arguments, which only Chromium has.
    pub fn open_chromium(&self, arguments: &[&str]) -> Outcome<Session<'_>> {
        match self.engine {
            Engine::Chromium => self.start(Without::Nothing, arguments, self.new_profile()?),
            engine => Err(format!("{} cannot do this: {arguments:?}", engine.name())),
        }
    }

    fn new_profile(&self) -> Outcome<Profile> {
        let number = PROFILE.fetch_add(1, Ordering::Relaxed);
        // Of one length, so that no name is part of another.
        let folder = self.profiles.join(format!("{:08}-{number:05}", std::process::id()));
        std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        Ok(Profile(folder))
    }

    /// Opens a browser with what an earlier one has left behind.
    pub fn reopen(&self, profile: Profile) -> Outcome<Session<'_>> {
        // A dead Firefox leaves the number of its port behind, and geckodriver would believe it.
        std::fs::remove_file(profile.path().join("MarionetteActivePort")).ok();
        self.start(Without::Nothing, &[], profile)
    }

    fn start(&self, without: Without, arguments: &[&str], profile: Profile) -> Outcome<Session<'_>> {
        let mut command = Command::new(&self.program);
        match self.engine {
            Engine::Chromium => {}
            // The port for BiDi is free to choose; the colours of the device are a setting of the browser itself.
            Engine::Firefox => drop(command.args(["--websocket-port=0", "--allow-system-access"])),
            Engine::WebKit => {
                command.env("DISPLAY", self.display.as_ref().map_or("", |display| display.name.as_str())).envs([
                    ("LIBGL_ALWAYS_SOFTWARE", "1"),
                    ("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1"),
                    ("DBUS_SESSION_BUS_ADDRESS", "disabled:"),
                    ("NO_AT_BRIDGE", "1"),
                    ("JSC_useWasm", if without == Without::Wasm { "0" } else { "1" }),
                ]);
                // GTK's own light and dark, not what somebody has chosen for their desktop.
                command.env_remove("GTK_THEME");
            }
        }
        let service = Service::start(command)?;
        let wanted =
            json!({ "capabilities": { "alwaysMatch": self.capabilities(without, arguments, profile.path()) } });
        let answer = service.call("POST", "/session", &wanted)?;
        Session::begin(self, service, &answer, profile, without)
    }

    fn capabilities(&self, without: Without, further: &[&str], profile: &Path) -> Value {
        match self.engine {
            Engine::Chromium => {
                let mut arguments = vec![format!("--user-data-dir={}", profile.display())];
                arguments.extend(CHROMIUM.iter().chain(further).map(|argument| (*argument).to_owned()));
                if without == Without::Wasm {
                    arguments.push("--js-flags=--jitless".to_owned());
                }
                json!({
                    "browserName": "chrome",
                    "goog:chromeOptions": { "binary": self.browser, "args": arguments },
                    "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
                })
            }
            Engine::Firefox => json!({
                "browserName": "firefox",
                "webSocketUrl": true,
                "moz:firefoxOptions": {
                    "binary": self.browser,
                    "args": ["-headless", "-profile", profile],
                    "prefs": {
                        "intl.accept_languages": "de-DE,de",
                        // A file sees no other file: as strict as Firefox is by itself, whatever the tests' defaults are.
                        "security.fileuri.strict_origin_policy": true,
                        "javascript.options.wasm": without != Without::Wasm,
                        "javascript.enabled": without != Without::Scripts,
                    },
                },
            }),
            Engine::WebKit => {
                let scripts = if without == Without::Scripts { "no" } else { "yes" };
                json!({ "webkitgtk:browserOptions": { "binary": self.browser, "args": [WEBKIT, profile, WATCH, scripts] } })
            }
        }
    }
}

/// How every Chromium is started.
const CHROMIUM: [&str; 11] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--lang=de-DE",
    "--accept-lang=de-DE",
];

/// A screen that nobody sees: WebKitGTK draws nowhere else. It ends with this value.
#[derive(Debug)]
struct Display {
    process: Child,
    name: String,
}

impl Display {
    /// Larger than any window of the tests; the server chooses a number that is free and says which.
    fn start() -> Outcome<Self> {
        let mut command = Command::new("Xvfb");
        command.args(["-displayfd", "1", "-screen", "0", "1280x4200x24", "-nolisten", "tcp"]);
        let spawned = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut process = spawned.map_err(|error| format!("Xvfb: {error}"))?;
        let mut number = String::new();
        if let Some(output) = process.stdout.take() {
            BufReader::new(output).read_line(&mut number).map_err(|error| format!("Xvfb: {error}"))?;
        }
        let display = Self { process, name: format!(":{}", number.trim()) };
        if number.trim().is_empty() { Err("Xvfb ended before it named its display".into()) } else { Ok(display) }
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}
