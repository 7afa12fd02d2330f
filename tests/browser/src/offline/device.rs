//! What this device says about its copy, and how the copy is taken away.

use serde_json::{Value, json};

use super::{READY, cold_start, copied, on_device, shipped};
use crate::page::{Findings, Page, nothing_wrong};
use crate::site::{Fault, Site};
use crate::{Env, Outcome};

/// Whether a worker is registered for this page.
fn registered(page: &Page) -> Outcome<bool> {
    let body = "navigator.serviceWorker.getRegistrations().then(all => done(all.length > 0));";
    page.session.script_later(body, &Value::Null).map(|value| value == Value::Bool(true))
}

/// The kill switch in the place of the worker: the copy goes, cases stay, the page is loaded again once.
pub fn kill(env: &Env) -> Outcome<()> {
    let page = Page::new(env)?;
    page.start("/")?;
    copied(&page)?;
    cold_start(&page, "/")?;
    page.wait("the app is ready", READY)?;
    let keep = "const open = indexedDB.open('paedlotse-test'); open.onsuccess = () => { open.result.close(); caches.open('somebody-else').then(() => done(true)); };";
    page.session.script_later(keep, &Value::Null)?;
    page.session.script("window.before = true;", &Value::Null)?;
    env.site.set(Fault::Killed);
    page.session.script("navigator.serviceWorker.getRegistration().then(r => r.update());", &Value::Null)?;
    page.wait("the page is loaded again", &format!("!window.before && {READY}"))?;
    page.session.script("window.again = true;", &Value::Null)?;
    page.wait("it says so", "paedlotseOffline.state().reason === 'switched-off'")?;
    page.session.script_later("setTimeout(done, 1500, true);", &Value::Null)?;
    page.holds("window.again")?;
    let left = on_device(&page)?;
    if registered(&page)? || left != ["somebody-else"] {
        return Err(format!("after the kill switch a worker is there, or {left:?}"));
    }
    let cases = "indexedDB.databases().then(all => done(all.some(one => one.name === 'paedlotse-test')));";
    if page.session.script_later(cases, &Value::Null)? != Value::Bool(true) {
        return Err("the kill switch took a case store away".into());
    }
    // The worker comes back as it went.
    env.site.set(Fault::None);
    page.start("/")?;
    copied(&page)
}

/// The reset page: app files only with a server and without an open case; cases only after a typed word.
pub fn reset(env: &Env) -> Outcome<()> {
    let page = Page::new(env)?;
    page.start("/")?;
    copied(&page)?;
    let keep =
        "const open = indexedDB.open('paedlotse-test'); open.onsuccess = () => { open.result.close(); done(true); };";
    page.session.script_later(keep, &Value::Null)?;
    let cases = "indexedDB.databases().then(all => done(all.length));";
    env.site.stop();
    page.open("/reset.html")?;
    page.wait("it says how things stand", "document.querySelectorAll('#state li').length >= 4")?;
    page.session.element("#files")?.click()?;
    page.wait("it refuses", "document.querySelector('#files-said').textContent.includes('Nichts wurde gelöscht')")?;
    env.site.go_on()?;
    let case = "navigator.locks.request('case-open', { mode: 'shared' }, () => new Promise(end => { window.end = end; done(true); }));";
    page.session.script_later(case, &Value::Null)?;
    page.session.element("#files")?.click()?;
    page.wait("it refuses", "document.querySelector('#files-said').textContent.includes('Fall offen')")?;
    page.session.script("window.end();", &Value::Null)?;
    page.session.element("#cases")?.click()?;
    page.wait("it asks for the word", "document.querySelector('#cases-said').textContent.includes('Wort fehlt')")?;
    if page.session.script_later(cases, &Value::Null)? == json!(0) {
        return Err("without the word everything was deleted".into());
    }
    let mut findings = Findings::new();
    page.inspect("reset", &mut findings)?;
    nothing_wrong(&findings)?;
    page.session.element("#word")?.fill("löschen")?;
    page.session.element("#cases")?.click()?;
    page.wait("it is done", "document.querySelector('#cases-said').textContent.includes('sind gelöscht')")?;
    if page.session.script_later(cases, &Value::Null)? != json!(0) {
        return Err("a case store is left".into());
    }
    page.session.script("sessionStorage.marker = '1';", &Value::Null)?;
    env.site.asked();
    page.session.element("#files")?.click()?;
    page.wait("the app is ready", READY)?;
    copied(&page)?;
    if env.site.asked().iter().filter(|path| path.ends_with(".wasm")).count() == 0 {
        return Err("nothing was fetched again".into());
    }
    Ok(())
}

/// No copy, and why: the words of the start screen.
pub fn reasons(env: &Env) -> Outcome<()> {
    let says = |page: &Page, kind: &str, words: &str| {
        let condition = format!("document.querySelector('.offline')?.innerText.includes('{words}')");
        page.wait(&format!("{kind} is said"), &format!("paedlotseOffline.state().reason === '{kind}' && {condition}"))
    };
    let page = Page::new(env)?;
    env.site.set(Fault::NoWorkers);
    page.start("/")?;
    says(&page, "blocked", "eine Richtlinie").or_else(|_| says(&page, "blocked", "Eine Richtlinie"))?;
    page.picture("offline-blocked")?;
    env.site.set(Fault::Missing("icon-"));
    let page = Page::new(env)?;
    page.start("/")?;
    says(&page, "network", "Nicht alle Dateien kamen")?;
    env.site.set(Fault::None);
    // Plain http under a name that is not this machine's own.
    let page = Page::in_chromium(env, &["--host-resolver-rules=MAP paedlotse.test 127.0.0.1"])?;
    let address = env.site.address("/").replace("127.0.0.1", "paedlotse.test");
    page.session.go(&address)?;
    page.wait("the app is ready", READY)?;
    says(&page, "insecure", "nicht mit https")?;
    // What a browser without workers has.
    let page = Page::new(env)?;
    page.session.before_each_page("delete Navigator.prototype.serviceWorker;")?;
    page.start("/")?;
    says(&page, "unsupported", "privaten Fenster")?;
    page.tap("danger-first")?;
    page.wait("a case can be opened all the same", "document.querySelector('.is-next')")?;
    // Another origin has its own copy.
    let second = Site::start(env.dist.clone())?;
    let page = Page::new(env)?;
    page.session.go(&second.address("/a/b/c/"))?;
    copied(&page)?;
    second.stop();
    page.session.go("about:blank")?;
    page.session.go(&second.address("/a/b/c/"))?;
    page.wait("the app is ready", READY)
}

/// The hint for an iPad: on the start screen, not during a case, gone when it was put away. Icons and manifest fit.
pub fn home_screen(env: &Env) -> Outcome<()> {
    let page = Page::new(env)?;
    page.start("/")?;
    page.holds("!document.querySelector(`[data-act='dismiss']`)")?;
    let read = "(async () => {
        const link = document.querySelector('link[rel=manifest]').href;
        const manifest = await (await fetch(link)).json();
        const sizes = [];
        for (const icon of manifest.icons) {
          const image = new Image(); image.src = new URL(icon.src, link).href; await image.decode();
          sizes.push(`${image.naturalWidth}x${image.naturalHeight}` === icon.sizes ? icon.purpose : `${icon.src}: ${image.naturalWidth}`);
        }
        const touch = new Image(); touch.src = document.querySelector('link[rel=apple-touch-icon]').href; await touch.decode();
        done([manifest.start_url, manifest.scope, manifest.display, touch.naturalWidth, ...sizes]);
      })().catch(error => done(String(error)));";
    let found = page.session.script_later(read, &Value::Null)?;
    if found != json!(["./", "./", "standalone", 180, "any", "any", "maskable"]) {
        return Err(format!("the manifest says {found}"));
    }
    let agent = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15";
    let page = Page::new(env)?;
    page.session.chromium("Emulation.setUserAgentOverride", &json!({ "userAgent": agent }))?;
    page.session.before_each_page("Object.defineProperty(navigator, 'maxTouchPoints', { value: 5 });")?;
    page.start("/")?;
    page.wait("the hint shows", "document.querySelector(`[data-act='dismiss']`)")?;
    page.picture("home-screen-hint")?;
    page.tap("danger-first")?;
    page.tap("step:start")?;
    page.holds("!document.querySelector(`[data-act='dismiss']`)")?;
    page.start("/")?;
    page.tap("dismiss")?;
    page.holds("!document.querySelector(`[data-act='dismiss']`)")?;
    page.start("/")?;
    copied(&page)?;
    page.holds("!document.querySelector(`[data-act='dismiss']`)")?;
    // On the home screen already.
    let page = Page::new(env)?;
    page.session.chromium("Emulation.setUserAgentOverride", &json!({ "userAgent": agent }))?;
    page.session.before_each_page("Object.defineProperty(navigator, 'maxTouchPoints', { value: 5 });")?;
    page.session.before_each_page("Object.defineProperty(navigator, 'standalone', { value: true });")?;
    page.start("/")?;
    copied(&page)?;
    page.holds("!document.querySelector(`[data-act='dismiss']`)")
}

/// The sources screen: which release, what was loaded from where; asking to keep the files waits for nobody.
pub fn told(env: &Env) -> Outcome<()> {
    let page = Page::new(env)?;
    page.session.before_each_page(
        "if (navigator.storage) navigator.storage.persist = () => { window.askedToKeep = true; return new Promise(() => {}); };",
    )?;
    page.start("/")?;
    copied(&page)?;
    page.holds("!window.askedToKeep")?;
    page.tap("step:sources")?;
    let text = page.text("document.querySelector('#device-h').closest('section').innerText")?;
    let id = xtask::release::fact(&shipped(env)?, "releaseId");
    let origin = env.site.address("");
    for wanted in ["Offline bereit ✓", id.as_str(), "2027-05-31", "0 Byte", &format!("Dateien, alle von {origin}")] {
        if !text.contains(wanted) {
            return Err(format!("“{wanted}” is not said:\n{text}"));
        }
    }
    page.tap("persist")?;
    page.wait(
        "the browser is asked, and the app goes on",
        "window.askedToKeep && document.querySelector('#device-h').closest('section').innerText.includes('fragt nach')",
    )?;
    // Years later.
    let page = Page::new(env)?;
    page.session.before_each_page(
        "const Real = Date; const later = 3e10; Date = class extends Real { constructor(...given) { super(...(given.length ? given : [Real.now() + later])); } static now() { return Real.now() + later; } };",
    )?;
    page.start("/")?;
    page.wait("the content is due", "document.querySelector('.strip').innerText.includes('zur Überprüfung fällig')")?;
    page.tap("danger-first")?;
    page.holds("document.querySelector('.strip').innerText.includes('zur Überprüfung fällig')")?;
    page.picture("review-due")
}

/// The sample configurations, where Debian's servers are.
pub fn servers(env: &Env) -> Outcome<()> {
    super::servers::run(env)
}
