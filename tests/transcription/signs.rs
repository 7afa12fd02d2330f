//! Scores of signs and blood tests that were there first: croup, the ill child, the limping child.

use super::tools::{Agreement, child, same, total, yes};
use paedlotse_core::protocol::ProtocolSet;
use paedlotse_core::quantity::Span;

pub fn westley_every_combination(set: &ProtocolSet) -> Agreement {
    let stridor = [("none", 0), ("when_upset", 1), ("at_rest", 2), ("biphasic", 2)];
    let recession = [("none", 0), ("mild", 1), ("moderate", 2), ("severe", 3)];
    let blue = [("none", 0), ("with_agitation", 4), ("at_rest_central", 5)];
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
    for (stridor, a) in stridor {
        for (recession, b) in recession {
            for (blue, c) in blue {
                for (entry, d) in air {
                    for (avpu, confused, gcs, e) in awake {
                        let answers = [
                            ("stridor", stridor.to_owned()),
                            ("retractions", recession.to_owned()),
                            ("cyanosis", blue.to_owned()),
                            ("air_entry", entry.to_owned()),
                            ("avpu", avpu.to_owned()),
                            ("confused_now", confused.to_owned()),
                            ("gcs", gcs.to_owned()),
                            ("central_cyanosis", "no".to_owned()),
                        ];
                        let found = total(set, "westley", &child(set, "2 years", &answers)?)?;
                        same(found.single(), Some(a + b + c + d + e), || format!("{answers:?}"))?;
                    }
                }
            }
        }
    }
    // Blue tongue or lips on the danger screen is cyanosis at rest.
    let answers = [
        ("stridor", "none".to_owned()),
        ("retractions", "none".to_owned()),
        ("cyanosis", "none".to_owned()),
        ("air_entry", "normal".to_owned()),
        ("avpu", "alert".to_owned()),
        ("confused_now", "no".to_owned()),
        ("gcs", "15 points".to_owned()),
        ("central_cyanosis", "yes".to_owned()),
    ];
    same(total(set, "westley", &child(set, "2 years", &answers)?)?.single(), Some(5), || format!("{answers:?}"))
}

pub fn ill_every_combination(set: &ProtocolSet) -> Agreement {
    for bits in 0..8_u8 {
        let has = |bit: u8| bits & (1 << bit) != 0;
        for (wbc, white) in [("3.9 /nL", 1), ("4.0 /nL", 0), ("15.0 /nL", 0), ("15.1 /nL", 1)] {
            for (crp, protein) in [("5.0 mg/L", 0), ("5.1 mg/L", 1)] {
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
                let wanted = i32::try_from(bits.count_ones()).unwrap_or(0) + white + protein;
                let found = total(set, "ill", &child(set, "4 years", &answers)?)?;
                same(found.single(), Some(wanted), || format!("{answers:?}"))?;
            }
        }
    }
    Ok(())
}

pub fn kocher_every_combination(set: &ProtocolSet) -> Agreement {
    for bits in 0..16_u8 {
        let has = |bit: u8| bits & (1 << bit) != 0;
        let answers = [
            ("limp", "yes".to_owned()),
            ("non_weight_bearing", yes(has(0))),
            ("temperature", if has(1) { "38.6 °C" } else { "38.5 °C" }.to_owned()),
            ("temperature_site", "rectal".to_owned()),
            ("esr", if has(2) { "41 mm/h" } else { "40 mm/h" }.to_owned()),
            ("crp", "5 mg/L".to_owned()),
            ("wbc", if has(3) { "12.1 /nL" } else { "12.0 /nL" }.to_owned()),
        ];
        let wanted = i32::try_from(bits.count_ones()).unwrap_or(0);
        let found = total(set, "kocher", &child(set, "4 years", &answers)?)?;
        same(found.single(), Some(wanted), || format!("{answers:?}"))?;
    }
    // CRP above 20 mg/L stands in for the sedimentation rate where that is not available.
    for (crp, wanted) in [("20 mg/L", Span::exactly(0)), ("20.1 mg/L", Span::exactly(1))] {
        let answers = [
            ("limp", "yes".to_owned()),
            ("non_weight_bearing", "no".to_owned()),
            ("temperature", "37.0 °C".to_owned()),
            ("temperature_site", "rectal".to_owned()),
            ("esr", "40 mm/h".to_owned()),
            ("crp", crp.to_owned()),
            ("wbc", "8.0 /nL".to_owned()),
        ];
        same(total(set, "kocher", &child(set, "4 years", &answers)?)?, wanted, || format!("CRP {crp}"))?;
    }
    Ok(())
}
