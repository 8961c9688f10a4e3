"""Paths: bends stay bends, corners stay corners, and both end where they should."""

from math import cos, pi, sin

from caseline.paindrawing.path import closed_path, open_path


def test_a_square_keeps_its_corners():
    square = ((0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0))
    assert closed_path(square) == "M0,2l0,-2l2,0l2,0l0,2l0,2l-2,0l-2,0l0,-2Z"


def test_a_round_line_is_one_bend_after_another():
    ring = tuple((round(9 * cos(i * pi / 8), 1), round(9 * sin(i * pi / 8), 1)) for i in range(16))
    path = closed_path(ring)
    assert (path.count("q"), path.count("t"), path.count("l")) == (1, 15, 0)


def test_a_line_of_two_points_is_straight_between_them():
    assert open_path(((1.0, 1.0), (3.0, 2.0))) == "M1,1l1,0.5l1,0.5"


def test_an_open_line_reaches_its_last_point():
    assert open_path(((0.0, 0.0), (2.0, 0.0), (4.0, 1.0))) == "M0,0l1,0q1,0 2,0.5l1,0.5"
