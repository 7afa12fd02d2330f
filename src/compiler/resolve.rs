//! Looks up names: gives every item its position and refuses names and numbers that are taken twice.

use crate::diagnostics::Reports;
use crate::diagnostics::e101_unknown_name::unknown_name;
use crate::diagnostics::e108_same_name::{built_in_name, same_name};
use crate::diagnostics::e109_same_number::same_number;
use crate::source::{Located, Location};
use crate::syntax::Content;
use crate::syntax::protocols::{Belongs, DefineDef, HeadDef, PartDef, RuleDef, StepDef};
use crate::syntax::transport::EscortDef;
use paedlotse_core::capability::CapabilityIx;
use paedlotse_core::criterion::{DefineIx, ScoreIx, TableIx};
use paedlotse_core::finding::{FindingIx, GroupIx};
use paedlotse_core::protocol::{ProtocolIx, RuleIx, Scope};
use std::collections::BTreeMap;

/// What a name in a condition stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Symbol {
    Finding(FindingIx),
    Define(DefineIx),
    Score(ScoreIx),
    Table(TableIx),
    Age,
    Sex,
    VitalsAlways,
}

/// The position of a step in [`Order::steps`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct StepIx(pub(crate) usize);

/// The position of a rule of the escort in [`Order::escort`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct EscortIx(pub(crate) usize);

const BUILT_IN: [(&str, Symbol); 3] =
    [("age", Symbol::Age), ("sex", Symbol::Sex), ("vitals_always", Symbol::VitalsAlways)];

/// One space of names.
pub(crate) struct Directory<T> {
    what: &'static str,
    entries: BTreeMap<String, (T, Location)>,
}

impl<T: Copy> Directory<T> {
    fn new(what: &'static str) -> Self {
        Self { what, entries: BTreeMap::new() }
    }

    fn add(&mut self, what: &str, name: &Located<String>, item: T, reports: &Reports) {
        if name.value.is_empty() {
            return;
        }
        match self.entries.get(&name.value) {
            Some((_, before)) => reports.add(same_name(what, &name.value, name.at, *before)),
            None => {
                self.entries.insert(name.value.clone(), (item, name.at));
            }
        }
    }

    /// What carries this name; an unknown one is reported.
    pub(crate) fn find(&self, name: &Located<String>, reports: &Reports) -> Option<T> {
        let found = self.get(&name.value);
        // An empty name has been reported where it is missing.
        if found.is_none() && !name.value.is_empty() {
            reports.add(unknown_name(self.what, &name.value, name.at, self.names()));
        }
        found
    }

    pub(crate) fn get(&self, name: &str) -> Option<T> {
        self.entries.get(name).map(|(item, _)| *item)
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }
}

/// All names of the content.
pub(crate) struct Names {
    /// What conditions may name.
    pub(crate) symbols: Directory<Symbol>,
    /// Other spellings of findings.
    pub(crate) aliases: BTreeMap<String, FindingIx>,
    pub(crate) capabilities: Directory<CapabilityIx>,
    pub(crate) groups: Directory<GroupIx>,
    pub(crate) protocols: Directory<ProtocolIx>,
    pub(crate) rules: Directory<RuleIx>,
    /// Steps with a name; positions in [`Order::steps`].
    pub(crate) steps: Directory<StepIx>,
    /// Rules of the escort.
    pub(crate) escort: Directory<EscortIx>,
    pub(crate) areas: Directory<u8>,
    pub(crate) presentations: Directory<usize>,
    pub(crate) sources: Directory<()>,
    pub(crate) rows: Directory<usize>,
}

/// The files of the protocols in order: the danger screen first, parts behind their head.
pub(crate) struct Order<'a> {
    pub(crate) heads: Vec<&'a HeadDef>,
    pub(crate) parts: Vec<(ProtocolIx, &'a PartDef)>,
    pub(crate) defines: Vec<&'a DefineDef>,
    pub(crate) rules: Vec<(ProtocolIx, &'a RuleDef)>,
    pub(crate) steps: Vec<(ProtocolIx, &'a StepDef)>,
    pub(crate) escort: Vec<&'a EscortDef>,
}

/// Gives every item its position.
pub(crate) fn resolve<'a>(content: &'a Content, reports: &Reports) -> (Names, Order<'a>) {
    let (protocols, order) = order(content, reports);
    let mut names = Names {
        symbols: Directory::new("finding, define, score or table"),
        aliases: BTreeMap::new(),
        capabilities: Directory::new("capability"),
        groups: Directory::new("group"),
        protocols,
        rules: Directory::new("rule"),
        steps: Directory::new("step"),
        escort: Directory::new("rule of the escort"),
        areas: Directory::new("area in coverage.toml"),
        presentations: Directory::new("presentation in coverage.toml"),
        sources: Directory::new("source in evidence/"),
        rows: Directory::new("row in evidence/"),
    };
    for (ix, capability) in (0_u8..128).zip(&content.capabilities) {
        names.capabilities.add("capability", &capability.id, CapabilityIx(ix), reports);
    }
    let symbols = (0_u16..).zip(&content.findings).map(|(ix, f)| ("finding", &f.id, Symbol::Finding(FindingIx(ix))));
    let symbols = symbols
        .chain((0_u16..).zip(&order.defines).map(|(ix, d)| ("define", &d.id, Symbol::Define(DefineIx(ix)))))
        .chain((0_u16..).zip(&content.scores).map(|(ix, s)| ("score", &s.id, Symbol::Score(ScoreIx(ix)))))
        .chain((0_u16..).zip(&content.tables).map(|(ix, t)| ("table", &t.id, Symbol::Table(TableIx(ix)))));
    for (what, id, symbol) in symbols {
        if BUILT_IN.iter().any(|(name, _)| *name == id.value) {
            reports.add(built_in_name(&id.value, id.at));
        } else {
            names.symbols.add(what, id, symbol, reports);
        }
    }
    for (name, symbol) in BUILT_IN {
        names.symbols.entries.insert(name.to_owned(), (symbol, Location::default()));
    }
    for (ix, group) in (0_u16..).zip(&content.groups) {
        // Groups and findings stand side by side in `ask`.
        if let Some((_, before)) = names.symbols.entries.get(&group.id.value) {
            reports.add(same_name("group", &group.id.value, group.id.at, *before));
        }
        names.groups.add("group", &group.id, GroupIx(ix), reports);
    }
    for (ix, (_, rule)) in (0_u16..).zip(&order.rules) {
        names.rules.add("rule", &rule.id, RuleIx(ix), reports);
    }
    for (ix, (_, step)) in order.steps.iter().enumerate() {
        step.id.iter().for_each(|id| names.steps.add("step", id, StepIx(ix), reports));
    }
    for (ix, rule) in order.escort.iter().enumerate() {
        names.escort.add("rule of the escort", &rule.id, EscortIx(ix), reports);
    }
    for (ix, area) in (0_u8..).zip(&content.areas) {
        names.areas.add("area", &area.id, ix, reports);
    }
    for (ix, presentation) in content.presentations.iter().enumerate() {
        names.presentations.add("presentation", &presentation.id, ix, reports);
    }
    for source in &content.sources {
        names.sources.add("source", &source.id, (), reports);
    }
    for (ix, row) in content.rows.iter().enumerate() {
        names.rows.add("row", &row.id, ix, reports);
    }
    aliases(content, &mut names, reports);
    numbers(content, &order, reports);
    (names, order)
}

fn order<'a>(content: &'a Content, reports: &Reports) -> (Directory<ProtocolIx>, Order<'a>) {
    let mut heads: Vec<(&HeadDef, &PartDef)> = content
        .parts
        .iter()
        .filter_map(|part| match &part.belongs {
            Belongs::Head(head) => Some((head.as_ref(), part)),
            Belongs::PartOf(_) => None,
        })
        .collect();
    heads.sort_by_key(|(head, _)| {
        let scope = match head.scope {
            Scope::Danger => 0,
            Scope::Always => 1,
            Scope::Complaint => 2,
        };
        (scope, head.no.value)
    });
    let mut protocols = Directory::new("protocol");
    for (ix, (head, _)) in (0_u16..).zip(&heads) {
        protocols.add("protocol", &head.id, ProtocolIx(ix), reports);
    }
    let mut parts: Vec<(ProtocolIx, &PartDef)> =
        (0_u16..).map(ProtocolIx).zip(heads.iter().map(|(_, part)| *part)).collect();
    for part in &content.parts {
        if let Belongs::PartOf(of) = &part.belongs
            && let Some(ix) = protocols.find(of, reports)
        {
            parts.push((ix, part));
        }
    }
    // Stable: the head stays before its parts.
    parts.sort_by_key(|(ix, _)| *ix);
    let order = Order {
        heads: heads.into_iter().map(|(head, _)| head).collect(),
        defines: parts.iter().flat_map(|(_, part)| &part.defines).collect(),
        rules: parts.iter().flat_map(|(ix, part)| part.rules.iter().map(|rule| (*ix, rule))).collect(),
        steps: parts.iter().flat_map(|(ix, part)| part.steps.iter().map(|step| (*ix, step))).collect(),
        escort: content.transport.iter().flat_map(|file| &file.rules).collect(),
        parts,
    };
    (protocols, order)
}

fn aliases(content: &Content, names: &mut Names, reports: &Reports) {
    let mut places: BTreeMap<&str, Location> = BTreeMap::new();
    for (ix, finding) in (0_u16..).zip(&content.findings) {
        for alias in &finding.also {
            let taken = names.symbols.entries.get(&alias.value).map(|(_, at)| *at);
            if let Some(before) = taken.or(places.get(alias.value.as_str()).copied()) {
                reports.add(same_name("other spelling", &alias.value, alias.at, before));
                continue;
            }
            places.insert(&alias.value, alias.at);
            names.aliases.insert(alias.value.clone(), FindingIx(ix));
        }
    }
}

fn numbers(content: &Content, order: &Order<'_>, reports: &Reports) {
    unique("capability", content.capabilities.iter().map(|c| &c.no), reports);
    unique("finding", content.findings.iter().map(|f| &f.no), reports);
    unique("group", content.groups.iter().map(|g| &g.no), reports);
    unique("score", content.scores.iter().map(|s| &s.no), reports);
    for score in &content.scores {
        unique("score item", score.items.iter().map(|i| &i.no), reports);
    }
    unique("table", content.tables.iter().map(|t| &t.no), reports);
    unique("protocol", order.heads.iter().map(|h| &h.no), reports);
    for (ix, _) in (0_u16..).zip(&order.heads) {
        let own = order.rules.iter().filter(|(of, _)| of.0 == ix);
        unique("rule", own.map(|(_, rule)| &rule.no), reports);
    }
    unique("rule of the escort", order.escort.iter().map(|rule| &rule.no), reports);
    unique("window", content.transport.iter().flat_map(|file| &file.windows).map(|window| &window.no), reports);
    unique("line of the checklist", content.transport.iter().flat_map(|file| &file.checklist).map(|c| &c.no), reports);
    unique("network", content.networks.iter().map(|n| &n.no), reports);
}

/// Refuses a `no` that is taken twice.
pub(crate) fn unique<'a>(what: &str, numbers: impl Iterator<Item = &'a Located<u16>> + Clone, reports: &Reports) {
    let free = numbers.clone().map(|no| no.value).max().unwrap_or(0).saturating_add(1);
    let mut seen: BTreeMap<u16, Location> = BTreeMap::new();
    for no in numbers {
        match seen.get(&no.value) {
            // 0 stands for a number that could not be read and has been reported.
            Some(_) if no.value == 0 => {}
            Some(before) => reports.add(same_number(what, no.value, no.at, *before, free)),
            None => {
                seen.insert(no.value, no.at);
            }
        }
    }
}
