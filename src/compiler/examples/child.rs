//! The invented child of an example: "age = 11 weeks, temperature = 38.0 °C, drooling = no".

use crate::check::Checked;
use crate::diagnostics::Reports;
use crate::diagnostics::e101_unknown_name::unknown_name;
use crate::diagnostics::e106_condition_form::condition_form;
use crate::diagnostics::e203_out_of_range::out_of_range;
use crate::resolve::Symbol;
use crate::source::{Located, Location};
use crate::syntax::literal::Literal;
use crate::syntax::protocols::ChildDef;
use crate::value::{Answer, deny_at_transfer, filled, parse, plausible_range};
use paedlotse_core::age::{Age, AgeError};
use paedlotse_core::criterion::Sex;
use paedlotse_core::observation::{Findings, ValueError};
use paedlotse_core::protocol::{ProtocolIx, ProtocolSet, Scope};

/// One part between commas: a name and what is said of it.
#[derive(Clone, Debug)]
pub(crate) struct Statement {
    pub(crate) name: Located<String>,
    /// "yes" when nothing is said.
    pub(crate) value: Located<String>,
}

impl Statement {
    /// Where it stands.
    pub(crate) fn at(&self) -> Location {
        self.name.at.to(self.value.at)
    }
}

/// Cuts a text at its commas.
pub(crate) fn statements(literal: &Literal) -> Vec<Statement> {
    let mut all = Vec::new();
    let mut start = 0_usize;
    for segment in literal.text.split(',') {
        let lead = segment.len().saturating_sub(segment.trim_start().len());
        let first = start.saturating_add(lead);
        start = start.saturating_add(segment.len()).saturating_add(1);
        let text = segment.trim();
        if text.is_empty() {
            continue;
        }
        let end = text.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(text.len());
        let (name, rest) = text.split_at_checked(end).unwrap_or((text, ""));
        let said = rest.trim_start();
        let value = said.strip_prefix('=').or_else(|| said.strip_prefix("is ")).unwrap_or(said).trim();
        let behind = first.saturating_add(text.len());
        let at = |from: usize, to: usize| literal.locate(from, to);
        let name_at = at(first, first.saturating_add(name.len()));
        let value_at = if value.is_empty() { name_at } else { at(behind.saturating_sub(value.len()), behind) };
        all.push(Statement {
            name: Located { value: name.to_owned(), at: name_at },
            value: Located { value: if value.is_empty() { "yes" } else { value }.to_owned(), at: value_at },
        });
    }
    all
}

/// An invented child as written: what is given, and what is to be denied or taken as normal. What that comes to
/// depends on what is asked for, so it is decided for each set.
#[derive(Clone, Debug)]
pub(crate) struct Recipe {
    pub(crate) given: Findings,
    rest_denied: bool,
    vitals_normal: bool,
    /// Whether the questions of a transfer are asked as well.
    transfer: bool,
}

impl Recipe {
    /// The child, with the questions that this set asks.
    pub(crate) fn child(&self, set: &ProtocolSet) -> Findings {
        let mut child = filled(set, &self.given, self.rest_denied, self.vitals_normal);
        if self.transfer && self.rest_denied {
            deny_at_transfer(set, &mut child);
        }
        child
    }
}

/// Reads children.
pub(crate) struct Children<'a> {
    pub(crate) checked: &'a Checked<'a>,
    pub(crate) reports: &'a Reports,
    /// Whether the questions of a transfer are asked as well.
    pub(crate) transfer: bool,
}

impl Children<'_> {
    /// The child of an example, with further statements; none, and reported, when something is wrong.
    pub(crate) fn read(&self, protocol: ProtocolIx, def: &ChildDef, more: &[Statement]) -> Option<Recipe> {
        let set = &self.checked.set;
        let mut child = Findings::default();
        let mut fine = true;
        match &def.complaints {
            Some(complaints) => {
                for name in complaints {
                    match self.checked.names.protocols.find(name, self.reports) {
                        Some(ix) => {
                            child.choose(ix);
                        }
                        None => fine = false,
                    }
                }
            }
            None => {
                let scope = set.protocol(protocol).map(|protocol| protocol.scope);
                if scope == Some(Scope::Complaint) {
                    child.choose(protocol);
                }
            }
        }
        for statement in statements(&def.given).iter().chain(more) {
            fine &= self.apply(&mut child, statement);
        }
        fine.then_some(Recipe {
            given: child,
            rest_denied: def.rest_denied,
            vitals_normal: def.vitals_normal,
            transfer: self.transfer,
        })
    }

    fn apply(&self, child: &mut Findings, statement: &Statement) -> bool {
        let (name, value) = (&statement.name, &statement.value);
        match name.value.as_str() {
            "age" => match Age::parse(&value.value) {
                Ok(age) => child.age = Some(age),
                Err(error) => {
                    let label = match error {
                        AgeError::NotAnAge => "as in \"11 weeks\", \"14 months\", \"2 years 3 months\"",
                        AgeError::NotAChild => "18 years or more",
                        AgeError::Contradiction => "no birth date makes both true",
                    };
                    return self.wrong(format!("`{}` is no age", value.value), label, value.at);
                }
            },
            "sex" => match value.value.as_str() {
                "female" => child.sex = Some(Sex::Female),
                "male" => child.sex = Some(Sex::Male),
                other => {
                    self.reports.add(unknown_name("sex", other, value.at, ["female", "male"]));
                    return false;
                }
            },
            _ => return self.observe(child, name, value),
        }
        true
    }

    fn observe(&self, child: &mut Findings, name: &Located<String>, value: &Located<String>) -> bool {
        let set = &self.checked.set;
        let names = &self.checked.names;
        let ix = match names.symbols.get(&name.value) {
            Some(Symbol::Finding(ix)) => Some(ix),
            _ => names.aliases.get(&name.value).copied(),
        };
        let Some((ix, finding)) = ix.and_then(|ix| Some((ix, set.finding(ix)?))) else {
            let known = set.findings.iter().map(|finding| finding.id);
            self.reports.add(unknown_name("finding", &name.value, name.at, known));
            return false;
        };
        let answer = match parse(finding, &value.value) {
            Ok(answer) => answer,
            Err(error) => {
                self.reports.add(condition_form(error.message, value.at));
                return false;
            }
        };
        match answer {
            Answer::Unobtainable => child.set_unobtainable(ix),
            Answer::Known(known) => match child.set(set, ix, known) {
                Ok(()) => {}
                Err(ValueError::Implausible(_)) => {
                    let label = format!("plausible: {}", plausible_range(finding));
                    return self.wrong(format!("`{}` cannot be {}", finding.id, value.value), &label, value.at);
                }
                Err(ValueError::WrongType | ValueError::NoSuchOption) => {
                    return self.wrong(format!("`{}` is no value of `{}`", value.value, finding.id), "", value.at);
                }
            },
        }
        true
    }

    fn wrong(&self, message: String, label: &str, at: Location) -> bool {
        self.reports.add(out_of_range(message, label, at));
        false
    }
}
