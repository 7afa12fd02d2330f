//! How severe an advice is: where, and how fast.

use crate::disposition::Urgency;
use crate::recommend::{Disposition, Recommendation};

/// How severe an advice is. Ordered by urgency first; that order is for lists only, severity is [`Level::covers`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Level {
    /// How fast.
    pub urgency: Urgency,
    /// As [`Recommendation::rank`]: treat locally, teleconsult, transfer, transfer with no house that meets all.
    pub rank: u8,
}

impl Level {
    /// The level of an advice.
    #[must_use]
    pub const fn of(advice: &Recommendation) -> Self {
        Self { urgency: advice.urgency, rank: advice.rank() }
    }

    /// Where the child is cared for.
    #[must_use]
    pub const fn disposition(self) -> Disposition {
        match self.rank {
            0 => Disposition::TreatLocally,
            1 => Disposition::Teleconsult,
            _ => Disposition::Transfer,
        }
    }

    /// Whether some house meets all that the child must be present for; with a lower disposition it does.
    #[must_use]
    pub const fn all_met(self) -> bool {
        self.rank < 3
    }

    /// At least as severe as `other`, in both.
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        self.urgency >= other.urgency && self.rank >= other.rank
    }

    /// Milder than `other` in one, and more severe in none.
    #[must_use]
    pub fn is_milder_than(self, other: Self) -> bool {
        self != other && other.covers(self)
    }
}
