//! Everything that can happen to the app.

use crate::app::effect::Theme;
use crate::app::frame::FrameMsg;
use crate::app::keep::News;
use crate::app::leave::{Left, Room, Way};
use crate::app::model::{Content, Unreadable};
use crate::app::offline::{Device, Offline};
use crate::app::route::Screen;
use crate::app::scan::ScanMsg;
use paedlotse_core::capability::CapabilityIx;
use paedlotse_core::case::{OverruleReason, Role, Timestamp};
use paedlotse_core::clock::Milestone;
use paedlotse_core::criterion::Sex;
use paedlotse_core::finding::{FindingIx, GroupIx};
use paedlotse_core::network::{Intake, SiteIx};
use paedlotse_core::protocol::ProtocolIx;
use paedlotse_core::recommend::Disposition;
use paedlotse_core::text::Language;
use paedlotse_core::wire::Value;
use std::rc::Rc;

/// A unit key of the age keypad.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgeKey {
    /// Completed hours.
    Hours,
    /// Completed days.
    Days,
    /// Completed weeks.
    Weeks,
    /// Completed months.
    Months,
    /// Completed years.
    Years,
}

impl AgeKey {
    /// In the order of the screen.
    pub const ALL: [Self; 5] = [Self::Hours, Self::Days, Self::Weeks, Self::Months, Self::Years];

    /// The word in `data-act`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Hours => "hours",
            Self::Days => "days",
            Self::Weeks => "weeks",
            Self::Months => "months",
            Self::Years => "years",
        }
    }
}

/// An answer to a question that is not a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Yes or no.
    YesNo(bool),
    /// An option of a choice.
    Option(u8),
    /// Not assessed.
    Open,
    /// Not possible here.
    Unobtainable,
}

/// A change to the form for deciding otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OverruleEdit {
    /// What is done instead.
    Chosen(Disposition),
    /// Why.
    Reason(OverruleReason),
    /// Optional words.
    Words(String),
    /// Who decides.
    Role(Role),
}

/// A change to the form for what was agreed on the telephone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConsultEdit {
    /// Which house was asked.
    With(SiteIx),
    /// What was agreed.
    Plan(Disposition),
    /// Optional words.
    Words(String),
    /// Who answered.
    Role(Role),
}

impl Msg {
    /// Whether it answers a question: the finger stays where it is, and the advice is what is waited for.
    #[must_use]
    pub const fn answers(&self) -> bool {
        matches!(
            self,
            Self::Answer { .. } | Self::DenyGroup(_) | Self::Number { .. } | Self::Step { .. } | Self::Sure(_)
        )
    }

    /// The screen to which it leads by itself.
    #[must_use]
    pub const fn leads_to(&self) -> Option<Screen> {
        match self {
            Self::Go(screen) | Self::Came(screen) | Self::NewCase(screen) => Some(*screen),
            Self::Read(_) => Some(Screen::Protocol),
            Self::AnswerNow => Some(Screen::Recommendation),
            _ => None,
        }
    }

    /// Whether all or nearly all of the screen may be drawn anew.
    #[must_use]
    pub const fn draws_anew(&self) -> bool {
        self.leads_to().is_some()
            || matches!(
                self,
                Self::Language(_)
                    | Self::AgeUnit(_)
                    | Self::Jump(_)
                    | Self::JumpGroup(_)
                    | Self::TakeOver
                    | Self::Uncover
                    | Self::UncoverTap
            )
    }
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Msg {
    /// Time passes.
    Tick,
    /// The frame with the new advice stands; now the rest of the page.
    Painted,
    /// Another network card.
    Network(usize),
    /// We are in the home hospital.
    Hospital,
    /// We are in an ambulance.
    Ambulance,
    /// In an ambulance: the nearest hospital.
    Nearest(SiteIx),
    /// The board of tonight shows this house.
    Board(SiteIx),
    /// Tonight this is not there in this house, or there, or as on the card again.
    Duty(SiteIx, CapabilityIx),
    /// Tonight this house takes patients, or not.
    Intake(SiteIx, Intake),
    /// So many minutes the next reports hold.
    Lasts(u16),
    /// Every report of this house is taken back.
    AsOnCard(SiteIx),
    /// Choose a file with a network card.
    PickCard,
    /// The file, or why it could not be read.
    CardCame(Result<Value, Unreadable>),
    /// Keep the card in use as a file.
    SaveCard,
    /// The card in use was imported: back to the shipped one, or to the first.
    DropCard,
    /// Opens or closes the form for releasing the card.
    ReleaseForm(bool),
    /// Who releases it.
    ReleaseName(String),
    /// In which office.
    ReleaseRole(String),
    /// Release the card in use together with these rules.
    ReleaseSend,
    /// This vehicle brings the child, by its number on the card; again: none.
    Vehicle(u16),
    /// So many minutes from the team's arrival until the child can leave; again: not known.
    Preparation(u16),
    /// This point in the course of the transfer is reached now.
    Milestone(Milestone),
    /// This window of time began so many minutes ago.
    Onset(u16, u16),
    /// Another language.
    Language(Language),
    /// The content with the texts of this language as well; none: they could not be had.
    Words(Language, Option<Rc<Content>>),
    /// The rest of the program has come, and the content with the texts that belong to it; none: it could not be had.
    Rest(Option<Rc<Content>>),
    /// Fetch it once more.
    FetchRest,
    /// Another theme.
    Theme(Theme),
    /// Letter keys for answers on or off.
    Shortcuts,
    /// To a screen, by a tap.
    Go(Screen),
    /// To a screen, by the browser's back or forward.
    Came(Screen),
    /// A new case; asks first when one is open.
    NewCase(Screen),
    /// The open case is kept after all.
    KeepCase,
    /// A digit of the age.
    AgeDigit(u8),
    /// Take the last digit back.
    AgeBack,
    /// The unit finishes the age.
    AgeUnit(AgeKey),
    /// The age was given in years or weeks: so many more months or days.
    AgeMore(u32),
    /// The sex, or none.
    Sex(Option<Sex>),
    /// A complaint is chosen or taken away.
    Complaint(ProtocolIx),
    /// Words to find a complaint by.
    Search(String),
    /// Read this protocol.
    Read(ProtocolIx),
    /// A text came in that should be a case: from a camera, a link, or typed.
    Arrived(String),
    /// Choose a file with a case.
    PickCase,
    /// The file, or why it could not be read.
    CaseCame(Result<Value, Unreadable>),
    /// What came in becomes a case of this house.
    TakeOver,
    /// What came in is not wanted.
    Discard,
    /// The case leaves by this way.
    Leave(Way),
    /// What came of it.
    Left(Left),
    /// The code of words instead of the record, or the other way round.
    CodeOfWords(bool),
    /// The code fills the window, or no longer.
    CodeLarge(bool),
    /// How large the window is.
    Room(Room),
    /// "None of these".
    DenyGroup(GroupIx),
    /// "Something here": shows the members.
    OpenGroup(GroupIx),
    /// An answer; the same one again clears it.
    Answer {
        /// To what.
        finding: FindingIx,
        /// Which.
        answer: Answer,
    },
    /// A typed number; empty clears it.
    Number {
        /// Of what.
        finding: FindingIx,
        /// As typed.
        text: String,
    },
    /// One step up or down.
    Step {
        /// Of what.
        finding: FindingIx,
        /// Up or down.
        up: bool,
    },
    /// The surprising number is right.
    Sure(FindingIx),
    /// Show the row of a finding that is not needed now.
    ShowAside(FindingIx),
    /// Jump to a question, wherever it stands.
    Jump(FindingIx),
    /// Jump to a group.
    JumpGroup(GroupIx),
    /// Jump to the heading with this id on this page.
    Section(String),
    /// Past the header, to the content.
    Skip,
    /// Answer cautiously with what is known now.
    AnswerNow,
    /// Open or close the form for deciding otherwise.
    OverruleForm(bool),
    /// Fill in the form.
    OverruleEdit(OverruleEdit),
    /// Record the decision.
    OverruleSend,
    /// Opens or closes the form for what was agreed on the telephone.
    ConsultForm(bool),
    /// A change to it.
    ConsultEdit(ConsultEdit),
    /// Keep what was agreed.
    ConsultSend,
    /// What the page says about its copy on this device.
    Offline(Offline),
    /// Something to do with this device.
    Device(Device),
    /// What happens to the scanner.
    Scan(ScanMsg),
    /// Something about the page around the app.
    Frame(FrameMsg),
    /// Take the last entry back.
    Undo,
    /// What the store tells.
    Store(News),
    /// Take up a case that was put aside, by the moment it was opened.
    OpenHeld(Timestamp),
    /// Delete such a case; asked once.
    DeleteHeld(Timestamp),
    /// Park the open case on the device.
    Park,
    /// Continue the case that was answered under other rules, or not.
    Offered(bool),
    /// Take back that the case was ended.
    TakeBack,
    /// For so many whole seconds nobody touched anything.
    Idle(u32),
    /// The page is hidden, left or was printed: cover the case at once.
    Cover,
    /// The way back is held, for so many quarters of its time; 0: let go.
    Held(u8),
    /// The way back was tapped, by hand or by a screen reader; the second tap in time uncovers.
    UncoverTap,
    /// The way back was held long enough.
    Uncover,
}
