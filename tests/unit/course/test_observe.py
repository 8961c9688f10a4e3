from fractions import Fraction

import pytest

from caseline.course import observe, outcomes
from caseline.course.merge import merged
from caseline.errors import ResponseError
from caseline.interval import Interval, exactly
from caseline.record import NOT_ON_RECORD
from tests.courses import BEGIN, TREATMENT, UNDATED, answered, course_from, total

HEAD = BEGIN + TREATMENT + UNDATED
PHQ4 = {"nervous": 2, "worry": 1, "interest": 2, "down": 2}
DRAWN = (
    '[[visits]]\non = "2025-02"\ndrawing = { marked = ["neck", "chest"], unmarked = ["jaw_l"] }\n'
)


def seen(*visits):
    return observe(course_from(HEAD + "".join(visits)))


def test_answers_become_every_score_of_their_instrument():
    found = seen(answered("2025-01-06", "phq4", **PHQ4))

    assert {key: many[0].value for key, many in found.items()} == {
        "phq4.anxiety": exactly(3),
        "phq4.depression": exactly(4),
        "phq4.total": exactly(7),
    }


def test_answers_of_one_day_are_a_single_value_and_those_of_a_span_may_be_anything():
    day = answered("2025-01-06", "phq4", **PHQ4)
    span = day.replace('on = "2025-01-06"', 'from = "2025-01"\nto = "2025-02"')

    assert seen(day)["phq4.total"][0].statistic == "single"
    assert seen(span)["phq4.total"][0].statistic is NOT_ON_RECORD


def test_a_blank_questionnaire_is_no_observation():
    assert seen(answered("2025-01-06", "phq4")) == {}
    assert seen(answered("2025-01-06", "fsq")) == {}


def test_a_pain_drawing_with_unanswered_regions_has_a_least_and_a_most():
    # 2 regions hurt, 1 does not, 16 are unanswered
    found = seen(DRAWN)

    assert found["fsq.wpi"][0].value == Interval(Fraction(2), Fraction(18))
    assert list(found) == ["fsq.wpi"]


def test_a_drawing_and_an_entered_symptom_score_make_the_severity_score():
    entered = 'totals = [{ instrument = "fsq", score = "sss", value = 9 }]\n'

    assert seen(DRAWN + entered)["fsq.severity"][0].value == Interval(Fraction(11), Fraction(27))


def test_an_entered_total_keeps_what_its_source_says():
    found = seen(total("2025-01", "fiqr.total", '">70"', ', statistic = "mean"'))["fiqr.total"][0]

    assert found.value == Interval(Fraction(70), Fraction(100), low_open=True)
    assert found.statistic == "mean"
    assert found.total is found.visit.totals[0]


def test_two_readings_of_a_value_are_one_interval_that_holds_both():
    readings = '[{ text = "a", value = 30 }, { text = "b", value = "35 to 40" }]'
    visit = total("2025-01", "fiqr.total", readings).replace("value = [", "readings = [", 1)

    assert seen(visit)["fiqr.total"][0].value == Interval(Fraction(30), Fraction(40))


def test_a_value_that_is_given_as_a_change_alone_is_no_value():
    readings = '[{ text = "a", change = -30 }, { text = "b", change = -35 }]'
    visit = total("2025-01", "fiqr.total", readings).replace("value = [", "readings = [", 1)

    assert seen(visit)["fiqr.total"][0].value is None


def test_a_value_that_may_be_given_as_a_change_is_not_the_other_reading():
    readings = '[{ text = "by 35", change = -35 }, { text = "to 35", value = 35 }]'
    visit = total("2025-01", "fiqr.total", readings).replace("value = [", "readings = [", 1)

    assert seen(visit)["fiqr.total"][0].value is None


def test_observations_stand_in_order_of_time_and_outcomes_in_order_of_appearance():
    visits = (
        total("2025-01", "fiqr.total", 70),
        total("2025-02", "isi.total", 20),
        total("2025-03", "fiqr.total", 40),
    )
    course = course_from(HEAD + "".join(visits))

    assert [one.id for one in outcomes(course)] == ["fiqr.total", "isi.total"]
    assert [one.value for one in observe(course)["fiqr.total"]] == [exactly(70), exactly(40)]


def test_responses_to_one_instrument_are_taken_together():
    graded = answered("2025-01-06", "fsq", fatigue=3)
    visit = graded + 'drawing = { marked = ["neck"] }\n'
    (response,) = merged(course_from(HEAD + visit).visits[0])

    assert response.answers == {"fatigue": 3, "neck": 1}


def test_the_days_asked_about_stay_with_the_answers():
    diary = answered("2025-01-06", "pain-nrs", worst_pain=7).replace(
        "answers", "recall_days = 1, answers"
    )
    (response,) = merged(course_from(HEAD + diary).visits[0])

    assert response.recall_days == 1


def test_merging_refuses_what_the_reader_refuses():
    course = course_from(HEAD + answered("2025-01-06", "phq4", **PHQ4))
    response = course.visits[0].responses[0]
    twice = type(course.visits[0])(
        course.visits[0].when, None, NOT_ON_RECORD, NOT_ON_RECORD, (response, response), (), None
    )

    with pytest.raises(ResponseError) as caught:
        merged(twice)

    assert str(caught.value) == (
        "phq4@2009.1: an answer to 'nervous' is given twice, once is right"
    )
