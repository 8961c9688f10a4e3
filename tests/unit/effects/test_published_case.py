"""The numbers of the published case, by hand from its page."""

from fractions import Fraction
from pathlib import Path

import pytest

from caseline.course import read_course
from caseline.effects import changes, fm30
from caseline.effects.change import threshold_reached
from caseline.interval import Interval, exactly

COURSE = read_course(Path(__file__).parents[3] / "examples/moser-2025.toml")
FOUND = {change.outcome.id: change for change in changes(COURSE)}


@pytest.mark.parametrize(
    ("outcome", "baseline", "last", "change", "percent"),
    [
        ("pain-nrs-100.average", 70, 30, -40, Fraction(-400, 7)),  # -57.1 %
        ("pain-nrs-100.worst", 90, 55, -35, Fraction(-350, 9)),  # -38.9 %
        ("fsq.sss", 9, 6, -3, Fraction(-100, 3)),  # -33.3 %
        ("phq4.total", 7, 5, -2, Fraction(-200, 7)),  # -28.6 %
    ],
)
def test_what_the_page_gives_as_numbers(outcome, baseline, last, change, percent):
    found = FOUND[outcome]

    assert found.baseline.mean == exactly(baseline)
    assert found.last_value == exactly(last)
    assert found.change == exactly(change)
    assert found.percent == exactly(percent)
    assert found.trend == "better"


@pytest.mark.parametrize(
    ("outcome", "low", "high", "reliable"),
    [
        ("pain-nrs-100.average", 16, 28, "yes"),
        ("pain-nrs-100.worst", 16, 28, "yes"),
        ("fsq.sss", 2.0, 3.2, "borderline"),
        ("phq4.total", 2.3, 3.9, "no"),
        ("fiqr.total", 18.1, 31.4, "yes"),
    ],
)
def test_against_the_published_measurement_error(outcome, low, high, reliable):
    mdc = FOUND[outcome].mdc

    assert (round(mdc.low, 1), round(mdc.high, 1), mdc.basis) == (low, high, "published")
    assert FOUND[outcome].reliable == reliable


def test_the_fiqr_has_two_readings_and_both_are_carried_through():
    by_35, to_35 = FOUND["fiqr.total"].readings

    assert by_35.text == "by 35"
    assert by_35.change == exactly(-35)
    assert by_35.last == Interval(Fraction(35), Fraction(65), low_open=True)
    assert by_35.percent == Interval(Fraction(-50), Fraction(-35), low_open=True)
    assert to_35.text == "to 35"
    assert to_35.last == exactly(35)
    assert to_35.change == Interval(Fraction(-65), Fraction(-35), high_open=True)
    assert to_35.percent == Interval(Fraction(-65), Fraction(-50), high_open=True)


def test_the_fiqr_as_a_whole_holds_both_readings():
    found = FOUND["fiqr.total"]

    assert found.change == Interval(Fraction(-65), Fraction(-35))
    assert found.last_value == Interval(Fraction(35), Fraction(65))
    assert found.trend == "better"
    assert [(one.mark.id, one.reached) for one in found.marks] == [("fiq-mcid", "yes")]


def test_average_pain_is_less_by_a_substantial_share_and_worst_pain_by_a_moderate_one():
    reached = {
        name: [one.mark.id for one in FOUND[f"pain-nrs-100.{name}"].marks if one.reached == "yes"]
        for name in ("average", "worst")
    }

    assert reached["average"][:3] == ["minimal", "moderate", "substantial"]
    assert reached["worst"] == ["minimal", "moderate"]


@pytest.mark.parametrize(("outcome", "baseline"), [("fsq.wpi", 17), ("fsq.severity", 26)])
def test_the_drawing_was_not_repeated_so_no_change_is_known(outcome, baseline):
    found = FOUND[outcome]

    assert found.baseline.mean == exactly(baseline)
    assert (found.last, found.change, found.percent, found.last_value) == (None,) * 4
    assert (found.reliable, found.trend, found.marks) == ("unknown", "unknown", ())


def test_the_patients_own_threshold_is_not_on_record():
    assert {threshold_reached(COURSE, change) for change in FOUND.values()} == {None}


def test_whether_the_patient_is_a_responder_cannot_be_decided():
    short, long = fm30(COURSE)

    assert (short.met, long.met) == ("cannot be decided",) * 2
    assert [(part.domain, part.reached) for part in short.parts] == [
        ("pain", "yes"),
        ("function", "cannot be decided"),
        ("sleep", "cannot be decided"),
        ("fatigue", "cannot be decided"),
    ]
