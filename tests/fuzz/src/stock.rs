//! What the doors stand in: the shipped content, an app with an open case, and right data to make wrong data of.

use crate::app::arrival::arrive;
use crate::app::effect::Theme;
use crate::app::embed;
use crate::app::keep::{Opening, Store};
use crate::app::model::{Content, Late, Model};
use crate::app::msg::{AgeKey, Msg};
use crate::app::route::Screen;
use crate::app::time::Now;
use crate::app::update::update;
use crate::app::{house, snapshot};
use crate::charts::{chart_words, charts, messages};
use crate::mutate::words_of;
use paedlotse_compiler::Compiled;
use paedlotse_core::case::Timestamp;
use paedlotse_core::finding::{FindingIx, FindingType};
use paedlotse_core::protocol::ProtocolSet;
use paedlotse_core::text::Language;
use paedlotse_core::wire;
use paedlotse_core::wire::release::Release;
use serde_json::{Map, Value};
use std::path::Path;
use std::rc::Rc;

/// A moment at which all of this happens: a Thursday evening.
pub const NOW: Now = Now { at: Timestamp(1_795_313_160_000), ahead: 60 };

/// Everything a door may need.
#[derive(Debug)]
pub struct Stock {
    /// Rules and vocabulary, with the spellings of the evidence.
    pub compiled: Compiled,
    /// A few complaints and no symptoms, for what looks at all of them.
    pub few: ProtocolSet,
    /// The app with an open case: two years old, fever.
    pub model: Model,
    /// The app at its start, waiting for the case that the tab had open.
    pub without_case: Model,
    /// Cases that were put aside.
    pub snapshots: Vec<Value>,
    /// What the house keeps.
    pub house: Value,
    /// What the operator decided.
    pub config: Value,
    /// Every word of it, and the other words it may hold.
    pub config_words: Vec<String>,
    /// What the store's script tells.
    pub news: Vec<Value>,
    /// Network cards in their envelopes, one of them with its release.
    pub cards: Vec<Value>,
    /// Every word of the cards.
    pub card_words: Vec<String>,
    /// What hospitals' systems send about a child.
    pub charts: Vec<Value>,
    /// Every word of it, and other codes and units.
    pub chart_words: Vec<String>,
    /// What the page around the app says, one of each kind.
    pub messages: Vec<Value>,
    /// Children, one a line, as `assess` reads them.
    pub lines: Vec<Value>,
    /// Every word of the lines, and other findings and complaints.
    pub line_words: Vec<String>,
    /// Names, other words and symptoms of the complaints, in both languages.
    pub searched: Vec<String>,
    /// The findings that are numbers.
    pub numbers: Vec<FindingIx>,
}

impl Stock {
    /// Reads it from the project's folder.
    ///
    /// # Errors
    /// When content or a sample cannot be read.
    pub fn new() -> Result<Self, String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let compiled = xtask::check::compile(&root.join("assets"))?;
        let file = |name: &str| {
            std::fs::read_to_string(root.join(name)).map_err(|error| format!("{name} cannot be read: {error}"))
        };
        let json = |text: &str| serde_json::from_str::<Value>(text).map_err(|error| error.to_string());

        let shipped =
            compiled.set.networks.as_slice().iter().map(|card| to_json(&wire::card::write(&compiled.set, card)));
        let mut cards: Vec<Value> = shipped.collect();
        let released = cards.first().map(|card| to_json(&released().within(from_json(card, wire::limits::DEPTH))));
        cards.extend(released);
        for name in ["tests/compat/card-v1.json", "tests/compat/card-v1-every-field.json"] {
            cards.push(json(&file(name)?)?);
        }
        let mut lines = Vec::new();
        for line in file("assets/schemas/sample.jsonl")?.lines() {
            lines.push(json(line)?);
        }
        for line in file("tests/cases/done.jsonl")?.lines() {
            lines.extend(json(line)?.get("case").cloned());
        }
        let set = &compiled.set;
        let mut line_words: Vec<String> = set.findings.iter().map(|finding| finding.id.to_owned()).collect();
        line_words.extend(set.protocols.iter().map(|protocol| protocol.id.to_owned()));
        lines.iter().for_each(|line| words_of(line, &mut line_words));
        let mut card_words: Vec<String> = set.capabilities.iter().map(|one| one.id.to_owned()).collect();
        cards.iter().for_each(|card| words_of(card, &mut card_words));
        let texts = set.protocols.iter().flat_map(|protocol| [protocol.title, protocol.subtitle, protocol.synonyms]);
        let texts = texts.chain(set.findings.iter().map(|finding| finding.label));
        let searched =
            texts.flat_map(|text| [Language::De, Language::En].map(|language| text.get(language).to_owned())).collect();
        let is_number = |ix: &FindingIx| {
            set.finding(*ix).is_some_and(|finding| matches!(finding.answer, FindingType::Number { .. }))
        };
        let numbers = (0..u16::try_from(set.findings.len()).unwrap_or(u16::MAX)).map(FindingIx).filter(is_number);
        let numbers = numbers.collect();
        let few = ProtocolSet {
            protocols: set.protocols.iter().take(6).cloned().collect::<Vec<_>>().into(),
            ..ProtocolSet::default()
        };
        let (without_case, model) = opened(&compiled)?;
        let mut snapshots = vec![json(&file("tests/compat/case-v1.json")?)?];
        // The form of a case alone, in the snapshot that holds it.
        let own = snapshot::take(&model, None).map(|own| to_json(&own)).ok_or("the case cannot be put aside")?;
        if let (Some(case), Some(mut around)) = (snapshots.pop(), own.as_object().cloned()) {
            around.insert("case".to_owned(), case);
            snapshots.extend([own, Value::Object(around)]);
        }
        let mut house_kept = without_case.clone();
        // The card with every field: it is small.
        let own = cards.last().map(|card| wire::card::read(&compiled.set, &from_json(card, wire::limits::DEPTH)));
        house_kept.imported.extend(own.and_then(Result::ok));
        let house = to_json(&house::take(&house_kept));
        let config = json(&file("assets/config.json")?)?;
        let mut config_words: Vec<String> = ["memory", "tab", "device", "24", "-1"].map(str::to_owned).to_vec();
        words_of(&config, &mut config_words);
        let document = json(&file("tests/golden/fhir/infant.json")?)?;
        let charts = charts(&document);
        let messages = messages(&charts, &document);
        let chart_words = chart_words(set, &charts);
        let news = news(&snapshots, &house, &config);
        Ok(Self {
            compiled,
            few,
            model,
            without_case,
            snapshots,
            house,
            config,
            config_words,
            news,
            cards,
            card_words,
            charts,
            chart_words,
            messages,
            lines,
            line_words,
            searched,
            numbers,
        })
    }
}

/// The app at its start, and in the middle of a case with every form open.
fn opened(compiled: &Compiled) -> Result<(Model, Model), String> {
    let content = Content {
        set: compiled.set,
        digest: compiled.digest.clone(),
        version: "0.0.0".to_owned(),
        german: true,
        english: true,
        whole: true,
        late: Some(Late {
            leave: |_, _| Vec::new(),
            // The document is made of views, which are not here.
            document: |_, _, _| None,
            arrive,
            house: house::take,
            card: house::file,
            hear: embed::hear,
            follow: embed::follow,
            chart: embed::file,
            link: embed::link::messages,
        }),
    };
    let fever = compiled.set.protocol_named("fever").ok_or("the content has no fever")?;
    let mut start = Model::new(Rc::new(content), Language::De, Theme::Day, NOW);
    start.storage.store = Store::There;
    let messages = [
        Msg::NewCase(Screen::Child),
        Msg::AgeDigit(2),
        Msg::AgeUnit(AgeKey::Years),
        Msg::Complaint(fever),
        Msg::ReleaseForm(true),
        Msg::OverruleForm(true),
        Msg::ConsultForm(true),
    ];
    let open = messages.iter().fold(start.clone(), |model, msg| update(&model, NOW, msg).0);
    start.storage.opening = Some(Opening { started: NOW.at, by_tap: true });
    Ok((start, open))
}

/// What `assets/store.js` tells, one of each kind.
fn news(snapshots: &[Value], house: &Value, config: &Value) -> Vec<Value> {
    let id = NOW.at.0.to_string();
    let case = |mode: &str| serde_json::json!({ "id": "1795313100000", "mode": mode, "started": 1, "at": NOW.at.0, "until": NOW.at.0, "held": false });
    let cases = serde_json::json!([case("tab"), case("device")]);
    let mut all = vec![
        serde_json::json!({ "kind": "ready", "standalone": false, "cases": cases, "here": id, "house": house }),
        serde_json::json!({ "kind": "ready", "standalone": true, "reason": "insecure" }),
        serde_json::json!({ "kind": "config", "config": config }),
        serde_json::json!({ "kind": "cases", "cases": cases }),
        serde_json::json!({ "kind": "saved", "id": id, "count": 1 }),
        serde_json::json!({ "kind": "failed", "reason": "full" }),
        serde_json::json!({ "kind": "opened", "id": id, "reason": "elsewhere" }),
    ];
    let opened = |snapshot| serde_json::json!({ "kind": "opened", "id": id, "at": NOW.at.0, "snapshot": snapshot });
    all.extend(snapshots.iter().map(opened));
    all
}

/// A release as a physician would give it.
fn released() -> Release {
    Release {
        name: "Dr. Muster".to_owned(),
        role: "Chefärztin".to_owned(),
        date: "2026-11-26".to_owned(),
        version: "2026-11".to_owned(),
        ruleset: "abc".to_owned(),
        fingerprint: "000000000000feed".to_owned(),
    }
}

/// What the browser hands over: as `src/shell/files.rs` makes values of its JSON, and as deep.
pub fn from_json(json: &Value, depth: usize) -> wire::Value {
    match (json, depth.checked_sub(1)) {
        (Value::Bool(truth), _) => wire::Value::Bool(*truth),
        (Value::Number(number), _) => {
            let decimal = || wire::Value::of_decimal(&number.to_string());
            number.as_i64().map_or_else(decimal, wire::Value::Number)
        }
        (Value::String(text), _) => wire::Value::Text(text.clone()),
        (Value::Array(items), Some(deeper)) => {
            wire::Value::List(items.iter().map(|item| from_json(item, deeper)).collect())
        }
        (Value::Object(fields), Some(deeper)) => {
            wire::Value::Map(fields.iter().map(|(name, field)| (name.clone(), from_json(field, deeper))).collect())
        }
        _ => wire::Value::Null,
    }
}

/// What the browser writes.
pub fn to_json(value: &wire::Value) -> Value {
    match value {
        wire::Value::Null | wire::Value::Fraction => Value::Null,
        wire::Value::Bool(truth) => Value::Bool(*truth),
        wire::Value::Number(number) => Value::from(*number),
        wire::Value::Decimal(..) => serde_json::from_str(&value.json()).unwrap_or(Value::Null),
        wire::Value::Text(text) => Value::from(text.as_str()),
        wire::Value::List(items) => Value::Array(items.iter().map(to_json).collect()),
        wire::Value::Map(fields) => {
            Value::Object(Map::from_iter(fields.iter().map(|(name, field)| (name.clone(), to_json(field)))))
        }
    }
}
