// Tonight: what is saved goes into the queue first and from there to the clinic, once.

import { flush, put } from "caseline/queue";

const form = document.querySelector("#tonight");
const here = location.pathname;
const worker = document.querySelector("script[data-worker]").dataset.worker;
const told = form?.querySelector("output");

/** A form token of this moment: the page may have been kept on the phone for days. */
async function token() {
  const page = new DOMParser().parseFromString(await (await fetch(`${here}?blank`)).text(), "text/html");
  return page.querySelector("[name=csrfmiddlewaretoken]")?.value;
}

async function send() {
  try {
    const fresh = await token();
    return fresh ? await navigator.locks.request("caseline", () => flush(fresh)) : [];
  } catch {
    return [];
  }
}

async function save(event) {
  event.preventDefault();
  const fields = Object.fromEntries(new FormData(form));
  fields.id ||= crypto.randomUUID();
  fields.entered = new Date().toISOString();
  delete fields.csrfmiddlewaretoken;
  form.elements.id.value = fields.id;
  await put({ id: fields.id, entered: fields.entered, to: here, fields });
  const became = (await send()).find((one) => one.id === fields.id)?.became;
  if (became === "taken") location.assign(form.elements.on ? `${here}?on=${fields.on}` : here);
  else told.value = became === "held" ? told.dataset.held : told.dataset.kept;
}

form?.addEventListener("submit", save);
addEventListener("online", send);

/** Keeps the empty page, so that it opens without network; it shows nothing of a person. */
async function keepPage() {
  await navigator.serviceWorker.register(worker);
  await navigator.serviceWorker.ready;
  await (await caches.open("caseline-1")).add(`${here}?blank`);
}

if ("serviceWorker" in navigator && here.endsWith("/tonight/")) keepPage().catch(() => {});
send();
