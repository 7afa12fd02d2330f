//! Reads a case that was stored, by this program or an older one.

use super::{CaseTrouble, MILESTONES, REASONS, ROLES, SEXES, VERSION, WHAT};
use crate::age::Age;
use crate::case::{Action, Case, Consult, Entry, Overrule, Timestamp};
use crate::finding::{FindingIx, FindingType, GroupIx};
use crate::network::Network;
use crate::observation;
use crate::protocol::ProtocolSet;
use crate::quantity::Span;
use crate::wire::advice::DISPOSITIONS;
use crate::wire::map::meaning;
use crate::wire::trouble::is_bad;
use crate::wire::{Value, advice, limits};

/// A case that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// The case; every entry has its place.
    pub case: Case,
    /// So many entries are not understood any more and count as not answered.
    pub unreadable: usize,
}

/// Reads a case with these rules and this card.
///
/// # Errors
/// When it is no case, or of a newer form. An entry that is not understood is no error: see [`Read::unreadable`].
pub fn read(set: &ProtocolSet, network: &Network, value: &Value) -> Result<Read, CaseTrouble> {
    if value.field("paedlotse").and_then(Value::text) != Some(WHAT) {
        return Err(CaseTrouble::NotACase);
    }
    match value.field("version").and_then(Value::number) {
        Some(version) if version > VERSION => return Err(CaseTrouble::NewerVersion(version)),
        Some(1) => {}
        _ => return Err(CaseTrouble::NotACase),
    }
    let started = value.field("started").and_then(Value::number).ok_or(CaseTrouble::NotACase)?;
    let Some(Value::List(log)) = value.field("log") else { return Err(CaseTrouble::NotACase) };
    if log.len() > limits::ENTRIES {
        return Err(CaseTrouble::NotACase);
    }
    let reading = Reading { set, network };
    let mut case = Case::new(Timestamp(started));
    let mut unreadable = 0_usize;
    for (position, written) in log.iter().enumerate() {
        let at = Timestamp(written.field("at").and_then(Value::number).unwrap_or(started));
        let action = reading.action(written, position).unwrap_or_else(|| Action::Unreadable(written.clone()));
        let fits = case.push(set, at, action).is_ok();
        if !fits {
            // A value outside what is plausible now.
            let _kept = case.push(set, at, Action::Unreadable(written.clone()));
        }
        let entry = case.entries().last();
        unreadable = unreadable.saturating_add(usize::from(entry.is_some_and(Entry::is_unreadable)));
    }
    Ok(Read { case, unreadable })
}

/// By what an entry is known.
const KINDS: [&str; 10] =
    ["age", "sex", "complaint", "finding", "group", "answer_now", "overrule", "consult", "milestone", "undo"];

struct Reading<'a> {
    set: &'a ProtocolSet,
    network: &'a Network,
}

impl Reading<'_> {
    fn action(&self, entry: &Value, position: usize) -> Option<Action> {
        // The field that says what happened; what belongs to it stands beside it, in any order.
        let (what, value) = KINDS.iter().find_map(|kind| Some((*kind, entry.field(kind)?)))?;
        match (what, value) {
            ("age", Value::Null) => Some(Action::Age(None)),
            ("age", age) => Some(Action::Age(Some(read_age(age)?))),
            ("sex", Value::Null) => Some(Action::Sex(None)),
            ("sex", sex) => Some(Action::Sex(Some(meaning(&SEXES, Some(sex))?))),
            ("complaint", complaint) => {
                let protocol = self.set.protocol_named(complaint.text()?)?;
                Some(Action::Complaint { protocol, chosen: entry.field("chosen")?.truth()? })
            }
            ("finding", _) => self.observed(entry),
            ("group", _) => self.denied(entry),
            ("answer_now", Value::Bool(true)) => Some(Action::AnswerNow),
            ("overrule", overrule) => Some(Action::Overrule(self.overrule(overrule)?)),
            ("consult", consult) => Some(Action::Consult(self.consult(consult)?)),
            ("milestone", milestone) => Some(Action::Milestone(meaning(&MILESTONES, Some(milestone))?)),
            // Only what came before can be taken back.
            ("undo", before) => {
                let before = usize::try_from(before.number()?).ok().filter(|before| *before < position)?;
                Some(Action::Undo(before))
            }
            _ => None,
        }
    }

    fn finding(&self, name: &Value) -> Option<FindingIx> {
        self.set.finding_named(name.text()?)
    }

    fn observed(&self, entry: &Value) -> Option<Action> {
        let finding = self.finding(entry.field("finding")?)?;
        let answer = self.set.finding(finding)?.answer;
        let value = match (answer, entry) {
            (_, said) if said.field("unobtainable") == Some(&Value::Bool(true)) => {
                return Some(Action::Unobtainable(finding));
            }
            (_, said) if said.field("open") == Some(&Value::Bool(true)) => return Some(Action::Withdraw(finding)),
            (FindingType::YesNo, said) => observation::Value::YesNo(said.field("yes")?.truth()?),
            (FindingType::Choice { options }, said) => {
                let option = said.field("option")?.text()?;
                let at = options.iter().position(|one| one.id == option)?;
                observation::Value::Choice(u8::try_from(at).ok()?)
            }
            (FindingType::Number { unit, decimals, .. }, said) => {
                let same = said.field("unit")?.text()? == unit && said.field("decimals")?.number()? == decimals.into();
                let (low, high) = pair(said.field("number")?)?;
                let number = |n: i64| i32::try_from(n).ok();
                let span = (low <= high).then(|| Some(Span::new(number(low)?, number(high)?))).flatten()?;
                same.then_some(observation::Value::Number(span))?
            }
        };
        Some(Action::Observe { finding, value })
    }

    fn denied(&self, entry: &Value) -> Option<Action> {
        let group = entry.field("group")?.text()?;
        let at = self.set.groups.iter().position(|one| one.id == group)?;
        let Value::List(denied) = entry.field("denied")? else { return None };
        // A member that is gone was answered all the same: the others keep their answers, and nobody asks for it.
        let denied = denied.iter().filter_map(|name| self.finding(name)).collect();
        Some(Action::DenyGroup { group: GroupIx(u16::try_from(at).ok()?), denied })
    }

    fn overrule(&self, value: &Value) -> Option<Overrule> {
        Some(Overrule {
            advised: advice::read(self.network, value.field("advised")?)?,
            chosen: meaning(&DISPOSITIONS, value.field("chosen"))?,
            reason: meaning(&REASONS, value.field("reason"))?,
            words: words(value)?,
            role: meaning(&ROLES, value.field("role"))?,
        })
    }

    fn consult(&self, value: &Value) -> Option<Consult> {
        Some(Consult {
            advised: advice::read(self.network, value.field("advised")?)?,
            with: self.network.site_named(value.field("with")?.text()?)?,
            plan: meaning(&DISPOSITIONS, value.field("plan"))?,
            words: words(value)?,
            role: meaning(&ROLES, value.field("role"))?,
        })
    }
}

/// Optional words of a person; what changes how text is read is no part of them.
fn words(value: &Value) -> Option<String> {
    let words = value.field("words").and_then(Value::text).unwrap_or_default();
    (words.chars().count() <= limits::TEXT && !words.chars().any(is_bad)).then(|| words.to_owned())
}

fn read_age(value: &Value) -> Option<Age> {
    let axis = |name| {
        let (low, high) = pair(value.field(name)?)?;
        Some((u32::try_from(low).ok()?, u32::try_from(high).ok()?))
    };
    Age::between(axis("hours")?, axis("days")?, axis("months")?).ok()
}

fn pair(value: &Value) -> Option<(i64, i64)> {
    let Value::List(items) = value else { return None };
    let [low, high] = items.as_slice() else { return None };
    Some((low.number()?, high.number()?))
}
