// The reset page: how things stand on this device, the app's files anew, and all cases away. It needs neither the app nor
// its worker.
'use strict';
(function () {
  var root = document.documentElement;
  var folder = new URL('./', location).href;
  var ours = 'paedlotse:' + new URL(folder).pathname + ':';
  var WORDS = ['LÖSCHEN', 'DELETE'];

  function element(id) { return document.getElementById(id); }

  function say(id, de, en) {
    element(id).textContent = de + ' · ' + en;
  }

  function line(text) {
    var item = document.createElement('li');
    item.textContent = text;
    element('state').append(item);
  }

  async function ownCaches() {
    return (window.caches ? await caches.keys() : []).filter(function (name) { return name.startsWith(ours); });
  }

  async function ownWorkers() {
    var all = navigator.serviceWorker ? await navigator.serviceWorker.getRegistrations() : [];
    return all.filter(function (one) { return one.scope === folder; });
  }

  async function databases() {
    // Older browsers cannot list them.
    var all = indexedDB.databases ? await indexedDB.databases() : [{ name: 'paedlotse' }];
    return all.map(function (one) { return one.name; }).filter(function (name) { return name.startsWith('paedlotse'); });
  }

  async function show() {
    element('state').replaceChildren();
    line('Version ' + root.dataset.version + ' · ' + root.dataset.release);
    var releases = (await ownCaches()).filter(function (name) { return name !== ours + 'state'; });
    line('Gespeicherte Versionen · stored releases: ' + releases.length);
    line('Offline-Dienst · offline worker: ' + (await ownWorkers()).length);
    line('Speicher für Fälle · case stores: ' + (await databases()).length);
    if (navigator.storage && navigator.storage.estimate) {
      line('Belegt · in use: ' + Math.round((await navigator.storage.estimate()).usage / 1000) + ' kB');
    }
  }

  async function caseIsOpen() {
    if (!navigator.locks) return false;
    var held = (await navigator.locks.query()).held;
    return held.some(function (lock) { return lock.name === 'case-open'; });
  }

  // Without a network the device would be left with nothing at all.
  async function serverAnswers() {
    try {
      var response = await fetch('./release.json', { cache: 'no-store' });
      return response.ok && Boolean((await response.json()).releaseId);
    } catch (error) {
      return false;
    }
  }

  async function files() {
    if (await caseIsOpen()) {
      return say('files-said', 'In einem anderen Fenster ist ein Fall offen. Nichts wurde gelöscht.', 'A case is open in another window. Nothing was deleted.');
    }
    if (!await serverAnswers()) {
      return say('files-said', 'Der Server antwortet nicht. Nichts wurde gelöscht.', 'The server does not answer. Nothing was deleted.');
    }
    await Promise.all((await ownWorkers()).map(function (one) { return one.unregister(); }));
    await Promise.all((await ownCaches()).map(function (name) { return caches.delete(name); }));
    location.replace('./');
  }

  function remove(name) {
    return new Promise(function (resolve, reject) {
      var request = indexedDB.deleteDatabase(name);
      request.onsuccess = resolve;
      request.onerror = reject;
      request.onblocked = reject;
    });
  }

  function forget(storage) {
    Object.keys(storage).forEach(function (key) { if (key.startsWith('paedlotse')) storage.removeItem(key); });
  }

  async function cases() {
    if (!WORDS.includes(element('word').value.trim().toUpperCase())) {
      return say('cases-said', 'Nichts gelöscht: Das Wort fehlt.', 'Nothing deleted: the word is missing.');
    }
    try {
      await Promise.all((await databases()).map(remove));
      forget(sessionStorage);
      forget(localStorage);
      say('cases-said', 'Alle Falldaten auf diesem Gerät sind gelöscht.', 'All case data on this device are deleted.');
    } catch (error) {
      say('cases-said', 'Nicht alles konnte gelöscht werden. Schließen Sie alle anderen Fenster von PädLotse.', 'Not everything could be deleted. Close all other windows of PädLotse.');
    }
    element('word').value = '';
    await show();
  }

  function failed(error) {
    say('files-said', 'Das ging nicht: ' + error, 'This did not work');
  }

  addEventListener('DOMContentLoaded', function () {
    element('files').addEventListener('click', function () { files().catch(failed); });
    element('cases').addEventListener('click', function () { cases().catch(failed); });
    show().catch(failed);
  });
})();
