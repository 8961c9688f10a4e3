"""Measured values as whole numbers, so that sums are exact and equal sums are the same number."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Wholes = NDArray[np.int64]

DIGITS = range(5)  # decimals that a scale may have and still be recognised as one
EVEN = 1e-9  # as a share of the range: statistics nearer than this are ties
NOISE = 1e-12  # as a share of the range: what float64 may add to a value of a scale


def whole_numbers(values: Floats, most: int) -> tuple[Wholes, float]:
    """Whole numbers from 0 to `most` that stand for the values, and the value of one of them.

    Values of a scale (7; 6.5; 0.25) become the multiples of its step above the least value,
    without any error. Any others are rounded to one part in `most` of their range.

    Parameters
    ----------
    values : shape (n,)
        Finite numbers, at least one.
    most : int
        The largest whole number that may be used, far more than 1 / EVEN.

    Returns
    -------
    numbers : shape (n,)
        0 for the least value.
    unit : float
        (value - least value) / number; 1 where all values are equal.
    """
    above = values - values.min()
    top = float(above.max())
    if top == 0:
        return np.zeros(values.size, dtype=np.int64), 1.0
    for digits in DIGITS:
        scaled = above * 10.0**digits
        steps = np.rint(scaled)
        if steps.max() <= most and np.abs(steps - scaled).max() <= NOISE * scaled.max():
            numbers = steps.astype(np.int64)
            step = max(int(np.gcd.reduce(numbers)), 1)
            return numbers // step, step / 10.0**digits
    return np.rint(above * (most / top)).astype(np.int64), top / most
