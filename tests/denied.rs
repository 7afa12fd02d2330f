//! The child of whom everything is denied and whose vital signs are normal, for every complaint.

use paedlotse::app::search::{Found, search};
use paedlotse::content::shipped;
use paedlotse_compiler::value::{deny_rest, normal_vitals};
use paedlotse_core::age::Age;
use paedlotse_core::answer::answer;
use paedlotse_core::assess::members;
use paedlotse_core::criterion::Sex;
use paedlotse_core::disposition::Urgency;
use paedlotse_core::observation::Findings;
use paedlotse_core::protocol::{ProtocolIx, Scope};
use paedlotse_core::recommend::{Disposition, Duty, Place, Situation, State};
use paedlotse_core::text::Language;
use std::collections::BTreeMap;

/// The ages tried: which child comes with a complaint depends on it.
const AGES: [&str; 4] = ["8 years", "15 years", "3 years", "5 months"];

#[test]
fn where_everything_is_denied_the_child_stays() {
    let set = shipped().expect("the shipped content can be read").set;
    let set = &set;
    let mut moved: Vec<String> = Vec::new();
    for network in &set.networks {
        let situation = Situation { network, place: Place::Hospital(network.home), at: None, duty: &Duty::default() };
        let complaints = (0..).map(ProtocolIx).zip(&set.protocols).filter(|(_, p)| p.scope == Scope::Complaint);
        for (ix, protocol) in complaints {
            let answers = AGES.map(|age| {
                let mut child = Findings::at_age(Age::parse(age).unwrap());
                child.sex = Some(Sex::Female);
                child.choose(ix);
                deny_rest(set, &mut child);
                normal_vitals(set, &mut child);
                let answer = answer(set, &child, &situation);
                let (so_far, settled) = (answer.judgement.so_far, answer.judgement.state == State::Settled);
                (so_far.urgency, so_far.disposition, settled)
            });
            let most = if protocol.red_flags_only { Disposition::Teleconsult } else { Disposition::TreatLocally };
            let stays = |(urgency, disposition, settled): &(Urgency, Disposition, bool)| {
                *urgency == Urgency::Routine && *disposition <= most && *settled
            };
            if !answers.iter().any(stays) {
                moved.push(format!("{} in {}: {answers:?}", protocol.id, network.id));
            }
            assert!(!protocol.advice.is_empty(), "{} tells the parents nothing", protocol.id);
        }
    }
    assert!(moved.is_empty(), "{}", moved.join("\n"));
}

#[test]
fn every_complaint_has_its_place_and_other_words() {
    let set = shipped().expect("the shipped content can be read").set;
    for protocol in set.protocols.iter().filter(|p| p.scope == Scope::Complaint) {
        assert!(protocol.area.is_some(), "{} stands in no area", protocol.id);
        let [de, en] = [Language::De, Language::En].map(|language| protocol.synonyms.get(language));
        assert!(!de.is_empty() && !en.is_empty(), "{} has no other words", protocol.id);
        assert_ne!(de, en, "{}", protocol.id);
    }
}

#[test]
fn every_complaint_is_found_by_its_name_by_other_words_and_by_a_symptom() {
    let set = &shipped().expect("the shipped content can be read").set;
    let complaints = (0..).map(ProtocolIx).zip(&set.protocols).filter(|(_, p)| p.scope == Scope::Complaint);
    let mut lost = Vec::new();
    let mut by_label = BTreeMap::new();
    for (ix, protocol) in complaints {
        for language in [Language::De, Language::En] {
            let synonyms = protocol.synonyms.get(language).split(',').map(str::trim);
            let names = std::iter::once(protocol.title.get(language)).chain(synonyms);
            // As it is written and as it is typed in a hurry.
            for typed in names.flat_map(|name| [name.to_owned(), name.to_uppercase()]) {
                if !search(set, &typed).contains(&Found { protocol: ix, by: None }) {
                    lost.push(format!("{}: {typed:?}", protocol.id));
                }
            }
            let asked = protocol.sections.iter().flat_map(|section| &section.questions);
            let symptoms = asked.flat_map(|question| members(set, *question));
            let mut by_symptom = false;
            for symptom in symptoms {
                let label = set.finding(symptom).map_or("", |finding| finding.label.get(language));
                // Many pages ask for the same symptoms.
                let found = by_label.entry(label).or_insert_with(|| search(set, label));
                by_symptom |= found.contains(&Found { protocol: ix, by: Some(symptom) });
                if found.iter().all(|found| found.protocol != ix) {
                    lost.push(format!("{}: {label:?}", protocol.id));
                }
            }
            if !by_symptom {
                lost.push(format!("{}: by none of its symptoms, {language:?}", protocol.id));
            }
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
    assert!(search(set, "  ").is_empty() && search(set, "qqqq").is_empty());
}
