// Every Save goes into the queue on this phone first, and from there to the clinic, once.

import { deliver, evening } from "caseline/delivery";
import { drop, put, waiting } from "caseline/queue";

const { zone, worker, keep } = document.body.dataset;
const line = document.querySelector("#waiting");
const local = document.querySelector("#local");
const FRAME = ["id", "entered", "on", "asked_in", "what"];
const PATIENCE = 20_000; // milliseconds for an answer, on a poor network

const reader = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang; // 29 November, 20:14

const token = (page) => page.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

async function sent(entry, proof) {
  const answer = await fetch(entry.to, {
    method: "POST",
    headers: { Accept: "application/json", "X-CSRFToken": proof },
    body: new URLSearchParams(entry.fields),
    redirect: "manual",
    signal: AbortSignal.timeout(PATIENCE),
  });
  const told = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
  return { status: answer.status, told };
}

/** Sends one entry; a page that was kept for days needs a proof of today that it is ours. */
async function post(entry) {
  const answer = await sent(entry, token(document));
  if (answer.status !== 403) return answer;
  const page = await (await fetch(`${location.pathname}?blank`)).text();
  return sent(entry, token(new DOMParser().parseFromString(page, "text/html")));
}

/** Sends what waits, in one tab at a time. */
async function flush() {
  const all = await navigator.locks.request("caseline", async () => deliver(await waiting(), post, drop));
  await tell(all);
  return all;
}

/** Says what still waits on this phone, and why. */
async function tell(all) {
  const left = await waiting();
  const has = (became) => all.some((one) => one.became === became);
  const { one, many, signin, stuck } = line.dataset;
  line.hidden = !left.length;
  line.firstElementChild.textContent = [
    left.length === 1 ? one : many.replace("{n}", left.length),
    has("signed out") ? signin : has("stuck") ? stuck : "",
  ].join(" ");
  line.querySelector("a").hidden = !has("signed out");
  if (local) local.replaceChildren(...left.map(item));
}

function item(entry) {
  const shown = document.createElement("li");
  const given = Object.entries(entry.fields).filter(([name]) => !FRAME.includes(name));
  const at = new Date(entry.entered).toLocaleString(reader);
  shown.textContent = `${at}: ${given.map(([name, value]) => `${name} ${value}`).join(", ")}`;
  return shown;
}

function entryOf(form, button) {
  const fields = Object.fromEntries(new FormData(form));
  if (button?.name) fields[button.name] = button.value;
  delete fields.csrfmiddlewaretoken;
  fields.entered = new Date().toISOString();
  return { id: fields.id, entered: fields.entered, to: location.pathname, fields };
}

const isEmpty = (entry) => Object.entries(entry.fields).every(([name, value]) => FRAME.includes(name) || !value.trim());

const busy = new WeakSet(); // forms whose Save is not answered yet: a second tap is the same Save

async function save(event) {
  event.preventDefault();
  const form = event.target;
  if (busy.has(form)) return;
  busy.add(form);
  await saved(form, event.submitter).finally(() => busy.delete(form));
}

async function saved(form, button) {
  const output = form.querySelector("output:not(.count)"), { empty, kept, held, saved: said } = form.dataset;
  const entry = entryOf(form, button);
  if (isEmpty(entry)) return void (output.value = empty);
  try {
    await put(entry);
  } catch {
    return straight(form, entry); // no database here, as in some private windows
  }
  form.dispatchEvent(new Event("kept"));
  const mine = (await flush().catch(() => [])).find((one) => one.id === entry.id) ?? (await elsewhere(entry));
  if (mine?.told.next) return location.assign(mine.told.next);
  if (mine?.became === "taken") return form.replaceChildren(said.replace("{at}", mine.told.at ?? ""));
  output.value = mine?.became === "held" ? held : kept.replace("{at}", clock());
}

const clock = () => new Date().toLocaleTimeString(reader, { hour: "2-digit", minute: "2-digit" });

/** Another tab may have sent it meanwhile. */
async function elsewhere(entry) {
  const left = await waiting();
  return left.some((one) => one.id === entry.id) ? null : { became: "taken", told: { next: location.pathname } };
}

function straight(form, entry) {
  for (const [name, value] of Object.entries(entry.fields)) {
    const field = form.elements[name] ?? form.appendChild(Object.assign(document.createElement("input"), { name, type: "hidden" }));
    field.value = value;
  }
  form.submit();
}

/** Shows on a page that was kept which evening it asks about; leaves one that stood open overnight. */
function turnTo(form) {
  const begun = evening(new Date(), zone);
  const told = new URLSearchParams(location.search).get("on") ?? begun;
  if (form.elements.on.value === "") {
    form.elements.on.value = told;
    const spelled = new Intl.DateTimeFormat(reader, { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
    document.querySelector("h1").textContent = spelled.format(new Date(told));
  }
  addEventListener("visibilitychange", () => {
    if (!document.hidden && evening(new Date(), zone) !== begun && !form.querySelector(":checked")) location.replace(location.pathname);
  });
}

function follow(form) {
  const renew = () => { form.elements.id.value = crypto.randomUUID(); }; // other answers are another entry
  if (!form.elements.id.value) renew();
  form.addEventListener("change", () => { renew(); mark(form); });
  form.addEventListener("restored", () => mark(form));
  form.addEventListener("submit", save);
  form.addEventListener("click", ({ target }) => {
    if (!target.matches("[data-clear]")) return;
    for (const field of target.closest("fieldset").querySelectorAll("input")) field.checked = false;
    target.closest("fieldset").querySelector("input").focus();
    form.dispatchEvent(new Event("change", { bubbles: true }));
  });
  mark(form);
}

/** A question that has an answer can be left open again. */
function mark(form) {
  for (const one of form.querySelectorAll("[data-clear]")) one.hidden = !one.closest("fieldset").querySelector(":checked");
}

/** Has the worker keep the empty pages, once an evening: they hold nothing of a person. */
async function keepPages() {
  const pages = [...keep.split(" "), ...[...document.querySelectorAll("a[data-keep]")].map((one) => one.pathname)];
  const { active } = await navigator.serviceWorker.register(worker).then(() => navigator.serviceWorker.ready);
  const now = [evening(new Date(), zone), document.documentElement.lang, active.scriptURL, ...pages].join(" ");
  if (localStorage.getItem("kept pages") === now) return;
  active.postMessage({ keep: pages });
  localStorage.setItem("kept pages", now);
  await navigator.storage?.persist?.();
}

if (globalThis.indexedDB && crypto.randomUUID && navigator.locks) {
  for (const form of document.querySelectorAll("form[data-queue]")) follow(form);
  const tonight = document.querySelector("form[data-evening]");
  if (tonight) turnTo(tonight);
  const again = () => flush().catch(() => {});
  addEventListener("online", again);
  addEventListener("pageshow", (event) => event.persisted && again());
  again();
  if (keep && navigator.serviceWorker) keepPages().catch(() => {});
}
