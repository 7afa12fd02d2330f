//! The release of a card: who took responsibility for this card together with these rules, and when.
//!
//! It travels in the card's envelope and names what it was given for. Another card, a changed one, or other rules, and it
//! does not count: then the app says again that it is not released.

use super::Value;
use super::card::Identity;
use super::limits::TEXT;
use super::trouble::is_bad;

/// A release by the responsible physician of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// Who.
    pub name: String,
    /// In which office.
    pub role: String,
    /// On which day, as it was written down: "2026-11-26".
    pub date: String,
    /// Version of the card.
    pub version: String,
    /// Digest of the rules.
    pub ruleset: String,
    /// Fingerprint of the card ([`Identity::fingerprint`]), in hexadecimal digits.
    pub fingerprint: String,
}

impl Release {
    /// Whether it was given for this card together with these rules.
    #[must_use]
    pub fn fits(&self, card: &Identity, ruleset: &str) -> bool {
        !self.name.is_empty()
            && self.ruleset == ruleset
            && self.version == card.version
            && self.fingerprint == hexadecimal(card.fingerprint)
    }

    /// The release inside a card's envelope; none when there is none, or it is not whole.
    #[must_use]
    pub fn read(envelope: &Value) -> Option<Self> {
        let release = envelope.field("release")?;
        let text = |name: &str| match release.field(name) {
            Some(Value::Text(text)) if text.chars().count() <= TEXT && !text.chars().any(is_bad) => Some(text.clone()),
            _ => None,
        };
        Some(Self {
            name: text("name")?,
            role: text("role")?,
            date: text("date")?,
            version: text("version")?,
            ruleset: text("ruleset")?,
            fingerprint: text("fingerprint")?,
        })
    }

    /// Puts it into a card's envelope.
    #[must_use]
    pub fn within(&self, envelope: Value) -> Value {
        let Value::Map(mut fields) = envelope else { return envelope };
        let text = |name: &str, text: &str| (name.to_owned(), Value::Text(text.to_owned()));
        let release = vec![
            text("name", &self.name),
            text("role", &self.role),
            text("date", &self.date),
            text("version", &self.version),
            text("ruleset", &self.ruleset),
            text("fingerprint", &self.fingerprint),
        ];
        fields.retain(|(field, _)| field != "release");
        fields.push(("release".to_owned(), Value::Map(release)));
        Value::Map(fields)
    }
}

/// A fingerprint as it is written down.
#[must_use]
pub fn hexadecimal(fingerprint: u64) -> String {
    format!("{fingerprint:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARD: Identity =
        Identity { id: "a", version: "2026-11", public: 1, assumed: 2, confirmed: 3, fingerprint: 0xfeed };

    fn release() -> Release {
        Release {
            name: "Dr. Muster".to_owned(),
            role: "Chefärztin".to_owned(),
            date: "2026-11-26".to_owned(),
            version: "2026-11".to_owned(),
            ruleset: "abc".to_owned(),
            fingerprint: hexadecimal(0xfeed),
        }
    }

    #[test]
    fn it_counts_for_its_card_and_its_rules_only() {
        assert!(release().fits(&CARD, "abc"));
        assert!(!release().fits(&CARD, "abd"), "other rules");
        assert!(!release().fits(&Identity { fingerprint: 0xfeee, ..CARD }, "abc"), "a changed card");
        assert!(!release().fits(&Identity { version: "2026-12", ..CARD }, "abc"), "another version");
        assert!(!Release { name: String::new(), ..release() }.fits(&CARD, "abc"), "nobody");
    }

    #[test]
    fn it_travels_in_the_envelope() {
        let envelope = Value::Map(vec![("paedlotse".to_owned(), Value::Text("network-card".to_owned()))]);
        let with = release().within(release().within(envelope.clone()));
        assert_eq!(Release::read(&with), Some(release()));
        assert_eq!(Release::read(&envelope), None);
        let hostile = Release { name: "a\u{202e}b".to_owned(), ..release() };
        assert_eq!(Release::read(&hostile.within(envelope.clone())), None, "marks that turn the writing");
        let long = Release { name: "x".repeat(TEXT + 1), ..release() };
        assert_eq!(Release::read(&long.within(envelope)), None);
    }
}
