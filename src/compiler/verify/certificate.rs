//! The certificate: what was shown for which rule set, as a file that is part of the release.

use super::Verified;
use std::collections::BTreeMap;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

const FIRST: &str = "\
# The rules were checked against themselves and their examples; a physician has to judge whether they are right.
#
# Written by `cargo xtask verify --certificate`. Do not edit: `cargo xtask verify` refuses it when it does not fit.

";

/// What stands in a certificate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Certificate {
    /// The digest of the rule set it is for.
    pub ruleset: String,
    /// The digest of each network card it is for.
    pub cards: BTreeMap<String, String>,
    /// For each law its id, and over how much it was looked at.
    pub laws: Vec<(String, String)>,
}

/// Writes the certificate of what was shown.
#[must_use]
pub fn write(verified: &Verified) -> String {
    let compiled = &verified.compiled;
    let mut document = DocumentMut::new();
    document.insert("ruleset", value(compiled.digest.as_str()));
    let count = |count: usize| value(i64::try_from(count).unwrap_or(i64::MAX));
    document.insert("rules", count(compiled.set.rules.len()));
    document.insert("findings", count(compiled.set.findings.len()));
    let mut cards = ArrayOfTables::new();
    for (id, digest) in &compiled.card_digests {
        let mut card = Table::new();
        card.insert("id", value(id.as_str()));
        card.insert("digest", value(digest.as_str()));
        cards.push(card);
    }
    document.insert("card", Item::ArrayOfTables(cards));
    let mut laws = ArrayOfTables::new();
    for shown in &verified.shown {
        let mut law = Table::new();
        law.insert("id", value(shown.id));
        law.insert("law", value(shown.law));
        law.insert("method", value(shown.method));
        law.insert("count", value(magnitude(shown.count)));
        law.insert("counted", value(shown.counted));
        laws.push(law);
    }
    document.insert("law", Item::ArrayOfTables(laws));
    format!("{FIRST}{document}")
}

/// Reads a certificate.
///
/// # Errors
/// When it is none.
pub fn read(text: &str) -> Result<Certificate, String> {
    let document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| error.to_string())?;
    let word = |table: &Table, key: &str| table.get(key).and_then(Item::as_str).unwrap_or_default().to_owned();
    let tables = |key: &str| document.get(key).and_then(Item::as_array_of_tables);
    let pairs = |key: &str, first: &str, second: &str| -> Vec<(String, String)> {
        tables(key).into_iter().flatten().map(|table| (word(table, first), word(table, second))).collect()
    };
    let ruleset = word(document.as_table(), "ruleset");
    if ruleset.is_empty() {
        return Err("a certificate names its rule set".to_owned());
    }
    Ok(Certificate {
        ruleset,
        cards: pairs("card", "id", "digest").into_iter().collect(),
        laws: pairs("law", "id", "count"),
    })
}

const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// "1 234", or "≈ 3 · 10¹⁷": as it is read in German and in English, with blanks that do not break.
#[must_use]
pub fn magnitude(count: u128) -> String {
    let digits = count.to_string();
    if digits.len() > 9 {
        let (first, rest) = digits.split_at(1);
        let raised = |digit: char| digit.to_digit(10).and_then(|d| RAISED.get(usize::try_from(d).ok()?)).copied();
        let exponent: String = rest.len().to_string().chars().filter_map(raised).collect();
        return format!("≈\u{a0}{first}\u{a0}·\u{a0}10{exponent}");
    }
    let grouped: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|part| std::str::from_utf8(part).ok()).collect();
    grouped.join("\u{202f}")
}

#[cfg(test)]
mod tests {
    use super::magnitude;

    #[test]
    fn large_numbers_are_read_by_their_size() {
        let all = [0, 7, 1000, 348_088, 2_500_000_000, 31 * 10_u128.pow(16)].map(magnitude);
        let plain = all.map(|told| told.replace(['\u{a0}', '\u{202f}'], " "));
        assert_eq!(plain, ["0", "7", "1 000", "348 088", "≈ 2 · 10⁹", "≈ 3 · 10¹⁷"]);
    }
}
