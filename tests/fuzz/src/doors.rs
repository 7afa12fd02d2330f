//! Every door through which foreign data comes in. A new door is one entry in [`DOORS`].
//!
//! A door makes an input out of right data and dice, and lets it in. Letting in says whether it was taken, or what went
//! wrong; a panic, an overflow or a hang is wrong anywhere.

use crate::app::arrival::Arrival;
use crate::app::effect::Effect;
use crate::app::embed::{self, link::MARK};
use crate::app::frame::{Around, FrameMsg, Talk};
use crate::app::keep::News;
use crate::app::model::{CardNews, Desk, Model, Unreadable};
use crate::app::msg::{ConsultEdit, Msg, OverruleEdit};
use crate::app::route::Screen;
use crate::app::search::search;
use crate::app::sight::Sight;
use crate::app::update::update;
use crate::app::{age, house, snapshot};
use crate::dice::Dice;
use crate::mutate;
use crate::stock::{NOW, Stock, from_json, to_json};
use paedlotse_core::age::{Age, AgeLimit, AgeUnit};
use paedlotse_core::case::Case;
use paedlotse_core::network::Hours;
use paedlotse_core::observation::{Value as Known, check};
use paedlotse_core::quantity::{Span, format_decimal, parse_decimal};
use paedlotse_core::recommend::WeekTime;
use paedlotse_core::wire;
use paedlotse_core::wire::card;
use paedlotse_core::wire::chart;
use paedlotse_core::wire::config::{COVER_SECONDS, Config, DEVICE_HOURS, TAB_HOURS};
use paedlotse_core::wire::limits::{DEPTH, LEFT_OUT, MESSAGE_DEPTH, TEXT};
use paedlotse_core::wire::record;
use paedlotse_core::wire::release::Release;
use serde_json::Value;

/// Whether an input was taken (`true`) or refused, or what is wrong with the door.
type Outcome = Result<bool, String>;

/// The browser does not even read a larger file.
const LARGEST: usize = 1_000_000;

/// Characters of a trouble as it is logged: a few words of 40 characters, each of which may be written as `\u{10ffff}`.
const LONGEST_TROUBLE: usize = 1000;

/// Characters of a foreign name as it is repeated.
const LONGEST_NAME: usize = 41;

/// A door for foreign data.
pub struct Door {
    /// Its name on the command line.
    pub name: &'static str,
    /// How many inputs one process takes: what is read stays in memory for good.
    pub portion: u64,
    /// An input.
    pub make: fn(&Stock, &mut Dice) -> Vec<u8>,
    /// Lets it in.
    pub enter: fn(&Stock, &[u8]) -> Outcome,
}

/// All of them.
pub const DOORS: &[Door] = &[
    Door { name: "card", portion: 400_000, make: make_card, enter: enter_card },
    Door { name: "release", portion: 1_000_000, make: make_release, enter: enter_release },
    Door { name: "case", portion: 1_000_000, make: make_case, enter: enter_case },
    Door { name: "house", portion: 400_000, make: make_house, enter: enter_house },
    Door { name: "record", portion: 400_000, make: make_record, enter: enter_record },
    Door { name: "message", portion: 400_000, make: make_message, enter: enter_message },
    Door { name: "config", portion: 2_500_000, make: make_config, enter: enter_config },
    Door { name: "store", portion: 400_000, make: make_store, enter: enter_store },
    Door { name: "age", portion: 2_500_000, make: make_age, enter: enter_age },
    Door { name: "number", portion: 2_500_000, make: make_number, enter: enter_number },
    Door { name: "search", portion: 1_000_000, make: make_search, enter: enter_search },
    Door { name: "words", portion: 2_500_000, make: make_words, enter: enter_words },
    Door { name: "fragment", portion: 2_500_000, make: make_fragment, enter: enter_fragment },
    Door { name: "chart", portion: 1_000_000, make: make_chart, enter: enter_chart },
    Door { name: "assess", portion: 1_000_000, make: make_line, enter: enter_line },
];

// A network card: a file, read as the browser reads it.

fn make_card(stock: &Stock, dice: &mut Dice) -> Vec<u8> {
    // The last one has every field and is small; the shipped ones take ten times as long.
    let original = if dice.once_in(8) { dice.one(&stock.cards) } else { stock.cards.last() };
    let mut card = original.cloned().unwrap_or_default();
    let as_text = dice.once_in(3);
    if !as_text || dice.once_in(2) {
        mutate::json(dice, &mut card, &stock.cards, &stock.card_words);
    }
    let text = card.to_string();
    let text = if as_text { mutate::text(dice, &text, &stock.card_words) } else { text };
    mutate::bytes(dice, text)
}

fn enter_card(stock: &Stock, input: &[u8]) -> Outcome {
    let file = file(input);
    let (next, _) = update(&stock.model, NOW, &Msg::CardCame(file));
    match &next.card_news {
        Some(CardNews::Taken) => {}
        Some(CardNews::Unreadable(_)) => return unchanged(stock, &next),
        Some(CardNews::Refused(troubles)) if !troubles.is_empty() => {
            // What is wrong is said in few words, whatever stood in the file.
            let longest = troubles.iter().map(|trouble| trouble.to_string().chars().count()).max().unwrap_or(0);
            return if longest > LONGEST_TROUBLE {
                Err(format!("a trouble has {longest} characters"))
            } else {
                unchanged(stock, &next)
            };
        }
        _ => return Err("the app does not say what came of the file".to_owned()),
    }
    let set = &stock.compiled.set;
    let taken = next.card().ok_or("a card was taken and is not in use")?;
    // Every fourth card that was taken is written and read again, and advice is given with it.
    if input.len().is_multiple_of(4) {
        match card::read(set, &from_json(&to_json(&card::write(set, taken)), DEPTH)) {
            Ok(again) if again == *taken => {}
            _ => return Err("what was taken does not come back as it left".to_owned()),
        }
        Sight::of(&next).ok_or("no advice with this card")?;
    }
    Ok(true)
}

// A case from another house: a link, a scanned or a pasted text.

const RECORDS: [&str; 6] = [
    include_str!("../../compat/record-v1.txt"),
    include_str!("../../golden/handover/fever-infant.record"),
    include_str!("../../golden/handover/breathing.record"),
    include_str!("../../golden/handover/head-injury.record"),
    include_str!("../../golden/handover/gastro.record"),
    include_str!("../../golden/handover/birth.record"),
];

fn make_record(_: &Stock, dice: &mut Dice) -> Vec<u8> {
    let text = dice.one(&RECORDS).map_or("", |text| text.trim());
    let mut record = record::bytes(text).unwrap_or_default();
    for _ in 0..dice.below(4) {
        let (at, byte) = (dice.below(record.len().max(1)), dice.below(256));
        match (record.get_mut(at), dice.below(4)) {
            (_, 0) => record.truncate(at),
            (Some(_), 1) => drop(record.remove(at)),
            (Some(place), _) => *place = u8::try_from(byte).unwrap_or_default(),
            (None, _) => {}
        }
    }
    // Behind a sum that is right everything else is read.
    if dice.below(4) > 0 && record.len() > 4 {
        record.truncate(record.len().saturating_sub(4));
        record.extend(crc32fast::hash(&record).to_be_bytes());
    }
    let text = if dice.once_in(2) { record::plain(&record) } else { record::link("https://a.example/", &record) };
    let text = if dice.once_in(4) { mutate::text(dice, &text, &[]) } else { text };
    mutate::bytes(dice, text)
}

fn enter_record(stock: &Stock, input: &[u8]) -> Outcome {
    let text = String::from_utf8_lossy(input).into_owned();
    let (next, _) = update(&stock.model, NOW, &Msg::Arrived(text));
    if next.case != stock.model.case {
        return Err("what came in changed the open case".to_owned());
    }
    match &next.arrival {
        None if String::from_utf8_lossy(input).starts_with(MARK) => Ok(false),
        None => Err("the app does not say what came of the text".to_owned()),
        Some(Arrival::Refused(_)) => Ok(false),
        Some(Arrival::Read(incoming)) => {
            incoming.compare(&next).ok_or("what was read cannot be shown")?;
            let (after, _) = update(&next, NOW, &Msg::TakeOver);
            let taken = after.arrival.is_none() && after.storage.held.len() > next.storage.held.len();
            if taken || incoming.is_old(NOW) { Ok(true) } else { Err("the open case was not put aside".to_owned()) }
        }
    }
}

// A message of the page around the app.

fn make_message(stock: &Stock, dice: &mut Dice) -> Vec<u8> {
    // The last one holds a whole document of ours and takes twenty times as long.
    let small = stock.messages.get(..stock.messages.len().saturating_sub(1)).unwrap_or_default();
    let original = if dice.once_in(32) { stock.messages.last() } else { dice.one(small) };
    let mut message = original.cloned().unwrap_or_default();
    let as_text = dice.once_in(4);
    if !as_text || dice.once_in(2) {
        mutate::json(dice, &mut message, &stock.charts, &stock.chart_words);
    }
    let text = message.to_string();
    let text = if as_text { mutate::text(dice, &text, &stock.chart_words) } else { text };
    mutate::bytes(dice, text)
}

/// What any message leaves as it was: the case and what follows from it, the screen, the house.
fn enter_message(stock: &Stock, input: &[u8]) -> Outcome {
    let text = String::from_utf8_lossy(input);
    let fits = !embed::is_deeper(&text, MESSAGE_DEPTH);
    let said = serde_json::from_str(&text).ok().filter(|_| fits).map(|json: Value| from_json(&json, MESSAGE_DEPTH));
    let mut model = stock.model.clone();
    model.frame.around = Around::Known;
    let allow = ["sdc.configure", "sdc.configureContext", "sdc.displayQuestionnaireResponse", "sdc.requestExtract"];
    model.frame.talk = Some(Talk {
        handle: "h1".to_owned(),
        allow: allow.map(str::to_owned).to_vec(),
        greeted: true,
        sent: 0,
        due: None,
    });
    let (next, effects) = update(&model, NOW, &Msg::Frame(FrameMsg::Said(said)));
    let same = next.case == model.case && next.screen == model.screen && next.desk == model.desk;
    if !same || unchanged(stock, &next).is_err() || next.board != model.board || next.arrival != model.arrival {
        return Err("a message changed the case or the screen".to_owned());
    }
    let answers = effects.iter().filter(|effect| matches!(effect, Effect::Frame("post", _))).count();
    if answers > 1 {
        return Err(format!("a message got {answers} answers"));
    }
    // What was told is offered; every sixteenth time all of it is taken over, which must hold whatever it was.
    if let Some(told) = next.frame.told.as_ref().filter(|_| input.len().is_multiple_of(16)) {
        let (taken, _) = update(&next, NOW, &Msg::Frame(FrameMsg::TakeAll(told.came)));
        Sight::of(&taken).ok_or("no advice with what was told")?;
    }
    Ok(answers == 1)
}

/// A refused file leaves the card, the place and the case as they were.
fn unchanged(stock: &Stock, next: &Model) -> Outcome {
    let same = next.imported.is_empty() && next.place == stock.model.place && next.network == stock.model.network;
    if same && next.case == stock.model.case { Ok(false) } else { Err("a refused file changed something".to_owned()) }
}

fn file(input: &[u8]) -> Result<wire::Value, Unreadable> {
    if input.len() > LARGEST {
        return Err(Unreadable::TooLarge);
    }
    let text = String::from_utf8_lossy(input);
    if text.contains('\u{fffd}') {
        return Err(Unreadable::NotAText);
    }
    let json: Value = serde_json::from_str(&text).map_err(|_| Unreadable::NotJson)?;
    Ok(from_json(&json, DEPTH))
}

// The release in a card's envelope.

fn make_release(stock: &Stock, dice: &mut Dice) -> Vec<u8> {
    let released = stock.cards.iter().find_map(|card| card.get("release")).cloned().unwrap_or_default();
    let mut envelope = serde_json::json!({ "paedlotse": "network-card", "release": released });
    mutate::json(dice, &mut envelope, &stock.cards, &stock.card_words);
    envelope.to_string().into_bytes()
}

fn enter_release(stock: &Stock, input: &[u8]) -> Outcome {
    let Ok(envelope) = file(input) else { return Ok(false) };
    let Some(release) = Release::read(&envelope) else { return Ok(false) };
    let again = Release::read(&release.within(envelope));
    if again.as_ref() != Some(&release) {
        return Err("a release does not come back as it left".to_owned());
    }
    let set = &stock.compiled.set;
    let fits = set.networks.iter().any(|card| release.fits(&card::identity(set, card), &stock.compiled.digest));
    if fits { Err("a made-up release counts".to_owned()) } else { Ok(true) }
}

// A case that was put aside: what storage gives back after it was decrypted.

fn make_case(stock: &Stock, dice: &mut Dice) -> Vec<u8> {
    let mut snapshot = dice.one(&stock.snapshots).cloned().unwrap_or_default();
    mutate::json(dice, &mut snapshot, &stock.snapshots, &stock.line_words);
    snapshot.to_string().into_bytes()
}

fn enter_case(stock: &Stock, input: &[u8]) -> Outcome {
    let Ok(value) = file(input) else { return Ok(false) };
    let Ok(taken) = snapshot::read_back(&stock.without_case, &value) else { return Ok(false) };
    let back = |taken| {
        let mut model = stock.without_case.clone();
        snapshot::put_back(&mut model, taken);
        model
    };
    let model = back(taken);
    // Put aside again, it has the same answers, and what is not understood keeps its place.
    if let Some(again) = snapshot::take(&model, None) {
        let again = snapshot::read_back(&stock.without_case, &from_json(&to_json(&again), DEPTH));
        let essence = |case: Case| (case.entries().len(), case.findings(&stock.compiled.set));
        if again.map(back).ok().and_then(|model| model.case).map(essence) != model.case.clone().map(essence) {
            return Err("a case does not come back as it was put aside".to_owned());
        }
    }
    if input.len().is_multiple_of(8) {
        Sight::of(&model).ok_or("no advice for a case that was read")?;
    }
    Ok(true)
}

// What belongs to the house: cards, releases and reports, as they were kept.

fn make_house(stock: &Stock, dice: &mut Dice) -> Vec<u8> {
    let mut house = stock.house.clone();
    mutate::json(dice, &mut house, &stock.cards, &stock.card_words);
    house.to_string().into_bytes()
}

fn enter_house(stock: &Stock, input: &[u8]) -> Outcome {
    let Ok(value) = file(input) else { return Ok(false) };
    let mut model = stock.without_case.clone();
    house::put_back(&mut model, &value);
    let card = model.card().ok_or("there is no card any more")?;
    if card.site(model.place.here()).is_none() {
        return Err("the card in use has no such place".to_owned());
    }
    Ok(house::differs(&model, &stock.without_case))
}

// What the operator decided.

fn make_config(stock: &Stock, dice: &mut Dice) -> Vec<u8> {
    let mut config = stock.config.clone();
    let as_text = dice.once_in(3);
    if !as_text {
        mutate::json(dice, &mut config, &stock.cards, &stock.config_words);
    }
    let text = config.to_string();
    let text = if as_text { mutate::text(dice, &text, &stock.config_words) } else { text };
    mutate::bytes(dice, text)
}

fn enter_config(_: &Stock, input: &[u8]) -> Outcome {
    // A text that is no JSON is handed over as a text.
    let value = file(input).unwrap_or_else(|_| wire::Value::Text(String::from_utf8_lossy(input).into_owned()));
    let (config, most) = (Config::read(&value), Config::default());
    let stricter = config.hospital <= most.hospital
        && config.ambulance <= most.ambulance
        && (1..=TAB_HOURS).contains(&config.tab_hours)
        && (1..=DEVICE_HOURS).contains(&config.device_hours)
        && (COVER_SECONDS.0..=COVER_SECONDS.1).contains(&config.cover_seconds);
    if stricter { Ok(!config.damaged) } else { Err(format!("laxer than allowed: {config:?}")) }
}

// What the script of the store tells.

fn make_store(stock: &Stock, dice: &mut Dice) -> Vec<u8> {
    let mut news = dice.one(&stock.news).cloned().unwrap_or_default();
    mutate::json(dice, &mut news, &stock.snapshots, &stock.line_words);
    news.to_string().into_bytes()
}

fn enter_store(stock: &Stock, input: &[u8]) -> Outcome {
    let Ok(value) = file(input) else { return Ok(false) };
    let Some(news) = News::read(&value) else { return Ok(false) };
    let msg = Msg::Store(news);
    for model in [&stock.model, &stock.without_case] {
        let (next, _) = update(model, NOW, &msg);
        // Nothing that the store says may take away what was answered.
        if model.case.is_some() && next.case != model.case {
            return Err("the store changed the open case".to_owned());
        }
    }
    Ok(true)
}

// Texts: an age, an age limit, hours, a moment.

fn make_age(stock: &Stock, dice: &mut Dice) -> Vec<u8> {
    const SAID: &[&str] = &[
        "6 hours",
        "37 days",
        "11 weeks",
        "14 months",
        "5 years",
        "2 years 3 months",
        "91 days / 2 months",
        "Mon-Fri 08:00-16:00",
        "Sat-Mon 22:00-06:00",
        "2026-11-22T03:00",
    ];
    let said = dice.word(SAID);
    mutate::text(dice, said, &stock.card_words).into_bytes()
}

fn enter_age(_: &Stock, input: &[u8]) -> Outcome {
    let text = String::from_utf8_lossy(input);
    let limit = AgeLimit::parse(&text);
    if let Ok(limit) = limit {
        if AgeLimit::parse(&limit.written()) != Ok(limit) {
            return Err("an age limit does not come back as it left".to_owned());
        }
        let _nobody = AgeLimit::leaves_nobody(Some(limit), Some(limit));
    }
    let hours = Hours::parse(&text);
    if let Some(hours) = &hours {
        let written = Hours::written(hours);
        let again: Option<Vec<Hours>> =
            written.iter().map(|text| Hours::parse(text)).collect::<Option<Vec<_>>>().map(|all| all.concat());
        if again.as_ref() != Some(hours) {
            return Err(format!("hours do not come back as they left: {written:?}"));
        }
    }
    let moment = WeekTime::parse(&text);
    let age = Age::parse(&text);
    if let Ok(age) = age {
        for unit in [AgeUnit::Hours, AgeUnit::Days, AgeUnit::Months] {
            let (fewest, most) = age.completed(unit);
            if fewest > most {
                return Err("an age holds nobody".to_owned());
            }
        }
        if let Some(said) = age::stated(age)
            && age::of(said.unit, said.count).and_then(|shown| shown.meet(age)) != Ok(age)
        {
            return Err("an age is shown as one that it is not".to_owned());
        }
        let _more_exact = age::refinement(age);
    }
    Ok(age.is_ok() || limit.is_ok() || hours.is_some() || moment.is_some())
}

// A typed number in the field of some finding.

fn make_number(stock: &Stock, dice: &mut Dice) -> Vec<u8> {
    const TYPED: &[&str] = &["38,5", "38.50", "120", "0,125", "-2", "1 200", "98", "6.8", "1000", "12345,678"];
    let typed = dice.word(TYPED);
    let which = dice.below(stock.numbers.len());
    format!("{which}:{}", mutate::text(dice, typed, &stock.card_words)).into_bytes()
}

fn enter_number(stock: &Stock, input: &[u8]) -> Outcome {
    let text = String::from_utf8_lossy(input);
    let (which, typed) = text.split_once(':').unwrap_or_default();
    let Some(finding) = which.parse().ok().and_then(|at: usize| stock.numbers.get(at)) else { return Ok(false) };
    for decimals in 0..=4 {
        if let Ok(value) = parse_decimal(typed, decimals)
            && parse_decimal(&format_decimal(value, decimals, ','), decimals) != Ok(value)
        {
            return Err(format!("{value} with {decimals} decimals does not come back as it left"));
        }
    }
    let (next, _) = update(&stock.model, NOW, &Msg::Number { finding: *finding, text: typed.to_owned() });
    let taken = next.case != stock.model.case;
    // Taken, waiting with a question, or empty: never gone without a word.
    if !taken && next.desk.draft(*finding).is_none() && !typed.trim().is_empty() {
        return Err("a typed text is gone".to_owned());
    }
    Ok(taken)
}

// Words to find a complaint by.

fn make_search(stock: &Stock, dice: &mut Dice) -> Vec<u8> {
    let known = dice.one(&stock.searched).cloned().unwrap_or_default();
    let length = known.ceil_char_boundary(dice.below(12).min(known.len()));
    mutate::text(dice, known.get(..length).unwrap_or_default(), &stock.searched).into_bytes()
}

fn enter_search(stock: &Stock, input: &[u8]) -> Outcome {
    let typed = String::from_utf8_lossy(input);
    // All complaints every fiftieth time: each of them is compared in the same way.
    let set = if input.len() % 50 == 7 { &stock.compiled.set } else { &stock.few };
    let found = search(set, &typed);
    for (at, one) in found.iter().enumerate() {
        let there = set.protocol(one.protocol).is_some();
        if !there || found.iter().skip(at.saturating_add(1)).any(|other| other.protocol == one.protocol) {
            return Err("a complaint is found that does not exist, or twice".to_owned());
        }
    }
    Ok(!found.is_empty())
}

// Free words in the forms.

fn make_words(stock: &Stock, dice: &mut Dice) -> Vec<u8> {
    let known = dice.one(&stock.searched).cloned().unwrap_or_default();
    mutate::text(dice, &known, &stock.searched).into_bytes()
}

fn enter_words(stock: &Stock, input: &[u8]) -> Outcome {
    let typed = String::from_utf8_lossy(input).into_owned();
    let messages = [
        Msg::Search(typed.clone()),
        Msg::OverruleEdit(OverruleEdit::Words(typed.clone())),
        Msg::ConsultEdit(ConsultEdit::Words(typed.clone())),
        Msg::ReleaseName(typed.clone()),
        Msg::ReleaseRole(typed),
    ];
    let mut next = messages.iter().fold(stock.model.clone(), |model, msg| update(&model, NOW, msg).0);
    // A release takes the fingerprint of a whole card, whatever its words are: now and then is enough.
    if input.len() % 16 == 3 {
        next = update(&next, NOW, &Msg::ReleaseSend).0;
    }
    let Desk { overrule, consult, release, .. } = &next.desk;
    let words = [overrule.as_ref().map(|form| &form.words), consult.as_ref().map(|form| &form.words)];
    let form = [release.as_ref().map(|form| &form.name), release.as_ref().map(|form| &form.role)];
    if words.into_iter().chain(form).flatten().any(|words| words.chars().count() > TEXT) {
        return Err("more words are kept than the forms have room for".to_owned());
    }
    Ok(!next.releases.is_empty())
}

// What stands behind the # of the address.

fn make_fragment(stock: &Stock, dice: &mut Dice) -> Vec<u8> {
    let known = dice.one(&Screen::ALL).map_or("", |screen| screen.id());
    mutate::text(dice, known, &stock.line_words).into_bytes()
}

fn enter_fragment(stock: &Stock, input: &[u8]) -> Outcome {
    let text = String::from_utf8_lossy(input);
    let Some(screen) = Screen::named(&text) else { return Ok(false) };
    for model in [&stock.model, &stock.without_case] {
        let (next, _) = update(model, NOW, &Msg::Came(screen));
        if next.case.is_none() && next.screen.needs_case() {
            return Err("the address opens a screen of a case that is not there".to_owned());
        }
    }
    Ok(true)
}

// What a hospital's system knows about the child.

fn make_chart(stock: &Stock, dice: &mut Dice) -> Vec<u8> {
    let mut chart = dice.one(&stock.charts).cloned().unwrap_or_default();
    mutate::json(dice, &mut chart, &stock.charts, &stock.chart_words);
    mutate::bytes(dice, chart.to_string())
}

fn enter_chart(stock: &Stock, input: &[u8]) -> Outcome {
    let Ok(value) = file(input) else { return Ok(false) };
    let set = &stock.compiled.set;
    let read = |value: &wire::Value| chart::read(set, &[value], NOW.at, NOW.ahead);
    let Ok(read_once) = read(&value) else { return Ok(false) };
    for one in &read_once.values {
        let finding = set.finding(one.finding).ok_or("a value of no finding is offered")?;
        check(finding, Known::Number(Span::exactly(one.value))).map_err(|why| format!("{why:?} is offered"))?;
    }
    if !read_once.values.is_sorted_by(|a, b| a.finding < b.finding) {
        return Err("two values of one finding are offered".to_owned());
    }
    let told = &read_once.left_out;
    if told.len() > LEFT_OUT || told.iter().any(|one| one.what.chars().count() > LONGEST_NAME) {
        return Err("more is told than anybody reads".to_owned());
    }
    // In which order things came decides nothing.
    let back = read(&reversed(&value)).map_err(|trouble| format!("{trouble:?} in the other order"))?;
    if (&back.values, back.age, back.sex) != (&read_once.values, read_once.age, read_once.sex) {
        return Err("another order offers something else".to_owned());
    }
    Ok(!read_once.values.is_empty())
}

/// With the entries of a bundle in the other order.
fn reversed(bundle: &wire::Value) -> wire::Value {
    let wire::Value::Map(fields) = bundle else { return bundle.clone() };
    let entries = |(name, value): &(String, wire::Value)| match value {
        wire::Value::List(entries) if name == "entry" => {
            (name.clone(), wire::Value::List(entries.iter().rev().cloned().collect()))
        }
        other => (name.clone(), other.clone()),
    };
    wire::Value::Map(fields.iter().map(entries).collect())
}

// Lines of `cargo xtask assess`.

fn make_line(stock: &Stock, dice: &mut Dice) -> Vec<u8> {
    let mut line = dice.one(&stock.lines).cloned().unwrap_or_default();
    let as_text = dice.once_in(3);
    if !as_text || dice.once_in(2) {
        mutate::json(dice, &mut line, &stock.lines, &stock.line_words);
    }
    let text = line.to_string();
    let text = if as_text { mutate::text(dice, &text, &stock.line_words) } else { text };
    mutate::bytes(dice, text)
}

fn enter_line(stock: &Stock, input: &[u8]) -> Outcome {
    let mut taken = false;
    for answer in xtask::assess::answers(&stock.compiled, input) {
        let read = serde_json::from_str::<Value>(&answer).ok();
        let read = read.filter(|_| !answer.contains('\n')).ok_or_else(|| format!("no line of JSON: {answer}"))?;
        taken |= read.get("error").is_none();
    }
    Ok(taken)
}
