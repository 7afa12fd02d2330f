//! The rest of the program comes after the first screen: nothing waits for it, and without it the advice still stands.

use serde_json::Value;

use crate::offline::{copied, shipped};
use crate::page::Page;
use crate::site::Fault;
use crate::stories::{BLUE, SOEST};
use crate::walk::Walk;
use crate::{Env, Outcome, Test};

/// The tests of this file.
pub const TESTS: &[Test] = &[
    ("rest: it comes after the first screen, and no answer waits for it", held),
    ("rest: damaged or missing, it is said, and the advice stands", broken),
    ("rest: gone from the device, it is said, and comes back", vanished),
];

/// The part of its address that no other file has.
const REST: &str = "/rest-";

/// What stands in the place of a screen of the rest.
const COMING: &str = "document.querySelector('[role=status] #rest-h')?.checkVisibility()";
const FAILED: &str = "document.querySelector('[role=alert] #rest-h')?.checkVisibility()";

/// The screen is drawn.
const SHOWN: &str = "!document.querySelector('#rest-h') && document.querySelector('.flow h2')?.checkVisibility()";

/// A blue child, whose one answer settles the advice.
fn answered(env: &Env) -> Outcome<Walk<'_>> {
    let mut walk = Walk::start(env, SOEST, BLUE)?;
    walk.page.tap("open-group:danger_breathing")?;
    walk.answer("answer:central_cyanosis:yes")?;
    Ok(walk)
}

fn advised(walk: &Walk<'_>) -> Outcome<()> {
    let bar = walk.bar()?;
    if bar.urgency == "immediate" { Ok(()) } else { Err(format!("the bar says {bar:?}")) }
}

fn held(env: &Env) -> Outcome<()> {
    let rest = shipped(env)?.into_keys().find(|path| xtask::release::is_rest(path)).ok_or("there is no rest")?;
    let page = Page::new(env)?;
    let noted = "new MutationObserver(() => { window.readyAt ??= performance.now(); })
        .observe(document, { subtree: true, attributes: true, attributeFilter: ['data-ready'] });";
    page.session.before_each_page(noted)?;
    page.start("/")?;
    let fetched = format!("performance.getEntriesByType('resource').find(entry => entry.name.endsWith('{rest}'))");
    page.wait("the rest was fetched", &format!("{fetched}?.responseEnd > 0"))?;
    // As they were at the first load: the worker may have fetched it again since.
    page.holds(&format!("{fetched}.startTime >= readyAt"))?;
    page.is_clean()?;
    drop(page);

    env.site.set(Fault::Held(REST));
    let walk = answered(env)?;
    advised(&walk)?;
    for screen in ["recommendation", "transfer", "tonight"] {
        walk.visit(screen)?;
        walk.page.holds(COMING)?;
    }
    walk.visit("recommendation")?;
    advised(&walk)?;
    walk.page.picture("rest-coming")?;
    env.site.set(Fault::None);
    walk.page.wait("the recommendation shows", SHOWN)?;
    walk.page.holds("document.querySelector('.panel[data-u=immediate]')")?;
    walk.page.is_clean()
}

fn broken(env: &Env) -> Outcome<()> {
    for fault in [Fault::Missing(REST), Fault::Altered(REST), Fault::Truncated(REST), Fault::Portal(REST)] {
        env.site.set(fault);
        let walk = answered(env)?;
        let told = || -> Outcome<()> {
            walk.visit("recommendation")?;
            walk.page.wait("it is said", FAILED)?;
            advised(&walk)?;
            walk.page.holds("document.querySelector('main').innerText.includes('Rat in der Leiste')")
        };
        told().map_err(|error| format!("{fault:?}: {error}"))?;
        if fault == Fault::Missing(REST) {
            walk.page.picture("rest-failed")?;
        }
        // The way back is open.
        walk.step("go", "questions")?;
        advised(&walk)?;
        walk.visit("tonight")?;
        walk.page.wait("it is said again", FAILED)?;
        env.site.set(Fault::None);
        walk.page.tap("fetch-rest")?;
        walk.page.wait("the screen shows", SHOWN)?;
        walk.visit("recommendation")?;
        walk.page.wait("the recommendation shows", SHOWN)?;
        advised(&walk)?;
    }
    Ok(())
}

fn vanished(env: &Env) -> Outcome<()> {
    let page = Page::new(env)?;
    page.start("/")?;
    copied(&page)?;
    let delete = "(async () => {
        const name = (await caches.keys()).find(name => !name.endsWith(':state'));
        const cache = await caches.open(name);
        const rest = (await cache.keys()).find(request => request.url.includes('/rest-'));
        done(await cache.delete(rest));
      })();";
    if page.session.script_later(delete, &Value::Null)? != Value::Bool(true) {
        return Err("it was not on the device".into());
    }
    env.site.stop();
    page.session.go("about:blank")?;
    page.start("/")?;
    page.tap("step:library")?;
    page.wait("it is said", FAILED)?;
    page.tap("go")?;
    page.wait("the start screen is back", "document.querySelector('[data-act=danger-first]')?.checkVisibility()")?;
    // The worker mends the copy as soon as there is a network, and the next step asks for it again.
    env.site.go_on()?;
    page.tap("step:library")?;
    page.wait("the screen shows", "document.querySelector('#find-in')?.checkVisibility()")?;
    page.session.go("about:blank")?;
    page.start("/")?;
    copied(&page)
}
