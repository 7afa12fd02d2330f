//! `coverage.toml`, as written: why children come, and how often; the areas by which complaints are arranged.

use super::table::Reader;
use crate::source::Located;
use paedlotse_core::text::Text;

/// `[[area]]`
pub(crate) struct AreaDef {
    pub(crate) id: Located<String>,
    pub(crate) label: Text,
}

pub(crate) fn area(mut table: Reader<'_>) -> AreaDef {
    let def = AreaDef { id: table.id("id", "area"), label: table.text("label") };
    table.finish();
    def
}

/// `[[presentation]]`
pub(crate) struct PresentationDef {
    pub(crate) id: Located<String>,
    pub(crate) label: Text,
    /// Share of all children in an emergency department, in tenths of a percent; none: not counted there.
    pub(crate) department: Option<i32>,
    /// Share of all children who come by ambulance, in tenths of a percent; none: not counted there.
    pub(crate) ambulance: Option<i32>,
}

pub(crate) fn presentation(mut table: Reader<'_>) -> PresentationDef {
    let def = PresentationDef {
        id: table.id("id", "presentation"),
        label: table.text("label"),
        department: table.maybe_integer("department_per_mille").map(|share| share.value),
        ambulance: table.maybe_integer("ambulance_per_mille").map(|share| share.value),
    };
    table.finish();
    def
}
