//! The language of the screen; its texts may still be on their way.

use crate::app::effect::Effect;
use crate::app::model::{Awaited, Content, Model};
use paedlotse_core::text::Language;
use std::rc::Rc;

/// Another language: at once where its texts are there, else when they come.
pub(super) fn choose(model: &mut Model, effects: &mut Vec<Effect>, language: Language) {
    if model.content.speaks(language) {
        model.awaited = None;
        model.language = language;
        effects.push(Effect::Language(language));
    } else {
        model.awaited = Some(Awaited { language, failed: false });
        effects.push(Effect::Words(language));
    }
}

/// The content with what has come of it.
pub(super) fn take(model: &mut Model, content: &Rc<Content>) {
    if content.digest == model.content.digest {
        model.content = Rc::clone(content);
    }
}

/// Texts have come, or cannot be had. Nothing changes for who did not ask for them.
pub(super) fn words(model: &mut Model, effects: &mut Vec<Effect>, language: Language, content: Option<&Rc<Content>>) {
    if let Some(content) = content {
        take(model, content);
    }
    let Some(awaited) = model.awaited.filter(|awaited| awaited.language == language) else { return };
    if model.content.speaks(language) {
        choose(model, effects, language);
    } else {
        model.awaited = Some(Awaited { failed: true, ..awaited });
    }
}
