//! `capabilities.toml` and `findings.toml`, as written.

use super::expression::Expr;
use super::table::Reader;
use crate::diagnostics::e103_missing_key::missing_key;
use crate::source::{Located, Location};
use paedlotse_core::capability::CapabilityKind;
use paedlotse_core::finding::FindingKind;
use paedlotse_core::text::Text;

/// `[[capability]]`
pub(crate) struct CapabilityDef {
    pub(crate) id: Located<String>,
    pub(crate) no: Located<u16>,
    pub(crate) kind: CapabilityKind,
    pub(crate) gives: Vec<Located<String>>,
    pub(crate) imaging: bool,
    pub(crate) bed: bool,
    pub(crate) label: Text,
}

/// `[[group]]`
pub(crate) struct GroupDef {
    pub(crate) id: Located<String>,
    pub(crate) no: Located<u16>,
    pub(crate) label: Text,
    /// Findings of other groups, or of none, that it asks as well.
    pub(crate) members: Vec<Located<String>>,
}

/// One of `options = […]`
pub(crate) struct OptionDef {
    pub(crate) id: Located<String>,
    pub(crate) no: Located<u16>,
    pub(crate) level: Option<Located<u16>>,
    pub(crate) label: Text,
}

/// The numbers of a number.
pub(crate) struct NumberDef {
    pub(crate) unit: Located<String>,
    pub(crate) step: Located<String>,
    pub(crate) plausible: Vec<Located<String>>,
    pub(crate) confirm: Vec<Located<String>>,
    pub(crate) from: Option<Located<String>>,
}

/// What an answer looks like.
pub(crate) enum AnswerDef {
    YesNo,
    Choice(Vec<OptionDef>),
    Number(NumberDef),
}

/// `worse = "…"`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WorseWord {
    Yes,
    No,
    Up,
    Down,
    Away,
}

/// `[[finding]]`
pub(crate) struct FindingDef {
    pub(crate) id: Located<String>,
    pub(crate) no: Located<u16>,
    pub(crate) also: Vec<Located<String>>,
    pub(crate) kind: FindingKind,
    pub(crate) answer: AnswerDef,
    pub(crate) worse: Option<Located<WorseWord>>,
    pub(crate) due: Option<Expr>,
    pub(crate) due_source: String,
    pub(crate) applies: Option<Expr>,
    pub(crate) raises_only_when: Option<Expr>,
    pub(crate) obtained_by: Option<Located<String>>,
    pub(crate) group: Option<Located<String>>,
    pub(crate) label: Text,
    pub(crate) how: Text,
    pub(crate) loinc: Option<Located<String>>,
    /// Further codes by which other systems send it.
    pub(crate) loinc_also: Vec<Located<String>>,
    /// Panels of which it may be a part.
    pub(crate) loinc_panels: Vec<Located<String>>,
    /// Recorded with the child and read by no rule (weight).
    pub(crate) recorded: bool,
}

pub(crate) fn capability(mut table: Reader<'_>) -> CapabilityDef {
    let kinds = [
        ("presence", CapabilityKind::Presence),
        ("test", CapabilityKind::Test),
        ("advice", CapabilityKind::Advice),
        ("transport", CapabilityKind::Transport),
    ];
    let def = CapabilityDef {
        id: table.id("id", "capability"),
        no: table.u16("no"),
        kind: table.word("kind", &kinds).map_or(CapabilityKind::Presence, |kind| kind.value),
        gives: table.strings("gives"),
        imaging: table.flag("imaging"),
        bed: table.flag("bed"),
        label: table.text("label"),
    };
    table.finish();
    def
}

pub(crate) fn group(mut table: Reader<'_>) -> GroupDef {
    let def = GroupDef {
        id: table.id("id", "group"),
        no: table.u16("no"),
        label: table.text("label"),
        members: if table.has("members") { table.strings("members") } else { Vec::new() },
    };
    table.finish();
    def
}

pub(crate) fn finding(mut table: Reader<'_>) -> FindingDef {
    let kinds = [
        ("sign", FindingKind::Sign),
        ("history", FindingKind::History),
        ("vital", FindingKind::Vital),
        ("test", FindingKind::Test),
    ];
    let directions = [
        ("yes", WorseWord::Yes),
        ("no", WorseWord::No),
        ("up", WorseWord::Up),
        ("down", WorseWord::Down),
        ("away", WorseWord::Away),
    ];
    let def = FindingDef {
        id: table.id("id", "finding"),
        no: table.u16("no"),
        also: table.strings("also"),
        kind: table.word("kind", &kinds).map_or(FindingKind::Sign, |kind| kind.value),
        answer: answer(&mut table),
        worse: table.maybe_word("worse", &directions),
        due: table.maybe_condition("due"),
        due_source: table.maybe_string("due_source").map(|text| text.value).unwrap_or_default(),
        applies: table.maybe_condition("applies"),
        raises_only_when: table.maybe_condition("raises_only_when"),
        obtained_by: table.maybe_string("obtained_by"),
        group: table.maybe_string("group"),
        label: table.text("label"),
        how: table.maybe_text("how").unwrap_or_default(),
        loinc: table.maybe_string("loinc"),
        loinc_also: table.strings("loinc_also"),
        loinc_panels: table.strings("loinc_panels"),
        recorded: table.flag("recorded"),
    };
    table.finish();
    def
}

#[derive(Clone, Copy)]
enum TypeWord {
    YesNo,
    Choice,
    Number,
}

fn answer(table: &mut Reader<'_>) -> AnswerDef {
    let types = [("yes_no", TypeWord::YesNo), ("choice", TypeWord::Choice), ("number", TypeWord::Number)];
    match table.word("type", &types).map(|word| word.value) {
        Some(TypeWord::Choice) => {
            require(table, "a choice", "options", table.at());
            AnswerDef::Choice(table.tables("options", "option").into_iter().map(option).collect())
        }
        Some(TypeWord::Number) => {
            require(table, "a number", "plausible", table.at());
            AnswerDef::Number(NumberDef {
                unit: table.string("unit"),
                step: table.string("step"),
                plausible: table.strings("plausible"),
                confirm: table.strings("confirm"),
                from: table.maybe_string("from"),
            })
        }
        Some(TypeWord::YesNo) | None => AnswerDef::YesNo,
    }
}

fn require(table: &Reader<'_>, what: &str, key: &str, at: Location) {
    if !table.has(key) {
        table.reports().add(missing_key(what, key, at));
    }
}

fn option(mut table: Reader<'_>) -> OptionDef {
    let def = OptionDef {
        id: table.id("id", "option"),
        no: table.u16("no"),
        level: table.maybe_u16("level"),
        label: table.text("label"),
    };
    table.finish();
    def
}
