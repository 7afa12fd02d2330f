//! The screens, and their names in the address bar. A name says where, never anything about a child.

/// A screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Screen {
    /// Network, place, duty; new case.
    #[default]
    Start,
    /// Age, sex, weight.
    Child,
    /// The danger screen.
    Danger,
    /// Why the child is here.
    Complaints,
    /// The dense page.
    Questions,
    /// What to do.
    Recommendation,
    /// How the child gets there: escort, clock, checklist.
    Transfer,
    /// Everything the receiving team has to know.
    Handover,
    /// A case from another house.
    Receive,
    /// Tonight: who and what is there, in every house.
    Tonight,
    /// Every protocol, to be read without a case.
    Library,
    /// One protocol, as one reads a guideline.
    Protocol,
    /// Sources, versions, open decisions.
    Sources,
}

impl Screen {
    /// All, in the order of the walk.
    pub const ALL: [Self; 13] = [
        Self::Start,
        Self::Child,
        Self::Danger,
        Self::Complaints,
        Self::Questions,
        Self::Recommendation,
        Self::Transfer,
        Self::Handover,
        Self::Receive,
        Self::Tonight,
        Self::Library,
        Self::Protocol,
        Self::Sources,
    ];

    /// The word in `data-screen` and in the address.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Child => "child",
            Self::Danger => "danger",
            Self::Complaints => "complaints",
            Self::Questions => "questions",
            Self::Recommendation => "recommendation",
            Self::Transfer => "transfer",
            Self::Handover => "handover",
            Self::Receive => "receive",
            Self::Tonight => "tonight",
            Self::Library => "library",
            Self::Protocol => "protocol",
            Self::Sources => "sources",
        }
    }

    /// The screen of this name.
    #[must_use]
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|screen| screen.id() == id)
    }

    /// Whether it is so long that it is drawn part by part ([`crate::app::drawn`]).
    #[must_use]
    pub const fn is_long(self) -> bool {
        matches!(
            self,
            Self::Child
                | Self::Danger
                | Self::Complaints
                | Self::Questions
                | Self::Recommendation
                | Self::Transfer
                | Self::Handover
                | Self::Library
                | Self::Protocol
                | Self::Sources
        )
    }

    /// Whether it shows a case.
    #[must_use]
    pub const fn needs_case(self) -> bool {
        !matches!(self, Self::Start | Self::Receive | Self::Tonight | Self::Library | Self::Protocol | Self::Sources)
    }
}
