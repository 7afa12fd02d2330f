//! `transport.toml`, as written: the escort, the clock and the checklist of a transfer.

use super::expression::Expr;
use super::protocols::{ChildDef, LimitDef, TermsDef, URGENCIES, all_terms, child, cited, limit};
use super::scores::status;
use super::table::Reader;
use crate::source::Located;
use paedlotse_core::disposition::Urgency;
use paedlotse_core::escort::EscortClass;
use paedlotse_core::protocol::Status;
use paedlotse_core::text::Text;

/// `[[rule]]`
pub(crate) struct EscortDef {
    pub(crate) id: Located<String>,
    pub(crate) no: Located<u16>,
    pub(crate) row: Located<String>,
    pub(crate) when: Option<Expr>,
    pub(crate) class: Located<EscortClass>,
    pub(crate) needs: Vec<Located<Vec<Located<String>>>>,
    pub(crate) load_and_go: bool,
    pub(crate) why: Text,
    pub(crate) cited: Cited,
}

/// What something rests on.
pub(crate) struct Cited {
    pub(crate) sources: Vec<Located<String>>,
    pub(crate) status: Status,
}

/// `[[due]]`: asked for otherwise than on its page.
pub(crate) struct DueDef {
    pub(crate) finding: Located<String>,
    /// None: always.
    pub(crate) when: Option<Expr>,
}

/// `[load_and_go]`, `[stabilise_first]`
pub(crate) struct DepartureDef {
    pub(crate) text: Text,
    pub(crate) cited: Cited,
}

/// `[[target]]`
pub(crate) struct TargetDef {
    pub(crate) urgency: Located<Urgency>,
    pub(crate) minutes: u16,
    pub(crate) label: Text,
    pub(crate) cited: Cited,
}

/// `[[window]]`
pub(crate) struct WindowDef {
    pub(crate) id: Located<String>,
    pub(crate) no: Located<u16>,
    pub(crate) rules: Vec<Located<String>>,
    /// `birth`, or a finding in hours or minutes; none: it is told for the transfer.
    pub(crate) since: Option<Located<String>>,
    pub(crate) minutes: u16,
    pub(crate) up_to: Option<Located<u16>>,
    pub(crate) text: Text,
    pub(crate) from: Text,
    pub(crate) cited: Cited,
}

/// `[[check]]`
pub(crate) struct CheckDef {
    pub(crate) no: Located<u16>,
    pub(crate) text: Text,
    pub(crate) cited: Cited,
}

/// `[[example]]`
pub(crate) struct TransferDef {
    pub(crate) name: Located<String>,
    pub(crate) child: ChildDef,
    /// At least this class.
    pub(crate) class: Located<EscortClass>,
    /// At most this one; none: the same.
    pub(crate) at_most: Option<Located<EscortClass>>,
    /// The rules that hold, all of them.
    pub(crate) rules: Vec<Located<String>>,
}

/// One file.
pub(crate) struct TransportDef {
    pub(crate) ask: Vec<Located<String>>,
    pub(crate) due: Vec<DueDef>,
    pub(crate) rules: Vec<EscortDef>,
    pub(crate) load_and_go: DepartureDef,
    pub(crate) stabilise_first: DepartureDef,
    pub(crate) targets: Vec<TargetDef>,
    pub(crate) windows: Vec<WindowDef>,
    pub(crate) checklist: Vec<CheckDef>,
    pub(crate) limits: Vec<LimitDef>,
    pub(crate) terms: Vec<TermsDef>,
    pub(crate) examples: Vec<TransferDef>,
    pub(crate) decisions: Vec<Text>,
}

const CLASSES: [(&str, EscortClass); 4] = [
    ("routine", EscortClass::Routine),
    ("urgent", EscortClass::Urgent),
    ("emergent", EscortClass::Emergent),
    ("immediate", EscortClass::Immediate),
];

pub(crate) fn transport(mut table: Reader<'_>) -> TransportDef {
    let def = TransportDef {
        ask: table.strings("ask"),
        due: table.tables("due", "due").into_iter().map(due).collect(),
        rules: table.tables("rule", "rule").into_iter().map(rule).collect(),
        load_and_go: departure(&mut table, "load_and_go"),
        stabilise_first: departure(&mut table, "stabilise_first"),
        targets: table.tables("target", "target").into_iter().map(target).collect(),
        windows: table.tables("window", "window").into_iter().map(window).collect(),
        checklist: table.tables("check", "check").into_iter().map(check).collect(),
        limits: table.tables("limit", "limit").into_iter().map(limit).collect(),
        terms: all_terms(&mut table),
        examples: table.tables("example", "example").into_iter().map(example).collect(),
        decisions: table.tables("decision", "decision").into_iter().map(super::protocols::decision).collect(),
    };
    table.finish();
    def
}

fn cites(table: &mut Reader<'_>) -> Cited {
    Cited { sources: cited(table), status: status(table) }
}

fn rule(mut table: Reader<'_>) -> EscortDef {
    let def = EscortDef {
        id: table.kebab_id("id", "rule"),
        no: table.u16("no"),
        row: table.string("row"),
        when: table.maybe_condition("when"),
        class: class(&mut table),
        needs: table.alternatives("needs"),
        load_and_go: table.flag("load_and_go"),
        why: table.text("why"),
        cited: cites(&mut table),
    };
    table.finish();
    def
}

fn class(table: &mut Reader<'_>) -> Located<EscortClass> {
    table.word("class", &CLASSES).unwrap_or(Located { value: EscortClass::Routine, at: table.at() })
}

fn due(mut table: Reader<'_>) -> DueDef {
    let finding = table.string("finding");
    // What is said twice is an unknown key.
    let when = if table.flag("always") { None } else { Some(table.condition("when")) };
    table.finish();
    DueDef { finding, when }
}

fn departure(table: &mut Reader<'_>, key: &'static str) -> DepartureDef {
    match table.table(key, key) {
        Some(mut inner) => {
            let def = DepartureDef { text: inner.text("text"), cited: cites(&mut inner) };
            inner.finish();
            def
        }
        None => {
            table.word::<()>(key, &[]);
            DepartureDef { text: Text::default(), cited: Cited { sources: Vec::new(), status: Status::Proposal } }
        }
    }
}

fn target(mut table: Reader<'_>) -> TargetDef {
    let def = TargetDef {
        urgency: table.word("urgency", &URGENCIES).unwrap_or(Located { value: Urgency::Routine, at: table.at() }),
        minutes: table.u16("minutes").value,
        label: table.text("label"),
        cited: cites(&mut table),
    };
    table.finish();
    def
}

fn window(mut table: Reader<'_>) -> WindowDef {
    let def = WindowDef {
        id: table.kebab_id("id", "window"),
        no: table.u16("no"),
        rules: table.strings("rules"),
        since: table.maybe_string("since"),
        minutes: table.u16("minutes").value,
        up_to: table.maybe_u16("up_to"),
        text: table.text("text"),
        from: table.text("from"),
        cited: cites(&mut table),
    };
    table.finish();
    def
}

fn check(mut table: Reader<'_>) -> CheckDef {
    let def = CheckDef { no: table.u16("no"), text: table.text("text"), cited: cites(&mut table) };
    table.finish();
    def
}

fn example(mut table: Reader<'_>) -> TransferDef {
    // The worked case it comes from is for the reader of the file.
    table.maybe_string("row");
    let def = TransferDef {
        name: table.string("name"),
        child: child(&mut table),
        class: class(&mut table),
        at_most: table.maybe_word("at_most", &CLASSES),
        rules: table.strings("rules"),
    };
    table.finish();
    def
}
