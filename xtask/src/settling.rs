//! How many answers the app asks for until its advice is settled, for every worked case: a table, and the goals missed.

use paedlotse_compiler::verify::settling::{Excuse, Goal, IMMEDIATE_SHARE, Settling, WELL_ANSWERS, settling};
use paedlotse_core::disposition::Urgency;
use std::path::Path;

/// Prints the table for the content folder.
///
/// # Errors
/// Every mistake in the content.
pub fn run(assets: &Path) -> Result<(), String> {
    let report = settling(assets).map_err(|mistakes| mistakes.to_string())?;
    for row in &report.rows {
        println!("{}", line(row));
    }
    println!("\n{} cases asked until settled, {} not complete enough", report.rows.len(), report.incomplete.len());
    for urgency in Urgency::ALL {
        let rows: Vec<&Settling> = report.rows.iter().filter(|row| row.urgency == urgency).collect();
        println!("{:<10} {}", urgency.id(), summary(&rows));
    }
    let because = |excuse| report.rows.iter().filter(|row| row.missed().is_some() && row.excuse() == excuse).count();
    println!(
        "\nmissed because the danger screen alone is more than {IMMEDIATE_SHARE} % of the page, and met beyond it: {}",
        because(Some(Excuse::DangerScreen))
    );
    println!(
        "missed because the child stays, so that everything that could send it away is asked: {}",
        because(Some(Excuse::Stays))
    );
    println!("missed otherwise: {}", because(None));
    let otherwise = report.rows.iter().filter(|row| row.excuse().is_none());
    otherwise.filter_map(|row| Some(said(row.missed()?, row))).for_each(|line| println!("{line}"));
    Ok(())
}

fn line(row: &Settling) -> String {
    format!(
        "{:<22} {:<12} {:<10} {:<14} {:>3} answers {:>4} of {:>3} findings {:>4} %  {}",
        row.network,
        row.protocol,
        row.urgency.id(),
        row.disposition.id(),
        row.answers,
        row.findings,
        row.page,
        row.share(),
        row.case,
    )
}

/// Median and highest of answers and shares.
fn summary(rows: &[&Settling]) -> String {
    let median_and_most = |mut values: Vec<usize>| {
        values.sort_unstable();
        let median = values.get(values.len() / 2).copied().unwrap_or_default();
        format!("median {median}, most {}", values.last().copied().unwrap_or_default())
    };
    let answers = median_and_most(rows.iter().map(|row| row.answers).collect());
    let told = median_and_most(rows.iter().map(|row| row.told).collect());
    let shares = median_and_most(rows.iter().map(|row| row.share()).collect());
    format!("{:>4} cases; answers: {answers}; told after: {told}; per cent of the page: {shares}", rows.len())
}

fn said(goal: Goal, row: &Settling) -> String {
    let limit = match goal {
        Goal::Immediate => format!("more than {IMMEDIATE_SHARE} % of the page"),
        Goal::Well => format!("more than {WELL_ANSWERS} answers"),
    };
    format!("{limit}: {}", line(row))
}
