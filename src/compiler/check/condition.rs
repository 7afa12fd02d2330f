//! Types of conditions: every name is what it is used as, every quantity fits, every choice is by level.
//!
//! The result is the criterion of the core and a list of what it reads, from which the direction is judged.

use super::quantity::{Scale, age_limit, number};
use crate::diagnostics::e101_unknown_name::unknown_name;
use crate::diagnostics::e201_wrong_type::wrong_type;
use crate::diagnostics::e202_wrong_unit::wrong_unit;
use crate::diagnostics::e203_out_of_range::out_of_range;
use crate::diagnostics::e205_not_by_level::{every_option, not_by_level};
use crate::diagnostics::e206_misplaced_not::misplaced_not;
use crate::diagnostics::e213_count::count;
use crate::diagnostics::{Diagnostic, Reports};
use crate::resolve::{Names, Symbol};
use crate::source::Location;
use crate::syntax::expression::{Expr, Name, Operator, Quantity};
use paedlotse_core::age::AgeLimit;
use paedlotse_core::assess::bit;
use paedlotse_core::criterion::{Criterion, ScoreIx, Sex};
use paedlotse_core::finding::{ChoiceOption, Finding, FindingIx, FindingType, Worse};
use paedlotse_core::list::List;

/// For which children something holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Leaning {
    /// For the sicker ones.
    Worse,
    /// For the milder ones.
    Reassuring,
    /// Age and sex: neither.
    Neutral,
}

/// A limit that a condition compares with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Limit {
    /// Values below this one lie on one side.
    Number(FindingIx, i32),
    /// Younger children lie on one side.
    Age(AgeLimit),
    /// Lower totals lie on one side.
    Points(ScoreIx, i32),
}

/// One name that a condition reads.
#[derive(Clone, Debug)]
pub(crate) struct Atom {
    pub(crate) reads: Symbol,
    /// For a define: not known here, see [`super::direction`].
    pub(crate) leaning: Leaning,
    /// The limits it compares with, each with its place.
    pub(crate) limits: Vec<(Limit, Location)>,
    pub(crate) at: Location,
}

/// A condition whose types are right.
#[derive(Clone, Debug)]
pub(crate) struct Condition {
    pub(crate) criterion: Criterion,
    pub(crate) atoms: Vec<Atom>,
}

/// What is known when conditions are checked.
pub(crate) struct Conditions<'a> {
    pub(crate) names: &'a Names,
    pub(crate) findings: &'a [Finding],
    pub(crate) scores: Vec<&'a str>,
    pub(crate) reports: &'a Reports,
}

type Checked<T> = Result<T, Box<Diagnostic>>;

impl Conditions<'_> {
    /// Checks a condition; none, and reported, when it is wrong.
    pub(crate) fn check(&self, expr: &Expr) -> Option<Condition> {
        let mut atoms = Vec::new();
        let criterion = self.lower(expr, &mut atoms)?;
        Some(Condition { criterion, atoms })
    }

    fn lower(&self, expr: &Expr, atoms: &mut Vec<Atom>) -> Option<Criterion> {
        let all = |parts: &[Expr], atoms: &mut Vec<Atom>| -> Option<List<Criterion>> {
            // Every part is looked at, so that several mistakes show in one run.
            let lowered: Vec<Option<Criterion>> = parts.iter().map(|part| self.lower(part, atoms)).collect();
            lowered.into_iter().collect::<Option<List<Criterion>>>()
        };
        let single = match expr {
            Expr::All(parts, _) => return all(parts, atoms).map(Criterion::All),
            Expr::Any(parts, _) => return all(parts, atoms).map(Criterion::Any),
            Expr::Count { wanted, parts, at } => {
                let members = parts.len();
                let lowered = all(parts, atoms);
                if *wanted == 0 || usize::try_from(*wanted).is_ok_and(|wanted| wanted > members) {
                    self.reports.add(count(*wanted, members, *at));
                    return None;
                }
                return lowered.map(|parts| Criterion::Count(*wanted, parts));
            }
            Expr::Broken(_) => return None,
            Expr::Not(inner, at) => self.negated(inner, *at),
            Expr::Holds(name) => self.holds(name),
            Expr::Compare { name, operator, quantity } => self.compare(name, *operator, quantity, expr.at()),
            Expr::Between { name, from, under } => self.between(name, from, under, expr.at()),
            Expr::OneOf { name, options, at } => self.one_of(name, options, *at),
        };
        match single {
            Ok((criterion, atom)) => {
                atoms.push(atom);
                Some(criterion)
            }
            Err(problem) => {
                self.reports.add(*problem);
                None
            }
        }
    }

    fn symbol(&self, name: &Name) -> Checked<Symbol> {
        self.names.symbols.get(&name.value).ok_or_else(|| {
            let mut problem =
                unknown_name("finding, define, score or table", &name.value, name.at, self.names.symbols.names());
            if let Some(meant) = self.names.aliases.get(&name.value).and_then(|ix| self.finding(*ix)) {
                problem = problem.label(format!("here it is called `{}`", meant.id));
            }
            Box::new(problem)
        })
    }

    fn finding(&self, ix: FindingIx) -> Option<&Finding> {
        self.findings.get(usize::from(ix.0))
    }

    fn spec(&self, ix: FindingIx, at: Location) -> Checked<&Finding> {
        // Positions come from the same list, so the finding is always there.
        self.finding(ix).ok_or_else(|| Box::new(wrong_type("?", "not a finding", at, "")))
    }

    fn holds(&self, name: &Name) -> Checked<(Criterion, Atom)> {
        let at = name.at;
        let symbol = self.symbol(name)?;
        let atom = |leaning| Atom { reads: symbol, leaning, limits: Vec::new(), at };
        match symbol {
            Symbol::Finding(ix) => {
                let finding = self.spec(ix, at)?;
                match &finding.answer {
                    FindingType::YesNo => {
                        let leaning = if finding.worse == Worse::Down { Leaning::Reassuring } else { Leaning::Worse };
                        Ok((Criterion::Yes(ix), atom(leaning)))
                    }
                    FindingType::Choice { options } => Err(Box::new(wrong_type(
                        &name.value,
                        "a choice",
                        at,
                        format!("write `{} in ({})`", name.value, listed(options.iter().skip(1))),
                    ))),
                    FindingType::Number { unit, .. } => Err(Box::new(wrong_type(
                        &name.value,
                        "a number",
                        at,
                        format!("compare it: `{} >= … {unit}`", name.value),
                    ))),
                }
            }
            Symbol::Define(ix) => Ok((Criterion::Define(ix), atom(Leaning::Neutral))),
            Symbol::Table(ix) => Ok((Criterion::Table(ix), atom(Leaning::Worse))),
            Symbol::VitalsAlways => Ok((Criterion::VitalsAlways, atom(Leaning::Worse))),
            Symbol::Score(_) => {
                let instead = format!("compare it: `{} >= … points`", name.value);
                Err(Box::new(wrong_type(&name.value, "a score", at, instead)))
            }
            Symbol::Age => Err(Box::new(wrong_type("age", "a number", at, "compare it: `age < 3 months`"))),
            Symbol::Sex => Err(Box::new(wrong_type("sex", "a choice", at, "write `sex is female`"))),
        }
    }

    fn negated(&self, inner: &Expr, at: Location) -> Checked<(Criterion, Atom)> {
        let name = match inner {
            Expr::Holds(name) => name,
            Expr::Compare { .. } | Expr::Between { .. } => {
                return Err(Box::new(misplaced_not("a comparison", at, "turn the comparison round: `<` for `>=`")));
            }
            Expr::OneOf { .. } => {
                return Err(Box::new(misplaced_not("a choice", at, "name the other options")));
            }
            _ => {
                let instead = "write `not` before each finding: `not a and not b` for `not (a or b)`";
                return Err(Box::new(misplaced_not("parentheses", at, instead)));
            }
        };
        let before = match self.symbol(name)? {
            Symbol::Finding(ix) => {
                let finding = self.spec(ix, at)?;
                if finding.answer != FindingType::YesNo {
                    return self.holds(name);
                }
                let leaning = if finding.worse == Worse::Down { Leaning::Worse } else { Leaning::Reassuring };
                let atom = Atom { reads: Symbol::Finding(ix), leaning, limits: Vec::new(), at };
                return Ok((Criterion::No(ix), atom));
            }
            Symbol::Define(_) => "a define",
            Symbol::Table(_) => "a table",
            _ => return self.holds(name),
        };
        Err(Box::new(misplaced_not(
            before,
            at,
            "make a second define that says what reassures: `not a and not b`, `x < limit`",
        )))
    }

    fn compare(
        &self,
        name: &Name,
        operator: Operator,
        quantity: &Quantity,
        at: Location,
    ) -> Checked<(Criterion, Atom)> {
        let upwards = matches!(operator, Operator::Greater | Operator::GreaterOrEqual);
        // `> c` begins one unit above c, `<= c` ends there.
        let more = matches!(operator, Operator::Greater | Operator::LessOrEqual);
        let reads = self.symbol(name)?;
        match reads {
            Symbol::Finding(ix) => {
                let finding = self.spec(ix, name.at)?;
                let FindingType::Number { unit, decimals, step, plausible, .. } = &finding.answer else {
                    let is = if finding.answer == FindingType::YesNo { "a yes/no finding" } else { "a choice" };
                    let instead = format!("write `{0}`, or `{0} is …`", name.value);
                    return Err(Box::new(wrong_type(&name.value, is, name.at, instead)));
                };
                let scale = Scale { name: &name.value, unit, decimals: *decimals, step: *step };
                let limit = scale.read(quantity)?.saturating_add(i32::from(more));
                if limit <= plausible.low() || limit > plausible.high() {
                    let (low, high) = (scale.write(plausible.low()), scale.write(plausible.high()));
                    let message = format!("every value of `{}` lies on one side of this limit", name.value);
                    return Err(Box::new(out_of_range(message, format!("plausible: {low} to {high}"), quantity.at)));
                }
                let worse = match finding.worse {
                    Worse::Up => upwards,
                    Worse::Down => !upwards,
                    Worse::Away { from } => upwards == (limit > from),
                };
                let leaning = if worse { Leaning::Worse } else { Leaning::Reassuring };
                let criterion = if upwards { Criterion::AtLeast(ix, limit) } else { Criterion::Below(ix, limit) };
                Ok((criterion, Atom { reads, leaning, limits: vec![(Limit::Number(ix, limit), at)], at }))
            }
            Symbol::Score(ix) => {
                let points = self.points(ix, quantity)?.saturating_add(i32::from(more));
                let (criterion, leaning) = if upwards {
                    (Criterion::ScoreAtLeast(ix, points), Leaning::Worse)
                } else {
                    (Criterion::ScoreBelow(ix, points), Leaning::Reassuring)
                };
                Ok((criterion, Atom { reads, leaning, limits: vec![(Limit::Points(ix, points), at)], at }))
            }
            Symbol::Age => {
                let limit = age_limit(quantity, u32::from(more))?;
                let criterion = if upwards { Criterion::AgeFrom(limit) } else { Criterion::AgeUnder(limit) };
                self.age_atom(criterion, &[(limit, at)], at)
            }
            Symbol::Define(_) | Symbol::Table(_) | Symbol::VitalsAlways => Err(Box::new(wrong_type(
                &name.value,
                "a condition of its own",
                name.at,
                format!("write just `{}`", name.value),
            ))),
            Symbol::Sex => Err(Box::new(wrong_type("sex", "a choice", name.at, "write `sex is female`"))),
        }
    }

    fn points(&self, ix: ScoreIx, quantity: &Quantity) -> Checked<i32> {
        let name = self.scores.get(usize::from(ix.0)).copied().unwrap_or("");
        if !["points", "point"].contains(&quantity.unit.as_str()) {
            return Err(Box::new(wrong_unit(name, &quantity.unit, "points", quantity.at)));
        }
        number(name, &quantity.number, 0, quantity.at)
    }

    fn age_atom(
        &self,
        criterion: Criterion,
        limits: &[(AgeLimit, Location)],
        at: Location,
    ) -> Checked<(Criterion, Atom)> {
        if let Some((_, place)) = limits.iter().find(|(limit, _)| limit.completed == 0) {
            return Err(Box::new(out_of_range("every child has completed this age", "holds always or never", *place)));
        }
        let limits = limits.iter().map(|(limit, place)| (Limit::Age(*limit), *place)).collect();
        Ok((criterion, Atom { reads: Symbol::Age, leaning: Leaning::Neutral, limits, at }))
    }

    fn between(&self, name: &Name, from: &Quantity, under: &Quantity, at: Location) -> Checked<(Criterion, Atom)> {
        if self.symbol(name)? != Symbol::Age {
            return Err(Box::new(wrong_type(
                &name.value,
                "not an age",
                name.at,
                "rules are one-sided: compare with one limit; the milder rule may hold as well",
            )));
        }
        let (from_limit, under_limit) = (age_limit(from, 0)?, age_limit(under, 0)?);
        if from_limit.unit == under_limit.unit && from_limit.completed >= under_limit.completed {
            return Err(Box::new(out_of_range("this stretch of age is empty", "not after the first limit", under.at)));
        }
        let criterion = Criterion::All(vec![Criterion::AgeFrom(from_limit), Criterion::AgeUnder(under_limit)].into());
        let limits = [(from_limit, from.at), (under_limit, under.at)];
        self.age_atom(criterion, &limits, at)
    }

    fn one_of(&self, name: &Name, chosen: &[Name], at: Location) -> Checked<(Criterion, Atom)> {
        let reads = self.symbol(name)?;
        let ix = match reads {
            Symbol::Finding(ix) => ix,
            Symbol::Sex => return self.sex(chosen, at),
            _ => {
                let instead = "write it alone, or compare it with a number";
                return Err(Box::new(wrong_type(&name.value, "not a choice", name.at, instead)));
            }
        };
        let finding = self.spec(ix, name.at)?;
        let options = match &finding.answer {
            FindingType::Choice { options } => options,
            FindingType::YesNo => {
                let instead = format!("write `{0}` or `not {0}`", name.value);
                return Err(Box::new(wrong_type(&name.value, "a yes/no finding", name.at, instead)));
            }
            FindingType::Number { unit, .. } => {
                let instead = format!("compare it: `{} >= … {unit}`", name.value);
                return Err(Box::new(wrong_type(&name.value, "a number", name.at, instead)));
            }
        };
        let mut bits = 0_u32;
        for option in chosen {
            match (0_u8..).zip(options).find(|(_, known)| known.id == option.value) {
                Some((position, _)) => bits |= bit(position),
                None => {
                    let what = format!("option of `{}`", name.value);
                    let known = options.iter().map(|option| option.id);
                    return Err(Box::new(unknown_name(&what, &option.value, option.at, known)));
                }
            }
        }
        let leaning = by_level(&name.value, options, bits, at)?;
        Ok((Criterion::In(ix, bits), Atom { reads, leaning, limits: Vec::new(), at }))
    }

    fn sex(&self, chosen: &[Name], at: Location) -> Checked<(Criterion, Atom)> {
        let sex = match chosen {
            [one] if one.value == "female" => Sex::Female,
            [one] if one.value == "male" => Sex::Male,
            _ => {
                let place = chosen.first().map_or(at, |option| option.at);
                let name = chosen.first().map_or("", |option| option.value.as_str());
                return Err(Box::new(unknown_name("sex", name, place, ["female", "male"])));
            }
        };
        let atom = Atom { reads: Symbol::Sex, leaning: Leaning::Neutral, limits: Vec::new(), at };
        Ok((Criterion::SexIs(sex), atom))
    }
}

/// Whether the chosen options are all from a level upwards, or all from a level downwards.
fn by_level(name: &str, options: &[ChoiceOption], bits: u32, at: Location) -> Checked<Leaning> {
    let (inside, outside): (Vec<_>, Vec<_>) =
        (0_u8..).zip(options).partition(|(position, _)| bits & bit(*position) != 0);
    let levels = |side: &[(u8, &ChoiceOption)]| {
        let lowest = side.iter().map(|(_, option)| option.level).min().unwrap_or(0);
        let highest = side.iter().map(|(_, option)| option.level).max().unwrap_or(0);
        (lowest, highest)
    };
    if outside.is_empty() {
        return Err(Box::new(every_option(name, at)));
    }
    let ((lowest, highest), (milder, worse)) = (levels(&inside), levels(&outside));
    if worse < lowest {
        return Ok(Leaning::Worse);
    }
    if highest < milder {
        return Ok(Leaning::Reassuring);
    }
    let from = format!("`{name} in ({})`", listed(options.iter().filter(|option| option.level >= lowest)));
    let to = format!("`{name} in ({})`", listed(options.iter().filter(|option| option.level <= highest)));
    Err(Box::new(not_by_level(name, at, &from, &to)))
}

fn listed<'a>(options: impl Iterator<Item = &'a ChoiceOption>) -> String {
    options.map(|option| option.id).collect::<Vec<_>>().join(", ")
}
