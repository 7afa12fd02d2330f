//! The page around the app, where there is one: who it is, what was agreed with it, and what it told about the child.
//! What is done with it stands in [`crate::app::embed`], which comes late.

use crate::app::arrival::FORGOTTEN;
use paedlotse_core::age::Age;
use paedlotse_core::case::Timestamp;
use paedlotse_core::criterion::Sex;
use paedlotse_core::finding::FindingIx;
use paedlotse_core::wire::Value;
use paedlotse_core::wire::chart::{Chart, Charted};

/// Who shows the app.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Around {
    /// Nobody: it has its window for itself.
    #[default]
    Nobody,
    /// A page; who that is, is not known yet.
    Asked,
    /// A page of the same server, or of one that the operator has listed.
    Known,
    /// Somebody else: nothing about a child is entered there.
    Foreign,
}

/// What may be said to the page around, and what it may say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Talk {
    /// What every message of this conversation carries.
    pub handle: String,
    /// The kinds of messages that the operator allows.
    pub allow: Vec<String>,
    /// Either side has greeted.
    pub greeted: bool,
    /// Messages that were begun here.
    pub sent: u32,
    /// A change is told then.
    pub due: Option<Timestamp>,
}

/// What the page around told about a child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What of it can be taken over.
    pub chart: Chart,
    /// The case it belongs to, by the moment it was opened; none: the next one that is opened.
    pub case: Option<Timestamp>,
    /// When it was told.
    pub came: Timestamp,
    /// It is about another child than the open case, or contradicts what is known of it. Then nothing of it can be taken
    /// over here; the next new case may be about that child.
    pub other_child: bool,
}

/// The page around the app.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// Who it is.
    pub around: Around,
    /// Its origin; empty when the browser does not say.
    pub origin: String,
    /// A foreign page's visitor only wants to look.
    pub looking: bool,
    /// The conversation with it.
    pub talk: Option<Talk>,
    /// What it told about a child; also what a dropped file told.
    pub told: Option<Told>,
    /// The colour for buttons that it chose; it counts in the themes in which it can be read.
    pub accent: Option<String>,
    /// Whom the open case is about, as far as somebody told: the case, and [`Chart::child`].
    pub whom: Option<(Timestamp, String)>,
}

impl Frame {
    /// Whether no case may be opened here.
    #[must_use]
    pub const fn is_closed(&self) -> bool {
        matches!(self.around, Around::Asked | Around::Foreign)
    }

    /// Whether that is said in the place of the screen.
    #[must_use]
    pub const fn is_noticed(&self) -> bool {
        self.is_closed() && !self.looking
    }

    /// What was told about the child of this case and contradicts nothing.
    #[must_use]
    pub fn of_case(&self, started: Timestamp) -> Option<&Chart> {
        let told = self.told.as_ref().filter(|told| told.case == Some(started) && !told.other_child);
        told.map(|told| &told.chart)
    }

    /// The value that was told for this finding of this case.
    #[must_use]
    pub fn value(&self, started: Timestamp, finding: FindingIx) -> Option<Charted> {
        self.of_case(started)?.values.iter().find(|value| value.finding == finding).copied()
    }

    /// This value was taken over, or is not wanted.
    pub fn forget(&mut self, finding: FindingIx) {
        if let Some(told) = &mut self.told {
            told.chart.values.retain(|value| value.finding != finding);
        }
    }

    /// A new case was opened: what was told a moment before belongs to it.
    pub fn opened(&mut self, started: Timestamp) {
        self.told =
            self.told.take().filter(|told| told.case.is_none() && started.0.saturating_sub(told.came.0) < FORGOTTEN);
        if let Some(told) = &mut self.told {
            (told.case, told.other_child) = (Some(started), false);
            self.whom = told.chart.child.clone().map(|child| (started, child));
        }
    }

    /// Another case was taken up: what waits for a new one is not about this one, nor about any that comes later.
    pub fn taken_up(&mut self) {
        self.told = None;
    }
}

/// Something about the page around the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FrameMsg {
    /// Who it is, and what the operator decided about it.
    Around(Surroundings),
    /// It says something; none: more than is read, or nothing that can be read.
    Said(Option<Value>),
    /// This age is right. What is no longer told as it was seen is not taken; so with the next three.
    TakeAge(Age),
    /// This sex is right.
    TakeSex(Sex),
    /// This value is right.
    Take(Charted),
    /// All that was told at this moment is right.
    TakeAll(Timestamp),
    /// Nothing that was told is wanted.
    PutAway,
    /// Only look.
    Look,
}

/// What the browser says about the pages around this one, and the operator's file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// The operator's file; none: it is not there or could not be read.
    pub file: Option<Value>,
    /// The origins of the pages around, the nearest first; empty: not known.
    pub around: Vec<String>,
    /// The origin of this page.
    pub own: String,
    /// The origin that wants to talk, as this page's address says.
    pub wanted: String,
    /// What every message carries, as this page's address says.
    pub handle: String,
}
