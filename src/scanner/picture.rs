//! A grey picture of a size that can be dealt with, and the same with more or fewer pixels.

use std::borrow::Cow;

/// No side is longer, in pixels.
const LONGEST_SIDE: u32 = 4_096;

/// No code is smaller.
const SHORTEST_SIDE: u32 = 40;

/// No picture has more pixels.
const MOST: usize = 12_000_000;

/// Up to so many pixels a picture is worth to be made larger.
const DOUBLED: usize = 2_100_000;

/// Brightness row by row.
pub struct Picture<'a> {
    pub luma: Cow<'a, [u8]>,
    pub width: u32,
    pub height: u32,
}

impl<'a> Picture<'a> {
    /// None when the numbers do not fit the bytes, or the picture is far too large or too small.
    pub fn new(luma: &'a [u8], width: u32, height: u32) -> Option<Self> {
        let sides = SHORTEST_SIDE..=LONGEST_SIDE;
        let pixels = usize::try_from(u64::from(width) * u64::from(height)).ok()?;
        let fits = sides.contains(&width) && sides.contains(&height) && pixels <= MOST && luma.len() == pixels;
        fits.then_some(Self { luma: Cow::Borrowed(luma), width, height })
    }

    fn rows(&self) -> impl Iterator<Item = &[u8]> {
        self.luma.chunks(usize::try_from(self.width).unwrap_or(usize::MAX).max(1))
    }

    /// Twice as wide and high, smooth between the old pixels; none when it has many pixels already.
    pub fn doubled(&self) -> Option<Picture<'static>> {
        if self.luma.len() > DOUBLED {
            return None;
        }
        let wide: Vec<Vec<u8>> = self.rows().map(stretched).collect();
        let mut luma = Vec::with_capacity(self.luma.len() * 4);
        for (at, row) in wide.iter().enumerate() {
            let beside = |other: Option<usize>| other.and_then(|other| wide.get(other)).unwrap_or(row);
            for near in [beside(at.checked_sub(1)), beside(at.checked_add(1))] {
                luma.extend(row.iter().zip(near).map(|(own, near)| between(*own, *near)));
            }
        }
        Some(Picture { luma: Cow::Owned(luma), width: self.width * 2, height: self.height * 2 })
    }

    /// Half as wide and high; none when hardly anything would be left.
    pub fn halved(&self) -> Option<Picture<'static>> {
        let (width, height) = (self.width / 2, self.height / 2);
        if width.min(height) < SHORTEST_SIDE {
            return None;
        }
        let rows: Vec<&[u8]> = self.rows().collect();
        let mut luma = Vec::with_capacity(self.luma.len() / 4);
        for pair in rows.chunks_exact(2) {
            if let [above, below] = pair {
                luma.extend(above.chunks_exact(2).zip(below.chunks_exact(2)).map(|(above, below)| {
                    let sum: u16 = above.iter().chain(below).map(|bright| u16::from(*bright)).sum();
                    u8::try_from(sum / 4).unwrap_or(u8::MAX)
                }));
            }
        }
        Some(Picture { luma: Cow::Owned(luma), width, height })
    }
}

/// A row of twice as many pixels.
fn stretched(row: &[u8]) -> Vec<u8> {
    let before = row.first().into_iter().chain(row);
    let after = row.iter().skip(1).chain(row.last());
    row.iter().zip(before.zip(after)).flat_map(|(own, (l, r))| [between(*own, *l), between(*own, *r)]).collect()
}

/// A quarter of the way to the next pixel.
fn between(own: u8, near: u8) -> u8 {
    u8::try_from((u16::from(own) * 3 + u16::from(near) + 2) / 4).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_of_another_size_than_its_bytes_is_none() {
        let bytes = vec![0; 50 * 40];
        assert!(Picture::new(&bytes, 50, 40).is_some());
        for (width, height) in [(0, 0), (50, 41), (40, 49), (u32::MAX, u32::MAX), (1 << 16, 1 << 16), (2000, 1)] {
            assert!(Picture::new(&bytes, width, height).is_none(), "{width} × {height}");
        }
        let wide = vec![0; 4_097 * 40];
        assert!(Picture::new(&wide, 4_097, 40).is_none());
    }

    #[test]
    fn twice_and_half_keep_what_is_seen() {
        let bytes: Vec<u8> = (0..80 * 81).map(|at| if at % 80 < 40 { 10 } else { 200 }).collect();
        let picture = Picture::new(&bytes, 80, 81).unwrap();
        let double = picture.doubled().unwrap();
        assert_eq!((double.width, double.height, double.luma.len()), (160, 162, 160 * 162));
        assert_eq!(double.luma[76..84], [10, 10, 10, 58, 153, 200, 200, 200]);
        let half = picture.halved().unwrap();
        assert_eq!((half.width, half.height, half.luma.len()), (40, 40, 40 * 40));
        assert_eq!(half.luma[18..22], [10, 10, 200, 200]);
        assert!(half.halved().is_none());
    }
}
