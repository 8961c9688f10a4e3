"""NAP and Tau-U of many series at once."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from caseline.direction import Direction, relief
from caseline.errors import DesignError
from caseline.stats.series import FEWEST_PER_PHASE, Values
from caseline.stats.tau import TauU, Variant, design, variant_named

AT_ONCE = 8_192  # series; keeps the arrays of one step small

BETWEEN = Variant(minus_trend_a=False, plus_trend_b=False, pairs="phases")


def nap_many(baseline: ArrayLike, treatment: ArrayLike, *, worse: Direction) -> Values:
    """Non-overlap of all pairs (NAP) of many series of one design.

    Parameters
    ----------
    baseline : shape (k, m)
        Values of phase A in points, one series per row. m >= 2.
    treatment : shape (k, n)
        Values of phase B in points. n >= 2.
    worse : "higher" or "lower"
        Which way the patient suffers.

    Returns
    -------
    shape (k,)
        What `nap` gives as the value of each series, in [0, 1], no unit; NaN where all values
        of a series are the same.

    Raises
    ------
    DesignError
        The arrays are not two rows of series of equal number, a phase has fewer than two
        values, a value is not finite, or `worse` is neither word.

    References
    ----------
    Parker & Vannest 2009, Behavior Therapy 40:357-367, doi:10.1016/j.beth.2008.10.006

    Examples
    --------
    >>> nap_many([[8, 9], [5, 5]], [[4, 8], [5, 5]], worse="higher")
    array([0.875,   nan])
    """
    s, pairs = _many(baseline, treatment, relief(worse), BETWEEN)
    return (s + pairs) / (2 * pairs)


def tau_u_many(
    baseline: ArrayLike,
    treatment: ArrayLike,
    *,
    worse: Direction,
    variant: TauU = "trend_a_parker",
) -> Values:
    """Tau-U of many series of one design.

    Parameters
    ----------
    baseline : shape (k, m)
        Values of phase A in points, one series per row, in the order of time. m >= 2.
    treatment : shape (k, n)
        Values of phase B in points, likewise. n >= 2.
    worse : "higher" or "lower"
        Which way the patient suffers.
    variant : str
        As for `tau_u`.

    Returns
    -------
    shape (k,)
        What `tau_u` gives as the value of each series, no unit; NaN where all values of a
        series are the same.

    Raises
    ------
    DesignError
        The arrays are not two rows of series of equal number, a phase has fewer than two
        values, a value is not finite, `worse` is neither word, or there is no such variant.

    References
    ----------
    Parker, Vannest, Davis & Sauber 2011, Behavior Therapy 42:284-299,
    doi:10.1016/j.beth.2010.08.006

    Examples
    --------
    >>> tau_u_many([[2, 3, 5, 3]], [[4, 5, 5, 7, 6]], worse="lower")
    array([0.65])
    """
    s, pairs = _many(baseline, treatment, relief(worse), variant_named(variant))
    return s / pairs


def _many(
    baseline: ArrayLike, treatment: ArrayLike, sign: int, variant: Variant
) -> tuple[Values, Values]:
    """S of each series, NaN where there is nothing to compare, and what divides it."""
    a, b = _series(baseline, "baseline"), _series(treatment, "treatment")
    if len(a) != len(b):
        raise DesignError(f"there are {len(a)} baselines and {len(b)} treatment phases")
    s, pairs = np.empty((2, len(a)))
    for begin in range(0, len(a), AT_ONCE):
        part = slice(begin, begin + AT_ONCE)
        columns = np.ascontiguousarray(sign * np.hstack((a[part], b[part])).T)
        order = design(a.shape[1], b.shape[1], variant)
        s[part] = _concordance(columns, order)
        pairs[part] = _pairs(columns, order, a.shape[1] * b.shape[1], variant)
    return s, pairs


def _series(rows: ArrayLike, name: str) -> Values:
    try:
        series = np.asarray(rows, dtype=float)
    except (TypeError, ValueError):
        raise DesignError(f"the {name} needs rows of numbers of one length") from None
    if series.ndim != 2:
        raise DesignError(f"the {name} needs one series per row, it has {series.ndim} dimensions")
    if series.shape[1] < FEWEST_PER_PHASE:
        raise DesignError(f"the {name} needs at least {FEWEST_PER_PHASE} values per series")
    if not np.isfinite(series).all():
        raise DesignError(f"the {name} needs finite numbers, it holds NaN or infinity")
    return series


def _concordance(columns: Values, order: Values) -> Values:
    """S of each column against the order of the rows."""
    s = np.zeros(columns.shape[1])
    for at, now in enumerate(columns[:-1]):
        weights = np.sign(order[at + 1 :] - order[at]).astype(np.int8)
        compared = np.flatnonzero(weights)
        if compared.size:
            within = slice(compared[0], compared[-1] + 1)
            later = columns[at + 1 :][within]
            steps = (later > now).view(np.int8) - (later < now).view(np.int8)
            s += _sum(steps * weights[within, None])
    s[(columns == columns[0]).all(axis=0)] = np.nan
    return s


def _pairs(
    columns: Values, order: Values, between: int, variant: Variant
) -> float | NDArray[np.float64]:
    if variant.pairs == "phases":
        return between
    compared = _untied(order[:, None])
    return compared if variant.pairs == "compared" else np.sqrt(compared * _untied(columns))


def _untied(columns: Values) -> Values:
    """How many pairs of rows differ, for each column."""
    found = np.zeros(columns.shape[1])
    for gap in range(1, len(columns)):
        found += _sum((columns[gap:] != columns[:-gap]).view(np.int8))
    return found


def _sum(steps: NDArray[np.int8]) -> NDArray[np.signedinteger]:
    """The sum of each column of -1, 0 and 1, in the smallest type that holds it: the fastest."""
    total: NDArray[np.signedinteger] = np.add.reduce(
        steps, axis=0, dtype=np.min_scalar_type(-len(steps) - 1)
    )
    return total
