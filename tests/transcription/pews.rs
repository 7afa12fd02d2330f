//! The chart of National PEWS (England): points by age for every number, and the limits that count alone.

use super::tools::{Agreement, age_of, child, same, total};
use paedlotse_compiler::value::parse;
use paedlotse_core::protocol::ProtocolSet;
use paedlotse_core::quantity::Span;
use paedlotse_core::score::Side;

/// The four bands of age of the PEWS chart, each with its first and last month.
const BANDS: [(&str, &str); 4] =
    [("0 months", "11 months"), ("12 months", "59 months"), ("60 months", "155 months"), ("156 months", "215 months")];

/// Rate, pulse and pressure with 0 points, by band.
const CALM: [[&str; 3]; 4] = [
    ["40 /min", "130 /min", "80 mmHg"],
    ["30 /min", "110 /min", "90 mmHg"],
    ["22 /min", "100 /min", "100 mmHg"],
    ["20 /min", "80 /min", "110 mmHg"],
];

/// All PEWS items at 0 points at this age.
fn calm([rate, pulse, pressure]: [&str; 3]) -> Vec<(&'static str, String)> {
    vec![
        ("respiratory_rate", rate.to_owned()),
        ("heart_rate", pulse.to_owned()),
        ("systolic_pressure", pressure.to_owned()),
        ("work_of_breathing", "none".to_owned()),
        ("spo2", "98 %".to_owned()),
        ("oxygen", "air".to_owned()),
        ("capillary_refill", "1 s".to_owned()),
        ("blood_pressure_status", "not_measured_no_concern".to_owned()),
    ]
}

/// PEWS of a calm child with these changes.
fn pews(set: &ProtocolSet, age: &str, band: [&str; 3], changes: &[(&str, String)]) -> Result<i32, String> {
    let mut answers: Vec<(&str, String)> = calm(band);
    answers.retain(|(name, _)| !changes.iter().any(|(other, _)| other == name));
    answers.extend(changes.iter().cloned());
    let span = total(set, "pews", &child(set, age, &answers)?)?;
    span.single().ok_or_else(|| format!("PEWS of {age} {changes:?} is {span:?}"))
}

/// Points from these values on; the first row is for everything below the second.
type Chart = [&'static [(i32, i32)]; 4];

fn points(rows: &[(i32, i32)], value: i32) -> i32 {
    rows.iter().rev().find(|(from, _)| value >= *from).map_or(0, |(_, points)| *points)
}

const LOW: i32 = i32::MIN;

pub fn pews_respiratory_rate(set: &ProtocolSet) -> Agreement {
    let chart: Chart = [
        &[(LOW, 4), (10, 2), (20, 1), (30, 0), (50, 1), (60, 2), (70, 4)],
        &[(LOW, 4), (10, 2), (20, 0), (40, 1), (50, 2), (60, 4)],
        &[(LOW, 4), (10, 2), (15, 1), (20, 0), (25, 1), (40, 2), (50, 4)],
        &[(LOW, 4), (10, 1), (15, 0), (25, 1), (30, 2), (40, 4)],
    ];
    sweep(set, "respiratory_rate", "/min", 0..=150, &chart)
}

pub fn pews_heart_rate(set: &ProtocolSet) -> Agreement {
    let chart: Chart = [
        &[(LOW, 4), (80, 2), (90, 1), (110, 0), (150, 1), (170, 2), (180, 4)],
        &[(LOW, 4), (60, 2), (70, 1), (90, 0), (140, 1), (150, 2), (170, 4)],
        &[(LOW, 4), (60, 2), (70, 1), (80, 0), (120, 1), (140, 2), (160, 4)],
        &[(LOW, 4), (50, 2), (60, 1), (70, 0), (100, 1), (120, 2), (130, 4)],
    ];
    sweep(set, "heart_rate", "/min", 0..=350, &chart)
}

pub fn pews_systolic_pressure(set: &ProtocolSet) -> Agreement {
    let chart: Chart = [
        &[(LOW, 4), (50, 2), (60, 1), (70, 0), (90, 1), (100, 2), (110, 4)],
        &[(LOW, 4), (50, 2), (60, 1), (80, 0), (100, 1), (120, 2), (130, 4)],
        &[(LOW, 4), (70, 2), (80, 1), (90, 0), (110, 1), (120, 2), (130, 4)],
        &[(LOW, 4), (80, 2), (90, 1), (100, 0), (120, 1), (130, 2), (140, 4)],
    ];
    sweep(set, "systolic_pressure", "mmHg", 20..=260, &chart)
}

fn sweep(
    set: &ProtocolSet,
    finding: &str,
    unit: &str,
    values: std::ops::RangeInclusive<i32>,
    chart: &Chart,
) -> Agreement {
    for value in values {
        for (((first, last), band), rows) in BANDS.iter().zip(CALM).zip(chart) {
            for age in [first, last] {
                let found = pews(set, age, band, &[(finding, format!("{value} {unit}"))])?;
                same(found, points(rows, value), || format!("{finding} {value} at {age}"))?;
            }
        }
    }
    Ok(())
}

pub fn pews_items_that_are_the_same_at_all_ages(set: &ProtocolSet) -> Agreement {
    let refill = set.finding_named("capillary_refill").and_then(|ix| set.finding(ix)).ok_or("no capillary refill")?;
    for ((age, _), band) in BANDS.iter().zip(CALM) {
        for (word, wanted) in [("none", 0), ("mild", 1), ("moderate", 2), ("severe", 4)] {
            let found = pews(set, age, band, &[("work_of_breathing", word.to_owned())])?;
            same(found, wanted, || format!("work of breathing {word}"))?;
        }
        for spo2 in 30..=100 {
            let wanted = if spo2 >= 95 {
                0
            } else if spo2 > 91 {
                1
            } else {
                4
            };
            same(pews(set, age, band, &[("spo2", format!("{spo2} %"))])?, wanted, || format!("SpO2 {spo2}"))?;
        }
        for tenths in 0..=150 {
            let seconds = format!("{}.{} s", tenths / 10, tenths % 10);
            // At two decimals of a second the chart is silent between 2 and 3: the higher score counts.
            let wanted = if tenths <= 20 { 0 } else { 2 };
            if parse(refill, &seconds).is_ok() {
                let found = pews(set, age, band, &[("capillary_refill", seconds.clone())])?;
                same(found, wanted, || format!("refill {seconds}"))?;
            }
        }
    }
    Ok(())
}

fn on_oxygen(set: &ProtocolSet, device: &str, flow: Option<&str>, fraction: Option<&str>) -> Result<Span, String> {
    let mut answers = calm(CALM[1]);
    answers.retain(|(name, _)| *name != "oxygen");
    answers.push(("oxygen", device.to_owned()));
    answers.extend(flow.map(|flow| ("oxygen_flow", flow.to_owned())));
    answers.extend(fraction.map(|fraction| ("oxygen_fraction", fraction.to_owned())));
    total(set, "pews", &child(set, "3 years", &answers)?)
}

pub fn pews_oxygen(set: &ProtocolSet) -> Agreement {
    for (flow, wanted) in
        [("0.1 L/min", 1), ("1.9 L/min", 1), ("2 L/min", 2), ("5.9 L/min", 2), ("6 L/min", 4), ("15 L/min", 4)]
    {
        let found = on_oxygen(set, "nasal_prongs", Some(flow), Some("21 %"))?;
        same(found.single(), Some(wanted), || format!("flow {flow}"))?;
        // A flow told beside "air" counts as well.
        let found = on_oxygen(set, "air", Some(flow), Some("21 %"))?;
        same(found.single(), Some(wanted), || format!("flow {flow}"))?;
    }
    for (fraction, wanted) in [("22 %", 1), ("29 %", 1), ("30 %", 2), ("49 %", 2), ("50 %", 4), ("100 %", 4)] {
        let found = on_oxygen(set, "face_mask", Some("0.5 L/min"), Some(fraction))?;
        same(found.single(), Some(wanted), || format!("fraction {fraction}"))?;
        let found = on_oxygen(set, "air", Some("0 L/min"), Some(fraction))?;
        same(found.single(), Some(wanted), || format!("fraction {fraction}"))?;
    }
    for device in ["nasal_prongs", "face_mask", "head_box", "non_rebreather"] {
        let found = on_oxygen(set, device, Some("0 L/min"), Some("21 %"))?;
        same(found.single(), Some(1), || device.to_owned())?;
    }
    for device in ["high_flow", "cpap", "bipap", "intubated"] {
        let found = on_oxygen(set, device, Some("1 L/min"), Some("21 %"))?;
        same(found.single(), Some(4), || device.to_owned())?;
    }
    same(on_oxygen(set, "air", Some("0 L/min"), Some("21 %"))?.single(), Some(0), || "air".to_owned())?;
    same(on_oxygen(set, "air", None, None)?.single(), Some(0), || "air".to_owned())
}

pub fn pews_blood_pressure_that_was_not_measured(set: &ProtocolSet) -> Agreement {
    let mut answers = calm(CALM[1]);
    answers.retain(|(name, _)| *name != "systolic_pressure");
    let found = total(set, "pews", &child(set, "3 years", &answers)?)?;
    same(found.single(), Some(0), || "no concern: an answer with 0 points".to_owned())?;
    answers.retain(|(name, _)| *name != "blood_pressure_status");
    answers.push(("blood_pressure_status", "failed_concern".to_owned()));
    let found = total(set, "pews", &child(set, "3 years", &answers)?)?;
    same(found, Span::exactly(4), || "attempt failed with concern".to_owned())?;
    answers.retain(|(name, _)| *name != "blood_pressure_status");
    let found = total(set, "pews", &child(set, "3 years", &answers)?)?;
    same(found, Span::new(0, 4), || "nobody asked: open".to_owned())
}

/// The 4-point limits of the chart, which also count alone: youngest band first.
pub fn far_outside_at_every_age(set: &ProtocolSet) -> Agreement {
    let chart: [(&str, Side, [i32; 4]); 4] = [
        ("heart_rate_far_below", Side::Below, [80, 60, 60, 50]),
        ("heart_rate_far_above", Side::AtLeast, [180, 170, 160, 130]),
        ("respiratory_rate_far_above", Side::AtLeast, [70, 60, 50, 40]),
        ("systolic_far_below", Side::Below, [50, 50, 70, 80]),
    ];
    for (id, side, limits) in chart {
        let table = set.tables.iter().find(|t| t.id == id).ok_or_else(|| format!("no table `{id}`"))?;
        same(table.side, side, || id.to_owned())?;
        for ((first, last), limit) in BANDS.iter().zip(limits) {
            for age in [first, last] {
                let at = age_of(age)?;
                let row = table.rows.iter().rev().find(|(from, _)| at.at_least(*from).is_true());
                same(row.map(|row| row.1), Some(limit), || format!("{id} at {age}"))?;
            }
        }
    }
    Ok(())
}
