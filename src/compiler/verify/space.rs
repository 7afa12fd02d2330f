//! All children at once: a condition becomes the set of children for which it holds, as a binary decision diagram over
//! the regions of the findings.
//!
//! A child is complete here: each finding has a value. A finding that is set aside makes no comparison hold, as its
//! mildest value does, so that no child is left out. What such a child makes true is what the engine calls true; a
//! value that "can only raise" makes the same comparisons true and may leave others open.

use super::axes::{Ages, Axis, Edges, exactly_one, in_order};
use biodivine_lib_bdd::{Bdd, BddPartialValuation, BddVariable, BddVariableSet};
use paedlotse_core::assess::bit;
use paedlotse_core::criterion::{Criterion, DefineIx, ScoreIx, Sex, TableIx};
use paedlotse_core::finding::{FindingIx, FindingType, Worse};
use paedlotse_core::protocol::{ProtocolIx, ProtocolSet, Rule, Scope};
use paedlotse_core::score::{Bands, Points, Score, ScoreItem, Side};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// How scores and tables are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Down to the findings.
    Whole,
    /// A score's total and a table's verdict are findings of their own.
    Shape,
}

/// The children that the content can tell apart.
pub(crate) struct Space<'a> {
    /// The content.
    pub(crate) set: &'a ProtocolSet,
    pub(crate) variables: BddVariableSet,
    pub(crate) axes: Vec<Axis>,
    pub(crate) ages: Ages,
    pub(crate) sex: BddVariable,
    pub(crate) complaints: Vec<Option<BddVariable>>,
    shapes: BTreeMap<ScoreIx, Vec<(i32, BddVariable)>>,
    verdicts: Vec<BddVariable>,
    /// For each variable, the place of what restricts it in `domains`.
    owner: Vec<usize>,
    domains: Vec<Bdd>,
    defines: [Vec<OnceLock<Bdd>>; 2],
    totals: Vec<OnceLock<Vec<(i32, Bdd)>>>,
}

/// Hands out variables one after the other; what is read together stands together.
struct Dealer(Vec<BddVariable>);

impl Dealer {
    fn next(&mut self) -> Option<BddVariable> {
        self.0.pop()
    }

    fn take(&mut self, count: usize) -> Vec<BddVariable> {
        (0..count).filter_map(|_| self.next()).collect()
    }
}

impl<'a> Space<'a> {
    /// Cuts what a child can be into regions. None when there are more than 65,535 edges.
    pub(crate) fn new(set: &'a ProtocolSet) -> Option<Self> {
        let edges = Edges::of(set);
        let inside: Vec<Vec<i32>> =
            (0_u16..).map(FindingIx).zip(&set.findings).map(|(ix, f)| edges.inside(ix, f)).collect();
        let of_finding = |at: usize| match set.findings.get(at).map(|f| &f.answer) {
            Some(FindingType::Choice { options }) => options.len(),
            Some(FindingType::Number { .. }) => inside.get(at).map_or(0, Vec::len),
            _ => 1,
        };
        let totals: usize = edges.totals.values().map(BTreeSet::len).sum();
        let count = (0..set.findings.len()).map(of_finding).sum::<usize>();
        let count = count.saturating_add(edges.ages.len()).saturating_add(1).saturating_add(set.protocols.len());
        let count = count.saturating_add(totals).saturating_add(set.tables.len());
        let variables = BddVariableSet::new_anonymous(u16::try_from(count).ok()?);
        let mut dealer = Dealer(variables.variables().into_iter().rev().collect());

        let ages = edges.regions_of_age(dealer.take(edges.ages.len()));
        let sex = dealer.next()?;
        let complaint = |protocol: &paedlotse_core::protocol::Protocol| protocol.scope == Scope::Complaint;
        let complaints = set.protocols.iter().map(|p| if complaint(p) { dealer.next() } else { None }).collect();
        let mut shapes = BTreeMap::new();
        for (score, totals) in &edges.totals {
            let taken = dealer.take(totals.len());
            shapes.insert(*score, totals.iter().copied().zip(taken).collect());
        }
        let verdicts = dealer.take(set.tables.len());
        let mut axes: BTreeMap<usize, Axis> = BTreeMap::new();
        for at in reading_order(set) {
            let axis = match set.findings.get(at).map(|f| &f.answer)? {
                FindingType::YesNo => Axis::YesNo(dealer.next()?),
                FindingType::Choice { options } => Axis::Choice(dealer.take(options.len())),
                FindingType::Number { .. } => {
                    let edges = inside.get(at).cloned().unwrap_or_default();
                    Axis::Number { variables: dealer.take(edges.len()), edges }
                }
            };
            axes.insert(at, axis);
        }
        let mut space = Self {
            set,
            owner: vec![usize::MAX; count],
            domains: Vec::new(),
            axes: axes.into_values().collect(),
            ages,
            sex,
            complaints,
            shapes,
            verdicts,
            defines: [vec![OnceLock::new(); set.defines.len()], vec![OnceLock::new(); set.defines.len()]],
            totals: vec![OnceLock::new(); set.scores.len()],
            variables,
        };
        space.restrict_to_what_exists();
        Some(space)
    }

    fn restrict_to_what_exists(&mut self) {
        let mut domains: Vec<(Vec<BddVariable>, Bdd)> = Vec::new();
        let ages = self.ages.each().fold(self.variables.mk_false(), |all, (_, reached)| all.or(&self.all_of(&reached)));
        domains.push((self.ages.variables().to_vec(), ages));
        let chosen: Vec<BddVariable> = self.complaints.iter().flatten().copied().collect();
        let any = chosen.iter().fold(self.variables.mk_false(), |any, v| any.or(&self.variables.mk_var(*v)));
        domains.push((chosen, any));
        for totals in self.shapes.values() {
            let edges: Vec<BddVariable> = totals.iter().map(|(_, v)| *v).collect();
            let order = in_order(&self.variables, &edges);
            domains.push((edges, order));
        }
        for (finding, axis) in self.set.findings.iter().zip(&self.axes) {
            let values = match axis {
                Axis::YesNo(_) => self.everybody(),
                Axis::Choice(options) => exactly_one(&self.variables, options),
                Axis::Number { variables, .. } => in_order(&self.variables, variables),
            };
            // Nobody is asked what does not exist at this age: it is as if all were well.
            let exists = finding.applies.as_ref().map(|applies| {
                let mildest = axis.each().into_iter().nth(mildest_region(finding, axis)).unwrap_or_default();
                self.criterion(applies, Reading::Whole).or(&self.all_of(&mildest))
            });
            let domain = exists.map_or_else(|| values.clone(), |exists| values.and(&exists));
            if !domain.is_true() {
                domains.push((axis.variables().to_vec(), domain));
            }
        }
        for (variables, domain) in domains {
            for variable in variables {
                if let Some(owner) = self.owner.get_mut(variable.to_index()) {
                    *owner = self.domains.len();
                }
            }
            self.domains.push(domain);
        }
    }

    /// Everything that `these` do not read, at its most reassuring: once for each of a few ages when they read no age.
    pub(crate) fn otherwise_well(&self, these: &Bdd, complaint: ProtocolIx) -> Vec<Vec<(BddVariable, bool)>> {
        let support = these.support_set();
        let read = |variables: &[BddVariable]| variables.iter().any(|v| support.contains(v));
        let mut well: Vec<(BddVariable, bool)> = Vec::new();
        for (finding, axis) in self.set.findings.iter().zip(&self.axes).filter(|(_, axis)| !read(axis.variables())) {
            well.extend(axis.each().into_iter().nth(mildest_region(finding, axis)).unwrap_or_default());
        }
        // A child comes for something: where the rule is always active, for the first complaint there is.
        let own = self.complaints.get(usize::from(complaint.0)).copied().flatten();
        let came_for = own.or_else(|| self.complaints.iter().flatten().next().copied());
        let others = self.complaints.iter().flatten().filter(|v| !support.contains(v));
        well.extend(others.map(|v| (*v, Some(*v) == came_for)));
        if !support.contains(&self.sex) {
            well.push((self.sex, false));
        }
        if read(self.ages.variables()) {
            return vec![well];
        }
        let some = self.ages.len().div_ceil(AGES_TRIED);
        let ages = self.ages.each().step_by(some.max(1)).map(|(_, reached)| reached);
        ages.map(|age| well.iter().copied().chain(age).collect()).collect()
    }

    /// The variables of the findings that these read.
    pub(crate) fn answers_behind(&self, these: &Bdd) -> Vec<BddVariable> {
        let support = these.support_set();
        let read =
            self.axes.iter().map(Axis::variables).filter(|variables| variables.iter().any(|v| support.contains(v)));
        read.flatten().copied().collect()
    }

    /// Every child.
    pub(crate) fn everybody(&self) -> Bdd {
        self.variables.mk_true()
    }

    /// No child.
    pub(crate) fn nobody(&self) -> Bdd {
        self.variables.mk_false()
    }

    /// Each total and each verdict of a table with the next worse one.
    pub(crate) fn totals_and_verdicts(&self) -> Vec<[Vec<(BddVariable, bool)>; 2]> {
        let reached = |edges: &[(i32, BddVariable)], so_many: usize| {
            edges.iter().enumerate().map(|(at, (_, v))| (*v, at < so_many)).collect::<Vec<_>>()
        };
        let totals = self.shapes.values();
        let totals = totals.flat_map(|edges| {
            (0..edges.len()).map(|so_many| [reached(edges, so_many), reached(edges, so_many.saturating_add(1))])
        });
        totals.chain(self.verdicts.iter().map(|v| [vec![(*v, false)], vec![(*v, true)]])).collect()
    }

    /// These variables with these values.
    pub(crate) fn all_of(&self, values: &[(BddVariable, bool)]) -> Bdd {
        self.variables.mk_conjunctive_clause(&BddPartialValuation::from_values(values))
    }

    /// The children among `these` that exist.
    pub(crate) fn existing(&self, these: &Bdd) -> Bdd {
        let mut all = these.clone();
        let mut open: Vec<BddVariable> = these.support_set().into_iter().collect();
        let mut seen: BTreeSet<usize> = BTreeSet::new();
        // What restricts a finding may read the age, which is restricted itself.
        while let Some(variable) = open.pop() {
            let owner = self.owner.get(variable.to_index()).copied().unwrap_or(usize::MAX);
            if let Some(domain) = self.domains.get(owner).filter(|_| seen.insert(owner)) {
                all = all.and(domain);
                open.extend(domain.support_set());
            }
        }
        all
    }

    /// How many regions a condition tells apart: the product over what it reads.
    pub(crate) fn regions(&self, these: &Bdd) -> u128 {
        let support = these.support_set();
        let reads = |variables: &[BddVariable]| variables.iter().any(|v| support.contains(v));
        let axes = self.axes.iter().filter(|axis| reads(axis.variables())).map(Axis::regions);
        let age = reads(self.ages.variables()).then(|| self.ages.len());
        let two = std::iter::once(self.sex)
            .chain(self.complaints.iter().flatten().copied())
            .chain(self.verdicts.iter().copied());
        let two = two.filter(|v| support.contains(v)).map(|_| 2_usize);
        let totals = self.shapes.values().map(|totals| totals.iter().map(|(_, v)| *v).collect::<Vec<_>>());
        let totals = totals.filter(|totals| reads(totals)).map(|totals| totals.len().saturating_add(1));
        let factors = axes.chain(age).chain(two).chain(totals);
        factors.fold(1_u128, |all, regions| all.saturating_mul(u128::try_from(regions).unwrap_or(u128::MAX)))
    }

    /// The children whose complaint this protocol is for.
    pub(crate) fn active(&self, protocol: ProtocolIx) -> Bdd {
        match self.complaints.get(usize::from(protocol.0)).copied().flatten() {
            Some(chosen) => self.variables.mk_var(chosen),
            None => self.variables.mk_true(),
        }
    }

    /// The children for whom a rule is true.
    pub(crate) fn holds(&self, rule: &Rule, reading: Reading) -> Bdd {
        let when = self.active(rule.protocol).and(&self.criterion(&rule.when, reading));
        match &rule.unless {
            Some(unless) => when.and_not(&self.criterion(unless, reading)),
            None => when,
        }
    }

    /// The children for whom a condition holds.
    pub(crate) fn criterion(&self, criterion: &Criterion, reading: Reading) -> Bdd {
        let variables = &self.variables;
        match criterion {
            Criterion::Yes(finding) | Criterion::No(finding) => match self.axis(*finding) {
                Some(Axis::YesNo(yes)) => variables.mk_literal(*yes, matches!(criterion, Criterion::Yes(_))),
                _ => variables.mk_false(),
            },
            Criterion::AtLeast(finding, limit) => self.at_least(*finding, *limit),
            Criterion::Below(finding, limit) => self.at_least(*finding, *limit).not(),
            Criterion::In(finding, options) => match self.axis(*finding) {
                Some(Axis::Choice(of)) => (0_u8..)
                    .zip(of)
                    .filter(|(at, _)| options & bit(*at) != 0)
                    .fold(variables.mk_false(), |any, (_, v)| any.or(&variables.mk_var(*v))),
                _ => variables.mk_false(),
            },
            Criterion::AgeFrom(limit) => self.reached(*limit),
            Criterion::AgeUnder(limit) => self.reached(*limit).not(),
            Criterion::SexIs(sex) => variables.mk_literal(self.sex, *sex == Sex::Male),
            Criterion::ScoreAtLeast(score, total) => self.total(*score, *total, true, reading),
            Criterion::ScoreBelow(score, total) => self.total(*score, *total, false, reading),
            Criterion::Define(ix) => self.define(*ix, reading),
            Criterion::Table(ix) => self.table(*ix, reading),
            Criterion::VitalsAlways => {
                let protocols = (0_u16..).map(ProtocolIx).zip(&self.set.protocols);
                protocols
                    .filter(|(_, p)| p.scope == Scope::Complaint && p.vitals_always)
                    .fold(variables.mk_false(), |any, (ix, _)| any.or(&self.active(ix)))
            }
            Criterion::All(parts) => {
                parts.iter().fold(variables.mk_true(), |all, part| all.and(&self.criterion(part, reading)))
            }
            Criterion::Any(parts) => {
                parts.iter().fold(variables.mk_false(), |any, part| any.or(&self.criterion(part, reading)))
            }
            Criterion::Count(wanted, parts) => {
                let parts: Vec<Bdd> = parts.iter().map(|part| self.criterion(part, reading)).collect();
                self.at_least_so_many(*wanted, &parts)
            }
        }
    }

    fn axis(&self, finding: FindingIx) -> Option<&Axis> {
        self.axes.get(usize::from(finding.0))
    }

    pub(crate) fn at_least(&self, finding: FindingIx, limit: i32) -> Bdd {
        let Some(Axis::Number { edges, variables }) = self.axis(finding) else { return self.variables.mk_false() };
        // The lowest edge at or above the limit; between the two no value is recorded.
        let at = edges.partition_point(|edge| *edge < limit);
        let plausible = self.set.finding(finding).map(|f| &f.answer);
        match (variables.get(at), plausible) {
            (_, Some(FindingType::Number { plausible, .. })) if limit <= plausible.low() => self.variables.mk_true(),
            (Some(variable), _) => self.variables.mk_var(*variable),
            (None, _) => self.variables.mk_false(),
        }
    }

    fn reached(&self, limit: paedlotse_core::age::AgeLimit) -> Bdd {
        self.ages.variable(limit).map_or_else(|| self.variables.mk_false(), |v| self.variables.mk_var(v))
    }

    fn at_least_so_many(&self, wanted: u32, parts: &[Bdd]) -> Bdd {
        let wanted = usize::try_from(wanted).unwrap_or(usize::MAX);
        // `so_many[n]`: at least n of the parts seen so far.
        let mut so_many = vec![self.variables.mk_false(); wanted.min(parts.len()).saturating_add(1)];
        if let Some(none) = so_many.first_mut() {
            *none = self.variables.mk_true();
        }
        for part in parts {
            for n in (1..so_many.len()).rev() {
                if let [before, now] = so_many.get(n.saturating_sub(1)..=n).unwrap_or_default() {
                    let next = now.or(&before.and(part));
                    if let Some(slot) = so_many.get_mut(n) {
                        *slot = next;
                    }
                }
            }
        }
        so_many.get(wanted).cloned().unwrap_or_else(|| self.variables.mk_false())
    }

    fn define(&self, ix: DefineIx, reading: Reading) -> Bdd {
        let [whole, shape] = &self.defines;
        let known = if reading == Reading::Whole { whole } else { shape };
        let (Some(known), Some(define)) = (known.get(usize::from(ix.0)), self.set.define(ix)) else {
            return self.variables.mk_false();
        };
        known.get_or_init(|| self.criterion(&define.when, reading)).clone()
    }

    fn table(&self, ix: TableIx, reading: Reading) -> Bdd {
        let Some(table) = self.set.table(ix) else { return self.variables.mk_false() };
        if let (Reading::Shape, Some(verdict)) = (reading, self.verdicts.get(usize::from(ix.0))) {
            return self.variables.mk_var(*verdict);
        }
        self.by_age(table.rows.iter().map(|(from, limit)| {
            let beyond = self.at_least(table.finding, *limit);
            (*from, if table.side == Side::Below { beyond.not() } else { beyond })
        }))
    }

    /// Rows that follow each other by age: each holds from its age up to the next one's.
    pub(crate) fn by_age(&self, rows: impl Iterator<Item = (paedlotse_core::age::AgeLimit, Bdd)>) -> Bdd {
        rows.fold(self.variables.mk_false(), |before, (from, row)| {
            Bdd::if_then_else(&self.reached(from), &row, &before)
        })
    }

    fn total(&self, ix: ScoreIx, limit: i32, at_least: bool, reading: Reading) -> Bdd {
        let Some(score) = self.set.score(ix) else { return self.variables.mk_false() };
        let valid = score.valid.as_ref().map_or_else(|| self.variables.mk_true(), |c| self.criterion(c, reading));
        let reached = if reading == Reading::Shape {
            let edge = self.shapes.get(&ix).and_then(|totals| totals.iter().find(|(total, _)| *total == limit));
            edge.map_or_else(|| self.variables.mk_false(), |(_, v)| self.variables.mk_var(*v))
        } else {
            let Some(totals) = self.totals.get(usize::from(ix.0)) else { return self.variables.mk_false() };
            let totals = totals.get_or_init(|| self.totals_of(score));
            totals
                .iter()
                .filter(|(total, _)| *total >= limit)
                .fold(self.variables.mk_false(), |any, (_, is)| any.or(is))
        };
        valid.and(&if at_least { reached } else { reached.not() })
    }

    /// For each total the children that have it.
    fn totals_of(&self, score: &Score) -> Vec<(i32, Bdd)> {
        let mut totals = BTreeMap::from([(0_i32, self.variables.mk_true())]);
        for item in &score.items {
            let mut next: BTreeMap<i32, Bdd> = BTreeMap::new();
            for (points, has) in self.points_of(item) {
                for (total, before) in &totals {
                    let both = before.and(&has);
                    if both.is_false() {
                        continue;
                    }
                    let slot = next.entry(total.saturating_add(points)).or_insert_with(|| self.variables.mk_false());
                    *slot = slot.or(&both);
                }
            }
            totals = next;
        }
        totals.into_iter().collect()
    }

    /// For each number of points the children whom an item gives so many: the highest of its ways counts.
    pub(crate) fn points_of(&self, item: &ScoreItem) -> BTreeMap<i32, Bdd> {
        let ways: Vec<BTreeMap<i32, Bdd>> = item.points.iter().map(|way| self.points_of_way(way)).collect();
        let mut amounts: Vec<i32> = ways.iter().flat_map(|way| way.keys().copied()).chain([0]).collect();
        amounts.sort_unstable();
        amounts.dedup();
        let none = || self.variables.mk_false();
        let from = |amount: i32| {
            let any = ways.iter().flatten().filter(|(points, _)| **points >= amount);
            any.fold(if amount <= 0 { self.variables.mk_true() } else { none() }, |any, (_, has)| any.or(has))
        };
        let mut higher = none();
        let mut exactly = BTreeMap::new();
        for amount in amounts.into_iter().rev() {
            let reached = from(amount);
            exactly.insert(amount, reached.and_not(&higher));
            higher = higher.or(&reached);
        }
        exactly
    }

    fn points_of_way(&self, way: &Points) -> BTreeMap<i32, Bdd> {
        let mut points: BTreeMap<i32, Bdd> = BTreeMap::new();
        let mut add = |amount: i32, has: Bdd| {
            let slot = points.entry(amount).or_insert_with(|| self.variables.mk_false());
            *slot = slot.or(&has);
        };
        match way {
            Points::When { criterion, points } => add(*points, self.criterion(criterion, Reading::Whole)),
            Points::Options { finding, points } => {
                if let Some(Axis::Choice(options)) = self.axis(*finding) {
                    options.iter().zip(points).for_each(|(v, amount)| add(*amount, self.variables.mk_var(*v)));
                }
            }
            Points::Bands { finding, rows } => {
                let amounts = rows.iter().flat_map(|row| row.steps.iter().map(|(_, p)| *p).chain([row.below]));
                let mut amounts: Vec<i32> = amounts.collect();
                amounts.sort_unstable();
                amounts.dedup();
                for amount in amounts {
                    add(amount, self.by_age(rows.iter().map(|row| (row.from, self.in_band(*finding, row, amount)))));
                }
            }
        }
        points
    }

    /// The values that get just so many points.
    fn in_band(&self, finding: FindingIx, row: &Bands, amount: i32) -> Bdd {
        let mut here = if row.below == amount { self.variables.mk_true() } else { self.variables.mk_false() };
        for (limit, points) in &row.steps {
            let from = self.at_least(finding, *limit);
            here = if *points == amount { here.or(&from) } else { here.and_not(&from) };
        }
        here
    }
}

/// How many ages are tried where a rule reads none.
const AGES_TRIED: usize = 6;

/// The region of the most reassuring value.
fn mildest_region(finding: &paedlotse_core::finding::Finding, axis: &Axis) -> usize {
    match (&finding.answer, finding.worse, axis) {
        (FindingType::Choice { options }, _, _) => {
            options.iter().enumerate().min_by_key(|(_, option)| option.level).map_or(0, |(at, _)| at)
        }
        (_, Worse::Up, _) => 0,
        (_, Worse::Down, _) => axis.regions().saturating_sub(1),
        (_, Worse::Away { from }, Axis::Number { edges, .. }) => edges.partition_point(|edge| *edge <= from),
        (_, Worse::Away { .. }, _) => 0,
    }
}

/// The findings in the order in which scores, then pages read them; what is read together should stand together.
fn reading_order(set: &ProtocolSet) -> Vec<usize> {
    let scored = set.scores.iter().flat_map(|score| &score.items).flat_map(|item| &item.points);
    let scored = scored.filter_map(|way| match way {
        Points::Bands { finding, .. } | Points::Options { finding, .. } => Some(*finding),
        Points::When { criterion, .. } => criterion.finding(),
    });
    let mut order: Vec<usize> = Vec::new();
    for at in scored.map(|f| usize::from(f.0)).chain(0..set.findings.len()) {
        if !order.contains(&at) {
            order.push(at);
        }
    }
    order
}
