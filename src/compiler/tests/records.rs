//! A case goes to another house and is the same there; what did not arrive whole, or is not known there, is said.

#![cfg(test)]

use paedlotse_compiler::Compiled;
use paedlotse_compiler::worked::{as_entered, worked};
use paedlotse_core::age::Age;
use paedlotse_core::answer::answer;
use paedlotse_core::capability::{CapabilityIx, CapabilitySet};
use paedlotse_core::case::{Action, Advice, Case, Consult, Overrule, OverruleReason, Role, Timestamp};
use paedlotse_core::clock::Milestone;
use paedlotse_core::criterion::Sex;
use paedlotse_core::disposition::Urgency;
use paedlotse_core::finding::{FindingIx, FindingType};
use paedlotse_core::network::{Intake, Network, SiteIx};
use paedlotse_core::observation::{Findings, Value};
use paedlotse_core::protocol::{ProtocolIx, ProtocolSet};
use paedlotse_core::quantity::Span;
use paedlotse_core::recommend::{Disposition, Duty, Place, SiteDuty, Situation};
use paedlotse_core::wire::record::{Bound, Received, RecordTrouble, Said, Sender, bytes, link, plain, read, write};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn set() -> &'static ProtocolSet {
    static COMPILED: OnceLock<Compiled> = OnceLock::new();
    let compile = || paedlotse_compiler::compile(&repository().join("assets")).unwrap_or_else(|e| panic!("{e}"));
    &COMPILED.get_or_init(compile).set
}

fn card() -> &'static Network {
    set().networks.first().unwrap()
}

/// The address of a house, as long as they are.
const ADDRESS: &str = "https://kinder.klinikum-beispiel.de/lotse/";

const STARTED: Timestamp = Timestamp(1_795_313_160_000);

fn sender() -> Sender {
    let mut duty = Duty::default();
    let capability = |at| CapabilitySet::of(CapabilityIx(at));
    duty.report(
        SiteIx(1),
        SiteDuty { off: capability(3).with(CapabilityIx(4)), on: capability(9), intake: Intake::Full },
    );
    Sender {
        release: [1, 2, 3, 4],
        ruleset: [6, 5, 4, 3, 2, 1],
        network: card().id.to_owned(),
        card: 0x0123_4567_89ab_cdef,
        house: card().site(card().home).unwrap().no,
        place: "Soest".to_owned(),
        ambulance: true,
        sent: Timestamp(STARTED.0 + 20 * 60_000),
        ahead: 60,
        duty,
    }
}

fn said() -> Said {
    let bound = |disposition, urgency, destination| Bound { disposition, urgency, all_met: true, destination };
    Said {
        floor: bound(Disposition::TreatLocally, Urgency::Routine, None),
        so_far: bound(Disposition::Teleconsult, Urgency::Urgent, None),
        ceiling: bound(Disposition::Transfer, Urgency::Immediate, Some(2)),
        danger_open: true,
        destination: "Lippstadt".to_owned(),
    }
}

fn sent(case: &Case) -> Vec<u8> {
    write(set(), card(), &sender(), &said(), case)
}

fn received(record: &[u8]) -> Result<Received, RecordTrouble> {
    read(set(), |id| set().network_named(id), record)
}

fn named(id: &str) -> FindingIx {
    set().finding_named(id).unwrap()
}

const ADVICE: Advice =
    Advice { disposition: Disposition::Transfer, urgency: Urgency::Emergent, destination: Some(SiteIx(1)) };

/// Something of every kind.
fn every_kind() -> Case {
    let number = |low, high| Value::Number(Span::new(low, high));
    let overrule = Overrule {
        advised: ADVICE,
        chosen: Disposition::Teleconsult,
        reason: OverruleReason::NoTransport,
        words: "Straße gesperrt, „Glatteis“".to_owned(),
        role: Role::Paramedic,
    };
    let consult = Consult {
        advised: Advice { destination: None, ..ADVICE },
        with: SiteIx(1),
        plan: Disposition::TreatLocally,
        words: String::new(),
        role: Role::Physician,
    };
    let group = set().finding(named("grunting")).and_then(|finding| finding.group).unwrap();
    let actions = [
        (0, Action::Age(Some(Age::parse("91 days / 2 months").unwrap()))),
        (0, Action::Sex(Some(Sex::Female))),
        (0, Action::Complaint { protocol: set().protocol_named("fever").unwrap(), chosen: true }),
        (1, Action::Observe { finding: named("temperature"), value: number(392, 392) }),
        (2, Action::Observe { finding: named("spo2"), value: number(90, 92) }),
        (2, Action::Observe { finding: named("glucose"), value: number(45, 52) }),
        (2, Action::Observe { finding: named("avpu"), value: Value::Choice(0) }),
        (2, Action::Observe { finding: named("drooling"), value: Value::YesNo(true) }),
        (3, Action::Unobtainable(named("lactate"))),
        (4, Action::DenyGroup { group, denied: vec![named("grunting")] }),
        (30, Action::Observe { finding: named("temperature"), value: number(385, 385) }),
        (31, Action::Overrule(overrule)),
        (32, Action::Consult(consult)),
        (40, Action::Milestone(Milestone::Departure)),
    ];
    let mut case = Case::new(STARTED);
    for (minute, action) in actions {
        case.push(set(), Timestamp(STARTED.0 + minute * 60_000), action).unwrap();
    }
    case
}

#[test]
fn everything_that_stands_arrives() {
    let record = sent(&every_kind());
    let back = received(&record).unwrap();
    assert_eq!(back.sender, sender());
    assert_eq!(back.said, said());
    assert_eq!(back.unreadable, 0);
    assert_eq!(back.house, Some(card().home));
    // Order within a minute means nothing.
    let sorted = |case: &Case| {
        let mut log: Vec<String> = case.entries().iter().map(|entry| format!("{entry:?}")).collect();
        log.sort();
        log
    };
    assert_eq!(sorted(&back.case), sorted(&every_kind()));
    assert_eq!(sent(&back.case), record, "written again it is the same");
}

#[test]
fn what_was_taken_back_is_not_sent() {
    let yes = |id| Action::Observe { finding: named(id), value: Value::YesNo(true) };
    let mut case = Case::new(STARTED);
    for action in [yes("grunting"), Action::Undo(0), yes("drooling"), Action::Withdraw(named("drooling"))] {
        case.push(set(), STARTED, action).unwrap();
    }
    assert!(received(&sent(&case)).unwrap().case.is_empty());
}

/// What the first form wrote is read for ever. `UPDATE=1` writes it once more.
#[test]
fn a_record_of_the_first_form_is_still_read() {
    let file = repository().join("tests/compat/record-v1.txt");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, plain(&sent(&every_kind())) + "\n").unwrap();
    }
    let back = received(&bytes(&fs::read_to_string(file).unwrap()).unwrap()).unwrap();
    assert_eq!((back.sender, back.said, back.unreadable), (sender(), said(), 0));
    assert_eq!(back.case.findings(set()), every_kind().findings(set()));
}

/// A stable number never changes its meaning: what it asked, in which unit, and which option is which. New lines come at
/// the end of their kind, and none is ever changed; `UPDATE=1` adds the new ones.
#[test]
fn a_number_never_changes_its_meaning() {
    let file = repository().join("tests/compat/vocabulary-v1.txt");
    let mut now = BTreeSet::new();
    for finding in &set().findings {
        let line = |form: String| format!("finding {:04} {} {form}", finding.no, finding.id);
        match finding.answer {
            FindingType::YesNo => drop(now.insert(line(format!("yes/no, worse {:?}", finding.worse)))),
            FindingType::Number { unit, decimals, .. } => {
                now.insert(line(format!("number in {unit} with {decimals} decimals")));
            }
            FindingType::Choice { options } => {
                for option in &options {
                    now.insert(line(format!("option {:02} {} level {}", option.no, option.id, option.level)));
                }
            }
        }
    }
    now.extend(set().groups.iter().map(|group| format!("group {:04} {}", group.no, group.id)));
    now.extend(set().protocols.iter().map(|protocol| format!("protocol {:04} {}", protocol.no, protocol.id)));
    now.extend(set().capabilities.iter().map(|one| format!("capability {:04} {}", one.no, one.id)));
    let known: BTreeSet<String> = fs::read_to_string(&file).unwrap_or_default().lines().map(str::to_owned).collect();
    if std::env::var_os("UPDATE").is_some() {
        let all: Vec<String> = known.union(&now).cloned().collect();
        fs::write(&file, all.join("\n") + "\n").unwrap();
        return;
    }
    let new: Vec<&String> = now.difference(&known).collect();
    assert!(new.is_empty(), "not in {} yet (UPDATE=1 adds them): {new:#?}", file.display());
    // Kind and number, with the option's where there is one.
    let number = |line: &str| {
        let mut words = line.split(' ');
        let first = (words.next().map(str::to_owned), words.next().map(str::to_owned));
        let option = line.split_once(" option ").map(|(_, rest)| rest.chars().take(2).collect::<String>());
        (first, option)
    };
    let mut meanings = BTreeSet::new();
    for line in &known {
        assert!(meanings.insert(number(line)), "a number with two meanings: {line}");
    }
}

/// So many of a thousand worked cases have to fit one code of at most version 15, so large a record one of version 22 (bytes of a
/// code with error correction M; an address as segment of bytes, the record as letters and digits).
const FIT: usize = 950;

/// Bits of the data of a code of version 15 and 22 at level M.
const BITS_15: usize = 3_320;
const BITS_22: usize = 6_256;

fn bits(record: &[u8]) -> usize {
    let letters = (record.len() * 8).div_ceil(5);
    let address = 4 + 16 + 8 * (ADDRESS.len() + 3);
    address + 4 + 13 + letters / 2 * 11 + letters % 2 * 6
}

#[test]
fn the_worked_cases_arrive_and_are_answered_the_same() {
    let all = worked(&repository().join("assets")).unwrap_or_else(|mistakes| panic!("{mistakes}"));
    let mut sizes = Vec::new();
    for case in &all {
        let log = as_entered(set(), &case.child, STARTED);
        assert_eq!(log.findings(set()), case.child, "{}: the log says something else", case.name);
        let record = sent(&log);
        let back = received(&bytes(&link(ADDRESS, &record)).unwrap()).unwrap();
        assert_eq!(back.unreadable, 0, "{}", case.name);
        assert_eq!(back.case.findings(set()), case.child, "{}", case.name);
        assert_eq!(back.case.denied_groups(set()).len(), log.denied_groups(set()).len(), "{}", case.name);
        sizes.push((bits(&record), record.len(), case.child.iter().count(), case.name.clone()));
    }
    // Findings that are the same are answered the same; tried for some, so that nothing stands between the two.
    for case in all.iter().step_by(40) {
        let duty = Duty::default();
        let situation = Situation { network: card(), place: Place::Hospital(card().home), at: None, duty: &duty };
        let back = received(&sent(&as_entered(set(), &case.child, STARTED))).unwrap();
        let advised = |child: &Findings| answer(set(), child, &situation).judgement;
        assert_eq!(advised(&back.case.findings(set())), advised(&case.child), "{}", case.name);
    }
    sizes.sort();
    let share = |bits: usize| sizes.iter().filter(|size| size.0 <= bits).count() * 1000 / sizes.len();
    let median = &sizes[sizes.len() / 2];
    let largest = sizes.last().unwrap();
    let mut report = format!("{} worked cases: median {} bytes, largest {} bytes", sizes.len(), median.1, largest.1);
    write!(report, " ({} answers, {})", largest.2, largest.3).unwrap();
    write!(report, "; of 1000 fit {} a code of version 15, {} of version 22", share(BITS_15), share(BITS_22)).unwrap();
    println!("{report}");
    assert!(share(BITS_15) >= FIT, "{report}");
    assert_eq!(share(BITS_22), 1000, "{report}");
}

#[test]
fn what_did_not_arrive_whole_is_said() {
    let record = sent(&every_kind());
    for end in 0..record.len() {
        assert!(received(&record[..end]).is_err(), "cut at {end}");
    }
    for at in 0..record.len() {
        let mut changed = record.clone();
        changed[at] ^= 1 << (at % 8);
        assert!(received(&changed).is_err(), "changed at {at}");
    }
    assert_eq!(received(&[]), Err(RecordTrouble::NotARecord));
    assert_eq!(received(&[&record[..], &record[..]].concat()), Err(RecordTrouble::Damaged));
}

/// The record with another form, and a sum that is right.
fn of_form(form: u8, record: &[u8]) -> Vec<u8> {
    let mut other = record[..record.len() - 4].to_vec();
    other[0] = form;
    let sum = crc32fast::hash(&other);
    other.extend(sum.to_be_bytes());
    other
}

#[test]
fn a_newer_form_is_told_from_a_damaged_one() {
    let record = sent(&every_kind());
    assert_eq!(received(&of_form(2, &record)), Err(RecordTrouble::Newer(2)));
    let mut damaged = record;
    damaged[0] = 2;
    assert_eq!(received(&damaged), Err(RecordTrouble::Damaged));
}

/// Rules that know less read what they know, and say how much they do not.
#[test]
fn what_is_not_known_here_is_missing_and_told() {
    let record = sent(&every_kind());
    let mut less = *set();
    let known: Vec<_> = less.findings.iter().copied().take(usize::from(named("temperature").0)).collect();
    less.findings = known.into();
    let back = read(&less, |id| set().network_named(id), &record).unwrap();
    assert!(back.unreadable > 0);
    assert_eq!(back.case.findings(&less).get(named("temperature")), None);
    let abroad = read(set(), |_| None, &record).unwrap();
    // The report about a house and what was agreed with one.
    assert_eq!((abroad.unreadable, abroad.house), (2, None));
    assert_eq!(abroad.sender.place, "Soest");
}

fn action() -> impl Strategy<Value = Action> {
    let findings = u16::try_from(set().findings.len()).unwrap();
    let protocols = u16::try_from(set().protocols.len()).unwrap();
    let observed = (0..findings, any::<u32>(), 0_i32..5).prop_map(|(at, dice, width)| {
        let finding = FindingIx(at);
        let value = match set().finding(finding).unwrap().answer {
            FindingType::YesNo => Value::YesNo(dice % 2 == 0),
            FindingType::Choice { options } => {
                Value::Choice(u8::try_from(usize::try_from(dice).unwrap() % options.len()).unwrap())
            }
            FindingType::Number { plausible, .. } => {
                let range = u32::try_from(plausible.high() - plausible.low()).unwrap() + 1;
                let low = plausible.low() + i32::try_from(dice % range).unwrap();
                Value::Number(Span::new(low, (low + width).min(plausible.high())))
            }
        };
        Action::Observe { finding, value }
    });
    prop_oneof![
        8 => observed,
        1 => (0..findings).prop_map(|at| Action::Unobtainable(FindingIx(at))),
        1 => (0..findings).prop_map(|at| Action::Withdraw(FindingIx(at))),
        1 => (0_usize..20).prop_map(Action::Undo),
        1 => (0_u32..216).prop_map(|months| Action::Age(Age::months(months).ok())),
        1 => (0_u32..900).prop_map(|weeks| Action::Age(Age::weeks(weeks).ok())),
        1 => (0..protocols, any::<bool>()).prop_map(|(at, chosen)| Action::Complaint { protocol: ProtocolIx(at), chosen }),
        1 => Just(Action::AnswerNow),
    ]
}

proptest! {
    #[test]
    fn any_case_is_the_same_there(actions in prop::collection::vec((0_i64..90_000, action()), 0..60)) {
        let mut case = Case::new(STARTED);
        let mut at = STARTED;
        for (later, action) in actions {
            at.0 += later;
            case.push(set(), at, action).unwrap();
        }
        let back = received(&sent(&case)).unwrap();
        prop_assert_eq!(back.unreadable, 0);
        prop_assert_eq!(back.case.findings(set()), case.findings(set()));
        prop_assert_eq!(back.case.answered_now(), case.answered_now());
        prop_assert_eq!(sent(&back.case), sent(&case));
    }

    /// Whatever stands behind a right sum: it is read or refused.
    #[test]
    fn nothing_breaks_the_reader(body in prop::collection::vec(any::<u8>(), 0..300), at in any::<prop::sample::Index>(), byte: u8) {
        let _either = received(&of_form(1, &[&[1], &body[..], &[0; 4]].concat()));
        let mut record = sent(&every_kind());
        let length = record.len() - 4;
        record[at.index(length)] = byte;
        let _either = received(&of_form(1, &record));
        let _either = bytes(&String::from_utf8_lossy(&body));
    }
}
