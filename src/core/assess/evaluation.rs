//! One pass over the schedule: what is due, what holds, what stays open.

use crate::age::Age;
use crate::capability::CapabilitySet;
use crate::criterion::{Criterion, ScoreIx, TableIx};
use crate::finding::{Finding, FindingIx, FindingType, Worse};
use crate::observation::{Findings, Observed, Value};
use crate::protocol::{ProtocolIx, ProtocolSet, Question, Rule, RuleIx, Scope};
use crate::quantity::Span;
use crate::schedule::{EvaluationStep, complaint_bit};
use crate::score::{Bands, Points, ScoreItem, Side, Table};
use crate::truth::Truth;

/// Whether a rule holds, the least certain first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleState {
    /// It does not hold, or is excluded.
    False,
    /// Its condition is not decided.
    Open,
    /// Its condition holds; what would exclude it is not known.
    Presumed,
    /// It holds.
    True,
}

/// Everything that is decided about one child in one pass.
#[derive(Clone)]
pub(crate) struct Evaluation<'a> {
    pub(crate) set: &'a ProtocolSet,
    pub(crate) findings: Findings,
    age: Age,
    pub(crate) active: Vec<Truth>,
    vitals_always: Truth,
    /// The bits of the complaints that may be active ([`complaint_bit`]). A step that none of them needs stays undecided,
    /// and nothing reads it.
    complaints: u64,
    pub(super) on_page: Vec<Truth>,
    pub(crate) due: Vec<Truth>,
    raises_only: Vec<bool>,
    defines: Vec<Truth>,
    tables: Vec<Truth>,
    /// None: no active protocol needs it.
    scores: Vec<Option<Span>>,
    valid: Vec<Truth>,
    pub(super) when: Vec<Truth>,
}

impl<'a> Evaluation<'a> {
    /// Evaluates all that the findings decide.
    pub(crate) fn new(set: &'a ProtocolSet, findings: &Findings) -> Self {
        let mut evaluation = Self {
            set,
            findings: findings.clone(),
            age: Age::any(),
            active: Vec::new(),
            vitals_always: Truth::False,
            complaints: 0,
            on_page: Vec::new(),
            due: Vec::new(),
            raises_only: vec![false; set.findings.len()],
            defines: vec![Truth::Unknown; set.defines.len()],
            tables: vec![Truth::Unknown; set.tables.len()],
            scores: vec![None; set.scores.len()],
            valid: vec![Truth::True; set.scores.len()],
            when: vec![Truth::Unknown; set.rules.len()],
        };
        evaluation.run();
        evaluation
    }

    /// The same child with other answers: only these steps, which read one of them, are decided again, in the order of the
    /// schedule.
    pub(crate) fn again(
        &self,
        answers: impl Iterator<Item = (FindingIx, Value)>,
        steps: impl Iterator<Item = EvaluationStep>,
    ) -> Self {
        let mut evaluation = self.clone();
        for (ix, value) in answers {
            // The caller's values fit their findings.
            let _fits = evaluation.findings.set(self.set, ix, value);
        }
        steps.for_each(|step| {
            evaluation.take(step);
        });
        evaluation
    }

    /// Runs the whole schedule, with age, sex and complaints as they are now.
    pub(crate) fn run(&mut self) {
        let set = self.set;
        self.age = self.findings.age.unwrap_or_else(Age::any);
        self.active = activity(set, &self.findings);
        self.vitals_always = vitals_always(set, &self.active);
        self.on_page = pages(set, &self.active);
        // What has conditions is decided by its step.
        self.due.clone_from(&self.on_page);
        self.complaints = complaints(set, &self.active);
        self.take_all();
    }

    fn take_all(&mut self) {
        let (set, complaints) = (self.set, self.complaints);
        for (at, step) in set.schedule.iter().enumerate() {
            if is_needed(set, at, complaints) {
                self.take(*step);
            }
        }
    }

    /// The steps that the active protocols need, with their places in the schedule, in its order.
    pub(crate) fn steps(&self) -> impl Iterator<Item = (u16, EvaluationStep)> + use<'a> {
        let Self { set, complaints, .. } = *self;
        let steps = (0_u16..).zip(&set.schedule).map(|(at, step)| (at, *step));
        steps.filter(move |(at, _)| is_needed(set, usize::from(*at), complaints))
    }

    /// As asked at a transfer: beside the pages of the complaints stands one with the questions of the escort. What no
    /// complaint needs is decided as well, for the escort may read it.
    pub(crate) fn for_transfer(set: &'a ProtocolSet, findings: &Findings) -> Self {
        let mut evaluation = Self::new(set, findings);
        evaluation.complaints = u64::MAX;
        for finding in crate::escort::questions(set) {
            put(&mut evaluation.on_page, finding.0, Truth::True);
        }
        evaluation.due.clone_from(&evaluation.on_page);
        evaluation.take_all();
        // Asked for otherwise than on their page. What was decided above keeps the meaning of the page.
        for due in &set.transport.due {
            let asked = due.when.as_ref().map_or(Truth::True, |when| evaluation.truth(when));
            let applies = set.finding(due.finding).and_then(|finding| finding.applies);
            let applies = applies.map_or(Truth::True, |when| evaluation.truth(&when));
            put(&mut evaluation.due, due.finding.0, asked.and(applies));
        }
        evaluation
    }

    /// Takes one step; whether something has changed that later steps read. What is long stands apart, so that a rule,
    /// which most steps decide, has little to prepare.
    #[inline]
    pub(crate) fn take(&mut self, step: EvaluationStep) -> bool {
        match step {
            EvaluationStep::Finding(ix) => self.take_finding(ix),
            EvaluationStep::Define(ix) => {
                let truth = self.set.define(ix).map_or(Truth::Unknown, |d| self.truth(&d.when));
                put(&mut self.defines, ix.0, truth)
            }
            EvaluationStep::Table(ix) => self.take_table(ix),
            EvaluationStep::Score(ix) => self.take_score(ix),
            EvaluationStep::When(ix) => {
                let truth = self.set.rule(ix).map_or(Truth::Unknown, |r| self.truth(&r.when));
                put(&mut self.when, ix.0, truth)
            }
        }
    }

    #[inline(never)]
    fn take_finding(&mut self, ix: FindingIx) -> bool {
        let Some(finding) = self.set.finding(ix) else { return false };
        let due = self.decide_due(ix, finding);
        let was_aside = self.due(ix).is_false();
        put(&mut self.due, ix.0, due);
        let weighs_otherwise = finding.raises_only_when.as_ref().is_some_and(|condition| {
            let raises_only = !self.truth(condition).is_false();
            put(&mut self.raises_only, ix.0, raises_only)
        });
        // Whether it is asked for matters while it has no value, what its value may do once it has one.
        if self.has_value(ix) { weighs_otherwise } else { was_aside != due.is_false() }
    }

    #[inline(never)]
    fn take_table(&mut self, ix: TableIx) -> bool {
        let truth = self.set.table(ix).map_or(Truth::Unknown, |t| self.table(t));
        put(&mut self.tables, ix.0, truth)
    }

    #[inline(never)]
    fn take_score(&mut self, ix: ScoreIx) -> bool {
        let Some(score) = self.set.score(ix) else { return false };
        let valid = score.valid.as_ref().map_or(Truth::True, |c| self.truth(c));
        let total = score.items.iter().fold((0_i32, 0_i32), |(low, high), item| {
            let points = self.item_points(item);
            (low.saturating_add(points.low()), high.saturating_add(points.high()))
        });
        let applies_otherwise = put(&mut self.valid, ix.0, valid);
        put(&mut self.scores, ix.0, Some(Span::new(total.0, total.1))) || applies_otherwise
    }

    fn decide_due(&self, ix: FindingIx, finding: &Finding) -> Truth {
        let on_page = self.on_page(ix);
        if on_page.is_false() {
            return Truth::False;
        }
        let asked = finding.due.as_ref().map_or(Truth::True, |c| self.truth(c));
        // A reassuring result is due as long as a rule lives that it could exclude.
        let clears = |due: Truth| self.clearing(ix).fold(due, |due, rule| due.or(self.lives(rule)));
        let due = if asked.is_true() { asked } else { clears(asked) };
        let applies = finding.applies.as_ref().map_or(Truth::True, |c| self.truth(c));
        due.and(applies).and(on_page)
    }

    /// The totals of the scores that the active protocols need, by score.
    pub(crate) fn totals(&self) -> Vec<Option<Span>> {
        self.scores.clone()
    }

    /// The rules that a reassuring value of `ix` could exclude.
    pub(crate) fn clearing(&self, ix: FindingIx) -> impl Iterator<Item = RuleIx> {
        self.set.clears.get(usize::from(ix.0)).into_iter().flatten().copied()
    }

    /// Whether the rule's protocol is active and its `when` holds; what may exclude it is not read.
    pub(crate) fn lives(&self, ix: RuleIx) -> Truth {
        let active = self.set.rule(ix).map_or(Truth::False, |r| self.protocol_active(r.protocol));
        active.and(at(&self.when, ix.0, Truth::Unknown))
    }

    pub(crate) fn protocol_active(&self, ix: ProtocolIx) -> Truth {
        at(&self.active, ix.0, Truth::False)
    }

    /// Whether `finding` is asked for.
    pub(crate) fn due(&self, ix: FindingIx) -> Truth {
        at(&self.due, ix.0, Truth::Unknown)
    }

    pub(crate) fn on_page(&self, ix: FindingIx) -> Truth {
        at(&self.on_page, ix.0, Truth::False)
    }

    /// The state of a rule.
    pub(crate) fn rule_state(&self, ix: RuleIx, rule: &Rule) -> RuleState {
        self.state(rule, at(&self.when, ix.0, Truth::Unknown))
    }

    #[inline]
    pub(super) fn state(&self, rule: &Rule, when: Truth) -> RuleState {
        let active = self.protocol_active(rule.protocol);
        if active.is_false() || when.is_false() {
            return RuleState::False;
        }
        let excluded = rule.unless.as_ref().map_or(Truth::False, |c| self.truth(c));
        match (active.and(when), excluded) {
            (_, Truth::True) => RuleState::False,
            (Truth::True, Truth::False) => RuleState::True,
            (Truth::True, Truth::Unknown) => RuleState::Presumed,
            _ => RuleState::Open,
        }
    }

    /// Whether an answer fulfils a part of a criterion that is open as a whole.
    pub(crate) fn is_begun(&self, criterion: &Criterion) -> bool {
        let begun = |part: &Criterion| match part {
            Criterion::AgeFrom(_) | Criterion::AgeUnder(_) | Criterion::SexIs(_) | Criterion::VitalsAlways => false,
            _ => self.truth(part).is_true() || self.is_begun(part),
        };
        match criterion {
            Criterion::All(parts) | Criterion::Any(parts) | Criterion::Count(_, parts) => parts.iter().any(begun),
            Criterion::Define(ix) => self.set.define(*ix).is_some_and(|define| begun(&define.when)),
            _ => false,
        }
    }

    /// Whether a criterion holds for this child.
    pub(crate) fn truth(&self, criterion: &Criterion) -> Truth {
        self.decide(criterion)
    }

    /// [`Self::truth`] where it is asked most. What a condition mostly consists of is looked for one after another: the
    /// processor guesses that better than one jump to any of sixteen places.
    #[inline(always)]
    pub(super) fn decide(&self, criterion: &Criterion) -> Truth {
        if let Some(finding) = criterion.finding() {
            return self.comparison(finding, criterion);
        }
        match criterion {
            Criterion::Define(ix) => at(&self.defines, ix.0, Truth::Unknown),
            Criterion::All(parts) => self.joined(parts, Truth::True, Truth::False),
            Criterion::Any(parts) => self.joined(parts, Truth::False, Truth::True),
            _ => self.other_truth(criterion),
        }
    }

    #[inline(never)]
    fn other_truth(&self, criterion: &Criterion) -> Truth {
        match criterion {
            Criterion::Table(ix) => at(&self.tables, ix.0, Truth::Unknown),
            Criterion::AgeFrom(limit) => self.age.at_least(*limit),
            Criterion::AgeUnder(limit) => self.age.under(*limit),
            Criterion::SexIs(sex) => self.findings.sex.map_or(Truth::Unknown, |s| Truth::known(s == *sex)),
            Criterion::ScoreAtLeast(score, points) => self.score(*score, |total| at_least(total, *points)),
            Criterion::ScoreBelow(score, points) => self.score(*score, |total| at_least(total, *points).negate()),
            Criterion::VitalsAlways => self.vitals_always,
            Criterion::Count(wanted, parts) => self.counted(*wanted, parts),
            // `decide` has decided these.
            _ => Truth::Unknown,
        }
    }

    /// Whether so many of the parts hold.
    #[inline(never)]
    fn counted(&self, wanted: u32, parts: &[Criterion]) -> Truth {
        let (mut sure, mut possible) = (0_u32, 0_u32);
        for part in parts {
            let truth = self.truth(part);
            sure = sure.saturating_add(u32::from(truth.is_true()));
            possible = possible.saturating_add(u32::from(!truth.is_false()));
        }
        if sure >= wanted {
            Truth::True
        } else if possible < wanted {
            Truth::False
        } else {
            Truth::Unknown
        }
    }

    /// `decides` where one of the parts is that, `otherwise` where all are that.
    #[inline(never)]
    fn joined(&self, parts: &[Criterion], otherwise: Truth, decides: Truth) -> Truth {
        let mut joined = otherwise;
        for part in parts {
            let truth = self.decide(part);
            if truth == decides {
                return decides;
            }
            if truth != otherwise {
                joined = truth;
            }
        }
        joined
    }

    #[inline]
    fn comparison(&self, ix: FindingIx, criterion: &Criterion) -> Truth {
        match self.findings.value(ix) {
            Some(value) => self.compared(ix, criterion, value),
            // Set aside: comparisons on it do not hold. Otherwise it is its whole range.
            None if self.due(ix).is_false() => Truth::False,
            None => Truth::Unknown,
        }
    }

    #[inline(never)]
    fn compared(&self, ix: FindingIx, criterion: &Criterion, value: Value) -> Truth {
        let held = compare(criterion, value);
        if !at(&self.raises_only, ix.0, false) {
            return held;
        }
        let worsens = self.set.finding(ix).is_some_and(|finding| worsening(finding, criterion));
        let clears = if worsens { Truth::False } else { Truth::True };
        if held == clears { Truth::Unknown } else { held }
    }

    fn score(&self, ix: ScoreIx, compare: impl Fn(Span) -> Truth) -> Truth {
        let total = at(&self.scores, ix.0, None).unwrap_or(Span::exactly(0));
        at(&self.valid, ix.0, Truth::Unknown).and(compare(total))
    }

    fn table(&self, table: &Table) -> Truth {
        let mut holds: Option<Truth> = None;
        for (row, (from, limit)) in table.rows.iter().enumerate() {
            let until = table.rows.get(row.saturating_add(1)).map(|(from, _)| *from);
            if !self.row_is_possible(*from, until) {
                continue;
            }
            let criterion = match table.side {
                Side::Below => Criterion::Below(table.finding, *limit),
                Side::AtLeast => Criterion::AtLeast(table.finding, *limit),
            };
            let here = self.comparison(table.finding, &criterion);
            holds = Some(match holds {
                None => here,
                Some(before) if before == here => here,
                Some(_) => Truth::Unknown,
            });
        }
        holds.unwrap_or(Truth::Unknown)
    }

    pub(crate) fn row_is_possible(&self, from: crate::age::AgeLimit, until: Option<crate::age::AgeLimit>) -> bool {
        !self.age.at_least(from).is_false() && until.is_none_or(|limit| !self.age.under(limit).is_false())
    }

    /// The possible points of an item.
    pub(crate) fn item_points(&self, item: &ScoreItem) -> Span {
        let (low, high) = item
            .points
            .iter()
            .map(|way| self.way_points(way))
            .fold((0_i32, 0_i32), |(low, high), points| (low.max(points.low()), high.max(points.high())));
        Span::new(low, high)
    }

    fn way_points(&self, way: &Points) -> Span {
        match way {
            Points::When { criterion, points } => match self.truth(criterion) {
                Truth::True => Span::exactly(*points),
                Truth::False => Span::exactly(0),
                Truth::Unknown => Span::new(0, *points),
            },
            Points::Options { finding, points } => {
                let all = || hull(points.iter().copied());
                match self.findings.value(*finding) {
                    Some(Value::Choice(option)) => {
                        let own = points.get(usize::from(option)).map_or_else(all, |p| Span::exactly(*p));
                        if at(&self.raises_only, finding.0, false) { Span::new(own.low(), all().high()) } else { own }
                    }
                    _ if self.due(*finding).is_false() => Span::exactly(all().low()),
                    _ => all(),
                }
            }
            Points::Bands { finding, rows } => self.band_points(*finding, rows),
        }
    }

    fn band_points(&self, ix: FindingIx, rows: &[Bands]) -> Span {
        let value = match self.findings.value(ix) {
            Some(Value::Number(span)) => Some(span),
            _ => None,
        };
        let whole = match self.set.finding(ix).map(|f| &f.answer) {
            Some(FindingType::Number { plausible, .. }) => *plausible,
            _ => Span::new(i32::MIN, i32::MAX),
        };
        let possible = rows.iter().enumerate().filter(|(row, bands)| {
            let until = rows.get(row.saturating_add(1)).map(|next| next.from);
            self.row_is_possible(bands.from, until)
        });
        let points = |over: Span| hull(possible.clone().flat_map(|(_, bands)| bands_over(bands, over)));
        match value {
            Some(span) if at(&self.raises_only, ix.0, false) => Span::new(points(span).low(), points(whole).high()),
            Some(span) => points(span),
            None if self.due(ix).is_false() => Span::exactly(points(whole).low()),
            None => points(whole),
        }
    }

    /// Findings that are pending or unobtainable.
    pub(crate) fn has_value(&self, ix: FindingIx) -> bool {
        self.findings.value(ix).is_some()
    }

    /// Cannot be had: said so, or this house lacks what it takes.
    pub(crate) fn is_unobtainable(&self, ix: FindingIx, lacking: CapabilitySet) -> bool {
        match self.findings.get(ix) {
            Some(Observed::Known(_)) => false,
            Some(Observed::Unobtainable) => true,
            None => self.set.finding(ix).and_then(|f| f.obtained_by).is_some_and(|c| lacking.contains(c)),
        }
    }
}

/// Which protocols are active; with no complaint chosen, every one may be.
fn activity(set: &ProtocolSet, findings: &Findings) -> Vec<Truth> {
    let none = findings.complaints().is_empty();
    (0_u16..)
        .zip(&set.protocols)
        .map(|(ix, protocol)| match protocol.scope {
            Scope::Danger | Scope::Always => Truth::True,
            Scope::Complaint if none => Truth::Unknown,
            Scope::Complaint => Truth::known(findings.complaints().contains(&ProtocolIx(ix))),
        })
        .collect()
}

/// Whether a complaint is chosen that always needs vital signs.
fn vitals_always(set: &ProtocolSet, active: &[Truth]) -> Truth {
    let complaints = set.protocols.iter().zip(active).filter(|(p, _)| p.scope == Scope::Complaint && p.vitals_always);
    complaints.fold(Truth::False, |any, (_, active)| any.or(*active))
}

/// Whether one of these complaints needs this step of the schedule. Where nothing says who needs it, it is always needed.
#[inline]
fn is_needed(set: &ProtocolSet, step: usize, complaints: u64) -> bool {
    set.needed_by.get(step).is_none_or(|by| *by == 0 || by & complaints != 0)
}

/// The bits of the complaints that may be active.
fn complaints(set: &ProtocolSet, active: &[Truth]) -> u64 {
    let complaints = (0_u16..).map(ProtocolIx).zip(&set.protocols).zip(active);
    let possible =
        complaints.filter(|((_, protocol), active)| protocol.scope == Scope::Complaint && !active.is_false());
    possible.fold(0, |bits, ((ix, _), _)| bits | complaint_bit(ix))
}

fn pages(set: &ProtocolSet, active: &[Truth]) -> Vec<Truth> {
    let mut on_page = vec![Truth::False; set.findings.len()];
    for (protocol, active) in set.protocols.iter().zip(active).filter(|(_, active)| !active.is_false()) {
        for question in protocol.sections.iter().flat_map(|s| &s.questions) {
            for finding in asked_by(set, question) {
                if let Some(slot) = on_page.get_mut(usize::from(finding.0)) {
                    *slot = slot.or(*active);
                }
            }
        }
    }
    on_page
}

/// The findings of a question: itself, or the members of its group.
pub fn members(set: &ProtocolSet, question: Question) -> impl Iterator<Item = FindingIx> {
    let (group, single): (&[FindingIx], _) = match question {
        Question::Group(ix) => (set.group(ix).map_or(&[], |g| g.members.as_slice()), None),
        Question::Finding(ix) => (&[], Some(ix)),
    };
    group.iter().copied().chain(single)
}

/// [`members`] as a list, for where they are asked most.
pub(crate) fn asked_by<'a>(set: &ProtocolSet, question: &'a Question) -> &'a [FindingIx] {
    match question {
        Question::Group(ix) => set.group(*ix).map_or(&[], |group| group.members.as_slice()),
        Question::Finding(ix) => std::slice::from_ref(ix),
    }
}

/// Whether a comparison on this finding holds for worse values.
pub(crate) fn worsening(finding: &Finding, criterion: &Criterion) -> bool {
    match (criterion, finding.worse) {
        (Criterion::Yes(_), worse) => !matches!(worse, Worse::Down),
        (Criterion::No(_), worse) => matches!(worse, Worse::Down),
        (Criterion::AtLeast(..), Worse::Up) | (Criterion::Below(..), Worse::Down) => true,
        (Criterion::AtLeast(_, limit), Worse::Away { from }) => *limit > from,
        (Criterion::Below(_, limit), Worse::Away { from }) => *limit <= from,
        (Criterion::In(_, options), _) => finding.reassuring_option().is_none_or(|mild| options & bit(mild) == 0),
        _ => false,
    }
}

/// The bit of an option in [`Criterion::In`].
#[must_use]
pub fn bit(option: u8) -> u32 {
    1_u32.checked_shl(u32::from(option)).unwrap_or(0)
}

fn compare(criterion: &Criterion, value: Value) -> Truth {
    match (criterion, value) {
        (Criterion::Yes(_), Value::YesNo(yes)) => Truth::known(yes),
        (Criterion::No(_), Value::YesNo(yes)) => Truth::known(!yes),
        (Criterion::In(_, options), Value::Choice(option)) => Truth::known(options & bit(option) != 0),
        (Criterion::AtLeast(_, limit), Value::Number(span)) => at_least(span, *limit),
        (Criterion::Below(_, limit), Value::Number(span)) => at_least(span, *limit).negate(),
        // A value of another type never reaches a finding (`Findings::set` refuses it).
        _ => Truth::Unknown,
    }
}

fn at_least(span: Span, limit: i32) -> Truth {
    if span.low() >= limit {
        Truth::True
    } else if span.high() < limit {
        Truth::False
    } else {
        Truth::Unknown
    }
}

/// Points of every segment that `over` touches.
fn bands_over(bands: &Bands, over: Span) -> impl Iterator<Item = i32> {
    let starts = std::iter::once((i32::MIN, bands.below)).chain(bands.steps.iter().copied());
    let ends = bands.steps.iter().map(|(limit, _)| limit.saturating_sub(1)).chain(std::iter::once(i32::MAX));
    starts
        .zip(ends)
        .filter(move |((start, _), end)| *start <= over.high() && over.low() <= *end)
        .map(|((_, points), _)| points)
}

fn hull(points: impl Iterator<Item = i32>) -> Span {
    points
        .map(Span::exactly)
        .reduce(|a, b| Span::new(a.low().min(b.low()), a.high().max(b.high())))
        .unwrap_or(Span::exactly(0))
}

pub(super) fn at<T: Copy>(values: &[T], ix: u16, otherwise: T) -> T {
    values.get(usize::from(ix)).copied().unwrap_or(otherwise)
}

/// Puts a value in its place; whether it is another one than before.
fn put<T: PartialEq>(values: &mut [T], ix: u16, value: T) -> bool {
    values.get_mut(usize::from(ix)).is_some_and(|slot| std::mem::replace(slot, value) != *slot)
}
