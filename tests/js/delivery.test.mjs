// What becomes of an entry that is sent, and which evening it counts for: worked out by hand.

import assert from "node:assert/strict";
import test from "node:test";
import { deliver, evening, meaning } from "../../src/caseline_web/static/js/delivery.js";

const ENTRIES = ["a", "b", "c"].map((id) => ({ id, to: "/my/P-ABC234/tonight/" }));

/** Sends to a clinic that answers so to each entry, and gives what was tried and what left the phone. */
async function delivered(answers, entries = ENTRIES) {
  const tried = [], left = [];
  const post = async ({ id }) => {
    tried.push(id);
    if (answers[id] === "no network") throw new TypeError("Failed to fetch");
    const [status, told = {}] = answers[id];
    return { status, told };
  };
  const all = await deliver(entries, post, async (id) => left.push(id));
  return { tried, left, became: all.map((one) => one.became) };
}

test("what is taken or held leaves the phone", async () => {
  const { left, became } = await delivered({ a: [201], b: [200], c: [422, { held: true }] });
  assert.deepEqual(left, ["a", "b", "c"]);
  assert.deepEqual(became, ["taken", "taken", "held"]);
});

test("without network everything stays, and no more is tried", async () => {
  const { tried, left, became } = await delivered({ a: "no network" });
  assert.deepEqual([tried, left, became], [["a"], [], []]);
});

test("when the network ends in between, the rest stays", async () => {
  const { tried, left } = await delivered({ a: [201], b: "no network" });
  assert.deepEqual([tried, left], [["a", "b"], ["a"]]);
});

test("a server that fails is asked again later", async () => {
  for (const status of [500, 502, 503, 429, 403]) {
    const { tried, left, became } = await delivered({ a: [status] });
    assert.deepEqual([tried, left, became], [["a"], [], ["later"]]);
  }
});

test("whoever is signed out keeps everything on the phone", async () => {
  const { tried, left, became } = await delivered({ a: [0] });
  assert.deepEqual([tried, left, became], [["a"], [], ["signed out"]]);
});

test("what a link sends needs nobody signed in, and passes by what does", async () => {
  const entries = ENTRIES.map((one) => (one.id === "c" ? { ...one, to: "/my/e/token/" } : one));
  const { tried, left, became } = await delivered({ a: [0], c: [201] }, entries);
  assert.deepEqual([tried, left, became], [["a", "c"], ["c"], ["signed out", "taken"]]);
});

test("one that cannot be delivered stays, and does not stop the others", async () => {
  for (const status of [400, 404, 413, 422]) {
    const { left, became } = await delivered({ a: [status], b: [201], c: [201] });
    assert.deepEqual([left, became], [["b", "c"], ["stuck", "taken", "taken"]]);
  }
});

test("only the clinic's own word that it holds an entry lets it go", () => {
  assert.equal(meaning(422, {}), "stuck");
  assert.equal(meaning(400, {}), "stuck");
  assert.equal(meaning(400, { empty: true }), "empty");
  assert.equal(meaning(409, {}), "stuck");
});

for (const [moment, zone, day] of [
  ["2026-03-02T20:14Z", "Europe/Vienna", "2026-03-02"],
  ["2026-03-03T02:59Z", "Europe/Vienna", "2026-03-02"], // 03:59 there
  ["2026-03-03T03:00Z", "Europe/Vienna", "2026-03-03"], // 04:00 there
  ["2026-03-29T01:30Z", "Europe/Vienna", "2026-03-28"], // 03:30, after the hour that is left out
  ["2026-03-29T02:00Z", "Europe/Vienna", "2026-03-29"],
  ["2026-10-25T02:59Z", "Europe/Vienna", "2026-10-24"], // 03:59, in the longer night
  ["2026-03-01T02:00Z", "Europe/Vienna", "2026-02-28"],
  ["2026-03-02T20:14Z", "Pacific/Auckland", "2026-03-03"],
]) {
  test(`${moment} in ${zone} is the evening of ${day}`, () => {
    assert.equal(evening(new Date(moment), zone), day);
  });
}
