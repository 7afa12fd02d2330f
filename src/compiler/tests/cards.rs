//! The cards that are shipped leave the program and come back unchanged, whatever is done to them on the way.

#![cfg(test)]

#[path = "../../core/tests/json/mod.rs"]
mod json;

use json::{json, value};
use paedlotse_compiler::Compiled;
use paedlotse_core::network::{Basis, Network};
use paedlotse_core::protocol::ProtocolSet;
use paedlotse_core::text::Language;
use paedlotse_core::wire::card::{identity, read, write};
use paedlotse_core::wire::{Value, limits};
use paedlotse_core::words::{apart, awaiting};
use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn set() -> &'static ProtocolSet {
    static COMPILED: OnceLock<Compiled> = OnceLock::new();
    let compile = || paedlotse_compiler::compile(&repository().join("assets")).unwrap_or_else(|e| panic!("{e}"));
    &COMPILED.get_or_init(compile).set
}

fn shipped() -> impl Iterator<Item = &'static Network> {
    set().networks.as_slice().iter()
}

fn reads(value: &Value) -> Network {
    read(set(), value).unwrap_or_else(|troubles| {
        let told: Vec<String> = troubles.iter().map(ToString::to_string).collect();
        panic!("{}", told.join("\n"))
    })
}

#[test]
fn shipped_cards_come_back_as_they_left() {
    for card in shipped() {
        let written = write(set(), card);
        assert_eq!(reads(&written), *card);
        let text = serde_json::to_string(&json(&written)).unwrap();
        assert_eq!(reads(&value(&serde_json::from_str(&text).unwrap())), *card, "as text");
        assert!(depth(&written) <= limits::DEPTH);
    }
}

/// In a browser the references of shipped cards are missing, and the words of the other language.
#[test]
fn cards_of_a_browser_leave_it_too() {
    for card in shipped() {
        let (bytes, words, rest) = apart("seal", || postcard::to_allocvec(card).unwrap());
        let bytes: &'static [u8] = bytes.leak();
        let there = || postcard::from_bytes::<Network>(bytes).ok();
        let (in_browser, awaited) = awaiting(there).unwrap();
        assert!(awaited.first_come("seal", Language::De, words.de.leak()));
        assert!(awaited.rest_come("seal", Language::De, rest.de.leak()));
        let back = reads(&write(set(), &in_browser));
        assert_eq!(back.title.get(Language::En), card.title.get(Language::De), "one language stands for both");
        assert_eq!(identity(set(), &back), identity(set(), card));
        assert_eq!(reads(&write(set(), &back)), back);
    }
}

fn depth(value: &Value) -> usize {
    let inside = match value {
        Value::List(items) => items.iter().map(depth).max(),
        Value::Map(fields) => fields.iter().map(|(_, value)| depth(value)).max(),
        _ => return 0,
    };
    inside.unwrap_or(0) + 1
}

/// A card in TOML, as a platform would hand it over.
fn from_toml(path: &Path) -> Value {
    let document: toml_edit::DocumentMut = fs::read_to_string(path).unwrap().parse().unwrap();
    let card = table(document.as_table());
    let text = |text: &str| Value::Text(text.to_owned());
    let envelope = [("paedlotse", text("network-card")), ("version", Value::Number(1)), ("card", card)];
    Value::Map(envelope.map(|(name, value)| (name.to_owned(), value)).to_vec())
}

fn table(table: &dyn toml_edit::TableLike) -> Value {
    Value::Map(table.iter().map(|(name, item)| (name.to_owned(), item_value(item))).collect())
}

fn item_value(item: &toml_edit::Item) -> Value {
    if let Some(tables) = item.as_array_of_tables() {
        return Value::List(tables.iter().map(|one| table(one)).collect());
    }
    match item.as_value() {
        Some(toml_edit::Value::String(text)) => Value::Text(text.value().clone()),
        Some(toml_edit::Value::Integer(number)) => Value::Number(*number.value()),
        Some(toml_edit::Value::Boolean(yes)) => Value::Bool(*yes.value()),
        Some(toml_edit::Value::Array(items)) => {
            Value::List(items.iter().map(|one| item_value(&toml_edit::Item::Value(one.clone()))).collect())
        }
        Some(toml_edit::Value::InlineTable(one)) => table(one),
        _ => item.as_table().map_or(Value::Fraction, |one| table(one)),
    }
}

/// One language: what an author writes in a file is what a house sends.
#[test]
fn cards_are_written_alike_in_files_and_on_the_wire() {
    for card in shipped() {
        let file = repository().join(format!("assets/networks/{}.toml", card.id));
        assert_eq!(reads(&from_toml(&file)), *card);
    }
    reads(&from_toml(&repository().join("assets/networks/template/blank.toml")));
}

/// The first form, as it was written when there was no other. It is read for ever: this file never changes.
#[test]
fn the_first_form_is_read_for_ever() {
    let file = repository().join("tests/compat/card-v1.json");
    if std::env::var_os("UPDATE").is_some() && !file.exists() {
        let card = shipped().find(|card| card.id == "soest-lippstadt").unwrap();
        fs::write(&file, format!("{:#}\n", json(&write(set(), card)))).unwrap();
    }
    let card = reads(&value(&serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap()));
    assert_eq!((card.id, card.no, card.version), ("soest-lippstadt", 1, "2026-11"));
    assert_eq!(card.site_named("soest"), Some(card.home));
    let lines = [Basis::Public, Basis::Assumed, Basis::Confirmed].map(|basis| card.lines(basis));
    assert_eq!(lines, [7, 87, 0]);
    let per_house: Vec<_> = card.sites.iter().map(|s| (s.offers.len(), s.clinics.len(), s.contacts.len())).collect();
    assert_eq!(per_house, [(17, 3, 1), (70, 0, 2)]);
    assert_eq!((card.travel.len(), card.travel[0].minutes, card.transport.len()), (1, 25, 3));
    assert_eq!(reads(&write(set(), &card)), card);
}

/// What can be done to one place of a card.
#[derive(Clone, Debug)]
enum Change {
    Put(Value),
    Remove(usize),
    Double(usize),
    Turn(usize),
    Rename(usize, &'static str),
}

const WORDS: [&str; 24] = [
    "",
    "soest",
    "lippstadt",
    "picu",
    "exp_diabetology",
    "transport_rtw",
    "assumed",
    "public",
    "confirmed",
    "air",
    "rtw",
    "6 years",
    "29 days",
    "18 years",
    "Mon-Fri 08:00-16:00",
    "Sat-Mon 20:00-08:00",
    "Sun 00:00-24:00",
    "https://example.org",
    "a\u{0}b",
    "\u{202e}",
    " ",
    "999999 years",
    "Mon 24:00-24:00",
    "ß",
];
const FIELDS: [&str; 12] =
    ["hours", "from_age", "under_age", "on_call", "by", "offer", "clinic", "contact", "stands_at", "de", "basis", "x"];

fn changes() -> impl Strategy<Value = Vec<(usize, Change)>> {
    let put = prop_oneof![
        Just(Value::Null),
        Just(Value::Bool(true)),
        Just(Value::Fraction),
        (any::<i64>(), 1_u8..40).prop_map(|(digits, places)| Value::Decimal(digits, places)),
        Just(Value::List(Vec::new())),
        Just(Value::Map(Vec::new())),
        any::<i64>().prop_map(Value::Number),
        (0_i64..2000).prop_map(Value::Number),
        prop::sample::select(WORDS.to_vec()).prop_map(|word| Value::Text(word.to_owned())),
        prop::sample::select(WORDS.to_vec()).prop_map(|word| Value::List(vec![Value::Text(word.to_owned())])),
        prop::collection::vec(any::<char>(), 190..210).prop_map(|text| Value::Text(text.into_iter().collect())),
    ];
    let at = any::<usize>();
    let change = prop_oneof![
        4 => put.prop_map(Change::Put),
        2 => at.prop_map(Change::Remove),
        1 => at.prop_map(Change::Double),
        1 => at.prop_map(Change::Turn),
        2 => (at, prop::sample::select(FIELDS.to_vec())).prop_map(|(at, name)| Change::Rename(at, name)),
    ];
    prop::collection::vec((any::<usize>(), change), 1..4)
}

fn places(value: &Value) -> usize {
    1 + match value {
        Value::List(items) => items.iter().map(places).sum(),
        Value::Map(fields) => fields.iter().map(|(_, value)| places(value)).sum(),
        _ => 0,
    }
}

/// The place at position `at`, counted from the outside in.
fn place(value: &mut Value, at: usize) -> &mut Value {
    let Some(mut rest) = at.checked_sub(1) else { return value };
    let inside: Vec<&mut Value> = match value {
        Value::List(items) => items.iter_mut().collect(),
        Value::Map(fields) => fields.iter_mut().map(|(_, value)| value).collect(),
        _ => Vec::new(),
    };
    for one in inside {
        let size = places(one);
        if rest < size {
            return place(one, rest);
        }
        rest -= size;
    }
    unreachable!("there are as many places as were counted")
}

fn on_items<T: Clone>(items: &mut Vec<T>, change: &Change) {
    let len = items.len().max(1);
    match change {
        Change::Remove(at) if !items.is_empty() => {
            items.remove(at % len);
        }
        Change::Double(at) if !items.is_empty() => items.insert(at % len, items[at % len].clone()),
        Change::Turn(at) if !items.is_empty() => items.rotate_left(at % len),
        _ => {}
    }
}

fn changed(card: &Network, changes: &[(usize, Change)]) -> Value {
    let mut written = write(set(), card);
    for (at, change) in changes {
        let count = places(&written);
        let place = place(&mut written, at % count);
        match (change, place) {
            (Change::Put(value), place) => *place = value.clone(),
            (Change::Rename(at, name), Value::Map(fields)) if !fields.is_empty() => {
                let at = at % fields.len();
                fields[at].0 = (*name).to_owned();
            }
            (change, Value::List(items)) => on_items(items, change),
            (change, Value::Map(fields)) => on_items(fields, change),
            _ => {}
        }
    }
    written
}

fn stays_itself_or_is_refused(value: &Value) -> Result<(), TestCaseError> {
    match read(set(), value) {
        Err(troubles) => prop_assert!(!troubles.is_empty() && troubles.len() <= limits::TROUBLES),
        Ok(card) => {
            let written = write(set(), &card);
            prop_assert_eq!(read(set(), &written), Ok(card));
            prop_assert_eq!(write(set(), &card), written);
        }
    }
    Ok(())
}

/// Puts a value into the place of this number, counted from the first.
fn with_number(value: &Value, left: &mut usize, new: &Value) -> Value {
    match value {
        Value::Number(_) if *left == 0 => {
            *left = usize::MAX;
            new.clone()
        }
        Value::Number(_) => {
            *left = left.saturating_sub(1);
            value.clone()
        }
        Value::List(items) => Value::List(items.iter().map(|item| with_number(item, left, new)).collect()),
        Value::Map(fields) => {
            let field = |(name, value): &(String, Value)| (name.clone(), with_number(value, left, new));
            Value::Map(fields.iter().map(field).collect())
        }
        other => other.clone(),
    }
}

/// A decimal number has no place on a card: it is refused as one whose value was not kept.
#[test]
fn a_decimal_number_is_refused_as_any_other_fraction() {
    let card = write(set(), shipped().next().unwrap());
    let numbers = card.json().split(|c: char| !c.is_ascii_digit()).count();
    let mut tried = 0;
    for at in 0..numbers {
        let fraction = with_number(&card, &mut at.clone(), &Value::Fraction);
        if fraction == card {
            break;
        }
        tried += 1;
        let refused = read(set(), &fraction).unwrap_err();
        for decimal in [Value::Decimal(15, 1), Value::Decimal(20, 1), Value::Decimal(3, 0)] {
            assert_eq!(read(set(), &with_number(&card, &mut at.clone(), &decimal)).as_ref(), Err(&refused));
        }
    }
    assert!(tried > 10, "{tried} numbers");
}

/// Anything at all.
fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::Number),
        Just(Value::Fraction),
        (any::<i64>(), 1_u8..40).prop_map(|(digits, places)| Value::Decimal(digits, places)),
        any::<String>().prop_map(Value::Text),
    ];
    let names = ["paedlotse", "version", "card", "network", "no", "title", "home", "site", "travel", "transport", "id"];
    leaf.prop_recursive(6, 60, 8, move |inner| {
        let name = prop_oneof![3 => prop::sample::select(names.to_vec()).prop_map(str::to_owned), 1 => any::<String>()];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Value::List),
            prop::collection::vec((name, inner), 0..8).prop_map(Value::Map),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_spoilt_card_is_refused_or_is_a_card(which in any::<prop::sample::Index>(), changes in changes()) {
        stays_itself_or_is_refused(&changed(which.get(&set().networks), &changes))?;
    }

    #[test]
    fn anything_is_refused_or_is_a_card(card in anything(), outside in anything()) {
        let text = |text: &str| Value::Text(text.to_owned());
        let envelope = [("paedlotse", text("network-card")), ("version", Value::Number(1)), ("card", card)];
        stays_itself_or_is_refused(&Value::Map(envelope.map(|(name, value)| (name.to_owned(), value)).to_vec()))?;
        stays_itself_or_is_refused(&outside)?;
    }
}
