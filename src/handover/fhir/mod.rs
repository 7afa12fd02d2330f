//! The open case as a FHIR R4 (4.0.1) document for other systems: everything that was answered, what was not, what is
//! advised and why, what was decided. It holds no identity of the child and no name of a person.
//!
//! No resource says more than is true: what a physician has still to check is `preliminary`, what is due and was not
//! answered is an observation without a value that says so, an open score is a range. No profile is claimed.
//! The same case, told at the same moment in the same language, gives the same bytes.

mod advice;
mod composition;
mod json;
mod names;
mod narrative;
mod observations;
mod parties;
mod questionnaire;
mod systems;

use crate::app::model::Model;
use crate::app::sight::{BarState, Sight};
use crate::app::time::Now;
use json::Object;
use names::Names;
use paedlotse_core::case::Case;
use paedlotse_core::disposition::Urgency;
use paedlotse_core::finding::FindingIx;
use paedlotse_core::network::{Network, SiteIx};
use paedlotse_core::protocol::ProtocolSet;
use paedlotse_core::recommend::{Disposition, Place};
use paedlotse_core::text::Language;
use paedlotse_core::wire::release::hexadecimal;
use paedlotse_core::wire::{Value, case};

/// An entry of the bundle.
struct Entry {
    url: String,
    resource: Value,
    /// The letter of ISBAR it stands under; none for what only others point to.
    letter: Option<&'static str>,
}

/// What a bundle is made from.
struct Source<'a> {
    model: &'a Model,
    sight: &'a Sight,
    now: Now,
    case: &'a Case,
    card: &'a Network,
    set: &'a ProtocolSet,
    language: Language,
    names: Names,
}

impl Source<'_> {
    fn here(&self) -> SiteIx {
        self.model.place.here()
    }

    fn in_ambulance(&self) -> bool {
        matches!(self.model.place, Place::Ambulance { .. })
    }

    /// Whether a place is advised: the danger screen comes first.
    fn is_advised(&self) -> bool {
        self.sight.bar != BarState::DangerScreen
    }

    fn patient(&self) -> Value {
        json::reference(&self.names.url("patient", ""))
    }

    fn encounter(&self) -> Value {
        json::reference(&self.names.url("encounter", ""))
    }

    fn device(&self) -> Value {
        json::reference(&self.names.url("device", ""))
    }

    fn site(&self, site: SiteIx) -> Value {
        json::reference(&self.site_url(site))
    }

    fn site_url(&self, site: SiteIx) -> String {
        self.names.url("site", &site.0.to_string())
    }

    fn finding_url(&self, finding: FindingIx) -> String {
        self.names.url("finding", &self.set.finding(finding).map_or(0, |finding| finding.no).to_string())
    }
}

fn source<'a>(model: &'a Model, sight: &'a Sight, now: Now) -> Option<Source<'a>> {
    let (case, card) = (model.case.as_ref()?, model.card()?);
    let set = &model.content.set;
    let house = model.place.here().0.to_string();
    let written = case::write(set, card, case).json();
    let print = hexadecimal(model.card_print);
    let of_case = [written.as_str(), &model.content.digest, &print, &house];
    Some(Source { model, sight, now, case, card, set, language: model.language, names: Names::of(&of_case) })
}

/// The questions and answers alone; none without a case. Whoever keeps them knows whose they are.
#[must_use]
pub fn response(model: &Model, sight: &Sight, now: Now) -> Option<Value> {
    Some(questionnaire::response(&source(model, sight, now)?).done())
}

/// The bundle of the open case; none without one.
#[must_use]
pub fn bundle(model: &Model, sight: &Sight, now: Now) -> Option<Value> {
    let from = source(model, sight, now)?;
    let observations = observations::observations(&from);
    let advice = advice::advice(&from, &observations);
    let mut entries = parties::child(&from);
    entries.extend(parties::houses(&from));
    entries.extend(observations);
    entries.extend(advice);
    entries.push(questionnaire::questionnaire(&from));
    entries.push(parties::provenance(&from));
    let composition = composition::composition(&from, &entries);
    entries.insert(0, composition);

    // Told later, or in another language, it is another document about the same things.
    let moment = now.instant(now.at);
    let document = from.names.url("document", &format!("{moment} {}", language_code(from.language)));
    let entry =
        |Entry { url, resource, .. }| Object::default().text("fullUrl", &url).value("resource", resource).done();
    Some(
        Object::resource("Bundle")
            .text("language", language_code(from.language))
            .value("identifier", identifier(systems::URI, &document))
            .text("type", "document")
            .text("timestamp", &moment)
            .list("entry", entries.into_iter().map(entry))
            .done(),
    )
}

fn identifier(system: &str, value: &str) -> Value {
    Object::default().text("system", system).text("value", value).done()
}

const fn language_code(language: Language) -> &'static str {
    match language {
        Language::De => "de",
        Language::En => "en",
    }
}

/// How fast, as a code with its words.
fn urgency(language: Language, urgency: Urgency) -> Value {
    json::coding(systems::URGENCY, urgency.id(), crate::view::words::urgency(language, urgency))
}

/// Where, as a code with its words.
fn disposition(from: &Source<'_>, disposition: Disposition) -> Value {
    let words = crate::view::words::disposition(from.language, disposition, from.in_ambulance());
    json::coding(systems::DISPOSITION, disposition.id(), words)
}
