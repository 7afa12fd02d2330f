//! Cuts a condition into words, numbers and signs, each with its place.

use super::literal::Literal;
use crate::source::{Located, Location};

/// One token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// A name, a keyword or a unit.
    Word(String),
    /// Digits, perhaps with a sign and a point.
    Number(String),
    Open,
    Close,
    Comma,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    /// A character that begins nothing.
    Stray(char),
    End,
}

/// Cuts `literal` into tokens; the last one is always [`Token::End`].
pub(crate) fn tokens(literal: &Literal) -> Vec<Located<Token>> {
    let text = literal.text.as_str();
    let mut tokens = Vec::new();
    let mut at = 0_usize;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let (token, length) = next(rest);
        let end = at.saturating_add(length);
        if let Some(token) = token {
            tokens.push(Located { value: token, at: literal.locate(at, end) });
        }
        at = end;
    }
    let end: Location = literal.locate(text.len().saturating_sub(1), text.len());
    tokens.push(Located { value: Token::End, at: end });
    tokens
}

/// The first token of `rest` and its length in bytes; none for white space.
fn next(rest: &str) -> (Option<Token>, usize) {
    for (sign, token) in [
        ("<=", Token::LessOrEqual),
        (">=", Token::GreaterOrEqual),
        ("≤", Token::LessOrEqual),
        ("≥", Token::GreaterOrEqual),
        ("<", Token::Less),
        (">", Token::Greater),
        ("(", Token::Open),
        (")", Token::Close),
        (",", Token::Comma),
    ] {
        if rest.starts_with(sign) {
            return (Some(token), sign.len());
        }
    }
    let Some(first) = rest.chars().next() else {
        return (None, 0);
    };
    if first.is_whitespace() {
        return (None, first.len_utf8());
    }
    let digits = rest.strip_prefix('-').unwrap_or(rest);
    if digits.starts_with(|c: char| c.is_ascii_digit()) {
        let number = taken(digits, |c| c.is_ascii_digit() || c == '.');
        let length = number.len().saturating_add(rest.len().saturating_sub(digits.len()));
        let number = rest.get(..length).unwrap_or(number);
        return (Some(Token::Number(number.to_owned())), length);
    }
    let word = taken(rest, |c| !c.is_whitespace() && !"(),<>≤≥=!&|\"".contains(c));
    if word.is_empty() {
        return (Some(Token::Stray(first)), first.len_utf8());
    }
    (Some(Token::Word(word.to_owned())), word.len())
}

fn taken(text: &str, belongs: impl Fn(char) -> bool) -> &str {
    let end = text.find(|c| !belongs(c)).unwrap_or(text.len());
    text.get(..end).unwrap_or(text)
}
