//! The age of a patient now, by the local calendar. The date of birth does not leave this file.

use super::Why;
use super::moment::{Stated, stated, today};
use crate::age::{Age, AgeError, MONTHS_END};
use crate::calendar::{civil, month_length};
use crate::case::Timestamp;
use crate::wire::Value;

/// The moment of birth, as FHIR R4 extends a date of birth.
const BIRTH_TIME: &str = "http://hl7.org/fhir/StructureDefinition/patient-birthTime";

const MS_AN_HOUR: i64 = 3_600_000;
/// Up to here an age is counted in hours, where the moment of birth is known.
const HOURS: u32 = 72;
/// Up to here in days.
const DAYS: u32 = 92;
/// Up to here in months; then in years.
const MONTHS: u32 = 72;

/// The age now; none when no date of birth was sent.
pub(super) fn age(patient: &Value, now: Timestamp, ahead: i32) -> Result<Option<Age>, Why> {
    let time = birth_time(patient);
    let born = match (patient.field("birthDate"), time) {
        (None | Some(Value::Null), None) => return Ok(None),
        (None | Some(Value::Null), Some(time)) => time,
        (Some(date), _) => {
            let read = date.text().and_then(stated).filter(|date| date.at.is_none());
            read.ok_or(Why::Moment)?
        }
    };
    if let Some(Stated { first, at: Some(at), .. }) = time {
        let days = born.first..=born.last;
        let hours = now.0.saturating_sub(at.0).div_euclid(MS_AN_HOUR);
        let hours = u32::try_from(hours).map_err(|_| if hours < 0 { Why::Future } else { Why::NotAChild })?;
        // On a clock elsewhere it may have been the day before or after.
        if !(days.contains(&first) || days.contains(&today(at, ahead))) {
            return Err(Why::Contradiction);
        }
        if hours < HOURS {
            return Age::hours(hours).map(Some).map_err(why);
        }
    }
    // The moment is more exact than a coarse date beside it.
    let born = time.filter(|_| born.first < born.last).unwrap_or(born);
    on(born, today(now, ahead)).map(Some)
}

fn birth_time(patient: &Value) -> Option<Stated> {
    let Value::List(extensions) = patient.field("_birthDate")?.field("extension")? else { return None };
    let said = extensions.iter().find(|one| one.field("url").and_then(Value::text) == Some(BIRTH_TIME))?;
    stated(said.field("valueDateTime")?.text()?).filter(|time| time.at.is_some())
}

/// The age on this day of a child born between two days.
fn on(born: Stated, today: i64) -> Result<Age, Why> {
    if born.first > today {
        return Err(Why::Future);
    }
    let (most, fewest) = (months(born.first, today), months(born.last.min(today), today));
    if fewest >= MONTHS_END {
        return Err(Why::NotAChild);
    }
    let age = match u32::try_from(today.saturating_sub(born.first)) {
        // Both of one birth date: 91 days alone may be two months or three.
        Ok(days) if born.first == born.last && days < DAYS => {
            Age::days(days).and_then(|age| age.meet(Age::months(most)?))
        }
        _ if most == fewest && most < MONTHS => Age::months(most),
        _ if most / 12 == fewest / 12 && most >= 12 => Age::years(most / 12),
        _ => return Err(Why::Vague),
    };
    age.map_err(why)
}

/// Completed months between two days: who was born on the 31st completes a shorter month on its last day.
fn months(from: i64, to: i64) -> u32 {
    let ((year, month, day), (now_year, now_month, now_day)) = (civil(from), civil(to));
    let begun = now_year.saturating_sub(year).saturating_mul(12).saturating_add(now_month - month);
    let completed = begun - i64::from(now_day < day.min(month_length(now_year, now_month)));
    u32::try_from(completed).unwrap_or(if completed < 0 { 0 } else { u32::MAX })
}

const fn why(error: AgeError) -> Why {
    match error {
        AgeError::NotAChild => Why::NotAChild,
        AgeError::NotAnAge | AgeError::Contradiction => Why::Contradiction,
    }
}
