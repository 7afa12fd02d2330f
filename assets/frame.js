// Speaks with the page around the app: only with the one origin the app has found in the operator's list, only with the
// window right above, only with the handle of this conversation. Nothing is answered to anybody else.

const LONGEST = 262_144;
// So many messages at once, and so many a second; more are dropped.
const BURST = 40;
const RATE = 20;
// Another copy of the app on this server has a list of its own.
const LAST = `paedlotse-embed ${new URL('./', location.href).pathname}`;

let origin = '';
let handle = '';

const tell = detail => dispatchEvent(new CustomEvent('paedlotse-frame', { detail }));

// What the operator decided; without a network what was decided when it was last asked. It says nothing about anybody.
async function decided() {
  try {
    // A network that swallows everything is none: until this is known no case can be opened.
    const signal = AbortSignal.timeout(5000);
    const response = await fetch('./embed.json', { cache: 'no-cache', credentials: 'omit', signal });
    if (response.ok || response.status === 404) {
      const text = response.ok ? await response.text() : '';
      try { localStorage.setItem(LAST, text); } catch { /* A frame may have no storage. */ }
      return text;
    }
  } catch { /* No network. */ }
  try { return localStorage.getItem(LAST) || ''; } catch { return ''; }
}

// The pages around, the nearest first. Where the browser does not tell, the one above says where the visitor came from.
function around() {
  if (location.ancestorOrigins) return [...location.ancestorOrigins];
  return window.top === parent && document.referrer ? [new URL(document.referrer).origin] : [];
}

export async function begin() {
  const asked = new URLSearchParams(location.search);
  tell({
    kind: 'around', file: await decided(), around: around(), own: self.origin,
    wanted: asked.get('messaging_origin') || '', handle: asked.get('messaging_handle') || '',
  });
}

let left = BURST;
let since = performance.now();
function spend() {
  const now = performance.now();
  left = Math.min(BURST, left + (now - since) * RATE / 1000);
  since = now;
  if (left < 1) return false;
  left -= 1;
  return true;
}

function hear(event) {
  if (event.source !== parent || event.origin !== origin || !spend()) return;
  let text;
  try { text = JSON.stringify(event.data); } catch { return; }
  if (typeof text === 'string' && text.length <= LONGEST) tell({ kind: 'said', text });
}

export function listen(said) {
  const agreed = JSON.parse(said);
  ({ origin, handle } = agreed);
  addEventListener('message', hear);
  if (agreed.resize) follow();
}

export function post(text) {
  if (origin) parent.postMessage(JSON.parse(text), origin);
}

export function look(said) {
  const { radius, font, accent } = JSON.parse(said);
  const root = document.documentElement;
  if (radius) root.dataset.radius = radius;
  if (font) root.dataset.font = font;
  // An empty one gives the app's own colour back.
  if (typeof accent === 'string') for (const name of ['--act', '--focus']) root.style.setProperty(name, accent);
}

// ---------- how high the app would like to be ----------

const EVERY = 100;
const LEAST = 4;
const GROWING = 10;
let told = 0;
let grew = 0;
let number = 0;
let waiting = 0;

// What a part that scrolls holds more, or less, than is seen of it.
function lacks(part) {
  const last = part.lastElementChild;
  if (!last) return 0;
  const end = last.getBoundingClientRect().bottom - part.getBoundingClientRect().top + part.scrollTop;
  return end + parseFloat(getComputedStyle(part).paddingBottom) - part.clientHeight;
}

function wanted() {
  const parts = [...document.querySelectorAll('.flow, .rail, .panel')].filter(part => getComputedStyle(part).overflowY !== 'visible');
  const within = parts.length ? innerHeight + Math.max(...parts.map(lacks)) : 0;
  const page = document.scrollingElement.scrollHeight;
  return Math.ceil(Math.max(within, page > innerHeight ? page : 0, 480));
}

function measure() {
  waiting = 0;
  const height = wanted();
  if (Math.abs(height - told) < LEAST || (height > told && grew >= GROWING)) return;
  grew = height > told ? grew + 1 : grew;
  told = height;
  number += 1;
  parent.postMessage({
    messagingHandle: handle, messageId: `paedlotse-size-${number}`, messageType: 'ui.resize', payload: { height },
  }, origin);
}

function soon() { waiting = waiting || setTimeout(measure, EVERY); }

function follow() {
  new ResizeObserver(soon).observe(document.body);
  new MutationObserver(soon).observe(document.body, { childList: true, subtree: true });
  // Growing and growing without anybody doing anything would be the two pages driving each other.
  for (const kind of ['pointerdown', 'keydown']) addEventListener(kind, () => { grew = 0; soon(); }, true);
  soon();
}
