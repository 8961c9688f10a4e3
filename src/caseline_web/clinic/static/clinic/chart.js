// The course chart that answers to the pointer. Vega's expressions are interpreted, never made into
// code, so the page's policy allows no evaluation. Without this module the picture stands there.

import { expressionInterpreter } from "vega-interpreter";

class CourseChart extends HTMLElement {
  async connectedCallback() {
    const answer = await fetch(this.dataset.spec);
    if (!answer.ok || !globalThis.vega) return;
    const spec = await answer.json();
    const { View, parse } = globalThis.vega;
    const place = document.createElement("div");
    const view = new View(parse(spec, null, { ast: true }), { expr: expressionInterpreter, renderer: "canvas", hover: true });
    await view.initialize(place).runAsync();
    this.replaceChildren(place, this.alternative());
  }

  /** What a screen reader is told: the same words as beside the picture. */
  alternative() {
    const told = document.createElement("p");
    told.className = "unseen";
    told.textContent = this.querySelector("img").alt;
    return told;
  }
}

customElements.define("course-chart", CourseChart);
