//! One question, one row: three states, or the options of a choice, or a number.

use crate::app::model::{Draft, Model};
use crate::app::msg::{Answer, Msg};
use crate::app::page::{Standing, standing};
use crate::app::sight::Sight;
use crate::texts as t;
use crate::view::icons::{icon, sign};
use crate::view::parts::number::NumberField;
use crate::view::ui::{Ui, use_ui};
use crate::view::words;
use paedlotse_core::age::Age;
use paedlotse_core::disposition::Urgency;
use paedlotse_core::finding::{Finding, FindingIx, FindingType};
use paedlotse_core::observation::{Observed, Value};
use paedlotse_core::protocol::Question;
use yew::prelude::*;

/// Everything a row shows. Rows whose properties are equal are not drawn again.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct RowProps {
    /// Which question.
    pub finding: FindingIx,
    /// Its answer.
    pub observed: Option<Observed>,
    /// "Not assessed" was said.
    pub passed: bool,
    /// Asked for, perhaps later, or set aside.
    pub standing: Standing,
    /// Its row was opened although it is not needed now.
    pub shown: bool,
    /// It can still raise the answer.
    pub live: bool,
    /// It comes next, and why.
    pub next: Option<&'static str>,
    /// The most urgent rule this answer takes part in.
    pub raises: Option<Urgency>,
    /// A typed number that waits.
    pub draft: Option<Draft>,
    /// This house cannot obtain it now.
    pub lacking: bool,
    /// For the normal band.
    pub age: Option<Age>,
}

/// The row of `finding` as it is now.
#[must_use]
pub fn row_props(model: &Model, sight: &Sight, finding: FindingIx) -> RowProps {
    let obtained_by = model.content.set.finding(finding).and_then(|f| f.obtained_by);
    RowProps {
        finding,
        observed: sight.findings.get(finding),
        passed: sight.passed_over.contains(&finding),
        standing: standing(&sight.assessment, &sight.findings, finding),
        shown: model.desk.shown.contains(&finding),
        live: sight.assessment.live.contains(&finding),
        next: next_word(model, sight, Question::Finding(finding)),
        raises: sight.raises(finding),
        draft: model.desk.draft(finding).cloned(),
        lacking: obtained_by.is_some_and(|c| sight.lacking.contains(c)),
        age: sight.findings.age,
    }
}

/// One question.
#[component]
pub fn Row(props: &RowProps) -> Html {
    let ui = use_ui();
    let Some(finding) = ui.set().finding(props.finding) else {
        return Html::default();
    };
    if props.standing != Standing::Due && !props.shown {
        return aside(&ui, props, finding);
    }
    let id = format!("q-{}", finding.id);
    let label_id = format!("{id}-l");
    let number = matches!(finding.answer, FindingType::Number { .. });
    let choice = matches!(finding.answer, FindingType::Choice { .. });
    let four = finding.obtained_by.is_some();
    let class = classes!(
        "row",
        choice.then_some("row-wide"),
        is_long(&ui, finding).then_some("row-long"),
        (four && !choice).then_some("row-four"),
        props.next.map(|_| "is-next"),
        (!matches!(props.observed, Some(Observed::Known(_)))).then_some("is-pending"),
        (props.observed.is_none() && !props.live).then_some("is-faded"),
    );
    let answers = if number {
        html! { <NumberField ..number_props(props) /> }
    } else {
        html! {
            <div class="answers" role="radiogroup" aria-labelledby={label_id.clone()}>
                { for options(&ui, props, finding) }
            </div>
        }
    };
    html! {
        <div {class} {id} tabindex="-1">
            if let Some(word) = props.next { { flag(word) } }
            <div class="row-text">
                <p class="row-label" id={label_id}>
                    { finding.label.get(ui.language) }
                    if let Some(urgency) = props.raises {
                        <span class="push">
                            { sign(Some(urgency), "sign-s") }
                            <span class="only-read">{ words::urgency(ui.language, urgency) }</span>
                        </span>
                    }
                </p>
                { hint(&ui, props, finding) }
            </div>
            { answers }
        </div>
    }
}

/// The mark of the most decisive question; it lies over the border, nothing moves.
pub fn flag(word: &'static str) -> Html {
    html! { <p class="flag">{ icon("mark", "") }{ word }</p> }
}

/// Why a question comes next, if it does: the danger screen has its order, after it what decides most.
#[must_use]
pub fn next_word(model: &Model, sight: &Sight, question: Question) -> Option<&'static str> {
    let l = model.language;
    let ordered = !sight.assessment.danger_left.is_empty();
    sight.is_next(question).then(|| if ordered { t::next_in_order(l) } else { t::next_flag(l) })
}

fn hint(ui: &Ui, props: &RowProps, finding: &Finding) -> Html {
    let how = finding.how.get(ui.language);
    let note = match (props.standing, &finding.due) {
        (Standing::Aside, _) => Some(t::aside_entered(ui.language).to_owned()),
        _ if props.lacking && props.observed.is_none() => Some(t::row_lacking(ui.language).to_owned()),
        _ => None,
    };
    html! {
        <>
            if !how.is_empty() { <p class="row-hint">{ how }</p> }
            if let Some(note) = note { <p class="row-hint">{ note }</p> }
        </>
    }
}

/// What is not needed now takes one line, says why, and can be entered all the same.
fn aside(ui: &Ui, props: &RowProps, finding: &Finding) -> Html {
    let why = match (props.standing, &finding.due) {
        (Standing::Later, _) => t::aside_later(ui.language).to_owned(),
        (_, Some(due)) => t::aside_because(ui.language, &words::condition(ui.set(), ui.language, due)),
        (_, None) => t::aside_not_now(ui.language).to_owned(),
    };
    html! {
        <div class="row row-aside" id={format!("q-{}", finding.id)} tabindex="-1">
            <p class="row-text"><span>{ finding.label.get(ui.language) }</span><span class="row-hint">{ why }</span></p>
            <button class="aside-open" type="button" data-act={format!("show:{}", finding.id)}
                onclick={ui.on(Msg::ShowAside(props.finding))}
                aria-label={t::aside_enter_label(ui.language, finding.label.get(ui.language))}>
                { t::aside_enter(ui.language) }
            </button>
        </div>
    }
}

fn number_props(props: &RowProps) -> crate::view::parts::number::NumberProps {
    crate::view::parts::number::NumberProps {
        finding: props.finding,
        observed: props.observed,
        draft: props.draft.clone(),
        age: props.age,
    }
}

/// "mild: nasal flaring, …": the name first, what it means in smaller letters below.
fn spoken(label: &str) -> Html {
    match label.split_once(": ") {
        Some((name, meaning)) => {
            html! { <span>{ name.to_owned() }<small>{ meaning.to_owned() }</small></span> }
        }
        None => html! { <span>{ label.to_owned() }</span> },
    }
}

/// So many letters of an option fit into a narrow answer.
const NARROW: usize = 24;

fn is_long(ui: &Ui, finding: &Finding) -> bool {
    match &finding.answer {
        FindingType::Choice { options } => options.iter().any(|o| o.label.get(ui.language).chars().count() > NARROW),
        _ => false,
    }
}

struct Choosable {
    answer: Answer,
    act: String,
    key: &'static str,
    word: String,
    class: &'static str,
    icon: Option<&'static str>,
    chosen: bool,
}

fn options(ui: &Ui, props: &RowProps, finding: &Finding) -> Vec<Html> {
    let l = ui.language;
    let id = &finding.id;
    let known = match props.observed {
        Some(Observed::Known(value)) => Some(value),
        _ => None,
    };
    let mut options: Vec<Choosable> = match &finding.answer {
        FindingType::Choice { options } => (0_u8..)
            .zip(options)
            .map(|(at, option)| Choosable {
                answer: Answer::Option(at),
                act: format!("choose:{id}:{}", option.id),
                key: "",
                word: option.label.get(l).to_owned(),
                class: "",
                icon: None,
                chosen: known == Some(Value::Choice(at)),
            })
            .collect(),
        _ => [(true, "yes", t::answer_yes(l)), (false, "no", t::answer_no(l))]
            .into_iter()
            .map(|(yes, key, word)| Choosable {
                answer: Answer::YesNo(yes),
                act: format!("answer:{id}:{key}"),
                key,
                word: word.to_owned(),
                class: "",
                icon: Some(key),
                chosen: known == Some(Value::YesNo(yes)),
            })
            .collect(),
    };
    options.push(Choosable {
        answer: Answer::Open,
        act: format!("answer:{id}:open"),
        key: "open",
        word: t::answer_open(l).to_owned(),
        class: "opt-unknown",
        icon: None,
        chosen: props.observed.is_none() && props.passed,
    });
    if finding.obtained_by.is_some() {
        options.push(Choosable {
            answer: Answer::Unobtainable,
            act: format!("answer:{id}:unobtainable"),
            key: "",
            word: t::answer_unobtainable(l).to_owned(),
            class: "opt-unknown",
            icon: None,
            chosen: props.observed == Some(Observed::Unobtainable),
        });
    }
    let stop = options.iter().position(|o| o.chosen).unwrap_or(0);
    options.into_iter().enumerate().map(|(at, option)| button(ui, props.finding, option, at == stop)).collect()
}

fn button(ui: &Ui, finding: FindingIx, option: Choosable, stop: bool) -> Html {
    let chosen = if option.chosen { "true" } else { "false" };
    html! {
        <button key={option.act.clone()} class={classes!("opt", option.class)} type="button" role="radio"
            aria-checked={chosen} tabindex={if stop { "0" } else { "-1" }}
            data-act={option.act} data-key={option.key}
            onclick={ui.on(Msg::Answer { finding, answer: option.answer })}>
            if let Some(name) = option.icon { { icon(name, "") } }
            { spoken(&option.word) }
        </button>
    }
}
