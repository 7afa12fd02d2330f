//! The handover: the code for the other side's camera, what is said on the telephone, and everything in the order of ISBAR.

mod family;

use crate::app::leave::{Leaving, Left, Way};
use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::sight::{BarState, Sight};
use crate::app::turn::Turn;
use crate::handover::code::{self, Code, QUIET};
use crate::handover::spoken::{Script, script};
use crate::handover::{Block, Handover, Heading, Line, Said, Vital, compose, heading, mark};
use crate::texts as t;
use crate::view::element::{Element, Name, all, el, text};
use crate::view::icons::{icon, sign};
use crate::view::parts::band::{band, norm};
use crate::view::parts::control::{bare, button, screen, sheet, word};
use crate::view::ui::Ui;
use crate::view::words;
use paedlotse_core::age::Age;
use paedlotse_core::finding::FindingType;
use paedlotse_core::text::Language;
use std::rc::Rc;
use yew::prelude::*;

/// CSS pixels that the large code leaves to the header, its hint and its button.
const FRAME: u32 = 232;

/// CSS pixels of the code beside the sheet, with its quiet zone.
const BESIDE: u32 = 425;

/// What a part of the screen is drawn from. A part whose properties are equal is not drawn again.
#[derive(Clone, PartialEq, Properties)]
pub struct PartProps {
    /// Language and content.
    pub ui: Ui,
    /// The state.
    pub model: Rc<Model>,
    /// What follows from the case.
    pub sight: Rc<Sight>,
}

/// The screen of the handover.
pub fn handover(ui: &Ui, turn: &Turn, sight: &Rc<Sight>) -> Html {
    let model = &turn.model;
    let Some(heading) = heading(model, sight) else { return Html::default() };
    let props = || PartProps { ui: ui.clone(), model: Rc::clone(model), sight: Rc::clone(sight) };
    let stands = |place: usize| turn.drawn.reaches(place, 3);
    // Its column is kept free until it comes.
    let code = if stands(0) {
        html! { <CodeBeside ..props() /> }
    } else {
        el("section", "code").into()
    };
    // There is nothing to tap in it, and it scrolls: keys reach it by itself.
    let flow = el("section", "flow")
        .set(Name::TabIndex, "0")
        .set(Name::AriaLabelledBy, "handover-h")
        .child(head(ui.language, model, sight, &heading))
        .child_some(stands(1).then(|| html! { <Told ..props() /> }))
        .child_some(stands(2).then(|| html! { <ForFamily ..props() /> }));
    screen("work work-hand", "handover").class_if(model.desk.leaving.large, "is-large").child(code).child(flow).into()
}

/// Everything that is said and written.
#[component]
fn Told(props: &PartProps) -> Html {
    let PartProps { ui, model, sight } = props;
    let l = ui.language;
    let (Some(handover), Some(script)) = (compose(model, sight), script(model, sight)) else { return Html::default() };
    all([
        spoken(l, &script),
        vitals(ui, sight, &handover.vitals),
        el("div", "sheet isbar").each(handover.blocks.iter().map(block)).into(),
        reasons(l, &handover),
        el("p", "foot").each(handover.origin.iter().map(|line| word(line))).into(),
    ])
}

/// The page for the parents.
#[component]
fn ForFamily(props: &PartProps) -> Html {
    family::family(&props.ui, &props.model, &props.sight)
}

/// On the sheet: what it is, for which case, and what is advised.
fn head(l: Language, model: &Model, sight: &Sight, heading: &Heading) -> Html {
    let title =
        el("h1", "page-title").id("handover-h").text(t::handover_title(l)).child(text("b", "mark", &heading.mark));
    let urgency = (sight.bar != BarState::DangerScreen).then(|| sign(heading.urgency, ""));
    let advice = el("p", "hand-advice").child_some(urgency).child(text("b", "", &heading.headline));
    let draft = model.released.is_none().then(|| text("p", "hand-draft", t::strip_draft(l)));
    el("div", "hand-head")
        .child(title)
        .child(text("p", "muted", t::handover_note(l)))
        .child_some(draft)
        .child(advice)
        .into()
}

fn spoken(l: Language, script: &Script) -> Html {
    let said = script.sentences.iter().map(|sentence| text("p", "", sentence));
    let repeat = (!script.read_back.is_empty()).then(|| {
        el("p", "").child(text("b", "", t::handover_repeat(l))).text(&format!(": {}", script.read_back.join(", ")))
    });
    let body = el("div", "pad spoken").each(said).child_some(repeat);
    el("div", "hand-spoken").child(sheet("spoken-h", t::handover_spoken(l), "", body.into())).into()
}

/// The measured vital signs against the normal band of this age.
pub fn vitals(ui: &Ui, sight: &Sight, vitals: &[Vital]) -> Html {
    let l = ui.language;
    if vitals.is_empty() {
        return Html::default();
    }
    let age = sight.findings.age.unwrap_or_else(Age::any);
    let lines = vitals.iter().filter_map(|vital| {
        let spec = ui.set().finding(vital.finding)?;
        let FindingType::Number { decimals, .. } = spec.answer else { return None };
        let (at, now) = vital.values.last()?;
        let earlier =
            vital.values.iter().rev().skip(1).map(|(at, span)| format!("{} {at}", words::with_unit(l, spec, *span)));
        let earlier: Vec<String> = earlier.collect();
        let value = el("p", "")
            .child(text("span", "", spec.label.get(l)))
            .child(text("b", "", &words::with_unit(l, spec, *now)))
            .child(text("small", "", at));
        let drawn = norm(ui.set(), vital.finding, age).map(|norm| band(ui, norm, Some(*now), decimals));
        let before = (!earlier.is_empty()).then(|| text("small", "muted", &earlier.join(" · ")));
        Some(el("div", "vital").key(spec.id).child(value).child_some(drawn).child_some(before))
    });
    let body = el("div", "pad vitals").each(lines.collect::<Vec<_>>());
    sheet("vitals-h", t::handover_vitals(l), "", body.into())
}

/// A letter with its lines.
pub fn block(block: &Block) -> Html {
    let lines = block.lines.iter().map(line);
    let body = el("div", "").child(text("h2", "", block.title)).child(el("dl", "").each(lines));
    el("section", "isbar-row").key(block.letter).child(text("span", "letter", block.letter)).child(body).into()
}

fn line(line: &Line) -> Html {
    let said = match &line.said {
        Said::Words(words) => text("dd", "", words),
        Said::Several(items) => text("dd", "", &items.join("; ")),
        Said::ByHand => el("dd", "by-hand").text("\u{a0}").into(),
    };
    el("div", "")
        .class_if(line.is_drawn, "is-drawn")
        .key(line.label)
        .child(text("dt", "", line.label))
        .child(said)
        .into()
}

fn reasons(l: Language, handover: &Handover) -> Html {
    if handover.reasons.is_empty() {
        return Html::default();
    }
    let lines = handover.reasons.iter().map(|reason| text("li", "", reason));
    let sources = format!("{}: {}", t::sources_title(l), handover.sources.join("; "));
    let body = all([el("ul", "pad hand-rules").each(lines).into(), text("p", "pad muted hand-rules", &sources)]);
    sheet("reasons-h", t::rules_title(l), "", body)
}

fn code_of(model: &Model, sight: &Sight, mark: &str) -> Option<Code> {
    if model.desk.leaving.words {
        return code::words(mark, &script(model, sight)?);
    }
    code::record(model, sight).and_then(|record| code::code(&code::text(model, &record)))
}

/// The code with its caption, and the other ways.
#[component]
fn CodeBeside(props: &PartProps) -> Html {
    let PartProps { ui, model, sight } = props;
    let (l, leaving) = (ui.language, model.desk.leaving);
    let mark = model.case.as_ref().map(mark).unwrap_or_default();
    let shown = code_of(model, sight, &mark);
    let has_address = model.card().is_some_and(|card| !card.address.is_empty());
    let caption = match (leaving.words, has_address) {
        (true, _) => t::handover_code_words(l),
        (false, true) => t::handover_code_link(l),
        (false, false) => t::handover_code_plain(l),
    };
    let room = leaving.room;
    // Beside it stands its frame; alone it may fill the window.
    let most = if leaving.large {
        room.width.min(room.height.saturating_sub(FRAME)).saturating_sub(16)
    } else {
        room.width.saturating_sub(56).min(BESIDE)
    };
    let drawn: Html = match &shown {
        Some(code) => el("div", "code-box").child(drawn(l, code, &mark, room.square(modules(code), most))).into(),
        None => el("p", "note note-open").text(t::handover_code_too_large(l)).into(),
    };
    let (large, said) =
        if leaving.large { (false, t::handover_code_small(l)) } else { (true, t::handover_code_large(l)) };
    let other = if leaving.words { t::handover_show_record(l) } else { t::handover_show_words(l) };
    let switch = el("div", "quad")
        .child(bare(ui, "opt", "code-large", Msg::CodeLarge(large)).child(word(said)))
        .child(bare(ui, "opt", "code-words", Msg::CodeOfWords(!leaving.words)).child(word(other)));
    el("section", "code")
        .set(Name::AriaLabelledBy, "code-h")
        .child(el("h2", "").id("code-h").text(t::handover_code(l)))
        .child(drawn)
        .child(text("p", "muted", caption))
        .child(text("p", "code-hint", t::handover_code_bright(l)))
        .child(switch)
        .child(ways(ui, leaving))
        .into()
}

fn modules(code: &Code) -> u32 {
    u32::from(code.side.saturating_add(2 * QUIET))
}

fn drawn(l: Language, code: &Code, mark: &str, side: u32) -> Element {
    let side = format!("{}.{:03}", side / 1_000, side % 1_000);
    let modules = modules(code);
    el("svg", "")
        .set(Name::ViewBox, format!("0 0 {modules} {modules}"))
        .set(Name::Width, side.clone())
        .set(Name::Height, side)
        .set(Name::Role, "img")
        .set(Name::AriaLabel, t::handover_code_label(l, mark))
        .child(el("path", "").set(Name::D, code.path.clone()))
}

fn ways(ui: &Ui, leaving: Leaving) -> Html {
    let l = ui.language;
    let way = |way: Way| {
        let (drawing, said, note) = match way {
            Way::Copy => ("copy", t::handover_copy(l), ""),
            Way::Share => ("next", t::handover_share(l), ""),
            Way::Sheet => ("print", t::handover_print(l), t::handover_print_note(l)),
            Way::Family => ("print", t::handover_print_family(l), t::handover_print_note(l)),
            Way::File => ("file", t::handover_file(l), t::handover_file_note(l)),
            Way::Bundle => ("file", t::handover_bundle(l), t::handover_bundle_note(l)),
        };
        let note = (!note.is_empty()).then(|| text("small", "", note));
        let words = el("span", "").child(word(said)).child_some(note);
        button(ui, "opt way", format!("leave:{}", way.id()), Msg::Leave(way), all([icon(drawing, ""), words.into()]))
    };
    let left = match leaving.left {
        None => "",
        Some(Left::Copied) => t::handover_copied(l),
        Some(Left::NotCopied) => t::handover_not_copied(l),
        Some(Left::Shared) => t::handover_shared(l),
        Some(Left::NotShared) => t::handover_not_shared(l),
    };
    el("div", "ways")
        .child(text("h3", "", t::handover_ways(l)))
        .child(el("p", "ways-said").set(Name::Role, "status").text(left))
        .child(el("div", "quad").each(Way::ALL.into_iter().map(way)))
        .into()
}
