"""Randomisation tests beside SCRT 1.3.1, scan 0.68.0 and an enumeration of every order.

The programs print 13 digits. scan deletes missing days first, which changes the orders that
it allows; here they keep their places (De et al. 2020), as in the enumeration.
"""

import json
from pathlib import Path

import numpy as np
import pytest

from caseline.stats import randomisation
from caseline.stats.randomisation import MultipleBaseline, StartPoint, randomisation_test

PRINTED_13 = 1e-12
SERIES = {
    one["series"]: one
    for one in json.loads((Path(__file__).parent / "data/randomisation.json").read_text())
}
BASELINES = "mbd27_4x30_ar"
TIES = "ab13_n40_irregular"
MISSING = "ab07_n24_missing"
# Which way is worse, and whether both count, where a program's statistic is A-B, B-A, |A-B|.
SIDES = {"A-B": ("higher", False), "B-A": ("lower", False), "either": ("lower", True)}


def median_difference(values, treated):
    return np.median(values[treated]) - np.median(values[~treated])


def difference_of_phase_means(values, treated):
    edges = np.flatnonzero(treated[1:] != treated[:-1]) + 1
    means = [phase.mean() for phase in np.split(values[:, 0], edges)]
    signs = [1 if phase[0] else -1 for phase in np.split(treated, edges)]
    return 2 * float(np.dot(signs, means)) / len(means)


STATISTICS = {
    "mean": "mean difference",
    "median": median_difference,
    "mean of phase means": difference_of_phase_means,
}


def treated(letters):
    return [letter == "B" for letter in letters]


# What scan does otherwise; each has its test below.
OTHERWISE = {
    (MISSING, "scan 0.68.0", "mean"),
    (MISSING, "scan 0.68.0", "median"),
    (TIES, "scan 0.68.0", "median"),
}


def answers():
    for name, one in SERIES.items():
        for answer in one["answers"]:
            other = (name, answer["program"], answer["statistic"]) in OTHERWISE
            if name != BASELINES and not other:
                for side, p in answer["p"].items():
                    words = (name, answer["program"], answer["statistic"], side)
                    yield pytest.param(one, answer, side, p, id=" ".join(words))


@pytest.mark.parametrize(("one", "answer", "side", "p"), list(answers()))
def test_p_and_statistic_are_those_of_the_program(one, answer, side, p):
    kind, *numbers = one["scheme"]
    worse, two_sided = SIDES[side]

    test = randomisation_test(
        np.array(one["values"], dtype=float),
        treated(one["treatment"]),
        getattr(randomisation, kind)(*numbers),
        worse=worse,
        two_sided=two_sided,
        statistic=STATISTICS[answer["statistic"]],
    )

    sign = -1 if worse == "higher" else 1
    assert test.p == pytest.approx(p, rel=PRINTED_13)
    assert sign * test.statistic == pytest.approx(answer["observed"], rel=PRINTED_13, abs=1e-12)
    assert test.allowed == answer["allowed"]
    assert test.exact


@pytest.mark.parametrize("side", ["A-B", "B-A", "either"])
def test_scan_answers_for_the_course_without_its_missing_days(side):
    one = SERIES[MISSING]
    scan = next(a for a in one["answers"] if a["program"] == "scan 0.68.0")
    values = np.array(one["values"], dtype=float)
    there = np.isfinite(values)
    worse, two_sided = SIDES[side]

    test = randomisation_test(
        values[there],
        np.array(treated(one["treatment"]))[there],
        randomisation.Phases(5),
        worse=worse,
        two_sided=two_sided,
    )

    assert test.allowed == scan["allowed"] == 10
    assert test.p == pytest.approx(scan["p"][side], rel=PRINTED_13)


def test_scan_misses_two_ties_of_the_median_by_rounding():
    """Of three equal differences two come out 9e-16 lower; scan compares with no tolerance."""
    one = SERIES[TIES]
    scan = next(a for a in one["answers"] if a["statistic"] == "median")

    test = randomisation_test(
        one["values"],
        treated(one["treatment"]),
        randomisation.Phases(5),
        worse="lower",
        two_sided=False,
        statistic=median_difference,
    )

    assert scan["p"]["B-A"] == pytest.approx(27 / 31, rel=PRINTED_13)
    assert test.p == 29 / 31


def more_above_than_below(values, treated):
    """2 NAP - 1, so that it turns its sign with the outcome."""
    pairs = np.sign(values[treated][:, 0][:, None] - values[~treated][:, 0])
    return float(pairs.mean())


@pytest.mark.parametrize("side", ["A-B", "B-A"])
@pytest.mark.parametrize(
    "one", [one for one in SERIES.values() if "nap" in one], ids=lambda one: one["series"]
)
def test_scan_draws_orders_of_nap_as_we_do(one, side):
    """scan's "NAP" is that of B above A in percent, and "NAP decreasing" that of B below A."""
    scan, (worse, two_sided) = one["nap"], SIDES[side]
    values = np.array(one["values"], dtype=float)
    there = np.isfinite(values)

    test = randomisation_test(
        values[there],
        np.array(treated(one["treatment"]))[there],
        randomisation.Phases(one["scheme"][1]),
        worse=worse,
        two_sided=two_sided,
        statistic=more_above_than_below,
    )

    sign = -1 if worse == "higher" else 1
    assert test.allowed == scan["allowed"]
    assert test.p == pytest.approx(scan["p"][side], rel=PRINTED_13)
    assert 50 + 50 * sign * test.statistic == pytest.approx(scan["observed"], rel=PRINTED_13)


STARTS = (8, 12, 16, 20)  # values before each start
PROCEDURES = {
    "WW": MultipleBaseline(tuple(StartPoint(s + 1, s + 1) for s in STARTS), dealt=True),
    "MB": MultipleBaseline(tuple(StartPoint(s, s + 2) for s in STARTS)),
    "KL": MultipleBaseline(tuple(StartPoint(s, s + 2) for s in STARTS), dealt=True),
}


@pytest.mark.parametrize("answer", SERIES[BASELINES]["answers"], ids=lambda a: a["procedure"])
def test_several_baselines_under_each_procedure(answer):
    one = SERIES[BASELINES]

    for side, p in answer["p"].items():
        worse, two_sided = SIDES[side]
        test = randomisation_test(
            one["values"],
            [treated(case) for case in one["treatment"]],
            PROCEDURES[answer["procedure"]],
            worse=worse,
            two_sided=two_sided,
        )

        assert test.p == pytest.approx(p, rel=PRINTED_13)
        assert abs(test.statistic) == pytest.approx(abs(answer["observed"]), rel=PRINTED_13)
        assert test.allowed == answer["allowed"]
