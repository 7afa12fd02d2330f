//! Builds the release twice, from two clones in two folders with two cargo homes, and compares every byte.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::project::{self, say};
use xtask::release::{self, Files};

/// `cargo xtask reproduce`.
pub fn run() -> Result<(), String> {
    let status = project::program("git", &["status", "--porcelain"]).output().map_err(|error| error.to_string())?;
    if !status.stdout.is_empty() {
        return Err("There are changes that are not committed, and clones would not have them. Commit first.".into());
    }
    let place = project::target().join("reproduce");
    let problem = |error: std::io::Error| format!("{}: {error}.", place.display());
    if place.exists() {
        std::fs::remove_dir_all(&place).map_err(problem)?;
    }
    // Names of different lengths, so that a path that slips in moves something.
    let (one, other) = (place.join("one"), place.join("another/deeper/folder"));
    // Both at once: the same commit, whatever happens here while they are built.
    cloned(&one)?;
    cloned(&other)?;
    let first = built(&one, None)?;
    let second = built(&other, Some(&place.join("home")))?;
    let different = differences(&first, &second);
    for path in &different {
        say(&format!("differs: {path}"));
    }
    let (one, other) = (digest(&first), digest(&second));
    say(&format!("{} files, digest {one}", first.len()));
    if different.is_empty() && one == other {
        std::fs::remove_dir_all(&place).map_err(problem)?;
        say("The second build is the same, byte for byte.");
        return Ok(());
    }
    Err(format!("The second build is another one (digest {other}). Both lie in {}.", place.display()))
}

/// A clone of the last commit.
fn cloned(folder: &Path) -> Result<(), String> {
    let text = folder.display().to_string();
    say(&format!("cloning into {text}"));
    let clone = ["clone", "--quiet", "--no-hardlinks", ".", &text];
    project::run(&mut project::program("git", &clone), "The project could not be cloned.")
}

/// The `dist/` and `dist-single/` of a clone; with a cargo home of its own where one is named.
fn built(folder: &Path, home: Option<&PathBuf>) -> Result<Files, String> {
    let problem = |error: std::io::Error| format!("{}: {error}.", folder.display());
    let mut command = project::cargo(&["xtask", "dist"]);
    command.current_dir(folder).env("CARGO_TARGET_DIR", folder.join("target"));
    if let Some(home) = home {
        std::fs::create_dir_all(home).map_err(problem)?;
        let usual = std::env::var_os("CARGO_HOME").map(PathBuf::from);
        let usual = usual.or_else(|| std::env::home_dir().map(|home| home.join(".cargo"))).unwrap_or_default();
        // Where the crates come from is said there; the crates are fetched anew.
        if usual.join("config.toml").is_file() {
            std::fs::copy(usual.join("config.toml"), home.join("config.toml")).map_err(problem)?;
        }
        command.env("CARGO_HOME", home);
    }
    project::run(&mut command, "A clone does not build.")?;
    let mut files = release::read(&folder.join("dist"))?;
    files.extend(release::read(&folder.join("dist-single"))?);
    say(&format!("digest {}", digest(&files)));
    Ok(files)
}

/// The files that are not the same in both.
fn differences(one: &Files, other: &Files) -> Vec<String> {
    let paths: std::collections::BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    paths.into_iter().filter(|path| one.get(*path) != other.get(*path)).cloned().collect()
}

/// One hash over the names and hashes of all files, the compressed ones too.
fn digest(files: &Files) -> String {
    let mut all = Sha256::new();
    for (path, content) in files {
        all.update(path.as_bytes());
        all.update(Sha256::digest(content));
    }
    all.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_difference_is_named_and_changes_the_digest() {
        let files = |text: &str, name: &str| Files::from([("a".into(), b"1".to_vec()), (name.into(), text.into())]);
        let one = files("2", "b");
        assert!(differences(&one, &files("2", "b")).is_empty());
        assert_eq!(differences(&one, &files("3", "b")), ["b"]);
        assert_eq!(differences(&one, &files("2", "c")), ["b", "c"]);
        assert_ne!(digest(&one), digest(&files("3", "b")));
        assert_ne!(digest(&one), digest(&files("2", "c")));
    }
}
