//! The page around the app: who may show it, what is said, what is told about a child. No message answers a question.

use super::*;
use paedlotse::app::frame::{Around, FrameMsg, Surroundings};
use paedlotse_core::wire::Value as Wire;
use serde_json::{Value as Json, json};

const PORTAL: &str = "https://portal.example.org";
const OWN: &str = "https://paedlotse.example.org";

fn wire(json: &Json) -> Wire {
    match json {
        Json::Null => Wire::Null,
        Json::Bool(truth) => Wire::Bool(*truth),
        Json::Number(number) => number.as_i64().map_or_else(|| decimal(&number.to_string()), Wire::Number),
        Json::String(text) => Wire::Text(text.clone()),
        Json::Array(items) => Wire::List(items.iter().map(wire).collect()),
        Json::Object(fields) => Wire::Map(fields.iter().map(|(name, value)| (name.clone(), wire(value))).collect()),
    }
}

/// As the browser's reader gives it.
fn decimal(text: &str) -> Wire {
    let (whole, fraction) = text.split_once('.').expect("a decimal number");
    Wire::Decimal(format!("{whole}{fraction}").parse().unwrap(), u8::try_from(fraction.len()).unwrap())
}

fn step(turn: Turn, msg: &Msg, second: i64) -> Turn {
    let at = Timestamp(START.at.0 + 1000 * second);
    turn.next(&Event { now: Now { at, ahead: START.ahead }, msg: msg.clone() }).unwrap_or(turn)
}

fn run(turn: Turn, messages: &[Msg]) -> Turn {
    messages.iter().zip(1..).fold(turn, |turn, (msg, second)| step(turn, msg, second))
}

fn framed() -> Turn {
    let mut model = model();
    model.frame.around = Around::Asked;
    Turn::first(model)
}

const KINDS: [&str; 8] = [
    "sdc.configure",
    "sdc.configureContext",
    "sdc.displayQuestionnaireResponse",
    "sdc.requestCurrentQuestionnaireResponse",
    "sdc.requestExtract",
    "sdc.ui.changedQuestionnaireResponse",
    "ui.resize",
    "ui.done",
];

fn around(origin: &str, listed: &[&str]) -> Msg {
    let file = json!({ "paedlotse": "embed", "version": 1, "origins": listed, "allow": KINDS });
    Msg::Frame(FrameMsg::Around(Surroundings {
        file: Some(wire(&file)),
        around: vec![origin.to_owned()],
        own: OWN.to_owned(),
        wanted: PORTAL.to_owned(),
        handle: "h1".to_owned(),
    }))
}

fn message(kind: &str, payload: Json) -> Msg {
    let message = json!({ "messagingHandle": "h1", "messageId": kind, "messageType": kind, "payload": payload });
    Msg::Frame(FrameMsg::Said(Some(wire(&message))))
}

/// What was posted since the effect with this number.
fn posted(turn: &Turn, since: u64) -> Vec<Json> {
    let of_frame = turn.outbox.iter().filter(|(number, _)| *number > since).filter_map(|(_, effect)| match effect {
        Effect::Frame("post", text) => Some(serde_json::from_str(text).expect("what is posted is JSON")),
        _ => None,
    });
    of_frame.collect()
}

fn last(turn: &Turn) -> u64 {
    turn.outbox.last().map_or(0, |(number, _)| *number)
}

/// Says something, and the payload of the answer.
fn ask(turn: Turn, kind: &str, payload: Json, second: i64) -> (Turn, Json) {
    let before = last(&turn);
    let turn = step(turn, &message(kind, payload), second);
    let mut answers = posted(&turn, before);
    answers.retain(|answer| answer["responseToMessageId"] == kind);
    assert_eq!(answers.len(), 1, "{kind} is answered once: {answers:?}");
    (turn, answers.remove(0)["payload"].clone())
}

/// In a listed portal, greeted.
fn talking() -> Turn {
    let turn = step(framed(), &around(PORTAL, &[PORTAL]), 1);
    ask(turn, "status.handshake", json!({ "protocolVersion": "1.0" }), 2).0
}

fn with_case(turn: Turn) -> Turn {
    run(turn, &[Msg::NewCase(Screen::Child)])
}

#[test]
fn until_it_is_known_who_is_around_no_case_is_opened() {
    let turn = run(framed(), &[Msg::NewCase(Screen::Child), Msg::NewCase(Screen::Danger), Msg::TakeOver]);
    assert_eq!(turn.model.case, None);
    assert!(turn.model.frame.is_noticed());
    let listed = step(framed(), &around(PORTAL, &[PORTAL]), 1);
    assert!(with_case(listed).model.case.is_some());
    let own = step(framed(), &around(OWN, &[]), 1);
    assert!(own.model.frame.talk.is_none(), "the own origin shows the app and does not talk unless it is listed");
    assert!(with_case(own).model.case.is_some());
}

#[test]
fn in_a_foreign_page_nothing_about_a_child_is_entered() {
    for listed in [&[][..], &["https://other.example.org"], &["https://*.example.org"], &["*"], &["null"]] {
        let turn = step(framed(), &around(PORTAL, listed), 1);
        assert_eq!(turn.model.frame.around, Around::Foreign, "{listed:?}");
        assert!(turn.model.frame.talk.is_none());
        assert_eq!(turn.model.frame.origin, PORTAL);
        let looking = run(turn, &[Msg::Frame(FrameMsg::Look)]);
        assert_eq!((looking.model.screen, looking.model.frame.is_noticed()), (Screen::Library, false));
        let tried = run(looking, &[Msg::NewCase(Screen::Child)]);
        assert!(tried.model.case.is_none() && tried.model.frame.is_noticed(), "the notice is back");
    }
    for origin in
        ["null", "", "https://portal.example.org.", "https://portal.example.org:444", "http://portal.example.org"]
    {
        let turn = step(framed(), &around(origin, &[PORTAL, "null"]), 1);
        assert_eq!(turn.model.frame.around, Around::Foreign, "{origin}");
    }
}

#[test]
fn every_page_around_must_be_known() {
    let Msg::Frame(FrameMsg::Around(mut said)) = around(PORTAL, &[PORTAL]) else { panic!("surroundings") };
    said.around.push("https://evil.example.com".to_owned());
    let turn = step(framed(), &Msg::Frame(FrameMsg::Around(said.clone())), 1);
    assert_eq!(turn.model.frame.around, Around::Foreign);
    said.around.clear();
    let turn = step(framed(), &Msg::Frame(FrameMsg::Around(said)), 1);
    assert_eq!(turn.model.frame.around, Around::Foreign, "what cannot be told is foreign");
}

#[test]
fn the_app_greets_and_is_greeted() {
    let turn = step(framed(), &around(PORTAL, &[PORTAL]), 1);
    let greeting = &posted(&turn, 0)[0];
    assert_eq!(greeting["messageType"], "status.handshake");
    assert_eq!(greeting["messagingHandle"], "h1");
    let (turn, refused) = ask(turn, "sdc.requestExtract", json!({}), 2);
    assert_eq!(refused["outcome"]["issue"][0]["code"], "invalid", "first the handshake");
    let (turn, greeted) = ask(turn, "status.handshake", json!({}), 3);
    assert_eq!(greeted["application"]["name"], "PädLotse");
    assert_eq!(greeted["capabilities"]["extraction"], true);
    let (turn, none) = ask(turn, "sdc.requestExtract", json!({}), 4);
    assert_eq!(none["outcome"]["issue"][0]["code"], "not-found");
    let (turn, _) = ask(turn, "status.handshake", json!({}), 5);
    let (_, again) = ask(turn, "sdc.requestExtract", json!({}), 6);
    assert_eq!(again["outcome"]["issue"][0]["code"], "not-found", "a second handshake takes nothing back");
}

#[test]
fn what_is_not_of_this_conversation_gets_no_answer() {
    let turn = talking();
    let right =
        json!({ "messagingHandle": "h1", "messageId": "m", "messageType": "sdc.requestExtract", "payload": {} });
    let mut wrong: Vec<Json> = vec![json!("x"), json!(null), json!([right]), json!({})];
    for (field, value) in [
        ("messagingHandle", json!("h2")),
        ("messagingHandle", json!(null)),
        ("messageId", json!("")),
        ("messageId", json!("m".repeat(300))),
        ("messageType", json!(7)),
        ("payload", json!([])),
        ("responseToMessageId", json!("m")),
    ] {
        let mut message = right.clone();
        message[field] = value;
        wrong.push(message);
    }
    for message in wrong {
        let before = last(&turn);
        let next = step(turn.clone(), &Msg::Frame(FrameMsg::Said(Some(wire(&message)))), 9);
        assert_eq!(posted(&next, before), Vec::<Json>::new(), "{message}");
        assert_eq!(next.model, turn.model, "{message}");
    }
}

#[test]
fn the_operator_allows_kind_by_kind() {
    let Msg::Frame(FrameMsg::Around(mut said)) = around(PORTAL, &[PORTAL]) else { panic!("surroundings") };
    said.file = Some(wire(&json!({ "paedlotse": "embed", "version": 1, "origins": [PORTAL], "allow": ["ui.done"] })));
    let turn = step(framed(), &Msg::Frame(FrameMsg::Around(said)), 1);
    let (turn, _) = ask(turn, "status.handshake", json!({}), 2);
    let (turn, refused) = ask(turn, "sdc.requestExtract", json!({}), 3);
    assert_eq!(refused["outcome"]["issue"][0]["code"], "forbidden");
    let case = run(turn, &[Msg::NewCase(Screen::Child), Msg::AgeDigit(2), Msg::AgeUnit(AgeKey::Years)]);
    let before = last(&case);
    let later = step(case, &Msg::Tick, 60);
    assert_eq!(posted(&later, before), Vec::<Json>::new(), "changes are not allowed");
    let ended = run(later, &[Msg::NewCase(Screen::Start), Msg::NewCase(Screen::Start)]);
    assert_eq!(posted(&ended, before)[0]["messageType"], "ui.done");
}

#[test]
fn language_and_looks_are_chosen_from_a_few() {
    let theme = json!({ "mode": "dark", "accent": "#00563f", "radius": "large" });
    let chosen =
        json!({ "configuration": { "language": "en", "theme": theme }, "dataServer": "https://fhir.example.org" });
    let (turn, answer) = ask(talking(), "sdc.configure", chosen, 3);
    assert_eq!(answer["status"], "error", "that green cannot be read on dark: {answer}");
    assert_eq!((turn.model.language, turn.model.theme), (Language::En, Theme::Dark), "the rest is taken");
    let look = turn.outbox.iter().find_map(|(_, effect)| match effect {
        Effect::Frame("look", text) => Some(text.clone()),
        _ => None,
    });
    assert_eq!(look.as_deref(), Some("{\"radius\":\"large\"}"));
    let (_, answer) =
        ask(talking(), "sdc.configure", json!({ "configuration": { "theme": { "accent": "#00563f" } } }), 3);
    assert_eq!(answer["status"], "success");
    let (_, answer) = ask(talking(), "sdc.configure", json!({}), 3);
    assert_eq!(answer["status"], "success");
}

#[test]
fn a_chosen_colour_counts_in_the_themes_in_which_it_can_be_read() {
    let green = json!({ "configuration": { "theme": { "accent": "#00563f" } } });
    let (turn, _) = ask(talking(), "sdc.configure", green, 3);
    let look = |turn: &Turn, since: u64| {
        let of_look = turn.outbox.iter().filter(|(number, _)| *number > since).find_map(|(_, effect)| match effect {
            Effect::Frame("look", text) => Some(text.clone()),
            _ => None,
        });
        of_look.unwrap_or_default()
    };
    let before = last(&turn);
    let dark = step(turn, &Msg::Theme(Theme::Dark), 4);
    assert_eq!(look(&dark, before), "{\"accent\":\"\"}");
    let before = last(&dark);
    let day = step(dark, &Msg::Theme(Theme::Day), 5);
    assert_eq!(look(&day, before), "{\"accent\":\"#00563f\"}");
}

#[test]
fn the_case_goes_out_as_answers_and_as_a_document() {
    let messages =
        [Msg::NewCase(Screen::Child), Msg::AgeDigit(2), Msg::AgeUnit(AgeKey::Years), Msg::Complaint(fever())];
    let turn = run(talking(), &messages);
    let (turn, answers) = ask(turn, "sdc.requestCurrentQuestionnaireResponse", json!({}), 9);
    assert_eq!(answers["questionnaireResponse"]["resourceType"], "QuestionnaireResponse");
    assert_eq!(answers["questionnaireResponse"]["subject"], Json::Null, "it points to nothing that is not there");
    let (_, extract) = ask(turn, "sdc.requestExtract", json!({}), 10);
    assert_eq!(extract["extractedResources"][0]["resourceType"], "Bundle");
    assert_eq!(extract["outcome"]["resourceType"], "OperationOutcome");
}

#[test]
fn changes_are_told_a_second_later_and_once() {
    let turn = talking();
    let before = last(&turn);
    let turn = step(turn, &Msg::NewCase(Screen::Child), 10);
    let turn = step(turn, &Msg::AgeDigit(2), 10);
    let turn = step(turn, &Msg::AgeUnit(AgeKey::Years), 10);
    assert_eq!(posted(&turn, before), Vec::<Json>::new());
    assert!(turn.outbox.iter().any(|(_, effect)| *effect == Effect::Later(1000)));
    let turn = step(turn, &Msg::Tick, 11);
    let told = posted(&turn, before);
    assert_eq!(told.len(), 1);
    assert_eq!(told[0]["messageType"], "sdc.ui.changedQuestionnaireResponse");
    assert_eq!(told[0]["payload"]["questionnaireResponse"]["resourceType"], "QuestionnaireResponse");
    let quiet = step(turn, &Msg::Tick, 30);
    assert_eq!(posted(&quiet, before).len(), 1, "nothing changed");
}

#[test]
fn links_lead_to_places_and_leave_an_open_case_alone() {
    let at = |turn: Turn, link: &str| step(turn, &Msg::Arrived(link.to_owned()), 5);
    let read = at(Turn::first(model()), "#/protocol/fever");
    assert_eq!((read.model.screen, read.model.reading), (Screen::Protocol, fever()));
    let begun = at(Turn::first(model()), "#/network/gardelegen-magdeburg/complaint/fever");
    let case = begun.model.case.as_ref().expect("a case");
    assert_eq!(begun.model.card().map(|card| card.id), Some("gardelegen-magdeburg"));
    assert_eq!((begun.model.screen, case.findings(&shipped().set).complaints()), (Screen::Child, &[fever()][..]));
    let again = at(begun.clone(), "#/network/soest-lippstadt/complaint/seizure");
    assert_eq!(again.model.case, begun.model.case);
    assert_eq!(again.model.network, begun.model.network);
    for nowhere in
        ["#/", "#/complaint", "#/complaint/", "#/complaint/nothing", "#/child/2", "#/x/y/z", "#/protocol/../fever"]
    {
        let turn = at(Turn::first(model()), nowhere);
        assert_eq!(
            (turn.model.screen, &turn.model.case, &turn.model.arrival),
            (Screen::Start, &None, &None),
            "{nowhere}"
        );
    }
    let foreign = step(framed(), &around(PORTAL, &[]), 1);
    assert_eq!(at(foreign, "#/complaint/fever").model.case, None);
}

/// A girl of two years and what was measured ten minutes ago.
fn bundle(birth: &str, gender: &str) -> Json {
    let measured = |code: &str, value: Json, unit: &str| {
        json!({ "resource": {
            "resourceType": "Observation", "status": "final",
            "code": { "coding": [{ "system": "http://loinc.org", "code": code }] },
            "effectiveDateTime": "2026-11-22T02:56:00+01:00",
            "valueQuantity": { "value": value, "system": "http://unitsofmeasure.org", "code": unit }
        } })
    };
    json!({ "resourceType": "Bundle", "type": "collection", "entry": [
        { "resource": { "resourceType": "Patient", "gender": gender, "birthDate": birth } },
        measured("29463-7", json!(12.4), "kg"),
        measured("8867-4", json!(128), "/min"),
        { "resource": { "resourceType": "Observation", "status": "final", "code": { "text": "Lieblingsfarbe" }, "valueString": "blau" } }
    ] })
}

fn context(resource: Json) -> Json {
    json!({ "context": { "launchContext": [{ "name": "all", "contentResource": resource }] } })
}

fn tell(turn: Turn, resource: Json, second: i64) -> (Turn, Json) {
    ask(turn, "sdc.configureContext", context(resource), second)
}

/// The value that is told for this finding, taken over by a tap.
fn take(turn: &Turn, id: &str) -> Msg {
    let told = turn.model.frame.told.as_ref().expect("something is told");
    let value = told.chart.values.iter().find(|value| value.finding == finding(id)).expect("it is told");
    Msg::Frame(FrameMsg::Take(*value))
}

fn take_all(turn: &Turn) -> Msg {
    Msg::Frame(FrameMsg::TakeAll(turn.model.frame.told.as_ref().expect("something is told").came))
}

/// The same chart about a patient who has an id.
fn of_patient(mut bundle: Json, id: &str) -> Json {
    bundle["entry"][0]["resource"]["id"] = json!(id);
    bundle
}

fn weight(turn: &Turn) -> Option<Observed> {
    turn.model.case.as_ref().and_then(|case| case.findings(&shipped().set).get(finding("weight")))
}

#[test]
fn what_is_told_waits_until_somebody_takes_it_over() {
    let (turn, answer) = tell(talking(), bundle("2024-09-01", "female"), 10);
    assert_eq!(answer["status"], "success", "{answer}");
    assert!(answer["outcome"]["issue"][0]["diagnostics"].as_str().unwrap().contains("Lieblingsfarbe"));
    let turn = step(turn, &Msg::NewCase(Screen::Child), 11);
    let case = turn.model.case.as_ref().expect("a case");
    assert!(case.is_empty(), "nothing of it is an answer");
    let draft = turn.model.told(finding("weight")).expect("it waits in its field");
    assert_eq!((draft.text.as_str(), matches!(draft.trouble, Trouble::Told(_))), ("12,40", true));
    let turn = step(turn.clone(), &take(&turn, "weight"), 12);
    assert_eq!(weight(&turn), Some(Observed::Known(Value::Number(Span::exactly(1240)))));
    let turn = step(turn.clone(), &take_all(&turn), 13);
    let known = turn.model.case.as_ref().expect("a case").findings(&shipped().set);
    assert_eq!((known.sex, known.age.is_some()), (Some(Sex::Female), true));
    assert!(known.get(finding("heart_rate")).is_some());
}

#[test]
fn what_is_told_never_overwrites_an_answer() {
    let turn = run(talking(), &[Msg::NewCase(Screen::Child), number("weight", "11"), number("heart_rate", "150")]);
    let (turn, _) = tell(turn, bundle("2024-09-01", "female"), 10);
    assert_eq!(turn.model.frame.told.as_ref().map(|told| told.chart.values.len()), Some(2));
    let turn = run(turn.clone(), &[take_all(&turn), take(&turn, "weight")]);
    assert_eq!(weight(&turn), Some(Observed::Known(Value::Number(Span::exactly(1100)))));
    // Whoever types something else has seen it.
    let (turn, _) = tell(run(talking(), &[Msg::NewCase(Screen::Child)]), bundle("2024-09-01", "female"), 10);
    let turn = step(turn, &number("weight", "13"), 11);
    assert_eq!(turn.model.told(finding("weight")), None);
    assert_eq!(weight(&turn), Some(Observed::Known(Value::Number(Span::exactly(1300)))));
}

#[test]
fn another_child_is_noticed() {
    let open = [Msg::NewCase(Screen::Child), Msg::AgeDigit(7), Msg::AgeUnit(AgeKey::Days)];
    let (turn, answer) = tell(run(talking(), &open), bundle("2024-09-01", "female"), 10);
    assert_eq!((&answer["status"], &answer["outcome"]["issue"][0]["code"]), (&json!("error"), &json!("conflict")));
    let taken = step(turn.clone(), &take_all(&turn), 11);
    assert_eq!(weight(&taken), None, "nothing of another child is taken over");
    // The age is entered after it was told.
    let (turn, _) = tell(talking(), bundle("2024-09-01", "male"), 10);
    let turn = run(turn, &[Msg::NewCase(Screen::Child), Msg::Sex(Some(Sex::Female))]);
    assert!(turn.model.frame.told.as_ref().is_some_and(|told| told.other_child));
    assert_eq!(turn.model.told(finding("weight")), None);
}

#[test]
fn another_patient_of_the_same_age_waits_for_a_case_of_its_own() {
    let a = || of_patient(bundle("2024-09-01", "female"), "a");
    let mut b = of_patient(bundle("2024-08-20", "female"), "b");
    b["entry"][1]["resource"]["valueQuantity"]["value"] = json!(13.9);
    let (turn, _) = tell(run(talking(), &[Msg::NewCase(Screen::Child)]), a(), 10);
    let (turn, answer) = tell(turn, b, 20);
    assert_eq!(answer["outcome"]["issue"][0]["code"], "conflict");
    assert_eq!(turn.model.told(finding("weight")), None, "the open case is about the other child");
    let next = step(turn, &Msg::NewCase(Screen::Child), 30);
    assert_eq!(next.model.told(finding("weight")).map(|draft| draft.text), Some("13,90".to_owned()));
}

#[test]
fn the_same_newborn_an_hour_later_is_no_other_child() {
    let born = |hours: i64| {
        let mut bundle = of_patient(bundle("2026-11-21", "female"), "a");
        bundle["entry"][0]["resource"]["_birthDate"] = json!({ "extension": [{
            "url": "http://hl7.org/fhir/StructureDefinition/patient-birthTime",
            "valueDateTime": "2026-11-21T20:30:00+01:00" }] });
        let at = format!("2026-11-22T{:02}:50:00+01:00", 2 + hours);
        bundle["entry"][1]["resource"]["effectiveDateTime"] = json!(at);
        bundle["entry"][1]["resource"]["valueQuantity"]["value"] = json!(3.4);
        bundle
    };
    let (turn, _) = tell(run(talking(), &[Msg::NewCase(Screen::Child)]), born(0), 10);
    let age = turn.model.frame.told.as_ref().and_then(|told| told.chart.age).expect("an age in hours");
    let turn = step(turn, &Msg::Frame(FrameMsg::TakeAge(age)), 11);
    let (turn, answer) = tell(turn, born(1), 3600);
    assert_eq!(answer["status"], "success", "{answer}");
    assert!(turn.model.told(finding("weight")).is_some());
}

#[test]
fn what_waits_for_a_new_case_is_not_offered_in_one_that_is_taken_up_nor_after_it() {
    let open = [Msg::NewCase(Screen::Child), Msg::AgeDigit(2), Msg::AgeUnit(AgeKey::Years)];
    let first = run(talking(), &open);
    let started = first.model.case.as_ref().expect("a case").started();
    let ended = run(
        first,
        &[
            Msg::NewCase(Screen::Child),
            Msg::NewCase(Screen::Child),
            Msg::NewCase(Screen::Start),
            Msg::NewCase(Screen::Start),
        ],
    );
    assert!(ended.model.case.is_none(), "the first case is put aside, the second is ended");
    let (told, _) = tell(ended, bundle("2024-09-01", "female"), 20);
    assert!(told.model.frame.told.is_some());
    let back = step(told, &Msg::OpenHeld(started), 21);
    assert_eq!(back.model.case.as_ref().map(|case| case.started()), Some(started));
    assert_eq!(back.model.frame.told, None);
    let third = [Msg::NewCase(Screen::Child), Msg::NewCase(Screen::Child)].iter().zip(22..);
    let third = third.fold(back, |turn, (msg, second)| step(turn, msg, second));
    assert_eq!(third.model.told(finding("weight")), None);
}

#[test]
fn a_tap_takes_what_was_seen_and_nothing_else() {
    let (seen, _) = tell(run(talking(), &[Msg::NewCase(Screen::Child)]), bundle("2024-09-01", "female"), 10);
    let mut later = bundle("2024-09-01", "male");
    later["entry"][1]["resource"]["valueQuantity"]["value"] = json!(21.4);
    let (turn, _) = tell(seen.clone(), later, 20);
    let chart = &seen.model.frame.told.as_ref().expect("told").chart;
    let age = Msg::Frame(FrameMsg::TakeAge(paedlotse_core::age::Age::years(9).expect("an age")));
    let taps = [take(&seen, "weight"), take_all(&seen), Msg::Frame(FrameMsg::TakeSex(chart.sex.expect("a sex"))), age];
    let turn = taps.iter().zip(21..).fold(turn, |turn, (msg, second)| step(turn, msg, second));
    let known = turn.model.case.as_ref().expect("a case").findings(&shipped().set);
    assert_eq!((weight(&turn), known.sex, known.age), (None, None, None));
    assert_eq!(turn.model.told(finding("weight")).map(|draft| draft.text), Some("21,40".to_owned()));
}

#[test]
fn what_is_surprising_or_typed_waits_for_a_tap_of_its_own() {
    let mut small = bundle("2024-09-01", "female");
    small["entry"][1]["resource"]["valueQuantity"]["value"] = json!(1.24);
    let (turn, _) = tell(run(talking(), &[Msg::NewCase(Screen::Child)]), small, 10);
    assert_eq!(paedlotse::app::embed::told::at_once(&turn.model).len(), 1, "the weight is asked for again");
    let turn = step(turn, &number("heart_rate", "12x"), 11);
    assert_eq!(paedlotse::app::embed::told::at_once(&turn.model), [], "the tap does not promise what it does not take");
    let turn = step(turn.clone(), &take_all(&turn), 12);
    let known = turn.model.case.as_ref().expect("a case").findings(&shipped().set);
    assert_eq!((weight(&turn), known.get(finding("heart_rate"))), (None, None));
    assert_eq!(turn.model.desk.draft(finding("heart_rate")).map(|draft| draft.text.as_str()), Some("12x"));
    let turn = step(turn.clone(), &take(&turn, "weight"), 13);
    assert_eq!(weight(&turn), None);
    let asked = turn.model.desk.draft(finding("weight")).map(|draft| draft.trouble);
    assert_eq!(asked, Some(Trouble::Surprising(124)), "as a typed one it is asked for");
    let turn = step(turn, &Msg::Sure(finding("weight")), 14);
    assert_eq!(weight(&turn), Some(Observed::Known(Value::Number(Span::exactly(124)))));
}

#[test]
fn an_hour_later_a_vital_sign_is_not_one_of_now() {
    let (turn, _) = tell(run(talking(), &[Msg::NewCase(Screen::Child)]), bundle("2024-09-01", "female"), 10);
    assert!(turn.model.told(finding("heart_rate")).is_some());
    let seen = take(&turn, "heart_rate");
    let later = step(turn, &Msg::Tick, 3_600);
    assert_eq!(later.model.told(finding("heart_rate")), None);
    assert!(later.model.told(finding("weight")).is_some(), "the weight is still that of this child");
    let left = &later.model.frame.told.as_ref().expect("told").chart.left_out;
    assert!(left.iter().any(|left| left.finding == Some(finding("heart_rate"))), "it is said: {left:?}");
    let mut today = bundle("2024-09-01", "female");
    today["entry"][2]["resource"]["effectiveDateTime"] = json!("2026-11-22");
    let (of_today, _) = tell(run(talking(), &[Msg::NewCase(Screen::Child)]), today, 10);
    assert_eq!(of_today.model.told(finding("heart_rate")), None, "some time today says too little");
    let taken = step(later, &seen, 3_601);
    let known = taken.model.case.as_ref().expect("a case").findings(&shipped().set);
    assert_eq!(known.get(finding("heart_rate")), None);
}

#[test]
fn a_host_hears_that_a_case_is_no_longer_the_one_it_knows() {
    let first = run(talking(), &[Msg::NewCase(Screen::Child), Msg::AgeDigit(2), Msg::AgeUnit(AgeKey::Years)]);
    let (first, answer) = ask(first, "sdc.requestCurrentQuestionnaireResponse", json!({}), 10);
    let of_first = answer["questionnaireResponse"]["identifier"]["value"].clone();
    let before = last(&first);
    let second = [Msg::NewCase(Screen::Child), Msg::NewCase(Screen::Child)].iter().zip(11..);
    let second = second.fold(first, |turn, (msg, at)| step(turn, msg, at));
    let done: Vec<Json> = posted(&second, before).into_iter().filter(|said| said["messageType"] == "ui.done").collect();
    assert_eq!(done.len(), 1);
    assert_eq!(done[0]["payload"]["reason"], "put-aside");
    assert_eq!(done[0]["payload"]["case"].to_string(), of_first.as_str().expect("a text"));
    let (_, answer) = ask(second, "sdc.requestCurrentQuestionnaireResponse", json!({}), 20);
    assert_ne!(answer["questionnaireResponse"]["identifier"]["value"], of_first);
}

#[test]
fn what_was_told_of_one_child_is_not_offered_for_the_next() {
    let (turn, _) = tell(talking(), bundle("2024-09-01", "female"), 10);
    let first = run(turn, &[Msg::NewCase(Screen::Child), Msg::AgeDigit(2), Msg::AgeUnit(AgeKey::Years)]);
    let second = run(first, &[Msg::NewCase(Screen::Child), Msg::NewCase(Screen::Child)]);
    assert_eq!(second.model.told(finding("weight")), None);
    assert_eq!(second.model.frame.told, None);
    // Nobody opened a case: after an hour it is gone.
    let (turn, _) = tell(talking(), bundle("2024-09-01", "female"), 10);
    assert!(turn.model.frame.told.is_some() && turn.model.is_private());
    assert_eq!(step(turn, &Msg::Tick, 3611).model.frame.told, None);
}

#[test]
fn a_context_replaces_the_one_before() {
    let (turn, _) = tell(talking(), bundle("2024-09-01", "female"), 10);
    let (turn, answer) = ask(turn, "sdc.configureContext", json!({}), 11);
    assert_eq!((&answer["status"], &turn.model.frame.told), (&json!("success"), &None));
    let (turn, _) = tell(turn, bundle("2024-09-01", "female"), 12);
    let (turn, answer) = tell(turn, json!({ "resourceType": "Encounter" }), 13);
    assert_eq!(answer["status"], "error");
    assert_eq!(turn.model.frame.told, None, "what cannot be read is no reason to offer what was told before");
}

#[test]
fn answers_of_a_form_are_offered_as_numbers() {
    let turn = run(talking(), &[Msg::NewCase(Screen::Child)]);
    let quantity = json!({ "value": 11.5, "system": "http://unitsofmeasure.org", "code": "kg" });
    let item = json!([{ "linkId": "weight", "answer": [{ "valueQuantity": quantity }] }]);
    let response = json!({ "questionnaireResponse": { "resourceType": "QuestionnaireResponse", "status": "completed", "item": item } });
    let (turn, answer) = ask(turn, "sdc.displayQuestionnaireResponse", response, 10);
    assert_eq!(answer["status"], "success", "{answer}");
    assert_eq!(turn.model.told(finding("weight")).map(|draft| draft.text), Some("11,50".to_owned()));
    let (_, answer) = ask(turn, "sdc.displayQuestionnaire", json!({ "questionnaire": {} }), 11);
    assert_eq!(answer["outcome"]["issue"][0]["code"], "not-supported");
}

#[test]
fn a_file_with_a_chart_lies_beside_the_case() {
    let turn = run(Turn::first(model()), &[Msg::NewCase(Screen::Child)]);
    let turn = step(turn, &Msg::CaseCame(Ok(wire(&bundle("2024-09-01", "female")))), 10);
    assert_eq!(turn.model.arrival, None);
    assert!(turn.model.told(finding("weight")).is_some());
}

#[test]
fn a_dropped_file_that_is_nothing_is_refused_in_words() {
    for file in [json!({ "resourceType": "Encounter" }), json!({ "hello": 1 })] {
        let turn = run(Turn::first(model()), &[Msg::NewCase(Screen::Child)]);
        let turn = step(turn, &Msg::CaseCame(Ok(wire(&file))), 10);
        assert!(turn.model.arrival.is_some() && turn.model.case.is_some(), "{file}");
        assert_eq!(turn.model.screen, Screen::Receive, "it is said where it is seen");
    }
}
