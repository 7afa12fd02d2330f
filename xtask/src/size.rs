//! How large the app is on its way to a browser.

use crate::bill::{LICENCES, SBOM};
use crate::project::say;
use crate::site::{CERTIFICATE, compressed};
use xtask::release::{CONFIG, EMBED, FOR_HOSTS, Files, KILL, RELEASE, WORKER, is_rest, scans, speaks};

/// What the first load should cost at most, compressed. (Slow hospital networks; a tablet in an ambulance.)
const GOAL: usize = 300_000;

/// More is refused.
const LIMIT: usize = 400_000;

/// Prints each file's size, raw and compressed; returns what a first visit loads before the app stands, compressed: what the
/// first question and the bar with the advice need. The rest of the program and the words of the other language come
/// after it, without being asked for.
pub fn report(files: &Files) -> Result<usize, String> {
    let (mut raw_sum, mut small_sum, mut later, mut scanner) = (0, 0, 0, 0);
    say(&format!("{:<34} {:>10} {:>10}", "file", "bytes", "brotli"));
    for (path, content) in files.iter().filter(|(path, _)| !path.ends_with(".br") && !path.ends_with(".gz")) {
        let small = compressed(content)?.len();
        say(&format!("{path:<34} {:>10} {small:>10}", content.len()));
        if scans(path) {
            scanner += small;
        }
        if !after_the_first_load(path) {
            if is_rest(path) || path.starts_with("words-en") {
                later += small;
            } else {
                raw_sum += content.len();
                small_sum += small;
            }
        }
    }
    say(&format!("{:<34} {raw_sum:>10} {small_sum:>10}   (goal {GOAL}, limit {LIMIT})", "first load, in German"));
    say(&format!("{:<34} {:>10} {later:>10}", "then, the rest and English", ""));
    say(&format!("{:<34} {:>10} {:>10}", "together", "", small_sum + later));
    say(&format!("{:<34} {:>10} {scanner:>10}", "the scanner, on its first use", ""));
    Ok(small_sum)
}

/// The list of files, the certificate and the bill of materials are for people; worker, the operator's decisions, icons, the
/// reset page, what is for hosts and the scanner come once the app stands.
fn after_the_first_load(path: &str) -> bool {
    [RELEASE, CERTIFICATE, SBOM, LICENCES, WORKER, KILL, CONFIG, EMBED, "manifest.json"].contains(&path)
        || path.starts_with(FOR_HOSTS)
        || path.ends_with(".png")
        || path.starts_with("reset")
        || scans(path)
        || speaks(path)
}

/// Refuses a first load above the limit.
pub fn within_limit(first_load: usize) -> Result<(), String> {
    if first_load > LIMIT {
        return Err(format!(
            "The first load is {first_load} bytes compressed; the limit is {LIMIT} (xtask/src/size.rs)."
        ));
    }
    Ok(())
}
