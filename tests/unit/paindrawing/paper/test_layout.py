"""The places on the form, and the numbers of its corner marks."""

import numpy as np
import pytest

from caseline.paindrawing.model import BODIES, VIEWS
from caseline.paindrawing.paper.layout import (
    CORNERS,
    EDGE,
    MARK,
    PAGE,
    PICTURE,
    VERSION,
    PaperForm,
    form_of,
    mark_cells,
    mark_corners,
    mark_number,
    sheet_at,
    tick_box,
)

ALL = [(PaperForm(VERSION, body), corner) for body in BODIES for corner in range(CORNERS)]


@pytest.mark.parametrize(("form", "corner"), ALL)
def test_the_number_of_a_mark_says_form_and_corner(form, corner):
    assert form_of(mark_number(form, corner)) == (form, corner)


def test_no_two_marks_of_all_forms_have_the_same_number():
    assert len({mark_number(*one) for one in ALL}) == 12


def test_the_marks_stand_clockwise_in_the_corners():
    outer = [mark_corners(corner)[corner].tolist() for corner in range(CORNERS)]

    right, bottom = PAGE[0] - EDGE, PAGE[1] - EDGE
    assert outer == [[EDGE, EDGE], [right, EDGE], [right, bottom], [EDGE, bottom]]


def test_nothing_to_draw_on_reaches_a_mark():
    _, top, _, height = PICTURE
    assert top >= EDGE + MARK
    assert top + height <= PAGE[1] - EDGE - MARK
    for view in VIEWS:
        left, at, wide, high = tick_box(view)
        assert at + high <= PAGE[1] - EDGE - MARK
        assert EDGE + MARK < left < PAGE[0] - EDGE - MARK - wide


def test_front_and_back_stand_side_by_side():
    (front, top), (back, same) = sheet_at("front"), sheet_at("back")

    assert top == same
    assert back - front > 200 * 0.43


@pytest.mark.extra
def test_any_two_marks_differ_in_many_cells():
    cells = [mark_cells(*one) for one in ALL]

    assert all(one[0].all() and one[:, -1].all() for one in cells)  # the black frame
    least = min(np.sum(a != b) for n, a in enumerate(cells) for b in cells[:n])
    assert least >= 11
