//! The handover: from one browser's screen to another browser without a network; a link that brings a case; one sheet of
//! paper for children who differ much.

use std::time::Instant;

use base64::Engine as _;
use serde_json::{Value, json};

use crate::offline::copied;
use crate::page::{Look, Page};
use crate::stories::{BLUE, CROUP_5, GARDELEGEN, SOEST};
use crate::walk::Walk;
use crate::{Env, Outcome, Test};

/// The tests of this file.
pub const TESTS: &[Test] = &[
    ("handover: from screen to camera between two browsers, without a network", between_browsers),
    ("handover: a link brings a case beside the open one", link),
    ("paper: one page for children who differ much", one_page),
];

/// So many seconds a handover takes at most.
const SECONDS: u64 = 30;

/// Records that the native tests wrote, with the moment at which they were sent.
pub const RECORDS: [(&str, &str); 5] = [
    ("fever-infant", include_str!("../../golden/handover/fever-infant.record")),
    ("breathing", include_str!("../../golden/handover/breathing.record")),
    ("head-injury", include_str!("../../golden/handover/head-injury.record")),
    ("gastro", include_str!("../../golden/handover/gastro.record")),
    ("birth", include_str!("../../golden/handover/birth.record")),
];
const SENT: i64 = 1_795_314_360_000;

/// What the bar or the panel says.
fn advice(page: &Page<'_>) -> Outcome<Value> {
    let read = "const bar = document.querySelector('[data-state][data-urgency]')?.dataset ?? {};
        return ['state', 'disposition', 'urgency', 'destination'].map(name => bar[name] ?? '');";
    page.session.script(read, &Value::Null)
}

/// Waits for a screen.
pub fn on(page: &Page<'_>, screen: &str) -> Outcome<()> {
    page.wait(screen, &format!("document.querySelector('main[data-screen]')?.dataset.screen === '{screen}'"))
}

/// Waits until an arrival is computed the same here.
pub fn same(page: &Page<'_>) -> Outcome<()> {
    page.wait("it is computed the same", "document.querySelector('#arrival[data-state=same]') !== null")
}

fn between_browsers(env: &Env) -> Outcome<()> {
    let receiver = Page::new(env)?;
    receiver.start("/")?;
    copied(&receiver)?;
    let mut sender = Walk::start(env, GARDELEGEN, CROUP_5)?;
    copied(&sender.page)?;
    env.site.stop();
    sender.finish()?;
    let there = advice(&sender.page)?;
    let began = Instant::now();
    sender.page.tap("go-handover")?;
    on(&sender.page, "handover")?;
    sender.page.tap("code-large")?;
    sender.page.wait("it fills the window", "document.querySelector('.is-large .code-box svg')?.clientWidth > 500")?;
    // A device that is turned shows the whole code as well.
    for (width, height) in [(390, 844), (768, 1024), (1024, 768)] {
        sender.page.look(Look { width, height, dark: false })?;
        let whole =
            "(({ left, right, top, bottom }) => left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight)
            (document.querySelector('.code-box svg').getBoundingClientRect())";
        sender.page.wait(&format!("the code is whole at {width} pixels"), whole)?;
    }
    let picture = env.screens.join("handover-code.png");
    std::fs::write(&picture, sender.page.session.screenshot()?).map_err(|error| error.to_string())?;
    receiver.tap("step:receive")?;
    receiver.tap("scan-pick")?;
    receiver.session.element("#scan-picture")?.fill(&picture.display().to_string())?;
    same(&receiver)?;
    receiver.picture("arrival")?;
    receiver.tap("take-over")?;
    on(&receiver, "recommendation")?;
    let seconds = began.elapsed().as_secs();
    env.tell(&format!("handed over in {} ms", began.elapsed().as_millis()));
    let here = advice(&receiver)?;
    if here != there {
        return Err(format!("the sender reads {there}, the receiver {here}"));
    }
    if seconds > SECONDS {
        return Err(format!("it took {seconds} s"));
    }
    env.site.go_on()
}

/// A link opens the app with a case; the address forgets it, and the open case stays as it is.
fn link(env: &Env) -> Outcome<()> {
    let (_, record) = RECORDS[0];
    let letters = record.trim().trim_start_matches("PAEDLOTSE:");
    let fresh = Page::new(env)?;
    fresh.session.before_each_page(&clock())?;
    fresh.open(&format!("/#d={letters}"))?;
    same(&fresh)?;
    fresh.holds("!location.href.includes('d=')")?;
    fresh.is_clean()?;
    let walk = Walk::begin(Page::new(env)?, SOEST, BLUE, &[])?;
    let page = &walk.page;
    page.session.script("location.hash = '#d=' + arguments[0];", &json!(letters))?;
    page.wait("it came", "document.querySelector('#arrival') !== null")?;
    page.holds("!location.href.includes('d=')")?;
    page.tap("discard")?;
    page.session.script("history.back();", &Value::Null)?;
    page.tap("step:start")?;
    page.wait("the open case is there", "document.querySelector('[data-act=resume], [data-act^=\"step:\"]') !== null")?;
    page.session.script("location.hash = '#danger';", &Value::Null)?;
    on(page, "danger")
}

/// The clock of the page stands at the moment at which the records were sent.
pub fn clock() -> String {
    format!(
        "{{ const Real = Date, ahead = Real.now() - {SENT};
            window.Date = class extends Real {{
                constructor(...given) {{ if (given.length) super(...given); else super(Real.now() - ahead); }}
                static now() {{ return Real.now() - ahead; }}
            }}; }}"
    )
}

fn one_page(env: &Env) -> Outcome<()> {
    for (name, record) in RECORDS {
        let page = Page::new(env)?;
        page.session.before_each_page(&clock())?;
        page.start("/")?;
        page.tap("step:receive")?;
        page.session.element("#paste")?.fill(record.trim())?;
        page.tap("paste-open")?;
        same(&page)?;
        page.tap("take-over")?;
        on(&page, "recommendation")?;
        page.tap("go-handover")?;
        on(&page, "handover")?;
        for paper in ["sheet", "family"] {
            let set = "document.documentElement.dataset.print = arguments[0];";
            page.session.script(set, &json!(paper))?;
            let wanted = json!({ "preferCSSPageSize": true, "printBackground": false });
            let printed = page.session.chromium("Page.printToPDF", &wanted)?;
            let text = printed.get("data").and_then(Value::as_str).ok_or("no PDF")?;
            let file = base64::engine::general_purpose::STANDARD.decode(text).map_err(|error| error.to_string())?;
            let pages = String::from_utf8_lossy(&file).matches("/Type /Page\n").count();
            let path = env.screens.join(format!("{paper}-{name}.pdf"));
            std::fs::write(&path, &file).map_err(|error| error.to_string())?;
            if pages != 1 {
                return Err(format!("{name}: the {paper} takes {pages} pages ({})", path.display()));
            }
            // Printing covers the case; the next paper is of the same case.
            page.session.script("document.documentElement.dataset.print = '';", &Value::Null)?;
            uncover(&page)?;
        }
    }
    Ok(())
}

/// Back to the case when printing has covered it.
fn uncover(page: &Page<'_>) -> Outcome<()> {
    if page.holds("document.querySelector('#uncover') !== null").is_ok() {
        page.tap("uncover")?;
        page.tap("uncover")?;
    }
    on(page, "handover")
}
