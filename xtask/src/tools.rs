//! Fetches what the browser tests need beside the project: Debian's packages, programs from cargo, and axe-core.

use std::path::{Path, PathBuf};

use base64::Engine as _;
use sha2::{Digest, Sha384};

use crate::project::{self, find_program, say, succeeds};

/// The accessibility checker, pinned by version and by content.
const AXE: &str = "axe-core@4.14.1";
/// The sha-384 of its `axe.min.js`.
const AXE_HASH: &str = "xt1SFg49QaDwsyt0Xfs2XAyBtYPClXl3X2q5OOLeGAUmq9jZTYIMdztpF99WdhiH";

/// Installs Debian's packages after naming them, where it may; otherwise says what to do here or `elsewhere`.
pub fn debian(packages: &[&str], elsewhere: &str) -> Result<(), String> {
    let system = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    if !system.lines().any(|line| line == "ID=debian") {
        return Err(elsewhere.to_owned());
    }
    let line = format!("apt-get install -y --no-install-recommends {}", packages.join(" "));
    let root = project::program("id", &["-u"]).output().is_ok_and(|output| output.stdout.starts_with(b"0\n"));
    let prefix: &[&str] = match root {
        true => &[],
        false if succeeds(&mut project::program("sudo", &["-n", "true"])) => &["sudo", "-n"],
        false => return Err(format!("Packages of Debian are missing. Run `sudo {line}` and try again.")),
    };
    say(&format!("packages of Debian are missing; this runs now: {line}"));
    for step in ["apt-get update -qq", &line] {
        let mut words = prefix.iter().copied().chain(step.split(' '));
        let name = words.next().unwrap_or_default();
        let arguments: Vec<&str> = words.collect();
        project::run(
            &mut project::program(name, &arguments),
            &format!("`{step}` failed. Run it by hand and try again."),
        )?;
    }
    Ok(())
}

/// A program that cargo builds, `name@version`, in the tools folder; built now when it is not there yet.
pub fn cargo_tool(tool: &str) -> Result<PathBuf, String> {
    let (name, version) = tool.split_once('@').ok_or("a tool is pinned by its version")?;
    let root = project::target().join("tools").join(format!("{name}-{version}"));
    let program = root.join("bin").join(name);
    if program.is_file() {
        return Ok(program);
    }
    let folder = root.display().to_string();
    let arguments = ["install", tool, "--locked", "--debug", "--root", &folder];
    let line = format!("cargo {}", arguments.join(" "));
    say(&format!("{tool} is missing; this runs now, once, and takes minutes: {line}"));
    // Built in a folder of its own, unoptimised and without what a debugger needs: half the time, and fast enough.
    let mut command = project::cargo(&arguments);
    command.env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_TARGET_DIR", root.join("build"));
    let built = project::run(&mut command, &format!("{tool} could not be built. Run `{line}` by hand."));
    std::fs::remove_dir_all(root.join("build")).ok();
    built.map(|()| program)
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

/// What reads FHIR: a Python of its own with the packages that `tests/fhir/requirements.txt` pins.
pub fn fhir() -> Result<PathBuf, String> {
    const WANTED: &str = "tests/fhir/requirements.txt";
    let pinned = std::fs::read(project::root().join(WANTED)).map_err(|error| format!("{WANTED}: {error}."))?;
    // Other packages, another folder.
    let digest: String = Sha384::digest(pinned).iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    let folder = project::target().join("tools").join(format!("fhir-{digest}"));
    let python = folder.join("bin/python");
    let ready = || succeeds(&mut project::program(&python, &["-c", "import fhir.resources.R4B.bundle"]));
    if ready() {
        return Ok(python);
    }
    let place = folder.display().to_string();
    let line = format!("python3 -m venv {place} && {place}/bin/python -m pip install -r {WANTED}");
    if !succeeds(&mut project::program("python3", &["-c", "import venv, ensurepip"])) {
        debian(
            &["python3-venv"],
            &format!("Python 3 with venv is missing. Install it, then this runs by itself:\n  {line}"),
        )?;
    }
    say(&format!("what reads FHIR is missing; this runs now: {line}"));
    let failure = format!("What reads FHIR could not be fetched. Run this by hand and try again:\n  {line}");
    project::run(&mut project::program("python3", &["-m", "venv", &place]), &failure)?;
    let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", WANTED];
    project::run(&mut project::program(&python, &install), &failure)?;
    if ready() { Ok(python) } else { Err(failure) }
}

/// Whether the script is the one that was pinned.
fn fits(script: &Path) -> bool {
    std::fs::read(script)
        .is_ok_and(|text| base64::engine::general_purpose::STANDARD.encode(Sha384::digest(text)) == AXE_HASH)
}
