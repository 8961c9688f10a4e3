"""What each scheme allows: counts from formulas, refusals, and orders drawn at random."""

from collections import Counter
from math import comb

import numpy as np
import pytest

from caseline.errors import DesignError
from caseline.stats import Alternating, Complete, MultipleBaseline, Pairs, Phases, StartPoint
from caseline.stats.randomisation.runs import Runs

AB = [0, 0, 0, 0, 1, 1, 1, 1]


def refusal(scheme, order):
    with pytest.raises(DesignError) as refused:
        scheme().orders(order)
    return str(refused.value)


def test_start_points_are_as_many_as_their_window_is_wide():
    assert StartPoint(3, 6).orders(AB).count == 4
    assert StartPoint(5, 5).orders(AB).count == 1


# Change points of phases of m or more values: C(n - phases * m + phases - 1, phases - 1).
@pytest.mark.parametrize(("phases", "minimum", "n"), [(2, 5, 20), (3, 4, 30), (4, 5, 40)])
def test_phases_are_as_many_as_their_change_points(phases, minimum, n):
    order = [phase % 2 for phase in range(phases) for _ in range(minimum)]
    order += order[-1:] * (n - len(order))

    expected = comb(n - phases * minimum + phases - 1, phases - 1)
    assert Phases(minimum).orders(order).count == expected


def test_pairs_double_with_each_pair():
    assert Pairs().orders([1, 0] * 100).count == 2**100


def test_complete_orders_are_binomial():
    assert Complete().orders([0, 1] * 15).count == 155_117_520
    assert Complete().orders([0, 0, 1]).count == 3


def test_a_limit_of_one_leaves_strict_alternation():
    assert Alternating(1).orders([0, 1] * 6).count == 2
    assert Alternating(1).orders([1, 0, 1]).count == 1


def test_a_limit_as_long_as_the_course_is_none():
    assert Alternating(30).orders([0, 1] * 15).count == 155_117_520


def test_staggered_starts_are_dealt_in_as_many_ways_as_there_are_dealings():
    fixed = tuple(StartPoint(s, s) for s in (2, 4, 6))
    order = [[value >= s for value in range(1, 9)] for s in (4, 6, 2)]

    assert MultipleBaseline(fixed, dealt=True).orders(order).count == 6


def test_independent_starts_multiply():
    windows = (StartPoint(2, 4), StartPoint(3, 6))
    order = [[value >= s for value in range(1, 9)] for s in (4, 6)]

    assert MultipleBaseline(windows).orders(order).count == 12
    assert MultipleBaseline(windows, dealt=True).orders(order).count == 24


@pytest.mark.parametrize(
    ("scheme", "order"),
    [
        (StartPoint(6, 7), AB),
        (StartPoint(3, 6), [0, 0, 0, 0, 1, 1, 0, 1]),
        (StartPoint(3, 6), [0] * 8),
        (Phases(5), AB),
        (Pairs(), AB),
        (Pairs(), [0, 1, 0]),
        (Alternating(3), AB),
        (MultipleBaseline((StartPoint(2, 3),)), [AB]),
        (MultipleBaseline((StartPoint(2, 5),)), [AB[::-1]]),
    ],
)
def test_an_order_that_the_scheme_could_not_have_made_is_refused(scheme, order):
    assert (
        refusal(lambda: scheme, order)
        == f"{scheme} could not have made the given order of treatment"
    )


@pytest.mark.parametrize(
    ("scheme", "order", "sentence"),
    [
        (
            lambda: StartPoint(1, 4),
            AB,
            "a start point runs from value 2 or later to the same or a later one",
        ),
        (lambda: StartPoint(4, 9), AB, "the latest start is value 9, but there are 8 values"),
        (lambda: Phases(0), AB, "the shortest phase must be 1 or more, it is 0"),
        (lambda: Alternating(0), AB, "the longest run must be 1 or more, it is 0"),
        (
            lambda: MultipleBaseline((StartPoint(2, 9),)),
            [AB],
            "the latest start is value 9, but there are 8 values",
        ),
        (lambda: MultipleBaseline((StartPoint(2, 5),)), [AB, AB], "1 windows cannot serve 2 cases"),
        (Complete, [], "an assignment needs at least one value, there is none"),
        (Complete, [0, 2], "an assignment must hold true and false (or 1 and 0) only"),
        (Complete, ["A", "B"], "an assignment must hold true and false (or 1 and 0) only"),
        (Complete, [AB], "Complete() cannot have made an assignment of 2 dimensions"),
    ],
)
def test_a_scheme_that_cannot_be_is_refused_with_a_sentence(scheme, order, sentence):
    assert refusal(scheme, order) == sentence


# 40,000 draws: each of m orders comes 40,000 / m times, with a binomial spread.
@pytest.mark.parametrize(
    ("scheme", "order"),
    [
        (StartPoint(2, 8), AB),
        (Phases(2), [0, 0, 0, 1, 1, 0, 0, 1, 1]),
        (Pairs(), [0, 1] * 3),
        (Complete(), [0, 1, 1, 0, 0]),
        (Alternating(2), [0, 1] * 3),
        (
            MultipleBaseline((StartPoint(2, 3), StartPoint(4, 6)), dealt=True),
            [[0, 1, 1, 1, 1, 1], [0, 0, 0, 0, 1, 1]],
        ),
    ],
)
def test_orders_are_drawn_equally_often(scheme, order):
    orders = scheme.orders(order)

    drawn = orders.draw(np.random.default_rng(3), 40_000)

    times = Counter(orders.alphabet[letters].tobytes() for letters in drawn.T)
    expected = 40_000 / orders.count
    assert set(times) == {one.tobytes() for one in orders}
    assert max(abs(n - expected) for n in times.values()) < 4 * expected**0.5


@pytest.mark.parametrize(
    ("one", "limit"), [([0, 1, 0, 1, 0, 1, 0, 0], 2), ([1, 0, 1] * 3, 3), ([0, 0, 1] * 3, 4)]
)
def test_orders_counted_run_by_run_are_those_of_the_graph_and_drawn_equally_often(one, limit):
    listed = {order.tobytes() for order in Alternating(limit).orders(one)}
    runs = Runs(len(one), sum(one), limit)

    drawn = runs.draw(np.random.default_rng(3), 40_000)

    times = Counter(runs.alphabet[letters].tobytes() for letters in drawn.T)
    expected = 40_000 / runs.count
    assert runs.count == len(listed)
    assert set(times) == listed
    assert max(abs(n - expected) for n in times.values()) < 4 * expected**0.5


def test_a_year_with_long_runs_is_counted_without_a_graph():
    made = np.arange(364) % 2 == 0
    orders = Alternating(40).orders(made)

    drawn = orders.draw(np.random.default_rng(5), 100)

    assert isinstance(orders, Runs)
    # nearly all of the orders without a limit: 364 over 182
    assert 0.999 < orders.count / comb(364, 182) < 1
    assert all(orders.allows(one) for one in drawn.T == 1)
    assert not orders.allows(np.arange(364) < 182)


def test_orders_of_a_long_course_are_drawn_from_numbers_beyond_any_machine_word():
    orders = Alternating(2).orders([0, 1] * 75)

    drawn = orders.alphabet[orders.draw(np.random.default_rng(5), 200).T]

    assert orders.count > 2**64
    assert all(orders.allows(one) for one in drawn)
    assert len({one.tobytes() for one in drawn}) == 200
