//! Newer releases: found, kept waiting, used, and given up when they do not start.

use serde_json::{Value, json};

use super::{READY, cold_start, copied, look_for_update, next, on_device, version};
use crate::page::Page;
use crate::{Env, Outcome};

/// Fails unless this version runs.
fn runs(page: &Page, wanted: &str) -> Outcome<()> {
    let runs = version(page)?;
    if runs == wanted { Ok(()) } else { Err(format!("{runs} runs, not {wanted}")) }
}

/// How often the server was asked for the worker.
fn checks(env: &Env) -> usize {
    env.site.asked().iter().filter(|path| path.ends_with("/sw.js")).count()
}

/// A clock of the test's own: looking at the app asks the server, at most twice a minute.
pub fn found(env: &Env) -> Outcome<()> {
    let page = Page::new(env)?;
    let clock = "const real = Date.now.bind(Date); window.later = 0; Date.now = () => real() + window.later;";
    page.session.before_each_page(clock)?;
    page.start("/")?;
    copied(&page)?;
    let look = "for (const [target, type] of [[window, 'pageshow'], [window, 'focus'], [document, 'visibilitychange'], [window, 'focus']])
          target.dispatchEvent(new Event(type));
        setTimeout(done, 2000, true);";
    page.session.script_later(look, &Value::Null)?;
    // The browser looks by itself after a start.
    page.session.script_later("setTimeout(done, 4000, true);", &Value::Null)?;
    checks(env);
    page.session.script_later(look, &Value::Null)?;
    let soon = checks(env);
    page.session.script("window.later += 31000;", &Value::Null)?;
    page.session.script_later(look, &Value::Null)?;
    let later = checks(env);
    if (soon, later) != (0, 1) {
        return Err(format!("{soon} checks within 30 s, {later} after them"));
    }
    // In a case there is a quiet word in the strip: nothing moves, nothing takes the focus.
    page.tap("danger-first")?;
    page.wait("a question stands", "document.querySelector('.is-next')")?;
    let shifts = "window.shifted = 0; window.focused = document.activeElement;
        new PerformanceObserver(list => list.getEntries().forEach(entry => {
            window.shifted += entry.value; window.moved = entry.sources.map(source => source.node?.outerHTML?.slice(0, 200)).join(); }))
          .observe({ type: 'layout-shift' });";
    page.session.script(shifts, &Value::Null)?;
    env.site.serve(&next(env, "9.2.0", &|_, _| {})?)?;
    page.session.script("window.later += 31000;", &Value::Null)?;
    page.session.script_later(look, &Value::Null)?;
    page.wait("the strip says so", "document.querySelector('.strip-news')?.textContent.includes('nach Fallende')")?;
    page.painted()?;
    page.holds("window.shifted === 0").map_err(|error| format!("{error}: {:?}", page.value("window.moved")))?;
    page.holds("window.focused === document.activeElement")?;
    page.picture("update-in-a-case")?;
    page.tap("step:start")?;
    page.wait("the start screen offers it", "document.querySelector(`[data-act='activate']`)")?;
    page.picture("update-offered")?;
    // An app that is drawn later sees it, too.
    page.start("/")?;
    page.wait("it is still offered", "document.querySelector(`[data-act='activate']`)")
}

/// A case in window A, the tap in window B.
pub fn two_windows(env: &Env) -> Outcome<()> {
    let page = Page::new(env)?;
    page.start("/")?;
    copied(&page)?;
    let open = "window.other = window.open('./', '_blank');
        const look = () => window.other?.document?.querySelector(`[data-act='danger-first']`) ? done(true) : setTimeout(look, 20);
        look();";
    page.session.script_later(open, &Value::Null).map_err(|error| format!("opening A: {error}"))?;
    page.session.script("window.other.document.querySelector(`[data-act='danger-first']`).click();", &Value::Null)?;
    let held = "navigator.locks.query().then(({ held }) => done(held.some(lock => lock.name === 'case-open')));";
    page.session.script_later(&format!("setTimeout(() => {{ {held} }}, 300);"), &Value::Null)?;
    // The browser draws only the window in front.
    page.session.chromium("Page.bringToFront", &json!({}))?;
    env.site.serve(&next(env, "9.3.0", &|_, _| {})?)?;
    if !look_for_update(&page).map_err(|error| format!("looking: {error}"))? {
        return Err("the new release did not come".into());
    }
    page.wait("B offers it", "document.querySelector(`[data-act='activate']`)")?;
    page.wait(
        "A says so, quietly",
        "window.other.document.querySelector('.strip-news')?.textContent.includes('nach Fallende')",
    )?;
    page.holds("!window.other.document.querySelector('dialog, [role=dialog], [role=alertdialog]')")?;
    let old = version(&page)?;
    page.tap("activate")?;
    page.wait(
        "B is refused in words",
        "document.querySelector('.offline').innerText.includes('Ein Fall ist noch offen, hier oder in einem anderen Fenster')",
    )?;
    page.picture("update-refused")?;
    runs(&page, &old)?;
    page.holds("window.other.document.documentElement.dataset.ready")?;
    // The window with the case is gone, and its case with it.
    page.session.script("window.other.close();", &Value::Null)?;
    let free = "const look = () => navigator.locks.query().then(({ held }) => held.some(lock => lock.name === 'case-open') ? setTimeout(look, 50) : done(true)); look();";
    page.session.script_later(free, &Value::Null).map_err(|error| format!("closing A: {error}"))?;
    page.start("/")?;
    page.wait("B offers it again", "document.querySelector(`[data-act='activate']`)")?;
    page.tap("activate")?;
    page.wait(
        "the new release runs",
        "document.documentElement.dataset.version === '9.3.0' && document.documentElement.dataset.ready",
    )?;
    copied(&page)
}

/// Nobody is left in the old release: the new one starts. Then another, and only two are kept.
pub fn cold(env: &Env) -> Outcome<()> {
    let page = Page::new(env)?;
    page.start("/")?;
    copied(&page)?;
    let first = on_device(&page)?;
    for wanted in ["9.4.0", "9.4.1"] {
        env.site.serve(&next(env, wanted, &|_, _| {})?)?;
        if !look_for_update(&page)? {
            return Err(format!("{wanted} did not come"));
        }
        // A reload is no cold start: the page that leaves is still there.
        page.start("/")?;
        if version(&page)? == wanted {
            return Err(format!("{wanted} was used by a reload"));
        }
        cold_start(&page, "/")?;
        page.wait("the app is ready", READY)?;
        runs(&page, wanted)?;
        copied(&page)?;
    }
    if on_device(&page)?.len() != 3 {
        return Err(format!("after its first start: {:?}", on_device(&page)?));
    }
    cold_start(&page, "/")?;
    page.wait("the app is ready", READY)?;
    let two = "const look = () => caches.keys().then(names => names.length <= 3 ? done(names) : setTimeout(look, 50)); look();";
    page.session.script_later(two, &Value::Null)?;
    let kept = on_device(&page)?;
    if kept.len() != 2 || first.iter().any(|old| kept.contains(old)) {
        return Err(format!("after the second start of the third release: {kept:?}"));
    }
    env.site.stop();
    cold_start(&page, "/")?;
    page.wait("the app is ready", READY)?;
    runs(&page, "9.4.1")
}

/// The program of the new release is broken, though all of its hashes are right.
pub fn back(env: &Env) -> Outcome<()> {
    let page = Page::new(env)?;
    page.start("/")?;
    copied(&page)?;
    // It must have started from the device once, to be one that can be relied on.
    cold_start(&page, "/")?;
    page.wait("the app is ready", READY)?;
    let old = version(&page)?;
    let broken = next(env, "9.5.0", &|path, content| {
        if path.ends_with(".wasm") {
            content.truncate(content.len() / 2);
        }
    })?;
    env.site.serve(&broken)?;
    if !look_for_update(&page)? {
        return Err("the broken release did not come".into());
    }
    env.site.stop();
    for start in 1..=2 {
        cold_start(&page, "/")?;
        page.wait("it fails", "document.documentElement.dataset.boot === 'failed'")?;
        runs(&page, "9.5.0").map_err(|error| format!("start {start}: {error}"))?;
        page.session.script_later("setTimeout(done, 2100, true);", &Value::Null)?;
    }
    for _ in 0..2 {
        cold_start(&page, "/")?;
        page.wait("the app is ready", READY)?;
        runs(&page, &old)?;
    }
    page.wait("it says so", "document.querySelector('.offline').innerText.includes('zweimal nicht gestartet')")?;
    page.holds("document.querySelector('.strip-news')")?;
    page.picture("update-back")?;
    // A mended one comes as always.
    env.site.go_on()?;
    env.site.serve(&next(env, "9.5.1", &|_, _| {})?)?;
    if !look_for_update(&page)? {
        return Err("the mended release did not come".into());
    }
    cold_start(&page, "/")?;
    page.wait("the app is ready", READY)?;
    runs(&page, "9.5.1")
}
