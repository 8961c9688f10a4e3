"""Suggestions: thresholds, what flips, what is open, and what to ask."""

from fractions import Fraction

import pytest
from shapely import Polygon

from caseline.interval import Interval, exactly
from caseline.paindrawing.drawing import Stroke
from caseline.paindrawing.model import REGION_IDS, body_map
from caseline.paindrawing.prefill import Question, suggest
from caseline.paindrawing.rules import Threshold, rules
from caseline.record import NOT_ON_RECORD
from tests.unit.paindrawing.drawings import drawn, square

pytestmark = pytest.mark.extra

CHEST = square(85.0, 110.0, 30)  # about a fifth of the chest
TOUCH = [(100.0, 162.0)]  # a dot on the chest, about 0.5 % of it
PUBLISHED = [one for one in REGION_IDS if one not in {"lowerback", "abdomen"}]


def whole(region, view="front"):
    """A stroke that fills a region of the neutral body, a little inside of its border."""
    shape = next(one.shapes[view] for one in body_map().regions if one.id == region)
    within = Polygon(shape).buffer(-1.5)
    return Stroke(tuple(within.exterior.coords), width=0.5, filled=True)


def shoulder(x):
    """A line down the shoulder, about a tenth of it."""
    return [(x, 106.0), (x, 122.0)]


def codes(found):
    return [question.code for question in found.questions]


def test_a_marked_region_is_suggested_and_no_other():
    found = suggest(drawn(CHEST))
    assert (found.suggested, found.unanswered) == (("chest",), ())
    assert found.wpi == exactly(1)


def test_the_seventeen_regions_of_the_published_case_give_an_index_of_17():
    behind = {"upperback"}
    front = [whole(one) for one in PUBLISHED if one not in behind]
    found = suggest(drawn(*front, back=[whole("upperback", "back")]), Threshold("region", 0.5))
    assert list(found.suggested) == PUBLISHED
    assert found.wpi == exactly(17)


def test_a_mark_on_either_view_counts_once():
    found = suggest(drawn(shoulder(150.0), back=[shoulder(50.0)]))
    assert found.suggested == ("shoulder_l",)


def test_left_is_the_patients_left():
    assert suggest(drawn(shoulder(150.0))).suggested == ("shoulder_l",)
    assert suggest(drawn(back=[shoulder(50.0)])).suggested == ("shoulder_l",)


def test_the_sweep_tries_every_threshold_and_finds_what_flips():
    found = suggest(drawn(CHEST))
    assert [int(step.wpi.low) for step in found.sweep] == [1, 1, 1, 1, 0, 1]
    assert found.wpi_range == Interval(Fraction(0), Fraction(1))
    assert found.unsure == ("chest",)


def test_a_region_that_counts_at_every_threshold_is_sure():
    assert suggest(drawn(whole("chest")), Threshold("region", 0.2)).unsure == ()


def test_a_small_touch_counts_only_at_the_lowest_threshold():
    found = suggest(drawn(TOUCH))
    assert found.suggested == ()
    assert found.sweep[0].regions == ("chest",)
    assert found.unsure == ("chest",)


def test_another_threshold_may_be_asked_for():
    assert suggest(drawn(TOUCH), Threshold("region", 0)).suggested == ("chest",)
    assert suggest(drawn(CHEST), Threshold("body", 0.5)).suggested == ()


def test_no_strokes_are_no_pain():
    found = suggest(drawn())
    assert (found.suggested, found.unanswered, found.questions) == ((), (), ())
    assert found.wpi == found.extent_percent == exactly(0)


def test_a_view_that_was_not_drawn_leaves_its_regions_open():
    found = suggest(drawn(CHEST, back=NOT_ON_RECORD))
    assert found.suggested == ("chest",)
    assert set(REGION_IDS) - set(found.unanswered) == {"jaw_l", "jaw_r", "chest", "abdomen"}
    assert found.wpi == Interval(Fraction(1), Fraction(16))


def test_a_region_marked_in_front_is_answered_whatever_is_behind():
    assert "shoulder_l" not in suggest(drawn(shoulder(150.0), back=NOT_ON_RECORD)).unanswered


def test_nothing_drawn_at_all_leaves_the_index_open():
    found = suggest(drawn(back=NOT_ON_RECORD))
    assert found.wpi == Interval(Fraction(0), Fraction(15))


def test_a_missing_view_is_asked_about():
    assert suggest(drawn(back=NOT_ON_RECORD)).questions[0].code == "back_not_drawn"


def test_one_side_alone_is_asked_about():
    assert Question("side", ("upperleg_l",)) in suggest(drawn(whole("upperleg_l"))).questions
    both = drawn(whole("upperleg_l"), whole("upperleg_r"))
    assert "side" not in codes(suggest(both))


def test_the_middle_has_no_other_side():
    assert "side" not in codes(suggest(drawn(whole("chest"))))


def test_neighbours_that_are_often_mistaken_are_asked_about_if_one_is_marked():
    assert codes(suggest(drawn(back=[whole("lowerback", "back")]))) == ["low_back_or_hip"]
    zone = [whole(one, "back") for one in ("lowerback", "hip_l", "hip_r")]
    assert "low_back_or_hip" not in codes(suggest(drawn(back=zone)))


def test_a_loop_is_asked_about_if_the_suggestion_depends_on_it():
    thin = Stroke(tuple(square(85.0, 110.0, 30)), width=0.5)
    assert suggest(drawn(thin)).questions == (Question("loop", ("chest",)),)
    assert suggest(drawn(Stroke(thin.points, 0.5, filled=True))).questions == ()


def test_an_absolute_size_asks_nothing_of_loops():
    assert suggest(drawn(CHEST), Threshold("body", 0.001)).questions == ()


def test_each_suggested_region_may_have_an_intensity():
    found = suggest(drawn(Stroke(tuple(CHEST), intensity=6), whole("abdomen")))
    assert found.intensities == {"chest": 6}


def test_what_was_said_of_a_region_goes_before_what_its_strokes_say():
    said = {"confirmed": ("neck", "chest", "abdomen"), "intensities": {"neck": 2, "chest": 0}}
    found = suggest(drawn(Stroke(tuple(CHEST), intensity=6), **said))
    assert found.intensities == {"neck": 2, "chest": 0}
    drawn_ = suggest(drawn(Stroke(tuple(CHEST), intensity=6), confirmed=("neck", "chest")))
    assert drawn_.intensities == {"chest": 6}


def test_what_was_confirmed_goes_before_what_is_suggested():
    found = suggest(drawn(CHEST, back=NOT_ON_RECORD, confirmed=("neck",)))
    assert (found.suggested, found.painful, found.open) == (("chest",), ("neck",), ())


def test_the_default_is_one_of_the_sweep():
    assert rules().default in rules().sweep


def test_the_mistaken_neighbours_are_regions():
    for zone in rules().zones:
        assert set(zone.regions) < set(REGION_IDS)


def test_the_overlap_of_a_drawing_with_itself_has_its_source():
    redrawn = rules().redrawn
    assert (redrawn.mean_percent, redrawn.sd_percent, redrawn.people) == (42, 19, 31)
    assert redrawn.source.doi == "10.1080/17434440.2023.2277226"
