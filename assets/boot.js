// Runs first: notices when the app does not start or no longer answers, and covers it when it fails.
// ES2017, at most 3 kB without comments and indents.
(() => {
  'use strict';
  var root = document.documentElement;
  var data = root.dataset;
  var cause, stopped, about, waiting;

  data.boot = 'loading';
  var watchdog = setTimeout(fail, 8000, 'slow', '');

  function element(id) { return document.getElementById(id); }

  // Of the texts that differ in this, only the one that is true.
  function show(what, value) {
    document.querySelectorAll(`[data-${what}]`).forEach(text => { text.hidden = text.dataset[what] !== value; });
  }

  function whenParsed(act) {
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', act);
    else act();
  }

  // The app did not start. The first cause stays; any cause explains more than "slow".
  function fail(why, detail) {
    if (data.ready || (cause && cause !== 'slow')) return;
    cause = why;
    clearTimeout(watchdog);
    whenParsed(() => {
      data.boot = 'failed';
      show('cause', cause);
      element('failed').hidden = false;
      element('detail').textContent = detail;
    });
  }

  // The running app failed: nothing of it may be used any more. Its panic hook calls this too.
  function stop(detail) {
    if (stopped) return;
    stopped = true;
    console.error('PädLotse stopped: ' + detail);
    whenParsed(() => {
      if (element('app')) element('app').remove();
      if (!data.ready) return fail('fault', detail);
      data.boot = 'stopped';
      element('boot').hidden = false;
      element('stopped-at').textContent = new Date().toLocaleTimeString('de-DE');
      show('kept', data.saved || '');
      element('stopped').hidden = false;
      document.querySelector('#stopped button').focus();
    });
  }

  // After each tap and key the app is asked whether it still draws. After a death that nobody reported its listeners
  // run on, so the answer must come through the framework (src/view/pulse.rs); it comes before the next timer. The app
  // may draw in a timer of its own (src/shell/soon.rs), set after this one: the second comes after that.
  function tapped() { about = about || setTimeout(() => { about = setTimeout(ask, 0, 0); }, 0); }

  function ask(late) {
    about = 0;
    if (stopped || waiting || !data.ready) return;
    var asked = Date.now();
    waiting = setTimeout(() => {
      waiting = 0;
      // A timer that is late itself says nothing: the device slept, or the page was blocked. One more second.
      if (document.hidden || (!late && Date.now() - asked > 1500)) ask(1);
      else stop('no answer to a tap within a second');
    }, 1000);
    dispatchEvent(new Event('paedlotse-ask'));
  }

  ['pointerdown', 'click', 'keydown'].forEach(kind => addEventListener(kind, tapped, true));
  addEventListener('paedlotse-alive', () => {
    clearTimeout(waiting);
    waiting = 0;
  });

  // An error that nobody caught means that the app no longer knows its state.
  addEventListener('error', event => {
    if (event.target.localName === 'script') fail('load', event.target.src);
    else if (event.error) stop(String(event.error));
  }, true);
  addEventListener('unhandledrejection', event => stop(String(event.reason)));
  // There is nothing left to lose: the stopped app must not hold the reload up.
  addEventListener('beforeunload', event => { if (stopped) event.stopImmediatePropagation(); }, true);

  document.addEventListener('click', event => {
    if (event.target.closest('button[data-act=reload]')) location.reload();
    if (event.target.closest('button[data-act=paper]')) element('paper').scrollIntoView();
  });

  new MutationObserver((changes, observer) => {
    if (!data.ready) return;
    observer.disconnect();
    clearTimeout(watchdog);
    delete data.boot;
    element('boot').hidden = true;
  }).observe(root, { attributeFilter: ['data-ready'] });

  // What the app cannot run without; the first that is missing is named.
  var wasm = window.WebAssembly;
  // In 64 bytes, each of what the compiler uses: bulk memory, several results, sign extension, saturating conversion,
  // mutable globals, reference types.
  var missing = !wasm || !wasm.validate(Uint8Array.from(atob('AGFzbQEAAAABBgFgAAJ/fwIGAQAAA38BAwIBAAQEAW8AAAUDAQAAChcBFQBBAEEAQQD8CwBBAMBDAAAAAPwACw=='), byte => byte.charCodeAt())) ? 'WebAssembly'
    // The style sheet adapts to the width of its parts. Its layers (@layer) came earlier in every engine.
    : !CSS.supports('container-type', 'size') ? '@container'
    // For a lock of a stored case (store.js) and for the network (sw.js) nobody waits for ever.
    : !AbortSignal.timeout ? 'AbortSignal.timeout' : '';

  if (missing) return fail(wasm ? 'old' : 'no-wasm', missing);
  // Without these two start.js starts nothing.
  window.paedlotseFailed = fail;
  window.paedlotseStopped = stop;
})();
