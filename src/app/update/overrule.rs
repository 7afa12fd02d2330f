//! Deciding otherwise: a log entry with what was advised, what is done instead, why, and by whom.

use super::push;
use crate::app::model::{Model, OverruleDraft};
use crate::app::msg::OverruleEdit;
use crate::app::sight::{BarState, Sight};
use crate::app::time::Now;
use paedlotse_core::case::{Action, Overrule, OverruleReason};

/// Free words are kept short: a reason, not a story, and no name.
pub(super) const WORDS: usize = 200;

pub(super) fn form(model: &mut Model, open: bool) {
    model.desk.overrule = (open && model.case.is_some()).then(OverruleDraft::default);
}

pub(super) fn edit(model: &mut Model, edit: &OverruleEdit) {
    let Some(draft) = &mut model.desk.overrule else { return };
    // Whoever changes the decision is asked again.
    draft.asked = false;
    match edit {
        OverruleEdit::Chosen(chosen) => draft.chosen = Some(*chosen),
        OverruleEdit::Reason(reason) => draft.reason = Some(*reason),
        OverruleEdit::Words(words) => draft.words = words.chars().take(WORDS).collect(),
        OverruleEdit::Role(role) => draft.role = Some(*role),
    }
}

pub(super) fn send(model: &mut Model, now: Now) {
    let Some(sight) = Sight::of(model) else { return };
    if sight.bar == BarState::DangerScreen {
        return;
    }
    let Some(draft) = &mut model.desk.overrule else { return };
    let Some(overrule) = complete(draft, &sight) else { return };
    if Overrule::needs_second_yes(overrule.advised, overrule.chosen) && !draft.asked {
        draft.asked = true;
        return;
    }
    model.desk.overrule = None;
    push(model, now, Action::Overrule(overrule));
}

/// The decision, once everything that is needed was said.
#[must_use]
fn complete(draft: &OverruleDraft, sight: &Sight) -> Option<Overrule> {
    let reason = draft.reason?;
    let words = draft.words.trim().to_owned();
    if reason == OverruleReason::Other && words.is_empty() {
        return None;
    }
    Some(Overrule { advised: sight.advice(), chosen: draft.chosen?, reason, words, role: draft.role? })
}
