"""A 300 dpi A4 scan read, on one core, against OpenCV unpacking and smoothing the same file."""

import sys
import time

import cv2
import numpy as np

from caseline.paindrawing.paper.read import read_form
from caseline.paindrawing.paper.simulated_pen import drawn_on
from caseline.paindrawing.simulated import simulate
from tests.unit.paindrawing.paper.papers import blank

ROUNDS = 5
MOST_TIMES = 12


def yardstick(path):
    picture = cv2.imread(str(path))
    for _ in range(3):
        picture = cv2.bilateralFilter(picture, 5, 30, 30)


def seconds(program, path):
    begun = time.perf_counter()
    program(path)
    return time.perf_counter() - begun


def test_a_scan_is_read_in_a_few_times_what_opencv_needs_to_smooth_it(tmp_path):
    chance = np.random.default_rng(2016)
    drawing = simulate(chance, style="scribble").drawing
    path = tmp_path / "scan.jpg"
    cv2.imwrite(str(path), drawn_on(blank("neutral"), drawing, "blue", chance))
    threads = cv2.getNumThreads()
    cv2.setNumThreads(1)
    try:
        runs = [(seconds(read_form, path), seconds(yardstick, path)) for _ in range(ROUNDS + 1)]
    finally:
        cv2.setNumThreads(threads)
    ours, theirs = (min(column[1:]) for column in zip(*runs, strict=True))  # after a warm one

    sys.stdout.write(
        "\n\nA 300 dpi A4 scan, one core\n\n| process | shortest time |\n|---|---|\n"
        f"| caseline, read to strokes | {ours:.2f} s |\n"
        f"| OpenCV, unpacked and smoothed | {theirs:.2f} s |\n| ratio | {ours / theirs:.2f} |\n"
    )
    assert ours <= MOST_TIMES * theirs
