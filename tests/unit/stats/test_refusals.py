"""What no index answers: one phase, two points, constant series, holes, infinity, a wrong word."""

from math import inf, nan

import pytest

from caseline.errors import DesignError
from caseline.stats import (
    baseline_corrected_tau,
    ird,
    lrr_decreasing,
    lrr_increasing,
    nap,
    pand,
    pem,
    percent_change,
    piecewise,
    pnd,
    smd,
    tau,
    tau_u,
)

INDICES = {
    "NAP": nap,
    "PND": pnd,
    "PEM": pem,
    "PAND": pand,
    "IRD": ird,
    "Tau": tau,
    "Tau-U": tau_u,
    "baseline-corrected Tau": baseline_corrected_tau,
    "SMD": smd,
    "the log response ratio": lrr_increasing,
    "percent change": percent_change,
    "piecewise regression": piecewise,
}
every_index = pytest.mark.parametrize(("name", "index"), INDICES.items())


def refusal(index, a, b, **words):
    with pytest.raises(DesignError) as refused:
        index(a, b, **{"worse": "higher", **words})
    return str(refused.value)


@every_index
def test_a_phase_without_values(name, index):
    assert refusal(index, [5, 6, 7], []) == (
        f"{name} needs at least 2 treatment values, there are 0"
    )


@every_index
def test_two_points(name, index):
    fewest = 3 if name in ("baseline-corrected Tau", "SMD") else 2

    assert refusal(index, [5], [6]) == (
        f"{name} needs at least {fewest} baseline values, there is 1"
    )


@every_index
def test_a_constant_series(name, index):
    assert refusal(index, [5, 5, 5], [5, 5, 5]) == (
        f"{name} needs values that differ, all are the same"
    )


@every_index
def test_a_missing_value(name, index):
    assert refusal(index, [5, nan, 6], [4, 3, 2]) == (
        f"{name} needs finite numbers, baseline holds NaN: leave gaps out"
    )


@every_index
def test_an_infinite_value(name, index):
    assert refusal(index, [5, 6, 7], [4, inf]) == (
        f"{name} needs finite numbers, treatment holds infinity"
    )


@every_index
def test_words_instead_of_numbers(name, index):
    assert refusal(index, [5, 6, 7], ["mild", "worse"]) == (
        f"{name} needs numbers, treatment holds something else"
    )


@every_index
def test_a_table_instead_of_a_row(name, index):
    assert refusal(index, [[5, 6, 7]], [4, 3]) == (
        f"{name} needs one row of numbers, baseline has 2 dimensions"
    )


@every_index
def test_a_mistyped_direction(name, index):
    assert refusal(index, [5, 6, 7], [4, 3], worse="hgiher") == (
        "the direction must be 'higher' or 'lower' (which way is worse)"
    )


@pytest.mark.parametrize(
    ("index", "message"),
    [
        (tau_u, "there is no such Tau-U, only trend_a_parker, trend_a_complete, "),
        (baseline_corrected_tau, "there is no such baseline-corrected Tau, only tarlow, tested, "),
    ],
)
def test_a_variant_that_does_not_exist_is_answered_with_those_that_do(index, message):
    assert refusal(index, [1, 2, 3], [4, 5], variant="parker").startswith(message)


@pytest.mark.parametrize("index", [tau_u, baseline_corrected_tau])
def test_more_values_than_can_be_compared_pair_by_pair(index):
    message = refusal(index, range(3_000), range(2_001))

    assert message.endswith("compares every pair, for up to 5000 values; there are 5001")


@pytest.mark.parametrize("index", [lrr_increasing, lrr_decreasing, percent_change])
@pytest.mark.parametrize(("a", "b"), [([-1, 5], [4, 3]), ([0, 0], [4, 3]), ([4, 3], [0, 0])])
def test_a_ratio_needs_a_ratio_scale(index, a, b):
    assert refusal(index, a, b).endswith(
        "needs values of 0 or more and means above 0: a ratio scale"
    )


@pytest.mark.parametrize(
    ("times", "end"),
    [
        ([1, 2, 3], "needs one time per value: 6, there are 3"),
        ([1, 2, 3, 3, 4, 5], "needs times that rise from value to value"),
        ([1, 2, 3, nan, 4, 5], "needs finite numbers, the times holds NaN: leave gaps out"),
    ],
)
@pytest.mark.parametrize("index", [piecewise, baseline_corrected_tau])
def test_times_that_do_not_fit(index, times, end):
    assert refusal(index, [5, 6, 7], [4, 3, 2], times=times).endswith(end)
