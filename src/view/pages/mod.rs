//! The screens.

pub mod child;
pub mod complaints;
pub mod cover;
pub mod danger;
pub mod duty;
pub mod frame;
pub mod handover;
pub mod library;
pub mod protocol;
pub mod questions;
pub mod receive;
pub mod recommendation;
pub mod sources;
pub mod start;
pub mod tonight;
pub mod transfer;
