//! What is on the screen: Yew components over the app's state. Nothing clinical is decided here.

pub mod element;
pub mod icons;
pub mod pages;
pub mod parts;
pub mod root;
pub mod ui;
pub mod words;
