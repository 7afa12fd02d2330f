//! How the page starts, how it fails to start, and how it stops: always readable, never alive in appearance only.

use serde_json::{Value, json};

use crate::driver::Without;
use crate::page::{Findings, Page, nothing_wrong};
use crate::site::Fault;
use crate::{Env, Outcome, Test};

/// The tests of this file.
pub const TESTS: &[Test] = &[
    ("start: at the root and below a path", from_any_path),
    ("start: the first paint does not wait for the wasm", first_paint),
    ("start: a wrong media type is no obstacle", wrong_media_type),
    ("start: the policy is in force, and these tests see it", policy_in_force),
    ("fail: no wasm in this browser", no_wasm),
    ("fail: a browser that is too old", too_old),
    ("fail: a portal forbids wasm", foreign_policy),
    ("fail: a file is missing or altered", broken_files),
    ("fail: without its guard the app does not start", no_guard),
    ("fail: no script at all", no_script),
    ("fail: slow, and then it starts after all", slow),
    ("stop: a panic covers everything at once", panic),
    ("stop: an error that nobody caught does the same", uncaught),
];

/// A tap on the first screen after which the app has to draw something new.
pub const DRAWING_TAP: &str = "new-case";

/// Whether an element can be seen.
fn visible(selector: &str) -> String {
    format!("document.querySelector(\"{selector}\")?.checkVisibility()")
}

/// Pictures the screen at every size, and finds nothing wrong with it.
fn looks_right(page: &Page, name: &str) -> Outcome<()> {
    let mut findings = Findings::new();
    page.inspect(name, &mut findings)?;
    nothing_wrong(&findings)
}

/// The app is there and nothing of the page around it.
pub fn runs(page: &Page) -> Outcome<()> {
    page.holds("document.querySelector('#app').childElementCount > 0")?;
    page.holds(&format!("!{} && !{}", visible("#boot"), visible("#stopped")))
}

/// The failure page with this cause, and the list of danger signs in both languages.
pub fn failed_because(page: &Page, cause: &str) -> Outcome<()> {
    let shown = "[...document.querySelectorAll('[data-cause]')].filter(e => e.checkVisibility()).map(e => e.dataset.cause).join()";
    page.wait("the failure shows", &visible("#failed"))?;
    let causes = page.text(shown)?;
    if causes != cause {
        return Err(format!("the cause shown is “{causes}”, not “{cause}”"));
    }
    paper_is_readable(page)?;
    page.holds("document.querySelector('#app').childElementCount === 0")
}

fn paper_is_readable(page: &Page) -> Outcome<()> {
    page.holds(&format!("{} && {}", visible("#paper-de"), visible("#paper-en")))?;
    page.holds("document.querySelectorAll('#paper [lang=de] li').length === document.querySelectorAll('#paper [lang=en] li').length")
}

/// A browser reads a condition that it does not understand as "not all", and passes over all that stands inside.
fn every_condition_is_understood(page: &Page) -> Outcome<()> {
    let lost = "const inside = rule => [rule, ...[...(rule.cssRules ?? [])].flatMap(inside)];
        return [...document.styleSheets].flatMap(sheet => [...sheet.cssRules]).flatMap(inside)
            .filter(rule => rule.media?.mediaText === 'not all').length";
    match page.session.script(lost, &Value::Null)?.as_u64() {
        Some(0) => Ok(()),
        count => Err(format!("{count:?} conditions of the style sheet are not understood")),
    }
}

fn from_any_path(env: &Env) -> Outcome<()> {
    for (path, base) in [("/", "/"), ("/a/b/c/", "/a/b/c/"), ("/a/b/c", "/a/b/c/")] {
        let page = Page::new(env)?;
        env.site.asked();
        page.start(path)?;
        runs(&page)?;
        every_condition_is_understood(&page)?;
        page.is_clean()?;
        let outside: Vec<String> = env
            .site
            .asked()
            .into_iter()
            .filter(|asked| {
                asked != path && asked.rsplit_once('/').is_none_or(|(folder, _)| format!("{folder}/") != base)
            })
            .collect();
        if !outside.is_empty() {
            return Err(format!("from {path} the page asked for {outside:?}"));
        }
    }
    Ok(())
}

fn first_paint(env: &Env) -> Outcome<()> {
    let page = Page::new(env)?;
    env.site.set(Fault::Held(".wasm"));
    page.open("/")?;
    page.wait("something is painted", "performance.getEntriesByName('first-contentful-paint').length > 0")?;
    page.holds(&format!("{} && {} && {}", visible(".boot-draft"), visible("#boot h1"), visible("#loading")))?;
    page.holds(&format!("!{} && !document.documentElement.dataset.ready", visible("#paper")))?;
    looks_right(&page, "loading")?;
    env.site.set(Fault::None);
    page.wait("the app is ready", "document.documentElement.dataset.ready === 'yes'")?;
    runs(&page)?;
    page.is_clean()
}

fn wrong_media_type(env: &Env) -> Outcome<()> {
    let page = Page::new(env)?;
    env.site.set(Fault::WrongType);
    page.start("/")?;
    runs(&page)?;
    page.is_clean()
}

fn policy_in_force(env: &Env) -> Outcome<()> {
    let page = Page::new(env)?;
    page.start("/")?;
    page.is_clean()?;
    // Later, in a task of the page's own: what the driver runs itself may do more than the page. In Firefox it also has an
    // `eval` of its own; the page's stands behind another name.
    let forbidden = "setTimeout(() => {
        document.querySelector('#app').setAttribute('style', 'color: red');
        fetch('http://127.0.0.2:9/').catch(() => {});
        const attempts = [() => (window.wrappedJSObject ?? window).eval('1'), () => { document.createElement('div').innerHTML = '<b>x</b>'; }, () => document.write('x')];
        done(attempts.filter(attempt => { try { attempt(); return true; } catch { return false; } }).map(String));
      });";
    let succeeded = page.session.script_later(forbidden, &Value::Null)?;
    if succeeded != json!([]) {
        return Err(format!("the page may do what the policy should forbid: {succeeded}"));
    }
    page.wait("the violations are reported", "watched.length >= 3")?;
    let problems = page.problems()?.join("\n");
    for directive in ["style-src-attr", "connect-src", "require-trusted-types-for"] {
        if !problems.contains(directive) {
            return Err(format!("no violation of {directive} was noticed:\n{problems}"));
        }
    }
    Ok(())
}

fn no_wasm(env: &Env) -> Outcome<()> {
    let page = Page::without(env, Without::Wasm)?;
    page.open("/")?;
    failed_because(&page, "no-wasm")?;
    looks_right(&page, "failed-no-wasm")?;
    page.is_clean()
}

/// Takes from a browser what its address names.
const OLDER: &str = "
const without = decodeURIComponent(location.search);
if (without === '?WebAssembly') WebAssembly.validate = () => false;
if (without === '?@container') {
  const own = CSS.supports;
  CSS.supports = (...asked) => !asked.join().includes('container') && own.apply(CSS, asked);
}
if (without === '?AbortSignal.timeout') delete AbortSignal.timeout;";

fn too_old(env: &Env) -> Outcome<()> {
    let page = Page::new(env)?;
    page.session.before_each_page(OLDER)?;
    for lacking in ["WebAssembly", "@container", "AbortSignal.timeout"] {
        page.open(&format!("/?{lacking}"))?;
        failed_because(&page, "old").map_err(|error| format!("without {lacking}: {error}"))?;
        page.holds(&format!("document.querySelector('#detail').textContent === '{lacking}'"))?;
        for needed in ["iPadOS 16.4", "Edge 111", "Firefox 115"] {
            let told = format!(
                "['de', 'en'].every(language => [...document.querySelectorAll('[data-cause=old] p')].some(text => (text.lang || 'de') === language && text.innerText.includes('{needed}')))"
            );
            page.holds(&told)?;
        }
        // Nothing of the app starts behind it, however long one waits.
        page.session.script_later("setTimeout(done, 500, true);", &Value::Null)?;
        page.holds(
            "document.querySelector('#app').childElementCount === 0 && !document.documentElement.dataset.ready",
        )?;
    }
    looks_right(&page, "failed-old")?;
    page.is_clean()?;
    // With all of it the same browser starts.
    page.start("/")?;
    runs(&page)
}

fn foreign_policy(env: &Env) -> Outcome<()> {
    let page = Page::new(env)?;
    env.site.set(Fault::ForeignPolicy);
    page.open("/")?;
    failed_because(&page, "no-wasm")
}

fn broken_files(env: &Env) -> Outcome<()> {
    let page = Page::new(env)?;
    for fault in [
        Fault::Missing(".wasm"),
        Fault::Missing("paedlotse-"),
        Fault::Missing("start-"),
        Fault::Altered(".wasm"),
        Fault::Altered("start-"),
    ] {
        env.site.set(fault);
        page.open("/")?;
        failed_because(&page, "load").map_err(|error| format!("{fault:?}: {error}"))?;
    }
    looks_right(&page, "failed-load")?;
    env.site.set(Fault::None);
    page.tap_named("Neu laden · Reload")?;
    page.wait("the app is ready", "document.documentElement.dataset.ready === 'yes'")?;
    runs(&page)
}

fn no_guard(env: &Env) -> Outcome<()> {
    let page = Page::new(env)?;
    env.site.set(Fault::Missing("boot-"));
    page.open("/")?;
    page.wait("the page is complete", "document.readyState === 'complete'")?;
    paper_is_readable(&page)?;
    page.holds("document.querySelector('#app').childElementCount === 0")
}

fn no_script(env: &Env) -> Outcome<()> {
    let page = Page::without(env, Without::Scripts)?;
    page.open("/")?;
    let text = page.session.element("body")?.text()?;
    page.picture("no-script")?;
    for wanted in
        ["Entwurf – nicht freigegeben", "braucht JavaScript", "needs JavaScript", "krampft jetzt", "seizing now"]
    {
        if !text.contains(wanted) {
            return Err(format!("“{wanted}” cannot be read without scripts:\n{text}"));
        }
    }
    if text.contains("werden geladen") { Err("it says that it is loading, which it is not".into()) } else { Ok(()) }
}

fn slow(env: &Env) -> Outcome<()> {
    let page = Page::new(env)?;
    env.site.set(Fault::Held(".wasm"));
    page.open("/")?;
    failed_because(&page, "slow")?;
    let waited = page.value("Math.round(performance.now())")?;
    if waited.as_u64().is_none_or(|waited| waited < 7_500) {
        return Err(format!("the watchdog barked after {waited} ms already"));
    }
    env.site.set(Fault::None);
    page.wait("the app is ready", "document.documentElement.dataset.ready === 'yes'")?;
    runs(&page)?;
    page.is_clean()
}

/// The stop screen is all there is, and a reload brings the app back without a question.
pub fn is_stopped(page: &Page) -> Outcome<()> {
    page.wait("the page is stopped", "document.documentElement.dataset.boot === 'stopped'")?;
    page.holds(&visible("#stopped h1"))?;
    page.holds("!document.querySelector('#app') && !document.querySelector('[data-disposition]')")?;
    page.holds("document.elementFromPoint(innerWidth / 2, innerHeight / 2).closest('#stopped')")?;
    page.holds("document.querySelector('#stopped').getBoundingClientRect().height >= innerHeight")?;
    page.holds("document.activeElement.closest('#stopped')")?;
    paper_is_readable(page)
}

/// The browser refuses to draw, once: the framework cannot go on and panics, as it would after a fault of its own.
pub fn refuse_to_draw(page: &Page) -> Outcome<()> {
    // Until then the app draws by itself.
    page.wait("the copy is ready", "paedlotseOffline.state().kind === 'ready'")?;
    let sabotage = "
        const names = ['insertBefore', 'appendChild'];
        const own = names.map(name => Node.prototype[name]);
        const restore = () => names.forEach((name, i) => { Node.prototype[name] = own[i]; });
        names.forEach(name => { Node.prototype[name] = () => { restore(); throw new Error('refused by the test'); }; });
        document.addEventListener('click', () => { window.tapped = performance.now(); }, { capture: true, once: true });
        new MutationObserver(() => { window.stoppedAfter ??= performance.now() - window.tapped; })
            .observe(document.documentElement, { attributeFilter: ['data-boot'] });";
    page.session.script(sabotage, &Value::Null)?;
    // What follows is never drawn to its end: nobody may wait for it.
    page.session.element(&format!("[data-act='{DRAWING_TAP}']"))?.click()
}

fn panic(env: &Env) -> Outcome<()> {
    let page = Page::new(env)?;
    page.start("/")?;
    page.is_clean()?;
    refuse_to_draw(&page)?;
    is_stopped(&page)?;
    page.holds("window.stoppedAfter < 200")?;
    let problems = page.problems()?.join("\n");
    if !problems.contains("stopped: panicked at") {
        return Err(format!("the panic hook did not speak:\n{problems}"));
    }
    looks_right(&page, "stopped")?;
    page.tap_named("Weiter auf Papier · Continue on paper")?;
    page.wait("the list is in view", "document.querySelector('#paper').getBoundingClientRect().top < innerHeight")?;
    page.tap_named("Neu laden · Reload")?;
    // The stopped page was ready once; it may be there for a moment after the tap.
    let fresh = "document.documentElement.dataset.ready === 'yes' && !document.documentElement.dataset.boot";
    page.wait("the app is ready again", fresh)?;
    runs(&page)
}

fn uncaught(env: &Env) -> Outcome<()> {
    let page = Page::new(env)?;
    page.start("/")?;
    // Even when the hook cannot speak: the broken wasm throws, and that is enough.
    page.session.script("window.paedlotseStopped = () => {};", &Value::Null)?;
    refuse_to_draw(&page)?;
    is_stopped(&page)
}
