// Keeps the empty page and its files, so that it opens without network. Nothing of a person is kept.

importScripts("PUSH");

const KEPT = "caseline-1";
const SHELL = ["SHELL"];

addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll(SHELL)).then(() => skipWaiting()));
});
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

const isTonight = (address) => address.pathname.endsWith("/tonight/");
const blank = (address) => `${address.origin}${address.pathname}?blank`;

async function page(request, address) {
  try {
    return await fetch(request);
  } catch (gone) {
    const kept = await caches.match(blank(address));
    if (!kept) throw gone;
    return kept;
  }
}

addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.mode === "navigate" && isTonight(address)) event.respondWith(page(event.request, address));
  else if (address.pathname.startsWith("/static/"))
    event.respondWith(caches.match(event.request).then((kept) => kept ?? fetch(event.request)));
});
