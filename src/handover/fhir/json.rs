//! The building blocks of FHIR: objects, codes, references, quantities. An empty text or list is left out; FHIR has none.

use paedlotse_core::wire::Value;

/// Fields in the order in which they are written.
#[derive(Default)]
pub(super) struct Object(Vec<(String, Value)>);

impl Object {
    /// A resource of this type.
    pub(super) fn resource(kind: &str) -> Self {
        Self::default().text("resourceType", kind)
    }

    pub(super) fn value(mut self, field: &str, value: Value) -> Self {
        self.0.push((field.to_owned(), value));
        self
    }

    pub(super) fn maybe(self, field: &str, value: Option<Value>) -> Self {
        match value {
            Some(value) => self.value(field, value),
            None => self,
        }
    }

    pub(super) fn text(self, field: &str, text: &str) -> Self {
        let text = clean(text);
        if text.is_empty() { self } else { self.value(field, Value::Text(text)) }
    }

    pub(super) fn list(self, field: &str, items: impl IntoIterator<Item = Value>) -> Self {
        let items: Vec<Value> = items.into_iter().collect();
        if items.is_empty() { self } else { self.value(field, Value::List(items)) }
    }

    pub(super) fn one(self, field: &str, item: Value) -> Self {
        self.list(field, [item])
    }

    pub(super) fn done(self) -> Value {
        Value::Map(self.0)
    }
}

/// Without what FHIR allows in no text, and without space around it. What was typed may hold anything.
pub(super) fn clean(text: &str) -> String {
    let kept = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t'));
    kept.collect::<String>().trim().to_owned()
}

/// One code of a system, with its words.
pub(super) fn coding(system: &str, code: &str, display: &str) -> Value {
    Object::default().text("system", system).text("code", code).text("display", display).done()
}

/// A concept: its codes, and what was said.
pub(super) fn concept(codings: impl IntoIterator<Item = Value>, text: &str) -> Value {
    Object::default().list("coding", codings).text("text", text).done()
}

/// Points to an entry of this bundle.
pub(super) fn reference(url: &str) -> Value {
    Object::default().text("reference", url).done()
}

/// A remark.
pub(super) fn note(text: &str) -> Value {
    Object::default().text("text", text).done()
}

/// A number in a unit of UCUM: `scaled` times 10 to the power of minus `decimals`.
pub(super) fn quantity(scaled: i32, decimals: u8, (unit, code): (&str, &str)) -> Value {
    Object::default()
        .value("value", Value::Decimal(scaled.into(), decimals))
        .text("unit", unit)
        .text("system", super::systems::UCUM)
        .text("code", code)
        .done()
}

/// Something that FHIR has no element for, as one code.
pub(super) fn extension(url: &str, code: &str) -> Value {
    Object::default().text("url", url).text("valueCode", code).done()
}
