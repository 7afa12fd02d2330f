//! Which of several values counts: the latest one that stands.

use super::{MINUTE, NOW, Why, all, observed, offered, one, quantity, reasons, temperature, with};
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
    assert_eq!(field(json!({})), Ok(None));
    assert_eq!(field(json!({ "effectiveInstant": "2026-11-22T02:06:00Z" })), Ok(Some(0)));
    let period = json!({ "effectivePeriod": { "start": "2026-11-19T02:06:00Z", "end": "2026-11-22T02:06:00Z" } });
    assert_eq!(field(period), Ok(Some(0)));
    assert_eq!(field(json!({ "effectivePeriod": { "start": "2026-11-19T02:06:00Z" } })), Err(Why::Old));
    assert_eq!(field(json!({ "effectivePeriod": {} })), Err(Why::Moment));
    assert_eq!(field(json!({ "effectiveTiming": {} })), Err(Why::Moment));
    assert_eq!(field(json!({ "issued": "2026-11-22T02:06:00Z" })), Ok(None));
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
    assert_eq!(offered(&all(&[undated.clone(), early.clone()])), [("temperature", 370)]);
    assert_eq!(offered(&all(std::slice::from_ref(&undated))), [("temperature", 360)]);
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
