//! What if: the nearest other values of single findings that would make the advice so far milder or stronger, and where
//! no single one makes it milder, several together of which none can be left out.

use super::candidates::{Candidate, candidates};
use super::level::Level;
use super::tally::Counsel;
use super::trial::Trial;
use crate::assess::next::mildest;
use crate::finding::{Finding, FindingIx, Worse};
use crate::observation::{Observed, Value};
use crate::truth::Truth;

/// An answer that is still open counts as so far away, compared with [`super::candidates::WHOLE_WAY`]: after what is
/// measured close to a limit, before what would have to turn into its opposite.
const OPEN: u32 = 300;

/// Which values around the one that is named do the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// Only this one is meant.
    Exactly,
    /// All numbers from this one upwards.
    AtLeast,
    /// All numbers from this one downwards.
    AtMost,
}

/// Another value of one finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Change {
    /// The finding.
    pub finding: FindingIx,
    /// Its value then; of a number the nearest that does.
    pub to: Value,
    /// Which values do the same.
    pub side: Side,
}

/// A change and the advice that would follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Single {
    /// The change.
    pub change: Change,
    /// What would be advised.
    pub then: Level,
}

/// Several changes that have to come together, and the advice that would follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Together {
    /// The changes, in the order of the content.
    pub changes: Vec<Change>,
    /// What would be advised.
    pub then: Level,
}

/// What would change the advice so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhatIf {
    /// Single changes that make it milder: the nearest first, then the mildest, then in the order of the content.
    pub milder: Vec<Single>,
    /// Single changes that make it stronger: the nearest first, then the most severe, then in the order of the content.
    pub stronger: Vec<Single>,
    /// Only where no single change makes it milder.
    pub together: Option<Together>,
}

/// Tries every finding that exists for this child and is known or still asked for. Leaves the child as it is.
pub(super) fn what_if(trial: &mut Trial<'_>, counsel: &mut Counsel<'_>) -> WhatIf {
    let mut attempts = Attempts { now: counsel.level(&trial.tally), trial, counsel };
    let findings = attempts.findings();
    let (mut milder, mut stronger) = (Vec::new(), Vec::new());
    for (ix, finding) in &findings {
        let (mild, strong) = attempts.nearest(*ix, finding);
        insert(&mut milder, mild, |a, b| a <= b);
        insert(&mut stronger, strong, |a, b| a >= b);
    }
    let nothing_milder = Level { rank: 0, ..Level::default() };
    let together =
        (milder.is_empty() && attempts.now != nothing_milder).then(|| attempts.together(&findings)).flatten();
    let singles = |found: Vec<(u32, Single)>| found.into_iter().map(|(_, single)| single).collect();
    WhatIf { milder: singles(milder), stronger: singles(stronger), together }
}

fn insert(list: &mut Vec<(u32, Single)>, new: Found, first: fn(Level, Level) -> bool) {
    let Some((distance, single)) = new else { return };
    let before = |(d, s): &(u32, Single)| *d < distance || (*d == distance && first(s.then, single.then));
    let place = list.partition_point(before);
    list.insert(place, (distance, single));
}

/// A change with its distance.
type Found = Option<(u32, Single)>;

struct Attempts<'t, 'a, 's, 'c> {
    /// The advice so far.
    now: Level,
    trial: &'t mut Trial<'a>,
    counsel: &'s mut Counsel<'c>,
}

impl<'a> Attempts<'_, 'a, '_, '_> {
    /// What can be another for this child: it exists at this age and sex, stands on a page, and is known or asked for.
    fn findings(&self) -> Vec<(FindingIx, &'a Finding)> {
        let evaluation = &self.trial.evaluation;
        let exists = |finding: &Finding| finding.applies.as_ref().map_or(Truth::True, |c| evaluation.truth(c));
        (0_u16..)
            .map(FindingIx)
            .zip(evaluation.set.findings.as_slice())
            .filter(|(ix, finding)| !evaluation.on_page(*ix).is_false() && !exists(finding).is_false())
            .filter(|(ix, _)| evaluation.has_value(*ix) || !evaluation.due(*ix).is_false())
            .collect()
    }

    fn candidates(&self, ix: FindingIx, finding: &Finding, from: Value) -> Vec<Candidate> {
        candidates(&self.trial.index, ix, finding, from)
    }

    fn best(&self, ix: FindingIx, finding: &Finding) -> Value {
        mildest(self.trial.evaluation.set, ix, finding, self.trial.evaluation.findings.age)
    }

    /// A value from which it can only get better: in the stretch that is farthest from the best.
    fn worst(&self, ix: FindingIx, finding: &Finding) -> Value {
        let best = self.best(ix, finding);
        self.candidates(ix, finding, best).last().map_or(best, |farthest| farthest.value)
    }

    /// The advice as it stands.
    fn level(&mut self) -> Level {
        self.counsel.level(&self.trial.tally)
    }

    /// The advice if `ix` were `value`; none if that changes nothing.
    fn level_with(&mut self, ix: FindingIx, value: Value) -> Option<Level> {
        self.trial.observe(ix, Some(Observed::Known(value)));
        (!self.trial.is_as_it_is()).then(|| self.level()).filter(|level| *level != self.now)
    }

    /// The nearest value of one finding that makes the advice milder, and the nearest that makes it stronger. An open one
    /// has no value to be near to: it makes it stronger from the mildest value on that does, milder from the worst on.
    fn nearest(&mut self, ix: FindingIx, finding: &Finding) -> (Found, Found) {
        let answer = self.trial.evaluation.findings.get(ix);
        let (mut milder, mut stronger) = (None, None);
        if let Some(Observed::Known(value)) = answer {
            self.search(ix, finding, value, [Some(&mut milder), Some(&mut stronger)]);
        } else {
            let best = self.best(ix, finding);
            self.search(ix, finding, best, [None, Some(&mut stronger)]);
            let worst = self.worst(ix, finding);
            self.search(ix, finding, worst, [Some(&mut milder), None]);
            for (distance, _) in milder.iter_mut().chain(&mut stronger) {
                *distance = OPEN;
            }
        }
        self.trial.observe(ix, answer);
        (milder, stronger)
    }

    /// Goes away from a value until every wanted place, for what is milder and for what is stronger, is filled.
    fn search(&mut self, ix: FindingIx, finding: &Finding, from: Value, wanted: [Option<&mut Found>; 2]) {
        let [mut milder, mut stronger] = wanted;
        for Candidate { value, distance, .. } in self.candidates(ix, finding, from) {
            let open = |place: &Option<&mut Found>| place.as_ref().is_some_and(|found| found.is_none());
            if !open(&milder) && !open(&stronger) {
                break;
            }
            let Some(then) = self.level_with(ix, value) else { continue };
            let place = if then.is_milder_than(self.now) {
                &mut milder
            } else if self.now.is_milder_than(then) {
                &mut stronger
            } else {
                continue;
            };
            if let Some(found) = place.as_mut().filter(|found| found.is_none()) {
                let change = Change { finding: ix, to: value, side: side(finding, from, value) };
                **found = Some((distance, Single { change, then }));
            }
        }
    }

    /// All findings at their best; then each is taken back that need not change, and the others come as near as they can
    /// to what they are.
    fn together(&mut self, findings: &[(FindingIx, &'a Finding)]) -> Option<Together> {
        let mut changed: Vec<(FindingIx, &Finding, Option<Observed>)> = Vec::new();
        for (ix, finding) in findings {
            let answer = self.trial.evaluation.findings.get(*ix);
            let best = Some(Observed::Known(self.best(*ix, finding)));
            if answer != best {
                self.trial.observe(*ix, best);
                changed.push((*ix, *finding, answer));
            }
        }
        let mut kept = Vec::new();
        let mut then = self.level();
        let possible = then.is_milder_than(self.now);
        for (ix, finding, answer) in changed {
            let best = self.trial.evaluation.findings.get(ix);
            let otherwise = self.trial.observe(ix, answer);
            if !possible {
                continue;
            }
            let level = if otherwise { self.level() } else { then };
            if level.is_milder_than(self.now) {
                then = level;
            } else {
                self.trial.observe(ix, best);
                kept.push((ix, finding, answer));
            }
        }
        let changes = kept.iter().map(|(ix, finding, answer)| self.ease(*ix, finding, *answer)).collect();
        then = self.level();
        for (ix, _, answer) in kept {
            self.trial.observe(ix, answer);
        }
        possible.then_some(Together { changes, then })
    }

    /// The value nearest to what a finding is that still makes the advice milder, with all else as it stands.
    fn ease(&mut self, ix: FindingIx, finding: &Finding, answer: Option<Observed>) -> Change {
        let from = match answer {
            Some(Observed::Known(value)) => value,
            _ => self.worst(ix, finding),
        };
        let best = self.best(ix, finding);
        let candidates = self.candidates(ix, finding, from);
        let mut does = |value: &Value| {
            self.trial.observe(ix, Some(Observed::Known(*value)));
            self.level().is_milder_than(self.now)
        };
        let near = candidates.into_iter().map(|candidate| candidate.value).find(&mut does);
        let to = near.unwrap_or(best);
        if near.is_none() {
            self.trial.observe(ix, Some(Observed::Known(to)));
        }
        Change { finding: ix, to, side: side(finding, from, to) }
    }
}

/// Whether all values beyond `to`, seen from `from`, do the same: where a number has one worse side, or runs away from
/// its middle.
fn side(finding: &Finding, from: Value, to: Value) -> Side {
    let (Value::Number(from), Value::Number(to)) = (from, to) else { return Side::Exactly };
    let (up, down) = (to.low() > from.high(), to.high() < from.low());
    let runs_on = match finding.worse {
        Worse::Away { from: middle } => {
            if up {
                to.low() > middle
            } else {
                to.high() <= middle
            }
        }
        Worse::Up | Worse::Down => true,
    };
    match (runs_on, up, down) {
        (true, true, _) => Side::AtLeast,
        (true, _, true) => Side::AtMost,
        _ => Side::Exactly,
    }
}
