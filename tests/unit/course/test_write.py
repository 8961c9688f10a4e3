from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from caseline.calendar import day
from caseline.course import model, read_course
from caseline.course.write import write_course
from caseline.errors import CourseError
from caseline.instruments import catalogue
from caseline.interval import Interval, exactly
from caseline.record import NOT_ON_RECORD
from caseline.scoring.response import Response
from tests.courses import SHORT, course_from, total

MOSER = Path(__file__).parents[3] / "examples/moser-2025.toml"


def test_the_published_case_reads_back_as_it_was():
    course = read_course(MOSER)

    assert course_from(write_course(course)) == course


def test_what_is_not_on_record_is_written_out_and_what_is_no_part_is_left_out():
    lines = write_course(course_from(SHORT)).splitlines()

    assert 'side_effects = "not on record"' in lines
    assert 'started_because = "not on record"' in lines
    assert not any(line.startswith(("sources", "quotes", "condition")) for line in lines)


def test_looked_for_and_none_is_not_the_same_as_not_on_record():
    looked = course_from('side_effects = "none"\nmissed_visits = []\n' + SHORT)
    unknown = course_from(SHORT)

    assert (looked.side_effects, looked.missed_visits) == ((), ())
    assert (unknown.side_effects, unknown.missed_visits) == (NOT_ON_RECORD, NOT_ON_RECORD)
    assert 'side_effects = "none"' in write_course(looked)
    assert course_from(write_course(looked)) == looked
    assert course_from(write_course(unknown)) == unknown


def test_a_day_of_a_diary_takes_few_lines():
    diary = """\
responses = [
  { instrument = "pain-nrs@1.1", answers = { worst_pain = 7, average_pain = 5 }, recall_days = 1 },
]
"""
    course = course_from(SHORT + "[[visits]]\non = 2025-01-07\n" + diary)

    assert diary in write_course(course)


def test_a_decimal_is_written_as_it_is():
    course = course_from(SHORT.replace("amount = 4.5", "amount = 0.000000000000001"))

    assert course.treatment.doses[0].amount == Fraction(1, 10**15)
    assert course_from(write_course(course)) == course


@pytest.mark.parametrize("value", ['">70"', '"<70"', '"35.5 to 65"', "70.33"])
def test_what_is_known_of_a_number_is_written_as_it_was(value):
    text = write_course(course_from(SHORT + total("2025-02", "fiqr.total", value)))

    assert f"value = {value}" in text


def with_amount(course, amount):
    dose = replace(course.treatment.doses[0], amount=amount)
    return replace(course, treatment=replace(course.treatment, doses=(dose,)))


def refused(course):
    with pytest.raises(CourseError) as caught:
        write_course(course)
    return str(caught.value)


def test_a_number_that_no_decimal_says_is_refused():
    assert refused(with_amount(course_from(SHORT), Fraction(1, 3))) == (
        "the course: treatment > doses 1 > amount: is too long, at most 15 digits are needed"
    )


def test_what_does_not_read_back_the_same_is_refused():
    half_open = Interval(Fraction(40), Fraction(50), high_open=True)
    patient = model.Patient(half_open, NOT_ON_RECORD)

    assert refused(replace(course_from(SHORT), patient=patient)) == (
        "the course: holds what a course file cannot say, "
        "a text or an interval that reads back the same is needed"
    )


def test_a_reading_alone_that_is_a_change_is_refused():
    course = course_from(SHORT)
    by_2 = model.Reading("by 2", None, exactly(-2))
    visit = course.visits[0]
    visit = replace(visit, totals=(replace(visit.totals[0], readings=(by_2,)),))

    assert refused(replace(course, visits=(visit,))) == (
        "the course: visits 1 > totals 1 > readings: holds fewer than two, one reading is a 'value'"
    )


def test_a_total_within_a_response_is_refused_because_a_file_keeps_it_apart():
    course = course_from(SHORT)
    response = Response(catalogue.instrument("phq4"), {}, {"total": 7})
    visit = replace(course.visits[0], totals=(), responses=(response,))

    assert refused(replace(course, visits=(visit,))).startswith(
        "the course: visits 1 > responses 1: unknown key 'totals'"
    )


def test_the_record_of_a_course_is_frozen():
    course = course_from(SHORT)

    with pytest.raises(AttributeError):
        course.visits[0].when.begin = day(date(2025, 1, 1))
