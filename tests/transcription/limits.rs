//! Tables of one number by age: blood pressure, shock index, pulse, breaths, bilirubin, body mass index.

use super::tools::{Agreement, Sweep, same, years};
use paedlotse_core::age::{Age, AgeUnit};
use paedlotse_core::protocol::ProtocolSet;
use paedlotse_core::score::{Side, Table};

pub fn hypotension_at_every_pressure_and_age(set: &ProtocolSet) -> Agreement {
    let table: &Table = set.tables.iter().find(|t| t.id == "hypotension").ok_or("no table of low pressures")?;
    same(table.side, Side::Below, || "hypotension".to_owned())?;
    // 70 + 2 × completed years from 1 to 10 years; 90 above.
    let limit = |age: Age| -> i32 {
        let (days, _) = age.completed(AgeUnit::Days);
        let (months, _) = age.completed(AgeUnit::Months);
        match (days, i32::try_from(months / 12).unwrap_or(0)) {
            (0..=28, _) => 60,
            (_, 0) => 70,
            (_, years @ 1..=10) => 70 + 2 * years,
            _ => 90,
        }
    };
    let days = (0..60).filter_map(|d| Age::days(d).ok());
    let months = (2..216).filter_map(|m| Age::months(m).ok());
    for age in days.chain(months) {
        let found: Vec<i32> = table
            .rows
            .iter()
            .enumerate()
            .filter(|(row, (from, _))| {
                let until = table.rows.get(row + 1).map(|(next, _)| *next);
                age.at_least(*from).is_true() && until.is_none_or(|u| age.under(u).is_true())
            })
            .map(|(_, (_, limit))| *limit)
            .collect();
        same(found, vec![limit(age)], || format!("{age:?}"))?;
    }
    same(Some(table.finding), set.finding_named("systolic_pressure"), || "hypotension".to_owned())
}

/// Stage 2 by the rule of thumb, and the 95th centile plus 30 mmHg; neither is computed in the first year.
pub fn hypertension_at_every_pressure_and_age(set: &ProtocolSet) -> Agreement {
    const SYSTOLIC: (&str, &str) = ("systolic_pressure", "mmHg");
    const DIASTOLIC: (&str, &str) = ("diastolic_pressure", "mmHg");
    // 115 + 2 × age over 65 + 2 × age from 1 to 12 years, but 140 over 90 where that is lower, and from 13 years on.
    Sweep::by_month("systolic_stage_2", SYSTOLIC, 12..=215)
        .agrees(set, |months, pressure| pressure >= 140 || (months < 13 * 12 && pressure >= 115 + 2 * years(months)))?;
    Sweep::by_month("diastolic_stage_2", DIASTOLIC, 12..=215)
        .agrees(set, |months, pressure| pressure >= 90 || (months < 13 * 12 && pressure >= 65 + 2 * years(months)))?;
    // Stage 2 lies 12 above the 95th centile, so 30 above it is 133 + 2 × age; 180 from 13 years.
    Sweep::by_month("systolic_severe", SYSTOLIC, 12..=215).agrees(set, |months, pressure| {
        if months < 13 * 12 { pressure >= 115 - 12 + 30 + 2 * years(months) } else { pressure >= 180 }
    })
}

/// Above 1.22 at 4 to 6 years, 1.0 at 7 to 12, 0.9 at 13 to 16; not validated before and after.
pub fn shock_index_at_every_value_and_age(set: &ProtocolSet) -> Agreement {
    let sweep = Sweep {
        table: "sipa_raised",
        finding: "shock_index",
        unit: "/min/mmHg",
        decimals: 2,
        ages: 4 * 12..=17 * 12 - 1,
        age: Age::months,
    };
    sweep.agrees(set, |months, hundredths| match years(months) {
        4..=6 => hundredths > 122,
        7..=12 => hundredths > 100,
        _ => hundredths > 90,
    })
}

/// One of four, for the bands of age of the PEWS chart.
fn by_band(months: u32, [first, toddler, school, teenager]: [i32; 4]) -> i32 {
    match months {
        0..=11 => first,
        12..=59 => toddler,
        60..=155 => school,
        _ => teenager,
    }
}

/// Beyond the band of the PEWS chart that has 0 points: the first value with a point counts.
pub fn pulse_above_normal_at_every_age(set: &ProtocolSet) -> Agreement {
    Sweep::by_month("tachycardia_for_age", ("heart_rate", "/min"), 0..=215)
        .agrees(set, |months, pulse| pulse >= by_band(months, [150, 140, 120, 100]))
}

/// The same for breaths.
pub fn breathing_above_normal_at_every_age(set: &ProtocolSet) -> Agreement {
    Sweep::by_month("tachypnoea_for_age", ("respiratory_rate", "/min"), 0..=215)
        .agrees(set, |months, breaths| breaths >= by_band(months, [50, 40, 25, 25]))
}

/// Points of NICE CG98 for 38 weeks and more: hours of life, then µmol/L for phototherapy and for exchange.
const BILIRUBIN: [(u32, i32, i32); 17] = [
    (0, 100, 100),
    (6, 125, 150),
    (12, 150, 200),
    (18, 175, 250),
    (24, 200, 300),
    (30, 212, 350),
    (36, 225, 400),
    (42, 237, 450),
    (48, 250, 450),
    (54, 262, 450),
    (60, 275, 450),
    (66, 287, 450),
    (72, 300, 450),
    (78, 312, 450),
    (84, 325, 450),
    (90, 337, 450),
    (96, 350, 450),
];

/// Between two points the earlier one holds, which is never above a line between them; a value at the limit counts.
pub fn bilirubin_at_every_hour(set: &ProtocolSet) -> Agreement {
    let point = |hours: u32| BILIRUBIN.iter().rev().find(|(from, ..)| hours >= *from);
    let sweep =
        |table| Sweep { table, finding: "bilirubin", unit: "µmol/L", decimals: 0, ages: 0..=240, age: Age::hours };
    sweep("bilirubin_phototherapy")
        .agrees(set, |hours, bilirubin| point(hours).is_some_and(|(_, light, _)| bilirubin >= *light))?;
    sweep("bilirubin_exchange")
        .agrees(set, |hours, bilirubin| point(hours).is_some_and(|(_, _, exchange)| bilirubin >= *exchange))
}

/// Median body mass index of Junior MARSIPAN in tenths: completed years, boys, girls.
const MEDIAN: [(i32, i32, i32); 9] = [
    (9, 160, 164),
    (10, 164, 169),
    (11, 169, 175),
    (12, 174, 181),
    (13, 180, 188),
    (14, 187, 194),
    (15, 193, 200),
    (16, 200, 204),
    (17, 205, 208),
];

/// Under 70 % and under 80 % of the median; there is none before 9 years.
pub fn bmi_at_every_value_and_age(set: &ProtocolSet) -> Agreement {
    let median = |months, girls| {
        let row = MEDIAN.iter().find(|(age, ..)| *age == years(months));
        row.map(|(_, boy, girl)| if girls { *girl } else { *boy })
    };
    for (table, percent, girls) in [
        ("bmi_under_70_boys", 70, false),
        ("bmi_under_70_girls", 70, true),
        ("bmi_under_80_boys", 80, false),
        ("bmi_under_80_girls", 80, true),
    ] {
        let ages = 9 * 12..=18 * 12 - 1;
        let sweep = Sweep { table, finding: "bmi", unit: "kg/m²", decimals: 1, ages, age: Age::months };
        sweep.agrees(set, |months, bmi| median(months, girls).is_some_and(|median| 100 * bmi < percent * median))?;
    }
    Ok(())
}
