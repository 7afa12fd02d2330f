//! A number: typed with comma or point, or stepped; the normal band beside it; implausible values refused.

use crate::app::model::{Draft, Trouble};
use crate::app::msg::{Answer, Msg};
use crate::texts as t;
use crate::view::icons::icon;
use crate::view::parts::band::{Band, norm};
use crate::view::ui::{Ui, use_ui};
use crate::view::words;
use paedlotse_core::age::Age;
use paedlotse_core::finding::{Finding, FindingIx, FindingType};
use paedlotse_core::observation::{Observed, Value};
use paedlotse_core::quantity::{NumberError, Span};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What a number field shows.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct NumberProps {
    /// Which question.
    pub finding: FindingIx,
    /// Its answer.
    pub observed: Option<Observed>,
    /// A typed text that waits.
    pub draft: Option<Draft>,
    /// For the normal band.
    pub age: Option<Age>,
}

/// A number field with steps, band, and what to do about a refused or surprising value.
#[component]
pub fn NumberField(props: &NumberProps) -> Html {
    let ui = use_ui();
    let typing = use_state(|| None::<String>);
    let Some(finding) = ui.set().finding(props.finding) else {
        return Html::default();
    };
    let FindingType::Number { unit, decimals, .. } = &finding.answer else {
        return Html::default();
    };
    let ix = props.finding;
    let known = match props.observed {
        Some(Observed::Known(Value::Number(span))) => Some(span),
        _ => None,
    };
    let committed = match (&props.draft, known) {
        (Some(draft), _) => draft.text.clone(),
        (None, Some(span)) => words::number(ui.language, *decimals, span),
        (None, None) => String::new(),
    };
    let value = typing.as_deref().map_or(committed, str::to_owned);
    let oninput = {
        let typing = typing.clone();
        Callback::from(move |event: InputEvent| {
            typing.set(Some(event.target_unchecked_into::<HtmlInputElement>().value()));
        })
    };
    let onchange = {
        let (typing, send) = (typing.clone(), ui.send.clone());
        Callback::from(move |event: Event| {
            let text = event.target_unchecked_into::<HtmlInputElement>().value();
            typing.set(None);
            send.emit(Msg::Number { finding: ix, text });
        })
    };
    let label = finding.label.get(ui.language);
    let none = props.observed == Some(Observed::Unobtainable);
    let id = format!("n-{}", finding.id);
    let trouble_id = props.draft.as_ref().map(|_| format!("{id}-t"));
    html! {
        <>
            <div class={classes!("num", finding.obtained_by.map(|_| "num-four"))}>
                <span class="num-field">
                    <input class="num-in" {id} type="text" inputmode="decimal" autocomplete="off" autocorrect="off"
                        spellcheck="false" autocapitalize="off" placeholder="–" {value} {oninput} {onchange}
                        aria-labelledby={format!("q-{}-l", finding.id)} aria-errormessage={trouble_id.clone()}
                        aria-invalid={props.draft.as_ref().map(|_| "true")}
                        data-act={format!("number:{}", finding.id)} />
                    if !unit.is_empty() { <span class="num-unit">{ unit }</span> }
                </span>
                { step(&ui, finding, ix, false, known) }
                { step(&ui, finding, ix, true, known) }
                if finding.obtained_by.is_some() {
                    <button class="opt opt-unknown" type="button" aria-pressed={if none { "true" } else { "false" }}
                        data-act={format!("answer:{}:unobtainable", finding.id)}
                        aria-label={format!("{label}: {}", t::answer_unobtainable(ui.language))}
                        onclick={ui.on(Msg::Answer { finding: ix, answer: Answer::Unobtainable })}>
                        <span>{ t::answer_unobtainable(ui.language) }</span>
                    </button>
                }
            </div>
            if let Some(draft) = &props.draft {
                <div class="row-trouble" id={trouble_id} role="alert">{ trouble(&ui, finding, ix, draft) }</div>
            }
            if let Some(norm) = props.age.and_then(|age| norm(ui.set(), ix, age)) {
                <Band norm={norm} now={known} decimals={*decimals} />
            }
        </>
    }
}

fn step(ui: &Ui, finding: &Finding, ix: FindingIx, up: bool, known: Option<Span>) -> Html {
    let label = finding.label.get(ui.language);
    let (name, label, act) = if up {
        ("plus", t::number_more(ui.language, label), "more")
    } else {
        ("minus", t::number_less(ui.language, label), "less")
    };
    html! {
        <button class="step" type="button" aria-label={label} disabled={known.is_none()}
            data-act={format!("{act}:{}", finding.id)} onclick={ui.on(Msg::Step { finding: ix, up })}>
            { icon(name, "") }
        </button>
    }
}

fn trouble(ui: &Ui, finding: &Finding, ix: FindingIx, draft: &Draft) -> Html {
    let l = ui.language;
    let in_unit = |span: Span| words::answer(l, finding, Some(Observed::Known(Value::Number(span))));
    match draft.trouble {
        Trouble::NotANumber(NumberError::TooPrecise) => html! { t::number_too_precise(l) },
        Trouble::NotANumber(NumberError::Ambiguous) => html! { t::number_ambiguous(l, &draft.text) },
        Trouble::NotANumber(NumberError::NotANumber | NumberError::TooLarge) => {
            html! { t::number_not_a_number(l, &draft.text) }
        }
        Trouble::Implausible(range) => html! { t::number_implausible(l, &in_unit(range)) },
        Trouble::Surprising(value) => html! {
            <>
                <span>{ t::number_surprising(l, &in_unit(Span::exactly(value))) }</span>
                <button class="opt" type="button" data-act={format!("sure:{}", finding.id)}
                    onclick={ui.on(Msg::Sure(ix))}>{ t::number_sure(l) }</button>
            </>
        },
    }
}
