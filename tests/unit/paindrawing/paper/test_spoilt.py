"""What spoils a picture within the outline, or nearly there, is refused and never read as pain."""

import cv2
import numpy as np
import pytest

from caseline.errors import DrawingError
from caseline.paindrawing.paper.layout import PAGE
from caseline.paindrawing.paper.read import drawing_on
from caseline.paindrawing.paper.simulated_pen import drawn_on
from tests.unit.paindrawing.paper.papers import LINE, LOOP, blank, drawn

pytestmark = pytest.mark.extra

MM = 300 / 25.4
CHEST, SPINE = (62, 110), (153, 115)  # mm on the page: bare in front, on a printed line behind
COIN = "something round lies on the page, such as a coin; a bare page is needed"
HIDDEN = (
    "a printed line is hidden, by glare or by something that lies there; "
    "a bare page without glare is needed"
)
SOFT = (
    "a dark place has a soft edge, as a shadow has; even light is needed, "
    "and shading with a clear edge"
)
STREAK = (
    "a straight line runs over the whole page: a fold or a streak of the scanner; "
    "a smooth page and a clean glass are needed"
)


def page(drawing=None, pen="black"):
    drawing = drawing or drawn(front=[LOOP])
    return drawn_on(blank(drawing.body), drawing, pen, np.random.default_rng(1))


def refused(picture):
    with pytest.raises(DrawingError) as told:
        drawing_on(np.ascontiguousarray(picture))
    return str(told.value)


def dots(place):
    return tuple(round(at * MM) for at in place)


def far_from(place):
    """How many mm each dot of a page lies from a place."""
    y, x = np.mgrid[0 : blank("neutral").shape[0], 0 : blank("neutral").shape[1]] / MM
    return np.hypot(x - place[0], y - place[1])


# A coin.


@pytest.mark.parametrize("colour", [(60, 60, 60), (90, 150, 190), (185, 185, 185)])
@pytest.mark.parametrize(("place", "view"), [(CHEST, "front"), (SPINE, "back")])
def test_a_coin_within_the_outline_is_refused(colour, place, view):
    picture = page()
    cv2.circle(picture, dots(place), round(8.1 * MM), colour, cv2.FILLED, cv2.LINE_AA)

    assert refused(picture) == f"{view}: {COIN}"


def test_a_coin_over_which_a_pen_went_is_refused():
    across = ((60, 135), (140, 150))
    picture = page(drawn(front=[across]), "blue")
    cv2.circle(picture, dots(CHEST), round(10 * MM), (90, 90, 90), cv2.FILLED, cv2.LINE_AA)
    picture = np.minimum(picture, page(drawn(front=[across]), "blue"))

    assert refused(picture) == f"front: {COIN}"


def test_a_round_patch_that_a_hand_inked_is_read():
    """It strays by 6 % of its radius from a circle."""
    turn = np.linspace(0, 2 * np.pi, 90, endpoint=False)
    far = 10 * (1 + 0.06 * np.sin(3 * turn) + 0.05 * np.cos(5 * turn))
    ring = np.add(np.column_stack([np.cos(turn), np.sin(turn)]) * far[:, None], CHEST) * MM
    picture = page()
    cv2.fillPoly(picture, [np.rint(ring).astype(np.int32)], (60, 50, 40))

    assert any(stroke.filled is True for stroke in drawing_on(picture).strokes("front"))


# Print that is hidden.


def test_glare_over_a_line_within_the_outline_is_refused():
    glow = np.clip(1.5 - far_from(SPINE) / 8, 0, 1)[..., None]
    picture = page()

    assert refused((picture + (255 - picture) * glow).astype(np.uint8)) == f"back: {HIDDEN}"


def test_a_scrap_of_paper_over_a_hand_is_refused():
    picture = page()
    cv2.rectangle(picture, dots((18, 180)), dots((32, 192)), (252, 252, 252), cv2.FILLED)

    assert refused(picture) == f"front: {HIDDEN}"


def test_ink_may_cover_a_printed_line():
    rows = tuple((94 + 12 * (n % 2), 120 + 2 * (n // 2)) for n in range(30))  # on the spine

    assert drawing_on(page(drawn(back=[rows], width=6.0), "felt tip")).strokes("back")


@pytest.mark.parametrize("tone", [0.7, 0.9])
def test_glare_on_bare_skin_is_refused_where_paper_is_less_than_white(tone):
    glow = np.clip(1.5 - far_from(CHEST) / 8, 0, 1)[..., None]
    picture = page(drawn(back=[LINE])) * tone

    told = refused((picture + (255 - picture) * glow).astype(np.uint8))

    assert told == "front: the paper mirrors a lamp, a picture without glare is needed"


def test_paper_that_is_white_all_over_is_no_glare():
    picture = page()

    assert (np.median(picture), drawing_on(picture).drawn[0]) == (255, "front")


# Shadows.


@pytest.mark.parametrize("drawing", [drawn(front=[LOOP]), drawn(back=[LINE])])
def test_a_faint_shadow_with_an_edge_on_the_body_alone_is_refused(drawing):
    down = np.arange(blank("neutral").shape[0])[:, None] / MM
    above = np.clip((CHEST[1] + 12 - down) / 0.6, 0, 1)
    seen = cv2.GaussianBlur((far_from(CHEST) < 16).astype(np.float32), (0, 0), 3 * MM)
    shade = 0.35 * above * seen

    told = refused((page(drawing) * (1 - shade[..., None])).astype(np.uint8))

    assert told == f"front: {SOFT}"


# Streaks.


@pytest.mark.parametrize("at", [40, 62, 105])
def test_a_streak_is_refused_wherever_it_runs(at):
    picture = page()
    picture[:, round(at * MM) :][:, :3] = 120

    assert refused(picture) == STREAK


@pytest.mark.parametrize("degrees", [-3, 2])
def test_a_streak_is_refused_on_a_page_that_was_set_straight_afterwards(degrees):
    size = np.array(PAGE) * MM
    turned = cv2.getRotationMatrix2D((size / 2).tolist(), degrees, 1)
    how = {"dsize": blank("neutral").shape[1::-1], "borderValue": (255, 255, 255)}
    aslant = cv2.warpAffine(page(), turned, **how)
    aslant[:, round(62 * MM) :][:, :3] = 120

    assert refused(aslant) == STREAK
    assert refused(cv2.warpAffine(aslant, cv2.invertAffineTransform(turned), **how)) == STREAK


def test_a_ruler_s_line_that_ends_on_the_page_is_a_mark():
    down = ((100, 100), (100, 250))
    read = drawing_on(page(drawn(front=[down]), "black"))

    assert len(read.strokes("front")) >= 1
