//! Every score and table against a second transcription of its source, at every value.
//!
//! The tables below were written from the evidence, not from the content files. Where the two differ, one of
//! them has a slip.

#![cfg(test)]

use paedlotse_compiler::Compiled;
use paedlotse_compiler::value::{Answer, parse};
use paedlotse_core::age::Age;
use paedlotse_core::assess::assess;
use paedlotse_core::capability::CapabilitySet;
use paedlotse_core::observation::Findings;
use paedlotse_core::protocol::ProtocolSet;
use paedlotse_core::quantity::Span;
use paedlotse_core::score::{Side, Table};
use std::path::Path;
use std::sync::OnceLock;

fn set() -> &'static ProtocolSet {
    static CONTENT: OnceLock<Compiled> = OnceLock::new();
    let content = CONTENT.get_or_init(|| {
        let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
        paedlotse_compiler::compile(&assets).unwrap_or_else(|mistakes| panic!("{mistakes}"))
    });
    &content.set
}

fn child(age: &str, answers: &[(&str, String)]) -> Findings {
    let set = set();
    let mut child = Findings::at_age(Age::parse(age).unwrap());
    // A complaint that always needs vital signs: all items are due.
    child.choose(set.protocol_named("breathing").unwrap());
    for (name, text) in answers {
        let ix = set.finding_named(name).unwrap_or_else(|| panic!("no finding `{name}`"));
        let Ok(Answer::Known(value)) = parse(set.finding(ix).unwrap(), text) else { panic!("{name} = {text}") };
        child.set(set, ix, value).unwrap();
    }
    child
}

fn total(score: &str, child: &Findings) -> Span {
    let set = set();
    let ix = set.scores.iter().position(|s| s.id == score).unwrap_or_else(|| panic!("no score `{score}`"));
    assess(set, child, CapabilitySet::EMPTY).scores[ix]
}

/// All PEWS items at 0 points at this age.
fn calm(band: usize) -> Vec<(&'static str, String)> {
    let row = |values: [&str; 4]| values[band].to_owned();
    vec![
        ("respiratory_rate", row(["40 /min", "30 /min", "22 /min", "20 /min"])),
        ("heart_rate", row(["130 /min", "110 /min", "100 /min", "80 /min"])),
        ("systolic_pressure", row(["80 mmHg", "90 mmHg", "100 mmHg", "110 mmHg"])),
        ("work_of_breathing", "none".to_owned()),
        ("spo2", "98 %".to_owned()),
        ("oxygen", "air".to_owned()),
        ("capillary_refill", "1 s".to_owned()),
        ("blood_pressure_status", "not_measured_no_concern".to_owned()),
    ]
}

fn pews(age: &str, band: usize, changes: &[(&str, String)]) -> i32 {
    let mut answers: Vec<(&str, String)> = calm(band);
    answers.retain(|(name, _)| !changes.iter().any(|(other, _)| other == name));
    answers.extend(changes.iter().cloned());
    let span = total("pews", &child(age, &answers));
    span.single().unwrap_or_else(|| panic!("PEWS of {age} {changes:?} is {span:?}"))
}

/// First and last month of each band of the chart.
const AGES: [(&str, &str); 4] =
    [("0 months", "11 months"), ("12 months", "59 months"), ("60 months", "155 months"), ("156 months", "215 months")];

/// Points by half-open ranges: (from, points), the first from minus infinity.
fn points(rows: &[(i32, i32)], value: i32) -> i32 {
    rows.iter().rev().find(|(from, _)| value >= *from).unwrap().1
}

const LOW: i32 = i32::MIN;

#[test]
fn pews_respiratory_rate() {
    let chart: [&[(i32, i32)]; 4] = [
        &[(LOW, 4), (10, 2), (20, 1), (30, 0), (50, 1), (60, 2), (70, 4)],
        &[(LOW, 4), (10, 2), (20, 0), (40, 1), (50, 2), (60, 4)],
        &[(LOW, 4), (10, 2), (15, 1), (20, 0), (25, 1), (40, 2), (50, 4)],
        &[(LOW, 4), (10, 1), (15, 0), (25, 1), (30, 2), (40, 4)],
    ];
    sweep("respiratory_rate", "/min", 0..=150, &chart);
}

#[test]
fn pews_heart_rate() {
    let chart: [&[(i32, i32)]; 4] = [
        &[(LOW, 4), (80, 2), (90, 1), (110, 0), (150, 1), (170, 2), (180, 4)],
        &[(LOW, 4), (60, 2), (70, 1), (90, 0), (140, 1), (150, 2), (170, 4)],
        &[(LOW, 4), (60, 2), (70, 1), (80, 0), (120, 1), (140, 2), (160, 4)],
        &[(LOW, 4), (50, 2), (60, 1), (70, 0), (100, 1), (120, 2), (130, 4)],
    ];
    sweep("heart_rate", "/min", 0..=350, &chart);
}

#[test]
fn pews_systolic_pressure() {
    let chart: [&[(i32, i32)]; 4] = [
        &[(LOW, 4), (50, 2), (60, 1), (70, 0), (90, 1), (100, 2), (110, 4)],
        &[(LOW, 4), (50, 2), (60, 1), (80, 0), (100, 1), (120, 2), (130, 4)],
        &[(LOW, 4), (70, 2), (80, 1), (90, 0), (110, 1), (120, 2), (130, 4)],
        &[(LOW, 4), (80, 2), (90, 1), (100, 0), (120, 1), (130, 2), (140, 4)],
    ];
    sweep("systolic_pressure", "mmHg", 20..=260, &chart);
}

fn sweep(finding: &str, unit: &str, values: std::ops::RangeInclusive<i32>, chart: &[&[(i32, i32)]; 4]) {
    for value in values {
        for (band, (first, last)) in AGES.iter().enumerate() {
            for age in [first, last] {
                let found = pews(age, band, &[(finding, format!("{value} {unit}"))]);
                assert_eq!(found, points(chart[band], value), "{finding} {value} at {age}");
            }
        }
    }
}

#[test]
fn pews_items_that_are_the_same_at_all_ages() {
    for (band, (age, _)) in AGES.iter().enumerate() {
        for (word, wanted) in [("none", 0), ("mild", 1), ("moderate", 2), ("severe", 4)] {
            assert_eq!(pews(age, band, &[("work_of_breathing", word.to_owned())]), wanted);
        }
        for spo2 in 30..=100 {
            let wanted = if spo2 >= 95 {
                0
            } else if spo2 > 91 {
                1
            } else {
                4
            };
            assert_eq!(pews(age, band, &[("spo2", format!("{spo2} %"))]), wanted, "SpO2 {spo2}");
        }
        for tenths in 0..=150 {
            let seconds = format!("{}.{} s", tenths / 10, tenths % 10);
            // At two decimals of a second the chart is silent between 2 and 3: the higher score counts.
            let wanted = if tenths <= 20 { 0 } else { 2 };
            if parse(set().finding(set().finding_named("capillary_refill").unwrap()).unwrap(), &seconds).is_ok() {
                assert_eq!(pews(age, band, &[("capillary_refill", seconds.clone())]), wanted, "refill {seconds}");
            }
        }
    }
}

#[test]
fn pews_oxygen() {
    let on = |device: &str, flow: Option<&str>, fraction: Option<&str>| {
        let mut answers = vec![("oxygen", device.to_owned())];
        answers.extend(flow.map(|f| ("oxygen_flow", f.to_owned())));
        answers.extend(fraction.map(|f| ("oxygen_fraction", f.to_owned())));
        total(
            "pews",
            &child("3 years", &{
                let mut all = calm(1);
                all.retain(|(name, _)| *name != "oxygen");
                all.extend(answers);
                all
            }),
        )
    };
    for (flow, wanted) in
        [("0.5 L/min", 1), ("1.9 L/min", 1), ("2 L/min", 2), ("5.9 L/min", 2), ("6 L/min", 4), ("15 L/min", 4)]
    {
        let found = on("nasal_prongs", Some(flow), Some("21 %"));
        assert_eq!(found.high(), wanted, "{flow}: {found:?}");
    }
    for (fraction, wanted) in [("29 %", 1), ("30 %", 2), ("49 %", 2), ("50 %", 4), ("100 %", 4)] {
        let found = on("face_mask", Some("0.5 L/min"), Some(fraction));
        assert_eq!(found.high(), wanted, "{fraction}: {found:?}");
    }
    for device in ["high_flow", "cpap", "bipap"] {
        assert_eq!(on(device, Some("1 L/min"), Some("21 %")).single(), Some(4), "{device}");
    }
    assert_eq!(on("air", None, None).single(), Some(0));
}

#[test]
fn pews_blood_pressure_that_was_not_measured() {
    let mut answers = calm(1);
    answers.retain(|(name, _)| *name != "systolic_pressure");
    assert_eq!(total("pews", &child("3 years", &answers)).single(), Some(0), "no concern: an answer with 0 points");
    answers.retain(|(name, _)| *name != "blood_pressure_status");
    answers.push(("blood_pressure_status", "failed_concern".to_owned()));
    assert_eq!(total("pews", &child("3 years", &answers)).low(), 4, "attempt failed with concern");
    answers.retain(|(name, _)| *name != "blood_pressure_status");
    assert_eq!(total("pews", &child("3 years", &answers)), Span::new(0, 4), "nobody asked: open");
}

#[test]
fn westley_every_combination() {
    let items: [(&str, &[(&str, i32)]); 3] = [
        ("stridor", &[("none", 0), ("when_upset", 1), ("at_rest", 2)]),
        ("retractions", &[("none", 0), ("mild", 1), ("moderate", 2), ("severe", 3)]),
        ("cyanosis", &[("none", 0), ("with_agitation", 4), ("at_rest_central", 5)]),
    ];
    let air = [("normal", 0), ("reduced_base", 1), ("reduced_widespread", 2), ("minimal", 2)];
    // Altered consciousness is one item of 5 points: roused by voice at best, newly confused, or a coma score below 15.
    let awake = [
        ("alert", "no", "15 points", 0),
        ("asleep_normal", "no", "15 points", 0),
        ("voice", "no", "15 points", 5),
        ("pain", "no", "15 points", 5),
        ("unresponsive", "no", "15 points", 5),
        ("alert", "yes", "15 points", 5),
        ("alert", "no", "14 points", 5),
        ("asleep_normal", "yes", "14 points", 5),
        ("voice", "yes", "13 points", 5),
    ];
    for (stridor, a) in items[0].1 {
        for (recession, b) in items[1].1 {
            for (blue, c) in items[2].1 {
                for (entry, d) in air {
                    for (avpu, confused, gcs, e) in awake {
                        let answers = [
                            ("stridor", (*stridor).to_owned()),
                            ("retractions", (*recession).to_owned()),
                            ("cyanosis", (*blue).to_owned()),
                            ("air_entry", entry.to_owned()),
                            ("avpu", avpu.to_owned()),
                            ("confused_now", confused.to_owned()),
                            ("gcs", gcs.to_owned()),
                            ("central_cyanosis", "no".to_owned()),
                        ];
                        let found = total("westley", &child("2 years", &answers));
                        assert_eq!(found.single(), Some(a + b + c + d + e), "{answers:?}: {found:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn hypotension_at_every_pressure_and_age() {
    let table: &Table = set().tables.iter().find(|t| t.id == "hypotension").expect("the table of low pressures");
    assert_eq!(table.side, Side::Below);
    // 70 + 2 × completed years from 1 to 10 years; 90 above.
    let limit = |age: Age| -> i32 {
        let (days, _) = age.completed(paedlotse_core::age::AgeUnit::Days);
        let (months, _) = age.completed(paedlotse_core::age::AgeUnit::Months);
        match (days, i32::try_from(months / 12).unwrap()) {
            (0..=28, _) => 60,
            (_, 0) => 70,
            (_, years @ 1..=10) => 70 + 2 * years,
            _ => 90,
        }
    };
    let days = (0..60).map(|d| Age::days(d).unwrap());
    let months = (2..216).map(|m| Age::months(m).unwrap());
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
        assert_eq!(found, [limit(age)], "{age:?}");
    }
    assert_eq!(Some(table.finding), set().finding_named("systolic_pressure"));
}

/// The 4-point limits of the chart, which also count alone: youngest band first.
#[test]
fn far_outside_at_every_age() {
    let chart: [(&str, Side, [i32; 4]); 4] = [
        ("heart_rate_far_below", Side::Below, [80, 60, 60, 50]),
        ("heart_rate_far_above", Side::AtLeast, [180, 170, 160, 130]),
        ("respiratory_rate_far_above", Side::AtLeast, [70, 60, 50, 40]),
        ("systolic_far_below", Side::Below, [50, 50, 70, 80]),
    ];
    for (id, side, limits) in chart {
        let table = set().tables.iter().find(|t| t.id == id).unwrap_or_else(|| panic!("no table `{id}`"));
        assert_eq!(table.side, side, "{id}");
        for ((first, last), limit) in AGES.iter().zip(limits) {
            for age in [first, last].map(|age| Age::parse(age).unwrap()) {
                let row = table.rows.iter().rev().find(|(from, _)| age.at_least(*from).is_true()).unwrap();
                assert_eq!(row.1, limit, "{id} at {age:?}");
            }
        }
    }
}

#[test]
fn ill_every_combination() {
    for bits in 0..8_u8 {
        let has = |bit: u8| bits & (1 << bit) != 0;
        for (wbc, white) in [("3.9 /nL", 1), ("4.0 /nL", 0), ("15.0 /nL", 0), ("15.1 /nL", 1)] {
            for (crp, protein) in [("5.0 mg/L", 0), ("5.1 mg/L", 1)] {
                let yes = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
                // What the danger screen asked counts as well; which of the two says it does not matter.
                let danger_says_it = wbc == "4.0 /nL";
                let answers = [
                    ("ill_irritable", yes(has(0) && !danger_says_it)),
                    ("priority_inconsolable", yes(has(0) && danger_says_it)),
                    ("ill_lethargic", yes(has(1) && !danger_says_it)),
                    ("dehyd_lethargy", yes(has(1) && danger_says_it)),
                    ("capillary_refill", if has(2) { "2.1 s" } else { "2 s" }.to_owned()),
                    ("wbc", wbc.to_owned()),
                    ("crp", crp.to_owned()),
                ];
                let wanted = i32::try_from(bits.count_ones()).unwrap() + white + protein;
                assert_eq!(total("ill", &child("4 years", &answers)).single(), Some(wanted), "{answers:?}");
            }
        }
    }
}

#[test]
fn kocher_every_combination() {
    for bits in 0..16_u8 {
        let has = |bit: u8| bits & (1 << bit) != 0;
        let answers = [
            ("limp", "yes".to_owned()),
            ("non_weight_bearing", if has(0) { "yes" } else { "no" }.to_owned()),
            ("temperature", if has(1) { "38.6 °C" } else { "38.5 °C" }.to_owned()),
            ("temperature_site", "rectal".to_owned()),
            ("esr", if has(2) { "41 mm/h" } else { "40 mm/h" }.to_owned()),
            ("crp", "5 mg/L".to_owned()),
            ("wbc", if has(3) { "12.1 /nL" } else { "12.0 /nL" }.to_owned()),
        ];
        let found = total("kocher", &child("4 years", &answers));
        assert_eq!(found.single(), Some(i32::try_from(bits.count_ones()).unwrap()), "{answers:?}: {found:?}");
    }
    // CRP above 20 mg/L stands in for the sedimentation rate where that is not available.
    let answers = [
        ("limp", "yes".to_owned()),
        ("non_weight_bearing", "no".to_owned()),
        ("temperature", "37.0 °C".to_owned()),
        ("temperature_site", "rectal".to_owned()),
        ("crp", "21 mg/L".to_owned()),
        ("wbc", "8.0 /nL".to_owned()),
    ];
    assert_eq!(total("kocher", &child("4 years", &answers)).low(), 1);
}
