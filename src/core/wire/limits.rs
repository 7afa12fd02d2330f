//! How much of anything is read: more is refused with a message, so that a foreign file can neither fill the memory nor
//! the screen.

pub use crate::network::MOST_MINUTES as MINUTES;

/// Kilometres of a way.
pub const KILOMETRES: u16 = 3000;
/// Houses on a card.
pub const SITES: usize = 16;
/// Offers of one house.
pub const OFFERS: usize = 200;
/// Further telephones of one house.
pub const CONTACTS: usize = 20;
/// Special clinics of one house.
pub const CLINICS: usize = 50;
/// Ways on a card.
pub const TRAVEL: usize = 400;
/// Vehicles on a card.
pub const VEHICLES: usize = 100;
/// Capabilities of one vehicle.
pub const GIVES: usize = 20;
/// Lines of hours of one offer, clinic or vehicle.
pub const HOURS: usize = 21;
/// Characters of a text.
pub const TEXT: usize = 200;
/// Entries in the log of a case: a hundred times the answers of a long one.
pub const ENTRIES: usize = 20_000;
/// Resources of a chart, those in bundles included, and again their parts: some days of a child that is watched closely.
pub const RESOURCES: usize = 2000;
/// What is told of a chart that was left out.
pub const LEFT_OUT: usize = 40;
/// Troubles that are told at once.
pub const TROUBLES: usize = 20;
/// How deep lists and maps may lie in each other. A platform that turns its own values into [`super::Value`] stops here:
/// nothing that is read lies deeper, and a foreign file must not exhaust the stack.
pub const DEPTH: usize = 16;
/// The same for a message of a page around the app: FHIR lies deeper.
pub const MESSAGE_DEPTH: usize = 32;
