//! How long a first visit takes on a telephone: four times slower than this machine, 1.6 Mbit/s, 150 ms to the server.
//!
//! By hand, on a quiet machine: the figures are the app's, and they fail only far beyond its goals.

use serde_json::{Value, json};

use crate::page::Page;
use crate::site::Site;
use crate::{Env, Outcome, Test};

/// The tests of this file. None of them runs unless a part of its name is asked for.
pub const TESTS: &[Test] = &[("visit: the first, slow network, a quarter of the speed", first)];

/// What is measured, with the goal and the most that passes: milliseconds, and thousandths for what moved.
const MEASURES: [(&str, u64, u64); 5] = [
    ("first contentful paint", 1200, 3000),
    ("largest contentful paint", 2000, 8000),
    ("total blocking time", 50, 3000),
    ("cumulative layout shift, thousandths", 0, 100),
    ("ready", 5000, 15_000),
];

/// Each figure is the middle one of so many visits.
const VISITS: usize = 3;

/// Sees everything from the beginning. Blocking is what exceeds 50 ms of each task after the first paint, as Lighthouse
/// counts it; all shifts are added up, where it takes the worst five seconds: never less.
const OBSERVE: &str = "
window.seen = { paint: 0, largest: 0, tasks: [], shifted: 0, ready: 0, last: 0 };
const each = (type, act) => new PerformanceObserver(list => list.getEntries().forEach(act)).observe({ type, buffered: true });
each('paint', entry => { if (entry.name === 'first-contentful-paint') seen.paint = entry.startTime; });
each('largest-contentful-paint', entry => { seen.largest = entry.startTime; });
each('longtask', entry => { seen.tasks.push([entry.startTime, entry.duration]); seen.last = entry.startTime + entry.duration; });
each('layout-shift', entry => { seen.shifted += entry.value; });
new MutationObserver((_, watch) => {
  if (document.documentElement.dataset.ready) { seen.ready = performance.now(); watch.disconnect(); }
}).observe(document, { subtree: true, attributes: true, attributeFilter: ['data-ready'] });";

/// Quiet for five seconds after the app is ready, then the measures in their order.
const FIGURES: &str = "
const look = () => {
  if (!seen.ready && performance.now() < 60000) return setTimeout(look, 100);
  if (performance.now() < Math.max(seen.last, seen.ready) + 5000) return setTimeout(look, 100);
  const blocked = seen.tasks.filter(([start]) => start > seen.paint).reduce((sum, [, long]) => sum + long - 50, 0);
  done([seen.paint, seen.largest, blocked, seen.shifted * 1000, seen.ready].map(Math.ceil));
};
look();";

fn first(env: &Env) -> Outcome<()> {
    let site = Site::start(env.dist.clone())?;
    site.compress();
    let mut visits: Vec<Vec<u64>> = vec![Vec::new(); MEASURES.len()];
    for _ in 0..VISITS {
        let page = Page::new(env)?;
        page.session.before_each_page(OBSERVE)?;
        let size = json!({ "width": 412, "height": 823, "deviceScaleFactor": 1.75, "mobile": true });
        page.session.chromium("Emulation.setDeviceMetricsOverride", &size)?;
        page.session.chromium("Network.enable", &json!({}))?;
        let network = json!({
            "offline": false, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8,
        });
        page.session.chromium("Network.emulateNetworkConditions", &network)?;
        page.session.chromium("Emulation.setCPUThrottlingRate", &json!({ "rate": 4 }))?;
        page.session.go(&site.address("/"))?;
        let figures = page.session.script_later(FIGURES, &Value::Null)?;
        let figures: Vec<u64> = figures.as_array().into_iter().flatten().filter_map(Value::as_u64).collect();
        // A ready of 0 is an app that never was; a paint of 0 was not seen.
        if figures.len() != MEASURES.len() || figures.first() == Some(&0) || figures.last() == Some(&0) {
            return Err(format!("the visit came to nothing: {figures:?}"));
        }
        visits.iter_mut().zip(figures).for_each(|(all, figure)| all.push(figure));
    }
    let mut beyond = Vec::new();
    for ((what, goal, most), mut figures) in MEASURES.into_iter().zip(visits) {
        let told = format!("{what}: {figures:?}");
        figures.sort_unstable();
        let middle = figures.get(VISITS / 2).copied().ok_or("no visit")?;
        env.tell(&format!("{told}, the middle one {middle}; goal {goal}"));
        if middle > most {
            beyond.push(format!("{what}: {middle}, at most {most}"));
        }
    }
    if beyond.is_empty() { Ok(()) } else { Err(beyond.join("\n")) }
}
