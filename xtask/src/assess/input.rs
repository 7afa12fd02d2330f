//! Reads one line of input; whatever is wrong with it is said with the place where it stands.

use super::written::Written;
use paedlotse_compiler::Compiled;
use paedlotse_compiler::value::{self, Answer};
use paedlotse_core::age::{Age, AgeError};
use paedlotse_core::capability::CapabilitySet;
use paedlotse_core::criterion::Sex;
use paedlotse_core::network::{Intake, Network, SiteIx};
use paedlotse_core::observation::Findings;
use paedlotse_core::protocol::Scope;
use paedlotse_core::recommend::{Duty, Place, SiteDuty, WeekTime};
use serde_json::{Map, Value};

/// What is wrong with a line.
#[derive(Debug)]
pub struct Complaint {
    /// The line's id, if it has one.
    pub id: Option<String>,
    /// Short code, stable.
    pub code: &'static str,
    /// One sentence.
    pub message: String,
    /// The field, as a path.
    pub at: String,
}

pub(super) type Read<T> = Result<T, Complaint>;

pub(super) fn wrong<T>(code: &'static str, at: impl Into<String>, message: impl Into<String>) -> Read<T> {
    Err(Complaint { id: None, code, message: message.into(), at: at.into() })
}

/// One child, one house, one moment.
#[derive(Debug)]
pub struct Request<'a> {
    pub id: String,
    pub network: &'a Network,
    pub place: Place,
    pub at: Option<WeekTime>,
    pub duty: Duty,
    pub findings: Findings,
}

const FIELDS: [&str; 12] =
    ["id", "network", "place", "nearest", "at", "duty", "age", "sex", "complaints", "findings", "rest", "vitals"];

impl<'a> Request<'a> {
    /// Reads a line.
    ///
    /// # Errors
    /// What is wrong, with the line's id as far as it could be read.
    pub fn read(compiled: &'a Compiled, line: &str) -> Read<Self> {
        let written = Written::read(line)?;
        let id = written.text_of("id");
        let request = written.single("").and_then(|value| match value {
            Value::Object(object) => Self::from_object(compiled, &object),
            _ => wrong("not_an_object", "", "a line holds one JSON object"),
        });
        request.map_err(|complaint| Complaint { id, ..complaint })
    }

    fn from_object(compiled: &'a Compiled, object: &Map<String, Value>) -> Read<Self> {
        if let Some(unknown) = object.keys().find(|key| !FIELDS.contains(&key.as_str())) {
            return wrong("unknown_field", unknown, format!("there is no field `{unknown}`"));
        }
        let set = &compiled.set;
        let id = required(object, "id")?.to_owned();
        let name = required(object, "network")?;
        let Some(network) = set.network_named(name) else {
            return wrong("unknown_network", "network", format!("there is no network `{name}`"));
        };
        let age = match Age::parse(required(object, "age")?) {
            Ok(age) => age,
            Err(AgeError::NotAChild) => return wrong("not_a_child", "age", "PädLotse is for children under 18 years"),
            Err(AgeError::Contradiction) => {
                return wrong("age_contradicts", "age", "no birth date makes these days and months true together");
            }
            Err(AgeError::NotAnAge) => {
                let forms = "\"6 hours\", \"37 days\", \"11 weeks\", \"14 months\", \"5 years\", \"2 years 3 months\"";
                return wrong("bad_age", "age", format!("an age is written as {forms}"));
            }
        };
        let at = match optional(object, "at")? {
            None => None,
            Some(text) => match WeekTime::parse(text) {
                Some(at) => Some(at),
                None => return wrong("bad_time", "at", "a time is written as \"2026-11-22T03:00\""),
            },
        };
        let mut request = Self {
            place: place(object, network)?,
            duty: duty(compiled, object, network)?,
            findings: Findings::at_age(age),
            id,
            network,
            at,
        };
        request.findings.sex = sex(object)?;
        request.complaints(compiled, object)?;
        request.answers(compiled, object)?;
        Ok(request)
    }

    fn complaints(&mut self, compiled: &Compiled, object: &Map<String, Value>) -> Read<()> {
        let list = match object.get("complaints") {
            None => return wrong("missing_field", "complaints", "the field `complaints` is missing"),
            Some(Value::Array(list)) => list,
            Some(_) => return wrong("wrong_type", "complaints", "`complaints` is a list of protocol ids"),
        };
        for (position, entry) in list.iter().enumerate() {
            let at = format!("complaints[{position}]");
            let Some(name) = entry.as_str() else {
                return wrong("wrong_type", at, "a complaint is a protocol id");
            };
            let found = compiled.set.protocol_named(name);
            let complaint = found.filter(|ix| compiled.set.protocol(*ix).is_some_and(|p| p.scope == Scope::Complaint));
            match complaint {
                Some(protocol) => {
                    self.findings.choose(protocol);
                }
                None => return wrong("unknown_complaint", at, format!("there is no complaint `{name}`")),
            }
        }
        Ok(())
    }

    fn answers(&mut self, compiled: &Compiled, object: &Map<String, Value>) -> Read<()> {
        let set = &compiled.set;
        let none = Map::new();
        let answers = match object.get("findings") {
            None => &none,
            Some(Value::Object(answers)) => answers,
            Some(_) => return wrong("wrong_type", "findings", "`findings` is an object from finding to answer"),
        };
        for (name, answer) in answers {
            let at = format!("findings.{name}");
            let ix = compiled.finding(name);
            let Some((ix, finding)) = ix.and_then(|ix| set.finding(ix).map(|f| (ix, f))) else {
                return wrong("unknown_finding", at, format!("there is no finding `{name}`"));
            };
            if self.findings.get(ix).is_some() {
                return wrong("answered_twice", at, format!("`{}` is answered twice", finding.id));
            }
            let text = match answer {
                Value::Bool(true) => "yes",
                Value::Bool(false) => "no",
                Value::String(text) => text,
                Value::Number(_) => {
                    return wrong(
                        "unit_missing",
                        at,
                        "a number is written as text with its unit, for example \"38.4 °C\"",
                    );
                }
                _ => return wrong("wrong_type", at, "an answer is true, false, or text"),
            };
            match value::parse(finding, text) {
                Ok(Answer::Known(value)) => {
                    if self.findings.set(set, ix, value).is_err() {
                        let range = value::plausible_range(finding);
                        return wrong("implausible", at, format!("`{text}` is outside the plausible range {range}"));
                    }
                }
                Ok(Answer::Unobtainable) => self.findings.set_unobtainable(ix),
                Err(error) => return wrong(error.code, at, error.message),
            }
        }
        let denied = match optional(object, "rest")? {
            None => false,
            Some("no") => true,
            Some(_) => return wrong("bad_rest", "rest", "`rest` can only be \"no\""),
        };
        let normal = match optional(object, "vitals")? {
            None => false,
            Some("normal") => true,
            Some(_) => return wrong("bad_vitals", "vitals", "`vitals` can only be \"normal\""),
        };
        self.findings = value::filled(set, &self.findings, denied, normal);
        Ok(())
    }
}

fn required<'v>(object: &'v Map<String, Value>, field: &'static str) -> Read<&'v str> {
    match object.get(field) {
        Some(Value::String(text)) => Ok(text),
        Some(_) => wrong("wrong_type", field, format!("`{field}` is text")),
        None => wrong("missing_field", field, format!("the field `{field}` is missing")),
    }
}

fn optional<'v>(object: &'v Map<String, Value>, field: &'static str) -> Read<Option<&'v str>> {
    match object.get(field) {
        None | Some(Value::Null) => Ok(None),
        Some(_) => required(object, field).map(Some),
    }
}

fn sex(object: &Map<String, Value>) -> Read<Option<Sex>> {
    match optional(object, "sex")? {
        None => Ok(None),
        Some("female") => Ok(Some(Sex::Female)),
        Some("male") => Ok(Some(Sex::Male)),
        Some(_) => wrong("bad_sex", "sex", "`sex` is \"female\" or \"male\""),
    }
}

fn site(network: &Network, name: &str, at: &str) -> Read<SiteIx> {
    match network.site_named(name) {
        Some(site) => Ok(site),
        None => wrong("unknown_site", at, format!("the network has no site `{name}`")),
    }
}

fn place(object: &Map<String, Value>, network: &Network) -> Read<Place> {
    let nearest = optional(object, "nearest")?;
    match required(object, "place")? {
        "hospital" if nearest.is_some() => wrong("unexpected_nearest", "nearest", "`nearest` belongs to an ambulance"),
        "hospital" => Ok(Place::Hospital(network.home)),
        "ambulance" => {
            let nearest = nearest.map_or(Ok(network.home), |name| site(network, name, "nearest"))?;
            Ok(Place::Ambulance { nearest })
        }
        _ => wrong("bad_place", "place", "`place` is \"hospital\" or \"ambulance\""),
    }
}

fn duty(compiled: &Compiled, object: &Map<String, Value>, network: &Network) -> Read<Duty> {
    let mut duty = Duty::default();
    let sites = match object.get("duty") {
        None | Some(Value::Null) => return Ok(duty),
        Some(Value::Object(sites)) => sites,
        Some(_) => return wrong("wrong_type", "duty", "`duty` is an object from site to report"),
    };
    for (name, report) in sites {
        let ix = site(network, name, &format!("duty.{name}"))?;
        let Value::Object(report) = report else {
            return wrong("wrong_type", format!("duty.{name}"), "a report is an object");
        };
        let mut known = SiteDuty::default();
        for (key, state) in report {
            report_line(compiled, &mut known, key, state, format!("duty.{name}.{key}"))?;
        }
        duty.report(ix, known);
    }
    Ok(duty)
}

fn report_line(compiled: &Compiled, report: &mut SiteDuty, key: &str, state: &Value, at: String) -> Read<()> {
    if key == "takes_patients" {
        report.intake = match state.as_str() {
            Some("open") => Intake::Open,
            Some("limited") => Intake::Limited,
            Some("full") => Intake::Full,
            Some("closed") => Intake::Closed,
            _ => return wrong("bad_intake", at, "`takes_patients` is \"open\", \"limited\", \"full\" or \"closed\""),
        };
        return Ok(());
    }
    let Some(capability) = compiled.set.capability_named(key) else {
        return wrong("unknown_capability", at, format!("there is no capability `{key}`"));
    };
    let side: &mut CapabilitySet = match state {
        Value::Bool(true) => &mut report.on,
        Value::Bool(false) => &mut report.off,
        _ => return wrong("wrong_type", at, "a capability is reported as true or false"),
    };
    *side = side.with(capability);
    Ok(())
}
