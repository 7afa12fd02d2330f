//! How much of a screen stands. A screen that has just come is drawn part by part, each in a frame of its own: so a slow
//! device is never busy for long, shows the beginning early, and takes the next tap in between.

/// A screen stands whole after so many parts.
const PARTS: u8 = 12;

/// How many parts of the screen stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawn(u8);

impl Drawn {
    /// The beginning.
    pub const FIRST: Self = Self(1);
    /// All of it.
    pub const WHOLE: Self = Self(PARTS);

    /// One part more.
    #[must_use]
    pub fn more(self) -> Self {
        Self(self.0.saturating_add(1).min(PARTS))
    }

    /// Nothing is left to draw.
    #[must_use]
    pub const fn is_whole(self) -> bool {
        self.0 >= PARTS
    }

    /// How many of so many lines stand; the first one always does.
    #[must_use]
    pub fn share(self, lines: usize) -> usize {
        let share = lines.saturating_mul(usize::from(self.0)).div_ceil(usize::from(PARTS));
        if self.is_whole() { lines } else { share.min(lines) }
    }

    /// Whether the part at `place` of `count` parts of a screen stands.
    #[must_use]
    pub fn reaches(self, place: usize, count: usize) -> bool {
        place < self.share(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_adds_its_share_and_the_last_one_has_all() {
        let steps = || std::iter::successors(Some(Drawn::FIRST), |drawn| (!drawn.is_whole()).then(|| drawn.more()));
        for lines in [0, 1, 5, 12, 47, usize::MAX] {
            let stand: Vec<usize> = steps().map(|drawn| drawn.share(lines)).collect();
            assert_eq!((stand.len(), stand.last()), (usize::from(PARTS), Some(&lines)));
            assert!(
                stand.is_sorted() && stand.first() >= Some(&lines.min(1)),
                "the beginning is never empty: {stand:?}"
            );
        }
        assert_eq!(
            steps().map(|drawn| drawn.share(24)).collect::<Vec<_>>(),
            (1..=12).map(|n| 2 * n).collect::<Vec<_>>()
        );
        assert!(Drawn::FIRST.reaches(0, 7) && !Drawn::FIRST.reaches(1, 7) && Drawn::WHOLE.reaches(6, 7));
    }
}
