//! Finds the browsers of the three engines with the programs that steer them, and installs Debian's where it may.

use std::path::{Path, PathBuf};

use xtask::engine::Engine;

use crate::project::{self, find_program, succeeds};
use crate::tools;

/// A browser and the program that steers it.
#[derive(Debug)]
pub struct Browser {
    /// Which engine it is.
    pub engine: Engine,
    /// What the driver starts.
    pub browser: PathBuf,
    /// The driver.
    pub driver: PathBuf,
}

/// The driver of Firefox, which Debian does not have; pinned by version.
const GECKODRIVER: &str = "geckodriver@0.37.1";

/// The browsers of these engines: what is there, or installed now where that is possible.
pub fn find(engines: &[Engine]) -> Result<Vec<Browser>, String> {
    let missing: Vec<Engine> = engines.iter().copied().filter(|engine| present(*engine).is_none()).collect();
    if !missing.is_empty() {
        let packages: Vec<&str> = missing.iter().flat_map(|engine| packages(*engine)).copied().collect();
        let elsewhere: Vec<String> = missing.iter().map(|engine| elsewhere(*engine)).collect();
        tools::debian(&packages, &elsewhere.join("\n"))?;
    }
    engines.iter().map(|engine| one(*engine)).collect()
}

fn one(engine: Engine) -> Result<Browser, String> {
    let absent = || {
        let packages = packages(engine).join(" ");
        format!("The packages {packages} are installed, but what the tests need of them is still not on the path.")
    };
    let (browser, driver) = present(engine).ok_or_else(absent)?;
    let driver = match driver {
        Some(driver) => driver,
        None => tools::cargo_tool(GECKODRIVER)?,
    };
    Ok(Browser { engine, browser, driver })
}

/// Debian's packages for an engine.
fn packages(engine: Engine) -> &'static [&'static str] {
    match engine {
        Engine::Chromium => &["chromium", "chromium-driver"],
        Engine::Firefox => &["firefox-esr"],
        Engine::WebKit => &["webkit2gtk-driver", "gir1.2-webkit2-4.1", "gjs", "xvfb"],
    }
}

/// What to do on another system.
fn elsewhere(engine: Engine) -> String {
    match engine {
        Engine::Chromium => format!(
            "Chromium and chromedriver are not on the path (a snap does not count: it cannot be steered). \
             Get both with one line and try again:\n  {}",
            chrome_line()
        ),
        Engine::Firefox => "Firefox is not on the path (a snap does not count: it cannot be steered).".to_owned(),
        Engine::WebKit => "WebKitWebDriver, gjs with WebKit2 4.1, or Xvfb is not on the path; \
             they exist for Linux only, by the names of Debian webkit2gtk-driver, gir1.2-webkit2-4.1, gjs, xvfb."
            .to_owned(),
    }
}

/// Browser and driver as far as they are there. Cargo brings the driver of Firefox when it is missing.
fn present(engine: Engine) -> Option<(PathBuf, Option<PathBuf>)> {
    let on_path = |names: &[&str]| names.iter().filter_map(|name| find_program(name)).find(|path| !is_snap(path));
    match engine {
        Engine::Chromium => {
            let tools = project::target().join("tools");
            // Both from the same place: a driver steers only the browser it was built with.
            let chrome = on_path(&["chromium", "google-chrome", "google-chrome-stable", "chrome"]);
            let unpacked =
                || unpacked(&tools.join("chrome"), "chrome").zip(unpacked(&tools.join("chromedriver"), "chromedriver"));
            let both = chrome.zip(on_path(&["chromedriver"])).or_else(unpacked)?;
            Some((both.0, Some(both.1)))
        }
        Engine::Firefox => Some((on_path(&["firefox-esr", "firefox"])?, on_path(&["geckodriver"]))),
        Engine::WebKit => {
            let (shell, driver) = find_program("gjs").zip(find_program("WebKitWebDriver"))?;
            find_program("Xvfb")?;
            let bindings = "imports.gi.versions.WebKit2 = '4.1'; imports.gi.WebKit2;";
            succeeds(&mut project::program(&shell, &["-c", bindings])).then_some((shell, Some(driver)))
        }
    }
}

/// A snap's browser cannot read the tests' profile folder, and its driver starts nothing else.
fn is_snap(path: &Path) -> bool {
    std::fs::canonicalize(path).is_ok_and(|real| real.starts_with("/snap") || real.ends_with("snap"))
        || std::fs::read(path).is_ok_and(|text| text.len() < 10_000 && text.windows(6).any(|word| word == b"/snap/"))
}

/// A program two folders below `folder`, as Chrome's own archives have it: `<version>/<platform>/<name>`.
fn unpacked(folder: &Path, name: &str) -> Option<PathBuf> {
    let below = |folder: PathBuf| std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    below(folder.to_path_buf()).flat_map(below).map(|platform| platform.join(name)).find(|file| file.is_file())
}

/// The line that fetches Chrome and its driver into the project's own tools folder.
fn chrome_line() -> String {
    let tools = project::target().join("tools");
    let one = |what: &str| format!("npx --yes @puppeteer/browsers install {what}@stable --path {}", tools.display());
    format!("{} && {}", one("chrome"), one("chromedriver"))
}
