// The course chart that answers to the pointer and to the arrow keys. Vega's expressions are
// interpreted, never made into code, so the page's policy allows no evaluation. Without this
// module the picture stands there.

import { expressionInterpreter } from "vega-interpreter";
import { nearest } from "caseline/days";

const FACES = ["12px", "600 12px", "italic 12px"]; // a canvas draws only with what was loaded
const DARK = matchMedia("(prefers-color-scheme: dark)");
const STEPS = { ArrowLeft: -1, ArrowRight: 1, PageUp: -7, PageDown: 7, Home: -Infinity, End: Infinity };

class CourseChart extends HTMLElement {
  #days = [];
  #place = 0;

  connectedCallback() {
    DARK.addEventListener("change", () => this.#load());
    this.#load();
  }

  async #load() {
    const narrow = matchMedia("(max-width: 34rem)").matches;
    const answer = await fetch(this.dataset[(narrow ? "narrow" : "wide") + (DARK.matches ? "Dark" : "")]);
    if (!answer.ok || !globalThis.vega) return;
    const { spec, days } = await answer.json();
    await Promise.all(FACES.map((face) => document.fonts.load(`${face} "Caseline Sans"`)));
    this.#days = days;
    this.#place = days.length - 1;
    await this.#draw(spec);
    if (days.length) this.#listen();
  }

  async #draw(spec) {
    const { View, parse } = globalThis.vega;
    const sheet = document.createElement("div");
    this.view = new View(parse(spec, null, { ast: true }), { expr: expressionInterpreter, renderer: "canvas" });
    await this.view.initialize(sheet).runAsync();
    this.scale = this.view.scale("concat_0_x");
    this.width = parseFloat(sheet.querySelector("canvas").style.width);
    this.rule = Object.assign(document.createElement("div"), { className: "rule", hidden: true });
    this.told = Object.assign(document.createElement("output"), { className: "reading" });
    sheet.className = "plotted";
    sheet.append(this.rule);
    const picture = this.querySelector("picture");
    picture.className = "unseen"; // its words are those of the chart
    this.replaceChildren(picture, sheet, this.told, this.querySelector(".printed"));
    this.sheet = sheet;
  }

  #listen() {
    const { sheet } = this;
    sheet.tabIndex = 0;
    sheet.setAttribute("role", "slider");
    sheet.setAttribute("aria-label", this.dataset.label);
    sheet.setAttribute("aria-valuemin", 1);
    sheet.setAttribute("aria-valuemax", this.#days.length);
    sheet.addEventListener("pointermove", (event) => this.#show(nearest(this.#days, this.#time(event))));
    sheet.addEventListener("focus", () => this.#show(this.#place));
    sheet.addEventListener("keydown", (event) => {
      if (!(event.key in STEPS)) return;
      event.preventDefault();
      this.#show(this.#place + STEPS[event.key]);
    });
    this.#show(this.#place, true);
  }

  /** The time under the pointer; the sheet may be shown smaller than it was drawn. */
  #time(event) {
    const box = this.sheet.getBoundingClientRect();
    return +this.scale.invert(((event.clientX - box.left) * this.width) / box.width);
  }

  #show(place, quiet = false) {
    this.#place = Math.min(Math.max(place, 0), this.#days.length - 1);
    const day = this.#days[this.#place];
    this.rule.hidden = quiet;
    this.rule.style.left = `${(100 * this.scale(day.at)) / this.width}%`;
    this.told.textContent = day.text;
    this.sheet.setAttribute("aria-valuenow", this.#place + 1);
    this.sheet.setAttribute("aria-valuetext", day.text);
  }
}

customElements.define("course-chart", CourseChart);
