//! Where cases are kept, for how long, and what is committed: the app's side of `assets/store.js`.

use crate::app::model::Model;
use paedlotse_core::case::{Advice, Timestamp};
use paedlotse_core::recommend::Place;
use paedlotse_core::wire::Value;
use paedlotse_core::wire::config::{Config, Mode};
use std::rc::Rc;

const MS_AN_HOUR: i64 = 3_600_000;

/// For so long, in milliseconds, a case that was ended can be taken back.
pub const TAKE_BACK: i64 = 10_000;

/// For so long after its last change, in milliseconds, a reload leads back to the same screen; later it stops at the
/// start screen, which shows nothing of a case.
pub const SAME_SITTING: i64 = 120_000;

/// Why nothing can be stored here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Inside another page.
    Frame,
    /// The app is a single file.
    File,
    /// An insecure address.
    Insecure,
    /// The browser refuses: a private window, a setting.
    Browser,
}

/// Why the last change is not stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The device is full.
    Full,
    /// The browser refuses now.
    Refused,
}

/// Why a kept case was not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotOpened {
    /// It is open in another window.
    Elsewhere,
    /// It reached its end, or was deleted.
    Gone,
    /// It cannot be decrypted, or is no case.
    Damaged,
    /// A newer version of this program wrote it.
    Newer,
}

/// Whether cases can be stored here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Store {
    /// Not known yet: the page has just been opened.
    #[default]
    Asked,
    /// Yes.
    There,
    /// No.
    Refused(Refusal),
}

/// A case that is not open and not over: times, never content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// When it was opened; by this it is known.
    pub started: Timestamp,
    /// When it was changed last.
    pub at: Timestamp,
    /// When it is deleted.
    pub until: Timestamp,
    /// What survives of it.
    pub mode: Mode,
    /// It is open in another window.
    pub elsewhere: bool,
    /// What it holds, where this window put it aside itself and it is not committed yet, or lives in memory only.
    pub snapshot: Option<Rc<Value>>,
    /// The change that was handed over last; once it is committed, the store holds all there is.
    pub count: u32,
}

/// A case that was answered under other rules, or that these do not wholly understand: shown before it is continued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// What it holds.
    pub snapshot: Rc<Value>,
    /// When it was opened.
    pub started: Timestamp,
    /// What was advised when it was stored; none: it was not understood, or nothing was advised yet.
    pub before: Option<Advice>,
    /// What would be advised now.
    pub now: Option<Advice>,
    /// So many entries are not understood.
    pub unreadable: usize,
}

/// A case that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Which.
    pub started: Timestamp,
    /// Somebody tapped; else the page was loaded again.
    pub by_tap: bool,
}

/// The open case as far as it is stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Counts changes.
    pub changed: u32,
    /// The last change that was handed over.
    pub sent: u32,
    /// The last change that was committed.
    pub saved: u32,
    /// Something of it was given to the store.
    pub stored: bool,
}

/// Everything about storage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Storage {
    /// Whether cases can be stored here.
    pub store: Store,
    /// The app is installed.
    pub standalone: bool,
    /// What the operator decided.
    pub config: Config,
    /// The open case was parked by a tap.
    pub parked: bool,
    /// How far the open case is stored.
    pub progress: Progress,
    /// The last change could not be stored.
    pub failure: Option<Failure>,
    /// Cases that are not open.
    pub held: Vec<Held>,
    /// The case that is being opened.
    pub opening: Option<Opening>,
    /// Why it was not opened.
    pub not_opened: Option<NotOpened>,
    /// A case that is shown before it is continued.
    pub offered: Option<Offered>,
    /// A case that was ended a moment ago, and when.
    pub ended: Option<(Rc<Value>, Timestamp)>,
    /// A kept case is to be deleted: asked once.
    pub deleting: Option<Timestamp>,
}

impl Storage {
    /// Whether the last change has yet to be handed over.
    #[must_use]
    pub const fn is_due(&self) -> bool {
        self.progress.sent != self.progress.changed
    }

    /// Whether everything that was entered is committed.
    #[must_use]
    pub const fn is_saved(&self) -> bool {
        self.progress.saved == self.progress.changed && self.failure.is_none()
    }
}

/// What survives of a case that is opened here now.
#[must_use]
pub fn mode(model: &Model) -> Mode {
    let Storage { store, standalone, config, parked, .. } = &model.storage;
    if *store != Store::There {
        return Mode::Memory;
    }
    let by_place = match model.place {
        Place::Ambulance { .. } => config.ambulance,
        Place::Hospital(_) if *standalone => config.ambulance,
        Place::Hospital(_) => config.hospital,
    };
    if *parked && config.parking { Mode::Device } else { by_place }
}

/// So many hours after its last change a case is deleted.
#[must_use]
pub const fn hours(config: &Config, mode: Mode) -> u16 {
    match mode {
        Mode::Memory | Mode::Tab => config.tab_hours,
        Mode::Device => config.device_hours,
    }
}

/// When a case that was changed now is deleted.
#[must_use]
pub fn until(config: &Config, mode: Mode, now: Timestamp) -> Timestamp {
    Timestamp(now.0.saturating_add(i64::from(hours(config, mode)).saturating_mul(MS_AN_HOUR)))
}

/// What the store tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// It is there, or not.
    Ready {
        /// The app is installed.
        standalone: bool,
        /// What is kept; none: nothing can be stored, and why.
        held: Result<Vec<Held>, Refusal>,
        /// The case that this tab had open when it was left.
        here: Option<Timestamp>,
        /// Cards, releases and reports, as they were kept.
        house: Option<Value>,
    },
    /// What the operator decided; none: nothing.
    Config(Option<Value>),
    /// What is kept.
    Held(Vec<Held>),
    /// A change is committed.
    Saved {
        /// Of which case.
        started: Timestamp,
        /// Which.
        count: u32,
    },
    /// A change could not be stored.
    Failed(Failure),
    /// A case, or why it is not opened.
    Opened {
        /// Which.
        started: Timestamp,
        /// What it holds.
        snapshot: Result<Value, NotOpened>,
    },
}

impl News {
    /// Reads what the store's script says; none when it is not understood.
    #[must_use]
    pub fn read(said: &Value) -> Option<Self> {
        let moment = |name: &str| said.field(name).and_then(id);
        match said.field("kind")?.text()? {
            "ready" => Some(Self::Ready {
                standalone: said.field("standalone").and_then(Value::truth).unwrap_or_default(),
                held: match said.field("reason").and_then(Value::text) {
                    None => Ok(held(said)),
                    Some("frame") => Err(Refusal::Frame),
                    Some("file") => Err(Refusal::File),
                    Some("insecure") => Err(Refusal::Insecure),
                    Some(_) => Err(Refusal::Browser),
                },
                here: moment("here"),
                house: said.field("house").filter(|house| matches!(house, Value::Map(_))).cloned(),
            }),
            "config" => Some(Self::Config(said.field("config").filter(|file| **file != Value::Null).cloned())),
            "cases" => Some(Self::Held(held(said))),
            "saved" => Some(Self::Saved {
                started: moment("id")?,
                count: said.field("count")?.number().and_then(|n| u32::try_from(n).ok())?,
            }),
            "failed" => Some(Self::Failed(match said.field("reason").and_then(Value::text) {
                Some("full") => Failure::Full,
                _ => Failure::Refused,
            })),
            "opened" => Some(Self::Opened {
                started: moment("id")?,
                snapshot: match (said.field("reason").and_then(Value::text), said.field("snapshot")) {
                    (None, Some(snapshot)) => Ok(snapshot.clone()),
                    (Some("elsewhere"), _) => Err(NotOpened::Elsewhere),
                    (Some("gone"), _) => Err(NotOpened::Gone),
                    _ => Err(NotOpened::Damaged),
                },
            }),
            _ => None,
        }
    }
}

/// How a case is called in storage.
#[must_use]
pub fn name(started: Timestamp) -> String {
    started.0.to_string()
}

fn id(name: &Value) -> Option<Timestamp> {
    name.text()?.parse().ok().map(Timestamp)
}

fn held(said: &Value) -> Vec<Held> {
    let Some(Value::List(cases)) = said.field("cases") else { return Vec::new() };
    let one = |case: &Value| {
        let moment = |name: &str| case.field(name).and_then(Value::number).map(Timestamp);
        let mode = case.field("mode")?.text()?;
        Some(Held {
            started: case.field("id").and_then(id)?,
            at: moment("at")?,
            until: moment("until")?,
            mode: Mode::WORDS.iter().find(|(word, _)| *word == mode).map(|(_, mode)| *mode)?,
            elsewhere: case.field("held").and_then(Value::truth).unwrap_or_default(),
            snapshot: None,
            count: 0,
        })
    };
    cases.iter().filter_map(one).collect()
}
