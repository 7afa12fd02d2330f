//! Every screen at three sizes, light and dark, and how the app behaves in the hand: undo, keys, leaving, deciding otherwise.

use serde_json::{Value, json};
use xtask::engine::Engine;

use crate::page::{Findings, Look, Page, nothing_wrong};
use crate::stories::{BLUE, FEVER, GARDELEGEN_EN, SOEST};
use crate::walk::{Here, Walk};
use crate::{Env, Outcome, Test};

/// The tests of this file.
pub const TESTS: &[Test] = &[
    ("screens: all, German", |env| all_screens(env, SOEST)),
    ("screens: all, English", |env| all_screens(env, GARDELEGEN_EN)),
    ("screens: nothing is cut off at 320 pixels", narrow),
    ("hand: undo takes answers back", undo),
    ("hand: an open case is not lost by accident", leaving),
    ("hand: what was tapped stays under the finger on a slow device that hears something meanwhile", held),
    ("hand: the focus is given up before its screen goes, and kept where the screen stays", given_up),
    ("hand: of three taps at once none overtakes another", in_order),
    ("hand: the keyboard is enough", keyboard),
    ("hand: answer now is the cautious answer", answer_now),
    ("hand: deciding otherwise is asked twice, and repeated when the advice changes", overrule),
    ("hand: the device chooses the colours, the button changes them", theme),
];

/// Inspects every screen on the way of one child, and reports everything at the end.
fn all_screens(env: &Env, here: Here) -> Outcome<()> {
    let mut findings = Findings::new();
    let mut inspect = |page: &Page, name: &str| page.inspect(&format!("{name}-{}", here.language), &mut findings);
    let mut walk = Walk::start(env, here, FEVER)?;
    walk.show("start")?;
    inspect(&walk.page, "start")?;
    walk.visit("child")?;
    inspect(&walk.page, "child")?;
    walk.visit("danger")?;
    inspect(&walk.page, "danger")?;
    walk.page.tap("open-group:danger_breathing")?;
    inspect(&walk.page, "danger-open-group")?;
    walk.through_danger()?;
    walk.step("go", "complaints")?;
    walk.page.tap("complaint:fever")?;
    inspect(&walk.page, "complaints")?;
    walk.step("go", "questions")?;
    inspect(&walk.page, "questions")?;
    for _ in 0..4 {
        walk.answer_next()?;
    }
    inspect(&walk.page, "questions-under-way")?;
    walk.show("recommendation")?;
    inspect(&walk.page, "recommendation-provisional")?;
    walk.show("questions")?;
    while walk.bar()?.state == "provisional" && walk.answer_next()? {}
    inspect(&walk.page, "questions-settled")?;
    walk.recommendation()?;
    inspect(&walk.page, "recommendation")?;
    walk.page.tap("overrule")?;
    inspect(&walk.page, "recommendation-overrule")?;
    walk.visit("handover")?;
    inspect(&walk.page, "handover")?;
    walk.visit("receive")?;
    let (_, record) = crate::handover::RECORDS[1];
    walk.page.session.element("#paste")?.fill(record.trim())?;
    walk.page.tap("paste-open")?;
    walk.page.wait("it is read", "document.querySelector('#arrival') !== null")?;
    inspect(&walk.page, "receive")?;
    walk.visit("recommendation")?;
    walk.step("step:sources", "sources")?;
    inspect(&walk.page, "sources")?;

    let mut walk = Walk::start(env, here, BLUE)?;
    walk.page.tap("open-group:danger_breathing")?;
    walk.answer("answer:central_cyanosis:yes")?;
    inspect(&walk.page, "danger-yes")?;
    walk.recommendation()?;
    inspect(&walk.page, "recommendation-immediate")?;
    walk.page.tap("consult")?;
    inspect(&walk.page, "recommendation-consult")?;
    walk.visit("transfer")?;
    walk.page.tap("open-group:transport_threat")?;
    inspect(&walk.page, "transfer")?;
    walk.visit("tonight")?;
    walk.page.tap("intake:full")?;
    walk.page.tap("release")?;
    inspect(&walk.page, "tonight")?;
    walk.page.is_clean()?;
    nothing_wrong(&findings)
}

fn narrow(env: &Env) -> Outcome<()> {
    let mut walk = Walk::start(env, SOEST, FEVER)?;
    walk.through_danger()?;
    walk.reach_questions()?;
    walk.page.look(Look { width: 320, height: 640, dark: false })?;
    for screen in [
        "questions",
        "danger",
        "child",
        "recommendation",
        "complaints",
        "transfer",
        "handover",
        "receive",
        "tonight",
        "start",
    ] {
        walk.visit(screen)?;
        walk.page.holds("document.documentElement.scrollWidth <= 320").map_err(|error| format!("{screen}: {error}"))?;
        walk.page.picture(&format!("narrow-{screen}"))?;
    }
    walk.page.is_clean()
}

/// The row that is tapped grows by some pixels above the finger. The frame with the advice takes longer than any touch, and
/// before the page follows, the app hears of something else and draws. Where a device can be slowed down, the framework
/// puts off what follows from the tap until after that frame.
fn held(env: &Env) -> Outcome<()> {
    let mut walk = Walk::start(env, SOEST, BLUE)?;
    walk.page.tap("open-group:danger_breathing")?;
    if env.driver.engine == Engine::Chromium {
        walk.page.session.chromium("Emulation.setCPUThrottlingRate", &json!({ "rate": 12 }))?;
    }
    let slow = "document.addEventListener('click', () => requestAnimationFrame(() => {
        const until = performance.now() + 400;
        while (performance.now() < until);
        dispatchEvent(new Event('paedlotse-offline'));
        window.wasSlow = true;
      }), { once: true });";
    walk.page.session.script(slow, &Value::Null)?;
    walk.answer("answer:central_cyanosis:yes")?;
    walk.page.holds("wasSlow && document.querySelector('.flow').scrollTop > 0")?;
    walk.page.is_clean()
}

/// A browser that takes the element with the focus away lays out the half-changed page for it, in the middle of the tap.
fn given_up(env: &Env) -> Outcome<()> {
    let walk = Walk::start(env, SOEST, FEVER)?;
    let note = "document.addEventListener('focusout', event => {
        (window.given ??= []).push([event.target.dataset.act, event.target.isConnected, document.querySelector('main').dataset.screen].join());
      });";
    walk.page.session.script(note, &Value::Null)?;
    walk.step("go", "complaints")?;
    // The finger takes it from the page, the app from the button.
    let given = walk.page.text("[...given, document.activeElement.id].join(' ')")?;
    if given != ",true,danger go,true,danger main" {
        return Err(format!("the focus went this way: {given}"));
    }
    // Back to the screen that is there already.
    let back = "document.querySelector('#find-in').focus();
        history.pushState(null, '', '#complaints');
        addEventListener('popstate', () => requestAnimationFrame(() => requestAnimationFrame(done)), { once: true });
        history.back();";
    walk.page.session.script_later(back, &Value::Null)?;
    walk.page.holds("document.activeElement.id === 'find-in'")?;
    // A new case would put this one aside: it is asked first, and nothing is left.
    walk.show("start")?;
    walk.page.tap("new-case")?;
    walk.page.holds("document.activeElement.dataset.act === 'new-case'")?;
    walk.page.is_clean()
}

/// A tap that draws the screen anew waits for a task of its own, and what comes after it waits too.
fn in_order(env: &Env) -> Outcome<()> {
    let walk = Walk::start(env, SOEST, FEVER)?;
    let taps = "const seen = [];
        new MutationObserver(changes => seen.push(...changes.map(({ target, attributeName }) => target.getAttribute(attributeName))))
          .observe(document, { subtree: true, attributes: true, attributeFilter: ['lang', 'data-theme', 'data-screen'] });
        for (const act of ['lang:en', 'theme:dark', 'step:start']) document.querySelector(`[data-act='${act}']`).click();
        setTimeout(() => done(seen.join(' ')), 500);";
    let seen = walk.page.session.script_later(taps, &Value::Null)?;
    if seen != "en dark start" {
        return Err(format!("the taps were taken in the order {seen}"));
    }
    walk.page.is_clean()
}

fn undo(env: &Env) -> Outcome<()> {
    let mut walk = Walk::start(env, SOEST, FEVER)?;
    let before = walk.page.text("document.querySelector('main[data-screen]').innerText")?;
    let taps = ["deny-group:danger_airway", "deny-group:danger_breathing", "choose:avpu:voice"];
    for act in taps {
        walk.answer(act)?;
    }
    for _ in taps {
        walk.page.tap("undo")?;
    }
    walk.page.painted()?;
    if walk.page.text("document.querySelector('main[data-screen]').innerText")? != before {
        return Err("after undoing every answer the screen is not as it was".into());
    }
    walk.page.is_clean()
}

fn leaving(env: &Env) -> Outcome<()> {
    let asks = "!window.dispatchEvent(new Event('beforeunload', { cancelable: true }))";
    let page = Page::new(env)?;
    page.start("/")?;
    page.holds(&format!("!({asks})")).map_err(|_| "without a case, leaving is questioned")?;
    let mut walk = Walk::start(env, SOEST, FEVER)?;
    walk.answer("deny-group:danger_airway")?;
    walk.page.holds(asks).map_err(|_| "an open case may be left without a question")?;
    walk.show("start")?;
    walk.page.tap("new-case")?;
    walk.page.painted()?;
    walk.page
        .holds("document.querySelector('main[data-screen]').dataset.screen === 'start'")
        .map_err(|_| "one tap threw the open case away")?;
    walk.step("new-case", "child")?;
    walk.page.is_clean()
}

const TAB: &str = "\u{E004}";
const SHIFT: char = '\u{E008}';

/// Tab, arrows, Enter and letters; the mouse is not touched after the child page.
fn keyboard(env: &Env) -> Outcome<()> {
    let walk = Walk::start(env, SOEST, FEVER)?;
    let page = &walk.page;
    let focus = |what: &str| {
        page.holds(&format!("document.activeElement.closest(\"{what}\")"))
            .map_err(|_| format!("the focus is not on {what}"))
    };
    let tab_to = |what: &str| -> Outcome<()> {
        for _ in 0..60 {
            if focus(what).is_ok() {
                return Ok(());
            }
            page.session.press(TAB)?;
        }
        Err(format!("Tab does not lead to {what}"))
    };
    tab_to("#g-danger_airway")?;
    page.session.press("n")?;
    page.painted()?;
    page.holds(
        "document.querySelector(\"[data-act='deny-group:danger_airway']\").getAttribute('aria-pressed') === 'true'",
    )
    .map_err(|_| "N does not say no to the group that has the focus")?;
    page.holds("getComputedStyle(document.activeElement).outlineStyle !== 'none'")
        .map_err(|_| "the focus cannot be seen")?;
    tab_to("#q-avpu")?;
    page.session.press("\u{E014}")?;
    focus("#q-avpu")?;
    page.holds("document.activeElement.getAttribute('aria-checked') === 'false'")
        .map_err(|_| "an arrow key has answered by itself")?;
    page.session.press("\u{E007}")?;
    page.painted()?;
    page.holds("document.activeElement.getAttribute('aria-checked') === 'true'")
        .map_err(|_| "Enter does not answer")?;
    // Out of the row and back in: to the chosen answer, not to the first; and out again on the other side.
    page.session.press(TAB)?;
    page.holds("!document.activeElement.closest('#q-avpu')").map_err(|_| "Tab does not leave the row")?;
    let back = || page.session.press_held(SHIFT, '\u{E004}');
    back()?;
    page.wait("the way back leads to the answer", "document.activeElement.closest(\"#q-avpu [aria-checked=true]\")")?;
    // WebKitGTK calls Tab with Shift "Unidentified" (GTK has a name of its own for it), which neither Safari nor any other does.
    if env.driver.engine == Engine::WebKit {
        back()?;
    }
    back()?;
    page.holds("!document.activeElement.closest('#q-avpu')").map_err(|_| "Shift and Tab do not leave the row")?;
    page.is_clean()
}

fn answer_now(env: &Env) -> Outcome<()> {
    let mut walk = Walk::start(env, SOEST, FEVER)?;
    walk.through_danger()?;
    walk.reach_questions()?;
    let open = walk.bar()?;
    if open.state != "provisional" {
        return Err(format!("nothing was asked yet, and the bar says {open:?}"));
    }
    walk.page.tap("answer-now")?;
    walk.page.wait("the answer now", "document.querySelector('[data-state]').dataset.state === 'answered_now'")?;
    let now = walk.bar()?;
    let rank = |urgency: &str| ["routine", "urgent", "emergent", "immediate"].iter().position(|name| *name == urgency);
    if rank(&now.urgency) <= rank(&open.urgency) {
        return Err(format!("so far {open:?}, and answered now {now:?}: that is not cautious"));
    }
    walk.page.is_clean()
}

fn overrule(env: &Env) -> Outcome<()> {
    let mut walk = Walk::start(env, SOEST, FEVER)?;
    walk.page.tap("open-group:danger_breathing")?;
    walk.answer("answer:central_cyanosis:yes")?;
    let advice = walk.recommendation()?;
    for act in ["overrule", "chosen:treat_locally", "reason:0", "role:0", "overrule-send"] {
        walk.page.tap(act)?;
    }
    walk.page.painted()?;
    walk.page
        .holds("!document.querySelector('[data-overrule]')")
        .map_err(|_| "downwards at immediate, and asked only once")?;
    walk.page.tap("overrule-send")?;
    walk.page.wait("the decision is kept", "document.querySelector('[data-overrule=current]')")?;
    if walk.bar()? != advice {
        return Err(format!("deciding otherwise changed the advice from {advice:?} to {:?}", walk.bar()?));
    }
    // It was the light of the room: the child is pink.
    walk.show("danger")?;
    walk.page.tap("answer:central_cyanosis:no")?;
    walk.through_danger()?;
    walk.reach_questions()?;
    walk.show("recommendation")?;
    walk.page.wait(
        "the decision is shown as made under earlier advice",
        "document.querySelector('[data-overrule=earlier]')",
    )?;
    walk.page.is_clean()
}

fn theme(env: &Env) -> Outcome<()> {
    let page = Page::new(env)?;
    let luminance =
        "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number).reduce((a, b) => a + b)";
    page.look(Look { width: 1024, height: 768, dark: true })?;
    page.start("/")?;
    page.holds(&format!("{luminance} < 150")).map_err(|_| "a dark device gets a light page")?;
    page.tap("theme:day")?;
    page.painted()?;
    page.holds(&format!("{luminance} > 600")).map_err(|_| "the button does not make it light")?;
    page.tap("theme:dark")?;
    page.painted()?;
    page.holds(&format!("{luminance} < 150")).map_err(|_| "the button does not make it dark again")?;
    page.is_clean()
}
