//! The ways by which a handover leaves, as what the browser is to do.

use crate::app::effect::Effect;
use crate::app::leave::{VERSION, WHAT, Way};
use crate::app::model::{Form, Model};
use crate::app::sight::Sight;
use crate::app::time::Now;
use crate::handover::{code, compose, fhir, plain};
use crate::texts as t;
use paedlotse_core::wire::Value;

/// What the browser is to do, for the ways for which the handover is composed.
#[must_use]
pub fn effects(model: &Model, way: Way) -> Vec<Effect> {
    let sight = Sight::of(model);
    let effect = sight.and_then(|sight| effect(model, &sight, way));
    effect.into_iter().collect()
}

fn effect(model: &Model, sight: &Sight, way: Way) -> Option<Effect> {
    let handover = compose(model, sight)?;
    let text = plain::plain(model.language, &handover);
    let title = format!("{} {}", t::handover_title(model.language), handover.heading.mark);
    match way {
        Way::Copy => Some(Effect::Copy(text)),
        Way::Share => Some(Effect::Share(title, text)),
        Way::File => {
            let record = paedlotse_core::wire::record::plain(&code::record(model, sight)?);
            Some(Effect::SaveFile(format!("paedlotse-{}.json", handover.heading.mark), file(&record, &text)))
        }
        Way::Bundle => {
            let bundle = fhir::bundle(model, sight, model.now)?;
            Some(Effect::SaveText(format!("paedlotse-{}-fhir.json", handover.heading.mark), bundle.json()))
        }
        Way::Sheet | Way::Family => None,
    }
}

/// The open case in a form for other systems.
#[must_use]
pub fn document(model: &Model, now: Now, form: Form) -> Option<Value> {
    let sight = Sight::of(model)?;
    match form {
        Form::Bundle => fhir::bundle(model, &sight, now),
        Form::Response => fhir::response(model, &sight, now),
    }
}

/// The record in its envelope, with the text for whoever opens the file without PädLotse.
fn file(record: &str, text: &str) -> Value {
    Value::map([
        ("paedlotse", Value::said(WHAT)),
        ("version", Value::Number(VERSION)),
        ("record", Value::said(record)),
        ("text", Value::said(text)),
    ])
}
