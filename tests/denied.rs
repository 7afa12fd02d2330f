//! The child of whom everything is denied and whose vital signs are normal, for every complaint.

use paedlotse::content::shipped;
use paedlotse_compiler::value::{deny_rest, normal_vitals};
use paedlotse_core::age::Age;
use paedlotse_core::answer::answer;
use paedlotse_core::criterion::Sex;
use paedlotse_core::disposition::Urgency;
use paedlotse_core::observation::Findings;
use paedlotse_core::protocol::{ProtocolIx, Scope};
use paedlotse_core::recommend::{Disposition, Duty, Place, Situation, State};
use paedlotse_core::text::Language;

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
fn every_complaint_can_be_found_and_has_its_place() {
    let set = shipped().expect("the shipped content can be read").set;
    for protocol in set.protocols.iter().filter(|p| p.scope == Scope::Complaint) {
        assert!(protocol.area.is_some(), "{} stands in no area", protocol.id);
        let [de, en] = [Language::De, Language::En].map(|language| protocol.synonyms.get(language));
        assert!(!de.is_empty() && !en.is_empty(), "{} has no other words", protocol.id);
        assert_ne!(de, en, "{}", protocol.id);
    }
}
