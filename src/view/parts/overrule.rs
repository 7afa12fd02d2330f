//! Deciding otherwise: the form, and what was decided before.

use crate::app::model::{Model, OverruleDraft};
use crate::app::msg::{Msg, OverruleEdit};
use crate::app::sight::{BarState, Sight};
use crate::texts as t;
use crate::view::icons::icon;
use crate::view::parts::bar::in_ambulance;
use crate::view::parts::control::{button, choices, radio, sheet, word};
use crate::view::ui::Ui;
use crate::view::words;
use paedlotse_core::case::{Overrule, OverruleReason, Role};
use paedlotse_core::recommend::Disposition;
use paedlotse_core::text::Language;
use web_sys::HtmlInputElement;
use yew::prelude::*;

const DISPOSITIONS: [Disposition; 3] = [Disposition::TreatLocally, Disposition::Teleconsult, Disposition::Transfer];

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
            let body = html! {
                <><span>{ t::overrule_open(l) }<small>{ t::overrule_open_note(l) }</small></span>{ icon("edit", "") }</>
            };
            let open = button(ui, "go go-quiet", "overrule", Msg::OverruleForm(true), body);
            html! { <div class="pad">{ open }</div> }
        }
    };
    let body = html! { <>{ earlier(ui, model, sight) }{ rest }</> };
    sheet("overrule-h", t::overrule_title(l), t::overrule_kept(l), body)
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
    html! {
        <div class="pad">
            <div class={classes!("note", (!current).then_some("note-open"))} data-overrule={state}>
                <div>
                    <p><b>{ said }</b></p>
                    if !overrule.words.is_empty() { <p>{ &overrule.words }</p> }
                    <p>{ advised }</p>
                    if !current { <p><b>{ t::overrule_earlier(l) }</b></p> }
                </div>
            </div>
        </div>
    }
}

fn form(ui: &Ui, model: &Model, sight: &Sight, draft: &OverruleDraft) -> Html {
    let l = ui.language;
    let advised = sight.shown();
    let dispositions = DISPOSITIONS.iter().map(|d| {
        let word = words::disposition(l, *d, in_ambulance(model));
        let same = *d == advised.disposition;
        let text = if same { t::overrule_as_advised(l, word) } else { word.to_owned() };
        choice(ui, format!("chosen:{}", d.id()), text, draft.chosen == Some(*d), OverruleEdit::Chosen(*d))
    });
    let reasons = (0_u8..).zip(OverruleReason::ALL).map(|(n, r)| {
        choice(ui, format!("reason:{n}"), reason(l, r).to_owned(), draft.reason == Some(r), OverruleEdit::Reason(r))
    });
    let roles = (0_u8..).zip(Role::ALL).map(|(n, r)| {
        choice(ui, format!("role:{n}"), role(l, r).to_owned(), draft.role == Some(r), OverruleEdit::Role(r))
    });
    let words_needed = draft.reason == Some(OverruleReason::Other);
    let ready = draft.chosen.is_some()
        && draft.reason.is_some()
        && draft.role.is_some()
        && (!words_needed || !draft.words.trim().is_empty());
    let asks = draft.asked && draft.chosen.is_some_and(|chosen| Overrule::needs_second_yes(sight.advice(), chosen));
    let oninput = {
        let send = ui.send.clone();
        Callback::from(move |event: InputEvent| {
            let words = event.target_unchecked_into::<HtmlInputElement>().value();
            send.emit(Msg::OverruleEdit(OverruleEdit::Words(words)));
        })
    };
    html! {
        <div class="pad form">
            { choices("o-chosen", t::overrule_chosen(l), dispositions.collect()) }
            { choices("o-reason", t::overrule_reason(l), reasons.collect()) }
            <label class="words">
                <span>{ if words_needed { t::overrule_words_needed(l) } else { t::overrule_words(l) } }</span>
                <input type="text" autocomplete="off" autocorrect="off" spellcheck="false" autocapitalize="off"
                    maxlength="200" data-act="overrule-words" value={draft.words.clone()} {oninput} />
            </label>
            { choices("o-role", t::overrule_role(l), roles.collect()) }
            if asks { <p class="note note-open" role="alert"><b>{ t::overrule_sure(l) }</b></p> }
            <div class="two-go">
                { button(ui, "go go-quiet", "overrule-cancel", Msg::OverruleForm(false), word(t::overrule_cancel(l))) }
                <button class={classes!("go", (!ready).then_some("is-off"))} type="button" data-act="overrule-send"
                    disabled={!ready} onclick={ui.on(Msg::OverruleSend)}>
                    <span>{ if asks { t::overrule_send_again(l) } else { t::overrule_send(l) } }</span>{ icon("check", "") }
                </button>
            </div>
        </div>
    }
}

fn choice(ui: &Ui, act: String, text: String, chosen: bool, edit: OverruleEdit) -> Html {
    radio(ui, "opt", act, chosen, Msg::OverruleEdit(edit), word(text))
}
