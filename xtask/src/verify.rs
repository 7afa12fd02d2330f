//! `cargo xtask verify [--assets DIR]`: shows the laws of the rule set over every possible child.

use crate::check::ASSETS;
use paedlotse_compiler::verify::{Shown, Verified, verify};
use std::path::Path;
use std::time::Instant;

/// Looks at every law and says what was shown, how, and over how much.
///
/// # Errors
/// Every law that is broken, each with a child.
pub fn run(args: &[String]) -> Result<(), String> {
    let assets = match args {
        [] => ASSETS,
        [flag, folder] if flag == "--assets" => folder,
        _ => return Err("`cargo xtask verify` takes only `--assets DIR`.".to_owned()),
    };
    let begin = Instant::now();
    let verified = verify(Path::new(assets)).map_err(|mistakes| mistakes.to_string())?;
    for shown in &verified.shown {
        println!("{}", told(shown));
    }
    for note in &verified.notes {
        println!("note: {note}");
    }
    let Verified { compiled, mistakes, of_program, .. } = verified;
    if !of_program.is_empty() {
        let faults = of_program.join("\n");
        return Err(format!("{faults}\nThis is a mistake of the program, not of the content: please report it."));
    }
    match mistakes {
        Some(mistakes) => Err(mistakes.to_string()),
        None => {
            let seconds = begin.elapsed().as_secs_f32();
            println!("all laws hold for the rule set {}, shown in {seconds:.1} s", compiled.digest);
            println!("This checks the rules against themselves; a physician has to judge whether they are right.");
            Ok(())
        }
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

/// "1,234", or "about 3 · 10^17".
fn magnitude(count: u128) -> String {
    let digits = count.to_string();
    if digits.len() > 9 {
        let (first, rest) = digits.split_at(1);
        return format!("about {first} · 10^{}", rest.len());
    }
    let grouped: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|part| std::str::from_utf8(part).ok()).collect();
    grouped.join(",")
}
