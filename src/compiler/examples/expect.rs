//! What an example expects: the forms of `expect`.

use crate::check::Checked;
use crate::diagnostics::Reports;
use crate::diagnostics::e101_unknown_name::unknown_name;
use crate::diagnostics::e106_condition_form::condition_form;
use crate::resolve::{StepIx, Symbol};
use crate::source::{Located, Location};
use crate::syntax::literal::Literal;
use crate::syntax::protocols::URGENCIES;
use paedlotse_core::capability::CapabilitySet;
use paedlotse_core::disposition::Urgency;
use paedlotse_core::finding::FindingIx;
use paedlotse_core::protocol::RuleIx;
use paedlotse_core::recommend::Disposition;
use paedlotse_core::truth::Truth;

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
    /// `needs CAPABILITY, CAPABILITY or CAPABILITY, … [at URGENCY]`; `certainly needs …`
    Needs { certainly: bool, needs: Vec<CapabilitySet>, at: Option<Urgency> },
    /// `asked FINDING, …`; `not asked FINDING, …`
    Asked(Truth, Vec<FindingIx>),
    /// `step STEP, …`; `no step STEP, …`
    Steps(Truth, Vec<StepIx>),
}

const FORMS: &str = "at least URGENCY because RULE, … · so far URGENCY because RULE, … · settled URGENCY \
                     [DISPOSITION at NETWORK] · open, at most URGENCY[, ask FINDING] · not RULE, … · \
                     [certainly] needs CAPABILITY, CAPABILITY or CAPABILITY, … [at URGENCY] · [not] asked FINDING, … · [no] step STEP, …";

/// One statement, as read and as written.
pub(crate) struct Wanted {
    pub(crate) expectation: Expectation,
    pub(crate) words: String,
    pub(crate) at: Location,
}

/// Reads all statements; none, and reported, when one cannot be read.
pub(crate) fn read(checked: &Checked<'_>, literal: &Literal, reports: &Reports) -> Option<Vec<Wanted>> {
    let mut all = Vec::new();
    let mut start = 0_usize;
    for statement in literal.text.split(';') {
        let reader = Reader { checked, reports, words: words(literal, statement, start) };
        let lead = statement.len().saturating_sub(statement.trim_start().len());
        let end = start.saturating_add(statement.trim_end().len());
        let at = literal.locate(start.saturating_add(lead), end);
        start = start.saturating_add(statement.len()).saturating_add(1);
        match reader.statement() {
            Ok(Some(expectation)) => all.push(Wanted { expectation, words: statement.trim().to_owned(), at }),
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
        let from = |at: usize| self.words.get(at..).unwrap_or_default();
        let rules_from = |at: usize| self.rules(from(at));
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
            ["not", "asked", ..] => Expectation::Asked(Truth::False, self.each(from(2), |word| self.finding(word))?),
            ["asked", ..] => Expectation::Asked(Truth::True, self.each(from(1), |word| self.finding(word))?),
            ["not", _, ..] => Expectation::Not(rules_from(1)?),
            ["certainly", "needs", ..] => self.needs(true, from(2))?,
            ["needs", ..] => self.needs(false, from(1))?,
            ["no", "step", ..] => Expectation::Steps(Truth::False, self.each(from(2), |word| self.step(word))?),
            ["step", ..] => Expectation::Steps(Truth::True, self.each(from(1), |word| self.step(word))?),
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
        self.each(words, |word| self.checked.names.rules.find(word, self.reports).ok_or(Reported))
    }

    fn step(&self, word: &Located<String>) -> Result<StepIx, Reported> {
        self.checked.names.steps.find(word, self.reports).ok_or(Reported)
    }

    /// Every name of a list; all are looked at, so that several mistakes show in one run.
    fn each<T>(
        &self,
        words: &[Located<String>],
        find: impl Fn(&Located<String>) -> Result<T, Reported>,
    ) -> Result<Vec<T>, Reported> {
        let names = words.iter().filter(|word| word.value != "," && word.value != "and");
        let found: Vec<Result<T, Reported>> = names.map(find).collect();
        if found.is_empty() { Err(Reported) } else { found.into_iter().collect() }
    }

    /// Needs between commas; alternatives are joined by "or". At the end may stand how fast they are asked for.
    fn needs(&self, certainly: bool, words: &[Located<String>]) -> Result<Expectation, Reported> {
        let (words, at) = match words {
            [words @ .., at, urgency] if at.value == "at" => (words, Some(self.urgency(urgency)?)),
            _ => (words, None),
        };
        let find = |word: &Located<String>| {
            let found = self.checked.names.capabilities.find(word, self.reports);
            found.map(CapabilitySet::of).ok_or(Reported)
        };
        let need = |words: &[Located<String>]| -> Result<CapabilitySet, Reported> {
            let names: Vec<Located<String>> = words.iter().filter(|word| word.value != "or").cloned().collect();
            Ok(self.each(&names, find)?.into_iter().fold(CapabilitySet::EMPTY, CapabilitySet::union))
        };
        let needs: Result<Vec<CapabilitySet>, Reported> = words.split(|word| word.value == ",").map(need).collect();
        Ok(Expectation::Needs { certainly, needs: needs?, at })
    }

    fn unknown<'n>(&self, what: &str, word: &Located<String>, known: impl Iterator<Item = &'n str>) -> Reported {
        self.reports.add(unknown_name(what, &word.value, word.at, known));
        Reported
    }
}
