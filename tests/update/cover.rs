//! The covered screen: when it comes, how it goes, and that nothing that was entered changes by it.

use super::*;
use paedlotse::app::model::Cover;

fn open() -> Vec<Msg> {
    vec![
        Msg::NewCase(Screen::Child),
        Msg::AgeDigit(2),
        Msg::AgeUnit(AgeKey::Years),
        number("temperature", "47"),
        Msg::OpenGroup(GroupIx(0)),
        Msg::Search("hust".to_owned()),
        Msg::AgeDigit(1),
    ]
}

fn then(more: &[Msg]) -> (Turn, Vec<Effect>) {
    play(&[&open()[..], more].concat())
}

#[test]
fn it_comes_when_nobody_is_there() {
    for (after, idle, covered) in [(120, 119, false), (120, 120, true), (120, u32::MAX, true), (30, 30, true)] {
        let mut model = model();
        model.storage.config.cover_seconds = after;
        let (turn, _) = play_from(model, &[&open()[..], &[Msg::Idle(idle)]].concat());
        assert_eq!(turn.model.cover.is_some(), covered, "{after} {idle}");
    }
}

#[test]
fn without_a_case_there_is_nothing_to_cover() {
    for msg in [Msg::Cover, Msg::Idle(9_999)] {
        assert_eq!(play(std::slice::from_ref(&msg)).0.model.cover, None, "{msg:?}");
    }
}

#[test]
fn nothing_that_was_entered_changes() {
    let before = then(&[]).0.model;
    let through = [Msg::Cover, Msg::Idle(500), Msg::Held(2), Msg::Held(0), Msg::UncoverTap, Msg::Tick, Msg::Uncover];
    let (turn, effects) = then(&through);
    assert_eq!(Model { now: before.now, ..(*turn.model).clone() }, *before);
    assert_eq!(effects.iter().filter(|e| **e == Effect::PutBack).count(), 1);
}

#[test]
fn nobody_answers_what_nobody_sees() {
    let blind = [
        Msg::Undo,
        says("petechiae", Answer::YesNo(true)),
        number("temperature", "38"),
        Msg::DenyGroup(group("danger_airway")),
        Msg::Step { finding: finding("temperature"), up: true },
        Msg::Sure(finding("temperature")),
    ];
    let covered = then(&[Msg::Cover]).0.model;
    for msg in blind {
        let model = then(&[Msg::Cover, msg.clone()]).0.model;
        assert_eq!((&model.case, &model.desk), (&covered.case, &covered.desk), "{msg:?}");
    }
}

#[test]
fn two_taps_in_time_uncover() {
    // One second passes with each message.
    for (ticks, uncovers) in [(0, true), (2, true), (3, false)] {
        let mut messages = vec![Msg::Cover, Msg::UncoverTap];
        messages.extend(vec![Msg::Tick; ticks]);
        messages.push(Msg::UncoverTap);
        assert_eq!(then(&messages).0.model.cover.is_none(), uncovers, "{ticks}");
    }
    let late = [vec![Msg::Cover, Msg::UncoverTap], vec![Msg::Tick; 5], vec![Msg::UncoverTap, Msg::UncoverTap]].concat();
    assert_eq!(then(&late).0.model.cover, None, "a tap that came too late is the first of the next two");
    assert_eq!(then(&[Msg::Cover, Msg::Held(3)]).0.model.cover, Some(Cover { held: 3, tapped: None }));
}
