//! What every part needs: the content, the language, and a way to send a message.

use crate::app::model::Content;
use crate::app::msg::Msg;
use paedlotse_core::protocol::ProtocolSet;
use paedlotse_core::text::{Language, Text};
use std::rc::Rc;
use yew::prelude::*;

/// Content, language and the way to send messages.
#[derive(Clone, Debug, PartialEq)]
pub struct Ui {
    /// Rules and vocabulary.
    pub content: Rc<Content>,
    /// The language of the screen.
    pub language: Language,
    /// Takes messages.
    pub send: Callback<Msg>,
}

impl Ui {
    /// Sends `msg` whenever the event happens.
    pub fn on<E>(&self, msg: Msg) -> Callback<E> {
        let send = self.send.clone();
        Callback::from(move |_: E| send.emit(msg.clone()))
    }

    /// A text of the content in the language of the screen.
    #[must_use]
    pub fn text<'a>(&self, text: &'a Text) -> &'a str {
        text.get(self.language)
    }

    /// The rules and vocabulary.
    #[must_use]
    pub fn set(&self) -> &ProtocolSet {
        &self.content.set
    }
}
