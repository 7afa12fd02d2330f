//! `scores/*.toml`, as written: scores and tables by age.

use super::expression::Expr;
use super::table::{Numbers, Reader};
use crate::source::{Located, Location};
use paedlotse_core::protocol::Status;
use paedlotse_core::score::Side;
use paedlotse_core::text::Text;

/// One of `bands = […]`
pub(crate) struct BandsDef {
    pub(crate) from: Located<String>,
    pub(crate) points: Located<String>,
}

/// `[[score.item]]`
pub(crate) struct ItemDef {
    pub(crate) id: Located<String>,
    pub(crate) no: Located<u16>,
    pub(crate) label: Text,
    pub(crate) finding: Option<Located<String>>,
    pub(crate) bands: Vec<BandsDef>,
    pub(crate) options: Option<Located<Numbers>>,
    pub(crate) when: Vec<(Expr, Located<i32>)>,
    pub(crate) at: Location,
}

/// `[[score]]`
pub(crate) struct ScoreDef {
    pub(crate) id: Located<String>,
    pub(crate) no: Located<u16>,
    pub(crate) label: Text,
    pub(crate) valid: Option<Expr>,
    pub(crate) limits: Text,
    pub(crate) normal_bands: bool,
    pub(crate) source: Located<String>,
    pub(crate) status: Status,
    pub(crate) levels: Vec<(Located<i32>, Text)>,
    pub(crate) items: Vec<ItemDef>,
}

/// `[[table]]`
pub(crate) struct TableDef {
    pub(crate) id: Located<String>,
    pub(crate) no: Located<u16>,
    pub(crate) label: Text,
    pub(crate) finding: Located<String>,
    pub(crate) side: Side,
    pub(crate) rows: Vec<(Located<String>, Located<String>)>,
    pub(crate) source: Located<String>,
    pub(crate) status: Status,
    pub(crate) at: Location,
}

/// The words for how far a number has been checked.
pub(crate) const STATUS: [(&str, Status); 3] =
    [("VERIFIED", Status::Verified), ("RECALLED", Status::Recalled), ("PROPOSAL", Status::Proposal)];

pub(crate) fn status(table: &mut Reader<'_>) -> Status {
    table.word("status", &STATUS).map_or(Status::Proposal, |status| status.value)
}

pub(crate) fn score(mut table: Reader<'_>) -> ScoreDef {
    let def = ScoreDef {
        id: table.id("id", "score"),
        no: table.u16("no"),
        label: table.text("label"),
        valid: table.maybe_condition("valid"),
        limits: table.text("limits"),
        normal_bands: table.flag("normal_bands"),
        source: table.string("source"),
        status: status(&mut table),
        levels: table.tables("levels", "level").into_iter().map(level).collect(),
        items: table.tables("item", "score item").into_iter().map(item).collect(),
    };
    table.finish();
    def
}

fn level(mut table: Reader<'_>) -> (Located<i32>, Text) {
    let level = (table.integer("from"), table.text("label"));
    table.finish();
    level
}

fn item(mut table: Reader<'_>) -> ItemDef {
    let def = ItemDef {
        at: table.at(),
        id: table.id("id", "score item"),
        no: table.u16("no"),
        label: table.text("label"),
        finding: table.maybe_string("finding"),
        bands: table.tables("bands", "row of bands").into_iter().map(bands).collect(),
        options: table.numbers("options"),
        when: table.tables("when", "condition with points").into_iter().map(way).collect(),
    };
    table.finish();
    def
}

fn bands(mut table: Reader<'_>) -> BandsDef {
    let def = BandsDef { from: table.string("from"), points: table.string("points") };
    table.finish();
    def
}

fn way(mut table: Reader<'_>) -> (Expr, Located<i32>) {
    let way = (table.condition("criterion"), table.integer("points"));
    table.finish();
    way
}

pub(crate) fn table(mut table: Reader<'_>) -> TableDef {
    let sides = [("below", Side::Below), ("at_least", Side::AtLeast)];
    let def = TableDef {
        at: table.at(),
        id: table.id("id", "table"),
        no: table.u16("no"),
        label: table.text("label"),
        finding: table.string("finding"),
        side: table.word("holds", &sides).map_or(Side::Below, |side| side.value),
        rows: table.tables("rows", "row").into_iter().map(row).collect(),
        source: table.string("source"),
        status: status(&mut table),
    };
    table.finish();
    def
}

fn row(mut table: Reader<'_>) -> (Located<String>, Located<String>) {
    let row = (table.string("from"), table.string("limit"));
    table.finish();
    row
}
