//! The child: age in two taps, sex, weight. Nothing personal.

use crate::app::age::refinement;
use crate::app::model::Model;
use crate::app::msg::{AgeKey, Msg};
use crate::app::page::Standing;
use crate::app::route::Screen;
use crate::app::sight::Sight;
use crate::app::update::WEIGHT;
use crate::texts as t;
use crate::view::icons::icon;
use crate::view::parts::bar;
use crate::view::parts::control::{button, radio, word};
use crate::view::parts::row::{Row, row_props};
use crate::view::ui::Ui;
use crate::view::words;
use paedlotse_core::age::AgeError;
use paedlotse_core::criterion::Sex;
use yew::prelude::*;

/// The child screen.
pub fn child(ui: &Ui, model: &Model, sight: &Sight, raised: bool) -> Html {
    let l = ui.language;
    let marks = bar::marks(model, sight);
    let known = sight.findings.age.is_some();
    let go = if known { "go" } else { "go go-quiet" };
    html! {
        <main id="main" class="work work-case" tabindex="-1" data-screen="child">
            <aside class="rail" aria-label={t::bar_label(l)} data-state={marks.state} data-disposition={marks.disposition}
                data-urgency={marks.urgency} data-destination={marks.destination}>
                if known {
                    { bar::verdict(ui, model, sight, raised) }
                } else {
                    <section class="verdict is-open" role="status">
                        <p class="verdict-kicker">{ icon("mark-open", "") }{ t::bar_open(l) }</p>
                        <p class="verdict-text">{ t::child_ask(l) }</p>
                    </section>
                }
                <p class="muted">{ t::child_note(l) }</p>
                <div class="rail-end">
                    <p class="muted">{ t::child_private(l) }</p>
                    { bar::go_on(ui, t::go_danger(l), None, Screen::Danger, go) }
                </div>
            </aside>
            <section class="flow flow-child" aria-label={t::child_fields(l)}>
                <h1 class="only-read">{ t::step_child(l) }</h1>
                { age_field(ui, model, sight) }
                { keypad(ui) }
                { refine(ui, model, sight) }
                <div class="fields">
                    { sex_field(ui, sight) }
                    { weight_field(model, sight) }
                </div>
            </section>
        </main>
    }
}

fn age_field(ui: &Ui, model: &Model, sight: &Sight) -> Html {
    let l = ui.language;
    let digits = &model.desk.age_digits;
    let known = sight.findings.age.map(|age| words::age(l, age));
    let note = match (model.desk.age_error, digits.is_empty(), known.is_some()) {
        (Some(AgeError::NotAnAge), ..) => t::age_error_digits(l),
        (Some(_), ..) => t::age_error_not_a_child(l),
        (None, false, _) => t::age_now_unit(l),
        (None, true, true) => t::age_change(l),
        (None, true, false) => t::age_number(l),
    };
    let value = if digits.is_empty() { known.unwrap_or_else(|| "–".to_owned()) } else { digits.clone() };
    html! {
        <div class={classes!("field", "is-active", sight.findings.age.is_none().then_some("is-open"))}>
            <span class="field-name" id="age-name">{ t::child_age(l) }</span>
            <span class="field-value" role="status" aria-labelledby="age-name age-value">
                <span id="age-value">{ value }</span>if !digits.is_empty() { <span class="caret" aria-hidden="true"></span> }
            </span>
            <span class="field-note">{ note }</span>
        </div>
    }
}

/// The age was given in weeks or years: which day or month, where that can matter. It appears below the keypad,
/// so that nothing moves under the finger.
fn refine(ui: &Ui, model: &Model, sight: &Sight) -> Html {
    let l = ui.language;
    let Some(refine) = sight.findings.age.and_then(refinement).filter(|_| model.desk.age_digits.is_empty()) else {
        return Html::default();
    };
    let name = if refine.unit == AgeKey::Days { t::age_exact_days(l) } else { t::age_exact_months(l) };
    html! {
        <div class="refine" role="group" aria-label={name}>
            <span class="refine-name">{ name }</span>
            { for (0..refine.choices).map(|more| {
                let count = refine.base.saturating_add(more);
                html! {
                    <button key={more} class="refine-key" type="button" data-act={format!("age-more:{more}")}
                        aria-pressed={if refine.chosen == Some(more) { "true" } else { "false" }}
                        aria-label={words::age_count(l, refine.unit, count)} onclick={ui.on(Msg::AgeMore(more))}>
                        { count }
                    </button>
                }
            }) }
        </div>
    }
}

fn sex_field(ui: &Ui, sight: &Sight) -> Html {
    let l = ui.language;
    let known = sight.findings.sex;
    let option = |act: &'static str, text: &'static str, sex: Option<Sex>| {
        let class = if sex.is_some() { "opt" } else { "opt opt-unknown" };
        radio(ui, class, act, sex.is_some() && known == sex, Msg::Sex(sex), word(text))
    };
    html! {
        <div class="field" role="radiogroup" aria-labelledby="sex-name">
            <span class="field-name" id="sex-name">{ t::child_sex(l) }</span>
            <span class="sexes">
                { option("sex:female", t::sex_female(l), Some(Sex::Female)) }
                { option("sex:male", t::sex_male(l), Some(Sex::Male)) }
                { option("sex:open", t::sex_open(l), None) }
            </span>
        </div>
    }
}

fn weight_field(model: &Model, sight: &Sight) -> Html {
    match model.content.set.finding_named(WEIGHT) {
        Some(weight) => {
            let mut props = row_props(model, sight, weight);
            // Asked here for every child, whether or not a protocol needs it; never in the way.
            props.standing = Standing::Due;
            props.live = true;
            html! { <div class="sheet field-weight"><Row ..props /></div> }
        }
        None => Html::default(),
    }
}

fn keypad(ui: &Ui) -> Html {
    let l = ui.language;
    let digit = |n: u8| button(ui, "key", format!("age-key:{n}"), Msg::AgeDigit(n), html! { n });
    let unit = |unit: AgeKey, text: &'static str| {
        button(ui, "key key-unit", format!("age-unit:{}", unit.id()), Msg::AgeUnit(unit), html! { text })
    };
    html! {
        <div class="keypad" role="group" aria-label={t::child_keypad(l)}>
            { digit(7) }{ digit(8) }{ digit(9) }{ unit(AgeKey::Days, t::unit_days(l)) }
            { digit(4) }{ digit(5) }{ digit(6) }{ unit(AgeKey::Weeks, t::unit_weeks(l)) }
            { digit(1) }{ digit(2) }{ digit(3) }{ unit(AgeKey::Months, t::unit_months(l)) }
            <button class="key key-quiet" type="button" aria-label={t::age_back(l)} data-act="age-key:back"
                onclick={ui.on(Msg::AgeBack)}>{ icon("backspace", "") }</button>
            { digit(0) }
            { unit(AgeKey::Hours, t::unit_hours(l)) }
            { unit(AgeKey::Years, t::unit_years(l)) }
        </div>
    }
}
