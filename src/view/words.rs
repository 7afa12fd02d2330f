//! Sentences: values, needs, conditions and the advice in words, in both languages.

use crate::app::age::{Stated, stated};
use crate::app::msg::AgeKey;
use crate::texts as t;
use paedlotse_core::age::{Age, AgeLimit, AgeUnit};
use paedlotse_core::assess::bit;
use paedlotse_core::capability::CapabilitySet;
use paedlotse_core::clause::ClauseSet;
use paedlotse_core::criterion::{Criterion, Sex};
use paedlotse_core::disposition::{Need, Urgency};
use paedlotse_core::finding::{Finding, FindingIx, FindingType};
use paedlotse_core::network::{Hours, Network, SiteIx};
use paedlotse_core::observation::{Observed, Value};
use paedlotse_core::protocol::{ProtocolSet, Source, Status};
use paedlotse_core::quantity::{Span, format_decimal};
use paedlotse_core::recommend::{Disposition, Recommendation};
use paedlotse_core::text::Language;

/// So many parts of a condition are spelled out in a line of the screen.
const SPELLED_OUT: usize = 4;

/// No line break between a number and its unit.
const HARD_SPACE: char = '\u{a0}';

/// The source of what rests on common practice or is our own proposal.
const OUR_OWN: &str = "practice";

/// How fast, in a word.
#[must_use]
pub fn urgency(language: Language, urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::Immediate => t::urgency_immediate(language),
        Urgency::Emergent => t::urgency_emergent(language),
        Urgency::Urgent => t::urgency_urgent(language),
        Urgency::Routine => t::urgency_routine(language),
    }
}

/// How fast, inside a sentence.
#[must_use]
pub fn urgency_within(language: Language, urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::Immediate => t::within_immediate(language),
        Urgency::Emergent => t::within_emergent(language),
        Urgency::Urgent => t::within_urgent(language),
        Urgency::Routine => t::within_routine(language),
    }
}

/// How fast, as a time; empty where there is none.
#[must_use]
pub fn limit(language: Language, urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::Immediate => t::limit_immediate(language),
        Urgency::Emergent => t::limit_emergent(language),
        Urgency::Urgent => t::limit_urgent(language),
        Urgency::Routine => "",
    }
}

/// What a disposition is called; in an ambulance nobody is left at home.
#[must_use]
pub fn disposition(language: Language, disposition: Disposition, ambulance: bool) -> &'static str {
    match disposition {
        Disposition::TreatLocally if ambulance => t::disposition_nearest(language),
        Disposition::TreatLocally => t::disposition_treat_locally(language),
        Disposition::Teleconsult if ambulance => t::disposition_nearest_consult(language),
        Disposition::Teleconsult => t::disposition_teleconsult(language),
        Disposition::Transfer if ambulance => t::disposition_direct(language),
        Disposition::Transfer => t::disposition_transfer(language),
    }
}

/// How far a number was checked.
#[must_use]
pub fn status(language: Language, status: Status) -> &'static str {
    match status {
        Status::Verified => t::status_verified(language),
        Status::Recalled => t::status_recalled(language),
        Status::Proposal => t::status_proposal(language),
    }
}

/// The same, short enough for a chip beside a line.
#[must_use]
pub fn status_short(language: Language, status: Status) -> &'static str {
    match status {
        Status::Verified => t::status_verified(language),
        Status::Recalled => t::status_recalled_short(language),
        Status::Proposal => t::status_proposal_short(language),
    }
}

/// "a, b und c".
#[must_use]
pub fn list(language: Language, items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{}{}{last}", most.join(", "), t::join_and(language)),
    }
}

/// A need: its alternatives joined by "or".
#[must_use]
pub fn need(set: &ProtocolSet, language: Language, any_of: CapabilitySet) -> String {
    let labels: Vec<&str> = any_of.iter().filter_map(|c| set.capability(c)).map(|c| c.label.get(language)).collect();
    labels.join(t::join_or(language))
}

/// Several needs as a list; alternatives stand in brackets where they would run into the list.
#[must_use]
pub fn needs(set: &ProtocolSet, language: Language, needs: &[CapabilitySet]) -> String {
    let one = |any_of: &CapabilitySet| {
        let words = need(set, language, *any_of);
        if needs.len() > 1 && any_of.len() > 1 { format!("({words})") } else { words }
    };
    let labels: Vec<String> = needs.iter().map(one).collect();
    list(language, &labels)
}

/// Needs of a rule as a list, as [`needs`] writes them.
#[must_use]
pub fn clauses(set: &ProtocolSet, language: Language, clauses: ClauseSet) -> String {
    needs(set, language, &set.needs(clauses).collect::<Vec<_>>())
}

/// What each need asks for.
#[must_use]
pub fn wanted(needs: &[Need]) -> Vec<CapabilitySet> {
    needs.iter().map(|need| need.any_of).collect()
}

/// What a source is called. What no source was read for has no title of its own.
#[must_use]
pub fn work(language: Language, source: &Source) -> &'static str {
    if source.id == OUR_OWN { t::source_own(language) } else { source.work.get(language) }
}

/// The short name of a source.
#[must_use]
pub fn source_id(language: Language, id: &'static str) -> &'static str {
    if id == OUR_OWN { t::source_own_id(language) } else { id }
}

/// The place of a house, as it stands in a sentence.
#[must_use]
pub fn place(network: &Network, site: SiteIx) -> &str {
    network.site(site).map_or("–", |s| s.place)
}

/// Weekly hours; without any: by arrangement.
#[must_use]
pub fn hours(language: Language, hours: &[Hours]) -> String {
    const DAYS: [(&str, &str); 7] =
        [("Mon", "Mo"), ("Tue", "Di"), ("Wed", "Mi"), ("Thu", "Do"), ("Fri", "Fr"), ("Sat", "Sa"), ("Sun", "So")];
    if hours.is_empty() {
        return t::by_arrangement(language).to_owned();
    }
    let written = Hours::written(hours).join(", ");
    match language {
        Language::De => DAYS.iter().fold(written, |all, (english, german)| all.replace(english, german)),
        Language::En => written,
    }
}

/// The full name of a house.
#[must_use]
pub fn site(network: &Network, site: SiteIx) -> &str {
    network.site(site).map_or("–", |s| s.name)
}

/// So many of a unit of age.
#[must_use]
pub fn age_count(language: Language, unit: AgeKey, count: u32) -> String {
    match unit {
        AgeKey::Hours => t::age_hours(language, count),
        AgeKey::Days => t::age_days(language, count),
        AgeKey::Weeks => t::age_weeks(language, count),
        AgeKey::Months => t::age_months(language, count),
        AgeKey::Years => t::age_years(language, count),
    }
}

/// An age as a clinician says it.
#[must_use]
pub fn age(language: Language, age: Age) -> String {
    match stated(age) {
        Some(Stated { unit: AgeKey::Months, count }) if count >= 24 && !count.is_multiple_of(12) => {
            let years = t::age_years(language, count / 12);
            format!("{years} {}", t::age_months(language, count % 12))
        }
        Some(Stated { unit, count }) => age_count(language, unit, count),
        None => {
            let (low, high) = age.completed(AgeUnit::Months);
            format!("{low}–{}", t::age_months(language, high))
        }
    }
}

/// A limit of age, as it stands behind "from" and "under".
#[must_use]
pub fn age_limit(language: Language, limit: AgeLimit) -> String {
    let count = limit.completed;
    match limit.unit {
        AgeUnit::Hours => t::limit_hours(language, count),
        AgeUnit::Days => t::limit_days(language, count),
        AgeUnit::Months if count >= 12 && count.is_multiple_of(12) => t::limit_years(language, count / 12),
        AgeUnit::Months => t::limit_months(language, count),
    }
}

/// The decimal separator.
#[must_use]
pub const fn point(language: Language) -> char {
    match language {
        Language::De => ',',
        Language::En => '.',
    }
}

/// A number without its unit.
#[must_use]
pub fn number(language: Language, decimals: u8, span: Span) -> String {
    let say = |value| format_decimal(value, decimals, point(language)).replace('-', "−");
    match span.single() {
        Some(value) => say(value),
        None => format!("{}–{}", say(span.low()), say(span.high())),
    }
}

/// A unit as it is written in a text; the protocol files write units in one way for both languages.
#[must_use]
pub fn unit(language: Language, unit: &'static str) -> &'static str {
    match unit {
        "points" => t::unit_points(language),
        "weeks" => t::unit_weeks(language),
        "d" => t::unit_days_passed(language),
        "/d" => t::unit_per_day(language),
        "/hpf" => t::unit_per_field(language),
        "stings" => t::unit_stings(language),
        "fetuses" => t::unit_fetuses(language),
        "infections" => t::unit_infections(language),
        "centile" => t::unit_centile(language),
        // The name of the finding says it, or it has none.
        "pH" | "/min/mmHg" => "",
        international => international,
    }
}

/// Numbers with the unit of their finding.
#[must_use]
pub fn with_unit(language: Language, finding: &Finding, span: Span) -> String {
    let FindingType::Number { unit: written, decimals, .. } = &finding.answer else { return String::new() };
    let number = number(language, *decimals, span);
    match (unit(language, written), language) {
        ("", _) => number,
        ("%", Language::En) => format!("{number}%"),
        (unit, _) => format!("{number}{HARD_SPACE}{unit}"),
    }
}

/// A value of a number with its unit.
#[must_use]
pub fn quantity(language: Language, finding: &Finding, value: i32) -> String {
    with_unit(language, finding, Span::exactly(value))
}

/// An answer in words.
#[must_use]
pub fn answer(language: Language, finding: &Finding, observed: Option<Observed>) -> String {
    match observed {
        None => t::answer_open(language).to_owned(),
        Some(Observed::Unobtainable) => t::answer_unobtainable(language).to_owned(),
        Some(Observed::Known(Value::YesNo(true))) => t::answer_yes(language).to_owned(),
        Some(Observed::Known(Value::YesNo(false))) => t::answer_no(language).to_owned(),
        Some(Observed::Known(Value::Choice(option))) => match &finding.answer {
            FindingType::Choice { options } => {
                options.get(usize::from(option)).map_or_else(String::new, |o| o.label.get(language).to_owned())
            }
            _ => String::new(),
        },
        Some(Observed::Known(Value::Number(span))) => with_unit(language, finding, span),
    }
}

/// A finding's label.
#[must_use]
pub fn label(set: &ProtocolSet, language: Language, finding: FindingIx) -> &str {
    set.finding(finding).map_or("–", |f| f.label.get(language))
}

/// A condition in words, generated from the condition itself, as far as a line of the screen has room.
#[must_use]
pub fn condition(set: &ProtocolSet, language: Language, criterion: &Criterion) -> String {
    spelled(set, language, criterion, SPELLED_OUT)
}

/// A condition in words, all of it.
#[must_use]
pub fn whole_condition(set: &ProtocolSet, language: Language, criterion: &Criterion) -> String {
    spelled(set, language, criterion, usize::MAX)
}

/// Whether a name could be read as several: "petechiae or purpura".
fn joins(language: Language, name: &str) -> bool {
    [t::join_and(language), t::join_or(language), ", "].iter().any(|join| name.contains(join))
}

fn spelled(set: &ProtocolSet, language: Language, criterion: &Criterion, parts_at_most: usize) -> String {
    let spec = |ix: &FindingIx| set.finding(*ix);
    // "a and b or c" would say two things.
    let part = |part: &Criterion| {
        let words = spelled(set, language, part, parts_at_most);
        match part {
            Criterion::All(parts) | Criterion::Any(parts) if parts.len() > 1 => format!("({words})"),
            Criterion::In(_, chosen) if chosen.count_ones() > 1 => format!("({words})"),
            Criterion::Count(..) => format!("({words})"),
            _ if joins(language, &words) => t::condition_named(language, &words),
            _ => words,
        }
    };
    let joined = |parts: &[Criterion], by: &str| {
        let mut words: Vec<String> = parts.iter().take(parts_at_most).map(part).collect();
        if parts.len() > parts_at_most {
            words.push(t::condition_more(language).to_owned());
        }
        words.join(by)
    };
    match criterion {
        Criterion::Yes(f) => label(set, language, *f).to_owned(),
        Criterion::No(f) => t::condition_no(language, label(set, language, *f)),
        Criterion::AtLeast(f, value) => spec(f).map_or_else(String::new, |finding| {
            format!("{} ≥ {}", finding.label.get(language), quantity(language, finding, *value))
        }),
        Criterion::Below(f, value) => spec(f).map_or_else(String::new, |finding| {
            format!("{} < {}", finding.label.get(language), quantity(language, finding, *value))
        }),
        Criterion::In(f, chosen) => spec(f).map_or_else(String::new, |finding| {
            let options = match &finding.answer {
                FindingType::Choice { options } => options.as_slice(),
                _ => &[],
            };
            let labels: Vec<&str> = (0_u8..)
                .zip(options)
                .filter(|(at, _)| chosen & bit(*at) != 0)
                .map(|(_, option)| option.label.get(language))
                .collect();
            format!("{}: {}", finding.label.get(language), labels.join(t::join_or(language)))
        }),
        Criterion::AgeFrom(limit) => t::condition_age_from(language, &age_limit(language, *limit)),
        Criterion::AgeUnder(limit) => t::condition_age_under(language, &age_limit(language, *limit)),
        Criterion::SexIs(Sex::Female) => t::sex_female(language).to_owned(),
        Criterion::SexIs(Sex::Male) => t::sex_male(language).to_owned(),
        Criterion::ScoreAtLeast(score, points) => {
            format!("{} ≥ {points}", set.score(*score).map_or("–", |s| s.label.get(language)))
        }
        Criterion::ScoreBelow(score, points) => {
            format!("{} < {points}", set.score(*score).map_or("–", |s| s.label.get(language)))
        }
        Criterion::Define(define) => set.define(*define).map_or("–", |d| d.label.get(language)).to_owned(),
        Criterion::Table(table) => set.table(*table).map_or("–", |d| d.label.get(language)).to_owned(),
        Criterion::VitalsAlways => t::condition_vitals_always(language).to_owned(),
        Criterion::All(parts) => joined(parts, t::join_and(language)),
        Criterion::Any(parts) => joined(parts, t::join_or(language)),
        Criterion::Count(wanted, parts) => t::condition_count(language, &joined(parts, "; "), &wanted.to_string()),
    }
}

/// The advice as one sentence: what, where; at most twelve words.
#[must_use]
pub fn headline(
    set: &ProtocolSet,
    language: Language,
    network: &Network,
    advice: &Recommendation,
    ambulance: bool,
) -> String {
    let here = place(network, advice.here);
    let adviser = advice.adviser.map_or_else(|| t::headline_someone(language), |site| place(network, site));
    let begin = advice.start_here;
    if ambulance {
        return drive(language, network, advice, adviser);
    }
    match (advice.disposition, advice.destination) {
        (Disposition::TreatLocally, _) if begin => t::headline_begin_treat(language, here),
        (Disposition::TreatLocally, _) => t::headline_treat(language, here),
        (Disposition::Teleconsult, _) if begin => t::headline_begin_consult(language, adviser),
        (Disposition::Teleconsult, _) => t::headline_consult(language, adviser),
        (Disposition::Transfer, None) if begin => t::headline_begin_nobody(language).to_owned(),
        (Disposition::Transfer, None) => t::headline_nobody(language).to_owned(),
        (Disposition::Transfer, Some(to)) => {
            let to = place(network, to);
            let first = need(set, language, advice.first_here);
            match (first.is_empty(), begin) {
                (true, true) => t::headline_begin_transfer(language, to),
                (true, false) => t::headline_transfer(language, to),
                (false, true) => t::headline_begin_first(language, &first, to),
                (false, false) => t::headline_first(language, &first, to),
            }
        }
    }
}

fn drive(language: Language, network: &Network, advice: &Recommendation, adviser: &str) -> String {
    let to = place(network, advice.destination.unwrap_or(advice.here));
    let begin = advice.start_here;
    if !advice.all_met {
        return match advice.then_to.map(|site| place(network, site)) {
            Some(then) => t::headline_begin_drive_nobody_then(language, then, to),
            None if begin => t::headline_begin_drive_nobody(language, to),
            None => t::headline_drive_nobody(language, to),
        };
    }
    match (advice.disposition, advice.then_to) {
        (_, Some(then)) if begin => t::headline_begin_drive_then(language, place(network, then), to),
        (_, Some(then)) => t::headline_drive_then(language, place(network, then), to),
        (Disposition::Teleconsult, None) if begin => t::headline_begin_drive_consult(language, adviser, to),
        (Disposition::Teleconsult, None) => t::headline_drive_consult(language, adviser, to),
        (Disposition::Transfer, None) if begin => t::headline_begin_drive_direct(language, to),
        (Disposition::Transfer, None) => t::headline_drive_direct(language, to),
        (Disposition::TreatLocally, None) if begin => t::headline_begin_drive(language, to),
        (Disposition::TreatLocally, None) => t::headline_drive(language, to),
    }
}

/// The advice in a few words, for a rung of the ladder.
#[must_use]
pub fn rung(language: Language, network: &Network, advice: &Recommendation, ambulance: bool, settled: bool) -> String {
    // In an ambulance the first stop may only be on the way.
    let to = advice.then_to.or(advice.destination).map(|site| place(network, site));
    match (advice.disposition, to) {
        (Disposition::TreatLocally, Some(to)) if ambulance => t::rung_bring(language, to),
        (Disposition::TreatLocally, _) if settled => t::rung_treat(language).to_owned(),
        (Disposition::TreatLocally, _) => t::rung_treat_provisional(language).to_owned(),
        (Disposition::Teleconsult, _) => match advice.adviser {
            Some(site) => t::rung_consult(language, place(network, site)),
            None => disposition(language, Disposition::Teleconsult, ambulance).to_owned(),
        },
        (Disposition::Transfer, Some(to)) => t::rung_transfer(language, to),
        (Disposition::Transfer, None) => t::rung_nobody(language).to_owned(),
    }
}

/// A law of the certificate in plain words, and over how much it was looked at.
#[must_use]
pub fn law(l: Language, id: &str, count: &str) -> String {
    let words = match id {
        "dead" => t::shown_dead,
        "worse" => t::shown_worse,
        "due" => t::shown_due,
        "superfluous" => t::shown_superfluous,
        "age" => t::shown_age,
        "houses" => t::shown_houses,
        "losses" => t::shown_losses,
        "bounds" => t::shown_bounds,
        "reasons" => t::shown_reasons,
        _ => return format!("{id}: {count}"),
    };
    words(l, count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use paedlotse_core::disposition::Outcome;
    use paedlotse_core::network::Intake;
    use paedlotse_core::recommend::{Duty, Place, SiteDuty, Situation, recommend};

    #[test]
    fn a_unit_is_a_symbol_or_a_word_of_the_language() {
        const SYMBOLS: [&str; 27] = [
            "%",
            "/min",
            "/nL",
            "/µL",
            "L/min",
            "cm",
            "g",
            "g/L",
            "h",
            "kg",
            "kg/m²",
            "mL/kg",
            "mg/L",
            "mg/mmol",
            "min",
            "mm",
            "mm/h",
            "mmHg",
            "mmol/L",
            "mosmol/kg",
            "ms",
            "ng/mL",
            "s",
            "°C",
            "µmol/L",
            "µmol/L/h",
            "/hpf",
        ];
        let content = crate::content::shipped().expect("the shipped content can be read");
        let units = content.set.findings.iter().filter_map(|finding| match finding.answer {
            FindingType::Number { unit, .. } => Some(unit),
            _ => None,
        });
        for written in units {
            let [de, en] = [Language::De, Language::En].map(|language| unit(language, written));
            let translated = de != written && de != en || de.is_empty();
            assert!(SYMBOLS.contains(&written) || translated, "{written}: {de}, {en}");
        }
    }

    #[test]
    fn a_condition_says_one_thing() {
        let content = crate::content::shipped().expect("the shipped content can be read");
        let set = &content.set;
        let say = |id: &str| {
            let rule = set.rules.iter().find(|rule| rule.row.get(Language::De) == id).expect("the row has a rule");
            whole_condition(set, Language::De, &rule.when)
        };
        assert_eq!(
            say("EA-03"),
            "„Ohrenschmerzen oder Ausfluss“ und (Cochlea-Implantat oder Immunschwäche oder unter 6 Monaten)"
        );
    }

    #[test]
    fn an_ambulance_hears_that_no_house_is_enough() {
        let content = crate::content::shipped().expect("the shipped content can be read");
        let set = &content.set;
        for network in &set.networks {
            let mut duty = Duty::default();
            for (site, _) in network.sites_with_ix().filter(|(site, _)| *site != network.home) {
                duty.report(site, SiteDuty { intake: Intake::Full, ..SiteDuty::default() });
            }
            let place = Place::Ambulance { nearest: network.home };
            let situation = Situation { network, place, at: None, duty: &duty };
            for (level, unstable) in [(Urgency::Urgent, false), (Urgency::Immediate, false), (Urgency::Immediate, true)]
            {
                let mut wish = Outcome { urgency: level, unstable, ..Outcome::default() };
                wish.need(set, CapabilitySet::of(set.capability_named("picu").expect("intensive care")), level);
                let advice = recommend(set, &wish, Age::years(2).expect("an age"), &situation);
                for (language, says) in [(Language::De, "kein Haus genügt"), (Language::En, "suitable")] {
                    let said = headline(set, language, network, &advice, true);
                    assert!(said.contains(says), "{said}");
                    assert!(said.split_whitespace().count() <= 12, "{said}");
                    assert_eq!(said.contains("112"), level == Urgency::Immediate, "{said}");
                }
            }
        }
    }
}
