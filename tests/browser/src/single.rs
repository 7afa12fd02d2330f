//! The app as a single file, opened from a folder: no server, no request, and it says what it cannot do.

use std::time::Duration;

use serde_json::{Value, json};

use crate::handover::{RECORDS, clock, on, same};
use crate::page::{Findings, Page, nothing_wrong};
use crate::startup::{failed_because, runs};
use crate::stories::{Advice, FEVER, FOREARM_4, GARDELEGEN, SOEST_EN, says};
use crate::walk::{Child, Here, Walk};
use crate::{Env, Outcome, Test};

/// The tests of this file.
pub const TESTS: &[Test] = &[
    ("single: forearm, 4 years, Gardelegen, German", |env| {
        walked(env, GARDELEGEN, FOREARM_4, ("transfer", "urgent", "*"))
    }),
    ("single: fever and well, 2 years, Soest, English", |env| {
        walked(env, SOEST_EN, FEVER, ("treat_locally", "routine", ""))
    }),
    ("single: what it cannot do is said, and nothing is kept", said),
    ("single: a handover is pasted, or comes with the address", received),
    ("single: the policy is in force", policy_in_force),
    ("single: damaged, or in an old browser, it says so", broken),
    ("timing: the single file starts at a quarter of the speed", start),
];

/// The goal for a start at a quarter of the speed, in milliseconds.
const GOAL: u64 = 1_500;

fn walked(env: &Env, here: Here, child: Child, wanted: Advice) -> Outcome<()> {
    let mut walk = Walk::begin(Page::of_file(env, &env.single)?, here, child, &[])?;
    says(&walk.finish()?, wanted)?;
    // The late part of the program, and what only it draws.
    walk.page.tap("go-handover")?;
    on(&walk.page, "handover")?;
    walk.page.holds("document.querySelector('.code-box svg') !== null")?;
    // A link to a file would be of no use to another house.
    walk.page.holds("!document.body.innerText.includes('file:')")?;
    nothing_asked(&walk.page)?;
    walk.page.is_clean()
}

/// As the browser counts it; `is_clean` asks the driver as well.
fn nothing_asked(page: &Page<'_>) -> Outcome<()> {
    page.holds("performance.getEntriesByType('resource').length === 0")
}

fn said(env: &Env) -> Outcome<()> {
    let page = Page::of_file(env, &env.single)?;
    page.start("/")?;
    runs(&page)?;
    page.wait("what it is", "document.querySelector('#single-h')?.checkVisibility()")?;
    page.holds(
        "/^Einzeldatei-Version, Stand \\d{4}-\\d\\d-\\d\\d$/.test(document.querySelector('#single-h').textContent)",
    )?;
    let facts = "(root => [root.version, root.release.slice(0, 8), root.review]
        .every(fact => document.querySelector('[aria-labelledby=single-h]').innerText.includes(fact)))(document.documentElement.dataset)";
    page.holds(facts)?;
    for words in ["läuft ohne Netz", "bewahrt nichts auf", "erneuert sich nicht", "keine Kopie", "liest keine Codes"] {
        page.holds(&format!("document.querySelector('main').innerText.includes('{words}')"))?;
    }
    page.holds("!document.querySelector('main').innerText.includes('Nicht offline bereit')")?;
    let mut findings = Findings::new();
    page.inspect("single-start", &mut findings)?;
    // In English as well, and the words come without a network.
    page.tap("lang:en")?;
    page.wait(
        "it is said in English",
        "document.querySelector('#single-h')?.textContent.startsWith('Single-file version, as of')",
    )?;
    page.tap("lang:de")?;
    // No camera is offered where none can be used.
    page.tap("step:receive")?;
    page.wait("the way in", "document.querySelector('#paste')?.checkVisibility()")?;
    page.holds("!document.querySelector('.scan, [data-act=scan-start]')")?;
    page.holds("document.querySelector('main').innerText.includes('liest keine Codes')")?;
    page.inspect("single-receive", &mut findings)?;
    page.tap("step:start")?;
    page.tap("step:sources")?;
    page.wait("about this file", "document.querySelector('#device-h')?.textContent.startsWith('Einzeldatei')")?;
    page.holds("document.querySelector('main').innerText.includes('fragte diese Datei 0-mal')")?;
    page.holds("!document.querySelector('[data-act=reset], [data-act=persist]')")?;
    page.inspect("single-sources", &mut findings)?;
    nothing_wrong(&findings)?;
    // Nothing is kept, and that is said on top.
    page.tap("step:start")?;
    page.tap("new-case")?;
    page.holds("document.querySelector('#saved').classList.contains('strip-open')")?;
    let kept = "indexedDB.databases ? indexedDB.databases().then(all => done(all.filter(one => one.name.startsWith('paedlotse')).length), () => done(0)) : done(0);";
    if page.session.script_later(kept, &Value::Null)? != json!(0) {
        return Err("a database was made".into());
    }
    page.holds("sessionStorage.length + localStorage.length === 0")?;
    nothing_asked(&page)?;
    page.is_clean()
}

fn received(env: &Env) -> Outcome<()> {
    let (_, record) = RECORDS[0];
    let page = Page::of_file(env, &env.single)?;
    page.session.before_each_page(&clock())?;
    page.start("/")?;
    page.tap("step:receive")?;
    page.session.element("#paste")?.fill(record.trim())?;
    page.tap("paste-open")?;
    same(&page)?;
    page.tap("take-over")?;
    on(&page, "recommendation")?;
    page.is_clean()?;
    let fresh = Page::of_file(env, &env.single)?;
    fresh.session.before_each_page(&clock())?;
    fresh.open(&format!("/#d={}", record.trim().trim_start_matches("PAEDLOTSE:")))?;
    same(&fresh)?;
    fresh.holds("!location.href.includes('d=')")?;
    nothing_asked(&fresh)?;
    fresh.is_clean()
}

fn policy_in_force(env: &Env) -> Outcome<()> {
    let page = Page::of_file(env, &env.single)?;
    page.start("/")?;
    page.is_clean()?;
    let address = env.site.address("/config.json");
    env.site.asked();
    // Later, in a task of the page's own: what the driver runs itself may do more than the page.
    let forbidden = "setTimeout(() => {
        fetch(input).catch(() => {});
        const script = document.createElement('script');
        script.append('window.ran = true;');
        document.head.append(script);
        const style = document.createElement('style');
        style.append('body { color: red }');
        document.head.append(style);
        done(Boolean(window.ran));
      });";
    if page.session.script_later(forbidden, &json!(address))? != Value::Bool(false) {
        return Err("a script ran that the policy does not name".into());
    }
    page.wait("the violations are reported", "watched.length >= 2")?;
    let problems = page.problems()?.join("\n");
    for directive in ["connect-src", "style-src"] {
        if !problems.contains(directive) {
            return Err(format!("no violation of {directive} was noticed:\n{problems}"));
        }
    }
    std::thread::sleep(Duration::from_millis(200));
    let asked = env.site.asked();
    if asked.is_empty() { Ok(()) } else { Err(format!("it asked for {asked:?}")) }
}

fn broken(env: &Env) -> Outcome<()> {
    let whole = std::fs::read_to_string(&env.single).map_err(|error| format!("{}: {error}", env.single.display()))?;
    let file = env.output.join("damaged.html");
    // Where the packed program stands.
    let block = whole.find("application/octet-stream\" id=\"paedlotse-").ok_or("there is no packed program")?;
    let (head, tail) = whole.split_at(block + 200_000);
    let cut = head.to_owned();
    let altered = format!("{head}{}", tail.replacen(['a', 'b'], "c", 1));
    for (what, text) in [("cut off", cut), ("altered", altered)] {
        std::fs::write(&file, text).map_err(|error| error.to_string())?;
        let page = Page::of_file(env, &file)?;
        page.open("/")?;
        failed_because(&page, "load").map_err(|error| format!("{what}: {error}"))?;
        page.holds("document.querySelector('#failed').innerText.includes('Diese Datei ist beschädigt')")?;
        page.picture("single-damaged")?;
    }
    let old = Page::of_file(env, &env.single)?;
    old.session.before_each_page("delete window.DecompressionStream;")?;
    old.open("/")?;
    failed_because(&old, "unpack")?;
    old.picture("single-old-browser")
}

fn start(env: &Env) -> Outcome<()> {
    let mut times = Vec::new();
    for _ in 0..5 {
        let page = Page::of_file(env, &env.single)?;
        let noted = "new MutationObserver(() => { window.readyAt ??= performance.now(); })
            .observe(document, { subtree: true, attributes: true, attributeFilter: ['data-ready'] });";
        page.session.before_each_page(noted)?;
        page.session.chromium("Emulation.setCPUThrottlingRate", &json!({ "rate": 4 }))?;
        page.start("/")?;
        times.push(page.value("Math.round(readyAt)")?.as_u64().unwrap_or(u64::MAX));
    }
    times.sort_unstable();
    println!("          ready after {times:?} ms, 4 times slower than this machine; the goal is {GOAL}");
    Ok(())
}
