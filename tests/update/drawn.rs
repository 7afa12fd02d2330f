//! A screen that has just come, part by part.

use super::*;
use paedlotse::app::drawn::Drawn;

/// The turns in which the rest of the screen is drawn.
pub fn in_steps(begun: &Turn) -> Vec<Turn> {
    let painted = |turn: &Turn| turn.next(&Event { now: START, msg: Msg::Painted });
    std::iter::successors(painted(begun), painted).collect()
}

#[test]
fn a_long_screen_comes_in_parts_and_always_becomes_whole() {
    for screen in Screen::ALL.into_iter().filter(|screen| screen.is_long()) {
        let (begun, _) = play(&[Msg::NewCase(Screen::Child), Msg::Go(Screen::Start), Msg::Go(screen)]);
        assert_eq!(begun.drawn, Drawn::FIRST, "{screen:?}");
        let next_comes = |turn: &Turn| turn.outbox.last().map(|(_, effect)| effect) == Some(&Effect::AfterPaint);
        assert!(next_comes(&begun), "{screen:?}");
        let steps = in_steps(&begun);
        let (whole, parts) = steps.split_last().expect("more than one part");
        assert!(whole.drawn.is_whole());
        for part in parts {
            assert!(!part.drawn.is_whole() && part.drawn != begun.drawn);
            assert!(next_comes(part), "{screen:?}");
        }
        // An answer in between is painted first, and the parts go on.
        let answer = begun.next(&Event { now: START, msg: says("apnoea_seen", Answer::YesNo(true)) }).unwrap();
        assert!(in_steps(&answer).last().unwrap().drawn.is_whole());
        // The next screen begins anew, also while this one is not whole.
        let elsewhere = if screen == Screen::Danger { Screen::Questions } else { Screen::Danger };
        let other = begun.next(&Event { now: START, msg: Msg::Go(elsewhere) }).unwrap();
        assert!(in_steps(&other).last().unwrap().drawn.is_whole());
    }
    let (short, _) = play(&[Msg::NewCase(Screen::Child), Msg::Go(Screen::Start)]);
    assert!(short.drawn.is_whole(), "a short screen comes at once");
}

#[test]
fn whoever_is_led_to_a_place_finds_the_whole_screen() {
    let before = [Msg::NewCase(Screen::Danger), Msg::Complaint(fever()), Msg::Go(Screen::Recommendation)];
    let (jumped, effects) = play(&[&before[..], &[Msg::Jump(finding("temperature"))]].concat());
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Focus(_))));
    assert_eq!(jumped.model.screen, Screen::Questions);
    assert!(jumped.drawn.is_whole());
}
