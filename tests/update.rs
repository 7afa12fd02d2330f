//! What messages do to the model, as a table: messages in, facts about the model and its effects out.

#![cfg(test)]

#[path = "update/arrival.rs"]
mod arrival;
#[path = "update/asking.rs"]
mod asking;
#[path = "update/cover.rs"]
mod cover;
#[path = "update/drawn.rs"]
mod drawn;
#[path = "update/frame.rs"]
mod frame;
#[path = "update/keep.rs"]
mod keep;
#[path = "update/network.rs"]
mod network;
#[path = "update/scan.rs"]
mod scan;

use paedlotse::app::effect::{Effect, Theme};
use paedlotse::app::model::{Content, Model, Trouble};
use paedlotse::app::msg::{AgeKey, Answer, Msg, OverruleEdit};
use paedlotse::app::offline::{Device, Offline, Update};
use paedlotse::app::route::Screen;
use paedlotse::app::sight::{BarState, Sight};
use paedlotse::app::time::Now;
use paedlotse::app::turn::{Event, Turn};
use paedlotse::content;
use paedlotse_core::age::{Age, AgeError};
use paedlotse_core::assess::members;
use paedlotse_core::case::{OverruleReason, Role, Timestamp};
use paedlotse_core::criterion::Sex;
use paedlotse_core::disposition::Urgency;
use paedlotse_core::finding::{FindingIx, GroupIx};
use paedlotse_core::observation::{Observed, Value};
use paedlotse_core::protocol::{ProtocolIx, Question, Scope};
use paedlotse_core::quantity::{NumberError, Span};
use paedlotse_core::recommend::Disposition;
use paedlotse_core::text::Language;
use std::rc::Rc;

const START: Now = Now { at: Timestamp(1_795_313_160_000), ahead: 60 };

fn shipped() -> Rc<Content> {
    Rc::new(content::shipped().expect("the shipped content can be read"))
}

fn model() -> Model {
    Model::new(shipped(), Language::De, Theme::Day, START)
}

fn finding(id: &str) -> FindingIx {
    shipped().set.finding_named(id).unwrap_or_else(|| panic!("the content has the finding {id}"))
}

fn group(id: &str) -> GroupIx {
    let at = shipped().set.groups.iter().position(|g| g.id == id);
    GroupIx(u16::try_from(at.unwrap_or_else(|| panic!("the content has the group {id}"))).unwrap())
}

fn fever() -> ProtocolIx {
    shipped().set.protocol_named("fever").expect("the content has the complaint fever")
}

fn number(id: &str, text: &str) -> Msg {
    Msg::Number { finding: finding(id), text: text.to_owned() }
}

fn says(id: &str, answer: Answer) -> Msg {
    Msg::Answer { finding: finding(id), answer }
}

/// Plays messages, one second apart, and gives back the last turn and all effects after the first turn, without the
/// wait for the next frame that goes with every answer, and without what `keep` looks at.
fn play(messages: &[Msg]) -> (Turn, Vec<Effect>) {
    play_from(model(), messages)
}

fn play_from(model: Model, messages: &[Msg]) -> (Turn, Vec<Effect>) {
    let mut turn = Turn::first(model);
    let first = turn.outbox.last().map_or(0, |(n, _)| *n);
    for (second, msg) in messages.iter().enumerate() {
        let at = Timestamp(START.at.0 + 1000 * i64::try_from(second).unwrap());
        let event = Event { now: Now { at, ahead: START.ahead }, msg: msg.clone() };
        turn = turn.next(&event).unwrap_or(turn);
    }
    let told_by_others = |e: &Effect| matches!(e, Effect::AfterPaint | Effect::Hold(_) | Effect::Saved(_));
    let effects = turn.outbox.iter().filter(|(n, e)| *n > first && !told_by_others(e));
    let effects = effects.map(|(_, e)| e.clone()).collect();
    (turn, effects)
}

fn answer_to(turn: &Turn, id: &str) -> Option<Observed> {
    sight(turn).findings.get(finding(id))
}

fn sight(turn: &Turn) -> &Sight {
    turn.sight.as_deref().expect("a case is open")
}

/// Everything of the danger screen denied, with a child that is awake.
fn danger_denied() -> Vec<Msg> {
    let content = shipped();
    let groups = content.set.protocols[0].sections.iter().flat_map(|s| &s.questions);
    let mut messages: Vec<Msg> = groups
        .filter_map(|q| match q {
            Question::Group(g) => Some(Msg::DenyGroup(*g)),
            Question::Finding(_) => None,
        })
        .collect();
    messages.push(says("avpu", Answer::Option(0)));
    messages
}

#[test]
fn the_age_takes_two_taps() {
    let digits = |text: &str| -> Vec<Msg> { text.bytes().map(|b| Msg::AgeDigit(b - b'0')).collect() };
    for (typed, unit, age, error) in [
        ("7", AgeKey::Weeks, Some(Age::weeks(7).unwrap()), None),
        ("05", AgeKey::Years, Some(Age::years(5).unwrap()), None),
        ("14", AgeKey::Months, Some(Age::months(14).unwrap()), None),
        ("6", AgeKey::Hours, Some(Age::hours(6).unwrap()), None),
        ("0", AgeKey::Days, Some(Age::days(0).unwrap()), None),
        ("18", AgeKey::Years, None, Some(AgeError::NotAChild)),
        ("", AgeKey::Years, None, Some(AgeError::NotAnAge)),
    ] {
        let mut messages = vec![Msg::NewCase(Screen::Child)];
        messages.extend(digits(typed));
        messages.push(Msg::AgeUnit(unit));
        let (turn, _) = play(&messages);
        assert_eq!(sight(&turn).findings.age, age, "{typed} {unit:?}");
        assert_eq!(turn.model.desk.age_error, error, "{typed} {unit:?}");
        assert_eq!(turn.model.desk.age_digits, "", "{typed} {unit:?}");
    }
}

#[test]
fn an_age_can_be_made_more_exact() {
    let five_weeks = [Msg::NewCase(Screen::Child), Msg::AgeDigit(5), Msg::AgeUnit(AgeKey::Weeks), Msg::AgeMore(2)];
    assert_eq!(sight(&play(&five_weeks).0).findings.age, Age::days(37).ok());
    let two_years = [Msg::NewCase(Screen::Child), Msg::AgeDigit(2), Msg::AgeUnit(AgeKey::Years), Msg::AgeMore(3)];
    assert_eq!(sight(&play(&two_years).0).findings.age, Age::months(27).ok());
}

#[test]
fn the_same_answer_again_clears_it() {
    let open = Msg::NewCase(Screen::Questions);
    for (id, messages, expected) in [
        ("petechiae", vec![Answer::YesNo(true)], Some(Observed::Known(Value::YesNo(true)))),
        ("petechiae", vec![Answer::YesNo(true), Answer::YesNo(true)], None),
        ("petechiae", vec![Answer::YesNo(true), Answer::YesNo(false)], Some(Observed::Known(Value::YesNo(false)))),
        ("petechiae", vec![Answer::YesNo(true), Answer::Open], None),
        ("petechiae", vec![Answer::Open], None),
        ("avpu", vec![Answer::Option(1)], Some(Observed::Known(Value::Choice(1)))),
        ("avpu", vec![Answer::Option(1), Answer::Option(1)], None),
        ("crp", vec![Answer::Unobtainable], Some(Observed::Unobtainable)),
        ("crp", vec![Answer::Unobtainable, Answer::Unobtainable], None),
    ] {
        let mut played = vec![open.clone()];
        played.extend(messages.iter().map(|a| says(id, *a)));
        let (turn, _) = play(&played);
        assert_eq!(answer_to(&turn, id), expected, "{id} {messages:?}");
    }
}

#[test]
fn not_assessed_is_said_and_stays_open() {
    let (turn, _) = play(&[Msg::NewCase(Screen::Questions), says("petechiae", Answer::Open)]);
    assert!(sight(&turn).passed_over.contains(&finding("petechiae")));
    assert_eq!(answer_to(&turn, "petechiae"), None);
}

#[test]
fn numbers_are_read_refused_or_asked_about() {
    let known = |n: i32| Some(Observed::Known(Value::Number(Span::exactly(n))));
    for (text, expected, trouble) in [
        ("38,4", known(384), None),
        ("38.4", known(384), None),
        (" 38 ", known(380), None),
        ("38,45", None, Some(Trouble::NotANumber(NumberError::TooPrecise))),
        ("1.000", None, Some(Trouble::NotANumber(NumberError::Ambiguous))),
        ("warm", None, Some(Trouble::NotANumber(NumberError::NotANumber))),
        ("50", None, Some(Trouble::Implausible(Span::new(0, 0)))),
        ("41,5", None, Some(Trouble::Surprising(415))),
        ("", None, None),
    ] {
        let (turn, _) = play(&[Msg::NewCase(Screen::Questions), number("temperature", text)]);
        assert_eq!(answer_to(&turn, "temperature"), expected, "{text}");
        let found = turn.model.desk.draft(finding("temperature")).map(|d| d.trouble);
        match trouble {
            Some(Trouble::Implausible(_)) => assert!(matches!(found, Some(Trouble::Implausible(_))), "{text}"),
            other => assert_eq!(found, other, "{text}"),
        }
    }
}

#[test]
fn a_surprising_number_counts_once_it_is_confirmed() {
    let temperature = finding("temperature");
    let open = [Msg::NewCase(Screen::Questions), number("temperature", "41,5"), Msg::Sure(temperature)];
    let (turn, _) = play(&open);
    assert_eq!(answer_to(&turn, "temperature"), Some(Observed::Known(Value::Number(Span::exactly(415)))));
    assert!(turn.model.desk.drafts.is_empty());
}

#[test]
fn a_refused_number_leaves_no_older_value_behind() {
    let open = [Msg::NewCase(Screen::Questions), number("temperature", "38,4"), number("temperature", "384")];
    let (turn, _) = play(&open);
    assert_eq!(answer_to(&turn, "temperature"), None);
}

#[test]
fn steps_move_a_number_by_its_smallest_difference() {
    let heart = finding("heart_rate");
    let (turn, _) = play(&[
        Msg::NewCase(Screen::Questions),
        Msg::Step { finding: heart, up: true },
        number("heart_rate", "120"),
        Msg::Step { finding: heart, up: true },
        Msg::Step { finding: heart, up: true },
        Msg::Step { finding: heart, up: false },
    ]);
    assert_eq!(answer_to(&turn, "heart_rate"), Some(Observed::Known(Value::Number(Span::exactly(121)))));
}

#[test]
fn none_of_these_is_one_entry_and_keeps_what_was_said() {
    let airway = group("danger_airway");
    let set = &shipped().set;
    let all: Vec<FindingIx> = members(set, Question::Group(airway)).collect();
    let (first, second) = (all[0], all[1]);
    let (turn, _) = play(&[
        Msg::NewCase(Screen::Danger),
        Msg::OpenGroup(airway),
        Msg::Answer { finding: first, answer: Answer::YesNo(true) },
        Msg::Answer { finding: second, answer: Answer::Open },
        Msg::DenyGroup(airway),
    ]);
    let findings = &sight(&turn).findings;
    assert_eq!(findings.value(first), Some(Value::YesNo(true)), "a yes stays a yes");
    assert_eq!(findings.get(second), None, "marked as not assessed in front of the clinician: stays open");
    for other in all.iter().skip(2) {
        assert_eq!(findings.value(*other), Some(Value::YesNo(false)));
    }
    let entries = turn.model.case.as_ref().unwrap().entries().len();
    assert_eq!(entries, 3, "one entry for the whole group");
}

#[test]
fn undo_takes_back_twenty_steps_and_more() {
    let mut messages = vec![Msg::NewCase(Screen::Questions)];
    messages.extend((0..25_u8).map(|n| says("petechiae", Answer::YesNo(n % 2 == 0))));
    messages.extend(std::iter::repeat_n(Msg::Undo, 24));
    let (turn, _) = play(&messages);
    assert_eq!(answer_to(&turn, "petechiae"), Some(Observed::Known(Value::YesNo(true))), "the first answer is left");
    messages.push(Msg::Undo);
    assert_eq!(answer_to(&play(&messages).0, "petechiae"), None);
    messages.push(Msg::Undo);
    assert_eq!(answer_to(&play(&messages).0, "petechiae"), None, "nothing left to take back");
}

#[test]
fn a_new_case_needs_two_taps_when_one_is_open() {
    let begun = vec![Msg::NewCase(Screen::Child), Msg::Sex(Some(Sex::Female)), Msg::Go(Screen::Start)];
    let (turn, effects) = play(&begun);
    assert_eq!(effects, [Effect::Guard(true), Effect::Visit(Screen::Child), Effect::Visit(Screen::Start)]);
    let mut once = begun.clone();
    once.push(Msg::NewCase(Screen::Child));
    let (asked, _) = play(&once);
    assert_eq!(asked.model.desk.replacing, Some(Screen::Child));
    assert_eq!(asked.model.case, turn.model.case, "nothing is lost after one tap");
    let mut twice = once.clone();
    twice.push(Msg::NewCase(Screen::Child));
    assert!(play(&twice).0.model.case.as_ref().unwrap().is_empty());
    let mut kept = once;
    kept.push(Msg::Go(Screen::Child));
    assert_eq!(play(&kept).0.model.desk.replacing, None);
    let mut closed = begun;
    closed.extend([Msg::NewCase(Screen::Start), Msg::NewCase(Screen::Start)]);
    let (turn, effects) = play(&closed);
    assert_eq!(turn.model.case, None);
    assert_eq!(effects.last(), Some(&Effect::Guard(false)));
}

#[test]
fn without_a_case_no_screen_of_a_case_opens() {
    for screen in [Screen::Child, Screen::Danger, Screen::Questions, Screen::Recommendation] {
        assert_eq!(play(&[Msg::Go(screen)]).0.model.screen, Screen::Start, "{screen:?}");
        assert_eq!(play(&[Msg::Came(screen)]).0.model.screen, Screen::Start, "{screen:?}");
    }
}

#[test]
fn going_back_in_the_browser_keeps_every_answer() {
    let (turn, effects) = play(&[
        Msg::NewCase(Screen::Questions),
        says("petechiae", Answer::YesNo(true)),
        Msg::Came(Screen::Start),
        Msg::Came(Screen::Questions),
    ]);
    assert_eq!(answer_to(&turn, "petechiae"), Some(Observed::Known(Value::YesNo(true))));
    assert_eq!(turn.model.screen, Screen::Questions);
    assert_eq!(effects.len(), 2, "the browser moved by itself, nothing is pushed: {effects:?}");
}

#[test]
fn the_danger_screen_comes_before_any_disposition() {
    let (turn, _) = play(&[Msg::NewCase(Screen::Danger)]);
    assert_eq!(sight(&turn).bar, BarState::DangerScreen);
    let mut messages = vec![Msg::NewCase(Screen::Danger)];
    messages.extend(danger_denied());
    let (turn, _) = play(&messages);
    assert_eq!(sight(&turn).bar, BarState::Provisional, "the danger screen is done, no complaint yet");
    assert_eq!(sight(&turn).denied.len(), messages.len() - 2);
}

#[test]
fn one_danger_sign_is_immediate_at_once_and_said_aloud() {
    let (turn, _) = play(&[Msg::NewCase(Screen::Danger), says("convulsing_now", Answer::YesNo(true))]);
    assert_eq!(sight(&turn).assessment.floor.urgency, Urgency::Immediate);
    assert_ne!(sight(&turn).bar, BarState::DangerScreen);
    assert!(turn.raised);
    let later = turn.next(&Event { now: START, msg: Msg::OpenGroup(group("danger_airway")) }).unwrap();
    assert!(!later.raised, "only said once");
}

#[test]
fn answer_now_is_cautious_until_something_else_is_said() {
    let mut messages = vec![Msg::NewCase(Screen::Danger)];
    messages.extend(danger_denied());
    messages.extend([Msg::Complaint(fever()), Msg::AnswerNow]);
    let (turn, effects) = play(&messages);
    assert_eq!(sight(&turn).bar, BarState::AnsweredNow);
    assert_eq!(sight(&turn).shown(), &sight(&turn).judgement.ceiling);
    assert_eq!(effects.last(), Some(&Effect::Visit(Screen::Recommendation)));
    messages.push(says("petechiae", Answer::YesNo(false)));
    assert_eq!(sight(&play(&messages).0).bar, BarState::Provisional);
}

#[test]
fn jumping_opens_the_group_and_finds_the_screen() {
    let petechiae = finding("petechiae");
    let messages = [Msg::NewCase(Screen::Danger), Msg::Complaint(fever()), Msg::Jump(petechiae)];
    let (turn, effects) = play(&messages);
    assert_eq!(turn.model.screen, Screen::Questions);
    assert!(!turn.model.desk.open_groups.is_empty());
    assert_eq!(effects.last(), Some(&Effect::Focus("q-petechiae".to_owned())));
    let (turn, _) = play(&[Msg::NewCase(Screen::Questions), Msg::Jump(finding("convulsing_now"))]);
    assert_eq!(turn.model.screen, Screen::Danger);
}

#[test]
fn an_overrule_is_kept_asked_twice_and_repeated_when_the_advice_changes() {
    let chosen = |d| Msg::OverruleEdit(OverruleEdit::Chosen(d));
    let mut messages = vec![Msg::NewCase(Screen::Danger), says("convulsing_now", Answer::YesNo(true))];
    messages.extend([Msg::Network(1), Msg::OverruleForm(true), Msg::OverruleSend]);
    let (turn, _) = play(&messages);
    assert_eq!(sight(&turn).shown().disposition, Disposition::Transfer);
    assert!(turn.model.desk.overrule.is_some(), "nothing chosen, nothing recorded");
    messages.extend([
        chosen(Disposition::TreatLocally),
        Msg::OverruleEdit(OverruleEdit::Reason(OverruleReason::CentreAdvised)),
        Msg::OverruleEdit(OverruleEdit::Role(Role::Physician)),
        Msg::OverruleSend,
    ]);
    let (turn, _) = play(&messages);
    assert!(turn.model.desk.overrule.as_ref().unwrap().asked, "downwards at immediate is asked twice");
    messages.push(Msg::OverruleSend);
    let (turn, _) = play(&messages);
    let overrule = |turn: &Turn| {
        let case = turn.model.case.as_ref().unwrap();
        case.overrule(sight(turn).advice()).map(|(_, o, current)| (o.chosen, current))
    };
    assert_eq!(overrule(&turn), Some((Disposition::TreatLocally, true)));
    let before = sight(&turn).assessment.clone();
    assert_eq!(before, sight(&play(&messages[..3]).0).assessment, "it never changes the assessment");
    messages.push(Msg::Network(0));
    let (turn, _) = play(&messages);
    assert_eq!(overrule(&turn), Some((Disposition::TreatLocally, false)), "made under earlier advice");
}

#[test]
fn another_reason_needs_words() {
    let mut messages = vec![Msg::NewCase(Screen::Danger), says("convulsing_now", Answer::YesNo(true)), Msg::Network(1)];
    messages.extend([
        Msg::OverruleForm(true),
        Msg::OverruleEdit(OverruleEdit::Chosen(Disposition::Transfer)),
        Msg::OverruleEdit(OverruleEdit::Reason(OverruleReason::Other)),
        Msg::OverruleEdit(OverruleEdit::Role(Role::Nurse)),
        Msg::OverruleSend,
    ]);
    assert!(play(&messages).0.model.desk.overrule.is_some());
    messages.extend([Msg::OverruleEdit(OverruleEdit::Words("x".repeat(500))), Msg::OverruleSend]);
    let (turn, _) = play(&messages);
    let case = turn.model.case.as_ref().unwrap();
    assert_eq!(case.overrule(sight(&turn).advice()).unwrap().1.words.len(), 200, "kept short");
}

#[test]
fn what_changes_nothing_gives_no_turn() {
    let turn = Turn::first(model());
    for msg in [Msg::Tick, Msg::Undo, Msg::KeepCase, Msg::AgeBack, Msg::OverruleSend, Msg::Sure(FindingIx(0))] {
        assert!(turn.next(&Event { now: START, msg: msg.clone() }).is_none(), "{msg:?}");
    }
    let later = Now { at: Timestamp(START.at.0 + 60_000), ahead: START.ahead };
    assert!(turn.next(&Event { now: later, msg: Msg::Tick }).is_some(), "a minute passed");
}

#[test]
fn the_advice_comes_first_the_page_a_frame_later_and_then_what_stands_around_it() {
    let event = |msg| Event { now: START, msg };
    let before = drawn::in_steps(&play(&[Msg::NewCase(Screen::Danger), Msg::Go(Screen::Questions)]).0).pop().unwrap();
    let worse = Msg::Answer { finding: finding("apnoea_seen"), answer: Answer::YesNo(true) };
    let first = before.next(&event(worse)).unwrap();
    assert_eq!((&first.page, &first.around), (&before.page, &before.around), "the same rows under the same marks");
    assert_eq!(sight(&first).assessment.floor.urgency, Urgency::Immediate, "the advice is of now");
    assert_eq!(first.outbox.last().map(|(_, e)| e), Some(&Effect::AfterPaint));
    let then = first.next(&event(Msg::Painted)).expect("the page is behind");
    assert!(then.page == then.sight && then.around == before.around && then.raised, "what rose is still said");
    let then = then.next(&event(Msg::Painted)).expect("what stands around is behind");
    assert!(then.is_drawn() && then.raised, "what rose is still said");
    assert!(then.next(&event(Msg::Painted)).is_none(), "once is enough");
    // Should the frame never come, the next message of any other kind brings the page up.
    assert!([Msg::Shortcuts, Msg::Tick].map(event).iter().all(|other| first.next(other).unwrap().is_drawn()));
}

#[test]
fn the_engine_asks_in_the_order_of_the_screen() {
    let content = shipped();
    let complaints: Vec<ProtocolIx> = (0_u16..)
        .map(ProtocolIx)
        .zip(&content.set.protocols)
        .filter(|(_, p)| p.scope == Scope::Complaint)
        .map(|(ix, _)| ix)
        .collect();
    let age = [Msg::NewCase(Screen::Child), Msg::AgeDigit(8), Msg::AgeUnit(AgeKey::Months)];
    // Each alone, each beside the next, all at once: two protocols that share a letter are one section on the screen.
    let pairs = complaints.windows(2).map(<[ProtocolIx]>::to_vec);
    let single = complaints.iter().map(|complaint| vec![*complaint]);
    for chosen in single.chain(pairs).chain([complaints.clone()]) {
        let taken = chosen.iter().map(|ix| Msg::Complaint(*ix));
        let messages: Vec<Msg> = age.iter().cloned().chain(taken).collect();
        let (turn, _) = play(&messages);
        let now = sight(&turn);
        let shown: Vec<FindingIx> = now
            .danger
            .iter()
            .chain(&now.questions)
            .flat_map(|section| &section.questions)
            .flat_map(|asked| asked.findings.clone())
            .collect();
        let place = |finding: &FindingIx| shown.iter().position(|f| f == finding).expect("what is live is shown");
        assert!(now.assessment.live.iter().map(place).is_sorted(), "{chosen:?}: {:?}", now.assessment.live);
        let open: Vec<Question> = now.open.clone();
        let all = paedlotse_core::page::questions(&content.set, &now.findings);
        let places = open.iter().map(|question| all.iter().position(|asked| asked.question == *question));
        assert!(places.clone().all(|place| place.is_some()) && places.is_sorted(), "{chosen:?}: {open:?}");
    }
}

#[test]
fn language_and_theme_are_effects() {
    let (turn, effects) = play(&[Msg::Language(Language::En), Msg::Theme(Theme::Dark), Msg::Shortcuts]);
    assert_eq!(effects, [Effect::Language(Language::En), Effect::Theme(Theme::Dark)]);
    assert!(!turn.model.shortcuts);
}

/// Several complaints in one case: what two of them ask stands once.
#[test]
fn a_combined_case_asks_each_finding_once() {
    let content = shipped();
    let named = |id: &str| content.set.protocol_named(id).unwrap();
    let age = [Msg::NewCase(Screen::Child), Msg::AgeDigit(2), Msg::AgeUnit(AgeKey::Years)];
    let chosen = ["fever", "seizure", "skin_rash"].map(|id| Msg::Complaint(named(id)));
    let (turn, _) = play(&age.into_iter().chain(chosen).collect::<Vec<Msg>>());
    let now = sight(&turn);
    let asked = now.danger.iter().chain(&now.questions).flat_map(|section| &section.questions);
    let mut asked: Vec<FindingIx> = asked.flat_map(|asked| asked.findings.clone()).collect();
    let all = asked.len();
    asked.sort_unstable();
    asked.dedup();
    assert_eq!(asked.len(), all, "a finding is asked twice");
    assert!(all > 100, "{all}");
}

/// The rest of the program is fetched once the first picture stands; what did not come is asked for again.
#[test]
fn the_rest_of_the_program_is_fetched_after_the_first_picture() {
    let all = shipped();
    let content = |whole: bool| {
        Rc::new(Content {
            set: all.set,
            digest: all.digest.clone(),
            version: all.version.clone(),
            german: true,
            english: true,
            whole,
            late: None,
        })
    };
    let begun = |whole: bool| Turn::first(Model::new(content(whole), Language::De, Theme::Day, START));
    let fetches = |turn: &Turn| turn.outbox.iter().filter(|(_, effect)| *effect == Effect::Rest).count();
    let next = |turn: &Turn, msg: Msg| turn.next(&Event { now: START, msg }).unwrap();
    assert_eq!(fetches(&begun(true)), 0, "it is there already");
    let first = begun(false);
    assert_eq!(
        first.outbox.iter().rev().map(|(_, effect)| effect).take(2).collect::<Vec<_>>(),
        [&Effect::Rest, &Effect::Ready]
    );
    // It cannot be had: it is said, and whoever goes on asks again.
    let failed = next(&first, Msg::Rest(None));
    assert!(failed.model.rest_failed && fetches(&failed) == 1);
    let again = next(&failed, Msg::Go(Screen::Library));
    assert!(!again.model.rest_failed && fetches(&again) == 2);
    let failed = next(&again, Msg::Rest(None));
    let again = next(&failed, Msg::FetchRest);
    assert!(!again.model.rest_failed && fetches(&again) == 3);
    let come = next(&again, Msg::Rest(Some(content(true))));
    assert!(come.model.content.whole && come.model.screen == Screen::Library);
    // What belongs to another release is not taken.
    let other = Content { digest: "other".to_owned(), ..Content::default() };
    assert!(
        again
            .next(&Event { now: START, msg: Msg::Rest(Some(Rc::new(other))) })
            .is_none_or(|turn| !turn.model.content.whole)
    );
}

/// The words of the other language come after the start, or not at all.
#[test]
fn a_language_waits_for_its_words() {
    let both = shipped();
    let german = Rc::new(Content {
        english: false,
        set: both.set,
        digest: both.digest.clone(),
        version: both.version.clone(),
        german: true,
        whole: true,
        late: None,
    });
    let first = Turn::first(Model::new(Rc::clone(&german), Language::De, Theme::Day, START));
    let next = |turn: &Turn, msg: Msg| turn.next(&Event { now: START, msg }).unwrap();
    let asked = next(&first, Msg::Language(Language::En));
    assert_eq!(asked.model.language, Language::De);
    assert!(asked.outbox.iter().any(|(_, effect)| *effect == Effect::Words(Language::En)));
    // They cannot be had: it is said, and the language stays.
    let failed = next(&asked, Msg::Words(Language::En, None));
    assert!(failed.model.awaited.is_some_and(|awaited| awaited.failed));
    assert_eq!(failed.model.language, Language::De);
    // They come; words of another release are not taken.
    let other = Rc::new(Content {
        digest: "other".to_owned(),
        set: both.set,
        version: both.version.clone(),
        german: true,
        english: true,
        whole: true,
        late: None,
    });
    let foreign = Event { now: START, msg: Msg::Words(Language::En, Some(other)) };
    assert_eq!(failed.next(&foreign), None);
    let come = next(&failed, Msg::Words(Language::En, Some(both)));
    assert_eq!((come.model.language, come.model.awaited), (Language::En, None));
}

/// What is set aside is not shown in its group, so "none of these" does not answer it.
#[test]
fn nothing_is_denied_that_is_not_shown() {
    let content = shipped();
    let group = |id: &str| GroupIx(u16::try_from(content.set.groups.iter().position(|g| g.id == id).unwrap()).unwrap());
    let age = [Msg::NewCase(Screen::Child), Msg::AgeDigit(2), Msg::AgeUnit(AgeKey::Years)];
    let risks = ["history_known", "history_device", "history_special", "history_now"];
    let denied = risks.map(|id| Msg::DenyGroup(group(id)));
    let (turn, _) = play(&age.into_iter().chain(denied).collect::<Vec<Msg>>());
    let answer = |id: &str| sight(&turn).findings.get(content.set.finding_named(id).unwrap());
    assert!(answer("vp_shunt").is_some(), "it was shown and denied");
    assert_eq!(answer("shunt_warning"), None, "nobody was asked");
}

#[test]
fn a_newer_release_waits_for_the_end_of_the_case() {
    let waiting = Offline { update: Update::Waiting, ..Offline::default() };
    let begin = [Msg::Offline(waiting)];
    let (turn, effects) = play(&[&begin[..], &[Msg::Device(Device::Activate)]].concat());
    assert_eq!(effects, [Effect::Device(Device::Activate)]);
    assert_eq!(turn.model.offline.update, Update::Waiting);
    let case = [Msg::NewCase(Screen::Danger), says("avpu", Answer::Option(0))];
    for act in [Device::Activate, Device::Again] {
        let (turn, effects) = play(&[&begin[..], &case, &[Msg::Device(act)]].concat());
        assert_eq!(turn.model.offline.update, Update::Refused, "{act:?}");
        assert!(!effects.contains(&Effect::Device(act)), "{act:?}");
        // What has nothing to do with releases goes on.
        let (_, effects) = play(&[&case[..], &[Msg::Device(Device::Persist)]].concat());
        assert!(effects.contains(&Effect::Device(Device::Persist)));
    }
}
