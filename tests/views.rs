//! Every screen drawn without a browser, in both languages: no text missing, every tap has its name,
//! nothing that the content security policy forbids.

#![cfg(test)]

#[path = "views/said.rs"]
mod said;

use paedlotse::app::effect::Theme;
use paedlotse::app::frame::{FrameMsg, Surroundings};
use paedlotse::app::keep::{News, Refusal};
use paedlotse::app::model::Model;
use paedlotse::app::msg::{AgeKey, Answer, Msg, OverruleEdit};
use paedlotse::app::offline::{Copied, Edition, Install, Offline, Update};
use paedlotse::app::route::Screen;
use paedlotse::app::scan::ScanMsg;
use paedlotse::app::sight::Sight;
use paedlotse::app::time::Now;
use paedlotse::app::update::update;
use paedlotse::content;
use paedlotse::view::root::{App, AppProps, Door};
use paedlotse_core::case::Timestamp;
use paedlotse_core::disposition::Urgency;
use paedlotse_core::finding::{FindingType, GroupIx};
use paedlotse_core::network::SiteIx;
use paedlotse_core::protocol::{ProtocolIx, Question, Scope};
use paedlotse_core::recommend::Disposition;
use paedlotse_core::text::Language;
use paedlotse_core::wire::Value;
use paedlotse_core::wire::card::write;
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
    messages.push(Msg::OpenGroup(GroupIx(0)));
    messages
}

/// As it is where the app is a single file.
fn single(language: Language, screen: Screen) -> Model {
    let offline = Offline { copied: Copied::Single, own: 1, ..Offline::default() };
    let refused = News::Ready { standalone: false, held: Err(Refusal::File), here: None, house: None };
    let mut model = model(language, &[Msg::Offline(offline), Msg::Store(refused), Msg::Go(screen)]);
    model.edition.built = "2026-11-26T12:37:46Z".to_owned();
    model.edition.review = "2027-05-31".to_owned();
    model
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
    let scanning = [Msg::Go(Screen::Receive), Msg::Scan(ScanMsg::Start), Msg::Scan(ScanMsg::Pasted("eins".to_owned()))];
    pages.push(("scanning".to_owned(), draw(model(language, &scanning))));
    let read = [Msg::Go(Screen::Receive), Msg::Arrived("eins".to_owned())];
    pages.push(("a text was read".to_owned(), draw(model(language, &read))));
    for screen in [Screen::Start, Screen::Receive, Screen::Sources] {
        pages.push((format!("{} of the single file", screen.id()), draw(single(language, screen))));
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
fn the_single_file_says_what_it_cannot_do_and_offers_nothing_of_it() {
    let draw = |screen| draw(single(Language::De, screen));
    let (start, receive, sources) = (draw(Screen::Start), draw(Screen::Receive), draw(Screen::Sources));
    for said in [
        "Einzeldatei-Version, Stand 2026-11-26",
        "2027-05-31",
        "läuft ohne Netz",
        "bewahrt nichts auf",
        "erneuert sich nicht",
        "keine Kopie",
        "liest keine Codes",
        "Übersteht nichts",
    ] {
        assert!(start.contains(said), "{said}");
    }
    assert!(receive.contains("liest keine Codes") && receive.contains("id=\"paste\""));
    assert!(sources.contains("fragte diese Datei 0-mal"));
    for (page, offered) in [
        (&start, "Nicht offline bereit"),
        (&start, "https"),
        (&start, "scannen"),
        (&receive, "scan-start"),
        (&receive, "scan-pick"),
        (&sources, "reset.html"),
        (&sources, "data-act=\"persist\""),
    ] {
        assert!(!page.contains(offered), "{offered}");
    }
    let undated = Model { edition: Edition::default(), ..single(Language::De, Screen::Start) };
    assert!(self::draw(undated).contains("Einzeldatei-Version, Stand unbekannt"));
}

#[test]
fn the_covered_screen_holds_nothing_of_the_case() {
    for (language, title) in [
        (Language::De, "Bildschirm verdeckt\u{a0}· Fall offen seit"),
        (Language::En, "Screen covered\u{a0}· case open since"),
    ] {
        for screen in Screen::ALL {
            let mut messages = walk(language);
            messages.extend([Msg::Search("kanarie".to_owned()), Msg::Go(screen), Msg::Cover]);
            let html = draw(model(language, &messages));
            assert!(html.contains(title) && html.contains("data-act=\"uncover\""), "{screen:?}");
            for part in [
                "<input",
                "<textarea",
                "<video",
                "<nav",
                "class=\"row",
                "data-urgency",
                "data-disposition",
                "kanarie",
                "41,8",
            ] {
                assert!(!html.contains(part), "{screen:?}: {part}");
            }
            assert_eq!(html.matches("data-act=").count(), 1, "{screen:?}: there is another way than back");
        }
    }
}

/// What is typed is neither remembered by the browser nor sent to a spelling service.
#[test]
fn every_field_keeps_to_itself() {
    let off = ["autocomplete=\"off\"", "autocorrect=\"off\"", "autocapitalize=\"off\"", "spellcheck=\"false\""];
    let mut fields = 0;
    for language in [Language::De, Language::En] {
        let mut consult = walk(language);
        consult.extend([Msg::Go(Screen::Recommendation), Msg::ConsultForm(true)]);
        let mut release = walk(language);
        release.extend([Msg::Go(Screen::Tonight), Msg::ReleaseForm(true)]);
        let more = [consult, release].map(|messages| ("a form".to_owned(), draw(model(language, &messages))));
        for (name, html) in pages(language).into_iter().chain(more) {
            assert!(!html.contains("contenteditable"), "{name}");
            let all = ["<input", "<textarea"].into_iter().flat_map(|tag| html.split(tag).skip(1));
            for field in all.filter_map(|rest| rest.split_once('>')) {
                fields += 1;
                assert!(off.iter().all(|off| field.0.contains(off)), "{name}: {}", field.0);
            }
        }
    }
    assert!(fields > 50, "{fields} fields");
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
        for tag in ["<input", "<textarea"].into_iter().flat_map(|tag| html.split(tag).skip(1)) {
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
                (Language::De, 1) => "eine auf".to_owned(),
                (Language::En, 1) => "one to".to_owned(),
                (Language::De, n) => format!(" {n} auf"),
                (Language::En, n) => format!(" {n} to"),
            };
            assert_eq!(words.len(), 1, "{note}");
            assert!(format!(" {}", words[0]).contains(&of), "{note}");
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
    for (language, reason) in [(Language::De, "nötig bei: "), (Language::En, "needed with: ")] {
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
        (Language::En, "Decisive, but not available here now; counts as a need → "),
    ] {
        let set = model(language, &[]).content.set;
        let laboratory = set.capability_named("lab_basic").unwrap();
        let mut messages = vec![Msg::Duty(SiteIx(0), laboratory), Msg::NewCase(Screen::Child), Msg::AgeDigit(7)];
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

/// A febrile child, all else denied, with what differs.
fn denied_but(language: Language, differs: &[(&str, Answer)]) -> Vec<Msg> {
    let set = model(language, &[]).content.set;
    let mut messages = walk(language);
    messages.extend(
        differs.iter().map(|(id, answer)| Msg::Answer { finding: set.finding_named(id).unwrap(), answer: *answer }),
    );
    messages.push(Msg::Go(Screen::Recommendation));
    messages
}

/// The section with this heading.
fn section<'h>(html: &'h str, heading: &str) -> Option<&'h str> {
    let after = html.split(&format!("aria-labelledby=\"{heading}\"")).nth(1)?;
    after.split("</section>").next()
}

#[test]
fn what_suffices_is_marked_and_nothing_else() {
    for (language, mark) in [(Language::De, "genügt"), (Language::En, "suffices")] {
        let html = draw(model(language, &denied_but(language, &[("convulsing_now", Answer::YesNo(true))])));
        let why = section(&html, "why-h").unwrap();
        let chip = format!("<span>{mark}</span>");
        assert_eq!(why.matches(&chip).count(), 1, "{why}");
        let line = why.split("data-act=\"decided:convulsing_now\"").nth(1).unwrap().split("</button>").next().unwrap();
        assert!(line.contains(&chip), "{line}");
        // An advice that rests on nothing found marks nothing, and says what was denied.
        let html = draw(model(language, &[Msg::NewCase(Screen::Danger)]));
        assert!(!html.contains(&chip));
    }
}

#[test]
fn what_would_change_the_advice_is_said_with_the_value_that_is_there() {
    for (language, milder, now) in [(Language::De, "Milder: ", "(jetzt: Ja)"), (Language::En, "Milder: ", "(now: Yes)")]
    {
        let html = draw(model(language, &denied_but(language, &[("convulsing_now", Answer::YesNo(true))])));
        let change = section(&html, "change-h").unwrap();
        assert!(change.contains(milder) && change.contains(now), "{change}");
    }
    let html = draw(model(Language::De, &denied_but(Language::De, &[])));
    let change = section(&html, "change-h").unwrap();
    assert!(change.contains("Strenger: ") && !change.contains("Milder: "), "{change}");
    assert!(change.matches("<li").count() <= 6);
}

/// A planned clinic answers what is asked where nothing is urgent, and is never named where something is.
#[test]
fn a_planned_clinic_is_named_where_nothing_is_urgent() {
    let set = model(Language::De, &[]).content.set;
    let mut messages = vec![Msg::Network(1)];
    messages
        .extend(walk(Language::De).into_iter().filter(|msg| !matches!(msg, Msg::Complaint(_) | Msg::Number { .. })));
    messages.push(Msg::Complaint(set.protocol_named("psychosomatic").unwrap()));
    let yes = |id: &str| Msg::Answer { finding: set.finding_named(id).unwrap(), answer: Answer::YesNo(true) };
    messages.extend([yes("functional_symptoms"), Msg::Go(Screen::Recommendation)]);
    let html = draw(model(Language::De, &messages));
    assert!(html.contains("Geplant: Sprechstunde Kinderpsychosomatik, Soest"), "{html}");
    assert!(html.contains("nach Vereinbarung"));
    messages.insert(messages.len() - 1, yes("convulsing_now"));
    assert!(!draw(model(Language::De, &messages)).contains("Geplant:"));
}

#[test]
fn before_the_danger_screen_is_done_and_in_the_cautious_answer_nothing_is_said_about_changes() {
    let fresh = draw(model(Language::De, &[Msg::NewCase(Screen::Danger), Msg::Go(Screen::Recommendation)]));
    assert!(section(&fresh, "change-h").is_none());
    let mut cautious = denied_but(Language::De, &[]);
    cautious.push(Msg::AnswerNow);
    let html = draw(model(Language::De, &cautious));
    assert!(html.contains("data-state=\"answered_now\""), "{html}");
    assert!(section(&html, "change-h").is_none());
    assert!(!html.contains("<span>genügt</span>"));
}

/// A child of two years in Soest with a fever and petechiae only where the superior vena cava drains, after coughing:
/// the blood count is normal, CRP cannot be had.
fn without_crp(language: Language) -> Model {
    let start = [Msg::Network(1), Msg::NewCase(Screen::Child), Msg::AgeDigit(2), Msg::AgeUnit(AgeKey::Years)];
    let mut told = model(language, &start);
    let set = told.content.set;
    let finding = |id: &str| set.finding_named(id).unwrap();
    let svc = match set.finding(finding("petechiae_area")).unwrap().answer {
        FindingType::Choice { options } => options.iter().position(|o| o.id == "svc_only").unwrap(),
        other => panic!("{other:?}"),
    };
    let mut messages = vec![
        Msg::Complaint(set.protocol_named("fever").unwrap()),
        Msg::Number { finding: finding("temperature"), text: "39,2".to_owned() },
        Msg::Answer { finding: finding("petechiae"), answer: Answer::YesNo(true) },
        Msg::Answer { finding: finding("petechiae_area"), answer: Answer::Option(u8::try_from(svc).unwrap()) },
        Msg::Answer { finding: finding("mechanical_cause"), answer: Answer::YesNo(true) },
        Msg::Number { finding: finding("wbc"), text: "9,0".to_owned() },
        Msg::Answer { finding: finding("crp"), answer: Answer::Unobtainable },
    ];
    messages.extend((0..set.groups.len()).map(|group| Msg::DenyGroup(GroupIx(u16::try_from(group).unwrap()))));
    messages.push(Msg::Answer { finding: finding("avpu"), answer: Answer::Option(0) });
    messages.push(Msg::Go(Screen::Recommendation));
    for msg in &messages {
        told = update(&told, NOW, msg).0;
    }
    told
}

#[test]
fn what_cannot_be_had_here_and_would_decide_is_said_with_the_house_that_has_it() {
    for (language, says) in [(Language::De, "Entscheiden würde: "), (Language::En, "Would decide: ")] {
        let html = draw(without_crp(language));
        let open = section(&html, "open-h").unwrap();
        let line = open.split(says).nth(1).unwrap_or_else(|| panic!("{open}"));
        assert!(line.starts_with("CRP") && line.contains("→ Lippstadt"), "{line}");
    }
}
