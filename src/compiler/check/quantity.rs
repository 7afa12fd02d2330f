//! Numbers with units, as authors write them, turned into scaled whole numbers and age limits.

use crate::diagnostics::Diagnostic;
use crate::diagnostics::e202_wrong_unit::{wrong_age_unit, wrong_unit};
use crate::diagnostics::e203_out_of_range::out_of_range;
use crate::source::{Located, Location};
use crate::syntax::expression::Quantity;
use paedlotse_core::age::{AgeLimit, AgeLimitError, AgeUnit};
use paedlotse_core::quantity::{NumberError, format_decimal, parse_decimal};

/// Reads a number of `name`, which is recorded with so many decimals.
pub(crate) fn number(name: &str, text: &str, decimals: u8, at: Location) -> Result<i32, Box<Diagnostic>> {
    parse_decimal(text, decimals).map_err(|error| {
        let label = match error {
            NumberError::NotANumber => "not a number".to_owned(),
            NumberError::TooPrecise if decimals == 0 => format!("`{name}` is recorded in whole numbers"),
            NumberError::TooPrecise => format!("`{name}` is recorded with {decimals} decimals"),
            NumberError::TooLarge => "too large".to_owned(),
            NumberError::Ambiguous => "a thousand, or one?".to_owned(),
        };
        Box::new(out_of_range(format!("`{text}` is no value of `{name}`"), label, at))
    })
}

/// How a number of a finding is read: its unit, decimals and smallest step.
#[derive(Clone, Copy)]
pub(crate) struct Scale<'a> {
    pub(crate) name: &'a str,
    pub(crate) unit: &'a str,
    pub(crate) decimals: u8,
    pub(crate) step: i32,
}

impl Scale<'_> {
    /// Reads a quantity in the finding's own unit.
    pub(crate) fn read(&self, quantity: &Quantity) -> Result<i32, Box<Diagnostic>> {
        if quantity.unit != self.unit {
            return Err(Box::new(wrong_unit(self.name, &quantity.unit, self.unit, quantity.at)));
        }
        let value = number(self.name, &quantity.number, self.decimals, quantity.at)?;
        if value.checked_rem(self.step).unwrap_or(0) != 0 {
            let step = format_decimal(self.step, self.decimals, '.');
            let message = format!("`{}` is recorded in steps of {step} {}", self.name, self.unit);
            return Err(Box::new(out_of_range(message, "between two steps", quantity.at)));
        }
        Ok(value)
    }

    /// Writes a scaled value as an author would.
    pub(crate) fn write(&self, value: i32) -> String {
        format!("{} {}", format_decimal(value, self.decimals, '.'), self.unit)
    }
}

/// Splits "60 mmHg" into number and unit.
pub(crate) fn split(text: &Located<String>) -> Quantity {
    let trimmed = text.value.trim();
    let end = trimmed.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-')).unwrap_or(trimmed.len());
    let (number, unit) = trimmed.split_at_checked(end).unwrap_or((trimmed, ""));
    Quantity { number: number.to_owned(), unit: unit.trim().to_owned(), at: text.at }
}

/// Reads "29 days" or "3 months"; `more` is added in the unit that was written.
pub(crate) fn age_limit(quantity: &Quantity, more: u32) -> Result<AgeLimit, Box<Diagnostic>> {
    let number = quantity.number.parse::<u32>().ok().and_then(|number| number.checked_add(more));
    // The unit is looked at first: "7 eggs" is no age at all.
    match AgeLimit::of(number.unwrap_or(u32::MAX), &quantity.unit) {
        Ok(limit) => Ok(limit),
        Err(AgeLimitError::NotAUnit) => Err(Box::new(wrong_age_unit(&quantity.unit, quantity.at))),
        Err(AgeLimitError::OutOfRange) => {
            let message = format!("`{}` is no age of a child", quantity.number);
            Err(Box::new(out_of_range(message, "whole units, up to 18 years", quantity.at)))
        }
    }
}

/// Writes an age limit as an author would, `back` units below it.
pub(crate) fn write_age(limit: AgeLimit, back: u32) -> String {
    let (n, unit) = match limit.unit {
        AgeUnit::Hours => (limit.completed, "hours"),
        AgeUnit::Days => (limit.completed, "days"),
        AgeUnit::Months => (limit.completed, "months"),
    };
    format!("{} {unit}", n.saturating_sub(back))
}
