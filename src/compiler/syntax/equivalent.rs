//! `equivalent.toml`, as written: changes of the content that alter the answer for no child, each with the reason.

use super::table::Reader;
use crate::source::Located;

/// `[[equivalent]]`
pub(crate) struct EquivalentDef {
    /// The mutants by their names, as `cargo xtask verify --mutants` writes them.
    pub(crate) mutants: Vec<Located<String>>,
    /// Why no example can tell them from the content, in one sentence.
    pub(crate) reason: Located<String>,
}

pub(crate) fn equivalent(mut table: Reader<'_>) -> EquivalentDef {
    let reason = table.string("reason");
    if !table.has("mutants") {
        table.string("mutants");
    }
    let def = EquivalentDef { mutants: table.strings("mutants"), reason };
    table.finish();
    def
}
