//! Whether the app works without a network here, a newer release that waits, and what this page loaded.

use crate::app::embed;
use crate::app::frame::Around;
use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::offline::{Copied, Device, Install, Keeping, Reason, Update};
use crate::rest;
use crate::texts as t;
use crate::view::element::{Element, Name, el, text};
use crate::view::parts::control::{button, sheet, word};
use crate::view::parts::single;
use crate::view::ui::Ui;
use paedlotse_core::text::Language;
use yew::prelude::*;

/// One of three honest sentences.
#[must_use]
pub fn state(l: Language, model: &Model) -> String {
    match model.offline.copied {
        Copied::Preparing(_, 0) => t::offline_begins(l).to_owned(),
        Copied::Preparing(done, total) => t::offline_preparing(l, &done.to_string(), &total.to_string()),
        // A browser keeps what a page in a frame keeps apart from what it keeps elsewhere.
        Copied::Ready(checked) if model.frame.around != Around::Nobody => {
            t::offline_ready_portal(l, &model.now.clock(checked), &model.content.version)
        }
        Copied::Ready(checked) => t::offline_ready(l, &model.now.clock(checked), &model.content.version),
        // What it is and what it cannot do stands in a sheet of its own (`single`).
        Copied::Single => String::new(),
        Copied::Off(why) => t::offline_off(l, reason(l, why)),
    }
}

fn reason(l: Language, reason: Reason) -> &'static str {
    match reason {
        Reason::Sandbox => t::offline_sandbox(l),
        Reason::Insecure => t::offline_insecure(l),
        Reason::Unsupported => t::offline_unsupported(l),
        Reason::Blocked => t::offline_blocked(l),
        Reason::Network => t::offline_network(l),
        Reason::Quota => t::offline_quota(l),
        Reason::Holes => t::offline_holes(l),
        Reason::Silent => t::offline_silent(l),
        Reason::SwitchedOff => t::offline_switched_off(l),
        Reason::OtherRelease => t::offline_other_release(l),
        Reason::Fault => t::offline_fault(l),
    }
}

/// On the start screen, last: what appears here moves nothing.
pub fn indicator(ui: &Ui, model: &Model) -> Html {
    let l = ui.language;
    let kind = match model.offline.copied {
        Copied::Preparing(..) => "preparing",
        Copied::Ready(_) => "ready",
        Copied::Single => return rest::single(ui, model),
        Copied::Off(_) => "off",
    };
    let case_here = model.case.as_ref().is_some_and(|case| !case.is_empty());
    let act = |device: Device, said: &str| button(ui, "go go-quiet", device.id(), Msg::Device(device), word(said));
    let news = match model.offline.update {
        Update::None => Html::default(),
        Update::Waiting if case_here => text("p", "", t::update_after_case(l)),
        Update::Waiting => act(Device::Activate, t::update_now(l)),
        Update::Refused => el("p", "").set(Name::Role, "status").text(t::update_refused(l)).into(),
        Update::Back => el("div", "form")
            .child(text("p", "", t::update_back(l)))
            .child(act(Device::Again, t::update_again(l)))
            .into(),
    };
    // Never during a case.
    let hint = (model.offline.install == Install::HomeScreen && model.case.is_none()).then(|| {
        el("div", "form").child(text("p", "", t::hint_home(l))).child(act(Device::Dismiss, t::hint_home_gone(l)))
    });
    let body = el("div", "pad form offline")
        .set(Name::DataState, kind)
        .child(text("p", "", &state(l, model)))
        .child(news)
        .child_some(hint);
    sheet("offline-h", t::offline_title(l), "", body.into())
}

/// In the strip: a newer release waits. Quiet, and never in the way.
pub fn marker(l: Language, model: &Model) -> Option<Element> {
    let said = match model.offline.update {
        Update::None => return None,
        Update::Back => t::update_back_short(l),
        Update::Waiting | Update::Refused if model.case.is_some() => t::update_after_case(l),
        Update::Waiting | Update::Refused => t::update_ready(l),
    };
    Some(el("span", "strip-news").text(said))
}

/// In the strip: the content is due for review. For good, until another release comes.
pub fn review(l: Language, model: &Model) -> Option<Element> {
    let due = model.edition.is_due(model.now);
    due.then(|| el("span", "strip-draft").text(&t::review_due(l, &model.edition.review)))
}

/// The sheet about this device: which release, kept or not, what was loaded from where.
pub fn device(ui: &Ui, model: &Model) -> Html {
    if single::is_one(model) {
        return single::device(ui, model);
    }
    let l = ui.language;
    let edition = &model.edition;
    let paragraph = |said: &str| text("p", "", said);
    let built = if edition.built.is_empty() {
        t::device_built_unknown(l).to_owned()
    } else {
        t::device_built(l, &edition.built)
    };
    let body = el("div", "pad form")
        .child(paragraph(&state(l, model)))
        .child_some((!model.offline.problem.is_empty()).then(|| text("p", "muted address", &model.offline.problem)))
        .child(keeping(ui, model))
        .child(paragraph(&t::device_version(l, &model.content.version)))
        .child(text("p", "digest", &edition.id))
        .child(paragraph(&built))
        .child(paragraph(&t::device_review(l, &edition.review)))
        .child(loaded(l, model))
        .child(paragraph(&sent(l, model)))
        .child(el("a", "reset").set(Name::Href, "./reset.html").set(Name::DataAct, "reset").text(t::device_reset(l)));
    sheet("device-h", t::device_title(l), "", body.into())
}

/// The page around that is told the answers, by its origin.
#[must_use]
pub fn portal(model: &Model) -> Option<&str> {
    let told = model.frame.talk.as_ref().is_some_and(embed::tells_answers);
    told.then_some(model.frame.origin.as_str())
}

fn sent(l: Language, model: &Model) -> String {
    portal(model).map_or_else(|| t::device_sent(l).to_owned(), |origin| t::device_sent_portal(l, origin))
}

fn keeping(ui: &Ui, model: &Model) -> Html {
    let l = ui.language;
    let offline = &model.offline;
    let act = |device: Device, said: &str| button(ui, "go go-quiet", device.id(), Msg::Device(device), word(said));
    let kept = match offline.keeping {
        Keeping::Unasked => act(Device::Persist, t::keep_ask(l)),
        Keeping::Asked => text("p", "", t::keep_asked(l)),
        Keeping::Yes => text("p", "", t::keep_yes(l)),
        Keeping::No => text("p", "", t::keep_no(l)),
        Keeping::Unknown => text("p", "", t::keep_unknown(l)),
    };
    // Never during a case.
    let offered = offline.install == Install::Offered && model.case.is_none();
    let install = offered.then(|| act(Device::Install, t::install_app(l)));
    el("div", "form").child(kept).child_some(install).into()
}

fn loaded(l: Language, model: &Model) -> Html {
    let (own, origin) = (model.offline.own.to_string(), &model.edition.origin);
    match model.offline.other {
        0 => text("p", "", &t::device_loaded(l, origin, &own)),
        other => text("p", "", &t::device_loaded_other(l, origin, &other.to_string(), &own)),
    }
}
