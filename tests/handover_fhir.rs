//! The FHIR document of every worked case: made, whole in itself, without identity, the same each time, and never silent
//! about what is missing. An implementation that is not ours reads the same documents (`cargo xtask test fhir`).

#![cfg(test)]

use paedlotse::app::effect::Theme;
use paedlotse::app::model::{Content, Model};
use paedlotse::app::sight::{BarState, Sight};
use paedlotse::app::time::Now;
use paedlotse::content;
use paedlotse::handover::fhir::bundle;
use paedlotse_compiler::worked::{as_entered, worked};
use paedlotse_core::age::Age;
use paedlotse_core::case::{Action, Advice, Case, Consult, Overrule, OverruleReason, Role, Timestamp};
use paedlotse_core::coding::is_loinc;
use paedlotse_core::disposition::Urgency;
use paedlotse_core::network::SiteIx;
use paedlotse_core::observation::Value;
use paedlotse_core::quantity::Span;
use paedlotse_core::recommend::{Disposition, Place};
use paedlotse_core::text::Language;
use paedlotse_core::wire::Value as Wire;
use paedlotse_core::wire::card::identity;
use serde_json::Value as Json;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::{env, fs};

/// A Sunday, 02:06 UTC.
const STARTED: Timestamp = Timestamp(1_795_313_160_000);
/// Half an hour later, an hour ahead of UTC.
const NOW: Now = Now { at: Timestamp(STARTED.0 + 1_800_000), ahead: 60 };

fn shipped() -> Rc<Content> {
    Rc::new(content::shipped().expect("the shipped content can be read"))
}

/// The model with this case: languages, networks and places take turns.
fn model(content: &Rc<Content>, turn: usize, case: Case) -> Model {
    let language = if turn.is_multiple_of(2) { Language::De } else { Language::En };
    let mut model = Model::new(Rc::clone(content), language, Theme::default(), NOW);
    model.network = (turn / 2) % content.set.networks.len();
    let card = *model.card().expect("a card");
    model.card_print = identity(&content.set, &card).fingerprint;
    model.place = match turn % 5 {
        4 => Place::Ambulance { nearest: card.home },
        _ => Place::Hospital(card.home),
    };
    model.case = Some(case);
    model
}

fn made(model: &Model) -> (Sight, String) {
    let sight = Sight::of(model).expect("a case is open");
    let json = bundle(model, &sight, NOW).expect("a bundle").json();
    (sight, json)
}

/// The worked cases with the models in which they are told.
fn models(content: &Rc<Content>) -> Vec<(String, Model)> {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    let worked = worked(&assets).unwrap_or_else(|mistakes| panic!("{mistakes}"));
    assert!(worked.len() > 2_000, "{} worked cases", worked.len());
    let one = |(turn, worked): (usize, paedlotse_compiler::worked::Worked)| {
        let name = format!("{}-{}", content.set.protocol(worked.protocol).map_or("", |p| p.id), worked.name);
        (name, model(content, turn, as_entered(&content.set, &worked.child, STARTED)))
    };
    worked.into_iter().enumerate().map(one).collect()
}

fn list<'a>(json: &'a Json, field: &str) -> &'a [Json] {
    json[field].as_array().map_or(&[], Vec::as_slice)
}

fn resources<'a>(bundle: &'a Json, kind: &str) -> Vec<&'a Json> {
    let all = list(bundle, "entry").iter().map(|entry| &entry["resource"]);
    all.filter(|resource| resource["resourceType"] == kind).collect()
}

/// Visits every object and every value with the name of its field.
fn visit<'a>(json: &'a Json, name: &'a str, seen: &mut impl FnMut(&'a str, &'a Json)) {
    seen(name, json);
    match json {
        Json::Array(items) => items.iter().for_each(|item| visit(item, name, seen)),
        Json::Object(fields) => fields.iter().for_each(|(field, value)| visit(value, field, seen)),
        _ => {}
    }
}

/// What is wrong with a bundle by itself.
fn complaints(bundle: &Json) -> Vec<String> {
    let mut wrong = Vec::new();
    let urls: Vec<&str> = list(bundle, "entry").iter().filter_map(|entry| entry["fullUrl"].as_str()).collect();
    let mut unique = urls.clone();
    unique.sort_unstable();
    unique.dedup();
    if urls.len() != unique.len() || urls.len() != list(bundle, "entry").len() {
        wrong.push("a name is missing or not its own".to_owned());
    }
    visit(bundle, "", &mut |name, value| match value {
        Json::Null => wrong.push(format!("{name} is null")),
        Json::String(text) if text.trim().is_empty() => wrong.push(format!("{name} is empty")),
        Json::Array(items) if items.is_empty() => wrong.push(format!("{name} is empty")),
        Json::Object(fields) if fields.is_empty() => wrong.push(format!("{name} is empty")),
        Json::String(to) if name == "reference" && !urls.contains(&to.as_str()) => {
            wrong.push(format!("{to} is not in the bundle"));
        }
        Json::String(status) if name == "status" && matches!(status.as_str(), "final" | "amended" | "active") => {
            wrong.push(format!("status {status}"));
        }
        Json::Object(_) if value["system"] == "http://loinc.org" && !value["code"].as_str().is_some_and(is_loinc) => {
            wrong.push(format!("{} is no LOINC code", value["code"]));
        }
        Json::Object(_) if value["value"].is_number() && value["system"] != "http://unitsofmeasure.org" => {
            wrong.push(format!("{value} is in no unit of UCUM"));
        }
        Json::Object(_) if value["value"].is_number() && !value["code"].is_string() => {
            wrong.push(format!("{value} has no unit"));
        }
        _ => {}
    });
    let first = &list(bundle, "entry").first().map_or(Json::Null, |entry| entry["resource"].clone());
    if bundle["type"] != "document" || first["resourceType"] != "Composition" || first["status"] != "preliminary" {
        wrong.push("it is no document".to_owned());
    }
    let patients = resources(bundle, "Patient");
    let fields = patients.first().and_then(|patient| patient.as_object());
    let known: Vec<&str> = fields.into_iter().flat_map(|fields| fields.keys()).map(String::as_str).collect();
    // A list of what may be there: whatever else could come carries identity.
    if patients.len() != 1 || known != ["gender", "resourceType"] {
        wrong.push(format!("the patient has {known:?}"));
    }
    for person in ["Practitioner", "PractitionerRole", "RelatedPerson", "Person"] {
        if !resources(bundle, person).is_empty() {
            wrong.push(format!("a {person}"));
        }
    }
    wrong
}

/// What the bundle leaves out of the case.
fn silence(model: &Model, sight: &Sight, bundle: &Json) -> Vec<String> {
    let set = &model.content.set;
    let observations = resources(bundle, "Observation");
    let of = |no: u16| {
        let no = no.to_string();
        let has =
            |coding: &Json| coding["system"] == "urn:paedlotse:finding" && coding["code"].as_str() == Some(no.as_str());
        observations.iter().find(|one| list(&one["code"], "coding").iter().any(has))
    };
    let mut left = Vec::new();
    for (ix, answer) in sight.findings.iter() {
        let spec = set.finding(ix).expect("a finding");
        let told = of(spec.no);
        let value = told.is_some_and(|one| {
            let fields = one.as_object().expect("an object");
            fields.keys().any(|field| field.starts_with("value") || field == "dataAbsentReason")
        });
        if !value || told.is_some_and(|one| one["effectiveDateTime"].is_null()) {
            left.push(format!("{}: {answer:?}", spec.id));
        }
    }
    let pages = sight.danger.iter().chain(&sight.questions).flat_map(|section| &section.questions);
    for ix in pages.flat_map(|asked| &asked.findings) {
        let open = sight.assessment.live.contains(ix) || sight.assessment.unobtainable.contains(ix);
        let spec = set.finding(*ix).expect("a finding");
        let says_open = |one: &Json| match sight.findings.value(*ix) {
            None => one["dataAbsentReason"].is_object(),
            // It was answered in a way that does not clear.
            Some(_) => one["extension"][0]["valueCode"] == "raises-only",
        };
        if open && !of(spec.no).is_some_and(|one| says_open(one)) {
            left.push(format!("{} is open", spec.id));
        }
    }
    let asks = sight.bar != BarState::DangerScreen && sight.shown().disposition != Disposition::TreatLocally;
    let proposals = resources(bundle, "ServiceRequest").iter().filter(|one| one["intent"] == "proposal").count();
    if proposals != usize::from(asks) {
        left.push(format!("{proposals} proposals"));
    }
    let bounds = resources(bundle, "RiskAssessment").iter().map(|one| list(one, "prediction").len()).max();
    if bounds != Some(3) || resources(bundle, "RiskAssessment").len() != sight.reasons.len() + 1 {
        left.push("bounds or reasons".to_owned());
    }
    left
}

#[test]
fn every_worked_case_has_a_whole_bundle() {
    let content = shipped();
    let mut sizes = Vec::new();
    for (name, model) in models(&content) {
        let (sight, json) = made(&model);
        if sizes.len().is_multiple_of(10) {
            assert_eq!(made(&model).1, json, "{name}: the same case gives the same bytes");
        }
        let bundle: Json = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{name}: {error}"));
        let wrong = complaints(&bundle);
        assert!(wrong.is_empty(), "{name}: {wrong:?}");
        let left = silence(&model, &sight, &bundle);
        assert!(left.is_empty(), "{name}: {left:?}");
        sizes.push(json.len());
    }
    sizes.sort_unstable();
    let at = |share: usize| sizes.get((sizes.len() - 1) * share / 100).copied().unwrap_or_default();
    println!("{} bundles, bytes: least {}, median {}, most {}", sizes.len(), at(0), at(50), at(100));
}

/// A child of whom everything was said that can be said.
fn eventful(content: &Rc<Content>) -> Model {
    let set = &content.set;
    let finding = |id: &str| set.finding_named(id).unwrap_or_else(|| panic!("{id}"));
    let mut case = Case::new(STARTED);
    let mut at = STARTED;
    let mut enter = |case: &mut Case, action: Action| {
        at.0 += 60_000;
        case.push(set, at, action).expect("it fits");
    };
    enter(&mut case, Action::Age(Age::parse("91 days / 2 months").ok()));
    let ear = set.protocol_named("ear").expect("ear pain");
    enter(&mut case, Action::Complaint { protocol: ear, chosen: true });
    let number = |id, span| Action::Observe { finding: finding(id), value: Value::Number(span) };
    enter(&mut case, number("temperature", Span::exactly(386)));
    enter(&mut case, number("heart_rate", Span::new(170, 190)));
    enter(&mut case, number("wbc", Span::exactly(150)));
    enter(&mut case, Action::Observe { finding: finding("avpu"), value: Value::Choice(2) });
    enter(&mut case, Action::Unobtainable(finding("crp")));
    enter(&mut case, Action::Withdraw(finding("capillary_refill")));
    let group = set.findings.iter().find_map(|finding| finding.group).expect("a group");
    case.deny_group(set, Timestamp(STARTED.0 + 600_000), group, |_| true);
    decided(model(content, 0, case), None)
}

/// With a decision and an agreement, under this advice or the one that holds.
fn decided(mut model: Model, advised: Option<Advice>) -> Model {
    let held = Sight::of(&model).expect("a case is open").advice();
    let advised = advised.unwrap_or(held);
    let words = "<script>\"& \u{0}\u{2028}\n".to_owned();
    let (reason, role) = (OverruleReason::Other, Role::Physician);
    let overrule = Overrule { advised, chosen: Disposition::Teleconsult, reason, words: words.clone(), role };
    let consult = Consult { advised, with: SiteIx(1), plan: Disposition::Transfer, words, role: Role::Nurse };
    let mut case = model.case.take().expect("a case");
    let at = Timestamp(STARTED.0 + 900_000);
    for action in [Action::Overrule(overrule), Action::Consult(consult)] {
        case.push(&model.content.set, at, action).expect("it fits");
    }
    model.case = Some(case);
    model
}

fn with_code<'a>(bundle: &'a Json, system: &str, code: &str) -> &'a Json {
    let has = |one: &&&Json| {
        list(&one["code"], "coding").iter().any(|coding| coding["system"] == system && coding["code"] == code)
    };
    let all: Vec<&Json> = list(bundle, "entry").iter().map(|entry| &entry["resource"]).collect();
    all.iter().find(has).copied().unwrap_or_else(|| panic!("nothing has {system} {code}"))
}

#[test]
fn each_kind_of_answer_says_what_it_is() {
    let content = shipped();
    let model = eventful(&content);
    let (sight, json) = made(&model);
    let bundle: Json = serde_json::from_str(&json).expect("json");
    assert_eq!(complaints(&bundle), Vec::<String>::new());
    assert_eq!(silence(&model, &sight, &bundle), Vec::<String>::new());
    let loinc = |code| with_code(&bundle, "http://loinc.org", code);
    let temperature = loinc("8310-5");
    assert_eq!(temperature["valueQuantity"]["code"], "Cel");
    assert!(json.contains("\"value\":38.6,"), "written with the digits that were measured");
    assert_eq!(temperature["effectiveDateTime"], "2026-11-22T03:09:00+01:00");
    assert_eq!(temperature["status"], "preliminary");
    assert_eq!(loinc("8867-4")["valueRange"]["low"]["value"], 170);
    assert_eq!(loinc("8867-4")["valueRange"]["high"]["code"], "/min");
    assert_eq!(loinc("26464-8")["valueQuantity"]["code"], "10*9/L");
    assert_eq!(loinc("67775-7")["valueCodeableConcept"]["coding"][0]["system"], "urn:paedlotse:option");
    let absent = |code| loinc(code)["dataAbsentReason"]["coding"][0]["code"].clone();
    assert_eq!(absent("1988-5"), "not-performed", "not possible here");
    assert_eq!((absent("44971-0"), &loinc("44971-0")["status"]), (Json::from("not-asked"), &Json::from("registered")));
    assert_eq!(loinc("30525-0")["valueQuantity"]["code"], "d", "the age as exactly as it is known");
    assert_eq!(loinc("30525-0")["component"][0]["valueQuantity"]["value"], 2, "two months, not three");
    let grouped = resources(&bundle, "Observation").into_iter().filter(|one| one["method"].is_object()).count();
    assert!(grouped > 0, "denied with the group");
    let decided = with_code(&bundle, "urn:paedlotse:decision", "overrule");
    assert_eq!(decided["finding"][0]["itemCodeableConcept"]["coding"][0]["code"], "other");
    with_code(&bundle, "urn:paedlotse:decision", "consult");
    assert_eq!(plans(&bundle), 2, "what was decided and what was agreed stand beside the advice");
    let mut pages = String::new();
    visit(&bundle, "", &mut |name, value| pages.extend(value.as_str().filter(|_| name == "div")));
    assert!(pages.contains("&lt;script&gt;&quot;&amp;"), "what was typed is kept");
    assert!(!pages.contains("<script>"), "and is no mark");
}

fn plans(bundle: &Json) -> usize {
    resources(bundle, "ServiceRequest").into_iter().filter(|one| one["intent"] == "plan").count()
}

#[test]
fn what_was_decided_under_another_advice_is_no_plan() {
    let content = shipped();
    let earlier = Advice { disposition: Disposition::TreatLocally, urgency: Urgency::Routine, destination: None };
    let case = eventful(&content).case.expect("a case");
    let (_, json) = made(&decided(model(&content, 0, case), Some(earlier)));
    let bundle: Json = serde_json::from_str(&json).expect("json");
    assert_eq!(plans(&bundle), 0);
    let decided = with_code(&bundle, "urn:paedlotse:decision", "overrule");
    assert!(decided["note"][1]["text"].as_str().is_some_and(|text| text.contains("früherem Rat")), "{decided}");
}

#[test]
fn before_the_danger_screen_no_place_is_named() {
    let content = shipped();
    let mut case = Case::new(STARTED);
    case.push(&content.set, STARTED, Action::Age(None)).expect("it fits");
    let model = model(&content, 0, case);
    let (sight, json) = made(&model);
    assert_eq!(sight.bar, BarState::DangerScreen);
    let bundle: Json = serde_json::from_str(&json).expect("json");
    assert_eq!(complaints(&bundle), Vec::<String>::new());
    assert_eq!(silence(&model, &sight, &bundle), Vec::<String>::new());
    assert!(!json.contains("urn:paedlotse:disposition"));
    let age = with_code(&bundle, "http://loinc.org", "30525-0");
    assert_eq!(age["dataAbsentReason"]["coding"][0]["code"], "not-asked");
}

/// One bundle to be read by a person: what fits one line stands on one line, and names are numbered.
#[test]
fn one_bundle_stands_written() {
    let content = shipped();
    let model = eventful(&content);
    let sight = Sight::of(&model).expect("a case is open");
    let bundle = bundle(&model, &sight, NOW).expect("a bundle");
    let mut written = String::new();
    lines(&bundle, 0, &mut written);
    written.push('\n');
    // They change with every release and every rule.
    written = written.replace(&content.digest, "DIGEST").replace(&format!("\"{}\"", content.version), "\"VERSION\"");
    let json: Json = serde_json::from_str(&bundle.json()).expect("json");
    let document = json["identifier"]["value"].as_str();
    let names = list(&json, "entry").iter().map(|entry| entry["fullUrl"].as_str());
    for (at, name) in std::iter::once(document).chain(names).enumerate() {
        written = written.replace(name.expect("a name"), &format!("urn:uuid:{at:08}-0000-8000-8000-000000000000"));
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/fhir/infant.json");
    if env::var_os("UPDATE").is_some() {
        fs::create_dir_all(file.parent().expect("a folder")).expect("the folder");
        fs::write(&file, &written).expect("written");
    }
    let there = fs::read_to_string(&file).unwrap_or_default();
    let differs = there.lines().zip(written.lines()).find(|(before, now)| before != now);
    let message = "UPDATE=1 cargo test --test handover_fhir writes it again";
    assert!(there == written, "{} differs: {differs:?}; {message}", file.display());
}

fn lines(value: &Wire, depth: usize, to: &mut String) {
    let short = value.json();
    let (open, close, items): (char, char, Vec<(String, &Wire)>) = match value {
        Wire::List(items) if short.len() > 120 => ('[', ']', items.iter().map(|item| (String::new(), item)).collect()),
        Wire::Map(fields) if short.len() > 120 => {
            ('{', '}', fields.iter().map(|(field, value)| (format!("\"{field}\": "), value)).collect())
        }
        _ => return to.push_str(&short),
    };
    to.push(open);
    for (at, (field, item)) in items.iter().enumerate() {
        to.push_str(if at == 0 { "\n" } else { ",\n" });
        to.push_str(&"  ".repeat(depth + 1));
        to.push_str(field);
        lines(item, depth + 1, to);
    }
    to.push('\n');
    to.push_str(&"  ".repeat(depth));
    to.push(close);
}

/// Writes bundles where `cargo xtask test fhir` wants them: every so many of the worked cases.
#[test]
#[ignore = "run by `cargo xtask test fhir`"]
fn write_for_the_validator() {
    let folder = PathBuf::from(env::var_os("PAEDLOTSE_FHIR").expect("PAEDLOTSE_FHIR names a folder"));
    let every: usize = env::var("PAEDLOTSE_EVERY").ok().and_then(|text| text.parse().ok()).unwrap_or(1);
    let content = shipped();
    fs::write(folder.join("eventful.json"), made(&eventful(&content)).1).expect("written");
    for (at, (_, model)) in models(&content).iter().enumerate().step_by(every) {
        fs::write(folder.join(format!("{at:04}.json")), made(model).1).expect("written");
    }
}
