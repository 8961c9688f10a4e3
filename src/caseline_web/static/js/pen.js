// What one finger, pen or mouse draws on a canvas, and what it taps.

/** Calls `down`, `move` and `up` with pointer events, and `drop` where a stroke was none. */
export function follow(canvas, { down, move, up, drop }) {
  let own = null; // the event with which this stroke began
  const end = (then) => (event) => {
    if (event.pointerId !== own?.pointerId) return;
    own = null;
    then();
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (own?.pointerType === "pen") return; // a palm beside the pen
    if (own) drop(); // a second finger: two may zoom
    own = event.isPrimary && event.button === 0 ? event : null;
    if (!own) return;
    canvas.setPointerCapture(event.pointerId);
    down(event);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (event.pointerId !== own?.pointerId) return;
    const moves = event.getCoalescedEvents?.() ?? [];
    move(moves.length ? moves : [event]);
  });
  canvas.addEventListener("pointerup", end(up));
  canvas.addEventListener("pointercancel", end(drop));
}

/** What `at(x, y)` finds, or finds nearest: 12 pixels around, half of the least target. */
export function nearest(x, y, at) {
  for (let far = 0; far <= 12; far += 2)
    for (let way = 0; way < 6.28; way += 0.4) {
      const found = at(x + far * Math.cos(way), y + far * Math.sin(way));
      if (found) return found;
    }
}
