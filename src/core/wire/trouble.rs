//! What is wrong with foreign data, and where: in parts that a screen puts into words.

use super::limits::TROUBLES;
use std::fmt;

/// How many characters of a foreign word are repeated in a message.
const REPEATED: usize = 40;

/// One part of the way to a place in foreign data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A field, as it is called in the file.
    Field(&'static str),
    /// An item of a list.
    Entry {
        /// The list, as it is called in the file: "site".
        of: &'static str,
        /// Its position, counted from 1.
        position: usize,
        /// What it calls itself, when it does: "lippstadt". Foreign text, shortened, without control characters.
        id: String,
    },
}

/// The form that was expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A text.
    Text,
    /// A text in German and English, of which one may be missing.
    Texts,
    /// A whole number.
    WholeNumber,
    /// A list.
    List,
    /// Fields with names.
    Fields,
    /// "6 years", "29 days".
    Age,
    /// "Mon-Fri 08:00-16:00".
    Hours,
    /// Small letters, digits and `_`, beginning with a letter.
    Id,
    /// As [`Form::Id`], but with `-`.
    HyphenId,
    /// One of [`crate::network::Basis::WORDS`].
    Basis,
    /// One of [`crate::network::Means::WORDS`].
    Means,
    /// One of [`crate::vehicle::VehicleKind::WORDS`].
    VehicleKind,
    /// As [`crate::network::is_address`].
    Address,
}

/// What is wrong. Words in it are foreign text, shortened, without control characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// This is no network card at all.
    NotACard,
    /// Written by a newer program, in this version of the form.
    NewerVersion(i64),
    /// A field is missing or empty.
    Missing(&'static str),
    /// A field that has no meaning here.
    Unknown(String),
    /// Something else than this was expected.
    WrongForm(Form),
    /// No such capability in the vocabulary.
    UnknownCapability(String),
    /// The card has no such house.
    UnknownSite(String),
    /// Given twice: an id, a number, a field, a way.
    Twice(String),
    /// A number outside these bounds, both inclusive.
    OutOfRange {
        /// The smallest that is accepted.
        low: u16,
        /// The largest.
        high: u16,
    },
    /// A text with more characters than this.
    TooLong {
        /// The most.
        limit: usize,
    },
    /// A list with more items than this.
    TooMany {
        /// The most.
        limit: usize,
    },
    /// Control characters, or marks that turn the direction of writing.
    BadCharacters,
    /// The card does not say which of its houses it belongs to.
    NoHome,
    /// The card has no houses.
    NoSites,
    /// No way by road leads from home to this house.
    NoWay(String),
    /// A way that leads from a house to itself.
    ToItself,
    /// A clinic advises something that is not advice.
    NotAdvice(String),
    /// A vehicle gives something that is not transport.
    NotTransport(String),
    /// Published, but the reference is no address.
    NotAnAddress,
    /// The ages leave no child.
    ForNobody,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Where, from the outside in.
    pub at: Vec<Part>,
    /// What.
    pub kind: Kind,
}

/// Troubles as they are found, and the place that is being read.
#[derive(Default)]
pub(super) struct Troubles {
    found: Vec<Trouble>,
    at: Vec<Part>,
}

impl Troubles {
    /// Something is wrong in the place that is being read.
    pub(super) fn add(&mut self, kind: Kind) {
        // After so many a person mends these first.
        if self.found.len() < TROUBLES {
            self.found.push(Trouble { at: self.at.clone(), kind });
        }
    }

    /// Something is wrong with a field of it.
    pub(super) fn add_in(&mut self, field: &'static str, kind: Kind) {
        self.enter(Part::Field(field));
        self.add(kind);
        self.leave();
    }

    pub(super) fn enter(&mut self, part: Part) {
        self.at.push(part);
    }

    pub(super) fn leave(&mut self) {
        self.at.pop();
    }

    pub(super) fn none(&self) -> bool {
        self.found.is_empty()
    }

    pub(super) fn all(self) -> Vec<Trouble> {
        self.found
    }
}

/// A foreign word that is fit to be shown.
pub(super) fn shown(word: &str) -> String {
    let mut shown: String = word.chars().filter(|c| !is_bad(*c)).take(REPEATED).collect();
    if word.chars().nth(REPEATED).is_some() {
        shown.push('…');
    }
    shown
}

/// Control characters, and marks that are not seen but change how the rest is read.
pub(super) fn is_bad(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// For logs and tests: "site 2 (lippstadt) › offer 5 › from_age: WrongForm(Age)". Screens use their own words.
impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (ix, part) in self.at.iter().enumerate() {
            f.write_str(if ix == 0 { "" } else { " › " })?;
            match part {
                Part::Field(field) => f.write_str(field)?,
                Part::Entry { of, position, id } if id.is_empty() => write!(f, "{of} {position}")?,
                Part::Entry { of, position, id } => write!(f, "{of} {position} ({id})")?,
            }
        }
        f.write_str(if self.at.is_empty() { "" } else { ": " })?;
        write!(f, "{:?}", self.kind)
    }
}
