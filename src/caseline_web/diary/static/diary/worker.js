// Keeps the empty pages and their files, so that they open without network. Nothing of a person is kept.

const program = globalThis.trustedTypes?.createPolicy("caseline", { createScriptURL: (address) => address });
importScripts(program?.createScriptURL("PUSH") ?? "PUSH"); // no other address ever gets here

const FILES = "FILES", SHELL = "SHELL", START = "START", OFFLINE = "OFFLINE";
const PAGES = "caseline-pages";
const PATIENCE = 6_000; // milliseconds after which a kept page is shown in the place of a slow one

/** Keeps the page as it is for everybody; one that leads to the way in is none. */
async function keep(path) {
  const answer = await fetch(`${path}?blank`, { credentials: "same-origin" });
  if (answer.ok && !answer.redirected) await (await caches.open(PAGES)).put(path, answer);
}

async function install() {
  await (await caches.open(FILES)).addAll(SHELL);
  await keep(OFFLINE);
  await skipWaiting();
}

/** After an update the kept pages are fetched again, since they name other files. */
async function activate() {
  const pages = await caches.open(PAGES);
  for (const { url } of await pages.keys()) await keep(new URL(url).pathname).catch(() => {});
  for (const name of await caches.keys()) if (![FILES, PAGES].includes(name)) await caches.delete(name);
  await clients.claim();
}

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("message", (event) => {
  event.waitUntil(Promise.allSettled(event.data.keep.map(keep)));
});

/** A kept page; the application's start leads to the kept evening. */
async function kept(path) {
  const pages = await caches.open(PAGES);
  if (path !== START) return pages.match(path);
  const all = (await pages.keys()).map(({ url }) => new URL(url).pathname);
  const tonight = all.find((one) => one.endsWith("/tonight/"));
  return tonight && Response.redirect(tonight);
}

const late = () => new Promise((resolve) => setTimeout(resolve, PATIENCE));

/** The page from the network; a kept one where there is none, where it is slow or the server is down. */
async function page(request, path) {
  const network = fetch(request);
  const answer = await Promise.race([network, late()]).catch(() => null);
  if (answer?.status < 500) return answer;
  return (await kept(path)) ?? (answer === null ? await caches.match(OFFLINE) : network);
}

addEventListener("fetch", (event) => {
  const { pathname } = new URL(event.request.url);
  if (event.request.mode === "navigate" && event.request.method === "GET") event.respondWith(page(event.request, pathname));
  else if (SHELL.includes(pathname)) event.respondWith(caches.match(event.request).then((file) => file ?? fetch(event.request)));
});
