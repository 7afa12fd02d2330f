//! The two lines on top of every screen: what holds for the whole app, and the steps with their content.

use crate::app::effect::Theme;
use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::page::progress;
use crate::app::route::Screen;
use crate::app::sight::{BarState, Sight};
use crate::texts as t;
use crate::view::icons::{icon, sign};
use crate::view::ui::Ui;
use crate::view::words;
use paedlotse_core::assess::RuleState;
use paedlotse_core::disposition::Urgency;
use paedlotse_core::recommend::Place;
use paedlotse_core::text::Language;
use yew::prelude::*;

/// Draft state, case clock, storage, network. Reads only; what does not fit drops out, last first.
pub fn strip(ui: &Ui, model: &Model) -> Html {
    let l = ui.language;
    let network = model.card().map(|card| card.title.get(l).to_owned()).unwrap_or_default();
    let clock = model.case.as_ref().map(|case| {
        let since = model.now.clock(case.started());
        let minutes = model.now.minutes_since(case.started());
        t::strip_case(l, &minutes.to_string(), &since)
    });
    html! {
        <header class="strip">
            <span class="strip-draft"><span>{ t::strip_draft(l) }</span></span>
            <span>{ t::strip_memory(l) }</span>
            if let Some(clock) = clock { <span>{ icon("clock", "") }{ clock }</span> }
            <span class="strip-end">{ icon("here", "") }{ network }</span>
        </header>
    }
}

/// The steps of the walk; each is the way there and shows what stands there.
pub fn head(ui: &Ui, model: &Model, sight: Option<&Sight>) -> Html {
    let l = ui.language;
    // The start screen may be seen by others: it never shows the content of a case.
    let sight = sight.filter(|_| model.screen != Screen::Start);
    let home = html! {
        <button class={if sight.is_some() { "cell cell-home" } else { "cell cell-name" }} type="button"
            aria-label={t::step_start_label(l)} aria-current={current(model, Screen::Start)}
            data-act="step:start" onclick={ui.on(Msg::Go(Screen::Start))}>
            { icon("mark", "i-l") }
            if sight.is_none() { <span class="wordmark" aria-hidden="true">{ "Päd" }<b>{ "Lotse" }</b></span> }
        </button>
    };
    html! {
        <nav class="head" aria-label={t::head_label(l)}>
            { home }
            if let Some(sight) = sight {
                { for steps(ui, model, sight) }
            } else {
                { here(ui, model) }
            }
            { tools(ui, model, sight.is_some()) }
        </nav>
    }
}

fn current(model: &Model, screen: Screen) -> Option<&'static str> {
    (model.screen == screen).then_some("step")
}

fn here(ui: &Ui, model: &Model) -> Html {
    let l = ui.language;
    let place = model.card().map(|card| words::site(card, model.place.here()).to_owned()).unwrap_or_default();
    let ambulance = matches!(model.place, Place::Ambulance { .. });
    html! {
        <div class="cell cell-here">
            <small>{ if ambulance { t::head_nearest(l) } else { t::head_here(l) } }</small>
            <b>{ icon(if ambulance { "ambulance" } else { "here" }, "i-s") }<span>{ place }</span></b>
        </div>
    }
}

fn steps(ui: &Ui, model: &Model, sight: &Sight) -> Vec<Html> {
    let l = ui.language;
    let child = sight.findings.age.map(|age| words::age(l, age));
    let complaints: Vec<&str> =
        sight.findings.complaints.iter().filter_map(|p| ui.set().protocol(*p)).map(|p| p.title.get(l)).collect();
    let complaint = (!complaints.is_empty()).then(|| complaints.join(", "));
    vec![
        cell(ui, model, Screen::Child, t::step_child(l), "", child.map(|text| html! { <span>{ text }</span> })),
        cell(ui, model, Screen::Danger, t::step_danger(l), "", Some(danger(ui, sight))),
        cell(
            ui,
            model,
            Screen::Complaints,
            t::step_complaints(l),
            "may-go",
            complaint.map(|text| html! { <span>{ text }</span> }),
        ),
        cell(ui, model, Screen::Questions, t::step_questions(l), "", Some(asked(ui, sight))),
        cell(ui, model, Screen::Recommendation, t::step_recommendation(l), "may-go", Some(bounds(ui, sight))),
    ]
}

fn cell(
    ui: &Ui,
    model: &Model,
    screen: Screen,
    name: &'static str,
    class: &'static str,
    content: Option<Html>,
) -> Html {
    html! {
        <button key={screen.id()} class={classes!("cell", class, content.is_none().then_some("is-empty"))} type="button"
            aria-current={current(model, screen)} data-act={format!("step:{}", screen.id())}
            onclick={ui.on(Msg::Go(screen))}>
            <small>{ name }</small>
            <b>{ content.unwrap_or_else(|| html! { "–" }) }</b>
        </button>
    }
}

fn danger(ui: &Ui, sight: &Sight) -> Html {
    let l = ui.language;
    let left = u32::try_from(sight.assessment.danger_left.len()).unwrap_or(u32::MAX);
    let found = sight
        .reasons
        .iter()
        .filter(|r| sight.assessment.rule(r.rule) == RuleState::True)
        .filter(|r| {
            ui.set()
                .rule(r.rule)
                .and_then(|rule| ui.set().protocol(rule.protocol))
                .is_some_and(|p| p.scope == paedlotse_core::protocol::Scope::Danger)
        })
        .map(|r| r.urgency)
        .max()
        .filter(|u| *u > Urgency::Routine);
    match found {
        Some(urgency) => html! { <>{ sign(Some(urgency), "sign-s") }<span>{ words::urgency(l, urgency) }</span></> },
        None if left > 0 => html! { <span>{ t::danger_left_short(l, left) }</span> },
        None => html! { <span>{ t::danger_none(l) }</span> },
    }
}

fn asked(ui: &Ui, sight: &Sight) -> Html {
    let (answered, asked) = sight
        .questions
        .iter()
        .map(|section| progress(ui.set(), &sight.assessment, &sight.findings, section))
        .fold((0_u32, 0_u32), |(a, b), (c, d)| (a.saturating_add(c), b.saturating_add(d)));
    html! { <span>{ format!("{answered} / {asked}") }</span> }
}

fn bounds(ui: &Ui, sight: &Sight) -> Html {
    let l = ui.language;
    let (low, high) = (sight.judgement.floor.urgency, sight.judgement.ceiling.urgency);
    let word = |u| html! { <span class="only-read">{ words::urgency(l, u) }</span> };
    match sight.bar {
        BarState::Settled => html! { <>{ sign(Some(low), "sign-s") }<span>{ words::urgency(l, low) }</span></> },
        _ if low == high => html! { <>{ sign(Some(low), "sign-s") }{ word(low) }{ icon("mark-open", "i-s") }</> },
        _ => html! {
            <>{ sign(Some(low), "sign-s") }{ word(low) }{ icon("next", "i-s") }{ sign(Some(high), "sign-s") }{ word(high) }</>
        },
    }
}

fn tools(ui: &Ui, model: &Model, crowded: bool) -> Html {
    let l = ui.language;
    let (other, name, act) = match l {
        Language::De => (Language::En, "EN", "lang:en"),
        Language::En => (Language::De, "DE", "lang:de"),
    };
    let (theme, theme_icon, theme_act, theme_label) = match model.theme {
        Theme::Day => (Theme::Dark, "theme-dark", "theme:dark", t::theme_dark(l)),
        Theme::Dark => (Theme::Day, "theme-day", "theme:day", t::theme_day(l)),
    };
    html! {
        <>
            if let Some(case) = model.case.as_ref().filter(|_| crowded) {
                <button class="cell cell-tool" type="button" aria-label={t::undo(l)} disabled={!case.can_undo()}
                    data-act="undo" onclick={ui.on(Msg::Undo)}>{ icon("undo", "") }</button>
            }
            <button class={classes!("cell", "cell-tool", crowded.then_some("may-go"))} type="button"
                aria-label={t::language_label(l)} data-act={act} onclick={ui.on(Msg::Language(other))}>
                <b>{ name }</b>
            </button>
            <button class={classes!("cell", "cell-tool", crowded.then_some("may-go"))} type="button"
                aria-label={theme_label} data-act={theme_act} onclick={ui.on(Msg::Theme(theme))}>
                { icon(theme_icon, "") }
            </button>
        </>
    }
}
