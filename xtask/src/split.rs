//! Cuts the built app in two: what the first screens need, and the rest. `src/main.rs` says where; what belongs to which
//! part follows from who calls whom.

use std::path::Path;

use wasm_split_cli_support::{Options, transform};

/// Where the first part looks for what brings the rest (`assets/program.js`).
pub const LINK: &str = "./program.js";

/// Both parts.
#[derive(Debug)]
pub struct Cut {
    /// What the first screens need, still to be given its JavaScript.
    pub first: Vec<u8>,
    /// The rest, finished.
    pub rest: Vec<u8>,
}

/// Cuts what cargo built.
pub fn cut(input: &Path) -> Result<Cut, String> {
    let read = |path: &Path| std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()));
    let built = read(input)?;
    let folder = input.with_extension("split");
    let first = folder.join("first.wasm");
    let mut options = Options::new(&built);
    options.output_dir = &folder;
    options.main_out_path = &first;
    options.link_name = LINK;
    let parts = transform(options).map_err(|error| format!("{error:#}"))?.split_modules;
    let [rest] = parts.as_slice() else {
        return Err(format!("it came apart into {} parts besides the first, not one", parts.len()));
    };
    Ok(Cut { first: read(&first)?, rest: bare(&read(rest)?)? })
}

/// Length of what every module begins with.
const HEAD: usize = 8;

/// A module without names of functions and tools, which are for people.
fn bare(module: &[u8]) -> Result<Vec<u8>, String> {
    let short = || "a section ends too early".to_owned();
    let mut small = module.get(..HEAD).ok_or_else(short)?.to_vec();
    let mut at = HEAD;
    while let Some(kind) = module.get(at) {
        let (length, begin) = number(module, at.saturating_add(1)).ok_or_else(short)?;
        let end = begin.saturating_add(length);
        let section = module.get(at..end).ok_or_else(short)?;
        if *kind != 0 {
            small.extend_from_slice(section);
        }
        at = end;
    }
    Ok(small)
}

/// A number as wasm writes it, seven bits in a byte, and where it ends.
fn number(module: &[u8], at: usize) -> Option<(usize, usize)> {
    let mut value = 0_usize;
    for (place, byte) in (0_u32..5).zip(module.get(at..)?) {
        value |= usize::from(byte & 0x7f).checked_shl(place.saturating_mul(7))?;
        if byte & 0x80 == 0 {
            return Some((value, at.saturating_add(usize::try_from(place).ok()?).saturating_add(1)));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_named_sections_go() {
        let head = *b"\0asm\x01\0\0\0";
        let module = [&head[..], &[0, 3, 1, b'n', 9], &[1, 0x82, 0, 7, 7], &[0, 0], &[10, 1, 5]].concat();
        assert_eq!(bare(&module).unwrap(), [&head[..], &[1, 0x82, 0, 7, 7], &[10, 1, 5]].concat());
    }

    #[test]
    fn what_is_cut_off_is_refused() {
        for module in [&b"\0asm"[..], b"\0asm\x01\0\0\0\x01", b"\0asm\x01\0\0\0\x01\x05\0"] {
            assert!(bare(module).is_err(), "{module:?}");
        }
    }
}
