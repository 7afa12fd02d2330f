//! Invented children for the laws, and the shipped content they are judged by.

use paedlotse_compiler::Compiled;
use paedlotse_core::age::Age;
use paedlotse_core::criterion::Sex;
use paedlotse_core::finding::{Finding, FindingIx, FindingType};
use paedlotse_core::observation::{Findings, Value};
use paedlotse_core::protocol::{ProtocolIx, ProtocolSet, Scope};
use paedlotse_core::quantity::Span;
use proptest::prelude::*;
use proptest::sample::Index;
use std::path::Path;
use std::sync::OnceLock;

/// The shipped content.
pub fn content() -> &'static Compiled {
    static CONTENT: OnceLock<Compiled> = OnceLock::new();
    CONTENT.get_or_init(|| {
        let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
        paedlotse_compiler::compile(&assets).unwrap_or_else(|mistakes| panic!("{mistakes}"))
    })
}

/// A value of a finding, chosen by a number: yes/no, an option, or a point of the plausible range.
pub fn value(finding: &Finding, dice: u32) -> Value {
    match &finding.answer {
        FindingType::YesNo => Value::YesNo(dice.is_multiple_of(4)),
        FindingType::Choice { options } => {
            let option = usize::try_from(dice).unwrap() % options.len();
            Value::Choice(u8::try_from(option).unwrap())
        }
        FindingType::Number { plausible, .. } => {
            let width = u32::try_from(plausible.high() - plausible.low()).unwrap() + 1;
            Value::Number(Span::exactly(plausible.low() + i32::try_from(dice % width).unwrap()))
        }
    }
}

/// All complaints.
pub fn complaints(set: &ProtocolSet) -> Vec<ProtocolIx> {
    (0..).map(ProtocolIx).zip(&set.protocols).filter(|(_, p)| p.scope == Scope::Complaint).map(|(ix, _)| ix).collect()
}

/// The whole vocabulary.
pub fn all_findings(set: &ProtocolSet) -> impl Iterator<Item = (FindingIx, &Finding)> {
    (0..).map(FindingIx).zip(&set.findings)
}

prop_compose! {
    /// Days, months or years.
    pub fn ages()(days in prop_oneof![0..100_u32, 100..6000_u32], form in 0..3) -> Age {
        match form {
            0 => Age::days(days),
            1 => Age::months(days / 31),
            _ => Age::years(days / 366),
        }.unwrap()
    }
}

/// Some answers for some child with one or two complaints.
pub fn children() -> impl Strategy<Value = Findings> {
    let sexes = prop_oneof![Just(None), Just(Some(Sex::Female)), Just(Some(Sex::Male))];
    let answers = prop::collection::vec((any::<Index>(), any::<u32>()), 0..60);
    (prop::option::weighted(0.95, ages()), sexes, prop::collection::vec(any::<Index>(), 1..3), answers).prop_map(
        |(age, sex, chosen, answers)| {
            let set = &content().set;
            let mut child = Findings::default();
            (child.age, child.sex) = (age, sex);
            let known = complaints(set);
            chosen.iter().for_each(|ix| child.choose(*ix.get(&known)));
            let findings: Vec<_> = all_findings(set).collect();
            for (ix, dice) in answers {
                let (ix, finding) = *ix.get(&findings);
                child.set(set, ix, value(finding, dice)).unwrap();
            }
            child
        },
    )
}
