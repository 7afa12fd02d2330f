//! `cargo xtask check [--assets DIR] [FILE …]`: reads and checks the clinical content and runs its examples.

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
    let mut shown: Vec<&str> = Vec::new();
    let mut rest = args.iter().map(String::as_str);
    while let Some(arg) = rest.next() {
        match arg {
            "--assets" => assets = rest.next().ok_or("`--assets` needs a folder")?,
            option if option.starts_with('-') => return Err(format!("`cargo xtask check` knows no `{option}`")),
            file => shown.push(file),
        }
    }
    let compiled = match paedlotse_compiler::compile(Path::new(assets)) {
        Ok(compiled) => compiled,
        Err(mistakes) => return Err(told(&mistakes, &shown)),
    };
    let set = &compiled.set;
    println!(
        "{} protocols, {} rules, {} findings, {} scores, {} networks: no mistakes, digest {}",
        set.protocols.len(),
        set.rules.len(),
        set.findings.len(),
        set.scores.len(),
        set.networks.len(),
        compiled.digest,
    );
    Ok(())
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
