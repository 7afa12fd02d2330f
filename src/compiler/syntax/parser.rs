//! Reads a condition by recursive descent; the grammar stands in the README of the protocols.

use super::expression::{Expr, Name, Operator, Quantity};
use super::lexer::{Token, tokens};
use super::literal::Literal;
use crate::diagnostics::e106_condition_form::condition_form;
use crate::diagnostics::e107_mixed_and_or::mixed_and_or;
use crate::diagnostics::{Diagnostic, Reports};
use crate::source::{Located, Location};

const KEYWORDS: [&str; 9] = ["and", "or", "not", "of", "from", "to", "under", "is", "in"];

/// Reads a whole condition; what cannot be read is reported and becomes [`Expr::Broken`].
pub(crate) fn condition(literal: &Literal, reports: &Reports) -> Expr {
    let tokens = tokens(literal);
    let mut parser = Parser { tokens: &tokens, at: 0 };
    let whole = literal.locate(0, literal.text.len());
    let parsed = parser.criterion().and_then(|expr| match parser.peek() {
        Token::End => Ok(expr),
        Token::Close => Err(Box::new(condition_form("this parenthesis was never opened", parser.here()))),
        _ => Err(parser.unexpected("`and`, `or` or the end of the condition")),
    });
    parsed.unwrap_or_else(|problem| {
        reports.add(*problem);
        Expr::Broken(whole)
    })
}

type Parsed<T> = Result<T, Box<Diagnostic>>;

struct Parser<'a> {
    tokens: &'a [Located<Token>],
    at: usize,
}

impl Parser<'_> {
    fn peek(&self) -> &Token {
        self.tokens.get(self.at).map_or(&Token::End, |token| &token.value)
    }

    fn here(&self) -> Location {
        let token = self.tokens.get(self.at).or(self.tokens.last());
        token.map_or(Location::default(), |token| token.at)
    }

    fn advance(&mut self) -> Location {
        let here = self.here();
        self.at = self.at.saturating_add(1);
        here
    }

    fn word(&self) -> Option<&str> {
        match self.peek() {
            Token::Word(word) => Some(word),
            _ => None,
        }
    }

    fn keyword(&mut self, keyword: &str) -> Option<Location> {
        (self.word() == Some(keyword)).then(|| self.advance())
    }

    fn expect(&mut self, token: &Token, wanted: &str) -> Parsed<Location> {
        if self.peek() == token { Ok(self.advance()) } else { Err(self.unexpected(wanted)) }
    }

    fn expect_keyword(&mut self, keyword: &str) -> Parsed<Location> {
        self.keyword(keyword).ok_or_else(|| self.unexpected(&format!("`{keyword}`")))
    }

    fn unexpected(&self, wanted: &str) -> Box<Diagnostic> {
        let found = match self.peek() {
            Token::Word(word) | Token::Number(word) => format!("`{word}`"),
            Token::Open => "`(`".to_owned(),
            Token::Close => "`)`".to_owned(),
            Token::Comma => "a comma".to_owned(),
            Token::Less | Token::LessOrEqual | Token::Greater | Token::GreaterOrEqual => "a comparison".to_owned(),
            Token::Stray(c) => format!("`{c}`"),
            Token::End => "the end".to_owned(),
        };
        let problem = condition_form(format!("{wanted} must follow, not {found}"), self.here());
        Box::new(match self.peek() {
            Token::Stray('=') => problem.help("an option is chosen with `is`; numbers are compared with < <= > >="),
            Token::Stray('!' | '&' | '|') => problem.help("the words are `not`, `and`, `or`"),
            _ => problem,
        })
    }

    fn criterion(&mut self) -> Parsed<Expr> {
        let first = self.unit()?;
        let start = first.at();
        let mut parts = vec![first];
        let mut joint: Option<(bool, Location)> = None;
        while let Some(word) = self.word().filter(|word| ["and", "or"].contains(word)) {
            let or = word == "or";
            let here = self.advance();
            match joint {
                Some((before, place)) if before != or => return Err(Box::new(mixed_and_or(place, here))),
                Some(_) => {}
                None => joint = Some((or, here)),
            }
            parts.push(self.unit()?);
        }
        let end = parts.last().map_or(start, Expr::at);
        Ok(match joint {
            Some((true, _)) => Expr::Any(parts, start.to(end)),
            Some((false, _)) => Expr::All(parts, start.to(end)),
            None => parts.pop().unwrap_or(Expr::Broken(start)),
        })
    }

    fn unit(&mut self) -> Parsed<Expr> {
        match self.keyword("not") {
            Some(not) => {
                let inner = self.atom()?;
                let at = not.to(inner.at());
                Ok(Expr::Not(Box::new(inner), at))
            }
            None => self.atom(),
        }
    }

    fn atom(&mut self) -> Parsed<Expr> {
        if *self.peek() == Token::Open {
            self.advance();
            let inner = self.criterion()?;
            self.expect(&Token::Close, "`)`")?;
            return Ok(inner);
        }
        if self.word() == Some("at") {
            return self.count();
        }
        let name = self.name("a name")?;
        let operator = match self.peek() {
            Token::Less => Some(Operator::Less),
            Token::LessOrEqual => Some(Operator::LessOrEqual),
            Token::Greater => Some(Operator::Greater),
            Token::GreaterOrEqual => Some(Operator::GreaterOrEqual),
            _ => None,
        };
        if let Some(operator) = operator {
            self.advance();
            let quantity = self.quantity()?;
            return Ok(Expr::Compare { name, operator, quantity });
        }
        if self.keyword("from").is_some() {
            let from = self.quantity()?;
            self.expect_keyword("to")?;
            self.expect_keyword("under")?;
            let under = self.quantity()?;
            return Ok(Expr::Between { name, from, under });
        }
        if self.keyword("is").is_some() {
            let option = self.name("an option")?;
            let at = name.at.to(option.at);
            return Ok(Expr::OneOf { name, options: vec![option], at });
        }
        if self.keyword("in").is_some() {
            self.expect(&Token::Open, "`(`")?;
            let mut options = vec![self.name("an option")?];
            while *self.peek() == Token::Comma {
                self.advance();
                options.push(self.name("an option")?);
            }
            let close = self.expect(&Token::Close, "`,` or `)`")?;
            let at = name.at.to(close);
            return Ok(Expr::OneOf { name, options, at });
        }
        if let Token::Stray('=') = self.peek() {
            return Err(self.unexpected("`is`, `in` or a comparison"));
        }
        Ok(Expr::Holds(name))
    }

    fn count(&mut self) -> Parsed<Expr> {
        let start = self.advance();
        self.expect_keyword("least")?;
        let wanted = match self.peek() {
            Token::Number(number) => number.parse::<u32>().ok(),
            _ => None,
        };
        let wanted = wanted.ok_or_else(|| self.unexpected("a whole number"))?;
        self.advance();
        self.expect_keyword("of")?;
        self.expect(&Token::Open, "`(`")?;
        let mut parts = vec![self.criterion()?];
        while *self.peek() == Token::Comma {
            self.advance();
            parts.push(self.criterion()?);
        }
        let close = self.expect(&Token::Close, "`,` or `)`")?;
        Ok(Expr::Count { wanted, parts, at: start.to(close) })
    }

    fn name(&mut self, wanted: &str) -> Parsed<Name> {
        let word = self.word().filter(|word| is_name(word) && !KEYWORDS.contains(word)).map(ToOwned::to_owned);
        match word {
            Some(value) => Ok(Name { value, at: self.advance() }),
            None => Err(self.unexpected(wanted)),
        }
    }

    fn quantity(&mut self) -> Parsed<Quantity> {
        let Token::Number(number) = self.peek() else {
            return Err(self.unexpected("a number"));
        };
        let number = number.clone();
        let start = self.advance();
        let decimal_comma = matches!(self.peek(), Token::Comma)
            && self.tokens.get(self.at.saturating_add(1)).is_some_and(|next| {
                matches!(next.value, Token::Number(_)) && next.at.start == start.end.saturating_add(1)
            });
        if decimal_comma {
            return Err(Box::new(
                condition_form("decimals are written with a point", start).help("write 38.5, not 38,5"),
            ));
        }
        match self.word().filter(|word| !KEYWORDS.contains(word)).map(ToOwned::to_owned) {
            Some(unit) => {
                let end = self.advance();
                Ok(Quantity { number, unit, at: start.to(end) })
            }
            None => Ok(Quantity { number, unit: String::new(), at: start }),
        }
    }
}

/// Whether `word` is written as names are: `work_of_breathing`.
pub(crate) fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_lowercase())
        && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileIx;

    fn read(text: &str) -> (Expr, Vec<Diagnostic>) {
        let reports = Reports::default();
        let raw = format!("\"{text}\"");
        let at = Location { file: FileIx(0), start: 0, end: raw.len() };
        let expr = condition(&Literal::read(&raw, at), &reports);
        (expr, reports.into_sorted())
    }

    #[test]
    fn reads_every_form() {
        for text in [
            "grunting",
            "not awake_again",
            "temperature >= 38.0 °C",
            "respiratory_rate >= 60/min and spo2 < 90 %",
            "age from 29 days to under 61 days",
            "avpu in (voice, pain, unresponsive) or stridor is at_rest",
            "at least 2 of (a, b and c, (d or e) and f)",
            "(a or b) and (c or d)",
            "base_excess < -5 mmol/L",
        ] {
            let (expr, problems) = read(text);
            assert!(problems.is_empty() && !matches!(expr, Expr::Broken(_)), "{text}: {problems:?}");
        }
    }

    #[test]
    fn refuses_the_rest() {
        for (text, code) in [
            ("a or b and c", "E107"),
            ("a and", "E106"),
            ("(a", "E106"),
            ("a)", "E106"),
            ("a = b", "E106"),
            ("temperature > 38,5 °C", "E106"),
            ("not not a", "E106"),
            ("at least two of (a, b)", "E106"),
            ("", "E106"),
        ] {
            let (_, problems) = read(text);
            assert_eq!(problems.iter().map(|p| p.code).collect::<Vec<_>>(), [code], "{text}");
        }
    }
}
