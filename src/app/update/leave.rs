//! The case leaves by another way than the code.

use crate::app::effect::{Effect, Paper};
use crate::app::leave::Way;
use crate::app::model::Model;

pub(super) fn leave(model: &mut Model, effects: &mut Vec<Effect>, way: Way) {
    model.desk.leaving.left = None;
    match way {
        Way::Sheet => effects.push(Effect::Print(Paper::Sheet)),
        Way::Family => effects.push(Effect::Print(Paper::Family)),
        // The screen that offers it has come late as well.
        Way::Copy | Way::Share | Way::File | Way::Bundle => {
            effects.extend(model.content.late.map(|late| (late.leave)(model, way)).unwrap_or_default());
        }
    }
}
