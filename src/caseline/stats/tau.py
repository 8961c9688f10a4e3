"""Tau of two phases, alone and with the trends inside the phases: Tau-U in its variants."""

from dataclasses import dataclass
from math import sqrt
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike

from caseline.direction import Direction
from caseline.errors import DesignError
from caseline.stats.index import Index
from caseline.stats.kendall import Concordance, concordance
from caseline.stats.nonoverlap import improving, overlap
from caseline.stats.series import Values, refuse_many

TauU = Literal[
    "trend_a_parker",
    "trend_a_complete",
    "trend_a_tau_b",
    "trend_b_complete",
    "trend_b_tau_b",
    "trend_ab_complete",
    "trend_ab_tau_b",
]


@dataclass(frozen=True, slots=True)
class Variant:
    """Which trends a Tau-U takes in, and which number of pairs divides it."""

    minus_trend_a: bool
    plus_trend_b: bool
    pairs: Literal["phases", "compared", "untied"]


VARIANTS: Final[dict[TauU, Variant]] = {
    "trend_a_parker": Variant(True, False, "phases"),
    "trend_a_complete": Variant(True, False, "compared"),
    "trend_a_tau_b": Variant(True, False, "untied"),
    "trend_b_complete": Variant(False, True, "compared"),
    "trend_b_tau_b": Variant(False, True, "untied"),
    "trend_ab_complete": Variant(True, True, "compared"),
    "trend_ab_tau_b": Variant(True, True, "untied"),
}


def tau(baseline: ArrayLike, treatment: ArrayLike, *, worse: Direction) -> Index:
    """Tau of two phases: NAP, stretched to run from -1 to 1.

    Parameters
    ----------
    baseline : shape (m,)
        Values of phase A in points, in any order. m >= 2.
    treatment : shape (n,)
        Values of phase B in points, in any order. n >= 2.
    worse : "higher" or "lower"
        Which way the patient suffers.

    Returns
    -------
    Index
        2 NAP - 1, in [-1, 1], no unit: 0 is no effect, 1 is complete separation. Standard
        error and interval are those of NAP, stretched likewise.

    Raises
    ------
    DesignError
        A phase has fewer than two values, a value is not finite, all values are the same, or
        `worse` is neither word.

    Notes
    -----
    Ties count for nothing in S and stay in the number of pairs m * n, so this is not the
    tau-b of the values and the phase, nor S over (pairs - ties / 2) as scan gives it in the
    row "A vs. B" of its default method.

    References
    ----------
    Parker, Vannest, Davis & Sauber 2011, Behavior Therapy 42:284-299,
    doi:10.1016/j.beth.2010.08.006

    Examples
    --------
    >>> tau([3, 3, 4, 5], [4, 5, 6, 7, 7], worse="lower").value
    0.8
    """
    a, b = improving(baseline, treatment, worse, "Tau")
    share, pairs = overlap(a, b), a.size * b.size
    return Index((share.won - pairs) / pairs, 2 * share.se, 2 * share.low - 1, 2 * share.high - 1)


def tau_u(
    baseline: ArrayLike,
    treatment: ArrayLike,
    *,
    worse: Direction,
    variant: TauU = "trend_a_parker",
) -> Index:
    """Tau-U: Tau of two phases with the trends inside them, in one published variant.

    Parameters
    ----------
    baseline : shape (m,)
        Values of phase A in points, in the order of time. m >= 2.
    treatment : shape (n,)
        Values of phase B in points, in the order of time. n >= 2; m + n <= 5,000.
    worse : "higher" or "lower"
        Which way the patient suffers.
    variant : str
        What S is made of: `trend_a` is A against B minus the trend in A, `trend_b` is A
        against B plus the trend in B, `trend_ab` is both. What divides it: `parker` the m * n
        pairs of the phases, `complete` all pairs that were compared, `tau_b` the geometric
        mean of the pairs untied in design and in value.

    Returns
    -------
    Index
        No unit; above 0 where the treatment is better. In [-1, 1], but for `trend_a_parker`,
        which can leave it. Standard error: that of S without effect or trend, corrected for
        ties (Kendall), over the same divisor. No interval: that error holds only at 0.

    Raises
    ------
    DesignError
        A phase has fewer than two values, there are more than 5,000 in all, a value is not
        finite, all values are the same, `worse` is neither word, or there is no such variant.

    Notes
    -----
    The same data give 0.65, 0.50 and 0.45 (see the examples), so a Tau-U without the name of
    its variant says little. Parker's divides by fewer pairs than were compared, and its
    centre depends on the lengths of the phases (Tarlow 2017). For the other two sums,
    Parker's divisor is `complete`.

    References
    ----------
    Parker, Vannest, Davis & Sauber 2011, Behavior Therapy 42:284-299,
    doi:10.1016/j.beth.2010.08.006
    Brossart, Laird & Armstrong 2018, Cogent Psychology 5:1518687,
    doi:10.1080/23311908.2018.1518687
    Tarlow 2017, Behavior Modification 41:427-467, doi:10.1177/0145445516676750

    Examples
    --------
    >>> a, b = [2, 3, 5, 3], [4, 5, 5, 7, 6]
    >>> tau_u(a, b, worse="lower").value
    0.65
    >>> tau_u(a, b, worse="lower", variant="trend_a_complete").value
    0.5
    >>> round(tau_u(a, b, worse="lower", variant="trend_a_tau_b").value, 3)
    0.451
    """
    chosen = variant_named(variant)
    a, b = improving(baseline, treatment, worse, "Tau-U")
    refuse_many(a.size + b.size, "Tau-U")
    found = concordance(design(a.size, b.size, chosen), np.concatenate((a, b)))
    pairs = _pairs(found, a.size * b.size, chosen)
    return Index(found.s / pairs, sqrt(found.variance) / pairs)


def variant_named(name: TauU) -> Variant:
    """The variant, or a refusal that lists the names there are."""
    if name not in VARIANTS:
        raise DesignError(f"there is no such Tau-U, only {', '.join(VARIANTS)}")
    return VARIANTS[name]


def design(m: int, n: int, variant: Variant) -> Values:
    """Numbers whose order is what the variant calls improvement: A falls, B above it rises."""
    a = np.arange(m, 0.0, -1) if variant.minus_trend_a else np.zeros(m)
    b = np.arange(1.0, n + 1) if variant.plus_trend_b else np.ones(n)
    return np.concatenate((a, m + b))


def _pairs(found: Concordance, between: int, variant: Variant) -> float:
    if variant.pairs == "phases":
        return between
    if variant.pairs == "compared":
        return found.untied_x
    return sqrt(found.untied_x * found.untied_y)
