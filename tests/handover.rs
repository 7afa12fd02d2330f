//! What goes to the receiving team, over all worked cases: it is said in twenty seconds, it fits one code, it arrives and is
//! answered the same; and for a few children every word of it, to be read (`UPDATE=1` writes them anew).

#![cfg(test)]

use paedlotse::app::arrival::{Arrival, Incoming, arrive};
use paedlotse::app::effect::Theme;
use paedlotse::app::model::{Content, Model};
use paedlotse::app::sight::Sight;
use paedlotse::app::time::Now;
use paedlotse::content;
use paedlotse::handover::spoken::{WORDS, script};
use paedlotse::handover::{code, compose, plain};
use paedlotse_compiler::worked::{Worked, as_entered, worked};
use paedlotse_core::case::Timestamp;
use paedlotse_core::text::Language;
use paedlotse_core::wire::record::RecordTrouble;
use std::fs;
use std::path::Path;
use std::rc::Rc;
use std::sync::OnceLock;

/// A Sunday, 02:06 UTC.
const START: Timestamp = Timestamp(1_795_313_160_000);

/// Twenty minutes later.
const NOW: Now = Now { at: Timestamp(START.0 + 20 * 60_000), ahead: 60 };

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn cases() -> &'static [Worked] {
    static CASES: OnceLock<Vec<Worked>> = OnceLock::new();
    CASES.get_or_init(|| worked(&root().join("assets")).unwrap_or_else(|mistakes| panic!("{mistakes}")))
}

fn shipped() -> Rc<Content> {
    Rc::new(content::shipped().expect("the shipped content can be read"))
}

/// The app in the home house of this network, with the case of this child open.
fn with_case(content: &Rc<Content>, network: usize, language: Language, case: &Worked) -> Model {
    let mut model = at_home(content, network, language);
    model.case = Some(as_entered(&content.set, &case.child, START));
    model
}

fn at_home(content: &Rc<Content>, network: usize, language: Language) -> Model {
    let mut model = Model::new(Rc::clone(content), language, Theme::Day, NOW);
    let card = model.cards().nth(network).expect("the network is there");
    (model.card_print, model.place) = (
        paedlotse_core::wire::card::identity(&content.set, card).fingerprint,
        paedlotse_core::recommend::Place::Hospital(card.home),
    );
    model.network = network;
    model
}

fn read(arrival: Arrival) -> Box<Incoming> {
    match arrival {
        Arrival::Read(incoming) => incoming,
        Arrival::Refused(trouble) => panic!("{trouble:?}"),
    }
}

/// Sender, code, receiver: what is recomputed there is the same, for every worked case.
#[test]
fn every_worked_case_arrives_and_is_answered_the_same() {
    let content = shipped();
    for (at, case) in cases().iter().enumerate() {
        let sender = with_case(&content, at % 2, Language::De, case);
        let sight = Sight::of(&sender).unwrap();
        let record = code::record(&sender, &sight).unwrap();
        let text = code::text(&sender, &record);
        assert!(code::code(&text).is_some(), "{}: too large for a code", case.name);
        // The receiver stands in the other network and speaks the other language.
        let receiver = at_home(&content, (at + 1) % 2, Language::En);
        let incoming = read(arrive(&receiver, NOW, &text));
        assert!(incoming.same_card && incoming.same_rules, "{}", case.name);
        let comparison = incoming.compare(&receiver).unwrap();
        assert!(comparison.same, "{}: {:?} {:?}", case.name, comparison.so_far, comparison.ceiling);
        assert_eq!(comparison.sight.judgement, sight.judgement, "{}", case.name);
        assert_eq!(comparison.sight.reasons, sight.reasons, "{}", case.name);
    }
}

/// Every worked case is said in twenty seconds, in both languages, and nothing of the child is missing in the text.
#[test]
fn every_worked_case_is_said_in_twenty_seconds() {
    let content = shipped();
    let mut most = 0;
    for (at, case) in cases().iter().enumerate() {
        let language = if at % 2 == 0 { Language::De } else { Language::En };
        let model = with_case(&content, at % 2, language, case);
        let sight = Sight::of(&model).unwrap();
        let script = script(&model, &sight).unwrap();
        most = most.max(script.words());
        assert!(script.words() <= WORDS, "{}: {} words", case.name, script.words());
        let handover = compose(&model, &sight).unwrap();
        assert!(code::words(&handover.heading.mark, &script).is_some());
        let text = plain::plain(language, &handover);
        for (finding, _) in case.child.iter() {
            let spec = content.set.finding(finding).unwrap();
            let in_group = |label: &str| {
                let groups = sight.denied.iter().filter_map(|ix| content.set.group(*ix));
                groups
                    .into_iter()
                    .any(|group| group.members.contains(&finding) && label.contains(group.label.get(language)))
            };
            let said = text.contains(spec.label.get(language)) || in_group(&text) || spec.id == "weight";
            assert!(said, "{}: nothing is said of {}", case.name, spec.id);
        }
    }
    assert!(most > WORDS / 2, "the longest script has {most} words only");
}

/// Every word, for children who differ much.
#[test]
fn the_words_are_those_that_were_read() {
    let content = shipped();
    let children = [
        ("fever-infant", "fever", Language::De),
        ("breathing", "breathing", Language::En),
        ("head-injury", "head_injury", Language::De),
        ("gastro", "gastro", Language::De),
        ("birth", "birth", Language::De),
    ];
    for (name, protocol, language) in children {
        let of = |case: &&Worked| content.set.protocol(case.protocol).is_some_and(|one| one.id == protocol);
        // Of those of this protocol the one of whom most is known.
        let case = cases().iter().filter(of).max_by_key(|case| case.child.iter().count()).unwrap();
        let model = with_case(&content, 0, language, case);
        let sight = Sight::of(&model).unwrap();
        let script = script(&model, &sight).unwrap();
        let mut text = plain::plain(language, &compose(&model, &sight).unwrap());
        text.push_str("\n---\n");
        script.sentences.iter().chain(&script.read_back).for_each(|line| text.push_str(&format!("{line}\n")));
        let file = root().join(format!("tests/golden/handover/{name}.txt"));
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&file, &text).unwrap();
        }
        if std::env::var_os("UPDATE").is_some() {
            let record = code::record(&model, &sight).unwrap();
            fs::write(file.with_extension("record"), paedlotse_core::wire::record::plain(&record) + "\n").unwrap();
        }
        let golden = fs::read_to_string(&file).unwrap_or_default();
        assert_eq!(text, golden, "{} (UPDATE=1 writes it anew)", file.display());
    }
}

#[test]
fn what_is_no_case_is_refused_and_said() {
    let content = shipped();
    let model = at_home(&content, 0, Language::De);
    let refused = |text: &str| match arrive(&model, NOW, text) {
        Arrival::Refused(trouble) => trouble,
        Arrival::Read(_) => panic!("{text} was read"),
    };
    assert_eq!(refused("https://example.org/"), RecordTrouble::NotARecord);
    assert_eq!(refused("PAEDLOTSE:AAAAAAAA"), RecordTrouble::NotARecord);
    let sender = with_case(&content, 0, Language::De, &cases()[0]);
    let record = code::record(&sender, &Sight::of(&sender).unwrap()).unwrap();
    let text = code::text(&sender, &record);
    assert_eq!(refused(&text[..text.len() - 4]), RecordTrouble::Damaged);
}

/// What was sent yesterday is only read.
#[test]
fn an_old_case_is_only_read() {
    let content = shipped();
    let sender = with_case(&content, 0, Language::De, &cases()[0]);
    let record = code::record(&sender, &Sight::of(&sender).unwrap()).unwrap();
    let later = |minutes: i64| Now { at: Timestamp(NOW.at.0 + minutes * 60_000), ahead: 60 };
    let incoming = read(arrive(&at_home(&content, 0, Language::De), later(5), &code::text(&sender, &record)));
    assert!(!incoming.is_old(later(24 * 60)));
    assert!(incoming.is_old(later(24 * 60 + 1)));
}

/// Another card or other rules: said, with what differs.
#[test]
fn what_differs_is_told() {
    let content = shipped();
    let case = cases().iter().max_by_key(|case| case.child.iter().count()).unwrap();
    let sender = with_case(&content, 0, Language::De, case);
    let sight = Sight::of(&sender).unwrap();
    let record = code::record(&sender, &sight).unwrap();
    let mut incoming = read(arrive(&at_home(&content, 0, Language::De), NOW, &code::text(&sender, &record)));
    let receiver = at_home(&content, 0, Language::De);
    assert!(incoming.compare(&receiver).unwrap().same);
    incoming.received.said.so_far.urgency = paedlotse_core::disposition::Urgency::Immediate;
    let first = sight.judgement.so_far.urgency == paedlotse_core::disposition::Urgency::Immediate;
    assert_eq!(incoming.compare(&receiver).unwrap().same, first);
    incoming.received.said.so_far.urgency = sight.judgement.so_far.urgency;
    incoming.received.unreadable = 1;
    assert!(!incoming.compare(&receiver).unwrap().same, "an answer that is not understood is a difference");
}
