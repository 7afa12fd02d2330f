//! What the app wants done in the browser, as data. Only `shell` runs it.

use crate::app::offline::Device;
use crate::app::route::Screen;
use paedlotse_core::text::Language;
use paedlotse_core::wire::Value;

/// Day or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    #[default]
    Day,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// The word in `data-theme`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Dark => "dark",
        }
    }
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// A new entry in the browser's history; the page starts at its top.
    Visit(Screen),
    /// Bring the element with this id into view and focus it.
    Focus(String),
    /// The first picture stands.
    Ready,
    /// When this frame is painted, say so ([`crate::app::msg::Msg::Painted`]).
    AfterPaint,
    /// Print what the screen offers to print.
    Print,
    /// Let a file be chosen, and read it ([`crate::app::msg::Msg::CardCame`]).
    PickFile,
    /// Keep a card as a file with this name.
    SaveFile(String, Value),
    /// A case is open in this window, or none: ask before the page is left, and let no newer release in.
    Guard(bool),
    /// Fetch the texts of this language.
    Words(Language),
    /// Something to do with this device; what comes of it is said by [`crate::app::msg::Msg::Offline`].
    Device(Device),
    /// The language of the page.
    Language(Language),
    /// The theme of the page.
    Theme(Theme),
}
