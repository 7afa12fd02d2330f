//! A worse finding is never answered more mildly: every rule, every item of a score, every table, every `due`.

use super::axes::Axis;
use super::child::{in_words, one_of};
use super::fault::{Fault, Subject};
use super::space::{Reading, Space};
use biodivine_lib_bdd::{Bdd, BddVariable};
use paedlotse_core::criterion::{ScoreIx, TableIx};
use paedlotse_core::finding::{Finding, FindingIx, FindingType, Worse};
use paedlotse_core::protocol::RuleIx;
use paedlotse_core::score::Points;

/// A region and the next worse one.
type Pair = [Vec<(BddVariable, bool)>; 2];

/// Each region of a finding with one that is worse.
fn worsening(finding: &Finding, axis: &Axis) -> Vec<Pair> {
    let regions = axis.each();
    let upwards = || regions.windows(2).filter_map(|pair| <Pair>::try_from(pair.to_vec()).ok());
    let downwards = || upwards().map(|[low, high]| [high, low]);
    match (&finding.answer, finding.worse, axis) {
        (FindingType::Choice { options }, _, _) => {
            let levels = || options.iter().map(|option| option.level).zip(&regions);
            let pairs = levels().flat_map(|(mild, a)| {
                levels().filter(move |(worse, _)| *worse > mild).map(move |(_, b)| [a.clone(), b.clone()])
            });
            pairs.collect()
        }
        (_, Worse::Down, _) => downwards().collect(),
        (_, Worse::Away { from }, Axis::Number { edges, .. }) => {
            // An edge at or below the middle is crossed downwards into the worse, one above it upwards.
            let pairs = edges.iter().zip(upwards().zip(downwards()));
            pairs.map(|(edge, (up, down))| if *edge <= from { down } else { up }).collect()
        }
        _ => upwards().collect(),
    }
}

/// What a law found: the child, the milder and the worse value.
struct Reversal {
    child: String,
    milder: String,
    worse: String,
}

/// A child who leaves `these` when a finding gets worse.
fn reversal(space: &Space<'_>, these: &Bdd, skip: &dyn Fn(FindingIx) -> bool) -> Option<Reversal> {
    let support = these.support_set();
    let axes = (0_u16..).map(FindingIx).zip(&space.set.findings).zip(&space.axes);
    for ((ix, finding), axis) in
        axes.filter(|((ix, _), axis)| !skip(*ix) && axis.variables().iter().any(|v| support.contains(v)))
    {
        let _ = ix;
        for [milder, worse] in worsening(finding, axis) {
            let left = these.restrict(&milder).and_not(&these.restrict(&worse));
            if let Some(child) = one_of(space, &left) {
                let value = |region: &[(BddVariable, bool)]| {
                    one_of(space, &space.all_of(region)).map(|child| in_words(space, &child)).unwrap_or_default()
                };
                let child = in_words(space, &child);
                return Some(Reversal { child, milder: value(&milder), worse: value(&worse) });
            }
        }
    }
    None
}

/// Rules and definitions' readers: with totals and verdicts as findings of their own, which only worsen.
pub(crate) fn rule(space: &Space<'_>, ix: RuleIx) -> Option<Fault> {
    let rule = space.set.rule(ix)?;
    let these = space.holds(rule, Reading::Shape);
    let found = reversal(space, &these, &|_| false).or_else(|| {
        space.totals_and_verdicts().iter().find_map(|[milder, worse]| {
            let left = these.restrict(milder).and_not(&these.restrict(worse));
            let child = one_of(space, &left)?;
            let (milder, worse) = ("fewer points".to_owned(), "more points".to_owned());
            Some(Reversal { child: in_words(space, &child), milder, worse })
        })
    });
    found.map(|r| Fault::Milder { at: Subject::Rule(ix), child: r.child, milder: r.milder, worse: r.worse })
}

/// Items: more points for what is worse; along a number with a middle the points fall, then rise, at every age.
pub(crate) fn score(space: &Space<'_>, ix: ScoreIx) -> Option<Fault> {
    let score = space.set.score(ix)?;
    for item in &score.items {
        let by_number = |finding: FindingIx| {
            item.points.iter().any(|way| matches!(way, Points::Bands { finding: f, .. } if *f == finding))
        };
        let away = |finding: FindingIx| {
            by_number(finding) && space.set.finding(finding).is_some_and(|f| matches!(f.worse, Worse::Away { .. }))
        };
        let points = space.points_of(item);
        for amount in points.keys().copied().filter(|amount| *amount > 0) {
            let at_least =
                points.iter().filter(|(p, _)| **p >= amount).fold(space.nobody(), |any, (_, has)| any.or(has));
            if let Some(r) = reversal(space, &at_least, &away) {
                return Some(Fault::Milder {
                    at: Subject::Score(ix),
                    child: r.child,
                    milder: r.milder,
                    worse: r.worse,
                });
            }
        }
        for way in &item.points {
            let Points::Bands { finding, rows } = way else { continue };
            if !away(*finding) {
                continue;
            }
            for row in rows {
                let along: Vec<i32> = std::iter::once(row.below).chain(row.steps.iter().map(|(_, p)| *p)).collect();
                let lowest = along.iter().copied().min().unwrap_or(0);
                let middle = along.iter().position(|p| *p == lowest).unwrap_or(0);
                let falls = along.get(..=middle).is_some_and(|part| part.is_sorted_by(|a, b| a >= b));
                let rises = along.get(middle..).is_some_and(|part| part.is_sorted());
                if !falls || !rises {
                    let name = space.set.finding(*finding).map_or("", |f| f.id);
                    let child = format!("{name} from {} {:?} on: points {along:?}", row.from.completed, row.from.unit);
                    let (milder, worse) = ("nearer to the middle".to_owned(), "further away".to_owned());
                    return Some(Fault::Milder { at: Subject::Score(ix), child, milder, worse });
                }
            }
        }
    }
    None
}

/// Tables: what is worse is beyond the limit too.
pub(crate) fn table(space: &Space<'_>, ix: TableIx) -> Option<Fault> {
    let beyond = space.criterion(&paedlotse_core::criterion::Criterion::Table(ix), Reading::Whole);
    let r = reversal(space, &beyond, &|_| false)?;
    Some(Fault::Milder { at: Subject::Table(ix), child: r.child, milder: r.milder, worse: r.worse })
}

/// A worse finding never ends that another one is asked for.
pub(crate) fn due(space: &Space<'_>, ix: FindingIx) -> Option<Fault> {
    let due = space.set.finding(ix)?.due.as_ref()?;
    let r = reversal(space, &space.criterion(due, Reading::Shape), &|_| false)?;
    Some(Fault::Ends { finding: ix, child: r.child, milder: r.milder, worse: r.worse })
}
