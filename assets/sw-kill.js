// Technical kill switch: put in the place of sw.js, it takes the offline copy of this folder away. The app goes on
// over the network. Cases on the device stay; they are not in these caches.
'use strict';

addEventListener('install', () => self.skipWaiting());
addEventListener('message', event => event.ports[0] && event.ports[0].postMessage({ ended: true }));

async function end() {
  const ours = `paedlotse:${new URL(self.registration.scope).pathname}:`;
  for (const name of await caches.keys()) {
    if (name.startsWith(ours)) await caches.delete(name);
  }
  // A page that comes after this is not controlled any more, so that each is loaded again once at most.
  const controlled = await clients.matchAll({ type: 'window' });
  await self.registration.unregister();
  const reload = () => Promise.all(controlled.map(client => client.navigate(client.url).catch(() => {})));
  if (!navigator.locks) return;
  // Never under an open case: that page has all it needs, and loads anew when it is opened the next time.
  await navigator.locks.request('case-open', { ifAvailable: true }, lock => { if (lock) return reload(); });
}

addEventListener('activate', event => event.waitUntil(end()));
