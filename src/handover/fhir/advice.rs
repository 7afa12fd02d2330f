//! What is advised and why: the bounds as a risk assessment, every rule that speaks, the request that follows, and what a
//! clinician decided beside it.

use super::json::{Object, coding, concept, extension, note, reference};
use super::parties::complaint;
use super::{Entry, Source, disposition, systems, urgency};
use crate::app::sight::{BarState, Reason};
use crate::texts as t;
use crate::view::parts::overrule;
use crate::view::words;
use paedlotse_core::case::{Entry as Logged, OverruleReason};
use paedlotse_core::disposition::Need;
use paedlotse_core::finding::FindingIx;
use paedlotse_core::recommend::{Disposition, Recommendation};
use paedlotse_core::wire::Value;

/// The assessment, its reasons, the request, the decisions.
pub(super) fn advice(from: &Source<'_>, observations: &[Entry]) -> Vec<Entry> {
    let there = |ix: &FindingIx| observations.iter().any(|entry| entry.url == from.finding_url(*ix));
    let basis = |reason: &Reason| -> Vec<Value> {
        let seen = reason.findings.iter().filter(|ix| there(ix));
        seen.map(|ix| reference(&from.finding_url(*ix))).collect()
    };
    let mut entries = vec![assessment(from, &basis)];
    entries.extend(from.sight.reasons.iter().filter_map(|one| reason(from, one, basis(one))));
    entries.extend(request(from, &basis));
    let advised = from.sight.advice();
    if let Some((entry, made, current)) = from.case.overrule(advised) {
        let l = from.language;
        let chosen = words::disposition(l, made.chosen, from.in_ambulance());
        let (why, role) = (overrule::reason(l, made.reason), overrule::role(l, made.role));
        let codes = vec![coding(systems::DECISION, "overrule", t::overrule_title(l)), disposition(from, made.chosen)];
        let said = t::overrule_made(l, chosen, why, role, &from.now.clock(entry.at));
        let earlier = (!current).then(|| t::overrule_earlier(l));
        let reason = coding(systems::REASON, reason_code(made.reason), why);
        entries.push(decision(
            from,
            "overrule",
            entry,
            Decided { codes, said, words: &made.words, earlier, reason: Some(reason) },
        ));
        // What was decided under another advice has to be decided again.
        entries.extend(planned(from, "overrule-plan", made.chosen, None).filter(|_| current));
    }
    if let Some((entry, made, current)) = from.case.consult(advised) {
        let l = from.language;
        let plan = words::disposition(l, made.plan, from.in_ambulance());
        let (place, role) = (words::place(from.card, made.with), overrule::role(l, made.role));
        let codes = vec![coding(systems::DECISION, "consult", t::consult_title(l)), disposition(from, made.plan)];
        let said = t::consult_agreed(l, place, plan, role, &from.now.clock(entry.at));
        let earlier = (!current).then(|| t::consult_earlier(l));
        entries.push(decision(
            from,
            "consult",
            entry,
            Decided { codes, said, words: &made.words, earlier, reason: None },
        ));
        let asked = from.site(made.with);
        entries.extend(planned(from, "consult-plan", made.plan, Some(asked)).filter(|_| current));
    }
    entries
}

fn risk(from: &Source<'_>) -> Object {
    let ruleset = coding(systems::RULESET, &from.model.content.digest, "PädLotse");
    Object::resource("RiskAssessment").text("status", "preliminary").value("method", concept([ruleset], ""))
}

fn assessed(from: &Source<'_>, risk: Object) -> Object {
    risk.value("subject", from.patient())
        .value("encounter", from.encounter())
        .text("occurrenceDateTime", &from.now.instant(from.now.at))
        .value("performer", from.device())
}

/// The three bounds: what is certain, what holds so far, what is still possible.
fn assessment(from: &Source<'_>, basis: &impl Fn(&Reason) -> Vec<Value>) -> Entry {
    let l = from.language;
    let judged = &from.sight.judgement;
    let bounds = [
        ("floor", t::ladder_least(l), &judged.floor),
        ("so-far", t::bar_provisional(l), &judged.so_far),
        ("ceiling", t::ladder_most(l), &judged.ceiling),
    ];
    let predictions = bounds.into_iter().map(|(bound, words, advice)| prediction(from, bound, words, advice));
    let mut seen: Vec<Value> = Vec::new();
    for reference in from.sight.reasons.iter().flat_map(basis) {
        if !seen.contains(&reference) {
            seen.push(reference);
        }
    }
    let complaints = from.sight.findings.complaints().iter().filter_map(|ix| complaint(from, *ix));
    let state = match from.sight.bar {
        BarState::Settled => t::bar_settled_note(l),
        BarState::DangerScreen => t::result_not_yet_note(l),
        BarState::Immediate => t::bar_immediate_note(l),
        BarState::Provisional | BarState::AnsweredNow => t::open_title(l),
    };
    let missing = [
        (from.sight.assessment.age_missing, t::bar_age_missing(l)),
        (from.sight.assessment.complaint_missing, t::bar_complaint_missing(l)),
        (from.sight.bar == BarState::AnsweredNow, t::why_cautious(l)),
        (from.model.released.is_none(), t::strip_draft(l)),
    ];
    let notes = std::iter::once(state).chain(missing.into_iter().filter(|(is, _)| *is).map(|(_, words)| words));
    let resource = assessed(from, risk(from))
        .list("reasonCode", complaints)
        .list("basis", seen)
        .list("prediction", predictions)
        .list("note", notes.map(note));
    Entry { url: from.names.url("assessment", ""), resource: resource.done(), letter: Some("S") }
}

fn prediction(from: &Source<'_>, bound: &str, words: &str, advice: &Recommendation) -> Value {
    let l = from.language;
    let mut codes = vec![urgency(l, advice.urgency)];
    let mut said = words::urgency(l, advice.urgency).to_owned();
    // Before the danger screen is finished no place is named, here as little as on the screen.
    if from.is_advised() {
        codes.push(disposition(from, advice.disposition));
        let place = words::disposition(l, advice.disposition, from.in_ambulance());
        said = format!("{said}, {place}");
    }
    Object::default()
        .one("extension", extension(systems::BOUND, bound))
        .value("outcome", concept(codes, &said))
        .text("rationale", words)
        .done()
}

/// A rule that speaks, with its row, its sources and how far they were checked.
fn reason(from: &Source<'_>, reason: &Reason, basis: Vec<Value>) -> Option<Entry> {
    let l = from.language;
    let rule = from.set.rule(reason.rule)?;
    let outcome = concept([urgency(l, rule.urgency)], words::urgency(l, rule.urgency));
    let presumed = reason.presumed.then(|| extension(systems::BOUND, "presumed"));
    let needs = words::clauses(from.set, l, rule.needs);
    let prediction = Object::default()
        .list("extension", presumed)
        .value("outcome", outcome)
        .text("rationale", &rationale(from, reason).unwrap_or_default());
    let sources = rule.sources.iter().filter_map(|id| from.set.sources.iter().find(|source| source.id == *id));
    let source = |source: &paedlotse_core::protocol::Source| {
        let parts = [words::source_id(l, source.id), words::work(l, source), source.address.get(l)];
        note(&parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" · "))
    };
    let hint = Some(rule.note.get(l)).filter(|hint| !hint.is_empty()).map(note);
    let resource = assessed(
        from,
        risk(from)
            .value("parent", reference(&from.names.url("assessment", "")))
            .value("code", rule_concept(from, reason)?),
    )
    .list("basis", basis)
    .one("prediction", prediction.done())
    .text("mitigation", &if needs.is_empty() { String::new() } else { t::rules_needs(l, &needs) })
    .list("note", hint.into_iter().chain(sources.map(source)));
    Some(Entry { url: reason_url(from, reason)?, resource: resource.done(), letter: Some("R") })
}

/// "FI-12 · A15, B61 · aus dem Gedächtnis, noch nicht nachgeprüft".
pub(super) fn rationale(from: &Source<'_>, reason: &Reason) -> Option<String> {
    let l = from.language;
    let rule = from.set.rule(reason.rule)?;
    let sources: Vec<&str> = rule.sources.iter().map(|id| words::source_id(l, id)).collect();
    let presumed = if reason.presumed { t::rules_presumed(l) } else { "" };
    let parts = [rule.row.get(l), &sources.join(", "), words::status(l, rule.status), presumed];
    Some(parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" · "))
}

fn rule_number(from: &Source<'_>, reason: &Reason) -> Option<String> {
    let rule = from.set.rule(reason.rule)?;
    Some(format!("{}.{}", from.set.protocol(rule.protocol)?.no, rule.no))
}

fn reason_url(from: &Source<'_>, reason: &Reason) -> Option<String> {
    Some(from.names.url("rule", &rule_number(from, reason)?))
}

fn rule_concept(from: &Source<'_>, reason: &Reason) -> Option<Value> {
    let rule = from.set.rule(reason.rule)?;
    let (row, why) = (rule.row.get(from.language), rule.why.get(from.language));
    Some(concept([coding(systems::RULE, &rule_number(from, reason)?, row)], why))
}

/// The transfer or the teleconsult that is proposed; none when the child is treated here, and none before the danger
/// screen is finished.
fn request(from: &Source<'_>, basis: &impl Fn(&Reason) -> Vec<Value>) -> Option<Entry> {
    let l = from.language;
    let advice = from.sight.shown();
    let performer = match advice.disposition {
        _ if !from.is_advised() => return None,
        Disposition::TreatLocally => return None,
        Disposition::Teleconsult => advice.adviser,
        Disposition::Transfer => advice.destination,
    };
    let words = words::headline(from.set, l, from.card, advice, from.in_ambulance());
    // Why: the rules as urgent as the advice, else all.
    let all = || from.sight.reasons.iter();
    let mut decisive: Vec<&Reason> = all().filter(|reason| reason.urgency == advice.urgency).collect();
    if decisive.is_empty() {
        decisive = all().collect();
    }
    let mut seen: Vec<Value> = Vec::new();
    for reference in decisive.iter().flat_map(|reason| basis(reason)) {
        if !seen.contains(&reference) {
            seen.push(reference);
        }
    }
    let then = advice.then_to.map(|site| t::result_then_to(l, words::place(from.card, site)));
    let resource = requested(from, "proposal", advice.disposition, &words)
        .text("priority", systems::priority(advice.urgency))
        .list("orderDetail", advice.missing_here.iter().map(|need| needed(from, need)))
        .value("requester", from.device())
        .list("performer", performer.map(|site| from.site(site)))
        .list("reasonCode", decisive.iter().filter_map(|reason| rule_concept(from, reason)))
        .list("reasonReference", seen)
        .list("note", then.map(|then| note(&then)));
    Some(Entry { url: from.names.url("request", ""), resource: resource.done(), letter: Some("R") })
}

/// A request that is no order: nothing was sent, and nobody has taken it.
fn requested(from: &Source<'_>, intent: &str, wanted: Disposition, words: &str) -> Object {
    Object::resource("ServiceRequest")
        .text("status", "draft")
        .text("intent", intent)
        .value("code", concept([disposition(from, wanted)], words))
        .value("subject", from.patient())
        .value("encounter", from.encounter())
        .text("authoredOn", &from.now.instant(from.now.at))
        .one("supportingInfo", reference(&from.names.url("assessment", "")))
}

/// What a clinician decided, as a plan beside the proposal.
fn planned(from: &Source<'_>, key: &str, chosen: Disposition, performer: Option<Value>) -> Option<Entry> {
    if chosen == Disposition::TreatLocally {
        return None;
    }
    let words = words::disposition(from.language, chosen, from.in_ambulance());
    // Who was asked gives the advice; where a transfer goes was not agreed here.
    let performer = performer.filter(|_| chosen == Disposition::Teleconsult);
    let resource = requested(from, "plan", chosen, words).list("performer", performer);
    Some(Entry { url: from.names.url("request", key), resource: resource.done(), letter: Some("R") })
}

fn needed(from: &Source<'_>, need: &Need) -> Value {
    let capabilities = need.any_of.iter().filter_map(|ix| from.set.capability(ix));
    let codes = capabilities.map(|one| coding(systems::CAPABILITY, &one.no.to_string(), one.label.get(from.language)));
    concept(codes, &words::need(from.set, from.language, need.any_of))
}

/// A decision in words.
struct Decided<'a> {
    codes: Vec<Value>,
    said: String,
    words: &'a str,
    earlier: Option<&'static str>,
    reason: Option<Value>,
}

fn decision(from: &Source<'_>, key: &str, entry: &Logged, decided: Decided<'_>) -> Entry {
    let Decided { codes, said, words, earlier, reason } = decided;
    let at = from.now.instant(entry.at);
    let item = |reason| Object::default().value("itemCodeableConcept", concept([reason], "")).done();
    let resource = Object::resource("ClinicalImpression")
        .text("status", "completed")
        .value("code", concept(codes, &said))
        .value("subject", from.patient())
        .value("encounter", from.encounter())
        .text("effectiveDateTime", &at)
        .text("date", &at)
        .text("summary", &said)
        .list("finding", reason.map(item))
        .one("supportingInfo", reference(&from.names.url("assessment", "")))
        .list("note", [words, earlier.unwrap_or_default()].into_iter().filter(|one| !one.trim().is_empty()).map(note));
    Entry { url: from.names.url("decision", key), resource: resource.done(), letter: Some("R") }
}

const fn reason_code(reason: OverruleReason) -> &'static str {
    match reason {
        OverruleReason::ClinicalJudgement => "clinical-judgement",
        OverruleReason::CentreAdvised => "centre-advised",
        OverruleReason::CapabilityDiffers => "capability-differs",
        OverruleReason::NoTransport => "no-transport",
        OverruleReason::FamilyDecision => "family-decision",
        OverruleReason::Other => "other",
    }
}
