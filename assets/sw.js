// The worker that keeps whole releases on the device. A release is installed as a whole or not at all, is served as a
// whole, and goes only when two newer ones work. `cargo xtask dist` fills in release and files (xtask/src/release.rs).
'use strict';

const RELEASE = '{release}';
const VERSION = '{version}';
// Path, integrity, and 1 where the app does not start without it.
const FILES = ['{files}'];

const SCOPE = self.registration.scope;
// Several copies of the app may live in folders of one origin, and all see the same caches.
const OURS = `paedlotse:${new URL(SCOPE).pathname}:`;
const STATE = `${OURS}state`;
const NAME = OURS + RELEASE;
const LIST = `${SCOPE}files-of-this-release`;
const TYPES = { html: /^text\/html/, css: /^text\/css/, js: /javascript/ };
const DAY = 86_400_000;
// A start that was followed by another one sooner than this did not fail; somebody was impatient.
const PATIENCE = 2000;
const NETWORK = 2500;

// ---------- what is remembered: {now, before, bad, tries, ok, checked} ----------

async function recall() {
  const kept = await (await caches.open(STATE)).match(LIST);
  return { tries: {}, ok: {}, checked: {}, ...(kept ? await kept.json() : {}) };
}

let changes = Promise.resolve();
function change(act) {
  changes = changes.catch(() => {}).then(async () => {
    const state = await recall();
    act(state);
    await (await caches.open(STATE)).put(LIST, new Response(JSON.stringify(state)));
  });
  return changes;
}

// ---------- install: every file, checked, or nothing ----------

async function fetched(path, integrity) {
  const response = await fetch(SCOPE + path, { integrity, cache: 'reload', credentials: 'omit', mode: 'cors' });
  if (!response.ok) throw new Error(`${path}: HTTP ${response.status}`);
  const type = TYPES[path.split('.').pop()];
  if (type && !type.test(response.headers.get('Content-Type'))) throw new Error(`${path}: wrong media type`);
  // A redirected response may not answer a navigation.
  return response.redirected ? new Response(await response.blob(), { headers: response.headers }) : response;
}

async function tell(news) {
  for (const client of await clients.matchAll({ includeUncontrolled: true, type: 'window' })) {
    client.postMessage({ release: RELEASE, ...news });
  }
}

async function install() {
  const known = await caches.has(NAME);
  let done = 0;
  let failed = false;
  try {
    const all = await Promise.all(FILES.map(async ([path, integrity]) => {
      const response = await fetched(path, integrity);
      done += 1;
      if (!failed) tell({ news: 'progress', done, total: FILES.length });
      return [path, response];
    }));
    const cache = await caches.open(NAME);
    await Promise.all(all.map(([path, response]) => cache.put(SCOPE + path, response)));
    await cache.put(LIST, new Response(JSON.stringify(FILES)));
  } catch (error) {
    failed = true;
    if (!known) await caches.delete(NAME);
    await tell({ news: 'failed', reason: error.name === 'QuotaExceededError' ? 'quota' : 'network', problem: String(error) });
    throw error;
  }
}

addEventListener('install', event => event.waitUntil(install()));

// Nothing is deleted here: a page of the release before may still be open.
addEventListener('activate', event => event.waitUntil(change(state => {
  // The page that brought the first worker belongs to it: otherwise the next one would not wait.
  if (!state.now) clients.claim();
  if (state.now && state.now !== RELEASE && state.ok[state.now] && state.bad !== state.now) state.before = state.now;
  state.now = RELEASE;
  state.tries = {};
  delete state.bad;
})));

// ---------- serve ----------

async function filesOf(release) {
  if (!await caches.has(OURS + release)) return undefined;
  const kept = await (await caches.open(OURS + release)).match(LIST);
  return kept ? kept.json() : undefined;
}

// The page of a release, if all that it needs to start is there.
async function whole(release) {
  const files = release && await filesOf(release);
  if (!files) return undefined;
  const cache = await caches.open(OURS + release);
  const there = new Set((await cache.keys()).map(request => request.url));
  return files.every(([path, , needed]) => !needed || there.has(SCOPE + path))
    ? cache.match(`${SCOPE}index.html`, { ignoreVary: true }) : undefined;
}

function failures({ count = 0, at = 0 } = {}) {
  return count + (at && Date.now() - at >= PATIENCE ? 1 : 0);
}

async function page(event) {
  const state = await recall();
  const back = state.bad === RELEASE || failures(state.tries[RELEASE]) >= 2;
  if (back) {
    const other = await whole(state.before);
    if (other) {
      event.waitUntil(change(state => { state.bad = RELEASE; }));
      return other;
    }
  }
  const own = await whole(RELEASE);
  if (own) {
    event.waitUntil(change(({ tries }) => { tries[RELEASE] = { count: failures(tries[RELEASE]), at: Date.now() }; }));
    return own;
  }
  try {
    const response = await fetch(event.request.url, { cache: 'no-cache', signal: AbortSignal.timeout(NETWORK) });
    const body = await response.text();
    // A portal answers everything with its own page.
    if (response.ok && body.includes('data-release="')) return new Response(body, { headers: response.headers });
  } catch { /* no network */ }
  return await whole(state.before) || recovery();
}

async function file(request, path) {
  const own = await caches.open(NAME);
  const how = { ignoreVary: true };
  // A page of the release before asks for its own files; their names carry their hash.
  return await own.match(SCOPE + path, how) || await caches.match(SCOPE + path, how) || fetch(request);
}

addEventListener('fetch', event => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(SCOPE)) return;
  const path = request.url.slice(SCOPE.length).split(/[?#]/)[0];
  if (request.mode === 'navigate' && (path === '' || path === 'index.html')) event.respondWith(page(event));
  else if (/^[\w-]+-[0-9a-f]{16}\.\w+$/.test(path) || FILES.some(([own]) => own === path)) {
    event.respondWith(file(request, path));
  }
});

// ---------- what a page asks for ----------

async function digest(response) {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-384', await response.arrayBuffer()));
  return `sha384-${btoa(String.fromCharCode(...hash))}`;
}

// Looks through the files of a release, and fetches again what is missing or altered.
async function health({ release, deep }) {
  const files = await filesOf(release);
  const state = await recall();
  const answer = { version: VERSION, back: state.bad === RELEASE && state.before === release };
  if (!files) return { ...answer, good: 0, total: 0 };
  const cache = await caches.open(OURS + release);
  let good = 0;
  let problem = '';
  for (const [path, integrity] of files) {
    const kept = await cache.match(SCOPE + path, { ignoreVary: true });
    try {
      if (!kept || (deep && await digest(kept) !== integrity)) {
        // What is altered must not be used, whether or not it can be had again.
        if (kept) await cache.delete(SCOPE + path, { ignoreVary: true });
        await cache.put(SCOPE + path, await fetched(path, integrity));
      }
      good += 1;
    } catch (error) { problem = `${path}: ${error}`; }
  }
  const now = Date.now();
  if (deep && good === files.length) await change(({ checked }) => { checked[release] = now; });
  // Asked now and not before the files: another look may have gone through them meanwhile.
  const { checked: { [release]: checked = 0 } } = await recall();
  return { ...answer, good, total: files.length, problem, checked, due: !(checked <= now && now - checked < DAY) };
}

// This release and the one before stay, and whatever an open page was made of.
async function prune() {
  if (registration.installing || registration.waiting || !navigator.locks) return;
  const { now, before } = await recall();
  if (now !== RELEASE) return;
  const { held } = await navigator.locks.query();
  const kept = [STATE, OURS + now, OURS + before, ...held.map(lock => lock.name)];
  for (const name of await caches.keys()) {
    if (name.startsWith(OURS) && !kept.includes(name)) await caches.delete(name);
  }
}

const ACTS = {
  health,
  async 'boot-ok'({ release }) {
    await change(state => {
      delete state.tries[release];
      state.ok[release] = (state.ok[release] || 0) + 1;
    });
    // Only after a later start that went well.
    if ((await recall()).ok[RELEASE] > 1) await prune();
    return {};
  },
  // Never while a case is open in any window: each holds the lock as long as its case is open.
  async activate() {
    let refused = true;
    if (navigator.locks) {
      await navigator.locks.request('case-open', { ifAvailable: true }, lock => {
        if (lock) { refused = false; self.skipWaiting(); }
      });
    }
    return { refused };
  },
  // The release that did not start is tried once more.
  async again() {
    await change(state => { state.tries = {}; delete state.bad; });
    return {};
  },
};

addEventListener('message', event => {
  const act = ACTS[event.data && event.data.act];
  if (act) event.waitUntil(act(event.data).then(answer => event.ports[0] && event.ports[0].postMessage(answer)));
});

// ---------- when nothing else is left ----------

function recovery() {
  const page = `<!doctype html><html lang="de"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>PädLotse</title>
<style>body{font:1.125rem/1.45 system-ui,sans-serif;max-width:42rem;margin:0 auto;padding:1.5rem}a{display:inline-block;min-height:4rem;line-height:4rem;padding:0 1.5rem;margin:.5rem .5rem .5rem 0;border:2px solid;border-radius:6px;font-weight:700}</style>
<main id="recovery"><h1>PädLotse kann gerade nicht starten</h1>
<p><strong>Gefahrenzeichen? Behandeln Sie nach klinischem Urteil: Notfallteam oder 112, dann das Zentrum anrufen.</strong></p>
<p>Auf diesem Gerät fehlen Teile der Anwendung, und sie sind jetzt nicht zu bekommen. Stellen Sie eine Netzverbindung her und versuchen Sie es noch einmal.</p>
<div lang="en"><h2>PädLotse cannot start now</h2>
<p><strong>Danger signs? Treat by clinical judgement: emergency team or 112, then call the centre.</strong></p>
<p>Parts of the application are missing on this device and cannot be had now. Connect to a network and try again.</p></div>
<a href="./">Noch einmal · Try again</a><a href="./reset.html">Zurücksetzen · Reset page</a></main></html>`;
  const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
  return new Response(page, {
    status: 503, headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy },
  });
}
