// Strokes as plain data: expectations worked out by hand.

import assert from "node:assert/strict";
import test from "node:test";
import * as strokes from "../../src/caseline_web/static/js/strokes.js";

const BOX = { left: 10, top: 20, width: 100, height: 240 };
const SHEET = [200, 480];
const at = (clientX, clientY) => strokes.place({ clientX, clientY }, BOX, SHEET);

test("no text is no strokes on either side", () => {
  assert.deepEqual(strokes.parse(""), { front: [], back: [] });
});

test("a side that the text leaves out has no strokes", () => {
  assert.deepEqual(strokes.parse('{"back":[[[1,2]]]}'), { front: [], back: [[[1, 2]]] });
});

test("no strokes are no text", () => {
  assert.equal(strokes.text({ front: [], back: [] }), "");
});

test("a stroke of the pen is sent as its points alone, and others with what they are", () => {
  const pen = strokes.begin("pen", [1, 2]);
  const area = strokes.begin("area", [3, 4]);
  const eraser = strokes.begin("eraser", [5, 6]);
  assert.deepEqual(JSON.parse(strokes.text({ front: [pen, area], back: [eraser] })), {
    front: [[[1, 2]], { points: [[3, 4]], filled: true }],
    back: [{ points: [[5, 6]], eraser: true, width: 14 }],
  });
});

test("a pen tells how hard it presses, to a hundredth, and fingers and mice do not", () => {
  assert.equal(strokes.pressure({ pointerType: "pen", pressure: 0.4567 }), 0.46);
  assert.equal(strokes.pressure({ pointerType: "touch", pressure: 0.5 }), undefined);
  assert.equal(strokes.pressure({ pointerType: "mouse", pressure: 0.5 }), undefined);
});

test("each point that is kept keeps its pressure, and no other does", () => {
  const stroke = strokes.begin("pen", [1, 2], { pressed: 0.2 });
  strokes.extend(stroke, [1.1, 2], 0.9);
  strokes.extend(stroke, [5, 2], 0.6);
  assert.deepEqual(stroke, { points: [[1, 2], [5, 2]], pressure: [0.2, 0.6] });
});

test("an intensity that was said stands in the stroke, 0 too, and none where nobody said it", () => {
  assert.equal(strokes.begin("pen", [1, 2], { intensity: "0" }).intensity, 0);
  assert.equal(strokes.begin("area", [1, 2], { intensity: "7" }).intensity, 7);
  assert.deepEqual(strokes.begin("pen", [1, 2], { intensity: "" }), { points: [[1, 2]] });
});

test("an eraser has neither intensity nor pressure", () => {
  const eraser = strokes.begin("eraser", [1, 2], { intensity: "7", pressed: 0.5 });
  assert.deepEqual(eraser, { points: [[1, 2]], eraser: true, width: 14 });
});

test("what was sent is read again as it was", () => {
  const said = '{"front":[[[1,2],[3,4]],{"points":[[5,6]],"filled":true}],"back":[]}';
  assert.equal(strokes.text(strokes.parse(said)), said);
});

test("a stroke is painted from either form", () => {
  assert.deepEqual(strokes.full([[1, 2]]), { points: [[1, 2]] });
  const table = { points: [[1, 2]], intensity: 3 };
  assert.equal(strokes.full(table), table);
});

test("a point that is nearer than 0.8 units adds nothing", () => {
  const stroke = strokes.begin("pen", [10, 10]);
  assert.equal(strokes.extend(stroke, [10.7, 10]), false);
  assert.equal(strokes.extend(stroke, [10.8, 10]), true);
  assert.equal(strokes.extend(stroke, [10.8, 10.7]), false);
  assert.deepEqual(stroke.points, [[10, 10], [10.8, 10]]);
});

test("the corners of the box are the corners of the sheet", () => {
  assert.deepEqual(at(10, 20), [0, 0]);
  assert.deepEqual(at(110, 260), [200, 480]);
});

test("a place is told to a tenth of a unit", () => {
  assert.deepEqual(at(10 + 100 / 3, 20 + 240 / 7), [66.7, 68.6]);
});

test("a pointer that slips off the sheet stays on its edge", () => {
  assert.deepEqual(at(-500, 9000), [0, 480]);
});

test("what changed is what stands in only one of two lists", () => {
  assert.equal(strokes.changes([], []), 0);
  assert.equal(strokes.changes(["neck"], ["neck"]), 0);
  assert.equal(strokes.changes(["neck", "chest"], ["neck", "jaw_l"]), 2);
  assert.equal(strokes.changes(["neck"], []), 1);
});
