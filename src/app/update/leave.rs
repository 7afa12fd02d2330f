//! The case leaves by another way than the code.

use crate::app::effect::{Effect, Paper};
use crate::app::leave::Way;
use crate::app::model::Model;
use crate::app::sight::Sight;
use crate::handover::{code, compose, plain};
use crate::texts as t;
use paedlotse_core::wire::Value;

/// What stands in the envelope of a file.
pub const WHAT: &str = "handover";

/// The version of its form.
pub const VERSION: i64 = 1;

pub(super) fn leave(model: &mut Model, effects: &mut Vec<Effect>, way: Way) {
    model.desk.leaving.left = None;
    match way {
        Way::Sheet => return effects.push(Effect::Print(Paper::Sheet)),
        Way::Family => return effects.push(Effect::Print(Paper::Family)),
        Way::Copy | Way::Share | Way::File | Way::Bundle => {}
    }
    let Some(sight) = Sight::of(model) else { return };
    let Some(handover) = compose(model, &sight) else { return };
    let text = plain::plain(model.language, &handover);
    match way {
        Way::Copy => effects.push(Effect::Copy(text)),
        Way::Share => {
            let title = format!("{} {}", t::handover_title(model.language), handover.mark);
            effects.push(Effect::Share(title, text));
        }
        Way::File => {
            let Some(record) = code::record(model, &sight) else { return };
            let name = format!("paedlotse-{}.json", handover.mark);
            effects.push(Effect::SaveFile(name, file(&paedlotse_core::wire::record::plain(&record), &text)));
        }
        Way::Bundle | Way::Sheet | Way::Family => {}
    }
}

/// The record in its envelope, with the text for whoever opens the file without PädLotse.
fn file(record: &str, text: &str) -> Value {
    let fields = [
        ("paedlotse", Value::Text(WHAT.to_owned())),
        ("version", Value::Number(VERSION)),
        ("record", Value::Text(record.to_owned())),
        ("text", Value::Text(text.to_owned())),
    ];
    Value::Map(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}
