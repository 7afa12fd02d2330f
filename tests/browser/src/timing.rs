//! How long a tap takes on a device four times slower than this one: until its handlers are done, until it is painted.
//!
//! Figures only: another machine has other figures, so nothing fails here on time.

use serde_json::{Value, json};

use crate::stories::{FEVER, SOEST};
use crate::walk::Walk;
use crate::{Env, Outcome, Test};

/// The tests of this file.
pub const TESTS: &[Test] = &[("timing: taps at a quarter of the speed", taps)];

/// For so long, in milliseconds, a finger rests on the glass: the page draws the pressed button before the tap counts.
const CONTACT: u32 = 80;

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
    // Three complaints with the largest pages: more than any child has.
    walk.step("go", "complaints")?;
    for complaint in ["fever", "breathing", "gastro"] {
        walk.page.tap(&format!("complaint:{complaint}"))?;
    }
    walk.step("go", "questions")?;
    let rows = walk.page.value("document.querySelectorAll('[data-screen] .row').length")?;
    walk.page.session.script(MEASURE, &Value::Null)?;
    walk.page.session.chromium("Performance.enable", &json!({}))?;
    walk.page.session.chromium("Emulation.setCPUThrottlingRate", &json!({ "rate": SLOWDOWN }))?;
    // Every answer button of the page in turn, as often as it takes. Found with little: what this leaves to collect, the browser
    // would collect in the middle of a tap.
    let button = "(() => { const all = document.querySelectorAll(\"[data-screen] :is([data-act^='deny-group:'], [data-act^='answer:'], [data-act^='choose:'])\");
        for (let at = 0; at < all.length; at++) {
          const button = all[(NEXT + at) % all.length];
          if (button.checkVisibility() && !button.disabled) return button.dataset.act;
        }
        return ''; })()";
    let before = durations(&walk)?;
    let mut tapped = 0;
    while tapped < 200 {
        let act = walk.page.text(&button.replace("NEXT", &tapped.to_string()))?;
        walk.page.bring_into_view(&act)?;
        walk.page.painted()?;
        walk.page.session.element(&format!("[data-act='{act}']"))?.click_for(CONTACT)?;
        walk.page.painted()?;
        tapped += 1;
    }
    walk.page.wait("every tap is measured", &format!("taps.length >= {tapped}"))?;
    let after = durations(&walk)?;
    let measured = walk.page.value("taps")?;
    let column = |at: usize| -> Vec<u64> {
        let mut values: Vec<u64> =
            measured.as_array().into_iter().flatten().filter_map(|tap| tap.get(at)?.as_u64()).collect();
        values.sort_unstable();
        values
    };
    env.tell(&format!("{tapped} taps on a page of {rows} rows, {SLOWDOWN} times slower than this machine"));
    env.tell(&format!("handlers done  {}", percentiles(&column(0))));
    env.tell(&format!("tap to paint   {}", percentiles(&column(1))));
    let per_tap = |(name, total): (&&str, u64)| format!("{name} {}", milliseconds(total / 200));
    let shares: Vec<String> =
        PARTS.iter().zip(after.iter().zip(before).map(|(after, before)| after.abs_diff(before))).map(per_tap).collect();
    env.tell(&format!("mean per tap   {}", shares.join(", ")));
    walk.page.is_clean()
}

/// The parts of the browser's work that it counts itself.
const PARTS: [&str; 3] = ["Script", "RecalcStyle", "Layout"];

/// How long the browser has spent on each part so far, in microseconds.
fn durations(walk: &Walk) -> Outcome<Vec<u64>> {
    let metrics = walk.page.session.chromium("Performance.getMetrics", &json!({}))?;
    let metrics = metrics.get("metrics").and_then(Value::as_array).cloned().unwrap_or_default();
    let seconds = |part: &str| {
        let name = format!("{part}Duration");
        metrics
            .iter()
            .find(|metric| metric.get("name").is_some_and(|found| *found == *name))
            .and_then(|metric| metric.get("value")?.as_f64())
    };
    // Formatted and read again: a whole number of microseconds without arithmetic on floats.
    let micro = |seconds: f64| format!("{seconds:.6}").replace('.', "").parse().unwrap_or_default();
    Ok(PARTS.iter().map(|part| seconds(part).map_or(0, micro)).collect())
}

/// A duration as it is read.
fn milliseconds(micro: u64) -> String {
    format!("{}.{} ms", micro / 1000, micro % 1000 / 100)
}

/// The usual ones by nearest rank, from sorted microseconds: the least that so many of a hundred do not exceed.
fn percentiles(sorted: &[u64]) -> String {
    let at = |percent: usize| {
        let rank = (sorted.len() * percent).div_ceil(100);
        sorted.get(rank.saturating_sub(1)).copied().unwrap_or_default()
    };
    let told = [50, 95, 98, 99].map(|percent| format!("p{percent} {}", milliseconds(at(percent))));
    told.join(", ")
}
