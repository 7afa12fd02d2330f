//! A browser that is killed: what a page has stored, and was told that it is stored, is there when the browser returns.

use serde_json::{Value, json};

use crate::page::Page;
use crate::{Env, Outcome, Test};

/// The tests of this file.
pub const TESTS: &[Test] = &[("kept: what was stored outlives a killed browser", outlives)];

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
