//! Three-valued logic after Kleene: what is not known is neither true nor false.

use serde::{Deserialize, Serialize};

/// True, false, or not known. There is no conversion to `bool` on purpose:
/// whoever asks must say what becomes of `Unknown`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Truth {
    /// Certainly not.
    False,
    /// Not known: some completion of the open findings makes it true, another may not.
    Unknown,
    /// Certainly.
    True,
}

impl Truth {
    /// `True` or `False` for a fact that is known.
    #[must_use]
    pub const fn known(fact: bool) -> Self {
        if fact { Self::True } else { Self::False }
    }

    /// Both must hold: the lesser of the two.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// At least one must hold: the greater of the two.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }

    /// The opposite; unknown stays unknown.
    #[must_use]
    pub const fn negate(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
        }
    }

    /// Certainly true.
    #[must_use]
    pub const fn is_true(self) -> bool {
        matches!(self, Self::True)
    }

    /// Certainly false.
    #[must_use]
    pub const fn is_false(self) -> bool {
        matches!(self, Self::False)
    }

    /// Open.
    #[must_use]
    pub const fn is_unknown(self) -> bool {
        matches!(self, Self::Unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::Truth::{self, False, True, Unknown};

    #[test]
    fn all_nine_pairs() {
        let rows: [(Truth, Truth, Truth, Truth); 9] = [
            (False, False, False, False),
            (False, Unknown, False, Unknown),
            (False, True, False, True),
            (Unknown, False, False, Unknown),
            (Unknown, Unknown, Unknown, Unknown),
            (Unknown, True, Unknown, True),
            (True, False, False, True),
            (True, Unknown, Unknown, True),
            (True, True, True, True),
        ];
        for (a, b, both, either) in rows {
            assert_eq!(a.and(b), both, "{a:?} and {b:?}");
            assert_eq!(a.or(b), either, "{a:?} or {b:?}");
            assert_eq!(a.and(b).negate(), a.negate().or(b.negate()));
        }
    }
}
