//! Numbers without floating point: whole numbers of a finding's smallest step.
//!
//! A finding with one decimal (37.5 °C) is stored as 375. `decimals` says where the point is.

use serde::{Deserialize, Serialize};

/// A closed interval of scaled whole numbers; `low <= high` always holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Span {
    low: i32,
    high: i32,
}

impl Span {
    /// The interval between two values, in either order.
    #[must_use]
    pub const fn new(a: i32, b: i32) -> Self {
        // INVARIANT: low <= high
        if a <= b { Self { low: a, high: b } } else { Self { low: b, high: a } }
    }

    /// A single value.
    #[must_use]
    pub const fn exactly(value: i32) -> Self {
        Self { low: value, high: value }
    }

    /// The smallest value.
    #[must_use]
    pub const fn low(self) -> i32 {
        self.low
    }

    /// The largest value.
    #[must_use]
    pub const fn high(self) -> i32 {
        self.high
    }

    /// Whether `value` lies inside, ends included.
    #[must_use]
    pub const fn contains(self, value: i32) -> bool {
        self.low <= value && value <= self.high
    }

    /// The single value, if the interval has just one.
    #[must_use]
    pub const fn single(self) -> Option<i32> {
        if self.low == self.high { Some(self.low) } else { None }
    }
}

/// Why a typed number is not one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberError {
    /// Empty, or not a decimal number.
    NotANumber,
    /// More decimals than the finding is recorded with.
    TooPrecise,
    /// Larger than any value of the field.
    TooLarge,
    /// `1.000` or `1,000`: a thousand or one? Asked back, never guessed.
    Ambiguous,
}

/// Reads a decimal number with point or comma into whole numbers of `10^-decimals`. Space around it is passed over;
/// inside it is refused: `3 8.4` may be two numbers, or one with a digit lost.
///
/// # Errors
/// When the text is no number, too precise, too large, or ambiguous.
pub fn parse_decimal(text: &str, decimals: u8) -> Result<i32, NumberError> {
    let trimmed = text.trim();
    let (sign, digits) = match trimmed.strip_prefix(['-', '−']) {
        Some(rest) => (-1_i32, rest),
        None => (1_i32, trimmed),
    };
    let (whole, fraction) = match digits.split_once(['.', ',']) {
        Some((whole, fraction)) => (whole, fraction),
        None => (digits, ""),
    };
    let all_digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    let has_point = whole.len() < digits.len();
    if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) || (has_point && fraction.is_empty()) {
        return Err(NumberError::NotANumber);
    }
    if has_point && fraction.len() == 3 && usize::from(decimals) < 3 && whole != "0" {
        return Err(NumberError::Ambiguous);
    }
    let kept = fraction.trim_end_matches('0');
    if kept.len() > usize::from(decimals) {
        return Err(NumberError::TooPrecise);
    }
    let mut value: i32 = 0;
    let padding = usize::from(decimals).saturating_sub(kept.len());
    let zeros = std::iter::repeat_n('0', padding);
    for digit in whole.chars().chain(kept.chars()).chain(zeros) {
        let digit = digit.to_digit(10).and_then(|d| i32::try_from(d).ok()).ok_or(NumberError::NotANumber)?;
        value = value.checked_mul(10).and_then(|v| v.checked_add(digit)).ok_or(NumberError::TooLarge)?;
    }
    Ok(sign * value)
}

/// Writes a scaled whole number with `decimals` digits after `point`.
#[must_use]
pub fn format_decimal(value: i32, decimals: u8, point: char) -> String {
    let digits = value.unsigned_abs().to_string();
    let places = usize::from(decimals);
    let sign = if value < 0 { "-" } else { "" };
    if places == 0 {
        return format!("{sign}{digits}");
    }
    let padded = format!("{digits:0>width$}", width = places + 1);
    let (whole, fraction) = padded.split_at(padded.len() - places);
    format!("{sign}{whole}{point}{fraction}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_type() {
        assert_eq!(parse_decimal("38,5", 1), Ok(385));
        assert_eq!(parse_decimal("38.50", 1), Ok(385));
        assert_eq!(parse_decimal(" 38 ", 1), Ok(380));
        assert_eq!(parse_decimal("-2", 0), Ok(-2));
        assert_eq!(parse_decimal("−2", 0), Ok(-2));
        assert_eq!(parse_decimal("0,125", 3), Ok(125));
        assert_eq!(parse_decimal("38.4\u{a0}", 1), Ok(384));
        assert_eq!(parse_decimal("\u{202f}38.4\u{202f}", 1), Ok(384));
    }

    #[test]
    fn refuses_rather_than_guesses() {
        assert_eq!(parse_decimal("", 1), Err(NumberError::NotANumber));
        assert_eq!(parse_decimal("38,", 1), Err(NumberError::NotANumber));
        assert_eq!(parse_decimal("38,5,1", 1), Err(NumberError::NotANumber));
        assert_eq!(parse_decimal("38,55", 1), Err(NumberError::TooPrecise));
        assert_eq!(parse_decimal("1.000", 0), Err(NumberError::Ambiguous));
        assert_eq!(parse_decimal("1,000", 0), Err(NumberError::Ambiguous));
        for inside in ["3 8.4", "38. 4", "38 .4", "3\u{a0}8", "1\u{202f}000", "- 2"] {
            assert_eq!(parse_decimal(inside, 1), Err(NumberError::NotANumber), "{inside}");
        }
        assert_eq!(parse_decimal("99999999999", 0), Err(NumberError::TooLarge));
    }

    #[test]
    fn writes_it_back() {
        assert_eq!(format_decimal(385, 1, ','), "38,5");
        assert_eq!(format_decimal(5, 1, '.'), "0.5");
        assert_eq!(format_decimal(-20, 0, '.'), "-20");
    }
}
