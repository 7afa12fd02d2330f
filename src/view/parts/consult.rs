//! The teleconsult: whom, with which question, what to have ready; and what was agreed.

use crate::app::model::{ConsultDraft, Model};
use crate::app::msg::{ConsultEdit, Msg};
use crate::app::sight::{BarState, Sight};
use crate::texts as t;
use crate::view::element::{Name, all, el, text};
use crate::view::icons::icon;
use crate::view::parts::bar::in_ambulance;
use crate::view::parts::control::{bare, button, choices, radio, sheet, word, words_field};
use crate::view::parts::overrule::{DISPOSITIONS, role};
use crate::view::ui::Ui;
use crate::view::words;
use paedlotse_core::capability::{CapabilityKind, CapabilitySet};
use paedlotse_core::case::{Consult, Role};
use paedlotse_core::network::{Network, SiteIx};
use paedlotse_core::recommend::{Disposition, NeedAnswer, Recommendation};
use yew::prelude::*;

/// Whom to ask: the adviser, then the houses that give what it does not.
#[must_use]
pub fn advisers(advice: &Recommendation) -> Vec<SiteIx> {
    let mut sites: Vec<SiteIx> = advice.adviser.into_iter().collect();
    let asked = advice.needs.iter().filter(|n| !n.here && n.kind == CapabilityKind::Advice).filter_map(|n| n.by);
    let end = advice.then_to.or(advice.destination);
    for site in asked.filter(|site| Some(*site) != end) {
        if !sites.contains(&site) {
            sites.push(site);
        }
    }
    sites
}

/// What a house is asked for: what is missing here and it gives; when a picture comes first, the picture too.
#[must_use]
pub fn asked_of(ui: &Ui, advice: &Recommendation, site: SiteIx) -> String {
    let missing = advice.needs.iter().filter(|n| !n.here && n.by == Some(site));
    let wanted = |n: &&NeedAnswer| advice.disposition == Disposition::Teleconsult || n.kind == CapabilityKind::Advice;
    let needs: Vec<CapabilitySet> = missing.filter(wanted).map(|n| n.need.any_of).collect();
    words::needs(ui.set(), ui.language, &needs)
}

/// The section of the recommendation page.
pub fn consult(ui: &Ui, model: &Model, sight: &Sight) -> Html {
    let l = ui.language;
    let Some(card) = model.card().filter(|_| sight.bar != BarState::DangerScreen) else { return Html::default() };
    let asked = whom(card, sight.shown());
    let rest = match &model.desk.consult {
        Some(draft) => form(ui, model, sight, card, draft, &asked),
        None => {
            let words = el("span", "").text(t::consult_open(l)).child(text("small", "", t::consult_open_note(l)));
            let body = all([words.into(), icon("edit", "")]);
            el("div", "pad").child(button(ui, "go go-quiet", "consult", Msg::ConsultForm(true), body)).into()
        }
    };
    let body = all([before(ui, sight, card, &asked), earlier(ui, model, sight, card), rest]);
    sheet("consult-h", t::consult_title(l), t::consult_beside(l), body)
}

/// Whoever is to be asked first, then the house where the child goes, then all others.
fn whom(card: &Network, advice: &Recommendation) -> Vec<SiteIx> {
    let mut all: Vec<SiteIx> = Vec::new();
    let named = advisers(advice).into_iter().chain(advice.then_to).chain(advice.destination);
    for site in named.chain(card.by_distance(advice.here)).filter(|site| *site != advice.here) {
        if !all.contains(&site) {
            all.push(site);
        }
    }
    all
}

/// What to ask and what to have ready, before the call.
fn before(ui: &Ui, sight: &Sight, card: &Network, asked: &[SiteIx]) -> Html {
    let l = ui.language;
    let advice = sight.shown();
    let Some(first) = asked.first() else { return Html::default() };
    let needs = asked_of(ui, advice, *first);
    let why = sight.reasons.first().and_then(|reason| ui.set().rule(reason.rule)).map_or("", |rule| rule.why.get(l));
    let place = words::place(card, *first);
    let question = match (needs.is_empty(), why.is_empty()) {
        (false, false) => t::consult_question_about(l, &needs, place, why),
        (false, true) => t::consult_question(l, &needs, place),
        (true, false) => t::consult_question_take(l, place, why),
        (true, true) => t::consult_question_any(l, place),
    };
    let ready = [t::consult_ready_child, t::consult_ready_signs, t::consult_ready_done, t::consult_ready_seen];
    let ready = ready.into_iter().map(|line| text("li", "", line(l)));
    el("div", "pad")
        .child(text("p", "", &question))
        .child(text("p", "muted", t::consult_ready(l)))
        .child(el("ul", "read-list").each(ready))
        .into()
}

fn earlier(ui: &Ui, model: &Model, sight: &Sight, card: &Network) -> Html {
    let l = ui.language;
    let Some((entry, agreed, current)) = model.case.as_ref().and_then(|case| case.consult(sight.advice())) else {
        return Html::default();
    };
    let plan = words::disposition(l, agreed.plan, in_ambulance(model));
    let at = model.now.clock(entry.at);
    let said = t::consult_agreed(l, words::place(card, agreed.with), plan, role(l, agreed.role), &at);
    let advised = words::disposition(l, sight.shown().disposition, in_ambulance(model));
    let beside = t::consult_advised(l, advised, words::urgency_within(l, sight.shown().urgency));
    let words = (!agreed.words.is_empty()).then(|| text("p", "", &agreed.words));
    let story = el("div", "")
        .child(el("p", "").child(text("b", "", &said)))
        .child_some(words)
        .child(text("p", "", &beside))
        .child_some((!current).then(|| el("p", "").child(text("b", "", t::consult_earlier(l)))));
    let state = if current { "current" } else { "earlier" };
    let note = el("div", "note").class_if(!current, "note-open").set(Name::DataConsult, state).child(story);
    el("div", "pad").child(note).into()
}

fn form(ui: &Ui, model: &Model, sight: &Sight, card: &Network, draft: &ConsultDraft, asked: &[SiteIx]) -> Html {
    let l = ui.language;
    let houses = asked.iter().filter_map(|ix| card.site(*ix).map(|site| (*ix, site))).map(|(ix, site)| {
        choice(ui, format!("consult-with:{}", site.id), site.place, draft.with == Some(ix), ConsultEdit::With(ix))
    });
    let plans = DISPOSITIONS.iter().map(|plan| {
        let word = words::disposition(l, *plan, in_ambulance(model));
        choice(ui, format!("plan:{}", plan.id()), word, draft.plan == Some(*plan), ConsultEdit::Plan(*plan))
    });
    let roles = (0_u8..).zip(Role::ALL).map(|(n, who)| {
        choice(ui, format!("consult-role:{n}"), role(l, who), draft.role == Some(who), ConsultEdit::Role(who))
    });
    let edited = |words| Msg::ConsultEdit(ConsultEdit::Words(words));
    let words = words_field(ui, "consult-words", t::consult_words(l), &draft.words, edited);
    let milder = draft.plan.is_some_and(|plan| Consult::is_overrule(sight.advice(), plan));
    let note = milder.then(|| {
        let note = el("p", "note note-open").set(Name::Role, "alert");
        note.child(text("b", "", t::consult_milder(l)))
    });
    let ready = draft.with.is_some() && draft.plan.is_some() && draft.role.is_some();
    let send = bare(ui, "go", "consult-send", Msg::ConsultSend)
        .class_if(!ready, "is-off")
        .disabled(!ready)
        .child(word(if milder { t::overrule_open(l) } else { t::overrule_send(l) }))
        .child(icon("check", ""));
    let cancel = button(ui, "go go-quiet", "consult-cancel", Msg::ConsultForm(false), word(t::overrule_cancel(l)));
    el("div", "pad form")
        .child(choices("c-with", t::consult_with(l), houses.collect()))
        .child(choices("c-plan", t::consult_plan(l), plans.collect()))
        .child(words)
        .child(choices("c-role", t::consult_role(l), roles.collect()))
        .child_some(note)
        .child(el("div", "two-go").child(cancel).child(send))
        .into()
}

fn choice(ui: &Ui, act: String, said: &str, chosen: bool, edit: ConsultEdit) -> Html {
    radio(ui, "opt", act, chosen, Msg::ConsultEdit(edit), word(said))
}
