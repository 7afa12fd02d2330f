//! How long a tap takes on a device four times slower than this one: until its handlers are done, until it is painted.
//!
//! Figures only: another machine has other figures, so nothing fails here on time.

use serde_json::{Value, json};

use crate::stories::{FEVER, SOEST};
use crate::walk::Walk;
use crate::{Env, Outcome, Test};

/// The tests of this file.
pub const TESTS: &[Test] = &[("timing: taps at a quarter of the speed", taps)];

/// How much slower than this machine.
const SLOWDOWN: u32 = 4;

/// Measures each click in the page, in microseconds. The app draws in a microtask after its own listener, so that the
/// last listener, on the window, sees everything done; the message arrives after the frame was painted.
const MEASURE: &str = "
window.taps = [];
let begun;
addEventListener('click', () => { begun = performance.now(); }, true);
addEventListener('click', event => {
  const handled = performance.now() - begun;
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => taps.push([handled, performance.now() - event.timeStamp].map(ms => Math.round(ms * 1000)));
    channel.port2.postMessage(0);
  });
});";

fn taps(env: &Env) -> Outcome<()> {
    let mut walk = Walk::start(env, SOEST, FEVER)?;
    walk.through_danger()?;
    // All complaints at once: the largest page there is.
    walk.step("go", "complaints")?;
    let complaints =
        walk.page.value("[...document.querySelectorAll(\"[data-act^='complaint:']\")].map(e => e.dataset.act)")?;
    for act in complaints.as_array().into_iter().flatten().filter_map(Value::as_str) {
        walk.page.tap(act)?;
    }
    walk.step("go", "questions")?;
    let rows = walk.page.value("document.querySelectorAll('[data-screen] .row').length")?;
    walk.page.session.script(MEASURE, &Value::Null)?;
    walk.page.session.chromium("Emulation.setCPUThrottlingRate", &json!({ "rate": SLOWDOWN }))?;
    // Every answer button of the page in turn, as often as it takes.
    let buttons = "[...document.querySelectorAll(\"[data-screen] [data-act^='deny-group:'], [data-screen] [data-act^='answer:'], [data-screen] [data-act^='choose:']\")]
        .filter(e => e.checkVisibility() && !e.disabled).map(e => e.dataset.act)";
    let mut tapped = 0;
    while tapped < 200 {
        let acts = walk.page.value(buttons)?;
        let acts: Vec<&str> = acts.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let act = acts.get(tapped % acts.len().max(1)).ok_or("there is nothing to answer")?;
        walk.page.tap(act)?;
        tapped += 1;
    }
    walk.page.wait("every tap is measured", &format!("taps.length >= {tapped}"))?;
    let measured = walk.page.value("taps")?;
    let column = |at: usize| -> Vec<u64> {
        let mut values: Vec<u64> =
            measured.as_array().into_iter().flatten().filter_map(|tap| tap.get(at)?.as_u64()).collect();
        values.sort_unstable();
        values
    };
    println!("          {tapped} taps on a page of {rows} rows, {SLOWDOWN} times slower than this machine");
    println!("          handlers done  {}", percentiles(&column(0)));
    println!("          tap to paint   {}", percentiles(&column(1)));
    walk.page.is_clean()
}

/// The usual three, from sorted microseconds.
fn percentiles(sorted: &[u64]) -> String {
    let at = |percent: usize| {
        sorted.get((sorted.len() * percent / 100).min(sorted.len().saturating_sub(1))).copied().unwrap_or_default()
    };
    let milliseconds = |micro: u64| format!("{}.{} ms", micro / 1000, micro % 1000 / 100);
    format!("p50 {}, p95 {}, p99 {}", milliseconds(at(50)), milliseconds(at(95)), milliseconds(at(99)))
}
