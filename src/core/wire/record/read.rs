//! Reads a record, with these rules and this card.

use super::bytes::Reader;
use super::{Bound, EPOCH_MS, FORM, MINUTE_MS, MOST, RecordTrouble, Said, Sender};
use crate::age::Age;
use crate::capability::{CapabilityIx, CapabilitySet};
use crate::case::{Action, Advice, Case, Consult, Overrule, OverruleReason, Role, Timestamp};
use crate::clock::Milestone;
use crate::criterion::Sex;
use crate::disposition::Urgency;
use crate::finding::{FindingIx, FindingType, GroupIx};
use crate::network::{Intake, Network, SiteIx};
use crate::observation::{Findings, Value};
use crate::protocol::{ProtocolIx, ProtocolSet};
use crate::quantity::Span;
use crate::recommend::{Disposition, SiteDuty};
use crate::wire::limits;
use crate::wire::trouble::is_bad;

/// A record that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// Who sent it.
    pub sender: Sender,
    /// What was advised there.
    pub said: Said,
    /// What is known of the child, by these rules.
    pub case: Case,
    /// So many answers and decisions are not understood here, and count as not given.
    pub unreadable: usize,
    /// The house it was sent from, where the card that was given is of the same network.
    pub house: Option<SiteIx>,
}

/// Bytes of a name that is read.
const NAME: usize = 120;

/// Reads a record. `card` gives the network card with an id, if there is one here.
///
/// # Errors
/// When it is none, did not arrive whole, or is of a newer form. What is in it and not understood here is no error: see
/// [`Received::unreadable`].
pub fn read<'n>(
    set: &ProtocolSet,
    card: impl Fn(&str) -> Option<&'n Network>,
    record: &[u8],
) -> Result<Received, RecordTrouble> {
    if record.len() > MOST {
        return Err(RecordTrouble::NotARecord);
    }
    match record.first() {
        None | Some(0) => return Err(RecordTrouble::NotARecord),
        Some(form) if *form > FORM => {
            // Of a newer form only this is known: that the same sum stands at its end.
            return Err(if is_whole(record).is_some() { RecordTrouble::Newer(*form) } else { RecordTrouble::Damaged });
        }
        Some(_) => {}
    }
    let body = is_whole(record).ok_or(RecordTrouble::Damaged)?;
    let mut from = Reader(body.get(1..).unwrap_or_default());
    let received = Reading { set, from: &mut from, unreadable: 0 }.record(card).ok_or(RecordTrouble::Damaged)?;
    if from.0.is_empty() { Ok(received) } else { Err(RecordTrouble::Damaged) }
}

/// What the sum at the end is of, if it is right.
fn is_whole(record: &[u8]) -> Option<&[u8]> {
    let (body, sum) = record.split_last_chunk::<4>()?;
    (crc32fast::hash(body) == u32::from_be_bytes(*sum)).then_some(body)
}

fn flag(flags: u8, place: u8) -> bool {
    flags.checked_shr(place.into()).is_some_and(|rest| rest & 1 == 1)
}

fn place<T>(items: &[T], is: impl Fn(&T) -> bool) -> Option<u16> {
    items.iter().position(is).and_then(|at| u16::try_from(at).ok())
}

/// What happened at a moment, on its way into a log.
type Happened = (i64, Action);

struct Reading<'a, 'r> {
    set: &'a ProtocolSet,
    from: &'r mut Reader<'a>,
    unreadable: usize,
}

impl Reading<'_, '_> {
    fn record<'n>(mut self, card: impl Fn(&str) -> Option<&'n Network>) -> Option<Received> {
        let (mut sender, reports) = self.sender()?;
        let network = card(&sender.network);
        let site = |no: u16| {
            let network = network?;
            network.sites_with_ix().find(|(_, site)| site.no == no).map(|(ix, _)| ix)
        };
        for (no, report) in reports {
            match site(no) {
                Some(site) => sender.duty.report(site, report),
                None => self.unreadable += 1,
            }
        }
        let said = self.said()?;
        let flags = self.from.byte()?;
        let started = self.from.signed()?;
        let mut log: Vec<Happened> = Vec::new();
        if flag(flags, 0) {
            log.push((started, Action::Age(Some(self.age()?))));
        }
        if flag(flags, 1) {
            log.push((started, Action::Sex(Some(if flag(flags, 2) { Sex::Male } else { Sex::Female }))));
        }
        for no in self.from.set(limits::ENTRIES)? {
            match place(&self.set.protocols, |protocol| protocol.no == no) {
                Some(at) => log.push((started, Action::Complaint { protocol: ProtocolIx(at), chosen: true })),
                None => self.unreadable += 1,
            }
        }
        self.answers(started, &mut log)?;
        self.decisions(started, site, &mut log)?;
        log.sort_by_key(|(minute, _)| *minute);
        if flag(flags, 3) {
            let last = log.last().map_or(started, |(minute, _)| *minute);
            log.push((last, Action::AnswerNow));
        }
        let mut case = Case::new(moment(started)?);
        for (minute, action) in log {
            // A value outside what is plausible here.
            if case.push(self.set, moment(minute)?, action).is_err() {
                self.unreadable += 1;
            }
        }
        let house = site(sender.house);
        Some(Received { sender, said, case, unreadable: self.unreadable, house })
    }

    fn sender(&mut self) -> Option<(Sender, Vec<(u16, SiteDuty)>)> {
        let release = self.from.array()?;
        let ruleset = self.from.array()?;
        let network = self.name()?;
        let card = u64::from_be_bytes(self.from.array()?);
        let house = self.from.number()?;
        let place = self.name()?;
        let sent = moment(self.from.signed()?)?;
        let ahead = i32::try_from(self.from.signed()?).ok().filter(|ahead| (-1000..=1000).contains(ahead))?;
        let mut reports = Vec::new();
        for _ in 0..self.from.at_most(limits::SITES.try_into().unwrap_or_default())? {
            let no = self.from.small()?;
            let intake = match self.from.byte()? {
                0 => Intake::Open,
                1 => Intake::Limited,
                2 => Intake::Full,
                3 => Intake::Closed,
                _ => return None,
            };
            let (off, on) = (self.capabilities()?, self.capabilities()?);
            reports.push((no, SiteDuty { off, on, intake }));
        }
        let sender = Sender {
            release,
            ruleset,
            network,
            card,
            house: u16::try_from(house >> 1).ok()?,
            place,
            ambulance: house & 1 == 1,
            sent,
            ahead,
            ..Sender::default()
        };
        Some((sender, reports))
    }

    fn name(&mut self) -> Option<String> {
        self.from.text(NAME).filter(|name| !name.chars().any(is_bad)).map(ToOwned::to_owned)
    }

    fn capabilities(&mut self) -> Option<CapabilitySet> {
        let mut all = CapabilitySet::EMPTY;
        for no in self.from.set(limits::ENTRIES)? {
            match self.set.capabilities.iter().position(|capability| capability.no == no) {
                Some(at) => all = all.with(CapabilityIx(u8::try_from(at).ok()?)),
                None => self.unreadable += 1,
            }
        }
        Some(all)
    }

    fn said(&mut self) -> Option<Said> {
        let danger_open = flag(self.from.byte()?, 0);
        let (floor, so_far, ceiling) = (self.bound()?, self.bound()?, self.bound()?);
        Some(Said { floor, so_far, ceiling, danger_open, destination: self.name()? })
    }

    fn bound(&mut self) -> Option<Bound> {
        let byte = self.from.byte()?;
        let urgency = match byte >> 2 & 3 {
            0 => Urgency::Routine,
            1 => Urgency::Urgent,
            2 => Urgency::Emergent,
            _ => Urgency::Immediate,
        };
        let destination = if flag(byte, 5) { Some(self.from.small()?) } else { None };
        Some(Bound { disposition: disposition(byte)?, urgency, all_met: flag(byte, 4), destination })
    }

    fn age(&mut self) -> Option<Age> {
        let mut axis = || {
            let low = u32::try_from(self.from.number()?).ok()?;
            Some((low, low.checked_add(u32::try_from(self.from.number()?).ok()?)?))
        };
        Age::between(axis()?, axis()?, axis()?).ok()
    }

    fn answers(&mut self, started: i64, log: &mut Vec<Happened>) -> Option<()> {
        let mut at = started;
        for _ in 0..self.from.at_most(limits::ENTRIES.try_into().unwrap_or_default())? {
            at = at.checked_add(self.from.signed()?)?;
            self.minute(at, log)?;
        }
        Some(())
    }

    /// Denied with their group, no, yes, not possible here, chosen, measured: each where its flag is set.
    fn minute(&mut self, at: i64, log: &mut Vec<Happened>) -> Option<()> {
        let kinds = self.from.byte()?;
        if flag(kinds, 0) {
            self.denied(at, log)?;
        }
        for (kind, yes) in [(1, false), (2, true)] {
            for no in self.numbers(kinds, kind)? {
                self.observe(at, log, no, |answer| matches!(answer, FindingType::YesNo).then_some(Value::YesNo(yes)));
            }
        }
        for no in self.numbers(kinds, 3)? {
            match self.finding(no) {
                Some(finding) => log.push((at, Action::Unobtainable(finding))),
                None => self.unreadable += 1,
            }
        }
        for no in self.numbers(kinds, 4)? {
            let option = self.from.small()?;
            self.observe(at, log, no, |answer| match answer {
                FindingType::Choice { options } => {
                    let chosen = options.iter().position(|one| one.no == option)?;
                    u8::try_from(chosen).ok().map(Value::Choice)
                }
                _ => None,
            });
        }
        for no in self.numbers(kinds, 5)? {
            let written = self.from.signed()?;
            let width = if written & 1 == 1 { self.from.signed().filter(|width| *width > 0)? } else { 0 };
            let low = written >> 1;
            let (low, high) = (i32::try_from(low).ok()?, i32::try_from(low.checked_add(width)?).ok()?);
            self.observe(at, log, no, |answer| {
                matches!(answer, FindingType::Number { .. }).then(|| Value::Number(Span::new(low, high)))
            });
        }
        Some(())
    }

    /// The numbers of a kind, where there are any.
    fn numbers(&mut self, kinds: u8, kind: u8) -> Option<Vec<u16>> {
        if flag(kinds, kind) { self.from.set(limits::ENTRIES) } else { Some(Vec::new()) }
    }

    fn finding(&self, no: u16) -> Option<FindingIx> {
        place(&self.set.findings, |finding| finding.no == no).map(FindingIx)
    }

    fn observe(&mut self, at: i64, log: &mut Vec<Happened>, no: u16, value: impl Fn(FindingType) -> Option<Value>) {
        let known = self.finding(no).and_then(|ix| Some((ix, value(self.set.finding(ix)?.answer)?)));
        match known {
            Some((finding, value)) => log.push((at, Action::Observe { finding, value })),
            None => self.unreadable += 1,
        }
    }

    /// What was denied with its group; where the group is not known here, one by one.
    fn denied(&mut self, at: i64, log: &mut Vec<Happened>) -> Option<()> {
        let mut group_no = 0_u16;
        for _ in 0..self.from.at_most(limits::ENTRIES.try_into().unwrap_or_default())? {
            group_no = group_no.checked_add(self.from.small()?)?;
            let group = place(&self.set.groups, |group| group.no == group_no).map(GroupIx);
            let mut denied: Vec<FindingIx> = Vec::new();
            for no in self.from.set(limits::ENTRIES)? {
                let known = self.finding(no);
                let no_is = known.and_then(|ix| self.set.finding(ix)).and_then(Findings::denial);
                match (known.zip(no_is), group) {
                    (Some((finding, _)), Some(_)) => denied.push(finding),
                    (Some((finding, value)), None) => log.push((at, Action::Observe { finding, value })),
                    (None, _) => self.unreadable += 1,
                }
            }
            if let Some(group) = group.filter(|_| !denied.is_empty()) {
                log.push((at, Action::DenyGroup { group, denied }));
            }
        }
        Some(())
    }

    fn decisions(&mut self, started: i64, site: impl Fn(u16) -> Option<SiteIx>, log: &mut Vec<Happened>) -> Option<()> {
        let reached = self.from.byte()?;
        for (place, milestone) in (0_u8..).zip(Milestone::ALL) {
            if flag(reached, place) {
                log.push((self.since(started)?, Action::Milestone(milestone)));
            }
        }
        let decided = self.from.byte()?;
        if flag(decided, 0) {
            let at = self.since(started)?;
            let advised = self.advice(&site)?;
            let byte = self.from.byte()?;
            let reason = OverruleReason::ALL.get(usize::from(byte >> 4)).copied()?;
            let (chosen, role, words) = (disposition(byte)?, role(byte)?, self.words()?);
            log.push((at, Action::Overrule(Overrule { advised, chosen, reason, words, role })));
        }
        if flag(decided, 1) {
            let at = self.since(started)?;
            let advised = self.advice(&site)?;
            let with = site(self.from.small()?);
            let byte = self.from.byte()?;
            let (plan, role, words) = (disposition(byte)?, role(byte)?, self.words()?);
            match with {
                Some(with) => log.push((at, Action::Consult(Consult { advised, with, plan, words, role }))),
                None => self.unreadable += 1,
            }
        }
        Some(())
    }

    fn since(&mut self, started: i64) -> Option<i64> {
        started.checked_add(self.from.signed()?)
    }

    fn advice(&mut self, site: impl Fn(u16) -> Option<SiteIx>) -> Option<Advice> {
        let Bound { disposition, urgency, destination, .. } = self.bound()?;
        Some(Advice { disposition, urgency, destination: destination.and_then(site) })
    }

    fn words(&mut self) -> Option<String> {
        let words = self.from.text(limits::TEXT.saturating_mul(4))?;
        (words.chars().count() <= limits::TEXT && !words.chars().any(is_bad)).then(|| words.to_owned())
    }
}

fn moment(minute: i64) -> Option<Timestamp> {
    // Within a century of the epoch: anything else is no moment of a case.
    const CENTURY: i64 = 100 * 366 * 24 * 60;
    let near = (-CENTURY..=CENTURY).contains(&minute);
    near.then(|| minute.checked_mul(MINUTE_MS)?.checked_add(EPOCH_MS)).flatten().map(Timestamp)
}

fn disposition(byte: u8) -> Option<Disposition> {
    match byte & 3 {
        0 => Some(Disposition::TreatLocally),
        1 => Some(Disposition::Teleconsult),
        2 => Some(Disposition::Transfer),
        _ => None,
    }
}

fn role(byte: u8) -> Option<Role> {
    match byte >> 2 & 3 {
        0 => Some(Role::Physician),
        1 => Some(Role::Nurse),
        2 => Some(Role::Paramedic),
        _ => None,
    }
}
