//! Which of several values counts: the latest one that stands.

use super::{
    AHEAD, FRESH_HOURS, MINUTE, NOW, Timestamp, Why, all, observed, offered, one, quantity, read, reasons, set,
    temperature, value, with,
};
use serde_json::{Value as Json, json};

#[test]
fn only_what_tells_of_now_is_offered() {
    let at = |moment: &str| {
        let chart = all(&[with(&temperature(), &json!({ "effectiveDateTime": moment }))]);
        chart.values.first().map(|one| one.at.map(|at| at.0 - NOW.0)).ok_or_else(|| reasons(&chart)[0])
    };
    assert_eq!(at("2026-11-22T02:06:00Z"), Ok(Some(0)));
    assert_eq!(at("2026-11-22T02:06:00.250Z"), Ok(Some(250)));
    assert_eq!(at("2026-11-21T21:06:00-05:00"), Ok(Some(0)));
    assert_eq!(at("2026-11-21T02:06:00Z"), Ok(Some(-1440 * MINUTE)));
    assert_eq!(at("2026-11-21T02:05:59Z"), Err(Why::Old));
    assert_eq!(at("2026-11-22T02:11:00Z"), Ok(Some(5 * MINUTE)));
    assert_eq!(at("2026-11-22T02:11:01Z"), Err(Why::Future));
    assert_eq!(at("2026-11-22"), Ok(None));
    assert_eq!(at("2026-11-21"), Err(Why::Old));
    assert_eq!(at("2026-11-23"), Err(Why::Future));
    assert_eq!(at("2026-11"), Err(Why::Old));
    assert_eq!(at("2026"), Err(Why::Old));
    for wrong in [
        "",
        "gestern",
        "2026-11-22T02:06:00",
        "2026-02-30",
        "2026-11-22T25:00:00Z",
        "2026-11-22T02:06:00+15:00",
        "22.11.2026",
    ] {
        assert_eq!(at(wrong), Err(Why::Moment), "{wrong}");
    }
    let field = |fields: Json| {
        let chart = all(&[with(&with(&temperature(), &json!({ "effectiveDateTime": null })), &fields)]);
        chart.values.first().map(|one| one.at.map(|at| at.0 - NOW.0)).ok_or_else(|| reasons(&chart)[0])
    };
    assert_eq!(field(json!({})), Err(Why::Moment));
    assert_eq!(field(json!({ "effectiveInstant": "2026-11-22T02:06:00Z" })), Ok(Some(0)));
    let period = json!({ "effectivePeriod": { "start": "2026-11-19T02:06:00Z", "end": "2026-11-22T02:06:00Z" } });
    assert_eq!(field(period), Ok(Some(0)));
    assert_eq!(field(json!({ "effectivePeriod": { "start": "2026-11-19T02:06:00Z" } })), Err(Why::Old));
    assert_eq!(field(json!({ "effectivePeriod": {} })), Err(Why::Moment));
    assert_eq!(field(json!({ "effectiveTiming": {} })), Err(Why::Moment));
    assert_eq!(field(json!({ "issued": "2026-11-22T02:06:00Z" })), Err(Why::Moment));
    assert_eq!(field(json!({ "issued": "2026-11-20T02:06:00Z" })), Err(Why::Old));
}

#[test]
fn the_latest_value_counts_alone() {
    let at = |minute: u8, fields: Json| {
        with(
            &with(&temperature(), &json!({ "effectiveDateTime": format!("2026-11-22T02:{minute:02}:00+01:00") })),
            &fields,
        )
    };
    let of = |number: f64| json!({ "valueQuantity": quantity(json!(number), "Cel") });
    let (early, late) = (at(10, of(37.0)), at(20, of(39.5)));
    for both in [[early.clone(), late.clone()], [late.clone(), early.clone()]] {
        let chart = all(&both);
        assert_eq!((offered(&chart), reasons(&chart)), (vec![("temperature", 395)], vec![]));
    }
    let undated = with(&at(0, of(36.0)), &json!({ "effectiveDateTime": null }));
    assert_eq!(reasons(&all(std::slice::from_ref(&undated))), [Why::Moment]);
    // Two of one moment.
    let other = all(&[late.clone(), at(20, of(39.6))]);
    assert_eq!((offered(&other), reasons(&other)), (vec![], vec![Why::Contradiction]));
    let same = at(20, json!({ "valueQuantity": quantity(json!(103.1), "[degF]") }));
    assert!(all(&[same, late.clone()]).values[0].exact);
    let undated_other = with(&undated, &of(36.1));
    assert_eq!(reasons(&all(&[undated.clone(), undated_other])), [Why::Contradiction]);
    // One that cannot be read hides what was before it, one that is withdrawn does not.
    let unread = all(&[early.clone(), at(20, json!({ "valueQuantity": quantity(39, "K") }))]);
    assert_eq!((offered(&unread), reasons(&unread)), (vec![], vec![Why::UnknownUnit]));
    let withdrawn = all(&[early.clone(), with(&late, &json!({ "status": "entered-in-error" }))]);
    assert_eq!((offered(&withdrawn), reasons(&withdrawn)), (vec![("temperature", 370)], vec![Why::Status]));
    // That there were older ones is no news.
    let old = with(&early, &json!({ "effectiveDateTime": "2026-11-20" }));
    assert_eq!(reasons(&all(&[old.clone(), late.clone()])), []);
    assert_eq!(reasons(&all(&[old])), [Why::Old]);
}

/// What these offer, and why not, whichever comes first.
fn both_ways(mut all_of_them: Vec<Json>) -> (Vec<(&'static str, i32)>, Vec<Why>) {
    let chart = all(&all_of_them);
    all_of_them.reverse();
    let back = all(&all_of_them);
    assert_eq!((&chart.values, &chart.child), (&back.values, &back.child));
    (offered(&chart), reasons(&chart))
}

fn told(number: f64, fields: &Json) -> Json {
    with(&observed("8310-5", json!(number), "Cel"), fields)
}

fn told_at(number: f64, moment: &str) -> Json {
    told(number, &json!({ "effectiveDateTime": moment }))
}

#[test]
fn what_may_be_later_is_never_passed_over() {
    let yesterday = told_at(38.0, "2026-11-21T23:00:00+01:00");
    let undated = json!({ "effectiveDateTime": null });
    let issued = json!({ "effectiveDateTime": null, "issued": "2026-11-22T00:30:00Z" });
    let period = json!({ "effectiveDateTime": null, "effectivePeriod": { "start": "2026-11-21T20:00:00+01:00" } });
    for (other, why) in [
        // Between eleven and midnight, perhaps.
        (told_at(40.1, "2026-11-21"), Why::Contradiction),
        (told_at(40.1, "2026-11"), Why::Contradiction),
        (told(40.1, &undated), Why::Contradiction),
        (told(40.1, &issued), Why::Contradiction),
        (told(40.1, &period), Why::Contradiction),
        (told_at(40.1, "gestern"), Why::Contradiction),
        (told_at(40.1, "2026-11-23"), Why::Future),
        (told_at(40.1, "2026-11-22T02:30:00Z"), Why::Future),
        (told(40.1, &json!({ "status": "unknown" })), Why::Status),
        (told(40.1, &json!({ "modifierExtension": [{ "url": "urn:not" }] })), Why::Status),
    ] {
        assert_eq!(both_ways(vec![yesterday.clone(), other.clone()]), (vec![], vec![why]), "{other}");
    }
    // Some time today is later than yesterday, and perhaps later than this morning.
    let today = told_at(40.1, "2026-11-22");
    let morning = told_at(38.0, "2026-11-22T02:00:00+01:00");
    assert_eq!(both_ways(vec![yesterday.clone(), today.clone()]), (vec![("temperature", 401)], vec![]));
    assert_eq!(both_ways(vec![morning.clone(), today]), (vec![], vec![Why::Contradiction]));
    // Before it, certainly.
    let older = json!({ "effectiveDateTime": null, "issued": "2026-11-21T21:00:00Z" });
    for other in [told_at(40.1, "2026-11-20"), told_at(40.1, "2026-10"), told(40.1, &older)] {
        assert_eq!(both_ways(vec![yesterday.clone(), other.clone()]), (vec![("temperature", 380)], vec![]), "{other}");
    }
    assert_eq!(both_ways(vec![morning, told_at(40.1, "2026-11-21")]).0, [("temperature", 380)]);
}

#[test]
fn the_same_value_twice_is_no_contradiction() {
    let yesterday = told_at(38.0, "2026-11-21T23:00:00+01:00");
    let undated = json!({ "effectiveDateTime": null });
    for other in [told_at(38.0, "2026-11-21"), told(38.0, &undated), told_at(38.0, "?")] {
        let same = [yesterday.clone(), other.clone()];
        assert_eq!(both_ways(same.to_vec()), (vec![("temperature", 380)], vec![]), "{other}");
        assert_eq!(all(&same).values[0].at.map(|at| NOW.0 - at.0), Some(246 * MINUTE), "the moment that is known");
    }
}

#[test]
fn what_is_not_read_hides_what_was_before_it() {
    let early = told_at(38.0, "2026-11-22T02:10:00+01:00");
    let late = told_at(40.1, "2026-11-22T02:20:00+01:00");
    let beside = |code: &str| {
        let mut both = late.clone();
        both["code"]["coding"].as_array_mut().unwrap().push(json!({ "system": "http://loinc.org", "code": code }));
        both
    };
    // Also in the ear; also a heart rate.
    assert_eq!(both_ways(vec![early.clone(), beside("8333-7")]), (vec![], vec![Why::Method]));
    assert_eq!(both_ways(vec![early.clone(), beside("8867-4")]), (vec![], vec![Why::SeveralCodes; 2]));
    let versions = vec![early.clone(), with(&late, &json!({ "id": "a" })), told(39.0, &json!({ "id": "a" }))];
    assert_eq!(both_ways(versions), (vec![], vec![Why::Contradiction]));
    // What was before hides nothing, and is no news.
    let before = told_at(38.0, "2026-11-22T02:30:00+01:00");
    assert_eq!(both_ways(vec![before, beside("8333-7")]), (vec![("temperature", 380)], vec![]));
}

#[test]
fn a_vital_sign_has_a_moment_and_a_weight_needs_none() {
    let undated = json!({ "effectiveDateTime": null });
    for (code, number, unit) in [("8310-5", 38, "Cel"), ("59408-5", 97, "%"), ("9269-2", 14, "1")] {
        assert_eq!(one(&with(&observed(code, number, unit), &undated)), Err(Why::Moment), "{code}");
    }
    let weight = with(&observed("29463-7", 12, "kg"), &undated);
    assert_eq!(one(&weight), Ok(("weight", 1200, true)));
    assert_eq!(all(std::slice::from_ref(&weight)).values[0].at, None);
    assert_eq!(both_ways(vec![weight.clone(), observed("29463-7", 12, "kg")]).0, [("weight", 1200)]);
    assert_eq!(both_ways(vec![weight, observed("29463-7", 13, "kg")]), (vec![], vec![Why::Contradiction]));
}

#[test]
fn the_time_that_makes_a_value_old_is_one_for_all() {
    let hours = |back: i64| {
        let chart = read(set(), &[&value(&temperature())], Timestamp(NOW.0 - 30 * MINUTE + back), AHEAD).unwrap();
        (offered(&chart), reasons(&chart))
    };
    assert_eq!(hours(FRESH_HOURS * 60 * MINUTE), (vec![("temperature", 386)], vec![]));
    assert_eq!(hours(FRESH_HOURS * 60 * MINUTE + 1), (vec![], vec![Why::Old]));
}

#[test]
fn withdrawn_and_modified_values_are_left_out() {
    for status in ["preliminary", "final", "amended", "corrected"] {
        assert!(one(&with(&temperature(), &json!({ "status": status }))).is_ok(), "{status}");
    }
    for status in ["entered-in-error", "cancelled", "unknown", "", "Final"] {
        assert_eq!(one(&with(&temperature(), &json!({ "status": status }))), Err(Why::Status), "{status}");
    }
    assert_eq!(one(&with(&temperature(), &json!({ "status": null }))), Err(Why::Status));
    assert_eq!(one(&with(&temperature(), &json!({ "modifierExtension": [{ "url": "urn:not" }] }))), Err(Why::Status));
    // Two versions of one observation.
    let (new, old) = (with(&temperature(), &json!({ "id": "a" })), observed("8310-5", json!(37), "Cel"));
    let chart = all(&[new.clone(), with(&old, &json!({ "id": "a" }))]);
    assert_eq!((offered(&chart), reasons(&chart)), (vec![], vec![Why::Contradiction]));
    assert_eq!(offered(&all(&[new.clone(), new])), [("temperature", 386)]);
}
