//! What was asked and how it was answered, in the order of the pages. A question without an answer stands there open.

use super::json::{Object, quantity};
use super::observations::{is_due, option, units};
use super::{Entry, Source, identifier, systems};
use crate::view::words;
use paedlotse_core::finding::{FindingIx, FindingType};
use paedlotse_core::observation::{self, Observed};
use paedlotse_core::page::PageSection;
use paedlotse_core::recommend::State;
use paedlotse_core::wire::Value;

/// The questions of both pages, as an entry of a bundle: about whom and by whom is another entry.
pub(super) fn questionnaire(from: &Source<'_>) -> Entry {
    let resource = response(from)
        .value("subject", from.patient())
        .value("encounter", from.encounter())
        .value("author", from.device());
    Entry { url: from.names.url("questionnaire", ""), resource: resource.done(), letter: Some("A") }
}

/// The questions of both pages.
pub(super) fn response(from: &Source<'_>) -> Object {
    let status = if from.sight.judgement.state == State::Settled { "completed" } else { "in-progress" };
    let mut asked: Vec<FindingIx> = Vec::new();
    let mut sections: Vec<Value> = Vec::new();
    for (page, parts) in [("danger", &from.sight.danger), ("questions", &from.sight.questions)] {
        sections.extend(parts.iter().filter_map(|part| section(from, page, part, &mut asked)));
    }
    // By this a page around tells one case from the next.
    let case = from.case.started().0.to_string();
    Object::resource("QuestionnaireResponse")
        .value("identifier", identifier(systems::CASE, &case))
        .text("questionnaire", &format!("{}|{}", systems::QUESTIONNAIRE, from.model.content.version))
        .text("status", status)
        .text("authored", &from.now.instant(from.now.at))
        .list("item", sections)
}

/// A section with its questions, each once in the whole response.
fn section(from: &Source<'_>, page: &str, section: &PageSection, asked: &mut Vec<FindingIx>) -> Option<Value> {
    let mut items: Vec<Value> = Vec::new();
    for ix in section.questions.iter().flat_map(|question| &question.findings) {
        if !asked.contains(ix) && (is_due(from, *ix) || from.sight.findings.get(*ix).is_some()) {
            asked.push(*ix);
            items.extend(item(from, *ix));
        }
    }
    let link = format!("{page}:{}", section.letter);
    let text = section.label(from.language);
    (!items.is_empty()).then(|| Object::default().text("linkId", &link).text("text", &text).list("item", items).done())
}

fn item(from: &Source<'_>, ix: FindingIx) -> Option<Value> {
    let spec = from.set.finding(ix)?;
    let observed = from.sight.findings.get(ix);
    let said = || Value::Text(words::answer(from.language, spec, observed));
    let answer = match (observed, &spec.answer) {
        (Some(Observed::Known(observation::Value::YesNo(yes))), _) => Some(("valueBoolean", Value::Bool(yes))),
        (Some(Observed::Known(observation::Value::Choice(at))), _) => Some(("valueCoding", option(from, spec, at)?)),
        (Some(Observed::Known(observation::Value::Number(span))), FindingType::Number { unit, decimals, .. }) => {
            Some(match span.single() {
                Some(value) => ("valueQuantity", quantity(value, *decimals, units(from, unit))),
                // An answer has no range.
                None => ("valueString", said()),
            })
        }
        (Some(Observed::Unobtainable), _) => Some(("valueString", said())),
        _ => None,
    };
    let answer = answer.map(|(field, value)| Object::default().value(field, value).done());
    let item = Object::default().text("linkId", spec.id).text("text", spec.label.get(from.language));
    Some(item.list("answer", answer).done())
}
