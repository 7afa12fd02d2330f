//! What arrives broken, vanishes, or belongs to another release.

use std::time::Instant;

use serde_json::{Value, json};

use super::{READY, cold_start, copied, kept, look_for_update, next, on_device, shipped, starting, version};
use crate::page::Page;
use crate::site::Fault;
use crate::{Env, Outcome};

/// Faults for one file, each in its turn.
fn fault(number: usize, path: &'static str) -> Fault {
    match number % 6 {
        0 => Fault::Cut(path),
        1 => Fault::Truncated(path),
        2 => Fault::Missing(path),
        3 => Fault::Error(path),
        4 => Fault::Portal(path),
        _ => Fault::Altered(path),
    }
}

/// Each file of the next release breaks on its way, each in another manner; every manner for the wasm and the page.
pub fn install(env: &Env) -> Outcome<()> {
    let page = Page::new(env)?;
    page.start("/")?;
    copied(&page)?;
    let old = version(&page)?;
    let before = on_device(&page)?;
    let later = next(env, "9.1.0", &|_, _| {})?;
    let files = kept(&xtask::release::read(&later)?);
    env.site.serve(&later)?;
    let mut cases: Vec<Fault> = files.iter().enumerate().map(|(number, path)| fault(number, path)).collect();
    for path in files.iter().filter(|path| path.ends_with(".wasm") || **path == "index.html") {
        cases.extend((0..6).map(|number| fault(number, path)));
    }
    cases.extend(files.iter().filter(|path| path.starts_with("style-")).map(|path| Fault::Type(path)));
    for fault in &cases {
        env.site.set(*fault);
        if look_for_update(&page)? {
            return Err(format!("{fault:?}: the new release was taken"));
        }
        let after = on_device(&page)?;
        if after != before {
            return Err(format!("{fault:?}: on the device are {after:?}"));
        }
    }
    env.tell(&format!("{} broken installs", cases.len()));
    env.site.set(Fault::None);
    env.site.stop();
    cold_start(&page, "/")?;
    page.wait("the app is ready", READY)?;
    copied(&page)?;
    if version(&page)? != old {
        return Err(format!("{} runs", version(&page)?));
    }
    // And what only comes late is taken.
    env.site.go_on()?;
    env.site.set(Fault::Late(".wasm"));
    if look_for_update(&page)? { Ok(()) } else { Err("a file that came late stopped the new release".into()) }
}

/// The app or the recovery page, and never nothing.
fn something_shows(page: &Page, since: Instant, what: &str) -> Outcome<bool> {
    let shows = "document.documentElement.dataset.ready === 'yes' || document.getElementById('recovery')";
    page.wait(&format!("something shows ({what})"), shows)?;
    let took = since.elapsed().as_millis();
    if took > 3000 {
        return Err(format!("{what}: nothing for {took} ms"));
    }
    page.value("Boolean(document.getElementById('recovery'))").map(|shown| shown == Value::Bool(true))
}

/// Each file of the start vanishes from the device, with the server and without it.
pub fn vanished(env: &Env) -> Outcome<()> {
    let page = Page::new(env)?;
    page.start("/")?;
    copied(&page)?;
    let delete = "(async () => {
        const name = (await caches.keys()).find(name => !name.endsWith(':state'));
        const cache = await caches.open(name), file = new URL(input, location).href;
        const deleted = await cache.delete(file);
        // A repair that was under way may bring it back once more.
        do await new Promise(later => setTimeout(later, 300)); while (await cache.delete(file));
        done(deleted);
      })();";
    for path in starting(&shipped(env)?) {
        for server in [true, false] {
            if page.session.script_later(delete, &json!(path))? != Value::Bool(true) {
                return Err(format!("{path} was not on the device"));
            }
            if !server {
                env.site.stop();
            }
            page.session.go("about:blank")?;
            let begin = Instant::now();
            page.open("/")?;
            let recovery = something_shows(&page, begin, path)?;
            if recovery == server {
                return Err(format!("{path}: with a server {server}, the recovery page shows {recovery}"));
            }
            if recovery {
                page.holds("document.body.innerText.includes('klinischem Urteil') && document.querySelector(\"a[href='./reset.html']\")")?;
                env.site.go_on()?;
                page.tap_named("Noch einmal · Try again")?;
                page.wait("the app is ready", READY)?;
            }
            copied(&page)?;
        }
    }
    page.picture("recovery")
}

/// Fresh from the network: one file of the start is of another release, or the page is.
pub fn mixed(env: &Env) -> Outcome<()> {
    let page = Page::new(env)?;
    let failed =
        "document.documentElement.dataset.boot === 'failed' || document.querySelector('#paper-de')?.checkVisibility()";
    let never = "!document.documentElement.dataset.ready && !document.querySelector('#app')?.childElementCount";
    for path in starting(&shipped(env)?) {
        // English is fetched after the start, and checked then.
        if path == "index.html" || path.starts_with("words-en") {
            continue;
        }
        env.site.set(Fault::Altered(path));
        page.open("/")?;
        page.wait(&format!("the failure shows ({path})"), failed)?;
        page.holds(never).map_err(|error| format!("{path}: {error}"))?;
    }
    env.site.set(Fault::OtherRules);
    page.open("/")?;
    page.wait("the failure shows (rules)", failed)?;
    page.holds(never)
}
