//! Turns the two locale files (Fluent syntax) into Rust functions, so that a missing text or a wrong
//! argument is an error of the build and not an empty place on the screen.
//!
//! Supported: text, `{ $argument }`, `{ "literal" }`, and a choice by a whole number
//! (`{ $n -> [0] … [one] … *[other] … }`). Everything else is refused.
//! Arguments are passed in alphabetical order: numbers that choose as `u32`, all others as `&str`.

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use fluent_syntax::parser;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What is wrong with a locale file, as one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextError(pub String);

impl std::fmt::Display for TextError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Words(String),
    Argument(String),
    Choice { number: String, cases: Vec<(Case, Vec<Piece>)> },
}

/// When a variant is chosen; the default comes last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Case {
    Exactly(u32),
    Other,
}

/// What an argument is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Words,
    Number,
}

type Texts = BTreeMap<String, Vec<Piece>>;
type Arguments = BTreeMap<String, Kind>;

/// The Rust source of one function per text. `de` and `en` are the contents of the locale files.
///
/// # Errors
/// All that is wrong in both files, at once.
pub fn generate(de: &str, en: &str) -> Result<String, Vec<TextError>> {
    let mut errors = Vec::new();
    let german = read("de.ftl", de, &mut errors);
    let english = read("en.ftl", en, &mut errors);
    for (has, lacks, file) in [(&german, &english, "en.ftl"), (&english, &german, "de.ftl")] {
        for id in has.keys().filter(|id| !lacks.contains_key(*id)) {
            errors.push(TextError(format!("{file}: the text `{id}` is missing")));
        }
    }
    let mut source = String::new();
    for (id, de) in &german {
        let Some(en) = english.get(id) else { continue };
        let (in_de, in_en) = (arguments(de), arguments(en));
        if in_de.keys().ne(in_en.keys()) {
            errors.push(TextError(format!(
                "the text `{id}` has the arguments {} in de.ftl but {} in en.ftl",
                listed(&in_de),
                listed(&in_en)
            )));
            continue;
        }
        // A number chooses in one language and may only be written in the other.
        let merged: Arguments = in_de
            .iter()
            .map(|(name, kind)| {
                let number = *kind == Kind::Number || in_en.get(name) == Some(&Kind::Number);
                (name.clone(), if number { Kind::Number } else { Kind::Words })
            })
            .collect();
        function(&mut source, id, &merged, de, en);
    }
    if errors.is_empty() { Ok(source) } else { Err(errors) }
}

fn read(file: &str, text: &str, errors: &mut Vec<TextError>) -> Texts {
    let resource = match parser::parse(text) {
        Ok(resource) => resource,
        Err((resource, found)) => {
            for error in found {
                let line = text.get(..error.pos.start).unwrap_or_default().lines().count().max(1);
                errors.push(TextError(format!("{file}, line {line}: {error}")));
            }
            resource
        }
    };
    let mut texts = Texts::new();
    for entry in resource.body {
        match entry {
            Entry::Message(message) => {
                let id = message.id.name.to_owned();
                let mut refuse = |why: &str| errors.push(TextError(format!("{file}: the text `{id}` {why}")));
                if !message.attributes.is_empty() {
                    refuse("has attributes, which are not used here");
                }
                let Some(pattern) = message.value else {
                    refuse("is empty");
                    continue;
                };
                match pieces(&pattern) {
                    Ok(pieces) => {
                        if texts.insert(id.clone(), pieces).is_some() {
                            refuse("stands twice");
                        }
                    }
                    Err(why) => refuse(why),
                }
            }
            Entry::Term(term) => {
                errors.push(TextError(format!("{file}: terms are not used here (`-{}`)", term.id.name)))
            }
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) | Entry::Junk { .. } => {}
        }
    }
    texts
}

fn pieces(pattern: &Pattern<&str>) -> Result<Vec<Piece>, &'static str> {
    let mut found: Vec<Piece> = Vec::new();
    for element in &pattern.elements {
        let piece = match element {
            PatternElement::TextElement { value } => Piece::Words((*value).to_owned()),
            PatternElement::Placeable { expression } => placeable(expression)?,
        };
        match (found.last_mut(), piece) {
            (Some(Piece::Words(before)), Piece::Words(more)) => before.push_str(&more),
            (_, piece) => found.push(piece),
        }
    }
    Ok(found)
}

fn placeable(expression: &Expression<&str>) -> Result<Piece, &'static str> {
    match expression {
        Expression::Inline(InlineExpression::StringLiteral { value }) => Ok(Piece::Words((*value).to_owned())),
        Expression::Inline(InlineExpression::VariableReference { id }) => Ok(Piece::Argument(id.name.to_owned())),
        Expression::Inline(_) => Err("uses a function or a reference, which is not supported"),
        Expression::Select { selector, variants } => {
            let InlineExpression::VariableReference { id } = selector else {
                return Err("chooses by something else than an argument");
            };
            let mut cases = Vec::new();
            for variant in variants {
                let case = match (&variant.key, variant.default) {
                    (_, true) => Case::Other,
                    (VariantKey::Identifier { name: "one" }, false) => Case::Exactly(1),
                    (VariantKey::NumberLiteral { value }, false) => {
                        Case::Exactly(value.parse().map_err(|_| "chooses by a number that is not whole")?)
                    }
                    (VariantKey::Identifier { .. }, false) => {
                        return Err("chooses by a form other than `one`, `other` or a number");
                    }
                };
                cases.push((case, pieces(&variant.value)?));
            }
            cases.sort_by_key(|(case, _)| *case);
            Ok(Piece::Choice { number: id.name.to_owned(), cases })
        }
    }
}

fn arguments(pieces: &[Piece]) -> Arguments {
    let mut found = Arguments::new();
    collect(pieces, &mut found);
    found
}

fn collect(pieces: &[Piece], found: &mut Arguments) {
    for piece in pieces {
        match piece {
            Piece::Words(_) => {}
            Piece::Argument(name) => {
                found.entry(name.clone()).or_insert(Kind::Words);
            }
            Piece::Choice { number, cases } => {
                found.insert(number.clone(), Kind::Number);
                for (_, pieces) in cases {
                    collect(pieces, found);
                }
            }
        }
    }
}

fn listed(arguments: &Arguments) -> String {
    let names: Vec<String> = arguments.keys().map(|name| format!("`{name}`")).collect();
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

fn identifier(id: &str) -> String {
    id.replace('-', "_")
}

fn function(source: &mut String, id: &str, arguments: &Arguments, de: &[Piece], en: &[Piece]) {
    let parameters: String = arguments
        .iter()
        .map(|(name, kind)| {
            let rust = if *kind == Kind::Number { "u32" } else { "&str" };
            format!(", {}: {rust}", identifier(name))
        })
        .collect();
    let fixed = arguments.is_empty();
    let returns = if fixed { "&'static str" } else { "String" };
    let _infallible = writeln!(
        source,
        "/// The text `{id}`.\n#[must_use]\npub fn {}(language: Language{parameters}) -> {returns} {{",
        identifier(id)
    );
    if fixed {
        for (arm, pieces) in [("Language::De", de), ("Language::En", en)] {
            let words: String =
                pieces.iter().map(|piece| if let Piece::Words(words) = piece { words.as_str() } else { "" }).collect();
            let opening = if arm == "Language::De" { "    match language {\n" } else { "" };
            let closing = if arm == "Language::En" { "    }\n" } else { "" };
            let _infallible = write!(source, "{opening}        {arm} => {words:?},\n{closing}");
        }
    } else {
        source.push_str("    let mut out = String::new();\n    match language {\n");
        for (arm, pieces) in [("Language::De", de), ("Language::En", en)] {
            let _infallible = writeln!(source, "        {arm} => {{");
            statements(source, arguments, pieces);
            source.push_str("        }\n");
        }
        source.push_str("    }\n    out\n");
    }
    source.push_str("}\n\n");
}

fn statements(source: &mut String, arguments: &Arguments, pieces: &[Piece]) {
    for piece in pieces {
        let _infallible = match piece {
            Piece::Words(words) => match words.chars().collect::<Vec<_>>().as_slice() {
                [one] => writeln!(source, "out.push({one:?});"),
                _ => writeln!(source, "out.push_str({words:?});"),
            },
            Piece::Argument(name) if arguments.get(name) == Some(&Kind::Number) => {
                writeln!(source, "out.push_str(&{}.to_string());", identifier(name))
            }
            Piece::Argument(name) => writeln!(source, "out.push_str({});", identifier(name)),
            Piece::Choice { number, cases } => {
                let _infallible = writeln!(source, "match {} {{", identifier(number));
                for (case, pieces) in cases {
                    let _infallible = match case {
                        Case::Exactly(n) => writeln!(source, "{n} => {{"),
                        Case::Other => writeln!(source, "_ => {{"),
                    };
                    statements(source, arguments, pieces);
                    source.push_str("}\n");
                }
                writeln!(source, "}}")
            }
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errors(de: &str, en: &str) -> Vec<String> {
        generate(de, en).unwrap_err().into_iter().map(|e| e.0).collect()
    }

    #[test]
    fn one_function_per_text() {
        let source = generate("go-on = Weiter\n", "go-on = Go on\n").unwrap();
        assert!(source.contains("pub fn go_on(language: Language) -> &'static str {"));
        assert!(source.contains("Language::De => \"Weiter\","));
    }

    #[test]
    fn arguments_in_alphabetical_order() {
        let text = "bar = { $place }: { $count ->\n    [one] eine Frage\n   *[other] { $count } Fragen\n}\n";
        let source = generate(text, text).unwrap();
        assert!(source.contains("pub fn bar(language: Language, count: u32, place: &str) -> String {"));
    }

    #[test]
    fn a_missing_text_is_an_error() {
        assert_eq!(errors("a = x\nb = y\n", "a = x\n"), ["en.ftl: the text `b` is missing"]);
    }

    #[test]
    fn other_arguments_are_an_error() {
        assert_eq!(
            errors("a = { $n }\n", "a = { $m }\n"),
            ["the text `a` has the arguments `n` in de.ftl but `m` in en.ftl"]
        );
    }

    #[test]
    fn what_is_not_supported_is_refused() {
        assert_eq!(
            errors("a = { NUMBER($n) }\n", "a = x\n")[0],
            "de.ftl: the text `a` uses a function or a reference, which is not supported"
        );
        assert_eq!(errors("-brand = x\na = y\n", "a = y\n"), ["de.ftl: terms are not used here (`-brand`)"]);
    }
}
