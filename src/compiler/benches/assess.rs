//! How long one evaluation of all shipped content takes, and why, what-if and stays-if, for the largest page there is:
//! `cargo bench -p paedlotse-compiler`.
//!
//! The content is measured as the app has it, read from its packed form: a process that has compiled it keeps it in many
//! small pieces far apart, and is slower for that. So another process compiles.

use divan::Bencher;
use paedlotse_compiler::value::{deny_rest, normal_vitals};
use paedlotse_core::age::Age;
use paedlotse_core::answer::answer;
use paedlotse_core::assess::{assess, due, members};
use paedlotse_core::capability::CapabilitySet;
use paedlotse_core::derivation::derive;
use paedlotse_core::finding::{Finding, FindingIx, FindingType, Worse};
use paedlotse_core::observation::{Findings, Value};
use paedlotse_core::protocol::{Protocol, ProtocolIx, ProtocolSet, Scope};
use paedlotse_core::quantity::Span;
use paedlotse_core::recommend::{Duty, Place, Situation};
use std::io::Write;
use std::path::Path;
use std::process::{Command, abort};
use std::sync::OnceLock;

/// With this argument the program writes the packed content and does nothing else.
const PACK: &str = "--pack";

fn main() {
    if std::env::args().any(|argument| argument == PACK) {
        let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets");
        let compiled = paedlotse_compiler::compile(&assets).unwrap_or_else(|_| abort());
        let packed = postcard::to_allocvec(&compiled.set).unwrap_or_else(|_| abort());
        std::io::stdout().write_all(&packed).unwrap_or_else(|_| abort());
    } else {
        divan::main();
    }
}

fn content() -> &'static ProtocolSet {
    static CONTENT: OnceLock<ProtocolSet> = OnceLock::new();
    CONTENT.get_or_init(|| {
        let packed = std::env::current_exe().and_then(|program| Command::new(program).arg(PACK).output());
        let packed: &'static [u8] = packed.unwrap_or_else(|_| abort()).stdout.leak();
        postcard::from_bytes(packed).unwrap_or_else(|_| abort())
    })
}

/// How the page was answered.
#[derive(Clone, Copy, Debug)]
enum Page {
    /// Nothing was.
    Open,
    /// The danger screen was denied; every other question can still raise the answer.
    Begun,
    /// Everything was denied, vital signs are normal.
    Well,
    /// As `Well`, but breathing is hard and saturation is low.
    Breathless,
    /// Everything is as bad as it can be.
    Worst,
}

/// Which complaints were chosen.
#[derive(Clone, Copy, Debug)]
enum Chosen {
    /// None yet: the rules of all are possible.
    None,
    /// The three whose pages ask most: more than any child has.
    Three,
    /// All there are.
    All,
}

impl Chosen {
    fn complaints(self) -> Vec<ProtocolIx> {
        let set = content();
        let complaints = (0..).map(ProtocolIx).zip(&set.protocols).filter(|(_, p)| p.scope == Scope::Complaint);
        let asks = |protocol: &Protocol| {
            let questions = protocol.sections.iter().flat_map(|section| &section.questions);
            questions.flat_map(|question| members(set, *question)).count()
        };
        let mut sized: Vec<(usize, ProtocolIx)> = complaints.map(|(ix, protocol)| (asks(protocol), ix)).collect();
        sized.sort_unstable_by(|a, b| b.cmp(a));
        let many = match self {
            Self::None => 0,
            Self::Three => 3,
            Self::All => sized.len(),
        };
        sized.into_iter().take(many).map(|(_, ix)| ix).collect()
    }
}

/// A child of eight months.
fn child(page: Page, chosen: Chosen) -> Findings {
    let set = content();
    let mut child = Findings::default();
    child.age = Age::months(8).ok();
    chosen.complaints().into_iter().for_each(|ix| child.choose(ix));
    let say = |child: &mut Findings, named: &str, value: Value| {
        let ix = set.finding_named(named);
        ix.is_some_and(|ix| child.set(set, ix, value).is_ok())
    };
    match page {
        Page::Open => {}
        Page::Begun => {
            let asked = assess(set, &child, CapabilitySet::EMPTY).danger_left;
            for ix in asked.into_iter().flat_map(|question| members(set, question)) {
                let known = set.finding(ix).is_some_and(|finding| child.set(set, ix, mildest(finding)).is_ok());
                assert!(known, "the danger screen asks for no number");
            }
        }
        Page::Well => {
            deny_rest(set, &mut child);
            normal_vitals(set, &mut child);
        }
        Page::Breathless => {
            let known = say(&mut child, "spo2", Value::Number(Span::exactly(88)))
                && say(&mut child, "work_of_breathing", Value::Choice(3))
                && say(&mut child, "grunting", Value::YesNo(true));
            assert!(known, "the vocabulary has changed");
            deny_rest(set, &mut child);
            normal_vitals(set, &mut child);
        }
        Page::Worst => {
            for ((ix, finding), asked) in (0..).map(FindingIx).zip(&set.findings).zip(due(set, &child)) {
                let fits = asked.is_false() || child.set(set, ix, worst(finding)).is_ok();
                assert!(fits, "the worst value is plausible");
            }
        }
    }
    child
}

fn mildest(finding: &Finding) -> Value {
    match &finding.answer {
        FindingType::YesNo => Value::YesNo(matches!(finding.worse, Worse::Down)),
        FindingType::Choice { options } => {
            let mildest = (0..).zip(options).min_by_key(|(_, option)| option.level);
            Value::Choice(mildest.map_or(0, |(at, _)| at))
        }
        FindingType::Number { plausible, .. } => Value::Number(Span::exactly(plausible.low())),
    }
}

fn worst(finding: &Finding) -> Value {
    match &finding.answer {
        FindingType::YesNo => Value::YesNo(!matches!(finding.worse, Worse::Down)),
        FindingType::Choice { options } => {
            let worst = (0..).zip(options).max_by_key(|(_, option)| option.level);
            Value::Choice(worst.map_or(0, |(at, _)| at))
        }
        FindingType::Number { plausible, .. } => Value::Number(Span::exactly(match finding.worse {
            Worse::Down => plausible.low(),
            Worse::Up | Worse::Away { .. } => plausible.high(),
        })),
    }
}

#[divan::bench(args = [(Page::Open, Chosen::Three), (Page::Well, Chosen::Three), (Page::Open, Chosen::None), (Page::Open, Chosen::All)])]
fn assess_all_content(bencher: Bencher, (page, chosen): (Page, Chosen)) {
    let child = child(page, chosen);
    bencher.bench(|| assess(content(), divan::black_box(&child), CapabilitySet::EMPTY));
}

#[divan::bench(args = [(Page::Open, Chosen::Three), (Page::Begun, Chosen::Three), (Page::Well, Chosen::Three), (Page::Open, Chosen::None)])]
fn whole_answer(bencher: Bencher, (page, chosen): (Page, Chosen)) {
    let set = content();
    let child = child(page, chosen);
    let Some(network) = set.networks.first() else { return };
    let situation = Situation { network, place: Place::Hospital(network.home), at: None, duty: &Duty::default() };
    bencher.bench(|| answer(set, divan::black_box(&child), &situation));
}

#[divan::bench(args = [Page::Open, Page::Well, Page::Breathless, Page::Worst])]
fn derive_all(bencher: Bencher, page: Page) {
    let set = content();
    let child = child(page, Chosen::Three);
    let Some(network) = set.networks.first() else { return };
    let situation = Situation { network, place: Place::Hospital(network.home), at: None, duty: &Duty::default() };
    bencher.bench(|| derive(set, divan::black_box(&child), &situation));
}
