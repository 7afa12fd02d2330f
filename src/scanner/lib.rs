//! Reads a QR code in a grey picture. Foreign pictures come in, at most a short text goes out.

mod picture;

#[cfg(target_family = "wasm")]
mod door;

use picture::Picture;
use rxing::common::{BitMatrix, DetectorRXingResult as _, GlobalHistogramBinarizer, HybridBinarizer};
use rxing::qrcode::cpp_port::decoder::Decode;
use rxing::qrcode::cpp_port::detector::{FindFinderPatterns, GenerateFinderPatternSets, SampleQR};
use rxing::{Binarizer, Luma8Source};

/// No code holds more.
pub const LONGEST: usize = 8_000;

/// How much time a picture is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// One of many pictures of a camera.
    Quick,
    /// A photograph, or a camera picture now and then: every way is tried.
    Thorough,
}

/// The text of the first code that can be read; `luma` is the brightness of each pixel, row by row.
#[must_use]
pub fn read(luma: &[u8], width: u32, height: u32, effort: Effort) -> Option<String> {
    let picture = Picture::new(luma, width, height)?;
    by_parts(&picture).or_else(|| (effort == Effort::Thorough).then(|| thoroughly(&picture)).flatten())
}

fn thoroughly(picture: &Picture<'_>) -> Option<String> {
    // Fine codes gain by more pixels, noisy ones by fewer; a single threshold suits an evenly lit screen.
    let other = |other: Picture<'_>| by_parts(&other);
    picture.doubled().and_then(other).or_else(|| as_a_whole(picture)).or_else(|| picture.halved().and_then(other))
}

/// Black and white by the light around each part.
fn by_parts(picture: &Picture<'_>) -> Option<String> {
    let binarizer = HybridBinarizer::new(source(picture)?);
    read_in(binarizer.get_black_matrix().ok()?)
}

/// Black and white by one threshold.
fn as_a_whole(picture: &Picture<'_>) -> Option<String> {
    let binarizer = GlobalHistogramBinarizer::new(source(picture)?);
    read_in(binarizer.get_black_matrix().ok()?)
}

fn source<'a>(picture: &'a Picture<'_>) -> Option<Luma8Source<'a>> {
    Luma8Source::new_with_slice(&picture.luma, picture.width, picture.height).ok()
}

fn read_in(bits: &BitMatrix) -> Option<String> {
    let mut patterns = FindFinderPatterns(bits, true, 0);
    GenerateFinderPatternSets(&mut patterns).iter().find_map(|set| {
        let found = SampleQR(bits, set).ok()?;
        let read = Decode(found.getBits()).ok()?;
        let bytes = read.isValid().then(|| read.content().bytes())?;
        // What is no UTF-8 is no text of this app.
        let text = str::from_utf8(bytes).ok()?;
        (!text.is_empty() && text.len() <= LONGEST).then(|| text.to_owned())
    })
}
