//! Links to places in the app, behind `#/`: `network/ID`, `complaint/ID`, `protocol/ID`, one after the other. A link names
//! places and nothing about a child; it never touches an open case, and what it leads to is asked and answered as ever.

use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::route::Screen;
use paedlotse_core::protocol::Scope;

/// What the address of every such link has behind its `#`.
pub const MARK: &str = "#/";

/// So many places are read.
const MOST: usize = 3;

/// What a link asks for, as messages; none where it leads nowhere, or a case is open that it would change.
#[must_use]
pub fn messages(model: &Model, link: &str) -> Vec<Msg> {
    let places: Vec<&str> = link.strip_prefix(MARK).unwrap_or_default().split('/').collect();
    let mut messages = Vec::new();
    for place in places.chunks(2).take(MOST) {
        if let [kind, id] = place {
            messages.extend(one(model, kind, id));
        }
    }
    messages
}

fn one(model: &Model, kind: &str, id: &str) -> Vec<Msg> {
    let set = &model.content.set;
    let protocol = set.protocol_named(id);
    let unopened = model.case.is_none();
    match (kind, protocol) {
        ("protocol", Some(protocol)) => vec![Msg::Read(protocol)],
        ("complaint", Some(protocol)) if unopened => {
            let is_complaint = set.protocol(protocol).is_some_and(|protocol| protocol.scope == Scope::Complaint);
            if is_complaint { vec![Msg::NewCase(Screen::Child), Msg::Complaint(protocol)] } else { Vec::new() }
        }
        ("network", _) if unopened => {
            model.cards().position(|card| card.id == id).map(Msg::Network).into_iter().collect()
        }
        _ => Vec::new(),
    }
}
