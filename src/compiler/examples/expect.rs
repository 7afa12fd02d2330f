//! What an example expects, and how the answer differs.

use super::limits::word;
use crate::check::Checked;
use crate::diagnostics::Reports;
use crate::diagnostics::e101_unknown_name::unknown_name;
use crate::diagnostics::e106_condition_form::condition_form;
use crate::resolve::Symbol;
use crate::source::{Located, Location};
use crate::syntax::literal::Literal;
use crate::syntax::protocols::URGENCIES;
use paedlotse_core::age::Age;
use paedlotse_core::assess::{Assessment, RuleState, assess};
use paedlotse_core::capability::CapabilitySet;
use paedlotse_core::disposition::Urgency;
use paedlotse_core::finding::FindingIx;
use paedlotse_core::network::Network;
use paedlotse_core::observation::Findings;
use paedlotse_core::protocol::RuleIx;
use paedlotse_core::recommend::{Disposition, Duty, Place, Situation, judge};

/// One statement of `expect`.
pub(crate) enum Expectation {
    /// `at least URGENCY because RULE, …`
    AtLeast(Urgency, Vec<RuleIx>),
    /// `so far URGENCY because RULE, …`
    SoFar(Urgency, Vec<RuleIx>),
    /// `settled URGENCY`
    Settled(Urgency),
    /// `settled URGENCY DISPOSITION at NETWORK`
    SettledAt(Urgency, Disposition, String),
    /// `open, at most URGENCY, ask FINDING`
    Open(Urgency, Option<FindingIx>),
    /// `not RULE, …`
    Not(Vec<RuleIx>),
}

const FORMS: &str = "at least URGENCY because RULE, … · so far URGENCY because RULE, … · settled URGENCY \
                     [DISPOSITION at NETWORK] · open, at most URGENCY[, ask FINDING] · not RULE, …";

type Read = (Expectation, String, Location);

/// Reads all statements; none, and reported, when one cannot be read.
pub(crate) fn read(checked: &Checked<'_>, literal: &Literal, reports: &Reports) -> Option<Vec<Read>> {
    let mut all = Vec::new();
    let mut start = 0_usize;
    for statement in literal.text.split(';') {
        let reader = Reader { checked, reports, words: words(literal, statement, start) };
        let lead = statement.len().saturating_sub(statement.trim_start().len());
        let end = start.saturating_add(statement.trim_end().len());
        let at = literal.locate(start.saturating_add(lead), end);
        start = start.saturating_add(statement.len()).saturating_add(1);
        match reader.statement() {
            Ok(Some(expectation)) => all.push((expectation, statement.trim().to_owned(), at)),
            Ok(None) => {
                reports.add(condition_form("this is no expectation", at).label("none of the forms").help(FORMS));
            }
            Err(Reported) => {}
        }
    }
    (all.len() == literal.text.split(';').count()).then_some(all)
}

/// A mistake that has been told.
struct Reported;

fn words(literal: &Literal, statement: &str, start: usize) -> Vec<Located<String>> {
    let mut words: Vec<Located<String>> = Vec::new();
    let mut word_start: Option<usize> = None;
    let mut push = |from: usize, to: usize| {
        if let Some(text) = literal.text.get(from..to) {
            words.push(Located { value: text.to_owned(), at: literal.locate(from, to) });
        }
    };
    for (offset, c) in statement.char_indices() {
        let here = start.saturating_add(offset);
        if c.is_whitespace() || c == ',' {
            if let Some(from) = word_start.take() {
                push(from, here);
            }
            if c == ',' {
                push(here, here.saturating_add(1));
            }
        } else if word_start.is_none() {
            word_start = Some(here);
        }
    }
    if let Some(from) = word_start {
        push(from, start.saturating_add(statement.len()));
    }
    words
}

struct Reader<'a> {
    checked: &'a Checked<'a>,
    reports: &'a Reports,
    words: Vec<Located<String>>,
}

impl Reader<'_> {
    fn statement(&self) -> Result<Option<Expectation>, Reported> {
        let texts: Vec<&str> = self.words.iter().map(|word| word.value.as_str()).collect();
        let word = |at: usize| self.words.get(at).ok_or(Reported);
        let rules_from = |at: usize| self.rules(self.words.get(at..).unwrap_or_default());
        Ok(Some(match texts.as_slice() {
            ["at", "least", _] => Expectation::AtLeast(self.urgency(word(2)?)?, Vec::new()),
            ["at", "least", _, "because", ..] => Expectation::AtLeast(self.urgency(word(2)?)?, rules_from(4)?),
            ["so", "far", _] => Expectation::SoFar(self.urgency(word(2)?)?, Vec::new()),
            ["so", "far", _, "because", ..] => Expectation::SoFar(self.urgency(word(2)?)?, rules_from(4)?),
            ["settled", _] => Expectation::Settled(self.urgency(word(1)?)?),
            ["settled", _, _, "at", _] => {
                let network = self.network(word(4)?)?;
                Expectation::SettledAt(self.urgency(word(1)?)?, self.disposition(word(2)?)?, network)
            }
            ["open", ",", "at", "most", _] => Expectation::Open(self.urgency(word(4)?)?, None),
            ["open", ",", "at", "most", _, ",", "ask", _] => {
                Expectation::Open(self.urgency(word(4)?)?, Some(self.finding(word(7)?)?))
            }
            ["not", _, ..] => Expectation::Not(rules_from(1)?),
            _ => return Ok(None),
        }))
    }

    fn urgency(&self, word: &Located<String>) -> Result<Urgency, Reported> {
        let found = URGENCIES.iter().find(|(name, _)| *name == word.value);
        found.map(|(_, urgency)| *urgency).ok_or_else(|| {
            let known = URGENCIES.iter().map(|(name, _)| *name);
            self.unknown("urgency", word, known)
        })
    }

    fn disposition(&self, word: &Located<String>) -> Result<Disposition, Reported> {
        let all = [Disposition::TreatLocally, Disposition::Teleconsult, Disposition::Transfer];
        let found = all.into_iter().find(|disposition| disposition.id() == word.value);
        found.ok_or_else(|| self.unknown("disposition", word, all.into_iter().map(Disposition::id)))
    }

    fn network(&self, word: &Located<String>) -> Result<String, Reported> {
        let networks = &self.checked.set.networks;
        if networks.iter().any(|network| network.id == word.value) {
            return Ok(word.value.clone());
        }
        Err(self.unknown("network", word, networks.iter().map(|network| network.id)))
    }

    fn finding(&self, word: &Located<String>) -> Result<FindingIx, Reported> {
        match self.checked.names.symbols.get(&word.value) {
            Some(Symbol::Finding(ix)) => Ok(ix),
            _ => Err(self.unknown("finding", word, self.checked.set.findings.iter().map(|f| f.id))),
        }
    }

    fn rules(&self, words: &[Located<String>]) -> Result<Vec<RuleIx>, Reported> {
        let mut rules = Vec::new();
        let mut failed = words.is_empty();
        for word in words.iter().filter(|word| word.value != "," && word.value != "and") {
            match self.checked.names.rules.find(word, self.reports) {
                Some(ix) => rules.push(ix),
                None => failed = true,
            }
        }
        if failed { Err(Reported) } else { Ok(rules) }
    }

    fn unknown<'n>(&self, what: &str, word: &Located<String>, known: impl Iterator<Item = &'n str>) -> Reported {
        self.reports.add(unknown_name(what, &word.value, word.at, known));
        Reported
    }
}

/// How the answer for this child differs from what is expected; none when it does not.
pub(crate) fn differs(checked: &Checked<'_>, child: &Findings, expectation: &Expectation) -> Option<String> {
    let set = &checked.set;
    let assessment = assess(set, child, CapabilitySet::EMPTY);
    let (floor, so_far, ceiling) = (assessment.floor.urgency, assessment.so_far.urgency, assessment.ceiling.urgency);
    let allowed =
        |rules: &[RuleIx], states: &[RuleState]| rules.iter().all(|rule| states.contains(&assessment.rule(*rule)));
    let fine = match expectation {
        Expectation::AtLeast(urgency, rules) => floor == *urgency && allowed(rules, &[RuleState::True]),
        Expectation::SoFar(urgency, rules) => {
            so_far == *urgency && allowed(rules, &[RuleState::True, RuleState::Presumed])
        }
        Expectation::Settled(urgency) => floor == *urgency && ceiling == *urgency,
        Expectation::SettledAt(urgency, disposition, network) => {
            let network = set.network_named(network)?;
            return settled_at(checked, child, *urgency, *disposition, network);
        }
        Expectation::Open(urgency, ask) => {
            floor != ceiling && ceiling == *urgency && ask.is_none_or(|finding| assessment.live.contains(&finding))
        }
        Expectation::Not(rules) => allowed(rules, &[RuleState::False]),
    };
    let named = match expectation {
        Expectation::AtLeast(_, rules) | Expectation::SoFar(_, rules) | Expectation::Not(rules) => rules.as_slice(),
        _ => &[],
    };
    (!fine).then(|| found(checked, &assessment, named))
}

fn settled_at(
    checked: &Checked<'_>,
    child: &Findings,
    urgency: Urgency,
    disposition: Disposition,
    network: &Network,
) -> Option<String> {
    let set = &checked.set;
    let duty = Duty::default();
    let situation = Situation { network, place: Place::Hospital(network.home), at: None, duty: &duty };
    let lacking = situation.lacking(set, child.age.unwrap_or_else(Age::any));
    let assessment = assess(set, child, lacking);
    let judgement = judge(set, child, &assessment, &situation);
    let (floor, ceiling) = (&judgement.floor, &judgement.ceiling);
    if judgement.settled && ceiling.urgency == urgency && ceiling.disposition == disposition {
        return None;
    }
    Some(format!(
        "found: {} {} to {} {}; {}",
        floor.urgency.id(),
        floor.disposition.id(),
        ceiling.urgency.id(),
        ceiling.disposition.id(),
        found(checked, &assessment, &[]),
    ))
}

/// The answer in one line: bounds, the rules that carry them, and what is open.
fn found(checked: &Checked<'_>, assessment: &Assessment, named: &[RuleIx]) -> String {
    let set = &checked.set;
    let id = |ix: &RuleIx| set.rule(*ix).map_or("", |rule| rule.id);
    let those = |state: RuleState, at_least: Urgency| {
        let rules = assessment.rules_in(state).filter(|ix| set.rule(*ix).is_some_and(|rule| rule.urgency >= at_least));
        rules.map(|ix| id(&ix).to_owned()).collect::<Vec<_>>()
    };
    let mut parts = Vec::new();
    let named: Vec<String> = named.iter().map(|ix| format!("{} is {}", id(ix), word(assessment.rule(*ix)))).collect();
    if !named.is_empty() {
        parts.push(named.join(", "));
    }
    let bounds = [&assessment.floor, &assessment.so_far, &assessment.ceiling].map(|outcome| outcome.urgency.id());
    parts.push(format!("floor {}, so far {}, ceiling {}", bounds[0], bounds[1], bounds[2]));
    for (state, urgency, what) in [
        (RuleState::True, assessment.floor.urgency, "true"),
        (RuleState::Presumed, Urgency::Routine, "presumed"),
        (RuleState::Open, assessment.ceiling.urgency, "open"),
    ] {
        let rules = those(state, urgency);
        if !rules.is_empty() && (state != RuleState::Open || assessment.ceiling != assessment.floor) {
            parts.push(format!("{what}: {}", shortened(&rules)));
        }
    }
    if assessment.ceiling.urgency != assessment.floor.urgency {
        let live: Vec<String> =
            assessment.live.iter().filter_map(|ix| set.finding(*ix)).map(|finding| finding.id.to_owned()).collect();
        if !live.is_empty() {
            parts.push(format!("to ask: {}", shortened(&live)));
        }
    }
    parts.join("; ")
}

fn shortened(names: &[String]) -> String {
    const SHOWN: usize = 8;
    let shown: Vec<&str> = names.iter().take(SHOWN).map(String::as_str).collect();
    let more = names.len().saturating_sub(SHOWN);
    let rest = if more == 0 { String::new() } else { format!(" and {more} more") };
    format!("{}{rest}", shown.join(", "))
}
