//! The engine's bounds along the way of many children, against the oracle: they only narrow, and the truth lies inside.
//!
//! Each child is asked what is due, in any order, until nothing is open. The children are thrown, but always the same, so
//! that their number can stand in the certificate. `tests/oracle.rs` enumerates all partial children of small contents.

use super::child::in_words;
use super::fault::Fault;
use super::oracle::completions::Open;
use super::oracle::{Child, Oracle, Reading, mildest};
use super::space::Space;
use paedlotse_core::age::Age;
use paedlotse_core::assess::assess;
use paedlotse_core::capability::CapabilitySet;
use paedlotse_core::criterion::Sex;
use paedlotse_core::finding::FindingIx;
use paedlotse_core::protocol::{ProtocolIx, ProtocolSet, Scope};

/// So many children are walked.
pub(crate) const CHILDREN: u32 = 400;

/// How one child's way went.
pub(crate) struct Way {
    /// So often it was assessed.
    pub(crate) turns: u32,
    /// Where a bound did not hold.
    pub(crate) fault: Option<Fault>,
}

/// Throws that are the same in every run (splitmix64).
pub(super) struct Dice(pub(super) u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let sides = u64::try_from(sides.max(1)).unwrap_or(1);
        usize::try_from((mixed ^ (mixed >> 31)).checked_rem(sides).unwrap_or(0)).unwrap_or(0)
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        let at = self.below(all.len());
        all.get(at).copied()
    }
}

/// Walks the child with this number; none when there is no complaint or no age to choose from.
pub(crate) fn walk(space: &Space<'_>, oracle: &Oracle<'_>, number: u32) -> Option<Way> {
    let set = space.set;
    let mut dice = Dice(u64::from(number));
    let mut child = start(set, oracle, &mut dice)?;
    // From children who are well but for a little to children with anything.
    let mild = dice.one_of(&[100, 98, 95, 90, 60])?;
    let mut before = None;
    let mut turns = 0_u32;
    loop {
        let told = child.told(set)?;
        let now = assess(set, &told, CapabilitySet::EMPTY);
        turns = turns.saturating_add(1);
        let fault = |what: &str| {
            let fault = Fault::Bounds { child: in_words(space, &told), what: what.to_owned() };
            Some(Way { turns, fault: Some(fault) })
        };
        if let Some((floor, ceiling)) = &before {
            if !oracle.at_most(floor, &now.floor) {
                return fault("an answer lowered the floor");
            }
            if !oracle.at_most(&now.ceiling, ceiling) {
                return fault("an answer to a due question raised the ceiling");
            }
        }
        let Some(open) = dice.one_of(&oracle.open(&child)) else {
            let truth = oracle.outcome(&oracle.verdict(&child).rules());
            let inside = oracle.at_most(&now.floor, &truth) && oracle.at_most(&truth, &now.ceiling);
            return if inside { Some(Way { turns, fault: None }) } else { fault("the truth lies outside") };
        };
        let (Open::Value(ix) | Open::Actual(ix)) = open;
        let reading = reply(set, oracle, ix, mild, &mut dice)?;
        child = oracle.answered(&child, open, reading);
        before = Some((now.floor, now.ceiling));
    }
}

/// A child of whom all is known that is asked for, and a little that may be wrong.
pub(super) fn thrown(oracle: &Oracle<'_>, set: &ProtocolSet, dice: &mut Dice) -> Option<Child> {
    let mut child = start(set, oracle, dice)?;
    let mild = dice.one_of(&[98, 95, 90])?;
    while let Some(open) = oracle.open(&child).first().copied() {
        let (Open::Value(ix) | Open::Actual(ix)) = open;
        let reading = reply(set, oracle, ix, mild, dice)?;
        child = oracle.answered(&child, open, reading);
    }
    Some(child)
}

fn start(set: &ProtocolSet, oracle: &Oracle<'_>, dice: &mut Dice) -> Option<Child> {
    let protocols = (0_u16..).map(ProtocolIx).zip(&set.protocols);
    let complaints: Vec<ProtocolIx> =
        protocols.filter(|(_, p)| p.scope == Scope::Complaint).map(|(ix, _)| ix).collect();
    let mut chosen = vec![dice.one_of(&complaints)?];
    if dice.below(3) == 0 {
        chosen.extend(dice.one_of(&complaints));
    }
    chosen.sort_unstable();
    chosen.dedup();
    Some(Child {
        age: dice.one_of(&oracle.ages().within(Age::any()))?,
        sex: dice.one_of(&[Sex::Female, Sex::Male])?,
        complaints: chosen,
        facts: vec![None; set.findings.len()],
    })
}

fn reply(set: &ProtocolSet, oracle: &Oracle<'_>, ix: FindingIx, mild: usize, dice: &mut Dice) -> Option<Reading> {
    if dice.below(100) < mild { set.finding(ix).map(mildest) } else { dice.one_of(oracle.regions(ix)) }
}
