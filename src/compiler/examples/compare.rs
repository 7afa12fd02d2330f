//! How the answer for a child differs from what its example expects.

use super::expect::{Expectation, Wanted};
use super::limits::word;
use paedlotse_core::age::Age;
use paedlotse_core::assess::{Assessment, RuleState, assess, steps};
use paedlotse_core::capability::CapabilitySet;
use paedlotse_core::disposition::{Outcome, Urgency};
use paedlotse_core::network::Network;
use paedlotse_core::observation::Findings;
use paedlotse_core::protocol::{ProtocolSet, RuleIx};
use paedlotse_core::recommend::{Disposition, Duty, Place, Situation, judge};
use paedlotse_core::truth::Truth;

/// The statements that are not true of this child, each with what was found instead.
pub(crate) fn differences<'a>(
    set: &'a ProtocolSet,
    child: &'a Findings,
    wanted: &'a [Wanted],
) -> impl Iterator<Item = (&'a Wanted, String)> {
    let assessment = assess(set, child, CapabilitySet::EMPTY);
    wanted.iter().filter_map(move |one| Some((one, differs(set, child, &assessment, &one.expectation)?)))
}

fn differs(set: &ProtocolSet, child: &Findings, assessment: &Assessment, expectation: &Expectation) -> Option<String> {
    let (floor, so_far, ceiling) = (assessment.floor.urgency, assessment.so_far.urgency, assessment.ceiling.urgency);
    let allowed =
        |rules: &[RuleIx], states: &[RuleState]| rules.iter().all(|rule| states.contains(&assessment.rule(*rule)));
    let fine = match expectation {
        Expectation::AtLeast(urgency, rules) => floor == *urgency && allowed(rules, &[RuleState::True]),
        Expectation::SoFar(urgency, rules) => {
            so_far == *urgency && allowed(rules, &[RuleState::True, RuleState::Presumed])
        }
        Expectation::Settled(urgency) => floor == *urgency && ceiling == *urgency,
        Expectation::SettledAt(urgency, disposition, network) => {
            let network = set.network_named(network)?;
            return settled_at(set, child, *urgency, *disposition, network);
        }
        Expectation::Open(urgency, ask) => {
            floor != ceiling && ceiling == *urgency && ask.is_none_or(|finding| assessment.live.contains(&finding))
        }
        Expectation::Not(rules) => allowed(rules, &[RuleState::False]),
        Expectation::Needs { certainly, needs, at } => {
            let outcome = if *certainly { &assessment.floor } else { &assessment.so_far };
            let fast = |need: &CapabilitySet| fastest(set, outcome, *need);
            let fits = |found: Option<Urgency>| found.is_some() && (at.is_none() || *at == found);
            let other = needs.iter().find(|need| !fits(fast(need)))?;
            let is = fast(other).map_or("not needed", Urgency::id);
            return Some(format!("{}: {is}; {}", names(set, *other), found(set, assessment, &[])));
        }
        Expectation::Asked(asked, findings) => {
            let other = findings.iter().find(|finding| assessment.due(**finding) != *asked)?;
            let id = set.finding(*other).map_or("", |finding| finding.id);
            return Some(format!("`{id}` is {}", asked_word(assessment.due(*other))));
        }
        Expectation::Steps(applies, named) => {
            let steps = steps(set, child);
            let of = |at: usize| steps.get(at).map_or(Truth::Unknown, |step| step.applies);
            let other = named.iter().map(|step| of(step.0)).find(|state| state != applies)?;
            let is = if other.is_true() {
                "applies"
            } else if other.is_false() {
                "does not apply"
            } else {
                "is open"
            };
            return Some(format!("the step {is}"));
        }
    };
    let named = match expectation {
        Expectation::AtLeast(_, rules) | Expectation::SoFar(_, rules) | Expectation::Not(rules) => rules.as_slice(),
        _ => &[],
    };
    (!fine).then(|| found(set, assessment, named))
}

/// How fast an outcome asks for this need, or for one that includes it; none where it does not.
fn fastest(set: &ProtocolSet, outcome: &Outcome, need: CapabilitySet) -> Option<Urgency> {
    let those = outcome.needs.iter().filter(|kept| kept.any_of == need || set.implies(kept.any_of, need));
    those.map(|kept| kept.urgency).max()
}

fn names(set: &ProtocolSet, need: CapabilitySet) -> String {
    let ids: Vec<&str> = need.iter().filter_map(|ix| set.capability(ix)).map(|capability| capability.id).collect();
    ids.join(" or ")
}

fn asked_word(due: Truth) -> &'static str {
    match due {
        Truth::True => "asked",
        Truth::False => "not asked",
        Truth::Unknown => "perhaps asked",
    }
}

fn settled_at(
    set: &ProtocolSet,
    child: &Findings,
    urgency: Urgency,
    disposition: Disposition,
    network: &Network,
) -> Option<String> {
    let duty = Duty::default();
    let situation = Situation { network, place: Place::Hospital(network.home), at: None, duty: &duty };
    let lacking = situation.lacking(set, child.age.unwrap_or_else(Age::any));
    let assessment = assess(set, child, lacking);
    let judgement = judge(set, child, &assessment, &situation);
    let (floor, ceiling) = (&judgement.floor, &judgement.ceiling);
    if judgement.settled && ceiling.urgency == urgency && ceiling.disposition == disposition {
        return None;
    }
    Some(format!(
        "found: {} {} to {} {}; {}",
        floor.urgency.id(),
        floor.disposition.id(),
        ceiling.urgency.id(),
        ceiling.disposition.id(),
        found(set, &assessment, &[]),
    ))
}

/// The answer in one line: bounds, the rules that carry them, and what is open.
fn found(set: &ProtocolSet, assessment: &Assessment, named: &[RuleIx]) -> String {
    let id = |ix: &RuleIx| set.rule(*ix).map_or("", |rule| rule.id);
    let those = |state: RuleState, at_least: Urgency| {
        let rules = assessment.rules_in(state).filter(|ix| set.rule(*ix).is_some_and(|rule| rule.urgency >= at_least));
        rules.map(|ix| id(&ix).to_owned()).collect::<Vec<_>>()
    };
    let mut parts = Vec::new();
    let named: Vec<String> = named.iter().map(|ix| format!("{} is {}", id(ix), word(assessment.rule(*ix)))).collect();
    if !named.is_empty() {
        parts.push(named.join(", "));
    }
    let bounds = [&assessment.floor, &assessment.so_far, &assessment.ceiling].map(|outcome| outcome.urgency.id());
    parts.push(format!("floor {}, so far {}, ceiling {}", bounds[0], bounds[1], bounds[2]));
    for (state, urgency, what) in [
        (RuleState::True, assessment.floor.urgency, "true"),
        (RuleState::Presumed, Urgency::Routine, "presumed"),
        (RuleState::Open, assessment.ceiling.urgency, "open"),
    ] {
        let rules = those(state, urgency);
        if !rules.is_empty() && (state != RuleState::Open || assessment.ceiling != assessment.floor) {
            parts.push(format!("{what}: {}", shortened(&rules)));
        }
    }
    if assessment.ceiling.urgency != assessment.floor.urgency {
        let live: Vec<String> =
            assessment.live.iter().filter_map(|ix| set.finding(*ix)).map(|finding| finding.id.to_owned()).collect();
        if !live.is_empty() {
            parts.push(format!("to ask: {}", shortened(&live)));
        }
    }
    parts.join("; ")
}

fn shortened(names: &[String]) -> String {
    const SHOWN: usize = 8;
    let shown: Vec<&str> = names.iter().take(SHOWN).map(String::as_str).collect();
    let more = names.len().saturating_sub(SHOWN);
    let rest = if more == 0 { String::new() } else { format!(" and {more} more") };
    format!("{}{rest}", shown.join(", "))
}
