//! Decides: from a child's findings to bounds on urgency and needs ([`assess`]), and from these and a
//! network card to a recommendation ([`recommend`]).
//!
//! No clock, no storage, no floating point, no panic. Time of day comes in as a value.

pub mod age;
mod age_limit;
pub mod answer;
pub mod assess;
pub mod calendar;
pub mod capability;
pub mod case;
pub mod clause;
pub mod clock;
pub mod coding;
pub mod criterion;
pub mod derivation;
pub mod disposition;
pub mod escort;
pub mod finding;
mod hours;
pub mod list;
pub mod network;
pub mod observation;
pub mod page;
mod places;
pub mod protocol;
pub mod quantity;
pub mod recommend;
pub mod schedule;
pub mod score;
pub mod text;
pub mod truth;
pub mod vehicle;
pub mod wire;
pub mod words;
