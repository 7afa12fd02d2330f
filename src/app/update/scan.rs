//! Scanning: the camera runs only while its screen is open and somebody asked for it.

use crate::app::effect::Effect;
use crate::app::model::Model;
use crate::app::route::Screen;
use crate::app::scan::{LONGEST, Scan, ScanAct, ScanMsg};

pub(super) fn scan(model: &mut Model, effects: &mut Vec<Effect>, msg: &ScanMsg) {
    let desk = &mut model.desk;
    match msg {
        ScanMsg::Start => {
            desk.scan = Scan::Starting;
            desk.scanned = None;
            effects.push(Effect::Scan(ScanAct::Start));
        }
        ScanMsg::Stop => desk.scan = Scan::Closed,
        // The camera stays as it is until a picture was chosen.
        ScanMsg::Pick(from) => effects.push(Effect::Scan(ScanAct::Pick(*from))),
        ScanMsg::Chosen => {
            desk.scan = Scan::Reading;
            desk.scanned = None;
        }
        // What comes after it was closed is late.
        ScanMsg::Said(said) if desk.scan != Scan::Closed => desk.scan = *said,
        ScanMsg::Said(_) => {}
        ScanMsg::Pasted(text) if text.len() <= LONGEST => desk.pasted.clone_from(text),
        ScanMsg::Pasted(_) => {}
    }
}

/// A text was read or pasted. One that is too long is none of this app's.
pub(super) fn scanned(model: &mut Model, text: &str) {
    let text = text.trim();
    model.desk.scan = Scan::Closed;
    model.desk.scanned = (!text.is_empty() && text.len() <= LONGEST).then(|| text.to_owned());
}

/// Whatever happened: a camera that is not seen is switched off.
pub(super) fn settle(before: &Model, model: &mut Model, effects: &mut Vec<Effect>) {
    let seen = model.screen == Screen::Receive && (model.cover.is_none() || model.case.is_none());
    if !seen {
        model.desk.scan = Scan::Closed;
    }
    if before.desk.scan.films() && !model.desk.scan.films() {
        effects.push(Effect::Scan(ScanAct::Stop));
    }
}
