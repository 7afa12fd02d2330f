//! Typed reading of TOML tables: every key is asked for by name, what nobody asked for is an error.

use super::expression::Expr;
use super::literal::Literal;
use super::parser::{condition, is_name};
use crate::diagnostics::Reports;
use crate::diagnostics::e102_unknown_key::unknown_key;
use crate::diagnostics::e103_missing_key::missing_key;
use crate::diagnostics::e104_wrong_form::{unknown_word, wrong_form};
use crate::diagnostics::e110_name_form::name_form;
use crate::diagnostics::e111_missing_text::missing_text;
use crate::source::{FileIx, Located, Location};
use crate::value::kept;
use paedlotse_core::text::Text;
use std::ops::Range;
use toml_edit::{Item, TableLike, Value};

/// Names with whole numbers, as in `{ none = 0, at_rest = 2 }`.
pub(crate) type Numbers = Vec<(Located<String>, i32)>;

/// Reads one table and remembers which keys have a meaning.
pub(crate) struct Reader<'a> {
    /// "a rule", "the finding `stridor`".
    what: String,
    at: Location,
    file: FileIx,
    source: &'a str,
    table: &'a dyn TableLike,
    reports: &'a Reports,
    known: Vec<&'static str>,
}

impl<'a> Reader<'a> {
    pub(crate) fn root(file: FileIx, source: &'a str, table: &'a dyn TableLike, reports: &'a Reports) -> Self {
        let at = Location { file, start: 0, end: source.find('\n').unwrap_or(source.len()) };
        Self { what: "this file".to_owned(), at, file, source, table, reports, known: Vec::new() }
    }

    fn inside(&self, what: &str, table: &'a dyn TableLike, span: Option<Range<usize>>) -> Self {
        let whole = self.located(span);
        // A table may be long: its first line is enough to point at.
        let text = self.source.get(whole.start..whole.end).unwrap_or("");
        let line = text.find('\n').unwrap_or(text.len());
        let at = Location { end: whole.start.saturating_add(line), ..whole };
        let id = table.get("id").or_else(|| table.get("name")).and_then(Item::as_str);
        let what = match id {
            Some(id) => format!("the {what} `{id}`"),
            None => format!("a {what}"),
        };
        Self { what, at, table, known: Vec::new(), ..*self }
    }

    pub(crate) fn reports(&self) -> &'a Reports {
        self.reports
    }

    /// Where the table begins.
    pub(crate) fn at(&self) -> Location {
        self.at
    }

    fn located(&self, span: Option<Range<usize>>) -> Location {
        span.map_or(self.at, |span| Location { file: self.file, start: span.start, end: span.end })
    }

    fn item(&mut self, key: &'static str) -> Option<(&'a Item, Location)> {
        if !self.known.contains(&key) {
            self.known.push(key);
        }
        let item = self.table.get(key)?;
        Some((item, self.located(item.span())))
    }

    /// Whether a key stands in the table.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    fn missing(&self, key: &str) {
        self.reports.add(missing_key(&self.what, key, self.at));
    }

    /// Says which keys nobody asked for.
    pub(crate) fn finish(self) {
        for (key, _) in self.table.iter() {
            if !self.known.contains(&key) {
                let at = self.located(self.table.key(key).and_then(toml_edit::Key::span));
                self.reports.add(unknown_key(&self.what, key, at, &self.known));
            }
        }
    }

    pub(crate) fn maybe_string(&mut self, key: &'static str) -> Option<Located<String>> {
        let (item, at) = self.item(key)?;
        match item.as_str() {
            Some(text) => Some(Located { value: text.to_owned(), at }),
            None => {
                self.reports.add(wrong_form(key, "a text in quotes", at));
                None
            }
        }
    }

    /// A text in quotes; empty, and reported, when it is missing.
    pub(crate) fn string(&mut self, key: &'static str) -> Located<String> {
        if !self.has(key) {
            self.known.push(key);
            self.missing(key);
        }
        self.maybe_string(key).unwrap_or(Located { value: String::new(), at: self.at })
    }

    /// A name in `lower_snake_case`.
    pub(crate) fn id(&mut self, key: &'static str, what: &str) -> Located<String> {
        let id = self.string(key);
        if !id.value.is_empty() && !is_name(&id.value) {
            self.reports.add(name_form(what, &id.value, id.at, false));
        }
        id
    }

    /// A name in `kebab-case`.
    pub(crate) fn kebab_id(&mut self, key: &'static str, what: &str) -> Located<String> {
        let id = self.string(key);
        if !id.value.is_empty() && (!is_name(&id.value.replace('-', "_")) || id.value.contains('_')) {
            self.reports.add(name_form(what, &id.value, id.at, true));
        }
        id
    }

    pub(crate) fn maybe_integer(&mut self, key: &'static str) -> Option<Located<i32>> {
        let (item, at) = self.item(key)?;
        match item.as_integer().and_then(|value| i32::try_from(value).ok()) {
            Some(value) => Some(Located { value, at }),
            None => {
                self.reports.add(wrong_form(key, "a whole number", at));
                None
            }
        }
    }

    pub(crate) fn integer(&mut self, key: &'static str) -> Located<i32> {
        if !self.has(key) {
            self.known.push(key);
            self.missing(key);
        }
        self.maybe_integer(key).unwrap_or(Located { value: 0, at: self.at })
    }

    pub(crate) fn maybe_u16(&mut self, key: &'static str) -> Option<Located<u16>> {
        let Located { value, at } = self.maybe_integer(key)?;
        match u16::try_from(value) {
            Ok(value) => Some(Located { value, at }),
            Err(_) => {
                self.reports.add(wrong_form(key, "a whole number from 0 to 65535", at));
                None
            }
        }
    }

    pub(crate) fn u16(&mut self, key: &'static str) -> Located<u16> {
        if !self.has(key) {
            self.known.push(key);
            self.missing(key);
        }
        self.maybe_u16(key).unwrap_or(Located { value: 0, at: self.at })
    }

    pub(crate) fn flag(&mut self, key: &'static str) -> bool {
        let Some((item, at)) = self.item(key) else {
            return false;
        };
        item.as_bool().unwrap_or_else(|| {
            self.reports.add(wrong_form(key, "true or false", at));
            false
        })
    }

    pub(crate) fn maybe_word<T: Copy>(&mut self, key: &'static str, words: &[(&str, T)]) -> Option<Located<T>> {
        let Located { value, at } = self.maybe_string(key)?;
        let found = words.iter().find(|(word, _)| *word == value);
        if found.is_none() {
            let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            self.reports.add(unknown_word(key, &value, at, &words));
        }
        found.map(|(_, meaning)| Located { value: *meaning, at })
    }

    pub(crate) fn word<T: Copy>(&mut self, key: &'static str, words: &[(&str, T)]) -> Option<Located<T>> {
        if !self.has(key) {
            self.missing(key);
        }
        self.maybe_word(key, words)
    }

    pub(crate) fn maybe_text(&mut self, key: &'static str) -> Option<Text> {
        let (item, at) = self.item(key)?;
        Some(self.text_of(key, item.as_table_like(), at))
    }

    pub(crate) fn text(&mut self, key: &'static str) -> Text {
        if !self.has(key) {
            self.known.push(key);
            self.missing(key);
        }
        self.maybe_text(key).unwrap_or_default()
    }

    fn text_of(&self, key: &str, table: Option<&'a dyn TableLike>, at: Location) -> Text {
        let Some(table) = table else {
            self.reports.add(wrong_form(key, "{ de = \"…\", en = \"…\" }", at));
            return Text::default();
        };
        let mut reader = self.inside("text", table, None);
        reader.at = at;
        let mut one = |key: &'static str, language: &str| {
            let text = reader.maybe_string(key).map(|text| text.value.trim().to_owned()).unwrap_or_default();
            if text.is_empty() {
                self.reports.add(missing_text(language, at));
            }
            kept(&text)
        };
        let text = Text::new(one("de", "German"), one("en", "English"));
        reader.finish();
        text
    }

    pub(crate) fn texts(&mut self, key: &'static str) -> Vec<Text> {
        let values = self.values(key);
        values
            .into_iter()
            .map(|value| {
                let at = self.located(value.span());
                self.text_of(key, value.as_inline_table().map(|table| -> &dyn TableLike { table }), at)
            })
            .collect()
    }

    fn values(&mut self, key: &'static str) -> Vec<&'a Value> {
        let Some((item, at)) = self.item(key) else {
            return Vec::new();
        };
        match item.as_array() {
            Some(array) => array.iter().collect(),
            None => {
                self.reports.add(wrong_form(key, "a list in [ ]", at));
                Vec::new()
            }
        }
    }

    fn string_of(&self, key: &str, value: &Value) -> Option<Located<String>> {
        let at = self.located(value.span());
        match value.as_str() {
            Some(text) => Some(Located { value: text.to_owned(), at }),
            None => {
                self.reports.add(wrong_form(key, "a list of texts in quotes", at));
                None
            }
        }
    }

    pub(crate) fn strings(&mut self, key: &'static str) -> Vec<Located<String>> {
        let values = self.values(key);
        values.into_iter().filter_map(|value| self.string_of(key, value)).collect()
    }

    /// One text, or a list of texts.
    pub(crate) fn string_or_strings(&mut self, key: &'static str) -> Vec<Located<String>> {
        match self.table.get(key) {
            Some(item) if item.is_str() => self.maybe_string(key).into_iter().collect(),
            _ => self.strings(key),
        }
    }

    /// A list of names; a list inside the list holds alternatives.
    pub(crate) fn alternatives(&mut self, key: &'static str) -> Vec<Located<Vec<Located<String>>>> {
        let values = self.values(key);
        let mut all = Vec::new();
        for value in values {
            let at = self.located(value.span());
            let names = match value.as_array() {
                Some(array) => array.iter().filter_map(|value| self.string_of(key, value)).collect(),
                None => self.string_of(key, value).into_iter().collect(),
            };
            all.push(Located { value: names, at });
        }
        all
    }

    /// `[[key]]`, or a list of inline tables.
    pub(crate) fn tables(&mut self, key: &'static str, what: &str) -> Vec<Reader<'a>> {
        let Some((item, at)) = self.item(key) else {
            return Vec::new();
        };
        match item {
            Item::ArrayOfTables(tables) => tables.iter().map(|table| self.inside(what, table, table.span())).collect(),
            Item::Value(Value::Array(array)) => {
                let mut all = Vec::new();
                for value in array {
                    match value.as_inline_table() {
                        Some(table) => all.push(self.inside(what, table, table.span())),
                        None => self.reports.add(wrong_form(key, "a list of { }", self.located(value.span()))),
                    }
                }
                all
            }
            _ => {
                self.reports.add(wrong_form(key, &format!("[[{key}]]"), at));
                Vec::new()
            }
        }
    }

    /// `[key]`, or an inline table.
    pub(crate) fn table(&mut self, key: &'static str, what: &str) -> Option<Reader<'a>> {
        let (item, at) = self.item(key)?;
        match item.as_table_like() {
            Some(table) => Some(self.inside(what, table, item.span())),
            None => {
                self.reports.add(wrong_form(key, &format!("[{key}]"), at));
                None
            }
        }
    }

    /// All keys of a table of whole numbers, with their places.
    pub(crate) fn numbers(&mut self, key: &'static str) -> Option<Located<Numbers>> {
        let (item, at) = self.item(key)?;
        let Some(table) = item.as_table_like() else {
            self.reports.add(wrong_form(key, "{ option = points, … }", at));
            return None;
        };
        let mut numbers = Vec::new();
        for (name, item) in table.iter() {
            let place = self.located(table.key(name).and_then(toml_edit::Key::span));
            match item.as_integer().and_then(|value| i32::try_from(value).ok()) {
                Some(value) => numbers.push((Located { value: name.to_owned(), at: place }, value)),
                None => self.reports.add(wrong_form(name, "a whole number", self.located(item.span()))),
            }
        }
        Some(Located { value: numbers, at })
    }

    /// The text of a string with the place of every character.
    pub(crate) fn literal(&mut self, key: &'static str) -> Option<Literal> {
        let at = self.maybe_string(key)?.at;
        let raw = self.source.get(at.start..at.end).unwrap_or("");
        Some(Literal::read(raw, at))
    }

    /// As [`Self::strings`], with the places of every character.
    pub(crate) fn literals(&mut self, key: &'static str) -> Vec<Literal> {
        let all = self.strings(key).into_iter();
        all.map(|text| Literal::read(self.source.get(text.at.start..text.at.end).unwrap_or(""), text.at)).collect()
    }

    pub(crate) fn maybe_condition(&mut self, key: &'static str) -> Option<Expr> {
        let literal = self.literal(key)?;
        Some(condition(&literal, self.reports))
    }

    pub(crate) fn condition(&mut self, key: &'static str) -> Expr {
        if !self.has(key) {
            self.known.push(key);
            self.missing(key);
        }
        self.maybe_condition(key).unwrap_or(Expr::Broken(self.at))
    }
}
