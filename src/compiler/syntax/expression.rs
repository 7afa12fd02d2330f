//! The tree of a condition, as written: names are not yet resolved, nothing is checked.

use crate::source::{Located, Location};

/// A name as written.
pub(crate) type Name = Located<String>;

/// How a number is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operator {
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// A number and its unit, as written; the unit may be missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Quantity {
    pub(crate) number: String,
    pub(crate) unit: String,
    pub(crate) at: Location,
}

/// A condition as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Expr {
    /// A sign is present, a define or a table holds.
    Holds(Name),
    /// `name >= 3 points`
    Compare { name: Name, operator: Operator, quantity: Quantity },
    /// `age from 29 days to under 61 days`
    Between { name: Name, from: Quantity, under: Quantity },
    /// `name is a`, `name in (a, b)`
    OneOf { name: Name, options: Vec<Name>, at: Location },
    /// `at least 2 of (…)`
    Count { wanted: u32, parts: Vec<Expr>, at: Location },
    /// All hold.
    All(Vec<Expr>, Location),
    /// At least one holds.
    Any(Vec<Expr>, Location),
    /// `not x`
    Not(Box<Expr>, Location),
    /// Could not be read; it has been reported.
    Broken(Location),
}

impl Expr {
    /// Where it stands.
    pub(crate) fn at(&self) -> Location {
        match self {
            Self::Holds(name) => name.at,
            Self::Compare { name, quantity, .. } => name.at.to(quantity.at),
            Self::Between { name, under, .. } => name.at.to(under.at),
            Self::OneOf { at, .. }
            | Self::Count { at, .. }
            | Self::All(_, at)
            | Self::Any(_, at)
            | Self::Not(_, at)
            | Self::Broken(at) => *at,
        }
    }
}
