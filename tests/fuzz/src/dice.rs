//! Chance that can be repeated: the same seed, door and number give the same input on every machine.

/// A source of numbers (SplitMix64): small, quick, and good enough to vary texts.
#[derive(Debug)]
pub struct Dice(u64);

impl Dice {
    /// The dice for one input.
    pub fn of(seed: u64, door: &str, number: u64) -> Self {
        let mut dice = Self(seed);
        for byte in door.bytes() {
            dice.0 ^= u64::from(byte);
            dice.next();
        }
        dice.0 ^= number;
        dice.next();
        dice
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        self.0 ^= mixed.rotate_left(17);
        mixed ^ (mixed >> 31)
    }

    /// A number under `limit`; 0 when the limit is 0.
    pub fn below(&mut self, limit: usize) -> usize {
        let limit = u64::try_from(limit).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % limit).unwrap_or(0)
    }

    /// True once in so many times.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of these.
    pub fn one<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        let at = self.below(of.len());
        of.get(at)
    }

    /// One of these words; there is always one in the lists of this crate.
    pub fn word(&mut self, of: &[&'static str]) -> &'static str {
        self.one(of).copied().unwrap_or_default()
    }

    /// Any whole number, small ones and the edges of the usual types more often.
    pub fn whole(&mut self) -> i64 {
        const EDGES: [i64; 16] = [
            0,
            -1,
            1,
            127,
            255,
            256,
            32_767,
            65_535,
            65_536,
            2_147_483_647,
            -2_147_483_648,
            4_294_967_295,
            9_007_199_254_740_993,
            i64::MAX,
            i64::MIN,
            1440,
        ];
        match self.below(4) {
            0 => self.one(&EDGES).copied().unwrap_or(0),
            1 => i64::from_le_bytes(self.next().to_le_bytes()),
            _ => i64::try_from(self.below(4000)).unwrap_or(0) - 100,
        }
    }
}
