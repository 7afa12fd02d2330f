//! Of whom something is, and how old the child is.

use super::*;

#[test]
fn nothing_of_another_child_is_offered() {
    let of = |subject: Json| with(&temperature(), &json!({ "subject": subject }));
    let known =
        patient(&json!({ "identifier": [{ "system": "urn:a", "value": "7" }, { "system": "urn:b", "value": "8" }] }));
    let bundle = |url: &str, one: Json| json!({ "resourceType": "Bundle", "type": "collection", "entry": [{ "fullUrl": url, "resource": known }, { "resource": one }] });
    let counts = |resources: &[Json]| {
        let chart = all(resources);
        match (chart.values.len(), reasons(&chart).as_slice()) {
            (1, []) => true,
            (0, [Why::NotOfThisChild]) => false,
            other => panic!("{other:?}"),
        }
    };
    let url = "https://a.example/fhir/Patient/1";
    for (subject, same) in [
        (json!({ "reference": "Patient/1" }), true),
        (json!({ "reference": "Patient/1/_history/3" }), true),
        (json!({ "reference": url }), true),
        (json!({ "display": "Kind" }), true),
        (json!({ "reference": "Patient/2" }), false),
        (json!({ "reference": "Patient/11" }), false),
        (json!({ "reference": "Group/1" }), false),
        (json!({ "reference": "NotAPatient/1" }), false),
        (json!({ "reference": "#1" }), false),
        (json!({ "reference": 1 }), false),
        (json!({ "identifier": { "system": "urn:a", "value": "7" } }), true),
        (json!({ "identifier": { "system": "urn:a", "value": "9" } }), false),
        (json!({ "identifier": { "system": "urn:c", "value": "9" } }), true),
    ] {
        assert_eq!(counts(&[known.clone(), of(subject.clone())]), same, "{subject}");
        assert_eq!(counts(&[bundle(url, of(subject.clone()))]), same, "{subject} in a bundle");
    }
    assert!(!counts(&[bundle(url, of(json!({ "reference": "https://b.example/fhir/Patient/1" })))]));
    assert!(counts(&[bundle("urn:uuid:5", of(json!({ "reference": "urn:uuid:5" })))]));
    assert!(!counts(&[bundle("urn:uuid:5", of(json!({ "reference": "urn:uuid:6" })))]));
    // Without a patient the values must at least be of one.
    let two = |a: Json, b: Json| try_all(&[of(a), with(&of(b), &json!({ "id": "b" }))]).map(|chart| chart.values.len());
    let named = |id: &str| json!({ "reference": format!("Patient/{id}") });
    assert_eq!(two(named("1"), named("1")), Ok(1));
    assert_eq!(two(named("1"), json!({ "reference": url })), Ok(1));
    assert_eq!(two(named("1"), named("2")), Err(ChartTrouble::SeveralPatients));
    assert_eq!(two(named("1"), named("11")), Err(ChartTrouble::SeveralPatients));
    let third = try_all(&[of(json!({ "display": "?" })), of(named("1")), of(named("2"))]);
    assert_eq!(third, Err(ChartTrouble::SeveralPatients));
}

#[test]
fn subjects_that_a_patient_does_not_tell_apart_are_several() {
    let of = |subject: Json| with(&temperature(), &json!({ "subject": subject, "id": subject.to_string() }));
    let numbered = |value: &str| json!({ "identifier": { "system": "urn:x", "value": value } });
    let both = |known: Json, a: Json, b: Json| {
        let there = [patient(&known), of(a.clone()), of(b.clone())];
        let back = [of(b), of(a), patient(&known)];
        let count = |sent: &[Json]| try_all(sent).map(|chart| chart.values.len());
        assert_eq!(count(&there), count(&back));
        count(&there)
    };
    let named = |value: &str| with(&numbered(value), &json!({ "reference": "Patient/1" }));
    for known in [json!({}), json!({ "identifier": [{ "system": "urn:y", "value": "1" }] })] {
        assert_eq!(both(known.clone(), numbered("1"), numbered("2")), Err(ChartTrouble::SeveralPatients), "{known}");
        assert_eq!(both(known.clone(), named("1"), named("2")), Err(ChartTrouble::SeveralPatients), "{known}");
        assert_eq!(both(known.clone(), numbered("1"), numbered("1")), Ok(1));
        assert_eq!(both(known, numbered("1"), json!({ "reference": "Patient/1" })), Ok(1));
    }
    // A patient who has both, and one who has one of them.
    let two = json!({ "identifier": [{ "system": "urn:x", "value": "1" }, { "system": "urn:x", "value": "2" }] });
    assert_eq!(both(two, numbered("1"), numbered("2")), Ok(1));
    let first = json!({ "identifier": [{ "system": "urn:x", "value": "1" }] });
    let chart = all(&[patient(&first), of(numbered("1")), of(numbered("2"))]);
    assert_eq!((offered(&chart), reasons(&chart)), (vec![("temperature", 386)], vec![Why::NotOfThisChild]));
}

#[test]
fn what_has_a_focus_is_of_somebody_else() {
    for focus in [json!([{ "reference": "Patient/2" }]), json!([{ "display": "Mutter" }]), json!([])] {
        let sent = with(&temperature(), &json!({ "focus": focus }));
        assert_eq!(one(&sent), Err(Why::NotOfThisChild), "{focus}");
        // It hides nothing of the child.
        let own = with(&temperature(), &json!({ "effectiveDateTime": "2026-11-22T02:00:00+01:00" }));
        let chart = all(&[patient(&json!({})), sent, own]);
        assert_eq!((offered(&chart), reasons(&chart)), (vec![("temperature", 386)], vec![Why::NotOfThisChild]));
    }
    assert_eq!(all(&[with(&temperature(), &json!({ "focus": null }))]).values.len(), 1);
}

/// The fingerprint of a patient with these fields, beside others.
fn child(fields: &[(&str, Json)]) -> Option<String> {
    let fields: Json = fields.iter().map(|(name, field)| ((*name).to_owned(), field.clone())).collect();
    all(&[patient(&fields)]).child
}

#[test]
fn a_chart_knows_whom_it_is_about_without_a_name() {
    let number = |system: &str, value: &str| json!({ "system": system, "value": value });
    let known = |numbers: Json| child(&[("identifier", numbers), ("birthDate", json!("2024-09-01"))]);
    let whole = known(json!([number("urn:a", "4711"), number("urn:b", "8")]));
    assert_eq!(whole, known(json!([number("urn:b", "8"), number("urn:a", "4711")])), "order decides nothing");
    assert!(!whole.clone().unwrap().contains("4711"), "the number itself is not kept");
    let others = [
        child(&[]),
        child(&[("id", json!("2"))]),
        child(&[("birthDate", json!("2024-09-01"))]),
        child(&[("birthDate", json!("2024-09-02"))]),
        known(json!([number("urn:a", "4711")])),
        known(json!([number("urn:a", "4712"), number("urn:b", "8")])),
        known(json!([number("urn:a", "47"), number("urn:b", "118")])),
        known(json!([number("urn:a4", "711"), number("urn:b", "8")])),
        whole,
    ];
    let apart: std::collections::BTreeSet<_> = others.iter().flatten().collect();
    assert_eq!(apart.len(), others.len(), "{others:?}");
    // Nobody is named.
    let nobody = [("id", Json::Null), ("gender", json!("female")), ("identifier", json!([{ "system": "urn:a" }]))];
    assert_eq!(child(&nobody), None);
    assert_eq!(all(&[temperature()]).child, None);
    // Without a patient it is the subject, and where the patient has no name.
    let of = |subject: Json| with(&temperature(), &json!({ "subject": subject }));
    let subjects = [
        json!({ "reference": "Patient/1" }),
        json!({ "reference": "Patient/2" }),
        json!({ "identifier": number("urn:a", "1") }),
    ];
    let named: std::collections::BTreeSet<_> =
        subjects.iter().filter_map(|one| all(&[of(one.clone())]).child).collect();
    assert_eq!(named.len(), 3);
    let [first, _, third] = subjects;
    assert_eq!(all(&[of(first.clone()), of(first.clone())]).child, all(&[of(first.clone())]).child);
    assert_eq!(all(&[of(json!({ "display": "Kind" }))]).child, None);
    let nameless = patient(&json!({ "id": null }));
    assert_eq!(all(&[nameless, of(third.clone())]).child, all(&[of(third.clone())]).child);
    // Where the patient has one, what is measured adds nothing.
    assert_eq!(all(&[patient(&json!({})), of(first), of(third)]).child, child(&[]));
}

#[test]
fn there_must_be_one_child() {
    assert_eq!(try_all(&[]), Err(ChartTrouble::NothingHere));
    assert_eq!(try_all(&[json!({ "resourceType": "Medication" })]), Err(ChartTrouble::NothingHere));
    assert_eq!(try_all(&[json!({ "resourceType": "Bundle", "type": "searchset" })]), Err(ChartTrouble::NothingHere));
    // A bundle in a bundle is not opened.
    let inner = json!({ "resourceType": "Bundle", "entry": [{ "resource": temperature() }] });
    let outer = json!({ "resourceType": "Bundle", "entry": [{ "resource": inner }] });
    assert_eq!(try_all(&[outer]), Err(ChartTrouble::NothingHere));
    assert_eq!(
        try_all(&[patient(&json!({})), patient(&json!({}))]),
        Ok(Chart { child: child(&[]), ..Chart::default() })
    );
    let other = patient(&json!({ "id": "2" }));
    assert_eq!(try_all(&[patient(&json!({})), other]), Err(ChartTrouble::SeveralPatients));
    let many = |count: usize| {
        let entry = json!({ "resource": temperature() });
        try_all(&[json!({ "resourceType": "Bundle", "entry": vec![entry; count] })]).map(|chart| offered(&chart))
    };
    assert_eq!(many(limits::RESOURCES), Ok(vec![("temperature", 386)]));
    assert_eq!(many(limits::RESOURCES + 1), Err(ChartTrouble::TooMuch));
    for (gender, sex) in [("male", Some(Sex::Male)), ("female", Some(Sex::Female)), ("other", None), ("unknown", None)]
    {
        assert_eq!(all(&[patient(&json!({ "gender": gender, "deceasedBoolean": true }))]).sex, sex);
    }
}

fn born(date: &str) -> Result<Age, Why> {
    let chart = all(&[patient(&json!({ "birthDate": date }))]);
    chart.age.ok_or_else(|| reasons(&chart)[0])
}

fn born_at(date: &str, moment: &str) -> Result<Age, Why> {
    let url = "http://hl7.org/fhir/StructureDefinition/patient-birthTime";
    let time = json!({ "extension": [{ "url": "urn:other" }, { "url": url, "valueDateTime": moment }] });
    let chart = all(&[patient(&json!({ "birthDate": date, "_birthDate": time }))]);
    chart.age.ok_or_else(|| reasons(&chart)[0])
}

#[test]
fn an_age_is_what_the_date_makes_certain() {
    let age = |text: &str| Ok(Age::parse(text).unwrap());
    for (date, expected) in [
        ("2026-11-22", age("0 days / 0 months")),
        ("2026-11-21", age("1 days / 0 months")),
        ("2026-08-23", age("91 days / 2 months")),
        ("2026-08-22", age("3 months")),
        ("2025-11-23", age("11 months")),
        ("2025-11-22", age("12 months")),
        ("2020-11-23", age("71 months")),
        ("2020-11-22", age("6 years")),
        ("2008-11-23", age("17 years")),
        ("2008-11-22", Err(Why::NotAChild)),
        ("1950-01-01", Err(Why::NotAChild)),
        ("2026-11-23", Err(Why::Future)),
        ("2026-11", age("0 months")),
        ("2021-11", Err(Why::Vague)),
        ("2021-12", age("4 years")),
        ("2015-12", age("10 years")),
        ("2021", Err(Why::Vague)),
        ("2008", Err(Why::Vague)),
        ("2007", Err(Why::NotAChild)),
        ("2027", Err(Why::Future)),
        ("2026-02-30", Err(Why::Moment)),
        ("gestern", Err(Why::Moment)),
        ("2026-11-22T02:00:00Z", Err(Why::Moment)),
    ] {
        assert_eq!(born(date), expected, "{date}");
    }
    assert_eq!(all(&[patient(&json!({ "id": null }))]), Chart::default());
}

#[test]
fn an_age_of_hours_needs_the_moment() {
    let age = |text: &str| Ok(Age::parse(text).unwrap());
    for (date, moment, expected) in [
        ("2026-11-22", "2026-11-22T01:06:00Z", age("1 hours")),
        ("2026-11-22", "2026-11-22T02:06:00+01:00", age("1 hours")),
        ("2026-11-22", "2026-11-22T01:06:01Z", age("0 hours")),
        // Half past midnight here, and the day before in UTC.
        ("2026-11-22", "2026-11-21T23:30:00Z", age("2 hours")),
        ("2026-11-19", "2026-11-19T02:06:01Z", age("71 hours")),
        ("2026-11-19", "2026-11-19T02:06:00Z", age("3 days / 0 months")),
        ("2026-11-22", "2026-11-22T02:06:01Z", Err(Why::Future)),
        ("2026-11-20", "2026-11-22T01:06:00Z", Err(Why::Contradiction)),
        ("2020-01-01", "2026-11-10T01:06:00Z", Err(Why::Contradiction)),
        ("2026-11", "2026-11-22T01:06:00Z", age("1 hours")),
        ("2026-11", "2026-11-10T01:06:00Z", age("12 days / 0 months")),
        // Without a zone it is no moment.
        ("2026-11-21", "2026-11-21T23:00:00", age("1 days / 0 months")),
    ] {
        assert_eq!(born_at(date, moment), expected, "{date} {moment}");
    }
}

#[test]
fn ages_are_those_of_another_calendar() {
    let today = Date::constant(2026, 11, 22);
    // Every day of nineteen years.
    for days in 0..6_940_i32 {
        let date = today.checked_sub(days.days()).unwrap();
        let months = date.until((Unit::Month, today)).unwrap().get_months();
        let Ok(age) = born(&date.to_string()) else {
            assert!(months >= 216, "{date}");
            continue;
        };
        let (low, high) = age.completed(AgeUnit::Months);
        let months = u32::try_from(months).unwrap();
        assert!(months < 216 && low <= months && months <= high, "{date}: {months} is not in {low}–{high}");
        assert_eq!(high - low, if months < 72 { 0 } else { 11 }, "{date}");
        let (fewest, most) = age.completed(AgeUnit::Days);
        let days = u32::try_from(days).unwrap();
        assert!(fewest <= days && days <= most, "{date}");
        assert!(days >= 92 || fewest == most, "{date}");
    }
}

#[test]
fn months_end_where_a_month_has_no_such_day() {
    // 2026-02-28, 12:00 UTC.
    let then = Timestamp(1_772_280_000_000);
    for (date, months) in [("2025-08-31", 6), ("2025-08-28", 6), ("2024-02-29", 24), ("2025-03-01", 11)] {
        let sent = value(&patient(&json!({ "birthDate": date })));
        let age = read(set(), &[&sent], then, AHEAD).unwrap().age.unwrap();
        assert_eq!(age.completed(AgeUnit::Months), (months, months), "{date}");
    }
}
