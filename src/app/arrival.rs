//! A case from another house: read, compared with what these rules and this card say, and shown beside the own cases. It
//! becomes one of them only when somebody takes it over.

use crate::app::keep::name;
use crate::app::model::Model;
use crate::app::sight::Sight;
use crate::app::time::Now;
use paedlotse_core::case::{Action, Advice, Case, Overrule, Timestamp};
use paedlotse_core::network::{Network, SiteIx};
use paedlotse_core::recommend::Place;
use paedlotse_core::wire::card::identity;
use paedlotse_core::wire::record::{Bound, Received, RecordTrouble, bytes, read};

/// After so many milliseconds a record is only read: the child is not any more as it was.
pub const OLD: i64 = 24 * 60 * 60_000;

/// After so many milliseconds a received case that nobody took over is gone.
pub const FORGOTTEN: i64 = 60 * 60_000;

/// What came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// It could not be read.
    Refused(RecordTrouble),
    /// It was read.
    Read(Box<Incoming>),
}

/// A case that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// What was sent.
    pub received: Received,
    /// When it came.
    pub came: Timestamp,
    /// Position of the sender's network card among [`Model::cards`]; none: it is not here.
    pub network: Option<usize>,
    /// The sender's card is the same as the one here.
    pub same_card: bool,
    /// The sender's rules are the same.
    pub same_rules: bool,
}

/// Reads what a camera, a link, a file or a message brought.
#[must_use]
pub fn arrive(model: &Model, now: Now, text: &str) -> Arrival {
    let set = &model.content.set;
    let card = |id: &str| model.cards().find(|card| card.id == id);
    let received = match bytes(text).and_then(|record| read(set, card, &record)) {
        Ok(received) => received,
        Err(trouble) => return Arrival::Refused(trouble),
    };
    let sender = &received.sender;
    let network = model.cards().position(|card| card.id == sender.network);
    let print = |card: &Network| identity(set, card).fingerprint;
    let same_card = network.and_then(|at| model.cards().nth(at)).is_some_and(|card| print(card) == sender.card);
    let rules: String = sender.ruleset.iter().map(|byte| format!("{byte:02x}")).collect();
    let same_rules = model.content.digest.starts_with(&rules);
    Arrival::Read(Box::new(Incoming { received, came: now.at, network, same_card, same_rules }))
}

impl Incoming {
    /// Whether it was sent so long ago that it is only read.
    #[must_use]
    pub const fn is_old(&self, now: Now) -> bool {
        now.at.0.saturating_sub(self.received.sender.sent.0) > OLD
    }

    /// The state of the sender's app as far as it can be known here: the case at its house, when it was sent, with what was
    /// reported there. Where the card is not here, this house stands in its place.
    #[must_use]
    pub fn there(&self, model: &Model) -> Model {
        let sender = &self.received.sender;
        let mut there = model.clone();
        there.case = Some(self.received.case.clone());
        there.now = Now { at: sender.sent, ahead: sender.ahead };
        let house = self.network.zip(self.received.house);
        if let Some((network, house)) = house {
            there.network = network;
            there.place = if sender.ambulance { Place::Ambulance { nearest: house } } else { Place::Hospital(house) };
            there.duty = sender.duty.clone();
        }
        there
    }

    /// What is said here about the case as it was there.
    #[must_use]
    pub fn compare(&self, model: &Model) -> Option<Comparison> {
        let there = self.there(model);
        let sight = Sight::of(&there)?;
        let card = there.card()?;
        let no = |site: SiteIx| card.site(site).map(|site| site.no);
        let said = &self.received.said;
        let known = self.received.house.is_some();
        let judgement = &sight.judgement;
        let bounds = [
            (said.floor, Bound::of(&judgement.floor, no)),
            (said.so_far, Bound::of(&judgement.so_far, no)),
            (said.ceiling, Bound::of(&judgement.ceiling, no)),
        ];
        let differs = |(there, here): &(Bound, Bound)| there.urgency != here.urgency || (known && there != here);
        let same = !bounds.iter().any(differs) && self.received.unreadable == 0;
        let [_, so_far, ceiling] = bounds;
        Some(Comparison { same, known, so_far, ceiling, sight, there })
    }
}

/// What was advised there, and what the same case gets here.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Everything that can be compared is the same, and everything was understood.
    pub same: bool,
    /// The house is on a card that is here, so that places can be compared as well.
    pub known: bool,
    /// So far: there, and here.
    pub so_far: (Bound, Bound),
    /// At most: there, and here.
    pub ceiling: (Bound, Bound),
    /// What follows from the case by these rules.
    pub sight: Sight,
    /// The state in which it does.
    pub there: Model,
}

/// The case of an arrival as one of this house: known by a moment that no case here is known by.
#[must_use]
pub fn taken_over(model: &Model, incoming: &Incoming, now: Now) -> Case {
    let set = &model.content.set;
    let sent = &incoming.received.case;
    let known = |started: Timestamp| model.storage.held.iter().any(|held| name(held.started) == name(started));
    let mut started = Timestamp(sent.started().0.saturating_add(now.at.0.rem_euclid(60_000)));
    while known(started) {
        started.0 = started.0.saturating_add(1);
    }
    let mut case = Case::new(started);
    let same_network = incoming.network == Some(model.network);
    for entry in sent.entries() {
        let action = match &entry.action {
            // Houses are positions on the sender's card: on another they would be other houses.
            Action::Consult(_) if !same_network => continue,
            Action::Overrule(overrule) if !same_network => {
                let advised = Advice { destination: None, ..overrule.advised };
                Action::Overrule(Overrule { advised, ..overrule.clone() })
            }
            action => action.clone(),
        };
        // They were read with the same rules, so they fit.
        let _fits = case.push(set, entry.at.max(started), action);
    }
    case
}
