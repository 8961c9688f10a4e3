// Nobody is signed in: of the pages that were kept, and of what was begun and not saved, nothing that can be
// read stays on this phone. What was saved and waits to be sent is in the queue, and stays. So does, where a
// session ran out, what only the same person opens again (js/drafts.js); whoever signs out leaves nothing.

const { offline } = document.querySelector("script[data-offline]").dataset;

const left = new URLSearchParams(location.search).has("left");
const goes = (place) => ["draft key", "kept pages"].includes(place) || (left && place.startsWith("sealed/"));

for (const place of Object.keys(localStorage)) if (goes(place)) localStorage.removeItem(place);

const pages = await globalThis.caches?.open("caseline-pages");
for (const kept of (await pages?.keys()) ?? [])
  if (new URL(kept.url).pathname !== offline) await pages.delete(kept, { ignoreVary: true });
