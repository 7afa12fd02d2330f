//! The pulse of the app: asked whether it still draws, it answers once it has been drawn.
//!
//! After a panic inside the framework the app's listeners run on while nothing is drawn any more. So the answer goes the
//! way of every picture: through the framework's own queue. It draws nothing, and no answer of a clinician draws it.

use crate::view::root::Door;
use yew::prelude::*;

/// Properties of [`Pulse`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct PulseProps {
    /// Takes the way to ask, and the answers.
    pub door: Door,
}

/// A component that only says that it was drawn.
#[derive(Debug)]
pub struct Pulse;

impl Component for Pulse {
    type Message = ();
    type Properties = PulseProps;

    fn create(ctx: &Context<Self>) -> Self {
        ctx.props().door.pulse.emit(ctx.link().callback(|()| ()));
        Self
    }

    fn view(&self, _ctx: &Context<Self>) -> Html {
        Html::default()
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if !first {
            ctx.props().door.alive.emit(());
        }
    }
}
