"""From answers to scores: missing parts, entered totals, bounds, safety flags."""

from fractions import Fraction

import pytest

from caseline.errors import InstrumentError
from caseline.instruments import catalogue
from caseline.scoring import Response, safety_flags, score


def fsq(answers, **totals):
    return score(Response(catalogue.instrument("fsq"), answers, totals))


def test_a_score_without_its_parts_says_how_many_are_missing():
    scores = score(Response(catalogue.instrument("phq4"), {"nervous": 1}))

    assert scores["anxiety"].value is None
    assert scores["anxiety"].absent == "1 of 2 parts is unanswered"
    assert scores["depression"].absent == "2 of 2 parts are unanswered"


def test_one_blank_function_item_is_made_up_for_and_said_so():
    fiqr = catalogue.instrument("fiqr")
    answers = {item.id: 8 for item in fiqr.items if item.id != "stairs"}
    function = score(Response(fiqr, answers))["function"]

    assert (function.value, function.answered, function.prorated) == (24, 8, True)


def test_the_severity_score_comes_from_parts_entered_apart():
    scores = fsq({}, wpi=17, sss=9)

    assert (scores["severity"].value, scores["wpi"].entered) == (26, True)
    assert not scores["wpi"].prorated


def test_regions_that_were_not_answered_leave_a_lower_and_an_upper_bound():
    wpi = fsq({"jaw_l": 1, "jaw_r": 1, "neck": 0})["wpi"]

    assert (wpi.value, wpi.low, wpi.high) == (None, 2, 18)


def test_the_bounds_of_a_sum_hold_those_of_its_parts():
    severity = fsq({"jaw_l": 1, "jaw_r": 1, "neck": 0}, sss=9)["severity"]

    assert (severity.value, severity.low, severity.high) == (None, 11, 27)


@pytest.mark.parametrize(("answer", "flags"), [(0, ()), (1, ("phq9-item-9",))])
def test_item_9_of_the_phq9_raises_its_flag_whatever_the_score(answer, flags):
    response = Response(catalogue.instrument("phq9"), {"selfharm": answer})

    assert safety_flags(response) == flags


def test_a_band_of_an_absent_score_is_no_word():
    assert fsq({})["severity"].band("wolfe2015") is None


def test_a_word_of_an_author_who_drew_no_bands_is_refused():
    response = Response(catalogue.instrument("phq4"), {}, {"total": 7})

    with pytest.raises(InstrumentError) as refused:
        score(response)["total"].band("severity")
    assert str(refused.value) == "the score 'total' has no bands 'severity', known: 'kroenke2009'"


def test_scores_are_exact_fractions():
    fiqr = catalogue.instrument("fiqr")
    total = score(Response(fiqr, {item.id: 7 for item in fiqr.items} | {"stairs": 6}))["total"]

    assert total.value == Fraction(62, 3) + 14 + 35
