//! What was agreed on the telephone: a log entry with whom, what, and by whom. What would be milder than an immediate rule
//! is no agreement: it opens the form for deciding otherwise.

use super::overrule::WORDS;
use super::push;
use crate::app::model::{ConsultDraft, Model, OverruleDraft};
use crate::app::msg::ConsultEdit;
use crate::app::sight::{BarState, Sight};
use crate::app::time::Now;
use paedlotse_core::case::{Action, Consult, OverruleReason};

pub(super) fn form(model: &mut Model, open: bool) {
    model.desk.consult = (open && model.case.is_some()).then(ConsultDraft::default);
}

pub(super) fn edit(model: &mut Model, edit: &ConsultEdit) {
    let Some(draft) = &mut model.desk.consult else { return };
    match edit {
        ConsultEdit::With(site) => draft.with = Some(*site),
        ConsultEdit::Plan(plan) => draft.plan = Some(*plan),
        ConsultEdit::Words(words) => draft.words = words.chars().take(WORDS).collect(),
        ConsultEdit::Role(role) => draft.role = Some(*role),
    }
}

pub(super) fn send(model: &mut Model, now: Now) {
    let Some(sight) = Sight::of(model).filter(|sight| sight.bar != BarState::DangerScreen) else { return };
    let Some(draft) = model.desk.consult.clone() else { return };
    let (Some(with), Some(plan), Some(role)) = (draft.with, draft.plan, draft.role) else { return };
    let words = draft.words.trim().to_owned();
    model.desk.consult = None;
    let advised = sight.advice();
    if Consult::is_overrule(advised, plan) {
        let (chosen, reason) = (Some(plan), Some(OverruleReason::CentreAdvised));
        // Who decides is the one who stands at the bed, and is asked.
        model.desk.overrule = Some(OverruleDraft { chosen, reason, words, ..OverruleDraft::default() });
        return;
    }
    push(model, now, Action::Consult(Consult { advised, with, plan, words, role }));
}
