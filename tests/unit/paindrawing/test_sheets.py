"""One side of a body, drawn alone for a page that shows front and back apart."""

import pytest

from caseline.paindrawing.model import VIEWS, body_map
from caseline.paindrawing.sheets import sheet, sheets


@pytest.mark.parametrize("view", VIEWS)
def test_a_sheet_alone_is_the_same_as_in_the_picture_of_both(view):
    picture = sheets("male", "Told.", lambda _, key: ["<path/>"], lang="de")
    key = picture.split('id="title-')[1].split('"')[0]
    alone = sheet(body_map("male").view(view), ["<path/>"], lang="de", key=key)

    assert "\n".join(alone) in picture


def test_left_and_right_are_as_the_viewer_sees_them():
    front, back = ("".join(sheet(view, (), lang="en")) for view in body_map().views)

    assert front.index("right") < front.index("left")
    assert back.index("left") < back.index("right")


def test_marks_lie_under_the_outline():
    parts = list(sheet(body_map().view("front"), ["<path/>"], lang="en"))

    assert parts.index("<path/>") < max(n for n, part in enumerate(parts) if "<use" in part)
