//! Puts two versions of the rules into one set, so that the same children can be looked at with both.
//!
//! Findings, protocols and capabilities are matched by id. The vocabulary of the newer version counts; what only the
//! older one knows is kept behind it. Definitions, scores and tables of the older version stand behind the newer ones.

use crate::clauses::Clauses;
use paedlotse_core::capability::{CapabilityIx, CapabilitySet};
use paedlotse_core::clause::ClauseSet;
use paedlotse_core::criterion::{Criterion, DefineIx, ScoreIx, TableIx};
use paedlotse_core::finding::{Finding, FindingIx, FindingType};
use paedlotse_core::list::List;
use paedlotse_core::protocol::{Define, Protocol, ProtocolIx, ProtocolSet, Rule};
use paedlotse_core::score::{Points, Score, ScoreItem, Table};

/// The rules of both versions over one vocabulary.
pub(crate) struct Merged {
    pub(crate) set: ProtocolSet,
    /// So many rules of the newer version stand first.
    pub(crate) newer: usize,
}

/// Merges two versions.
pub(crate) fn merge(older: &ProtocolSet, newer: &ProtocolSet) -> Merged {
    let into = Into { older, newer };
    let newer_clauses = newer.clauses.iter().map(|clause| clause.any_of);
    let clauses = Clauses::new(newer_clauses.chain(older.clauses.iter().map(|clause| into.need(clause.any_of))));
    let findings = with_rest(&newer.findings, &older.findings, |f| f.id);
    let protocols = with_rest(&newer.protocols, &older.protocols, |p| p.id);
    let capabilities = with_rest(&newer.capabilities, &older.capabilities, |c| c.id);
    // Conditions of findings that only the older version knows read its own vocabulary.
    let known = newer.findings.len();
    let translated =
        findings.iter().enumerate().map(|(at, finding)| if at < known { *finding } else { into.finding(finding) });
    let needs = |needs| clauses.of(newer.needs(needs));
    let newer_rules =
        newer.rules.iter().map(|rule| Rule { needs: needs(rule.needs), consider: needs(rule.consider), ..*rule });
    let mut set = ProtocolSet {
        findings: translated.collect::<Vec<Finding>>().into(),
        protocols: protocols.into(),
        capabilities: capabilities.into(),
        defines: newer.defines.iter().copied().chain(older.defines.iter().map(|d| into.define(d))).collect(),
        scores: newer.scores.iter().copied().chain(older.scores.iter().map(|s| into.score(s))).collect(),
        tables: newer.tables.iter().copied().chain(older.tables.iter().map(|t| into.table(t))).collect(),
        rules: newer_rules.chain(older.rules.iter().map(|rule| into.rule(rule, &clauses))).collect(),
        ..ProtocolSet::default()
    };
    set.clauses = clauses.list(&set);
    Merged { set, newer: newer.rules.len() }
}

fn with_rest<T: Copy>(newer: &[T], older: &[T], id: impl Fn(&T) -> &'static str) -> Vec<T> {
    let gone = older.iter().filter(|one| !newer.iter().any(|other| id(other) == id(one)));
    newer.iter().chain(gone).copied().collect()
}

/// The position of `id` in the merged list.
fn place<T>(newer: &[T], older: &[T], id: &str, of: impl Fn(&T) -> &'static str) -> usize {
    let gone = || older.iter().filter(|one| !newer.iter().any(|other| of(other) == of(one)));
    let behind = || gone().position(|one| of(one) == id).map_or(usize::MAX, |at| newer.len().saturating_add(at));
    newer.iter().position(|one| of(one) == id).unwrap_or_else(behind)
}

fn narrow(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

/// From the older version into the merged one.
struct Into<'a> {
    older: &'a ProtocolSet,
    newer: &'a ProtocolSet,
}

impl Into<'_> {
    fn ix(&self, ix: FindingIx) -> FindingIx {
        let id = self.older.finding(ix).map_or("", |f| f.id);
        FindingIx(narrow(place(&self.newer.findings, &self.older.findings, id, |f| f.id)))
    }

    fn protocol(&self, ix: ProtocolIx) -> ProtocolIx {
        let id = self.older.protocol(ix).map_or("", |p| p.id);
        ProtocolIx(narrow(place(&self.newer.protocols, &self.older.protocols, id, |p: &Protocol| p.id)))
    }

    fn capability(&self, ix: CapabilityIx) -> CapabilityIx {
        let id = self.older.capability(ix).map_or("", |c| c.id);
        let at = place(&self.newer.capabilities, &self.older.capabilities, id, |c| c.id);
        CapabilityIx(u8::try_from(at).unwrap_or(u8::MAX))
    }

    fn need(&self, need: CapabilitySet) -> CapabilitySet {
        need.iter().map(|c| self.capability(c)).collect()
    }

    fn needs(&self, needs: ClauseSet, clauses: &Clauses) -> ClauseSet {
        clauses.of(self.older.needs(needs).map(|need| self.need(need)))
    }

    /// Options are matched by id; one that is gone holds for nobody.
    fn options(&self, ix: FindingIx, mask: u32) -> u32 {
        let newer = self.older.finding(ix).and_then(|f| self.newer.findings.iter().find(|n| n.id == f.id));
        let (Some(older), Some(newer)) = (self.older.finding(ix), newer) else { return mask };
        let (FindingType::Choice { options: older }, FindingType::Choice { options: newer }) =
            (&older.answer, &newer.answer)
        else {
            return mask;
        };
        let chosen = (0_u8..).zip(older).filter(|(at, _)| mask & paedlotse_core::assess::bit(*at) != 0);
        let now = chosen.filter_map(|(_, option)| (0_u8..).zip(newer).find(|(_, n)| n.id == option.id));
        now.fold(0, |all, (at, _)| all | paedlotse_core::assess::bit(at))
    }

    fn parts(&self, parts: &List<Criterion>) -> List<Criterion> {
        parts.iter().map(|part| self.criterion(part)).collect()
    }

    fn criterion(&self, criterion: &Criterion) -> Criterion {
        let behind = |ix: u16, count: usize| ix.saturating_add(narrow(count));
        match criterion {
            Criterion::Yes(f) => Criterion::Yes(self.ix(*f)),
            Criterion::No(f) => Criterion::No(self.ix(*f)),
            Criterion::AtLeast(f, limit) => Criterion::AtLeast(self.ix(*f), *limit),
            Criterion::Below(f, limit) => Criterion::Below(self.ix(*f), *limit),
            Criterion::In(f, mask) => Criterion::In(self.ix(*f), self.options(*f, *mask)),
            Criterion::ScoreAtLeast(s, total) => {
                Criterion::ScoreAtLeast(ScoreIx(behind(s.0, self.newer.scores.len())), *total)
            }
            Criterion::ScoreBelow(s, total) => {
                Criterion::ScoreBelow(ScoreIx(behind(s.0, self.newer.scores.len())), *total)
            }
            Criterion::Define(d) => Criterion::Define(DefineIx(behind(d.0, self.newer.defines.len()))),
            Criterion::Table(t) => Criterion::Table(TableIx(behind(t.0, self.newer.tables.len()))),
            Criterion::All(parts) => Criterion::All(self.parts(parts)),
            Criterion::Any(parts) => Criterion::Any(self.parts(parts)),
            Criterion::Count(wanted, parts) => Criterion::Count(*wanted, self.parts(parts)),
            Criterion::AgeFrom(_) | Criterion::AgeUnder(_) | Criterion::SexIs(_) | Criterion::VitalsAlways => {
                *criterion
            }
        }
    }

    fn finding(&self, finding: &Finding) -> Finding {
        let condition = |condition: &Option<Criterion>| condition.as_ref().map(|c| self.criterion(c));
        Finding {
            applies: condition(&finding.applies),
            due: condition(&finding.due),
            raises_only_when: condition(&finding.raises_only_when),
            obtained_by: finding.obtained_by.map(|c| self.capability(c)),
            ..*finding
        }
    }

    fn define(&self, define: &Define) -> Define {
        Define { when: self.criterion(&define.when), ..*define }
    }

    fn points(&self, points: &Points) -> Points {
        match points {
            Points::Bands { finding, rows } => Points::Bands { finding: self.ix(*finding), rows: *rows },
            // Points stand in the order of the options; where that has changed, the older order counts.
            Points::Options { finding, points } => Points::Options { finding: self.ix(*finding), points: *points },
            Points::When { criterion, points } => {
                Points::When { criterion: self.criterion(criterion), points: *points }
            }
        }
    }

    fn score(&self, score: &Score) -> Score {
        let item =
            |item: &ScoreItem| ScoreItem { points: item.points.iter().map(|p| self.points(p)).collect(), ..*item };
        Score {
            valid: score.valid.as_ref().map(|c| self.criterion(c)),
            items: score.items.iter().map(item).collect(),
            ..*score
        }
    }

    fn table(&self, table: &Table) -> Table {
        Table { finding: self.ix(table.finding), ..*table }
    }

    fn rule(&self, rule: &Rule, clauses: &Clauses) -> Rule {
        Rule {
            protocol: self.protocol(rule.protocol),
            when: self.criterion(&rule.when),
            unless: rule.unless.as_ref().map(|c| self.criterion(c)),
            needs: self.needs(rule.needs, clauses),
            consider: self.needs(rule.consider, clauses),
            first_here: rule.first_here.map(|c| self.capability(c)),
            ..*rule
        }
    }
}
