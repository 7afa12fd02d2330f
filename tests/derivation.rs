//! Why and what-if, for random children and the shipped content: what suffices suffices and holds nothing too much;
//! a change that is named does what is said and is the nearest; what is missing here would let the child stay.
//!
//! Everything is judged by `assess`, `holds` and `recommend`, which know nothing of the incremental evaluation.

#![cfg(test)]

mod children;

use children::{ages, all_findings, children, complaints, content, value};
use paedlotse_compiler::value::{deny_rest, normal_vitals};
use paedlotse_core::age::Age;
use paedlotse_core::assess::{Assessment, RuleState, assess, holds};
use paedlotse_core::capability::{CapabilityIx, CapabilitySet};
use paedlotse_core::derivation::{Change, Derivation, Fact, Level, derive, stays_if};
use paedlotse_core::disposition::{Outcome, Urgency};
use paedlotse_core::finding::{Finding, FindingIx, FindingType, Worse};
use paedlotse_core::list::List;
use paedlotse_core::network::{Basis, Network, Offer, Presence, Site, SiteIx};
use paedlotse_core::observation::{Findings, Observed, Value};
use paedlotse_core::protocol::ProtocolIx;
use paedlotse_core::quantity::Span;
use paedlotse_core::recommend::{Disposition, Duty, Place, Situation, judge, recommend};
use proptest::prelude::*;
use proptest::sample::Index;

/// A child that was examined: everything asked for was denied and measured as normal, then a few things differ.
fn examined() -> impl Strategy<Value = Findings> {
    let differing = prop::collection::vec((any::<Index>(), any::<u32>()), 0..8);
    (ages(), prop::collection::vec(any::<Index>(), 1..3), differing).prop_map(|(age, chosen, differing)| {
        let set = &content().set;
        let mut child = Findings::at_age(age);
        chosen.iter().for_each(|ix| child.choose(*ix.get(&complaints(set))));
        deny_rest(set, &mut child);
        normal_vitals(set, &mut child);
        let known: Vec<FindingIx> = child.iter().map(|(ix, _)| ix).collect();
        for (ix, dice) in differing {
            let ix = *ix.get(&known);
            child.set(set, ix, near(set.finding(ix).unwrap(), child.value(ix).unwrap(), dice)).unwrap();
        }
        // What this makes due is asked for as well.
        deny_rest(set, &mut child);
        child
    })
}

/// A yes, another option, or a number not too far away.
fn near(finding: &Finding, now: Value, dice: u32) -> Value {
    match (&finding.answer, now) {
        (FindingType::Number { plausible, .. }, Value::Number(span)) => {
            let reach = (plausible.high() - plausible.low()) / 4 + 1;
            let by = i32::try_from(dice % 10_007).unwrap().rem_euclid(2 * reach + 1) - reach;
            Value::Number(Span::exactly((span.low() + by).clamp(plausible.low(), plausible.high())))
        }
        (FindingType::YesNo, _) => Value::YesNo(!matches!(finding.worse, Worse::Down)),
        _ => value(finding, dice),
    }
}

fn patients() -> impl Strategy<Value = Findings> {
    prop_oneof![3 => examined(), 1 => children()]
}

/// One of the networks, seen from one of its houses or from an ambulance.
#[derive(Clone, Copy, Debug)]
struct Here {
    network: &'static Network,
    place: Place,
}

fn heres() -> impl Strategy<Value = Here> {
    (any::<Index>(), any::<Index>(), prop::bool::weighted(0.2)).prop_map(|(network, site, ambulance)| {
        let network = network.get(&content().set.networks);
        let site = SiteIx(u8::try_from(site.index(network.sites.len())).unwrap());
        let place = if ambulance { Place::Ambulance { nearest: site } } else { Place::Hospital(site) };
        Here { network, place }
    })
}

impl Here {
    fn with<T>(self, ask: impl FnOnce(&Situation<'_>) -> T) -> T {
        ask(&Situation { network: self.network, place: self.place, at: None, duty: &Duty::default() })
    }

    fn derive(self, child: &Findings) -> Derivation {
        self.with(|situation| derive(&content().set, child, situation))
    }

    fn level(self, outcome: &Outcome, child: &Findings) -> Level {
        let age = child.age.unwrap_or_else(Age::any);
        self.with(|situation| Level::of(&recommend(&content().set, outcome, age, situation)))
    }

    /// The advice so far.
    fn so_far(self, child: &Findings) -> Level {
        self.level(&bounds(child).so_far, child)
    }
}

fn bounds(child: &Findings) -> Assessment {
    assess(&content().set, child, CapabilitySet::EMPTY)
}

/// A child of whom only these facts are known.
fn knowing(child: &Findings, facts: &[Fact]) -> Findings {
    let mut known = Findings::default();
    for fact in facts {
        match fact {
            Fact::Age => known.age = child.age,
            Fact::Sex => known.sex = child.sex,
            Fact::Complaint(protocol) => known.choose(*protocol),
            Fact::Finding(ix) => known.set(&content().set, *ix, child.value(*ix).unwrap()).unwrap(),
        }
    }
    known
}

fn all_facts(child: &Findings) -> Vec<Fact> {
    let age = child.age.map(|_| Fact::Age);
    let sex = child.sex.map(|_| Fact::Sex);
    let complaints = child.complaints().iter().copied().map(Fact::Complaint);
    let findings = child.iter().filter(|(_, o)| matches!(o, Observed::Known(_))).map(|(ix, _)| Fact::Finding(ix));
    age.into_iter().chain(sex).chain(complaints).chain(findings).collect()
}

/// The definition of "suffices", word for word.
fn suffices(child: &Findings, here: Here, facts: &[Fact]) -> bool {
    let set = &content().set;
    let whole = bounds(child);
    let known = knowing(child, facts);
    let mut outcome = Outcome::default();
    for (ix, rule) in set.rules.iter().enumerate() {
        let speaks = matches!(whole.rules[ix], RuleState::True | RuleState::Presumed);
        if speaks && holds(set, &known, rule.protocol, &rule.when).is_true() {
            outcome.join(set, rule);
        }
    }
    let level = if child.age.is_some() && known.age.is_none() {
        // A forgotten age makes nothing more severe: the cards are read as for the floor.
        let bounds = Assessment { floor: outcome, ..whole.clone() };
        here.with(|situation| Level::of(&judge(set, &known, &bounds, situation).floor))
    } else {
        here.level(&outcome, &known)
    };
    level.covers(here.level(&whole.so_far, child))
}

fn changed(child: &Findings, changes: &[Change]) -> Findings {
    let mut then = child.clone();
    for change in changes {
        then.set(&content().set, change.finding, change.to).unwrap();
    }
    then
}

fn with_value(child: &Findings, finding: FindingIx, to: Value) -> Findings {
    let mut then = child.clone();
    then.set(&content().set, finding, to).unwrap();
    then
}

/// All values of a finding that lie nearer to `now` than `to` does; of a number at most twenty of them, the farthest among them.
fn nearer(finding: &Finding, now: Value, to: Value) -> Vec<Value> {
    match (&finding.answer, now, to) {
        (FindingType::Choice { options }, Value::Choice(now), Value::Choice(to)) => {
            let way = |at: u8| options[usize::from(at)].level.abs_diff(options[usize::from(now)].level);
            let others = (0..u8::try_from(options.len()).unwrap()).filter(|at| way(*at) < way(to));
            others.map(Value::Choice).collect()
        }
        (FindingType::Number { plausible, step, .. }, Value::Number(now), Value::Number(to)) => {
            let (now, to) = (now.single().unwrap(), to.single().unwrap());
            let steps = (to - now).abs() / step - 1;
            let stride = (steps / 10).max(1);
            let ways = (0..=steps).rev().step_by(usize::try_from(stride).unwrap());
            let both = ways.flat_map(|way| [now + way * step, now - way * step]);
            let values = both.filter(|value| plausible.contains(*value));
            values.map(|value| Value::Number(Span::exactly(value))).collect()
        }
        _ => Vec::new(),
    }
}

/// Values one step (or one level) nearer to the best (`worse` false) or to the worst.
fn one_step(finding: &Finding, to: Value, worse: bool) -> Vec<Value> {
    match (&finding.answer, to) {
        (FindingType::Choice { options }, Value::Choice(at)) => {
            let level = options[usize::from(at)].level;
            let all = (0..u8::try_from(options.len()).unwrap()).zip(options);
            let beyond = all.filter(|(_, o)| if worse { o.level > level } else { o.level < level });
            beyond.map(|(at, _)| Value::Choice(at)).collect()
        }
        (FindingType::Number { plausible, step, .. }, Value::Number(span)) => {
            let up = match finding.worse {
                Worse::Up => worse,
                Worse::Down => !worse,
                Worse::Away { .. } => return Vec::new(),
            };
            let next = if up { span.low() + step } else { span.low() - step };
            Some(next)
                .filter(|next| plausible.contains(*next))
                .map(|next| Value::Number(Span::exactly(next)))
                .into_iter()
                .collect()
        }
        _ => Vec::new(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn what_suffices_suffices_and_nothing_of_it_can_be_left_out(child in patients(), here in heres()) {
        let facts = here.derive(&child).why.facts;
        prop_assert!(facts.is_sorted());
        prop_assert!(suffices(&child, here, &facts), "{facts:?}");
        for left_out in &facts {
            let rest: Vec<Fact> = facts.iter().copied().filter(|fact| fact != left_out).collect();
            prop_assert!(!suffices(&child, here, &rest), "{left_out:?} of {facts:?}");
        }
    }

    #[test]
    fn single_changes_do_what_is_said(child in patients(), here in heres()) {
        let now = here.so_far(&child);
        let derived = here.derive(&child).what_if;
        for single in derived.milder.iter().chain(&derived.stronger) {
            prop_assert_eq!(here.so_far(&changed(&child, &[single.change])), single.then, "{:?}", single);
        }
        prop_assert!(derived.milder.iter().all(|single| single.then.is_milder_than(now)));
        prop_assert!(derived.stronger.iter().all(|single| now.is_milder_than(single.then)));
    }

    #[test]
    fn no_nearer_value_does(child in patients(), here in heres()) {
        let now = here.so_far(&child);
        let derived = here.derive(&child).what_if;
        for (singles, milder) in [(&derived.milder, true), (&derived.stronger, false)] {
            for single in singles {
                let Change { finding: ix, to, .. } = single.change;
                let finding = content().set.finding(ix).unwrap();
                let values = match child.value(ix) {
                    Some(value) => nearer(finding, value, to),
                    None => one_step(finding, to, milder),
                };
                for value in values {
                    let then = here.so_far(&with_value(&child, ix, value));
                    let does = if milder { then.is_milder_than(now) } else { now.is_milder_than(then) };
                    prop_assert!(!does, "`{}` {to:?}, but {value:?} is enough", finding.id);
                }
            }
        }
    }

    #[test]
    fn no_finding_that_would_do_is_passed_over(child in patients(), here in heres(), which in any::<Index>(), dice: u32) {
        let due = bounds(&child).due;
        let asked: Vec<_> = all_findings(&content().set).filter(|(ix, _)| due[usize::from(ix.0)].is_true()).collect();
        let (ix, finding) = *which.get(&asked);
        let now = here.so_far(&child);
        let then = here.so_far(&with_value(&child, ix, value(finding, dice)));
        let derived = here.derive(&child).what_if;
        if then.is_milder_than(now) {
            prop_assert!(derived.milder.iter().any(|single| single.change.finding == ix), "`{}`", finding.id);
        }
        if now.is_milder_than(then) {
            prop_assert!(derived.stronger.iter().any(|single| single.change.finding == ix), "`{}`", finding.id);
        }
    }

    #[test]
    fn changes_that_come_together_are_all_needed_and_near(child in patients(), here in heres()) {
        let now = here.so_far(&child);
        let derived = here.derive(&child).what_if;
        prop_assert!(derived.together.is_none() || derived.milder.is_empty());
        if let Some(together) = derived.together {
            prop_assert!(together.changes.len() > 1, "{together:?}");
            prop_assert!(together.then.is_milder_than(now));
            prop_assert_eq!(here.so_far(&changed(&child, &together.changes)), together.then);
            for (at, change) in together.changes.iter().enumerate() {
                let mut others = together.changes.clone();
                others.remove(at);
                let others = changed(&child, &others);
                prop_assert!(!here.so_far(&others).is_milder_than(now), "{change:?} of {together:?}");
                let finding = content().set.finding(change.finding).unwrap();
                let nearer = child.value(change.finding).map_or_else(Vec::new, |value| nearer(finding, value, change.to));
                for value in nearer {
                    let then = here.so_far(&with_value(&others, change.finding, value));
                    prop_assert!(!then.is_milder_than(now), "`{}` {:?}, but {value:?} is enough", finding.id, change.to);
                }
            }
        }
    }

    #[test]
    fn the_same_child_gets_the_same_derivation(child in patients(), here in heres()) {
        let again = knowing(&child, &all_facts(&child).into_iter().rev().collect::<Vec<_>>());
        prop_assume!(again == child);
        prop_assert_eq!(here.derive(&child), here.derive(&again));
    }
}

/// The same place with more offered in this house, at all hours and ages.
fn having(here: Here, more: CapabilitySet) -> Here {
    let mut sites: Vec<Site> = here.network.sites.to_vec();
    let site = &mut sites[usize::from(here.place.here().0)];
    let added = more.iter().map(|capability| Offer {
        capability,
        from_age: None,
        under_age: None,
        hours: List::default(),
        presence: Presence::InHouse,
        basis: Basis::Confirmed,
        reference: "",
    });
    site.offers = site.offers.iter().copied().chain(added).collect();
    let network = Network { sites: sites.into(), ..*here.network };
    Here { network: Box::leak(Box::new(network)), ..here }
}

/// Some of the needs of the content, as urgent as it pleases.
fn wishes() -> impl Strategy<Value = Outcome> {
    let set = &content().set;
    let needs: Vec<CapabilitySet> = set.rules.iter().flat_map(|rule| set.needs(rule.needs)).collect();
    (prop::sample::subsequence(needs, 1..5), prop::sample::select(Urgency::ALL.to_vec())).prop_map(
        |(needs, urgency)| {
            let mut wish = Outcome { urgency, ..Outcome::default() };
            needs.into_iter().for_each(|need| wish.need(set, need, urgency));
            wish
        },
    )
}

/// All sets of `size` of these, in order.
fn sets_of(size: usize, capabilities: &[CapabilityIx]) -> Vec<CapabilitySet> {
    let Some(fewer) = size.checked_sub(1) else { return vec![CapabilitySet::EMPTY] };
    let starts = capabilities.iter().enumerate();
    let from = |(at, first): (usize, &CapabilityIx)| {
        let first = *first;
        sets_of(fewer, &capabilities[at + 1..]).into_iter().map(move |more| more.with(first))
    };
    starts.flat_map(from).collect()
}

/// The first of the smallest sets with which the child stays, by trying all; none when there are too many to try.
fn smallest_by_trying(wish: &Outcome, age: Age, here: Here) -> Option<Option<CapabilitySet>> {
    let set = &content().set;
    let child = Findings::at_age(age);
    let missing = here.with(|situation| recommend(set, wish, age, situation)).missing_here;
    let any = missing.iter().fold(CapabilitySet::EMPTY, |all, need| all.union(need.any_of));
    let helps = |ix: &CapabilityIx| !set.closure(CapabilitySet::of(*ix)).meet(any).is_empty();
    let all = (0..u8::try_from(set.capabilities.len()).unwrap()).map(CapabilityIx);
    let helpful: Vec<CapabilityIx> = all.filter(helps).collect();
    let stays = |more: &CapabilitySet| having(here, *more).level(wish, &child).disposition() != Disposition::Transfer;
    let first = || (0..=3).flat_map(|size| sets_of(size, &helpful)).find(stays).filter(|found| !found.is_empty());
    (helpful.len() <= 12).then(first)
}

/// A house that has nothing, and a child that needs all parts of one greater thing: that one is enough.
#[test]
fn one_thing_that_includes_all_comes_before_several() {
    let set = &content().set;
    let mut tried = 0;
    for network in &set.networks {
        let mut sites: Vec<Site> = network.sites.to_vec();
        sites[usize::from(network.home.0)].offers = List::default();
        let network = Box::leak(Box::new(Network { sites: sites.into(), ..*network }));
        let here = Here { network, place: Place::Hospital(network.home) };
        let age = Age::years(3).unwrap();
        for (ix, capability) in (0..).map(CapabilityIx).zip(&set.capabilities) {
            let mut wish = Outcome { urgency: Urgency::Emergent, ..Outcome::default() };
            for part in capability.gives.without(ix).iter() {
                wish.need(set, CapabilitySet::of(part), Urgency::Emergent);
            }
            let named = here.with(|situation| stays_if(set, &wish, age, situation));
            assert_eq!(Some(named), smallest_by_trying(&wish, age, here), "{}", capability.id);
            let several = capability.gives.len() > 2 && named.is_some();
            tried += usize::from(several);
            assert!(!several || named.is_some_and(|named| named.len() == 1), "{}", capability.id);
        }
    }
    assert!(tried > 0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn the_smallest_set_with_which_a_child_stays_is_named(wish in wishes(), age in ages(), here in heres()) {
        let found = smallest_by_trying(&wish, age, here);
        prop_assume!(found.is_some());
        let named = here.with(|situation| stays_if(&content().set, &wish, age, situation));
        prop_assert_eq!(named, found.unwrap());
    }

    #[test]
    fn what_is_named_is_about_the_advice_so_far(child in patients(), here in heres()) {
        let age = child.age.unwrap_or_else(Age::any);
        let named = here.with(|situation| stays_if(&content().set, &bounds(&child).so_far, age, situation));
        prop_assert_eq!(here.derive(&child).stays_if, named);
    }
}

/// Few answers, so that all sets of them can be tried.
fn barely_known() -> impl Strategy<Value = Findings> {
    let some = prop::collection::vec((any::<Index>(), any::<u32>()), 1..7);
    (ages(), any::<Index>(), some).prop_map(|(age, chosen, some)| {
        let set = &content().set;
        let mut child = Findings::at_age(age);
        let chosen: ProtocolIx = *chosen.get(&complaints(set));
        child.choose(chosen);
        let due = bounds(&child).due;
        let asked: Vec<_> = all_findings(set).filter(|(ix, _)| !due[usize::from(ix.0)].is_false()).collect();
        for (which, dice) in some {
            let (ix, finding) = *which.get(&asked);
            let worst = (0..8).map(|throw| value(finding, dice.wrapping_add(throw)));
            let level = |value: &Value| {
                Here { network: &set.networks[0], place: Place::Hospital(set.networks[0].home) }
                    .so_far(&with_value(&child, ix, *value))
            };
            let bad = worst.max_by_key(level).unwrap();
            child.set(set, ix, bad).unwrap();
        }
        child
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn of_few_facts_the_smallest_set_is_found(child in barely_known(), here in heres()) {
        let why = here.derive(&child).why;
        prop_assert!(why.smallest);
        let all = all_facts(&child);
        let sets = (0..1_u32 << all.len()).map(|mask| {
            (0..).zip(&all).filter(|(at, _)| mask & (1 << at) != 0).map(|(_, fact)| *fact).collect::<Vec<Fact>>()
        });
        // Smaller, or as small and earlier in the order of the content.
        let better = |set: &Vec<Fact>| (set.len(), set) < (why.facts.len(), &why.facts);
        for set in sets.filter(better) {
            prop_assert!(!suffices(&child, here, &set), "{set:?} instead of {:?}", why.facts);
        }
    }
}
