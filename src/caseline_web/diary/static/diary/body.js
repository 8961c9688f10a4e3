// Keeps a pain drawing on this phone until it is saved. The queue takes a list that is whole; what was
// drawn goes to the clinic's server first, which says what it suggests.

const form = document.querySelector("#entry");
const place = `draft/${form.dataset.draft}`;
const boxes = [...form.elements.region];
const { none, strokes } = form.elements;
const levels = [...form.querySelectorAll("select[name^=intensity-]")]; // how strong it is in each place
const marked = () => boxes.filter((one) => one.checked).map((one) => one.value);

function restore() {
  const kept = JSON.parse(localStorage.getItem(place));
  if (!kept || strokes.value || marked().length) return; // a page that brings its own, as after "Back to the drawing"
  for (const one of boxes) one.checked = kept.marked.includes(one.value);
  for (const one of levels) one.value = kept.levels[one.name] ?? "";
  strokes.value = kept.strokes;
}

const state = () => JSON.stringify({
  marked: marked(),
  levels: Object.fromEntries(levels.map((one) => [one.name, one.value])),
  strokes: strokes.value,
});
let saved; // what went to the queue is no draft any more

function remember() {
  if (state() !== saved) localStorage.setItem(place, state());
}

function forget() {
  saved = state();
  localStorage.removeItem(place);
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

restore(); // before the picture shows what is marked
for (const one of ["change", "click", "pointerup"]) form.addEventListener(one, remember);
form.addEventListener("change", exclude, true); // before the picture looks
form.addEventListener("kept", forget);
document.addEventListener("submit", submit, true); // before that of the queue
