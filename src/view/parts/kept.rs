//! Cases that are not open: times, never content; what survives here, and what came of opening one.

use crate::app::keep::{Failure, Held, NotOpened, Offered, Refusal, Store, hours, mode};
use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::texts as t;
use crate::view::element::{Element, Name, el, text};
use crate::view::icons::icon;
use crate::view::parts::bar::going;
use crate::view::parts::control::{button, word};
use crate::view::ui::Ui;
use crate::view::words;
use paedlotse_core::case::Advice;
use paedlotse_core::recommend::Place;
use paedlotse_core::wire::config::Mode;
use yew::prelude::*;

/// Whether what was entered is stored, for the line on top of every screen.
pub fn saved(ui: &Ui, model: &Model) -> Html {
    let l = ui.language;
    let storage = &model.storage;
    let open = model.case.as_ref().is_some_and(|case| !case.is_empty());
    let hours = |mode| hours(&storage.config, mode).to_string();
    let (class, said) = match (storage.store, mode(model), storage.failure) {
        (Store::Asked, _, _) => ("", t::strip_asked(l).to_owned()),
        (_, Mode::Memory, _) => ("strip-open", t::strip_memory(l).to_owned()),
        (_, _, Some(Failure::Full)) if open => ("strip-open", t::strip_full(l).to_owned()),
        (_, _, Some(Failure::Refused)) if open => ("strip-open", t::strip_refused(l).to_owned()),
        (_, _, _) if open && storage.is_saved() => ("strip-kept", t::strip_saved(l).to_owned()),
        (_, _, _) if open => ("strip-kept", t::strip_saving(l).to_owned()),
        (_, Mode::Tab, _) => ("", t::strip_tab(l).to_owned()),
        (_, Mode::Device, _) => ("", t::strip_device(l, &hours(Mode::Device))),
    };
    let tick = (open && class == "strip-kept" && storage.is_saved()).then(|| icon("check", ""));
    el("span", class).id("saved").child_some(tick).text(&said).into()
}

/// What survives of a case that is opened here, before the first answer is given.
pub fn survives(ui: &Ui, model: &Model) -> String {
    let l = ui.language;
    let storage = &model.storage;
    let hours = |mode| hours(&storage.config, mode).to_string();
    let survives = match mode(model) {
        Mode::Memory => t::kept_survives_memory(l).to_owned(),
        Mode::Tab => t::kept_survives_tab(l, &hours(Mode::Tab)),
        Mode::Device => t::kept_survives_device(l, &hours(Mode::Device)),
    };
    let why = match storage.store {
        Store::Asked => return t::strip_asked(l).to_owned(),
        // Why a single file keeps nothing stands in its own sheet.
        Store::There | Store::Refused(Refusal::File) => "",
        Store::Refused(Refusal::Frame) => t::store_no_frame(l),
        Store::Refused(Refusal::Insecure) => t::store_no_insecure(l),
        Store::Refused(Refusal::Browser) => t::store_no_browser(l),
    };
    let damaged = if storage.config.damaged { t::store_config_damaged(l) } else { "" };
    [why, &survives, damaged].into_iter().filter(|said| !said.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Everything about cases that are not open, for the start screen.
pub fn kept(ui: &Ui, model: &Model) -> Html {
    let l = ui.language;
    let storage = &model.storage;
    let ended = storage.ended.as_ref().map(|_| {
        let back = button(ui, "opt", "take-back", Msg::TakeBack, word(t::kept_take_back(l)));
        note().child(text("p", "", t::kept_ended(l))).child(back)
    });
    let trouble = storage.not_opened.map(|why| {
        let said = match why {
            NotOpened::Elsewhere => t::kept_not_elsewhere(l),
            NotOpened::Gone => t::kept_not_gone(l),
            NotOpened::Damaged => t::kept_not_damaged(l),
            NotOpened::Newer => t::kept_not_newer(l),
        };
        note().class_if(true, "note-open").child(text("p", "", said))
    });
    let lines: Vec<Html> = storage.held.iter().map(|held| line(ui, model, held)).collect();
    let list = (!lines.is_empty()).then(|| {
        let head = el("div", "sheet-head").child(el("h2", "").id("kept-h").text(t::kept_title(l))).child(text(
            "small",
            "",
            t::kept_title_note(l),
        ));
        el("section", "sheet kept").set(Name::AriaLabelledBy, "kept-h").child(head).each(lines)
    });
    if ended.is_none() && trouble.is_none() && list.is_none() && storage.offered.is_none() {
        return Html::default();
    }
    el("div", "stack")
        .child_some(ended)
        .child_some(trouble)
        .child_some(storage.offered.as_ref().map(|offered| other_rules(ui, model, offered)))
        .child_some(list)
        .into()
}

fn note() -> Element {
    el("div", "note").set(Name::Role, "status")
}

fn line(ui: &Ui, model: &Model, held: &Held) -> Html {
    let l = ui.language;
    let name = crate::app::keep::name(held.started);
    let sure = model.storage.deleting == Some(held.started);
    let until = match held.mode {
        Mode::Memory => t::strip_memory(l).to_owned(),
        _ => t::kept_until(l, &model.now.clock(held.until)),
    };
    let said = if held.elsewhere { t::kept_elsewhere(l) } else { &until };
    let opening = model.storage.opening.is_some_and(|opening| opening.started == held.started);
    let words = el("span", "kept-when")
        .child(text("b", "", &t::kept_line(l, &model.now.clock(held.started))))
        .child(text("small", "", said));
    let delete = if sure { t::kept_delete_sure(l) } else { t::kept_delete(l) };
    let open = if opening { t::kept_opening(l) } else { t::kept_open(l) };
    let row = el("div", "pad kept-line").child(words);
    if held.elsewhere {
        return row.into();
    }
    row.child(button(ui, "opt", format!("delete-held:{name}"), Msg::DeleteHeld(held.started), word(delete)))
        .child(button(ui, "opt", format!("open-held:{name}"), Msg::OpenHeld(held.started), word(open)))
        .into()
}

/// Before a case is continued under other rules: what was advised, and what would be advised now.
fn other_rules(ui: &Ui, model: &Model, offered: &Offered) -> Html {
    let l = ui.language;
    let advice =
        |advice: Option<Advice>| advice.map_or_else(|| t::kept_other_none(l).to_owned(), |a| said(ui, model, a));
    let pair =
        |name: &str, said: String| el("div", "kept-pair").child(text("small", "", name)).child(text("b", "", &said));
    let lost = (offered.unreadable > 0).then(|| {
        let count = u32::try_from(offered.unreadable).unwrap_or(u32::MAX);
        text("p", "", &t::kept_other_lost(l, count))
    });
    let since = model.now.clock(offered.started);
    let head = el("div", "sheet-head").child(el("h2", "").id("other-h").text(&t::kept_other_title(l, &since)));
    let body = el("div", "pad form")
        .child(text("p", "", t::kept_other(l)))
        .child(pair(t::kept_other_before(l), advice(offered.before)))
        .child(pair(t::kept_other_now(l), advice(offered.now)))
        .child_some(lost)
        .child(button(ui, "go", "offered:yes", Msg::Offered(true), going(t::kept_other_yes(l), None)))
        .child(button(ui, "opt", "offered:no", Msg::Offered(false), word(t::kept_other_no(l))));
    el("section", "sheet").set(Name::AriaLabelledBy, "other-h").child(head).child(body).into()
}

fn said(ui: &Ui, model: &Model, advice: Advice) -> String {
    let l = ui.language;
    let ambulance = matches!(model.place, Place::Ambulance { .. });
    let house = advice.destination.zip(model.card()).map(|(site, card)| words::site(card, site));
    let what = words::disposition(l, advice.disposition, ambulance);
    let parts = [Some(what), house, Some(words::urgency(l, advice.urgency))];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// "Park the case", where a tab's case may outlive the browser.
pub fn park(ui: &Ui, model: &Model) -> Html {
    let l = ui.language;
    let may = model.storage.store == Store::There && model.storage.config.parking && mode(model) == Mode::Tab;
    if !may || model.case.as_ref().is_none_or(|case| case.is_empty()) {
        return Html::default();
    }
    let note = t::kept_park_note(l, &hours(&model.storage.config, Mode::Device).to_string());
    button(ui, "go go-quiet", "park", Msg::Park, going(t::kept_park(l), Some(note)))
}
