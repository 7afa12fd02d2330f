//! A case comes in from another house: nothing that is open here is touched until somebody takes it over, and then nothing of
//! it is lost.

use super::*;
use paedlotse::app::arrival::Arrival;
use paedlotse::app::leave::Way;
use paedlotse::app::msg::ConsultEdit;
use paedlotse_core::case::Action;
use paedlotse_core::network::SiteIx;
use paedlotse_core::wire::Value as Wire;
use paedlotse_core::wire::record::RecordTrouble;

fn step(turn: Turn, msg: &Msg, second: i64) -> Turn {
    let at = Timestamp(START.at.0 + 1000 * second);
    turn.next(&Event { now: Now { at, ahead: START.ahead }, msg: msg.clone() }).unwrap_or(turn)
}

fn run(turn: Turn, messages: &[Msg]) -> Turn {
    messages.iter().zip(1..).fold(turn, |turn, (msg, second)| step(turn, msg, second))
}

/// A case with a few answers.
fn answered() -> Turn {
    let mut messages = vec![Msg::NewCase(Screen::Child), Msg::AgeDigit(2), Msg::AgeUnit(AgeKey::Years)];
    messages.extend([Msg::Complaint(fever()), Msg::Go(Screen::Questions), number("temperature", "39,2"), Msg::Painted]);
    run(Turn::first(model()), &messages)
}

/// The file that is saved for another house.
fn file() -> Wire {
    let turn = step(answered(), &Msg::Leave(Way::File), 60);
    let saved = turn.outbox.iter().find_map(|(_, effect)| match effect {
        Effect::SaveFile(_, value) => Some(value.clone()),
        _ => None,
    });
    saved.expect("a file is saved")
}

fn record() -> String {
    file().field("record").and_then(Wire::text).expect("the record stands in it").to_owned()
}

#[test]
fn it_is_read_beside_the_open_case_and_taken_over_without_losing_that() {
    let own = run(Turn::first(model()), &[Msg::NewCase(Screen::Child), Msg::AgeDigit(7), Msg::AgeUnit(AgeKey::Days)]);
    let case = own.model.case.clone();
    let came = step(own, &Msg::Arrived(record()), 100);
    assert_eq!(came.model.screen, Screen::Receive);
    assert_eq!(came.model.case, case, "the open case is as it was");
    assert!(matches!(came.model.arrival, Some(Arrival::Read(_))));
    let taken = step(came, &Msg::TakeOver, 101);
    assert_eq!(taken.model.arrival, None);
    assert_eq!(taken.model.storage.held.len(), 1, "the open case was put aside");
    assert_eq!(Some(taken.model.storage.held[0].started), case.map(|case| case.started()));
    let sent = answered().model.case.clone().expect("a case");
    let here = taken.model.case.as_ref().expect("a case");
    assert_eq!(here.findings(&shipped().set), sent.findings(&shipped().set));
    assert_ne!(here.started(), sent.started(), "it is another case than the sender's");
    assert_eq!(taken.model.screen, Screen::Recommendation);
    assert!(taken.outbox.iter().any(|(_, effect)| *effect == Effect::Guard(true)));
}

#[test]
fn a_file_is_read_and_a_strange_one_said() {
    let came = step(Turn::first(model()), &Msg::CaseCame(Ok(file())), 100);
    assert!(matches!(came.model.arrival, Some(Arrival::Read(_))));
    let refused = |file: Wire| match step(Turn::first(model()), &Msg::CaseCame(Ok(file)), 100).model.arrival {
        Some(Arrival::Refused(trouble)) => trouble,
        ref other => panic!("{other:?}"),
    };
    let with = |fields: &[(&str, Wire)]| {
        Wire::Map(fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect())
    };
    assert_eq!(refused(with(&[])), RecordTrouble::NotARecord);
    let handover = ("paedlotse", Wire::Text("handover".to_owned()));
    assert_eq!(refused(with(&[handover.clone(), ("version", Wire::Number(1))])), RecordTrouble::Damaged);
    assert_eq!(refused(with(&[handover.clone(), ("version", Wire::Number(2))])), RecordTrouble::Newer(2));
    let cut = ("record", Wire::Text(record()[..60].to_owned()));
    assert_eq!(refused(with(&[handover, ("version", Wire::Number(1)), cut])), RecordTrouble::Damaged);
}

#[test]
fn what_nobody_takes_over_is_covered_and_then_gone() {
    let came = step(Turn::first(model()), &Msg::Arrived(record()), 100);
    let covered = step(came.clone(), &Msg::Cover, 101);
    assert!(covered.model.cover.is_some(), "it is a case of somebody");
    assert!(step(came.clone(), &Msg::Tick, 100 + 59 * 60).model.arrival.is_some());
    assert!(step(came.clone(), &Msg::Tick, 100 + 60 * 60).model.arrival.is_none());
    assert!(step(came, &Msg::Discard, 102).model.arrival.is_none());
}

#[test]
fn a_case_of_yesterday_is_not_taken_over() {
    let yesterday = 25 * 3600;
    let came = step(Turn::first(model()), &Msg::Arrived(record()), yesterday);
    let asked = step(came, &Msg::TakeOver, yesterday + 1);
    assert!(asked.model.case.is_none());
    assert!(asked.model.arrival.is_some());
}

/// Houses stand in a case by their places on its card: under another card they would be other houses.
#[test]
fn a_house_of_another_network_is_not_taken_for_one_of_this() {
    let mut messages = vec![Msg::Network(1), Msg::NewCase(Screen::Danger), Msg::Go(Screen::Danger)];
    messages.extend(danger_denied());
    messages.extend([
        Msg::Complaint(fever()),
        Msg::ConsultForm(true),
        Msg::ConsultEdit(ConsultEdit::With(SiteIx(1))),
        Msg::ConsultEdit(ConsultEdit::Plan(Disposition::Transfer)),
        Msg::ConsultEdit(ConsultEdit::Role(Role::Physician)),
        Msg::ConsultSend,
    ]);
    let sent = run(Turn::first(model()), &messages);
    let agreed = |turn: &Turn| {
        let case = turn.model.case.as_ref().expect("a case");
        case.entries().iter().any(|entry| matches!(entry.action, Action::Consult(_)))
    };
    assert!(agreed(&sent));
    let file = step(sent, &Msg::Leave(Way::File), 300).outbox.iter().find_map(|(_, effect)| match effect {
        Effect::SaveFile(_, value) => Some(value.clone()),
        _ => None,
    });
    let file = file.expect("a file is saved");
    for (network, kept) in [(1, true), (0, false)] {
        let here = run(Turn::first(model()), &[Msg::Network(network)]);
        let taken = step(step(here, &Msg::CaseCame(Ok(file.clone())), 310), &Msg::TakeOver, 311);
        assert_eq!(agreed(&taken), kept, "network {network}");
    }
}
