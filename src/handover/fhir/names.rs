//! The names of the entries: UUIDs that follow from the case and nothing else, so that the same case gives the same bytes.

/// Makes the names of one bundle's entries.
pub(super) struct Names(u128);

/// FNV-1a with 128 bits. It tells apart; it hides nothing, and need not: what goes in is in the bundle.
const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

fn hashed(start: u128, parts: &[&str]) -> u128 {
    let byte = |hash: u128, byte: u8| (hash ^ u128::from(byte)).wrapping_mul(PRIME);
    // A byte that no text holds ends each part: "ab", "c" is not "a", "bc".
    let part = |hash: u128, part: &&str| part.bytes().chain([0xff]).fold(hash, byte);
    parts.iter().fold(start, part)
}

impl Names {
    /// Of the bundle that these parts make.
    pub(super) fn of(parts: &[&str]) -> Self {
        Self(hashed(OFFSET, parts))
    }

    /// The name of what `key` is among the `kind`: a UUID of version 8, whose bits are for everyone to choose.
    pub(super) fn url(&self, kind: &str, key: &str) -> String {
        // The rounds carry the last byte into every bit.
        let hash = hashed(hashed(self.0, &[kind, key]), &["", "", ""]);
        let (version, variant) = (0x8_u128 << 76, 0x2_u128 << 62);
        let free = !((0xf_u128 << 76) | (0x3_u128 << 62));
        let digits = format!("{:032x}", (hash & free) | version | variant);
        let mut name = String::from("urn:uuid:");
        for (place, digit) in digits.chars().enumerate() {
            if matches!(place, 8 | 12 | 16 | 20) {
                name.push('-');
            }
            name.push(digit);
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_uuid_and_follows_from_its_parts() {
        let names = Names::of(&["case", "rules"]);
        let name = names.url("finding", "1");
        assert_eq!(name, Names::of(&["case", "rules"]).url("finding", "1"));
        let digits: Vec<&str> = name.trim_start_matches("urn:uuid:").split('-').collect();
        assert_eq!(digits.iter().map(|part| part.len()).collect::<Vec<_>>(), [8, 4, 4, 4, 12]);
        assert!(digits[2].starts_with('8') && digits[3].starts_with(['8', '9', 'a', 'b']), "{name}");
        for other in
            [names.url("finding", "2"), names.url("score", "1"), Names::of(&["caser", "ules"]).url("finding", "1")]
        {
            assert_ne!(name, other);
        }
    }

    #[test]
    fn names_are_told_apart() {
        let names = Names::of(&[""]);
        let mut all: Vec<String> = (0..20_000).map(|n: u32| names.url("finding", &n.to_string())).collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 20_000);
    }
}
