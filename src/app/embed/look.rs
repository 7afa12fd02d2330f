//! What the page around may choose of the app's looks: a few tokens, never what a colour says about time.
//!
//! A colour for buttons is taken only when it can be read on every ground it lies on: at least 4.5 to 1 (WCAG 2.2, 1.4.3).

use super::envelope::issue;
use crate::app::effect::Theme;
use paedlotse_core::wire::Value;

/// The grounds and the letters of each theme, as in `assets/style.css`: paper, sheet, well, wash; and what is written on a
/// button.
const DAY: ([u32; 4], u32) = ([0xE9_EE_F0, 0xFF_FF_FF, 0xF4_F7_F8, 0xE0_EC_F6], 0xFF_FF_FF);
const DARK: ([u32; 4], u32) = ([0x0B_15_1C, 0x13_21_2B, 0x0F_1B_23, 0x17_34_4B], 0x06_20_33);

/// The least contrast, in hundredths.
const LEAST: u32 = 450;

/// Tokens with the words that are known.
const WORDS: [(&str, &[&str]); 2] =
    [("radius", &["none", "small", "large"]), ("font", &["system", "humanist", "serif"])];

/// What of a theme can be taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Light or dark.
    pub mode: Option<Theme>,
    /// Tokens and their words.
    pub tokens: Vec<(String, String)>,
    /// What was refused, for whoever builds the page around.
    pub refused: Vec<Value>,
}

impl Look {
    /// Reads a theme; `now` is the theme that stands where none is chosen.
    #[must_use]
    pub fn read(theme: &Value, now: Theme) -> Self {
        let mut look = Self::default();
        let mut refuse = |words: String| look.refused.push(issue("error", "value", &words));
        let word = |name: &str| theme.field(name).and_then(Value::text);
        let sent = |name: &str| theme.field(name).is_some_and(|value| *value != Value::Null);
        match word("mode") {
            Some("day") => look.mode = Some(Theme::Day),
            Some("dark") => look.mode = Some(Theme::Dark),
            _ if sent("mode") => refuse("theme.mode is `day` or `dark`".to_owned()),
            _ => {}
        }
        for (name, known) in WORDS {
            match word(name).filter(|word| known.contains(word)) {
                Some(word) => look.tokens.push((name.to_owned(), word.to_owned())),
                None if sent(name) => refuse(format!("theme.{name} is one of: {}", known.join(", "))),
                None => {}
            }
        }
        match word("accent").map(colour) {
            Some(Some(accent)) => match contrast(accent, look.mode.unwrap_or(now)) {
                least if least >= LEAST => look.tokens.push(("accent".to_owned(), format!("#{accent:06x}"))),
                least => refuse(format!(
                    "theme.accent has a contrast of {}.{:02} to 1 on one of the grounds, less than 4.5 to 1",
                    least / 100,
                    least % 100
                )),
            },
            _ if sent("accent") => refuse("theme.accent is a colour as `#rrggbb`".to_owned()),
            _ => {}
        }
        look
    }
}

/// Whether a colour that was taken in one theme can be read in another.
#[must_use]
pub fn can_be_read(accent: &str, theme: Theme) -> bool {
    colour(accent).is_some_and(|accent| contrast(accent, theme) >= LEAST)
}

fn colour(text: &str) -> Option<u32> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let right = digits.bytes().all(|c| c.is_ascii_hexdigit());
    u32::from_str_radix(digits, 16).ok().filter(|_| right)
}

/// The least contrast of this colour on the grounds of a theme and under the letters of its buttons, in hundredths.
fn contrast(accent: u32, theme: Theme) -> u32 {
    let (grounds, letters) = match theme {
        Theme::Day => DAY,
        Theme::Dark => DARK,
    };
    grounds.into_iter().chain([letters]).map(|other| ratio(luminance(accent), luminance(other))).min().unwrap_or(0)
}

/// The contrast of two luminances, in hundredths, rounded down.
fn ratio(a: u32, b: u32) -> u32 {
    // 0.05 of the scale, as WCAG adds it.
    const STRAY: u64 = 500_000;
    let (light, dark) = (u64::from(a.max(b)).saturating_add(STRAY), u64::from(a.min(b)).saturating_add(STRAY));
    let hundredths = light.saturating_mul(100).checked_div(dark).unwrap_or(0);
    u32::try_from(hundredths).unwrap_or(u32::MAX)
}

/// Relative luminance (WCAG 2.2), in ten millionths.
fn luminance(colour: u32) -> u32 {
    let part = |shift: u32| linear(colour.checked_shr(shift).unwrap_or(0) & 0xFF);
    let sum = part(16)
        .saturating_mul(2126)
        .saturating_add(part(8).saturating_mul(7152))
        .saturating_add(part(0).saturating_mul(722));
    u32::try_from(sum / 10_000).unwrap_or(u32::MAX)
}

/// How bright a channel of 0 to 255 is, in ten millionths.
#[expect(
    clippy::float_arithmetic,
    clippy::as_conversions,
    reason = "sRGB is defined by a power; of a colour nothing clinical follows"
)]
fn linear(channel: u32) -> u64 {
    let c = f64::from(channel) / 255.0;
    let bright = if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) };
    (bright * 10_000_000.0).round() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn theme(fields: &[(&str, &str)]) -> Value {
        Value::Map(fields.iter().map(|(name, word)| ((*name).to_owned(), Value::said(word))).collect())
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        assert_eq!(ratio(luminance(0x00_00_00), luminance(0xFF_FF_FF)), 2100);
        assert_eq!(ratio(luminance(0x76_76_76), luminance(0xFF_FF_FF)), 454);
        assert_eq!(ratio(luminance(0x77_77_77), luminance(0xFF_FF_FF)), 447);
    }

    #[test]
    fn a_colour_is_taken_where_it_can_be_read() {
        let dark_green = theme(&[("accent", "#00563F")]);
        assert_eq!(Look::read(&dark_green, Theme::Day).tokens, [("accent".to_owned(), "#00563f".to_owned())]);
        let look = Look::read(&dark_green, Theme::Dark);
        assert!(look.tokens.is_empty() && look.refused.len() == 1);
        for pale in ["#ffffff", "#88aaff", "#767676", "red", "#12345", "#1234567", "#+12345"] {
            let look = Look::read(&theme(&[("accent", pale)]), Theme::Day);
            assert!(look.tokens.is_empty() && look.refused.len() == 1, "{pale}");
        }
    }

    #[test]
    fn the_apps_own_colours_pass() {
        for (own, theme_now) in [("#004C87", Theme::Day), ("#7EC0F7", Theme::Dark)] {
            assert!(Look::read(&theme(&[("accent", own)]), theme_now).refused.is_empty(), "{own}");
        }
    }

    #[test]
    fn only_known_words_are_taken() {
        let look = Look::read(
            &theme(&[("radius", "large"), ("font", "Comic Sans"), ("mode", "dark"), ("u-immediate", "#ffffff")]),
            Theme::Day,
        );
        assert_eq!(look.mode, Some(Theme::Dark));
        assert_eq!(look.tokens, [("radius".to_owned(), "large".to_owned())]);
        assert_eq!(look.refused.len(), 1);
    }
}
