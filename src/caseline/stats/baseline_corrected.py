"""Tau after the slope of the baseline is taken out of both phases."""

from dataclasses import dataclass
from math import sqrt
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike

from caseline.direction import Direction, relief
from caseline.errors import DesignError
from caseline.stats.index import Z_975, Index
from caseline.stats.kendall import concordance
from caseline.stats.series import Values, measured_at, refuse_many, two_phases
from caseline.stats.tau import tau
from caseline.stats.trend import FEWEST_FOR_TREND, pair_slopes

Correction = Literal["tarlow", "tested", "always_tau_b", "always"]

NO_TREND: Final = 0.05  # the baseline's p below which Tarlow corrects
SAME: Final = 1e-9  # of the largest value: residuals this close are tied, but for rounding


@dataclass(frozen=True, slots=True)
class Rule:
    """Whether the trend must first be significant, and whether tau-b is given."""

    tested: bool
    tau_b: bool


RULES: Final[dict[Correction, Rule]] = {
    "tarlow": Rule(tested=True, tau_b=True),
    "tested": Rule(tested=True, tau_b=False),
    "always_tau_b": Rule(tested=False, tau_b=True),
    "always": Rule(tested=False, tau_b=False),
}


def baseline_corrected_tau(
    baseline: ArrayLike,
    treatment: ArrayLike,
    *,
    worse: Direction,
    times: ArrayLike | None = None,
    variant: Correction = "tarlow",
) -> Index:
    """Tau of what is left when the baseline's Theil-Sen slope is taken out of both phases.

    Parameters
    ----------
    baseline : shape (m,)
        Values of phase A in points, in the order of time. m >= 3.
    treatment : shape (n,)
        Values of phase B in points, in the order of time. n >= 2; m + n <= 5,000.
    worse : "higher" or "lower"
        Which way the patient suffers.
    times : shape (m + n,), optional
        When each was measured, baseline first, rising; 1, 2, 3, … unless given.
    variant : {"tarlow", "tested", "always_tau_b", "always"}
        `tarlow` and `tested` correct only where Kendall's test finds a trend in the baseline
        (p < .05). `tarlow` and `always_tau_b` give tau-b of the values and the phase, the
        others the tau of all pairs, which equals 2 NAP - 1.

    Returns
    -------
    Index
        In [-1, 1], no unit; above 0 where the treatment is better. For tau-b the standard
        error is Tarlow's sqrt(2 (1 - tau²) / (m + n)) and the interval 1.96 of it to each
        side, cut off at -1 and 1; else both are those of Tau. Where nothing is left but one
        value, the answer is 0, without either.

    Raises
    ------
    DesignError
        The baseline has fewer than three values or the treatment fewer than two, there are
        more than 5,000 in all, a value is not finite, all values are the same, the times do
        not rise, `worse` is neither word, or there is no such variant.

    Notes
    -----
    The variants answer the same question differently: the paper tests first and gives tau-b
    (as scan does), SingleCaseES corrects always and gives the tau of all pairs. No standard
    error counts the slope as uncertain; Tarlow's is ad hoc. A test first makes the answer
    jump where p crosses .05.

    References
    ----------
    Tarlow 2017, Behavior Modification 41:427-467, doi:10.1177/0145445516676750

    Examples
    --------
    >>> a, b = [1, 2, 3, 4, 5], [6, 7, 8, 9, 10]
    >>> baseline_corrected_tau(a, b, worse="lower").value
    0.0
    """
    if variant not in RULES:
        raise DesignError(f"there is no such baseline-corrected Tau, only {', '.join(RULES)}")
    rule = RULES[variant]
    name = "baseline-corrected Tau"
    sign = relief(worse)
    a, b = two_phases(baseline, treatment, name, fewest=FEWEST_FOR_TREND)
    when = measured_at(times, a.size + b.size, name)
    refuse_many(a.size + b.size, name)
    left = np.concatenate((a, b))
    if not rule.tested or _has_trend(a):
        left = _without_slope(left, when, a.size)
    if (left == left[0]).all():
        return Index(0.0)  # the treatment's values go on along the baseline's line
    a, b = left[: a.size], left[a.size :]
    return _tau_b(sign * a, sign * b) if rule.tau_b else tau(a, b, worse=worse)


def _has_trend(a: Values) -> bool:
    if (a == a[0]).all():
        return False
    return concordance(np.arange(a.size, dtype=float), a).p < NO_TREND


def _without_slope(values: Values, when: Values, m: int) -> Values:
    """The values minus the slope; rounded, so that a tie stays one in binary fractions."""
    slope = float(np.median(pair_slopes(values[:m], when[:m])))
    fitted = slope * (when - when[0])
    grain = SAME * max(float(np.abs(values).max()), float(np.abs(fitted).max()))
    left: Values = np.round((values - fitted) / grain) * grain
    return left


def _tau_b(a: Values, b: Values) -> Index:
    phase = np.repeat((0.0, 1.0), (a.size, b.size))
    value = concordance(phase, np.concatenate((a, b))).tau_b
    se = sqrt(2 * (1 - value**2) / (a.size + b.size))
    return Index(value, se, max(value - Z_975 * se, -1.0), min(value + Z_975 * se, 1.0))
