//! Cases are put aside, taken up, ended and taken back; what the store tells.

use super::go;
use crate::app::effect::Effect;
use crate::app::house;
use crate::app::keep::{
    Held, News, NotOpened, Offered, Opening, Progress, SAME_SITTING, Store, TAKE_BACK, mode, name, until,
};
use crate::app::model::{Desk, Model};
use crate::app::route::Screen;
use crate::app::sight::Sight;
use crate::app::snapshot::{Taken, put_back, read_back, take};
use crate::app::time::Now;
use paedlotse_core::case::{Advice, Case, Timestamp};
use paedlotse_core::wire::Value;
use paedlotse_core::wire::config::{Config, Mode};
use std::rc::Rc;

/// What the store tells.
pub(super) fn news(model: &mut Model, effects: &mut Vec<Effect>, now: Now, news: &News) {
    match news {
        News::Ready { standalone, held, here, house } => {
            model.storage.standalone = *standalone;
            if let Some(house) = house {
                house::put_back(model, house);
                super::card::refresh(model);
            }
            match held {
                Ok(held) => {
                    model.storage.store = Store::There;
                    listed(model, held);
                }
                Err(refusal) => model.storage.store = Store::Refused(*refusal),
            }
            // The page was loaded again: back to the case that this tab had open.
            if let Some(here) = here.filter(|_| model.case.is_none()) {
                model.storage.opening = Some(Opening { started: here, by_tap: false });
                effects.push(Effect::Fetch(name(here)));
            }
            touched(model);
        }
        News::Config(file) => {
            model.storage.config = file.as_ref().map_or_else(Config::default, Config::read);
            touched(model);
        }
        News::Held(held) => listed(model, held),
        News::Saved { started, count } => {
            let mut held = model.storage.held.iter_mut();
            if let Some(held) =
                held.find(|held| held.started == *started && held.mode != Mode::Memory && held.count == *count)
            {
                held.snapshot = None;
            }
            if model.case.as_ref().is_some_and(|case| case.started() == *started) {
                model.storage.progress.saved = *count;
                model.storage.failure = None;
            }
        }
        News::Failed(failure) => model.storage.failure = model.case.is_some().then_some(*failure),
        News::Opened { started, snapshot } => {
            let Some(opening) = model.storage.opening.take_if(|opening| opening.started == *started) else { return };
            match snapshot {
                Ok(snapshot) => resume(model, effects, now, opening, &Rc::new(snapshot.clone())),
                Err(why) => model.storage.not_opened = Some(*why),
            }
        }
    }
}

/// The open case has to be handed over again: where or whether it is kept may have changed.
pub(super) fn touched(model: &mut Model) {
    if model.case.is_some() {
        model.storage.progress.changed = model.storage.progress.changed.saturating_add(1);
    }
}

/// The store's list; what this window put aside itself it knows better, and what lives in memory the store does not know.
fn listed(model: &mut Model, list: &[Held]) {
    let open = model.case.as_ref().map(Case::started);
    let own = std::mem::take(&mut model.storage.held);
    let mut held: Vec<Held> = Vec::new();
    let own = own.into_iter().filter(|own| own.snapshot.is_some());
    for one in own.chain(list.iter().filter(|one| Some(one.started) != open).cloned()) {
        // The oldest first; of one case what came first.
        let at = held.partition_point(|known| known.started < one.started);
        if held.get(at).is_none_or(|known| known.started != one.started) {
            held.insert(at, one);
        }
    }
    model.storage.held = held;
}

/// Time passes: what has reached its end is gone, also from memory.
pub(super) fn tick(model: &mut Model, effects: &mut Vec<Effect>, now: Now) {
    model.storage.held.retain(|held| held.until > now.at);
    let over = |(_, at): &(Rc<Value>, Timestamp)| now.at.0.saturating_sub(at.0) >= TAKE_BACK;
    if model.storage.ended.as_ref().is_some_and(over) {
        model.storage.ended = None;
    }
    let kept = mode(model);
    let last = model.case.as_ref().and_then(|case| case.entries().last()).map(|entry| entry.at);
    if kept != Mode::Memory && last.is_some_and(|last| until(&model.storage.config, kept, last) <= now.at) {
        model.storage.not_opened = Some(NotOpened::Gone);
        let screen = model.screen;
        close(model, effects);
        if screen.needs_case() {
            go(model, effects, Screen::Start);
        }
    }
}

/// The open case, as it would be put aside now.
fn taken(model: &Model) -> Option<Rc<Value>> {
    let said = Sight::of(model).map(|sight| Advice::from(&sight.judgement.so_far));
    take(model, said).map(Rc::new)
}

/// The open case makes room, and stays where it can be taken up again.
pub(super) fn put_aside(model: &mut Model, effects: &mut Vec<Effect>, now: Now) {
    let Some(started) = model.case.as_ref().map(Case::started) else { return };
    let snapshot = taken(model);
    let mode = mode(model);
    if let Some(snapshot) = snapshot {
        // The last change may still be on its way.
        effects.extend(keep(model, now, &snapshot));
        let until = until(&model.storage.config, mode, now.at);
        let committed = mode != Mode::Memory && model.storage.is_saved();
        let (count, snapshot) = (model.storage.progress.changed, (!committed).then_some(snapshot));
        model.storage.held.push(Held { started, at: now.at, until, mode, elsewhere: false, snapshot, count });
    }
    leave(model, effects);
}

/// No case is open in this window any more.
fn leave(model: &mut Model, effects: &mut Vec<Effect>) {
    model.case = None;
    model.desk = Desk::default();
    model.storage.progress = Progress::default();
    model.storage.parked = false;
    model.storage.failure = None;
    // What was told about this child goes with its case; about the next one it may be told already.
    let _gone = model.frame.told.take_if(|told| told.case.is_some());
    if let Some(told) = &mut model.frame.told {
        told.other_child = false;
    }
    model.frame.whom = None;
    effects.push(Effect::Hold(None));
    effects.push(Effect::Guard(false));
}

/// "Park the case": from now on it survives the end of the browser.
pub(super) fn park(model: &mut Model, effects: &mut Vec<Effect>, now: Now) {
    if model.storage.config.parking && model.storage.store == Store::There {
        model.storage.parked = true;
        touched(model);
        put_aside(model, effects, now);
        go(model, effects, Screen::Start);
    }
}

/// Takes a case up that was put aside or kept.
pub(super) fn open(model: &mut Model, effects: &mut Vec<Effect>, now: Now, started: Timestamp) {
    model.storage.not_opened = None;
    model.storage.deleting = None;
    let own = model.storage.held.iter().find(|held| held.started == started).and_then(|held| held.snapshot.clone());
    match own {
        Some(snapshot) => resume(model, effects, now, Opening { started, by_tap: true }, &snapshot),
        None => {
            model.storage.opening = Some(Opening { started, by_tap: true });
            effects.push(Effect::Fetch(name(started)));
        }
    }
}

fn resume(model: &mut Model, effects: &mut Vec<Effect>, now: Now, opening: Opening, snapshot: &Rc<Value>) {
    let started = opening.started;
    match read_back(model, snapshot) {
        Err(why) => model.storage.not_opened = Some(why),
        Ok(back) if back.same && back.unreadable == 0 => {
            // After a while somebody else may hold the tablet: then the way leads over the start screen.
            let soon = now.at.0.saturating_sub(back.last().0) < SAME_SITTING;
            let screen = if opening.by_tap || soon { back.screen } else { Screen::Start };
            take_up(model, effects, now, started, back, screen);
        }
        Ok(back) => {
            let mut tried = model.clone();
            let (before, unreadable) = (back.before, back.unreadable);
            put_back(&mut tried, back);
            let after = Sight::of(&tried).map(|sight| Advice::from(&sight.judgement.so_far));
            let snapshot = Rc::clone(snapshot);
            model.storage.offered = Some(Offered { snapshot, started, before, now: after, unreadable });
            go(model, effects, Screen::Start);
        }
    }
}

fn take_up(model: &mut Model, effects: &mut Vec<Effect>, now: Now, started: Timestamp, back: Taken, screen: Screen) {
    put_aside(model, effects, now);
    model.frame.taken_up();
    let mode = model.storage.held.iter().find(|held| held.started == started).map(|held| held.mode);
    model.storage.held.retain(|held| held.started != started);
    put_back(model, back);
    super::card::refresh(model);
    model.storage.parked = mode == Some(Mode::Device);
    // It is stored as it stands, if at all; opening it is no change, and does not move its end.
    let stored = mode.is_some_and(|mode| mode != Mode::Memory);
    model.storage.progress = Progress { changed: 1, sent: 1, saved: u32::from(stored), stored };
    effects.push(Effect::Hold(Some(name(started))));
    effects.push(Effect::Guard(true));
    effects.push(Effect::Saved(model.storage.is_saved()));
    go(model, effects, screen);
}

/// The case under other rules is continued, or stays where it is.
pub(super) fn offered(model: &mut Model, effects: &mut Vec<Effect>, now: Now, yes: bool) {
    let Some(offered) = model.storage.offered.take() else { return };
    if let Some(back) = yes.then(|| read_back(model, &offered.snapshot).ok()).flatten() {
        let screen = back.screen;
        take_up(model, effects, now, offered.started, back, screen);
        touched(model);
    }
}

/// Ends the open case: deleted at once, and for a moment it can be taken back.
pub(super) fn end(model: &mut Model, effects: &mut Vec<Effect>, now: Now) {
    model.storage.ended = taken(model).map(|snapshot| (snapshot, now.at));
    if model.storage.ended.is_some() {
        effects.push(Effect::Later(TAKE_BACK));
    }
    close(model, effects);
}

fn close(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(case) = &model.case {
        effects.push(Effect::Forget(name(case.started())));
    }
    leave(model, effects);
}

/// The case that was ended a moment ago is open again.
pub(super) fn take_back(model: &mut Model, effects: &mut Vec<Effect>, now: Now) {
    let Some((snapshot, _)) = model.storage.ended.take() else { return };
    if let Ok(back) = read_back(model, &snapshot) {
        let (started, screen) = (back.started(), back.screen);
        take_up(model, effects, now, started, back, screen);
        touched(model);
    }
}

/// Deletes a case that is not open; asked once.
pub(super) fn delete(model: &mut Model, effects: &mut Vec<Effect>, started: Timestamp) {
    if model.storage.deleting == Some(started) {
        model.storage.deleting = None;
        model.storage.held.retain(|held| held.started != started);
        effects.push(Effect::Forget(name(started)));
    } else {
        model.storage.deleting = Some(started);
    }
}

/// Whether something happened that must be stored.
pub(super) fn has_changed(before: &Model, after: &Model) -> bool {
    let Some(case) = after.case.as_ref().filter(|case| !case.is_empty()) else { return false };
    let same_case = before.case.as_ref().is_some_and(|before| before.started() == case.started());
    same_case
        && (before.case != after.case
            || before.desk.drafts != after.desk.drafts
            || before.desk.transfer != after.desk.transfer
            || (before.screen != after.screen && after.screen.needs_case())
            || before.place != after.place
            || before.network != after.network)
}

/// Hands the last change over, once: what the store is to do, if anything.
pub fn hand_over(model: &mut Model, now: Now, said: Option<Advice>) -> Option<Effect> {
    if !model.storage.is_due() {
        return None;
    }
    let snapshot = take(model, said)?;
    keep(model, now, &snapshot)
}

fn keep(model: &mut Model, now: Now, snapshot: &Value) -> Option<Effect> {
    let started = model.case.as_ref()?.started();
    if !model.storage.is_due() {
        return None;
    }
    let progress = &mut model.storage.progress;
    progress.sent = progress.changed;
    let (count, was_stored) = (progress.changed, progress.stored);
    let mode = mode(model);
    model.storage.progress.stored = mode != Mode::Memory;
    if mode == Mode::Memory {
        return was_stored.then(|| Effect::Forget(name(started)));
    }
    let until = until(&model.storage.config, mode, now.at);
    let meta = [
        ("id", Value::Text(name(started))),
        ("mode", Value::Text(mode.id().to_owned())),
        ("count", Value::Number(count.into())),
        ("started", Value::Number(started.0)),
        ("at", Value::Number(now.at.0)),
        ("until", Value::Number(until.0)),
    ];
    let meta = Value::Map(meta.into_iter().map(|(name, value)| (name.to_owned(), value)).collect());
    Some(Effect::Keep { meta: meta.json(), text: snapshot.json() })
}
