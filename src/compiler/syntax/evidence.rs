//! `evidence.toml`, as written: the sources, and every row with its status.

use super::scores::status;
use super::table::Reader;
use crate::source::Located;
use paedlotse_core::protocol::Status;

/// `[[source]]`
pub(crate) struct SourceDef {
    pub(crate) id: Located<String>,
    pub(crate) work: String,
    pub(crate) address: String,
}

/// `[[row]]`
pub(crate) struct RowDef {
    pub(crate) id: Located<String>,
    pub(crate) section: String,
    pub(crate) status: Status,
    pub(crate) sources: Vec<Located<String>>,
    pub(crate) left_out: Option<Located<String>>,
}

pub(crate) fn source(mut table: Reader<'_>) -> SourceDef {
    let def = SourceDef {
        id: table.string("id"),
        work: table.string("work").value,
        address: table.maybe_string("address").map(|text| text.value).unwrap_or_default(),
    };
    table.finish();
    def
}

pub(crate) fn row(mut table: Reader<'_>) -> RowDef {
    let def = RowDef {
        id: table.string("id"),
        section: table.string("section").value,
        status: status(&mut table),
        sources: table.string_or_strings("source"),
        left_out: table.maybe_string("left_out"),
    };
    table.finish();
    def
}
