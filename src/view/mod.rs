//! What is on the screen, made from the state of the app. Nothing clinical is decided here.

pub mod element;
pub mod icons;
pub mod pages;
pub mod parts;
pub mod pulse;
pub mod root;
pub mod ui;
pub mod words;
