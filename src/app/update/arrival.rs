//! A case comes in from another house: it is read and shown; nothing that is open here is touched until it is taken over.

use super::{each, go, keep};
use crate::app::arrival::{Arrival, FORGOTTEN, taken_over};
use crate::app::effect::Effect;
use crate::app::embed::link::MARK;
use crate::app::frame::Told;
use crate::app::leave::{VERSION, WHAT};
use crate::app::model::{Model, Unreadable};
use crate::app::route::Screen;
use crate::app::scan::{LONGEST, Scan};
use crate::app::time::Now;
use paedlotse_core::wire::Value;
use paedlotse_core::wire::record::RecordTrouble;

/// A text came in.
pub(super) fn came(model: &mut Model, effects: &mut Vec<Effect>, now: Now, text: &str) {
    model.desk.scan = Scan::Closed;
    let is_place = text.starts_with(MARK);
    // Before the rest of the program is there a link may have come: it waits for it.
    let Some(late) = model.content.late else {
        model.brought = (text.len() <= LONGEST).then(|| text.to_owned());
        if !is_place {
            go(model, effects, Screen::Receive);
        }
        return;
    };
    model.brought = None;
    if is_place {
        return each(model, effects, now, &(late.link)(model, text));
    }
    model.arrival = Some(if text.len() <= LONGEST { (late.arrive)(model, now, text) } else { too_long() });
    go(model, effects, Screen::Receive);
    effects.push(Effect::Focus("main".to_owned()));
}

/// No code, link or message of this app is so long.
fn too_long() -> Arrival {
    Arrival::Refused(RecordTrouble::NotARecord)
}

/// A file came in, or it could not be read.
pub(super) fn file(model: &mut Model, effects: &mut Vec<Effect>, now: Now, file: &Result<Value, Unreadable>) {
    let record = file.as_ref().ok().and_then(record);
    match record {
        Some(Ok(record)) => came(model, effects, now, record),
        Some(Err(trouble)) => model.arrival = Some(Arrival::Refused(trouble)),
        None => {
            // What a hospital's system keeps as a file lies beside the case, as what it tells by a message.
            let chart = model.content.late.zip(file.as_ref().ok());
            if !chart.is_some_and(|(late, file)| (late.chart)(model, now, file)) {
                model.arrival = Some(Arrival::Refused(RecordTrouble::NotARecord));
                // It may have been dropped on any screen; there it is said.
                go(model, effects, Screen::Receive);
            }
        }
    }
}

/// The record in the envelope of a file; none: it is no such file.
fn record(file: &Value) -> Option<Result<&str, RecordTrouble>> {
    let text = |name: &str| file.field(name).and_then(Value::text);
    if text("paedlotse") != Some(WHAT) {
        return None;
    }
    match file.field("version").and_then(Value::number) {
        Some(version) if version > VERSION => Some(Err(RecordTrouble::Newer(u8::try_from(version).unwrap_or(u8::MAX)))),
        _ => Some(text("record").ok_or(RecordTrouble::Damaged)),
    }
}

/// The case becomes one of this house; the open one is put aside.
pub(super) fn take_over(model: &mut Model, effects: &mut Vec<Effect>, now: Now) {
    let Some(Arrival::Read(incoming)) = model.arrival.take_if(|arrival| match arrival {
        Arrival::Read(incoming) => !incoming.is_old(now),
        Arrival::Refused(_) => false,
    }) else {
        return;
    };
    keep::put_aside(model, effects, now);
    model.frame.taken_up();
    let case = taken_over(model, &incoming, now);
    effects.push(Effect::Hold(Some(crate::app::keep::name(case.started()))));
    effects.push(Effect::Guard(true));
    model.case = Some(case);
    keep::touched(model);
    go(model, effects, Screen::Recommendation);
}

/// What nobody took over is gone after a while: it is about somebody.
pub(super) fn tick(model: &mut Model, now: Now) {
    let waits = |told: &mut Told| told.case.is_none() && now.at.0.saturating_sub(told.came.0) >= FORGOTTEN;
    let _gone = model.frame.told.take_if(waits);
    let gone = |arrival: &mut Arrival| match arrival {
        Arrival::Read(incoming) => now.at.0.saturating_sub(incoming.came.0) >= FORGOTTEN,
        Arrival::Refused(_) => false,
    };
    let _gone = model.arrival.take_if(gone);
}
