//! Needs as rules name them, each once, and sets of them.

use crate::capability::CapabilitySet;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// Position of a need in [`crate::protocol::ProtocolSet::clauses`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ClauseIx(pub u16);

/// A need as rules name it: any of these capabilities is enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    /// The alternatives.
    pub any_of: CapabilitySet,
    /// The other needs that are met wherever this one is ([`crate::protocol::ProtocolSet::implies`]).
    pub includes: ClauseSet,
}

/// A set of needs, 64 in a word: what hundreds of rules ask for is joined with every answer.
///
/// INVARIANT: no position reaches [`Self::CAPACITY`]. The compiler refuses content with more needs than half of it, so
/// that two versions of the content fit into one set; a content that was decoded is refused as well.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClauseSet([u64; 4]);

impl ClauseSet {
    /// No need.
    pub const EMPTY: Self = Self([0; 4]);
    /// So many needs there can be.
    pub const CAPACITY: usize = 256;

    /// With `clause` added.
    #[must_use]
    pub fn with(mut self, clause: ClauseIx) -> Self {
        if let Some(word) = self.0.get_mut(usize::from(clause.0 / 64)) {
            *word |= 1_u64.wrapping_shl(u32::from(clause.0 % 64));
        }
        self
    }

    /// All of both.
    #[must_use]
    pub fn union(mut self, other: Self) -> Self {
        self.0.iter_mut().zip(other.0).for_each(|(word, other)| *word |= other);
        self
    }

    /// Without `clause`.
    #[must_use]
    pub fn without(self, clause: ClauseIx) -> Self {
        self.except(Self::EMPTY.with(clause))
    }

    /// Those that are not in `other`.
    #[must_use]
    pub fn except(mut self, other: Self) -> Self {
        self.0.iter_mut().zip(other.0).for_each(|(word, other)| *word &= !other);
        self
    }

    /// Whether `clause` is among them.
    #[must_use]
    pub fn contains(self, clause: ClauseIx) -> bool {
        self.0.get(usize::from(clause.0 / 64)).is_some_and(|word| word.wrapping_shr(u32::from(clause.0 % 64)) & 1 == 1)
    }

    /// Whether every member is in `other`.
    #[must_use]
    pub fn is_within(self, other: Self) -> bool {
        self.except(other).is_empty()
    }

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self == Self::EMPTY
    }

    /// How many.
    #[must_use]
    pub fn len(self) -> usize {
        self.0.iter().fold(0, |all, word| all.saturating_add(usize::try_from(word.count_ones()).unwrap_or(0)))
    }

    /// The members in the order of the content.
    pub fn iter(self) -> impl Iterator<Item = ClauseIx> {
        let mut rest = self;
        std::iter::from_fn(move || {
            let first = rest.first()?;
            rest = rest.without(first);
            Some(first)
        })
    }

    fn first(self) -> Option<ClauseIx> {
        let mut before = 0_u32;
        for word in self.0 {
            if word != 0 {
                return u16::try_from(before.saturating_add(word.trailing_zeros())).ok().map(ClauseIx);
            }
            before = before.saturating_add(64);
        }
        None
    }
}

impl FromIterator<ClauseIx> for ClauseSet {
    fn from_iter<I: IntoIterator<Item = ClauseIx>>(members: I) -> Self {
        let mut set = Self::EMPTY;
        for member in members {
            set = set.with(member);
        }
        set
    }
}

// Written as a list, which is shorter: most rules ask for two or three.
impl Serialize for ClauseSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // The number of members must be known before the first.
        self.iter().collect::<Vec<_>>().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for ClauseSet {
    #[inline(never)]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut set = Self::EMPTY;
        for clause in Vec::<ClauseIx>::deserialize(deserializer)? {
            if usize::from(clause.0) >= Self::CAPACITY {
                return Err(D::Error::custom("too many needs"));
            }
            set = set.with(clause);
        }
        Ok(set)
    }
}

#[cfg(test)]
mod tests {
    use super::{ClauseIx, ClauseSet};

    #[test]
    fn sets() {
        let (first, second, last) = (ClauseIx(0), ClauseIx(63), ClauseIx(255));
        let all: ClauseSet = [last, first, second].into_iter().collect();
        assert_eq!(all.iter().collect::<Vec<_>>(), [first, second, last]);
        assert!(all.contains(last) && !all.contains(ClauseIx(64)));
        let two = all.without(second);
        assert_eq!(two.iter().collect::<Vec<_>>(), [first, last]);
        assert!(two.is_within(all) && !all.is_within(two));
        assert_eq!(two.union(ClauseSet::EMPTY.with(second)), all);
        assert_eq!(two.with(second), all);
        assert!(two.except(all).is_empty() && !two.is_empty());
    }

    #[test]
    fn written_as_a_list() {
        let all: ClauseSet = [ClauseIx(200), ClauseIx(3)].into_iter().collect();
        let written = postcard::to_allocvec(&all).unwrap();
        assert_eq!(written, postcard::to_allocvec(&[ClauseIx(3), ClauseIx(200)].as_slice()).unwrap());
        assert_eq!(postcard::from_bytes::<ClauseSet>(&written).unwrap(), all);
        let outside = postcard::to_allocvec(&[ClauseIx(256)].as_slice()).unwrap();
        assert!(postcard::from_bytes::<ClauseSet>(&outside).is_err(), "nothing is dropped");
    }
}
