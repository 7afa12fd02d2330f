//! Anything at all: nothing panics, and nothing is converted wrongly.

#![expect(clippy::float_arithmetic, reason = "a second way to convert, to compare with")]

use super::*;

/// Anything at all, in words that mean something here.
fn anything() -> impl Strategy<Value = Value> {
    let words = [
        "resourceType",
        "Patient",
        "Observation",
        "Bundle",
        "QuestionnaireResponse",
        "entry",
        "resource",
        "fullUrl",
        "status",
        "final",
        "code",
        "coding",
        "system",
        "http://loinc.org",
        "8310-5",
        "85354-9",
        "8480-6",
        "29463-7",
        "valueQuantity",
        "value",
        "unit",
        "http://unitsofmeasure.org",
        "Cel",
        "kg",
        "[lb_av]",
        "mm[Hg]",
        "component",
        "effectiveDateTime",
        "effectivePeriod",
        "start",
        "end",
        "issued",
        "2026-11-22T02:06:00Z",
        "2026-11-22",
        "birthDate",
        "_birthDate",
        "extension",
        "url",
        "valueDateTime",
        "http://hl7.org/fhir/StructureDefinition/patient-birthTime",
        "subject",
        "reference",
        "Patient/1",
        "id",
        "item",
        "linkId",
        "answer",
        "temperature",
        "gcs",
        "valueInteger",
        "identifier",
        "text",
        "2026-13-99T99:99:99+99:99",
    ];
    let word =
        prop_oneof![9 => prop::sample::select(words.to_vec()).prop_map(str::to_owned), 1 => any::<String>()].boxed();
    let leaf = prop_oneof![
        1 => Just(Value::Null),
        1 => any::<bool>().prop_map(Value::Bool),
        2 => any::<i64>().prop_map(Value::Number),
        1 => Just(Value::Fraction),
        2 => (any::<i64>(), any::<u8>()).prop_map(|(digits, places)| Value::Decimal(digits, places)),
        6 => word.clone().prop_map(Value::Text),
    ];
    leaf.prop_recursive(8, 120, 10, move |inner| {
        prop_oneof![
            1 => prop::collection::vec(inner.clone(), 0..6).prop_map(Value::List),
            3 => prop::collection::vec((word.clone(), inner), 0..10).prop_map(Value::Map),
        ]
    })
}

fn holds(chart: &Result<Chart, ChartTrouble>) -> Result<(), TestCaseError> {
    let Ok(chart) = chart else { return Ok(()) };
    prop_assert!(chart.left_out.len() <= limits::LEFT_OUT);
    prop_assert!(chart.values.is_sorted_by(|a, b| a.finding < b.finding), "each once, in order");
    for one in &chart.values {
        let finding = set().finding(one.finding).unwrap();
        prop_assert!(finding.kind == FindingKind::Vital || finding.id == WEIGHT);
        let FindingType::Number { plausible, .. } = finding.answer else {
            return Err(TestCaseError::fail("no number"));
        };
        prop_assert!(plausible.contains(one.value));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics(resources in prop::collection::vec(anything(), 0..4), now in any::<i64>(), ahead in any::<i32>()) {
        holds(&read(set(), &resources.iter().collect::<Vec<_>>(), Timestamp(now), ahead))?;
        holds(&read(set(), &resources.iter().collect::<Vec<_>>(), NOW, AHEAD))?;
    }

    #[test]
    fn an_offered_value_is_one_that_nothing_contradicts(
        readings in prop::collection::vec((prop::option::weighted(0.7, 0_i64..120), 0..3_usize, 378_i64..381), 1..5),
    ) {
        // Minutes ago; or today, some time, or a word.
        let moment = |ago: Option<i64>, vague: usize| match (ago, vague) {
            (Some(ago), _) => json!(format!("2026-11-22T{:02}:{:02}:00+01:00", (186 - ago) / 60, (186 - ago) % 60)),
            (None, 0) => json!("2026-11-22"),
            (None, 1) => Json::Null,
            (None, _) => json!("vorhin"),
        };
        let sent: Vec<Value> = readings.iter().map(|(ago, vague, number)| {
            let mut one = value(&with(&temperature(), &json!({ "effectiveDateTime": moment(*ago, *vague) })));
            replace(&mut one, "value", &Value::Decimal(*number, 1));
            one
        }).collect();
        let chart = read(set(), &sent.iter().collect::<Vec<_>>(), NOW, AHEAD).unwrap();
        let back = read(set(), &sent.iter().rev().collect::<Vec<_>>(), NOW, AHEAD).unwrap();
        prop_assert_eq!(&chart.values, &back.values);
        let newest = readings.iter().filter_map(|one| one.0).min();
        let perhaps_last = readings.iter().filter(|one| one.0.is_none() || one.0 == newest);
        let numbers: std::collections::BTreeSet<i64> = perhaps_last.map(|one| one.2).collect();
        let fresh = readings.iter().any(|one| one.0.is_some() || one.1 == 0);
        let expected = if numbers.len() == 1 && fresh { numbers.first().copied() } else { None };
        prop_assert_eq!(chart.values.first().map(|one| i64::from(one.value)), expected, "{:?}", readings);
        prop_assert_eq!(expected.is_none(), !chart.left_out.is_empty(), "{:?}", readings);
    }

    #[test]
    fn no_number_is_converted_wrongly(digits in -2_000_000_i64..2_000_000, places in 0_u8..6) {
        // In floating point, for comparison.
        let number = f64::from(i32::try_from(digits).unwrap()) / 10_f64.powi(places.into());
        // The last is from where more is worse; below it less is.
        for (loinc, unit, decimals, times, plus, middle) in [
            ("8310-5", "[degF]", 10.0, 5.0 / 9.0, -32.0, 370.0), ("8310-5", "Cel", 10.0, 1.0, 0.0, 370.0),
            ("29463-7", "g", 100.0, 0.001, 0.0, f64::MAX), ("29463-7", "[lb_av]", 100.0, 0.453_592_37, 0.0, f64::MAX),
            ("8480-6", "kPa", 1.0, 7.500_637_554, 0.0, 105.0),
        ] {
            let mut sent = value(&observed(loinc, 0, unit));
            replace(&mut sent, "value", &Value::Decimal(digits, places));
            let expected = (number + plus) * times * decimals;
            match read(set(), &[&sent], NOW, AHEAD).unwrap().values.as_slice() {
                [one] => {
                    let above = f64::from(one.value) - expected;
                    let worse = if expected > middle { above } else { -above };
                    prop_assert!((-0.000_01..1.000_01).contains(&worse), "{number} {unit}: {} {expected}", one.value);
                }
                _ => prop_assert!(!(260.0..420.0).contains(&expected) || loinc != "8310-5", "{number} {unit}"),
            }
        }
    }

    #[test]
    fn a_moment_is_that_of_another_calendar(seconds in -60_000_000_000_i64..250_000_000_000, zone in -839_i64..=839) {
        let at = jiff::Timestamp::from_second(seconds).unwrap();
        let offset = jiff::tz::Offset::from_seconds(i32::try_from(zone * 60).unwrap()).unwrap();
        let local = offset.to_datetime(at);
        prop_assume!(local.year() > 0);
        let sign = if zone < 0 { '-' } else { '+' };
        let written = format!("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{sign}{:02}:{:02}", local.year(), local.month(), local.day(),
            local.hour(), local.minute(), local.second(), zone.abs() / 60, zone.abs() % 60);
        let sent = value(&with(&temperature(), &json!({ "effectiveDateTime": written })));
        let chart = read(set(), &[&sent], Timestamp(seconds * 1_000), AHEAD).unwrap();
        prop_assert_eq!(chart.values.first().and_then(|one| one.at), Some(Timestamp(seconds * 1_000)), "{}", written);
    }
}
