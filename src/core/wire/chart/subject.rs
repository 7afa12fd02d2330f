//! Of whom something is: nothing of another patient may be offered for this child.

use super::codes::list;
use crate::wire::Value;
use std::collections::BTreeSet;

/// A patient that was sent.
#[derive(Clone, Copy)]
pub(super) struct Patient<'v> {
    /// The name of its entry in a bundle.
    pub(super) url: Option<&'v str>,
    /// The resource.
    pub(super) resource: &'v Value,
}

impl Patient<'_> {
    /// Whether a subject is this patient, or nobody says otherwise.
    pub(super) fn is(self, subject: Option<&Value>) -> bool {
        let Some(subject) = subject else { return true };
        if subject.field("identifier").and_then(|named| self.has(named)) == Some(false) {
            return false;
        }
        let Some(reference) = subject.field("reference") else { return true };
        let Some(reference) = reference.text().map(without_version) else { return false };
        if self.url == Some(reference) {
            return true;
        }
        if self.url.is_some_and(is_address) && is_address(reference) {
            return false;
        }
        let id = self.resource.field("id").and_then(Value::text).filter(|id| !id.is_empty());
        let named = reference.rsplit_once('/').filter(|(before, _)| before.rsplit('/').next() == Some("Patient"));
        id.is_some() && named.map(|(_, named)| named) == id
    }
}

impl<'v> Patient<'v> {
    /// Whether this identifier is one of this patient's own; none: the patient has none of its system.
    fn has(self, named: &Value) -> Option<bool> {
        let own = list(Some(self.resource), "identifier").iter();
        let mut own = own.filter(|own| said(own, "system") == said(named, "system")).peekable();
        own.peek()?;
        Some(own.any(|own| said(own, "value") == said(named, "value")))
    }

    /// By what a subject that is this patient is known beyond that.
    pub(super) fn beyond(self, subject: Known<'v>) -> Known<'v> {
        Known { reference: None, identifier: subject.identifier.filter(|named| self.has(named) != Some(true)) }
    }

    /// What names the patient.
    pub(super) fn names(self) -> Vec<String> {
        let identifiers = list(Some(self.resource), "identifier").iter().filter_map(identifier);
        let field = |name| self.resource.field(name).and_then(Value::text).filter(|text| !text.is_empty());
        let fields = ["id", "birthDate"].into_iter().filter_map(|name| Some(named(name, &[field(name)?])));
        identifiers.chain(fields).collect()
    }
}

/// What a subject is known by.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Known<'v> {
    reference: Option<&'v str>,
    identifier: Option<&'v Value>,
}

impl<'v> Known<'v> {
    pub(super) fn of(subject: &'v Value) -> Self {
        let reference = subject.field("reference").and_then(Value::text).map(without_version);
        Self { reference, identifier: said(subject, "identifier") }
    }

    /// What names the subject.
    pub(super) fn names(self) -> impl Iterator<Item = String> {
        let reference = self.reference.map(|reference| named("reference", &[reference]));
        self.identifier.and_then(identifier).into_iter().chain(reference)
    }

    /// Whether these are different patients, certainly or perhaps.
    pub(super) fn differs(self, other: Self) -> bool {
        let ends = |long: &str, short: &str| {
            long.strip_suffix(short).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
        };
        let references = match (self.reference, other.reference) {
            (Some(a), Some(b)) => !ends(a, b) && !ends(b, a),
            _ => false,
        };
        let identifiers = match (self.identifier, other.identifier) {
            (Some(a), Some(b)) => said(a, "system") == said(b, "system") && said(a, "value") != said(b, "value"),
            _ => false,
        };
        references || identifiers
    }
}

/// An identifier: its system and its value.
fn identifier(of: &Value) -> Option<String> {
    let text = |field| of.field(field).and_then(Value::text);
    let value = text("value").filter(|value| !value.is_empty())?;
    Some(named("identifier", &[text("system").unwrap_or_default(), value]))
}

/// A name that can be taken for no other, whatever stands in it.
fn named(kind: &str, parts: &[&str]) -> String {
    Value::List([kind].iter().chain(parts).map(|part| Value::said(part)).collect()).json()
}

/// By what a chart is told from that of another child, without saying who it is; none where nothing names anybody.
pub(super) fn fingerprint(names: BTreeSet<String>) -> Option<String> {
    let all: Vec<u8> = names.into_iter().flat_map(String::into_bytes).collect();
    (!all.is_empty()).then(|| format!("{:08x}", crc32fast::hash(&all)))
}

/// A field, where something is said in it.
pub(super) fn said<'v>(of: &'v Value, field: &str) -> Option<&'v Value> {
    of.field(field).filter(|value| **value != Value::Null)
}

fn is_address(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

fn without_version(reference: &str) -> &str {
    reference.split_once("/_history/").map_or(reference, |(reference, _)| reference)
}
