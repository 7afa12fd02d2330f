//! Quantities in the units of other systems, as the whole numbers of a finding. Nothing here is a floating-point number.
//!
//! Sources of the factors, all exact: The Unified Code for Units of Measure, 2.1. `[lb_av]` is 7000 `[gr]` of 64.79891 mg,
//! which is 453.59237 g; `[oz_av]` is a sixteenth of it. `[degF]` begins at 32 where `Cel` begins at 0, and is 5/9 of its
//! size. `m[Hg]` is 133.322 kPa, so a kilopascal is 1 000 000 / 133 322 mm\[Hg\]. `%` is a hundredth of 1.

use super::Why;
use crate::coding::{UCUM, ucum};
use crate::finding::{Finding, FindingType, Worse};
use crate::wire::Value;

/// From, to, what is taken away first, and then times and divided by these.
const CONVERSIONS: [(&str, &str, i128, i128, i128); 7] = [
    ("1", "%", 0, 100, 1),
    ("[degF]", "Cel", 32, 5, 9),
    ("[lb_av]", "kg", 0, 45_359_237, 100_000_000),
    ("[oz_av]", "kg", 0, 45_359_237, 1_600_000_000),
    ("g", "kg", 0, 1, 1_000),
    ("kPa", "mm[Hg]", 0, 1_000_000, 133_322),
    ("mL/min", "L/min", 0, 1, 1_000),
];

/// More decimals than this nobody measures.
const DECIMALS: u8 = 18;

/// What was measured, scaled as the finding is, and whether it is the very number that was sent.
pub(super) type Measured = Result<(i32, bool), Why>;

/// What stands in `value[x]` of an observation or an answer; none when nothing does.
pub(super) fn measured(holder: &Value, spec: &Finding) -> Option<Measured> {
    let Value::Map(fields) = holder else { return None };
    let mut values = fields.iter().filter(|(name, value)| name.starts_with("value") && *value != Value::Null);
    let (name, value) = values.next()?;
    Some(match (name.as_str(), values.next()) {
        (_, Some(_)) => Err(Why::Contradiction),
        ("valueQuantity", None) => quantity(value, spec),
        ("valueInteger" | "valueDecimal", None) => scaled(value, None, spec),
        _ => Err(Why::NotANumber),
    })
}

fn quantity(quantity: &Value, spec: &Finding) -> Measured {
    let is_said = |value: &&Value| !matches!(value, Value::Null) && value.text() != Some("");
    let field = |name| quantity.field(name).filter(is_said);
    if field("comparator").is_some() {
        return Err(Why::Bound);
    }
    let number = field("value").ok_or(Why::NotANumber)?;
    if field("system").is_some_and(|system| system.text() != Some(UCUM)) {
        return Err(Why::UnknownUnit);
    }
    let (code, words) = (field("code"), field("unit").and_then(Value::text));
    let code = match code {
        Some(code) => Some(code.text().ok_or(Why::UnknownUnit)?),
        None => words,
    };
    let read = scaled(number, code, spec)?;
    // Words that are a code themselves, and of another unit: one of the two is wrong.
    match (words, code) {
        (Some(words), Some(code)) if bare(words) != bare(code) && scaled(number, Some(words), spec).is_ok() => {
            Err(Why::UnknownUnit)
        }
        _ => Ok(read),
    }
}

/// A number in a unit, or in none, as the finding is recorded. What has more decimals is rounded to the worse side: rounding
/// never makes a child healthier than the number that was sent.
fn scaled(number: &Value, code: Option<&str>, spec: &Finding) -> Measured {
    let FindingType::Number { unit, decimals, plausible, .. } = &spec.answer else { return Err(Why::NotANumber) };
    let (digits, places) = match number {
        Value::Number(whole) => (i128::from(*whole), 0),
        Value::Decimal(digits, places) if *places <= DECIMALS => (i128::from(*digits), *places),
        _ => return Err(Why::NotANumber),
    };
    let own = if unit.is_empty() { Some(String::new()) } else { ucum(unit).and_then(bare) };
    let own = own.ok_or(Why::UnknownUnit)?;
    let code = match code {
        // What has no unit may be said to have the unit 1.
        None | Some("1") if own.is_empty() => String::new(),
        Some(code) => bare(code).ok_or(Why::UnknownUnit)?,
        None => return Err(Why::NoUnit),
    };
    let (less, times, by) = if code == own {
        (0, 1, 1)
    } else {
        let known = CONVERSIONS.iter().find(|(from, to, ..)| *from == code && *to == own);
        known.map(|(_, _, less, times, by)| (*less, *times, *by)).ok_or(Why::UnknownUnit)?
    };
    let ten = |places: u8| 10_i128.checked_pow(u32::from(places));
    let exactly = || {
        let sent = ten(places)?;
        let above = digits.checked_sub(sent.checked_mul(less)?)?;
        let above = above.checked_mul(times)?.checked_mul(ten(*decimals)?)?;
        let below = sent.checked_mul(by)?;
        let (whole, rest) = (above.checked_div_euclid(below)?, above.checked_rem_euclid(below)?);
        let up = match spec.worse {
            Worse::Up => true,
            Worse::Down => false,
            // With a rest it lies above the whole number: from there on it is above the middle.
            Worse::Away { from } => whole >= i128::from(from),
        };
        Some((whole.checked_add(i128::from(up && rest > 0))?, rest == 0 && code == own))
    };
    let (value, exact) = exactly().ok_or(Why::Implausible(*plausible))?;
    match i32::try_from(value) {
        Ok(value) if plausible.contains(value) => Ok((value, exact)),
        _ => Err(Why::Implausible(*plausible)),
    }
}

/// A code without its notes: `{beats}/min` is `/min`, and `{score}` is empty. None when a brace has no other.
fn bare(code: &str) -> Option<String> {
    let mut kept = String::new();
    let mut inside = false;
    for c in code.chars() {
        match (c, inside) {
            ('{', false) => inside = true,
            ('}', true) => inside = false,
            ('{', true) | ('}', false) => return None,
            (_, true) => {}
            (c, false) => kept.push(c),
        }
    }
    let kept = kept.strip_prefix("1/").map_or(kept.clone(), |per| format!("/{per}"));
    (!inside).then_some(kept)
}
