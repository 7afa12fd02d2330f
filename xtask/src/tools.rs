//! Finds what the browser tests need and cargo cannot bring: Chromium with its driver, and axe-core.

use std::path::{Path, PathBuf};

use base64::Engine as _;
use sha2::{Digest, Sha384};

use crate::project::{self, find_program, say, succeeds};

/// The accessibility checker, pinned by version and by content.
const AXE: &str = "axe-core@4.14.1";
/// The sha-384 of its `axe.min.js`.
const AXE_HASH: &str = "xt1SFg49QaDwsyt0Xfs2XAyBtYPClXl3X2q5OOLeGAUmq9jZTYIMdztpF99WdhiH";

/// The browser and the program that steers it.
#[derive(Debug)]
pub struct Browser {
    /// Chromium or Chrome.
    pub chromium: PathBuf,
    /// The matching chromedriver.
    pub driver: PathBuf,
}

/// Chromium and chromedriver: from the path, from `target/tools`, or installed now where that is possible.
pub fn browser() -> Result<Browser, String> {
    if let Some(browser) = present() {
        return Ok(browser);
    }
    let system = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    if !system.lines().any(|line| line == "ID=debian") {
        return Err(format!(
            "Chromium and chromedriver are not on the path (a snap does not count: it cannot be steered). \
             Get both with one line and try again:\n  {}",
            chrome_line()
        ));
    }
    let line = "apt-get install -y --no-install-recommends chromium chromium-driver";
    let root = project::program("id", &["-u"]).output().is_ok_and(|output| output.stdout.starts_with(b"0\n"));
    let prefix: &[&str] = match root {
        true => &[],
        false if succeeds(&mut project::program("sudo", &["-n", "true"])) => &["sudo", "-n"],
        false => return Err(format!("Chromium and chromedriver are missing. Run `sudo {line}` and try again.")),
    };
    say(&format!("Debian's packages chromium and chromium-driver are missing; this runs now: {line}"));
    for step in ["apt-get update -qq", line] {
        let mut words = prefix.iter().copied().chain(step.split(' '));
        let name = words.next().unwrap_or_default();
        let arguments: Vec<&str> = words.collect();
        project::run(
            &mut project::program(name, &arguments),
            &format!("`{step}` failed. Run it by hand and try again."),
        )?;
    }
    present()
        .ok_or_else(|| "The packages were installed, but chromium or chromedriver is still not on the path.".into())
}

/// What is already there.
fn present() -> Option<Browser> {
    let tools = project::target().join("tools");
    let on_path = |names: &[&str]| names.iter().filter_map(|name| find_program(name)).find(|path| !is_snap(path));
    let browser = |chromium: Option<PathBuf>, driver: Option<PathBuf>| {
        chromium.zip(driver).map(|(chromium, driver)| Browser { chromium, driver })
    };
    // Both from the same place: a driver steers only the browser it was built with.
    browser(on_path(&["chromium", "google-chrome", "google-chrome-stable", "chrome"]), on_path(&["chromedriver"]))
        .or_else(|| {
            browser(unpacked(&tools.join("chrome"), "chrome"), unpacked(&tools.join("chromedriver"), "chromedriver"))
        })
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

/// The accessibility checker's script, fetched by npm when it is not there yet.
pub fn axe() -> Result<PathBuf, String> {
    let tools = project::target().join("tools");
    let script = tools.join("node_modules/axe-core/axe.min.js");
    if !fits(&script) {
        let prefix = tools.display().to_string();
        let arguments =
            ["install", "--prefix", &prefix, "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", AXE];
        let line = format!("npm {}", arguments.join(" "));
        if find_program("npm").is_none() {
            return Err(format!(
                "npm is missing; it fetches the accessibility checker. Install Node.js, then this runs by itself:\n  {line}"
            ));
        }
        say(&format!("the accessibility checker is missing; this runs now: {line}"));
        std::fs::create_dir_all(&tools).map_err(|error| format!("{prefix} cannot be made: {error}."))?;
        project::run(
            &mut project::program("npm", &arguments),
            &format!("The accessibility checker could not be fetched. Run `{line}` by hand."),
        )?;
    }
    if fits(&script) {
        Ok(script)
    } else {
        Err(format!("{} is not the {AXE} this project expects. Delete the folder and try again.", script.display()))
    }
}

/// Whether the script is the one that was pinned.
fn fits(script: &Path) -> bool {
    std::fs::read(script)
        .is_ok_and(|text| base64::engine::general_purpose::STANDARD.encode(Sha384::digest(text)) == AXE_HASH)
}
