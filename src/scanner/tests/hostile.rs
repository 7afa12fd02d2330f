//! Anybody may hold anything before the camera: whatever the pixels are, an answer comes, and no panic.

use paedlotse_pictures::{Dice, FRAME, LINK, Picture, Shot, code, record, shoot};
use paedlotse_scanner::{Effort, LONGEST, read};
use qrcodegen::{QrCode, QrCodeEcc, QrSegment, QrSegmentMode, Version};

const EFFORTS: [Effort; 2] = [Effort::Quick, Effort::Thorough];

fn both(picture: &Picture) -> Option<String> {
    let [quick, thorough] = EFFORTS.map(|effort| read(&picture.luma, picture.width, picture.height, effort));
    let text = quick.or(thorough);
    assert!(text.as_ref().is_none_or(|text| text.len() <= LONGEST));
    text
}

/// A number that fits a picture.
fn index(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[test]
fn random_pixels_of_any_size_are_answered() {
    for series in 0..300 {
        let mut dice = Dice::new(series);
        let [width, height] = [0; 2].map(|_| u32::try_from(dice.below(260)).unwrap());
        // Fine noise, coarse noise, stripes, few greys: finder patterns come about by chance.
        let (grain, greys) = (1 + dice.below(6), 1 + dice.below(255));
        let pixel = |at: u64| {
            let (row, column) = (at / u64::from(width), at % u64::from(width));
            let grain = Dice::new(series * 7_919 + row / grain * 1_000 + column / grain).below(256);
            u8::try_from(grain / greys * greys).unwrap()
        };
        let luma: Vec<u8> = (0..u64::from(width) * u64::from(height)).map(pixel).collect();
        both(&Picture { width, height, luma });
    }
}

#[test]
fn numbers_that_do_not_fit_are_no_picture() {
    let numbers = [0, 1, 39, 40, 720, 1280, 4_096, 4_097, 1 << 16, u32::MAX];
    let luma = vec![0; 1280 * 720];
    for width in numbers {
        for height in numbers {
            for length in [0, 1, 1_600, luma.len()] {
                for effort in EFFORTS {
                    assert_eq!(read(&luma[..length], width, height, effort), None);
                }
            }
        }
    }
}

#[test]
fn damaged_pictures_are_read_rightly_or_not_at_all() {
    let sent = record(1, 300);
    let whole = shoot(&code(&sent, 12).unwrap(), Shot { scale: 500, ..Shot::PLAIN }, 1);
    let (mut right, mut none) = (0, 0);
    for series in 0..150 {
        let mut picture = whole.clone();
        let mut dice = Dice::new(series);
        for _ in 0..=dice.below(12) {
            // A patch of another brightness, of another place, or of noise, mostly where the code is.
            let (wide, high) = (1 + dice.below(60), 1 + dice.below(60));
            let (left, top) = (400 + dice.below(420), 150 + dice.below(360));
            let (kind, grey) = (dice.below(3), dice.below(256));
            for row in top..top + high {
                for column in left..left + wide {
                    let at = index(row * u64::from(FRAME.0) + column);
                    picture.luma[at] = match kind {
                        0 => u8::try_from(grey).unwrap(),
                        1 => whole.luma[index((row - 100) * u64::from(FRAME.0) + column - grey)],
                        _ => u8::try_from(dice.below(256)).unwrap(),
                    };
                }
            }
        }
        match both(&picture) {
            Some(text) => {
                assert_eq!(text, format!("{LINK}{sent}"));
                right += 1;
            }
            None => none += 1,
        }
    }
    assert!(right > 20 && none > 20, "neither all nor nothing is damaged: {right} read, {none} not");
}

#[test]
fn every_kind_of_content_is_answered() {
    let modes = [
        QrSegmentMode::Numeric,
        QrSegmentMode::Alphanumeric,
        QrSegmentMode::Byte,
        QrSegmentMode::Kanji,
        QrSegmentMode::Eci,
    ];
    let mut read = 0;
    for series in 0..250 {
        let mut dice = Dice::new(series);
        let segment = |_| {
            let mode = modes[index(dice.below(5))];
            let bits = (0..dice.below(120)).map(|_| dice.below(2) == 1).collect();
            // The count is often a lie; a change of the character set has none.
            let count = if mode == QrSegmentMode::Eci { 0 } else { index(dice.below(40)) };
            QrSegment::new(mode, count, bits)
        };
        let segments: Vec<QrSegment> = (0..6).map(segment).collect();
        let low = QrCodeEcc::Low;
        let code = QrCode::encode_segments_advanced(&segments, low, Version::MIN, Version::MAX, None, false).unwrap();
        let picture = shoot(&code, Shot { scale: 600, ..Shot::PLAIN }, series);
        read += u32::from(both(&picture).is_some());
    }
    assert!(read > 0, "some of it is text");
}

#[test]
fn words_in_any_script_come_as_they_were_sent() {
    for text in ["https://kinder.example.org/#d=ABC", "Bitte später – 38,5 °C", "漢字", "0123456789", "a"] {
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).unwrap();
        let picture = shoot(&code, Shot { scale: 800, ..Shot::PLAIN }, 3);
        assert_eq!(both(&picture).as_deref(), Some(text));
    }
}
