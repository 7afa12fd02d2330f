//! A number: typed with comma or point, or stepped; the normal band beside it; implausible values refused.

use crate::app::frame::FrameMsg;
use crate::app::model::{Draft, Trouble};
use crate::app::msg::{Answer, Msg};
use crate::texts as t;
use crate::view::element::{Name, all, el, plain, text};
use crate::view::icons::icon;
use crate::view::parts::band::{band, norm};
use crate::view::parts::control::{bare, typed, word};
use crate::view::ui::Ui;
use crate::view::words;
use paedlotse_core::age::Age;
use paedlotse_core::finding::{Finding, FindingIx, FindingType};
use paedlotse_core::observation::{Observed, Value};
use paedlotse_core::quantity::{NumberError, Span};
use web_sys::HtmlInputElement;
use yew::html::{onchange, oninput};
use yew::prelude::*;

/// What a number field shows.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct NumberProps {
    /// Content, language, sender.
    pub ui: Ui,
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
    let ui = &props.ui;
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
    let entered = {
        let typing = typing.clone();
        Callback::from(move |event: InputEvent| {
            typing.set(Some(event.target_unchecked_into::<HtmlInputElement>().value()));
        })
    };
    let left = {
        let (typing, send) = (typing.clone(), ui.send.clone());
        Callback::from(move |event: Event| {
            let text = event.target_unchecked_into::<HtmlInputElement>().value();
            typing.set(None);
            send.emit(Msg::Number { finding: ix, text });
        })
    };
    let id = format!("n-{}", finding.id);
    let input = typed("num-in", format!("number:{}", finding.id))
        .id(id.clone())
        .set(Name::InputMode, "decimal")
        .set(Name::Placeholder, "–")
        .set(Name::AriaLabelledBy, format!("q-{}-l", finding.id))
        .value(value)
        .on(oninput::Wrapper::new(entered))
        .on(onchange::Wrapper::new(left));
    // What the hospital's system told is not wrong, and is no alarm.
    let told = props.draft.as_ref().is_some_and(|draft| matches!(draft.trouble, Trouble::Told(_)));
    let trouble = props.draft.as_ref().map(|draft| {
        let said = el("div", "row-trouble").id(format!("{id}-t"));
        let said = if told { said } else { said.set(Name::Role, "alert") };
        said.child(trouble(ui, finding, ix, draft))
    });
    let input = match &trouble {
        Some(_) if told => input.set(Name::AriaDescribedBy, format!("{id}-t")),
        Some(_) => input.set(Name::AriaErrorMessage, format!("{id}-t")).truth(Name::AriaInvalid, true),
        None => input,
    };
    let unit = words::unit(ui.language, unit);
    let field =
        el("span", "num-field").child(input).child_some((!unit.is_empty()).then(|| text("span", "num-unit", unit)));
    let not_here = t::answer_unobtainable(ui.language);
    let none = finding.obtained_by.map(|_| {
        let act = format!("answer:{}:unobtainable", finding.id);
        bare(ui, "opt opt-unknown", act, Msg::Answer { finding: ix, answer: Answer::Unobtainable })
            .truth(Name::AriaPressed, props.observed == Some(Observed::Unobtainable))
            .set(Name::AriaLabel, format!("{}: {not_here}", finding.label.get(ui.language)))
            .child(word(not_here))
    });
    let row = el("div", "num")
        .class_if(none.is_some(), "num-four")
        .child(field)
        .child(step(ui, finding, ix, false, known))
        .child(step(ui, finding, ix, true, known))
        .child_some(none);
    let norm = props.age.and_then(|age| norm(ui.set(), ix, age)).map(|norm| band(ui, norm, known, *decimals));
    all([row.into(), trouble.map_or_else(Html::default, Html::from), norm.unwrap_or_default()])
}

fn step(ui: &Ui, finding: &Finding, ix: FindingIx, up: bool, known: Option<Span>) -> Html {
    let label = finding.label.get(ui.language);
    let (name, label, act) = if up {
        ("plus", t::number_more(ui.language, label), "more")
    } else {
        ("minus", t::number_less(ui.language, label), "less")
    };
    bare(ui, "step", format!("{act}:{}", finding.id), Msg::Step { finding: ix, up })
        .set(Name::AriaLabel, label)
        .disabled(known.is_none())
        .child(icon(name, ""))
        .into()
}

fn trouble(ui: &Ui, finding: &Finding, ix: FindingIx, draft: &Draft) -> Html {
    let l = ui.language;
    let in_unit = |span: Span| words::answer(l, finding, Some(Observed::Known(Value::Number(span))));
    let said = match draft.trouble {
        Trouble::NotANumber(NumberError::TooPrecise) => t::number_too_precise(l).to_owned(),
        Trouble::NotANumber(NumberError::Ambiguous) => t::number_ambiguous(l, &draft.text),
        Trouble::NotANumber(NumberError::NotANumber | NumberError::TooLarge) => t::number_not_a_number(l, &draft.text),
        Trouble::Implausible(range) => t::number_implausible(l, &in_unit(range)),
        Trouble::Surprising(value) => {
            return asked(ui, finding, &t::number_surprising(l, &in_unit(Span::exactly(value))), Msg::Sure(ix));
        }
        Trouble::Told(value) => {
            let words = if value.exact { t::number_told(l) } else { t::number_told_rounded(l) };
            return asked(ui, finding, words, Msg::Frame(FrameMsg::Take(value)));
        }
    };
    plain(&said)
}

fn asked(ui: &Ui, finding: &Finding, words: &str, right: Msg) -> Html {
    let sure = bare(ui, "opt", format!("sure:{}", finding.id), right).text(t::number_sure(ui.language));
    all([word(words), sure.into()])
}
