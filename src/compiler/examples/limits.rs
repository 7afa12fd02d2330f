//! `[[limit]]`: at the limit something changes, one step beside it it does not: a rule, a question, a step.

use super::child::{Children, Recipe, Statement, statements};
use super::probe::state;
use crate::check::Checked;
use crate::diagnostics::Reports;
use crate::diagnostics::e101_unknown_name::unknown_name;
use crate::diagnostics::e407_limit_fails::limit_fails;
use crate::resolve::{EscortIx, StepIx, Symbol};
use crate::source::{Located, Location};
use crate::syntax::Content;
use crate::syntax::literal::Literal;
use crate::syntax::protocols::{LimitDef, Tried};
use paedlotse_core::age::{Age, AgeUnit};
use paedlotse_core::assess::{RuleState, assess};
use paedlotse_core::capability::CapabilitySet;
use paedlotse_core::criterion::ScoreIx;
use paedlotse_core::finding::{FindingIx, FindingType};
use paedlotse_core::observation::{Findings, Value};
use paedlotse_core::protocol::{ProtocolIx, ProtocolSet, RuleIx};

/// The two values that a limit lies between.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Sides {
    Number {
        finding: FindingIx,
        low: i32,
        high: i32,
    },
    Age {
        young: Age,
        old: Age,
    },
    Points {
        score: ScoreIx,
        low: i32,
        high: i32,
    },
    /// No limit: the children differ in a finding that is there or not.
    Terms,
}

/// What changes at a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Target {
    /// Whether a rule holds.
    Rule(RuleIx),
    /// Whether a finding is asked for.
    Asked(FindingIx),
    /// Whether a value of a finding can only raise.
    RaisesOnly(FindingIx),
    /// Whether a step applies.
    Step(StepIx),
    /// Whether a rule is excluded.
    Lifted(RuleIx),
    /// Whether a rule of the escort holds.
    Escort(EscortIx),
}

/// One `[[limit]]` that could be read: two children that differ in one value, or by one point; or one finding of an
/// `[[alone]]` or `[[together]]`: a child with it, and one without.
pub(crate) struct Try<'a> {
    pub(crate) target: Target,
    pub(crate) sides: Sides,
    /// The protocol in whose file it stands.
    pub(crate) protocol: ProtocolIx,
    /// What changes, as written.
    pub(crate) name: &'a str,
    pub(crate) holds: (Recipe, Location),
    pub(crate) fails: (Recipe, Location),
}

impl Try<'_> {
    /// The state of what changes, for the child that must hold and for the one that must not.
    fn states(&self, set: &ProtocolSet, holds: &Findings, fails: &Findings) -> (RuleState, RuleState) {
        (state(set, self.target, holds), state(set, self.target, fails))
    }

    /// Whether the two children lie on the two sides of the limit of this set.
    pub(crate) fn stands(&self, set: &ProtocolSet, holds: &Findings, fails: &Findings) -> bool {
        let (at_holds, at_fails) = self.states(set, holds, fails);
        reached(at_holds) && !reached(at_fails)
    }
}

/// True, or true until excluded.
fn reached(state: RuleState) -> bool {
    matches!(state, RuleState::True | RuleState::Presumed)
}

/// Reads all limits; what is wrong with their form is reported.
pub(crate) fn tries<'a>(checked: &Checked<'a>, content: &'a Content, reports: &Reports) -> Vec<Try<'a>> {
    let parts = checked.order.parts.iter().flat_map(|(protocol, part)| part.limits.iter().map(|def| (*protocol, def)));
    let of_protocols = parts.map(|(protocol, def)| {
        let children = Children { checked, reports, transfer: false };
        limit(&children, protocol, def, target(checked, def.tried, &def.name, reports))
    });
    let of_transfer = content.transport.iter().flat_map(|file| &file.limits).map(|def| {
        let children = Children { checked, reports, transfer: true };
        // The danger screen is always active: by itself it chooses no complaint.
        limit(&children, ProtocolIx(0), def, of_escort(checked, &def.name, reports))
    });
    of_protocols.chain(of_transfer).flatten().collect()
}

fn limit<'a>(
    children: &Children<'_>,
    protocol: ProtocolIx,
    def: &'a LimitDef,
    target: Option<Target>,
) -> Option<Try<'a>> {
    let Children { checked, reports, .. } = children;
    let score = def.points.as_ref().map(|name| score(checked, name, reports));
    let one = |literal: &Literal, key: &str| -> Option<(Recipe, Vec<Statement>)> {
        let said = statements(literal);
        let fits = if score.is_some() { !said.is_empty() } else { said.len() == 1 };
        if !fits {
            let at = literal.locate(0, literal.text.len());
            reports.add(limit_fails(format!("`{key}` is one value"), "all else stands in `given`", at));
            return None;
        }
        Some((children.read(protocol, &def.child, &said)?, said))
    };
    let (holds, fails) = (one(&def.holds, "holds"), one(&def.fails, "fails"));
    let (target, holds, fails) = (target?, holds?, fails?);
    let set = &checked.set;
    let (holding, failing) = (holds.0.child(set), fails.0.child(set));
    let sides = match (score, holds.1.as_slice(), fails.1.as_slice()) {
        // It has been reported.
        (Some(None), _, _) => return None,
        (Some(Some(score)), _, _) => points(checked, score, &holding, &failing),
        (None, [holds], [fails]) => sides(checked, (&holding, holds), (&failing, fails)),
        (None, _, _) => return None,
    };
    let (at_holds, at_fails) = (place(&def.holds, &holds.1), place(&def.fails, &fails.1));
    match sides {
        Ok(sides) => {
            let (holds, fails) = ((holds.0, at_holds), (fails.0, at_fails));
            Some(Try { target, sides, protocol, name: &def.name.value, holds, fails })
        }
        Err((message, label)) => {
            reports.add(limit_fails(message, label, at_fails));
            None
        }
    }
}

fn place(literal: &Literal, said: &[Statement]) -> Location {
    match said {
        [one] => one.at(),
        _ => literal.locate(0, literal.text.len()),
    }
}

/// A rule of the escort.
pub(super) fn of_escort(checked: &Checked<'_>, name: &Located<String>, reports: &Reports) -> Option<Target> {
    checked.names.escort.find(name, reports).map(Target::Escort)
}

/// What a table names.
pub(super) fn target(checked: &Checked<'_>, tried: Tried, name: &Located<String>, reports: &Reports) -> Option<Target> {
    let names = &checked.names;
    match tried {
        Tried::Rule => names.rules.find(name, reports).map(Target::Rule),
        Tried::Step => names.steps.find(name, reports).map(Target::Step),
        Tried::Lifts => names.rules.find(name, reports).map(Target::Lifted),
        Tried::Asked => finding(checked, name, reports).map(Target::Asked),
        Tried::RaisesOnly => finding(checked, name, reports).map(Target::RaisesOnly),
    }
}

fn finding(checked: &Checked<'_>, name: &Located<String>, reports: &Reports) -> Option<FindingIx> {
    match checked.names.symbols.get(&name.value) {
        Some(Symbol::Finding(ix)) => Some(ix),
        _ => {
            let known = checked.set.findings.iter().map(|finding| finding.id);
            reports.add(unknown_name("finding", &name.value, name.at, known));
            None
        }
    }
}

fn score(checked: &Checked<'_>, name: &Located<String>, reports: &Reports) -> Option<ScoreIx> {
    match checked.names.symbols.get(&name.value) {
        Some(Symbol::Score(ix)) => Some(ix),
        _ => {
            let known = checked.set.scores.iter().map(|score| score.id);
            reports.add(unknown_name("score", &name.value, name.at, known));
            None
        }
    }
}

type Wrong = (&'static str, &'static str);

/// Two children whose totals are decided and one point apart.
fn points(checked: &Checked<'_>, score: ScoreIx, holds: &Findings, fails: &Findings) -> Result<Sides, Wrong> {
    let total = |child: &Findings| {
        let scores = assess(&checked.set, child, CapabilitySet::EMPTY).scores;
        scores.get(usize::from(score.0)).copied().flatten().and_then(|total| total.single())
    };
    let (Some(a), Some(b)) = (total(holds), total(fails)) else {
        return Err(("the total is not decided", "something that the score reads is open"));
    };
    let (low, high) = (a.min(b), a.max(b));
    if high.checked_sub(low) != Some(1) {
        return Err(("the two totals are not one point apart", "one point from the other side"));
    }
    Ok(Sides::Points { score, low, high })
}

fn sides(
    checked: &Checked<'_>,
    holds: (&Findings, &Statement),
    fails: (&Findings, &Statement),
) -> Result<Sides, Wrong> {
    if holds.1.name.value != fails.1.name.value {
        return Err(("the two sides differ in two findings", "must name the same finding"));
    }
    if holds.1.name.value == "age" {
        let (Some(a), Some(b)) = (holds.0.age, fails.0.age) else {
            return Err(("the age is missing", "age = …"));
        };
        let follows = |young: Age, old: Age| {
            [AgeUnit::Hours, AgeUnit::Days, AgeUnit::Months]
                .into_iter()
                .any(|unit| young.completed(unit).1.checked_add(1) == Some(old.completed(unit).0))
        };
        return if follows(a, b) {
            Ok(Sides::Age { young: a, old: b })
        } else if follows(b, a) {
            Ok(Sides::Age { young: b, old: a })
        } else {
            Err(("the two ages do not follow each other", "one unit apart"))
        };
    }
    let names = &checked.names;
    let finding = match names.symbols.get(&holds.1.name.value) {
        Some(Symbol::Finding(ix)) => Some(ix),
        _ => names.aliases.get(&holds.1.name.value).copied(),
    };
    let number = |findings: &Findings| match finding.and_then(|ix| findings.value(ix)) {
        Some(Value::Number(span)) => span.single(),
        _ => None,
    };
    let step = finding.and_then(|ix| checked.set.finding(ix)).map(|finding| &finding.answer);
    let (Some(finding), Some(a), Some(b), Some(FindingType::Number { step, .. })) =
        (finding, number(holds.0), number(fails.0), step)
    else {
        return Err(("a limit is a limit of a number", "not a number"));
    };
    let (low, high) = (a.min(b), a.max(b));
    if high.checked_sub(low) != Some(*step) {
        return Err(("the two values are not one step apart", "one step from the other side"));
    }
    Ok(Sides::Number { finding, low, high })
}

/// Assesses both children of every limit.
pub(crate) fn run(set: &ProtocolSet, tries: &[Try<'_>], reports: &Reports) {
    for one in tries {
        let name = one.name;
        let (what, is) = match one.target {
            Target::Rule(_) | Target::Step(_) | Target::Escort(_) => ("hold", "is"),
            Target::Lifted(_) => ("be lifted", "that is"),
            Target::Asked(_) => ("be asked for", "that is"),
            Target::RaisesOnly(_) => ("only raise", "that is"),
        };
        let (at_holds, at_fails) = one.states(set, &one.holds.0.child(set), &one.fails.0.child(set));
        if !reached(at_holds) {
            let message = format!("`{name}` must {what} here, but {is} {}", word(at_holds));
            reports.add(limit_fails(message, word(at_holds), one.holds.1));
        }
        if reached(at_fails) {
            let message = format!("`{name}` must not {what} here, but {is} {}", word(at_fails));
            reports.add(limit_fails(message, word(at_fails), one.fails.1));
        }
    }
}

/// The state of a rule in words.
pub(crate) fn word(state: RuleState) -> &'static str {
    match state {
        RuleState::False => "false",
        RuleState::Open => "open",
        RuleState::Presumed => "presumed",
        RuleState::True => "true",
    }
}
