//! The two lines on top of every screen: what holds for the whole app, and the steps with their content.

use crate::app::effect::Theme;
use crate::app::model::{Awaited, Model};
use crate::app::msg::Msg;
use crate::app::page::progress;
use crate::app::route::Screen;
use crate::app::sight::{BarState, Sight};
use crate::texts as t;
use crate::view::element::{Element, Name, all, el, plain, text};
use crate::view::icons::{icon, sign};
use crate::view::parts::control::{bare, only_read, word};
use crate::view::parts::kept;
use crate::view::parts::offline;
use crate::view::ui::Ui;
use crate::view::words;
use paedlotse_core::assess::RuleState;
use paedlotse_core::disposition::Urgency;
use paedlotse_core::recommend::Place;
use paedlotse_core::text::Language;
use yew::prelude::*;

/// Draft state, case clock, storage, network. Reads only; what does not fit drops out, last first.
pub fn strip(ui: &Ui, model: &Model) -> Html {
    let l = ui.language;
    let network = model.card().map(|card| card.title.get(l).to_owned()).unwrap_or_default();
    let clock = model.case.as_ref().map(|case| {
        let since = model.now.clock(case.started());
        let minutes = model.now.minutes_since(case.started());
        t::strip_case(l, &minutes.to_string(), &since)
    });
    let place = |icon_name: &'static str, said: &str| el("span", "").child(icon(icon_name, "")).text(said);
    el("header", "strip")
        .child(released(ui, model))
        .child_some(offline::review(l, model))
        .child(kept::saved(ui, model))
        .child_some(
            model.awaited.map(|awaited| el("span", "strip-words").set(Name::Role, "status").text(waiting(l, awaited))),
        )
        .child_some(clock.map(|clock| place("clock", &clock)))
        .child_some(offline::marker(l, model))
        .child(place("here", &network).class_if(true, "strip-end"))
        .into()
}

/// A draft, until the card in use says who released it together with these rules.
fn released(ui: &Ui, model: &Model) -> Element {
    let class = if model.released.is_none() { "strip-draft" } else { "" };
    el("span", class).child(word(&state(ui.language, model)))
}

/// A draft, or who released it and when.
#[must_use]
pub fn state(l: Language, model: &Model) -> String {
    match &model.released {
        None => t::strip_draft(l).to_owned(),
        Some(release) => t::strip_released(l, &release.date, &release.name),
    }
}

fn waiting(l: Language, awaited: Awaited) -> &'static str {
    if awaited.failed { t::words_failed(l) } else { t::words_awaited(l) }
}

/// The steps of the walk; each is the way there and shows what stands there.
pub fn head(ui: &Ui, model: &Model, sight: Option<&Sight>) -> Html {
    let l = ui.language;
    // The start screen may be seen by others: it never shows the content of a case.
    let sight = sight.filter(|_| model.screen != Screen::Start);
    let inside = sight.is_some();
    let name = el("span", "wordmark").set(Name::AriaHidden, "true").text("Päd").child(text("b", "", "Lotse"));
    let home = bare(ui, if inside { "cell cell-home" } else { "cell cell-name" }, "step:start", Msg::Go(Screen::Start))
        .set(Name::AriaLabel, t::step_start_label(l))
        .set_some(Name::AriaCurrent, current(model, Screen::Start))
        .child(icon("mark", "i-l"))
        .child_some((!inside).then_some(name));
    let middle = sight.map_or_else(|| vec![here(ui, model)], |sight| steps(ui, model, sight));
    el("nav", "head")
        .set(Name::AriaLabel, t::head_label(l))
        .child(home)
        .each(middle)
        .each(tools(ui, model, inside))
        .into()
}

fn current(model: &Model, screen: Screen) -> Option<&'static str> {
    (model.screen == screen).then_some("step")
}

fn here(ui: &Ui, model: &Model) -> Html {
    let l = ui.language;
    let place = model.card().map(|card| words::site(card, model.place.here()).to_owned()).unwrap_or_default();
    let ambulance = matches!(model.place, Place::Ambulance { .. });
    let place = el("b", "").child(icon(if ambulance { "ambulance" } else { "here" }, "i-s")).child(word(&place));
    el("div", "cell cell-here")
        .child(text("small", "", if ambulance { t::head_nearest(l) } else { t::head_here(l) }))
        .child(place)
        .into()
}

fn steps(ui: &Ui, model: &Model, sight: &Sight) -> Vec<Html> {
    let l = ui.language;
    let child = sight.findings.age.map(|age| words::age(l, age));
    let complaints: Vec<&str> =
        sight.findings.complaints().iter().filter_map(|p| ui.set().protocol(*p)).map(|p| p.title.get(l)).collect();
    let complaint = (!complaints.is_empty()).then(|| complaints.join(", "));
    let child = child.map(|said| word(&said));
    let complaint = complaint.map(|said| word(&said));
    vec![
        cell(ui, model, Screen::Child, t::step_child(l), "", child),
        cell(ui, model, Screen::Danger, t::step_danger(l), "", Some(danger(ui, sight))),
        cell(ui, model, Screen::Complaints, t::step_complaints(l), "may-go", complaint),
        cell(ui, model, Screen::Questions, t::step_questions(l), "", Some(asked(ui, sight))),
        cell(ui, model, Screen::Recommendation, t::step_recommendation(l), "may-go", Some(bounds(ui, sight))),
        cell(ui, model, Screen::Handover, t::step_handover(l), "may-go", Some(icon("qr", ""))),
    ]
}

fn cell(ui: &Ui, model: &Model, screen: Screen, name: &str, class: &'static str, content: Option<Html>) -> Html {
    bare(ui, "cell", format!("step:{}", screen.id()), Msg::Go(screen))
        .key(screen.id())
        .class_if(true, class)
        .class_if(content.is_none(), "is-empty")
        .set_some(Name::AriaCurrent, current(model, screen))
        .child(text("small", "", name))
        .child(el("b", "").child(content.unwrap_or_else(|| plain("–"))))
        .into()
}

fn danger(ui: &Ui, sight: &Sight) -> Html {
    let l = ui.language;
    let left = u32::try_from(sight.assessment.danger_left.len()).unwrap_or(u32::MAX);
    let found = sight
        .reasons
        .iter()
        .filter(|r| sight.assessment.rule(r.rule) == RuleState::True)
        .filter(|r| {
            ui.set()
                .rule(r.rule)
                .and_then(|rule| ui.set().protocol(rule.protocol))
                .is_some_and(|p| p.scope == paedlotse_core::protocol::Scope::Danger)
        })
        .map(|r| r.urgency)
        .max()
        .filter(|u| *u > Urgency::Routine);
    match found {
        Some(urgency) => all([sign(urgency, "sign-s"), word(words::urgency(l, urgency))]),
        None if left > 0 => word(&t::danger_left_short(l, left)),
        None => word(t::danger_none(l)),
    }
}

fn asked(ui: &Ui, sight: &Sight) -> Html {
    let (answered, asked) = sight
        .questions
        .iter()
        .map(|section| progress(ui.set(), &sight.assessment, &sight.findings, section))
        .fold((0_u32, 0_u32), |(a, b), (c, d)| (a.saturating_add(c), b.saturating_add(d)));
    word(&format!("{answered} / {asked}"))
}

fn bounds(ui: &Ui, sight: &Sight) -> Html {
    let l = ui.language;
    let (low, high) = (sight.judgement.floor.urgency, sight.judgement.ceiling.urgency);
    let drawn = |u| sign(u, "sign-s");
    let read = |u| only_read(words::urgency(l, u));
    match sight.bar {
        BarState::Settled => all([drawn(low), word(words::urgency(l, low))]),
        _ if low == high => all([drawn(low), read(low), icon("mark-open", "i-s")]),
        _ => all([drawn(low), read(low), icon("next", "i-s"), drawn(high), read(high)]),
    }
}

fn tools(ui: &Ui, model: &Model, crowded: bool) -> Vec<Html> {
    let l = ui.language;
    let (other, name, act) = match l {
        Language::De => (Language::En, "EN", "lang:en"),
        Language::En => (Language::De, "DE", "lang:de"),
    };
    let (theme, theme_icon, theme_act, theme_label) = match model.theme {
        Theme::Day => (Theme::Dark, "theme-dark", "theme:dark", t::theme_dark(l)),
        Theme::Dark => (Theme::Day, "theme-day", "theme:day", t::theme_day(l)),
    };
    let tool = |act: &'static str, label: &'static str, msg: Msg, body: Html| {
        bare(ui, "cell cell-tool", act, msg).set(Name::AriaLabel, label).child(body)
    };
    let undo = model
        .case
        .as_ref()
        .filter(|_| crowded)
        .map(|case| tool("undo", t::undo(l), Msg::Undo, icon("undo", "")).disabled(!case.can_undo()));
    let language = tool(act, t::language_label(l), Msg::Language(other), text("b", "", name));
    let theme = tool(theme_act, theme_label, Msg::Theme(theme), icon(theme_icon, ""));
    let tonight = tool("step:tonight", t::tonight_title(l), Msg::Go(Screen::Tonight), icon("network", ""))
        .set_some(Name::AriaCurrent, current(model, Screen::Tonight));
    vec![
        undo.map_or_else(Html::default, Html::from),
        tonight.into(),
        language.class_if(crowded, "may-go").into(),
        theme.class_if(crowded, "may-go").into(),
    ]
}
