//! One protocol as one reads a guideline: what is asked, the scores, the rules in words, steps, advice, sources.

mod rules;
mod scores;

use crate::app::drawn::Drawn;
use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::route::Screen;
use crate::texts as t;
use crate::view::element::{Element, Name, all, el, text};
use crate::view::icons::icon;
use crate::view::parts::bar::going;
use crate::view::parts::control::{button, chip, screen, sheet};
use crate::view::parts::header;
use crate::view::ui::Ui;
use crate::view::words;
use paedlotse_core::assess::{can_hold, members};
use paedlotse_core::criterion::Criterion;
use paedlotse_core::finding::{Finding, FindingIx, FindingType};
use paedlotse_core::observation::Findings;
use paedlotse_core::protocol::{CareStep, Protocol, ProtocolIx, Question, Scope, Section, Status};
use yew::prelude::*;

/// The protocol that is read.
pub fn protocol(ui: &Ui, model: &Model, drawn: Drawn) -> Html {
    let l = ui.language;
    let back = button(ui, "go go-quiet", "step:library", Msg::Go(Screen::Library), going(t::library_back(l), None));
    let Some(protocol) = ui.set().protocol(model.reading) else {
        return screen("work", "protocol").child(el("section", "flow").child(back)).into();
    };
    let also = protocol.synonyms.get(l);
    let also = (!also.is_empty()).then(|| text("p", "muted", &t::library_also(l, also)));
    let flags = protocol.red_flags_only.then(|| text("p", "note note-open", t::red_flags_note(l)));
    let stands = |place: usize| drawn.reaches(place, 7);
    let subtitle = protocol.subtitle.get(l);
    let flow = el("section", "flow stack page-wide")
        .set(Name::TabIndex, "0")
        .set(Name::AriaLabelledBy, "protocol-h")
        .child(el("h1", "page-title").id("protocol-h").text(protocol.title.get(l)))
        .child_some((!subtitle.is_empty()).then(|| text("p", "", subtitle)))
        .child_some(also)
        .child(text("p", "muted", &t::library_version(l, &header::state(l, model), protocol.version)))
        .child_some(flags)
        .child_some(
            stands(0).then(|| sheet("asked-h", t::library_questions(l), "", questions(ui, model.reading, protocol))),
        )
        .child_some(stands(1).then(|| scores::scores(ui, model.reading)))
        .child_some(stands(2).then(|| rules::rules(ui, model.reading)))
        .child_some(stands(3).then(|| rules::terms(ui, model.reading)))
        .child_some(stands(4).then(|| steps(ui, protocol)))
        .child_some(stands(5).then(|| advice(ui, protocol)))
        .child_some(stands(6).then(|| all([rules::sources(ui, model.reading), back])));
    screen("work", "protocol").child(flow).into()
}

fn questions(ui: &Ui, read: ProtocolIx, protocol: &Protocol) -> Html {
    let mut of_this_complaint = Findings::default();
    if protocol.scope == Scope::Complaint {
        of_this_complaint.choose(read);
    }
    let can_hold = can_hold(ui.set(), &of_this_complaint);
    let section = |section: &Section| {
        let letter = el("span", "letter").set(Name::AriaHidden, "true").text(section.letter);
        let lines = section.questions.iter().map(|question| asked(ui, &can_hold, *question));
        el("section", "read-part")
            .child(el("h3", "").child(letter).text(section.label.get(ui.language)))
            .child(el("ul", "read-list").each(lines))
    };
    el("div", "pad form").each(protocol.sections.iter().map(section)).into()
}

/// A group with its members, or a finding.
fn asked(ui: &Ui, can_hold: &dyn Fn(&Criterion) -> bool, question: Question) -> Element {
    let line = |ix: FindingIx| ui.set().finding(ix).map(|f| el("li", "").each(finding(ui, can_hold, f)));
    match question {
        Question::Finding(ix) => line(ix).unwrap_or_else(|| el("li", "")),
        Question::Group(ix) => {
            let name = ui.set().group(ix).map_or("", |group| group.label.get(ui.language));
            let inside = members(ui.set(), question).filter_map(line);
            el("li", "").child(text("b", "", name)).child(el("ul", "read-list").each(inside))
        }
    }
}

/// Its name, its answers, for whom and when it is asked. Many protocols may ask for it, each for its own reason: only
/// the reasons of this page are named.
fn finding(ui: &Ui, can_hold: &dyn Fn(&Criterion) -> bool, finding: &Finding) -> Vec<Html> {
    let l = ui.language;
    let answers = match &finding.answer {
        FindingType::YesNo => String::new(),
        FindingType::Choice { options } => {
            let options: Vec<&str> = options.iter().map(|option| option.label.get(l)).collect();
            options.join(" · ")
        }
        FindingType::Number { plausible, .. } => words::with_unit(l, finding, *plausible),
    };
    let only = finding.applies.as_ref().map(|c| t::library_only(l, &words::whole_condition(ui.set(), l, c)));
    let due = finding.due.as_ref().and_then(|due| reasons_here(can_hold, due));
    let due = due.map(|due| t::aside_because(l, &words::whole_condition(ui.set(), l, &due)));
    let notes = [Some(answers), Some(finding.how.get(l).to_owned()), only, due];
    let notes = notes.into_iter().flatten().filter(|note| !note.is_empty()).map(|note| text("small", "", &note));
    std::iter::once(text("span", "", finding.label.get(l))).chain(notes).collect()
}

/// The alternatives that can hold where this is read.
fn reasons_here(can_hold: &dyn Fn(&Criterion) -> bool, due: &Criterion) -> Option<Criterion> {
    let Criterion::Any(parts) = due else { return Some(*due) };
    let here: Vec<Criterion> = parts.iter().filter(|part| can_hold(part)).copied().collect();
    match here.as_slice() {
        [] => None,
        [only] => Some(*only),
        _ => Some(Criterion::Any(here.into())),
    }
}

fn steps(ui: &Ui, protocol: &Protocol) -> Html {
    let l = ui.language;
    if protocol.steps.is_empty() {
        return Html::default();
    }
    let line = |step: &CareStep| {
        let when = step.when.as_ref().map(|c| t::library_if(l, &words::whole_condition(ui.set(), l, c)));
        let said = el("span", "").text(step.label.get(l)).child_some(when.map(|when| text("small", "", &when)));
        let unchecked = step.status != Status::Verified;
        el("li", "step-line").child(said).child_some(unchecked.then(|| chip(true, words::status_short(l, step.status))))
    };
    let lines = el("ul", "step-list").each(protocol.steps.iter().map(line));
    sheet("steps-h", t::steps_title(l), t::steps_no_drugs(l), lines.into())
}

fn advice(ui: &Ui, protocol: &Protocol) -> Html {
    let l = ui.language;
    if protocol.advice.is_empty() {
        return Html::default();
    }
    let lines = protocol.advice.iter().map(|advice| text("li", "", advice.get(l)));
    let body = el("div", "pad").child(el("ul", "advice").each(lines));
    sheet("advice-h", t::parents_title(l), "", body.into())
}

/// The picture of an empty line: nothing is known.
pub(super) fn nothing(ui: &Ui) -> Html {
    el("p", "pad muted").child(icon("mark-open", "i-s")).text(t::library_no_rules(ui.language)).into()
}
