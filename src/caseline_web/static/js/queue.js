// What was entered without network waits here, in the phone's own database, until it is taken.

const NAME = "caseline", STORE = "waiting";

function opened() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "id" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function inside(mode, work) {
  const base = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const change = base.transaction(STORE, mode);
      const asked = work(change.objectStore(STORE));
      change.oncomplete = () => resolve(asked.result);
      change.onerror = change.onabort = () => reject(change.error);
    });
  } finally {
    base.close();
  }
}

export const put = (entry) => inside("readwrite", (store) => store.put(entry));
export const drop = (id) => inside("readwrite", (store) => store.delete(id));
export const waiting = async () =>
  (await inside("readonly", (store) => store.getAll())).sort((a, b) => a.entered.localeCompare(b.entered));

/** What the answer to a sending means for the entry: gone, kept for later, or held by the clinic. */
export const meaning = (status) =>
  status === 200 || status === 201 ? "taken" : status === 422 || status === 409 || status === 400 ? "held" : "later";

/** Sends what waits, the oldest first; stops where there is no network. Gives what became of each. */
export async function flush(token) {
  const told = [];
  for (const entry of await waiting()) {
    let answer;
    try {
      answer = await fetch(entry.to, {
        method: "POST",
        headers: { Accept: "application/json", "X-CSRFToken": token },
        body: new URLSearchParams(entry.fields),
        redirect: "manual",
      });
    } catch {
      break;
    }
    const became = meaning(answer.status);
    if (became === "later") break;
    await drop(entry.id);
    told.push({ id: entry.id, became });
  }
  return told;
}
