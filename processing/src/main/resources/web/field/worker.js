// Keeps the shell of the technician's page on the phone. What stands before these lines, the server has written: VERSION changes whenever a file of SHELL does.
/* global VERSION, SHELL */

const PREFIX = 'field-';
const CACHE = PREFIX + VERSION;

addEventListener('install', (event) => event.waitUntil(fill()));
addEventListener('activate', (event) => event.waitUntil(takeOver()));
addEventListener('fetch', (event) => {
  const { origin, pathname } = new URL(event.request.url);
  const path = pathname === '/field' ? '/field/' : pathname;
  if (event.request.method === 'GET' && origin === location.origin && SHELL.includes(path)) {
    event.respondWith(fromShell(path, event.request));
  }
});

async function fill() {
  const cache = await caches.open(CACHE);
  await cache.addAll(SHELL.map((path) => new Request(path, { cache: 'reload' })));
  await skipWaiting();
}

async function takeOver() {
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
}

// All of one version, or none: modules of two would not fit together.
async function fromShell(path, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? fetch(request);
}
