//! Signs and icons by name. They are drawn in `assets/icons.svg`, which stands in the page around the app.

use crate::view::element::{Element, Name, el};
use paedlotse_core::disposition::Urgency;
use yew::prelude::*;

/// An icon. It is decoration: the word stands beside it.
pub fn icon(name: &str, class: &'static str) -> Html {
    drawn("i", name).class_if(true, class).into()
}

/// The sign of an urgency.
pub fn sign(urgency: Urgency, class: &'static str) -> Html {
    let id = urgency.id();
    drawn("sign", &format!("sign-{id}")).class_if(true, class).set(Name::DataU, id).into()
}

fn drawn(class: &'static str, name: &str) -> Element {
    let used = el("use", "").set(Name::Href, format!("#{name}"));
    el("svg", class).set(Name::AriaHidden, "true").child(used)
}
