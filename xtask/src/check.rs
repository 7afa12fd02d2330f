//! `cargo xtask check [--assets DIR] [--coverage | --recheck] [FILE …]`: reads and checks the clinical content and runs its examples.

use paedlotse_compiler::coverage::{Answered, Coverage, Extent, Recalled};
use paedlotse_compiler::diagnostics::{Diagnostic, render, render_coloured};
use paedlotse_compiler::{Compiled, Mistakes};
use std::collections::BTreeMap;
use std::io::IsTerminal as _;
use std::path::Path;

/// Where the content stands in the repository.
pub const ASSETS: &str = "assets";

/// Checks the content and says what is in it, or what is wrong with it.
///
/// With file names, only messages about files whose path contains one of them are shown; all files are checked.
///
/// # Errors
/// Every mistake, as text.
pub fn run(args: &[String]) -> Result<(), String> {
    let mut assets = ASSETS;
    let mut report: Option<fn(&Coverage) -> String> = None;
    let mut shown: Vec<&str> = Vec::new();
    let mut rest = args.iter().map(String::as_str);
    while let Some(arg) = rest.next() {
        match arg {
            "--assets" => assets = rest.next().ok_or("`--assets` needs a folder")?,
            "--coverage" => report = Some(coverage),
            "--recheck" => report = Some(recheck),
            option if option.starts_with('-') => return Err(format!("`cargo xtask check` knows no `{option}`")),
            file => shown.push(file),
        }
    }
    let compiled = match paedlotse_compiler::compile(Path::new(assets)) {
        Ok(compiled) => compiled,
        Err(mistakes) => return Err(told(&mistakes, &shown)),
    };
    if let Some(report) = report {
        println!("{}", report(&compiled.coverage));
        return Ok(());
    }
    let set = &compiled.set;
    println!(
        "{} protocols, {} rules, {} findings, {} scores, {} networks, {} rules of the escort: no mistakes, digest {}",
        set.protocols.len(),
        set.rules.len(),
        set.findings.len(),
        set.scores.len(),
        set.networks.len(),
        set.transport.escort.len(),
        compiled.digest,
    );
    Ok(())
}

/// Which share of the children who come is answered, and what each protocol holds.
fn coverage(coverage: &Coverage) -> String {
    let share = |share: Option<i32>| share.map_or("–".to_owned(), per_cent);
    let mut lines = vec![format!("{:<58}{:>12}{:>12}  answered", "presentation", "department", "ambulance")];
    for one in &coverage.presentations {
        let answered = match one.answered {
            Answered::Criteria => "own criteria",
            Answered::RedFlags => "red flags only",
            Answered::Not => "only by what is always asked",
        };
        lines.push(format!(
            "{:<58}{:>12}{:>12}  {answered}",
            one.label.get(paedlotse_core::text::Language::En),
            share(one.department),
            share(one.ambulance)
        ));
    }
    let total = |words: &str, (department, ambulance): (i32, i32)| {
        format!("{words:<58}{:>12}{:>12}", per_cent(department), per_cent(ambulance))
    };
    let own = coverage.share(Answered::Criteria);
    let any = coverage.share(Answered::RedFlags);
    lines.push(total("with own criteria", own));
    lines.push(total("red flags only", (any.0.saturating_sub(own.0), any.1.saturating_sub(own.1))));
    lines.push(total("together", any));
    lines.push(format!("\n{:<24}{:>8}{:>10}{:>10}{:>10}", "protocol", "rules", "examples", "sources", "findings"));
    for one in &coverage.extents {
        let Extent { protocol, rules, examples, sources, findings } = one;
        lines.push(format!("{protocol:<24}{rules:>8}{examples:>10}{sources:>10}{findings:>10}"));
    }
    if !coverage.rarely_shown.is_empty() {
        lines.push(format!("\nfewer than two examples show: {}", coverage.rarely_shown.join(", ")));
    }
    lines.join("\n")
}

fn per_cent(per_mille: i32) -> String {
    format!("{}.{} %", per_mille / 10, per_mille % 10)
}

/// Every row that is from memory, with the rules that rest on it.
fn recheck(coverage: &Coverage) -> String {
    let row = |one: &Recalled| {
        let Recalled { row, section, sources, rules } = one;
        format!("{row:<10}{section}, {}: {}", sources.join(", "), rules.join(", "))
    };
    let rows: Vec<String> = coverage.recalled.iter().map(row).collect();
    format!("{}\n{} rows are from memory: compare each with its source before release.", rows.join("\n"), rows.len())
}

/// Compiles the content for another command.
///
/// # Errors
/// Every mistake, as text.
pub fn compile(assets: &Path) -> Result<Compiled, String> {
    paedlotse_compiler::compile(assets).map_err(|mistakes| mistakes.to_string())
}

fn told(mistakes: &Mistakes, shown: &[&str]) -> String {
    let path = |diagnostic: &Diagnostic| {
        let file = diagnostic.at.and_then(|at| mistakes.sources.file(at.file));
        file.map_or("", |file| file.path.as_str())
    };
    let wanted = |path: &str| shown.is_empty() || path.is_empty() || shown.iter().any(|part| path.contains(part));
    let listed: Vec<Diagnostic> =
        mistakes.diagnostics.iter().filter(|diagnostic| wanted(path(diagnostic))).cloned().collect();
    let text = if std::io::stderr().is_terminal() {
        render_coloured(&listed, &mistakes.sources)
    } else {
        render(&listed, &mistakes.sources)
    };
    let mut by_file: BTreeMap<&str, usize> = BTreeMap::new();
    for diagnostic in &mistakes.diagnostics {
        *by_file.entry(path(diagnostic)).or_default() += 1;
    }
    let counts: Vec<String> = by_file.iter().map(|(file, count)| format!("{count:>5}  {file}")).collect();
    format!("{text}\n\nmistakes by file:\n{}", counts.join("\n"))
}
