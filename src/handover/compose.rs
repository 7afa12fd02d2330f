//! Composes the handover of a case.

use super::assessment::{answered, assessment, vitals};
use super::{Block, Handover, Heading, Line, Said};
use crate::app::care;
use crate::app::model::Model;
use crate::app::sight::{BarState, Reason, Sight};
use crate::texts as t;
use crate::view::parts::{consult, overrule};
use crate::view::words;
use data_encoding::BASE32_NOPAD;
use paedlotse_core::case::{Case, Timestamp};
use paedlotse_core::clock::{Milestone, Told};
use paedlotse_core::disposition::Urgency;
use paedlotse_core::finding::FindingKind;
use paedlotse_core::network::Network;
use paedlotse_core::protocol::{ProtocolSet, Rule, Status};
use paedlotse_core::recommend::{Disposition, Place, Recommendation};
use paedlotse_core::text::Language;

/// So many reasons stand in the situation; all of them stand below.
const FIRST_REASONS: usize = 3;

/// Where a case is composed from.
pub(super) struct Source<'a> {
    pub(super) model: &'a Model,
    pub(super) sight: &'a Sight,
    pub(super) case: &'a Case,
    pub(super) card: &'a Network,
    pub(super) l: Language,
}

impl<'a> Source<'a> {
    /// None without a case or a card.
    fn of(model: &'a Model, sight: &'a Sight) -> Option<Self> {
        Some(Self { model, sight, case: model.case.as_ref()?, card: model.card()?, l: model.language })
    }

    fn heading(&self) -> Heading {
        Heading { mark: mark(self.case), urgency: self.advice().urgency, headline: self.sentence() }
    }

    pub(super) fn set(&self) -> &'a ProtocolSet {
        &self.model.content.set
    }

    pub(super) fn advice(&self) -> &'a Recommendation {
        self.sight.shown()
    }

    pub(super) fn clock(&self, at: Timestamp) -> String {
        self.model.now.clock(at)
    }

    /// The advice in one sentence; before the danger screen is done there is none.
    pub(super) fn sentence(&self) -> String {
        if self.sight.bar == BarState::DangerScreen {
            return t::result_not_yet(self.l).to_owned();
        }
        words::headline(self.set(), self.l, self.card, self.advice(), self.in_ambulance())
    }

    pub(super) fn in_ambulance(&self) -> bool {
        matches!(self.model.place, Place::Ambulance { .. })
    }
}

/// What stands at the head of the handover, without the rest; none without a case.
#[must_use]
pub fn heading(model: &Model, sight: &Sight) -> Option<Heading> {
    Source::of(model, sight).map(|source| source.heading())
}

/// Composes what is known and advised now; none without a case.
#[must_use]
pub fn compose(model: &Model, sight: &Sight) -> Option<Handover> {
    let source = Source::of(model, sight)?;
    let from = &source;
    Some(Handover {
        heading: from.heading(),
        blocks: [identification(from), situation(from), background(from), assessment(from), recommendation(from)],
        vitals: vitals(from),
        reasons: reasons(from),
        sources: sources(from),
        origin: origin(from),
    })
}

/// Four letters and digits that follow from the minute in which the case was opened: the same on both sides, and nothing
/// about the child.
#[must_use]
pub fn mark(case: &Case) -> String {
    let minute = case.started().0.div_euclid(60_000);
    let sum = crc32fast::hash(&minute.to_be_bytes());
    BASE32_NOPAD.encode(&sum.to_be_bytes()).chars().take(4).collect()
}

pub(super) fn words_line(label: &'static str, said: impl Into<String>) -> Line {
    Line { label, said: Said::Words(said.into()), is_drawn: false }
}

pub(super) fn several(label: &'static str, items: Vec<String>) -> Option<Line> {
    (!items.is_empty()).then_some(Line { label, said: Said::Several(items), is_drawn: false })
}

fn by_hand(label: &'static str) -> Line {
    Line { label, said: Said::ByHand, is_drawn: false }
}

fn identification(from: &Source<'_>) -> Block {
    let l = from.l;
    let findings = &from.sight.findings;
    let weight = from.set().finding_named(paedlotse_core::finding::WEIGHT);
    let weight = weight.and_then(|ix| Some((from.set().finding(ix)?, findings.get(ix)?)));
    let sex =
        findings.sex.map(|sex| words::condition(from.set(), l, &paedlotse_core::criterion::Criterion::SexIs(sex)));
    let age = findings.age.map_or_else(|| t::handover_age_open(l).to_owned(), |age| words::age(l, age));
    let weight = weight.map(|(finding, observed)| words::answer(l, finding, Some(observed)));
    let weight = weight.unwrap_or_else(|| t::handover_weight_open(l).to_owned());
    let child: Vec<String> = [Some(age), Some(weight), sex].into_iter().flatten().collect();
    let here = words::site(from.card, from.advice().here);
    let house = if from.in_ambulance() { t::handover_from_ambulance(l, here) } else { here.to_owned() };
    let lines = vec![
        words_line(t::handover_child(l), child.join(", ")),
        words_line(t::handover_mark(l), t::handover_mark_said(l, &mark(from.case), &from.clock(from.case.started()))),
        words_line(t::handover_house(l), house),
        by_hand(t::handover_caller(l)),
        by_hand(t::handover_called(l)),
    ];
    Block { letter: "I", title: t::handover_i(l), lines }
}

fn situation(from: &Source<'_>) -> Block {
    let (l, sight) = (from.l, from.sight);
    let complaints = sight.findings.complaints().iter().filter_map(|ix| from.set().protocol(*ix));
    let complaints: Vec<String> = complaints.map(|protocol| protocol.title.get(l).to_owned()).collect();
    let first = sight.reasons.iter().filter_map(|reason| from.set().rule(reason.rule));
    let mut why: Vec<String> = Vec::new();
    for rule in first {
        let said = rule.why.get(l).to_owned();
        if why.len() < FIRST_REASONS && !why.contains(&said) {
            why.push(said);
        }
    }
    let mut lines = vec![words_line(
        t::handover_complaint(l),
        if complaints.is_empty() { t::answer_open(l).to_owned() } else { words::list(l, &complaints) },
    )];
    lines.push(words_line(t::handover_urgency(l), urgency(from)));
    if sight.bar != BarState::DangerScreen {
        lines.push(words_line(t::handover_wish(l), wish(from)));
    }
    lines.extend(several(t::handover_why(l), why));
    Block { letter: "S", title: t::handover_s(l), lines }
}

/// How fast, and how sure that is.
fn urgency(from: &Source<'_>) -> String {
    let (l, sight) = (from.l, from.sight);
    let advice = from.advice();
    let said = format!("{} {}", words::urgency(l, advice.urgency), words::limit(l, advice.urgency));
    let said = said.trim();
    let most = words::urgency_within(l, sight.judgement.ceiling.urgency);
    match sight.bar {
        BarState::Settled => t::handover_settled(l, said),
        BarState::AnsweredNow => t::handover_cautious(l, said),
        _ => t::handover_so_far(l, most, said),
    }
}

/// What is asked of the other side.
pub(super) fn wish(from: &Source<'_>) -> String {
    let l = from.l;
    let advice = from.advice();
    let place = |site| words::place(from.card, site);
    match (advice.disposition, advice.then_to.or(advice.destination), advice.adviser) {
        (Disposition::Transfer, Some(site), _) => t::handover_wish_transfer(l, place(site)),
        (Disposition::Transfer, None, _) => t::handover_wish_nobody(l).to_owned(),
        (Disposition::Teleconsult, _, Some(site)) => t::handover_wish_consult(l, place(site)),
        (Disposition::Teleconsult, _, None) => t::handover_wish_advice(l).to_owned(),
        (Disposition::TreatLocally, ..) => t::handover_wish_none(l).to_owned(),
    }
}

fn background(from: &Source<'_>) -> Block {
    let l = from.l;
    let mut lines = Vec::new();
    lines.extend(several(t::handover_history(l), answered(from, |finding| finding.kind == FindingKind::History)));
    lines.push(by_hand(t::handover_course(l)));
    lines.push(by_hand(t::handover_medication(l)));
    Block { letter: "B", title: t::handover_b(l), lines }
}

fn recommendation(from: &Source<'_>) -> Block {
    let (l, set, card) = (from.l, from.set(), from.card);
    let advice = from.advice();
    let told = from.sight.bar != BarState::DangerScreen;
    let mut lines = vec![words_line(t::handover_advice(l), from.sentence())];
    if told {
        let way = |site| match card.travel(advice.here, site) {
            Some(way) => {
                let said = t::result_way(l, &way.kilometres.to_string(), &way.minutes.to_string());
                format!("{} ({said})", words::site(card, site))
            }
            None => words::site(card, site).to_owned(),
        };
        let ends: Vec<String> = [advice.destination, advice.then_to].into_iter().flatten().map(way).collect();
        lines.extend(several(t::handover_destination(l), ends));
        let needs = |label, needs: &[paedlotse_core::disposition::Need]| {
            (!needs.is_empty()).then(|| words_line(label, words::needs(set, l, &words::wanted(needs))))
        };
        lines.extend(needs(t::handover_missing(l), &advice.missing_here));
        lines.extend(needs(t::handover_still_missing(l), &advice.still_missing));
        if advice.disposition == Disposition::Transfer {
            lines.extend(needs(t::result_escort(l), &advice.escort));
            let vehicle = card.transport.iter().find(|one| Some(one.no) == from.model.desk.transfer.vehicle);
            lines.extend(vehicle.map(|vehicle| words_line(t::clock_vehicle(l), vehicle.label.get(l))));
        }
    }
    lines.extend(decisions(from));
    lines.extend(several(t::handover_times(l), times(from)));
    // What only applies if an open answer turns out so stands on the screen of the recommendation.
    let steps = care::until_then(set, from.sight);
    let steps = steps.iter().filter(|step| step.applies.is_true() || step.step.when.is_none());
    let steps = steps.map(|step| step.step.label.get(l).trim_end_matches('.').to_owned());
    lines.extend(several(t::handover_steps(l), steps.collect()));
    lines.push(by_hand(t::handover_done(l)));
    lines.push(by_hand(t::handover_responsible(l)));
    lines.push(by_hand(t::handover_read_back(l)));
    Block { letter: "R", title: t::handover_r(l), lines }
}

/// What was decided otherwise, and what was agreed; with a word where the advice has changed since.
fn decisions(from: &Source<'_>) -> Vec<Line> {
    let l = from.l;
    let ambulance = from.in_ambulance();
    let now = from.sight.advice();
    let mut lines = Vec::new();
    if let Some((entry, decided, holds)) = from.case.overrule(now) {
        let chosen = words::disposition(l, decided.chosen, ambulance);
        let advised = words::disposition(l, decided.advised.disposition, ambulance);
        let (reason, role) = (overrule::reason(l, decided.reason), overrule::role(l, decided.role));
        let made = t::overrule_made(l, chosen, reason, role, &from.clock(entry.at));
        let urgency = words::urgency_within(l, decided.advised.urgency);
        let parts = [made, decided.words.clone(), t::overrule_advised(l, advised, urgency)];
        lines.push(words_line(t::handover_overrule(l), said_with(parts, (!holds).then(|| t::overrule_earlier(l)))));
    }
    if let Some((entry, agreed, holds)) = from.case.consult(now) {
        let plan = words::disposition(l, agreed.plan, ambulance);
        let (place, role) = (words::place(from.card, agreed.with), overrule::role(l, agreed.role));
        let made = t::consult_agreed(l, place, plan, role, &from.clock(entry.at));
        let parts = [made, agreed.words.clone(), String::new()];
        lines.push(words_line(t::handover_agreed(l), said_with(parts, (!holds).then(|| t::consult_earlier(l)))));
    }
    if from.sight.bar != BarState::DangerScreen {
        let asked = consult::advisers(from.advice());
        let asked: Vec<String> = asked.iter().map(|site| words::site(from.card, *site).to_owned()).collect();
        lines.extend(several(t::handover_ask(l), asked));
    }
    lines
}

fn said_with(parts: [String; 3], more: Option<&str>) -> String {
    let said: Vec<&str> = parts.iter().map(String::as_str).chain(more).filter(|part| !part.is_empty()).collect();
    said.join(" · ")
}

fn times(from: &Source<'_>) -> Vec<String> {
    let l = from.l;
    let names = [t::clock_alarm(l), t::clock_at_child(l), t::clock_departure(l), t::clock_arrival(l)];
    let reached = Milestone::ALL.into_iter().zip(from.case.milestones()).zip(names);
    let said = reached.filter_map(|((_, told), name)| match told? {
        Told::Happened(at) | Told::Promised(at) => Some(format!("{name} {}", from.clock(at))),
    });
    said.collect()
}

/// The rules that speak: row, reason, how fast, sources by their short names. Those of no urgency are left out where others
/// speak.
fn reasons(from: &Source<'_>) -> Vec<String> {
    let (l, set) = (from.l, from.set());
    let line = |(reason, rule): (&Reason, &Rule)| {
        let sources: Vec<&str> = rule.sources.iter().map(|id| words::source_id(l, id)).collect();
        let presumed = if reason.presumed { format!(" ({})", t::rules_presumed(l)) } else { String::new() };
        let unchecked = rule.status != Status::Verified;
        let status = if unchecked { format!(", {}", words::status_short(l, rule.status)) } else { String::new() };
        let urgency = words::urgency(l, rule.urgency);
        format!("{} {}{presumed}: {urgency} [{}{status}]", rule.row.get(l), rule.why.get(l), sources.join(", "))
    };
    let mut lines: Vec<String> = Vec::new();
    for said in speaking(from.sight, set).map(line) {
        if !lines.contains(&said) {
            lines.push(said);
        }
    }
    lines
}

fn speaking<'a>(sight: &'a Sight, set: &'a ProtocolSet) -> impl Iterator<Item = (&'a Reason, &'a Rule)> {
    let urgent = sight.reasons.iter().any(|reason| reason.urgency > Urgency::Routine);
    let counts = move |reason: &&Reason| !urgent || reason.urgency > Urgency::Routine;
    sight.reasons.iter().filter(counts).filter_map(|reason| Some((reason, set.rule(reason.rule)?)))
}

/// The works that the reasons name, each once.
fn sources(from: &Source<'_>) -> Vec<String> {
    let (l, set) = (from.l, from.set());
    let mut cited: Vec<&str> = Vec::new();
    for id in speaking(from.sight, set).flat_map(|(_, rule)| &rule.sources) {
        if !cited.contains(id) {
            cited.push(id);
        }
    }
    let works = set.sources.iter().filter(|source| cited.contains(&source.id));
    works.map(|source| format!("{} {}", words::source_id(l, source.id), words::work(l, source))).collect()
}

fn origin(from: &Source<'_>) -> Vec<String> {
    let (l, model) = (from.l, from.model);
    let digest: String = model.content.digest.chars().take(12).collect();
    let release = match &model.released {
        Some(release) => t::strip_released(l, &release.date, &release.name),
        None => t::strip_draft(l).to_owned(),
    };
    let card = from.card;
    vec![
        t::handover_composed(l, &model.now.date(), &model.now.clock(model.now.at)),
        t::handover_origin(l, card.title.get(l), &digest, &model.content.version, card.version),
        release,
        t::handover_aid(l).to_owned(),
    ]
}
