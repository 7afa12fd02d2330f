//! The questions of a page under their letters, and the letters to jump to.

use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::page::{PageSection, progress};
use crate::app::sight::Sight;
use crate::texts as t;
use crate::view::icons::icon;
use crate::view::parts::group::{Group, group_props};
use crate::view::parts::row::{Row, row_props};
use crate::view::ui::Ui;
use paedlotse_core::protocol::Question;
use yew::prelude::*;

/// The heading of a section and its questions.
pub fn section(ui: &Ui, model: &Model, sight: &Sight, section: &PageSection) -> Html {
    let (answered, asked) = progress(ui.set(), &sight.assessment, &sight.findings, section);
    let count = t::section_count(ui.language, &answered.to_string(), &asked.to_string());
    html! {
        <section key={section.letter.clone()}>
            <h2 class="sect" id={section_id(section)} tabindex="-1">
                <span class="letter" aria-hidden="true">{ &section.letter }</span>
                { section.label.get(ui.language) }
                <small>{ count }</small>
            </h2>
            <div class="sheet">
                { for section.questions.iter().map(|q| question(model, sight, *q)) }
            </div>
        </section>
    }
}

/// The questions of a section without a heading: the letter stands beside the first one.
pub fn lettered(ui: &Ui, model: &Model, sight: &Sight, section: &PageSection) -> Vec<Html> {
    let tile = |first: bool| {
        html! {
            if first {
                <h2 class="letter-cell">
                    <span class="letter" aria-hidden="true">{ &section.letter }</span>
                    <span class="only-read">{ section.label.get(ui.language) }</span>
                </h2>
            } else {
                <span class="letter-cell"></span>
            }
        }
    };
    section
        .questions
        .iter()
        .enumerate()
        .map(|(at, q)| {
            let key = match q {
                Question::Group(g) => format!("g{}", g.0),
                Question::Finding(f) => format!("q{}", f.0),
            };
            html! { <div class="lettered" {key}>{ tile(at == 0) }<div>{ question(model, sight, *q) }</div></div> }
        })
        .collect()
}

fn question(model: &Model, sight: &Sight, question: Question) -> Html {
    match question {
        Question::Group(group) => {
            html! { <Group key={format!("g{}", group.0)} ..group_props(model, sight, group) /> }
        }
        Question::Finding(finding) => {
            html! { <Row key={format!("q{}", finding.0)} ..row_props(model, sight, finding) /> }
        }
    }
}

fn section_id(section: &PageSection) -> String {
    format!("s-{}", section.letter)
}

/// The letters down the edge, with what is answered.
pub fn jump(ui: &Ui, sight: &Sight, sections: &[PageSection]) -> Html {
    html! {
        <nav class="jump" aria-label={t::jump_label(ui.language)}>
            { for sections.iter().map(|section| {
                let (answered, asked) = progress(ui.set(), &sight.assessment, &sight.findings, section);
                let next = section.questions.iter().any(|q| sight.is_next(*q));
                html! {
                    <button key={section.letter.clone()} type="button" class={classes!((answered >= asked).then_some("is-done"))}
                        data-act={format!("jump:{}", section.letter)} onclick={ui.on(Msg::Section(section_id(section)))}>
                        <b>{ &section.letter }</b>
                        <span class="only-read">{ section.label.get(ui.language) }</span>
                        <small>{ if asked == 0 { "–".to_owned() } else { format!("{answered}/{asked}") } }</small>
                        if next { { icon("mark", "") } }
                    </button>
                }
            }) }
        </nav>
    }
}
