// Runs first: notices when the app does not start or no longer answers, and covers it when it fails.
// ES2017, at most 3 kB without comments and indents.
(function () {
  'use strict';
  var root = document.documentElement;
  var cause = '';
  var stopped = false;
  var about = 0;
  var waiting = 0;

  root.dataset.boot = 'loading';
  var watchdog = setTimeout(fail, 8000, 'slow', '');

  function element(id) { return document.getElementById(id); }

  function whenParsed(act) {
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', act);
    else act();
  }

  // The app did not start. The first cause stays; any cause explains more than "slow".
  function fail(why, detail) {
    if (root.dataset.ready || (cause && cause !== 'slow')) return;
    cause = why;
    clearTimeout(watchdog);
    whenParsed(function () {
      root.dataset.boot = 'failed';
      document.querySelectorAll('[data-cause]').forEach(function (text) { text.hidden = text.dataset.cause !== cause; });
      element('failed').hidden = false;
      element('detail').textContent = detail;
    });
  }

  // The running app failed: nothing of it may be used any more. Its panic hook calls this too.
  function stop(detail) {
    if (stopped) return;
    stopped = true;
    console.error('PädLotse stopped: ' + detail);
    whenParsed(function () {
      if (element('app')) element('app').remove();
      if (!root.dataset.ready) return fail('fault', detail);
      root.dataset.boot = 'stopped';
      element('boot').hidden = false;
      element('stopped-at').textContent = new Date().toLocaleTimeString('de-DE');
      document.querySelectorAll('[data-kept]').forEach(function (text) {
        text.hidden = text.dataset.kept !== (root.dataset.saved || '');
      });
      element('stopped').hidden = false;
      document.querySelector('#stopped button').focus();
    });
  }

  // After each tap and key the app is asked whether it still draws. After a death that nobody reported its listeners
  // run on, so the answer must come through the framework (src/view/pulse.rs); it comes before the next timer.
  function tapped() { about = about || setTimeout(ask, 0, 0); }

  function ask(late) {
    about = 0;
    if (stopped || waiting || !root.dataset.ready) return;
    var asked = Date.now();
    waiting = setTimeout(function () {
      waiting = 0;
      // A timer that is late itself says nothing: the device slept, or the page was blocked. One more second.
      if (document.hidden || (!late && Date.now() - asked > 1500)) ask(1);
      else stop('no answer to a tap within a second');
    }, 1000);
    dispatchEvent(new Event('paedlotse-ask'));
  }

  ['pointerdown', 'click', 'keydown'].forEach(function (kind) { addEventListener(kind, tapped, true); });
  addEventListener('paedlotse-alive', function () {
    clearTimeout(waiting);
    waiting = 0;
  });

  window.paedlotseFailed = fail;
  window.paedlotseStopped = stop;

  // An error that nobody caught means that the app no longer knows its state.
  addEventListener('error', function (event) {
    if (event.target && event.target.localName === 'script') fail('load', event.target.src);
    else if (event.error) stop(String(event.error));
  }, true);
  addEventListener('unhandledrejection', function (event) { stop(String(event.reason)); });
  // There is nothing left to lose: the stopped app must not hold the reload up.
  addEventListener('beforeunload', function (event) { if (stopped) event.stopImmediatePropagation(); }, true);

  document.addEventListener('click', function (event) {
    var button = event.target.closest('button[data-act]');
    if (!button) return;
    if (button.dataset.act === 'reload') location.reload();
    if (button.dataset.act === 'paper') element('paper').scrollIntoView();
  });

  new MutationObserver(function (changes, observer) {
    if (!root.dataset.ready) return;
    observer.disconnect();
    clearTimeout(watchdog);
    delete root.dataset.boot;
    element('boot').hidden = true;
  }).observe(root, { attributes: true, attributeFilter: ['data-ready'] });

  if (typeof WebAssembly !== 'object' || !('noModule' in document.createElement('script'))) fail('no-wasm', '');
})();
