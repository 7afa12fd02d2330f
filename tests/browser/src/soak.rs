//! The app through a long night: memory over many cases, and no task that holds the page up.

use serde_json::{Value, json};

use crate::page::Page;
use crate::stories::{FEVER, SOEST};
use crate::walk::Walk;
use crate::{Env, Outcome, Test};

/// The tests of this file.
pub const TESTS: &[Test] =
    &[("soak: 100 cases leave the memory as it was", memory), ("soak: no long task over a walk", long_tasks)];

/// So many cases, unless `PAEDLOTSE_CASES` says otherwise.
const CASES: u64 = 100;

/// Memory of the wasm at most, in pages of 64 KiB: 16 MiB.
const MOST: u64 = 256;

/// From the middle to the end it may grow by so many pages.
const GROWTH: u64 = 2;

/// Lets the test see the memory of the wasm.
const SEE: &str = "
for (const name of ['instantiate', 'instantiateStreaming']) {
  const own = WebAssembly[name];
  WebAssembly[name] = async (...given) => {
    const made = await own.apply(WebAssembly, given);
    window.memory = (made.instance ?? made).exports.memory ?? window.memory;
    return made;
  };
}
window.pages = () => memory.buffer.byteLength / 65536;";

/// Ten cases one after the other, as fast as the app draws them: the child, the danger screen, a complaint, whatever is asked
/// next, the recommendation. Every tenth is covered and uncovered, every seventh read in the other language, every fifth put aside.
const NIGHT: &str = r#"
const part = () => document.querySelector("[data-drawn=part]");
const pause = () => new Promise(resolve => { const look = () => part() ? setTimeout(look, 5) : resolve(); setTimeout(look); });
const frame = () => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
const find = act => document.querySelector(`[data-act="${act}"]`);
const tap = async act => { const found = find(act); if (found) { found.click(); await pause(); } return Boolean(found); };
// Where the device is slow, the framework may draw later than in the task of the tap.
const on = async screen => { while (part() || document.querySelector('main').dataset.screen !== screen) await new Promise(resolve => setTimeout(resolve, 5)); };
const oneCase = async number => {
  document.querySelector('[data-act="step:start"]').click(); await on('start');
  await tap('new-case');
  if (find('new-case')) await tap('new-case');
  await on('child');
  for (const act of [`age-key:${1 + number % 9}`, 'age-unit:years', 'go']) await tap(act);
  await on('danger');
  if (number % 7 === 0) for (const act of ['lang:en', 'lang:de']) await tap(act);
  for (let i = 0; i < 14; i++) {
    const id = document.querySelector('[data-screen] .is-next')?.id ?? '';
    if (id.startsWith('g-')) await tap(`deny-group:${id.slice(2)}`);
    else if (id === 'q-avpu') await tap('choose:avpu:alert');
    else break;
    await frame();
  }
  await tap('go'); await on('complaints');
  const complaints = [...document.querySelectorAll('[data-act^="complaint:"]')];
  complaints[number % complaints.length].click(); await pause();
  await tap('go'); await on('questions');
  for (let i = 0; i < 6; i++) {
    const next = document.querySelector('[data-screen] .is-next');
    const button = next?.querySelector('[data-act^="deny-group:"], [data-act$=":no"], [data-act^="choose:"], [data-act$=":unobtainable"]');
    const field = next?.querySelector('input');
    if (button) button.click();
    else if (field) { field.value = '38'; for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true })); }
    else break;
    await frame();
  }
  if (number % 10 === 0) { dispatchEvent(new Event('afterprint')); await frame(); await tap('uncover'); await tap('uncover'); await frame(); }
  await tap('step:recommendation'); await on('recommendation');
  await frame();
  const advised = document.querySelector('[data-state]')?.dataset.disposition ?? '';
  // Every fifth is put aside by the next one, and listed; the others are ended.
  if (number % 5) for (const act of ['step:start', 'close-case', 'close-case']) await tap(act);
  return advised;
};
(async () => {
  let advised = 0;
  for (let number = input + 1; number <= input + 10; number++) if (await oneCase(number)) advised++;
  return [pages(), advised, document.querySelectorAll('*').length];
})().then(done, error => done(String(error.stack)));
"#;

fn memory(env: &Env) -> Outcome<()> {
    let cases = std::env::var("PAEDLOTSE_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(CASES);
    let page = Page::new(env)?;
    page.session.before_each_page(SEE)?;
    page.start("/")?;
    let before = page.value("pages()")?;
    let (mut seen, mut nodes) = (Vec::new(), 0);
    for past in (0..cases).step_by(10) {
        let ten = page.session.script_later(NIGHT, &json!(past))?;
        let figure = |at: usize| ten.get(at).and_then(Value::as_u64);
        let (Some(pages), Some(10)) = (figure(0), figure(1)) else {
            return Err(format!("after {past} cases, not each of ten came to an advice: {ten}"));
        };
        seen.push(pages);
        nodes = figure(2).unwrap_or_default();
    }
    let at = |part: usize| seen.get((seen.len() * part / 4).saturating_sub(1)).copied().unwrap_or_default();
    let (middle, last) = (at(2), at(4));
    env.tell(&format!(
        "{cases} cases; wasm memory in pages of 64 KiB: {before} at first, {} at a quarter, {middle} in the \
         middle, {last} at the end; {nodes} elements in the page",
        at(1)
    ));
    if last > MOST {
        return Err(format!("{last} pages after {cases} cases; at most {MOST}"));
    }
    if last - middle > GROWTH {
        return Err(format!("grown from {middle} to {last} pages in the second half"));
    }
    page.is_clean()
}

/// Notes when the first screen stands, and each task over 50 ms with the moment it began and the screen it left.
const NOTE: &str = "
window.tasks = [];
new MutationObserver(() => { window.readyAt ??= performance.now(); })
  .observe(document, { subtree: true, attributes: true, attributeFilter: ['data-ready'] });
new PerformanceObserver(list => tasks.push(...list.getEntries().map(({ startTime, duration }) =>
  ({ startTime, duration, screen: document.querySelector('main[data-screen]')?.dataset.screen }))))
  .observe({ type: 'longtask', buffered: true });";

/// Tasks over 50 ms after the first screen, at a quarter of the speed of this machine from the first byte on: while the rest of
/// the program and the other language arrive, when the language changes, when a screen of the rest is drawn, and from the first
/// tap of a case to its transfer. Figures only: they are times on the wall, and a busy machine has others.
fn long_tasks(env: &Env) -> Outcome<()> {
    let page = Page::new(env)?;
    page.session.before_each_page(NOTE)?;
    page.session.chromium("Emulation.setCPUThrottlingRate", &json!({ "rate": 4 }))?;
    page.start("/")?;
    page.wait("the other language is there", "window.paedlotseWords.de && window.paedlotseWords.en")?;
    let fetched = "performance.getEntriesByType('resource').some(e => e.name.includes('/rest-') && e.responseEnd > 0)";
    page.wait("the rest is there", fetched)?;
    tell_tasks(env, &page, "while the rest arrives")?;
    page.tap("lang:en")?;
    page.wait("English is spoken", "document.documentElement.lang === 'en'")?;
    tell_tasks(env, &page, "as the language changes")?;
    let breaks = "(() => { const at = document.body.appendChild(document.createElement('i')); at.className = 'opt';
        const rules = getComputedStyle(at).getPropertyValue('-webkit-locale'); at.remove(); return rules; })()";
    let rules = page.text(breaks)?;
    if rules != "\"en\"" {
        return Err(format!("English words would be broken by the rules of {rules}"));
    }
    page.tap("step:library")?;
    page.wait("the library shows", "document.querySelector('#find-in')?.checkVisibility()")?;
    tell_tasks(env, &page, "as the library is drawn")?;
    page.tap("step:start")?;
    let mut walk = Walk::within(page, SOEST, FEVER, &[])?;
    walk.finish()?;
    walk.visit("transfer")?;
    tell_tasks(env, &walk.page, &format!("in a case with {} answers", walk.answers))?;
    walk.page.tap("lang:en")?;
    walk.page.wait("English is spoken", "document.documentElement.lang === 'en'")?;
    tell_tasks(env, &walk.page, "as its language changes")?;
    walk.page.is_clean()
}

/// Says what has taken more than 50 ms since the last time.
fn tell_tasks(env: &Env, page: &Page, during: &str) -> Outcome<()> {
    page.painted()?;
    let tasks = "tasks.splice(0).filter(task => task.startTime >= readyAt)
        .map(task => `${Math.round(task.duration)} ms on ${task.screen}`).join(', ') || 'none'";
    env.tell(&format!("tasks over 50 ms at a quarter of the speed, {during}: {}", page.text(tasks)?));
    Ok(())
}
