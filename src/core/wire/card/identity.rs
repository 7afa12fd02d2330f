//! By what a card is told from another: to be read out on the telephone, and to be kept beside a case.

use super::write;
use crate::network::{Basis, Network};
use crate::protocol::ProtocolSet;
use crate::wire::Value;
use std::fmt;

/// What identifies a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Readable id.
    pub id: &'static str,
    /// Version the house gave it.
    pub version: &'static str,
    /// Lines (offers, clinics, ways, vehicles) that are published.
    pub public: usize,
    /// Lines that are assumed.
    pub assumed: usize,
    /// Lines the house confirmed.
    pub confirmed: usize,
    /// Differs when anything differs that decides, is dialled or is counted: not with the words of a language or the
    /// references, of which a browser may not hold all. It guards against mistakes, not against forgery.
    pub fingerprint: u64,
}

/// What identifies a card.
#[must_use]
pub fn identity(set: &ProtocolSet, network: &Network) -> Identity {
    let mut print = Print(0xcbf2_9ce4_8422_2325);
    print.value(&write(set, network));
    Identity {
        id: network.id,
        version: network.version,
        public: network.lines(Basis::Public),
        assumed: network.lines(Basis::Assumed),
        confirmed: network.lines(Basis::Confirmed),
        fingerprint: print.0,
    }
}

/// For logs and tests; screens use their own words.
impl fmt::Display for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { id, version, public, assumed, confirmed, fingerprint } = self;
        write!(f, "{id} {version}: {public} public, {assumed} assumed, {confirmed} confirmed, {fingerprint:016x}")
    }
}

/// FNV-1a over a written card.
struct Print(u64);

impl Print {
    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
        // Ends it: "ab", "c" is not "a", "bc".
        self.0 = (self.0 ^ 0xff).wrapping_mul(0x0100_0000_01b3);
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::Null | Value::Bool(_) | Value::Fraction => {}
            Value::Number(number) => self.bytes(&number.to_le_bytes()),
            // No card is written with one; should one be, it counts.
            Value::Decimal(..) => self.bytes(value.json().as_bytes()),
            Value::Text(text) => self.bytes(text.as_bytes()),
            Value::List(items) => {
                items.iter().for_each(|item| self.value(item));
                self.bytes(b"]");
            }
            Value::Map(fields) => {
                let counts = |field: &str| !matches!(field, "de" | "en" | "reference");
                for (field, value) in fields.iter().filter(|(field, _)| counts(field)) {
                    self.bytes(field.as_bytes());
                    self.value(value);
                }
                self.bytes(b"}");
            }
        }
    }
}
