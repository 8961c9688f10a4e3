"""What a response refuses: always in one sentence, and never with the answer in it."""

from decimal import Decimal
from fractions import Fraction

import pytest

from caseline.errors import ResponseError
from caseline.instruments import catalogue
from caseline.record import NOT_ON_RECORD
from caseline.scoring import Response

PHQ4 = "phq4@2009.1"


def refusal(name="phq4", *given, **more):
    with pytest.raises(ResponseError) as refused:
        Response(catalogue.instrument(name), *given, **more)
    return str(refused.value)


def test_an_unknown_item():
    assert refusal("phq4", {"nervus": 1}) == f"{PHQ4} has no item 'nervus'"


def test_an_unknown_score():
    assert refusal("phq4", {}, {"sum": 1}) == f"{PHQ4} has no score 'sum'"


@pytest.mark.parametrize("answer", [4, -1, 1.5, float("nan"), Decimal("Infinity")])
def test_an_answer_off_its_scale(answer):
    assert refusal("phq4", {"nervous": answer}) == (
        f"{PHQ4}: the answer to 'nervous' is off its scale, which runs from 0 to 3 in steps of 1"
    )


@pytest.mark.parametrize(
    ("answer", "found"), [(True, "true or false"), ("2", "a text"), (None, "something else")]
)
def test_an_answer_that_is_no_number(answer, found):
    assert refusal("phq4", {"nervous": answer}) == (
        f"{PHQ4}: the answer to 'nervous': found {found}, a number is needed; its scale runs from "
        "0 to 3 in steps of 1"
    )


def test_a_number_too_long_to_be_an_answer_is_refused_at_once():
    assert "off its scale" in refusal("phq4", {"nervous": Decimal("1e999999999")})


def test_a_total_off_its_scale():
    assert refusal("phq4", {}, {"total": 13}) == (
        f"{PHQ4}: the total 'total' is off its scale, which runs from 0 to 12 in steps of 1"
    )


def test_a_total_beside_answers_to_its_own_parts():
    assert refusal("phq4", {"nervous": 1}, {"total": 5}) == (
        f"{PHQ4}: the total 'total' is entered beside its own parts; give one or the other"
    )


def test_days_asked_about_that_the_instrument_has_not():
    assert refusal("pain-nrs", {"worst_pain": 5}, recall_days=3) == (
        "pain-nrs@1.1: the days asked about must be one of 1, 7, 28"
    )
    assert refusal("phq4", {"nervous": 1}, recall_days=14) == (
        f"{PHQ4}: the days asked about are fixed by the instrument and cannot be given"
    )


def test_numbers_are_kept_exactly_and_a_float_as_it_prints():
    response = Response(catalogue.instrument("fiqr"), {}, {"total": 62.17})

    assert response.totals == {"total": Fraction(6217, 100)}
    assert response.recall_days is NOT_ON_RECORD
