//! The handover as it is said on the telephone: so short that it takes twenty seconds, with the numbers that the other side
//! repeats.

use super::compose::{Source, wish};
use crate::app::model::Model;
use crate::app::sight::{BarState, Sight};
use crate::texts as t;
use crate::view::parts::band::norm;
use crate::view::words;
use paedlotse_core::age::Age;
use paedlotse_core::finding::{Finding, FindingIx, FindingKind};
use paedlotse_core::observation::{Observed, Value};
use paedlotse_core::quantity::Span;

/// So many words are said in twenty seconds, at 150 a minute.
pub const WORDS: usize = 50;

/// What is said, and what the other side repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Script {
    /// One sentence a line.
    pub sentences: Vec<String>,
    /// Age, weight and the vital signs that were said.
    pub read_back: Vec<String>,
}

impl Script {
    /// How many words are said, without what is repeated.
    #[must_use]
    pub fn words(&self) -> usize {
        self.sentences.iter().map(|sentence| sentence.split_whitespace().count()).sum()
    }
}

/// The script; none without a case.
#[must_use]
pub fn script(model: &Model, sight: &Sight) -> Option<Script> {
    let from = Source { model, sight, case: model.case.as_ref()?, card: model.card()?, l: model.language };
    let (l, set, advice) = (from.l, from.set(), from.advice());
    let here = words::place(from.card, advice.here);
    let opening = if sight.bar == BarState::DangerScreen {
        t::spoken_open(l, here)
    } else {
        t::spoken_opening(l, here, words::urgency(l, advice.urgency))
    };
    let age = sight.findings.age.map(|age| words::age(l, age));
    let weight = set.finding_named(paedlotse_core::finding::WEIGHT);
    let weight = weight.and_then(|ix| Some((set.finding(ix)?, sight.findings.get(ix)?)));
    let weight = weight.map(|(finding, observed)| words::answer(l, finding, Some(observed)));
    let complaints = sight.findings.complaints().iter().filter_map(|ix| set.protocol(*ix));
    let complaints: Vec<String> = complaints.map(|protocol| protocol.title.get(l).to_owned()).collect();
    let child: Vec<String> = age.iter().chain(&weight).chain(&complaints).cloned().collect();
    let mut sentences = vec![opening, t::spoken_child(l, &child.join(", "))];
    let mut read_back: Vec<String> = age.into_iter().chain(weight).collect();
    let asked = if sight.bar == BarState::DangerScreen { String::new() } else { t::spoken_wish(l, &wish(&from)) };
    // What comes last is never left out: what is said before it takes the room that is left.
    let mut room = WORDS;
    let mut takes = |said: &str| {
        let count = said.split_whitespace().count();
        let fits = count <= room;
        room = if fits { room.saturating_sub(count) } else { room };
        fits
    };
    for said in &sentences {
        let _reserved = takes(said);
    }
    let _reserved = takes(&asked);
    let mut vitals = Vec::new();
    for said in measured(&from) {
        if takes(&said) {
            vitals.push(said);
        }
    }
    let mut why = Vec::new();
    for reason in sight.reasons.iter().filter_map(|reason| set.rule(reason.rule)) {
        let said = reason.why.get(l).to_owned();
        if !why.contains(&said) && takes(&said) {
            why.push(said);
        }
    }
    sentences.extend((!why.is_empty()).then(|| format!("{}.", why.join("; "))));
    sentences.extend((!vitals.is_empty()).then(|| format!("{}.", vitals.join(", "))));
    sentences.extend((!asked.is_empty()).then_some(asked));
    read_back.extend(vitals);
    Some(Script { sentences, read_back })
}

/// The vital signs, those outside the normal band first.
fn measured(from: &Source<'_>) -> Vec<String> {
    let set = from.set();
    let age = from.sight.findings.age.unwrap_or_else(Age::any);
    let vital = |ix: FindingIx, observed: Observed| -> Option<(&Finding, Span)> {
        let spec = set
            .finding(ix)
            .filter(|spec| spec.kind == FindingKind::Vital && spec.id != paedlotse_core::finding::WEIGHT)?;
        match observed {
            Observed::Known(Value::Number(span)) => Some((spec, span)),
            _ => None,
        }
    };
    let outside = |ix: FindingIx, span: Span| {
        norm(set, ix, age).is_some_and(|norm| {
            norm.low.is_some_and(|low| span.low() < low) || norm.high.is_some_and(|high| span.high() > high)
        })
    };
    let mut all: Vec<(bool, String)> = Vec::new();
    for (ix, observed) in from.sight.findings.iter() {
        if let Some((spec, span)) = vital(ix, observed) {
            let said = format!("{} {}", spec.label.get(from.l), words::with_unit(from.l, spec, span));
            all.push((!outside(ix, span), said));
        }
    }
    all.sort_by_key(|(inside, _)| *inside);
    all.into_iter().map(|(_, said)| said).collect()
}
