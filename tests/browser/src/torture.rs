//! The torture of releases and caches: at random another release, no server, a dead browser, a file gone from the device,
//! a broken connection, an answer; and after each the app starts whole, or says in words why not, and has lost nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde_json::{Value, json};
use xtask::release;

use crate::dice::{self, Dice};
use crate::offline::{copied, look_for_update, next, shipped};
use crate::page::Page;
use crate::site::Fault;
use crate::{Env, Outcome, Test, kept};

/// The tests of this file.
pub const TESTS: &[Test] = &[("torture: releases, server, browser, caches and answers at random", torture)];

/// Cycles in every run; `cargo xtask test torture --cycles N` makes it more.
const CYCLES: usize = 50;

/// So many releases take turns.
const RELEASES: usize = 5;

/// The files of a release: path and digest.
type Digests = BTreeMap<String, String>;

/// A release that the server can show.
#[derive(Debug)]
struct Shown {
    folder: PathBuf,
    digests: Digests,
}

/// What happens before a start.
#[derive(Debug, Clone, Copy)]
enum Blow {
    /// The server shows another release, and the page asks for it.
    Update,
    /// The server is gone.
    Stop,
    /// The server is there again.
    GoOn,
    /// Something is cut while another release is fetched.
    Cut,
    /// A file is gone from the device.
    Vanish,
    /// The browser is killed.
    Kill,
    /// A question is answered.
    Answer,
}

/// Answers and kills more often than the rest, as in life.
const BLOWS: [Blow; 10] = [
    Blow::Update,
    Blow::Update,
    Blow::Stop,
    Blow::GoOn,
    Blow::Cut,
    Blow::Vanish,
    Blow::Vanish,
    Blow::Kill,
    Blow::Kill,
    Blow::Answer,
];

/// How a start went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Start {
    App,
    /// The page with the list of danger signs, shown by the app's own guard, or because that is missing.
    Failed,
    /// The page that the worker has in itself.
    Recovery,
}

/// The releases by their id. In each one every script, the style and the program differ from the others, also by name.
fn releases(env: &Env) -> Outcome<BTreeMap<String, Shown>> {
    let mut all = BTreeMap::new();
    for number in 0..RELEASES {
        let version = format!("7.{number}.0");
        let mark = |path: &str, content: &mut Vec<u8>| {
            let script = path.ends_with(".js") && path.contains('-') && !path.starts_with("sw-");
            if script || path.ends_with(".css") {
                content.extend(format!("\n/* {version} */\n").bytes());
            } else if path.ends_with(".wasm") {
                // A section that means nothing: its kind, its length, and its name with its own length.
                content.extend([0, 6, 5]);
                content.extend(version.bytes());
            }
        };
        let folder = next(env, &version, &mark)?;
        let files = release::read(&folder)?;
        let list: Value =
            files.get(release::RELEASE).and_then(|text| serde_json::from_slice(text).ok()).unwrap_or_default();
        let text = |file: &Value, name: &str| file.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let digests: Digests = list
            .get("files")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .map(|file| (text(file, "path"), text(file, "sha384")))
            .collect();
        all.insert(text(&list, "releaseId"), Shown { folder, digests });
    }
    if all.len() == RELEASES { Ok(all) } else { Err(format!("{} releases have an id of their own", all.len())) }
}

/// How the page stands a while after it was opened; anything but the three good ends is a blank page.
fn stands(page: &Page<'_>) -> Outcome<Start> {
    // Without its guard the page shows the list by itself.
    let ends = "document.documentElement.dataset.ready === 'yes' ||
        (document.documentElement.dataset.boot !== 'loading' && document.readyState === 'complete'
            && document.querySelector('#paper-de')?.checkVisibility()) ||
        document.querySelector('#recovery')?.checkVisibility()";
    page.wait("the app, the list on paper or the recovery page shows", ends)?;
    if page.holds("document.documentElement.dataset.ready === 'yes'").is_ok() {
        Ok(Start::App)
    } else if page.holds("document.querySelector('#recovery')").is_ok() {
        Ok(Start::Recovery)
    } else {
        Ok(Start::Failed)
    }
}

/// Fails unless everything that the page was made of belongs to the release it names. While a start lets a newer release in,
/// the page is still of the one and what it asks for of the other; that settles within seconds, a mixture does not.
fn of_one_release(page: &Page<'_>, releases: &BTreeMap<String, Shown>) -> Outcome<()> {
    let mut seen = Ok(());
    for _ in 0..4 {
        seen = is_of_one_release(page, releases);
        if seen.is_ok() {
            break;
        }
        page.session.script_later("setTimeout(done, 1000, true);", &Value::Null)?;
        stands(page)?;
    }
    seen
}

fn is_of_one_release(page: &Page<'_>, releases: &BTreeMap<String, Shown>) -> Outcome<()> {
    let read = "(async () => {
        const folder = new URL('./', location).href;
        const names = performance.getEntriesByType('resource').map(({ name }) => name.split(/[?#]/)[0]).filter(name => name.startsWith(folder));
        const found = [];
        for (const name of new Set(names)) {
          const answer = await fetch(name).catch(() => null);
          if (!answer?.ok) continue;
          const hash = new Uint8Array(await crypto.subtle.digest('SHA-384', await answer.arrayBuffer()));
          found.push([name.slice(folder.length), Array.from(hash, byte => byte.toString(16).padStart(2, '0')).join('')]);
        }
        return found;
      })().then(done, error => done(String(error)));";
    let id = page.text("document.documentElement.dataset.release")?;
    let own = releases.get(&id).ok_or_else(|| format!("the page names a release that nobody has made: {id}"))?;
    let found = page.session.script_later(read, &Value::Null)?;
    let files = found.as_array().ok_or_else(|| format!("the files of the page cannot be read: {found}"))?;
    let mut known = 0;
    for file in files {
        let part = |at: usize| file.get(at).and_then(Value::as_str).unwrap_or_default();
        let (path, digest) = (part(0), part(1));
        if ["sw.js", "release.json", "config.json", "embed.json"].contains(&path) {
            continue;
        }
        known += 1;
        if own.digests.get(path).is_none_or(|wanted| wanted != digest) {
            return Err(format!("MIXED: {path} is of another release than the page"));
        }
    }
    // Style, guard, program and words at least.
    if known < 4 { Err(format!("only {known} files of the page could be looked at: {found}")) } else { Ok(()) }
}

/// Takes one file away from one of the releases on the device.
fn vanish(page: &Page<'_>, dice: &mut Dice) -> Outcome<String> {
    let (which, file) = (dice.below(1000), dice.below(1000));
    let delete = "(async () => {
        const names = (await caches.keys()).filter(name => !name.endsWith(':state'));
        const name = names[input[0] % names.length];
        const cache = await caches.open(name);
        const requests = await cache.keys();
        const request = requests[input[1] % requests.length];
        await cache.delete(request);
        return request.url.replace(/.*\\//, '');
      })().then(done, error => done(`nothing: ${error}`));";
    let gone = page.session.script_later(delete, &json!([which, file]))?;
    Ok(gone.as_str().unwrap_or_default().to_owned())
}

/// The run so far.
#[derive(Debug)]
struct Run<'e> {
    env: &'e Env,
    dice: Dice,
    releases: BTreeMap<String, Shown>,
    /// Files that can be cut, without the hash in their names.
    stems: Vec<&'static str>,
    /// What was answered when the tick was shown last.
    saved: String,
    at: Start,
    starts: BTreeMap<Start, usize>,
    versions: BTreeSet<String>,
    /// So many times the browser ended by itself.
    ended: usize,
}

/// What the driver says when its browser is gone without having been asked to go.
fn ended_by_itself(error: &str) -> bool {
    error.contains("invalid session id") || error.contains("session deleted")
}

impl<'e> Run<'e> {
    /// One blow that the browser survives; says what it was.
    fn strike(&mut self, page: &Page<'_>, blow: Blow) -> Outcome<String> {
        match blow {
            Blow::Update => self.update(page)?,
            Blow::Cut => {
                let stem = self.dice.one(&self.stems).copied().unwrap_or("index.html");
                self.env.site.set(if self.dice.below(2) == 0 { Fault::Cut(stem) } else { Fault::Truncated(stem) });
                self.update(page)?;
                return Ok(stem.to_owned());
            }
            Blow::Stop => self.env.site.stop(),
            Blow::GoOn => self.env.site.go_on()?,
            Blow::Vanish if self.at != Start::Recovery => return vanish(page, &mut self.dice),
            Blow::Answer if self.at == Start::App => self.saved = kept::answer(page, &mut self.dice)?,
            Blow::Vanish | Blow::Answer | Blow::Kill => {}
        }
        Ok(String::new())
    }

    /// A blow, and the start after it; the browser that is there then, and what happened.
    fn cycle(&mut self, mut page: Page<'e>, blow: Blow) -> Outcome<(Page<'e>, String)> {
        if let Blow::Kill = blow {
            page = Page::reopen(self.env, page.session.kill()?)?;
        }
        let struck = self.strike(&page, blow).and_then(|what| match self.start(&page) {
            Ok(()) => Ok(what),
            Err(error) => Err(format!("{what}: {error}")),
        });
        let what = match struck {
            // It is no part of the test that a browser ends by itself; the case has to outlive that as well.
            Err(error) if ended_by_itself(&error) => {
                self.ended += 1;
                page = Page::reopen(self.env, page.session.bury()?)?;
                if let Blow::Answer = blow {
                    // The answer may or may not have been shown as saved.
                    page.open("/")?;
                    self.saved = kept::taken_up(&page)?;
                }
                self.start(&page).map(|()| "the browser ended by itself".to_owned())
            }
            what => what,
        };
        what.map(|what| (page, what))
    }

    /// The server shows another release, and the page asks for it; half of the time nobody waits until it is there.
    fn update(&mut self, page: &Page<'_>) -> Outcome<()> {
        let folders: Vec<&PathBuf> = self.releases.values().map(|shown| &shown.folder).collect();
        self.env.site.serve(self.dice.one(&folders).ok_or("no release")?)?;
        if self.at != Start::App {
            return Ok(());
        }
        if self.dice.below(2) == 0 {
            return look_for_update(page).map(drop);
        }
        let ask = "navigator.serviceWorker.getRegistration().then(r => { r?.update().catch(() => {}); done(true); });";
        page.session.script_later(ask, &Value::Null).map(drop)
    }

    /// Starts again, as a reload or with no other window left, and looks at what is there.
    fn start(&mut self, page: &Page<'_>) -> Outcome<()> {
        let leave = "addEventListener('beforeunload', e => e.stopImmediatePropagation(), true);";
        page.session.script(leave, &Value::Null)?;
        if self.dice.below(2) == 0 {
            page.session.go("about:blank")?;
            page.session.script_later("setTimeout(done, 300, true);", &Value::Null)?;
        }
        page.open("/").map_err(|error| format!("BLANK: {error}"))?;
        self.at = stands(page).map_err(|error| format!("BLANK: {error}"))?;
        *self.starts.entry(self.at).or_default() += 1;
        if self.at != Start::App {
            return Ok(());
        }
        of_one_release(page, &self.releases)?;
        self.versions.insert(page.text("document.documentElement.dataset.version")?);
        let now = kept::taken_up(page).map_err(|error| format!("LOST: {error}"))?;
        if now == self.saved { Ok(()) } else { Err(format!("LOST:\nbefore {}\nafter  {now}", self.saved)) }
    }
}

fn torture(env: &Env) -> Outcome<()> {
    let dice = Dice::thrown(env);
    let cycles = dice::number("PAEDLOTSE_CYCLES", CYCLES);
    let releases = releases(env)?;
    let stem = |path: &&'static str| path.split_once('-').map_or(*path, |(stem, _)| stem);
    let stems = crate::offline::kept(&shipped(env)?).iter().map(stem).collect();
    env.site.serve(&releases.values().next().ok_or("no release")?.folder)?;
    let page = Page::new(env)?;
    page.start("/")?;
    copied(&page)?;
    let mut page = kept::open_case(page)?;
    let saved = kept::answers(&page)?;
    let (starts, versions) = (BTreeMap::new(), BTreeSet::new());
    let mut run = Run { env, dice, releases, stems, saved, at: Start::App, starts, versions, ended: 0 };
    let mut story: Vec<String> = Vec::new();
    for cycle in 1..=cycles {
        let blow = *run.dice.one(&BLOWS).unwrap_or(&Blow::Kill);
        let (same, what) = run.cycle(page, blow).map_err(|error| {
            let last: Vec<&String> = story.iter().rev().take(12).rev().collect();
            format!("{last:#?}\n{cycle}: {blow:?} {error}")
        })?;
        story.push(format!("{cycle}: {blow:?} {what} -> {:?}", run.at));
        page = same;
        env.site.set(Fault::None);
    }
    // With a server and nothing in the way the app comes back, whatever has happened, and so does the case.
    env.site.go_on()?;
    page = Page::reopen(env, page.session.kill()?)?;
    run.start(&page)?;
    env.tell(&format!("{cycles} cycles: {:?}; versions that ran: {:?}", run.starts, run.versions));
    if run.ended > 0 {
        env.tell(&format!("the browser ended by itself so many times: {}", run.ended));
    }
    if run.at == Start::App { Ok(()) } else { Err(format!("with a server again: {:?}", run.at)) }
}
