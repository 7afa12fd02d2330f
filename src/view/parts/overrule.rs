//! Deciding otherwise: the form, and what was decided before.

use crate::app::model::{Model, OverruleDraft};
use crate::app::msg::{Msg, OverruleEdit};
use crate::app::sight::{BarState, Sight};
use crate::texts as t;
use crate::view::element::{Name, all, el, text};
use crate::view::icons::icon;
use crate::view::parts::bar::in_ambulance;
use crate::view::parts::control::{bare, button, choices, radio, sheet, word, words_field};
use crate::view::ui::Ui;
use crate::view::words;
use paedlotse_core::case::{Overrule, OverruleReason, Role};
use paedlotse_core::recommend::Disposition;
use paedlotse_core::text::Language;
use yew::prelude::*;

/// What can be decided.
pub(super) const DISPOSITIONS: [Disposition; 3] =
    [Disposition::TreatLocally, Disposition::Teleconsult, Disposition::Transfer];

/// The reason in words.
#[must_use]
pub fn reason(language: Language, reason: OverruleReason) -> &'static str {
    match reason {
        OverruleReason::ClinicalJudgement => t::reason_judgement(language),
        OverruleReason::CentreAdvised => t::reason_centre(language),
        OverruleReason::CapabilityDiffers => t::reason_capability(language),
        OverruleReason::NoTransport => t::reason_transport(language),
        OverruleReason::FamilyDecision => t::reason_family(language),
        OverruleReason::Other => t::reason_other(language),
    }
}

/// The role in words.
#[must_use]
pub fn role(language: Language, role: Role) -> &'static str {
    match role {
        Role::Physician => t::role_physician(language),
        Role::Nurse => t::role_nurse(language),
        Role::Paramedic => t::role_paramedic(language),
    }
}

/// The section of the recommendation page.
pub fn overrule(ui: &Ui, model: &Model, sight: &Sight) -> Html {
    let l = ui.language;
    if sight.bar == BarState::DangerScreen {
        return Html::default();
    }
    let rest = match &model.desk.overrule {
        Some(draft) => form(ui, model, sight, draft),
        None => {
            let words = el("span", "").text(t::overrule_open(l)).child(text("small", "", t::overrule_open_note(l)));
            let body = all([words.into(), icon("edit", "")]);
            el("div", "pad").child(button(ui, "go go-quiet", "overrule", Msg::OverruleForm(true), body)).into()
        }
    };
    sheet("overrule-h", t::overrule_title(l), t::overrule_kept(l), all([earlier(ui, model, sight), rest]))
}

fn earlier(ui: &Ui, model: &Model, sight: &Sight) -> Html {
    let l = ui.language;
    let Some((entry, overrule, current)) = model.case.as_ref().and_then(|case| case.overrule(sight.advice())) else {
        return Html::default();
    };
    let chosen = words::disposition(l, overrule.chosen, in_ambulance(model));
    let at = model.now.clock(entry.at);
    let said = t::overrule_made(l, chosen, reason(l, overrule.reason), role(l, overrule.role), &at);
    let advised = t::overrule_advised(
        l,
        words::disposition(l, overrule.advised.disposition, in_ambulance(model)),
        words::urgency_within(l, overrule.advised.urgency),
    );
    let state = if current { "current" } else { "earlier" };
    let bold = |said: &str| el("p", "").child(text("b", "", said));
    let words = (!overrule.words.is_empty()).then(|| text("p", "", &overrule.words));
    let story = el("div", "")
        .child(bold(&said))
        .child_some(words)
        .child(text("p", "", &advised))
        .child_some((!current).then(|| bold(t::overrule_earlier(l))));
    let note = el("div", "note").class_if(!current, "note-open").set(Name::DataOverrule, state).child(story);
    el("div", "pad").child(note).into()
}

fn form(ui: &Ui, model: &Model, sight: &Sight, draft: &OverruleDraft) -> Html {
    let l = ui.language;
    let advised = sight.shown();
    let dispositions = DISPOSITIONS.iter().map(|d| {
        let word = words::disposition(l, *d, in_ambulance(model));
        let same = *d == advised.disposition;
        let said = if same { t::overrule_as_advised(l, word) } else { word.to_owned() };
        choice(ui, format!("chosen:{}", d.id()), &said, draft.chosen == Some(*d), OverruleEdit::Chosen(*d))
    });
    let reasons = (0_u8..).zip(OverruleReason::ALL).map(|(n, r)| {
        choice(ui, format!("reason:{n}"), reason(l, r), draft.reason == Some(r), OverruleEdit::Reason(r))
    });
    let roles = (0_u8..)
        .zip(Role::ALL)
        .map(|(n, r)| choice(ui, format!("role:{n}"), role(l, r), draft.role == Some(r), OverruleEdit::Role(r)));
    let words_needed = draft.reason == Some(OverruleReason::Other);
    let ready = draft.chosen.is_some()
        && draft.reason.is_some()
        && draft.role.is_some()
        && (!words_needed || !draft.words.trim().is_empty());
    let asks = draft.asked && draft.chosen.is_some_and(|chosen| Overrule::needs_second_yes(sight.advice(), chosen));
    let label = if words_needed { t::overrule_words_needed(l) } else { t::overrule_words(l) };
    let edited = |words| Msg::OverruleEdit(OverruleEdit::Words(words));
    let words = words_field(ui, "overrule-words", label, &draft.words, edited);
    let sure = asks.then(|| {
        let note = el("p", "note note-open").set(Name::Role, "alert");
        note.child(text("b", "", t::overrule_sure(l)))
    });
    let send = bare(ui, "go", "overrule-send", Msg::OverruleSend)
        .class_if(!ready, "is-off")
        .disabled(!ready)
        .child(word(if asks { t::overrule_send_again(l) } else { t::overrule_send(l) }))
        .child(icon("check", ""));
    let cancel = button(ui, "go go-quiet", "overrule-cancel", Msg::OverruleForm(false), word(t::overrule_cancel(l)));
    el("div", "pad form")
        .child(choices("o-chosen", t::overrule_chosen(l), dispositions.collect()))
        .child(choices("o-reason", t::overrule_reason(l), reasons.collect()))
        .child(words)
        .child(choices("o-role", t::overrule_role(l), roles.collect()))
        .child_some(sure)
        .child(el("div", "two-go").child(cancel).child(send))
        .into()
}

fn choice(ui: &Ui, act: String, said: &str, chosen: bool, edit: OverruleEdit) -> Html {
    radio(ui, "opt", act, chosen, Msg::OverruleEdit(edit), word(said))
}
