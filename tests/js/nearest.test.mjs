// What a finger meant that hit nothing: expectations worked out by hand.

import assert from "node:assert/strict";
import test from "node:test";
import { nearest } from "../../src/caseline_web/static/js/pen.js";

// Two fields side by side: one from x = 0 to 10, another from 30 on.
const field = (x, y) =>
  y < 0 || y > 100 ? undefined : x >= 0 && x <= 10 ? "one" : x >= 30 ? "other" : undefined;

test("what is hit is what was meant, however near another lies", () => {
  assert.equal(nearest(10, 50, field), "one");
  assert.equal(nearest(30, 50, field), "other");
});

test("what is missed by a little is what was meant, the nearer of two", () => {
  assert.equal(nearest(18, 50, field), "one");
  assert.equal(nearest(22, 50, field), "other");
  assert.equal(nearest(5, -9, field), "one");
});

test("what is missed by more than twelve pixels was not meant", () => {
  assert.equal(nearest(5, -13, field), undefined);
  assert.equal(nearest(-13, 50, field), undefined);
});
