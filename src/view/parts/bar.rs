//! The live bar: what holds now, between which bounds, what to ask next.

use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::route::Screen;
use crate::app::sight::{BarState, Sight};
use crate::texts as t;
use crate::view::element::{Element, Name, all, el, text};
use crate::view::icons::{icon, sign};
use crate::view::parts::control::{button, chip, word};
use crate::view::ui::Ui;
use crate::view::words;
use paedlotse_core::assess::Next;
use paedlotse_core::disposition::Urgency;
use paedlotse_core::network::SiteIx;
use paedlotse_core::protocol::Question;
use paedlotse_core::quantity::Span;
use paedlotse_core::recommend::{Disposition, Place, Recommendation};
use paedlotse_core::score::Score;
use yew::prelude::*;

/// Whether the advice is for an ambulance.
#[must_use]
pub fn in_ambulance(model: &Model) -> bool {
    matches!(model.place, Place::Ambulance { .. })
}

/// The advice as a sentence.
#[must_use]
pub fn sentence(ui: &Ui, model: &Model, advice: &Recommendation) -> String {
    model
        .card()
        .map(|card| words::headline(ui.set(), ui.language, card, advice, in_ambulance(model)))
        .unwrap_or_default()
}

/// What tests and styles read from the bar. Before the danger screen is done there is no disposition to read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// One of the five states.
    pub state: &'static str,
    /// Where.
    pub disposition: Option<&'static str>,
    /// How fast.
    pub urgency: Option<&'static str>,
    /// Which house.
    pub destination: Option<&'static str>,
}

/// The marks of the bar as it is now.
#[must_use]
pub fn marks(model: &Model, sight: &Sight) -> Marks {
    let advice = sight.shown();
    let told = sight.bar != BarState::DangerScreen;
    let site = |ix: SiteIx| model.card().and_then(|card| card.site(ix)).map(|s| s.id);
    Marks {
        state: sight.bar.id(),
        disposition: told.then(|| advice.disposition.id()),
        urgency: told.then(|| advice.urgency.id()),
        destination: advice.destination.filter(|_| told).and_then(site),
    }
}

/// The sentence with its state: hatched while open, solid once settled.
pub fn verdict(ui: &Ui, model: &Model, sight: &Sight, raised: bool) -> Html {
    let l = ui.language;
    let advice = sight.shown();
    let solid = matches!(sight.bar, BarState::Immediate | BarState::Settled | BarState::AnsweredNow);
    let (mark, kicker) = match sight.bar {
        BarState::DangerScreen => ("mark-open", t::bar_open(l)),
        BarState::Immediate => ("mark-open", t::bar_immediate(l)),
        BarState::Provisional => ("mark-open", t::bar_provisional(l)),
        BarState::Settled => ("mark", t::bar_settled(l)),
        BarState::AnsweredNow => ("mark-open", t::bar_answered_now(l)),
    };
    let said = said(ui, model, sight);
    let section = el("section", "verdict")
        .class_if(true, if solid { "solid" } else { "is-open" })
        .set(Name::Role, "status")
        .set_some(Name::DataU, solid.then(|| advice.urgency.id()))
        .child(el("p", "verdict-kicker").child(icon(mark, "")).text(kicker))
        .child(text("p", "verdict-text", &said))
        .child(text("p", "verdict-note", &note(ui, model, sight)));
    all([section.into(), alert(raised, &said)])
}

/// Said at once by a screen reader when the urgency has just risen.
pub fn alert(raised: bool, said: &str) -> Html {
    el("p", "only-read").set(Name::Role, "alert").text(if raised { said } else { "" }).into()
}

/// The rail of a screen with what tests and styles read from it.
pub fn rail(ui: &Ui, model: &Model, sight: &Sight) -> Element {
    marked(el("aside", "rail").set(Name::AriaLabel, t::bar_label(ui.language)), model, sight)
}

/// With the marks of the bar.
pub fn marked(element: Element, model: &Model, sight: &Sight) -> Element {
    let marks = marks(model, sight);
    element
        .set(Name::DataState, marks.state)
        .set_some(Name::DataDisposition, marks.disposition)
        .set_some(Name::DataUrgency, marks.urgency)
        .set_some(Name::DataDestination, marks.destination)
}

/// The main sentence of the bar.
#[must_use]
pub fn said(ui: &Ui, model: &Model, sight: &Sight) -> String {
    let l = ui.language;
    let left = u32::try_from(sight.assessment.danger_left.len()).unwrap_or(u32::MAX);
    match sight.bar {
        BarState::DangerScreen => t::bar_danger_left(l, left),
        BarState::Provisional => {
            let advice = sight.shown();
            let sentence = sentence(ui, model, advice);
            t::bar_so_far(l, &sentence, words::urgency_within(l, advice.urgency))
        }
        _ => sentence(ui, model, sight.shown()),
    }
}

/// What stands behind the main sentence.
#[must_use]
pub fn note(ui: &Ui, model: &Model, sight: &Sight) -> String {
    let l = ui.language;
    match sight.bar {
        BarState::DangerScreen => t::bar_danger_note(l).to_owned(),
        BarState::Immediate => t::bar_immediate_note(l).to_owned(),
        BarState::Provisional if sight.assessment.age_missing => t::bar_age_missing(l).to_owned(),
        BarState::Provisional if sight.assessment.complaint_missing => t::bar_complaint_missing(l).to_owned(),
        BarState::Provisional => {
            let (urgency, most) = most(ui, model, sight);
            match sight.open_count() {
                // The only questions left are about what cannot be had here.
                0 => t::bar_not_here(l, &most, urgency),
                count => t::bar_provisional_note(l, count, &reach(ui, model, sight)),
            }
        }
        BarState::Settled if sight.judgement.destination_settled => t::bar_settled_note(l).to_owned(),
        BarState::Settled => t::bar_settled_destination_open(l).to_owned(),
        BarState::AnsweredNow => cautious(ui, sight),
    }
}

/// How fast and where at most, while it is not settled.
fn most(ui: &Ui, model: &Model, sight: &Sight) -> (&'static str, String) {
    let ceiling = &sight.judgement.ceiling;
    let place = model.card().map(|card| words::rung(ui.language, card, ceiling, in_ambulance(model), false));
    (words::urgency_within(ui.language, ceiling.urgency), place.unwrap_or_default())
}

/// How many of the open questions alone lead to a transfer, how many to immediate; where that is out of reach or holds
/// already, the cautious bound.
fn reach(ui: &Ui, model: &Model, sight: &Sight) -> String {
    let l = ui.language;
    let (so_far, ceiling) = (&sight.judgement.so_far, &sight.judgement.ceiling);
    let mut parts = Vec::new();
    if so_far.disposition < Disposition::Transfer && ceiling.disposition == Disposition::Transfer {
        let to = words::disposition(l, Disposition::Transfer, in_ambulance(model));
        parts.push(t::bar_reach_alone(l, sight.alone_to(Disposition::Transfer), to));
    }
    if so_far.urgency < Urgency::Immediate && ceiling.urgency == Urgency::Immediate {
        let to = words::urgency_within(l, Urgency::Immediate);
        parts.push(t::bar_reach_alone(l, sight.alone_at(Urgency::Immediate), to));
    }
    if parts.is_empty() {
        let (urgency, most) = most(ui, model, sight);
        return t::bar_reach_most(l, &most, urgency);
    }
    t::bar_reach_singly(l, &parts.join(", "))
}

/// So many open questions are named.
const NAMED: usize = 3;

/// Why the answer is cautious: what was not assessed, in the order of the pages; else what cannot be had here.
fn cautious(ui: &Ui, sight: &Sight) -> String {
    let l = ui.language;
    let assessment = &sight.assessment;
    let mut open: Vec<String> = Vec::new();
    if assessment.age_missing {
        open.push(t::next_age(l).to_owned());
    }
    if assessment.complaint_missing {
        open.push(t::next_complaint(l).to_owned());
    }
    open.extend(sight.open.iter().map(|question| asked(ui, *question).to_owned()));
    if assessment.age_open && !assessment.age_missing {
        open.push(t::next_exact_age(l).to_owned());
    }
    if !open.is_empty() {
        return t::bar_answered_now_note(l, &named(ui, open));
    }
    let not_here = assessment.unobtainable.iter().map(|finding| words::label(ui.set(), l, *finding).to_owned());
    t::bar_answered_now_not_here(l, &named(ui, not_here.collect()))
}

/// The first few as a list, and how many more.
fn named(ui: &Ui, mut items: Vec<String>) -> String {
    let more = items.len().saturating_sub(NAMED);
    // "and one more" would be no shorter than the one itself.
    if more > 1 {
        items.truncate(NAMED);
        items.push(t::bar_more(ui.language, &more.to_string()));
    }
    words::list(ui.language, &items)
}

/// What a question is called.
fn asked(ui: &Ui, question: Question) -> &'static str {
    match question {
        Question::Group(group) => ui.set().group(group).map_or("–", |g| g.label.get(ui.language)),
        Question::Finding(finding) => ui.set().finding(finding).map_or("–", |f| f.label.get(ui.language)),
    }
}

/// The four levels with both bounds.
pub fn ladder(ui: &Ui, model: &Model, sight: &Sight) -> Html {
    let l = ui.language;
    let (floor, ceiling) = (&sight.judgement.floor, &sight.judgement.ceiling);
    let label = t::ladder_label(l, words::urgency(l, floor.urgency), words::urgency(l, ceiling.urgency));
    let pin = |class: &'static str| el("span", class);
    let most = el("span", "").child(pin("pin pin-down")).text(t::ladder_most(l));
    let least = el("span", "").text(t::ladder_least(l)).child(pin("pin pin-up"));
    let key = el("p", "ladder-key").set(Name::AriaHidden, "true").child(most).child(least);
    let rungs = Urgency::ALL.iter().rev().map(|level| rung(ui, model, sight, *level));
    all([key.into(), el("ol", "ladder").set(Name::AriaLabel, label).each(rungs).into()])
}

fn rung(ui: &Ui, model: &Model, sight: &Sight, level: Urgency) -> Html {
    let l = ui.language;
    let (floor, ceiling) = (&sight.judgement.floor, &sight.judgement.ceiling);
    let (is_floor, is_ceiling) = (floor.urgency == level, ceiling.urgency == level);
    let settled = sight.bar == BarState::Settled;
    // Before the danger screen is done no place is named.
    let advice = if is_ceiling { Some(ceiling) } else { is_floor.then_some(floor) };
    let place = advice.filter(|_| sight.bar != BarState::DangerScreen).zip(model.card()).map(|(advice, card)| {
        let icon_name = match advice.disposition.id() {
            "treat_locally" => "treat-here",
            "teleconsult" => "teleconsult",
            _ => "transfer",
        };
        let words = words::rung(l, card, advice, in_ambulance(model), settled);
        el("span", "rung-place").child(icon(icon_name, "")).text(&words)
    });
    let line = el("span", "rung-line").child(text("span", "rung-word", words::urgency(l, level))).child(text(
        "span",
        "rung-due",
        words::limit(l, level),
    ));
    el("li", "rung")
        .class_if(place.is_some(), "rung-told")
        .class_if(is_floor, "is-floor")
        .class_if(is_ceiling, "is-ceiling")
        .class_if(floor.urgency < level && level < ceiling.urgency, "is-between")
        .class_if(level < floor.urgency || ceiling.urgency < level, "is-out")
        .key(level.id())
        .set(Name::DataU, level.id())
        .child_some(is_ceiling.then(|| el("span", "pin pin-down")))
        .child_some(is_floor.then(|| el("span", "pin pin-up")))
        .child(sign(level, ""))
        .child(line)
        .child_some(place)
        .into()
}

/// What to ask next; a tap goes there.
pub fn ask(ui: &Ui, model: &Model, sight: &Sight) -> Html {
    let l = ui.language;
    let (said, msg) = match sight.next {
        None => return needs(ui, model, sight),
        Some(Next::Age) if sight.assessment.age_missing => (t::next_age(l).to_owned(), Msg::Go(Screen::Child)),
        Some(Next::Age) => (t::next_exact_age(l).to_owned(), Msg::Go(Screen::Child)),
        Some(Next::Complaint) => (t::next_complaint(l).to_owned(), Msg::Go(Screen::Complaints)),
        Some(Next::Question(question)) => (
            asked(ui, question).to_owned(),
            match question {
                Question::Group(group) => Msg::JumpGroup(group),
                Question::Finding(finding) => Msg::Jump(finding),
            },
        ),
    };
    let worst = sight.reaches.iter().find(|reach| sight.is_next(reach.question)).map(|reach| {
        let place = words::disposition(l, reach.disposition, in_ambulance(model));
        text("span", "ask-worst", &t::ask_worst(l, place, words::urgency_within(l, reach.urgency)))
    });
    let ordered = !sight.assessment.danger_left.is_empty();
    let kicker = el("span", "ask-kicker")
        .child(word(if ordered { t::next_in_order(l) } else { t::next_flag(l) }))
        .child(word(&t::open_count(l, sight.open_count())));
    let question = el("span", "ask-text").text(&said).child(icon("next", ""));
    let body = all([kicker.into(), question.into(), worst.unwrap_or_default()]);
    button(ui, "ask", "next-question", msg, body)
}

/// Nothing is left to ask; what would decide and cannot be had here is a need.
fn needs(ui: &Ui, model: &Model, sight: &Sight) -> Html {
    let l = ui.language;
    let Some((first, site)) = sight.elsewhere.first() else { return Html::default() };
    let same = sight.elsewhere.iter().filter(|(_, other)| other == site);
    let findings = named(ui, same.map(|(finding, _)| words::label(ui.set(), l, *finding).to_owned()).collect());
    let said = match site.zip(model.card()) {
        Some((site, card)) => t::bar_not_here_needs(l, &findings, words::place(card, site)),
        None => t::bar_not_here_nobody(l, &findings),
    };
    let body = el("span", "ask-text").text(&said).child(icon("next", ""));
    button(ui, "ask", "next-need", Msg::Jump(*first), body.into())
}

/// Scores of which at least one item was answered, as ranges while items are open.
pub fn scores(ui: &Ui, sight: &Sight) -> Html {
    let l = ui.language;
    let shown = ui
        .set()
        .scores
        .iter()
        .zip(&sight.assessment.scores)
        .zip(&sight.scores_in_use)
        .filter(|((score, _), in_use)| **in_use && score.is_begun(&sight.findings))
        .filter_map(|((score, total), _)| Some((score, (*total)?)));
    let lines = shown.map(|(score, total)| {
        let points = words::number(l, 0, total);
        el("p", "range")
            .key(score.id)
            .child(chip(total.single().is_none(), &format!("{} {points}", score.label.get(l))))
            .child(text("span", "range-word", level(score, total).map_or("", |text| ui.text(text))))
    });
    el("div", "ranges").each(lines).into()
}

fn level(score: &Score, total: Span) -> Option<&paedlotse_core::text::Text> {
    let of = |points: i32| score.levels.iter().rposition(|level| level.from <= points);
    let (low, high) = (of(total.low())?, of(total.high())?);
    (low == high).then(|| score.levels.get(low)).flatten().map(|level| &level.label)
}

/// The blue button at the end of the rail.
pub fn go_on(ui: &Ui, said: &str, note: Option<String>, screen: Screen, class: &'static str) -> Html {
    button(ui, class, "go", Msg::Go(screen), going(said, note))
}

/// The words of a button that leads on.
pub fn going(said: &str, note: Option<String>) -> Html {
    let words = el("span", "").text(said).child_some(note.map(|note| text("small", "", &note)));
    all([words.into(), icon("next", "")])
}

/// "Answer now" with what holds then, said before the tap.
pub fn answer_now(ui: &Ui, model: &Model, sight: &Sight) -> Html {
    let l = ui.language;
    let (urgency, most) = most(ui, model, sight);
    let note = t::answer_now_note(l, &most, urgency);
    button(ui, "go go-now", "answer-now", Msg::AnswerNow, going(t::answer_now(l), Some(note)))
}
