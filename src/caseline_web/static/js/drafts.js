// What was begun and not saved stays on this phone, encrypted with a key that the clinic gives to whoever is
// signed in. The key goes with the session; the same person gets it again, and nobody else reads what is left.

const KEY = "draft key", FOLDER = "sealed/";
const NONCE = 12; // bytes, as AES-GCM has them
const bytes = (told) => Uint8Array.from(atob(told), (one) => one.charCodeAt(0));
const told = (all) => btoa(Array.from(all, (one) => String.fromCharCode(one)).join("")); // a drawing is too long to be spread

const key = () =>
  crypto.subtle.importKey("raw", bytes(localStorage.getItem(KEY)), "AES-GCM", false, ["encrypt", "decrypt"]);

let last = Promise.resolve(); // the newest is written last

/** Keeps a value at a place. */
export const keep = (place, value) => (last = last.then(() => write(place, value)).catch(() => {}));

async function write(place, value) {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key(), new TextEncoder().encode(JSON.stringify(value)));
  localStorage.setItem(FOLDER + place, told([...iv, ...new Uint8Array(sealed)]));
}

/** What is kept at a place; null where there is nothing, or it is somebody else's. */
export async function kept(place) {
  try {
    const all = bytes(localStorage.getItem(FOLDER + place) ?? "");
    const open = await crypto.subtle.decrypt({ name: "AES-GCM", iv: all.slice(0, NONCE) }, await key(), all.slice(NONCE));
    return JSON.parse(new TextDecoder().decode(open));
  } catch {
    return null;
  }
}

export const forget = (place) => (last = last.then(() => localStorage.removeItem(FOLDER + place)));
