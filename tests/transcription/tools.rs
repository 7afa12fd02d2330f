//! What every transcription needs: a child with answers, the total of a score, and a table tried at every value and age.

use paedlotse_compiler::value::{Answer, parse};
use paedlotse_core::age::{Age, AgeError};
use paedlotse_core::assess::{holds, totals};
use paedlotse_core::criterion::{Criterion, ScoreIx};
use paedlotse_core::finding::FindingType;
use paedlotse_core::observation::Findings;
use paedlotse_core::protocol::{ProtocolIx, ProtocolSet, Scope};
use paedlotse_core::quantity::Span;
use paedlotse_core::score::Side;
use std::fmt::Debug;
use std::ops::RangeInclusive;

/// How the two differ; nothing when they agree.
pub type Agreement = Result<(), String>;

pub fn same<T: PartialEq + Debug>(found: T, wanted: T, words: impl FnOnce() -> String) -> Agreement {
    if found == wanted { Ok(()) } else { Err(format!("{}: {found:?}, in the transcription {wanted:?}", words())) }
}

pub fn age_of(text: &str) -> Result<Age, String> {
    Age::parse(text).map_err(|error| format!("{text}: {error:?}"))
}

pub fn child(set: &ProtocolSet, age: &str, answers: &[(&str, String)]) -> Result<Findings, String> {
    let mut child = Findings::at_age(age_of(age)?);
    // Every complaint: every score is needed, and all items are due.
    let complaints = (0..).map(ProtocolIx).zip(&set.protocols).filter(|(_, p)| p.scope == Scope::Complaint);
    complaints.for_each(|(ix, _)| child.choose(ix));
    for (name, text) in answers {
        let ix = set.finding_named(name).ok_or_else(|| format!("no finding `{name}`"))?;
        let finding = set.finding(ix).ok_or_else(|| format!("no finding `{name}`"))?;
        let Ok(Answer::Known(value)) = parse(finding, text) else { return Err(format!("{name} = {text}")) };
        child.set(set, ix, value).map_err(|error| format!("{name} = {text}: {error:?}"))?;
    }
    Ok(child)
}

pub fn total(set: &ProtocolSet, score: &str, child: &Findings) -> Result<Span, String> {
    let ix = set.scores.iter().position(|s| s.id == score).ok_or_else(|| format!("no score `{score}`"))?;
    totals(set, child).get(ix).copied().flatten().ok_or_else(|| format!("no total of `{score}`"))
}

pub fn yes(yes: bool) -> String {
    if yes { "yes" } else { "no" }.to_owned()
}

/// The position of a score.
pub fn score(set: &ProtocolSet, id: &str) -> Result<ScoreIx, String> {
    (0..)
        .map(ScoreIx)
        .zip(&set.scores)
        .find(|(_, s)| s.id == id)
        .map(|(ix, _)| ix)
        .ok_or_else(|| format!("no score `{id}`"))
}

/// Whether a score counts at all for a child of this age.
pub fn valid(set: &ProtocolSet, id: &str, age: &str) -> Result<bool, String> {
    let any_total = Criterion::ScoreAtLeast(score(set, id)?, 0);
    Ok(holds(set, &child(set, age, &[])?, ProtocolIx(0), &any_total).is_true())
}

/// Whether the set has this score or table.
pub fn has(set: &ProtocolSet, id: &str) -> bool {
    set.scores.iter().any(|s| s.id == id) || set.tables.iter().any(|t| t.id == id)
}

/// A table of one number, tried at every value the number can have.
pub struct Sweep {
    /// The table.
    pub table: &'static str,
    /// The number.
    pub finding: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// Its digits after the point; the values are scaled by them.
    pub decimals: u8,
    /// The ages that are tried.
    pub ages: RangeInclusive<u32>,
    /// What the ages are counted in.
    pub age: fn(u32) -> Result<Age, AgeError>,
}

impl Sweep {
    /// A table by months, of whole numbers.
    pub fn by_month(
        table: &'static str,
        (finding, unit): (&'static str, &'static str),
        ages: RangeInclusive<u32>,
    ) -> Self {
        Self { table, finding, unit, decimals: 0, ages, age: Age::months }
    }

    /// Whether the table holds where it should: `wanted` gets the age and the value.
    pub fn agrees(&self, set: &ProtocolSet, wanted: impl Fn(u32, i32) -> bool) -> Agreement {
        let id = self.table;
        let table = set.tables.iter().find(|t| t.id == id).ok_or_else(|| format!("no table `{id}`"))?;
        same(Some(table.finding), set.finding_named(self.finding), || id.to_owned())?;
        let Some(FindingType::Number { unit, decimals, plausible, .. }) = set.finding(table.finding).map(|f| &f.answer)
        else {
            return Err(format!("{id} is about something that is no number"));
        };
        same((*unit, *decimals), (self.unit, self.decimals), || id.to_owned())?;
        for count in self.ages.clone() {
            let age = (self.age)(count).map_err(|error| format!("{id} at {count}: {error:?}"))?;
            let row = table.rows.iter().rev().find(|(from, _)| age.at_least(*from).is_true());
            let (_, limit) = row.ok_or_else(|| format!("{id} has no limit at {count}"))?;
            for value in plausible.low()..=plausible.high() {
                let found = match table.side {
                    Side::Below => value < *limit,
                    Side::AtLeast => value >= *limit,
                };
                same(found, wanted(count, value), || format!("{id} at age {count}, value {value}"))?;
            }
        }
        Ok(())
    }
}

/// Completed years.
pub fn years(months: u32) -> i32 {
    i32::try_from(months / 12).unwrap_or(i32::MAX)
}
