"""What is told of the values themselves."""

from datetime import date, timedelta

import pytest

from caseline.analysis import analyse
from caseline.analysis.as_json import as_json
from caseline.analysis.diagnosed import as_plain, diagnosed

NAMES = {"date": "date", "value": "pain", "condition": "drug", "baseline": 0, "worse": "higher"}
FALLING = [8, 8, 7, 7, 6, 6, 5, 5, 4, 4]
FLAT = [3, 4, 3, 2, 4, 3, 2, 3, 4, 3]


def found(before, after=FLAT, **options):
    pain = [*before, *after]
    table = {
        "date": [date(2025, 3, 1) + timedelta(days=n) for n in range(len(pain))],
        "pain": pain,
        "drug": [0] * len(before) + [1] * len(after),
    }
    return analyse(table, **{**NAMES, "range": (0, 10), **options})


def line(answer, lang="en"):
    return diagnosed(answer.analysis.diagnostics, lang)


def test_few_values_do_not_show_that_there_is_no_autocorrelation():
    few = found([5, 6, 5, 4, 6, 5, 4, 5, 6, 5])

    assert "of 20 values, too few to say that there is none" in line(few)
    assert "aus 20 Werten, zu wenigen" in line(few, "de")


def test_one_that_is_there_is_not_called_too_few():
    slow = found([5, 5, 6, 6, 7, 7, 7, 6, 6, 5, 5, 4, 4, 3, 3, 3, 4, 4, 5, 5])
    told = as_plain(slow.analysis.diagnostics)["autocorrelation"]

    assert told["found"] is True
    assert "too few" not in line(slow)


def test_a_trend_before_the_treatment_is_signed_as_benefit():
    told = as_plain(found(FALLING).analysis.diagnostics)["baseline_trend"]

    assert told["points_a_day"] == pytest.approx(0.48, abs=0.1)
    assert told["p_improving"] > 0.9
    assert "trend of 0.4" in line(found(FALLING))
    assert "trend of −0.4" in line(found(FALLING[::-1]))


def test_the_ends_of_the_scale_are_told_where_they_are_known():
    # three of twenty at the lowest point
    answer = found([0, 5, 6, 5, 4, 6, 5, 4, 5, 6], [3, 4, 0, 2, 4, 3, 0, 3, 4, 3])

    assert "15\u00a0% at the lowest and 0\u00a0% at the highest point of the scale" in line(answer)
    assert "of the scale" not in line(found(FALLING, range=None))


@pytest.mark.parametrize(("lang", "words"), [("en", "not left out: 1"), ("de", "wegzulassen: 1")])
def test_a_value_far_from_the_rest_is_named_by_its_day_and_kept(lang, words):
    before = [5, 6, 5, 4, 6, 5, 4, 5, 6, 5]
    far = found([*before[:4], 10, *before[5:]])

    assert f"{words} (2025-03-05)" in line(far, lang)
    assert as_plain(far.analysis.diagnostics)["outliers"] == ["2025-03-05"]
    assert far.analysis.n == 20


def test_at_most_five_days_are_named():
    before = [5, 6, 5, 4, 6, 5, 4, 5, 6, 5] * 4
    far = found([*before, 15, 15, 15, 15, 15, 15], range=(0, 20))

    assert "not left out: 6 (2025-04-10, 2025-04-11, 2025-04-12, 2025-04-13, 2025-04-14, …)" in (
        line(far)
    )


def test_without_an_effect_there_is_nothing_to_tell():
    assert as_json(found([5] * 10, [5] * 10), "en")["diagnostics"] is None
