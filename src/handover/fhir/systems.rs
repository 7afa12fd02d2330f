//! The systems of codes a bundle uses. Ours are names, not addresses: nothing is published under them, and nobody has to
//! be asked. Their codes are the stable numbers of the content, which are never changed and never reused.

pub(super) use paedlotse_core::coding::{FINDING, LOINC, UCUM};
use paedlotse_core::disposition::Urgency;

/// Names that are addresses of no page.
pub(super) const URI: &str = "urn:ietf:rfc:3986";
/// Kinds of observations.
pub(super) const CATEGORY: &str = "http://terminology.hl7.org/CodeSystem/observation-category";
/// Why there is no value.
pub(super) const ABSENT: &str = "http://terminology.hl7.org/CodeSystem/data-absent-reason";
/// Kinds of encounters.
pub(super) const ENCOUNTER: &str = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
/// What an agent did.
pub(super) const AGENT: &str = "http://terminology.hl7.org/CodeSystem/provenance-participant-type";

/// Sign, history, vital sign, test.
pub(super) const KIND: &str = "urn:paedlotse:finding-kind";
/// Options of findings: number of the finding, point, number of the option.
pub(super) const OPTION: &str = "urn:paedlotse:option";
/// Groups of findings, by their number.
pub(super) const GROUP: &str = "urn:paedlotse:group";
/// What was said instead of a value.
pub(super) const ANSWER: &str = "urn:paedlotse:answer";
/// Scores, by their number.
pub(super) const SCORE: &str = "urn:paedlotse:score";
/// Complaints: protocols by their number.
pub(super) const COMPLAINT: &str = "urn:paedlotse:protocol";
/// Rules: number of the protocol, point, number of the rule.
pub(super) const RULE: &str = "urn:paedlotse:rule";
/// Capabilities of houses, by their number.
pub(super) const CAPABILITY: &str = "urn:paedlotse:capability";
/// How fast.
pub(super) const URGENCY: &str = "urn:paedlotse:urgency";
/// Where.
pub(super) const DISPOSITION: &str = "urn:paedlotse:disposition";
/// Floor, so far, ceiling: which bound a prediction is.
pub(super) const BOUND: &str = "urn:paedlotse:bound";
/// What a clinician decided beside the advice.
pub(super) const DECISION: &str = "urn:paedlotse:decision";
/// Why a clinician decides otherwise.
pub(super) const REASON: &str = "urn:paedlotse:overrule-reason";
/// The letters of ISBAR.
pub(super) const ISBAR: &str = "urn:paedlotse:isbar";
/// Houses: network, colon, number of the house.
pub(super) const SITE: &str = "urn:paedlotse:site";
/// Cases, by the moment at which each was opened.
pub(super) const CASE: &str = "urn:paedlotse:case";
/// The questions with the version of the app.
pub(super) const QUESTIONNAIRE: &str = "urn:paedlotse:questionnaire";
/// Digests of rule sets.
pub(super) const RULESET: &str = "urn:paedlotse:ruleset";
/// Fingerprints of network cards.
pub(super) const CARD: &str = "urn:paedlotse:card";
/// Releases of the app, by the hash over all their files.
pub(super) const RELEASE: &str = "urn:paedlotse:release";

/// The priority of a request.
pub(super) const fn priority(urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::Immediate => "stat",
        Urgency::Emergent => "asap",
        Urgency::Urgent => "urgent",
        Urgency::Routine => "routine",
    }
}
