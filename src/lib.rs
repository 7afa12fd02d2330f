//! PädLotse: where should this child be treated, how fast, and why. The app in the browser.
//!
//! `app` is the pure state, `handover` composes what goes to the receiving team, `view` draws both, `shell` is the only code that touches the browser.
//! Clinical decisions are made in `paedlotse_core` alone.

pub mod app;
pub mod content;
pub mod handover;
pub mod rest;
pub mod shell;
pub mod texts;
pub mod view;
