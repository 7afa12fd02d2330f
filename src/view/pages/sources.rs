//! Why one may believe it, and where not yet: sources, status, open decisions, versions, what is not built.

use crate::app::drawn::Drawn;
use crate::app::model::Model;
use crate::content::SHOWN;
use crate::texts as t;
use crate::view::element::{Element, Name, all, el, text};
use crate::view::icons::icon;
use crate::view::parts::control::{chip, screen, sheet, word};
use crate::view::parts::{offline, single};
use crate::view::ui::Ui;
use crate::view::words;
use paedlotse_core::network::{Basis, Network};
use paedlotse_core::protocol::{Scope, Source, Status};
use paedlotse_core::text::Language;
use yew::prelude::*;

/// The sources screen.
pub fn sources(ui: &Ui, model: &Model, drawn: Drawn) -> Html {
    let l = ui.language;
    let set = ui.set();
    let complaints: Vec<String> =
        set.protocols.iter().filter(|p| p.scope == Scope::Complaint).map(|p| p.title.get(l).to_owned()).collect();
    let what = [
        t::sources_purpose(l),
        &t::sources_covers(l, &words::list(l, &complaints)),
        t::sources_not_built(l),
        &kept(l, model),
        t::sources_keys(l),
    ];
    let paragraph = |said: &str| text("p", "", said);
    let what = el("div", "pad form").each(what.map(paragraph));
    let protocols = set.protocols.iter().map(|p| paragraph(&format!("{} · {}", p.title.get(l), p.version)));
    let version = el("div", "pad form")
        .child(paragraph(&t::sources_app(l, &ui.content.version)))
        .child(text("p", "digest", &ui.content.digest))
        .child(paragraph(t::sources_parts(l)))
        .each(protocols);
    let count = set.sources.len().to_string();
    let stands = |place: usize| drawn.reaches(place, 8);
    // The list is the longest part: it takes what is left.
    let listed = || set.sources.iter().take(drawn.share(set.sources.len())).map(|s| source(l, s)).collect();
    let flow = el("section", "flow stack page-wide")
        .set(Name::TabIndex, "0")
        .set(Name::AriaLabel, t::sources_title(l))
        .child(text("h1", "page-title", t::sources_title(l)))
        .child(released(l, model))
        .child(sheet("what-h", t::sources_what(l), "", what.into()))
        .child_some(stands(1).then(|| all([status_table(ui), certificate(ui)])))
        .child_some(stands(2).then(|| decisions(ui)))
        .child_some(stands(3).then(|| score_limits(ui)))
        .child_some(model.card().filter(|_| stands(4)).map(|card| card_sheet(ui, card)))
        .child_some(stands(5).then(|| sheet("list-h", t::sources_list(l), &count, listed())))
        .child_some(drawn.is_whole().then(|| sheet("version-h", t::sources_version(l), "", version.into())))
        .child_some(drawn.is_whole().then(|| offline::device(ui, model)));
    screen("work", "sources").child(flow).into()
}

/// A draft, until the card in use says who released it together with these rules.
fn released(l: Language, model: &Model) -> Element {
    match &model.released {
        None => {
            let draft =
                el("p", "").child(text("b", "", t::strip_draft(l))).child(el("br", "")).text(t::sources_draft(l));
            el("div", "note note-open").child(draft)
        }
        Some(release) => el("div", "note").child(text("p", "", &t::sources_released(l, &release.date, &release.name))),
    }
}

/// Where cases stay, and who gets them.
fn kept(l: Language, model: &Model) -> String {
    match offline::portal(model) {
        Some(origin) => t::sources_portal(l, origin),
        None if single::is_one(model) => t::single_keeps_nothing(l).to_owned(),
        None => t::sources_memory(l).to_owned(),
    }
}

fn status_table(ui: &Ui) -> Html {
    let l = ui.language;
    let count = |status: Status| ui.set().rules.iter().filter(|r| r.status == status).count();
    let figures = [Status::Verified, Status::Recalled, Status::Proposal].into_iter();
    let figures = figures.map(|status| {
        let number = text("b", "", &count(status).to_string());
        el("div", "figure").child(number).child(word(words::status(l, status)))
    });
    let body = el("div", "figures pad").each(figures).into();
    sheet("status-h", t::sources_status(l), t::sources_status_note(l), body)
}

/// What was shown for the rules that run here, in plain words.
fn certificate(ui: &Ui) -> Html {
    let l = ui.language;
    if SHOWN.is_empty() {
        return sheet("shown-h", t::shown_title(l), "", text("p", "pad", t::shown_nothing(l)));
    }
    let law = |(id, count): &(&str, &str)| text("li", "", &words::law(l, id, count));
    let body = el("div", "pad form").child(text("p", "", t::shown_first(l)));
    let body = body.child(el("ul", "bullets").each(SHOWN.iter().map(law)));
    sheet("shown-h", t::shown_title(l), "", body.into())
}

fn decisions(ui: &Ui) -> Html {
    let l = ui.language;
    if ui.set().decisions.is_empty() {
        return Html::default();
    }
    let list = ui.set().decisions.iter().map(|d| text("li", "", d.get(l)));
    let body = el("ul", "pad bullets").each(list).into();
    sheet("decisions-h", t::sources_decisions(l), t::sources_decisions_note(l), body)
}

fn score_limits(ui: &Ui) -> Html {
    let l = ui.language;
    let line = |name: &str, limits: &str, status: Status| {
        let words = [el("p", "").child(text("b", "", name)).into(), text("p", "", limits)];
        entry(words, chip(status != Status::Verified, words::status_short(l, status)))
    };
    let lines = ui.set().scores.iter().map(|s| line(s.label.get(l), s.limits.get(l), s.status));
    sheet("scores-h", t::sources_scores(l), "", lines.collect())
}

fn card_sheet(ui: &Ui, card: &Network) -> Html {
    let l = ui.language;
    let count =
        |basis: Basis| card.sites.iter().flat_map(|s| &s.offers).filter(|o| o.basis == basis).count().to_string();
    let (assumed, confirmed, public) = (count(Basis::Assumed), count(Basis::Confirmed), count(Basis::Public));
    let body = text("p", "pad", &t::sources_card_basis(l, &assumed, &confirmed, &public));
    sheet("card-h", &t::sources_card(l, card.title.get(l)), card.version, body)
}

fn source(l: Language, source: &Source) -> Html {
    let address = match source.address.get(l) {
        "" => Html::default(),
        address => text("p", "muted address", address),
    };
    entry([text("p", "", words::work(l, source)), address], chip(false, words::source_id(l, source.id)))
}

fn entry(words: [Html; 2], chip: Html) -> Html {
    el("div", "source").child(icon("book", "")).child(el("div", "").each(words)).child(chip).into()
}
