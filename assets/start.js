// Fetches the wasm and the words of the browser's language, starts the app, then fetches the other language;
// boot.js, which ran before, says so when it fails.
import init from './paedlotse.js';
import { compile, fetched, started } from './program.js';
import './store.js';
import { begin } from './offline.js';

const ADDRESS = new URL('./paedlotse.wasm', import.meta.url);
const INTEGRITY = 'sha384-of-the-wasm';
const WORDS = {
  de: [new URL('./words-de.txt', import.meta.url), 'sha384-of-the-german-words'],
  en: [new URL('./words-en.txt', import.meta.url), 'sha384-of-the-english-words'],
};

// What has come so far, by language; the app reads it.
window.paedlotseWords = {};

async function words(language) {
  window.paedlotseWords[language] = await (await fetched(...WORDS[language])).text();
}

// The app asks again when the words of a language are wanted and have not come.
window.paedlotseFetchWords = async language => {
  if (!window.paedlotseWords[language]) await words(language).catch(() => {});
  dispatchEvent(new Event('paedlotse-words'));
};

// The scanner comes when it is wanted; when it does not come, that is said in its place.
const scan = act => (...given) => import('./scan.js').then(scanner => scanner[act](...given)).catch(error => {
  dispatchEvent(new CustomEvent('paedlotse-scan', { detail: { kind: 'failed', reason: 'reader', problem: String(error) } }));
});
window.paedlotseScan = { start: scan('start'), stop: scan('stop'), read: scan('read') };

// The conversation with a page around comes only where there is one; when it does not come, that page is nobody we know.
const frame = act => (...given) => import('./frame.js').then(talk => talk[act](...given)).catch(() => {
  dispatchEvent(new CustomEvent('paedlotse-frame', { detail: { kind: 'around' } }));
});
window.paedlotseFrame = { begin: frame('begin'), listen: frame('listen'), post: frame('post'), look: frame('look') };

async function start() {
  // A sheet that did not come, or came altered, leaves nothing: without it hidden things show.
  const bare = [...document.querySelectorAll('link[rel=stylesheet]')].find(link => !link.sheet || !link.sheet.cssRules.length);
  if (bare) return window.paedlotseFailed('load', bare.href);
  const [first, other] = navigator.language.toLowerCase().startsWith('en') ? ['en', 'de'] : ['de', 'en'];
  try {
    const [module] = await Promise.all([compile(ADDRESS, INTEGRITY), words(first)]);
    started(await init({ module_or_path: module }));
    window.paedlotseFetchWords(other);
  } catch (error) {
    const cause = error instanceof WebAssembly.CompileError ? 'no-wasm'
      : error instanceof WebAssembly.RuntimeError ? 'fault'
      : 'load';
    window.paedlotseFailed(cause, String(error));
  }
}

// Where the browser cannot run it, boot.js has said so already; without boot.js nobody would notice a panic.
if (window.paedlotseStopped) start().then(begin);
else begin();
