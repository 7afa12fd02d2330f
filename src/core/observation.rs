//! What is known about one child: one answer per finding, the latest.

use crate::age::Age;
use crate::criterion::Sex;
use crate::finding::{Finding, FindingIx, FindingType};
use crate::places;
use crate::protocol::{ProtocolIx, ProtocolSet};
use crate::quantity::Span;
use serde::{Deserialize, Serialize};

/// A value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Value {
    /// Yes or no.
    YesNo(bool),
    /// Position of the chosen option.
    Choice(u8),
    /// A number or a range, scaled.
    Number(Span),
}

/// An answer. A finding without one is *pending*.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Observed {
    /// Measured, seen, told, estimated, or cleared with a group.
    Known(Value),
    /// "Not possible here". To the rules this is the same as pending.
    Unobtainable,
}

/// Why a value was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueError {
    /// Yes/no, choice and number were mixed up.
    WrongType,
    /// No such option.
    NoSuchOption,
    /// Outside what a child can have.
    Implausible(Span),
}

/// All that is known about one child.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// Age at the start of the case; none: any child.
    pub age: Option<Age>,
    /// Sex, where it was entered.
    pub sex: Option<Sex>,
    /// In the order of the content, each once.
    complaints: Vec<ProtocolIx>,
    /// By [`FindingIx`].
    observed: Vec<Option<Observed>>,
}

impl Findings {
    /// A child of this age, of whom nothing else is known.
    #[must_use]
    pub fn at_age(age: Age) -> Self {
        Self { age: Some(age), ..Self::default() }
    }

    /// The chosen complaints, in the order of the content.
    #[must_use]
    pub fn complaints(&self) -> &[ProtocolIx] {
        &self.complaints
    }

    /// Chooses a complaint.
    pub fn choose(&mut self, complaint: ProtocolIx) {
        if let Err(place) = self.complaints.binary_search(&complaint) {
            self.complaints.insert(place, complaint);
        }
    }

    /// Takes a complaint away again.
    pub fn unchoose(&mut self, complaint: ProtocolIx) {
        self.complaints.retain(|chosen| *chosen != complaint);
    }

    /// The answer to `finding`, if there is one.
    #[must_use]
    pub fn get(&self, finding: FindingIx) -> Option<Observed> {
        self.observed.get(usize::from(finding.0)).copied().flatten()
    }

    /// Puts an answer that is known to fit, or takes it away.
    pub(crate) fn put(&mut self, finding: FindingIx, answer: Option<Observed>) {
        places::put(&mut self.observed, usize::from(finding.0), answer);
    }

    /// The value of `finding`, if it is known.
    #[must_use]
    pub fn value(&self, finding: FindingIx) -> Option<Value> {
        match self.get(finding) {
            Some(Observed::Known(value)) => Some(value),
            _ => None,
        }
    }

    /// Records a value.
    ///
    /// # Errors
    /// When it does not fit the finding; nothing is changed then.
    pub fn set(&mut self, set: &ProtocolSet, finding: FindingIx, value: Value) -> Result<(), ValueError> {
        let spec = set.finding(finding).ok_or(ValueError::WrongType)?;
        check(spec, value)?;
        self.put(finding, Some(Observed::Known(value)));
        Ok(())
    }

    /// Records that it cannot be obtained here.
    pub fn set_unobtainable(&mut self, finding: FindingIx) {
        self.put(finding, Some(Observed::Unobtainable));
    }

    /// Makes `finding` pending again.
    pub fn clear(&mut self, finding: FindingIx) {
        self.put(finding, None);
    }

    /// All answers in the order of the vocabulary.
    pub fn iter(&self) -> impl Iterator<Item = (FindingIx, Observed)> {
        (0_u16..).map(FindingIx).zip(&self.observed).filter_map(|(finding, answer)| Some((finding, (*answer)?)))
    }

    /// The reassuring answer to `finding`: no, or the option of level 0. Numbers have none.
    #[must_use]
    pub fn denial(finding: &Finding) -> Option<Value> {
        match finding.answer {
            FindingType::YesNo => Some(Value::YesNo(matches!(finding.worse, crate::finding::Worse::Down))),
            FindingType::Choice { .. } => finding.reassuring_option().map(Value::Choice),
            FindingType::Number { .. } => None,
        }
    }
}

/// Whether `value` fits `finding`.
///
/// # Errors
/// The reason when it does not.
pub fn check(finding: &Finding, value: Value) -> Result<(), ValueError> {
    match (&finding.answer, value) {
        (FindingType::YesNo, Value::YesNo(_)) => Ok(()),
        (FindingType::Choice { options }, Value::Choice(at)) if usize::from(at) < options.len() => Ok(()),
        (FindingType::Choice { .. }, Value::Choice(_)) => Err(ValueError::NoSuchOption),
        (FindingType::Number { plausible, .. }, Value::Number(span)) => {
            if plausible.contains(span.low()) && plausible.contains(span.high()) {
                Ok(())
            } else {
                Err(ValueError::Implausible(*plausible))
            }
        }
        _ => Err(ValueError::WrongType),
    }
}
