//! Words of a case stand in the page and nowhere else: not in an address, a title, a log, a store, a file name, nor
//! anywhere in what the browser writes to its disk.
//!
//! A search that finds nothing proves nothing. So each search is made twice: for a word that was put into every place on
//! purpose and must be found in each, and for the words of the case.

use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use serde_json::{Value, json};

use crate::page::Page;
use crate::stories::{BLUE, SOEST};
use crate::walk::Walk;
use crate::{Env, Outcome, Test};

/// The tests of this file.
pub const TESTS: &[Test] = &[("canary: nothing of a case is anywhere but on the screen", canary)];

/// What is typed into the case, one into each free field.
const OVERRULE: &str = "kanarienwort-anders-7391";
const CONSULT: &str = "kanarienwort-telefon-7392";
const NUMBER: &str = "kanarienwort-zahl-7393";
const SEARCH: &str = "kanarienwort-suche-7394";
const CANARIES: [&str; 4] = [OVERRULE, CONSULT, NUMBER, SEARCH];

/// What is put everywhere on purpose.
pub const PLANTED: &str = "kontrollwort-ueberall-7390";

/// Writes down what the page passes on to others.
const OVERHEAR: &str = r"
window.overheard = { files: [], posted: [], console: [] };
for (const kind of ['log', 'info', 'warn', 'error', 'debug']) {
  const own = console[kind];
  console[kind] = (...said) => { overheard.console.push(said.map(String).join(' ')); own.apply(console, said); };
}
const click = HTMLAnchorElement.prototype.click;
HTMLAnchorElement.prototype.click = function () { if (this.download) overheard.files.push(this.download); return click.call(this); };
for (const owner of [window.ServiceWorker, window.MessagePort, window.BroadcastChannel, window.Worker].filter(Boolean)) {
  const post = owner.prototype.postMessage;
  owner.prototype.postMessage = function (message, ...rest) { try { overheard.posted.push(JSON.stringify(message)); } catch { } return post.call(this, message, ...rest); };
}
";

/// Puts the word into every place that is searched.
const PLANT: &str = r"
const word = input;
(async () => {
  history.replaceState({ word }, '', `#${word}`);
  document.title = word;
  console.info(word);
  localStorage.setItem('word', word);
  sessionStorage.setItem('word', word);
  await (await caches.open('planted')).put('./planted', new Response(word));
  performance.mark(word);
  await fetch(`./${word}`);
  new MessageChannel().port1.postMessage(word);
  const link = document.createElement('a'); link.download = word; link.href = 'data:,x'; link.click();
  await new Promise((resolve, reject) => {
    const opening = indexedDB.open('planted');
    opening.onupgradeneeded = () => opening.result.createObjectStore('words');
    opening.onerror = reject;
    opening.onsuccess = () => {
      const writing = opening.result.transaction('words', 'readwrite', { durability: 'strict' });
      writing.objectStore('words').put(word, 1);
      writing.oncomplete = () => { opening.result.close(); resolve(); };
    };
  });
  await navigator.clipboard.writeText(word);
})().then(() => done(''), error => done(String(error)));
";

/// Everything the page can read of the places, by name.
const COLLECT: &str = r"
const all = {};
(async () => {
  all.address = decodeURIComponent(location.href);
  all.title = document.title;
  all.history = JSON.stringify(history.state);
  all.local = JSON.stringify({ ...localStorage });
  all.session = JSON.stringify({ ...sessionStorage });
  all.performance = decodeURIComponent(JSON.stringify(performance.getEntries()));
  all.files = overheard.files.join();
  all.console = overheard.console.join();
  all.posted = overheard.posted.join();
  all.cookies = document.cookie;
  all.cache = '';
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) all.cache += name + request.url + await (await cache.match(request)).text();
  }
  all.clipboard = await navigator.clipboard.readText();
})().then(() => done(all), error => done({ ...all, failed: String(error) }));
";

/// The places of [`COLLECT`] that a word can be put into by [`PLANT`], and those of the driver and the server.
const PLACES: [&str; 12] = [
    "address",
    "title",
    "history",
    "local",
    "session",
    "performance",
    "files",
    "posted",
    "cache",
    "clipboard",
    "console",
    "requests",
];

fn canary(env: &Env) -> Outcome<()> {
    let planted = Page::new(env)?;
    watch(&planted)?;
    planted.start("/")?;
    env.site.asked();
    if let Value::String(failed) = planted.session.script_later(PLANT, &json!(PLANTED))?
        && !failed.is_empty()
    {
        return Err(format!("the word could not be put everywhere: {failed}"));
    }
    let found = places_with(env, &planted, &[PLANTED])?;
    if let Some(place) = PLACES.iter().find(|place| !found.iter().any(|found| found.starts_with(**place))) {
        return Err(format!("the search does not find what was put into: {place} (it found {found:?})"));
    }
    if on_disk(planted, &[PLANTED])?.is_empty() {
        return Err("the search through the profile does not find what the page stored".into());
    }

    let page = walk(env)?;
    let mut found = places_with(env, &page, &CANARIES)?;
    found.extend(on_disk(page, &CANARIES)?);
    if found.is_empty() { Ok(()) } else { Err(format!("words of the case are in: {found:#?}")) }
}

fn watch(page: &Page) -> Outcome<()> {
    page.session.before_each_page(OVERHEAR)?;
    let read = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
    page.session.chromium("Browser.grantPermissions", &read).map(drop)
}

/// A case with a word in every field that takes words, from the first answer to the decision and back.
fn walk(env: &Env) -> Outcome<Page<'_>> {
    env.site.asked();
    let mut walk = {
        let page = Page::new(env)?;
        watch(&page)?;
        Walk::begin(page, SOEST, BLUE, &[])?
    };
    walk.step("step:complaints", "complaints").or_else(|_| walk.visit("complaints"))?;
    walk.page.session.element("#find-in")?.fill(SEARCH)?;
    walk.visit("questions")?;
    walk.visit("danger")?;
    walk.page.tap("open-group:danger_breathing")?;
    walk.answer("answer:central_cyanosis:yes")?;
    walk.recommendation()?;
    for act in ["overrule", "chosen:treat_locally", "reason:0", "role:0"] {
        walk.page.tap(act)?;
    }
    walk.page.session.element("[data-act='overrule-words']")?.fill(OVERRULE)?;
    walk.page.tap("overrule-send")?;
    walk.page.tap("overrule-send")?;
    walk.page.wait("the decision is kept", "document.querySelector('[data-overrule=current]')")?;
    walk.page.tap("consult")?;
    walk.page.session.element("[data-act='consult-words']")?.fill(CONSULT)?;
    // Half typed, and left like that.
    walk.visit("child")?;
    walk.page.session.element("[data-act='number:weight']")?.fill(NUMBER)?;
    walk.page.holds(&format!("document.activeElement.value === '{NUMBER}'"))?;
    walk.page.session.script("dispatchEvent(new Event('afterprint'));", &Value::Null)?;
    walk.page.wait("it is covered", "document.querySelector('main[data-screen]').dataset.screen === 'cover'")?;
    walk.page.tap("uncover")?;
    walk.page.tap("uncover")?;
    walk.page.holds(&format!("document.activeElement.value === '{NUMBER}'"))?;
    walk.visit("tonight")?;
    walk.page.tap("save-card")?;
    walk.visit("recommendation")?;
    walk.page.is_clean()?;
    Ok(walk.page)
}

/// The places that hold one of the words, each with the word.
fn places_with(env: &Env, page: &Page, words: &[&str]) -> Outcome<Vec<String>> {
    let mut all = page.session.script_later(COLLECT, &Value::Null)?;
    if let Some(failed) = all.get("failed") {
        return Err(format!("not every place could be read: {failed}"));
    }
    if let Some(all) = all.as_object_mut() {
        all.insert("requests".into(), json!(env.site.asked().join("\n")));
    }
    let mut found = Vec::new();
    for (place, text) in all.as_object().into_iter().flatten() {
        let text = text.as_str().unwrap_or_default();
        found.extend(words.iter().filter(|word| text.contains(**word)).map(|word| format!("{place}: {word}")));
    }
    Ok(found)
}

/// Ends the browser as a person does, and searches everything it leaves on the disk.
fn on_disk(page: Page, words: &[&str]) -> Outcome<Vec<String>> {
    let profile = page.session.profile()?.to_owned();
    // The browser may be gone before it answers.
    page.session.chromium("Browser.close", &json!({})).ok();
    sleep(Duration::from_secs(2));
    let patterns: Vec<(String, Vec<u8>)> = words
        .iter()
        .flat_map(|word| {
            let wide = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
            [((*word).to_owned(), word.as_bytes().to_vec()), (format!("{word} (wide)"), wide)]
        })
        .collect();
    let (mut found, mut files) = (Vec::new(), 0);
    search(&profile, &patterns, &mut found, &mut files)?;
    if files < 10 {
        return Err(format!("{} holds only {files} files: this is no profile", profile.display()));
    }
    Ok(found)
}

fn search(folder: &Path, patterns: &[(String, Vec<u8>)], found: &mut Vec<String>, files: &mut u32) -> Outcome<()> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for entry in entries.flatten() {
        let Ok(kind) = entry.file_type() else { continue };
        if kind.is_dir() {
            search(&entry.path(), patterns, found, files)?;
        } else if kind.is_file() {
            *files += 1;
            let bytes = std::fs::read(entry.path()).unwrap_or_default();
            let here = patterns.iter().filter(|(_, pattern)| bytes.windows(pattern.len()).any(|part| part == pattern));
            found.extend(here.map(|(word, _)| format!("{}: {word}", entry.path().display())));
        }
    }
    Ok(())
}
