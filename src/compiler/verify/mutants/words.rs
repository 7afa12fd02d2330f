//! Conditions in the words of the protocol files, for the names of mutants.

use crate::check::quantity::{Scale, write_age};
use paedlotse_core::assess::bit;
use paedlotse_core::capability::CapabilitySet;
use paedlotse_core::criterion::{Criterion, ScoreIx, Sex};
use paedlotse_core::finding::{FindingIx, FindingType};
use paedlotse_core::protocol::ProtocolSet;

/// Longer conditions are cut: the name of a mutant is one line.
const LONGEST: usize = 70;

/// The id of a finding.
pub(super) fn finding(set: &ProtocolSet, ix: FindingIx) -> &'static str {
    set.finding(ix).map_or("", |finding| finding.id)
}

fn score(set: &ProtocolSet, ix: ScoreIx) -> &'static str {
    set.score(ix).map_or("", |score| score.id)
}

/// A value of a number, with its unit.
pub(super) fn value(set: &ProtocolSet, ix: FindingIx, value: i32) -> String {
    match set.finding(ix).map(|finding| &finding.answer) {
        Some(FindingType::Number { unit, decimals, step, .. }) => {
            Scale { name: finding(set, ix), unit, decimals: *decimals, step: *step }.write(value)
        }
        _ => value.to_string(),
    }
}

/// Alternatives of a need.
pub(super) fn need(set: &ProtocolSet, need: CapabilitySet) -> String {
    let ids: Vec<&str> = need.iter().filter_map(|ix| set.capability(ix)).map(|capability| capability.id).collect();
    ids.join(" or ")
}

/// A condition, cut where it is long.
pub(super) fn condition(set: &ProtocolSet, criterion: &Criterion) -> String {
    let whole = write(set, criterion);
    if whole.chars().count() <= LONGEST {
        return whole;
    }
    whole.chars().take(LONGEST).chain(['…']).collect()
}

fn write(set: &ProtocolSet, criterion: &Criterion) -> String {
    let joined = |parts: &[Criterion], word: &str| {
        let parts: Vec<String> = parts.iter().map(|part| nested(set, part)).collect();
        parts.join(word)
    };
    match criterion {
        Criterion::Yes(f) => finding(set, *f).to_owned(),
        Criterion::No(f) => format!("not {}", finding(set, *f)),
        Criterion::AtLeast(f, limit) => format!("{} >= {}", finding(set, *f), value(set, *f, *limit)),
        Criterion::Below(f, limit) => format!("{} < {}", finding(set, *f), value(set, *f, *limit)),
        Criterion::In(f, bits) => format!("{} in ({})", finding(set, *f), options(set, *f, *bits)),
        Criterion::AgeFrom(limit) => format!("age >= {}", write_age(*limit, 0)),
        Criterion::AgeUnder(limit) => format!("age < {}", write_age(*limit, 0)),
        Criterion::SexIs(Sex::Female) => "sex is female".to_owned(),
        Criterion::SexIs(Sex::Male) => "sex is male".to_owned(),
        Criterion::ScoreAtLeast(ix, points) => format!("{} >= {points} points", score(set, *ix)),
        Criterion::ScoreBelow(ix, points) => format!("{} < {points} points", score(set, *ix)),
        Criterion::Define(ix) => set.define(*ix).map_or("", |define| define.id).to_owned(),
        Criterion::Table(ix) => set.table(*ix).map_or("", |table| table.id).to_owned(),
        Criterion::VitalsAlways => "vitals_always".to_owned(),
        Criterion::All(parts) => joined(parts, " and "),
        Criterion::Any(parts) => joined(parts, " or "),
        Criterion::Count(wanted, parts) => format!("at least {wanted} of ({})", joined(parts, ", ")),
    }
}

fn nested(set: &ProtocolSet, part: &Criterion) -> String {
    match part {
        Criterion::All(_) | Criterion::Any(_) => format!("({})", write(set, part)),
        _ => write(set, part),
    }
}

fn options(set: &ProtocolSet, ix: FindingIx, bits: u32) -> String {
    let Some(FindingType::Choice { options }) = set.finding(ix).map(|finding| &finding.answer) else {
        return String::new();
    };
    let chosen = (0_u8..).zip(options).filter(|(position, _)| bits & bit(*position) != 0);
    chosen.map(|(_, option)| option.id).collect::<Vec<_>>().join(", ")
}
