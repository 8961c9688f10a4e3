"""Draws the body maps: from the sketch of half a body to the outlines and regions of the package.

    python tools/draw_body.py

Reads every `tools/body_*.toml` and writes `src/caseline/paindrawing/data/*.toml`. Needs shapely.
All corners lie on one grid, so that neighbours share their border exactly, and left and right
are exact mirrors. One body is a sketch of its own; the others are that sketch, bent at landmarks,
so that all of them have the same regions and the same neighbours.
"""

import textwrap
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from scipy.interpolate import CubicSpline, RBFInterpolator
from shapely import LineString, Point, Polygon
from shapely.affinity import affine_transform

GRID = 0.1
EDGES = 2  # straight edges that stand for the curve between two control points
TOOLS = Path(__file__).parent
DATA = TOOLS.parent / "src/caseline/paindrawing/data"
PAIRED = {"jaw", "shoulder", "upperarm", "lowerarm", "hip", "upperleg", "lowerleg"}

Curve = list[list[float]]
Sketch = dict[str, Any]


def sketch_in(path: Path) -> Sketch:
    """Read a sketch; one that is `from` another is that one, bent as its own file says."""
    sketch = tomllib.loads(path.read_text(encoding="utf-8"))
    if "from" not in sketch:
        return sketch
    base = sketch_in(path.with_name(f"body_{sketch['from']}.toml"))
    bend = _bend(sketch["landmarks"])
    bent = base | {"title": sketch["title"], "contour": _bent(base["contour"], bend)}
    for view in ("front", "back"):
        bent[view] = {part: _bent(curves, bend) for part, curves in base[view].items()}
        bent[view]["lines"] |= sketch[view]["lines"]
    return bent


def _bend(landmarks: list[list[float]]) -> RBFInterpolator:
    """The smoothest bending of the sheet that moves each landmark, and its mirror, as asked."""
    at = np.array(landmarks)
    both = np.concatenate([at, at[at[:, 0] > 0] * [-1, 1, -1, 1]])
    return RBFInterpolator(both[:, :2], both[:, 2:], kernel="thin_plate_spline")


def _bent(curves: dict[str, Any], bend: RBFInterpolator) -> dict[str, Any]:
    """Move points: those of curves, or the one point of each region."""
    moved = {}
    for name, points in curves.items():
        there = np.atleast_2d(points) + bend(np.atleast_2d(points))
        rounded = (np.round(there, 2) + 0.0).tolist()  # the midline stays exactly at 0
        moved[name] = rounded if np.ndim(points) == 2 else rounded[0]
    return moved


def smooth(curve: Curve) -> LineString:
    """Lead a line through the points of a curve, evenly bent, in short straight edges."""
    points = np.array(curve)
    steps = np.sqrt(np.linalg.norm(np.diff(points, axis=0), axis=1))
    at = np.concatenate([[0], np.cumsum(steps)])
    bent = CubicSpline(at, points, bc_type="natural")
    between = np.interp(np.arange(0, len(at) - 1 + 1e-9, 1 / EDGES), np.arange(len(at)), at)
    return LineString(bent(between))


def halves(curves: list[Curve], sketch: Sketch) -> list[Polygon]:
    """Cut the viewer's right half of the sheet along the curves and the midline."""
    middle, height = sketch["width"] / 2, sketch["height"]
    sheet = shapely.box(0, 0, middle, height)
    lines = [shapely.intersection(smooth(curve), sheet) for curve in curves]
    lines.append(LineString([(0, 0), (0, height)]))
    pieces = shapely.polygonize([shapely.union_all(lines, grid_size=GRID)])
    return [affine_transform(piece, [1, 0, 0, 1, middle, 0]) for piece in pieces.geoms]


def draw(sketch: Sketch, view: str) -> dict[str, Any]:
    """Draw one view: its outline, thin lines and region shapes, in the units of the sheet."""
    part, middle = sketch[view], sketch["width"] / 2
    contour = sketch["contour"] | part["contour"]
    pieces = halves([*contour.values(), *part["cuts"].values()], sketch)
    shapes: dict[str, Polygon] = {}
    for name, (across, down) in part["regions"].items():
        seed = Point(middle + across, down)
        near = next(piece for piece in pieces if piece.contains(seed))
        shapes |= _both(name, near, mirrored(near, middle), view)
    outline = _joined([*pieces, *(mirrored(piece, middle) for piece in pieces)])
    return {"outline": outline, "lines": _lines(part["lines"].values(), middle), "shapes": shapes}


def mirrored(shape: Polygon | LineString, middle: float) -> Polygon | LineString:
    """Lay the shape on the other side of the midline."""
    return affine_transform(shape, [-1, 0, 0, 1, 2 * middle, 0])


def _both(name: str, near: Polygon, far: Polygon, view: str) -> dict[str, Polygon]:
    """Name both sides; near, at the viewer's right, is the patient's left in front only."""
    if name not in PAIRED:
        return {name: _joined([near, far])}
    left, right = (near, far) if view == "front" else (far, near)
    return {f"{name}_l": left, f"{name}_r": right}


def _lines(curves: list[Curve], middle: float) -> list[LineString]:
    lines = []
    for curve in curves:
        line = affine_transform(smooth(curve), [1, 0, 0, 1, middle, 0])
        on_midline = curve[0][0] <= 0
        lines += [line] if on_midline else [line, mirrored(line, middle)]
    return lines


def _joined(shapes: list[Polygon]) -> Polygon:
    return shapely.union_all(shapes, grid_size=GRID)


def written(sketch: Sketch, source: str) -> str:
    """Write a body map file from its sketch."""
    parts = [
        f"# Written by tools/draw_body.py from tools/{source}: change that, and draw again.",
        f'title = "{sketch["title"]}"',
    ]
    for view in ("front", "back"):
        drawn = draw(sketch, view)
        parts += [
            f"\n[{view}]\nwidth = {sketch['width']}\nheight = {sketch['height']}",
            f"outline = {_points(drawn['outline'].exterior)}",
            "lines = [",
            *(f"{_points(line)}," for line in drawn["lines"]),
            f"]\n\n[{view}.shapes]",
            *(f"{name} = {_points(shape.exterior)}" for name, shape in drawn["shapes"].items()),
        ]
    return "\n".join(parts) + "\n"


def _points(line: LineString) -> str:
    corners = line.coords[:-1] if line.is_ring else line.coords
    text = " ".join(f"{round(x, 1):g},{round(y, 1):g}" for x, y in corners)
    return f'"""\n{textwrap.fill(text, 98)}"""'


if __name__ == "__main__":
    for path in sorted(TOOLS.glob("body_*.toml")):
        name = path.stem.removeprefix("body_")
        text = written(sketch_in(path), path.name)
        (DATA / f"{name}.toml").write_text(text, encoding="utf-8")
