//! Small numbers in few bytes: how a record is written and read, byte by byte, without a panic on any input.

/// Writes.
#[derive(Default)]
pub(super) struct Writer(pub(super) Vec<u8>);

impl Writer {
    pub(super) fn byte(&mut self, byte: u8) {
        self.0.push(byte);
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    /// Seven bits a byte, the lowest first; the eighth says that more follow.
    pub(super) fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.byte(low(number) | 0x80);
            number >>= 7;
        }
        self.byte(low(number));
    }

    /// A number that may be negative: small ones of either sign stay short.
    pub(super) fn signed(&mut self, number: i64) {
        self.number(number.wrapping_shl(1).cast_unsigned() ^ number.wrapping_shr(63).cast_unsigned());
    }

    /// A text behind its length in bytes.
    pub(super) fn text(&mut self, text: &str) {
        self.number(length(text.len()));
        self.bytes(text.as_bytes());
    }

    /// Numbers in ascending order: the gap before each run of neighbours, and how long it is where it is longer than one.
    pub(super) fn set(&mut self, numbers: &[u16]) {
        let mut runs: Vec<(u64, u64)> = Vec::new();
        for number in numbers.iter().map(|number| u64::from(*number)) {
            match runs.last_mut() {
                Some((first, count)) if *first + *count == number => *count += 1,
                _ => runs.push((number, 1)),
            }
        }
        self.number(length(runs.len()));
        let mut free = 0_u64;
        for (first, count) in runs {
            self.number(first.saturating_sub(free) << 1 | u64::from(count > 1));
            if count > 1 {
                self.number(count);
            }
            free = first + count;
        }
    }
}

fn low(number: u64) -> u8 {
    number.to_le_bytes().first().map_or(0, |byte| byte & 0x7f)
}

pub(super) fn length(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// Reads; none wherever the bytes end too early or mean nothing.
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (array, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*array)
    }

    pub(super) fn number(&mut self) -> Option<u64> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            // No bit may fall off the top.
            number |= bits.checked_shl(shift).filter(|moved| moved >> shift == bits)?;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    pub(super) fn signed(&mut self) -> Option<i64> {
        let number = self.number()?;
        Some((number >> 1).cast_signed() ^ -((number & 1).cast_signed()))
    }

    /// A number that is no larger than this.
    pub(super) fn at_most(&mut self, most: u64) -> Option<u64> {
        self.number().filter(|number| *number <= most)
    }

    pub(super) fn small(&mut self) -> Option<u16> {
        u16::try_from(self.number()?).ok()
    }

    /// A text of at most so many bytes.
    pub(super) fn text(&mut self, most: usize) -> Option<&'a str> {
        let length = usize::try_from(self.number()?).ok().filter(|length| *length <= most)?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        core::str::from_utf8(text).ok()
    }

    /// Numbers in ascending order, at most so many.
    pub(super) fn set(&mut self, most: usize) -> Option<Vec<u16>> {
        let runs = self.at_most(length(most))?;
        let mut numbers = Vec::new();
        let mut free = 0_u64;
        for _ in 0..runs {
            let gap = self.number()?;
            let count = if gap & 1 == 1 { self.at_most(length(most))? } else { 1 };
            let first = free.checked_add(gap >> 1)?;
            free = first.checked_add(count)?;
            for number in first..free {
                numbers.push(u16::try_from(number).ok()?);
            }
            if numbers.len() > most {
                return None;
            }
        }
        Some(numbers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(number: u64, signed: i64, text in ".{0,20}", mut numbers: Vec<u16>) {
            numbers.sort_unstable();
            numbers.dedup();
            let mut writer = Writer::default();
            writer.number(number);
            writer.signed(signed);
            writer.text(&text);
            writer.set(&numbers);
            let mut reader = Reader(&writer.0);
            prop_assert_eq!(reader.number(), Some(number));
            prop_assert_eq!(reader.signed(), Some(signed));
            prop_assert_eq!(reader.text(100), Some(text.as_str()));
            prop_assert_eq!(reader.set(70_000), Some(numbers));
            prop_assert!(reader.0.is_empty());
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
            let mut reader = Reader(&bytes);
            while !reader.0.is_empty() && reader.set(1000).is_some() {}
            let mut reader = Reader(&bytes);
            while !reader.0.is_empty() && reader.text(1000).is_some() && reader.signed().is_some() {}
        }
    }

    #[test]
    fn a_run_takes_two_bytes_and_its_length() {
        let mut writer = Writer::default();
        writer.set(&[10, 11, 12, 13, 14]);
        assert_eq!(writer.0, [1, 21, 5]);
    }

    #[test]
    fn a_number_with_bits_beyond_the_top_is_refused() {
        assert_eq!(Reader(&[0xff; 11]).number(), None);
        let nine = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
        assert_eq!(Reader(&[&nine[..], &[0x01]].concat()).number(), Some(u64::MAX));
        assert_eq!(Reader(&[&nine[..], &[0x02]].concat()).number(), None);
    }
}
