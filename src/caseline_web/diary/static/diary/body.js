// Keeps a pain drawing on this phone until it is saved. The queue takes a list that is whole; what was
// drawn goes to the clinic's server first, which says what it suggests.

import { forget, keep, kept } from "caseline/drafts";

const form = document.querySelector("#entry");
const place = form.dataset.draft;
const boxes = [...form.elements.region];
const { none, strokes } = form.elements;
const levels = [...form.querySelectorAll("select[name^=intensity-]")]; // how strong it is in each place
const marked = () => boxes.filter((one) => one.checked).map((one) => one.value);

async function restore() {
  const before = await kept(place);
  if (!before || strokes.value || marked().length) return; // a page that brings its own, as after "Back to the drawing"
  for (const one of boxes) one.checked = before.marked.includes(one.value);
  for (const one of levels) one.value = before.levels[one.name] ?? "";
  strokes.value = before.strokes;
}

const state = () => ({
  marked: marked(),
  levels: Object.fromEntries(levels.map((one) => [one.name, one.value])),
  strokes: strokes.value,
});
const told = () => JSON.stringify(state());
let saved; // what went to the queue is no draft any more

function remember() {
  if (told() !== saved) keep(place, state());
}

function drop() {
  saved = told();
  forget(place);
}

/** Either a place hurts or none does. */
function exclude({ target }) {
  if (target === none) for (const one of boxes) one.checked = false;
  if (target.name === "region" && none) none.checked = false;
}

function submit(event) {
  if (event.target !== form) return;
  const act = event.submitter?.value;
  if (act === "confirm" || (act === "save" && !strokes.value)) return; // to the queue
  event.stopImmediatePropagation();
  if (navigator.onLine) return;
  event.preventDefault();
  form.querySelector("output:not(.count)").value = form.dataset.later;
}

for (const one of ["change", "click", "pointerup"]) form.addEventListener(one, remember);
form.addEventListener("change", exclude, true); // before the picture looks
form.addEventListener("kept", drop);
document.addEventListener("submit", submit, true); // before that of the queue

await restore();
await import("caseline/elements/index"); // the picture shows what is marked by then
