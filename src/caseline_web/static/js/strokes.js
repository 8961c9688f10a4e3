// Strokes as plain data: pure functions, no page. Points are in units of the sheet.

const LEAST_STEP = 0.8; // units between two points that are worth keeping
const ERASER_WIDTH = 14;

export const empty = () => ({ front: [], back: [] });

/** The strokes of a page's text; none where there is no text. */
export const parse = (text) => ({ ...empty(), ...(text ? JSON.parse(text) : {}) });

/** The text of strokes; none where there are none. */
export function text({ front, back }) {
  if (!front.length && !back.length) return "";
  return JSON.stringify({ front: front.map(plain), back: back.map(plain) });
}

/** A new stroke of a tool at a point; `intensity` is "" where nobody said it. */
export function begin(tool, point, { pressed, intensity = "" } = {}) {
  const stroke = { points: [point] };
  if (tool === "eraser") return Object.assign(stroke, { eraser: true, width: ERASER_WIDTH });
  if (tool === "area") stroke.filled = true;
  if (intensity !== "") stroke.intensity = Number(intensity);
  if (pressed !== undefined) stroke.pressure = [pressed];
  return stroke;
}

/** Adds a point, unless it is where the last one was; says whether it did. */
export function extend(stroke, point, pressed) {
  const [x, y] = stroke.points.at(-1);
  if (Math.hypot(point[0] - x, point[1] - y) < LEAST_STEP) return false;
  stroke.points.push(point);
  stroke.pressure?.push(pressed);
  return true;
}

/** How hard a pen presses, 0 to 1; nothing of a finger or a mouse, which do not tell. */
export const pressure = (pointer) =>
  pointer.pointerType === "pen" ? Math.round(pointer.pressure * 100) / 100 : undefined;

/** Where a pointer is on a sheet of this size that is shown in this box, to a tenth of a unit. */
export function place(pointer, box, [width, height]) {
  const tenth = (share, whole) => Math.round(Math.min(Math.max(share, 0), 1) * whole * 10) / 10;
  return [
    tenth((pointer.clientX - box.left) / box.width, width),
    tenth((pointer.clientY - box.top) / box.height, height),
  ];
}

/** A stroke as it is sent: its points alone where nothing more is said of it. */
export const plain = (stroke) =>
  Object.keys(stroke).length > 1 ? stroke : stroke.points;

/** A stroke as it is painted, from either form. */
export const full = (stroke) => (Array.isArray(stroke) ? { points: stroke } : stroke);

/** How many names stand in only one of two lists. */
export const changes = (one, other) =>
  [...one, ...other].filter((name) => one.includes(name) !== other.includes(name)).length;
