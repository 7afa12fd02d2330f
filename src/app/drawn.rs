//! How much of a screen stands. A screen that has just come is drawn part by part, each in a frame of its own: so a slow
//! device is never busy for long, shows the advice and the way on early, and takes the next tap in between.

/// A screen stands whole after so many parts beside its frame.
const PARTS: u8 = 16;

/// How many parts of the screen stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawn(u8);

impl Drawn {
    /// Only the frame: the advice, the headings, the way on.
    pub const FIRST: Self = Self(0);
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

    /// How many of so many lines stand: none in the frame, then always the first.
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
            assert_eq!((stand.len(), stand.last()), (usize::from(PARTS) + 1, Some(&lines)));
            assert!(stand.is_sorted() && stand[0] == 0 && stand[1] >= lines.min(1), "{stand:?}");
        }
        assert_eq!(
            steps().map(|drawn| drawn.share(32)).collect::<Vec<_>>(),
            (0..=16).map(|n| 2 * n).collect::<Vec<_>>()
        );
        let second = Drawn::FIRST.more();
        assert!(!Drawn::FIRST.reaches(0, 7) && second.reaches(0, 7) && !second.reaches(1, 7));
        assert!(Drawn::WHOLE.reaches(6, 7));
    }
}
