//! The scanner: the camera is asked for by a tap only, and is switched off by everything that takes its picture away.

use super::*;
use paedlotse::app::scan::{Failure, LONGEST, Picture, Scan, ScanAct, ScanMsg};

const START_CAMERA: Msg = Msg::Scan(ScanMsg::Start);
const RUNS: Msg = Msg::Scan(ScanMsg::Said(Scan::Running));

fn running(more: &[Msg]) -> (Turn, Vec<Effect>) {
    play(&[&[Msg::Go(Screen::Receive), START_CAMERA, RUNS], more].concat())
}

fn acts(effects: &[Effect]) -> Vec<ScanAct> {
    let act = |effect: &Effect| if let Effect::Scan(act) = effect { Some(*act) } else { None };
    effects.iter().filter_map(act).collect()
}

#[test]
fn it_starts_by_a_tap_only() {
    let (turn, effects) = play(&[Msg::Go(Screen::Receive)]);
    assert_eq!((turn.model.desk.scan, acts(&effects)), (Scan::Closed, vec![]));
    let (turn, effects) = play(&[Msg::Go(Screen::Receive), START_CAMERA]);
    assert_eq!((turn.model.desk.scan, acts(&effects)), (Scan::Starting, vec![ScanAct::Start]));
    let (turn, _) = running(&[]);
    assert_eq!(turn.model.desk.scan, Scan::Running);
}

#[test]
fn everything_that_takes_its_picture_away_switches_it_off() {
    let ways: [(&str, &[Msg]); 8] = [
        ("closed", &[Msg::Scan(ScanMsg::Stop)]),
        ("read", &[Msg::Arrived("A".to_owned())]),
        ("another screen", &[Msg::Go(Screen::Start)]),
        ("the browser's way back", &[Msg::Came(Screen::Start)]),
        ("a new case", &[Msg::NewCase(Screen::Danger)]),
        ("failed", &[Msg::Scan(ScanMsg::Said(Scan::Failed(Failure::Busy)))]),
        ("a picture", &[Msg::Scan(ScanMsg::Chosen)]),
        ("stopped", &[Msg::Scan(ScanMsg::Said(Scan::Closed))]),
    ];
    for (name, way) in ways {
        let (turn, effects) = running(way);
        assert!(!turn.model.desk.scan.films(), "{name}");
        assert_eq!(acts(&effects), [ScanAct::Start, ScanAct::Stop], "{name}");
    }
    // A covered case covers its picture as well.
    let (turn, effects) = play(&[
        Msg::NewCase(Screen::Child),
        Msg::AgeDigit(2),
        Msg::AgeUnit(AgeKey::Years),
        Msg::Go(Screen::Receive),
        START_CAMERA,
        Msg::Cover,
    ]);
    assert!(turn.model.cover.is_some());
    assert_eq!(acts(&effects), [ScanAct::Start, ScanAct::Stop]);
}

#[test]
fn what_comes_late_starts_nothing() {
    let (turn, effects) = running(&[Msg::Scan(ScanMsg::Stop), RUNS]);
    assert_eq!(turn.model.desk.scan, Scan::Closed);
    assert_eq!(acts(&effects), [ScanAct::Start, ScanAct::Stop]);
    let (turn, effects) = play(&[START_CAMERA]);
    assert_eq!(turn.model.desk.scan, Scan::Closed, "elsewhere there is no scanner");
    assert!(!acts(&effects).contains(&ScanAct::Pick(Picture::Kept)));
}

#[test]
fn a_text_is_taken_without_its_edges_and_not_when_it_is_too_long() {
    let longest = "A".repeat(LONGEST);
    // The field keeps what it had.
    let paste = |text: &str| Msg::Scan(ScanMsg::Pasted(text.to_owned()));
    let (turn, _) = running(&[paste("A"), paste(&format!("{longest}A"))]);
    assert_eq!(turn.model.desk.pasted, "A");
    // A new picture takes the last refusal away, so that nobody takes it for the new one.
    let (turn, _) = running(&[Msg::Arrived("A".to_owned())]);
    assert!(turn.model.arrival.is_some());
    let (turn, _) = running(&[Msg::Arrived("A".to_owned()), Msg::Scan(ScanMsg::Chosen)]);
    assert_eq!(turn.model.arrival, None);
}

#[test]
fn an_open_case_stays_as_it_is() {
    let open = [Msg::NewCase(Screen::Child), Msg::AgeDigit(2), Msg::AgeUnit(AgeKey::Years)];
    let through = [Msg::Go(Screen::Receive), START_CAMERA, RUNS, Msg::Arrived("A".to_owned())];
    let (before, _) = play(&open);
    let (turn, _) = play(&[&open[..], &through].concat());
    assert_eq!(turn.model.case, before.model.case);
    assert!(turn.model.case.is_some());
}

#[test]
fn every_word_of_the_script_has_its_failure() {
    let script = include_str!("../../assets/scan.js");
    let (_, words) = script.split_once("(reason: ").expect("the script lists its reasons");
    let (words, _) = words.split_once(" ·").expect("the list ends");
    let words: Vec<&str> = words.split(',').map(str::trim).collect();
    assert_eq!(words.len(), 10);
    for word in &words {
        assert_eq!(Failure::named(word) == Failure::Fault, *word == "fault", "{word}");
    }
}
