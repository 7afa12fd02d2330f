//! Scores of belly, fluids and testis: Clinical Dehydration Scale, Pediatric Appendicitis Score, TWIST.

use super::tools::{Agreement, child, same, total, yes};
use paedlotse_core::criterion::Sex;
use paedlotse_core::protocol::ProtocolSet;
use paedlotse_core::quantity::Span;

/// A sign of the dehydration scale: whether it is there, and how strongly where it is.
type Degree = (&'static str, Option<&'static str>, i32);

const EYES: [Degree; 3] = [("no", None, 0), ("yes", Some("slightly_sunken"), 1), ("yes", Some("very_sunken"), 2)];
const MOUTH: [Degree; 3] = [("no", None, 0), ("yes", Some("sticky"), 1), ("yes", Some("dry"), 2)];

/// The dehydration scale of a child of 20 months.
fn cds(
    set: &ProtocolSet,
    (appearance, tears): (&str, &str),
    (sunken, eyes): (&str, Option<&str>),
    (dry, mouth): (&str, Option<&str>),
) -> Result<Span, String> {
    let mut answers = vec![
        ("cds_appearance", appearance.to_owned()),
        ("cds_tears", tears.to_owned()),
        ("dehyd_sunken_eyes", sunken.to_owned()),
        ("dry_mucosa", dry.to_owned()),
    ];
    answers.extend(eyes.map(|eyes| ("cds_eyes", eyes.to_owned())));
    answers.extend(mouth.map(|mouth| ("cds_mucosa", mouth.to_owned())));
    total(set, "cds", &child(set, "20 months", &answers)?)
}

pub fn cds_every_combination(set: &ProtocolSet) -> Agreement {
    for (appearance, a) in [("normal", 0), ("thirsty_restless", 1), ("drowsy_limp", 2)] {
        for (tears, b) in [("present", 0), ("decreased", 1), ("absent", 2)] {
            for (sunken, eyes, c) in EYES {
                for (dry, mouth, d) in MOUTH {
                    let found = cds(set, (appearance, tears), (sunken, eyes), (dry, mouth))?;
                    same(found, Span::exactly(a + b + c + d), || format!("{appearance} {tears} {eyes:?} {mouth:?}"))?;
                }
            }
        }
    }
    Ok(())
}

/// A sign that is there has a point at least, two at most.
pub fn cds_how_sunken_and_how_dry_still_open(set: &ProtocolSet) -> Agreement {
    let calm = ("normal", "present");
    same(cds(set, calm, ("yes", None), ("no", None))?, Span::new(1, 2), || "sunken eyes".to_owned())?;
    same(cds(set, calm, ("no", None), ("yes", None))?, Span::new(1, 2), || "dry mouth".to_owned())?;
    same(cds(set, calm, ("yes", None), ("yes", None))?, Span::new(2, 4), || "both".to_owned())
}

/// Nausea or vomiting is one item: one of them is enough.
const NAUSEA: [(&str, &str, i32); 4] = [("no", "no", 0), ("yes", "no", 1), ("no", "yes", 1), ("yes", "yes", 1)];

/// History and examination of the appendicitis score.
struct Belly {
    answers: Vec<(&'static str, String)>,
    points: i32,
}

/// Every combination of history and examination, with its points.
fn bellies() -> Vec<Belly> {
    let items =
        [("anorexia_today", 1), ("pain_migration_rlq", 1), ("cough_hop_percussion_pain", 2), ("rlq_tenderness", 2)];
    let mut bellies = Vec::new();
    for (nausea, vomiting, point) in NAUSEA {
        for bits in 0..16_u8 {
            let has = |bit: usize| bits & (1 << bit) != 0;
            let mut answers = vec![
                ("abdominal_pain", "yes".to_owned()),
                ("nausea", nausea.to_owned()),
                ("vomiting", vomiting.to_owned()),
            ];
            answers.extend(items.iter().enumerate().map(|(bit, (name, _))| (*name, yes(has(bit)))));
            let there = items.iter().enumerate().filter(|(bit, _)| has(*bit));
            bellies.push(Belly { answers, points: point + there.map(|(_, (_, points))| points).sum::<i32>() });
        }
    }
    bellies
}

pub fn pas_every_combination(set: &ProtocolSet) -> Agreement {
    for Belly { answers, points } in bellies() {
        for (temperature, a) in [("37.9 °C", 0), ("38.0 °C", 1)] {
            for (wbc, b) in [("10.0 /nL", 0), ("10.1 /nL", 1)] {
                for (anc, c) in [("7500 /µL", 0), ("7501 /µL", 1)] {
                    let mut answers = answers.clone();
                    answers.push(("temperature", temperature.to_owned()));
                    answers.push(("temperature_site", "rectal".to_owned()));
                    answers.push(("wbc", wbc.to_owned()));
                    answers.push(("anc", anc.to_owned()));
                    let found = total(set, "pas", &child(set, "8 years", &answers)?)?;
                    same(found, Span::exactly(points + a + b + c), || format!("{answers:?}"))?;
                }
            }
        }
    }
    Ok(())
}

/// What history and examination give alone; the point of the temperature is added where the rules read it.
pub fn pas_before_the_blood_tests(set: &ProtocolSet) -> Agreement {
    for Belly { answers, points } in bellies() {
        let child = child(set, "8 years", &answers)?;
        same(total(set, "pas_signs", &child)?, Span::exactly(points), || format!("{answers:?}"))?;
        // Temperature, white cells and neutrophils have a point each: open as soon as the belly asks for them.
        let found = total(set, "pas", &child)?;
        let highest = if points >= 3 { points + 3 } else { found.high() };
        same(found, Span::new(points, highest), || format!("{answers:?}, nothing measured"))?;
    }
    Ok(())
}

pub fn twist_every_combination(set: &ProtocolSet) -> Agreement {
    let items = [("twist_swelling", 2), ("twist_hard_testis", 2), ("twist_no_cremaster", 1), ("twist_high_riding", 1)];
    for (nausea, vomiting, point) in NAUSEA {
        for bits in 0..16_u8 {
            let has = |bit: usize| bits & (1 << bit) != 0;
            let mut answers = vec![
                ("scrotal_pain", "yes".to_owned()),
                ("nausea", nausea.to_owned()),
                ("vomiting", vomiting.to_owned()),
            ];
            answers.extend(items.iter().enumerate().map(|(bit, (name, _))| (*name, yes(has(bit)))));
            let there = items.iter().enumerate().filter(|(bit, _)| has(*bit));
            let wanted = point + there.map(|(_, (_, points))| points).sum::<i32>();
            let mut boy = child(set, "12 years", &answers)?;
            boy.sex = Some(Sex::Male);
            same(total(set, "twist", &boy)?, Span::exactly(wanted), || format!("{answers:?}"))?;
        }
    }
    Ok(())
}
