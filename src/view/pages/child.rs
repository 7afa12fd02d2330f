//! The child: age in two taps, sex, weight. Nothing personal.

use crate::app::age::refinement;
use crate::app::drawn::Drawn;
use crate::app::model::Model;
use crate::app::msg::{AgeKey, Msg};
use crate::app::page::Standing;
use crate::app::route::Screen;
use crate::app::sight::Sight;
use crate::texts as t;
use crate::view::element::{Name, all, el, text};
use crate::view::icons::icon;
use crate::view::parts::bar;
use crate::view::parts::control::{answers, bare, radio, screen, word};
use crate::view::parts::row::{Row, row_props};
use crate::view::ui::Ui;
use crate::view::words;
use paedlotse_core::age::AgeError;
use paedlotse_core::criterion::Sex;
use paedlotse_core::finding::WEIGHT;
use yew::prelude::*;

/// The child screen.
pub fn child(ui: &Ui, model: &Model, sight: &Sight, raised: bool, drawn: Drawn) -> Html {
    let l = ui.language;
    let known = sight.findings.age.is_some();
    let verdict = if known {
        bar::verdict(ui, model, sight, raised)
    } else {
        el("section", "verdict is-open")
            .set(Name::Role, "status")
            .child(el("p", "verdict-kicker").child(icon("mark-open", "")).text(t::bar_open(l)))
            .child(text("p", "verdict-text", t::child_ask(l)))
            .into()
    };
    let go = if known { "go" } else { "go go-quiet" };
    let end = el("div", "rail-end").child(text("p", "muted", t::child_private(l))).child(bar::go_on(
        ui,
        t::go_danger(l),
        None,
        Screen::Danger,
        go,
    ));
    let rail = bar::rail(ui, model, sight).child(verdict).child(text("p", "muted", t::child_note(l))).child(end);
    // The keys come in the next frame, the fields in the one after it.
    let stands = |place: usize| drawn.reaches(place, 16);
    let fields = || el("div", "fields").child(sex_field(ui, sight)).child(weight_field(ui, model, sight));
    let flow = el("section", "flow flow-child")
        .set(Name::AriaLabel, t::child_fields(l))
        .child(text("h1", "only-read", t::step_child(l)))
        .child(age_field(ui, model, sight))
        .child_some(stands(0).then(|| keypad(ui)))
        .child_some(stands(1).then(|| all([refine(ui, model, sight), fields().into()])));
    screen("work work-case work-child", "child").child(rail).child(flow).into()
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
    let caret = (!digits.is_empty()).then(|| el("span", "caret").set(Name::AriaHidden, "true"));
    let shown = el("span", "field-value")
        .set(Name::Role, "status")
        .set(Name::AriaLabelledBy, "age-name age-value")
        .child(el("span", "").id("age-value").text(&value))
        .child_some(caret);
    el("div", "field is-active")
        .class_if(sight.findings.age.is_none(), "is-open")
        .child(el("span", "field-name").id("age-name").text(t::child_age(l)))
        .child(shown)
        .child(text("span", "field-note", note))
        .into()
}

/// The age was given in weeks or years: which day or month, where that can matter. It appears below the keypad,
/// so that nothing moves under the finger.
fn refine(ui: &Ui, model: &Model, sight: &Sight) -> Html {
    let l = ui.language;
    let Some(refine) = sight.findings.age.and_then(refinement).filter(|_| model.desk.age_digits.is_empty()) else {
        return Html::default();
    };
    let name = if refine.unit == AgeKey::Days { t::age_exact_days(l) } else { t::age_exact_months(l) };
    let keys = (0..refine.choices).map(|more| {
        let count = refine.base.saturating_add(more);
        bare(ui, "refine-key", format!("age-more:{more}"), Msg::AgeMore(more))
            .key(more)
            .truth(Name::AriaPressed, refine.chosen == Some(more))
            .set(Name::AriaLabel, words::age_count(l, refine.unit, count))
            .text(&count.to_string())
    });
    el("div", "refine")
        .set(Name::Role, "group")
        .set(Name::AriaLabel, name)
        .child(text("span", "refine-name", name))
        .each(keys)
        .into()
}

fn sex_field(ui: &Ui, sight: &Sight) -> Html {
    let l = ui.language;
    let known = sight.findings.sex;
    let option = |act: &'static str, said: &str, sex: Option<Sex>| {
        let class = if sex.is_some() { "opt" } else { "opt opt-unknown" };
        radio(ui, class, act, sex.is_some() && known == sex, Msg::Sex(sex), word(said))
    };
    let options = el("span", "sexes")
        .child(option("sex:female", t::sex_female(l), Some(Sex::Female)))
        .child(option("sex:male", t::sex_male(l), Some(Sex::Male)))
        .child(option("sex:open", t::sex_open(l), None));
    answers("field field-sex", Name::AriaLabelledBy, "sex-name")
        .child(el("span", "field-name").id("sex-name").text(t::child_sex(l)))
        .child(options)
        .into()
}

fn weight_field(ui: &Ui, model: &Model, sight: &Sight) -> Html {
    let Some(weight) = ui.set().finding_named(WEIGHT) else { return Html::default() };
    let mut props = row_props(ui, model, sight, sight, weight);
    // Asked here for every child, whether or not a protocol needs it; never in the way.
    props.standing = Standing::Due;
    props.live = true;
    el("div", "sheet field-weight").child(html! { <Row ..props /> }).into()
}

fn keypad(ui: &Ui) -> Html {
    let l = ui.language;
    let digit = |n: u8| bare(ui, "key", format!("age-key:{n}"), Msg::AgeDigit(n)).text(&n.to_string());
    let unit = |unit: AgeKey, said: &str| {
        bare(ui, "key key-unit", format!("age-unit:{}", unit.id()), Msg::AgeUnit(unit)).text(said)
    };
    let back = bare(ui, "key key-quiet", "age-key:back", Msg::AgeBack);
    let back = back.set(Name::AriaLabel, t::age_back(l)).child(icon("backspace", ""));
    el("div", "keypad")
        .set(Name::Role, "group")
        .set(Name::AriaLabel, t::child_keypad(l))
        .each([7, 8, 9].map(digit))
        .child(unit(AgeKey::Days, t::unit_days(l)))
        .each([4, 5, 6].map(digit))
        .child(unit(AgeKey::Weeks, t::unit_weeks(l)))
        .each([1, 2, 3].map(digit))
        .child(unit(AgeKey::Months, t::unit_months(l)))
        .child(back)
        .child(digit(0))
        .child(unit(AgeKey::Hours, t::unit_hours(l)))
        .child(unit(AgeKey::Years, t::unit_years(l)))
        .into()
}
