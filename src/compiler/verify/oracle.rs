//! The oracle: what follows for one child of whom all that counts is known, read off the definition of the rules.
//!
//! It is written from the section "Bounds, exactly" of the design alone, as naively as possible, and shares no code with
//! the engine (`paedlotse_core::assess`): two values instead of three, plain recursion instead of a schedule, and
//! [`completions`] by enumeration instead of bounds. Where engine and oracle disagree, one of them is wrong.
//!
//! What the definition says, and what is meant by it here:
//! - *Complete* is a child in whom every finding that is due has a value; [`Oracle::open`] lists what is missing.
//!   There may be more values: one that was entered always counts.
//! - What has no value and is not due is *set aside*: no comparison with it holds, whichever way it reads, and an item
//!   of a score counts its mildest points.
//! - A reading that *can raise but not clear* (a forehead temperature) is two values: what was read, and what may be true.
//!   A comparison for the worse holds if either says so, a reassuring one only if both do, and the higher points count.
//! - A finding is *due* when it stands on a page of an active protocol, exists for this child, and is asked for: always,
//!   by its `due`, or because it stands in the `unless` of an active rule whose `when` holds.

pub mod ages;
pub mod completions;

use ages::{Ages, ExactAge};
use paedlotse_core::age::{AgeLimit, AgeUnit};
use paedlotse_core::capability::{CapabilityIx, CapabilitySet};
use paedlotse_core::criterion::{Criterion, ScoreIx, Sex, TableIx};
use paedlotse_core::disposition::{Need, Outcome, Urgency};
use paedlotse_core::finding::{Finding, FindingIx, FindingType, Worse};
use paedlotse_core::protocol::{ProtocolIx, ProtocolSet, Question, Rule, RuleIx, Scope};
use paedlotse_core::score::{Bands, Points, Score, ScoreItem, Side};

/// One value of a finding; a number is scaled as in the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reading {
    /// Yes or no.
    YesNo(bool),
    /// The position of an option.
    Choice(u8),
    /// A number.
    Number(i32),
}

/// What is known of one finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fact {
    /// What was answered.
    pub read: Reading,
    /// What may be true instead, where the answer can raise but not clear.
    pub truly: Option<Reading>,
}

/// One child, without any range.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Child {
    /// The exact age.
    pub age: ExactAge,
    /// The sex.
    pub sex: Sex,
    /// The chosen complaints.
    pub complaints: Vec<ProtocolIx>,
    /// What is known, by [`FindingIx`].
    pub facts: Vec<Option<Fact>>,
}

impl Child {
    /// What is known of one finding.
    #[must_use]
    pub fn fact(&self, finding: FindingIx) -> Option<Fact> {
        self.facts.get(usize::from(finding.0)).copied().flatten()
    }
}

/// What follows for one child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Whether each rule holds, by [`RuleIx`].
    pub holds: Vec<bool>,
    /// Whether each rule would hold if nothing excluded it.
    pub when: Vec<bool>,
    /// Whether each finding is asked for, by [`FindingIx`].
    pub due: Vec<bool>,
    /// The total of each score.
    pub scores: Vec<i32>,
}

impl Verdict {
    /// The rules that hold.
    #[must_use]
    pub fn rules(&self) -> Vec<RuleIx> {
        (0_u16..).map(RuleIx).zip(&self.holds).filter(|(_, holds)| **holds).map(|(ix, _)| ix).collect()
    }
}

/// The second evaluator of one content.
pub struct Oracle<'a> {
    set: &'a ProtocolSet,
    /// The rules in whose `unless` each finding stands.
    excludes: Vec<Vec<RuleIx>>,
    /// One value of every region between the limits that the content compares with, by finding.
    regions: Vec<Vec<Reading>>,
    ages: Ages,
    reads_sex: bool,
}

impl Oracle<'_> {
    /// Everything that follows for this child.
    #[must_use]
    pub fn verdict(&self, child: &Child) -> Verdict {
        let rules = || self.set.rules.iter();
        Verdict {
            holds: rules().map(|rule| self.rule(child, rule)).collect(),
            when: rules().map(|rule| self.is_met(child, rule)).collect(),
            due: self.findings().map(|(ix, finding)| self.due(child, ix, finding)).collect(),
            scores: self.set.scores.iter().map(|score| self.total(child, score)).collect(),
        }
    }

    fn findings(&self) -> impl Iterator<Item = (FindingIx, &Finding)> {
        (0_u16..).map(FindingIx).zip(&self.set.findings)
    }

    fn active(&self, child: &Child, protocol: ProtocolIx) -> bool {
        match self.set.protocol(protocol).map(|protocol| protocol.scope) {
            Some(Scope::Danger | Scope::Always) => true,
            Some(Scope::Complaint) => child.complaints.contains(&protocol),
            None => false,
        }
    }

    fn is_met(&self, child: &Child, rule: &Rule) -> bool {
        self.active(child, rule.protocol) && self.holds(child, &rule.when)
    }

    fn rule(&self, child: &Child, rule: &Rule) -> bool {
        let excluded = rule.unless.as_ref().is_some_and(|unless| self.holds(child, unless));
        self.is_met(child, rule) && !excluded
    }

    fn due(&self, child: &Child, ix: FindingIx, finding: &Finding) -> bool {
        let exists = finding.applies.as_ref().is_none_or(|applies| self.holds(child, applies));
        if !exists || !self.on_a_page(child, ix) {
            return false;
        }
        let asked = finding.due.as_ref().is_none_or(|due| self.holds(child, due));
        let mut excludable = self.excludes.get(usize::from(ix.0)).into_iter().flatten();
        asked || excludable.any(|rule| self.set.rule(*rule).is_some_and(|rule| self.is_met(child, rule)))
    }

    fn on_a_page(&self, child: &Child, finding: FindingIx) -> bool {
        let asks = |question: &Question| match question {
            Question::Finding(asked) => *asked == finding,
            Question::Group(group) => self.set.group(*group).is_some_and(|group| group.members.contains(&finding)),
        };
        let mut protocols = (0_u16..).map(ProtocolIx).zip(&self.set.protocols);
        protocols.any(|(ix, protocol)| {
            self.active(child, ix) && protocol.sections.iter().any(|section| section.questions.iter().any(asks))
        })
    }

    /// Whether a condition holds for this child.
    #[must_use]
    pub fn holds(&self, child: &Child, criterion: &Criterion) -> bool {
        match criterion {
            Criterion::Yes(finding)
            | Criterion::No(finding)
            | Criterion::AtLeast(finding, _)
            | Criterion::Below(finding, _)
            | Criterion::In(finding, _) => self.compares(child, *finding, criterion),
            Criterion::AgeFrom(limit) => child.age.reached(*limit),
            Criterion::AgeUnder(limit) => !child.age.reached(*limit),
            Criterion::SexIs(sex) => child.sex == *sex,
            Criterion::ScoreAtLeast(score, points) => self.valid_total(child, *score).is_some_and(|t| t >= *points),
            Criterion::ScoreBelow(score, points) => self.valid_total(child, *score).is_some_and(|t| t < *points),
            Criterion::Define(ix) => self.set.define(*ix).is_some_and(|define| self.holds(child, &define.when)),
            Criterion::Table(ix) => self.beyond(child, *ix),
            Criterion::VitalsAlways => child.complaints.iter().any(|chosen| {
                self.set.protocol(*chosen).is_some_and(|p| p.scope == Scope::Complaint && p.vitals_always)
            }),
            Criterion::All(parts) => parts.iter().all(|part| self.holds(child, part)),
            Criterion::Any(parts) => parts.iter().any(|part| self.holds(child, part)),
            Criterion::Count(wanted, parts) => {
                let holding = parts.iter().filter(|part| self.holds(child, part)).count();
                u32::try_from(holding).is_ok_and(|holding| holding >= *wanted)
            }
        }
    }

    fn compares(&self, child: &Child, ix: FindingIx, criterion: &Criterion) -> bool {
        let (Some(finding), Some(fact)) = (self.set.finding(ix), child.fact(ix)) else {
            return false;
        };
        let read = fits(criterion, fact.read);
        match fact.truly {
            None => read,
            Some(truly) if is_for_the_worse(finding, criterion) => read || fits(criterion, truly),
            Some(truly) => read && fits(criterion, truly),
        }
    }

    fn beyond(&self, child: &Child, ix: TableIx) -> bool {
        let Some(table) = self.set.table(ix) else {
            return false;
        };
        let row = table.rows.iter().rfind(|(from, _)| child.age.reached(*from));
        row.is_some_and(|(_, limit)| {
            let criterion = match table.side {
                Side::Below => Criterion::Below(table.finding, *limit),
                Side::AtLeast => Criterion::AtLeast(table.finding, *limit),
            };
            self.holds(child, &criterion)
        })
    }

    /// The total, in children for whom the score is validated.
    fn valid_total(&self, child: &Child, ix: ScoreIx) -> Option<i32> {
        let score = self.set.score(ix)?;
        let valid = score.valid.as_ref().is_none_or(|valid| self.holds(child, valid));
        valid.then(|| self.total(child, score))
    }

    fn total(&self, child: &Child, score: &Score) -> i32 {
        score.items.iter().map(|item| self.item(child, item)).sum()
    }

    fn item(&self, child: &Child, item: &ScoreItem) -> i32 {
        item.points.iter().map(|way| self.points(child, way)).max().unwrap_or(0)
    }

    fn points(&self, child: &Child, way: &Points) -> i32 {
        match way {
            Points::When { criterion, points } => i32::from(self.holds(child, criterion)).saturating_mul(*points),
            Points::Options { finding, points } => highest_or_mildest(child.fact(*finding), points, |reading| {
                let Reading::Choice(option) = reading else { return None };
                points.get(usize::from(option)).copied()
            }),
            Points::Bands { finding, rows } => {
                let Some(row) = rows.iter().rfind(|row| child.age.reached(row.from)) else {
                    return 0;
                };
                let all: Vec<i32> = row.steps.iter().map(|(_, points)| *points).chain([row.below]).collect();
                highest_or_mildest(child.fact(*finding), &all, |reading| band(row, reading))
            }
        }
    }

    /// What follows when these rules hold: urgency and needs, joined.
    #[must_use]
    pub fn outcome(&self, rules: &[RuleIx]) -> Outcome {
        let rules: Vec<&Rule> = rules.iter().filter_map(|ix| self.set.rule(*ix)).collect();
        let asked = rules
            .iter()
            .flat_map(|rule| self.set.needs(rule.needs).map(|any_of| Need { any_of, urgency: rule.urgency }));
        let mut asked: Vec<Need> = asked.collect();
        asked.sort_unstable();
        asked.dedup();
        // A clause is dropped when another, as urgent, implies it.
        let dropped = |need: &Need| asked.iter().any(|other| other != need && self.covers(other, need));
        Outcome {
            urgency: rules.iter().map(|rule| rule.urgency).max().unwrap_or(Urgency::Routine),
            needs: asked.iter().filter(|need| !dropped(need)).copied().collect(),
            unstable: rules.iter().any(|rule| rule.unstable),
            first_here: rules.iter().filter_map(|rule| rule.first_here).collect(),
        }
    }

    /// Whether whatever meets the first need, as soon as it asks, meets the second.
    fn covers(&self, a: &Need, b: &Need) -> bool {
        let included = |one: CapabilityIx| match self.set.capability(one) {
            Some(capability) => capability.gives.with(one),
            None => CapabilitySet::of(one),
        };
        let meets = |one: CapabilityIx| b.any_of.iter().any(|wanted| included(one).contains(wanted));
        a.urgency >= b.urgency && a.any_of.iter().all(meets)
    }

    /// Whether `a` asks for nothing that `b` does not ask for.
    #[must_use]
    pub fn at_most(&self, a: &Outcome, b: &Outcome) -> bool {
        a.urgency <= b.urgency
            && (!a.unstable || b.unstable)
            && a.first_here.iter().all(|c| b.first_here.contains(c))
            && a.needs.iter().all(|need| b.needs.iter().any(|other| self.covers(other, need)))
    }
}

fn fits(criterion: &Criterion, reading: Reading) -> bool {
    match (criterion, reading) {
        (Criterion::Yes(_), Reading::YesNo(yes)) => yes,
        (Criterion::No(_), Reading::YesNo(yes)) => !yes,
        (Criterion::AtLeast(_, limit), Reading::Number(number)) => number >= *limit,
        (Criterion::Below(_, limit), Reading::Number(number)) => number < *limit,
        (Criterion::In(_, options), Reading::Choice(option)) => {
            options.checked_shr(u32::from(option)).is_some_and(|bits| bits % 2 == 1)
        }
        _ => false,
    }
}

/// A comparison is for the worse when the mildest value does not meet it.
fn is_for_the_worse(finding: &Finding, criterion: &Criterion) -> bool {
    !fits(criterion, mildest(finding))
}

/// The most reassuring value of a finding.
#[must_use]
pub fn mildest(finding: &Finding) -> Reading {
    match (&finding.answer, finding.worse) {
        (FindingType::YesNo, worse) => Reading::YesNo(worse == Worse::Down),
        (FindingType::Choice { options }, _) => {
            let mildest = (0_u8..).zip(options).min_by_key(|(_, option)| option.level);
            Reading::Choice(mildest.map_or(0, |(at, _)| at))
        }
        (FindingType::Number { plausible, .. }, Worse::Up) => Reading::Number(plausible.low()),
        (FindingType::Number { plausible, .. }, Worse::Down) => Reading::Number(plausible.high()),
        (FindingType::Number { .. }, Worse::Away { from }) => Reading::Number(from),
    }
}

/// The points of a known value; the mildest of all where it is set aside.
fn highest_or_mildest(fact: Option<Fact>, all: &[i32], points: impl Fn(Reading) -> Option<i32>) -> i32 {
    match fact {
        None => all.iter().min().copied().unwrap_or(0),
        Some(fact) => [Some(fact.read), fact.truly].into_iter().flatten().filter_map(points).max().unwrap_or(0),
    }
}

fn band(row: &Bands, reading: Reading) -> Option<i32> {
    let Reading::Number(number) = reading else { return None };
    let begun = row.steps.iter().rfind(|(limit, _)| number >= *limit);
    Some(begun.map_or(row.below, |(_, points)| *points))
}

impl ExactAge {
    fn reached(self, limit: AgeLimit) -> bool {
        let completed = match limit.unit {
            AgeUnit::Hours => self.hours,
            AgeUnit::Days => self.days,
            AgeUnit::Months => self.months,
        };
        completed >= limit.completed
    }
}
