//! Every screen drawn without a browser, in both languages: no text missing, every tap has its name,
//! nothing that the content security policy forbids.

#![cfg(test)]

use paedlotse::app::effect::Theme;
use paedlotse::app::model::Model;
use paedlotse::app::msg::{AgeKey, Answer, Msg, OverruleEdit};
use paedlotse::app::route::Screen;
use paedlotse::app::sight::Sight;
use paedlotse::app::time::Now;
use paedlotse::app::update::update;
use paedlotse::content;
use paedlotse::view::root::{App, AppProps, Door};
use paedlotse_core::case::Timestamp;
use paedlotse_core::disposition::Urgency;
use paedlotse_core::protocol::{Question, Scope};
use paedlotse_core::recommend::Disposition;
use paedlotse_core::text::Language;
use std::future::Future;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

const NOW: Now = Now { at: Timestamp(1_795_313_160_000), ahead: 60 };

fn draw(model: Model) -> String {
    let props = AppProps { model, door: Door::default() };
    let renderer = yew::LocalServerRenderer::<App>::with_props(props).hydratable(false);
    let mut drawing = pin!(renderer.render());
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..1000 {
        if let Poll::Ready(html) = drawing.as_mut().poll(&mut context) {
            return html;
        }
    }
    panic!("drawing waits for something");
}

fn model(language: Language, messages: &[Msg]) -> Model {
    let content = Rc::new(content::shipped().expect("the shipped content can be read"));
    let mut model = Model::new(content, language, Theme::Day, NOW);
    for msg in messages {
        model = update(&model, NOW, msg).0;
    }
    model
}

/// A febrile child of 14 months with the danger screen denied and the first group opened.
fn walk(language: Language) -> Vec<Msg> {
    let set = model(language, &[]).content.set;
    let mut messages =
        vec![Msg::NewCase(Screen::Child), Msg::AgeDigit(1), Msg::AgeDigit(4), Msg::AgeUnit(AgeKey::Months)];
    for question in
        set.protocols.iter().filter(|p| p.scope == Scope::Danger).flat_map(|p| &p.sections).flat_map(|s| &s.questions)
    {
        match question {
            Question::Group(group) => messages.push(Msg::DenyGroup(*group)),
            Question::Finding(_) => {}
        }
    }
    messages.push(Msg::Answer { finding: set.finding_named("avpu").unwrap(), answer: Answer::Option(0) });
    messages.push(Msg::Complaint(set.protocol_named("fever").unwrap()));
    messages.push(Msg::Number { finding: set.finding_named("temperature").unwrap(), text: "41,8".to_owned() });
    messages.push(Msg::OpenGroup(paedlotse_core::finding::GroupIx(0)));
    messages
}

fn pages(language: Language) -> Vec<(String, String)> {
    let mut pages = vec![("start".to_owned(), draw(model(language, &[])))];
    pages.push(("ambulance".to_owned(), draw(model(language, &[Msg::Ambulance]))));
    for screen in Screen::ALL {
        let mut fresh = vec![Msg::NewCase(Screen::Danger)];
        fresh.push(Msg::Go(screen));
        pages.push((format!("{} of a new case", screen.id()), draw(model(language, &fresh))));
        let mut later = walk(language);
        later.push(Msg::Go(screen));
        pages.push((format!("{} of a febrile child", screen.id()), draw(model(language, &later))));
    }
    let mut now = walk(language);
    now.extend([Msg::AnswerNow, Msg::OverruleForm(true), Msg::OverruleEdit(OverruleEdit::Words("eins".to_owned()))]);
    pages.push(("answered now".to_owned(), draw(model(language, &now))));
    let set = model(language, &[]).content.set;
    let convulsing = Msg::Answer { finding: set.finding_named("convulsing_now").unwrap(), answer: Answer::YesNo(true) };
    for screen in [Screen::Danger, Screen::Questions, Screen::Recommendation] {
        let immediate = [Msg::Network(1), Msg::NewCase(Screen::Danger), convulsing.clone(), Msg::Go(screen)];
        pages.push((format!("{} with a convulsion", screen.id()), draw(model(language, &immediate))));
        let ambulance = [Msg::Ambulance, Msg::NewCase(Screen::Danger), convulsing.clone(), Msg::Go(screen)];
        pages.push((format!("{} in an ambulance", screen.id()), draw(model(language, &ambulance))));
    }
    pages
}

#[test]
fn every_screen_shows_itself_and_the_draft_banner() {
    for (language, draft) in
        [(Language::De, "Entwurf – nicht freigegeben"), (Language::En, "Draft – not released for use")]
    {
        for (name, html) in pages(language) {
            assert!(html.contains(draft), "{name}");
            assert_eq!(html.matches("<main").count(), 1, "{name}");
            assert_eq!(html.matches("<h1").count(), 1, "{name}");
        }
    }
    for screen in Screen::ALL {
        let mut messages = walk(Language::De);
        messages.push(Msg::Go(screen));
        let html = draw(model(Language::De, &messages));
        assert!(html.contains(&format!("data-screen=\"{}\"", screen.id())), "{screen:?}");
    }
}

#[test]
fn no_language_leaks_into_the_other() {
    for (name, html) in pages(Language::En) {
        for word in ["Weiter:", "nicht beurteilt", "Nichts davon", "Noch offen", "Empfehlung", "Beschwerde", "Dringend"]
        {
            assert!(!html.contains(word), "{name}: {word}");
        }
    }
    for (name, html) in pages(Language::De) {
        for word in ["not assessed", "None of these", "Still open", "Complaint", "Urgent", "Settled"] {
            assert!(!html.contains(word), "{name}: {word}");
        }
    }
}

#[test]
fn nothing_inline_and_nothing_nameless() {
    for (name, html) in pages(Language::De) {
        for forbidden in [" style=", "<style", "<script", "onclick=", "javascript:"] {
            assert!(!html.contains(forbidden), "{name}: {forbidden}");
        }
        for tag in html.split("<button").skip(1) {
            let tag = tag.split('>').next().unwrap();
            assert!(tag.contains("data-act=\""), "{name}: <button{tag}>");
        }
        for tag in html.split("<input").skip(1) {
            let tag = tag.split('>').next().unwrap();
            assert!(tag.contains("data-act=\"") && !tag.contains("type=\"number\""), "{name}: <input{tag}>");
        }
        assert!(!html.contains("–\u{a0}"), "{name}: a value is missing beside its unit");
    }
}

#[test]
fn every_icon_that_is_used_is_drawn() {
    let drawn = include_str!("../assets/icons.svg");
    for (name, html) in pages(Language::De) {
        for used in html.split("<use href=\"#").skip(1) {
            let id = used.split('"').next().unwrap();
            assert!(drawn.contains(&format!("<symbol id=\"{id}\"")), "{name}: {id}");
        }
    }
}

#[test]
fn ids_are_unique() {
    for (name, html) in pages(Language::En) {
        let mut seen = std::collections::BTreeSet::new();
        for id in html.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            assert!(seen.insert(id.to_owned()), "{name}: {id} stands twice");
        }
    }
}

#[test]
fn no_place_is_named_before_the_danger_screen_is_done() {
    for screen in [Screen::Danger, Screen::Complaints, Screen::Questions, Screen::Recommendation] {
        let html = draw(model(Language::De, &[Msg::NewCase(Screen::Danger), Msg::Go(screen)]));
        assert!(html.contains("data-state=\"danger_screen\""), "{screen:?}");
        assert!(!html.contains("data-disposition=\""), "{screen:?}");
    }
}

#[test]
fn treat_here_is_never_said_without_provisional_before_it_is_settled() {
    let mut messages = walk(Language::De);
    messages.push(Msg::Go(Screen::Questions));
    let html = draw(model(Language::De, &messages));
    assert!(html.contains("data-state=\"provisional\""));
    assert!(html.contains("Vorläufig"));
    assert!(!html.contains(">vor Ort<"));
}

/// A child of 14 months with a fever, after the danger screen.
fn provisional(language: Language) -> Model {
    let mut messages = walk(language);
    messages.push(Msg::Go(Screen::Questions));
    model(language, &messages)
}

#[test]
fn the_provisional_bar_says_how_many_questions_can_raise_it_and_how_far() {
    for (language, count, transfer, immediate) in [
        (Language::De, "Fragen können das noch anheben", "„verlegen“", "„sofort“"),
        (Language::En, "questions can still raise this", "“transfer”", "“immediate”"),
    ] {
        let model = provisional(language);
        let sight = Sight::of(&model).expect("a case is open");
        let html = draw(model);
        let note = html.split("class=\"verdict-note\">").nth(1).unwrap().split('<').next().unwrap();
        assert!(note.starts_with(&format!("{} {count}", sight.open_count())), "{note}");
        let said = |n: u32, to: &str| {
            let words: Vec<&str> = note.split(", ").filter(|part| part.contains(to)).collect();
            let of = match (language, n) {
                (_, 0) => unreachable!("this child has such questions"),
                (Language::De, 1) => "eine davon".to_owned(),
                (Language::En, 1) => "one of them".to_owned(),
                (Language::De, n) => format!("{n} davon"),
                (Language::En, n) => format!("{n} of them"),
            };
            assert_eq!(words.len(), 1, "{note}");
            assert!(words[0].contains(&of), "{note}");
        };
        said(sight.alone_to(Disposition::Transfer), transfer);
        said(sight.alone_at(Urgency::Immediate), immediate);
    }
}

#[test]
fn the_cautious_answer_says_what_was_not_assessed() {
    for (language, because) in
        [(Language::De, "Vorsichtig, weil nicht beurteilt: "), (Language::En, "Cautious, because not assessed: ")]
    {
        let mut messages = walk(language);
        messages.push(Msg::AnswerNow);
        let model = model(language, &messages);
        let sight = Sight::of(&model).expect("a case is open");
        let first = match sight.open[0] {
            Question::Group(ix) => model.content.set.group(ix).unwrap().label.get(language),
            Question::Finding(ix) => model.content.set.finding(ix).unwrap().label.get(language),
        };
        let html = draw(model);
        assert!(html.contains(&format!("{because}{first}, ")), "{because}{first}");
    }
}

#[test]
fn what_is_set_aside_is_collected_with_its_reason() {
    for (language, reason) in [(Language::De, "Nötig bei: "), (Language::En, "Needed with: ")] {
        let model = provisional(language);
        let sight = Sight::of(&model).expect("a case is open");
        let content = model.content.clone();
        let aside: Vec<_> = sight.set_aside(&content.set).collect();
        assert!(!aside.is_empty(), "a well child needs no lactate");
        let html = draw(model);
        let list = html.split("id=\"aside-h\"").nth(1).expect("the list is shown").split("</section>").next().unwrap();
        assert_eq!(list.matches("data-act=\"aside:").count(), aside.len());
        for finding in aside.iter().filter_map(|ix| content.set.finding(*ix)) {
            let line = list.split(&format!("data-act=\"aside:{}\"", finding.id)).nth(1).expect(finding.id);
            let line = line.split("</button>").next().unwrap();
            assert_eq!(line.contains(reason), finding.due.is_some(), "{}: {line}", finding.id);
        }
    }
}

#[test]
fn a_test_that_is_not_here_and_decides_names_the_house_that_has_it() {
    for (language, decides) in [
        (Language::De, "Entscheidet, ist aber hier jetzt nicht zu haben; gilt als Bedarf → "),
        (Language::En, "Decides, but is not available here now; counts as a need → "),
    ] {
        let set = model(language, &[]).content.set;
        let laboratory = set.capability_named("lab_basic").unwrap();
        let mut messages = vec![Msg::Duty(laboratory), Msg::NewCase(Screen::Child), Msg::AgeDigit(7)];
        messages.push(Msg::AgeUnit(AgeKey::Weeks));
        messages.extend(walk(language).into_iter().skip(4).filter(|msg| !matches!(msg, Msg::Number { .. })));
        let temperature = set.finding_named("temperature").unwrap();
        messages.push(Msg::Number { finding: temperature, text: "38,4".to_owned() });
        messages.push(Msg::Go(Screen::Questions));
        let model = model(language, &messages);
        let sight = Sight::of(&model).expect("a case is open");
        let (finding, site) = sight.elsewhere.iter().find(|(_, site)| site.is_some()).expect("the blood decides");
        let place = model.card().unwrap().site(site.unwrap()).unwrap().place;
        let id = set.finding(*finding).unwrap().id;
        let html = draw(model);
        let row = html.split("<div").find(|tag| tag.contains(&format!("id=\"q-{id}\""))).expect("its row is shown");
        assert!(!row.contains("is-faded"), "what decides does not fade: {row}");
        assert!(html.contains(&format!("{decides}{place}")), "{decides}{place}");
    }
}

#[test]
fn headlines_are_short() {
    let convulsing = |m: &Model| m.content.set.finding_named("convulsing_now").unwrap();
    for language in [Language::De, Language::En] {
        for network in [0, 1] {
            for place in [Msg::Hospital, Msg::Ambulance] {
                let start = model(language, &[Msg::Network(network), place.clone(), Msg::NewCase(Screen::Danger)]);
                let finding = convulsing(&start);
                let said = update(&start, NOW, &Msg::Answer { finding, answer: Answer::YesNo(true) }).0;
                let html = draw(update(&said, NOW, &Msg::Go(Screen::Recommendation)).0);
                let headline =
                    html.split("<h1 id=\"rec-h\">").nth(1).unwrap().split("</h1>").next().unwrap().to_owned();
                assert!(headline.split_whitespace().count() <= 12, "{headline}");
                let begins = match language {
                    Language::De => "Hier beginnen",
                    Language::En => "Start here",
                };
                assert!(headline.starts_with(begins), "{headline}");
            }
        }
    }
}
