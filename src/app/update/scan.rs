//! Scanning: the camera runs only while its screen is open and somebody asked for it.

use crate::app::arrival::Arrival;
use crate::app::effect::Effect;
use crate::app::model::Model;
use crate::app::route::Screen;
use crate::app::scan::{LONGEST, Scan, ScanAct, ScanMsg};

pub(super) fn scan(model: &mut Model, effects: &mut Vec<Effect>, msg: &ScanMsg) {
    let desk = &mut model.desk;
    match msg {
        ScanMsg::Start => {
            desk.scan = Scan::Starting;
            forget(model);
            effects.push(Effect::Scan(ScanAct::Start));
        }
        ScanMsg::Stop => desk.scan = Scan::Closed,
        // The camera stays as it is until a picture was chosen.
        ScanMsg::Pick(from) => effects.push(Effect::Scan(ScanAct::Pick(*from))),
        ScanMsg::Chosen => {
            desk.scan = Scan::Reading;
            forget(model);
        }
        // What comes after it was closed is late.
        ScanMsg::Said(said) if desk.scan != Scan::Closed => desk.scan = *said,
        ScanMsg::Said(_) => {}
        ScanMsg::Pasted(text) if text.len() <= LONGEST => desk.pasted.clone_from(text),
        ScanMsg::Pasted(_) => {}
    }
}

/// What was said of the last text goes, so that nobody takes it for the new one; a case that was read stays.
fn forget(model: &mut Model) {
    let _gone = model.arrival.take_if(|arrival| matches!(arrival, Arrival::Refused(_)));
}

/// Whatever happened: a camera that is not seen is switched off.
pub(super) fn settle(before: &Model, model: &mut Model, effects: &mut Vec<Effect>) {
    let seen = model.screen == Screen::Receive && (model.cover.is_none() || !model.is_private());
    if !seen {
        model.desk.scan = Scan::Closed;
    }
    if before.desk.scan.films() && !model.desk.scan.films() {
        effects.push(Effect::Scan(ScanAct::Stop));
    }
}
