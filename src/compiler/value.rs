//! Reads answers as text ("38.4 °C", "voice", "yes", "unobtainable"), for examples and for `cargo xtask assess`.

use paedlotse_core::assess::{due, normal_band};
use paedlotse_core::escort::asked;
use paedlotse_core::finding::{Finding, FindingIx, FindingKind, FindingType, Worse};
use paedlotse_core::observation::{Findings, Value};
use paedlotse_core::protocol::ProtocolSet;
use paedlotse_core::quantity::{NumberError, Span, format_decimal, parse_decimal};

/// An answer to one finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A value.
    Known(Value),
    /// "Not possible here".
    Unobtainable,
}

/// Why an answer was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerError {
    /// Short code, stable.
    pub code: &'static str,
    /// One sentence.
    pub message: String,
}

fn wrong<T>(code: &'static str, message: impl Into<String>) -> Result<T, AnswerError> {
    Err(AnswerError { code, message: message.into() })
}

/// Reads one answer. Whether it is plausible is checked where it is recorded.
///
/// # Errors
/// When the text does not fit the kind of finding, or its unit is missing or another one.
pub fn parse(finding: &Finding, text: &str) -> Result<Answer, AnswerError> {
    let text = text.trim();
    if text == "unobtainable" {
        return Ok(Answer::Unobtainable);
    }
    match &finding.answer {
        FindingType::YesNo => match text {
            "yes" => Ok(Answer::Known(Value::YesNo(true))),
            "no" => Ok(Answer::Known(Value::YesNo(false))),
            _ => wrong("not_yes_no", format!("`{}` is answered with yes or no", finding.id)),
        },
        FindingType::Choice { options } => {
            let found = (0_u8..).zip(options).find(|(_, option)| option.id == text);
            match found {
                Some((position, _)) => Ok(Answer::Known(Value::Choice(position))),
                None => {
                    let ids: Vec<&str> = options.iter().map(|o| o.id).collect();
                    wrong("unknown_option", format!("`{}` is one of {}", finding.id, ids.join(", ")))
                }
            }
        }
        FindingType::Number { unit, decimals, .. } => {
            let Some(number) = without_unit(text, unit) else {
                return wrong("unit_missing", format!("`{}` is written with its unit, {unit}", finding.id));
            };
            match parse_decimal(number, *decimals) {
                Ok(value) => Ok(Answer::Known(Value::Number(Span::exactly(value)))),
                Err(NumberError::TooPrecise) => {
                    wrong("too_precise", format!("`{}` is recorded with {decimals} decimals", finding.id))
                }
                Err(NumberError::Ambiguous) => wrong("ambiguous_number", format!("`{number}` can be read in two ways")),
                Err(NumberError::NotANumber | NumberError::TooLarge) => {
                    wrong("not_a_number", format!("`{number}` is not a number"))
                }
            }
        }
    }
}

fn without_unit<'t>(text: &'t str, unit: &str) -> Option<&'t str> {
    text.strip_suffix(unit).map(str::trim_end).filter(|number| !number.is_empty())
}

/// The plausible range of a number in words, "25.0 to 43.0 °C"; empty for other findings.
#[must_use]
pub fn plausible_range(finding: &Finding) -> String {
    match &finding.answer {
        FindingType::Number { unit, decimals, plausible, .. } => {
            let write = |value| format_decimal(value, *decimals, '.');
            format!("{} to {} {unit}", write(plausible.low()), write(plausible.high()))
        }
        _ => String::new(),
    }
}

/// `rest = "no"`: every yes/no finding and every choice with a reassuring option that is surely asked for and has no
/// answer was denied. While it is open whether a question is asked, nobody has asked it: it stays without an answer.
/// Denying decides what else is asked, so this runs until nothing changes.
pub fn deny_rest(set: &ProtocolSet, findings: &mut Findings) {
    // INVARIANT: every round answers at least one finding, so there are at most as many rounds as findings.
    loop {
        let mut changed = false;
        for ((ix, finding), asked) in (0_u16..).map(FindingIx).zip(&set.findings).zip(due(set, findings)) {
            if !asked.is_true() || findings.get(ix).is_some() {
                continue;
            }
            if let Some(denial) = Findings::denial(finding) {
                changed |= findings.set(set, ix, denial).is_ok();
            }
        }
        if !changed {
            return;
        }
    }
}

/// As [`deny_rest`], for what is asked at a transfer.
pub fn deny_at_transfer(set: &ProtocolSet, findings: &mut Findings) {
    // INVARIANT: as in `deny_rest`.
    loop {
        let mut changed = false;
        for (ix, asked) in asked(set, findings) {
            let denial = set.finding(ix).and_then(Findings::denial);
            if let Some(denial) = denial.filter(|_| asked.is_true() && findings.get(ix).is_none()) {
                changed |= findings.set(set, ix, denial).is_ok();
            }
        }
        if !changed {
            return;
        }
    }
}

/// `vitals = "normal"`: vital numbers that are due and not listed lie in the middle of their normal band.
/// One without a band that is worse on both sides (temperature) takes its middle; all others stay open.
pub fn normal_vitals(set: &ProtocolSet, findings: &mut Findings) {
    let Some(age) = findings.age else {
        return;
    };
    for ((ix, finding), asked) in (0_u16..).map(FindingIx).zip(&set.findings).zip(due(set, findings)) {
        if asked.is_false() || findings.get(ix).is_some() || finding.kind != FindingKind::Vital {
            continue;
        }
        let FindingType::Number { plausible, .. } = &finding.answer else {
            continue;
        };
        let band = normal_band(set, ix, age);
        let middle = match (band, finding.worse) {
            (Some(band), _) => Some(i32::midpoint(band.low().max(plausible.low()), band.high().min(plausible.high()))),
            (None, Worse::Away { from }) => Some(from),
            (None, _) => None,
        };
        if let Some(value) = middle {
            // The middle of a band lies inside the plausible range; if it did not, the finding stays open.
            let _fits = findings.set(set, ix, Value::Number(Span::exactly(value)));
        }
    }
}

/// What is due and not given, denied and taken as normal where that is wanted.
#[must_use]
pub fn filled(set: &ProtocolSet, given: &Findings, rest_denied: bool, vitals_normal: bool) -> Findings {
    let mut child = given.clone();
    loop {
        let before = vitals_normal.then(|| child.clone());
        if rest_denied {
            deny_rest(set, &mut child);
        }
        if vitals_normal {
            normal_vitals(set, &mut child);
        }
        // A normal vital sign can make a question due, and a denial can make a vital sign due.
        if before.is_none_or(|before| before == child) {
            return child;
        }
    }
}

/// A text of the content, kept as long as the program.
pub(crate) fn kept(text: &str) -> &'static str {
    text.to_owned().leak()
}
