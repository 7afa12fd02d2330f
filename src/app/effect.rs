//! What the app wants done in the browser, as data. Only `shell` runs it.

use crate::app::offline::Device;
use crate::app::route::Screen;
use crate::app::scan::ScanAct;
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

/// What a file should hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A network card.
    Card,
    /// A case from another house.
    Case,
}

/// What is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// What the family is told.
    Family,
    /// The handover on one page.
    Sheet,
}

impl Paper {
    /// The word in `data-print`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Family => "family",
            Self::Sheet => "sheet",
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
    /// Print this of what the screen offers.
    Print(Paper),
    /// Plain text into the clipboard ([`crate::app::msg::Msg::Left`]).
    Copy(String),
    /// Title and plain text to whatever the device offers ([`crate::app::msg::Msg::Left`]).
    Share(String, String),
    /// Say how large the window is ([`crate::app::msg::Msg::Room`]).
    Measure,
    /// Let a file be chosen, and read it ([`crate::app::msg::Msg::CardCame`] or
    /// [`crate::app::msg::Msg::CaseCame`]).
    PickFile(Wanted),
    /// Keep a card as a file with this name.
    SaveFile(String, Value),
    /// Keep JSON as it is written here: the browser would write 37.0 as 37.
    SaveText(String, String),
    /// The case is shown again: where it was scrolled to, what had the focus and what was half typed is put back.
    PutBack,
    /// A case is open in this window, or none: ask before the page is left, keep the screen lit, let no newer release in.
    Guard(bool),
    /// Encrypt and keep a case: times and counter, and what it holds, both as JSON.
    Keep {
        /// Id, mode, count and times.
        meta: String,
        /// What it holds.
        text: String,
    },
    /// Keep what belongs to the house, as JSON.
    KeepHouse(String),
    /// Everything that was entered is committed, or not.
    Saved(bool),
    /// Open the kept case with this name.
    Fetch(String),
    /// Delete the kept case with this name.
    Forget(String),
    /// This window works on the case with this name, or on none.
    Hold(Option<String>),
    /// A tick after so many milliseconds.
    Later(i64),
    /// Fetch the rest of the program ([`crate::app::msg::Msg::Rest`]).
    Rest,
    /// Fetch the texts of this language.
    Words(Language),
    /// Something to do with this device; what comes of it is said by [`crate::app::msg::Msg::Offline`].
    Device(Device),
    /// Something to do with the page around the app, by its name in `assets/frame.js`, and what with, as JSON.
    Frame(&'static str, String),
    /// Something to do with the scanner; what comes of it is said by [`crate::app::msg::Msg::Scan`] and
    /// [`crate::app::msg::Msg::Arrived`].
    Scan(ScanAct),
    /// The language of the page.
    Language(Language),
    /// The theme of the page.
    Theme(Theme),
}

impl Effect {
    /// It looks for something on the screen, or for all of it.
    #[must_use]
    pub const fn leads_to_a_place(&self) -> bool {
        matches!(self, Self::Focus(_) | Self::PutBack | Self::Print(_))
    }
}
