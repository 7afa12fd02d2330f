//! The complaints with a field to find one by typing: its name, other words for it, or a symptom.

use crate::app::drawn::Drawn;
use crate::app::msg::Msg;
use crate::app::search::{Found, search};
use crate::texts as t;
use crate::view::element::{Element, Name, el, text};
use crate::view::icons::icon;
use crate::view::parts::control::typed;
use crate::view::ui::Ui;
use paedlotse_core::protocol::{Protocol, ProtocolIx, Scope};
use web_sys::HtmlInputElement;
use yew::html::oninput;
use yew::prelude::*;

/// The field.
pub fn field(ui: &Ui, words: &str) -> Html {
    let l = ui.language;
    let send = ui.send.clone();
    let entered = move |event: InputEvent| {
        send.emit(Msg::Search(event.target_unchecked_into::<HtmlInputElement>().value()));
    };
    let input = typed("text-in find-in", "search")
        .id("find-in")
        .set(Name::Placeholder, t::find_example(l))
        .set(Name::MaxLength, "60")
        .value(words.to_owned())
        .on(oninput::Wrapper::new(Callback::from(entered)));
    let label = el("label", "only-read").set(Name::For, "find-in").text(t::find_label(l));
    el("div", "find").child(label).child(icon("find", "")).child(input).into()
}

/// What was found, or everything under its area; `line` makes one complaint.
pub fn list(ui: &Ui, drawn: Drawn, words: &str, with_always: bool, line: impl Fn(Found, &Protocol) -> Element) -> Html {
    let l = ui.language;
    let set = ui.set();
    let shown = |p: &Protocol| with_always || p.scope == Scope::Complaint;
    if !words.trim().is_empty() {
        let found: Vec<Element> = search(set, words)
            .into_iter()
            .filter_map(|found| set.protocol(found.protocol).filter(|p| shown(p)).map(|p| line(found, p)))
            .collect();
        if found.is_empty() {
            return el("p", "note note-open").set(Name::Role, "status").text(t::find_nothing(l)).into();
        }
        return el("div", "picks").each(found).into();
    }
    let of_area = |area: Option<u8>| {
        let all = (0_u16..).map(ProtocolIx).zip(&set.protocols).filter(move |(_, p)| p.area == area && shown(p));
        all.map(|(protocol, p)| (Found { protocol, by: None }, p)).collect::<Vec<_>>()
    };
    let named = (0_u8..).zip(&set.areas).map(|(ix, label)| (label.get(l), of_area(Some(ix))));
    let rest = std::iter::once((t::find_always(l), of_area(None)));
    let areas: Vec<_> = named.chain(rest).filter(|(_, found)| !found.is_empty()).collect();
    let areas = areas.iter().take(drawn.share(areas.len())).map(|(name, found)| {
        let lines = found.iter().map(|(found, p)| line(*found, p));
        el("section", "area").key(*name).child(text("h2", "", name)).child(el("div", "picks").each(lines))
    });
    el("div", "areas").each(areas).into()
}

/// The words of a complaint: its name, and the symptom it was found by.
pub fn name(ui: &Ui, found: Found, protocol: &Protocol) -> Html {
    let l = ui.language;
    let symptom = found.by.and_then(|ix| ui.set().finding(ix)).map(|finding| text("small", "", finding.label.get(l)));
    let flags = protocol.red_flags_only.then(|| text("small", "", t::red_flags_short(l)));
    el("span", "").text(protocol.title.get(l)).child_some(symptom).child_some(flags).into()
}
