//! Scores and tables of wheeze and pneumonia.
//!
//! Each is compared where the set has it; a renamed one fails as one without a transcription.

use super::tools::{Agreement, Sweep, child, has, same, total, yes};
use paedlotse_core::protocol::ProtocolSet;
use paedlotse_core::quantity::Span;

/// The PRAM of a child of 4 years in air.
fn pram(
    set: &ProtocolSet,
    spo2: i32,
    (suprasternal, scalene): (bool, bool),
    (entry, wheeze): (&str, &str),
) -> Result<Span, String> {
    let answers = [
        ("oxygen", "air".to_owned()),
        ("spo2", format!("{spo2} %")),
        ("suprasternal_retraction", yes(suprasternal)),
        ("scalene_contraction", yes(scalene)),
        ("air_entry", entry.to_owned()),
        ("wheeze", wheeze.to_owned()),
    ];
    total(set, "pram", &child(set, "4 years", &answers)?)
}

/// 0 from 95 %, 1 from 92 to 94 %, 2 below 92 %.
fn saturation(spo2: i32) -> i32 {
    if spo2 >= 95 {
        0
    } else if spo2 >= 92 {
        1
    } else {
        2
    }
}

pub fn pram_every_combination(set: &ProtocolSet) -> Agreement {
    if !has(set, "pram") {
        return Ok(());
    }
    let neck = [((false, false), 0), ((true, false), 2), ((false, true), 2), ((true, true), 4)];
    let air = [("normal", 0), ("reduced_base", 1), ("reduced_widespread", 2), ("minimal", 3)];
    let noise = [("none", 0), ("expiratory", 1), ("insp_and_exp", 2), ("audible", 3), ("silent", 3)];
    for spo2 in [95, 92, 91] {
        for (muscles, a) in neck {
            for (entry, b) in air {
                for (wheeze, c) in noise {
                    let found = pram(set, spo2, muscles, (entry, wheeze))?;
                    let wanted = saturation(spo2) + a + b + c;
                    same(found, Span::exactly(wanted), || format!("{spo2} {muscles:?} {entry} {wheeze}"))?;
                }
            }
        }
    }
    Ok(())
}

pub fn pram_at_every_saturation(set: &ProtocolSet) -> Agreement {
    if !has(set, "pram") {
        return Ok(());
    }
    for spo2 in 30..=100 {
        let found = pram(set, spo2, (false, false), ("normal", "none"))?;
        same(found, Span::exactly(saturation(spo2)), || format!("PRAM at {spo2} %"))?;
    }
    Ok(())
}

/// Breaths or beats by age, where the set has the table.
fn sweep(set: &ProtocolSet, table: &'static str, number: &'static str, wanted: impl Fn(u32, i32) -> bool) -> Agreement {
    if !has(set, table) {
        return Ok(());
    }
    Sweep::by_month(table, (number, "/min"), 0..=215).agrees(set, wanted)
}

/// WHO: 60 below 2 months, 50 at 2 to 11 months, 40 at 12 to 59 months; from 5 years the first point of the PEWS chart.
pub fn fast_breathing_at_every_age(set: &ProtocolSet) -> Agreement {
    sweep(set, "fast_breathing", "respiratory_rate", |months, breaths| match months {
        0..=1 => breaths >= 60,
        2..=11 => breaths >= 50,
        12..=59 => breaths >= 40,
        _ => breaths >= 25,
    })
}

/// Above 70 in infants, above 50 at 1 to 4 years, 40 at 5 to 12 years, 30 from 13 years.
pub fn pneumonia_rate_at_every_age(set: &ProtocolSet) -> Agreement {
    sweep(set, "pneumonia_rate_marked", "respiratory_rate", |months, breaths| match months {
        0..=11 => breaths > 70,
        12..=59 => breaths > 50,
        60..=155 => breaths >= 40,
        _ => breaths >= 30,
    })
}

/// Above 60 in infants, above 40 at 1 to 5 years, above 30 at 6 to 11 years, 25 from 12 years.
pub fn asthma_rate_at_every_age(set: &ProtocolSet) -> Agreement {
    sweep(set, "asthma_rate_severe", "respiratory_rate", |months, breaths| match months / 12 {
        0 => breaths > 60,
        1..=5 => breaths > 40,
        6..=11 => breaths > 30,
        _ => breaths >= 25,
    })
}

/// Above 180 up to 3 years, above 150 at 4 and 5 years, above 120 at 6 to 11 years, 110 from 12 years.
pub fn asthma_pulse_at_every_age(set: &ProtocolSet) -> Agreement {
    sweep(set, "asthma_pulse_severe", "heart_rate", |months, beats| match months / 12 {
        0..=3 => beats > 180,
        4..=5 => beats > 150,
        6..=11 => beats > 120,
        _ => beats >= 110,
    })
}
