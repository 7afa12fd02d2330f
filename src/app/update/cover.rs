//! Covering the case when nobody is there, and showing it again. It never changes what was entered.

use crate::app::effect::Effect;
use crate::app::model::{Cover, Model};
use crate::app::time::Now;

/// Nobody touched anything for so many seconds.
pub(super) fn idle(model: &mut Model, effects: &mut Vec<Effect>, seconds: u32) {
    if seconds >= u32::from(model.storage.config.cover_seconds) {
        cover(model, effects);
    }
}

/// Covers an open case.
pub(super) fn cover(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.is_private() && model.cover.is_none() {
        model.cover = Some(Cover::default());
        effects.push(Effect::Focus("uncover".to_owned()));
    }
}

/// Shows for how long the way back is held.
pub(super) fn held(model: &mut Model, quarters: u8) {
    if let Some(cover) = &mut model.cover {
        cover.held = quarters;
    }
}

/// The second tap in time uncovers. A clock that was set back makes it the first.
pub(super) fn tap(model: &mut Model, effects: &mut Vec<Effect>, now: Now) {
    let Some(cover) = &mut model.cover else { return };
    let since = |before: i64| now.at.0.saturating_sub(before);
    if cover.tapped.is_some_and(|before| (0..=Cover::TAPS_MS).contains(&since(before.0))) {
        uncover(model, effects);
    } else {
        cover.tapped = Some(now.at);
    }
}

/// Shows the case again, as it was.
pub(super) fn uncover(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.cover.take().is_some() {
        effects.push(Effect::PutBack);
    }
}
