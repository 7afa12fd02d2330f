//! Chance that can be repeated: the same seed throws the same numbers.

use crate::Env;

/// A row of numbers that looks like chance (SplitMix64).
#[derive(Debug)]
pub struct Dice(u64);

impl Dice {
    /// The seed that is set in the environment, or one of this moment; it is told, so that a run can be repeated.
    pub fn thrown(env: &Env) -> Self {
        let given = std::env::var("PAEDLOTSE_SEED").ok().and_then(|seed| seed.parse().ok());
        let now = || std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map(|now| now.subsec_micros());
        let seed = given.unwrap_or_else(|| u64::from(now().unwrap_or_default()));
        env.tell(&format!("seed {seed}"));
        Self(seed)
    }

    /// A number below `limit`; 0 when that is 0.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let limit = u64::try_from(limit).unwrap_or(u64::MAX);
        usize::try_from((mixed ^ (mixed >> 31)).checked_rem(limit).unwrap_or_default()).unwrap_or_default()
    }

    /// One of these.
    pub fn one<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        all.get(self.below(all.len()))
    }
}

/// A number from the environment, for a run by hand that is longer than usual.
pub fn number(name: &str, usual: usize) -> usize {
    std::env::var(name).ok().and_then(|number| number.parse().ok()).unwrap_or(usual)
}
