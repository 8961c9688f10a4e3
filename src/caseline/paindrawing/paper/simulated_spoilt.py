"""Simulated pictures that nobody could read, or hardly: none of them may be misread silently."""

from collections.abc import Callable

import numpy as np
from numpy.random import Generator

from caseline.paindrawing.marks import opencv
from caseline.paindrawing.model import VIEWS
from caseline.paindrawing.paper.layout import (
    CORNERS,
    MARK,
    PAGE,
    UNIT,
    VERSION,
    PaperForm,
    mark_at,
    mark_cells,
    sheet_at,
)
from caseline.paindrawing.paper.picture_file import Picture

DPI = 200
MM = DPI / 25.4  # dots

Spoiler = Callable[[Generator, Picture], Picture]


def spoilt(chance: Generator, paper: Picture, spoiler: Spoiler) -> Picture:
    """Scan a page, spoil it, and add noise and JPEG."""
    cv2, size = opencv(), np.rint(np.array(PAGE) * MM).astype(int).tolist()
    page = spoiler(chance, cv2.resize(paper, size, interpolation=cv2.INTER_AREA))
    noise = chance.normal(0, 3, page.shape[:2])[..., None]
    seen = np.clip(page + noise, 0, 255).astype(np.uint8)
    _, packed = cv2.imencode(".jpg", seen, [cv2.IMWRITE_JPEG_QUALITY, 80])
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR))


def _cut(chance: Generator, page: Picture) -> Picture:
    """A part of the page, from one of its edges on."""
    turned = np.rot90(page, int(chance.integers(4)))
    return np.ascontiguousarray(turned[: int(len(turned) * chance.uniform(0.45, 0.85))])


def _folded(chance: Generator, page: Picture) -> Picture:
    """A corner turned down over its mark."""
    height, width = page.shape[:2]
    a, b = chance.uniform(30, 60, 2) * MM
    corner = np.array([[0, 0], [a, 0], [0, b]])
    x, y = chance.integers(2, size=2)
    at = np.abs(corner - (x * width, y * height)).astype(np.int32)
    return np.asarray(opencv().fillConvexPoly(page, at, (200, 205, 210)))


def _curled(chance: Generator, page: Picture) -> Picture:
    """A page in waves."""
    height, width = page.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    far, long = chance.uniform(2, 15) * MM, chance.uniform(120, 400) * MM
    wave = (far * np.sin(2 * np.pi * y / long + chance.uniform(0, 6.3))).astype(np.float32)
    return np.asarray(opencv().remap(page, x + wave, y, 1, borderValue=(255, 255, 255)))


def _unsharp(chance: Generator, page: Picture) -> Picture:
    """Out of focus."""
    return np.asarray(opencv().GaussianBlur(page, (0, 0), chance.uniform(0.3, 3) * MM))


def _moved(chance: Generator, page: Picture) -> Picture:
    """Taken with a hand that moved."""
    long = int(chance.uniform(1, 6) * MM)
    way = np.zeros((long, long), np.float32)
    opencv().line(way, (0, int(chance.integers(long))), (long - 1, int(chance.integers(long))), 1)
    return np.asarray(opencv().filter2D(page, -1, way / way.sum()))


def _dark(chance: Generator, page: Picture) -> Picture:
    """In a dark room."""
    return np.asarray(page * chance.uniform(0.05, 0.35), np.uint8)


def _glare(chance: Generator, page: Picture) -> Picture:
    """A lamp that the paper mirrors."""
    glow = np.zeros(page.shape[:2], np.float32)
    opencv().circle(glow, _place(chance), int(chance.uniform(15, 60) * MM), 1, -1)
    glow = opencv().GaussianBlur(glow, (0, 0), chance.uniform(2, 10) * MM)[..., None]
    return np.asarray(page + (255 - page.astype(np.float32)) * glow, np.uint8)


def _covered(chance: Generator, page: Picture) -> Picture:
    """Something that lies on the page: a finger, a coin, a telephone."""
    size = tuple((chance.uniform(6, 45, 2) * MM).astype(int).tolist())
    colour, turn = chance.uniform(10, 200, 3).tolist(), float(chance.uniform(0, 180))
    opencv().ellipse(page, _place(chance), size, turn, 0, 360, colour, -1)
    return page


def _creased(chance: Generator, page: Picture) -> Picture:
    """Folded in three, as for a letter: darker along the folds."""
    for fold in np.array([99, 198]) + chance.uniform(-4, 4, 2):
        at = int(fold * MM)
        shade = 1 - chance.uniform(0.2, 0.5)
        page[at : at + 3] = (page[at : at + 3] * shade).astype(np.uint8)
    return page


def _shaded(chance: Generator, page: Picture) -> Picture:
    """A shadow with a sharp edge, as of a hand in the sun."""
    height, width = page.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    across, turn = _place(chance), chance.uniform(0, np.pi)
    far = (x - across[0]) * np.cos(turn) + (y - across[1]) * np.sin(turn)
    lit = np.clip(far / (chance.uniform(0.3, 1) * MM) + 0.5, 0, 1)[..., None]
    return np.asarray(page * (1 - (1 - lit) * chance.uniform(0.3, 0.6)), np.uint8)


def _shaded_within(chance: Generator, page: Picture) -> Picture:
    """A faint shadow whose sharp edge is seen on the trunk alone, and fades before its outline."""
    height, width = page.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    (left, top), turn = _on_trunk(chance), chance.uniform(0, np.pi)
    far = (x - left) * np.cos(turn) + (y - top) * np.sin(turn)
    lit = np.clip(far / (chance.uniform(0.3, 1) * MM) + 0.5, 0, 1)
    seen = np.hypot(x - left, y - top) < chance.uniform(10, 20) * MM
    seen = opencv().GaussianBlur(seen.astype(np.float32), (0, 0), 3 * MM)
    shade = (1 - lit) * seen * chance.uniform(0.2, 0.35)
    return np.asarray(page * (1 - shade)[..., None], np.uint8)


def _coin(chance: Generator, page: Picture) -> Picture:
    """A coin within the outline."""
    radius, colour = int(chance.uniform(8, 11.5) * MM), chance.uniform(60, 190, 3).tolist()
    opencv().circle(page, _on_trunk(chance), radius, colour, -1)
    return page


def _glare_within(chance: Generator, page: Picture) -> Picture:
    """A lamp that the paper mirrors within the outline."""
    glow = np.zeros(page.shape[:2], np.float32)
    opencv().circle(glow, _on_trunk(chance), int(chance.uniform(6, 14) * MM), 1, -1)
    glow = opencv().GaussianBlur(glow, (0, 0), chance.uniform(1, 3) * MM)[..., None]
    return np.asarray(page + (255 - page.astype(np.float32)) * glow, np.uint8)


def _glare_on_grey(chance: Generator, page: Picture) -> Picture:
    """The same on paper that is less than white, as a camera sees it."""
    return _glare_within(chance, np.asarray(page * chance.uniform(0.65, 0.95), np.uint8))


def _streaked(chance: Generator, page: Picture) -> Picture:
    """Dust in a scanner: a line from the top of the page to its end."""
    at, shade = _place(chance)[0], chance.uniform(60, 160)
    page[:, at : at + 2] = np.minimum(page[:, at : at + 2], np.uint8(shade))
    return page


def _small(chance: Generator, page: Picture) -> Picture:
    """From far away."""
    by = chance.uniform(40, 99) / DPI
    return np.asarray(opencv().resize(page, None, fx=by, fy=by, interpolation=3))


def _mirrored(chance: Generator, page: Picture) -> Picture:
    return np.ascontiguousarray(page[:, ::-1])


def _twice(chance: Generator, page: Picture) -> Picture:
    return np.hstack([page, page])


def _newer(chance: Generator, page: Picture) -> Picture:
    """A form of the next version: the same page with other marks."""
    form = PaperForm(VERSION + 1, "neutral")
    for corner in range(CORNERS):
        cells = np.where(mark_cells(form, corner), 0, 255).astype(np.uint8)
        side = round(MARK * MM)
        mark = opencv().resize(cells, (side, side), interpolation=0)
        left, top = np.rint(np.array(mark_at(corner)) * MM).astype(int)
        page[top : top + side, left : left + side] = mark[..., None]
    return page


def _letter(chance: Generator, page: Picture) -> Picture:
    """Another page: lines of words."""
    page[:] = 250
    for line in range(20, 280, 6):
        words = "".join(chance.choice(list("abcdefghij klmnop rstu"), 70))
        opencv().putText(page, words, (int(20 * MM), int(line * MM)), 0, 0.7, (30, 30, 30), 2)
    return page


def _place(chance: Generator) -> tuple[int, int]:
    """Somewhere on the two sheets."""
    left, top = sheet_at("front")
    x, y = chance.uniform((left, top), (PAGE[0] - left, PAGE[1] - 30))
    return int(x * MM), int(y * MM)


def _on_trunk(chance: Generator) -> tuple[int, int]:
    """Somewhere on the trunk, in front or behind."""
    left, top = sheet_at(VIEWS[int(chance.integers(len(VIEWS)))])
    x, y = chance.uniform((85, 100), (115, 200)) * UNIT
    return int((left + x) * MM), int((top + y) * MM)


SPOILERS: dict[str, Spoiler] = {
    "cut off": _cut,
    "a corner turned down": _folded,
    "curled": _curled,
    "out of focus": _unsharp,
    "moved": _moved,
    "dark": _dark,
    "glare": _glare,
    "glare within the outline": _glare_within,
    "something lies on it": _covered,
    "a coin within the outline": _coin,
    "folded as a letter": _creased,
    "a shadow with a sharp edge": _shaded,
    "the edge of a faint shadow on the body alone": _shaded_within,
    "a streak of a scanner": _streaked,
    "from far away": _small,
    "mirrored": _mirrored,
    "two forms": _twice,
    "a newer form": _newer,
    "another page": _letter,
    "glare within the outline, on paper less than white": _glare_on_grey,
}
