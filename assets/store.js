// Keeps cases on this device, encrypted: IndexedDB and WebCrypto. Nothing here knows what a case means.
//
// Three modes. "memory": nothing is written. "tab": the key comes from two halves, one in IndexedDB and one in this tab's
// sessionStorage, so that closing the tab makes the case unreadable. "device": the key lies in IndexedDB, not extractable,
// and the case survives the end of the browser. What happens is told by the event "paedlotse-store".
//
// A record: {id, mode, tab, count, release, started, at, until, iv, data}. All but iv and data are times and counters.

const NAME = 'paedlotse';
const HALF = 'paedlotse-half';
const OPEN = 'paedlotse-open';
const HOUR = 3_600_000;
// A clock that was set back by more than this has made every end unreliable.
const CLOCK = 300_000;
const RELEASE = document.documentElement.dataset.release;

const utf8 = text => new TextEncoder().encode(text);
const hex = bytes => Array.from(new Uint8Array(bytes), byte => byte.toString(16).padStart(2, '0')).join('');
const tell = news => dispatchEvent(new CustomEvent('paedlotse-store', { detail: news }));

// Null once it is known that nothing can be kept here.
let database;
let half = '';
let tab = '';
// By case: {mode, stored, key}.
const keys = new Map();
// Cases that were deleted while a write of theirs was under way.
const gone = new Set();
const waiting = new Map();
const running = new Set();
// The case of this window, and what lets its lock go.
let mine = '';
let letGo = () => {};
// Looks again when a case is open elsewhere.
let soon;

const asked = request => new Promise((done, failed) => {
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});

function opened() {
  return new Promise((done, failed) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('cases', { keyPath: 'id' });
      request.result.createObjectStore('keys');
      request.result.createObjectStore('house');
    };
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
    setTimeout(failed, 5000, new Error('timeout'));
  });
}

// Runs `act` in one transaction and waits until it is committed.
function committed(durability, act) {
  return new Promise((done, failed) => {
    const transaction = database.transaction(['cases', 'keys', 'house'], 'readwrite', { durability });
    transaction.oncomplete = () => done();
    transaction.onabort = () => failed(transaction.error || new Error('aborted'));
    act(name => transaction.objectStore(name));
  });
}

const read = (store, key) => asked(database.transaction(store).objectStore(store).get(key));

async function keyFrom(mode, stored, id) {
  if (mode === 'device') return stored;
  const both = await crypto.subtle.sign('HMAC', stored, utf8(half + id));
  return crypto.subtle.importKey('raw', both, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

// The key for a case; a new one where the case has none of this mode.
async function keyOf(id, mode) {
  const known = keys.get(id);
  if (known && known.mode === mode) return known;
  const stored = mode === 'device'
    ? await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
    : await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return { mode, stored, key: await keyFrom(mode, stored, id) };
}

const bound = ({ release, id, count }) => utf8(`${release}|${id}|${count}`);

async function write(meta, text) {
  const key = await keyOf(meta.id, meta.mode);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const record = { ...meta, tab: meta.mode === 'tab' ? tab : '', release: RELEASE, iv };
  record.data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bound(record) }, key.key, utf8(text));
  if (gone.has(meta.id)) return;
  await committed(meta.mode === 'device' ? 'strict' : 'default', store => {
    // Always both: a case that was deleted and taken back must not be left without its key.
    store('keys').put(key.stored, meta.id);
    store('cases').put(record);
  });
  keys.set(meta.id, key);
  tell({ kind: 'saved', id: meta.id, count: meta.count });
}

// Only the latest text of a case waits while an earlier one is being written.
async function keep(meta, text) {
  gone.delete(meta.id);
  waiting.set(meta.id, [meta, text]);
  if (running.has(meta.id)) return;
  running.add(meta.id);
  try {
    while (waiting.has(meta.id)) {
      const next = waiting.get(meta.id);
      waiting.delete(meta.id);
      await write(...next);
    }
  } catch (error) {
    tell({ kind: 'failed', reason: error && error.name === 'QuotaExceededError' ? 'full' : 'refused' });
  } finally {
    running.delete(meta.id);
  }
}

// First the key, then what it opens.
async function forget(id) {
  gone.add(id);
  waiting.delete(id);
  keys.delete(id);
  if (!database) return;
  await committed('strict', store => store('keys').delete(id));
  await committed('strict', store => store('cases').delete(id));
  await list();
}

const lockName = id => `paedlotse-case-${id}`;

async function elsewhere() {
  if (!navigator.locks) return [];
  const { held } = await navigator.locks.query();
  return held.map(lock => lock.name);
}

// Whether no other window works on a case. The page before this one, in the same window, lets its case go only a moment
// after this one has begun.
async function isFree(id) {
  if (!navigator.locks || id === mine) return true;
  const how = { signal: AbortSignal.timeout(2000) };
  return navigator.locks.request(lockName(id), how, () => true).catch(() => false);
}

// This window works on this case, or on none: no other window may open it meanwhile.
function hold(id) {
  if (id === mine) return;
  mine = id;
  letGo();
  letGo = () => {};
  try {
    if (id && database !== null) sessionStorage.setItem(OPEN, id);
    else sessionStorage.removeItem(OPEN);
  } catch { /* Without it a reload does not know where it was. */ }
  if (id) lock(id, () => {});
}

function lock(id, refused) {
  if (!navigator.locks) return;
  navigator.locks.request(lockName(id), { ifAvailable: true }, lock => {
    if (!lock) refused();
    else if (mine === id) return new Promise(free => { letGo = free; });
  }).catch(() => {});
}

// A page that is left may be kept by the browser, and its lock with it; the page that takes its place needs the case. When
// the browser shows it again and another window has the case by then, it begins anew.
addEventListener('pagehide', () => letGo());
addEventListener('pageshow', event => { if (event.persisted && mine) lock(mine, () => location.reload()); });

async function open(id) {
  const refuse = reason => tell({ kind: 'opened', id, reason });
  try {
    if (!await isFree(id)) return refuse('elsewhere');
    const record = await read('cases', id);
    const stored = await read('keys', id);
    if (!record || !stored) return refuse('gone');
    const key = await keyFrom(record.mode, stored, id);
    const how = { name: 'AES-GCM', iv: record.iv, additionalData: bound(record) };
    const text = new TextDecoder().decode(await crypto.subtle.decrypt(how, key, record.data));
    keys.set(id, { mode: record.mode, stored, key });
    tell({ kind: 'opened', id, at: record.at, snapshot: JSON.parse(text) });
  } catch {
    refuse('damaged');
  }
}

const isOver = ({ at, until }) => until <= Date.now() || at > Date.now() + CLOCK;

// What this window may show: times, never content. What has reached its end is deleted on the way.
async function listed() {
  const all = await asked(database.transaction('cases').objectStore('cases').getAll());
  const over = all.filter(isOver).map(record => record.id);
  if (over.length) {
    over.forEach(id => { gone.add(id); keys.delete(id); });
    await committed('strict', store => over.forEach(id => store('keys').delete(id)));
    await committed('strict', store => over.forEach(id => store('cases').delete(id)));
  }
  const held = await elsewhere();
  const cases = all
    .filter(record => !isOver(record) && (record.mode === 'device' || record.tab === tab))
    .map(({ id, mode, started, at, until }) => ({ id, mode, started, at, until, held: held.includes(lockName(id)) }));
  // A case that another window has can be opened here as soon as that window is gone.
  clearTimeout(soon);
  if (cases.some(({ id, held }) => held && id !== mine)) soon = setTimeout(list, 5000);
  return cases;
}

async function list() {
  if (database) await listed().then(cases => tell({ kind: 'cases', cases }), () => {});
}

// What the operator decided; without a network what was decided when it was last asked.
async function config() {
  try {
    const response = await fetch('./config.json', { cache: 'no-cache', credentials: 'omit' });
    if (response.ok || response.status === 404) {
      const text = response.ok ? await response.text() : '';
      if (database) await committed('default', store => store('house').put(text, 'config'));
      return text;
    }
  } catch { /* No network. */ }
  return (database && await read('house', 'config').catch(() => '')) || '';
}

async function prepared() {
  if (window.top !== window) throw new Error('frame');
  if (!location.protocol.startsWith('http')) throw new Error('file');
  if (!isSecureContext) throw new Error('insecure');
  half = sessionStorage.getItem(HALF) || hex(crypto.getRandomValues(new Uint8Array(32)));
  sessionStorage.setItem(HALF, half);
  tab = hex(await crypto.subtle.digest('SHA-256', utf8(half))).slice(0, 16);
  database = await opened();
  database.onversionchange = () => database.close();
  // Some private windows refuse to keep a key; that must show before the first answer, not after it.
  const probe = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  await committed('default', store => store('keys').put(probe, 'probe'));
  await committed('default', store => store('keys').delete('probe'));
}

async function begin() {
  const standalone = navigator.standalone === true || matchMedia('(display-mode: standalone)').matches;
  try {
    await prepared();
    const [cases, house] = await Promise.all([listed(), read('house', 'house')]);
    const here = sessionStorage.getItem(OPEN) || '';
    tell({ kind: 'ready', standalone, cases, here, house: house || '' });
  } catch (error) {
    database = null;
    const known = ['frame', 'file', 'insecure'].includes(error.message);
    tell({ kind: 'ready', standalone, reason: known ? error.message : 'refused' });
  }
  tell({ kind: 'config', config: await config() });
  setInterval(list, HOUR);
  addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') list(); });
}

const quietly = act => (...given) => { Promise.resolve(act(...given)).catch(() => {}); };

window.paedlotseStore = {
  begin: quietly(begin),
  keep: quietly((meta, text) => keep(JSON.parse(meta), text)),
  open: quietly(open),
  forget: quietly(forget),
  hold: quietly(hold),
  house: quietly(text => database && committed('default', store => store('house').put(text, 'house'))),
};
