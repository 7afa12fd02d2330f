//! Checks scores and tables: every value and every age has its points, and worse never counts less.

use super::condition::{Condition, Conditions, Leaning};
use super::direction::Directions;
use super::or_never;
use super::quantity::{Scale, age_limit, number, split};
use crate::diagnostics::Reports;
use crate::diagnostics::e101_unknown_name::unknown_name;
use crate::diagnostics::e103_missing_key::missing_key;
use crate::diagnostics::e104_wrong_form::wrong_form;
use crate::diagnostics::e108_same_name::same_name;
use crate::diagnostics::e201_wrong_type::wrong_type;
use crate::diagnostics::e203_out_of_range::out_of_range;
use crate::diagnostics::e208_age_rows::age_rows;
use crate::diagnostics::e209_bands::bands;
use crate::resolve::{Names, Symbol};
use crate::source::{Located, Location};
use crate::syntax::Content;
use crate::syntax::scores::{BandsDef, ItemDef, ScoreDef, TableDef};
use crate::syntax::table::Numbers;
use crate::value::kept;
use paedlotse_core::age::{Age, AgeLimit, AgeUnit};
use paedlotse_core::finding::{Finding, FindingIx, FindingType, Worse};
use paedlotse_core::quantity::Span;
use paedlotse_core::score::{Bands, Points, Score, ScoreItem, ScoreLevel, Side, Table};
use std::collections::BTreeMap;

/// What is known when scores and tables are checked.
pub(crate) struct Scoring<'a> {
    pub(crate) names: &'a Names,
    pub(crate) conditions: &'a Conditions<'a>,
    pub(crate) directions: &'a Directions<'a>,
    pub(crate) reports: &'a Reports,
}

impl Scoring<'_> {
    pub(crate) fn scores(&self, content: &Content) -> Vec<Score> {
        content.scores.iter().map(|def| self.score(def)).collect()
    }

    pub(crate) fn tables(&self, content: &Content) -> Vec<Table> {
        content.tables.iter().map(|def| self.table(def)).collect()
    }

    fn score(&self, def: &ScoreDef) -> Score {
        self.names.sources.find(&def.source, self.reports);
        let valid = def.valid.as_ref().map(|expr| {
            let condition = self.conditions.check(expr);
            condition.iter().for_each(|condition| self.directions.age_and_sex(condition, "valid"));
            or_never(condition)
        });
        if def.items.is_empty() {
            self.reports.add(missing_key(&format!("the score `{}`", def.id.value), "item", def.id.at));
        }
        let mut seen: BTreeMap<&str, Location> = BTreeMap::new();
        for item in &def.items {
            if let Some(before) = seen.insert(&item.id.value, item.id.at) {
                self.reports.add(same_name("score item", &item.id.value, item.id.at, before));
            }
        }
        for ((before, _), (level, _)) in def.levels.iter().zip(def.levels.iter().skip(1)) {
            if level.value <= before.value {
                self.reports.add(bands("the levels of a score ascend", "not above the level before", level.at));
            }
        }
        Score {
            id: kept(&def.id.value),
            no: def.no.value,
            label: def.label,
            valid,
            limits: def.limits,
            shows_normal_bands: def.normal_bands,
            items: def.items.iter().map(|item| self.item(item)).collect(),
            levels: def.levels.iter().map(|(from, label)| ScoreLevel { from: from.value, label: *label }).collect(),
            source: kept(&def.source.value),
            status: def.status,
        }
    }

    fn item(&self, def: &ItemDef) -> ScoreItem {
        let mut points = Vec::new();
        if let Some(name) = &def.finding
            && let Some((ix, finding)) = self.finding(name)
        {
            match &finding.answer {
                FindingType::Number { .. } if !def.bands.is_empty() => points.push(self.bands(ix, finding, &def.bands)),
                FindingType::Choice { .. } if def.options.is_some() => {
                    points.extend(def.options.as_ref().and_then(|options| self.options(ix, finding, options)));
                }
                FindingType::Number { .. } => {
                    self.reports.add(missing_key("an item of a number", "bands", def.at));
                }
                FindingType::Choice { .. } => {
                    self.reports.add(missing_key("an item of a choice", "options", def.at));
                }
                FindingType::YesNo => {
                    let instead = "write when = [ { criterion = \"…\", points = … } ]";
                    self.reports.add(wrong_type(&name.value, "a yes/no finding", name.at, instead));
                }
            }
        }
        for (expr, worth) in &def.when {
            if worth.value < 1 {
                self.reports.add(bands("points are at least 1", "only raises", worth.at));
            }
            let condition: Option<Condition> = self.conditions.check(expr);
            condition.iter().for_each(|condition| self.directions.raises(condition, "criterion"));
            points.push(Points::When { criterion: or_never(condition), points: worth.value });
        }
        if def.finding.is_none() && def.when.is_empty() {
            self.reports.add(missing_key("an item", "finding", def.at));
        }
        ScoreItem { id: kept(&def.id.value), no: def.no.value, label: def.label, points: points.into() }
    }

    fn finding(&self, name: &Located<String>) -> Option<(FindingIx, &Finding)> {
        let symbol = self.names.symbols.find(name, self.reports)?;
        let found = match symbol {
            Symbol::Finding(ix) => self.conditions.findings.get(usize::from(ix.0)).map(|finding| (ix, finding)),
            _ => None,
        };
        if found.is_none() {
            self.reports.add(wrong_type(&name.value, "not a finding", name.at, "name a number or a choice"));
        }
        found
    }

    fn options(&self, ix: FindingIx, finding: &Finding, written: &Located<Numbers>) -> Option<Points> {
        let FindingType::Choice { options } = &finding.answer else {
            return None;
        };
        for (name, _) in &written.value {
            if !options.iter().any(|option| option.id == name.value) {
                let known = options.iter().map(|option| option.id);
                let what = format!("option of `{}`", finding.id);
                self.reports.add(unknown_name(&what, &name.value, name.at, known));
            }
        }
        let mut points = Vec::new();
        for option in options {
            match written.value.iter().find(|(name, _)| name.value == option.id) {
                Some((_, value)) => points.push((option.level, *value)),
                None => self.reports.add(missing_key("this item", option.id, written.at)),
            }
        }
        let mut by_level = points.clone();
        by_level.sort_unstable();
        let falls =
            by_level.iter().zip(by_level.iter().skip(1)).any(|((low, less), (high, more))| low < high && less > more);
        if falls || by_level.first().is_some_and(|(_, points)| *points < 0) {
            let message = format!("a worse option of `{}` counts fewer points", finding.id);
            self.reports.add(bands(message, "points rise with the level", written.at));
        }
        Some(Points::Options { finding: ix, points: points.into_iter().map(|(_, points)| points).collect() })
    }

    fn bands(&self, ix: FindingIx, finding: &Finding, written: &[BandsDef]) -> Points {
        let rows: Vec<Bands> = written
            .iter()
            .filter_map(|def| {
                let from = self.age(&def.from)?;
                let (below, steps) = self.segments(finding, &def.points)?;
                Some(Bands { from, below, steps: steps.into() })
            })
            .collect();
        if rows.len() == written.len() {
            self.ascending(rows.iter().map(|row| row.from).zip(written.iter().map(|def| def.from.at)));
        }
        Points::Bands { finding: ix, rows: rows.into() }
    }

    /// Reads "4 | 80 | 2 | 90 | 1": points and limits in turn.
    fn segments(&self, finding: &Finding, text: &Located<String>) -> Option<(i32, Vec<(i32, i32)>)> {
        let FindingType::Number { decimals, plausible, .. } = &finding.answer else {
            return None;
        };
        let fields: Vec<&str> = text.value.split('|').map(str::trim).collect();
        let (first, rest) = fields.split_first()?;
        let points = |field: &str| {
            let points = field.parse::<i32>().ok().filter(|points| *points >= 0);
            if points.is_none() {
                self.reports.add(bands(format!("`{field}` are no points"), "points | limit | points | …", text.at));
            }
            points
        };
        let below = points(first)?;
        let mut steps: Vec<(i32, i32)> = Vec::new();
        for pair in rest.chunks(2) {
            let [limit, worth] = pair else {
                self.reports.add(bands("the last limit has no points", "points | limit | points | …", text.at));
                return None;
            };
            let value = match number(finding.id, limit, *decimals, text.at) {
                Ok(value) => value,
                Err(problem) => {
                    self.reports.add(*problem);
                    return None;
                }
            };
            if value <= plausible.low() || value > plausible.high() {
                let message = format!("the limit `{limit}` is no plausible value of `{}`", finding.id);
                self.reports.add(out_of_range(message, "outside `plausible`", text.at));
            }
            if steps.last().is_some_and(|(before, _)| *before >= value) {
                self.reports.add(bands("limits ascend", format!("`{limit}` is not above the one before"), text.at));
            }
            steps.push((value, points(worth)?));
        }
        self.one_valley(finding, below, &steps, text.at);
        Some((below, steps))
    }

    fn one_valley(&self, finding: &Finding, below: i32, steps: &[(i32, i32)], at: Location) {
        let all: Vec<i32> = std::iter::once(below).chain(steps.iter().map(|(_, points)| *points)).collect();
        let lowest = all.iter().min().copied().unwrap_or(0);
        let bottom = all.iter().position(|points| *points == lowest).unwrap_or(0);
        let pairs = || all.iter().zip(all.iter().skip(1)).enumerate();
        let falls = pairs().any(|(at, (left, right))| left < right && at < bottom);
        let rises = pairs().any(|(at, (left, right))| left > right && at >= bottom);
        let (first, last) = (all.first() == Some(&lowest), all.last() == Some(&lowest));
        let fits = match finding.worse {
            Worse::Up => first,
            Worse::Down => last,
            Worse::Away { .. } => true,
        };
        if falls || rises || !fits {
            let message = format!("a worse value of `{}` counts fewer points", finding.id);
            let label = match finding.worse {
                Worse::Up => "points rise from left to right",
                Worse::Down => "points fall from left to right",
                Worse::Away { .. } => "points fall to one lowest band and rise after it",
            };
            self.reports.add(bands(message, label, at));
        }
    }

    fn age(&self, text: &Located<String>) -> Option<AgeLimit> {
        match age_limit(&split(text), 0) {
            Ok(limit) => Some(limit),
            Err(problem) => {
                if !text.value.is_empty() {
                    self.reports.add(*problem);
                }
                None
            }
        }
    }

    /// Rows by age begin at birth, and nobody reaches a later row before an earlier one.
    fn ascending(&self, rows: impl Iterator<Item = (AgeLimit, Location)>) {
        let mut before: Option<AgeLimit> = None;
        for (limit, at) in rows {
            match before {
                None if limit.completed != 0 => {
                    self.reports.add(age_rows("the first row starts at birth", "write from = \"0 days\"", at));
                }
                Some(before) if !always_reached(before, limit) => {
                    let message = "some child reaches this age without the one of the row before";
                    self.reports.add(age_rows(message, "rows ascend; a month is 28 to 31 days", at));
                }
                _ => {}
            }
            before = Some(limit);
        }
    }

    fn table(&self, def: &TableDef) -> Table {
        self.names.sources.find(&def.source, self.reports);
        let found = self.finding(&def.finding);
        let rows: Vec<(AgeLimit, i32)> = match found {
            Some((_, finding)) => def
                .rows
                .iter()
                .filter_map(|(from, limit)| Some((self.age(from)?, self.limit(finding, limit)?)))
                .collect(),
            None => Vec::new(),
        };
        if def.rows.is_empty() {
            self.reports.add(missing_key(&format!("the table `{}`", def.id.value), "rows", def.at));
        }
        if rows.len() == def.rows.len() {
            self.ascending(rows.iter().map(|row| row.0).zip(def.rows.iter().map(|(from, _)| from.at)));
        }
        if let Some((_, finding)) = found {
            for ((_, limit), (_, written)) in rows.iter().zip(&def.rows) {
                if side_leaning(def.side, finding.worse, *limit) == Leaning::Reassuring {
                    let message =
                        format!("the table `{}` holds for the milder values of `{}`", def.id.value, finding.id);
                    self.reports.add(bands(message, "the other side is worse", written.at));
                }
            }
        }
        Table {
            id: kept(&def.id.value),
            no: def.no.value,
            label: def.label,
            finding: found.map_or(FindingIx(0), |(ix, _)| ix),
            side: def.side,
            rows: rows.into(),
            source: kept(&def.source.value),
            status: def.status,
        }
    }

    fn limit(&self, finding: &Finding, text: &Located<String>) -> Option<i32> {
        let FindingType::Number { unit, decimals, step, plausible, .. } = &finding.answer else {
            self.reports.add(wrong_form("limit", "of a number", text.at));
            return None;
        };
        let scale = Scale { name: finding.id, unit, decimals: *decimals, step: *step };
        match scale.read(&split(text)) {
            Ok(value) if within(*plausible, value) => Some(value),
            Ok(value) => {
                let message = format!("`{}` is no plausible limit of `{}`", scale.write(value), finding.id);
                self.reports.add(out_of_range(message, "outside `plausible`", text.at));
                None
            }
            Err(problem) => {
                self.reports.add(*problem);
                None
            }
        }
    }
}

fn within(plausible: Span, limit: i32) -> bool {
    plausible.low() < limit && limit <= plausible.high()
}

fn side_leaning(side: Side, worse: Worse, limit: i32) -> Leaning {
    let upwards = side == Side::AtLeast;
    let is_worse = match worse {
        Worse::Up => upwards,
        Worse::Down => !upwards,
        Worse::Away { from } => upwards == (limit > from),
    };
    if is_worse { Leaning::Worse } else { Leaning::Reassuring }
}

/// Whether every child that has completed `later` has completed `earlier`, and later is later.
fn always_reached(earlier: AgeLimit, later: AgeLimit) -> bool {
    if earlier.unit == later.unit {
        return earlier.completed < later.completed;
    }
    fewest(earlier).1 <= fewest(later).0
}

/// After how many hours an age is completed: at the earliest and at the latest.
fn fewest(limit: AgeLimit) -> (u32, u32) {
    match limit.unit {
        AgeUnit::Hours => (limit.completed, limit.completed),
        AgeUnit::Days => (limit.completed.saturating_mul(24), limit.completed.saturating_mul(24)),
        AgeUnit::Months => {
            let earliest = Age::months(limit.completed).map_or(u32::MAX, |age| age.completed(AgeUnit::Days).0);
            let before = limit.completed.checked_sub(1).and_then(|months| Age::months(months).ok());
            let latest = before.map_or(0, |age| age.completed(AgeUnit::Days).1.saturating_add(1));
            (earliest.saturating_mul(24), latest.saturating_mul(24))
        }
    }
}
