//! What to do, where, how fast, why; what is missing, what is open, what to do until then.

mod change;
mod steps;
mod why;

use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::route::Screen;
use crate::app::sight::{BarState, Sight};
use crate::app::turn::Turn;
use crate::texts as t;
use crate::view::element::{Name, all, el, plain, text};
use crate::view::icons::{icon, sign};
use crate::view::pages::start::tile;
use crate::view::parts::consult::{self, advisers, asked_of};
use crate::view::parts::control::{button, screen, word};
use crate::view::parts::{bar, gap, house, overrule};
use crate::view::ui::Ui;
use crate::view::words;
use paedlotse_core::age::Age;
use paedlotse_core::derivation::derive;
use paedlotse_core::disposition::Urgency;
use paedlotse_core::network::{Clinic, Network, SiteIx};
use paedlotse_core::recommend::{Disposition, Recommendation};
use yew::prelude::*;

/// The recommendation screen.
pub fn recommendation(ui: &Ui, turn: &Turn, sight: &Sight) -> Html {
    let l = ui.language;
    let (model, raised) = (&*turn.model, turn.raised);
    if sight.bar == BarState::DangerScreen {
        return not_yet(ui, model, sight, raised);
    }
    let advice = sight.shown();
    let stands = |place: usize| turn.drawn.reaches(place, 9);
    // About what holds so far; the cautious answer rests on what is open. It takes longest to find: it has a part for itself.
    let so_far = model.situation().filter(|_| stands(1) && sight.bar != BarState::AnsweredNow);
    let derived = so_far.map(|situation| turn.derived.or_find(|| derive(ui.set(), &sight.findings, &situation)));
    let flow = el("section", "flow")
        .set(Name::AriaLabel, t::result_label(l))
        .child_some(stands(0).then(|| gap::gap(ui, model, sight.findings.age.unwrap_or_else(Age::any), advice)))
        .child_some(stands(2).then(|| why::decided(ui, model, sight, derived.map(|derived| &derived.why))))
        .child_some(stands(3).then(|| why::open(ui, model, sight)))
        .child_some(derived.filter(|_| stands(4)).map(|derived| change::change(ui, model, sight, derived)))
        .child_some(stands(5).then(|| steps::until_then(ui, sight)))
        .child_some(stands(6).then(|| why::rules(ui, sight)))
        .child_some(stands(7).then(|| all([steps::otherwise(ui, sight), steps::safety_net(ui, sight)])))
        .child_some(stands(8).then(|| {
            let ways = ways(ui, advice.disposition == Disposition::Transfer);
            all([ways, consult::consult(ui, model, sight), overrule::overrule(ui, model, sight), tile(ui)])
        }));
    screen("work work-result", "recommendation").child(panel(ui, model, sight, raised)).child(flow).into()
}

/// The ways to the screens of the transfer and of the handover.
fn ways(ui: &Ui, transfer: bool) -> Html {
    let l = ui.language;
    let tile = |drawing: &str, act: &'static str, screen: Screen, title: &str, note: &str| {
        let words = el("span", "").child(text("b", "", title)).child(text("small", "", note));
        button(ui, "tile", act, Msg::Go(screen), all([icon(drawing, ""), words.into()]))
    };
    let there = || tile("ambulance", "step:transfer", Screen::Transfer, t::transfer_title(l), t::transfer_tile(l));
    let over = tile("qr", "go-handover", Screen::Handover, t::handover_title(l), t::handover_tile(l));
    el("div", "tiles").child_some(transfer.then(there)).child(over).into()
}

/// Before the danger screen is done there is no disposition, only the way to it, or the cautious answer.
fn not_yet(ui: &Ui, model: &Model, sight: &Sight, raised: bool) -> Html {
    let l = ui.language;
    let ways = el("div", "rail-end").child(bar::answer_now(ui, model, sight)).child(bar::go_on(
        ui,
        t::go_danger(l),
        None,
        Screen::Danger,
        "go",
    ));
    let flow = el("section", "flow stack")
        .set(Name::AriaLabelledBy, "rec-h")
        .child(el("h1", "page-title").id("rec-h").text(t::result_not_yet(l)))
        .child(text("p", "", t::result_not_yet_note(l)))
        .child(why::open(ui, model, sight));
    screen("work work-case", "recommendation")
        .child(bar::rail(ui, model, sight).child(bar::verdict(ui, model, sight, raised)).child(ways))
        .child(flow)
        .into()
}

fn panel(ui: &Ui, model: &Model, sight: &Sight, raised: bool) -> Html {
    let l = ui.language;
    let advice = sight.shown();
    let solid = sight.bar != BarState::Provisional;
    let settled = sight.bar == BarState::Settled;
    let kicker = match sight.bar {
        BarState::Settled => t::bar_settled(l),
        BarState::AnsweredNow => t::bar_answered_now(l),
        BarState::Immediate => t::bar_open(l),
        _ => t::bar_provisional(l),
    };
    let sentence = bar::sentence(ui, model, advice);
    let limit = format!("{} {}", words::limit(l, advice.urgency), model.now.clock(model.now.at));
    let urgency = el("p", "panel-word").text(words::urgency(l, advice.urgency)).child(text("small", "", &limit));
    let head = el("div", "")
        .set(Name::Role, "status")
        .child_some((!settled).then(|| text("p", "panel-kicker", kicker)))
        .child(el("h1", "").id("rec-h").text(&sentence));
    let state = el("span", "")
        .child_some(settled.then(|| text("b", "", &format!("{kicker}. "))))
        .text(&bar::note(ui, model, sight));
    let way_on = if solid {
        bar::go_on(ui, t::back_to_questions(l), None, Screen::Questions, "go go-quiet")
    } else {
        bar::answer_now(ui, model, sight)
    };
    bar::marked(el("section", "panel"), model, sight)
        .class_if(true, if solid { "solid" } else { "panel-open" })
        .set(Name::AriaLabelledBy, "rec-h")
        .set(Name::DataU, advice.urgency.id())
        .child(el("div", "panel-top").child(sign(advice.urgency, "sign-xl")).child(urgency))
        .child(head)
        .child(bar::alert(raised, &sentence))
        .child(el("div", "panel-where").each(places(ui, model, sight, advice)))
        .child(el("p", "panel-settled").child(icon(if settled { "mark" } else { "mark-open" }, "i-l")).child(state))
        .child(el("div", "rail-end").child(call(ui, model, advice)).child(way_on))
        .into()
}

/// Where the child goes, who advises, what escort.
fn places(ui: &Ui, model: &Model, sight: &Sight, advice: &Recommendation) -> Vec<Html> {
    let l = ui.language;
    let Some(card) = model.card() else { return Vec::new() };
    let line = |name: &str, head: &str, more: &str| {
        let more = (!more.is_empty()).then(|| all([el("br", "").into(), plain(more)]));
        all([icon(name, ""), el("span", "").child(text("b", "", head)).child_some(more).into()])
    };
    let away = |site: SiteIx| match card.travel(advice.here, site) {
        Some(travel) if bar::in_ambulance(model) => {
            t::result_further(l, &travel.minutes.to_string(), words::place(card, advice.here))
        }
        Some(travel) => t::result_way(l, &travel.kilometres.to_string(), &travel.minutes.to_string()),
        None => String::new(),
    };
    let first = match advice.destination {
        Some(site) => {
            let picture = if site == advice.here { "hospital" } else { "transfer" };
            line(picture, words::site(card, site), &away(site))
        }
        None if advice.disposition == Disposition::Transfer => {
            line("phone", t::result_nobody(l), card.coordination.get(l))
        }
        None => line("treat-here", words::site(card, advice.here), ""),
    };
    let mut lines = vec![first];
    if advice.destination.is_some() && !advice.all_met {
        lines.push(line("phone", t::result_nobody(l), card.coordination.get(l)));
    }
    if let Some(site) = advice.then_to {
        lines.push(line("transfer", &t::result_then_to(l, words::place(card, site)), &away(site)));
    }
    for site in advisers(advice) {
        lines.push(line("teleconsult", &t::result_adviser(l, words::place(card, site)), &asked_of(ui, advice, site)));
    }
    let ends = [advice.destination, advice.then_to].into_iter().flatten().filter(|site| *site != advice.here);
    for said in ends.chain(advice.adviser).filter_map(|site| house::ring_first(ui, model, card, site)) {
        lines.push(line("phone", &said, ""));
    }
    for (site, clinic) in clinics(card, sight.findings.age.unwrap_or_else(Age::any), advice) {
        let hours = words::hours(l, &clinic.hours);
        lines.push(line("clock", &t::result_clinic(l, words::place(card, site), clinic.title.get(l)), &hours));
    }
    if !advice.escort.is_empty() {
        lines.push(line("ambulance", &words::needs(ui.set(), l, &words::wanted(&advice.escort)), t::result_escort(l)));
    }
    lines
}

/// Planned special clinics that answer what is asked, where nothing is urgent.
fn clinics<'a>(card: &'a Network, age: Age, advice: &'a Recommendation) -> impl Iterator<Item = (SiteIx, &'a Clinic)> {
    let planned = advice.urgency == Urgency::Routine;
    let asked = move |clinic: &Clinic| {
        let fits = clinic.from_age.is_none_or(|limit| age.at_least(limit).is_true())
            && clinic.under_age.is_none_or(|limit| age.under(limit).is_true());
        planned && fits && advice.needs.iter().any(|answer| answer.need.any_of.contains(clinic.advises))
    };
    card.sites_with_ix()
        .flat_map(|(ix, site)| site.clinics.iter().map(move |clinic| (ix, clinic)))
        .filter(move |(_, clinic)| asked(clinic))
}

/// Whom to call now. Numbers are not shipped: a house without one says so.
fn call(ui: &Ui, model: &Model, advice: &Recommendation) -> Html {
    let l = ui.language;
    let Some(card) = model.card() else { return Html::default() };
    let whom = advice.then_to.or(advice.destination.filter(|site| *site != advice.here)).or(advice.adviser);
    let note = |said: Html| el("p", "call-note").child(icon("phone", "")).child(said).into();
    let Some(site) = whom.and_then(|ix| card.site(ix)) else {
        let call = advice.call_any_time || advice.start_here;
        return if call { note(word(t::call_any_time(l))) } else { Html::default() };
    };
    let whom = t::call(l, site.place);
    if site.phone.is_empty() {
        let said = el("span", "").child(text("b", "", &whom)).child(el("br", "")).text(t::call_no_number(l));
        return note(said.into());
    }
    el("a", "go go-tall")
        .set(Name::Href, format!("tel:{}", site.phone))
        .set(Name::DataAct, "call")
        .child(icon("phone", "i-l"))
        .child(el("span", "").text(&whom).child(text("small", "", site.phone)))
        .into()
}
