//! How a case leaves for another house: which code is shown, which way was taken last and what came of it.

/// What stands in the envelope of a file.
pub const WHAT: &str = "handover";

/// The version of its form.
pub const VERSION: i64 = 1;

/// Another way than the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Plain text into the clipboard.
    Copy,
    /// Plain text to whatever the device offers.
    Share,
    /// A file that PädLotse opens.
    File,
    /// A FHIR bundle.
    Bundle,
    /// The sheet on paper.
    Sheet,
    /// The page for the parents on paper.
    Family,
}

impl Way {
    /// In the order of the screen.
    pub const ALL: [Self; 6] = [Self::Copy, Self::Share, Self::Sheet, Self::Family, Self::File, Self::Bundle];

    /// The word in `data-act`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Copy => "copy",
            Self::Share => "share",
            Self::File => "file",
            Self::Bundle => "bundle",
            Self::Sheet => "sheet",
            Self::Family => "family",
        }
    }
}

/// What the browser said about the last way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// It is in the clipboard.
    Copied,
    /// It is not.
    NotCopied,
    /// The device has taken it.
    Shared,
    /// The device takes nothing.
    NotShared,
}

/// The window, as far as the size of a code needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// Width in CSS pixels.
    pub width: u32,
    /// Height in CSS pixels.
    pub height: u32,
    /// Device pixels of a thousand CSS pixels.
    pub ratio: u32,
}

impl Default for Room {
    fn default() -> Self {
        Self { width: 1024, height: 768, ratio: 1000 }
    }
}

impl Room {
    /// The side of a square of so many modules in thousandths of a CSS pixel: as large as fits into `most` CSS pixels with
    /// a whole number of device pixels for each module.
    #[must_use]
    pub fn square(self, modules: u32, most: u32) -> u32 {
        let ratio = self.ratio.clamp(250, 8_000);
        let device = most.saturating_mul(ratio) / 1_000 / modules.max(1);
        device.max(1).saturating_mul(modules).saturating_mul(1_000).saturating_mul(1_000) / ratio
    }
}

/// The page of the handover, as it lies open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Leaving {
    /// The code of words is shown instead of the record.
    pub words: bool,
    /// The code fills the window.
    pub large: bool,
    /// What came of the last way.
    pub left: Option<Left>,
    /// The window.
    pub room: Room,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_module_is_a_whole_number_of_device_pixels() {
        for ratio in [1_000, 1_250, 1_500, 2_000, 2_625, 3_000] {
            let room = Room { ratio, ..Room::default() };
            for modules in [33, 61, 85, 113] {
                let side = room.square(modules, 425);
                let device = u64::from(side) * u64::from(ratio);
                let one = u64::from(modules) * 1_000_000;
                // To the thousandth of a pixel.
                assert!((device + u64::from(ratio)) % one < u64::from(ratio) * 2, "{ratio} {modules} {side}");
                assert!(side <= 425_000 && side > 425_000 / 2, "{ratio} {modules} {side}");
            }
        }
    }
}
