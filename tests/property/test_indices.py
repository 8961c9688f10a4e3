"""Laws of the single-case indices, whatever the values."""

from itertools import pairwise
from math import isfinite, isnan

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from caseline.stats import (
    autocorrelation,
    baseline_corrected_tau,
    ird,
    kendall_trend,
    lrr_decreasing,
    lrr_increasing,
    nap,
    nap_many,
    pand,
    pem,
    percent_change,
    piecewise,
    pnd,
    smd,
    tau,
    tau_u,
    tau_u_many,
    theil_sen,
)
from caseline.stats.baseline_corrected import RULES
from caseline.stats.tau import VARIANTS

RANGES = {nap: (0, 1), pnd: (0, 1), pem: (0, 1), pand: (0.5, 1), ird: (-np.inf, 1), tau: (-1, 1)}

# On a scale of few points, so that ties are common.
points = st.integers(0, 10)
words = st.sampled_from(["higher", "lower"])


@st.composite
def two_phases(draw, fewest=2):
    a = draw(st.lists(points, min_size=fewest, max_size=12))
    b = draw(st.lists(points, min_size=2, max_size=12))
    assume(len({*a, *b}) > 1)
    return a, b


def numbers(found):
    return [one for one in (found.value, found.se, found.low, found.high) if one is not None]


@given(phases=two_phases(), worse=words)
def test_an_index_stays_in_its_range_and_inside_its_interval(phases, worse):
    for index, (low, high) in RANGES.items():
        found = index(*phases, worse=worse)

        assert all(map(isfinite, numbers(found)))
        assert low <= found.value <= high
        if found.low is not None:
            assert low <= found.low <= found.value <= found.high <= high
            assert found.low < found.high
            assert found.se > 0


@given(phases=two_phases(), worse=words, turn=st.integers(0, 11))
def test_the_order_inside_a_phase_does_not_count(phases, worse, turn):
    turned = [[*phase[turn:], *phase[:turn][::-1]] for phase in phases]

    for index in RANGES:
        assert index(*turned, worse=worse) == index(*phases, worse=worse)


@given(phases=two_phases(fewest=3), worse=words)
def test_the_mirrored_outcome_has_the_same_index(phases, worse):
    a, b = phases
    assume(len({*a}) > 1)
    other = "lower" if worse == "higher" else "higher"

    for index in (*RANGES, smd, tau_u, baseline_corrected_tau):
        mirrored = index([-value for value in a], [-value for value in b], worse=other)

        assert mirrored == index(a, b, worse=worse)


@given(phases=two_phases())
def test_better_one_way_is_worse_the_other_way(phases):
    for index, total in ((nap, 1), (pem, 1), (tau, 0)):
        both = index(*phases, worse="higher").value + index(*phases, worse="lower").value

        assert both == pytest.approx(total, abs=1e-15)


@given(phases=two_phases(), at=st.integers(0, 11), gain=points)
def test_a_better_value_under_treatment_never_lowers_an_index(phases, at, gain):
    a, b = phases
    better = list(b)
    better[at % len(b)] += gain
    assume(len({*a, *better}) > 1)

    for index in RANGES:
        assert index(a, better, worse="lower").value >= index(a, b, worse="lower").value


@given(phases=two_phases(fewest=3), worse=words, step=points, by=st.sampled_from([0.5, 2, 8]))
def test_the_unit_and_the_origin_of_the_scale_do_not_count(phases, worse, step, by):
    a, b = phases
    assume(len({*a}) > 1)

    for index in (*RANGES, smd, tau_u):
        moved = index([by * x + step for x in a], [by * x + step for x in b], worse=worse)

        assert moved.value == pytest.approx(index(a, b, worse=worse).value, rel=1e-12, abs=1e-12)


@given(phases=two_phases(), worse=words)
def test_tau_u_stays_from_minus_1_to_1_but_for_parkers(phases, worse):
    beyond = (len(phases[0]) - 1) / 2 / len(phases[1])  # the trend in A over the pairs m * n
    for variant in VARIANTS:
        found = tau_u(*phases, worse=worse, variant=variant)

        assert abs(found.value) <= 1 + beyond * (variant == "trend_a_parker") + 1e-12
        assert found.se > 0


@given(phases=two_phases(fewest=3), worse=words)
def test_a_corrected_tau_stays_in_its_range_and_inside_its_interval(phases, worse):
    for variant in RULES:
        found = baseline_corrected_tau(*phases, worse=worse, variant=variant)

        assert all(map(isfinite, numbers(found)))
        assert -1 <= found.value <= 1
        if found.low is not None:
            assert -1 <= found.low <= found.value <= found.high <= 1


@given(phases=two_phases(fewest=3), slope=st.integers(-5, 5))
def test_a_trend_through_both_phases_is_taken_out(phases, slope):
    a, b = phases
    tilted = [value + slope * at for at, value in enumerate(a + b)]
    assume(len({*tilted}) > 1)

    straight, bent = (
        baseline_corrected_tau(one[: len(a)], one[len(a) :], worse="lower", variant="always")
        for one in (a + b, tilted)
    )

    assert bent.value == pytest.approx(straight.value, abs=1e-12)


@given(phases=two_phases(), worse=words)
def test_a_ratio_is_a_gain_exactly_where_the_mean_improves(phases, worse):
    a, b = ([value + 1 for value in phase] for phase in phases)
    found = percent_change(a, b, worse=worse)
    gain = (np.mean(b) - np.mean(a)) * (-1 if worse == "higher" else 1)

    assert np.sign(round(found.value, 9)) == np.sign(round(gain, 9))
    assert lrr_increasing(a, b, worse=worse).value == -lrr_decreasing(a, b, worse=worse).value
    assert all(map(isfinite, numbers(found)))


@given(rows=st.lists(st.lists(points, min_size=4, max_size=4), min_size=1, max_size=6), worse=words)
def test_many_series_at_once_are_as_one_by_one(rows, worse):
    series = np.array(rows, dtype=float)
    a, b = series[:, :2], series[:, 2:]
    shares = nap_many(a, b, worse=worse)
    found = {name: tau_u_many(a, b, worse=worse, variant=name) for name in VARIANTS}

    for at, row in enumerate(rows):
        if len({*row}) == 1:
            assert isnan(shares[at])
            assert all(isnan(one[at]) for one in found.values())
        else:
            assert shares[at] == nap(a[at], b[at], worse=worse).value
            for name, one in found.items():
                alone = tau_u(a[at], b[at], worse=worse, variant=name)
                assert one[at] == pytest.approx(alone.value, abs=1e-15)


@given(values=st.lists(points, min_size=3, max_size=15))
def test_a_trend_turned_round_is_its_negative(values):
    assume(len({*values}) > 1)
    one, other = kendall_trend(values), kendall_trend(values[::-1])

    assert one.s == -other.s
    assert one.p == pytest.approx(other.p)
    assert 0 <= one.p <= 1
    assert theil_sen(values).value == pytest.approx(-theil_sen(values[::-1]).value)


@given(
    phases=two_phases(fewest=3),
    gaps=st.lists(st.integers(1, 30), min_size=30, max_size=30),
    worse=words,
)
def test_piecewise_lines_meet_the_means_of_their_phases(phases, gaps, worse):
    """Least squares passes through the mean of each phase, since each has a level of its own."""
    a, b = phases
    times = np.cumsum(gaps[: len(a) + len(b)]).astype(float)
    found = piecewise(a, b, worse=worse, times=times)
    sign = -1 if worse == "higher" else 1
    before, after = times[: len(a)].mean(), times[len(a) :].mean()

    rise = found.baseline_slope.value * (after - before)
    rise += found.level.value + found.slope.value * (after - times[len(a)])
    assert rise == pytest.approx(sign * (np.mean(b) - np.mean(a)), abs=1e-6)


@given(values=st.lists(points, min_size=5, max_size=20))
def test_autocorrelation_stays_from_minus_1_to_1(values):
    assume(any(one != other for one, other in pairwise(values)))
    found = autocorrelation(values)

    assert -1 <= found.value <= 1
    assert found.by_chance == pytest.approx(-1 / len(values))
    assert not found.may_be_denied
