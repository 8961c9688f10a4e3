"""Two drawings beside one another, and many over one another."""

from fractions import Fraction

import pytest

from caseline.errors import DrawingError
from caseline.interval import Interval, exactly
from caseline.paindrawing.compare import compare, mark_jaccard
from caseline.paindrawing.heat import heat_map
from caseline.paindrawing.prefill import suggest
from caseline.record import NOT_ON_RECORD
from tests.unit.paindrawing.drawings import drawn, square

pytestmark = pytest.mark.extra

CHEST, ABDOMEN = square(85.0, 110.0, 30), square(85.0, 190.0, 30)
NECK = [(100.0, 85.0), (100.0, 90.0)]


def compared(one, other):
    return compare(suggest(one), suggest(other))


def test_regions_are_gained_lost_and_kept():
    found = compared(drawn(CHEST, NECK), drawn(CHEST, ABDOMEN))
    assert (found.gained, found.lost, found.not_comparable) == (("abdomen",), ("neck",), ())
    assert found.region_jaccard == Fraction(1, 3)
    assert found.wpi_change == exactly(0)


def test_a_drawing_overlaps_wholly_with_itself_and_not_with_another_place():
    assert mark_jaccard(drawn(CHEST), drawn(CHEST)) == 1
    assert mark_jaccard(drawn(CHEST), drawn(ABDOMEN)) == 0


def test_half_of_a_square_overlaps_by_a_third():
    shifted = [(x + 18.0, y) for x, y in CHEST]  # both are 36 wide with their pen
    assert mark_jaccard(drawn(CHEST), drawn(shifted)) == pytest.approx(1 / 3, abs=0.02)


def test_marks_beside_the_body_do_not_count():
    assert mark_jaccard(drawn([(10.0, 20.0)]), drawn([(10.0, 20.0)])) is None


def test_two_empty_drawings_have_no_overlap_to_speak_of():
    found = compared(drawn(), drawn())
    assert (found.region_jaccard, found.mark_jaccard) == (None, None)


def test_a_view_that_one_of_them_lacks_is_not_compared():
    found = compared(
        drawn(NECK, back=NOT_ON_RECORD), drawn(CHEST, back=[[(50.0, 106.0), (50.0, 122.0)]])
    )
    assert found.gained == ("chest",)
    assert {"shoulder_l", "upperback"} <= set(found.not_comparable)
    assert found.wpi_change == Interval(Fraction(2 - 15), Fraction(2 - 1))


def test_what_the_patient_confirmed_is_compared_and_not_what_is_suggested():
    found = compared(drawn(CHEST, confirmed=("neck",)), drawn(CHEST, confirmed=("neck", "jaw_l")))
    assert (found.gained, found.lost) == (("jaw_l",), ())


def test_a_comparison_says_how_far_a_drawing_overlaps_with_itself():
    assert compared(drawn(), drawn()).redrawn.mean_percent == 42


def test_two_bodies_are_not_compared():
    sentence = r"^two drawings are on the body maps 'neutral' and 'male', one is needed$"
    with pytest.raises(DrawingError, match=sentence):
        compared(drawn(), drawn(body="male"))


def test_a_heat_map_counts_places_and_regions():
    heat = heat_map([drawn(CHEST), drawn(CHEST, NECK), drawn(back=NOT_ON_RECORD)])
    assert heat.regions["chest"] == (2, 3)
    assert heat.regions["neck"] == (1, 2)
    assert heat.drawn == {"front": 3, "back": 2}
    assert heat.marked["front"].shape == (240, 100)
    assert heat.marked["front"][125 // 2, 100 // 2] == 2
    assert heat.share("front").max() == pytest.approx(2 / 3)
    assert heat.share("back").max() == 0


def test_a_heat_map_of_unseen_backs_says_so():
    heat = heat_map([drawn(back=NOT_ON_RECORD)])
    assert heat.drawn["back"] == 0
    assert heat.share("back").max() == 0


@pytest.mark.parametrize(
    ("drawings", "found"),
    [([], "none"), ([drawn(), drawn(body="female")], "female and neutral")],
)
def test_a_heat_map_needs_one_body(drawings, found):
    with pytest.raises(DrawingError) as caught:
        heat_map(drawings)
    assert str(caught.value) == (f"a heat map needs drawings on one body map, these are on {found}")
