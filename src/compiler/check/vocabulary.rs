//! Checks capabilities, groups and findings and turns them into their core form.

use super::condition::{Condition, Conditions};
use super::direction::Directions;
use super::or_never;
use super::quantity::number;
use crate::diagnostics::Reports;
use crate::diagnostics::e103_missing_key::missing_key;
use crate::diagnostics::e104_wrong_form::{unknown_word, wrong_form};
use crate::diagnostics::e108_same_name::same_name;
use crate::diagnostics::e203_out_of_range::out_of_range;
use crate::diagnostics::e210_cycle::cycle;
use crate::diagnostics::e211_group_member::group_member;
use crate::diagnostics::e408_due_missing::due_missing;
use crate::resolve::{Names, Symbol, unique};
use crate::source::{Located, Location};
use crate::syntax::Content;
use crate::syntax::vocabulary::{AnswerDef, CapabilityDef, FindingDef, NumberDef, OptionDef, WorseWord};
use crate::value::kept;
use paedlotse_core::capability::{Capability, CapabilityIx, CapabilitySet};
use paedlotse_core::coding::{is_loinc, ucum};
use paedlotse_core::finding::{ChoiceOption, Finding, FindingIx, FindingKind, FindingType, FurtherCode, Group, Worse};
use paedlotse_core::quantity::Span;
use std::collections::BTreeMap;

const GROUP_LIMIT: usize = 7;
const OPTION_LIMIT: usize = 32;
const CAPABILITY_LIMIT: usize = 128;

/// Capabilities with everything they include.
pub(crate) fn capabilities(content: &Content, names: &Names, reports: &Reports) -> Vec<Capability> {
    let written = &content.capabilities;
    if let Some(first) = written.get(CAPABILITY_LIMIT) {
        reports.add(wrong_form("capability", "a list of at most 128", first.id.at));
    }
    let direct: Vec<CapabilitySet> = written
        .iter()
        .map(|def| def.gives.iter().filter_map(|name| names.capabilities.find(name, reports)).collect())
        .collect();
    let mut all = Vec::new();
    for (ix, def) in (0_u8..128).map(CapabilityIx).zip(written) {
        let beyond = includes(ix, &direct);
        if beyond.contains(ix) {
            reports.add(cycle(std::slice::from_ref(&def.id.value), def.id.at));
        }
        all.push(capability(def, beyond.with(ix)));
    }
    all
}

fn capability(def: &CapabilityDef, gives: CapabilitySet) -> Capability {
    Capability {
        id: kept(&def.id.value),
        no: def.no.value,
        kind: def.kind,
        gives,
        imaging: def.imaging,
        bed: def.bed,
        label: def.label,
    }
}

/// All that `start` gives, by way of any number of steps.
fn includes(start: CapabilityIx, direct: &[CapabilitySet]) -> CapabilitySet {
    let gives = |ix: CapabilityIx| direct.get(usize::from(ix.0)).copied().unwrap_or_default();
    let mut all = gives(start);
    loop {
        let next = all.iter().fold(all, |set, ix| set.union(gives(ix)));
        if next == all {
            return all;
        }
        all = next;
    }
}

/// Findings without their conditions: those need the types of all findings.
pub(crate) fn finding_types(content: &Content, names: &Names, reports: &Reports) -> Vec<Finding> {
    content
        .findings
        .iter()
        .map(|def| {
            let answer = answer(def, reports);
            let worse = worse(def, &answer, reports);
            due_given(def, reports);
            Finding {
                id: kept(&def.id.value),
                no: def.no.value,
                kind: def.kind,
                worse,
                group: def.group.as_ref().and_then(|group| names.groups.find(group, reports)),
                applies: None,
                due: None,
                due_source: kept(&def.due_source),
                raises_only_when: None,
                obtained_by: def.obtained_by.as_ref().and_then(|by| names.capabilities.find(by, reports)),
                label: def.label,
                how: def.how,
                loinc: loinc(def, reports),
                answer,
            }
        })
        .collect()
}

/// The conditions of one finding, as far as it has them and they could be read.
#[derive(Default)]
pub(crate) struct FindingConditions {
    pub(crate) applies: Option<Condition>,
    pub(crate) due: Option<Condition>,
    pub(crate) raises_only_when: Option<Condition>,
}

/// All findings with their conditions: `applies`, `due`, `raises_only_when`.
pub(crate) fn finding_conditions(
    content: &Content,
    conditions: &Conditions<'_>,
    directions: &Directions<'_>,
) -> (Vec<Finding>, Vec<FindingConditions>) {
    let mut findings = conditions.findings.to_vec();
    let mut all = Vec::new();
    for (finding, def) in findings.iter_mut().zip(&content.findings) {
        let mut own = FindingConditions::default();
        if let Some(expr) = &def.applies {
            own.applies = conditions.check(expr);
            own.applies.iter().for_each(|condition| directions.age_and_sex(condition, "applies"));
            finding.applies = Some(or_never(own.applies.clone()));
        }
        if let Some(expr) = &def.due {
            own.due = conditions.check(expr);
            own.due.iter().for_each(|condition| directions.raises(condition, "due"));
            finding.due = Some(or_never(own.due.clone()));
        }
        if let Some(expr) = &def.raises_only_when {
            own.raises_only_when = conditions.check(expr);
            own.raises_only_when.iter().for_each(|condition| directions.raises(condition, "raises_only_when"));
            finding.raises_only_when = Some(or_never(own.raises_only_when.clone()));
        }
        all.push(own);
    }
    (findings, all)
}

fn due_given(def: &FindingDef, reports: &Reports) {
    let kind = match def.kind {
        FindingKind::Vital => "vital sign",
        FindingKind::Test => "test",
        FindingKind::Sign | FindingKind::History => return,
    };
    if def.due.is_none() {
        reports.add(due_missing(&def.id.value, kind, "due", def.id.at));
    } else if def.due_source.is_empty() {
        reports.add(due_missing(&def.id.value, kind, "due_source", def.id.at));
    }
}

fn loinc(def: &FindingDef, reports: &Reports) -> Option<&'static str> {
    let code = def.loinc.as_ref()?;
    has_check_digit("loinc", code, reports);
    Some(kept(&code.value))
}

fn has_check_digit(key: &str, code: &Located<String>, reports: &Reports) {
    if !is_loinc(&code.value) {
        reports.add(wrong_form(key, "a LOINC code with its check digit", code.at));
    }
}

/// The further codes of all findings. A code names one finding, or a panel and no finding.
pub(crate) fn further_codes(content: &Content, reports: &Reports) -> Vec<FurtherCode> {
    let mut named: BTreeMap<&str, Location> = BTreeMap::new();
    for code in content.findings.iter().flat_map(|def| def.loinc.iter().chain(&def.loinc_also)) {
        if let Some(before) = named.insert(&code.value, code.at) {
            reports.add(same_name("LOINC code", &code.value, code.at, before));
        }
    }
    let mut all = Vec::new();
    for (ix, def) in (0_u16..).map(FindingIx).zip(&content.findings) {
        for (key, codes, panel) in [("loinc_also", &def.loinc_also, false), ("loinc_panels", &def.loinc_panels, true)] {
            for code in codes {
                has_check_digit(key, code, reports);
                if let Some(before) = named.get(code.value.as_str()).filter(|_| panel) {
                    reports.add(same_name("LOINC code", &code.value, code.at, *before));
                }
                all.push(FurtherCode { finding: ix, loinc: kept(&code.value), panel });
            }
        }
    }
    all
}

fn answer(def: &FindingDef, reports: &Reports) -> FindingType {
    match &def.answer {
        AnswerDef::YesNo => FindingType::YesNo,
        AnswerDef::Choice(written) => FindingType::Choice { options: options(def, written, reports).into() },
        AnswerDef::Number(written) => numeric(def, written, reports),
    }
}

fn options(def: &FindingDef, written: &[OptionDef], reports: &Reports) -> Vec<ChoiceOption> {
    if !(2..=OPTION_LIMIT).contains(&written.len()) {
        reports.add(wrong_form("options", "a list of 2 to 32 options", def.id.at));
    }
    let mut seen: BTreeMap<&str, Location> = BTreeMap::new();
    for option in written {
        if let Some(before) = seen.insert(&option.id.value, option.id.at) {
            reports.add(same_name("option", &option.id.value, option.id.at, before));
        }
    }
    unique("option", written.iter().map(|option| &option.no), reports);
    (0_u8..)
        .zip(written)
        .map(|(position, option)| ChoiceOption {
            id: kept(&option.id.value),
            no: option.no.value,
            level: match &option.level {
                Some(level) => u8::try_from(level.value).unwrap_or_else(|_| {
                    reports.add(wrong_form("level", "a small whole number", level.at));
                    position
                }),
                None => position,
            },
            label: option.label,
        })
        .collect()
}

fn numeric(def: &FindingDef, written: &NumberDef, reports: &Reports) -> FindingType {
    let name = def.id.value.as_str();
    let decimals = written.step.value.split_once('.').map_or(0, |(_, places)| places.len());
    let decimals = u8::try_from(decimals).unwrap_or(0);
    let read = |text: &Located<String>| match number(name, text.value.trim(), decimals, text.at) {
        Ok(value) => Some(value),
        Err(problem) => {
            if !text.value.is_empty() {
                reports.add(*problem);
            }
            None
        }
    };
    let step = read(&written.step).unwrap_or(1);
    if step <= 0 {
        reports.add(wrong_form("step", "a number above 0", written.step.at));
    }
    if !written.unit.value.is_empty() && written.unit.value.contains([' ', '(', ')', ',', '<', '>', '=']) {
        reports.add(wrong_form("unit", "one word without parentheses", written.unit.at));
    } else if !written.unit.value.is_empty() && ucum(&written.unit.value).is_none() {
        reports.add(wrong_form("unit", "a unit of the table in src/core/coding.rs", written.unit.at));
    }
    let range = |texts: &[Located<String>], key: &str| match texts {
        [low, high] => {
            let span = read(low).zip(read(high));
            if span.is_some_and(|(low, high)| low >= high) {
                reports.add(wrong_form(key, "a range from low to high", high.at));
            }
            span.map(|(low, high)| Span::new(low, high))
        }
        [] => None,
        [first, ..] => {
            reports.add(wrong_form(key, "a list of two numbers", first.at));
            None
        }
    };
    let plausible = range(&written.plausible, "plausible").unwrap_or(Span::new(i32::MIN, i32::MAX));
    let confirm = range(&written.confirm, "confirm").unwrap_or(plausible);
    if !(plausible.contains(confirm.low()) && plausible.contains(confirm.high()))
        && let Some(first) = written.confirm.first()
    {
        reports.add(out_of_range("`confirm` is wider than `plausible`", "lies within `plausible`", first.at));
    }
    FindingType::Number { unit: kept(&written.unit.value), decimals, step: step.max(1), plausible, confirm }
}

fn worse(def: &FindingDef, answer: &FindingType, reports: &Reports) -> Worse {
    let from = match &def.answer {
        AnswerDef::Number(number) => number.from.as_ref(),
        _ => None,
    };
    let Some(Located { value: word, at }) = def.worse else {
        if matches!(answer, FindingType::Number { .. }) {
            reports.add(missing_key(&format!("the number `{}`", def.id.value), "worse", def.id.at));
        }
        return Worse::Up;
    };
    if let Some(from) = from.filter(|_| word != WorseWord::Away) {
        reports.add(wrong_form("from", "left out unless worse = \"away\"", from.at));
    }
    match (answer, word) {
        (FindingType::YesNo, WorseWord::Yes) | (FindingType::Number { .. }, WorseWord::Up) => Worse::Up,
        (FindingType::YesNo, WorseWord::No) | (FindingType::Number { .. }, WorseWord::Down) => Worse::Down,
        (FindingType::Number { decimals, plausible, .. }, WorseWord::Away) => {
            let Some(from) = from else {
                reports.add(missing_key(&format!("`{}`, which is worse on both sides,", def.id.value), "from", at));
                return Worse::Up;
            };
            match number(&def.id.value, &from.value, *decimals, from.at) {
                Ok(from) if plausible.contains(from) => Worse::Away { from },
                Ok(_) => {
                    reports.add(out_of_range("the middle is not plausible", "outside `plausible`", from.at));
                    Worse::Up
                }
                Err(problem) => {
                    reports.add(*problem);
                    Worse::Up
                }
            }
        }
        (FindingType::Choice { .. }, _) => {
            reports.add(wrong_form("worse", "left out for a choice: its levels say it", at));
            Worse::Up
        }
        (FindingType::YesNo, _) => {
            reports.add(unknown_word("worse", "up, down or away", at, &["yes", "no"]));
            Worse::Up
        }
        (FindingType::Number { .. }, _) => {
            reports.add(unknown_word("worse", "yes or no", at, &["up", "down", "away"]));
            Worse::Up
        }
    }
}

/// Groups with their members: their own in the order of the vocabulary, then those they share with others.
pub(crate) fn groups(content: &Content, names: &Names, findings: &[Finding], reports: &Reports) -> Vec<Group> {
    let mut members: Vec<Vec<(FindingIx, Location)>> = vec![Vec::new(); content.groups.len()];
    for (ix, (finding, def)) in (0_u16..).map(FindingIx).zip(findings.iter().zip(&content.findings)) {
        if let Some(members) = finding.group.and_then(|group| members.get_mut(usize::from(group.0))) {
            members.push((ix, def.group.as_ref().map_or(def.id.at, |group| group.at)));
        }
    }
    for (def, members) in content.groups.iter().zip(&mut members) {
        for name in &def.members {
            match names.symbols.find(name, reports) {
                Some(Symbol::Finding(ix)) if !members.iter().any(|(there, _)| *there == ix) => {
                    members.push((ix, name.at))
                }
                Some(_) => reports.add(group_member(
                    format!("`{}` is no further finding of this group", name.value),
                    "no finding, or in this group already",
                    name.at,
                )),
                None => {}
            }
        }
    }
    let groups = content.groups.iter().zip(members).map(|(def, members)| {
        let id = kept(&def.id.value);
        for (ix, at) in &members {
            if let Some(finding) = findings.get(usize::from(ix.0)).filter(|finding| !is_denied_with_a_group(finding)) {
                let message = format!("`{}` cannot stand in a group: \"none of these\" would not reassure", finding.id);
                let label = "only yes/no with yes worse, or a choice with level 0";
                reports.add(group_member(message, label, *at));
            }
        }
        if let Some((_, at)) = members.get(GROUP_LIMIT) {
            reports.add(group_member(format!("the group `{id}` has more than seven members"), "the eighth", *at));
        }
        if members.is_empty() {
            let message = format!("the group `{id}` has no members");
            reports.add(group_member(message, "no finding says group = …", def.id.at));
        }
        Group { id, no: def.no.value, label: def.label, members: members.into_iter().map(|(ix, _)| ix).collect() }
    });
    groups.collect()
}

/// Whether "none of these" is a reassuring answer to it.
fn is_denied_with_a_group(finding: &Finding) -> bool {
    match &finding.answer {
        FindingType::YesNo => finding.worse != Worse::Down,
        FindingType::Choice { .. } => finding.reassuring_option().is_some(),
        FindingType::Number { .. } => false,
    }
}
