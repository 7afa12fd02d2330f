//! The parts of `xtask` that tests use too: the clinical commands, and the small web server of the browser tests.

pub mod assess;
pub mod check;
pub mod diff;
pub mod engine;
pub mod mutants;
pub mod release;
pub mod server;
pub mod settling;
pub mod verify;
