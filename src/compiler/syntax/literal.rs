//! The text of a TOML string with the place of every character, so that a word inside it can be pointed at.

use crate::source::{FileIx, Location};

/// A decoded string and where each of its bytes stands in the file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Literal {
    pub(crate) text: String,
    /// For every byte of `text`, and for its end: the byte in the file.
    places: Vec<usize>,
    file: FileIx,
}

impl Literal {
    /// Reads the literal that stands at `at` as `raw`, quotes included.
    pub(crate) fn read(raw: &str, at: Location) -> Self {
        let mut literal = Self { file: at.file, ..Self::default() };
        let (quote, escapes) = ["\"\"\"", "'''", "\"", "'"]
            .into_iter()
            .find(|quote| raw.starts_with(quote))
            .map_or(("", false), |quote| (quote, quote.starts_with('"')));
        let inner = raw.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)).unwrap_or(raw);
        let start = at.start.saturating_add(quote.len());
        let inside = if quote.len() == 3 { inner.strip_prefix('\n').unwrap_or(inner) } else { inner };
        let first = start.saturating_add(inner.len().saturating_sub(inside.len()));
        let mut chars = inside.char_indices().peekable();
        while let Some((offset, c)) = chars.next() {
            let place = first.saturating_add(offset);
            if c != '\\' || !escapes {
                literal.push(c, place);
                continue;
            }
            match chars.next().map(|(_, c)| c) {
                Some('n') => literal.push('\n', place),
                Some('t') => literal.push('\t', place),
                Some('r') => literal.push('\r', place),
                Some(code @ ('u' | 'U' | 'x')) => {
                    let digits = match code {
                        'u' => 4,
                        'U' => 8,
                        _ => 2,
                    };
                    let hex: String = chars.by_ref().take(digits).map(|(_, c)| c).collect();
                    let decoded = u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32);
                    literal.push(decoded.unwrap_or('\u{fffd}'), place);
                }
                Some(c) if c.is_whitespace() => {
                    // A backslash at the end of a line swallows the break and the indentation.
                    while chars.next_if(|(_, c)| c.is_whitespace()).is_some() {}
                }
                Some(c) => literal.push(c, place),
                None => {}
            }
        }
        literal.places.push(first.saturating_add(inside.len()));
        literal
    }

    fn push(&mut self, c: char, place: usize) {
        self.text.push(c);
        for byte in 0..c.len_utf8() {
            self.places.push(place.saturating_add(byte));
        }
    }

    /// Where a stretch of the decoded text stands in the file.
    pub(crate) fn locate(&self, start: usize, end: usize) -> Location {
        let place = |at: usize| self.places.get(at).or(self.places.last()).copied().unwrap_or(0);
        let first = place(start);
        // The end is taken from the last byte: after it an escape or a swallowed line break may follow.
        let last = if end > start { place(end.saturating_sub(1)).saturating_add(1) } else { first };
        Location { file: self.file, start: first, end: last }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(source: &str) -> (String, String) {
        let at = Location { file: FileIx(0), start: 4, end: 4 + source.len() };
        let literal = Literal::read(source, at);
        let word = literal.text.find("word").unwrap();
        let found = literal.locate(word, word + 4);
        (literal.text, source[found.start - 4..found.end - 4].to_owned())
    }

    #[test]
    fn points_at_the_word_in_every_kind_of_string() {
        for source in [
            "\"a word b\"",
            "'a word b'",
            "\"\\u00b0 \\\"word\\\"\"",
            "\"°C word\"",
            "\"\"\"\n  line \\\n   word\"\"\"",
            "'''\nword'''",
        ] {
            assert_eq!(places(source).1, "word", "{source}");
        }
    }

    #[test]
    fn decodes_like_toml() {
        for source in ["\"a\\tb\\u00e4\"", "\"\"\"\na \\\n   b\n\"\"\"", "'c:\\n'", "\"x\\\\y\""] {
            let document: toml_edit::DocumentMut = format!("k = {source}").parse().unwrap();
            let at = Location { file: FileIx(0), start: 0, end: source.len() };
            assert_eq!(Some(Literal::read(source, at).text.as_str()), document["k"].as_str(), "{source}");
        }
    }
}
