//! Everything the app knows. What of it is kept, and where, is decided in [`crate::app::snapshot`] and [`crate::app::house`].

use crate::app::arrival::Arrival;
use crate::app::effect::{Effect, Theme};
use crate::app::frame::{Frame, FrameMsg};
use crate::app::keep::Storage;
use crate::app::leave::{Leaving, Way};
use crate::app::msg::Msg;
use crate::app::offline::{Edition, Offline};
use crate::app::route::Screen;
use crate::app::scan::Scan;
use crate::app::time::Now;
use paedlotse_core::age::AgeError;
use paedlotse_core::case::{Case, OverruleReason, Role, Timestamp};
use paedlotse_core::finding::{FindingIx, FindingType, GroupIx};
use paedlotse_core::network::{Network, SiteIx};
use paedlotse_core::protocol::{ProtocolIx, ProtocolSet};
use paedlotse_core::quantity::{NumberError, Span, format_decimal};
use paedlotse_core::recommend::board::Board;
use paedlotse_core::recommend::{Disposition, Duty, Place, Situation};
use paedlotse_core::text::Language;
use paedlotse_core::wire::card::identity;
use paedlotse_core::wire::chart::Charted;
use paedlotse_core::wire::release::Release;
use paedlotse_core::wire::{Trouble as CardTrouble, Value};
use std::rc::Rc;

/// What the app does with the part of the program that comes late.
#[derive(Clone, Copy, Debug)]
pub struct Late {
    /// What the browser is to do so that the case leaves by this way.
    pub leave: fn(&Model, Way) -> Vec<Effect>,
    /// Reads what came in from another house.
    pub arrive: fn(&Model, Now, &str) -> Arrival,
    /// The open case in a form for other systems; none without one.
    pub document: fn(&Model, Now, Form) -> Option<Value>,
    /// What belongs to the house, as it is kept.
    pub house: fn(&Model) -> Value,
    /// The card in use as a file.
    pub card: fn(&Model) -> Option<Effect>,
    /// Hears the page around the app.
    pub hear: fn(&mut Model, &mut Vec<Effect>, Now, &FrameMsg) -> Vec<Msg>,
    /// Tells the page around the app what changed between two turns.
    pub follow: fn(&Model, &mut Model, &mut Vec<Effect>, Now),
    /// Takes in a file about a child that is no case; whether it was one.
    pub chart: fn(&mut Model, Now, &Value) -> bool,
    /// What a link to a place asks for.
    pub link: fn(&Model, &str) -> Vec<Msg>,
}

/// A form of the open case for other systems (FHIR R4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A document with everything in it.
    Bundle,
    /// The questions and answers alone.
    Response,
}

/// The clinical content this build was made with.
#[derive(Debug, Default)]
pub struct Content {
    /// Rules, vocabulary, network cards.
    pub set: ProtocolSet,
    /// Digest of rules and vocabulary.
    pub digest: String,
    /// Version of the app.
    pub version: String,
    /// Its German texts are there.
    pub german: bool,
    /// Its English texts are there.
    pub english: bool,
    /// The texts that are read later are there, and with them the rest of the program.
    pub whole: bool,
    /// What comes with them.
    pub late: Option<Late>,
}

impl Content {
    /// Whether its texts are there in this language.
    #[must_use]
    pub const fn speaks(&self, language: Language) -> bool {
        match language {
            Language::De => self.german,
            Language::En => self.english,
        }
    }
}

impl PartialEq for Content {
    fn eq(&self, other: &Self) -> bool {
        // The digest stands for all that it was made of.
        self.digest == other.digest
            && self.version == other.version
            && (self.german, self.english, self.whole) == (other.german, other.english, other.whole)
    }
}

impl Eq for Content {}

/// A language whose texts have been asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Awaited {
    /// Which.
    pub language: Language,
    /// They could not be had.
    pub failed: bool,
}

/// Why a typed number is not taken over, or not yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It is not a number that fits.
    NotANumber(NumberError),
    /// No child has this value; the possible range.
    Implausible(Span),
    /// Possible, but rare: is it right? The value.
    Surprising(i32),
    /// A hospital's system told it: is it right?
    Told(Charted),
}

/// A number field whose text is not an answer yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Of what.
    pub finding: FindingIx,
    /// As typed.
    pub text: String,
    /// Why it waits.
    pub trouble: Trouble,
}

/// The form for deciding otherwise, as far as it is filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OverruleDraft {
    /// What is done instead.
    pub chosen: Option<Disposition>,
    /// Why.
    pub reason: Option<OverruleReason>,
    /// Optional words.
    pub words: String,
    /// Who decides.
    pub role: Option<Role>,
    /// The first of two questions was answered.
    pub asked: bool,
}

/// The form for what was agreed on the telephone, as far as it is filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConsultDraft {
    /// Which house was asked.
    pub with: Option<SiteIx>,
    /// What was agreed.
    pub plan: Option<Disposition>,
    /// Optional words.
    pub words: String,
    /// Who answered.
    pub role: Option<Role>,
}

/// What lies on the desk and is no part of the case: open groups, half-typed numbers, questions back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Desk {
    /// Digits of an age without its unit.
    pub age_digits: String,
    /// Why the last age was refused.
    pub age_error: Option<AgeError>,
    /// Groups whose members are shown.
    pub open_groups: Vec<GroupIx>,
    /// Rows shown although they are not needed now.
    pub shown: Vec<FindingIx>,
    /// Number fields that wait.
    pub drafts: Vec<Draft>,
    /// Words to find a complaint by.
    pub search: String,
    /// The form for deciding otherwise, while it is open.
    pub overrule: Option<OverruleDraft>,
    /// The form for what was agreed on the telephone, while it is open.
    pub consult: Option<ConsultDraft>,
    /// What was chosen for the transfer.
    pub transfer: TransferDraft,
    /// The form for releasing the card, while it is open.
    pub release: Option<ReleaseDraft>,
    /// The page of the handover.
    pub leaving: Leaving,
    /// A new case was asked for while one is open: the screen it would start with.
    pub replacing: Option<Screen>,
    /// What the scanner does.
    pub scan: Scan,
    /// The field to paste a handover into.
    pub pasted: String,
}

/// What was chosen for a transfer; the points that were reached stand in the log of the case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TransferDraft {
    /// The vehicle, by its number on the card.
    pub vehicle: Option<u16>,
    /// Minutes from the team's arrival until the child can leave, as it was told.
    pub preparation: Option<u16>,
    /// When a window of time began, as it was told, by its number.
    pub onsets: Vec<(u16, Timestamp)>,
}

impl TransferDraft {
    /// The preparation that can be chosen, in minutes.
    pub const PREPARATION: [u16; 4] = [10, 20, 30, 60];
    /// How long ago a window can be said to have begun, in minutes.
    pub const AGO: [u16; 5] = [30, 60, 120, 240, 480];
}

/// What came of a file that should be a network card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardNews {
    /// It was taken.
    Taken,
    /// It was not read at all.
    Unreadable(Unreadable),
    /// It was read and refused; the card in use stays.
    Refused(Vec<CardTrouble>),
}

/// Why a file was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Larger than any card.
    TooLarge,
    /// Not a text, or the browser could not read it.
    NotAText,
    /// Not JSON.
    NotJson,
}

/// The form for releasing a card, as far as it is filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReleaseDraft {
    /// Who.
    pub name: String,
    /// In which office.
    pub role: String,
}

/// What lies open on the board of tonight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tonight {
    /// The house that is shown; none: the one where we are.
    pub site: Option<SiteIx>,
    /// So many minutes a new report holds.
    pub lasts: u16,
}

impl Tonight {
    /// How long a report may hold, in minutes: two hours, half a shift, a shift.
    pub const LASTS: [u16; 3] = [120, 360, 720];
}

impl Default for Tonight {
    fn default() -> Self {
        Self { site: None, lasts: 360 }
    }
}

impl Desk {
    /// The text that waits in the field of this finding.
    #[must_use]
    pub fn draft(&self, finding: FindingIx) -> Option<&Draft> {
        self.drafts.iter().find(|d| d.finding == finding)
    }

    /// Nothing waits in this field any more.
    pub fn forget(&mut self, finding: FindingIx) {
        self.drafts.retain(|d| d.finding != finding);
    }

    /// This text waits in the field of its finding.
    pub fn wait(&mut self, draft: Draft) {
        self.forget(draft.finding);
        self.drafts.push(draft);
    }

    /// Shows the members of a group.
    pub fn open(&mut self, group: GroupIx) {
        if !self.open_groups.contains(&group) {
            self.open_groups.push(group);
        }
    }

    /// Shows the row of a finding.
    pub fn show(&mut self, finding: FindingIx) {
        if !self.shown.contains(&finding) {
            self.shown.push(finding);
        }
    }
}

/// The screen while it is covered: nothing of the case is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cover {
    /// The way back is held for so many quarters of its time.
    pub held: u8,
    /// It was tapped once.
    pub tapped: Option<Timestamp>,
}

impl Cover {
    /// So many quarters uncover.
    pub const QUARTERS: u8 = 4;
    /// Two taps within so many milliseconds uncover.
    pub const TAPS_MS: i64 = 3_000;
}

/// The whole state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// Rules, vocabulary, cards.
    pub content: Rc<Content>,
    /// The language of the screen.
    pub language: Language,
    /// Another language was asked for, whose texts are not there yet.
    pub awaited: Option<Awaited>,
    /// The rest of the program was fetched and could not be had.
    pub rest_failed: bool,
    /// The theme of the screen.
    pub theme: Theme,
    /// Letter keys answer the focused question.
    pub shortcuts: bool,
    /// The screen.
    pub screen: Screen,
    /// The time, as it last came in.
    pub now: Now,
    /// Cards that were read from a file. One with the name of a shipped card stands in its place.
    pub imported: Vec<Network>,
    /// The release of each card that came with one or was given here, by the card's name.
    pub releases: Vec<(&'static str, Release)>,
    /// The release that counts for the card in use and these rules. Follows from card, releases and rules.
    pub released: Option<Release>,
    /// What came of the last file.
    pub card_news: Option<CardNews>,
    /// Position of the network card among [`Model::cards`].
    pub network: usize,
    /// Fingerprint of the network card. Follows from the card.
    pub card_print: u64,
    /// Hospital or ambulance.
    pub place: Place,
    /// Somebody chose network or place; until then they are only preset.
    pub place_chosen: bool,
    /// What was reported tonight, for every house.
    pub board: Board,
    /// What of it counts now, here. Follows from the board, the time and the place, and is brought up with them.
    pub duty: Duty,
    /// The open case, with the moment it was opened.
    pub case: Option<Case>,
    /// The protocol that is read.
    pub reading: ProtocolIx,
    /// The board of tonight, as it lies open.
    pub tonight: Tonight,
    /// What is no part of the case.
    pub desk: Desk,
    /// Where cases are kept.
    pub storage: Storage,
    /// The open case is covered.
    pub cover: Option<Cover>,
    /// A text that came in before the rest of the program was there to read it.
    pub brought: Option<String>,
    /// What came in from another house and is not taken over.
    pub arrival: Option<Arrival>,
    /// The page around the app.
    pub frame: Frame,
    /// The release of this page.
    pub edition: Edition,
    /// Its copy on this device.
    pub offline: Offline,
}

impl Model {
    /// The state at the start.
    #[must_use]
    pub fn new(content: Rc<Content>, language: Language, theme: Theme, now: Now) -> Self {
        let card = content.set.networks.first();
        let home = card.map(|card| card.home).unwrap_or(SiteIx(0));
        let card_print = card.map(|card| identity(&content.set, card).fingerprint).unwrap_or_default();
        Self {
            content,
            language,
            awaited: None,
            rest_failed: false,
            theme,
            shortcuts: true,
            screen: Screen::Start,
            now,
            imported: Vec::new(),
            releases: Vec::new(),
            released: None,
            card_news: None,
            network: 0,
            card_print,
            place: Place::Hospital(home),
            place_chosen: false,
            board: Board::default(),
            duty: Duty::default(),
            case: None,
            reading: ProtocolIx(0),
            tonight: Tonight::default(),
            desk: Desk::default(),
            storage: Storage::default(),
            cover: None,
            brought: None,
            arrival: None,
            frame: Frame::default(),
            edition: Edition::default(),
            offline: Offline::default(),
        }
    }

    /// Every network card: the shipped ones, an imported one in the place of its namesake, then the other imported ones.
    pub fn cards(&self) -> impl Iterator<Item = &Network> {
        let shipped = &self.content.set.networks;
        let own = |card: &'_ Network| self.imported.iter().position(|own| own.id == card.id);
        let current = shipped.iter().map(move |card| own(card).and_then(|at| self.imported.get(at)).unwrap_or(card));
        current.chain(self.imported.iter().filter(|own| !shipped.iter().any(|card| card.id == own.id)))
    }

    /// Whether the screen may show a child: then it is covered when nobody is there.
    #[must_use]
    pub const fn is_private(&self) -> bool {
        self.case.is_some()
            || self.arrival.is_some()
            || self.frame.told.is_some()
            || self.brought.is_some()
            || !self.desk.pasted.is_empty()
    }

    /// What a hospital's system told for this finding, as a number that waits in its field. Only what is unanswered waits.
    #[must_use]
    pub fn told(&self, finding: FindingIx) -> Option<Draft> {
        let value = self.frame.value(self.case.as_ref()?.started(), finding)?;
        let FindingType::Number { decimals, .. } = self.content.set.finding(finding)?.answer else { return None };
        let text = format_decimal(value.value, decimals, if self.language == Language::De { ',' } else { '.' });
        Some(Draft { finding, text, trouble: Trouble::Told(value) })
    }

    /// The network card in use.
    #[must_use]
    pub fn card(&self) -> Option<&Network> {
        self.cards().nth(self.network)
    }

    /// Where, when and with whom.
    #[must_use]
    pub fn situation(&self) -> Option<Situation<'_>> {
        self.card().map(|network| Situation { network, place: self.place, at: self.now.week_time(), duty: &self.duty })
    }
}
