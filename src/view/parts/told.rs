//! Between head and screen: which page shows the app, and what a hospital's system told about the child. Each value is taken
//! over by a tap of somebody who has looked at it.

use crate::app::embed;
use crate::app::frame::{Around, FrameMsg, Told};
use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::route::Screen;
use crate::app::time::Now;
use crate::texts as t;
use crate::view::element::{Element, Name, all, el, text};
use crate::view::icons::icon;
use crate::view::pages::frame::in_new_tab;
use crate::view::parts::control::{bare, word};
use crate::view::ui::Ui;
use crate::view::words;
use paedlotse_core::case::Timestamp;
use paedlotse_core::criterion::Sex;
use paedlotse_core::finding::FindingIx;
use paedlotse_core::observation::{Findings, Observed, Value};
use paedlotse_core::quantity::Span;
use paedlotse_core::text::Language;
use paedlotse_core::wire::chart::{LeftOut, Why};
use yew::prelude::*;

/// All of it; nothing where nobody is around and nothing was told.
pub fn beside(ui: &Ui, model: &Model) -> Html {
    let shown = !model.frame.is_noticed();
    let portal = (shown && matches!(model.frame.around, Around::Known)).then(|| portal(ui, model));
    let told = model.frame.told.as_ref().filter(|_| shown).map(|told| told_part(ui, model, told));
    if portal.is_none() && told.is_none() {
        return Html::default();
    }
    el("div", "beside").child_some(portal).child_some(told).into()
}

fn portal(ui: &Ui, model: &Model) -> Html {
    let said = t::frame_in_portal(ui.language, &model.frame.origin);
    el("p", "beside-line beside-portal").child(word(&said)).child(in_new_tab(ui, "beside-link")).into()
}

fn told_part(ui: &Ui, model: &Model, told: &Told) -> Html {
    let l = ui.language;
    let case = model.case.as_ref().filter(|case| told.case == Some(case.started()));
    let line =
        |role: &'static str, said: Html| el("p", "beside-line").set(Name::Role, role).child(said).child(away(ui));
    match case {
        _ if told.other_child => line("alert", all([icon("info", ""), text("b", "", t::told_other_child(l))])).into(),
        // The start screen may be seen by others: it shows nothing about a child.
        Some(_) if model.screen == Screen::Start => Html::default(),
        Some(case) => offered(ui, model, told, &case.findings(&model.content.set)),
        None => line("status", word(t::told_next_case(l))).into(),
    }
}

fn away(ui: &Ui) -> Element {
    bare(ui, "chip", "told:away", Msg::Frame(FrameMsg::PutAway)).child(word(t::told_away(ui.language)))
}

/// What can be taken over, each with its time.
fn offered(ui: &Ui, model: &Model, told: &Told, known: &Findings) -> Html {
    let l = ui.language;
    let tap = |act: String, msg: FrameMsg, said: &str, note: &str| {
        bare(ui, "chip is-open", act, Msg::Frame(msg))
            .child(text("b", "", said))
            .child_some((!note.is_empty()).then(|| word(note)))
    };
    let chart = &told.chart;
    let age = chart.age.filter(|_| known.age.is_none());
    let age = age.map(|age| tap("told:age".to_owned(), FrameMsg::TakeAge(age), &words::age(l, age), ""));
    let sex = chart.sex.filter(|_| known.sex.is_none()).map(|sex| {
        let said = if sex == Sex::Female { t::sex_female(l) } else { t::sex_male(l) };
        tap("told:sex".to_owned(), FrameMsg::TakeSex(sex), said, "")
    });
    let open = chart.values.iter().filter(|value| known.get(value.finding).is_none());
    let values: Vec<_> = open
        .filter_map(|value| {
            let finding = ui.set().finding(value.finding)?;
            let number = words::answer(l, finding, Some(Observed::Known(Value::Number(Span::exactly(value.value)))));
            let number = if value.exact { number } else { t::told_about(l, &number) };
            let said = format!("{} {number}", finding.label.get(l));
            Some(tap(format!("told:{}", finding.id), FrameMsg::Take(*value), &said, &when(l, model, value.at)))
        })
        .collect();
    let count = values.len().saturating_add(usize::from(age.is_some())).saturating_add(usize::from(sex.is_some()));
    let left: Vec<String> = chart.left_out.iter().map(|left| left_out(ui, left)).collect();
    if count == 0 && left.is_empty() {
        return Html::default();
    }
    let at_once = [age.is_some(), sex.is_some()].into_iter().filter(|told| *told).count();
    let at_once = at_once.saturating_add(embed::told::at_once(model).len());
    let every = (at_once > 1).then(|| {
        bare(ui, "chip told-all", "told:all", Msg::Frame(FrameMsg::TakeAll(told.came)))
            .child(icon("check", ""))
            .child(word(&t::told_all(l, &at_once.to_string())))
    });
    let values = el("div", "told-values").child_some(age).child_some(sex).each(values);
    let left = (!left.is_empty()).then(|| text("p", "beside-note", &t::told_left_out(l, &left.join(" · "))));
    el("section", "told")
        .set(Name::AriaLabelledBy, "told-h")
        .child(el("h2", "told-title").id("told-h").text(if count > 0 { t::told_title(l) } else { t::told_nothing(l) }))
        .child(el("div", "told-list").child(values).child_some(every).child(away(ui)))
        .child_some(left)
        .into()
}

/// When it was measured; with the day where that was not today.
fn when(l: Language, model: &Model, at: Option<Timestamp>) -> String {
    let Some(at) = at else { return t::told_no_time(l).to_owned() };
    let (day, clock) = (Now { at, ..model.now }.date(), model.now.clock(at));
    if day == model.now.date() { clock } else { format!("{day}, {clock}") }
}

/// What is not offered, and why.
fn left_out(ui: &Ui, left: &LeftOut) -> String {
    let l = ui.language;
    let name = |ix: FindingIx| ui.set().finding(ix).map(|finding| finding.label.get(l).to_owned());
    let what = left.finding.and_then(name).unwrap_or_else(|| left.what.clone());
    let why = match left.why {
        Why::UnknownCode | Why::SeveralCodes => t::why_code(l),
        Why::Method => t::why_method(l),
        Why::NoUnit => t::why_no_unit(l),
        Why::UnknownUnit => t::why_unit(l),
        Why::NotANumber | Why::Bound => t::why_not_a_number(l),
        Why::Implausible(_) => t::why_implausible(l),
        Why::Old => t::why_old(l),
        Why::Future | Why::Moment => t::why_moment(l),
        Why::Status => t::why_status(l),
        Why::NotOfThisChild => t::why_other_child(l),
        Why::Contradiction => t::why_contradiction(l),
        Why::Vague => t::why_vague(l),
        Why::NotAChild => t::why_not_a_child(l),
        Why::More => t::why_more(l),
    };
    if what.is_empty() { why.to_owned() } else { format!("{what}: {why}") }
}
