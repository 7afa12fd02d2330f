//! What would change the advice: the nearest other findings, and what would let the child stay.

use crate::app::model::Model;
use crate::app::sight::Sight;
use crate::texts as t;
use crate::view::element::{all, el, text};
use crate::view::icons::sign;
use crate::view::parts::bar::in_ambulance;
use crate::view::parts::control::sheet;
use crate::view::ui::Ui;
use crate::view::words;
use paedlotse_core::derivation::{Change, Derivation, Level, Side, Single};
use paedlotse_core::observation::Observed;
use yew::prelude::*;

/// So many lines, and so many findings in a line.
const SHOWN: usize = 3;

/// Milder, stronger, and "stays here if".
pub fn change(ui: &Ui, model: &Model, sight: &Sight, derived: &Derivation) -> Html {
    let l = ui.language;
    let what_if = &derived.what_if;
    let line = |milder: bool, then: Level, condition: &str| {
        let advice = advice(ui, model, then);
        let said = if milder { t::change_milder(l, &advice) } else { t::change_stronger(l, &advice) };
        let words = el("span", "").child(text("b", "", &said)).child(text("small", "", &t::step_when(l, condition)));
        el("li", "line-link").child(sign(then.urgency, "sign-s")).child(words).into()
    };
    let single = |milder: bool, singles: &[Single]| -> Vec<Html> {
        let lines = by_advice(singles)
            .into_iter()
            .map(|(then, changes)| line(milder, then, &alternatives(ui, sight, &changes)));
        lines.collect()
    };
    let mut lines: Vec<Html> = single(true, &what_if.milder);
    if let Some(together) = &what_if.together {
        let changes: Vec<String> = together.changes.iter().map(|change| changed(ui, sight, change)).collect();
        lines.push(line(true, together.then, &words::list(l, &changes)));
    }
    lines.extend(single(false, &what_if.stronger));
    let stays = derived.stays_if.zip(model.card()).map(|(more, card)| {
        let labels = more.iter().filter_map(|c| ui.set().capability(c)).map(|c| c.label.get(l).to_owned());
        let here = words::place(card, sight.shown().here);
        text("p", "pad", &t::change_stays(l, &words::list(l, &labels.collect::<Vec<_>>()), here))
    });
    if lines.is_empty() && stays.is_none() {
        return Html::default();
    }
    let body = all([el("ul", "step-list").each(lines).into(), stays.unwrap_or_default()]);
    sheet("change-h", t::change_title(l), t::change_note(l), body)
}

/// The changes by the advice that would follow, in the order in which they come: so many advices, each with all its changes.
fn by_advice(singles: &[Single]) -> Vec<(Level, Vec<Change>)> {
    let mut lines: Vec<(Level, Vec<Change>)> = Vec::new();
    for Single { change, then } in singles {
        let room = lines.len() < SHOWN;
        if let Some((_, changes)) = lines.iter_mut().find(|(level, _)| level == then) {
            changes.push(*change);
        } else if room {
            lines.push((*then, vec![*change]));
        }
    }
    lines
}

/// "a or b or more".
fn alternatives(ui: &Ui, sight: &Sight, changes: &[Change]) -> String {
    let l = ui.language;
    let mut said: Vec<String> = changes.iter().take(SHOWN).map(|change| changed(ui, sight, change)).collect();
    if changes.len() > SHOWN {
        said.push(t::condition_more(l).to_owned());
    }
    said.join(t::join_or(l))
}

/// "SpO₂ ≥ 92 % (now: 89 %)".
fn changed(ui: &Ui, sight: &Sight, change: &Change) -> String {
    let l = ui.language;
    let Some(finding) = ui.set().finding(change.finding) else { return String::new() };
    let sign = match change.side {
        Side::Exactly => ": ",
        Side::AtLeast => " ≥ ",
        Side::AtMost => " ≤ ",
    };
    let to = words::answer(l, finding, Some(Observed::Known(change.to)));
    let to = format!("{}{sign}{to}", finding.label.get(l));
    match sight.findings.get(change.finding) {
        None => t::change_open(l, &to),
        now => t::change_to(l, &to, &words::answer(l, finding, now)),
    }
}

/// Where and how fast.
fn advice(ui: &Ui, model: &Model, then: Level) -> String {
    let l = ui.language;
    let place =
        if then.all_met() { words::disposition(l, then.disposition(), in_ambulance(model)) } else { t::rung_nobody(l) };
    format!("{place}, {}", words::urgency_within(l, then.urgency))
}
