//! The open case as it is put aside and taken up again: the log, where it is worked on, and what lies on the desk.

use crate::app::keep::NotOpened;
use crate::app::model::{Desk, Draft, Model, TransferDraft, Trouble};
use crate::app::route::Screen;
use paedlotse_core::case::{Advice, Case, Timestamp};
use paedlotse_core::network::Network;
use paedlotse_core::quantity::NumberError;
use paedlotse_core::recommend::Place;
use paedlotse_core::wire::card::identity;
use paedlotse_core::wire::case::{CaseTrouble, read, write};
use paedlotse_core::wire::release::hexadecimal;
use paedlotse_core::wire::{Value, advice, limits};

/// The version of the form that is written.
const VERSION: i64 = 1;

/// The open case, with what is advised now; none when there is none, or nothing happened in it.
///
/// Every field of the model is named here, so that a new one does not compile until somebody has decided about it.
#[must_use]
pub fn take(model: &Model, said: Option<Advice>) -> Option<Value> {
    let Model {
        // The program's own; named by its digest.
        content,
        // How the screen looks is no part of a case.
        language: _,
        awaited: _,
        theme: _,
        shortcuts: _,
        // Where the clinician was.
        screen,
        now: _,
        // Cards, releases and reports belong to the house, not to a child; the card in use is named.
        imported: _,
        releases: _,
        released: _,
        card_news: _,
        network: _,
        card_print,
        place,
        place_chosen: _,
        board: _,
        duty: _,
        case,
        // What was read or looked at.
        reading: _,
        tonight: _,
        desk,
        storage: _,
        // A covered case is the same case.
        cover: _,
        // Another case, which is not this house's yet.
        brought: _,
        arrival: _,
        // The page around: what it told is no answer yet.
        frame: _,
        // The release of this page and its copy on the device.
        edition: _,
        offline: _,
        rest_failed: _,
    } = model;
    let case = case.as_ref().filter(|case| !case.is_empty())?;
    let card = model.card()?;
    let house = card.site(place.here()).map_or("", |site| site.id);
    Some(map([
        ("paedlotse", text("snapshot")),
        ("version", Value::Number(VERSION)),
        ("release", text(&content.version)),
        ("ruleset", text(&content.digest)),
        (
            "card",
            map([
                ("network", text(card.id)),
                ("version", text(card.version)),
                ("fingerprint", text(&hexadecimal(*card_print))),
            ]),
        ),
        ("ambulance", Value::Bool(matches!(place, Place::Ambulance { .. }))),
        ("house", text(house)),
        ("screen", text(screen.id())),
        ("advice", said.map_or(Value::Null, |said| advice::write(card, said))),
        ("desk", desk_taken(model, desk)),
        ("case", write(&content.set, card, case)),
    ]))
}

fn map<const N: usize>(fields: [(&str, Value); N]) -> Value {
    Value::Map(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// What was entered and is no answer yet, or belongs to the transfer.
fn desk_taken(model: &Model, desk: &Desk) -> Value {
    let Desk {
        drafts,
        transfer,
        // Half an age, what was opened or looked for, open forms and questions back.
        age_digits: _,
        age_error: _,
        open_groups: _,
        shown: _,
        search: _,
        overrule: _,
        consult: _,
        release: _,
        replacing: _,
        // The scanner, and what another device hands over: not part of this case.
        scan: _,
        pasted: _,
        // Which code was shown.
        leaving: _,
    } = desk;
    let draft = |draft: &Draft| {
        let finding = model.content.set.finding(draft.finding).map_or("", |finding| finding.id);
        map([("finding", text(finding)), ("text", text(&draft.text))])
    };
    let number = |number: Option<u16>| number.map_or(Value::Null, |number| Value::Number(number.into()));
    let onset = |(window, began): &(u16, Timestamp)| {
        map([("window", Value::Number((*window).into())), ("began", Value::Number(began.0))])
    };
    map([
        ("drafts", Value::List(drafts.iter().map(draft).collect())),
        ("vehicle", number(transfer.vehicle)),
        ("preparation", number(transfer.preparation)),
        ("onsets", Value::List(transfer.onsets.iter().map(onset).collect())),
    ])
}

/// A case that was put aside, ready to be taken up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    case: Case,
    network: usize,
    place: Place,
    desk: Desk,
    /// Where the clinician was.
    pub screen: Screen,
    /// What was advised when it was put aside.
    pub before: Option<Advice>,
    /// The same rules and the same card as now.
    pub same: bool,
    /// So many entries are not understood.
    pub unreadable: usize,
}

impl Taken {
    /// When it was opened.
    #[must_use]
    pub const fn started(&self) -> Timestamp {
        self.case.started()
    }

    /// When it was changed last.
    #[must_use]
    pub fn last(&self) -> Timestamp {
        self.case.entries().last().map_or(self.case.started(), |entry| entry.at)
    }
}

/// Reads what [`take`] made, now or in an earlier version.
///
/// # Errors
/// When it is no case, or a newer program wrote it.
pub fn read_back(model: &Model, snapshot: &Value) -> Result<Taken, NotOpened> {
    let field = |name: &str| snapshot.field(name).and_then(Value::text);
    match snapshot.field("version").and_then(Value::number) {
        _ if field("paedlotse") != Some("snapshot") => return Err(NotOpened::Damaged),
        Some(1) => {}
        Some(version) if version > VERSION => return Err(NotOpened::Newer),
        _ => return Err(NotOpened::Damaged),
    }
    let of_card = |name: &str| snapshot.field("card").and_then(|card| card.field(name)).and_then(Value::text);
    // Without its card the case is read with the one in use, and that is shown.
    let known = model.cards().position(|card| Some(card.id) == of_card("network"));
    let network = known.unwrap_or(model.network);
    let card = model.cards().nth(network).ok_or(NotOpened::Damaged)?;
    let set = &model.content.set;
    let written = snapshot.field("case").ok_or(NotOpened::Damaged)?;
    let back = read(set, card, written).map_err(|trouble| match trouble {
        CaseTrouble::NotACase => NotOpened::Damaged,
        CaseTrouble::NewerVersion(_) => NotOpened::Newer,
    })?;
    let fingerprint = hexadecimal(identity(set, card).fingerprint);
    let house = field("house").and_then(|house| card.site_named(house));
    let known = back.case.findings(set);
    let on_the_way = match (known.complaints(), known.age) {
        ([], None) => Screen::Child,
        ([], Some(_)) => Screen::Danger,
        _ => Screen::Questions,
    };
    let ambulance = snapshot.field("ambulance").and_then(Value::truth) == Some(true);
    Ok(Taken {
        case: back.case,
        network,
        place: if ambulance {
            Place::Ambulance { nearest: house.unwrap_or(card.home) }
        } else {
            Place::Hospital(card.home)
        },
        desk: desk_back(model, card, snapshot.field("desk")),
        screen: field("screen").and_then(Screen::named).filter(|screen| screen.needs_case()).unwrap_or(on_the_way),
        before: snapshot.field("advice").and_then(|said| advice::read(card, said)),
        same: field("ruleset") == Some(model.content.digest.as_str())
            && of_card("fingerprint") == Some(fingerprint.as_str()),
        unreadable: back.unreadable,
    })
}

fn desk_back(model: &Model, card: &Network, desk: Option<&Value>) -> Desk {
    let list = |name: &str| match desk.and_then(|desk| desk.field(name)) {
        Some(Value::List(items)) => items.as_slice(),
        _ => &[],
    };
    let number = |value: Option<&Value>| value.and_then(Value::number).and_then(|n| u16::try_from(n).ok());
    let draft = |draft: &Value| {
        let finding = model.content.set.finding_named(draft.field("finding")?.text()?)?;
        let text: String = draft.field("text")?.text()?.chars().take(limits::TEXT).collect();
        // It was no number when it was put aside; the field says so again.
        Some(Draft { finding, text, trouble: Trouble::NotANumber(NumberError::NotANumber) })
    };
    let onset = |onset: &Value| {
        let window = number(onset.field("window"))?;
        Some((window, Timestamp(onset.field("began")?.number()?)))
    };
    let vehicle = number(desk.and_then(|desk| desk.field("vehicle")));
    Desk {
        drafts: list("drafts").iter().filter_map(draft).collect(),
        transfer: TransferDraft {
            vehicle: vehicle.filter(|no| card.transport.iter().any(|vehicle| vehicle.no == *no)),
            preparation: number(desk.and_then(|desk| desk.field("preparation"))),
            onsets: list("onsets").iter().filter_map(onset).take(limits::CLINICS).collect(),
        },
        ..Desk::default()
    }
}

/// Puts a case that was taken up where the open one stands.
pub fn put_back(model: &mut Model, taken: Taken) {
    let Taken { case, network, place, desk, .. } = taken;
    if network != model.network {
        model.board = paedlotse_core::recommend::board::Board::default();
        model.tonight.site = None;
    }
    (model.network, model.place, model.place_chosen) = (network, place, true);
    (model.case, model.desk) = (Some(case), desk);
}
