"""Simulated scanners and cameras that take a picture of a page."""

from typing import Literal, get_args

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from caseline.paindrawing.marks import opencv
from caseline.paindrawing.paper.layout import PAGE
from caseline.paindrawing.paper.page import Light
from caseline.paindrawing.paper.picture_file import Picture

Way = Literal["scan", "photograph"]
WAYS: tuple[Way, ...] = get_args(Way)

SCAN_DPI = (150, 200, 300, 400, 600)


def taken(chance: Generator, paper: Picture, way: Way) -> Picture:
    """Scan or photograph a page."""
    return _scan(chance, paper) if way == "scan" else _photograph(chance, paper)


def _scan(chance: Generator, paper: Picture) -> Picture:
    """Turned a little, at one of the usual resolutions, with the scanner's noise and tone."""
    dpi = int(chance.choice(SCAN_DPI))
    size = np.array(PAGE) / 25.4 * dpi
    turn = float(chance.uniform(-3, 3)) + 180 * float(chance.random() < 0.1)
    flat = _turned(np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * size, turn, size / 2)
    flat += chance.uniform(-2, 2, 2) / 25.4 * dpi
    picture = _warped(paper, flat, size, np.array([250, 250, 250]))
    tone = chance.uniform(0.88, 1, 3) * 255 / 255
    light = np.ones(picture.shape[:2], np.float32)
    return _developed(chance, picture, light, tone, chance.uniform(0.2, 0.7) * dpi / 150, (1, 4))


def _photograph(chance: Generator, paper: Picture) -> Picture:
    """From above a table, slanting, with a lamp, a shadow, a lens and a telephone's noise."""
    long = float(chance.uniform(2000, 4000))
    size = np.array([0.75, 1]) * long
    page = np.array(PAGE) / PAGE[1] * long * float(chance.uniform(0.72, 0.9))
    corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) / 2 * page
    turn = float(chance.uniform(-8, 8)) + 90 * int(chance.integers(4)) * float(
        chance.random() < 0.3
    )
    seen = _slanted(_turned(corners, turn, np.zeros(2)), chance.uniform(-0.35, 0.35, 2), long)
    seen += size / 2 - (seen.max(axis=0) + seen.min(axis=0)) / 2
    fits = min(1.0, *(0.97 * size / (seen.max(axis=0) - seen.min(axis=0))))
    seen = (seen - size / 2) * fits + size / 2
    desk = chance.uniform(40, 190, 3)
    picture = _warped(paper, seen, size, desk)
    picture = _through_lens(picture, float(chance.uniform(-0.006, 0.006)))
    tone = chance.uniform(0.75, 1, 3) * float(chance.uniform(0.75, 1))
    light = _lamp(chance, picture.shape[:2]) * _shadow(chance, picture.shape[:2])
    return _developed(chance, picture, light, tone, chance.uniform(0.5, 1.6) * long / 3000, (2, 7))


def _turned(
    corners: NDArray[np.float64], degrees: float, middle: NDArray[np.float64]
) -> NDArray[np.float64]:
    a = np.radians(degrees)
    return np.asarray(
        (corners - middle) @ np.array([[np.cos(a), np.sin(a)], [-np.sin(a), np.cos(a)]]) + middle
    )


def _slanted(
    corners: NDArray[np.float64], slant: NDArray[np.float64], long: float
) -> NDArray[np.float64]:
    """What a camera sees that is tilted: what is further away is smaller."""
    depth = 1 + corners @ slant / long
    return np.asarray(corners / depth[:, None])


def _warped(
    paper: Picture,
    corners: NDArray[np.float64],
    size: NDArray[np.float64],
    desk: NDArray[np.float64],
) -> Picture:
    cv2, (height, width) = opencv(), paper.shape[:2]
    old = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    how = cv2.getPerspectiveTransform(old, corners.astype(np.float32))
    shrink = np.linalg.norm(corners[1] - corners[0]) / width
    if shrink < 0.9:
        paper = cv2.GaussianBlur(paper, (0, 0), 0.4 / shrink)
    at = tuple(np.rint(size).astype(int).tolist())
    return np.asarray(
        cv2.warpPerspective(paper, how, at, flags=cv2.INTER_LINEAR, borderValue=desk.tolist())
    )


def _through_lens(picture: Picture, bulge: float) -> Picture:
    height, width = picture.shape[:2]
    lens = np.array([[width, 0, width / 2], [0, width, height / 2], [0, 0, 1]], float)
    return np.asarray(opencv().undistort(picture, lens, np.array([4 * bulge, 0, 0, 0])))


def _lamp(chance: Generator, shape: tuple[int, int]) -> Light:
    """Light that falls off to one side, at most by half."""
    y, x = np.mgrid[0:1:64j, 0:1:48j]
    a, depth = chance.uniform(0, 2 * np.pi), chance.uniform(0, 0.5)
    light = 1 - depth * (
        0.5 + 0.5 * (np.cos(a) * (2 * x - 1) + np.sin(a) * (2 * y - 1)) / np.sqrt(2)
    )
    return np.asarray(opencv().resize(light.astype(np.float32), shape[::-1]))


def _shadow(chance: Generator, shape: tuple[int, int]) -> Light:
    """The shadow of a hand or a telephone over a part of the picture, soft at its edge."""
    height, width = 512, 384
    light = np.ones((height, width), np.float32)
    if chance.random() < 0.5:
        middle = chance.uniform(0, 1, 2) * (width, height)
        angles = np.sort(chance.uniform(0, 2 * np.pi, 7))
        reach = chance.uniform(60, 260, 7)
        ring = middle + np.column_stack([np.cos(angles), np.sin(angles)]) * reach[:, None]
        opencv().fillPoly(light, [np.rint(ring).astype(np.int32)], float(chance.uniform(0.5, 0.85)))
        light = opencv().GaussianBlur(light, (0, 0), float(chance.uniform(3, 15)))
    return np.asarray(opencv().resize(light, shape[::-1]))


def _developed(
    chance: Generator,
    picture: Picture,
    light: Light,
    tone: NDArray[np.float64],
    blur: float,
    noise: tuple[float, float],
) -> Picture:
    """Blur, light, noise and JPEG."""
    cv2 = opencv()
    soft = cv2.GaussianBlur(picture, (0, 0), blur).astype(np.float32)
    soft *= light[..., None] * np.asarray(tone, np.float32)
    soft += chance.standard_normal(soft.shape, np.float32) * np.float32(chance.uniform(*noise))
    quality = [cv2.IMWRITE_JPEG_QUALITY, int(chance.integers(55, 96))]
    _, packed = cv2.imencode(".jpg", np.clip(soft, 0, 255).astype(np.uint8), quality)
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR))
