"""Laws of randomisation tests, each beside a list of every order made in another way."""

from itertools import groupby, pairwise, permutations, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from caseline.stats.randomisation import (
    Alternating,
    Complete,
    MultipleBaseline,
    Pairs,
    Phases,
    StartPoint,
    randomisation_interval,
    randomisation_test,
)

NEAR = 1e-9


# What each scheme allows, said a second time: as a condition on any order.


def runs(order):
    return [(bit, len(list(run))) for bit, run in groupby(order)]


def allows(scheme, like, order):
    match scheme:
        case StartPoint(first, last):
            before = order.index(1) if 1 in order else len(order)
            return list(order) == sorted(order) and first <= before + 1 <= last
        case Phases(minimum):
            same = [bit for bit, _ in runs(order)] == [bit for bit, _ in runs(like)]
            return same and all(length >= minimum for _, length in runs(order))
        case Pairs():
            return all(one + other == 1 for one, other in zip(order[::2], order[1::2], strict=True))
        case Complete():
            return sum(order) == sum(like)
        case Alternating(limit):
            return sum(order) == sum(like) and all(length <= limit for _, length in runs(order))


def listed(scheme, like):
    return [order for order in product((0, 1), repeat=len(like)) if allows(scheme, like, order)]


def differences(gains, orders):
    """Mean with treatment less mean without; infinite where there is none, so it is extreme."""
    there = np.isfinite(gains)
    filled = np.where(there, gains, 0.0)
    found = []
    for order in np.array(orders, dtype=bool):
        k, n = there[order].sum(), there.sum()
        if k in (0, n):
            found.append(np.inf)
        else:
            treated = filled[order].sum()
            found.append(treated / k - (filled.sum() - treated) / (n - k))
    return np.array(found)


def p_by_listing(gains, like, orders, two_sided):
    found = differences(gains, orders)
    observed = differences(gains, [like])[0]
    even = NEAR * np.ptp(gains[np.isfinite(gains)])
    if two_sided:
        found, observed = np.abs(found), abs(observed)
    return int((found >= observed - even).sum()) / len(orders)


@st.composite
def designs(draw, most=10):
    """A scheme with one of the orders that it allows, 2 to `most` steps long."""
    n = draw(st.integers(2, most))
    kind = draw(st.sampled_from(["start", "phases", "pairs", "complete", "alternating"]))
    if kind == "start":
        first = draw(st.integers(2, n))
        scheme = StartPoint(first, draw(st.integers(first, n)))
        like = [int(i >= first - 1) for i in range(n)]
    elif kind == "pairs":
        scheme, like = Pairs(), [0, 1] * (n // 2)
    else:
        like = draw(st.lists(st.integers(0, 1), min_size=n, max_size=n))
        like[:2] = [0, 1]
        lengths = [length for _, length in runs(like)]
        scheme = {
            "phases": Phases(draw(st.integers(1, min(lengths)))),
            "complete": Complete(),
            "alternating": Alternating(draw(st.integers(max(lengths), n))),
        }[kind]
    orders = listed(scheme, like)
    return scheme, draw(st.sampled_from(orders)), orders


scale = st.integers(0, 4).map(float)  # few levels: many ties
fine = st.floats(-100, 100, allow_subnormal=False)
tenths = st.integers(-50, 50).map(lambda n: n / 10)


@st.composite
def courses(draw, *, missing=False, most=10):
    """A design with values for it; some may be missing, never all of a condition."""
    scheme, like, orders = draw(designs(most))
    kind = draw(st.sampled_from([scale, tenths, fine]))
    values = np.array(draw(st.lists(kind, min_size=len(like), max_size=len(like))))
    if missing:
        gone = draw(st.lists(st.booleans(), min_size=len(like), max_size=len(like)))
        gone[like.index(0)] = gone[like.index(1)] = False
        values[np.array(gone)] = np.nan
    return values, scheme, like, orders


# Counting is listing.


@given(designs())
def test_a_scheme_holds_each_order_it_allows_once(design):
    scheme, like, orders = design

    known = scheme.orders(like)

    assert known.count == len(orders)
    assert sorted(tuple(map(int, order)) for order in known) == sorted(orders)


@given(courses(missing=True), st.booleans())
def test_counting_gives_what_listing_gives(course, two_sided):
    values, scheme, like, orders = course

    test = randomisation_test(values, like, scheme, worse="lower", two_sided=two_sided)

    assert test.exact
    assert test.allowed == len(orders)
    assert test.p == p_by_listing(values, like, orders, two_sided)
    assert np.isclose(test.statistic, differences(values, [like])[0], rtol=1e-9, atol=1e-9)


@given(st.data(), st.booleans())
def test_counting_whole_periods_gives_what_listing_gives(data, two_sided):
    scheme, like, orders = data.draw(designs(6))
    rows = st.lists(scale, min_size=3, max_size=3)
    values = np.array(data.draw(st.lists(rows, min_size=len(like), max_size=len(like))))
    values[1:, 0] = np.nan

    test = randomisation_test(values, like, scheme, worse="lower", two_sided=two_sided)

    days = np.repeat(np.array(orders), 3, axis=1)
    assert test.p == p_by_listing(values.ravel(), np.repeat(like, 3), days, two_sided)


@st.composite
def baselines(draw):
    """Cases with their windows, apart from each other, and all assignments by procedure."""
    cases, dealt = draw(st.integers(1, 3)), draw(st.booleans())
    edges = sorted(draw(st.sets(st.integers(2, 9), min_size=2 * cases, max_size=2 * cases)))
    windows = tuple(StartPoint(*edges[i : i + 2]) for i in range(0, 2 * cases, 2))
    dealings = permutations(windows) if dealt else [windows]
    starts = [
        chosen
        for dealing in dealings
        for chosen in product(*(range(w.first, w.last + 1) for w in dealing))
    ]
    values = draw(
        st.lists(st.lists(tenths, min_size=9, max_size=9), min_size=cases, max_size=cases)
    )
    return MultipleBaseline(windows, dealt), starts, np.array(values), draw(st.sampled_from(starts))


def mean_of_cases(values, starts):
    return np.mean(
        [
            case[s - 1 :].mean() - case[: s - 1].mean()
            for case, s in zip(values, starts, strict=True)
        ]
    )


@given(baselines(), st.booleans())
def test_counting_over_several_baselines_gives_what_listing_gives(baseline, two_sided):
    scheme, starts, values, made = baseline
    assignment = [[value >= start for value in range(1, 10)] for start in made]

    test = randomisation_test(values, assignment, scheme, worse="lower", two_sided=two_sided)

    found = np.array([mean_of_cases(values, one) for one in starts])
    observed = mean_of_cases(values, made)
    far, limit = (np.abs(found), abs(observed)) if two_sided else (found, observed)
    assert test.allowed == len(starts)
    assert test.p == int((far >= limit - NEAR).sum()) / len(starts)


# The test keeps its promise.


@settings(max_examples=50)
@given(courses(missing=True, most=8), st.booleans())
def test_whatever_the_values_p_is_below_a_level_no_more_often_than_that(course, two_sided):
    """Under no effect each order is as likely: so p is exact over all of them."""
    values, scheme, _, orders = course
    told = [one for one in orders if np.isfinite(differences(values, [one])[0])]

    ps = sorted(
        randomisation_test(values, one, scheme, worse="higher", two_sided=two_sided).p
        for one in told
    )

    assert all(0 < p <= 1 for p in ps)
    for rank, p in enumerate(ps, start=1):
        assert p >= rank / len(orders) - 1e-12


@given(courses(most=8), st.booleans())
def test_no_order_gives_a_p_below_the_smallest_that_the_design_can_give(course, two_sided):
    values, scheme, like, _ = course

    test = randomisation_test(values, like, scheme, worse="lower", two_sided=two_sided)

    assert test.p >= test.smallest_p


@given(courses(missing=True), st.integers(-50, 50), st.integers(-3, 3))
def test_neither_origin_nor_unit_of_the_scale_matters(course, shift, power):
    values, scheme, like, _ = course
    other = np.round(values, 3) * 2.0**power + shift

    before = randomisation_test(np.round(values, 3), like, scheme, worse="lower")
    after = randomisation_test(other, like, scheme, worse="lower")

    assert after.p == before.p
    assert np.isclose(after.statistic, before.statistic * 2.0**power, rtol=1e-9, atol=1e-9)


@given(courses(missing=True))
def test_a_mirrored_outcome_with_a_mirrored_direction_is_the_same_course(course):
    values, scheme, like, _ = course

    assert randomisation_test(values, like, scheme, worse="lower") == randomisation_test(
        -values, like, scheme, worse="higher"
    )


@given(courses(missing=True), st.lists(st.integers(0, 40), min_size=3, max_size=3))
def test_more_benefit_never_raises_the_one_sided_p(course, steps):
    values, scheme, like, _ = course

    ps = [
        randomisation_test(
            values + added * np.array(like), like, scheme, worse="lower", two_sided=False
        ).p
        for added in np.cumsum([0, *steps])
    ]

    assert all(later <= earlier for earlier, later in pairwise(ps))


@settings(max_examples=30)
@given(courses(most=6), st.sampled_from([0.5, 0.8]))
def test_an_interval_ends_where_the_test_turns(course, level):
    values, scheme, like, _ = course
    values = np.round(values, 1)
    spread = np.ptp(values) or 1.0

    def p(effect, worse):
        shifted = values - effect * np.array(like)
        return randomisation_test(shifted, like, scheme, worse=worse, two_sided=False).p

    low, high = randomisation_interval(values, like, scheme, worse="lower", level=level)
    alpha = (1 - level) / 2

    assert low <= high
    for end, inwards, worse in ((low, 1, "lower"), (high, -1, "higher")):
        if np.isfinite(end):
            assert p(end - inwards * 1e-3 * spread, worse) <= alpha + 1e-12
            assert p(end + inwards * 1e-3 * spread, worse) > alpha
        else:
            assert p(-inwards * 1e3 * spread, worse) > alpha
