//! Why an advice was given, what would change it, and what would let the child stay.
//!
//! All three are about the advice *so far*: the join of the rules that are true or presumed, as [`crate::recommend`] reads
//! it with the cards as they are now.
//!
//! # Why: what suffices
//!
//! The *facts* of a child are its age, its sex, its complaints and its findings with their values. A set S of them
//! *supports* a rule when the rule is true or presumed for the whole child, and its `when` is true for a child of whom
//! only S is known. S *suffices* when recommending the join of the rules it supports gives at least the disposition rank
//! and at least the urgency of the advice so far.
//!
//! That is sound, and can be minimised by leaving out one fact after another, because it is monotone in S:
//! - A comparison in `when` is in the worsening direction (the compiler's E204), and can be *true* only by the value that
//!   stands there. A finding that is not in S is unknown or set aside, and either way such a comparison is not true.
//!   So what else is due or set aside without the others decides between unknown and false, never about true. That a value
//!   can raise but not clear touches only comparisons in the reassuring direction, which stand in no `when`.
//! - The fewest points of a score are those of the known values, and of an unknown value the fewest it can have;
//!   whether it is set aside makes no difference to the fewest. Less known of the age leaves more rows possible.
//! - There is no `not` in the compiled form; and, or and counting are monotone. A protocol is surely active only when its
//!   complaint is in S.
//! - The urgency and the needs of more rules are never less, and [`crate::recommend`] is monotone in both.
//! - Without the age a line of a card counts as there if it is for any age: a forgotten age must never make the advice
//!   more severe, or nothing would be left of the reasons.
//!
//! What reassures (`unless`) is no part of it: a rule that is excluded for the whole child is never used, and what was
//! not found excludes nothing. So an advice that rests on no finding, such as "routine, treat here", has the empty set.
//!
//! # What if: what would change it
//!
//! For every finding that exists for this child and is known or asked for, the nearest value in its own steps with which
//! the advice would be milder, and the nearest with which it would be stronger ([`Level::is_milder_than`]). Between two
//! limits that stand in the content all values of a number do the same, so one try for each such stretch is enough.
//! Where no single change makes it milder, all findings are set to their best, and then each is taken back that need not
//! change: of what is left none can be left out. Ages are not changed.
//!
//! # Cost
//!
//! The child is evaluated once. For each try only the steps are taken again that read what has changed, by an index from
//! what is read to who reads it.

mod candidates;
mod index;
mod level;
mod stays_if;
mod tally;
mod trial;
mod what_if;
mod why;

pub use level::Level;
pub use what_if::{Change, Side, Single, Together, WhatIf};
pub use why::{Fact, Why};

use crate::age::Age;
use crate::capability::CapabilitySet;
use crate::disposition::Outcome;
use crate::observation::Findings;
use crate::protocol::ProtocolSet;
use crate::recommend::{Situation, Standpoint};
use tally::Counsel;
use trial::Trial;

/// Everything that is derived from the advice so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derivation {
    /// What suffices for it.
    pub why: Why,
    /// What would change it.
    pub what_if: WhatIf,
    /// What this house would need for the child to stay, as [`stays_if`] finds it.
    pub stays_if: Option<CapabilitySet>,
}

/// The smallest set of capabilities with which the child would stay in this house, the first in order among the smallest.
/// None: it stays anyway, or more than three would be needed, or nothing here would help.
#[must_use]
pub fn stays_if(set: &ProtocolSet, outcome: &Outcome, age: Age, situation: &Situation<'_>) -> Option<CapabilitySet> {
    stays_if::stays_if(set, &mut Standpoint::new(set, age, situation), outcome)
}

/// Derives all of it for this child, here and now.
#[must_use]
pub fn derive(set: &ProtocolSet, findings: &Findings, situation: &Situation<'_>) -> Derivation {
    let mut trial = Trial::new(set, findings);
    let mut standpoint = Standpoint::new(set, findings.age.unwrap_or_else(Age::any), situation);
    let stays_if = stays_if::stays_if(set, &mut standpoint, &trial.tally.outcome(set));
    let mut cautious = Counsel::new(set, standpoint);
    let mut ageless = Counsel::new(set, Standpoint::of_no_age(set, situation));
    let what_if = what_if::what_if(&mut trial, &mut cautious);
    Derivation { why: why::why(trial, &mut cautious, &mut ageless), what_if, stays_if }
}
