//! A case goes into storage and comes back: the same with the same rules, and never guessed at with others.

#![cfg(test)]

#[path = "../../core/tests/json/mod.rs"]
mod json;

use json::{json, value};
use paedlotse_compiler::Compiled;
use paedlotse_core::age::Age;
use paedlotse_core::case::{Action, Advice, Case, Consult, Overrule, OverruleReason, Role, Timestamp};
use paedlotse_core::clock::Milestone;
use paedlotse_core::criterion::Sex;
use paedlotse_core::disposition::Urgency;
use paedlotse_core::finding::{Finding, FindingIx, FindingType, GroupIx};
use paedlotse_core::network::{Network, SiteIx};
use paedlotse_core::observation::Value as Observed;
use paedlotse_core::protocol::{ProtocolIx, ProtocolSet};
use paedlotse_core::quantity::Span;
use paedlotse_core::recommend::Disposition;
use paedlotse_core::wire::Value;
use paedlotse_core::wire::case::{CaseTrouble, read, write};
use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn set() -> &'static ProtocolSet {
    static COMPILED: OnceLock<Compiled> = OnceLock::new();
    let compile = || paedlotse_compiler::compile(&repository().join("assets")).unwrap_or_else(|e| panic!("{e}"));
    &COMPILED.get_or_init(compile).set
}

fn card() -> &'static Network {
    set().networks.first().unwrap()
}

fn named(id: &str) -> FindingIx {
    set().finding_named(id).unwrap()
}

/// Through text, as storage keeps it.
fn as_text(written: &Value) -> Value {
    value(&serde_json::from_str(&written.json()).unwrap())
}

const ADVICE: Advice =
    Advice { disposition: Disposition::Transfer, urgency: Urgency::Emergent, destination: Some(SiteIx(1)) };

/// One entry of every kind.
fn every_kind() -> Case {
    let group = set().groups.first().unwrap();
    let number = |low, high| Observed::Number(Span::new(low, high));
    let overrule = Overrule {
        advised: ADVICE,
        chosen: Disposition::Teleconsult,
        reason: OverruleReason::NoTransport,
        words: "Straße gesperrt, „Glatteis“".to_owned(),
        role: Role::Paramedic,
    };
    let consult = Consult {
        advised: Advice { destination: None, ..ADVICE },
        with: SiteIx(1),
        plan: Disposition::TreatLocally,
        words: String::new(),
        role: Role::Physician,
    };
    let actions = [
        Action::Age(Some(Age::parse("91 days / 2 months").unwrap())),
        Action::Age(None),
        Action::Age(Some(Age::hours(6).unwrap())),
        Action::Sex(Some(Sex::Female)),
        Action::Sex(None),
        Action::Complaint { protocol: set().protocol_named("fever").unwrap(), chosen: true },
        Action::Observe { finding: named("temperature"), value: number(392, 392) },
        Action::Observe { finding: named("spo2"), value: number(90, 92) },
        Action::Observe { finding: named("avpu"), value: Observed::Choice(0) },
        Action::Observe { finding: named("grunting"), value: Observed::YesNo(true) },
        Action::Unobtainable(named("lactate")),
        Action::Withdraw(named("grunting")),
        Action::DenyGroup { group: GroupIx(0), denied: group.members.to_vec() },
        Action::Undo(9),
        Action::AnswerNow,
        Action::Overrule(overrule),
        Action::Consult(consult),
        Action::Milestone(Milestone::Departure),
    ];
    let mut case = Case::new(Timestamp(1_795_313_160_000));
    for (second, action) in (1..).zip(actions) {
        case.push(set(), Timestamp(case.started().0 + 1_000 * second), action).unwrap();
    }
    case
}

fn reads(written: &Value) -> Case {
    let back = read(set(), card(), written).unwrap();
    assert_eq!(back.unreadable, 0);
    back.case
}

#[test]
fn every_kind_of_entry_comes_back() {
    let case = every_kind();
    assert_eq!(reads(&as_text(&write(set(), card(), &case))), case);
}

/// What the first version wrote is read for ever. `UPDATE=1` writes it once more.
#[test]
fn a_case_of_the_first_form_is_still_read() {
    let file = repository().join("tests/compat/case-v1.json");
    if std::env::var_os("UPDATE").is_some() {
        let text = serde_json::to_string_pretty(&json(&write(set(), card(), &every_kind()))).unwrap();
        fs::write(&file, text + "\n").unwrap();
    }
    let stored = value(&serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap());
    assert_eq!(reads(&stored), every_kind());
}

fn answer(finding: FindingIx, spec: &Finding) -> BoxedStrategy<Action> {
    let known = match spec.answer {
        FindingType::YesNo => any::<bool>().prop_map(Observed::YesNo).boxed(),
        FindingType::Choice { options } => (0..u8::try_from(options.len()).unwrap()).prop_map(Observed::Choice).boxed(),
        FindingType::Number { plausible, .. } => {
            (plausible.low()..=plausible.high()).prop_map(|n| Observed::Number(Span::exactly(n))).boxed()
        }
    };
    prop_oneof![
        8 => known.prop_map(move |value| Action::Observe { finding, value }),
        1 => Just(Action::Unobtainable(finding)),
        1 => Just(Action::Withdraw(finding)),
    ]
    .boxed()
}

fn action() -> impl Strategy<Value = Action> {
    let findings = u16::try_from(set().findings.len()).unwrap();
    let protocols = u16::try_from(set().protocols.len()).unwrap();
    prop_oneof![
        8 => (0..findings).prop_flat_map(|at| answer(FindingIx(at), set().finding(FindingIx(at)).unwrap())),
        1 => (0_u32..216).prop_map(|months| Action::Age(Age::months(months).ok())),
        1 => (0_u32..6_570).prop_map(|days| Action::Age(Age::days(days).ok())),
        1 => (0_u32..900).prop_map(|weeks| Action::Age(Age::weeks(weeks).ok())),
        1 => (0..protocols, any::<bool>()).prop_map(|(at, chosen)| Action::Complaint { protocol: ProtocolIx(at), chosen }),
    ]
}

fn any_value() -> impl Strategy<Value = Value> {
    let word = proptest::sample::select(vec![
        "paedlotse",
        "case",
        "version",
        "started",
        "log",
        "at",
        "age",
        "sex",
        "complaint",
        "chosen",
        "finding",
        "yes",
        "option",
        "number",
        "decimals",
        "unit",
        "group",
        "denied",
        "undo",
        "overrule",
        "consult",
        "temperature",
        "°C",
        "fever",
        "advised",
        "words",
        "role",
        "nurse",
        "milestone",
        "alarm",
        "hours",
        "days",
        "months",
        "",
    ]);
    let word = word.prop_map(str::to_owned).boxed();
    let leaf = prop_oneof![
        Just(Value::Null),
        Just(Value::Fraction),
        (any::<i64>(), 1_u8..40).prop_map(|(digits, places)| Value::Decimal(digits, places)),
        any::<bool>().prop_map(Value::Bool),
        (-3_i64..500).prop_map(Value::Number),
        any::<i64>().prop_map(Value::Number),
        word.clone().prop_map(Value::Text),
    ];
    leaf.prop_recursive(4, 60, 8, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..8).prop_map(Value::List),
            proptest::collection::vec((word.clone(), inner), 0..8).prop_map(Value::Map),
        ]
    })
}

fn stored(log: Vec<Value>) -> Value {
    Value::Map(vec![
        ("paedlotse".to_owned(), Value::Text("case".to_owned())),
        ("version".to_owned(), Value::Number(1)),
        ("started".to_owned(), Value::Number(0)),
        ("log".to_owned(), Value::List(log)),
    ])
}

proptest! {
    #[test]
    fn any_log_comes_back(actions in proptest::collection::vec(action(), 0..40)) {
        let mut case = Case::new(Timestamp(0));
        for action in actions {
            case.push(set(), Timestamp(1), action).unwrap();
        }
        prop_assert_eq!(reads(&as_text(&write(set(), card(), &case))), case);
    }

    /// Whatever stands in storage: it is read or refused, and what is kept unread is written again as it came.
    #[test]
    fn nothing_breaks_the_reader(any in any_value(), log in proptest::collection::vec(any_value(), 0..6)) {
        let _either = read(set(), card(), &any);
        let stored = stored(log.clone());
        let back = read(set(), card(), &stored).unwrap();
        prop_assert_eq!(back.case.entries().len(), log.len());
        let again = read(set(), card(), &write(set(), card(), &back.case)).unwrap();
        prop_assert_eq!(again.case.findings(set()), back.case.findings(set()));
        prop_assert_eq!(again.unreadable, back.unreadable);
    }
}

fn entry(text: &str) -> Value {
    value(&serde_json::from_str(text).unwrap())
}

/// What other rules do not know is missing, and said; the entries after it keep their places.
#[test]
fn what_is_not_understood_is_missing_and_told() {
    for strange in [
        r#"{"at":1,"finding":"humours","yes":true}"#,
        r#"{"at":1,"finding":"temperature","number":[392,392],"decimals":2,"unit":"°C"}"#,
        r#"{"at":1,"finding":"temperature","number":[392,392],"decimals":1,"unit":"°F"}"#,
        r#"{"at":1,"finding":"temperature","number":[9999,9999],"decimals":1,"unit":"°C"}"#,
        r#"{"at":1,"finding":"temperature","number":[392,391],"decimals":1,"unit":"°C"}"#,
        r#"{"at":1,"finding":"avpu","option":"drowsy-ish"}"#,
        r#"{"at":1,"finding":"grunting"}"#,
        r#"{"at":1,"age":{"hours":[0,1],"days":[400,401],"months":[1,1]}}"#,
        r#"{"at":1,"age":{"hours":[0,99999999],"days":[0,99999],"months":[0,900]}}"#,
        r#"{"at":1,"undo":7}"#,
        r#"{"at":1,"milestone":"lunch"}"#,
        r#"{"at":1,"overrule":{"chosen":"transfer"}}"#,
        r#"17"#,
    ] {
        let yes = entry(r#"{"at":2,"finding":"grunting","yes":true}"#);
        let undo = entry(r#"{"at":3,"undo":1}"#);
        let back = read(set(), card(), &stored(vec![entry(strange), yes, undo])).unwrap();
        assert_eq!(back.unreadable, 1, "{strange}");
        assert_eq!(back.case.findings(set()), Case::new(Timestamp(0)).findings(set()), "{strange}");
        assert_eq!(
            as_text(&write(set(), card(), &back.case)).field("log"),
            Some(&Value::List(vec![
                entry(strange),
                entry(r#"{"at":2,"finding":"grunting","yes":true}"#),
                entry(r#"{"at":3,"undo":1}"#),
            ]))
        );
    }
}

#[test]
fn what_is_no_case_is_refused() {
    let refused = |text: &str| read(set(), card(), &entry(text)).unwrap_err();
    for text in [
        r#"{}"#,
        r#"[]"#,
        r#"{"paedlotse":"network-card","version":1,"started":0,"log":[]}"#,
        r#"{"paedlotse":"case","started":0,"log":[]}"#,
        r#"{"paedlotse":"case","version":0,"started":0,"log":[]}"#,
        r#"{"paedlotse":"case","version":1,"log":[]}"#,
        r#"{"paedlotse":"case","version":1,"started":0,"log":{}}"#,
    ] {
        assert_eq!(refused(text), CaseTrouble::NotACase, "{text}");
    }
    let newer = r#"{"paedlotse":"case","version":2,"started":0,"log":[]}"#;
    assert_eq!(refused(newer), CaseTrouble::NewerVersion(2));
}
