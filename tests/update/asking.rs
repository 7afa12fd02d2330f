//! What is asked next, how far each question reaches, and what cannot be had here.

use super::{START, danger_denied, fever, finding, group, number, play, says, shipped, sight};
use paedlotse::app::msg::{AgeKey, Answer, Msg};
use paedlotse::app::route::Screen;
use paedlotse::app::sight::BarState;
use paedlotse::app::turn::{Event, Turn};
use paedlotse_core::assess::{Next, members, normal_band};
use paedlotse_core::disposition::Urgency;
use paedlotse_core::finding::{FindingIx, FindingType, Worse};
use paedlotse_core::network::SiteIx;
use paedlotse_core::observation::{Findings, Value};
use paedlotse_core::protocol::Question;
use paedlotse_core::quantity::{Span, format_decimal};
use paedlotse_core::recommend::Disposition;

/// The reassuring answer: no, the option of level 0, the normal value.
fn mild(turn: &Turn, ix: FindingIx) -> Option<Msg> {
    let set = &turn.model.content.set;
    let spec = set.finding(ix)?;
    Some(match (&spec.answer, Findings::denial(spec)) {
        (FindingType::Number { plausible, decimals, .. }, _) => {
            let age = sight(turn).findings.age?;
            let band = normal_band(set, ix, age).unwrap_or(match spec.worse {
                Worse::Up => Span::exactly(plausible.low()),
                Worse::Down => Span::exactly(plausible.high()),
                Worse::Away { from } => Span::exactly(from),
            });
            let value = i32::midpoint(band.low().max(plausible.low()), band.high().min(plausible.high()));
            Msg::Number { finding: ix, text: format_decimal(value, *decimals, ',') }
        }
        (_, Some(Value::YesNo(yes))) => Msg::Answer { finding: ix, answer: Answer::YesNo(yes) },
        (_, Some(Value::Choice(at))) => Msg::Answer { finding: ix, answer: Answer::Option(at) },
        _ => Msg::Answer { finding: ix, answer: Answer::Option(0) },
    })
}

/// Follows the next question until there is none; what is not `said` is answered reassuringly.
fn ask_through(mut turn: Turn, said: &[Msg]) -> Turn {
    let says = |ix: FindingIx| {
        let of = |msg: &&Msg| match msg {
            Msg::Answer { finding, .. } | Msg::Number { finding, .. } => *finding == ix,
            _ => false,
        };
        said.iter().find(of).cloned()
    };
    while let Some(Next::Question(question)) = sight(&turn).next {
        let set = turn.model.content.set;
        let mut messages: Vec<Msg> = members(&set, question).filter_map(&says).collect();
        match question {
            Question::Group(group) => messages.push(Msg::DenyGroup(group)),
            Question::Finding(ix) if messages.is_empty() => messages.extend(mild(&turn, ix)),
            Question::Finding(_) => {}
        }
        for msg in messages {
            let sure = match &msg {
                Msg::Number { finding, .. } => Some(Msg::Sure(*finding)),
                _ => None,
            };
            for msg in std::iter::once(msg).chain(sure) {
                turn = turn.next(&Event { now: START, msg }).unwrap_or(turn);
            }
        }
        assert_ne!(sight(&turn).next, Some(Next::Question(question)), "it was answered");
    }
    turn
}

/// A febrile child of 14 months whose danger screen is denied.
fn febrile() -> Vec<Msg> {
    let mut messages =
        vec![Msg::NewCase(Screen::Child), Msg::AgeDigit(1), Msg::AgeDigit(4), Msg::AgeUnit(AgeKey::Months)];
    messages.extend(danger_denied());
    messages.push(Msg::Complaint(fever()));
    messages
}

#[test]
fn a_suspicion_is_followed_up_before_others_are_looked_for() {
    let temperature = Some(Next::Question(Question::Finding(finding("temperature"))));
    // How many questions are asked, and denied, before the temperature.
    let before_temperature = |found: &[&str]| {
        let mut messages = vec![Msg::NewCase(Screen::Child), Msg::AgeDigit(1), Msg::AgeDigit(0)];
        messages.push(Msg::AgeUnit(AgeKey::Years));
        messages.extend(danger_denied());
        messages.push(Msg::Complaint(fever()));
        messages.extend(found.iter().map(|id| says(id, Answer::YesNo(true))));
        messages.extend([Msg::DenyGroup(group("fever_meninges")), Msg::DenyGroup(group("fever_skin"))]);
        let (mut turn, mut asked) = (play(&messages).0, 0);
        while sight(&turn).next != temperature {
            let msg = match sight(&turn).next {
                Some(Next::Question(Question::Group(group))) => Some(Msg::DenyGroup(group)),
                Some(Next::Question(Question::Finding(finding))) => mild(&turn, finding),
                other => panic!("{other:?} comes before the temperature"),
            };
            turn = turn.next(&Event { now: START, msg: msg.unwrap() }).unwrap();
            asked += 1;
        }
        asked
    };
    let (light_hurts, nothing) = (before_temperature(&["photophobia", "headache"]), before_temperature(&[]));
    assert!(light_hurts <= 1 && nothing >= 5, "with a fever it is meningitis: {light_hurts}, {nothing}");
}

#[test]
fn so_many_questions_alone_lead_to_a_transfer_or_to_immediate() {
    for network in [0, 1] {
        let mut messages = vec![Msg::Network(network)];
        messages.extend(febrile());
        let (turn, _) = play(&messages);
        let now = sight(&turn);
        assert_eq!(now.bar, BarState::Provisional);
        assert_eq!(now.reaches.len(), now.open.len(), "every open question, and no other");
        let set = &turn.model.content.set;
        let mut alone = (0, 0);
        for question in &now.open {
            // Answered at its worst on the screen, by itself. Of the numbers that are worse on two sides each counts.
            let mut reached = (now.judgement.so_far.disposition, now.judgement.so_far.urgency);
            for nth in 0..4 {
                let mut told = turn.clone();
                for ix in members(set, *question).filter(|f| now.assessment.live.contains(f)) {
                    let spec = set.finding(ix).unwrap();
                    let msg = match &spec.answer {
                        FindingType::YesNo => {
                            Msg::Answer { finding: ix, answer: Answer::YesNo(spec.worse != Worse::Down) }
                        }
                        FindingType::Choice { options } => {
                            let worst = options.iter().map(|o| o.level).max().unwrap();
                            let all: Vec<u8> =
                                (0..).zip(options).filter(|(_, o)| o.level == worst).map(|(at, _)| at).collect();
                            assert!(all.len() <= 4, "`{}` is tried whole", spec.id);
                            Msg::Answer { finding: ix, answer: Answer::Option(*all.get(nth).unwrap_or(&all[0])) }
                        }
                        FindingType::Number { plausible, decimals, .. } => {
                            let up = spec.worse == Worse::Up || (nth == 0 && spec.worse != Worse::Down);
                            let end = if up { plausible.high() } else { plausible.low() };
                            Msg::Number { finding: ix, text: format_decimal(end, *decimals, ',') }
                        }
                    };
                    for msg in [msg, Msg::Sure(ix)] {
                        told = told.next(&Event { now: START, msg }).unwrap_or(told);
                    }
                }
                let then = &sight(&told).judgement.so_far;
                reached = (reached.0.max(then.disposition), reached.1.max(then.urgency));
            }
            alone.0 += u32::from(reached.0 == Disposition::Transfer);
            alone.1 += u32::from(reached.1 == Urgency::Immediate);
        }
        assert_eq!((now.alone_to(Disposition::Transfer), now.alone_at(Urgency::Immediate)), alone);
        assert!(alone.1 > 0, "some question of this child leads to immediate by itself");
    }
}

#[test]
fn nobody_asks_how_far_a_question_reaches_before_the_danger_screen_is_done_or_once_it_is_settled() {
    let (turn, _) = play(&[Msg::NewCase(Screen::Danger)]);
    assert_eq!(sight(&turn).reaches, []);
    let settled = ask_through(play(&febrile()).0, &[number("temperature", "38,4")]);
    assert_eq!(sight(&settled).bar, BarState::Settled);
    assert_eq!(sight(&settled).reaches, []);
}

/// A child of seven weeks with a fever, on a night without a laboratory: its blood would decide.
fn without_a_laboratory() -> Turn {
    let laboratory = shipped().set.capability_named("lab_basic").unwrap();
    let mut messages = vec![Msg::Duty(SiteIx(0), laboratory), Msg::NewCase(Screen::Child), Msg::AgeDigit(7)];
    messages.push(Msg::AgeUnit(AgeKey::Weeks));
    messages.extend(danger_denied());
    messages.push(Msg::Complaint(fever()));
    ask_through(play(&messages).0, &[number("temperature", "38,4")])
}

#[test]
fn a_test_that_cannot_be_had_here_and_would_decide_is_a_need() {
    let turn = without_a_laboratory();
    let now = sight(&turn);
    assert_eq!(now.bar, BarState::Provisional);
    assert_eq!((now.open_count(), now.next), (0, None), "nothing is left to ask");
    let crp = now.elsewhere.iter().find(|(f, _)| *f == finding("crp")).expect("the marker decides");
    let partner = crp.1.expect("a partner has a laboratory");
    assert_ne!(partner, now.judgement.ceiling.here);
    let laboratory = shipped().set.capability_named("lab_basic").unwrap();
    let named = now.judgement.ceiling.needs.iter().find(|need| need.by == Some(partner));
    assert!(named.is_some() && now.lacking.contains(laboratory), "the house that the cautious answer names");
}
