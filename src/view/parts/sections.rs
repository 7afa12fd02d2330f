//! The questions of a page under their letters, and the letters to jump to.

use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::page::progress;
use crate::app::sight::Sight;
use crate::texts as t;
use crate::view::element::{Element, Name, el, text};
use crate::view::icons::icon;
use crate::view::parts::control::{bare, button, only_read, sheet};
use crate::view::parts::group::{Group, group_props};
use crate::view::parts::row::{Row, row_props, why_aside};
use crate::view::ui::Ui;
use paedlotse_core::page::{Asked, PageSection};
use paedlotse_core::protocol::Question;
use yew::prelude::*;

/// The heading of a section and its questions.
pub fn section(ui: &Ui, model: &Model, now: &Sight, page: &Sight, section: &PageSection) -> Html {
    let (answered, asked) = progress(ui.set(), &page.assessment, &now.findings, section);
    let count = t::section_count(ui.language, &answered.to_string(), &asked.to_string());
    let heading = el("h2", "sect")
        .id(section_id(section))
        .set(Name::TabIndex, "-1")
        .child(letter(section))
        .text(&section.label(ui.language))
        .child(text("small", "", &count));
    let sheet = el("div", "sheet").each(section.questions.iter().map(|asked| question(ui, model, now, page, asked)));
    el("section", "").key(section.letter).child(heading).child(sheet).into()
}

fn letter(section: &PageSection) -> Element {
    el("span", "letter").set(Name::AriaHidden, "true").text(section.letter)
}

/// The questions of a section without a heading: the letter stands beside the first one.
pub fn lettered(ui: &Ui, model: &Model, now: &Sight, page: &Sight, section: &PageSection) -> Vec<Html> {
    let tile = |first: bool| {
        if first {
            let name = only_read(&section.label(ui.language));
            el("h2", "letter-cell").child(letter(section)).child(name)
        } else {
            el("span", "letter-cell")
        }
    };
    let questions = section.questions.iter().enumerate();
    questions
        .map(|(at, asked)| {
            let row = el("div", "").child(question(ui, model, now, page, asked));
            let line = el("div", "lettered").class_if(at > 0, "lettered-on").key(key(asked.question));
            line.child(tile(at == 0)).child(row).into()
        })
        .collect()
}

fn key(question: Question) -> String {
    match question {
        Question::Group(group) => format!("g{}", group.0),
        Question::Finding(finding) => format!("q{}", finding.0),
    }
}

fn question(ui: &Ui, model: &Model, now: &Sight, page: &Sight, asked: &Asked) -> Html {
    let key = key(asked.question);
    match asked.question {
        Question::Group(group) => html! { <Group {key} ..group_props(ui, model, now, page, group, &asked.findings) /> },
        Question::Finding(finding) => html! { <Row {key} ..row_props(ui, model, now, page, finding) /> },
    }
}

fn section_id(section: &PageSection) -> String {
    format!("s-{}", section.letter)
}

/// What is set aside on the page, collected with its reason; each line is the way to its question.
pub fn aside(ui: &Ui, page: &Sight) -> Html {
    let l = ui.language;
    let lines: Vec<Html> = page
        .set_aside(ui.set())
        .filter_map(|ix| ui.set().finding(ix).map(|finding| (ix, finding)))
        .map(|(ix, finding)| {
            let said = el("span", "").text(finding.label.get(l)).child(text("small", "", &why_aside(ui, finding)));
            let line = button(ui, "open-line", format!("aside:{}", finding.id), Msg::Jump(ix), said.into());
            el("li", "").key(finding.id).child(line).into()
        })
        .collect();
    if lines.is_empty() {
        return Html::default();
    }
    sheet("aside-h", t::aside_title(l), t::aside_note(l), el("ul", "open-list").each(lines).into())
}

/// The letters down the edge, with what is answered.
pub fn jump(ui: &Ui, sight: &Sight, sections: &[PageSection]) -> Html {
    let letters = sections.iter().map(|section| {
        let (answered, asked) = progress(ui.set(), &sight.assessment, &sight.findings, section);
        let next = section.questions.iter().any(|asked| sight.is_next(asked.question));
        let done = if asked == 0 { "–".to_owned() } else { format!("{answered}/{asked}") };
        bare(ui, "", format!("jump:{}", section.letter), Msg::Section(section_id(section)))
            .key(section.letter)
            .class_if(answered >= asked, "is-done")
            .child(text("b", "", section.letter))
            .child(only_read(&section.label(ui.language)))
            .child(text("small", "", &done))
            .child_some(next.then(|| icon("mark", "")))
    });
    el("nav", "jump").set(Name::AriaLabel, t::jump_label(ui.language)).each(letters).into()
}
