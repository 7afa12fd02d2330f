//! Short names between the app and its JavaScript: `wasm-bindgen` makes them long and ends each with a hash, and they stand
//! in both files.

use std::collections::BTreeMap;

/// What `wasm-bindgen` begins the names with that nobody else writes, and the length of the hash at their end.
const BEGIN: &str = "__wbg_";
const HASH: usize = 16;

/// Shortens the names that `imported` gives out, and the same ones in the JavaScript.
pub fn shorten<'a>(glue: &str, imported: impl Iterator<Item = &'a mut String>) -> String {
    let mut short = BTreeMap::new();
    for name in imported.filter(|name| is_long(name)) {
        let next = format!("_{}", short.len());
        let new = short.entry(name.clone()).or_insert(next);
        name.clone_from(new);
    }
    let mut text = String::with_capacity(glue.len());
    let mut rest = glue;
    // Whole words only: one name may begin like another.
    while let Some(at) = rest.find(BEGIN) {
        let (before, from) = rest.split_at(at);
        let end = from.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').unwrap_or(from.len());
        let (word, after) = from.split_at(end);
        text.push_str(before);
        text.push_str(short.get(word).map_or(word, String::as_str));
        rest = after;
    }
    text + rest
}

fn is_long(name: &str) -> bool {
    let hash = name.rsplit_once('_').filter(|_| name.starts_with(BEGIN)).map_or("", |(_, hash)| hash);
    hash.len() == HASH && hash.chars().all(|letter| letter.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_get_the_same_short_name() {
        let mut names: Vec<String> = [
            "__wbg_set_0123456789abcdef",
            "__wbg_set_0123456789abcdee",
            "__wbg_set_0123456789abcdef",
            "__wbg_load",
            "memory",
        ]
        .map(str::to_owned)
        .into();
        let glue =
            "a.__wbg_set_0123456789abcdee(__wbg_set_0123456789abcdef, __wbg_load, __wbg_unknown_0123456789abcdef)";
        let shortened = shorten(glue, names.iter_mut());
        assert_eq!(names, ["_0", "_1", "_0", "__wbg_load", "memory"]);
        assert_eq!(shortened, "a._1(_0, __wbg_load, __wbg_unknown_0123456789abcdef)");
    }
}
