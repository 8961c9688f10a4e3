// A body to tap or to draw on. It works on the markup inside it: 19 check boxes are the answer,
// the picture shows them, and strokes are sent along as they were drawn.

import { paint } from "caseline/ink";
import { begin, extend, parse, place, plain } from "caseline/strokes";

const ZOOMS = ["1", "1.5", "2", "3"];

export class PainDrawing extends HTMLElement {
  connectedCallback() {
    this.strokes = parse(this.dataset.strokes);
    this.done = []; // what undo takes back, the last thing last
    this.boxes = [...this.querySelectorAll("input[name=region]")];
    this.sheets = this.querySelector(".sheets");
    this.count = this.closest("form").querySelector("[data-count]");
    this.addEventListener("change", (event) => this.changed(event));
    this.addEventListener("click", (event) => this.clicked(event));
    for (const canvas of this.querySelectorAll("canvas")) this.listen(canvas);
    new ResizeObserver(() => this.show()).observe(this.sheets);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.show());
    const tools = this.querySelector(".tools");
    if (tools) tools.hidden = false;
    this.show();
  }

  get tool() {
    return this.querySelector("input[name=tool]:checked")?.value ?? "tap";
  }

  changed({ target }) {
    if (target.name === "region") this.done.push({ box: target });
    this.show();
  }

  clicked({ target }) {
    const region = target.closest("[data-region]")?.dataset.region;
    if (region) this.boxes.find((box) => box.value === region).click();
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

  zoom(step) {
    const at = ZOOMS.indexOf(this.sheets.dataset.zoom) + step;
    this.sheets.dataset.zoom = ZOOMS[Math.min(Math.max(at, 0), ZOOMS.length - 1)];
  }

  /** Draws with one finger, pen or mouse; a second finger ends the stroke, so that two may zoom. */
  listen(canvas) {
    const view = canvas.dataset.view;
    let stroke = null;
    canvas.addEventListener("pointerdown", (event) => {
      if (!event.isPrimary || event.button) return this.drop(view, stroke);
      canvas.setPointerCapture(event.pointerId);
      stroke = begin(this.tool, this.at(canvas, event));
      this.strokes[view].push(stroke);
      this.show();
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!stroke || !event.isPrimary) return;
      const moves = event.getCoalescedEvents?.() ?? [];
      for (const one of moves.length ? moves : [event]) extend(stroke, this.at(canvas, one));
      this.show();
    });
    canvas.addEventListener("pointerup", () => {
      if (stroke && this.strokes[view].includes(stroke)) this.done.push({ view });
      stroke = null;
      this.show();
    });
    canvas.addEventListener("pointercancel", () => {
      this.drop(view, stroke);
      stroke = null;
    });
  }

  drop(view, stroke) {
    this.strokes[view] = this.strokes[view].filter((one) => one !== stroke);
    this.show();
  }

  at(canvas, pointer) {
    return place(pointer, canvas.getBoundingClientRect(), this.size(canvas.dataset.view));
  }

  size(view) {
    const { width, height } = this.querySelector(`svg[data-view=${view}]`).viewBox.baseVal;
    return [width, height];
  }

  /** Brings the picture, the count and what will be sent up to date. */
  show() {
    const on = new Set(this.boxes.filter((box) => box.checked).map((box) => box.value));
    for (const path of this.querySelectorAll("[data-region]"))
      path.toggleAttribute("data-on", on.has(path.dataset.region));
    this.dataset.tool = this.tool;
    this.dataset.side = this.querySelector("input[name=side]:checked")?.value ?? "";
    this.count.textContent = this.count.dataset.count.replace("{n}", on.size);
    const colour = getComputedStyle(this).getPropertyValue("--accent");
    for (const canvas of this.querySelectorAll("canvas"))
      paint(canvas, this.strokes[canvas.dataset.view], this.size(canvas.dataset.view), colour);
    const field = this.querySelector("input[name=strokes]");
    if (field) field.value = JSON.stringify(this.strokes, (key, value) =>
      key === "front" || key === "back" ? value.map(plain) : value);
  }
}
