//! `cargo xtask verify --mutants [--assets DIR] [--only PART]`: small mistakes in the content, made on purpose; something must notice.

use crate::check::{ASSETS, compile};
use paedlotse_compiler::verify::mutants::{Count, Kind, Outcome, mutants};
use paedlotse_core::protocol::ProtocolSet;
use std::io::{IsTerminal as _, Write as _};
use std::path::Path;
use std::time::Instant;

#[path = "../../tests/transcription/mod.rs"]
mod transcription;

/// Tries every mutant and says what noticed it.
///
/// # Errors
/// The content has mistakes, or a mutant is noticed by nothing, or the list of equivalent mutants is wrong.
pub fn run(args: &[String]) -> Result<(), String> {
    let (mut assets, mut only) = (ASSETS, "");
    for pair in args.chunks(2) {
        match pair {
            [option, folder] if option == "--assets" => assets = folder,
            [option, part] if option == "--only" => only = part,
            _ => return Err("`cargo xtask verify --mutants` takes only `--assets DIR` and `--only PART`".into()),
        }
    }
    let start = Instant::now();
    let content = compile(Path::new(assets))?.set;
    for (name, agrees) in transcription::CHARTS {
        agrees(&content).map_err(|difference| format!("{name}: {difference}"))?;
    }
    let laws = |set: &ProtocolSet| {
        let changed = changed(&content, set);
        // The chart that is named after what was changed comes first: it is the most likely to disagree.
        let (likely, others): (Vec<_>, Vec<_>) =
            transcription::CHARTS.iter().partition(|(name, _)| changed.iter().any(|id| named_after(name, id)));
        // What was not changed agrees.
        changed.is_empty() || likely.into_iter().chain(others).all(|(_, agrees)| agrees(set).is_ok())
    };
    let outcome = mutants(Path::new(assets), only, &laws, &progress).map_err(|mistakes| mistakes.to_string())?;
    eprintln!();
    println!("{}\n{} s", table(&outcome), start.elapsed().as_secs());
    let mut wrong: Vec<String> = Vec::new();
    if outcome.laws_broken {
        wrong.push("the laws do not hold for the content as it is; run `cargo xtask verify` first".to_owned());
    }
    if !outcome.survivors.is_empty() {
        let lines = outcome.survivors.iter().map(|one| format!("  {:<44} {}", one.place, one.id));
        let lines = lines.collect::<Vec<_>>().join("\n");
        wrong.push(format!(
            "{} changes are noticed by nothing. Add an example, or list the mutant with its reason:\n{lines}",
            outcome.survivors.len()
        ));
    }
    if !outcome.stale.is_empty() {
        wrong.push(format!("the list of equivalent mutants is wrong:\n  {}", outcome.stale.join("\n  ")));
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n\n")) }
}

/// The scores and tables that are not what they were.
fn changed(before: &ProtocolSet, after: &ProtocolSet) -> Vec<&'static str> {
    let scores = before.scores.iter().zip(&after.scores).filter(|(one, other)| one != other);
    let tables = before.tables.iter().zip(&after.tables).filter(|(one, other)| one != other);
    scores.map(|(score, _)| score.id).chain(tables.map(|(table, _)| table.id)).collect()
}

/// Whether a chart and a score or table share their first word.
fn named_after(chart: &str, id: &str) -> bool {
    chart.split('_').next() == id.split('_').next()
}

/// One line that counts up; on a terminal only.
fn progress(done: usize, total: usize) {
    let mut out = std::io::stderr();
    if out.is_terminal() && (done.is_multiple_of(20) || done == total) {
        // A line that cannot be written changes nothing.
        let _shown = write!(out, "\r{done} of {total} mutants").and_then(|()| out.flush());
    }
}

fn table(outcome: &Outcome) -> String {
    let mut lines = vec![format!(
        "{:<32}{:>8}{:>10}{:>8}{:>8}{:>12}{:>10}",
        "change", "mutants", "examples", "limits", "laws", "equivalent", "survive"
    )];
    let line = |name: &str, count: Count| {
        let Count { total, examples, limits, laws, equivalent, survivors } = count;
        format!("{name:<32}{total:>8}{examples:>10}{limits:>8}{laws:>8}{equivalent:>12}{survivors:>10}")
    };
    for kind in Kind::ALL {
        lines.push(line(kind.words(), outcome.counts.get(&kind).copied().unwrap_or_default()));
    }
    lines.push(line("all", outcome.total()));
    lines.join("\n")
}
