//! The state of the app and how it changes: pure, without a browser, without a clock.
//!
//! A message and the time come in; the next model and the effects to run come out ([`update::update`]).
//! Everything shown is computed from the model in one place ([`sight::Sight`]), so nothing can be stale.

pub mod age;
pub mod arrival;
pub mod care;
pub mod drawn;
pub mod effect;
pub mod embed;
pub mod frame;
pub mod house;
pub mod keep;
pub mod leave;
pub mod model;
pub mod msg;
pub mod offline;
pub mod page;
pub mod route;
pub mod scan;
pub mod search;
pub mod sight;
pub mod snapshot;
pub mod time;
pub mod turn;
pub mod update;
