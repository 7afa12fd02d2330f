//! Goes through the resources and chooses: for each finding the latest value, or the reason why there is none.

use super::codes::{Codes, Named, Taken, list, name};
use super::moment::{When, stated};
use super::subject::{Known, Patient, fingerprint, said};
use super::units::{Measured, measured};
use super::{Chart, ChartTrouble, Charted, LeftOut, Why, age};
use crate::case::Timestamp;
use crate::criterion::Sex;
use crate::finding::{Finding, FindingIx, FindingKind};
use crate::protocol::ProtocolSet;
use crate::wire::trouble::shown;
use crate::wire::{Value, limits};
use std::collections::{BTreeMap, BTreeSet};

/// The present, and how far local time is ahead of UTC.
#[derive(Clone, Copy)]
pub(super) struct Clock {
    pub(super) now: Timestamp,
    pub(super) ahead: i32,
}

/// The standings in which an observation counts.
const STANDS: [&str; 5] = ["registered", "preliminary", "final", "amended", "corrected"];
/// The standings in which answers to a questionnaire count.
const ANSWERED: [&str; 4] = ["in-progress", "completed", "amended", "stopped"];
/// The standings of what never was, or was taken back: it hides nothing.
const WITHDRAWN: [&str; 2] = ["entered-in-error", "cancelled"];

/// A value that may be offered, or why it cannot be read.
struct Candidate {
    /// Whether its moment is that of a form: it was measured before, nobody says when.
    answered: bool,
    when: When,
    what: String,
    measured: Measured,
}

/// Whether a resource counts: why not at all, or why what it says cannot be read.
type Standing = Result<Option<Why>, Why>;

/// A resource, and what its entry in a bundle is called.
#[derive(Clone, Copy)]
struct Found<'v> {
    url: Option<&'v str>,
    resource: &'v Value,
}

impl<'v> Found<'v> {
    fn kind(self) -> &'v str {
        self.resource.field("resourceType").and_then(Value::text).unwrap_or_default()
    }
}

struct Gathering<'a> {
    codes: Codes<'a>,
    clock: Clock,
    patient: Option<Patient<'a>>,
    candidates: BTreeMap<FindingIx, Vec<Candidate>>,
    left_out: Vec<LeftOut>,
    /// Components of observations and items of questionnaires that were visited.
    parts: usize,
}

pub(super) fn read(set: &ProtocolSet, resources: &[&Value], clock: Clock) -> Result<Chart, ChartTrouble> {
    let found = found(resources)?;
    let patient = the_patient(&found)?;
    let subjects = the_subject(&found, patient)?;
    let mut gathering = Gathering {
        codes: Codes::of(set),
        clock,
        patient,
        candidates: BTreeMap::new(),
        left_out: Vec::new(),
        parts: 0,
    };
    let twice = twice(&found);
    for one in &found {
        match one.kind() {
            "Observation" => gathering.observation(one.resource, twice.contains(&place(*one)))?,
            "QuestionnaireResponse" => gathering.answers(one.resource)?,
            _ => {}
        }
    }
    let mut chart = gathering.chart();
    let names: BTreeSet<String> = patient.map(Patient::names).unwrap_or_default().into_iter().collect();
    // Who is not named as a patient may be named as the subject.
    let names = if names.is_empty() { subjects.into_iter().flat_map(Known::names).collect() } else { names };
    chart.child = fingerprint(names);
    Ok(chart)
}

/// All resources of a kind that is read, those in bundles included.
fn found<'v>(resources: &[&'v Value]) -> Result<Vec<Found<'v>>, ChartTrouble> {
    let mut all = Vec::new();
    for resource in resources {
        let one = Found { url: None, resource };
        if one.kind() == "Bundle" {
            let entries = list(Some(resource), "entry").iter();
            all.extend(entries.filter_map(|entry| {
                Some(Found { url: entry.field("fullUrl").and_then(Value::text), resource: entry.field("resource")? })
            }));
        } else {
            all.push(one);
        }
        if all.len() > limits::RESOURCES {
            return Err(ChartTrouble::TooMuch);
        }
    }
    all.retain(|one| matches!(one.kind(), "Patient" | "Observation" | "QuestionnaireResponse"));
    if all.is_empty() { Err(ChartTrouble::NothingHere) } else { Ok(all) }
}

/// The one patient of all this, if one was sent.
fn the_patient<'v>(found: &[Found<'v>]) -> Result<Option<Patient<'v>>, ChartTrouble> {
    let mut patient: Option<Patient<'v>> = None;
    for one in found.iter().filter(|one| one.kind() == "Patient") {
        patient = Some(match patient {
            // The same resource may come twice, under one name.
            Some(before) if before.resource != one.resource => return Err(ChartTrouble::SeveralPatients),
            Some(Patient { url: Some(url), .. }) if one.url.is_some_and(|other| other != url) => {
                return Err(ChartTrouble::SeveralPatients);
            }
            before => Patient { url: before.and_then(|before| before.url).or(one.url), resource: one.resource },
        });
    }
    Ok(patient)
}

/// By what the subject of all this is known beyond the patient that was sent. A patient without identifiers does not tell two
/// subjects apart that have some.
fn the_subject<'v>(found: &[Found<'v>], patient: Option<Patient<'v>>) -> Result<Vec<Known<'v>>, ChartTrouble> {
    let mut known: Vec<Known<'v>> = Vec::new();
    let subjects = found.iter().filter_map(|one| one.resource.field("subject"));
    // What is of another patient is left out later.
    let subjects = subjects.filter(|subject| patient.is_none_or(|patient| patient.is(Some(subject)))).map(Known::of);
    for subject in subjects.map(|subject| patient.map_or(subject, |patient| patient.beyond(subject))) {
        if known.iter().any(|other| subject.differs(*other)) {
            return Err(ChartTrouble::SeveralPatients);
        }
        if !known.contains(&subject) {
            known.push(subject);
        }
    }
    Ok(known)
}

/// By what a resource is known: its place in a bundle, and its id.
fn place<'v>(one: Found<'v>) -> (&'v str, &'v str) {
    (one.url.unwrap_or_default(), one.resource.field("id").and_then(Value::text).unwrap_or_default())
}

/// Observations that came in different versions: the history of a resource, or a mistake.
fn twice<'v>(found: &[Found<'v>]) -> BTreeSet<(&'v str, &'v str)> {
    let mut first: BTreeMap<(&str, &str), &Value> = BTreeMap::new();
    let observations = found.iter().filter(|one| one.kind() == "Observation" && place(**one) != ("", ""));
    let again = observations.filter(|one| first.insert(place(**one), one.resource).is_some_and(|b| b != one.resource));
    again.map(|one| place(*one)).collect()
}

impl<'a> Gathering<'a> {
    fn leave_out(&mut self, what: String, finding: Option<FindingIx>, why: Why) {
        let one = LeftOut { what, finding, why };
        if !self.left_out.contains(&one) {
            self.left_out.push(one);
        }
    }

    fn part(&mut self) -> Result<(), ChartTrouble> {
        self.parts = self.parts.saturating_add(1);
        if self.parts > limits::RESOURCES { Err(ChartTrouble::TooMuch) } else { Ok(()) }
    }

    fn observation(&mut self, resource: &'a Value, in_versions: bool) -> Result<(), ChartTrouble> {
        let standing = self.standing(resource, &STANDS, in_versions);
        let when = self.when(resource);
        let code = resource.field("code");
        for component in list(Some(resource), "component") {
            self.part()?;
            let of = component.field("code");
            let mut named = self.codes.named(of);
            named.findings.retain(|(finding, _)| self.codes.is_panel_of(code, *finding));
            self.value(component, of, &named, standing, when);
        }
        self.value(resource, code, &self.codes.named(code), standing, when);
        Ok(())
    }

    /// Whether a resource counts at all.
    fn standing(&self, resource: &Value, stands: &[&str], in_versions: bool) -> Standing {
        let status = resource.field("status").and_then(Value::text).unwrap_or_default();
        if WITHDRAWN.contains(&status) {
            return Err(Why::Status);
        }
        // An observation with a focus is about that, and not about its subject: a donor, a fetus, a sibling.
        let is_other = self.patient.is_some_and(|patient| !patient.is(resource.field("subject")));
        if is_other || said(resource, "focus").is_some() {
            return Err(Why::NotOfThisChild);
        }
        Ok(match (stands.contains(&status) && !is_modified(resource), in_versions) {
            (false, _) => Some(Why::Status),
            (true, true) => Some(Why::Contradiction),
            (true, false) => None,
        })
    }

    /// When an observation was made.
    fn when(&self, resource: &Value) -> When {
        let field = |name| said(resource, name);
        if let Some(moment) = field("effectiveDateTime").or_else(|| field("effectiveInstant")) {
            return self.moment(moment);
        }
        if let Some(period) = field("effectivePeriod") {
            let end = said(period, "end").map(|end| self.moment(end));
            // Without an end it goes on.
            let start = || said(period, "start").map(|start| self.moment(start).since());
            return end.or_else(start).unwrap_or(When::ever(Err(Why::Moment)));
        }
        if field("effectiveTiming").is_some() {
            return When::ever(Err(Why::Moment));
        }
        // When it was passed on says only that it was measured before.
        field("issued").map_or(When::ever(Ok(None)), |issued| self.moment(issued).until())
    }

    fn moment(&self, said: &Value) -> When {
        let stated = said.text().and_then(stated);
        stated.map_or(When::ever(Err(Why::Moment)), |stated| stated.when(self.clock.now, self.clock.ahead))
    }

    fn value(&mut self, holder: &Value, code: Option<&Value>, named: &Named, standing: Standing, when: When) {
        let is_value = |fields: &[(String, Value)]| {
            fields.iter().any(|(name, value)| name.starts_with("value") && *value != Value::Null)
        };
        if !matches!(holder, Value::Map(fields) if is_value(fields)) {
            return;
        }
        if named.findings.is_empty() {
            return self.leave_out(name(code), None, Why::UnknownCode);
        }
        for taken in &named.findings {
            let measured = named.trouble().map_or_else(|| number(holder, taken.1), Err);
            self.consider(*taken, standing, Candidate { answered: false, when, what: name(code), measured });
        }
    }

    /// A value that counts is one of those that may be the latest, whether it can be read or not.
    fn consider(&mut self, (ix, spec): Taken, standing: Standing, mut one: Candidate) {
        match standing {
            Ok(None) => {}
            Ok(Some(why)) => one.measured = Err(why),
            Err(why) => return self.leave_out(one.what, Some(ix), why),
        }
        // A vital sign of unknown age tells nothing of now; a weight changes slowly.
        if spec.kind == FindingKind::Vital && one.when.is_of_any_age() {
            one.when.at = one.when.at.and(Err(Why::Moment));
        }
        self.candidates.entry(ix).or_default().push(one);
    }

    fn answers(&mut self, resource: &'a Value) -> Result<(), ChartTrouble> {
        let standing = self.standing(resource, &ANSWERED, false);
        let when = said(resource, "authored").map_or(When::ever(Ok(None)), |said| self.moment(said));
        self.items(list(Some(resource), "item"), standing, when, limits::DEPTH)
    }

    fn items(&mut self, items: &'a [Value], standing: Standing, when: When, deep: usize) -> Result<(), ChartTrouble> {
        let Some(deeper) = deep.checked_sub(1) else { return Ok(()) };
        for item in items {
            self.part()?;
            let answers = list(Some(item), "answer");
            let named = item.field("linkId").and_then(Value::text).and_then(|id| self.codes.with_id(id));
            if let Some(taken) = named {
                self.answer(item, answers, taken, standing, when);
            }
            for inside in [item].into_iter().chain(answers) {
                self.items(list(Some(inside), "item"), standing, when, deeper)?;
            }
        }
        Ok(())
    }

    fn answer(&mut self, item: &Value, answers: &[Value], taken: Taken, standing: Standing, when: When) {
        let mut read = answers
            .iter()
            .filter_map(|answer| if is_modified(answer) { Some(Err(Why::Status)) } else { measured(answer, taken.1) });
        let Some(first) = read.next() else { return };
        let what = item.field("text").or_else(|| item.field("linkId")).and_then(Value::text).map(shown);
        let what = what.unwrap_or_default();
        let measured = if read.next().is_some() { Err(Why::Contradiction) } else { first };
        self.consider(taken, standing, Candidate { answered: true, when, what, measured });
    }

    fn chart(mut self) -> Chart {
        let mut chart = Chart::default();
        if let Some(patient) = self.patient {
            match age::age(patient.resource, self.clock.now, self.clock.ahead) {
                Ok(age) => chart.age = age,
                Err(why) => self.leave_out("birthDate".to_owned(), None, why),
            }
            chart.sex = match patient.resource.field("gender").and_then(Value::text) {
                Some("female") => Some(Sex::Female),
                Some("male") => Some(Sex::Male),
                _ => None,
            };
        }
        for (finding, candidates) in std::mem::take(&mut self.candidates) {
            match chosen(&candidates) {
                Ok((value, exact, at)) => chart.values.push(Charted { finding, value, at, exact }),
                Err((what, why)) => self.leave_out(what, Some(finding), why),
            }
        }
        // What has a place here is told first; a date of birth has one.
        self.left_out.sort_by_key(|one| one.finding.is_none() && one.why == Why::UnknownCode);
        if self.left_out.len() > limits::LEFT_OUT {
            self.left_out.truncate(limits::LEFT_OUT.saturating_sub(1));
            self.left_out.push(LeftOut { what: String::new(), finding: None, why: Why::More });
        }
        chart.left_out = self.left_out;
        chart
    }
}

/// The value of an observation or of a part of it.
fn number(holder: &Value, spec: &Finding) -> Measured {
    if is_modified(holder) {
        return Err(Why::Status);
    }
    // Where and how it was measured decides what it means, and is entered together with it.
    let is_more = said(holder, "bodySite").or_else(|| said(holder, "method")).is_some();
    if is_more && spec.raises_only_when.is_some() {
        return Err(Why::Method);
    }
    measured(holder, spec).unwrap_or(Err(Why::NotANumber))
}

/// FHIR forbids to read what has a modifier that one does not know.
fn is_modified(holder: &Value) -> bool {
    said(holder, "modifierExtension").is_some()
}

type Chosen = Result<(i32, bool, Option<Timestamp>), (String, Why)>;

/// The latest value. One that may be later than it and cannot be read, or says something else, hides it: what was measured
/// last is perhaps not what it says.
fn chosen(candidates: &[Candidate]) -> Chosen {
    let first =
        |answered: bool| candidates.iter().filter(move |one| one.answered == answered).map(|one| one.when.first);
    let (measured, answered) = (first(false).max(), first(true).max());
    // A form replaces the forms before it; what was measured does so with everything before it.
    let is_replaced =
        |one: &Candidate| Some(one.when.last) < measured || (one.answered && Some(one.when.last) < answered);
    let mut chosen: Option<(i32, bool)> = None;
    let mut moment: Option<(bool, Option<Timestamp>)> = None;
    let mut left = (String::new(), Why::NotANumber);
    for one in candidates.iter().filter(|one| !is_replaced(one)) {
        let refused = |why| Err((one.what.clone(), why));
        chosen = match (one.measured, chosen) {
            (Err(why), _) => return refused(one.when.at.err().unwrap_or(why)),
            (Ok((value, _)), Some((before, _))) if value != before => return refused(Why::Contradiction),
            // The same in two units: one of them is the number that was sent.
            (Ok((value, exact)), before) => Some((value, exact || before.is_some_and(|(_, exact)| exact))),
        };
        match one.when.at {
            // That something was measured then says more than that somebody answered then.
            Ok(at) => moment = moment.max(Some((at.is_some() && !one.answered, at))),
            Err(why) => left = (one.what.clone(), why),
        }
    }
    // The same once more, at a moment that tells nothing, changes nothing.
    chosen.zip(moment).map(|((value, exact), (_, at))| (value, exact, at)).ok_or(left)
}
