//! What a child can be, cut into regions: every limit of the content is an edge, and inside a region nothing changes.

use biodivine_lib_bdd::{Bdd, BddPartialValuation, BddVariable, BddVariableSet};
use paedlotse_core::age::{Age, AgeLimit, AgeUnit};
use paedlotse_core::criterion::{Criterion, ScoreIx};
use paedlotse_core::finding::{Finding, FindingIx, FindingType};
use paedlotse_core::protocol::ProtocolSet;
use paedlotse_core::score::Points;
use paedlotse_core::truth::Truth;
use std::collections::{BTreeMap, BTreeSet};

/// The regions of one number, choice or sign.
pub(crate) enum Axis {
    /// Yes, or no.
    YesNo(BddVariable),
    /// One variable for each option; exactly one is true.
    Choice(Vec<BddVariable>),
    /// "At least this value", for each edge from low to high.
    Number {
        /// The edges that lie inside the plausible range.
        edges: Vec<i32>,
        /// As many.
        variables: Vec<BddVariable>,
    },
}

impl Axis {
    /// Its variables.
    pub(crate) fn variables(&self) -> &[BddVariable] {
        match self {
            Self::YesNo(variable) => std::slice::from_ref(variable),
            Self::Choice(variables) | Self::Number { variables, .. } => variables,
        }
    }

    /// How many regions it has.
    pub(crate) fn regions(&self) -> usize {
        match self {
            Self::YesNo(_) => 2,
            Self::Choice(variables) => variables.len(),
            Self::Number { edges, .. } => edges.len().saturating_add(1),
        }
    }

    /// Each region, from the lowest number or the first option on; "no" before "yes".
    pub(crate) fn each(&self) -> Vec<Vec<(BddVariable, bool)>> {
        let at = |region: usize| match self {
            Self::YesNo(variable) => vec![(*variable, region == 1)],
            Self::Choice(variables) => variables.iter().enumerate().map(|(at, v)| (*v, at == region)).collect(),
            Self::Number { variables, .. } => variables.iter().enumerate().map(|(at, v)| (*v, at < region)).collect(),
        };
        (0..self.regions()).map(at).collect()
    }
}

/// The ages that limits tell apart, in the order in which a child reaches them.
pub(crate) struct Ages {
    limits: Vec<AgeLimit>,
    variables: Vec<BddVariable>,
    regions: Vec<AgeRegion>,
}

/// Ages that no limit tells apart.
struct AgeRegion {
    /// Which limits are reached.
    reached: Vec<bool>,
    /// One of them.
    age: Age,
    /// For each number of completed months the fewest and the most completed hours.
    hours: BTreeMap<u32, (u32, u32)>,
}

impl AgeRegion {
    /// Whether some child can be in this region first and in `later` afterwards: neither its months nor its hours fall.
    fn can_precede(&self, later: &Self) -> bool {
        self.hours.iter().any(|(months, (first, _))| later.hours.range(*months..).any(|(_, (_, last))| first <= last))
    }
}

impl Ages {
    /// How many regions there are.
    pub(crate) fn len(&self) -> usize {
        self.regions.len()
    }

    /// The variable of a limit.
    pub(crate) fn variable(&self, limit: AgeLimit) -> Option<BddVariable> {
        let at = self.limits.iter().position(|known| *known == limit)?;
        self.variables.get(at).copied()
    }

    /// All variables.
    pub(crate) fn variables(&self) -> &[BddVariable] {
        &self.variables
    }

    /// An age of each region, and what the variables are there.
    pub(crate) fn each(&self) -> impl Iterator<Item = (Age, Vec<(BddVariable, bool)>)> {
        self.regions
            .iter()
            .map(|one| (one.age, self.variables.iter().copied().zip(one.reached.iter().copied()).collect()))
    }

    /// The first age that fits.
    pub(crate) fn first(&self, known: &BddPartialValuation) -> Option<Age> {
        let fits = |reached: &[bool]| {
            self.variables.iter().zip(reached).all(|(v, r)| known.get_value(*v).is_none_or(|k| k == *r))
        };
        self.regions.iter().find(|region| fits(&region.reached)).map(|region| region.age)
    }

    /// Whether some child can be in the region at `earlier` first and in the one at `later` afterwards.
    pub(crate) fn can_precede(&self, earlier: usize, later: usize) -> bool {
        let (Some(earlier), Some(later)) = (self.regions.get(earlier), self.regions.get(later)) else { return false };
        earlier.can_precede(later)
    }
}

/// Every exact age that exists, by hours in the first days, then by days and completed months: a child born on the 31st
/// completes its months otherwise than one born on the 1st.
fn exact_ages(by_hours_until: u32) -> Vec<Age> {
    let hours = (0..by_hours_until.saturating_mul(24))
        .filter_map(|hours| Age::hours(hours).ok()?.meet(Age::months(0).ok()?).ok());
    let mut all: Vec<Age> = hours.collect();
    for days in by_hours_until.. {
        let Ok(age) = Age::days(days) else { break };
        let (fewest, most) = age.completed(AgeUnit::Months);
        all.extend((fewest..=most).filter_map(|months| age.meet(Age::months(months).ok()?).ok()));
    }
    all
}

/// All edges that stand in the content.
#[derive(Default)]
pub(crate) struct Edges {
    pub(crate) numbers: BTreeMap<FindingIx, BTreeSet<i32>>,
    pub(crate) ages: BTreeSet<AgeLimit>,
    /// The totals that rules compare with.
    pub(crate) totals: BTreeMap<ScoreIx, BTreeSet<i32>>,
}

impl Edges {
    /// Collects from rules, definitions, scores, tables, `due` and network cards.
    pub(crate) fn of(set: &ProtocolSet) -> Self {
        let mut edges = Self::default();
        for rule in &set.rules {
            edges.criterion(&rule.when);
            rule.unless.iter().for_each(|unless| edges.criterion(unless));
        }
        set.defines.iter().for_each(|define| edges.criterion(&define.when));
        for finding in &set.findings {
            let conditions = finding.applies.iter().chain(&finding.due).chain(&finding.raises_only_when);
            conditions.for_each(|condition| edges.criterion(condition));
        }
        for table in &set.tables {
            for (from, limit) in &table.rows {
                edges.ages.insert(*from);
                edges.numbers.entry(table.finding).or_default().insert(*limit);
            }
        }
        for score in &set.scores {
            score.valid.iter().for_each(|valid| edges.criterion(valid));
            for way in score.items.iter().flat_map(|item| &item.points) {
                match way {
                    Points::When { criterion, .. } => edges.criterion(criterion),
                    Points::Options { .. } => {}
                    Points::Bands { finding, rows } => {
                        for row in rows {
                            edges.ages.insert(row.from);
                            let numbers = edges.numbers.entry(*finding).or_default();
                            numbers.extend(row.steps.iter().map(|(limit, _)| *limit));
                        }
                    }
                }
            }
        }
        for offer in set.networks.iter().flat_map(|network| &network.sites).flat_map(|site| &site.offers) {
            edges.ages.extend(offer.from_age.iter().chain(&offer.under_age));
        }
        edges
    }

    fn criterion(&mut self, criterion: &Criterion) {
        match criterion {
            Criterion::AtLeast(finding, limit) | Criterion::Below(finding, limit) => {
                self.numbers.entry(*finding).or_default().insert(*limit);
            }
            Criterion::AgeFrom(limit) | Criterion::AgeUnder(limit) => {
                self.ages.insert(*limit);
            }
            Criterion::ScoreAtLeast(score, total) | Criterion::ScoreBelow(score, total) => {
                self.totals.entry(*score).or_default().insert(*total);
            }
            _ => criterion.parts().iter().for_each(|part| self.criterion(part)),
        }
    }

    /// The edges of a number inside its plausible range, moved up to the values that are recorded.
    pub(crate) fn inside(&self, ix: FindingIx, finding: &Finding) -> Vec<i32> {
        let FindingType::Number { step, plausible, .. } = &finding.answer else { return Vec::new() };
        let recorded = |limit: i32| {
            let beyond = limit.checked_rem_euclid(*step).unwrap_or(0);
            if beyond == 0 { limit } else { limit.saturating_sub(beyond).saturating_add(*step) }
        };
        let edges: BTreeSet<i32> = self.numbers.get(&ix).into_iter().flatten().map(|limit| recorded(*limit)).collect();
        edges.into_iter().filter(|edge| *edge > plausible.low() && *edge <= plausible.high()).collect()
    }

    /// The ages that these limits tell apart.
    pub(crate) fn regions_of_age(&self, variables: Vec<BddVariable>) -> Ages {
        let limits: Vec<AgeLimit> = self.ages.iter().copied().collect();
        let hours = limits.iter().filter(|limit| limit.unit == AgeUnit::Hours);
        let by_hours_until = hours.map(|limit| limit.completed.div_ceil(24).saturating_add(1)).max().unwrap_or(0);
        let mut regions: Vec<AgeRegion> = Vec::new();
        for age in exact_ages(by_hours_until) {
            let reached: Vec<bool> = limits.iter().map(|limit| age.at_least(*limit) == Truth::True).collect();
            let (months, _) = age.completed(AgeUnit::Months);
            let (first, last) = age.completed(AgeUnit::Hours);
            match regions.iter_mut().find(|region| region.reached == reached) {
                Some(region) => {
                    let hours = region.hours.entry(months).or_insert((first, last));
                    *hours = (hours.0.min(first), hours.1.max(last));
                }
                None => regions.push(AgeRegion { reached, age, hours: BTreeMap::from([(months, (first, last))]) }),
            }
        }
        Ages { limits, variables, regions }
    }
}

/// "One after the other": a higher edge is reached only after every lower one.
pub(crate) fn in_order(variables: &BddVariableSet, edges: &[BddVariable]) -> Bdd {
    edges.windows(2).fold(variables.mk_true(), |all, pair| match pair {
        [low, high] => all.and(&variables.mk_var(*high).imp(&variables.mk_var(*low))),
        _ => all,
    })
}

/// Exactly one of them.
pub(crate) fn exactly_one(variables: &BddVariableSet, options: &[BddVariable]) -> Bdd {
    variables.mk_sat_exactly_k(1, options)
}
