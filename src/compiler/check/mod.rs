//! From the content as written to the compiled set: every check that needs no child.

pub(crate) mod condition;
pub(crate) mod direction;
pub(crate) mod limits;
pub(crate) mod networks;
pub(crate) mod pages;
pub(crate) mod protocols;
pub(crate) mod quantity;
pub(crate) mod reads;
pub(crate) mod scores;
pub(crate) mod transport;
pub(crate) mod vocabulary;

use crate::diagnostics::Reports;
use crate::diagnostics::e203_out_of_range::out_of_range;
use crate::resolve::{Names, Order, resolve};
use crate::schedule::{clears, needed_by, schedule};
use crate::source::Sources;
use crate::syntax::Content;
use crate::syntax::protocols::RuleDef;
use condition::{Condition, Conditions, Limit};
use direction::Directions;
use paedlotse_core::criterion::Criterion;
use paedlotse_core::list::List;
use paedlotse_core::protocol::{ProtocolSet, RuleIx};
use paedlotse_core::score::{Points, Score, ScoreItem};
use pages::Pages;
use protocols::{Protocols, RuleConditions};
use scores::Scoring;
use vocabulary::FindingConditions;

/// The compiled set, and what is still needed to try examples and limits on it.
pub(crate) struct Checked<'a> {
    pub(crate) set: ProtocolSet,
    pub(crate) names: Names,
    pub(crate) order: Order<'a>,
    pub(crate) defines: Vec<Option<Condition>>,
    pub(crate) rules: Vec<RuleConditions>,
    pub(crate) findings: Vec<FindingConditions>,
    /// In the order of [`Order::steps`].
    pub(crate) steps: Vec<Option<Condition>>,
    /// In the order of [`Order::escort`]; the bottom has none.
    pub(crate) escort: Vec<Option<Condition>>,
    /// For each rule those that it repeats on purpose.
    pub(crate) repeats: Vec<Vec<RuleIx>>,
}

/// What stands for a condition that could not be read. It has been reported, so the set is never used.
pub(crate) fn or_never(condition: Option<Condition>) -> Criterion {
    condition.map_or(Criterion::Any(List::default()), |condition| condition.criterion)
}

/// Every comparison with a score can come out both ways.
fn points_are_possible(set: &ProtocolSet, defines: &[Option<Condition>], rules: &[RuleConditions], reports: &Reports) {
    let highest = |score: &Score| score.items.iter().map(highest_points).fold(0_i32, i32::saturating_add);
    let conditions = rules.iter().flat_map(RuleConditions::iter).chain(defines.iter().flatten());
    for (limit, at) in conditions.flat_map(|condition| &condition.atoms).flat_map(|atom| &atom.limits) {
        if let Limit::Points(ix, points) = limit
            && let Some(score) = set.score(*ix)
            && !(1..=highest(score)).contains(points)
        {
            let message = format!("every total of `{}` lies on one side of this limit", score.id);
            reports.add(out_of_range(message, format!("it is 0 to {} points", highest(score)), *at));
        }
    }
}

/// The most points an item can give.
fn highest_points(item: &ScoreItem) -> i32 {
    let most = |way: &Points| match way {
        Points::Bands { rows, .. } => {
            let points = rows.iter().flat_map(|row| row.steps.iter().map(|(_, points)| *points).chain([row.below]));
            points.max().unwrap_or(0)
        }
        Points::Options { points, .. } => points.iter().copied().max().unwrap_or(0),
        Points::When { points, .. } => *points,
    };
    item.points.iter().map(most).max().unwrap_or(0)
}

/// Checks all content.
pub(crate) fn check<'a>(content: &'a Content, sources: &Sources, reports: &Reports) -> Checked<'a> {
    let (names, order) = resolve(content, reports);
    let capabilities = vocabulary::capabilities(content, &names, reports);
    let types = vocabulary::finding_types(content, &names, reports);
    let conditions = Conditions {
        names: &names,
        findings: &types,
        scores: content.scores.iter().map(|score| score.id.value.as_str()).collect(),
        reports,
    };
    let defines: Vec<Option<Condition>> = order.defines.iter().map(|def| conditions.check(&def.when)).collect();
    let directions = Directions::new(&defines, &order.defines, sources, reports);
    let (findings, of_findings) = vocabulary::finding_conditions(content, &conditions, &directions);
    let groups = vocabulary::groups(content, &names, &findings, reports);
    let scoring = Scoring { names: &names, conditions: &conditions, directions: &directions, reports };
    let (scores, tables) = (scoring.scores(content), scoring.tables(content));
    let protocols = Protocols {
        names: &names,
        order: &order,
        capabilities: &capabilities,
        groups: &groups,
        conditions: &conditions,
        directions: &directions,
        reports,
    };
    let rules = protocols.rule_conditions();
    let steps = protocols.step_conditions();
    let (transport, escort) = protocols.transport(content);
    let repeated = |rule: &RuleDef| rule.repeats.iter().filter_map(|name| names.rules.find(name, reports)).collect();
    let repeats = order.rules.iter().map(|(_, rule)| repeated(rule)).collect();
    let (all_rules, clauses) = protocols.rules(&rules);
    let mut set = ProtocolSet {
        areas: content.areas.iter().map(|area| area.label).collect(),
        protocols: protocols.protocols(&steps).into(),
        rules: all_rules.into(),
        defines: protocols::defines(&order, &defines).into(),
        sources: protocols::evidence(content, &names, &order, reports).into(),
        decisions: order
            .parts
            .iter()
            .flat_map(|(_, part)| &part.decisions)
            .chain(content.transport.iter().flat_map(|file| &file.decisions))
            .cloned()
            .collect(),
        transport,
        networks: networks::networks(content, &names, reports).into(),
        capabilities: capabilities.into(),
        findings: findings.into(),
        further_codes: vocabulary::further_codes(content, reports).into(),
        clauses: List::default(),
        clears: List::default(),
        groups: groups.into(),
        scores: scores.into(),
        tables: tables.into(),
        schedule: List::default(),
        needed_by: List::default(),
    };
    set.clauses = clauses.list(&set);
    set.clears = clears(&set).into_iter().map(List::from).collect();
    set.schedule = schedule(&set, content, &order, reports).into();
    set.needed_by = needed_by(&set, &set.schedule).into();
    if reports.any("E1") || reports.any("E2") {
        // What stands in a condition that could not be read would look unused.
        return Checked { set, names, order, defines, rules, findings: of_findings, steps, escort, repeats };
    }
    points_are_possible(&set, &defines, &rules, reports);
    let pages = Pages { set: &set, content, order: &order, rules: &rules, reports };
    pages.rules_are_asked();
    pages.all_is_used();
    pages.danger_is_always_due();
    transport::fits_together(&set, &order, reports);
    Checked { set, names, order, defines, rules, findings: of_findings, steps, escort, repeats }
}
