"""Randomisation tests of thirty days: counted in full, beside some orders listed one by one.

Other programs list or draw orders: SCRT 1.3.1 took 13 s for 100,000 random ones of the first
course, and 17 s for 1,000 of the second (two cores of another machine).
"""

import time
from functools import partial
from itertools import islice

import numpy as np
import pytest

from caseline.stats import (
    Alternating,
    Complete,
    Pairs,
    Phases,
    randomisation_interval,
    randomisation_test,
)

ROUNDS = 7
YARDSTICK_ORDERS = 10_000

DAYS = np.random.default_rng(1).normal(5, 2, 30)
ORDER = [0, 1, 1, 0, 0, 1] * 5


def best(function):
    """The least time in seconds: what a busy machine adds, it adds to the other rounds."""
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        function()
        times.append(time.perf_counter() - begun)
    return min(times)


def list_some():
    """The difference of means of the first orders of thirty days, one by one."""
    orders = islice(Complete().orders(ORDER), YARDSTICK_ORDERS)
    return [DAYS[order].mean() - DAYS[~order].mean() for order in orders]


@pytest.mark.parametrize(
    ("scheme", "orders", "goal"),
    [(Complete(), 155_117_520, 0.050), (Alternating(2), 860_142, 1.0)],
    ids=["completely randomised", "alternating, limit 2"],
)
def test_thirty_days_are_counted_in_less_time_than_some_orders_take_to_list(
    scheme, orders, goal, record_property
):
    test = randomisation_test(DAYS, ORDER, scheme, worse="higher")

    yardstick = best(list_some)
    seconds = best(partial(randomisation_test, DAYS, ORDER, scheme, worse="higher"))

    record_property("ratio", round(seconds / yardstick, 3))
    print(
        f"\n{scheme}: {orders:,} orders in {seconds * 1e3:.1f} ms, "
        f"{seconds / yardstick:.2f} times {YARDSTICK_ORDERS:,} listed ones"
    )
    assert test.exact
    assert test.allowed == orders
    assert seconds < yardstick
    assert seconds < goal


def test_how_long_other_courses_take():
    """Printed, and within a second each: what an analysis may wait for."""
    rng = np.random.default_rng(2)
    courses = {
        "10 pairs": (rng.normal(size=20), [0, 1] * 10, Pairs()),
        "ABAB of 100 days": (rng.normal(size=100), ([0] * 25 + [1] * 25) * 2, Phases(5)),
        "60 days of an 11-point scale": (rng.integers(0, 11, 60), [0, 1] * 30, Complete()),
        "200 days of an 11-point scale": (rng.integers(0, 11, 200), [0, 1] * 100, Complete()),
        "60 days of any values, estimated": (rng.normal(size=60), [0, 1] * 30, Complete()),
    }
    for name, (values, order, scheme) in courses.items():
        seconds = best(partial(randomisation_test, values, order, scheme, worse="lower"))
        print(f"\n{name}: {seconds * 1e3:.1f} ms", end="")
        assert seconds < 1
    seconds = best(partial(randomisation_interval, DAYS, ORDER, Complete(), worse="higher"))
    print(f"\ninterval of 30 completely randomised days: {seconds * 1e3:.0f} ms")
