//! Cases that survive: the tick comes after the commit, a reload and a killed tab lose nothing, storage holds nothing that
//! can be read, and what cannot be stored is said before the first answer.

use serde_json::{Value, json};

use crate::page::Page;
use crate::stories::{FEVER, GARDELEGEN, SOEST};
use crate::walk::Walk;
use crate::{Env, Outcome, Test};

/// The tests of this file.
pub const TESTS: &[Test] = &[
    ("keep: after every answer the tick, after a reload the case", reload),
    ("keep: a reload waits until the page before it has let its case go", reload_waits),
    ("keep: a closed tab leaves nothing that can be read", closed_tab),
    ("keep: in an ambulance the case survives without its tab", ambulance),
    ("keep: a parked case, a second one, and an ended one", several),
    ("keep: what has reached its end is deleted, the key first", over),
    ("keep: a full device is said, and the next answer tries again", full),
    ("keep: where nothing can be stored it is said before the first answer", refused),
];

/// Everything in storage, bytes as they lie there; the keys only by their kind.
const DUMP: &str = "const open = indexedDB.open('paedlotse');
    open.onsuccess = () => {
      const database = open.result, all = { cases: [], keys: [], text: '' };
      const transaction = database.transaction(['cases', 'keys', 'house']);
      transaction.objectStore('cases').getAll().onsuccess = event => {
        for (const { data, iv, ...times } of event.target.result) {
          all.cases.push(times);
          all.text += JSON.stringify(times) + new TextDecoder('latin1').decode(data) + new TextDecoder('latin1').decode(iv);
        }
      };
      transaction.objectStore('keys').getAll().onsuccess = event => {
        all.keys = event.target.result.map(key => [key.algorithm.name, key.extractable]);
      };
      transaction.objectStore('house').getAll().onsuccess = event => { all.text += JSON.stringify(event.target.result); };
      transaction.oncomplete = () => { database.close(); done(all); };
    };";

fn dump(page: &Page<'_>) -> Outcome<Value> {
    page.session.script_later(DUMP, &Value::Null)
}

fn count(dump: &Value, what: &str) -> usize {
    dump.get(what).and_then(Value::as_array).map_or(0, Vec::len)
}

const SAVED: &str = "document.documentElement.dataset.saved === 'yes' && document.querySelector('#saved .i')";

fn saved(page: &Page<'_>) -> Outcome<()> {
    page.wait("the last answer is saved", SAVED)
}

/// Loads the page again, as after a crash: nothing may ask before.
fn again(page: &Page<'_>) -> Outcome<()> {
    page.session.script("addEventListener('beforeunload', e => e.stopImmediatePropagation(), true);", &Value::Null)?;
    page.start("/?again")
}

fn reload(env: &Env) -> Outcome<()> {
    let mut walk = Walk::start(env, SOEST, FEVER)?;
    saved(&walk.page)?;
    while walk.bar()?.state == "danger_screen" {
        if !walk.answer_next()? {
            return Err("the danger screen asks nothing more".into());
        }
        saved(&walk.page)?;
    }
    walk.reach_questions()?;
    walk.answer_next()?;
    saved(&walk.page)?;
    let (bar, progress) = (walk.bar()?, walk.page.text("document.querySelector('.head').innerText")?);
    again(&walk.page)?;
    walk.page.wait(
        "the case is back on its screen",
        "document.querySelector('main[data-screen]')?.dataset.screen === 'questions'",
    )?;
    saved(&walk.page)?;
    let back = (walk.bar()?, walk.page.text("document.querySelector('.head').innerText")?);
    if back != (bar.clone(), progress.clone()) {
        return Err(format!("before: {bar:?} {progress}\nafter: {back:?}"));
    }
    // The address of the reloaded page carries nothing but the way there.
    walk.page.holds("!location.hash || location.hash === '#questions'")?;
    walk.page.is_clean()
}

/// A browser lets the lock of a page go some time after the next page has begun; found by the torture test.
fn reload_waits(env: &Env) -> Outcome<()> {
    let mut walk = Walk::start(env, SOEST, FEVER)?;
    walk.answer_next()?;
    saved(&walk.page)?;
    let late = "const id = sessionStorage.getItem('paedlotse-open');
        if (id) navigator.locks.request(`paedlotse-case-${id}`, () => new Promise(free => setTimeout(free, 1000)));";
    walk.page.session.before_each_page(late)?;
    again(&walk.page)?;
    walk.page.wait("the case is back", "document.querySelector('main[data-screen]')?.dataset.screen === 'danger'")?;
    saved(&walk.page)?;
    walk.page.is_clean()
}

fn closed_tab(env: &Env) -> Outcome<()> {
    let mut walk = Walk::start(env, SOEST, FEVER)?;
    walk.through_danger()?;
    saved(&walk.page)?;
    let stored = dump(&walk.page)?;
    let text = stored.get("text").and_then(Value::as_str).unwrap_or_default();
    for word in ["finding", "danger", "avpu", "alert", "fever", "months", "log", "snapshot"] {
        if text.contains(word) {
            return Err(format!("“{word}” can be read in storage"));
        }
    }
    if stored.get("keys") != Some(&json!([["HMAC", false]])) || count(&stored, "cases") != 1 {
        return Err(format!("one half of a key that cannot be taken out, one case: {stored}"));
    }
    // A new tab has its own half.
    walk.page.session.script("sessionStorage.clear();", &Value::Null)?;
    again(&walk.page)?;
    walk.page.wait("the store has answered", "!document.querySelector('#saved').textContent.includes('geprüft')")?;
    walk.page.holds("!document.querySelector(\"[data-act^='open-held'], [data-act='resume']\")")?;
    walk.page.is_clean()
}

fn ambulance(env: &Env) -> Outcome<()> {
    let mut walk = Walk::start_with(env, GARDELEGEN, FEVER, &["place:ambulance"])?;
    walk.through_danger()?;
    walk.reach_questions()?;
    walk.answer_next()?;
    saved(&walk.page)?;
    let bar = walk.bar()?;
    walk.page.session.script("sessionStorage.clear();", &Value::Null)?;
    again(&walk.page)?;
    let held = "document.querySelector(\"[data-act^='open-held']\")";
    walk.page.wait("the case is listed", held)?;
    walk.page
        .holds("document.querySelector('[data-act=\"place:ambulance\"]').getAttribute('aria-checked') === 'true'")?;
    // The start screen says when, never what.
    walk.page.holds("!/Fieber|Monat|Jahr|Woche/.test(document.querySelector('.kept').textContent)")?;
    walk.page.picture("start-kept")?;
    let lock = "const name = document.querySelector(\"[data-act^='open-held']\").dataset.act.split(':')[1];
        navigator.locks.request(`paedlotse-case-${name}`, () => new Promise(free => { window.letGo = free; }));";
    walk.page.session.script(lock, &Value::Null)?;
    let act = walk.page.text(&format!("{held}.dataset.act"))?;
    walk.page.tap(&act)?;
    walk.page.wait("another window has it", "document.body.textContent.includes('in einem anderen Fenster offen')")?;
    walk.page.session.script("window.letGo();", &Value::Null)?;
    walk.page.tap(&act)?;
    walk.page.wait("it is open", "document.querySelector('main[data-screen]')?.dataset.screen === 'questions'")?;
    if walk.bar()? != bar {
        return Err(format!("before {bar:?}, after {:?}", walk.bar()?));
    }
    walk.page.is_clean()
}

fn several(env: &Env) -> Outcome<()> {
    let mut walk = Walk::start(env, SOEST, FEVER)?;
    walk.through_danger()?;
    saved(&walk.page)?;
    walk.show("start")?;
    walk.page.tap("park")?;
    walk.page.wait("it is put aside", "document.querySelectorAll(\"[data-act^='open-held']\").length === 1")?;
    walk.step("new-case", "child")?;
    walk.page.tap("age-key:7")?;
    walk.page.tap("age-unit:weeks")?;
    saved(&walk.page)?;
    walk.show("start")?;
    walk.page.tap("new-case")?;
    walk.step("new-case", "child")?;
    walk.page.holds("!document.querySelector('.age-now')?.textContent.includes('7')")?;
    walk.show("start")?;
    walk.page.wait("both are put aside", "document.querySelectorAll(\"[data-act^='open-held']\").length === 2")?;
    walk.page.picture("start-two-kept")?;
    let stored = dump(&walk.page)?;
    if count(&stored, "cases") != 2 || count(&stored, "keys") != 2 {
        return Err(format!("two cases and two keys: {stored}"));
    }
    let first = walk.page.text("document.querySelector(\"[data-act^='open-held']\").dataset.act")?;
    walk.page.tap(&first)?;
    walk.show("start")?;
    walk.page.tap("close-case")?;
    walk.page.tap("close-case")?;
    walk.page.wait("it can be taken back", "document.querySelector(\"[data-act='take-back']\")")?;
    let gone = |page: &Page<'_>, left: usize| -> Outcome<()> {
        for _ in 0..50 {
            let stored = dump(page)?;
            if count(&stored, "cases") == left && count(&stored, "keys") == left {
                return Ok(());
            }
            std::thread::sleep(std::time::Duration::from_millis(40));
        }
        Err(format!("{left} case and its key should be left: {}", dump(page)?))
    };
    gone(&walk.page, 1)?;
    walk.page.tap("take-back")?;
    saved(&walk.page)?;
    gone(&walk.page, 2)?;
    walk.page.is_clean()
}

fn over(env: &Env) -> Outcome<()> {
    let mut walk = Walk::start_with(env, GARDELEGEN, FEVER, &["place:ambulance"])?;
    walk.through_danger()?;
    saved(&walk.page)?;
    let change = |page: &Page<'_>, field: &str, value: &str| -> Outcome<()> {
        let body = format!(
            "const open = indexedDB.open('paedlotse');
             open.onsuccess = () => {{
               const transaction = open.result.transaction('cases', 'readwrite'), cases = transaction.objectStore('cases');
               cases.getAll().onsuccess = event => {{ for (const one of event.target.result) cases.put({{ ...one, {field}: {value} }}); }};
               transaction.oncomplete = () => {{ open.result.close(); done(true); }};
             }};"
        );
        page.session.script_later(&body, &Value::Null).map(drop)
    };
    // First its end has come; then, in a second case, the clock was set back by an hour.
    for (field, value) in [("until", "Date.now() - 1"), ("at", "Date.now() + 3600000")] {
        change(&walk.page, field, value)?;
        again(&walk.page)?;
        walk.page
            .wait("the store has answered", "!document.querySelector('#saved').textContent.includes('geprüft')")?;
        walk.page.holds("!document.querySelector(\"[data-act^='open-held']\")")?;
        let stored = dump(&walk.page)?;
        if count(&stored, "cases") != 0 || count(&stored, "keys") != 0 {
            return Err(format!("{field}: something is left: {stored}"));
        }
        walk.step("new-case", "child")?;
        walk.page.tap("age-key:7")?;
        walk.page.tap("age-unit:weeks")?;
        saved(&walk.page)?;
    }
    walk.page.is_clean()
}

fn full(env: &Env) -> Outcome<()> {
    let mut walk = Walk::start(env, SOEST, FEVER)?;
    saved(&walk.page)?;
    let fill = "const own = IDBObjectStore.prototype.put;
        window.emptied = () => { IDBObjectStore.prototype.put = own; };
        IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };";
    walk.page.session.script(fill, &Value::Null)?;
    walk.answer_next()?;
    walk.page
        .wait("it is said", "document.querySelector('#saved').textContent.includes('NICHT gespeichert: Gerät voll')")?;
    walk.page.holds("document.documentElement.dataset.saved !== 'yes'")?;
    walk.page.picture("store-full")?;
    walk.page.session.script("window.emptied();", &Value::Null)?;
    walk.answer_next()?;
    saved(&walk.page)?;
    walk.page.is_clean()
}

fn refused(env: &Env) -> Outcome<()> {
    let page = Page::new(env)?;
    let forbid =
        "Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('no', 'SecurityError'); } });";
    page.session.before_each_page(forbid)?;
    page.start("/")?;
    page.wait("it is said", "document.querySelector('#saved').textContent.includes('nur Arbeitsspeicher')")?;
    page.holds("document.querySelector('.foot').textContent.includes('lässt keine Speicherung zu')")?;
    page.tap("new-case")?;
    page.tap("age-key:7")?;
    page.tap("age-unit:weeks")?;
    page.holds("document.querySelector('#saved').textContent.includes('nur Arbeitsspeicher')")?;
    page.holds("document.documentElement.dataset.saved !== 'yes'")?;
    page.is_clean()
}
