//! Cases are put aside, kept, taken up, ended: no answer is lost on the way, and nothing is said to be saved before it is.

use super::*;
use paedlotse::app::house;
use paedlotse::app::keep::{Failure, Held, News, NotOpened, Refusal, Store, TAKE_BACK, mode, name};
use paedlotse::app::model::Draft;
use paedlotse_core::capability::CapabilityIx;
use paedlotse_core::network::{Intake, SiteIx};
use paedlotse_core::recommend::Place;
use paedlotse_core::wire::Value as Wire;
use paedlotse_core::wire::config::Mode;

#[path = "../../src/core/tests/json/mod.rs"]
#[allow(dead_code, reason = "only the way in is needed here")]
mod json;

fn value(text: &str) -> Wire {
    json::value(&serde_json::from_str(text).unwrap())
}

fn ready(held: Vec<Held>, here: Option<Timestamp>) -> Msg {
    Msg::Store(News::Ready { standalone: false, held: Ok(held), here, house: None })
}

/// The first turn of a page where cases can be stored.
fn with_store() -> Turn {
    step(Turn::first(model()), &ready(Vec::new(), None), 0)
}

fn step(turn: Turn, msg: &Msg, second: i64) -> Turn {
    let at = Timestamp(START.at.0 + 1000 * second);
    let event = Event { now: Now { at, ahead: START.ahead }, msg: msg.clone() };
    turn.next(&event).unwrap_or(turn)
}

/// What was handed to the store, oldest first: the number of the change, and the text.
fn kept(turn: &Turn) -> Vec<(i64, String)> {
    let one = |effect: &Effect| match effect {
        Effect::Keep { meta, text } => Some((value(meta).field("count")?.number()?, text.clone())),
        _ => None,
    };
    turn.outbox.iter().filter_map(|(_, effect)| one(effect)).collect()
}

fn has(turn: &Turn, effect: &Effect) -> bool {
    turn.outbox.iter().any(|(_, one)| one == effect)
}

/// A case with an answer of every kind, and a number that is no answer yet.
fn answered(turn: Turn) -> Turn {
    let mut messages = vec![Msg::NewCase(Screen::Child), Msg::AgeDigit(2), Msg::AgeUnit(AgeKey::Years)];
    messages.push(Msg::Go(Screen::Danger));
    messages.extend(danger_denied());
    messages.extend([Msg::Complaint(fever()), Msg::Go(Screen::Questions), number("temperature", "39,2")]);
    messages.extend([Msg::Painted, number("heart_rate", "12x"), Msg::Painted]);
    messages.iter().zip(1..).fold(turn, |turn, (msg, second)| step(turn, msg, second))
}

fn started(turn: &Turn) -> Timestamp {
    turn.model.case.as_ref().expect("a case is open").started()
}

fn saved(turn: &Turn) -> Msg {
    Msg::Store(News::Saved { started: started(turn), count: turn.model.storage.progress.sent })
}

fn same_answers(a: &Turn, b: &Turn) {
    assert_eq!(a.model.case, b.model.case);
    assert_eq!(a.model.desk.drafts.len(), b.model.desk.drafts.len());
    assert_eq!(a.model.place, b.model.place);
    assert_eq!(sight(a).judgement, sight(b).judgement);
}

fn opened(started: Timestamp, text: &str) -> Msg {
    Msg::Store(News::Opened { started, snapshot: Ok(value(text)) })
}

/// The page is loaded again; the store gives back what it was given.
fn loaded_again(text: &str, started: Timestamp, at_second: i64) -> Turn {
    let at = Timestamp(START.at.0 + 1000 * at_second);
    let held =
        Held { started, at, until: Timestamp(at.0 + 1), mode: Mode::Tab, elsewhere: false, snapshot: None, count: 0 };
    let turn = step(Turn::first(model()), &ready(vec![held], Some(started)), at_second);
    assert!(has(&turn, &Effect::Fetch(name(started))));
    step(turn, &opened(started, text), at_second)
}

#[test]
fn every_answer_is_handed_over_after_it_is_painted() {
    let turn = answered(with_store());
    let handed = kept(&turn);
    assert!(!handed.is_empty() && handed.windows(2).all(|pair| pair[0].0 < pair[1].0));
    assert_eq!(turn.model.storage.progress.sent, turn.model.storage.progress.changed);
    let before = kept(&turn).len();
    let answer = step(turn, &says("grunting", Answer::YesNo(true)), 100);
    assert_eq!(kept(&answer).len(), before, "first the advice is painted");
    assert_eq!(kept(&step(answer, &Msg::Painted, 100)).len(), before + 1);
}

#[test]
fn the_tick_comes_after_the_commit_and_only_for_the_last_answer() {
    let turn = answered(with_store());
    assert!(!turn.model.storage.is_saved());
    let turn = step(turn.clone(), &saved(&turn), 50);
    assert!(turn.model.storage.is_saved() && has(&turn, &Effect::Saved(true)));
    let earlier = saved(&turn);
    let turn = step(step(turn, &says("grunting", Answer::YesNo(true)), 51), &Msg::Painted, 51);
    assert!(!turn.model.storage.is_saved());
    assert!(!step(turn.clone(), &earlier, 52).model.storage.is_saved(), "the news is of an earlier answer");
    let full = step(turn.clone(), &Msg::Store(News::Failed(Failure::Full)), 53);
    assert_eq!((full.model.storage.is_saved(), full.model.storage.failure), (false, Some(Failure::Full)));
    assert!(step(full.clone(), &saved(&full), 54).model.storage.is_saved());
}

#[test]
fn a_case_comes_back_after_a_reload_where_it_was() {
    let before = answered(with_store());
    let (_, text) = kept(&before).pop().unwrap();
    let soon = loaded_again(&text, started(&before), 60);
    same_answers(&soon, &before);
    assert_eq!(soon.model.screen, Screen::Questions);
    assert!(soon.model.storage.is_saved() && soon.model.storage.held.is_empty());
    let draft = |turn: &Turn| turn.model.desk.draft(finding("heart_rate")).map(|Draft { text, .. }| text.clone());
    assert_eq!(draft(&soon), Some("12x".to_owned()));
    let late = loaded_again(&text, started(&before), 600);
    same_answers(&late, &before);
    assert_eq!(late.model.screen, Screen::Start, "somebody else may hold the tablet now");
}

#[test]
fn a_new_case_puts_the_open_one_aside_and_inherits_nothing() {
    for turn in [with_store(), Turn::first(model())] {
        let first = answered(turn);
        let asked = step(first.clone(), &Msg::NewCase(Screen::Child), 100);
        assert!(asked.model.case == first.model.case, "asked first");
        let second = step(asked, &Msg::NewCase(Screen::Child), 101);
        assert!(second.model.case.as_ref().is_some_and(|case| case.is_empty()) && second.model.desk.drafts.is_empty());
        assert_eq!(second.model.storage.held.len(), 1);
        let second = step(second, &Msg::AgeDigit(7), 102);
        let second = step(second, &Msg::AgeUnit(AgeKey::Weeks), 103);
        let back = step(second.clone(), &Msg::OpenHeld(started(&first)), 104);
        same_answers(&back, &first);
        assert_eq!(back.model.storage.held.len(), 1, "now the other one is put aside");
        let there = step(back, &Msg::OpenHeld(started(&second)), 105);
        assert_eq!(there.model.case, second.model.case);
    }
}

/// What is committed need not lie in memory as well: a night has many cases.
#[test]
fn what_is_committed_is_not_held_twice() {
    let first = answered(with_store());
    let count = first.model.storage.progress.sent;
    let twice = [Msg::NewCase(Screen::Child), Msg::NewCase(Screen::Child)];
    let aside = |turn: Turn| twice.iter().fold(turn, |turn, msg| step(turn, msg, 100));
    let holds = |turn: &Turn| turn.model.storage.held.first().map(|held| held.snapshot.is_some());
    let on_its_way = aside(first.clone());
    assert_eq!(holds(&on_its_way), Some(true));
    let early = Msg::Store(News::Saved { started: started(&first), count: count - 1 });
    assert_eq!(holds(&step(on_its_way.clone(), &early, 101)), Some(true));
    let last = Msg::Store(News::Saved { started: started(&first), count });
    assert_eq!(holds(&step(on_its_way, &last, 101)), Some(false));
    let committed = aside(step(first.clone(), &saved(&first), 99));
    assert_eq!(holds(&committed), Some(false));
    let asked = step(committed, &Msg::OpenHeld(started(&first)), 102);
    assert!(has(&asked, &Effect::Fetch(name(started(&first)))));
}

#[test]
fn an_ended_case_is_deleted_at_once_and_can_be_taken_back_for_a_moment() {
    let first = answered(with_store());
    let end = [Msg::NewCase(Screen::Start), Msg::NewCase(Screen::Start)];
    let ended = end.iter().fold(first.clone(), |turn, msg| step(turn, msg, 100));
    assert!(ended.model.case.is_none() && has(&ended, &Effect::Forget(name(started(&first)))));
    let back = step(ended.clone(), &Msg::TakeBack, 101);
    same_answers(&back, &first);
    assert_eq!(kept(&back).len(), kept(&first).len() + 1, "it is stored again");
    let late = step(ended, &Msg::Tick, 100 + TAKE_BACK / 1000);
    assert!(late.model.storage.ended.is_none());
    assert!(step(late, &Msg::TakeBack, 200).model.case.is_none());
}

#[test]
fn what_survives_depends_on_the_place() {
    let turn = with_store();
    assert_eq!(mode(&turn.model), Mode::Tab);
    assert_eq!(mode(&step(turn.clone(), &Msg::Ambulance, 1).model), Mode::Device);
    assert_eq!(mode(&Turn::first(model()).model), Mode::Memory, "before the store has answered");
    let refused = News::Ready { standalone: true, held: Err(Refusal::Frame), here: None, house: None };
    let refused = step(Turn::first(model()), &Msg::Store(refused), 1);
    assert_eq!(refused.model.storage.store, Store::Refused(Refusal::Frame));
    assert!(kept(&answered(refused)).is_empty());
    let parked = step(answered(turn.clone()), &Msg::Park, 100);
    assert_eq!(parked.model.storage.held.first().map(|held| held.mode), Some(Mode::Device));
    let (_, meta) = parked.outbox.iter().rev().find(|(_, e)| matches!(e, Effect::Keep { .. })).unwrap();
    assert!(matches!(meta, Effect::Keep { meta, .. } if meta.contains("\"device\"")));
    let strict = r#"{"paedlotse":"config","version":1,"hospital":"memory","parking":false}"#;
    let strict = step(answered(turn), &Msg::Store(News::Config(Some(value(strict)))), 100);
    assert!(has(&strict, &Effect::Forget(name(started(&strict)))), "what was stored already is deleted");
    assert!(step(strict, &Msg::Park, 101).model.case.is_some());
}

#[test]
fn a_case_reaches_its_end() {
    let hours = |n: i64| n * 3600;
    let open = answered(with_store());
    assert!(step(open.clone(), &Msg::Tick, hours(4) - 60).model.case.is_some());
    let over = step(open.clone(), &Msg::Tick, hours(4) + 60);
    assert!(over.model.case.is_none() && has(&over, &Effect::Forget(name(started(&open)))));
    assert_eq!((over.model.screen, over.model.storage.not_opened), (Screen::Start, Some(NotOpened::Gone)));
    let aside = [Msg::NewCase(Screen::Child), Msg::NewCase(Screen::Child)];
    let aside = aside.iter().fold(open, |turn, msg| step(turn, msg, 100));
    assert!(step(aside, &Msg::Tick, hours(5)).model.storage.held.is_empty());
}

#[test]
fn under_other_rules_the_difference_is_shown_first() {
    let before = answered(with_store());
    let (_, text) = kept(&before).pop().unwrap();
    let digest = shipped().digest.clone();
    let lost = text.replace("\"temperature\"", "\"warmth\"").replace(&digest, "of-another-day");
    for (text, unreadable) in [(text.replace(&digest, "of-another-day"), 0), (lost, 1)] {
        let turn = loaded_again(&text, started(&before), 60);
        let offered = turn.model.storage.offered.as_ref().expect("it is shown first");
        assert!(turn.model.case.is_none());
        assert_eq!((turn.model.screen, offered.unreadable), (Screen::Start, unreadable));
        assert_eq!(offered.before.map(|advice| advice.disposition), Some(sight(&before).judgement.so_far.disposition));
        assert!(offered.now.is_some());
        let no = step(turn.clone(), &Msg::Offered(false), 61);
        assert!(no.model.case.is_none() && no.model.storage.offered.is_none());
        let yes = step(turn, &Msg::Offered(true), 61);
        assert_eq!(
            yes.model.case.as_ref().map(|case| case.entries().len()),
            before.model.case.as_ref().map(|c| c.entries().len())
        );
        assert_eq!(answer_to(&yes, "temperature").is_none(), unreadable == 1, "what is not understood is missing");
        assert_eq!(kept(&yes).len(), 1, "from now on it is stored under the present rules");
    }
}

#[test]
fn what_cannot_be_opened_says_why_and_stays() {
    let at = Timestamp(START.at.0 - 1000);
    let held = |until| Held { started: at, at, until, mode: Mode::Device, elsewhere: false, snapshot: None, count: 0 };
    let turn = step(Turn::first(model()), &ready(vec![held(Timestamp(at.0 + 90_000))], None), 0);
    for (snapshot, why) in [
        (Err(NotOpened::Elsewhere), NotOpened::Elsewhere),
        (Err(NotOpened::Damaged), NotOpened::Damaged),
        (Ok(value("{}")), NotOpened::Damaged),
        (Ok(value(r#"{"paedlotse":"snapshot","version":7}"#)), NotOpened::Newer),
    ] {
        let turn = step(turn.clone(), &Msg::OpenHeld(at), 1);
        assert!(turn.model.storage.opening.is_some_and(|opening| opening.started == at));
        let turn = step(turn, &Msg::Store(News::Opened { started: at, snapshot }), 2);
        assert_eq!((turn.model.storage.not_opened, turn.model.storage.held.len()), (Some(why), 1));
    }
    let once = step(turn, &Msg::DeleteHeld(at), 3);
    assert!(!has(&once, &Effect::Forget(name(at))), "asked first");
    let twice = step(once, &Msg::DeleteHeld(at), 4);
    assert!(twice.model.storage.held.is_empty() && has(&twice, &Effect::Forget(name(at))));
}

/// What the first version kept is read for ever. `UPDATE=1` writes it once more.
#[test]
fn a_snapshot_of_the_first_form_is_still_read() {
    const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/compat/snapshot-v1.json");
    if std::env::var_os("UPDATE").is_some() {
        let (_, text) = kept(&answered(with_store())).pop().unwrap();
        std::fs::write(FILE, text + "\n").unwrap();
    }
    let text = std::fs::read_to_string(FILE).unwrap();
    let now = answered(with_store());
    let turn = loaded_again(&text, started(&now), 60);
    // Rules and cards may have become others since; then it is shown first.
    let turn = if turn.model.case.is_some() { turn } else { step(turn, &Msg::Offered(true), 61) };
    assert_eq!(turn.model.case, now.model.case);
}

#[test]
fn the_house_comes_back_the_next_day() {
    let messages = [
        Msg::Network(1),
        Msg::Ambulance,
        Msg::Duty(SiteIx(0), CapabilityIx(7)),
        Msg::Intake(SiteIx(1), Intake::Full),
        Msg::Shortcuts,
        Msg::ReleaseForm(true),
        Msg::ReleaseName("Dr. Muster".to_owned()),
        Msg::ReleaseRole("Chefärztin".to_owned()),
        Msg::ReleaseSend,
    ];
    let turn = messages.iter().fold(with_store(), |turn, msg| step(turn, msg, 1));
    let texts = turn.outbox.iter().rev().find_map(|(_, effect)| match effect {
        Effect::KeepHouse(text) => Some(text.clone()),
        _ => None,
    });
    let text = texts.expect("it is kept");
    let house = News::Ready { standalone: false, held: Ok(Vec::new()), here: None, house: Some(value(&text)) };
    let next = step(Turn::first(model()), &Msg::Store(house), 3600);
    for same in [house::take(&next.model) == house::take(&turn.model), next.model.board == turn.model.board] {
        assert!(same);
    }
    assert!(matches!(next.model.place, Place::Ambulance { .. }));
    assert_eq!(next.model.released, turn.model.released);
    assert!(next.model.released.is_some() && !next.model.shortcuts);
    for strange in
        ["{}", "[]", r#"{"paedlotse":"house","version":2}"#, r#"{"paedlotse":"house","version":1,"reports":7}"#]
    {
        let mut other = model();
        house::put_back(&mut other, &value(strange));
        assert_eq!(other, model(), "{strange}");
    }
}
