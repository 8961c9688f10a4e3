// What was entered waits here, in the phone's own database, until the clinic has it.

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
      const change = base.transaction(STORE, mode, { durability: "strict" });
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
