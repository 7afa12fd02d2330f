//! A second transcription of every score and table, written from the evidence and not from the content files, and
//! whether a set agrees with it at every value. Where the two differ, one of them has a slip.

mod belly;
mod breathing;
mod limits;
mod pews;
mod signs;
mod tools;

use paedlotse_core::protocol::ProtocolSet;
use std::ops::RangeInclusive;
use tools::{Agreement, has, same, score, valid};

/// Compares one chart.
type Comparison = fn(&ProtocolSet) -> Agreement;

/// Every chart, by name.
pub const CHARTS: [(&str, Comparison); 31] = [
    ("nothing_without_a_transcription", nothing_without_a_transcription),
    ("pews_items_that_are_the_same_at_all_ages", pews::pews_items_that_are_the_same_at_all_ages),
    ("pews_oxygen", pews::pews_oxygen),
    ("pews_blood_pressure_that_was_not_measured", pews::pews_blood_pressure_that_was_not_measured),
    ("hypotension_at_every_pressure_and_age", limits::hypotension_at_every_pressure_and_age),
    ("far_outside_at_every_age", pews::far_outside_at_every_age),
    ("ill_every_combination", signs::ill_every_combination),
    ("kocher_every_combination", signs::kocher_every_combination),
    ("pews_systolic_pressure", pews::pews_systolic_pressure),
    ("pews_respiratory_rate", pews::pews_respiratory_rate),
    ("pews_heart_rate", pews::pews_heart_rate),
    ("westley_every_combination", signs::westley_every_combination),
    ("cds_every_combination", belly::cds_every_combination),
    ("cds_how_sunken_and_how_dry_still_open", belly::cds_how_sunken_and_how_dry_still_open),
    ("pas_every_combination", belly::pas_every_combination),
    ("pas_before_the_blood_tests", belly::pas_before_the_blood_tests),
    ("twist_every_combination", belly::twist_every_combination),
    ("pulse_above_normal_at_every_age", limits::pulse_above_normal_at_every_age),
    ("breathing_above_normal_at_every_age", limits::breathing_above_normal_at_every_age),
    ("bilirubin_at_every_hour", limits::bilirubin_at_every_hour),
    ("bmi_at_every_value_and_age", limits::bmi_at_every_value_and_age),
    ("hypertension_at_every_pressure_and_age", limits::hypertension_at_every_pressure_and_age),
    ("shock_index_at_every_value_and_age", limits::shock_index_at_every_value_and_age),
    ("pram_every_combination", breathing::pram_every_combination),
    ("pram_at_every_saturation", breathing::pram_at_every_saturation),
    ("fast_breathing_at_every_age", breathing::fast_breathing_at_every_age),
    ("pneumonia_rate_at_every_age", breathing::pneumonia_rate_at_every_age),
    ("asthma_rate_at_every_age", breathing::asthma_rate_at_every_age),
    ("asthma_pulse_at_every_age", breathing::asthma_pulse_at_every_age),
    ("names_of_every_total", names_of_every_total),
    ("valid_at_every_age", valid_at_every_age),
];

/// The scores and tables that the charts cover.
const TRANSCRIBED: [&str; 30] = [
    "asthma_pulse_severe",
    "asthma_rate_severe",
    "bilirubin_exchange",
    "bilirubin_phototherapy",
    "bmi_under_70_boys",
    "bmi_under_70_girls",
    "bmi_under_80_boys",
    "bmi_under_80_girls",
    "cds",
    "diastolic_stage_2",
    "fast_breathing",
    "heart_rate_far_above",
    "heart_rate_far_below",
    "hypotension",
    "ill",
    "kocher",
    "pas",
    "pas_signs",
    "pews",
    "pneumonia_rate_marked",
    "pram",
    "respiratory_rate_far_above",
    "sipa_raised",
    "systolic_far_below",
    "systolic_severe",
    "systolic_stage_2",
    "tachycardia_for_age",
    "tachypnoea_for_age",
    "twist",
    "westley",
];

/// A new score or table needs a chart here.
fn nothing_without_a_transcription(set: &ProtocolSet) -> Agreement {
    let ids = set.scores.iter().map(|score| score.id).chain(set.tables.iter().map(|table| table.id));
    let missing: Vec<&str> = ids.filter(|id| !TRANSCRIBED.contains(id)).collect();
    same(missing, Vec::new(), || "without a transcription".to_owned())
}

/// The first total of every named range, by score.
fn names_of_every_total(set: &ProtocolSet) -> Agreement {
    let names: [(&str, &[i32]); 7] = [
        // None, low 1–4, medium 5–8, high 9–12, emergency.
        ("pews", &[0, 1, 5, 9, 13]),
        // Up to 2, 3–5, 6–11, from 12.
        ("westley", &[0, 3, 6, 12]),
        // None, some 1–4, moderate to severe 5–8.
        ("cds", &[0, 1, 5]),
        // Low up to 3, equivocal 4–6, high from 7.
        ("pas", &[0, 4, 7]),
        // Without blood tests 4 and more counts as equivocal.
        ("pas_signs", &[0, 4]),
        // Low up to 2, intermediate 3–4, high 5–7.
        ("twist", &[0, 3, 5]),
        // Mild up to 3, moderate 4–7, severe 8–12.
        ("pram", &[0, 4, 8]),
    ];
    for (id, wanted) in names.into_iter().filter(|(id, _)| has(set, id)) {
        let ix = score(set, id)?;
        let levels = set.score(ix).map(|s| s.levels.iter().map(|level| level.from).collect::<Vec<_>>());
        same(levels.as_deref(), Some(wanted), || format!("levels of `{id}`"))?;
    }
    Ok(())
}

/// The completed months at which a score counts; at all others it holds in no rule.
fn valid_at_every_age(set: &ProtocolSet) -> Agreement {
    let ages: [(&str, RangeInclusive<u32>); 5] = [
        // 1 to 36 months.
        ("cds", 1..=36),
        // 3 to 18 years.
        ("pas", 36..=215),
        ("pas_signs", 36..=215),
        ("twist", 0..=215),
        // Studied from 2 years, used by some from 1: the earlier age, for here it only raises.
        ("pram", 12..=215),
    ];
    for (id, wanted) in ages.into_iter().filter(|(id, _)| has(set, id)) {
        for months in 0..=215 {
            let found = valid(set, id, &format!("{months} months"))?;
            same(found, wanted.contains(&months), || format!("`{id}` at {months} months"))?;
        }
    }
    Ok(())
}
