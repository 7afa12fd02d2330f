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
use paedlotse_core::finding::FindingIx;
use paedlotse_core::page::{Asked, PageSection};
use paedlotse_core::protocol::Question;
use std::rc::Rc;
use yew::prelude::*;

/// What a section of the dense page is drawn from.
#[derive(Clone, Debug, Properties)]
pub struct SectionProps {
    /// Content, language, sender.
    pub ui: Ui,
    /// The state.
    pub model: Rc<Model>,
    /// The answers as they are now.
    pub now: Rc<Sight>,
    /// Everything else, as on the page that is drawn.
    pub page: Rc<Sight>,
    /// Position of the section on the page.
    pub at: usize,
    /// So many of its questions stand.
    pub lines: usize,
}

impl SectionProps {
    fn section(&self) -> Option<&PageSection> {
        self.page.questions.get(self.at)
    }
}

/// Sections that would look the same are not drawn again. Whatever changes more than an answer brings another page, at
/// the latest in the frame after it ([`crate::app::turn::Turn::page`]); until then only the answers of the section, and
/// what lies on the desk, count.
impl PartialEq for SectionProps {
    fn eq(&self, other: &Self) -> bool {
        let same_answer = |finding: &FindingIx| {
            self.now.findings.get(*finding) == other.now.findings.get(*finding)
                && self.now.passed_over.contains(finding) == other.now.passed_over.contains(finding)
        };
        let findings =
            |section: &PageSection| section.questions.iter().flat_map(|asked| &asked.findings).all(same_answer);
        Rc::ptr_eq(&self.page, &other.page)
            && (self.at, self.lines) == (other.at, other.lines)
            && self.ui == other.ui
            && self.model.desk == other.model.desk
            && (Rc::ptr_eq(&self.now, &other.now) || self.section().is_none_or(findings))
    }
}

/// The heading of a section and its questions.
#[component]
pub fn Section(props: &SectionProps) -> Html {
    let SectionProps { ui, model, now, page, .. } = props;
    let Some(section) = props.section() else { return Html::default() };
    let (answered, asked) = progress(ui.set(), &page.assessment, &now.findings, section);
    let count = t::section_count(ui.language, &answered.to_string(), &asked.to_string());
    let heading = el("h2", "sect")
        .id(section_id(section))
        .set(Name::TabIndex, "-1")
        .child(letter(section))
        .text(&section.label(ui.language))
        .child(text("small", "", &count));
    let questions = section.questions.iter().take(props.lines);
    let sheet = el("div", "sheet").each(questions.map(|asked| question(ui, model, now, page, asked)));
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
