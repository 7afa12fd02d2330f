//! Enumerates: all children that answers to the questions that are due may still make of one of whom less is known.

use super::ages::Ages;
use super::{Child, Fact, Oracle, Reading, Verdict};
use paedlotse_core::age::{Age, AgeLimit};
use paedlotse_core::criterion::{Criterion, Sex};
use paedlotse_core::finding::{FindingIx, FindingType};
use paedlotse_core::observation::{Findings, Observed, Value};
use paedlotse_core::protocol::{ProtocolIx, ProtocolSet, RuleIx, Scope};
use paedlotse_core::quantity::Span;
use paedlotse_core::score::Points;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

/// What a child is still open in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// Due, and without a value.
    Value(FindingIx),
    /// Its value can raise but not clear; what is true is not known.
    Actual(FindingIx),
}

/// What holds in every completion, and what holds in some.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sometimes {
    /// In every one.
    pub always: bool,
    /// In at least one.
    pub ever: bool,
}

/// The exact bounds of one child.
#[derive(Clone, Debug)]
pub struct Bounds {
    /// Every set of rules that holds in some completion.
    pub worlds: BTreeSet<Vec<RuleIx>>,
    /// In which completions each rule's `when` holds.
    pub when: Vec<Sometimes>,
    /// In which completions each finding is due.
    pub due: Vec<Sometimes>,
    /// The lowest and the highest total of each score.
    pub scores: Vec<(i32, i32)>,
    /// How many completions there are, one per region.
    pub completions: u64,
}

impl Bounds {
    fn of(verdict: &Verdict) -> Self {
        let known = |holds: &bool| Sometimes { always: *holds, ever: *holds };
        Self {
            worlds: BTreeSet::from([verdict.rules()]),
            when: verdict.when.iter().map(known).collect(),
            due: verdict.due.iter().map(known).collect(),
            scores: verdict.scores.iter().map(|total| (*total, *total)).collect(),
            completions: 1,
        }
    }

    fn join(&mut self, other: &Self) {
        self.worlds.extend(other.worlds.iter().cloned());
        for (mine, theirs) in [(&mut self.when, &other.when), (&mut self.due, &other.due)] {
            for (mine, theirs) in mine.iter_mut().zip(theirs) {
                mine.always &= theirs.always;
                mine.ever |= theirs.ever;
            }
        }
        for (mine, theirs) in self.scores.iter_mut().zip(&other.scores) {
            *mine = (mine.0.min(theirs.0), mine.1.max(theirs.1));
        }
        self.completions = self.completions.saturating_add(other.completions);
    }

    /// In which completions a rule holds.
    #[must_use]
    pub fn rule(&self, rule: RuleIx) -> Sometimes {
        let holds = |world: &Vec<RuleIx>| world.contains(&rule);
        Sometimes { always: self.worlds.iter().all(holds), ever: self.worlds.iter().any(holds) }
    }
}

/// Bounds that were worked out before: many children share completions.
#[derive(Default)]
pub struct Known {
    bounds: HashMap<Child, Rc<Bounds>>,
}

impl Known {
    /// How many children were worked out.
    #[must_use]
    pub fn children(&self) -> usize {
        self.bounds.len()
    }
}

impl Child {
    /// This child as the engine is told of it: what was read, the exact age, the sex, the complaints.
    /// None where no birth date gives this age, or a value does not fit its finding.
    #[must_use]
    pub fn told(&self, set: &ProtocolSet) -> Option<Findings> {
        let age = Age::hours(self.age.hours).ok()?.meet(Age::months(self.age.months).ok()?).ok()?;
        let mut findings = Findings::at_age(age);
        findings.sex = Some(self.sex);
        self.complaints.iter().for_each(|complaint| findings.choose(*complaint));
        for (ix, fact) in (0_u16..).map(FindingIx).zip(&self.facts) {
            if let Some(fact) = fact {
                findings.set(set, ix, Value::from(fact.read)).ok()?;
            }
        }
        Some(findings)
    }
}

impl From<Reading> for Value {
    fn from(reading: Reading) -> Self {
        match reading {
            Reading::YesNo(yes) => Self::YesNo(yes),
            Reading::Choice(option) => Self::Choice(option),
            Reading::Number(number) => Self::Number(Span::exactly(number)),
        }
    }
}

impl<'a> Oracle<'a> {
    /// Reads the content.
    #[must_use]
    pub fn new(set: &'a ProtocolSet) -> Self {
        let mut cuts = Cuts::default();
        cuts.content(set);
        let mut excludes = vec![Vec::new(); set.findings.len()];
        for (ix, rule) in (0_u16..).map(RuleIx).zip(&set.rules) {
            let mut stands = BTreeSet::new();
            rule.unless.iter().for_each(|unless| stands_in(set, unless, &mut stands));
            for finding in stands {
                if let Some(rules) = excludes.get_mut(usize::from(finding.0)) {
                    rules.push(ix);
                }
            }
        }
        let regions = (0_u16..).map(FindingIx).zip(&set.findings);
        let regions = regions.map(|(ix, finding)| cuts.regions(ix, &finding.answer)).collect();
        Self { set, excludes, regions, reads_sex: cuts.sex, ages: Ages::new(cuts.ages) }
    }

    /// One value of every region of a finding.
    #[must_use]
    pub fn regions(&self, finding: FindingIx) -> &[Reading] {
        self.regions.get(usize::from(finding.0)).map_or(&[], Vec::as_slice)
    }

    /// Whether any condition asks for the sex.
    #[must_use]
    pub fn reads_sex(&self) -> bool {
        self.reads_sex
    }

    /// The ages, cut at the limits of this content.
    #[must_use]
    pub fn ages(&self) -> &Ages {
        &self.ages
    }

    /// What must still be answered until the child is complete, as far as it is known by now. Answering can make more
    /// due, and never less: so whoever answers all of these, again and again, arrives.
    #[must_use]
    pub fn open(&self, child: &Child) -> Vec<Open> {
        let due = |ix, finding| child.fact(ix).is_none() && self.due(child, ix, finding);
        let due = self.findings().filter(|(ix, finding)| due(*ix, *finding)).map(|(ix, _)| Open::Value(ix));
        let raises_only = self.findings().filter(|(ix, finding)| {
            child.fact(*ix).is_some_and(|fact| fact.truly.is_none())
                && finding.raises_only_when.as_ref().is_some_and(|when| self.holds(child, when))
        });
        due.chain(raises_only.map(|(ix, _)| Open::Actual(ix))).collect()
    }

    /// The same child with one more answer.
    #[must_use]
    pub fn answered(&self, child: &Child, open: Open, reading: Reading) -> Child {
        let mut then = child.clone();
        let (Open::Value(ix) | Open::Actual(ix)) = open;
        if let Some(slot) = then.facts.get_mut(usize::from(ix.0)) {
            *slot = match (open, *slot) {
                (Open::Actual(_), Some(fact)) => Some(Fact { truly: Some(reading), ..fact }),
                _ => Some(Fact { read: reading, truly: None }),
            };
        }
        then
    }

    /// Every child without ranges that these findings allow: age, sex, complaints, numbers. What was not answered, or
    /// said not to be possible, has no value yet.
    #[must_use]
    pub fn children(&self, findings: &Findings) -> Vec<Child> {
        let ages = self.ages.within(findings.age.unwrap_or_else(Age::any));
        let sexes = match findings.sex {
            Some(sex) => vec![sex],
            None if self.reads_sex => vec![Sex::Female, Sex::Male],
            None => vec![Sex::Female],
        };
        let complaints = self.complaints(findings.complaints());
        let mut all = Vec::new();
        for age in &ages {
            for sex in &sexes {
                for complaints in &complaints {
                    let facts = vec![None; self.set.findings.len()];
                    all.push(Child { age: *age, sex: *sex, complaints: complaints.clone(), facts });
                }
            }
        }
        for (ix, answer) in findings.iter() {
            let Observed::Known(value) = answer else { continue };
            let readings = self.readings(ix, value);
            all = all
                .iter()
                .flat_map(|child| readings.iter().map(|reading| self.answered(child, Open::Value(ix), *reading)))
                .collect();
        }
        all
    }

    /// No complaint is missing information: any of them may be the reason, one or several.
    fn complaints(&self, chosen: &[ProtocolIx]) -> Vec<Vec<ProtocolIx>> {
        if !chosen.is_empty() {
            return vec![chosen.to_vec()];
        }
        let mut sets = vec![Vec::new()];
        for (ix, protocol) in (0_u16..).map(ProtocolIx).zip(&self.set.protocols) {
            if protocol.scope == Scope::Complaint {
                let with: Vec<Vec<ProtocolIx>> =
                    sets.iter().map(|set| set.iter().copied().chain([ix]).collect()).collect();
                sets.extend(with);
            }
        }
        // Where there is no complaint at all, none can be chosen.
        if sets.len() > 1 {
            sets.retain(|set| !set.is_empty());
        }
        sets
    }

    fn readings(&self, finding: FindingIx, value: Value) -> Vec<Reading> {
        match value {
            Value::YesNo(yes) => vec![Reading::YesNo(yes)],
            Value::Choice(option) => vec![Reading::Choice(option)],
            Value::Number(span) => {
                let inside = |reading: &&Reading| match reading {
                    Reading::Number(number) => span.low() < *number && *number <= span.high(),
                    _ => false,
                };
                let more = self.regions(finding).iter().filter(inside).copied();
                [Reading::Number(span.low())].into_iter().chain(more).collect()
            }
        }
    }

    /// The exact bounds over all completions.
    #[must_use]
    pub fn bounds(&self, findings: &Findings, known: &mut Known) -> Option<Bounds> {
        let children = self.children(findings);
        let mut all: Option<Bounds> = None;
        for child in children {
            let bounds = self.completed(&child, known);
            match &mut all {
                None => all = Some(Bounds::clone(&bounds)),
                Some(all) => all.join(&bounds),
            }
        }
        all
    }

    fn completed(&self, child: &Child, known: &mut Known) -> Rc<Bounds> {
        if let Some(bounds) = known.bounds.get(child) {
            return Rc::clone(bounds);
        }
        let bounds = match self.open(child).first() {
            None => Bounds::of(&self.verdict(child)),
            Some(open) => {
                let (Open::Value(ix) | Open::Actual(ix)) = *open;
                let mut answers = self.regions(ix).iter();
                let mut then = |reading: &Reading| self.completed(&self.answered(child, *open, *reading), known);
                match answers.next().map(&mut then) {
                    None => Bounds::of(&self.verdict(child)),
                    Some(first) => {
                        let mut joined = Bounds::clone(&first);
                        answers.for_each(|reading| joined.join(&then(reading)));
                        joined
                    }
                }
            }
        };
        let bounds = Rc::new(bounds);
        known.bounds.insert(child.clone(), Rc::clone(&bounds));
        bounds
    }
}

/// The findings that stand in a condition, themselves or by way of a definition, a table or a score.
fn stands_in(set: &ProtocolSet, criterion: &Criterion, all: &mut BTreeSet<FindingIx>) {
    all.extend(criterion.finding());
    match criterion {
        Criterion::Define(ix) => set.define(*ix).iter().for_each(|define| stands_in(set, &define.when, all)),
        Criterion::Table(ix) => all.extend(set.table(*ix).map(|table| table.finding)),
        Criterion::ScoreAtLeast(ix, _) | Criterion::ScoreBelow(ix, _) => {
            let ways = set.score(*ix).into_iter().flat_map(|score| &score.items).flat_map(|item| &item.points);
            for way in ways {
                match way {
                    Points::When { criterion, .. } => stands_in(set, criterion, all),
                    Points::Options { finding, .. } | Points::Bands { finding, .. } => {
                        all.insert(*finding);
                    }
                }
            }
        }
        _ => criterion.parts().iter().for_each(|part| stands_in(set, part, all)),
    }
}

/// Where numbers and ages are cut.
#[derive(Default)]
struct Cuts {
    numbers: BTreeMap<FindingIx, BTreeSet<i32>>,
    ages: BTreeSet<AgeLimit>,
    sex: bool,
}

impl Cuts {
    fn content(&mut self, set: &ProtocolSet) {
        for finding in &set.findings {
            let conditions = finding.due.iter().chain(&finding.applies).chain(&finding.raises_only_when);
            conditions.for_each(|criterion| self.criterion(criterion));
        }
        set.defines.iter().for_each(|define| self.criterion(&define.when));
        for rule in &set.rules {
            [&rule.when].into_iter().chain(&rule.unless).for_each(|criterion| self.criterion(criterion));
        }
        for table in &set.tables {
            for (from, limit) in &table.rows {
                self.ages.insert(*from);
                self.number(table.finding, *limit);
            }
        }
        for score in &set.scores {
            score.valid.iter().for_each(|valid| self.criterion(valid));
            score.items.iter().flat_map(|item| &item.points).for_each(|way| self.points(way));
        }
        let steps = set.protocols.iter().flat_map(|protocol| &protocol.steps);
        steps.filter_map(|step| step.when.as_ref()).for_each(|when| self.criterion(when));
    }

    fn points(&mut self, way: &Points) {
        match way {
            Points::When { criterion, .. } => self.criterion(criterion),
            Points::Options { .. } => {}
            Points::Bands { finding, rows } => {
                for row in rows {
                    self.ages.insert(row.from);
                    row.steps.iter().for_each(|(limit, _)| self.number(*finding, *limit));
                }
            }
        }
    }

    fn criterion(&mut self, criterion: &Criterion) {
        match criterion {
            Criterion::AtLeast(finding, limit) | Criterion::Below(finding, limit) => self.number(*finding, *limit),
            Criterion::AgeFrom(limit) | Criterion::AgeUnder(limit) => {
                self.ages.insert(*limit);
            }
            Criterion::SexIs(_) => self.sex = true,
            _ => criterion.parts().iter().for_each(|part| self.criterion(part)),
        }
    }

    /// Values below the limit lie on one side of it.
    fn number(&mut self, finding: FindingIx, limit: i32) {
        self.numbers.entry(finding).or_default().insert(limit);
    }

    fn regions(&self, ix: FindingIx, answer: &FindingType) -> Vec<Reading> {
        match answer {
            FindingType::YesNo => vec![Reading::YesNo(false), Reading::YesNo(true)],
            FindingType::Choice { options } => (0_u8..).zip(options).map(|(at, _)| Reading::Choice(at)).collect(),
            FindingType::Number { plausible, .. } => {
                let limits = self.numbers.get(&ix).into_iter().flatten().copied();
                let inside = limits.filter(|limit| plausible.low() < *limit && *limit <= plausible.high());
                [plausible.low()].into_iter().chain(inside).map(Reading::Number).collect()
            }
        }
    }
}
