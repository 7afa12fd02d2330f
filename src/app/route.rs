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
    /// Tonight: who and what is there, in every house.
    Tonight,
    /// A case that another device hands over.
    Receive,
    /// Every protocol, to be read without a case.
    Library,
    /// One protocol, as one reads a guideline.
    Protocol,
    /// Sources, versions, open decisions.
    Sources,
}

impl Screen {
    /// All, in the order of the walk.
    pub const ALL: [Self; 12] = [
        Self::Start,
        Self::Child,
        Self::Danger,
        Self::Complaints,
        Self::Questions,
        Self::Recommendation,
        Self::Transfer,
        Self::Tonight,
        Self::Receive,
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
            Self::Tonight => "tonight",
            Self::Receive => "receive",
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

    /// Whether it shows a case.
    #[must_use]
    pub const fn needs_case(self) -> bool {
        !matches!(self, Self::Start | Self::Tonight | Self::Receive | Self::Library | Self::Protocol | Self::Sources)
    }
}
