// Which pointer draws: expectations worked out by hand, on a canvas that is none.

import assert from "node:assert/strict";
import test from "node:test";
import { follow } from "../../src/caseline_web/static/js/pen.js";

function canvas() {
  const listeners = {};
  const told = [];
  follow(
    {
      addEventListener: (name, listener) => (listeners[name] = listener),
      setPointerCapture: () => {},
    },
    {
      down: () => told.push("down"),
      move: (events) => told.push(`move ${events.length}`),
      up: () => told.push("up"),
      drop: () => told.push("drop"),
    },
  );
  const send = (name, more) =>
    listeners[`pointer${name}`]({
      pointerId: 1, pointerType: "touch", isPrimary: true, button: 0, ...more,
    });
  return { send, told };
}

const SECOND = { pointerId: 2, isPrimary: false };
const PEN = { pointerId: 3, pointerType: "pen" };

test("one finger goes down, moves and goes up", () => {
  const { send, told } = canvas();
  for (const name of ["down", "move", "up"]) send(name);
  assert.deepEqual(told, ["down", "move 1", "up"]);
});

test("a move that holds others is all of them", () => {
  const { send, told } = canvas();
  send("down");
  send("move", { getCoalescedEvents: () => [{}, {}, {}] });
  assert.deepEqual(told, ["down", "move 3"]);
});

test("a pointer that is not down draws nothing", () => {
  const { send, told } = canvas();
  for (const name of ["move", "up", "cancel"]) send(name);
  assert.deepEqual(told, []);
});

test("a second finger ends the stroke, and neither draws on", () => {
  const { send, told } = canvas();
  send("down");
  send("down", SECOND);
  send("move");
  send("move", SECOND);
  send("up");
  assert.deepEqual(told, ["down", "drop"]);
});

test("a stroke that the browser takes over is none", () => {
  const { send, told } = canvas();
  send("down");
  send("cancel");
  send("up");
  assert.deepEqual(told, ["down", "drop"]);
});

test("a palm beside the pen changes nothing", () => {
  const { send, told } = canvas();
  send("down", PEN);
  send("down");
  send("move");
  send("move", PEN);
  send("up", PEN);
  assert.deepEqual(told, ["down", "move 1", "up"]);
});

test("a pen wins over the palm that came before it", () => {
  const { send, told } = canvas();
  send("down");
  send("down", PEN);
  send("up", PEN);
  assert.deepEqual(told, ["down", "drop", "down", "up"]);
});

test("another button of the mouse draws nothing", () => {
  const { send, told } = canvas();
  send("down", { pointerType: "mouse", button: 2 });
  assert.deepEqual(told, []);
});
