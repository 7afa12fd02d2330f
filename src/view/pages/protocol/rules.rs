//! The rules of one protocol in words, the terms they use, and the sources they rest on.

use super::nothing;
use crate::texts as t;
use crate::view::element::{Element, all, el, text};
use crate::view::icons::{icon, sign};
use crate::view::parts::control::{chip, sheet};
use crate::view::ui::Ui;
use crate::view::words;
use paedlotse_core::clause::ClauseSet;
use paedlotse_core::criterion::{Criterion, DefineIx};
use paedlotse_core::disposition::Urgency;
use paedlotse_core::protocol::{ProtocolIx, ProtocolSet, Rule, Source, Status};
use yew::prelude::*;

fn of(set: &ProtocolSet, protocol: ProtocolIx) -> impl Iterator<Item = &Rule> {
    set.rules.iter().filter(move |rule| rule.protocol == protocol)
}

/// Every rule, the most urgent first.
pub(super) fn rules(ui: &Ui, protocol: ProtocolIx) -> Html {
    let l = ui.language;
    let by_urgency = Urgency::ALL.into_iter().rev();
    let lines: Vec<Element> = by_urgency
        .flat_map(|urgency| of(ui.set(), protocol).filter(move |rule| rule.urgency == urgency))
        .map(|rule| line(ui, rule))
        .collect();
    let count = lines.len().to_string();
    let body = if lines.is_empty() { nothing(ui) } else { el("div", "").each(lines).into() };
    let otherwise = ui.set().protocol(protocol).map_or("", |p| p.otherwise.get(l));
    let otherwise = (!otherwise.is_empty()).then(|| text("p", "pad", &t::library_otherwise(l, otherwise)));
    let body = all([body, otherwise.unwrap_or_default()]);
    sheet("rules-h", t::library_rules(l), &count, body)
}

fn line(ui: &Ui, rule: &Rule) -> Element {
    let l = ui.language;
    let set = ui.set();
    let needs = |needs: ClauseSet| (!needs.is_empty()).then(|| words::clauses(set, l, needs));
    let sources: Vec<&str> = rule.sources.iter().map(|id| words::source_id(l, id)).collect();
    let unless = rule.unless.as_ref().map(|c| t::library_unless(l, &words::whole_condition(set, l, c)));
    let notes = [
        Some(t::library_if(l, &words::whole_condition(set, l, &rule.when))),
        unless,
        needs(rule.needs).map(|needs| t::library_needs(l, &needs)),
        needs(rule.consider).map(|needs| t::library_consider(l, &needs)),
        Some(rule.note.get(l).to_owned()),
        Some(format!("{} · {}", rule.row.get(l), sources.join(", "))),
    ];
    let notes = notes.into_iter().flatten().filter(|note| !note.is_empty()).map(|note| text("small", "", &note));
    let name = el("b", "").text(rule.why.get(l));
    let head = all([sign(rule.urgency, "sign-s"), text("span", "only-read", words::urgency(l, rule.urgency))]);
    let status = chip(rule.status != Status::Verified, words::status_short(l, rule.status));
    el("div", "read-rule").child(head).child(el("div", "").child(name).each(notes)).child(status)
}

/// What the names in these rules mean.
pub(super) fn terms(ui: &Ui, protocol: ProtocolIx) -> Html {
    let l = ui.language;
    let set = ui.set();
    let mut used: Vec<DefineIx> = Vec::new();
    for rule in of(set, protocol) {
        rule.unless.iter().chain([&rule.when]).for_each(|criterion| collect(set, criterion, &mut used));
    }
    if used.is_empty() {
        return Html::default();
    }
    let lines = used.iter().filter_map(|ix| set.define(*ix)).map(|define| {
        let meaning = words::whole_condition(set, l, &define.when);
        el("div", "read-term").child(text("b", "", define.label.get(l))).child(text("small", "", &meaning))
    });
    sheet("terms-h", t::library_terms(l), "", el("div", "pad form").each(lines).into())
}

fn collect(set: &ProtocolSet, criterion: &Criterion, used: &mut Vec<DefineIx>) {
    if let Criterion::Define(ix) = criterion
        && !used.contains(ix)
    {
        used.push(*ix);
        if let Some(define) = set.define(*ix) {
            collect(set, &define.when, used);
        }
    }
    criterion.parts().iter().for_each(|part| collect(set, part, used));
}

/// The works that its rules cite.
pub(super) fn sources(ui: &Ui, protocol: ProtocolIx) -> Html {
    let l = ui.language;
    let set = ui.set();
    let cited = |source: &&Source| of(set, protocol).any(|rule| rule.sources.contains(&source.id));
    let lines = set.sources.iter().filter(cited).map(|source| {
        let address = source.address.get(l);
        let address = (!address.is_empty()).then(|| text("p", "muted address", address));
        let words = el("div", "").child(text("p", "", words::work(l, source))).child_some(address);
        el("div", "source").child(icon("book", "")).child(words).child(chip(false, words::source_id(l, source.id)))
    });
    sheet("cited-h", t::sources_list(l), "", el("div", "").each(lines).into())
}
