//! A record as text: behind the address of a page, behind a word of its own, or alone; letters and digits only, which a
//! code holds in little room.

use super::{MOST, RecordTrouble};
use data_encoding::BASE32_NOPAD;

/// What stands before a record that has no address.
pub const PREFIX: &str = "PAEDLOTSE:";

/// What stands between an address and a record.
const FRAGMENT: &str = "#d=";

/// The record behind an address: a camera opens that page, and no server sees what stands behind the `#`.
#[must_use]
pub fn link(address: &str, record: &[u8]) -> String {
    format!("{address}{FRAGMENT}{}", BASE32_NOPAD.encode(record))
}

/// The record without an address.
#[must_use]
pub fn plain(record: &[u8]) -> String {
    format!("{PREFIX}{}", BASE32_NOPAD.encode(record))
}

/// The bytes of the first record in a text: a link, the word and the record, or a whole message around them.
///
/// # Errors
/// When there is none, or its letters are none of a record.
pub fn bytes(text: &str) -> Result<Vec<u8>, RecordTrouble> {
    let after = |mark: &str| text.find(mark).and_then(|at| text.get(at.saturating_add(mark.len())..));
    let alone = || Some(text.trim()).filter(|text| text.len() > 20 && text.bytes().all(|b| b.is_ascii_alphanumeric()));
    let rest = after(FRAGMENT).or_else(|| after(PREFIX)).or_else(alone).ok_or(RecordTrouble::NotARecord)?;
    let is_letter = |c: &char| matches!(c.to_ascii_uppercase(), 'A'..='Z' | '2'..='7');
    let mut lines = rest.lines().map(str::trim);
    let mut letters: String = lines.next().unwrap_or_default().chars().take_while(is_letter).collect();
    // A mail breaks long lines: what follows belongs to the record as long as there is nothing else in the line.
    for line in lines.take_while(|line| !line.is_empty() && line.chars().all(|c| matches!(c, 'A'..='Z' | '2'..='7'))) {
        letters.push_str(line);
    }
    letters.make_ascii_uppercase();
    if letters.len() > MOST.saturating_mul(2) {
        return Err(RecordTrouble::NotARecord);
    }
    BASE32_NOPAD.decode(letters.as_bytes()).map_err(|_| RecordTrouble::Damaged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_leads_back() {
        let record = [1, 2, 3, 250, 251, 252, 253, 254, 255, 0, 7, 9, 11, 13];
        let link = link("https://kinder.example.org/p/", &record);
        let plain = plain(&record);
        let (_, alone) = plain.split_once(':').unwrap();
        let message = format!("Kind aus Soest:\n{plain}\nGruß");
        let broken = format!("{}\r\n  {}", &plain[..20], &plain[20..]);
        for text in [&link, &plain, alone, &alone.to_lowercase(), &message, &broken] {
            assert_eq!(bytes(text).unwrap(), record, "{text}");
        }
    }

    #[test]
    fn what_is_none_is_said_to_be_none() {
        for text in ["", "https://example.org/", "7 Wochen, 4,3 kg", "PAEDLOTS"] {
            assert_eq!(bytes(text), Err(RecordTrouble::NotARecord), "{text}");
        }
        assert_eq!(bytes("PAEDLOTSE:A"), Err(RecordTrouble::Damaged), "one letter is no byte");
    }
}
