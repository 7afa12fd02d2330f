//! The questions of a page under their letters, and the letters to jump to.

use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::page::progress;
use crate::app::sight::Sight;
use crate::texts as t;
use crate::view::element::{Element, Name, el, text};
use crate::view::icons::icon;
use crate::view::parts::control::{bare, button, only_read, sheet};
use crate::view::parts::group::{Group, GroupProps, group_props};
use crate::view::parts::row::{Row, RowProps, row_props, why_aside};
use crate::view::ui::Ui;
use paedlotse_core::page::{Asked, PageSection};
use paedlotse_core::protocol::Question;
use std::rc::Rc;
use yew::prelude::*;

/// A question with everything it shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    /// A screening group.
    Group(GroupProps),
    /// A single question.
    Row(RowProps),
}

impl Line {
    /// The question with its answer as it is `now`, everything else as on the `page` that is drawn.
    #[must_use]
    pub fn new(ui: &Ui, model: &Model, now: &Sight, page: &Sight, asked: &Asked) -> Self {
        match asked.question {
            Question::Group(group) => Self::Group(group_props(ui, model, now, page, group, &asked.findings)),
            Question::Finding(finding) => Self::Row(row_props(ui, model, now, page, finding)),
        }
    }

    fn key(&self) -> String {
        match self {
            Self::Group(group) => format!("g{}", group.group.0),
            Self::Row(row) => format!("q{}", row.finding.0),
        }
    }

    fn draw(self) -> Html {
        let key = self.key();
        match self {
            Self::Group(group) => html! { <Group {key} ..group /> },
            Self::Row(row) => html! { <Row {key} ..row /> },
        }
    }
}

/// Everything a section of the dense page shows. To find it is less work than to draw it: sections whose properties are
/// equal are not drawn again.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct SectionProps {
    /// Language.
    pub ui: Ui,
    /// The letter tile.
    pub letter: &'static str,
    /// The heading.
    pub label: String,
    /// So many questions are answered, and so many are asked.
    pub progress: (u32, u32),
    /// The questions that stand.
    pub lines: Vec<Line>,
}

/// The first `count` questions of a section, their answers as they are `now`, everything else as on the `page` that is
/// drawn.
#[must_use]
pub fn section_props(
    ui: &Ui,
    model: &Model,
    now: &Sight,
    page: &Sight,
    section: &PageSection,
    count: usize,
) -> SectionProps {
    SectionProps {
        ui: ui.clone(),
        letter: section.letter,
        label: section.label(ui.language),
        progress: progress(ui.set(), &page.assessment, &now.findings, section),
        lines: section.questions.iter().take(count).map(|asked| Line::new(ui, model, now, page, asked)).collect(),
    }
}

/// The heading of a section and its questions.
#[component]
pub fn Section(props: &SectionProps) -> Html {
    let (answered, asked) = props.progress;
    let count = t::section_count(props.ui.language, &answered.to_string(), &asked.to_string());
    let heading = el("h2", "sect")
        .id(section_id(props.letter))
        .set(Name::TabIndex, "-1")
        .child(letter(props.letter))
        .text(&props.label)
        .child(text("small", "", &count));
    let sheet = el("div", "sheet").each(props.lines.iter().cloned().map(Line::draw));
    el("section", "").child(heading).child(sheet).into()
}

/// What is drawn from the page alone: the answers of this moment do not stand in it.
#[derive(Clone, Debug, Properties)]
pub struct PageProps {
    /// Content, language, sender.
    pub ui: Ui,
    /// The page.
    pub page: Rc<Sight>,
}

impl PartialEq for PageProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.page, &other.page) && self.ui == other.ui
    }
}

fn letter(letter: &'static str) -> Element {
    el("span", "letter").set(Name::AriaHidden, "true").text(letter)
}

/// The questions of a section without a heading: the letter stands beside the first one.
pub fn lettered(ui: &Ui, model: &Model, now: &Sight, page: &Sight, section: &PageSection) -> Vec<Html> {
    let tile = |first: bool| {
        if first {
            let name = only_read(&section.label(ui.language));
            el("h2", "letter-cell").child(letter(section.letter)).child(name)
        } else {
            el("span", "letter-cell")
        }
    };
    let questions = section.questions.iter().enumerate();
    questions
        .map(|(at, asked)| {
            let line = Line::new(ui, model, now, page, asked);
            let beside = el("div", "lettered").class_if(at > 0, "lettered-on").key(line.key());
            beside.child(tile(at == 0)).child(el("div", "").child(line.draw())).into()
        })
        .collect()
}

fn section_id(letter: &'static str) -> String {
    format!("s-{letter}")
}

/// What is set aside on the page, collected with its reason; each line is the way to its question.
#[component]
pub fn Aside(props: &PageProps) -> Html {
    let PageProps { ui, page } = props;
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
#[component]
pub fn Jump(props: &PageProps) -> Html {
    let PageProps { ui, page } = props;
    let letters = page.questions.iter().map(|section| {
        let (answered, asked) = progress(ui.set(), &page.assessment, &page.findings, section);
        let next = section.questions.iter().any(|asked| page.is_next(asked.question));
        let done = if asked == 0 { "–".to_owned() } else { format!("{answered}/{asked}") };
        bare(ui, "", format!("jump:{}", section.letter), Msg::Section(section_id(section.letter)))
            .key(section.letter)
            .class_if(answered >= asked, "is-done")
            .child(text("b", "", section.letter))
            .child(only_read(&section.label(ui.language)))
            .child(text("small", "", &done))
            .child_some(next.then(|| icon("mark", "")))
    });
    el("nav", "jump").set(Name::AriaLabel, t::jump_label(ui.language)).each(letters).into()
}
