"""Courses drawn from the prior: there every probability can be held against what was true."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.stats import kstest

from tools.calibrate.results import Rate, Result, dot3

Floats = NDArray[np.float64]
BLOCK = 2000  # draws of which the marks speak
DECILES = np.linspace(0, 1, 11)
NEWTON_STEPS = 25


def prior_rows(results: Iterable[Result]) -> Iterator[Sequence[str]]:
    """Coverage, PIT, reliability and Brier scores, for each 2,000 draws and all."""
    for one in results:
        columns = {name: np.array(values) for name, values in one.lists.items()}
        for begin in range(0, one.replicates - BLOCK + 1, BLOCK):
            part = {name: values[begin : begin + BLOCK] for name, values in columns.items()}
            yield from _pit_rows(f"{begin + 1:,} to {begin + BLOCK:,}", part)
        yield from _pit_rows(f"all {one.replicates:,}", columns)
        yield from _rows_of_all(one, columns)


def _pit_rows(draws: str, columns: dict[str, Floats]) -> Iterator[Sequence[str]]:
    pit = columns["steady.pit"]
    covered = float(((pit >= 0.025) & (pit <= 0.975)).mean())
    error = np.sqrt(covered * (1 - covered) / len(pit))
    test = kstest(pit, "uniform")
    yield [draws, "95 % interval covers", str(Rate(covered, error)), ".93 to .97"]
    told = f"p {dot3(test.pvalue)}, distance {dot3(test.statistic)}"
    yield [draws, "PIT uniform (Kolmogorov–Smirnov)", told, "p > .01"]


def _rows_of_all(one: Result, columns: dict[str, Floats]) -> Iterator[Sequence[str]]:
    draws = f"all {one.replicates:,}"
    for level in ("50", "80"):
        yield [draws, f"{level} % interval covers", str(one.rate(f"steady.covers_{level}")), ""]
    covered = str(one.rate("period.covers_95"))
    yield [draws, "95 % interval of the period contrast covers", covered, ""]
    yield [draws, "bias", str(one.bias("steady")), ""]
    yield [draws, "RMSE", dot3(one.mean("steady.squared") ** 0.5), ""]
    for said, true, name in (
        ("steady.p_better", "better", "P(better)"),
        ("steady.p_matters", "matters", "P(better by 1 SD)"),
    ):
        p, y = columns[said], columns[true]
        yield [draws, f"{name}: slope of truth on probability", str(line_slope(p, y)), ".9 to 1.1"]
        yield [draws, f"{name}: slope on the logit scale", str(logit_slope(p, y)), ""]
        yield [draws, f"{name}: Brier score", dot3(float(np.mean((p - y) ** 2))), ""]


def line_slope(p: Floats, y: Floats) -> Rate:
    """Least squares of what was true on what was said: 1 where probabilities mean what they say.

    The error allows for the spread of truth that differs from one probability to the next.
    """
    away = p - p.mean()
    slope = float((away * y).sum() / (away**2).sum())
    left = y - y.mean() - slope * away
    return Rate(slope, float(np.sqrt(((away * left) ** 2).sum()) / (away**2).sum()))


def logit_slope(p: Floats, y: Floats) -> Rate:
    """Logistic regression of what was true on the log odds of what was said."""
    kept = np.clip(p, 1e-6, 1 - 1e-6)
    columns = np.column_stack((np.ones(len(p)), np.log(kept / (1 - kept))))
    found = np.array([0.0, 1.0])
    for _ in range(NEWTON_STEPS):
        fitted = 1 / (1 + np.exp(-columns @ found))
        information = columns.T @ (columns * (fitted * (1 - fitted))[:, None])
        found = found + np.linalg.solve(information, columns.T @ (y - fitted))
    return Rate(float(found[1]), float(np.sqrt(np.linalg.inv(information)[1, 1])))


def reliability_rows(results: Iterable[Result]) -> Iterator[Sequence[str]]:
    """Mean probability and share of true in each tenth of the probabilities' range."""
    for one in results:
        columns = {name: np.array(values) for name, values in one.lists.items()}
        for low, high in pairwise(DECILES):
            row = [f"{dot3(low)} to {dot3(high)}"]
            for said, true in (("steady.p_better", "better"), ("steady.p_matters", "matters")):
                p = columns[said]
                inside = (p >= low) & ((p < high) | (high == 1))
                share = float(columns[true][inside].mean())
                error = np.sqrt(share * (1 - share) / inside.sum())
                row += [dot3(float(p[inside].mean())), str(Rate(share, float(error)))]
            yield row
