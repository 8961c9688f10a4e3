// Turns notifications on this phone on and off, and offers the phone's own time zone.

import { program } from "caseline/trusted";

const csrf = document.querySelector("[name=csrfmiddlewaretoken]").value;
const script = document.querySelector("script[data-worker]");

function offerZone() {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const chosen = document.querySelector("#id_zone");
  const offer = document.querySelector("[data-here]");
  if (chosen.value === here || ![...chosen.options].some((one) => one.value === here)) return;
  offer.querySelector("span").textContent = here.replaceAll("_", " ");
  offer.hidden = false;
  offer.querySelector("button").addEventListener("click", () => {
    chosen.value = here;
    offer.hidden = true;
  });
}

const post = (to, fields) =>
  fetch(to, { method: "POST", headers: { "X-CSRFToken": csrf }, body: new URLSearchParams(fields) });

function bytes(text) {
  const padded = text.replaceAll("-", "+").replaceAll("_", "/").padEnd(Math.ceil(text.length / 4) * 4, "=");
  return Uint8Array.from(atob(padded), (one) => one.charCodeAt(0));
}

// The worker's pages are elsewhere, so that `navigator.serviceWorker.ready` would wait for ever here.
function active(worker) {
  const coming = worker.installing ?? worker.waiting;
  if (worker.active || !coming) return Promise.resolve();
  return new Promise((done) => {
    coming.addEventListener("statechange", () => coming.state === "activated" && done());
  });
}

async function offerPush(section) {
  const worker = await navigator.serviceWorker.register(program(script.dataset.worker));
  const [on, off, told] = ["[data-on]", "[data-off]", "output"].map((one) => section.querySelector(one));

  async function show() {
    const there = await worker.pushManager.getSubscription();
    on.hidden = Boolean(there);
    off.hidden = !there;
    told.value = there ? told.dataset.isOn : told.dataset.isOff;
  }

  on.addEventListener("click", async () => {
    try {
      await active(worker);
      const made = await worker.pushManager.subscribe({
        userVisibleOnly: true,
        applicationServerKey: bytes(section.dataset.push),
      });
      const { endpoint, keys } = made.toJSON();
      const answer = await post(section.dataset.to, { endpoint, ...keys });
      if (!answer.ok) throw await made.unsubscribe();
      await show();
    } catch {
      told.value = told.dataset.denied;
    }
  });
  off.addEventListener("click", async () => {
    const there = await worker.pushManager.getSubscription();
    await post(section.dataset.to, { on: "no", endpoint: there.endpoint });
    await there.unsubscribe();
    await show();
  });
  section.hidden = false;
  await show();
}

offerZone();
const section = document.querySelector("[data-push]");
if (section && "serviceWorker" in navigator && "PushManager" in window) offerPush(section).catch(() => {});
