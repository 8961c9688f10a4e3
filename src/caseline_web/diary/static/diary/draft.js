// Keeps each tap of a longer form on this phone until it is saved, and shows one question at a time.

import { forget, keep, kept } from "caseline/drafts";

const form = document.querySelector("#form");
const place = form.dataset.draft;
const questions = [...form.querySelectorAll("fieldset, label.number")];
const single = form.querySelector("[data-single]");
const [back, next] = form.querySelectorAll("[data-step]");
const count = form.querySelector(".count");
let at = 0;

const answered = (question) => Boolean(question.querySelector(":checked") ?? question.querySelector("input[type=number]")?.value);

function remember() {
  const given = [...new FormData(form)].filter(([name]) => name.includes("."));
  keep(place, { given, at });
  localStorage.setItem("one question at a time", single.checked);
}

async function restore() {
  const before = (await kept(place)) ?? { given: [], at: 0 };
  for (const [name, value] of before.given) if (form.elements[name]?.value === "") form.elements[name].value = value;
  at = Math.min(before.at, questions.length - 1);
  single.checked = localStorage.getItem("one question at a time") === "true";
}

function show() {
  const last = at === questions.length - 1;
  questions.forEach((one, n) => { one.hidden = single.checked && n !== at; });
  for (const one of form.querySelectorAll("[data-last]")) one.hidden = single.checked && !last;
  back.hidden = !single.checked;
  next.hidden = !single.checked || last; // Save stands in its place
  back.disabled = at === 0;
  count.value = single.checked
    ? `${at + 1} / ${questions.length}`
    : `${questions.filter(answered).length} / ${questions.length}`;
}

function step(by) {
  at = Math.max(0, Math.min(questions.length - 1, at + by));
  remember();
  show();
  (questions[at].querySelector(":checked") ?? questions[at].querySelector("input")).focus({ preventScroll: true });
  questions[at].scrollIntoView({ block: "center" });
}

back.addEventListener("click", () => step(-1));
next.addEventListener("click", () => step(1));
form.addEventListener("change", () => { remember(); show(); });
form.addEventListener("click", ({ target, detail }) => {
  if (single.checked && detail && target.type === "radio" && at < questions.length - 1) step(1); // a tap, not a key
});
form.addEventListener("kept", () => forget(place));
form.querySelector(".modes").hidden = questions.length < 2;
await restore();
show();
form.dispatchEvent(new Event("restored"));
