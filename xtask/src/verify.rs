//! `cargo xtask verify [--assets DIR | --certificate | --answers | --mutants]`: shows the laws of the rule set over
//! every possible child.

use crate::check::ASSETS;
use crate::{mutants, settling};
use paedlotse_compiler::verify::certificate::{magnitude, write};
use paedlotse_compiler::verify::{Shown, Verified, verify};
use std::fs;
use std::path::Path;
use std::time::Instant;

/// Looks at every law and says what was shown, how, and over how much.
///
/// # Errors
/// Every law that is broken, each with a child.
pub fn run(args: &[String]) -> Result<(), String> {
    let (assets, certify) = match args {
        [] => (ASSETS, false),
        [flag] if flag == "--certificate" => (ASSETS, true),
        [flag, rest @ ..] if flag == "--mutants" => return mutants::run(rest),
        [flag] if flag == "--answers" => return settling::run(Path::new(ASSETS)),
        [flag, folder] if flag == "--assets" => (folder.as_str(), false),
        _ => {
            return Err("`cargo xtask verify` takes only `--assets DIR`, `--certificate`, `--answers` or `--mutants`."
                .to_owned());
        }
    };
    let begin = Instant::now();
    let verified = verify(Path::new(assets)).map_err(|mistakes| mistakes.to_string())?;
    for shown in &verified.shown {
        println!("{}", told(shown));
    }
    for note in &verified.notes {
        println!("note: {note}");
    }
    if !verified.of_program.is_empty() {
        let faults = verified.of_program.join("\n");
        return Err(format!("{faults}\nThis is a mistake of the program, not of the content: please report it."));
    }
    if let Some(mistakes) = &verified.mistakes {
        return Err(mistakes.to_string());
    }
    let seconds = begin.elapsed().as_secs_f32();
    println!("all laws hold for the rule set {}, shown in {seconds:.1} s", verified.compiled.digest);
    println!("This checks the rules against themselves; a physician has to judge whether they are right.");
    certificate(&Path::new(assets).join(CERTIFICATE), &verified, certify)
}

/// Where the certificate stands beside the content.
const CERTIFICATE: &str = "certificate.toml";

/// Writes the certificate, or looks whether the one that is there is of these rules.
fn certificate(file: &Path, verified: &Verified, certify: bool) -> Result<(), String> {
    let now = write(verified);
    if certify {
        println!("written: {}", file.display());
        return fs::write(file, now).map_err(|error| format!("{}: {error}", file.display()));
    }
    match fs::read_to_string(file) {
        Ok(there) if there != now => Err(format!(
            "{} is not of these rules and cards. Look at what changed, then run `cargo xtask verify --certificate`.",
            file.display()
        )),
        _ => Ok(()),
    }
}

/// One law in a few lines.
fn told(shown: &Shown) -> String {
    let verdict = if shown.broken == 0 { "holds ".to_owned() } else { format!("BROKEN {} times:", shown.broken) };
    let seconds = shown.time.as_secs_f32();
    format!(
        "{verdict} {}\n       {}; {} {}, {seconds:.1} s",
        shown.law,
        shown.method,
        magnitude(shown.count),
        shown.counted
    )
}
