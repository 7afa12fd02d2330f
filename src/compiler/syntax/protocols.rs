//! `protocols/*.toml`, as written: heads, pages, rules, steps, examples and limits.

use super::expression::Expr;
use super::literal::Literal;
use super::scores::status;
use super::table::Reader;
use crate::source::Located;
use paedlotse_core::disposition::Urgency;
use paedlotse_core::protocol::{Scope, Status};
use paedlotse_core::text::Text;

/// `[[section]]`
pub(crate) struct SectionDef {
    pub(crate) letter: String,
    pub(crate) label: Text,
    pub(crate) ask: Vec<Located<String>>,
}

/// The lines above the first table of a protocol, and its page.
pub(crate) struct HeadDef {
    pub(crate) id: Located<String>,
    pub(crate) no: Located<u16>,
    pub(crate) version: String,
    pub(crate) scope: Scope,
    pub(crate) vitals_always: bool,
    pub(crate) icon: String,
    pub(crate) title: Text,
    pub(crate) subtitle: Text,
    /// Other words for it, separated by commas.
    pub(crate) synonyms: Text,
    /// It has no criteria of its own and only looks for red flags.
    pub(crate) red_flags_only: bool,
    /// The area of `coverage.toml` it is arranged under.
    pub(crate) area: Option<Located<String>>,
    /// The presentations of `coverage.toml` that it answers.
    pub(crate) covers: Vec<Located<String>>,
    pub(crate) sections: Vec<SectionDef>,
    pub(crate) otherwise: Text,
    pub(crate) advice: Vec<Text>,
}

/// `[[define]]`
pub(crate) struct DefineDef {
    pub(crate) id: Located<String>,
    pub(crate) label: Text,
    pub(crate) when: Expr,
}

/// `[[rule]]`
pub(crate) struct RuleDef {
    pub(crate) id: Located<String>,
    pub(crate) no: Located<u16>,
    pub(crate) row: Located<String>,
    pub(crate) when: Expr,
    pub(crate) unless: Option<Expr>,
    pub(crate) urgency: Located<Urgency>,
    pub(crate) needs: Vec<Located<Vec<Located<String>>>>,
    pub(crate) consider: Vec<Located<Vec<Located<String>>>>,
    pub(crate) unstable: bool,
    pub(crate) first_here: Option<Located<String>>,
    pub(crate) why: Text,
    pub(crate) note: Text,
    pub(crate) sources: Vec<Located<String>>,
    pub(crate) status: Status,
    /// Rules that it repeats on purpose.
    pub(crate) repeats: Vec<Located<String>>,
}

/// `[[step]]`
pub(crate) struct StepDef {
    /// Only a step that a `[[limit]]` names needs one.
    pub(crate) id: Option<Located<String>>,
    pub(crate) when: Option<Expr>,
    pub(crate) text: Text,
    pub(crate) source: Option<Located<String>>,
    pub(crate) status: Status,
}

/// The child of an example.
pub(crate) struct ChildDef {
    pub(crate) given: Literal,
    pub(crate) rest_denied: bool,
    pub(crate) vitals_normal: bool,
    pub(crate) complaints: Option<Vec<Located<String>>>,
}

/// `[[example]]`
pub(crate) struct ExampleDef {
    pub(crate) name: Located<String>,
    pub(crate) child: ChildDef,
    pub(crate) expect: Literal,
}

/// What changes at a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tried {
    /// Whether a rule holds.
    Rule,
    /// Whether a finding is asked for.
    Asked,
    /// Whether a value of a finding can only raise.
    RaisesOnly,
    /// Whether a step applies.
    Step,
    /// Whether a rule is excluded.
    Lifts,
}

impl Tried {
    const ALL: [Self; 5] = [Self::Rule, Self::Asked, Self::RaisesOnly, Self::Step, Self::Lifts];

    /// The key that names it.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Rule => "rule",
            Self::Asked => "asked",
            Self::RaisesOnly => "raises_only",
            Self::Step => "step",
            Self::Lifts => "lifts",
        }
    }
}

/// `[[limit]]`
pub(crate) struct LimitDef {
    pub(crate) tried: Tried,
    pub(crate) name: Located<String>,
    /// The score whose total the limit is about.
    pub(crate) points: Option<Located<String>>,
    pub(crate) child: ChildDef,
    pub(crate) holds: Literal,
    pub(crate) fails: Literal,
}

/// What several findings do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Terms {
    /// Each of them is enough.
    Alone,
    /// All of them are needed.
    Together,
}

/// `[[alone]]`, `[[together]]`
pub(crate) struct TermsDef {
    pub(crate) terms: Terms,
    pub(crate) tried: Tried,
    pub(crate) name: Located<String>,
    pub(crate) child: ChildDef,
    pub(crate) each: Vec<Literal>,
}

/// Whose content a file holds.
pub(crate) enum Belongs {
    /// It begins the protocol.
    Head(Box<HeadDef>),
    /// It continues one.
    PartOf(Located<String>),
}

/// One file.
pub(crate) struct PartDef {
    pub(crate) belongs: Belongs,
    pub(crate) defines: Vec<DefineDef>,
    pub(crate) rules: Vec<RuleDef>,
    pub(crate) steps: Vec<StepDef>,
    pub(crate) decisions: Vec<Text>,
    pub(crate) examples: Vec<ExampleDef>,
    pub(crate) limits: Vec<LimitDef>,
    pub(crate) terms: Vec<TermsDef>,
}

/// The words for how fast.
pub(crate) const URGENCIES: [(&str, Urgency); 4] = [
    ("routine", Urgency::Routine),
    ("urgent", Urgency::Urgent),
    ("emergent", Urgency::Emergent),
    ("immediate", Urgency::Immediate),
];

pub(crate) fn part(mut table: Reader<'_>) -> PartDef {
    let belongs = match table.maybe_string("part_of") {
        Some(of) => Belongs::PartOf(of),
        None => Belongs::Head(Box::new(head(&mut table))),
    };
    let def = PartDef {
        belongs,
        defines: table.tables("define", "define").into_iter().map(define).collect(),
        rules: table.tables("rule", "rule").into_iter().map(rule).collect(),
        steps: table.tables("step", "step").into_iter().map(step).collect(),
        decisions: table.tables("decision", "decision").into_iter().map(decision).collect(),
        examples: table.tables("example", "example").into_iter().map(example).collect(),
        limits: table.tables("limit", "limit").into_iter().map(limit).collect(),
        terms: all_terms(&mut table),
    };
    table.finish();
    def
}

fn head(table: &mut Reader<'_>) -> HeadDef {
    let scopes = [("danger", Scope::Danger), ("always", Scope::Always), ("complaint", Scope::Complaint)];
    let id = table.id("protocol", "protocol");
    let no = table.u16("no");
    let version = table.string("version").value;
    let scope = table.word("scope", &scopes).map_or(Scope::Complaint, |scope| scope.value);
    let vitals = [("always", true), ("when_ill", false)];
    // What is chosen by a tap needs a tile, and words for a child without any criterion.
    let chosen = scope == Scope::Complaint;
    let vitals_always = if chosen { table.word("vitals", &vitals) } else { table.maybe_word("vitals", &vitals) };
    let criteria = table.maybe_word("criteria", &[("own", false), ("red_flags", true)]);
    let icon = if chosen { Some(table.string("icon")) } else { table.maybe_string("icon") };
    let mut otherwise = table.table("otherwise", "[otherwise]");
    if chosen && otherwise.is_none() {
        table.word::<()>("otherwise", &[]);
    }
    let text = match &mut otherwise {
        Some(otherwise) => otherwise.text("text"),
        None => Text::default(),
    };
    let advice = otherwise.as_mut().map(|otherwise| otherwise.texts("advice")).unwrap_or_default();
    if let Some(otherwise) = otherwise {
        otherwise.finish();
    }
    HeadDef {
        id,
        no,
        version,
        scope,
        vitals_always: vitals_always.is_some_and(|vitals| vitals.value),
        icon: icon.map(|icon| icon.value).unwrap_or_default(),
        title: table.text("title"),
        subtitle: table.maybe_text("subtitle").unwrap_or_default(),
        synonyms: table.maybe_text("synonyms").unwrap_or_default(),
        red_flags_only: criteria.is_some_and(|criteria| criteria.value),
        area: table.maybe_string("area"),
        covers: if table.has("covers") { table.strings("covers") } else { Vec::new() },
        sections: table.tables("section", "section").into_iter().map(section).collect(),
        otherwise: text,
        advice,
    }
}

fn section(mut table: Reader<'_>) -> SectionDef {
    let def =
        SectionDef { letter: table.string("letter").value, label: table.text("label"), ask: table.strings("ask") };
    table.finish();
    def
}

fn define(mut table: Reader<'_>) -> DefineDef {
    let def = DefineDef { id: table.id("id", "define"), label: table.text("label"), when: table.condition("when") };
    table.finish();
    def
}

fn rule(mut table: Reader<'_>) -> RuleDef {
    let def = RuleDef {
        id: table.kebab_id("id", "rule"),
        no: table.u16("no"),
        row: table.string("row"),
        when: table.condition("when"),
        unless: table.maybe_condition("unless"),
        urgency: table.word("urgency", &URGENCIES).unwrap_or(Located { value: Urgency::Routine, at: table.at() }),
        needs: table.alternatives("needs"),
        consider: table.alternatives("consider"),
        unstable: table.flag("unstable"),
        first_here: table.maybe_string("first_here"),
        why: table.text("why"),
        note: table.maybe_text("note").unwrap_or_default(),
        sources: cited(&mut table),
        status: status(&mut table),
        repeats: if table.has("repeats") { table.strings("repeats") } else { Vec::new() },
    };
    table.finish();
    def
}

pub(crate) fn cited(table: &mut Reader<'_>) -> Vec<Located<String>> {
    if !table.has("source") {
        return vec![table.string("source")];
    }
    table.string_or_strings("source")
}

fn step(mut table: Reader<'_>) -> StepDef {
    let def = StepDef {
        id: table.has("id").then(|| table.kebab_id("id", "step")),
        when: table.maybe_condition("when"),
        text: table.text("text"),
        source: table.maybe_string("source"),
        status: status(&mut table),
    };
    table.finish();
    def
}

pub(crate) fn decision(mut table: Reader<'_>) -> Text {
    let text = table.text("text");
    table.finish();
    text
}

pub(crate) fn child(table: &mut Reader<'_>) -> ChildDef {
    ChildDef {
        given: table.literal("given").unwrap_or_default(),
        rest_denied: table.maybe_word("rest", &[("no", true)]).is_some(),
        vitals_normal: table.maybe_word("vitals", &[("normal", true)]).is_some(),
        complaints: table.has("complaints").then(|| table.strings("complaints")),
    }
}

fn example(mut table: Reader<'_>) -> ExampleDef {
    let name = table.string("name");
    if !table.has("given") {
        table.string("given");
    }
    let expect = table.string("expect");
    // The worked case it comes from is for the reader of the file.
    table.maybe_string("row");
    let def = ExampleDef {
        child: child(&mut table),
        expect: table.literal("expect").unwrap_or(Literal::read("", expect.at)),
        name,
    };
    table.finish();
    def
}

/// What is tried, and its name.
fn tried(table: &mut Reader<'_>) -> (Tried, Located<String>) {
    // Just one of them; a second one is an unknown key.
    let tried = Tried::ALL.into_iter().find(|tried| table.has(tried.key())).unwrap_or(Tried::Rule);
    (tried, table.string(tried.key()))
}

/// `[[alone]]` and `[[together]]` of a file.
pub(crate) fn all_terms(table: &mut Reader<'_>) -> Vec<TermsDef> {
    [("alone", Terms::Alone), ("together", Terms::Together)]
        .into_iter()
        .flat_map(|(key, kind)| table.tables(key, key).into_iter().map(move |table| terms(table, kind)))
        .collect()
}

fn terms(mut table: Reader<'_>, terms: Terms) -> TermsDef {
    let (tried, name) = tried(&mut table);
    if !table.has("each") {
        table.string("each");
    }
    let def = TermsDef { terms, tried, name, child: child(&mut table), each: table.literals("each") };
    table.finish();
    def
}

pub(crate) fn limit(mut table: Reader<'_>) -> LimitDef {
    let (tried, name) = tried(&mut table);
    let (holds, fails) = (table.string("holds").at, table.string("fails").at);
    let def = LimitDef {
        tried,
        name,
        points: table.maybe_string("points"),
        child: child(&mut table),
        holds: table.literal("holds").unwrap_or(Literal::read("", holds)),
        fails: table.literal("fails").unwrap_or(Literal::read("", fails)),
    };
    table.finish();
    def
}
