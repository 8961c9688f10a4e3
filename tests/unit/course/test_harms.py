"""Side effects by what was given on their days."""

import pytest

from caseline.course.harms import harms
from caseline.record import NOT_ON_RECORD
from tests.courses import BEGIN, TREATMENT, course_from, dosed, total

PAIN = "pain-nrs.average"
VISITS = total("2025-01-01", PAIN, 7) + total("2025-01-30", PAIN, 4)


def side_effects(*told):
    listed = ", ".join(f"{{ what = 'nausea', {one} }}" for one in told)
    return f"side_effects = [{listed}]\n"


def found(told, doses=(("2025-01-11", 4.5), ("2025-01-21", 0))):
    return harms(course_from(told + dosed(*doses) + VISITS))


def by_given(told, **more):
    return {
        one.given: (one.n_days, [harm.n_days for harm in one.harms])
        for one in found(told, **more).under
    }


@pytest.mark.parametrize(
    ("told", "on", "without"),
    [
        ("onset = 2025-01-12, ended = 2025-01-15", [3], []),
        ("onset = 2025-01-12, ended = 2025-01-12", [1], []),
        ("onset = 2025-01-18, ended = 2025-01-23", [3], [2]),
        ("onset = 2025-01-12, ended = 2025-01-21", [9], []),
        ("onset = 2025-01-05, ended = 2025-01-07", [], [2]),
        ("onset = 2025-01-12", [NOT_ON_RECORD], []),
        ('onset = 2025-01-12, ended = "2025-01"', [NOT_ON_RECORD], []),
    ],
)
def test_the_days_of_a_side_effect_are_counted_under_what_was_given(told, on, without):
    assert by_given(side_effects(told)) == {"on treatment": (10, on), "without": (20, without)}


@pytest.mark.parametrize("told", ['what = "x"', 'onset = "2025-01"', "ended = 2025-01-12"])
def test_one_without_its_first_day_stands_under_nothing(told):
    made = found(side_effects(told.replace('what = "x"', 'severity = "mild"')))

    assert [one.harms for one in made.under] == [(), ()]
    assert len(made.unplaced) == 1


def test_placebo_is_told_apart_from_nothing():
    doses = (
        f"{BEGIN}{side_effects('onset = 2025-01-03, ended = 2025-01-05')}{TREATMENT}doses = ["
        "{ from = 2025-01-01, amount = 0, placebo = true }, { from = 2025-01-11, amount = 4.5 }]\n"
    )
    made = harms(course_from(doses + VISITS))

    assert [(one.given, one.n_days, len(one.harms)) for one in made.under] == [
        ("on treatment", 20, 0),
        ("on placebo", 10, 1),
    ]


def test_none_and_not_on_record_are_not_the_same():
    assert found("") is NOT_ON_RECORD
    assert by_given('side_effects = "none"\n') == {"on treatment": (10, []), "without": (20, [])}
