//! What a message changes. Pure: the same model, time and message give the same result.

mod answer;
mod arrival;
mod card;
mod child;
mod consult;
mod cover;
pub mod keep;
mod language;
mod leave;
mod overrule;
mod scan;
pub mod tonight;

use crate::app::effect::{Effect, Wanted};
use crate::app::house;
use crate::app::keep::Store;
use crate::app::leave::Leaving;
use crate::app::model::{Desk, Model, ReleaseDraft};
use crate::app::msg::Msg;
use crate::app::offline::{Device, Offline, Update};
use crate::app::page;
use crate::app::route::Screen;
use crate::app::sight::Sight;
use crate::app::time::Now;
use paedlotse_core::case::{Action, Case, Timestamp};
use paedlotse_core::finding::{FindingIx, GroupIx};
use paedlotse_core::recommend::Place;
use paedlotse_core::recommend::board::Board;

/// The next model, and what the browser is to do.
#[must_use]
pub fn update(model: &Model, now: Now, msg: &Msg) -> (Model, Vec<Effect>) {
    let mut next = model.clone();
    // The log wants the exact moment; the screen only changes with the minute.
    if now.minute() != model.now.minute() {
        next.now = now;
    }
    let mut effects = Vec::new();
    next.place_chosen |= matches!(msg, Msg::Network(_) | Msg::Hospital | Msg::Ambulance | Msg::Nearest(_));
    step(&mut next, &mut effects, now, msg);
    if keep::has_changed(model, &next) {
        next.storage.progress.changed = next.storage.progress.changed.saturating_add(1);
    }
    // What was only put back is kept already. What changed before the rest was here is kept when it comes.
    let differs = house::differs(model, &next) || matches!(msg, Msg::Rest(Some(_)));
    let keeps = next.storage.store == Store::There && !matches!(msg, Msg::Store(_));
    if let Some(late) = next.content.late.filter(|_| differs && keeps) {
        effects.push(Effect::KeepHouse((late.house)(&next).json()));
    }
    let around = next.frame.talk.is_some() || next.frame.told.is_some();
    if let Some(late) = next.content.late.filter(|_| around) {
        (late.follow)(model, &mut next, &mut effects, now);
    }
    if next.storage.is_saved() != model.storage.is_saved() {
        effects.push(Effect::Saved(next.storage.is_saved()));
    }
    scan::settle(model, &mut next, &mut effects);
    next.duty = next.board.duty(now.at, next.place.here());
    (next, effects)
}

fn step(model: &mut Model, effects: &mut Vec<Effect>, now: Now, msg: &Msg) {
    // Nobody answers what nobody sees: a key or a field that was left with the covering changes nothing.
    if model.cover.is_some() && (msg.answers() || *msg == Msg::Undo) {
        return;
    }
    // Nothing about a child is entered on a page that somebody else has put a frame around.
    if model.frame.is_closed() && begins_a_case(msg) {
        model.frame.looking = false;
        return;
    }
    match msg {
        Msg::Tick => {
            arrival::tick(model, now);
            keep::tick(model, effects, now);
        }
        Msg::Painted => {}
        Msg::Store(news) => keep::news(model, effects, now, news),
        Msg::OpenHeld(started) => keep::open(model, effects, now, *started),
        Msg::DeleteHeld(started) => keep::delete(model, effects, *started),
        Msg::Park => keep::park(model, effects, now),
        Msg::Offered(yes) => keep::offered(model, effects, now, *yes),
        Msg::TakeBack => keep::take_back(model, effects, now),
        Msg::Idle(seconds) => cover::idle(model, effects, *seconds),
        Msg::Cover => cover::cover(model, effects),
        Msg::Held(quarters) => cover::held(model, *quarters),
        Msg::UncoverTap => cover::tap(model, effects, now),
        Msg::Uncover => cover::uncover(model, effects),
        Msg::Network(position) => use_network(model, *position),
        Msg::Hospital => {
            if let Some(home) = model.card().map(|card| card.home) {
                model.place = Place::Hospital(home);
            }
        }
        Msg::Ambulance => {
            if let Place::Hospital(nearest) = model.place {
                model.place = Place::Ambulance { nearest };
            }
        }
        Msg::Nearest(site) => {
            if model.card().is_some_and(|card| card.site(*site).is_some()) {
                model.place = Place::Ambulance { nearest: *site };
            }
        }
        Msg::Board(site) => model.tonight.site = Some(*site),
        Msg::Duty(site, capability) => tonight::switch(model, now, *site, *capability),
        Msg::Intake(site, intake) => tonight::intake(model, now, *site, *intake),
        Msg::Lasts(minutes) => model.tonight.lasts = *minutes,
        Msg::AsOnCard(site) => model.board.clear(*site),
        Msg::PickCard => effects.push(Effect::PickFile(Wanted::Card)),
        Msg::CardCame(file) => card::came(model, file),
        Msg::SaveCard => effects.extend(model.content.late.and_then(|late| (late.card)(model))),
        Msg::DropCard => card::drop(model),
        Msg::ReleaseForm(open) => model.desk.release = open.then(ReleaseDraft::default),
        Msg::ReleaseName(name) => card::draft(model, |draft| &mut draft.name, name),
        Msg::ReleaseRole(role) => card::draft(model, |draft| &mut draft.role, role),
        Msg::ReleaseSend => card::release(model, now),
        Msg::Vehicle(no) => toggle(&mut model.desk.transfer.vehicle, *no),
        Msg::Preparation(minutes) => toggle(&mut model.desk.transfer.preparation, *minutes),
        Msg::Milestone(milestone) => push(model, now, Action::Milestone(*milestone)),
        Msg::Onset(no, ago) => {
            let began = Timestamp(now.at.0.saturating_sub(i64::from(*ago).saturating_mul(60_000)));
            model.desk.transfer.onsets.retain(|(known, _)| known != no);
            model.desk.transfer.onsets.push((*no, began));
        }
        Msg::Language(language) => language::choose(model, effects, *language),
        Msg::Words(language, content) => language::words(model, effects, *language, content.as_ref()),
        Msg::Rest(Some(content)) => {
            language::take(model, content);
            if let Some(text) = model.brought.take() {
                arrival::came(model, effects, now, &text);
            }
        }
        Msg::Rest(None) => model.rest_failed = true,
        Msg::FetchRest => fetch_rest(model, effects),
        Msg::Theme(theme) => {
            model.theme = *theme;
            effects.push(Effect::Theme(*theme));
        }
        Msg::Shortcuts => model.shortcuts = !model.shortcuts,
        Msg::Go(screen) => go(model, effects, *screen),
        Msg::Came(screen) => {
            if model.case.is_some() || !screen.needs_case() {
                model.screen = *screen;
            }
        }
        Msg::NewCase(screen) => new_case(model, effects, now, *screen),
        Msg::KeepCase => model.desk.replacing = None,
        Msg::AgeDigit(digit) => child::digit(model, *digit),
        Msg::AgeBack => child::back(model),
        Msg::AgeUnit(unit) => child::unit(model, now, *unit),
        Msg::AgeMore(more) => child::more(model, now, *more),
        Msg::Sex(sex) => child::sex(model, now, *sex),
        Msg::Complaint(protocol) => {
            let chosen = model
                .case
                .as_ref()
                .is_some_and(|case| !case.findings(&model.content.set).complaints().contains(protocol));
            push(model, now, Action::Complaint { protocol: *protocol, chosen });
        }
        Msg::Search(words) => model.desk.search.clone_from(words),
        Msg::Read(protocol) => {
            model.reading = *protocol;
            go(model, effects, Screen::Protocol);
        }
        Msg::Arrived(text) => arrival::came(model, effects, now, text),
        Msg::PickCase => effects.push(Effect::PickFile(Wanted::Case)),
        Msg::CaseCame(file) => arrival::file(model, effects, now, file),
        Msg::TakeOver => arrival::take_over(model, effects, now),
        Msg::Discard => model.arrival = None,
        Msg::Leave(way) => leave::leave(model, effects, *way),
        Msg::Left(left) => model.desk.leaving.left = Some(*left),
        Msg::CodeOfWords(words) => model.desk.leaving.words = *words,
        Msg::CodeLarge(large) => {
            model.desk.leaving.large = *large;
            effects.push(Effect::Measure);
        }
        Msg::Room(room) => model.desk.leaving.room = *room,
        Msg::DenyGroup(group) => answer::deny_group(model, now, *group),
        Msg::OpenGroup(group) => answer::open_group(model, *group),
        Msg::Answer { finding, answer } => answer::give(model, now, *finding, *answer),
        Msg::Number { finding, text } => answer::number(model, now, *finding, text),
        Msg::Step { finding, up } => answer::step(model, now, *finding, *up),
        Msg::Sure(finding) => answer::sure(model, now, *finding),
        Msg::ShowAside(finding) => {
            model.desk.show(*finding);
        }
        Msg::Jump(finding) => jump(model, effects, *finding),
        Msg::JumpGroup(group) => jump_group(model, effects, *group),
        Msg::Section(id) => effects.push(Effect::Focus(id.clone())),
        Msg::Skip => effects.push(Effect::Focus("main".to_owned())),
        Msg::AnswerNow => {
            if model.case.as_ref().is_some_and(|case| !case.answered_now()) {
                push(model, now, Action::AnswerNow);
            }
            go(model, effects, Screen::Recommendation);
        }
        Msg::OverruleForm(open) => overrule::form(model, *open),
        Msg::OverruleEdit(edit) => overrule::edit(model, edit),
        Msg::OverruleSend => overrule::send(model, now),
        Msg::ConsultForm(open) => consult::form(model, *open),
        Msg::ConsultEdit(edit) => consult::edit(model, edit),
        Msg::ConsultSend => consult::send(model, now),
        Msg::Offline(offline) => model.offline.clone_from(offline),
        Msg::Device(device) => self::device(model, effects, *device),
        Msg::Scan(msg) => scan::scan(model, effects, msg),
        Msg::Frame(msg) => {
            let wanted = model.content.late.map(|late| (late.hear)(model, effects, now, msg));
            each(model, effects, now, &wanted.unwrap_or_default());
        }
        Msg::Undo => {
            model.desk.drafts.clear();
            model.desk.age_digits.clear();
            if let Some(case) = &mut model.case {
                case.undo(now.at);
            }
        }
    }
}

/// Whether a case is opened by this.
fn begins_a_case(msg: &Msg) -> bool {
    match msg {
        Msg::NewCase(screen) => screen.needs_case(),
        Msg::TakeOver | Msg::OpenHeld(_) | Msg::Offered(true) | Msg::TakeBack => true,
        _ => false,
    }
}

/// One message after the other.
fn each(model: &mut Model, effects: &mut Vec<Effect>, now: Now, messages: &[Msg]) {
    for msg in messages {
        step(model, effects, now, msg);
    }
}

/// A newer release is never used under an open case. Cases of other windows are asked for where it happens.
fn device(model: &mut Model, effects: &mut Vec<Effect>, device: Device) {
    let swaps = matches!(device, Device::Activate | Device::Again);
    if swaps && model.case.as_ref().is_some_and(|case| !case.is_empty()) {
        model.offline = Offline { update: Update::Refused, ..model.offline.clone() };
    } else {
        effects.push(Effect::Device(device));
    }
}

/// Chosen, or, when it was chosen already, not any more.
fn toggle<T: PartialEq>(slot: &mut Option<T>, chosen: T) {
    *slot = if slot.as_ref() == Some(&chosen) { None } else { Some(chosen) };
}

/// Appends to the log of the open case.
fn push(model: &mut Model, now: Now, action: Action) {
    if let Some(case) = &mut model.case {
        // Only values that `answer` has checked get here; what does not fit changes nothing.
        let _refused = case.push(&model.content.set, now.at, action);
    }
}

fn go(model: &mut Model, effects: &mut Vec<Effect>, screen: Screen) {
    if screen.needs_case() && model.case.is_none() {
        return;
    }
    model.desk.replacing = None;
    if model.rest_failed {
        fetch_rest(model, effects);
    }
    if model.screen != screen {
        model.screen = screen;
        effects.push(Effect::Visit(screen));
        if screen == Screen::Handover {
            model.desk.leaving = Leaving { room: model.desk.leaving.room, ..Leaving::default() };
            effects.push(Effect::Measure);
        }
    }
}

/// The network may have come back since.
fn fetch_rest(model: &mut Model, effects: &mut Vec<Effect>) {
    model.rest_failed = false;
    effects.push(Effect::Rest);
}

fn use_network(model: &mut Model, position: usize) {
    if position == model.network {
        return;
    }
    let home = model.cards().nth(position).map(|card| card.home);
    if let Some(home) = home {
        model.network = position;
        model.place = Place::Hospital(home);
        // A report belongs to the house it was made for.
        model.board = Board::default();
        model.tonight.site = None;
        card::refresh(model);
    }
}

/// Two taps when a case is open: the first one asks. A new case puts the open one aside; the start screen ends it.
fn new_case(model: &mut Model, effects: &mut Vec<Effect>, now: Now, screen: Screen) {
    let worth_asking = model.case.as_ref().is_some_and(|case| !case.is_empty());
    if worth_asking && model.desk.replacing != Some(screen) {
        model.desk.replacing = Some(screen);
        return;
    }
    if screen.needs_case() {
        keep::put_aside(model, effects, now);
        // No two cases are opened in the same millisecond: by this moment a case is known.
        model.case = Some(Case::new(now.at));
        model.frame.opened(now.at);
        effects.push(Effect::Hold(Some(crate::app::keep::name(now.at))));
        effects.push(Effect::Guard(true));
    } else {
        keep::end(model, effects, now);
    }
    model.desk = Desk::default();
    go(model, effects, screen);
}

/// To the row of a finding; its group opens.
fn jump(model: &mut Model, effects: &mut Vec<Effect>, finding: FindingIx) {
    let Some(sight) = Sight::of(model) else { return };
    let set = &model.content.set;
    let Some(spec) = set.finding(finding) else { return };
    let (screen, sections) = if page::holds(&sight.questions, finding) {
        (Screen::Questions, &sight.questions)
    } else if page::holds(&sight.danger, finding) {
        (Screen::Danger, &sight.danger)
    } else {
        (Screen::Child, &sight.questions)
    };
    let id = format!("q-{}", spec.id);
    let group = page::group_of(sections, finding);
    model.desk.show(finding);
    if let Some(group) = group {
        model.desk.open(group);
    }
    go(model, effects, screen);
    effects.push(Effect::Focus(id));
}

fn jump_group(model: &mut Model, effects: &mut Vec<Effect>, group: GroupIx) {
    let Some(sight) = Sight::of(model) else { return };
    let question = paedlotse_core::protocol::Question::Group(group);
    let on_danger = sight.danger.iter().any(|s| s.questions.iter().any(|asked| asked.question == question));
    let Some(id) = model.content.set.group(group).map(|g| format!("g-{}", g.id)) else { return };
    go(model, effects, if on_danger { Screen::Danger } else { Screen::Questions });
    effects.push(Effect::Focus(id));
}
