//! The first resource of the document: the handover by the letters of ISBAR, each in words and with what it rests on.

use super::json::{Object, clean, coding, concept, reference};
use super::narrative::{Told, told};
use super::{Entry, Source, language_code, systems};
use paedlotse_core::recommend::Disposition;
use paedlotse_core::wire::Value;

/// The composition over these entries.
pub(super) fn composition(from: &Source<'_>, entries: &[Entry]) -> Entry {
    let moves = from.is_advised() && from.sight.shown().disposition == Disposition::Transfer;
    let kind = if moves { ("18761-7", "Transfer summary note") } else { ("34133-9", "Summary of episode note") };
    let sections = told(from).into_iter().map(|told| section(from, &told, entries));
    let author = (!from.in_ambulance()).then(|| from.site(from.here()));
    let resource = Object::resource("Composition")
        .text("language", language_code(from.language))
        // No physician has signed it.
        .text("status", "preliminary")
        .value("type", concept([coding(systems::LOINC, kind.0, kind.1)], ""))
        .value("subject", from.patient())
        .value("encounter", from.encounter())
        .text("date", &from.now.instant(from.now.at))
        .list("author", std::iter::once(from.device()).chain(author))
        .text("title", "PädLotse · ISBAR")
        .list("section", sections);
    Entry { url: from.names.url("composition", ""), resource: resource.done(), letter: None }
}

fn section(from: &Source<'_>, told: &Told, entries: &[Entry]) -> Value {
    let about = entries.iter().filter(|entry| entry.letter == Some(told.letter));
    let text = Object::default().text("status", "generated").text("div", &page(from, told));
    Object::default()
        .text("title", told.title)
        .value("code", concept([coding(systems::ISBAR, told.letter, told.title)], ""))
        .value("text", text.done())
        .list("entry", about.map(|entry| reference(&entry.url)))
        .done()
}

/// The words of a section as XHTML.
fn page(from: &Source<'_>, told: &Told) -> String {
    let language = language_code(from.language);
    let line = |(label, said): &(String, String)| match label.as_str() {
        "" => format!("<p>{}</p>", escaped(said)),
        label => format!("<p><b>{}:</b> {}</p>", escaped(label), escaped(said)),
    };
    let lines: String = told.lines.iter().map(line).collect();
    let lines = if lines.is_empty() { "<p>–</p>".to_owned() } else { lines };
    format!(r#"<div xmlns="http://www.w3.org/1999/xhtml" lang="{language}" xml:lang="{language}">{lines}</div>"#)
}

/// Nothing that was typed becomes a mark.
fn escaped(text: &str) -> String {
    let mut safe = String::new();
    for c in clean(text).chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_no_mark() {
        assert_eq!(escaped("<b onclick=\"x\">1 & 2\u{0}</b>"), "&lt;b onclick=&quot;x&quot;&gt;1 &amp; 2&lt;/b&gt;");
    }
}
