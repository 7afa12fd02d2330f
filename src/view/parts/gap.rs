//! What the child needs, what this house has, and what is missing: one sentence and a table.

use crate::app::model::Model;
use crate::texts as t;
use crate::view::element::{Name, el, text};
use crate::view::icons::icon;
use crate::view::parts::bar::in_ambulance;
use crate::view::ui::Ui;
use crate::view::words;
use paedlotse_core::age::Age;
use paedlotse_core::capability::{CapabilityKind, CapabilitySet};
use paedlotse_core::network::{Network, SiteIx};
use paedlotse_core::recommend::{Disposition, Lost, NeedAnswer, Recommendation, others};
use yew::prelude::*;

/// The gap in one sentence.
#[must_use]
pub fn sentence(ui: &Ui, model: &Model, advice: &Recommendation) -> String {
    let l = ui.language;
    let Some(card) = model.card() else { return String::new() };
    let here = words::place(card, advice.here);
    let missing = words::needs(ui.set(), l, &words::wanted(&advice.missing_here));
    match (advice.needs.is_empty(), advice.missing_here.is_empty()) {
        (true, _) => t::gap_no_needs(l).to_owned(),
        (false, true) => t::gap_nothing(l, here),
        (false, false) => t::gap_missing(l, here, &missing),
    }
}

/// The gap with its table, and what it rests on.
pub fn gap(ui: &Ui, model: &Model, age: Age, advice: &Recommendation) -> Html {
    let Some(card) = model.card() else { return Html::default() };
    let partner = advice.beside();
    let table = (!advice.needs.is_empty()).then(|| table(ui, card, advice, partner));
    el("section", "sheet sheet-table")
        .set(Name::AriaLabelledBy, "gap-h")
        .child(el("h2", "gap-line").id("gap-h").text(&sentence(ui, model, advice)))
        .child_some(table)
        .child(further(ui, model, card, age, advice))
        .into()
}

fn table(ui: &Ui, card: &Network, advice: &Recommendation, partner: Option<SiteIx>) -> Html {
    let l = ui.language;
    let column = |name: &str| el("th", "").set(Name::Scope, "col").text(name);
    let head = el("tr", "")
        .child(column(t::needs_child(l)))
        .child(column(&t::needs_now(l, words::place(card, advice.here))))
        .child_some(partner.map(|site| column(words::place(card, site))));
    let rows = advice.needs.iter().map(|need| row(ui, advice, need, partner));
    el("table", "needs").child(el("thead", "").child(head)).child(el("tbody", "").each(rows)).into()
}

fn row(ui: &Ui, advice: &Recommendation, answer: &NeedAnswer, partner: Option<SiteIx>) -> Html {
    let l = ui.language;
    let assumed = !answer.need.any_of.meet(advice.assumed).is_empty();
    // The mark stands at the house that meets the need.
    let rests_on = |site: SiteIx| assumed && answer.by == Some(site);
    let have = |there: bool, assumed: bool| {
        let word = match (there, answer.kind) {
            (true, CapabilityKind::Advice) => t::have_advice(l),
            (true, _) if assumed => t::have_assumed(l),
            (true, _) => t::have_yes(l),
            (false, _) => t::have_no(l),
        };
        let mark = icon(if there { "duty-here" } else { "duty-off" }, "");
        el("td", "").child(el("span", "have").child(mark).text(word))
    };
    let need = words::need(ui.set(), l, answer.need.any_of);
    el("tr", "")
        .class_if(!answer.here, "is-gap")
        .child(el("th", "").set(Name::Scope, "row").text(&need))
        .child(have(answer.here, rests_on(advice.here)))
        .child_some(partner.map(|site| have(answer.there, rests_on(site))))
        .into()
}

/// What goes with the advice: still missing, second choice, assumptions.
fn further(ui: &Ui, model: &Model, card: &Network, age: Age, advice: &Recommendation) -> Html {
    let l = ui.language;
    let mut notes: Vec<String> = Vec::new();
    if !advice.still_missing.is_empty() {
        let missing = words::needs(ui.set(), l, &words::wanted(&advice.still_missing));
        notes.push(match advice.then_to.or(advice.destination) {
            Some(site) if site != advice.here || in_ambulance(model) => {
                t::gap_still_missing(l, &missing, words::place(card, site))
            }
            _ => t::gap_nobody(l, &missing),
        });
    }
    if advice.disposition == Disposition::Transfer && !advice.all_met {
        notes.push(t::gap_coordination(l, card.coordination.get(l)));
    }
    notes.extend(not_chosen(ui, model, card, age, advice));
    if advice.assumed != CapabilitySet::EMPTY {
        let labels: Vec<String> =
            advice.assumed.iter().filter_map(|c| ui.set().capability(c)).map(|c| c.label.get(l).to_owned()).collect();
        notes.push(t::gap_assumed(l, &words::list(l, &labels)));
    }
    if notes.is_empty() {
        return Html::default();
    }
    el("ul", "gap-notes").each(notes.iter().map(|note| text("li", "", note))).into()
}

/// The houses that were not chosen, and why; the nearest of those that would do as well is the second choice.
fn not_chosen(ui: &Ui, model: &Model, card: &Network, age: Age, advice: &Recommendation) -> Vec<String> {
    let l = ui.language;
    let Some(situation) = model.situation() else { return Vec::new() };
    let others = others(ui.set(), advice, age, &situation);
    let named = |site: SiteIx| words::site(card, site);
    let away = advice.passed_over.iter().filter(|(site, _)| !others.iter().any(|other| other.site == *site));
    let closed: Vec<String> = away.map(|(site, _)| t::gap_passed_over(l, named(*site))).collect();
    let lost = others.iter().map(|other| match &other.lost {
        Lost::Turns(_) => t::gap_passed_over(l, named(other.site)),
        Lost::Lacks(needs) => {
            let missing = words::needs(ui.set(), l, &words::wanted(needs));
            t::gap_lacks(l, &missing, named(other.site))
        }
        Lost::Further(minutes) => {
            let way = minutes.map_or_else(|| t::gap_way_unknown(l).to_owned(), |n| t::gap_further(l, &n.to_string()));
            if advice.second_choice == Some(other.site) {
                t::gap_second(l, named(other.site), &way)
            } else {
                t::gap_also(l, named(other.site), &way)
            }
        }
    });
    closed.into_iter().chain(lost).collect()
}
