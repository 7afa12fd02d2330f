//! The handover in words, by the letters of ISBAR.

use super::Source;
use super::advice::rationale;
use crate::app::sight::BarState;
use crate::texts as t;
use crate::view::parts::overrule;
use crate::view::words;
use paedlotse_core::criterion::Sex;
use paedlotse_core::finding::{FindingIx, FindingKind};
use paedlotse_core::observation::{Findings, Observed};
use paedlotse_core::text::Text;

/// What is told under one letter: labels with what is said; a line without a label stands alone.
pub(super) struct Told {
    pub(super) letter: &'static str,
    pub(super) title: &'static str,
    pub(super) lines: Vec<(String, String)>,
}

const LETTERS: [(&str, Text); 5] = [
    ("I", Text::new("Identifikation", "Identification")),
    ("S", Text::new("Situation", "Situation")),
    ("B", Text::new("Hintergrund", "Background")),
    ("A", Text::new("Befund", "Assessment")),
    ("R", Text::new("Empfehlung", "Recommendation")),
];

/// The five letters.
pub(super) fn told(from: &Source<'_>) -> [Told; 5] {
    LETTERS.map(|(letter, title)| Told {
        letter,
        title: title.get(from.language),
        lines: match letter {
            "I" => identification(from),
            "S" => situation(from),
            "B" => background(from),
            "A" => assessment(from),
            _ => recommendation(from),
        },
    })
}

fn line(label: &str, said: impl Into<String>) -> (String, String) {
    (label.to_owned(), said.into())
}

fn identification(from: &Source<'_>) -> Vec<(String, String)> {
    let l = from.language;
    let age = from.sight.findings.age.map_or_else(|| t::answer_open(l).to_owned(), |age| words::age(l, age));
    let sex = match from.sight.findings.sex {
        Some(Sex::Female) => t::sex_female(l),
        Some(Sex::Male) => t::sex_male(l),
        None => "",
    };
    let age = if sex.is_empty() { age } else { format!("{age}, {sex}") };
    let mut lines = vec![line(t::next_age(l), age)];
    lines.push(line("", words::site(from.card, from.here())));
    lines.push(line("", t::open_case(l, &from.now.clock(from.case.started()))));
    if from.model.released.is_none() {
        lines.push(line("", t::strip_draft(l)));
    }
    lines
}

fn situation(from: &Source<'_>) -> Vec<(String, String)> {
    let l = from.language;
    let judged = &from.sight.judgement;
    let said = |advice: &paedlotse_core::recommend::Recommendation| {
        let urgency = words::urgency(l, advice.urgency);
        if from.is_advised() {
            format!("{urgency}, {}", words::disposition(l, advice.disposition, from.in_ambulance()))
        } else {
            urgency.to_owned()
        }
    };
    let mut lines = vec![line("", headline(from))];
    lines.push(line(t::ladder_least(l), said(&judged.floor)));
    lines.push(line(t::ladder_most(l), said(&judged.ceiling)));
    let complaints = from.sight.findings.complaints().iter().filter_map(|ix| from.set.protocol(*ix));
    let complaints: Vec<String> = complaints.map(|protocol| protocol.title.get(l).to_owned()).collect();
    let none = || t::complaints_none(l).to_owned();
    lines.push(line(t::next_complaint(l), if complaints.is_empty() { none() } else { words::list(l, &complaints) }));
    lines
}

fn headline(from: &Source<'_>) -> String {
    if from.is_advised() {
        words::headline(from.set, from.language, from.card, from.sight.shown(), from.in_ambulance())
    } else {
        t::result_not_yet(from.language).to_owned()
    }
}

/// Answers that are no denial, with their time.
fn answers(from: &Source<'_>, wanted: impl Fn(FindingKind) -> bool) -> Vec<(String, String)> {
    let l = from.language;
    let one = |(ix, observed): (FindingIx, Observed)| {
        let spec = from.set.finding(ix).filter(|spec| wanted(spec.kind))?;
        let denial = Findings::denial(spec);
        if denial.is_some() && from.sight.findings.value(ix) == denial {
            return None;
        }
        let at = from.case.answered_at(ix).map(|at| from.now.clock(at)).unwrap_or_default();
        Some(line(spec.label.get(l), format!("{} ({at})", words::answer(l, spec, Some(observed)))))
    };
    from.sight.findings.iter().filter_map(one).collect()
}

fn background(from: &Source<'_>) -> Vec<(String, String)> {
    answers(from, |kind| kind == FindingKind::History)
}

fn assessment(from: &Source<'_>) -> Vec<(String, String)> {
    let l = from.language;
    let mut lines = answers(from, |kind| kind != FindingKind::History);
    let groups = from.sight.denied.iter().filter_map(|ix| from.set.group(*ix));
    lines.extend(groups.map(|group| line(group.label.get(l), t::group_none(l))));
    let totals = from.set.scores.iter().zip(&from.sight.assessment.scores).zip(&from.sight.scores_in_use);
    for ((score, total), used) in totals {
        if let (Some(total), true) = (total, *used) {
            lines.push(line(score.label.get(l), words::number(l, 0, *total)));
        }
    }
    let open = &from.sight.assessment.live;
    let label = |ix: &FindingIx| words::label(from.set, l, *ix).to_owned();
    // Without a complaint the questions of every one are open; then that is what is missing.
    if from.sight.assessment.complaint_missing {
        lines.push(line("", t::bar_complaint_missing(l)));
    } else if !open.is_empty() {
        lines.push(line(t::open_title(l), open.iter().map(label).collect::<Vec<_>>().join("; ")));
    }
    if from.sight.bar == BarState::Settled {
        lines.push(line("", t::bar_settled_note(l)));
    }
    lines
}

fn recommendation(from: &Source<'_>) -> Vec<(String, String)> {
    let l = from.language;
    let advice = from.sight.shown();
    let mut lines = vec![line("", headline(from))];
    if from.is_advised() && !advice.missing_here.is_empty() {
        let missing = words::needs(from.set, l, &words::wanted(&advice.missing_here));
        lines.push(line("", t::gap_missing(l, words::place(from.card, from.here()), &missing)));
    }
    for reason in &from.sight.reasons {
        let why = from.set.rule(reason.rule).map_or("", |rule| rule.why.get(l));
        let rests = rationale(from, reason).unwrap_or_default();
        lines.push(line(words::urgency(l, reason.urgency), format!("{why} ({rests})")));
    }
    let advised = from.sight.advice();
    if let Some((entry, made, current)) = from.case.overrule(advised) {
        let chosen = words::disposition(l, made.chosen, from.in_ambulance());
        let (why, role) = (overrule::reason(l, made.reason), overrule::role(l, made.role));
        let said = t::overrule_made(l, chosen, why, role, &from.now.clock(entry.at));
        lines.push(line(t::overrule_title(l), format!("{said} {}", made.words)));
        lines.extend((!current).then(|| line("", t::overrule_earlier(l))));
    }
    if let Some((entry, made, current)) = from.case.consult(advised) {
        let plan = words::disposition(l, made.plan, from.in_ambulance());
        let (place, role) = (words::place(from.card, made.with), overrule::role(l, made.role));
        let said = t::consult_agreed(l, place, plan, role, &from.now.clock(entry.at));
        lines.push(line(t::consult_title(l), format!("{said} {}", made.words)));
        lines.extend((!current).then(|| line("", t::consult_earlier(l))));
    }
    lines
}
