//! Goes through the resources and chooses: for each finding the latest value, or the reason why there is none.

use super::codes::{Codes, list, name};
use super::moment::stated;
use super::subject::{Known, Patient};
use super::units::{Measured, measured};
use super::{Chart, ChartTrouble, Charted, LeftOut, Why, age};
use crate::case::Timestamp;
use crate::criterion::Sex;
use crate::finding::{Finding, FindingIx};
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

/// How well the moment of a value is known; more counts before less, and then the later moment before the earlier.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Dated {
    /// Not at all, or only that it was today.
    No,
    /// A questionnaire was answered then.
    Answered,
    /// It was measured then.
    Measured,
}

/// A value that may be offered, or why it cannot be read.
struct Candidate {
    dated: Dated,
    at: Option<Timestamp>,
    what: String,
    measured: Measured,
}

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
    Ok(gathering.chart())
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
    if patient.is_some() {
        return Ok(patient);
    }
    let mut known: Vec<Known<'_>> = Vec::new();
    for subject in found.iter().filter_map(|one| one.resource.field("subject")).map(Known::of) {
        if known.iter().any(|other| subject.differs(*other)) {
            return Err(ChartTrouble::SeveralPatients);
        }
        if !known.contains(&subject) {
            known.push(subject);
        }
    }
    Ok(None)
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
            let named = match self.codes.named(of) {
                Ok((finding, _)) if !self.codes.is_panel_of(code, finding) => Err(Why::UnknownCode),
                named => named,
            };
            self.value(component, of, named, &standing, when);
        }
        self.value(resource, code, self.codes.named(code), &standing, when);
        Ok(())
    }

    /// Whether a resource counts at all.
    fn standing(&self, resource: &Value, stands: &[&str], in_versions: bool) -> Result<(), Why> {
        let status = resource.field("status").and_then(Value::text).unwrap_or_default();
        if !stands.contains(&status) || is_modified(resource) {
            return Err(Why::Status);
        }
        if in_versions {
            return Err(Why::Contradiction);
        }
        match self.patient {
            Some(patient) if !patient.is(resource.field("subject")) => Err(Why::NotOfThisChild),
            _ => Ok(()),
        }
    }

    /// When an observation was made.
    fn when(&self, resource: &Value) -> Result<Option<Timestamp>, Why> {
        let field = |name| resource.field(name).filter(|value| **value != Value::Null);
        let period = field("effectivePeriod").and_then(|period| {
            let end = period.field("end").filter(|end| **end != Value::Null);
            end.or_else(|| period.field("start"))
        });
        let said = field("effectiveDateTime").or_else(|| field("effectiveInstant")).or(period);
        match said {
            Some(said) => self.fresh(said),
            None if field("effectiveTiming").is_some() || field("effectivePeriod").is_some() => Err(Why::Moment),
            // When it was passed on says only that it was measured before.
            None => match field("issued").map(|said| self.fresh(said)) {
                Some(Err(why)) => Err(why),
                _ => Ok(None),
            },
        }
    }

    fn fresh(&self, said: &Value) -> Result<Option<Timestamp>, Why> {
        let stated = said.text().and_then(stated).ok_or(Why::Moment)?;
        stated.fresh(self.clock.now, self.clock.ahead)
    }

    fn value(
        &mut self,
        holder: &Value,
        code: Option<&Value>,
        named: Result<(FindingIx, &'static Finding), Why>,
        standing: &Result<(), Why>,
        when: Result<Option<Timestamp>, Why>,
    ) {
        let is_value = |fields: &[(String, Value)]| {
            fields.iter().any(|(name, value)| name.starts_with("value") && *value != Value::Null)
        };
        if !matches!(holder, Value::Map(fields) if is_value(fields)) {
            return;
        }
        let (ix, spec) = match named {
            Ok(named) => named,
            Err(why) => return self.leave_out(name(code), None, why),
        };
        let counts = standing.and_then(|()| when);
        let at = match counts {
            Ok(at) => at,
            Err(why) => return self.leave_out(name(code), Some(ix), why),
        };
        let said = |field| holder.field(field).is_some_and(|value| *value != Value::Null);
        let measured = if is_modified(holder) {
            Err(Why::Status)
        } else if spec.raises_only_when.is_some() && (said("bodySite") || said("method")) {
            // Where and how it was measured decides what it means, and is entered together with it.
            Err(Why::Method)
        } else {
            measured(holder, spec).unwrap_or(Err(Why::NotANumber))
        };
        let dated = if at.is_some() { Dated::Measured } else { Dated::No };
        self.candidates.entry(ix).or_default().push(Candidate { dated, at, what: name(code), measured });
    }

    fn answers(&mut self, resource: &'a Value) -> Result<(), ChartTrouble> {
        let standing = self.standing(resource, &ANSWERED, false);
        let authored = resource.field("authored").filter(|value| **value != Value::Null);
        let authored = authored.map_or(Ok(None), |said| self.fresh(said));
        self.items(list(Some(resource), "item"), standing.and(authored), limits::DEPTH)
    }

    fn items(
        &mut self,
        items: &'a [Value],
        when: Result<Option<Timestamp>, Why>,
        deep: usize,
    ) -> Result<(), ChartTrouble> {
        let Some(deeper) = deep.checked_sub(1) else { return Ok(()) };
        for item in items {
            self.part()?;
            let answers = list(Some(item), "answer");
            let named = item.field("linkId").and_then(Value::text).and_then(|id| self.codes.with_id(id));
            if let Some((ix, spec)) = named {
                self.answer(item, answers, ix, spec, when);
            }
            for inside in [item].into_iter().chain(answers) {
                self.items(list(Some(inside), "item"), when, deeper)?;
            }
        }
        Ok(())
    }

    fn answer(
        &mut self,
        item: &Value,
        answers: &[Value],
        ix: FindingIx,
        spec: &Finding,
        when: Result<Option<Timestamp>, Why>,
    ) {
        let mut read = answers
            .iter()
            .filter_map(|answer| if is_modified(answer) { Some(Err(Why::Status)) } else { measured(answer, spec) });
        let Some(first) = read.next() else { return };
        let what = item.field("text").or_else(|| item.field("linkId")).and_then(Value::text).map(shown);
        let what = what.unwrap_or_default();
        match when {
            Ok(at) => {
                let measured = if read.next().is_some() { Err(Why::Contradiction) } else { first };
                let dated = if at.is_some() { Dated::Answered } else { Dated::No };
                self.candidates.entry(ix).or_default().push(Candidate { dated, at, what, measured });
            }
            Err(why) => self.leave_out(what, Some(ix), why),
        }
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
        // That an older value is old is no news beside the value of today.
        let offered =
            |one: &LeftOut| one.finding.is_some_and(|ix| chart.values.iter().any(|value| value.finding == ix));
        self.left_out.retain(|one| one.why != Why::Old || !offered(one));
        // What has a place here is told first; a date of birth has one.
        self.left_out
            .sort_by_key(|one| one.finding.is_none() && matches!(one.why, Why::UnknownCode | Why::SeveralCodes));
        if self.left_out.len() > limits::LEFT_OUT {
            self.left_out.truncate(limits::LEFT_OUT.saturating_sub(1));
            self.left_out.push(LeftOut { what: String::new(), finding: None, why: Why::More });
        }
        chart.left_out = self.left_out;
        chart
    }
}

/// FHIR forbids to read what has a modifier that one does not know.
fn is_modified(holder: &Value) -> bool {
    holder.field("modifierExtension").is_some_and(|value| *value != Value::Null)
}

type Chosen = Result<(i32, bool, Option<Timestamp>), (String, Why)>;

/// The latest value. One that cannot be read hides those before it: what was measured last is not what they say.
fn chosen(candidates: &[Candidate]) -> Chosen {
    let key = |one: &Candidate| (one.dated, one.at);
    let latest = candidates.iter().map(key).max();
    let mut last = candidates.iter().filter(|one| Some(key(one)) == latest);
    let mut chosen: Option<(i32, bool)> = None;
    let mut what = "";
    let mut at = None;
    for one in last.by_ref() {
        what = &one.what;
        at = one.at;
        chosen = match (one.measured, chosen) {
            (Err(why), _) => return Err((one.what.clone(), why)),
            (Ok((value, _)), Some((before, _))) if value != before => {
                return Err((one.what.clone(), Why::Contradiction));
            }
            // The same in two units: one of them is the number that was sent.
            (Ok((value, exact)), before) => Some((value, exact || before.is_some_and(|(_, exact)| exact))),
        };
    }
    chosen.map(|(value, exact)| (value, exact, at)).ok_or((what.to_owned(), Why::NotANumber))
}
