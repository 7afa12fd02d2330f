//! A case from another house, as it came: whether it is answered the same here, everything it says, and the tap that makes
//! it a case of this house.

use crate::app::arrival::{Arrival, Comparison, Incoming};
use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::handover::compose;
use crate::texts as t;
use crate::view::element::{Name, el, list, text};
use crate::view::icons::{icon, sign};
use crate::view::pages::handover::{block, vitals};
use crate::view::parts::control::{bare, word};
use crate::view::ui::Ui;
use crate::view::words;
use paedlotse_core::text::Language;
use paedlotse_core::wire::record::{Bound, RecordTrouble};
use yew::prelude::*;

/// What came in, if anything did.
pub fn arrival(ui: &Ui, model: &Model) -> Html {
    match &model.arrival {
        None => Html::default(),
        Some(Arrival::Refused(trouble)) => refused(ui, *trouble),
        Some(Arrival::Read(incoming)) => read(ui, model, incoming),
    }
}

fn refused(ui: &Ui, trouble: RecordTrouble) -> Html {
    let l = ui.language;
    let said = match trouble {
        RecordTrouble::NotARecord => t::arrival_not_a_record(l).to_owned(),
        RecordTrouble::Damaged => t::arrival_damaged(l).to_owned(),
        RecordTrouble::Newer(form) => t::arrival_newer(l, &form.to_string()),
    };
    let words = el("div", "").child(text("b", "", &said)).child(text("p", "", t::arrival_nothing_changed(l)));
    el("div", "note note-open").id("arrival").set(Name::Role, "alert").child(icon("info", "")).child(words).into()
}

fn read(ui: &Ui, model: &Model, incoming: &Incoming) -> Html {
    let l = ui.language;
    let sender = &incoming.received.sender;
    let Some(comparison) = incoming.compare(model) else { return refused(ui, RecordTrouble::Damaged) };
    let there = &comparison.there;
    let Some(handover) = compose(there, &comparison.sight) else { return refused(ui, RecordTrouble::Damaged) };
    let ago = model.now.minutes_since(sender.sent);
    let from = t::arrival_from(l, &ago.to_string(), &sender.place, &there.now.clock(sender.sent));
    let heading = &handover.heading;
    let title =
        el("h2", "page-title").id("arrival-h").text(t::arrival_title(l)).child(text("b", "mark", &heading.mark));
    let head = el("div", "hand-head")
        .child(title)
        .child(text("p", "muted", &from))
        .child_some(incoming.is_old(model.now).then(|| note(t::arrival_old(l))))
        .child(compared(ui, incoming, &comparison))
        .child(el("p", "hand-advice").child(sign(heading.urgency, "")).child(text("b", "", &heading.headline)));
    let take = (!incoming.is_old(model.now)).then(|| {
        let note = if model.case.is_some() { t::arrival_take_aside(l) } else { t::arrival_take_note(l) };
        let words = el("span", "").text(t::arrival_take(l)).child(text("small", "", note));
        bare(ui, "go", "take-over", Msg::TakeOver).child(words).child(icon("next", ""))
    });
    let discard = bare(ui, "go go-quiet", "discard", Msg::Discard).child(word(t::arrival_discard(l)));
    el("section", "arrival")
        .id("arrival")
        .set(Name::AriaLabelledBy, "arrival-h")
        .set(Name::DataState, if comparison.same { "same" } else { "differs" })
        .child(head)
        .child(el("div", "two-go").child_some(take).child(discard))
        .child(vitals(ui, &comparison.sight, &handover.vitals))
        .child(el("div", "sheet isbar").each(handover.blocks.iter().map(block)))
        .into()
}

fn note(said: &str) -> Html {
    el("div", "note note-open").child(icon("info", "")).child(word(said)).into()
}

/// "The same here", or what differs and why.
fn compared(ui: &Ui, incoming: &Incoming, comparison: &Comparison) -> Html {
    let l = ui.language;
    if comparison.same {
        let said = if comparison.known { t::arrival_same(l) } else { t::arrival_same_urgency(l) };
        return el("div", "note note-same").set(Name::Role, "status").child(icon("check", "")).child(word(said)).into();
    }
    let line = |label: &str, (there, here): (Bound, Bound)| {
        let said = t::arrival_there_here(l, &bound(l, here, comparison.known), &bound(l, there, comparison.known));
        el("p", "").child(text("b", "", label)).text(&format!(": {said}"))
    };
    let mut why: Vec<String> = Vec::new();
    if incoming.received.unreadable > 0 {
        why.push(t::arrival_unreadable(l, &incoming.received.unreadable.to_string()));
    }
    if !incoming.same_rules {
        why.push(t::arrival_other_rules(l).to_owned());
    }
    match (comparison.known, incoming.same_card) {
        (false, _) => why.push(t::arrival_no_card(l, &incoming.received.sender.network)),
        (true, false) => why.push(t::arrival_other_card(l).to_owned()),
        (true, true) => {}
    }
    let why = list(why.iter().map(|said| text("p", "", said)));
    let words = el("div", "")
        .child(text("b", "", t::arrival_differs(l)))
        .child(line(t::arrival_so_far(l), comparison.so_far))
        .child(line(t::arrival_at_most(l), comparison.ceiling))
        .child(why);
    el("div", "note note-open").set(Name::Role, "alert").child(icon("info", "")).child(words).into()
}

/// How fast, and where if places can be compared.
fn bound(l: Language, bound: Bound, known: bool) -> String {
    let urgency = words::urgency(l, bound.urgency);
    if known { format!("{urgency}, {}", words::disposition(l, bound.disposition, false)) } else { urgency.to_owned() }
}
