//! How many components an answer draws again: those whose properties changed, for Yew draws no others.
//!
//! The app draws an answer in two frames (`src/DECISIONS.md`, 23). The first shows the answer and the advice; it is
//! counted here and must stay small on the largest page there is. The second brings the marks of the whole page up.

#![cfg(test)]

use paedlotse::app::effect::Theme;
use paedlotse::app::model::Model;
use paedlotse::app::msg::{AgeKey, Answer, Msg};
use paedlotse::app::route::Screen;
use paedlotse::app::time::Now;
use paedlotse::app::turn::{Event, Turn};
use paedlotse::content;
use paedlotse::view::parts::group::group_props;
use paedlotse::view::parts::row::RowProps;
use paedlotse::view::parts::sections::{Line, SectionProps, section_props};
use paedlotse::view::ui::Ui;
use paedlotse_core::case::Timestamp;
use paedlotse_core::finding::FindingType;
use paedlotse_core::protocol::{ProtocolIx, Question, Scope};
use paedlotse_core::quantity::format_decimal;
use paedlotse_core::text::Language;
use std::rc::Rc;
use yew::Callback;

const NOW: Now = Now { at: Timestamp(1_795_313_160_000), ahead: 60 };

/// The root, the section, the answered question, and what it is made of: its group's row, or its number field. The
/// danger screen has no sections.
const DRAWN: usize = 4;

#[derive(PartialEq)]
enum Props {
    Section(SectionProps),
    Line(Line),
}

/// The properties of every section and every question on the screen.
fn page(ui: &Ui, turn: &Turn) -> Vec<Props> {
    let (Some(now), Some(page)) = (&turn.sight, &turn.page) else { return Vec::new() };
    let danger = turn.model.screen == Screen::Danger;
    let sections = if danger { &page.danger } else { &page.questions };
    let (model, now, page) = (&*turn.model, &**now, &**page);
    let lines = sections.iter().flat_map(|section| &section.questions);
    let lines = lines.map(|asked| Props::Line(Line::new(ui, model, now, page, asked)));
    let section = |section| Props::Section(section_props(ui, model, now, page, section, usize::MAX));
    let with_heading = if danger { &[] } else { sections.as_slice() };
    with_heading.iter().map(section).chain(lines).collect()
}

/// How many components are drawn again between the two, the root among them.
fn drawn(before: &[Props], after: &[Props]) -> usize {
    assert_eq!(before.len(), after.len(), "no question comes or goes with an answer");
    let number = |row: &RowProps| {
        let finding = row.ui.set().finding(row.finding);
        usize::from(finding.is_some_and(|f| matches!(f.answer, FindingType::Number { .. })))
    };
    let changed = before.iter().zip(after).filter(|(before, after)| before != after);
    let parts = changed.map(|(before, after)| match (before, after) {
        (_, Props::Line(Line::Row(row))) => 1 + number(row),
        (Props::Line(Line::Group(before)), Props::Line(Line::Group(after))) if after.open => {
            let rows = before.members.iter().zip(&after.members).filter(|(before, after)| before != after);
            1 + rows.map(|(_, row)| 1 + number(row)).sum::<usize>()
        }
        _ => 1,
    });
    1 + parts.sum::<usize>()
}

fn next(turn: &Turn, msg: Msg) -> Turn {
    turn.next(&Event { now: NOW, msg }).unwrap_or_else(|| turn.clone())
}

#[test]
fn an_answer_draws_four_components_at_most_before_the_advice_is_painted() {
    let content = Rc::new(content::shipped().expect("the shipped content can be read"));
    let ui = Ui { content: content.clone(), language: Language::De, send: Callback::noop() };
    let set = &content.set;
    let mut turn = Turn::first(Model::new(content.clone(), Language::De, Theme::Day, NOW));
    let complaints = (0_u16..).map(ProtocolIx).zip(&set.protocols).filter(|(_, p)| p.scope == Scope::Complaint);
    let begin = [Msg::NewCase(Screen::Child), Msg::AgeDigit(8), Msg::AgeUnit(AgeKey::Months)];
    for msg in begin.into_iter().chain(complaints.map(|(ix, _)| Msg::Complaint(ix))) {
        turn = next(&turn, msg);
    }
    let (mut answers, mut later) = (0_usize, Vec::new());
    for screen in [Screen::Danger, Screen::Questions] {
        turn = next(&turn, Msg::Go(screen));
        let sight = turn.sight.clone().expect("a case is open");
        let sections = if screen == Screen::Danger { &sight.danger } else { &sight.questions };
        for (at, asked) in sections.iter().flat_map(|section| &section.questions).enumerate() {
            let now = turn.sight.as_deref().expect("a case is open");
            // A group of which nothing is needed is not drawn.
            if let Question::Group(group) = asked.question
                && group_props(&ui, &turn.model, now, now, group, &asked.findings).members.is_empty()
            {
                continue;
            }
            let msg = match asked.question {
                Question::Group(group) => Msg::DenyGroup(group),
                Question::Finding(finding) => match &set.finding(finding).unwrap().answer {
                    FindingType::YesNo => Msg::Answer { finding, answer: Answer::YesNo(at % 2 == 0) },
                    FindingType::Choice { .. } => Msg::Answer { finding, answer: Answer::Option(0) },
                    FindingType::Number { confirm, decimals, .. } => {
                        let text = format_decimal(i32::midpoint(confirm.low(), confirm.high()), *decimals, ',');
                        Msg::Number { finding, text }
                    }
                },
            };
            let before = page(&ui, &turn);
            let answered = next(&turn, msg);
            let first = page(&ui, &answered);
            let count = drawn(&before, &first);
            assert!((2..=DRAWN).contains(&count), "{asked:?}: {count} components");
            turn = next(&answered, Msg::Painted);
            later.push(drawn(&first, &page(&ui, &turn)));
            answers += 1;
        }
    }
    // A single member of an open group: the root, the section, the group, its row.
    let sight = turn.sight.clone().expect("a case is open");
    let group = sight.questions.iter().flat_map(|s| &s.questions).find_map(|asked| match asked.question {
        Question::Group(group) => Some(group),
        Question::Finding(_) => None,
    });
    let group = group.expect("the page has a group");
    turn = next(&turn, Msg::OpenGroup(group));
    let member = set.group(group).unwrap().members[0];
    let answered = next(&turn, Msg::Answer { finding: member, answer: Answer::YesNo(true) });
    assert_eq!(drawn(&page(&ui, &turn), &page(&ui, &answered)), DRAWN);
    later.sort_unstable();
    println!("{answers} answers; second frame: median {}, most {}", later[later.len() / 2], later[later.len() - 1]);
    assert!(answers > 60, "the largest page");
}
