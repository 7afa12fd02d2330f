//! What a house can do, and sets of it.

use crate::text::Text;
use serde::{Deserialize, Serialize};

/// Position of a capability in [`crate::protocol::ProtocolSet::capabilities`]; fewer than 128.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CapabilityIx(pub u8);

/// How a capability reaches the child.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CapabilityKind {
    /// A person, place or procedure: the child must be there.
    Presence,
    /// An investigation: the child (or its sample) must be there.
    Test,
    /// Advice: telephone or video is enough.
    Advice,
    /// Escort and vehicle; never part of choosing a site.
    Transport,
}

/// One capability of the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capability {
    /// Readable id, for example `paediatric_ward`.
    pub id: &'static str,
    /// Stable number, never reused.
    pub no: u16,
    /// How it reaches the child.
    pub kind: CapabilityKind,
    /// What it includes, itself among them, closed under inclusion.
    pub gives: CapabilitySet,
    /// Only a picture is missing: teleconsult may come first.
    pub imaging: bool,
    /// Needs a free bed: not there when the house is full.
    pub bed: bool,
    /// Name, fit to stand in a list: "Kinderintensivstation".
    pub label: Text,
}

/// A set of capabilities.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CapabilitySet(u128);

impl CapabilitySet {
    /// No capability.
    pub const EMPTY: Self = Self(0);

    /// Just one.
    #[must_use]
    pub const fn of(capability: CapabilityIx) -> Self {
        Self(1_u128.wrapping_shl(widen(capability.0)))
    }

    /// With `capability` added.
    #[must_use]
    pub const fn with(self, capability: CapabilityIx) -> Self {
        Self(self.0 | Self::of(capability).0)
    }

    /// Without `capability`.
    #[must_use]
    pub const fn without(self, capability: CapabilityIx) -> Self {
        Self(self.0 & !Self::of(capability).0)
    }

    /// Whether `capability` is among them.
    #[must_use]
    pub const fn contains(self, capability: CapabilityIx) -> bool {
        self.0 & Self::of(capability).0 != 0
    }

    /// All of both.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those in both.
    #[must_use]
    pub const fn meet(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether every member is in `other`.
    #[must_use]
    pub const fn is_within(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    /// Whether nothing is in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// The members in the order of the vocabulary.
    pub fn iter(self) -> impl Iterator<Item = CapabilityIx> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let lowest = u8::try_from(rest.trailing_zeros()).ok().filter(|_| rest != 0)?;
            rest &= rest.wrapping_sub(1);
            Some(CapabilityIx(lowest))
        })
    }
}

impl FromIterator<CapabilityIx> for CapabilitySet {
    fn from_iter<I: IntoIterator<Item = CapabilityIx>>(members: I) -> Self {
        members.into_iter().fold(Self::EMPTY, Self::with)
    }
}

#[expect(clippy::as_conversions, reason = "u8 to u32 loses nothing; `From` is not const")]
const fn widen(n: u8) -> u32 {
    n as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets() {
        let ward = CapabilityIx(3);
        let picu = CapabilityIx(127);
        let both = CapabilitySet::of(ward).with(picu);
        assert_eq!(both.len(), 2);
        assert!(CapabilitySet::of(ward).is_within(both));
        assert!(!both.is_within(CapabilitySet::of(ward)));
        assert_eq!(both.iter().collect::<Vec<_>>(), [ward, picu]);
        assert_eq!(both.without(ward), CapabilitySet::of(picu));
    }
}
