//! How the child gets there: who travels with it, when each step may come, what time is left, what is checked before.

use crate::app::drawn::Drawn;
use crate::app::model::{Model, TransferDraft};
use crate::app::msg::Msg;
use crate::app::route::Screen;
use crate::app::sight::Sight;
use crate::texts as t;
use crate::view::element::{Element, Name, all, el, text};
use crate::view::icons::icon;
use crate::view::parts::bar;
use crate::view::parts::control::{answers, bare, chip, choices, radio, screen, sheet, word};
use crate::view::parts::escort;
use crate::view::ui::Ui;
use crate::view::words;
use paedlotse_core::age::Age;
use paedlotse_core::clock::{
    Course, Fit, LatestDeparture, Milestone, Minutes, Moment, Since, Stage, TimeWindow, Vehicle, WindowState, fit,
    latest_departure, onset, stages, team_due, windows,
};
use paedlotse_core::escort::{Escort, escort as decide};
use paedlotse_core::network::{Basis, Network};
use paedlotse_core::protocol::Status;
use paedlotse_core::recommend::is_within;
use paedlotse_core::truth::Truth;
use yew::prelude::*;

/// The transfer screen.
pub fn transfer(ui: &Ui, model: &Model, sight: &Sight, raised: bool, drawn: Drawn) -> Html {
    let l = ui.language;
    let Some(card) = model.card() else { return screen("work", "transfer").into() };
    let escort = decide(ui.set(), &sight.findings);
    let course = course(ui, model, sight, card);
    let stages = stages(&course);
    let flow = el("section", "flow stack")
        .set(Name::AriaLabelledBy, "transfer-h")
        .child(el("h1", "page-title").id("transfer-h").text(t::transfer_title(l)))
        .child(text("p", "muted", t::transfer_note(l)))
        .child(left(ui, model, sight, &course, &stages))
        .child_some(drawn.reaches(1, 4).then(|| clock(ui, model, sight, card, &escort, &stages)))
        .child_some(drawn.reaches(2, 4).then(|| escort::sheet_of(ui, model, sight, &escort)))
        .child_some(drawn.reaches(3, 4).then(|| checklist(ui)));
    let rail = bar::rail(ui, model, sight)
        .child(bar::verdict(ui, model, sight, raised))
        .child(el("div", "rail-end").child(bar::go_on(ui, t::tonight_back(l), None, Screen::Recommendation, "go")));
    screen("work work-case", "transfer").child(rail).child(flow).into()
}

/// What is known of the course: nothing is filled in that the card or somebody did not say.
fn course(ui: &Ui, model: &Model, sight: &Sight, card: &Network) -> Course {
    let advice = sight.shown();
    let end = advice.then_to.or(advice.destination).filter(|end| *end != advice.here);
    let chosen = model.desk.transfer.vehicle.and_then(|no| card.transport.iter().find(|vehicle| vehicle.no == no));
    let vehicle = chosen.map(|vehicle| {
        let way = vehicle.stands_at.map(|site| {
            if site == advice.here { Some(0) } else { card.travel(site, advice.here).map(|way| way.minutes) }
        });
        Vehicle {
            gives: vehicle.can(ui.set()),
            alarm_minutes: vehicle.alarm_minutes,
            drive_to_child_minutes: way.flatten(),
            basis: vehicle.basis,
        }
    });
    let way = end.and_then(|end| card.travel(advice.here, end));
    Course {
        now: model.now.at,
        vehicle,
        preparation: model
            .desk
            .transfer
            .preparation
            .map(|n| Minutes::between(n, n, paedlotse_core::clock::Origin::Entered)),
        journey: way.map(|way| Minutes::of_card(way.minutes, way.basis)),
        entered: model.case.as_ref().map(|case| case.milestones()).unwrap_or_default(),
    }
}

/// The windows of time that run, the most urgent thing on this page.
fn left(ui: &Ui, model: &Model, sight: &Sight, course: &Course, stages: &[Stage]) -> Html {
    let l = ui.language;
    let departure =
        stages.iter().find(|stage| stage.milestone == Milestone::Departure).map_or(Moment::NotOnCard, |s| s.at);
    // Before a complaint is chosen every window may run, which says nothing.
    let chosen = !sight.findings.complaints().is_empty();
    let lines: Vec<Html> = windows(ui.set(), &sight.assessment)
        .into_iter()
        .filter(|(_, runs)| runs.is_true() || chosen)
        .filter_map(|(at, runs)| ui.set().transport.windows.get(at).map(|window| (window, runs)))
        .map(|(window, runs)| window_line(ui, model, sight, course, departure, (window, runs)))
        .collect();
    if lines.is_empty() {
        return Html::default();
    }
    sheet("windows-h", t::transfer_windows(l), t::transfer_estimate(l), el("div", "pad form").each(lines).into())
}

fn window_line(
    ui: &Ui,
    model: &Model,
    sight: &Sight,
    course: &Course,
    departure: Moment,
    (window, runs): (&TimeWindow, Truth),
) -> Html {
    let l = ui.language;
    let (Some(case), now) = (&model.case, model.now) else { return Html::default() };
    let told = model.desk.transfer.onsets.iter().find(|(no, _)| *no == window.no).map(|(_, at)| *at);
    let began = onset(ui.set(), window, &sight.findings, case.started(), |f| case.answered_at(f), told);
    let state = match window.state(began, now.at) {
        WindowState::OnsetUnknown => t::window_unknown(l, window.from.get(l)),
        WindowState::Open(minutes) => t::window_open(l, &duration(ui, minutes)),
        WindowState::Closing => t::window_closing(l).to_owned(),
        WindowState::Closed => t::window_closed(l).to_owned(),
    };
    let leave = match latest_departure(window, began, course.journey, None, departure) {
        LatestDeparture::By { at, kept, .. } => {
            let said = t::window_leave_by(l, &now.clock(at));
            Some(if kept.is_false() { format!("{said} {}", t::window_late(l)) } else { said })
        }
        LatestDeparture::Unknown => None,
    };
    let ago = (window.since == Since::Told || began.is_none()).then(|| {
        let each = TransferDraft::AGO.into_iter().map(|minutes| {
            let said = word(&t::window_ago(l, &duration(ui, u32::from(minutes))));
            radio(ui, "opt", format!("onset:{}:{minutes}", window.no), false, Msg::Onset(window.no, minutes), said)
        });
        el("div", "answers answers-wrap")
            .set(Name::Role, "radiogroup")
            .set(Name::AriaLabel, window.from.get(l))
            .each(each)
    });
    let maybe = (!runs.is_true()).then(|| chip(true, t::window_maybe(l)));
    let unchecked = (window.status != Status::Verified).then(|| chip(true, words::status_short(l, window.status)));
    el("div", "note note-open")
        .key(window.no)
        .child(
            el("div", "")
                .child(el("p", "flag-line").child(text("b", "", &state)).child_some(maybe).child_some(unchecked))
                .child_some(leave.map(|leave| el("p", "").child(text("b", "", &leave))))
                .child(text("p", "", window.text.get(l)))
                .child_some(ago),
        )
        .into()
}

fn duration(ui: &Ui, minutes: u32) -> String {
    let l = ui.language;
    match (minutes / 60, minutes % 60) {
        (0, rest) => t::way_minutes(l, &rest.to_string()),
        (hours, 0) => t::board_hours(l, &hours.to_string()),
        (hours, rest) => format!("{} {}", t::board_hours(l, &hours.to_string()), t::way_minutes(l, &rest.to_string())),
    }
}

fn clock(ui: &Ui, model: &Model, sight: &Sight, card: &Network, escort: &Escort, stages: &[Stage]) -> Html {
    let l = ui.language;
    let at_child =
        stages.iter().find(|stage| stage.milestone == Milestone::AtChild).map_or(Moment::NotOnCard, |s| s.at);
    let decided = stages.first().and_then(|alarm| alarm.at.range()).map_or(model.now.at, |(at, _)| at);
    let target = team_due(ui.set(), sight.shown().urgency, decided, at_child).map(|due| {
        let late = due.kept.is_false().then(|| text("b", "", t::clock_late(l)));
        let said = t::clock_target(l, due.target.label.get(l), &model.now.clock(due.by));
        el("p", "").text(&said).child_some(late)
    });
    let prepare = TransferDraft::PREPARATION.into_iter().map(|minutes| {
        let chosen = model.desk.transfer.preparation == Some(minutes);
        let said = word(&t::way_minutes(l, &minutes.to_string()));
        radio(ui, "opt", format!("prepare:{minutes}"), chosen, Msg::Preparation(minutes), said)
    });
    let lines = stages.iter().map(|stage| line(ui, model, stage));
    let body = el("div", "pad form")
        .child_some(target)
        .child(vehicles(ui, model, card, sight, escort))
        .child(choices("prepare-h", t::clock_preparation(l), prepare.collect()))
        .child(el("ol", "clock").each(lines));
    sheet("clock-h", t::clock_title(l), t::transfer_estimate(l), body.into())
}

fn vehicles(ui: &Ui, model: &Model, card: &Network, sight: &Sight, escort: &Escort) -> Html {
    let l = ui.language;
    let age = sight.findings.age.unwrap_or_else(Age::any);
    let fits_age = |v: &&paedlotse_core::vehicle::Vehicle| {
        v.from_age.is_none_or(|limit| !age.at_least(limit).is_false())
            && v.under_age.is_none_or(|limit| !age.under(limit).is_false())
    };
    let each: Vec<Html> = card
        .transport
        .iter()
        .filter(fits_age)
        .map(|vehicle| {
            let basis = vehicle.basis;
            let gives =
                Vehicle { gives: vehicle.can(ui.set()), alarm_minutes: None, drive_to_child_minutes: None, basis };
            let lacking = |lacks: &[_]| words::needs(ui.set(), l, lacks);
            let note = match fit(ui.set(), &gives, escort) {
                _ if !is_within(&vehicle.hours, model.now.week_time()) => t::duty_not_now(l).to_owned(),
                Fit::All => t::fit_all(l).to_owned(),
                Fit::SoFar { may_lack } => t::fit_so_far(l, &lacking(&may_lack)),
                Fit::WithoutWaiting { lacks } => t::fit_without_waiting(l, &lacking(&lacks)),
                Fit::No { lacks } => t::fit_no(l, &lacking(&lacks)),
            };
            let assumed = if vehicle.basis == Basis::Assumed { t::basis_assumed(l) } else { "" };
            let name = el("span", "")
                .text(vehicle.label.get(l))
                .child(text("small", "", &note))
                .child_some((!assumed.is_empty()).then(|| text("small", "", assumed)));
            let chosen = model.desk.transfer.vehicle == Some(vehicle.no);
            radio(ui, "opt", format!("vehicle:{}", vehicle.no), chosen, Msg::Vehicle(vehicle.no), name.into())
        })
        .collect();
    if each.is_empty() {
        return text("p", "muted", t::clock_no_vehicle(l));
    }
    let row = answers("answers answers-one", Name::AriaLabelledBy, "vehicle-h").each(each);
    all([el("h3", "").id("vehicle-h").text(t::clock_vehicle(l)).into(), row.into()])
}

fn line(ui: &Ui, model: &Model, stage: &Stage) -> Element {
    let l = ui.language;
    let now = model.now;
    let (name, act) = match stage.milestone {
        Milestone::Alarm => (t::clock_alarm(l), "reached:alarm"),
        Milestone::AtChild => (t::clock_at_child(l), "reached:at-child"),
        Milestone::Departure => (t::clock_departure(l), "reached:departure"),
        Milestone::Arrival => (t::clock_arrival(l), "reached:arrival"),
    };
    let at = match stage.at {
        Moment::Happened(at) => now.clock(at),
        Moment::Passed { by } => t::clock_passed(l, &now.clock(by)),
        Moment::Promised(at) => t::clock_about(l, &now.clock(at)),
        Moment::Estimated { overdue: true, .. } => t::clock_overdue(l).to_owned(),
        Moment::Estimated { earliest, latest, .. } if earliest == latest => t::clock_about(l, &now.clock(latest)),
        Moment::Estimated { earliest, latest, .. } => t::clock_between(l, &now.clock(earliest), &now.clock(latest)),
        Moment::NotOnCard => t::clock_not_on_card(l).to_owned(),
    };
    let happened = matches!(stage.at, Moment::Happened(_));
    let reached = bare(ui, "opt", act, Msg::Milestone(stage.milestone))
        .truth(Name::AriaPressed, happened)
        .child(icon(if happened { "check" } else { "clock" }, ""))
        .child(word(t::clock_now(l)));
    let said = el("span", "").child(text("b", "", name)).child(text("small", "", &at));
    el("li", "clock-line").class_if(happened, "is-done").child(said).child(reached)
}

fn checklist(ui: &Ui) -> Html {
    let l = ui.language;
    let lines = ui.set().transport.checklist.iter().map(|line| {
        let unchecked = line.status != Status::Verified;
        el("li", "step-line")
            .child(text("span", "", line.text.get(l)))
            .child_some(unchecked.then(|| chip(true, words::status_short(l, line.status))))
    });
    let body = all([el("ul", "step-list").each(lines).into()]);
    sheet("check-h", t::transfer_checklist(l), t::steps_no_drugs(l), body)
}
