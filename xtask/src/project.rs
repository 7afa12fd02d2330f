//! Where things lie in the project, and how its commands start other programs.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder with the workspace's `Cargo.toml`.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// Cargo's folder for everything that can be built again.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// The folder that `cargo xtask dist` writes.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// The folder for the app as a single file, which it writes too.
pub fn dist_single() -> PathBuf {
    root().join("dist-single")
}

/// The cargo that runs this command, in the project's folder.
pub fn cargo(arguments: &[&str]) -> Command {
    program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), arguments)
}

/// Any program, in the project's folder.
pub fn program(name: impl AsRef<OsStr>, arguments: &[&str]) -> Command {
    let mut command = Command::new(name);
    command.args(arguments).current_dir(root());
    command
}

/// Runs a command with its own output visible; `failure` is the sentence for when it fails.
pub fn run(command: &mut Command, failure: &str) -> Result<(), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(failure.to_owned()),
        Err(error) => Err(format!("{failure} (`{name}` could not be started: {error}.)")),
    }
}

/// Whether a command runs and reports success, without showing its output.
pub fn succeeds(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

/// Whether a program of this name is on the path.
pub fn find_program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// Reads a text file of the project.
pub fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{} cannot be read: {error}.", path.display()))
}

/// A line about what happens now.
pub fn say(line: &str) {
    println!("  {line}");
}
