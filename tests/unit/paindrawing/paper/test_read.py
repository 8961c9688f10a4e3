"""Drawings read from pictures of the form."""

from dataclasses import replace
from itertools import chain

import cv2
import numpy as np
import pytest

from caseline.errors import DrawingError
from caseline.paindrawing.paper import corner_marks
from caseline.paindrawing.paper.layout import PAGE, PaperForm, tick_box
from caseline.paindrawing.paper.read import drawing_on, read_form
from caseline.paindrawing.paper.simulated import simulate_paper
from caseline.paindrawing.paper.simulated_pen import PENS, drawn_on
from caseline.paindrawing.prefill import suggest
from caseline.record import NOT_ON_RECORD
from tests.unit.paindrawing.paper.papers import LINE, LOOP, blank, drawn

pytestmark = pytest.mark.extra

MM = 300 / 25.4


def page(drawing=None, pen="black"):
    if drawing is None:
        return blank("neutral").copy()
    return drawn_on(blank(drawing.body), drawing, pen, np.random.default_rng(1))


def points(strokes):
    return np.array(list(chain.from_iterable(stroke.points for stroke in strokes)))


def test_an_empty_form_was_not_drawn():
    assert drawing_on(page()).drawn == ()


@pytest.mark.parametrize("body", ["neutral", "female", "male"])
def test_the_form_says_which_body_it_is(body):
    assert drawing_on(blank(body)).body == body


def test_a_view_that_is_ticked_and_bare_is_one_without_pain():
    read = drawing_on(page(drawn(front=[LOOP])))  # a simulated pen ticks a view without pain

    assert read.drawn == ("front", "back")
    assert read.strokes("back") == ()


@pytest.mark.parametrize("pen", PENS)
def test_a_line_is_one_stroke_where_it_was_drawn(pen):
    (stroke,) = drawing_on(page(drawn(back=[LINE]), pen)).strokes("back")

    assert stroke.filled is NOT_ON_RECORD
    assert stroke.width == pytest.approx(2, abs=0.3)
    ends = sorted((stroke.points[0], stroke.points[-1]), key=lambda point: point[1])
    assert np.allclose(ends, LINE, atol=1)
    assert np.allclose(points([stroke])[:, 0], 100, atol=0.5)


def test_a_loop_encloses_what_it_enclosed():
    drawing = drawn(front=[LOOP])

    read = suggest(drawing_on(page(drawing)))

    was = suggest(drawing)
    assert read.suggested == was.suggested == ("chest",)
    assert read.regions["chest"].share == pytest.approx(was.regions["chest"].share, abs=0.02)
    assert [one.code for one in read.questions] == [one.code for one in was.questions]


def test_loops_that_cross_still_enclose():
    other = tuple((x + 20, y + 10) for x, y in LOOP)

    read = suggest(drawing_on(page(drawn(front=[LOOP, other]))))

    was = suggest(drawn(front=[LOOP, other]))
    assert read.extent_percent.low == pytest.approx(float(was.extent_percent.low), abs=0.3)


def test_a_loop_across_the_outline_is_not_cut_by_it():
    shoulder = ((140, 90), (170, 90), (170, 120), (140, 120), (140, 90))

    read = drawing_on(page(drawn(front=[shoulder]), "pencil"))

    was = suggest(drawn(front=[shoulder])).regions["shoulder_l"].share
    assert suggest(read).regions["shoulder_l"].share == pytest.approx(was, abs=0.03)


def test_a_patch_filled_with_a_felt_tip_is_covered():
    rows = tuple((85 + 30 * (n % 2), 112 + 2 * (n // 2)) for n in range(30))
    drawing = drawn(front=[rows], width=6.0)

    read = suggest(drawing_on(page(drawing, "felt tip")))

    assert read.regions["chest"].lines_share == pytest.approx(
        suggest(drawing).regions["chest"].lines_share, abs=0.03
    )


@pytest.mark.parametrize("side", [8, 12, 24, 40])
def test_a_blot_that_is_as_wide_as_high_is_not_lost(side):
    picture = page()
    left, top = 620, 1180  # on the chest
    cv2.rectangle(picture, (left, top), (left + side, top + side), (0, 0, 0), cv2.FILLED)

    assert len(drawing_on(picture).strokes("front")) >= 1


def test_dust_is_no_mark():
    picture = page()
    cv2.circle(picture, (700, 1500), 2, (0, 0, 0), cv2.FILLED)  # 0.4 mm

    assert drawing_on(picture).drawn == ()


@pytest.mark.parametrize("turn", [cv2.ROTATE_180, cv2.ROTATE_90_CLOCKWISE])
def test_it_does_not_matter_what_is_up(turn):
    picture = page(drawn(front=[LOOP]))

    assert suggest(drawing_on(cv2.rotate(picture, turn))).suggested == ("chest",)


def test_a_form_printed_on_a5_is_read():
    small = cv2.resize(page(drawn(front=[LOOP])), None, fx=0.707, fy=0.707, interpolation=3)
    scan = cv2.copyMakeBorder(small, 0, 1000, 0, 700, cv2.BORDER_CONSTANT, value=(255, 255, 255))

    assert suggest(drawing_on(scan)).suggested == ("chest",)


def test_a_shadow_is_no_mark():
    light = np.ones(blank("neutral").shape[:2], np.float32)
    corner = np.array([[0, 0], [0, 2200], [900, 1500]], np.int32)
    cv2.fillPoly(light, [corner], 0.6)
    shaded = page() * cv2.GaussianBlur(light, (0, 0), 30)[..., None]

    assert drawing_on(shaded.astype(np.uint8)).drawn == ()


def test_simulated_forms_are_read_as_they_were_drawn():
    agree = []
    for number in range(12):
        made = simulate_paper(np.random.default_rng([2016, number]), blank)
        read = drawing_on(made.picture)
        assert (read.body, read.drawn) == (made.drawing.body, made.drawing.drawn)
        wrong = set(suggest(read).suggested) ^ set(suggest(made.drawing).suggested)
        agree.append(1 - len(wrong) / 19)

    assert np.mean(agree) >= 0.95


# What cannot be read.


def refused(picture):
    with pytest.raises(DrawingError) as told:
        drawing_on(np.ascontiguousarray(picture))
    return str(told.value)


def test_a_page_that_is_no_form_is_refused():
    told = refused(np.full((2000, 1500, 3), 240, np.uint8))

    assert told == "holds no form, a page with its four corner marks is needed"


def test_a_picture_in_the_dark_is_refused():
    assert refused(page() // 8) == "is too dark to be read, a brighter one is needed"


def test_a_page_that_is_cut_off_is_refused():
    assert refused(page()[: int(270 * MM)]) == (
        "shows 2 of the 4 corner marks, the whole page is needed and nothing on the marks"
    )


def test_a_page_that_is_too_small_is_refused():
    small = cv2.resize(page(), None, fx=0.28, fy=0.28, interpolation=cv2.INTER_AREA)

    assert "too small to be read" in refused(small)


def test_two_forms_in_a_picture_are_refused():
    assert refused(np.hstack([page(), page()])) == (
        "holds a form more than once, a single form is needed"
    )
    assert refused(np.hstack([page(), blank("male")])) == (
        "holds marks of two forms, a single form is needed"
    )


def test_a_form_of_another_version_is_refused(monkeypatch):
    monkeypatch.setattr(
        corner_marks, "form_of", lambda number: (PaperForm(2, "neutral"), number % 4)
    )

    assert refused(page()) == (
        "is form 2, and this version of Caseline reads form 1: a newer Caseline is needed"
    )


def test_glare_over_the_outline_is_refused():
    picture = page()
    cv2.circle(picture, (700, 1900), int(45 * MM), (255, 255, 255), cv2.FILLED)

    assert refused(picture).startswith("does not show the printed outline all the way")


THING = "something lies on the page or hides it, a bare page is needed"
HIDDEN = (
    "a printed line is hidden, by glare or by something that lies there; "
    "a bare page without glare is needed"
)


@pytest.mark.parametrize("colour", [(20, 20, 20), (110, 140, 190)])
def test_a_finger_over_an_arm_is_refused(colour):
    picture = page(drawn(front=[LOOP]))
    cv2.ellipse(picture, (300, 1500), (100, 300), 20, 0, 360, colour, cv2.FILLED)

    assert refused(picture) == f"front: {THING}"


@pytest.mark.parametrize(
    ("colour", "told"),
    [((20, 20, 20), f"back: {HIDDEN}"), ((150, 150, 150), "does not show the printed outline")],
    ids=["dark", "pale"],
)
def test_a_telephone_that_lies_on_the_page_is_refused(colour, told):
    picture = page(drawn(front=[LOOP]))
    cv2.rectangle(picture, (1300, 1000), (2200, 2600), colour, cv2.FILLED)

    assert refused(picture).startswith(told)


def inked_from_side_to_side(least):
    """The trunk, filled from one side of the sheet's middle to the other."""
    rows = tuple((least + (200 - 2 * least) * (n % 2), 85 + 2 * n) for n in range(40))
    return page(drawn(front=[rows], width=8.0), "black")


def test_a_body_that_is_inked_all_over_and_a_little_beyond_its_outline_is_read():
    read = suggest(drawing_on(inked_from_side_to_side(72)))

    assert {"chest", "shoulder_l", "shoulder_r"} <= set(read.suggested)


def test_ink_that_fills_what_lies_beside_the_body_is_no_mark_and_is_refused():
    assert refused(inked_from_side_to_side(55)) == f"front: {THING}"


WHOLE = (
    "a straight line runs over the whole page: a fold or a streak of the scanner; "
    "a smooth page and a clean glass are needed"
)
STRAIGHT = (
    "front: a straight line runs over the page: a fold, a streak, the edge of a shadow; "
    "a smooth page in even light is needed"
)


def folded(picture):
    picture[round(110 * MM) : round(110.5 * MM)] //= 2
    return picture


def streaked(picture):
    picture[:, round(60 * MM) :][:, :2] = 90
    return picture


def in_a_sharp_shadow(picture):
    """Half of the light gone left of a line over the front; its edge is 1 mm wide."""
    height, width = picture.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    lit = np.clip((x - 0.2 * y) / MM - 35, 0, 1)[..., None]
    return (picture * (0.5 + 0.5 * lit)).astype(np.uint8)


@pytest.mark.parametrize(
    ("spoil", "told"), [(folded, WHOLE), (streaked, WHOLE), (in_a_sharp_shadow, STRAIGHT)]
)
@pytest.mark.parametrize("drawing", [None, drawn(front=[LOOP])], ids=["empty", "a loop"])
def test_a_straight_line_over_the_page_is_refused_and_never_read_as_pain(spoil, told, drawing):
    assert refused(spoil(page(drawing))) == told


def test_what_lies_beside_the_body_makes_no_view_drawn():
    picture = page()
    for x, y in ((12, 108.5), (12, 188.5)):  # punched for a folder
        cv2.circle(picture, (round(x * MM), round(y * MM)), round(3 * MM), (60, 60, 60), -1)
    cv2.putText(picture, "knee", (round(92 * MM), round(215 * MM)), 0, 1.2, (120, 30, 20), 4)

    assert drawing_on(picture).drawn == ()


def test_a_loop_round_a_part_of_the_body_is_a_mark_of_it():
    turn = np.linspace(0, 2 * np.pi, 40)
    hand = tuple(zip(20 + 30 * np.cos(turn), 285 + 32 * np.sin(turn), strict=True))
    read = drawing_on(page(drawn(front=[hand])))

    assert read.drawn[0] == "front"
    assert read.strokes("front")


@pytest.mark.parametrize("above", [-1, 1, 2, 3])
def test_a_tick_may_reach_beyond_its_box(above):
    picture, (left, top, side, _) = page(), tick_box("back")
    tick = [(0.5, side / 2), (side * 0.4, side - 0.5), (side + max(above, 0) / 2, -above)]
    places = np.add(tick, (left, top))
    cv2.polylines(picture, [np.rint(places * MM).astype(int)], False, (120, 30, 20), 6)

    read = drawing_on(picture)
    assert (read.drawn, read.strokes("back")) == (("back",), ())


def test_a_mirrored_page_is_refused():
    assert refused(np.ascontiguousarray(page()[:, ::-1])).startswith("holds no form")


def test_a_picture_out_of_focus_is_refused():
    picture = page(drawn(front=[LOOP]))

    told = refused(cv2.GaussianBlur(picture, (0, 0), 0.65 * MM))
    assert told == "shows the printed outline only faintly, a sharper picture is needed"
    assert len(drawing_on(cv2.GaussianBlur(picture, (0, 0), 0.3 * MM)).strokes("front")) == 1


def test_a_creased_page_is_refused():
    height, width = page().shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    crease = 4 * MM * np.exp(-(((y - height / 2) / (25 * MM)) ** 2))

    told = refused(cv2.remap(page(), x + crease, y, cv2.INTER_LINEAR))

    assert told.startswith("does not show the printed outline all the way")


def test_marks_beside_a_tick_are_refused():
    picture = drawn_on(
        page(drawn(front=[LOOP])), drawn(back=[LINE]), "blue", np.random.default_rng(1)
    )

    assert refused(picture) == (
        "front: has marks, and its box says that nothing hurts, one of the two is right"
    )


def test_an_error_names_the_file(tmp_path):
    path = tmp_path / "scan.png"
    cv2.imwrite(str(path), np.full((2000, 1500, 3), 240, np.uint8))

    with pytest.raises(DrawingError, match=r"^scan\.png: holds no form"):
        read_form(path)


def test_a_page_that_bends_gently_is_read():
    height, width = page().shape[:2]
    drawing = drawn(front=[LOOP])
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    bent = cv2.remap(page(drawing), x, y + 1.2 * MM * (2 * x / width - 1) ** 2, cv2.INTER_LINEAR)

    read = drawing_on(bent)

    places = points(read.strokes("front"))
    assert np.allclose(places.min(axis=0), [80, 130], atol=1)
    assert np.allclose(places.max(axis=0), [120, 150], atol=1)


def test_the_same_seed_gives_the_same_picture():
    one, two = (simulate_paper(np.random.default_rng(4), blank) for _ in range(2))

    assert one.drawing == replace(two).drawing
    assert (one.picture == two.picture).all()
    assert one.picture.shape[0] / one.picture.shape[1] == pytest.approx(PAGE[1] / PAGE[0], rel=0.1)
