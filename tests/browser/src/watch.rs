//! What watches over the running app: the heartbeat, the covered screen, the lock that keeps the screen lit.

use std::thread::sleep;
use std::time::Duration;

use serde_json::{Value, json};

use crate::page::{Findings, Page, nothing_wrong};
use crate::startup::{DRAWING_TAP, is_stopped, refuse_to_draw, runs};
use crate::stories::{FEVER, SOEST};
use crate::walk::Walk;
use crate::{Env, Outcome, Test};

/// The tests of this file.
pub const TESTS: &[Test] = &[
    ("pulse: a death that nobody reports stops the app", silent_death),
    ("pulse: a page that was blocked and goes on is not stopped", blocked),
    ("pulse: a device that slept is not stopped", slept),
    ("pulse: 200 answers, each acknowledged", two_hundred),
    ("stop: what was saved is said", saved),
    ("cover: nobody there, and everything half done comes back", idle),
    ("cover: hidden, left or printed", at_once),
    ("cover: the way back by key", by_key),
    ("awake: lit while a case is open and somebody is there", lit),
    ("awake: a refusal is seen nowhere", refused),
];

/// Runs before anything of the page in what is opened next.
fn beforehand(page: &Page, script: &str) -> Outcome<()> {
    page.session.before_each_page(script)
}

/// Neither the hook of the app nor the page hears of an error any more.
const DEAF: &str = "
Object.defineProperty(window, 'paedlotseStopped', { get: () => () => {}, set() {} });
const listen = EventTarget.prototype.addEventListener;
EventTarget.prototype.addEventListener = function (kind, ...rest) {
  if (kind !== 'error' && kind !== 'unhandledrejection') listen.call(this, kind, ...rest);
};";

fn silent_death(env: &Env) -> Outcome<()> {
    let page = Page::new(env)?;
    beforehand(&page, DEAF)?;
    page.start("/")?;
    refuse_to_draw(&page)?;
    page.holds("document.querySelector('#app') && !document.documentElement.dataset.boot")
        .map_err(|_| "the death was reported after all: this test tests nothing")?;
    is_stopped(&page)?;
    let after = page.value("Math.round(window.stoppedAfter)")?;
    env.tell(&format!("stopped {after} ms after the tap"));
    page.holds("window.stoppedAfter < 2500")?;
    let problems = page.problems()?.join("\n");
    if problems.contains("no answer to a tap") {
        Ok(())
    } else {
        Err(format!("something else stopped it:\n{problems}"))
    }
}

/// An app that answers in the end has lost nothing: to stop it would throw away what was entered, for being slow.
fn blocked(env: &Env) -> Outcome<()> {
    let page = Page::new(env)?;
    page.start("/")?;
    for (capture, act) in [(true, DRAWING_TAP), (false, "step:start")] {
        let block = "document.addEventListener('click', () => { for (const end = performance.now() + 3000; performance.now() < end;); },
            { capture: arguments[0], once: true });";
        page.session.script(block, &json!(capture))?;
        page.tap(act)?;
        sleep(Duration::from_millis(2_500));
        runs(&page)?;
    }
    page.is_clean()
}

fn slept(env: &Env) -> Outcome<()> {
    let page = Page::new(env)?;
    // The first answer is lost, and the clock says that the timer came an hour late.
    beforehand(
        &page,
        "addEventListener('paedlotse-alive', event => {
            if (!window.lost) { window.lost = true; event.stopImmediatePropagation(); const now = Date.now; Date.now = () => now() + 3600e3; }
        }, true);",
    )?;
    page.start("/")?;
    page.tap("theme:dark")?;
    page.wait("the first answer is lost", "window.lost")?;
    sleep(Duration::from_millis(2_500));
    runs(&page)?;
    page.is_clean()
}

fn two_hundred(env: &Env) -> Outcome<()> {
    let walk = Walk::start(env, SOEST, FEVER)?;
    let taps = "const counts = { asked: 0, alive: 0, spent: 0 };
        let begun;
        addEventListener('paedlotse-ask', () => { counts.asked++; begun = performance.now(); }, true);
        addEventListener('paedlotse-alive', () => { counts.alive++; counts.spent += performance.now() - begun; }, true);
        const acts = ['choose:avpu:alert', 'choose:avpu:voice'];
        let number = 0;
        const next = () => {
            if (number === 200) return setTimeout(() => done(JSON.stringify({ ...counts, spent: Math.round(counts.spent * 5) })), 1500);
            document.querySelector(`[data-act='${acts[number++ % 2]}']`).click();
            setTimeout(next, 20);
        };
        next();";
    let counts = walk.page.session.script_later(taps, &Value::Null)?;
    env.tell(&format!("200 answers: {} (spent: microseconds per question)", counts.as_str().unwrap_or_default()));
    runs(&walk.page)?;
    let counts: Value = serde_json::from_str(counts.as_str().unwrap_or_default()).map_err(|e| e.to_string())?;
    let count = |name: &str| counts.get(name).and_then(Value::as_u64).unwrap_or_default();
    if count("asked") < 190 || count("alive") < count("asked") {
        return Err(format!("not every answer was acknowledged: {counts}"));
    }
    walk.page.is_clean()
}

fn saved(env: &Env) -> Outcome<()> {
    for (mark, shown) in [("", "Nur was als gespeichert markiert war"), ("yes", "Ihre Antworten sind gespeichert")] {
        let page = Page::new(env)?;
        page.start("/")?;
        page.session.script("document.documentElement.dataset.saved = arguments[0];", &json!(mark))?;
        page.session.script("setTimeout(() => window.paedlotseStopped('a test'))", &Value::Null)?;
        is_stopped(&page)?;
        let said = page.text("[...document.querySelectorAll('[data-kept]')].filter(e => e.checkVisibility()).map(e => e.innerText).join('|')")?;
        if !said.contains(shown) || said.matches('|').count() != 1 {
            return Err(format!("with “{mark}” the stop screen says: {said}"));
        }
        let mut findings = Findings::new();
        page.inspect(if mark.is_empty() { "stopped-not-saved" } else { "stopped-saved" }, &mut findings)?;
        nothing_wrong(&findings)?;
    }
    Ok(())
}

const COVERED: &str = "document.querySelector('main[data-screen]').dataset.screen === 'cover'";
const OPEN: &str = "document.querySelector('main[data-screen]').dataset.screen !== 'cover'";

/// The clock of the page goes so many seconds ahead.
fn pass(page: &Page, seconds: u32) -> Outcome<()> {
    let ahead = "const now = Date.now; Date.now = () => now() + 1000 * arguments[0];";
    page.session.script(ahead, &json!(seconds)).map(drop)
}

/// What the person before the screen can tell apart.
const LAY: &str = "JSON.stringify([document.querySelector('.flow').scrollTop, document.activeElement.dataset.act,
    [...document.querySelectorAll('input')].map(e => e.value), document.querySelector('main[data-screen]').innerText,
    document.querySelector('[data-state]').dataset.urgency])";

/// Nothing of the case is left in the page.
fn nothing_is_left(page: &Page) -> Outcome<()> {
    page.holds(COVERED)?;
    page.holds("!document.querySelector('#app input, [data-disposition], .row, .group, nav')")?;
    page.holds("document.title === 'PädLotse'")?;
    page.holds("document.querySelector('#app .strip') && /Fall offen seit \\d\\d:\\d\\d/.test(document.querySelector('#cover-h').innerText)")?;
    let left = page.text("[...document.querySelectorAll('#app, [data-print]')].map(e => e.outerHTML).join()")?;
    for word in ["Fieber", "Temperatur", "2 Jahre", "Kreislauf", "question", "finding"] {
        if left.contains(word) {
            return Err(format!("“{word}” is left in the covered page"));
        }
    }
    Ok(())
}

fn idle(env: &Env) -> Outcome<()> {
    let mut walk = Walk::start(env, SOEST, FEVER)?;
    walk.through_danger()?;
    walk.reach_questions()?;
    walk.page.tap("open-group:fever_danger").or_else(|_| walk.page.tap_named("Etwas davon")).ok();
    let page = &walk.page;
    page.bring_into_view("number:temperature")?;
    page.session.element("[data-act='number:temperature']")?.fill("3")?;
    page.session.script("document.querySelector('.flow').scrollTop += 7;", &Value::Null)?;
    let before = page.text(LAY)?;
    page.holds("document.activeElement.value === '3'")?;
    pass(page, 110)?;
    sleep(Duration::from_millis(1_500));
    page.holds(OPEN).map_err(|_| "covered too soon")?;
    pass(page, 10)?;
    page.wait("it is covered", COVERED)?;
    nothing_is_left(page)?;
    page.holds("document.activeElement.id === 'uncover'")?;
    let mut findings = Findings::new();
    page.inspect("cover", &mut findings)?;
    nothing_wrong(&findings)?;

    // A short tap is no return, nor are two that lie apart.
    let button = || page.session.element("#uncover");
    button()?.click_for(400)?;
    page.painted()?;
    page.holds(COVERED).map_err(|_| "one short tap uncovers")?;
    sleep(Duration::from_millis(3_200));
    button()?.click()?;
    page.painted()?;
    page.holds(COVERED).map_err(|_| "two taps that lie apart uncover")?;
    sleep(Duration::from_millis(3_200));

    // Held: the quarters fill, then the case is there as it was, and the finger that lets go taps nothing.
    page.session.script(
        "window.quarters = 0; window.clicks = 0; addEventListener('click', () => window.clicks++);
         new MutationObserver(() => { window.quarters = Math.max(window.quarters, document.querySelectorAll('.is-held').length); })
            .observe(document.body, { subtree: true, childList: true, attributes: true });",
        &Value::Null,
    )?;
    button()?.click_for(2_500)?;
    page.painted()?;
    page.holds(OPEN).map_err(|_| "held for more than a second, and still covered")?;
    page.holds("window.quarters >= 3 && window.clicks === 0")?;
    let after = page.text(LAY)?;
    if before != after {
        return Err(format!("it did not come back as it was:\n{before}\n{after}"));
    }
    // What was half typed is no answer yet, and can be typed to its end.
    page.session.press("9\u{E007}")?;
    page.painted()?;
    let typed = page.text("document.querySelector(\"[data-act='number:temperature']\").value")?;
    if typed != "39,0" {
        return Err(format!("“3” was half typed, “9” came after it, and the field says “{typed}”"));
    }
    page.is_clean()
}

fn at_once(env: &Env) -> Outcome<()> {
    let hide = "Object.defineProperty(document, 'hidden', { value: arguments[0], configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));";
    let page = Page::new(env)?;
    page.start("/")?;
    page.session.script(hide, &json!(true))?;
    page.painted()?;
    page.holds(OPEN).map_err(|_| "covered without a case")?;

    let walk = Walk::start(env, SOEST, FEVER)?;
    let page = &walk.page;
    for leave in ["document", "pagehide", "afterprint"] {
        if leave == "document" {
            page.session.script(hide, &json!(true))?;
            page.session.script(hide, &json!(false))?;
        } else {
            page.session.script("dispatchEvent(new Event(arguments[0]));", &json!(leave))?;
        }
        // Before the next frame: what the device keeps as a picture of the page must not show the case.
        page.holds(COVERED).map_err(|_| format!("{leave}: not covered at once"))?;
        nothing_is_left(page)?;
        page.session.element("#uncover")?.click()?;
        page.session.element("#uncover")?.click()?;
        page.painted()?;
        page.holds("document.querySelector('main[data-screen]').dataset.screen === 'danger'")
            .map_err(|_| "two taps do not uncover")?;
    }
    page.is_clean()
}

fn by_key(env: &Env) -> Outcome<()> {
    let walk = Walk::start(env, SOEST, FEVER)?;
    let page = &walk.page;
    let key = |kind: &str, repeated: bool| {
        let enter = json!({ "type": kind, "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r", "autoRepeat": repeated });
        page.session.chromium("Input.dispatchKeyEvent", &enter).map(drop)
    };
    let focus = "document.querySelector(\"[data-act='deny-group:danger_airway']\").focus();";
    page.session.script(focus, &Value::Null)?;
    let answered = "document.querySelectorAll('[aria-pressed=true], [aria-checked=true]').length";
    let before = page.value(answered)?;
    // Held, with the repetitions that a keyboard sends: it is no row of taps, and nothing behind is answered.
    page.session.script("dispatchEvent(new Event('afterprint'));", &Value::Null)?;
    page.wait("it is covered", COVERED)?;
    key("keyDown", false)?;
    for _ in 0..24 {
        sleep(Duration::from_millis(50));
        key("keyDown", true)?;
    }
    page.holds(COVERED).map_err(|_| "uncovered while the key was still down")?;
    key("keyUp", false)?;
    page.painted()?;
    page.holds(OPEN).map_err(|_| "a held key does not uncover")?;
    page.holds("document.activeElement.dataset.act === 'deny-group:danger_airway'")?;
    if page.value(answered)? != before {
        return Err("the key that uncovered has answered a question".into());
    }
    // Pressed twice. In between, undo does nothing that nobody sees.
    page.session.script("dispatchEvent(new Event('afterprint'));", &Value::Null)?;
    page.wait("it is covered", COVERED)?;
    page.session.press_held('\u{E009}', 'z')?;
    page.session.press("\u{E007}")?;
    page.painted()?;
    page.holds(COVERED).map_err(|_| "one press uncovers")?;
    page.session.press("\u{E007}")?;
    page.painted()?;
    page.holds(OPEN).map_err(|_| "two presses do not uncover")?;
    if page.value(answered)? != before {
        return Err("under the cover something was answered or taken back".into());
    }
    page.is_clean()
}

/// Writes down what keeps the screen lit.
const LOCKS: &str = "
window.locks = [];
const request = WakeLock.prototype.request;
WakeLock.prototype.request = async function (...kind) { const lock = await request.apply(this, kind); locks.push(lock); return lock; };";

fn lit(env: &Env) -> Outcome<()> {
    let page = Page::new(env)?;
    beforehand(&page, LOCKS)?;
    page.start("/")?;
    page.painted()?;
    page.holds("locks.length === 0").map_err(|_| "lit without a case")?;
    page.tap("new-case")?;
    page.wait("it is lit", "locks.length === 1 && !locks[0].released")?;
    // Nobody there: first covered, then dark.
    pass(&page, 590)?;
    page.wait("it is covered", COVERED)?;
    page.holds("!locks[0].released")?;
    pass(&page, 15)?;
    page.wait("it is let go", "locks[0].released")?;
    page.tap("uncover")?;
    page.tap("uncover")?;
    page.wait("it is lit again", "locks.length === 2 && !locks[1].released")?;
    let hide = "Object.defineProperty(document, 'hidden', { value: arguments[0], configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));";
    page.session.script(hide, &json!(true))?;
    page.wait("hidden: it is let go", "locks[1].released")?;
    page.session.script(hide, &json!(false))?;
    page.wait("seen: it is lit", "locks.length === 3 && !locks[2].released")?;
    page.is_clean()
}

fn refused(env: &Env) -> Outcome<()> {
    let page = Page::new(env)?;
    beforehand(
        &page,
        "window.asked = 0; WakeLock.prototype.request = () => { asked++; return Promise.reject(new Error('no')); };",
    )?;
    page.start("/")?;
    page.tap("new-case")?;
    page.wait("it was asked for", "asked > 0")?;
    runs(&page)?;
    let asked = page.value("asked")?;
    for act in ["age-key:4", "age-unit:years", "go"] {
        page.tap(act)?;
    }
    page.holds(&format!("asked === {asked}"))?;
    page.is_clean()
}
