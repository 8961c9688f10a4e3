// Which day lies nearest to the pointer: worked out by hand.

import assert from "node:assert/strict";
import test from "node:test";
import { nearest } from "../../src/caseline_web/static/js/days.js";

const DAYS = [{ at: 0 }, { at: 10 }, { at: 30 }];

test("between two days it is the nearer one", () => {
  assert.equal(nearest(DAYS, 14), 1);
  assert.equal(nearest(DAYS, 26), 2);
});

test("before the first and after the last it is that one", () => {
  assert.equal(nearest(DAYS, -5), 0);
  assert.equal(nearest(DAYS, 99), 2);
});

test("half way it is the earlier one", () => {
  assert.equal(nearest(DAYS, 5), 0);
});
