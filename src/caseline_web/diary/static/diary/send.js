// Every Save goes into the queue on this phone first, and from there to the clinic, once.

import { deliver, evening } from "caseline/delivery";
import { drop, put, waiting } from "caseline/queue";
import { program } from "caseline/trusted";

const { zone, worker, keep, key } = document.body.dataset;
const line = document.querySelector("#waiting");
const care = document.querySelector("#care");
const local = document.querySelector("#local");
const FRAME = document.body.dataset.frame.split(" "); // fields of every form, which alone are no answer
const isFrame = (name) => FRAME.some((one) => (one.endsWith("-") ? name.startsWith(one) : name === one));
const PATIENCE = 20_000; // milliseconds for an answer, on a poor network
const PAUSE = 30_000; // milliseconds until what waits is sent again, from a page that stands open

const reader = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang; // 29 November, 20:14

const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
const TOKEN = /name="csrfmiddlewaretoken" value="(\w+)"/; // as our own pages write it

/** With what this phone's clock shows as it sends, so that the clinic need not believe the clock. */
const stamped = (fields) => [...fields, ["sending", new Date().toISOString()]];

async function sent(entry, proof) {
  const answer = await fetch(entry.to, {
    method: "POST",
    headers: { Accept: "application/json", "X-CSRFToken": proof },
    body: new URLSearchParams(stamped(entry.fields)),
    redirect: "manual",
    signal: AbortSignal.timeout(PATIENCE),
  });
  const told = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
  return { status: answer.status, told };
}

/** Sends one entry; a page that was kept for days needs a proof of today that it is ours. */
async function post(entry) {
  const answer = await sent(entry, token());
  if (answer.status !== 403) return answer;
  const page = await (await fetch(`${location.pathname}?blank`)).text();
  return sent(entry, page.match(TOKEN)?.[1] ?? "");
}

/** Sends what waits, in one tab at a time. */
async function flush() {
  const all = await navigator.locks.request("caseline", async () => deliver(await waiting(), post, drop));
  const left = await waiting();
  tell(all, left);
  clearTimeout(next);
  if (left.length) next = setTimeout(again, PAUSE); // a network that is back does not always say so
  return all;
}

let next, why = ""; // it does not go out by itself
const again = () => flush().catch(() => {});

/** Says what still waits on this phone, and why. */
function tell(all, left) {
  if (all.some((one) => one.told.next?.includes("&care"))) care.hidden = false; // delivered late, and heavy all the same
  const has = (became) => all.some((one) => one.became === became);
  const { one, many, signin, stuck } = line.dataset;
  why = has("signed out") ? signin : has("stuck") ? stuck : "";
  line.hidden = !left.length;
  line.firstElementChild.textContent = `${left.length === 1 ? one : many.replace("{n}", left.length)} ${why}`;
  line.querySelector("a").hidden = !has("signed out");
  if (local) local.replaceChildren(...left.filter(mine).map(item));
}

/** Whether an entry belongs to the person whose page this is: two may share a phone. */
const mine = ({ to, whose }) => to.startsWith(new URL("..", location.href).pathname) || whose === local.dataset.whose;

function item({ entered, said = [] }) {
  const shown = document.createElement("li");
  const at = new Date(entered).toLocaleString(reader, { dateStyle: "medium", timeStyle: "short" });
  shown.textContent = [at, ...said].join("; ");
  return shown;
}

/** What was answered, as it was read. */
function inWords(form, button) {
  const all = [...form.elements].filter((one) => one.name && one.labels?.length && (/radio|checkbox/.test(one.type) ? one.checked : one.value));
  const said = all.map((one) => {
    const [label] = one.labels, asked = one.closest("fieldset")?.querySelector("legend") ?? label.querySelector("span");
    return [asked?.textContent, one.checked ? label.textContent.trim() : one.value].join(": ");
  });
  return button?.name ? [...said, button.textContent] : said;
}

function entryOf(form, button) {
  const entered = new Date().toISOString();
  const fields = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken" && name !== "entered");
  if (button?.name) fields.push([button.name, button.value]);
  fields.push(["entered", entered]);
  return { id: form.elements.id.value, entered, to: location.pathname, whose: form.dataset.whose, fields, said: inWords(form, button) };
}

const isEmpty = (entry) => entry.fields.every(([name, value]) => isFrame(name) || !value.trim());

const busy = new WeakSet(); // forms whose Save is not answered yet: a second tap is the same Save

async function save(event) {
  event.preventDefault();
  const form = event.target;
  if (busy.has(form)) return;
  busy.add(form);
  await saved(form, event.submitter).finally(() => busy.delete(form));
}

async function saved(form, button) {
  const output = outputOf(form), { empty, kept, held, saved: said } = form.dataset;
  const entry = entryOf(form, button);
  if (isEmpty(entry)) return void (output.value = empty);
  try {
    await put(entry);
  } catch {
    return straight(entry); // no database here, as in some private windows
  }
  form.dispatchEvent(new Event("kept"));
  const mine = (await flush().catch(() => [])).find((one) => one.id === entry.id) ?? (await elsewhere(entry));
  if (mine?.told.next) return location.assign(mine.told.next);
  if (mine?.became === "taken") return form.replaceChildren(said.replace("{at}", mine.told.at ?? ""));
  output.value = mine?.became === "held" ? held : why || kept.replace("{at}", clock());
}

const outputOf = (form) => form.querySelector("output:not(.count)");

const clock = () => new Date().toLocaleTimeString(reader, { hour: "2-digit", minute: "2-digit" });

/** Another tab may have sent it meanwhile. */
async function elsewhere(entry) {
  const left = await waiting();
  return left.some((one) => one.id === entry.id) ? null : { became: "taken", told: { next: location.pathname } };
}

function straight(entry) {
  const form = Object.assign(document.createElement("form"), { method: "post", action: entry.to, hidden: true });
  for (const [name, value] of [...stamped(entry.fields), ["csrfmiddlewaretoken", token()]])
    form.append(Object.assign(document.createElement("input"), { name, value, type: "hidden" }));
  document.body.append(form);
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
  form.addEventListener("change", () => { renew(); mark(form); outputOf(form).value = ""; });
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
  const due = [...document.querySelectorAll("a[data-keep]")].flatMap((one) => [one.pathname, one.dataset.keep]);
  const pages = [...keep.split(" "), ...due.filter(Boolean)];
  const { active } = await navigator.serviceWorker.register(program(worker)).then(() => navigator.serviceWorker.ready);
  const now = [evening(new Date(), zone), document.documentElement.lang, active.scriptURL, ...pages].join(" ");
  if (localStorage.getItem("kept pages") === now) return;
  active.postMessage({ keep: pages });
  localStorage.setItem("kept pages", now);
  await navigator.storage?.persist?.();
}

try {
  if (key) localStorage.setItem("draft key", key); // for js/drafts.js, on pages that were kept too
} catch {} // no room: the queue works without it

if (globalThis.indexedDB && crypto.randomUUID && navigator.locks) {
  for (const form of document.querySelectorAll("form[data-queue]")) follow(form);
  const tonight = document.querySelector("form[data-evening]");
  if (tonight) turnTo(tonight);
  addEventListener("online", again);
  addEventListener("visibilitychange", () => document.hidden || again());
  addEventListener("pageshow", (event) => event.persisted && again());
  again();
  if (keep && navigator.serviceWorker) keepPages().catch(() => {});
}
