//! Draws QR codes as a camera sees them on another screen: scaled, turned, skewed, blurred, noisy, badly lit. The same
//! numbers make the same picture, on every machine.

#![expect(
    clippy::float_arithmetic,
    clippy::as_conversions,
    reason = "pictures of a test are geometry; nothing clinical is computed here"
)]

mod matrix;

pub use matrix::matrix;

use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

/// What a camera picture of the scanner is wide and high.
pub const FRAME: (u32, u32) = (1280, 720);

/// The address in front of a record, as a handover carries it.
pub const LINK: &str = "https://kinder.example.org/paedlotse/#d=";

/// A grey picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Brightness, row by row.
    pub luma: Vec<u8>,
}

/// How the camera saw the code.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shot {
    /// Pixels of the camera for one module, in hundredths.
    pub scale: u16,
    /// Turned by so many degrees.
    pub turn: i16,
    /// Skew to the right and downwards: by so many per cent one edge is nearer than the middle.
    pub skew: (i8, i8),
    /// So many passes of a small blur.
    pub blur: u8,
    /// Noise of at most so many steps of brightness.
    pub noise: u8,
    /// The light falls off to so many per cent towards one corner.
    pub light: u8,
}

impl Shot {
    /// Straight, sharp, clean.
    pub const PLAIN: Self = Self { scale: 400, turn: 0, skew: (0, 0), blur: 0, noise: 0, light: 100 };
}

/// Numbers that look random and are the same every time.
#[derive(Clone, Copy, Debug)]
pub struct Dice(u64);

impl Dice {
    /// A series of its own for each number.
    #[must_use]
    pub const fn new(series: u64) -> Self {
        Self(series.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// The next number.
    pub const fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 16
    }

    /// The next number below a limit.
    pub const fn below(&mut self, limit: u64) -> u64 {
        match self.roll().checked_rem(limit) {
            Some(number) => number,
            None => 0,
        }
    }
}

/// A handover of so many characters after the link.
#[must_use]
pub fn record(series: u64, characters: usize) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut dice = Dice::new(series);
    (0..characters).filter_map(|_| LETTERS.get(dice.below(32) as usize)).map(|letter| char::from(*letter)).collect()
}

/// The code of a handover: the link as bytes, the record as alphanumeric characters, level M, in this version.
///
/// # Errors
/// When it does not fit.
pub fn code(record: &str, version: u8) -> Result<QrCode, String> {
    if !(1..=40).contains(&version) {
        return Err(format!("there is no version {version}"));
    }
    let version = Version::new(version);
    let segments = [QrSegment::make_bytes(LINK.as_bytes()), QrSegment::make_alphanumeric(record)];
    QrCode::encode_segments_advanced(&segments, QrCodeEcc::Medium, version, version, None::<Mask>, false)
        .map_err(|error| format!("{} characters: {error}", record.len()))
}

/// So wide is the white page around the code, in modules.
const PAGE: f64 = 6.0;

/// How bright the room around it is.
const ROOM: f64 = 70.0;

/// How bright a point of the other screen is: black and white modules, a white page around them, a dark room.
fn screen(code: &QrCode, x: f64, y: f64) -> f64 {
    let size = f64::from(code.size());
    if x < -PAGE || y < -PAGE || x > size + PAGE || y > size + PAGE {
        return ROOM;
    }
    if code.get_module(x.floor() as i32, y.floor() as i32) { 28.0 } else { 222.0 }
}

/// The picture of a code.
#[must_use]
pub fn shoot(code: &QrCode, shot: Shot, series: u64) -> Picture {
    const FINE: i32 = 3;
    let (width, height) = FRAME;
    let mut dice = Dice::new(series);
    let (sin, cos) = f64::from(shot.turn).to_radians().sin_cos();
    let scale = f64::from(shot.scale) / 100.0;
    let half = f64::from(code.size()) / 2.0;
    // Nobody holds the middle of the code into the middle of a pixel.
    let mut off = || dice.below(1000) as f64 / 1000.0;
    let middle = (f64::from(width) / 2.0 + off(), f64::from(height) / 2.0 + off());
    let edge = half * scale;
    let skew = (f64::from(shot.skew.0) / 100.0 / edge, f64::from(shot.skew.1) / 100.0 / edge);
    let mut bright = Vec::with_capacity((width * height) as usize);
    for row in 0..height {
        for column in 0..width {
            let seen = |right: f64, down: f64| {
                let (x, y) = (f64::from(column) + right - middle.0, f64::from(row) + down - middle.1);
                let depth = scale * (1.0 + skew.0 * x + skew.1 * y);
                ((x * cos + y * sin) / depth + half, (y * cos - x * sin) / depth + half)
            };
            let (x, y) = seen(0.5, 0.5);
            let room = [x, y].iter().any(|at| *at < -PAGE - 2.0 || *at > half * 2.0 + PAGE + 2.0);
            if room {
                bright.push(ROOM);
                continue;
            }
            let mut sum = 0.0;
            for fine in 0..FINE * FINE {
                let step = |n: i32| (f64::from(n) + 0.5) / f64::from(FINE);
                let (x, y) = seen(step(fine % FINE), step(fine / FINE));
                sum += screen(code, x, y);
            }
            bright.push(sum / f64::from(FINE * FINE));
        }
    }
    for _ in 0..shot.blur {
        bright = blurred(&bright, width as usize);
    }
    let dark = 1.0 - f64::from(shot.light) / 100.0;
    let all = f64::from(width + height);
    let luma = bright.iter().enumerate().map(|(at, bright)| {
        let (row, column) = (at as u32 / width, at as u32 % width);
        let lit = bright * (1.0 - dark * f64::from(row + column) / all);
        let noise = dice.below(u64::from(shot.noise) * 2 + 1) as f64 - f64::from(shot.noise);
        (lit + noise).round().clamp(0.0, 255.0) as u8
    });
    Picture { width, height, luma: luma.collect() }
}

/// Blurred by 1 2 1 along the rows and across them.
fn blurred(bright: &[f64], width: usize) -> Vec<f64> {
    let along = |row: &[f64]| -> Vec<f64> {
        let at = |n: usize| row.get(n.min(row.len().saturating_sub(1))).copied().unwrap_or_default();
        (0..row.len()).map(|n| (at(n.saturating_sub(1)) + 2.0 * at(n) + at(n + 1)) / 4.0).collect()
    };
    let rows: Vec<Vec<f64>> = bright.chunks(width).map(along).collect();
    let last = rows.len().saturating_sub(1);
    let at = |n: usize| rows.get(n.min(last)).map_or(&[][..], Vec::as_slice);
    let across = |n: usize| {
        let beside = at(n.saturating_sub(1)).iter().zip(at(n + 1));
        at(n).iter().zip(beside).map(|(own, (above, below))| (above + 2.0 * own + below) / 4.0)
    };
    (0..rows.len()).flat_map(across).collect()
}

impl Picture {
    /// As a file that every image program reads.
    #[must_use]
    pub fn pgm(&self) -> Vec<u8> {
        [format!("P5\n{} {}\n255\n", self.width, self.height).as_bytes(), &self.luma].concat()
    }

    /// As a film of so many frames, each of them this picture, for a browser's camera.
    #[must_use]
    pub fn film(&self, frames: usize) -> Vec<u8> {
        let mut film = format!("YUV4MPEG2 W{} H{} F10:1 Ip A1:1 C420jpeg\n", self.width, self.height).into_bytes();
        let colours = vec![128; self.luma.len() / 2];
        for _ in 0..frames {
            film.extend([b"FRAME\n", &self.luma[..], &colours].concat());
        }
        film
    }

    /// As a bitmap file with three bytes a pixel; its width must be a multiple of four.
    #[must_use]
    pub fn bitmap(&self) -> Vec<u8> {
        let body = self.luma.len() as u32 * 3;
        let mut file = b"BM".to_vec();
        for number in [body + 54, 0, 54, 40, self.width, self.height, 24 << 16 | 1, 0, body, 2835, 2835, 0, 0] {
            file.extend(number.to_le_bytes());
        }
        // Its last row comes first.
        for row in self.luma.rchunks(self.width as usize) {
            file.extend(row.iter().flat_map(|bright| [*bright; 3]));
        }
        file
    }
}
