// A body to tap or to draw on. It works on the markup inside it: 19 check boxes are the answer,
// the picture shows them, and strokes are sent along as they were drawn.

import { paint } from "caseline/ink";
import { follow, nearest } from "caseline/pen";
import { begin, changes, extend, parse, place, pressure, text } from "caseline/strokes";

const ZOOMS = ["1", "1.5", "2", "3"];

export class PainDrawing extends HTMLElement {
  connectedCallback() {
    const form = this.closest("form");
    this.field = form.elements.strokes;
    this.last = form.elements.last?.value.split(" ").filter(Boolean);
    this.strokes = parse(this.field.value);
    this.boxes = [...this.querySelectorAll("input[name=region]")];
    // What undo takes back, the last thing last; what was ticked and drawn before this page too.
    this.done = [
      ...this.boxes.filter((box) => box.checked).map((box) => ({ box })),
      ...Object.entries(this.strokes).flatMap(([view, drawn]) => drawn.map(() => ({ view }))),
    ];
    this.sheets = this.querySelector(".sheets");
    this.count = this.querySelector("[data-count]");
    this.intensity = this.querySelector("[data-intensity]");
    this.addEventListener("change", (event) => this.changed(event));
    this.addEventListener("click", (event) => this.clicked(event));
    for (const canvas of this.querySelectorAll("canvas")) this.listen(canvas);
    new ResizeObserver(() => this.show()).observe(this.sheets);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.show());
    for (const one of this.querySelectorAll("[hidden]")) one.hidden = false;
    this.show();
  }

  chosen(name) {
    return this.querySelector(`input[name=${name}]:checked`)?.value;
  }

  changed({ target }) {
    if (target.name === "region") this.done.push({ box: target });
    this.show();
  }

  clicked({ target, clientX, clientY }) {
    const at = (x, y) => document.elementFromPoint(x, y)?.closest("[data-region]");
    const meant = target.closest("[data-region]") ?? (target.closest("svg") && nearest(clientX, clientY, at));
    if (meant) this.boxes.find((box) => box.value === meant.dataset.region).click();
    const act = target.closest("[data-do]")?.dataset.do;
    if (act === "undo") this.undo();
    if (act === "larger" || act === "smaller") this.zoom(act === "larger" ? 1 : -1);
  }

  undo() {
    const last = this.done.pop();
    if (last?.box) last.box.checked = !last.box.checked;
    if (last?.view) this.strokes[last.view].pop();
    this.show();
  }

  /** Shows the sheets larger or smaller, with the same place in the middle. */
  zoom(step) {
    const box = this.sheets;
    const across = (box.scrollLeft + box.clientWidth / 2) / box.scrollWidth;
    const down = (box.scrollTop + box.clientHeight / 2) / box.scrollHeight;
    const at = ZOOMS.indexOf(box.dataset.zoom) + step;
    box.dataset.zoom = ZOOMS[Math.min(Math.max(at, 0), ZOOMS.length - 1)];
    box.scrollLeft = across * box.scrollWidth - box.clientWidth / 2;
    box.scrollTop = down * box.scrollHeight - box.clientHeight / 2;
  }

  listen(canvas) {
    const { view } = canvas.dataset;
    const drawn = this.strokes[view];
    follow(canvas, {
      down: (event) => {
        const more = { pressed: pressure(event), intensity: this.intensity?.value };
        drawn.push(begin(this.chosen("tool"), this.at(canvas, event), more));
        this.paint(canvas);
      },
      move: (events) => {
        for (const event of events)
          extend(drawn.at(-1), this.at(canvas, event), pressure(event));
        this.paint(canvas);
      },
      up: () => {
        this.done.push({ view });
        this.show();
      },
      drop: () => {
        drawn.pop();
        this.show();
      },
    });
  }

  at(canvas, pointer) {
    return place(pointer, canvas.getBoundingClientRect(), this.size(canvas));
  }

  size({ dataset }) {
    const { width, height } = this.querySelector(`svg[data-view=${dataset.view}]`).viewBox.baseVal;
    return [width, height];
  }

  paint(canvas) {
    const colour = getComputedStyle(this).getPropertyValue("--accent");
    paint(canvas, this.strokes[canvas.dataset.view], this.size(canvas), colour);
  }

  /** Brings the picture, the count and what will be sent up to date. */
  show() {
    const on = this.boxes.filter((box) => box.checked).map((box) => box.value);
    for (const path of this.querySelectorAll("[data-region]"))
      path.toggleAttribute("data-on", on.includes(path.dataset.region));
    this.dataset.tool = this.chosen("tool") ?? "tap";
    this.dataset.side = this.chosen("side") ?? "";
    this.field.value = text(this.strokes);
    this.count.textContent = this.counted(on);
    for (const canvas of this.querySelectorAll("canvas")) this.paint(canvas);
  }

  counted(on) {
    const { count, changed } = this.count.dataset;
    const said = count.replace("{n}", on.length);
    if (!this.last) return said;
    return `${said}, ${changed.replace("{n}", changes(on, this.last))}`;
  }
}
