"""How a page is bent, told from its printed outline.

A page that is curved a little, or seen through a lens, bends the picture. After the marks have
told where the page lies, each point of the printed outline is looked for across the line, and a
gentle bend is fitted to what was found. What cannot be seen of the outline could not be seen of a
pencil either; so the outline is also the test of the picture.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from caseline.errors import DrawingError
from caseline.paindrawing.marks import opencv
from caseline.paindrawing.model import VIEWS, ViewId, body_map
from caseline.paindrawing.paper.layout import UNIT, Points, sheet_at
from caseline.paindrawing.paper.page import Found, Light, bend_terms, light
from caseline.paindrawing.paper.picture_file import Picture

REACH = 1.5  # mm beside its place that a line is looked for
BESIDE = 0.3  # mm that a line may lie beside its place, after the bend
LEAST_CONTRAST = 0.1  # of a line to the paper beside it
USUAL_CONTRAST = 0.25  # of most of the line: less is out of focus, and a thin pen is lost in it
MOST_UNSEEN = 0.05  # of the outline's points

_STEP = 0.05  # mm between two places that are looked at across a line
_ALONG = 1.0  # mm between two points of the outline


def settled(found: Found, grey: Picture) -> Found:
    """Bend a page until its printed outline lies where the picture shows it.

    Raises
    ------
    DrawingError
        The outline is not seen all the way, or only faintly.
    """
    for _ in range(3):
        profiles = _profiles(found, grey)
        found = _bent(found, *_lines(profiles))
    at_place = at_its_place(_profiles(found, grey)).max(axis=1)
    if (at_place < LEAST_CONTRAST).mean() > MOST_UNSEEN:
        raise DrawingError(
            "does not show the printed outline all the way, "
            "a flat page in a sharp picture without glare is needed"
        )
    if np.median(at_place) < USUAL_CONTRAST:
        raise DrawingError("shows the printed outline only faintly, a sharper picture is needed")
    return found


def bright_across(found: Found, grey: Picture, places: Points, normals: Points) -> Light:
    """How bright it is across printed lines at points of them, over the width of a line."""
    steps = np.arange(-REACH, REACH + _STEP / 2, _STEP)
    ends = [found.dots(places + normals * far) for far in (-REACH, REACH)]
    share = (steps[:, None] + REACH) / (2 * REACH)  # 3 mm are straight in any picture
    values = light(grey, ends[0][:, None] + (ends[1] - ends[0])[:, None] * share)
    return np.asarray(opencv().blur(values, (round(0.45 / _STEP), 1)))


def at_its_place(across: Light) -> Light:
    """Of what is seen across a line, that where the line lies, after the bend."""
    middle, reach = across.shape[1] // 2, round(BESIDE / _STEP)
    return across[:, middle - reach : middle + reach + 1]


def _profiles(found: Found, grey: Picture) -> Light:
    """How dark it is across each point of the outline, against the paper there, 0 to 1."""
    across = bright_across(found, grey, *outline_points(found.form.body))
    paper = np.maximum(across.max(axis=1), 0.6 * np.percentile(across, 80))
    return np.asarray(1 - across / np.maximum(paper, 1)[:, None])


def _lines(profiles: Light) -> tuple[Points, NDArray[np.bool_]]:
    """Where the line across each point lies, in mm, and whether it is clear on both its sides."""
    best, away = profiles.argmax(axis=1), round(0.7 / _STEP)
    rows, last = np.arange(len(profiles)), profiles.shape[1] - 1
    beside = [profiles[rows, np.clip(best + by, 0, last)] for by in (-away, away)]
    clear = profiles[rows, best] - np.maximum(*beside) >= LEAST_CONTRAST
    return best * _STEP - REACH, clear


def _bent(found: Found, offsets: Points, clear: NDArray[np.bool_]) -> Found:
    """Bend the page so that its outline falls on the lines that were seen."""
    places, normals = outline_points(found.form.body)
    terms = bend_terms(places)
    rows = np.concatenate([terms * normals[:, :1], terms * normals[:, 1:]], axis=1)
    kept = clear
    for _ in range(3):
        if kept.sum() < 100:
            return found
        some = rows[kept]
        bend, *_ = np.linalg.lstsq(some.T @ some, some.T @ offsets[kept], rcond=1e-12)
        off = np.abs(offsets - rows @ bend)
        kept = clear & (off < max(2.5 * float(np.median(off[kept])), 0.15))
    return Found(found.form, found.flat, found.bend + bend.reshape(2, 6).T)


@cache
def printed_lines(body: str, view: ViewId) -> tuple[Points, ...]:
    """The lines printed on a view, in mm on the page: its outline, closed, and the thin ones."""
    sheet = body_map(body).view(view)
    lines = [(*sheet.outline, sheet.outline[0]), *sheet.lines]
    return tuple(np.array(line) * UNIT + sheet_at(view) for line in lines)


@cache
def outline_points(body: str) -> tuple[Points, Points]:
    """Points along the printed outline of both views, in mm, and the normals there."""
    found = [points_along(printed_lines(body, view)[0]) for view in VIEWS]
    places, normals = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return places, normals


def points_along(line: Points, step: float = _ALONG) -> tuple[Points, Points]:
    """Points along a line, `step` apart from its start on, and the normals there."""
    length = np.concatenate([[0], np.linalg.norm(np.diff(line, axis=0), axis=1).cumsum()])
    at = np.arange(0, length[-1], step)
    next_ = at + step / 2
    if (line[0] == line[-1]).all():
        next_ %= length[-1]
    places, ahead = (
        np.column_stack([np.interp(where, length, line[:, one]) for one in (0, 1)])
        for where in (at, next_)
    )
    direction = (ahead - places) / np.linalg.norm(ahead - places, axis=1, keepdims=True)
    return places, direction @ np.array([[0, 1], [-1, 0]])
