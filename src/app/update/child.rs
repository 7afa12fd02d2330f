//! The child page: age in two taps, sex.

use super::push;
use crate::app::age;
use crate::app::model::Model;
use crate::app::msg::AgeKey;
use crate::app::time::Now;
use paedlotse_core::age::AgeError;
use paedlotse_core::case::Action;
use paedlotse_core::criterion::Sex;

/// No age has more digits in any unit that is sensible for it.
const DIGITS: usize = 4;

pub(super) fn digit(model: &mut Model, digit: u8) {
    if digit < 10 && model.desk.age_digits.len() < DIGITS {
        if model.desk.age_digits == "0" {
            model.desk.age_digits.clear();
        }
        model.desk.age_digits.push(char::from(b'0'.saturating_add(digit)));
        model.desk.age_error = None;
    }
}

pub(super) fn back(model: &mut Model) {
    model.desk.age_error = None;
    model.desk.age_digits.pop();
}

pub(super) fn unit(model: &mut Model, now: Now, unit: AgeKey) {
    let Ok(count) = model.desk.age_digits.parse() else {
        model.desk.age_error = Some(AgeError::NotAnAge);
        return;
    };
    model.desk.age_digits.clear();
    match age::of(unit, count) {
        Ok(age) => {
            model.desk.age_error = None;
            push(model, now, Action::Age(Some(age)));
        }
        Err(error) => model.desk.age_error = Some(error),
    }
}

pub(super) fn more(model: &mut Model, now: Now, more: u32) {
    let set = &model.content.set;
    let known = model.case.as_ref().and_then(|case| case.findings(set).age);
    let Some(refinement) = known.and_then(age::refinement) else { return };
    if more >= refinement.choices || refinement.chosen == Some(more) {
        return;
    }
    if let Ok(age) = age::of(refinement.unit, refinement.base.saturating_add(more)) {
        push(model, now, Action::Age(Some(age)));
    }
}

pub(super) fn sex(model: &mut Model, now: Now, sex: Option<Sex>) {
    let known = model.case.as_ref().and_then(|case| case.findings(&model.content.set).sex);
    // The same answer again takes it back.
    let next = if known == sex { None } else { sex };
    if known != next {
        push(model, now, Action::Sex(next));
    }
}
