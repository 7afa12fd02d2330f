//! A browser that is killed: what a page has stored, and a case whose answers were shown as saved, are there when the
//! browser returns with its profile.

use serde_json::{Value, json};

use crate::dice::{self, Dice};
use crate::page::Page;
use crate::stories::{FEVER, GARDELEGEN};
use crate::walk::Walk;
use crate::{Env, Outcome, Test};

/// The tests of this file.
pub const TESTS: &[Test] = &[
    ("kept: what was stored outlives a killed browser", outlives),
    ("kept: every saved answer outlives a killed browser", answers_outlive),
];

/// After so many answers the browser is killed in every run; `cargo xtask test kills` makes it more.
const KILLS: usize = 10;

/// Opens the tests' own database and adds `input` when it is a number; answers with all numbers that are in it.
const STORE: &str = "
const opening = indexedDB.open('browser-tests', 1);
opening.onerror = () => done(String(opening.error));
opening.onupgradeneeded = () => opening.result.createObjectStore('numbers');
opening.onsuccess = () => {
  const change = opening.result.transaction('numbers', 'readwrite', { durability: 'strict' });
  const numbers = change.objectStore('numbers');
  if (input !== null) numbers.put(input, input);
  const all = numbers.getAll();
  change.oncomplete = () => { opening.result.close(); done(all.result); };
  change.onabort = () => done(String(change.error));
};";

/// Three times: nothing of what the browser says is written may be missing, and a new browser knows nothing of it.
fn outlives(env: &Env) -> Outcome<()> {
    let mut page = Page::new(env)?;
    let mut expected = Vec::new();
    for number in 0..3 {
        page.start("/")?;
        expected.push(number);
        let stored = page.session.script_later(STORE, &json!(number))?;
        if stored != json!(expected) {
            return Err(format!("expected {expected:?} in the database, and found {stored}"));
        }
        page = Page::reopen(env, page.session.kill()?)?;
    }
    page.start("/")?;
    let stored = page.session.script_later(STORE, &Value::Null)?;
    if stored != json!(expected) {
        return Err(format!("after the last kill {expected:?} was expected, and {stored} is there"));
    }
    page.is_clean()?;
    let other = Page::new(env)?;
    other.start("/")?;
    match other.session.script_later(STORE, &Value::Null)? {
        empty if empty == json!([]) => Ok(()),
        stored => Err(format!("a new profile knows what another has stored: {stored}")),
    }
}

/// A case in an ambulance, which keeps cases beyond the browser, with its questions open.
pub fn open_case(page: Page<'_>) -> Outcome<Page<'_>> {
    let mut walk = Walk::begin(page, GARDELEGEN, FEVER, &["place:ambulance"])?;
    walk.through_danger()?;
    walk.reach_questions()?;
    saved(&walk.page)?;
    Ok(walk.page)
}

/// The tick is shown: the last answer is on the disk.
pub fn saved(page: &Page<'_>) -> Outcome<()> {
    page.wait(
        "the last answer is saved",
        "document.documentElement.dataset.saved === 'yes' && document.querySelector('#saved .i')",
    )
}

/// What was answered on the page of questions, and what follows from it.
pub fn answers(page: &Page<'_>) -> Outcome<String> {
    page.text(
        "JSON.stringify([{ ...document.querySelector('[data-state]')?.dataset },
            [...document.querySelectorAll('[data-screen] [data-act]')].filter(e => e.matches('[aria-pressed=true], [aria-checked=true]'))
                .map(e => e.dataset.act).filter(act => !act.startsWith('open-')),
            [...document.querySelectorAll('[data-screen] input')].map(e => `${e.dataset.act}=${e.value}`)])",
    )
}

/// Taps any answer on the page of questions and waits for the tick; says what is answered then.
pub fn answer(page: &Page<'_>, dice: &mut Dice) -> Outcome<String> {
    let buttons = "[...document.querySelectorAll(\"[data-screen] [data-act^='choose:'], [data-screen] [data-act^='deny-group:']\")]
        .filter(e => e.checkVisibility() && !e.disabled && !e.matches('[aria-pressed=true], [aria-checked=true]')).map(e => e.dataset.act)";
    let buttons = page.value(buttons)?;
    let buttons: Vec<&str> = buttons.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let act = dice.one(&buttons).ok_or("there is nothing to answer")?;
    page.tap(act)?;
    saved(page)?;
    answers(page)
}

/// Takes the case up where it is listed or, two minutes after its last answer, open behind the start screen; or finds it open on
/// its page of questions. Says what is answered in it.
pub fn taken_up(page: &Page<'_>) -> Outcome<String> {
    let held = "document.querySelector(\"[data-act^='open-held'], [data-act='resume']\")";
    let on = |screen: &str| format!("(document.querySelector('main[data-screen]')?.dataset.screen === '{screen}')");
    page.wait(
        "the case is there or listed",
        &format!("{held} || (document.querySelector('main[data-screen]') && !{})", on("start")),
    )?;
    if page.holds(held).is_ok() {
        let act = page.text(&format!("{held}.dataset.act"))?;
        page.tap(&act)?;
    }
    page.wait("the case is open", &on("questions"))?;
    saved(page)?;
    answers(page)
}

fn answers_outlive(env: &Env) -> Outcome<()> {
    let mut dice = Dice::thrown(env);
    let kills = dice::number("PAEDLOTSE_KILLS", KILLS);
    let mut page = open_case(Page::new(env)?)?;
    for number in 1..=kills {
        let before = answer(&page, &mut dice)?;
        page = Page::reopen(env, page.session.kill()?)?;
        page.start("/")?;
        let after = taken_up(&page).map_err(|error| format!("after kill {number} of {kills}: {error}"))?;
        if before != after {
            return Err(format!("kill {number} of {kills}\nbefore: {before}\nafter:  {after}"));
        }
    }
    env.tell(&format!("killed {kills} times, each after a saved answer; the case came back complete each time"));
    page.is_clean()
}
