// Paints strokes on a canvas that lies over a sheet.

import { full } from "caseline/strokes";

const PEN_WIDTH = 6; // as the library's own

/** Paints all strokes of one view; `size` is that of the sheet in its units. */
export function paint(canvas, strokes, size, colour) {
  const box = canvas.getBoundingClientRect();
  const dense = window.devicePixelRatio || 1;
  canvas.width = Math.round(box.width * dense);
  canvas.height = Math.round(box.height * dense);
  const brush = canvas.getContext("2d");
  brush.scale(canvas.width / size[0], canvas.height / size[1]);
  brush.lineCap = brush.lineJoin = "round";
  brush.strokeStyle = brush.fillStyle = colour;
  for (const stroke of strokes.map(full)) draw(brush, stroke);
}

function draw(brush, { points, width = PEN_WIDTH, filled = false, eraser = false }) {
  brush.globalCompositeOperation = eraser ? "destination-out" : "source-over";
  brush.lineWidth = width;
  brush.beginPath();
  brush.moveTo(...points[0]);
  for (const point of points.slice(1)) brush.lineTo(...point);
  if (points.length === 1) brush.lineTo(points[0][0] + 0.01, points[0][1]);
  if (filled) {
    brush.closePath();
    brush.fill();
  }
  brush.stroke();
}
