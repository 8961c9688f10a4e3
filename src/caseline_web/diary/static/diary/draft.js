// Keeps each tap of a longer form on this phone until it is saved, and shows one question at a time.

const form = document.querySelector("#form");
const place = `draft/${form.dataset.draft}`;
const questions = [...form.querySelectorAll("fieldset, label.number")];
const single = form.querySelector("[data-single]");
const told = form.querySelector("output");

function remember() {
  const given = [...new FormData(form)].filter(([name]) => name.includes("."));
  localStorage.setItem(place, JSON.stringify(given));
  show();
}

function restore() {
  for (const [name, value] of JSON.parse(localStorage.getItem(place) ?? "[]")) {
    const field = form.elements[name];
    if (field) field.value = value;
  }
}

const answered = (question) => question.querySelector(":checked") || question.querySelector("input[type=number]")?.value;

function show() {
  const open = questions.find((one) => !answered(one));
  told.value = `${questions.filter(answered).length} / ${questions.length}`;
  for (const one of questions) one.hidden = single.checked && one !== (open ?? questions.at(-1));
}

form.querySelector(".modes").hidden = questions.length < 2;
form.addEventListener("change", remember);
form.addEventListener("submit", () => localStorage.removeItem(place));
restore();
show();
