//! The scores and the limits by age that the rules of one protocol use, as they are tabulated.

use crate::texts as t;
use crate::view::element::{Element, el, text};
use crate::view::parts::control::{chip, sheet};
use crate::view::ui::Ui;
use crate::view::words;
use paedlotse_core::criterion::{Criterion, ScoreIx, TableIx};
use paedlotse_core::finding::{Finding, FindingType};
use paedlotse_core::protocol::{ProtocolIx, ProtocolSet, Status};
use paedlotse_core::score::{Bands, Points, Score, Side, Table};
use yew::prelude::*;

/// Scores and tables, each with its limits.
pub(super) fn scores(ui: &Ui, protocol: ProtocolIx) -> Html {
    let l = ui.language;
    let set = ui.set();
    let mut used = Used::default();
    for rule in set.rules.iter().filter(|rule| rule.protocol == protocol) {
        rule.unless.iter().chain([&rule.when]).for_each(|criterion| used.collect(set, criterion));
    }
    if used.scores.is_empty() && used.tables.is_empty() {
        return Html::default();
    }
    let scores = used.scores.iter().filter_map(|ix| set.score(*ix)).map(|score| of_score(ui, score));
    let tables = used.tables.iter().filter_map(|ix| set.table(*ix)).map(|table| of_table(ui, table));
    sheet("points-h", t::library_scores(l), "", el("div", "pad form").each(scores).each(tables).into())
}

#[derive(Default)]
struct Used {
    scores: Vec<ScoreIx>,
    tables: Vec<TableIx>,
}

impl Used {
    fn collect(&mut self, set: &ProtocolSet, criterion: &Criterion) {
        match criterion {
            Criterion::ScoreAtLeast(ix, _) | Criterion::ScoreBelow(ix, _) if !self.scores.contains(ix) => {
                self.scores.push(*ix);
            }
            Criterion::Table(ix) if !self.tables.contains(ix) => self.tables.push(*ix),
            Criterion::Define(ix) => {
                if let Some(define) = set.define(*ix) {
                    self.collect(set, &define.when);
                }
            }
            _ => criterion.parts().iter().for_each(|part| self.collect(set, part)),
        }
    }
}

fn of_score(ui: &Ui, score: &Score) -> Element {
    let l = ui.language;
    let valid = score.valid.as_ref().map(|c| t::library_only(l, &words::whole_condition(ui.set(), l, c)));
    let items = score.items.iter().map(|item| {
        let ways = item.points.iter().flat_map(|way| points(ui, way)).map(|line| text("small", "", &line));
        el("li", "").child(text("span", "", item.label.get(l))).each(ways)
    });
    let status = chip(score.status != Status::Verified, words::status_short(l, score.status));
    el("section", "read-part")
        .child(el("h3", "").text(score.label.get(l)).child(status))
        .child(text("p", "muted", score.limits.get(l)))
        .child_some(valid.map(|valid| text("p", "muted", &valid)))
        .child(el("ul", "read-list").each(items))
}

/// How an item gets its points, a line for each way or each row of ages.
fn points(ui: &Ui, way: &Points) -> Vec<String> {
    let l = ui.language;
    let set = ui.set();
    match way {
        Points::When { criterion, points } => {
            vec![format!("{points}: {}", words::whole_condition(set, l, criterion))]
        }
        Points::Options { finding, points } => {
            let options = match set.finding(*finding).map(|f| &f.answer) {
                Some(FindingType::Choice { options }) => options.as_slice(),
                _ => &[],
            };
            let each = points.iter().zip(options).map(|(points, option)| format!("{points}: {}", option.label.get(l)));
            vec![each.collect::<Vec<_>>().join(" · ")]
        }
        Points::Bands { finding, rows } => {
            let Some(finding) = set.finding(*finding) else { return Vec::new() };
            let many = rows.len() > 1;
            rows.iter().map(|row| bands(ui, finding, row, many)).collect()
        }
    }
}

/// "from 12 months: 0 below 40, 1 from 40, …"
fn bands(ui: &Ui, finding: &Finding, row: &Bands, with_age: bool) -> String {
    let l = ui.language;
    let below = row.steps.first().map(|(limit, _)| format!("{}: < {}", row.below, words::quantity(l, finding, *limit)));
    let steps = row.steps.iter().map(|(limit, points)| format!("{points}: ≥ {}", words::quantity(l, finding, *limit)));
    let said: Vec<String> = below.into_iter().chain(steps).collect();
    let age = if with_age {
        format!("{} – ", t::condition_age_from(l, &words::age_limit(l, row.from)))
    } else {
        String::new()
    };
    format!("{age}{}", said.join(" · "))
}

fn of_table(ui: &Ui, table: &Table) -> Element {
    let l = ui.language;
    let side = match table.side {
        Side::Below => "<",
        Side::AtLeast => "≥",
    };
    let finding = ui.set().finding(table.finding);
    let rows = table.rows.iter().map(|(from, limit)| {
        let limit = finding.map_or_else(String::new, |finding| words::quantity(l, finding, *limit));
        text("li", "", &format!("{}: {side} {limit}", t::condition_age_from(l, &words::age_limit(l, *from))))
    });
    let status = chip(table.status != Status::Verified, words::status_short(l, table.status));
    el("section", "read-part")
        .child(el("h3", "").text(table.label.get(l)).child(status))
        .child(text("p", "muted", finding.map_or("", |finding| finding.label.get(l))))
        .child(el("ul", "read-list").each(rows))
}
