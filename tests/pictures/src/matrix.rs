//! The pictures that the scanner is measured on: every version with every scale, and of every way to hold and to light it
//! a third, so that each meets each.

use crate::Shot;

/// Version of the code, and characters of the record in it.
const CODES: [(u8, usize); 5] = [(10, 248), (13, 380), (15, 460), (17, 560), (20, 640)];

/// Pixels of the camera for one module, in hundredths.
const SCALES: [u16; 6] = [300, 345, 400, 470, 500, 600];

/// Turned by so many degrees, and skewed.
const POSES: [(i16, (i8, i8)); 6] =
    [(0, (0, 0)), (15, (0, 0)), (-15, (0, 0)), (4, (0, 0)), (7, (12, 0)), (-5, (8, 12))];

/// Passes of blur, noise, light in the darkest corner.
const LIGHTS: [(u8, u8, u8); 5] = [(0, 0, 100), (1, 3, 100), (2, 3, 100), (1, 15, 100), (1, 3, 35)];

/// What each picture shows: the version of the code, the characters of the record, and how it was shot.
pub fn matrix() -> impl Iterator<Item = (u8, usize, Shot)> {
    let codes = (0..).zip(CODES).flat_map(|(a, code)| (a..).zip(SCALES).map(move |(b, scale)| (b, code, scale)));
    let posed = codes.flat_map(|(b, code, scale)| (b..).zip(POSES).map(move |(c, pose)| (c, code, scale, pose)));
    posed.flat_map(|(c, (version, characters), scale, (turn, skew))| {
        let lit = (c..).zip(LIGHTS).filter(|(d, _)| d % 3 == 0);
        lit.map(move |(_, (blur, noise, light))| (version, characters, Shot { scale, turn, skew, blur, noise, light }))
    })
}
