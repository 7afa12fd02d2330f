// Registers the worker that keeps the app on the device, asks it how things stand, looks for newer releases, and tells
// the app. The app never waits for any of it; what goes wrong is said, never swallowed.

const WORKER = './sw.js';
const SCANNER = './scan-worker.js';
const root = document.documentElement;
const RELEASE = root.dataset.release;
const OURS = `paedlotse:${new URL('./', location).pathname}:`;
const HINT = 'paedlotse-home-hint';
const SECONDS_30 = 30_000;
const HOUR = 3_600_000;
// Asked while the page still loaded, a worker sometimes kept the newer one from taking over in Chromium; why is not known.
const SETTLED = 1000;

// kind: preparing, ready, off · reason: why it is off · update: '', waiting, refused, back
const state = {
  kind: 'preparing', reason: '', problem: '', done: 0, total: 0, checked: 0, update: '', persisted: '', install: '',
};

// An error nobody caught would stop the app (boot.js); nothing here is worth that.
function guarded(act) {
  return (...given) => act(...given).catch(error => set({ kind: 'off', reason: 'fault', problem: String(error) }));
}

function set(changes) {
  Object.assign(state, changes);
  dispatchEvent(new Event('paedlotse-offline'));
}

// ---------- the only policy of the page: the addresses of its two workers, nothing else ----------

let refusal = '';
let policy = { createScriptURL: name => name };
if (window.trustedTypes) {
  const only = name => {
    if (name === WORKER || name === SCANNER) return name;
    throw new TypeError(`no worker of this app: ${name}`);
  };
  try {
    policy = trustedTypes.createPolicy('app', { createScriptURL: only });
  } catch (error) {
    refusal = String(error);
  }
}

// The worker that reads codes; scan.js asks for it.
export function scanner() {
  return new Worker(policy.createScriptURL(SCANNER), { type: 'module' });
}

// ---------- open cases, of all windows ----------

let close;
function caseOpen(on) {
  if (on && !close && navigator.locks) {
    const closed = new Promise(resolve => { close = resolve; });
    navigator.locks.request('case-open', { mode: 'shared' }, () => closed).catch(() => {});
  } else if (!on && close) {
    close();
    close = undefined;
  }
}

// As long as this page lives, the files it was made of stay.
if (navigator.locks) navigator.locks.request(OURS + RELEASE, { mode: 'shared' }, () => new Promise(() => {})).catch(() => {});

// ---------- the worker ----------

let registration;

function ask(worker, message) {
  return new Promise(resolve => {
    const channel = new MessageChannel();
    channel.port1.onmessage = event => resolve(event.data);
    setTimeout(resolve, 20_000, undefined);
    worker.postMessage({ release: RELEASE, ...message }, [channel.port2]);
  });
}

// Why there can be no worker here at all.
function obstacle() {
  if (location.protocol === 'file:') return 'file';
  if (self.origin === 'null') return 'sandbox';
  if (!isSecureContext) return 'insecure';
  if (!('serviceWorker' in navigator)) return 'unsupported';
  return '';
}

const register = guarded(async () => {
  const reason = obstacle();
  if (reason) return set({ kind: 'off', reason });
  let blocked = refusal;
  const violated = event => { blocked ||= event.violatedDirective; };
  document.addEventListener('securitypolicyviolation', violated);
  try {
    registration = await navigator.serviceWorker.register(policy.createScriptURL(WORKER), { scope: './', updateViaCache: 'none' });
  } catch (error) {
    if (error.name === 'SecurityError') blocked ||= 'SecurityError';
    set({ kind: 'off', reason: blocked ? 'blocked' : 'network', problem: `${error} ${blocked}` });
  }
  document.removeEventListener('securitypolicyviolation', violated);
  if (!registration) return;
  follow(registration.installing);
  registration.addEventListener('updatefound', () => follow(registration.installing));
  navigator.serviceWorker.addEventListener('message', hear);
  look();
  check();
});

function follow(worker) {
  if (worker) worker.addEventListener('statechange', look);
}

// What the worker says while it installs. A newer release that fails takes nothing away from this one.
function hear({ data, source }) {
  // A worker of the folder above speaks to this page too.
  if (!source || source.scriptURL !== new URL(WORKER, location).href) return;
  if (state.kind === 'ready') {
    if (data.news === 'failed') set({ problem: data.problem });
  } else if (data.news === 'progress' && data.release === RELEASE) set({ kind: 'preparing', done: data.done, total: data.total });
  else if (data.news === 'failed') set({ kind: 'off', reason: data.reason, problem: data.problem });
}

// The worker changes its state several times in a row: one look is enough, and one check of the digests at a time. Where none
// is active any more, the one that was is still asked: it was switched off.
let examining;
let checking = false;

// A worker that waits is remembered by the browser; an app that is drawn later sees it all the same.
function look() {
  const { installing, waiting, active } = registration;
  if (!waiting) set({ update: ['waiting', 'refused'].includes(state.update) ? '' : state.update });
  else if (state.update !== 'refused') set({ update: 'waiting' });
  if (active) {
    clearTimeout(examining);
    examining = setTimeout(() => examine(active, false), SETTLED);
  } else if (!installing && !waiting && state.kind !== 'off') set({ kind: 'off', reason: 'network' });
}

// Presence at every start; the digests once a day, when nothing else is to do.
const examine = guarded(async (worker, deep) => {
  // A worker that ended without a follower was switched off.
  if (worker.state === 'redundant') return registration.active ? undefined : set({ kind: 'off', reason: 'switched-off' });
  const answer = await ask(worker, { act: 'health', deep });
  if (!answer) return set({ kind: 'off', reason: 'silent' });
  if (answer.ended) return set({ kind: 'off', reason: 'switched-off', update: '' });
  const { good, total, checked, problem, due, back } = answer;
  if (back && !state.update) set({ update: 'back' });
  if (!total) {
    // This page came over the network; the worker has another release, and this one comes with the next check.
    if (state.kind !== 'off') set({ kind: registration.installing || registration.waiting ? 'preparing' : 'off', reason: 'other-release' });
  } else if (good < total) set({ kind: 'off', reason: 'holes', problem, done: good, total });
  else if (checked) set({ kind: 'ready', reason: '', problem: '', done: good, total, checked });
  else set({ kind: 'preparing', done: good, total });
  if (due && !deep && total && !checking) {
    checking = true;
    idle(() => examine(worker, true).finally(() => { checking = false; }));
  }
});

function idle(then) {
  if (window.requestIdleCallback) requestIdleCallback(then, { timeout: 5000 });
  else setTimeout(then, 1000);
}

// ---------- newer releases ----------

let asked = 0;
function check() {
  const now = Date.now();
  if (!registration || (now >= asked && now - asked < SECONDS_30)) return;
  asked = now;
  // Without a network this fails, and that is no news.
  registration.update().then(found => { registration = found || registration; look(); }, () => {});
}

function seen() {
  if (document.visibilityState === 'visible') check();
}
addEventListener('pageshow', seen);
addEventListener('focus', seen);
document.addEventListener('visibilitychange', seen);
setInterval(check, HOUR);

// Only this window is loaded again; the others keep their release until they are.
const activate = guarded(async () => {
  const waiting = registration && registration.waiting;
  if (!waiting || close) return set({ update: waiting ? 'refused' : '' });
  const loadAgain = () => { if (waiting.state === 'activated' && !close) location.reload(); };
  waiting.addEventListener('statechange', loadAgain);
  const answer = await ask(waiting, { act: 'activate' });
  if (answer && !answer.refused) return;
  waiting.removeEventListener('statechange', loadAgain);
  set({ update: 'refused' });
});

// The release that did not start twice is tried once more.
const again = guarded(async () => {
  if (close || !registration || !registration.active) return;
  await ask(registration.active, { act: 'again' });
  location.reload();
});

// ---------- storage and home screen: only after a tap ----------

function persist() {
  if (!navigator.storage || !navigator.storage.persist) return set({ persisted: 'unknown' });
  set({ persisted: 'asked' });
  navigator.storage.persist().then(yes => set({ persisted: yes ? 'yes' : 'no' }), () => set({ persisted: 'no' }));
}

let prompt;
addEventListener('beforeinstallprompt', event => {
  event.preventDefault();
  prompt = event;
  if (!state.install) set({ install: 'offered' });
});
addEventListener('appinstalled', () => set({ install: '' }));

function install() {
  if (!prompt) return;
  prompt.prompt();
  prompt = undefined;
  set({ install: '' });
}

function isOnHomeScreen() {
  return navigator.standalone === true || matchMedia('(display-mode: standalone)').matches;
}

// An iPad calls itself a Mac; no Mac has a touch screen.
function isAppleTablet() {
  const agent = navigator.userAgent;
  return navigator.maxTouchPoints > 1 && /iPad|iPhone|Macintosh/.test(agent) && /Version\/\S+.*Safari\//.test(agent);
}

function remembered(value) {
  try {
    if (value) localStorage.setItem(HINT, value);
    return localStorage.getItem(HINT);
  } catch {
    return null;
  }
}

function dismiss() {
  remembered('dismissed');
  set({ install: '' });
}

// ---------- what this page has asked for since it was opened ----------

function loaded() {
  const folder = new URL('./', location).href;
  const entries = performance.getEntriesByType('resource');
  const own = entries.filter(({ name }) => name.startsWith(folder) && !name.includes('?')).length;
  return { own: own + 1, other: entries.length - own };
}

window.paedlotseOffline = {
  state: () => ({ ...state, ...loaded() }), caseOpen, activate, again, check, persist, install, dismiss,
};

// Called by start.js when the app stands, or has failed: a release that fails needs a newer one most of all.
export function begin() {
  if (isAppleTablet() && !isOnHomeScreen() && !remembered()) set({ install: 'home-screen' });
  if (navigator.storage && navigator.storage.persisted) {
    navigator.storage.persisted().then(yes => { if (yes) set({ persisted: 'yes' }); }, () => {});
  }
  const report = guarded(async () => {
    const worker = obstacle() ? null : navigator.serviceWorker.controller;
    if (worker) await ask(worker, { act: 'boot-ok' });
  });
  if (root.dataset.ready) report();
  else new MutationObserver((_, watch) => { watch.disconnect(); report(); }).observe(root, { attributeFilter: ['data-ready'] });
  register();
}
