"""Values far from the rest of their phase."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from caseline.stats.series import Labels, labelled, places, refuse_few, with_gaps

FAR = 3.5  # median absolute deviations, scaled to standard deviations: Iglewicz & Hoaglin 1993
TO_SD = 1.4826  # the standard deviation of normal values, in median absolute deviations
FEWEST_VALUES = 3


@dataclass(frozen=True, slots=True)
class Outliers:
    """Where they stand (from 0), and the phases in which no value can be called one."""

    where: tuple[int, ...]
    not_judged: tuple[object, ...]


def outliers(values: ArrayLike, phase: Labels | None = None) -> Outliers:
    """Values further than 3.5 scaled median absolute deviations from their phase's median.

    Parameters
    ----------
    values : shape (n,)
        Values in points, in any order; NaN where one is missing. At least 3.
    phase : shape (n,), optional
        The phase of each value; all belong to one unless given.

    Returns
    -------
    Outliers
        `where`: their places, rising. `not_judged`: the phases with fewer than three values,
        or in which more than half of the values are the same, so that the deviation is 0.

    Raises
    ------
    DesignError
        There are fewer than three values, one is infinite, or there is not one phase per
        value.

    Notes
    -----
    An outlier is to be looked at, never left out: a bad day is part of the course. scan calls
    every other value an outlier where the deviation is 0, as it often is on a 0 to 10 scale.

    References
    ----------
    Iglewicz & Hoaglin 1993, How to Detect and Handle Outliers, ASQC
    Leys et al. 2013, J Experimental Social Psychology 49:764-766,
    doi:10.1016/j.jesp.2013.03.013

    Examples
    --------
    >>> outliers([4, 5, 6, 5, 4, 6, 30]).where
    (6,)
    """
    row = with_gaps(values, "outliers")
    there = np.isfinite(row)
    refuse_few(row[there], FEWEST_VALUES, "outliers", "series")
    found: list[int] = []
    not_judged: list[object] = []
    for label, where in places(labelled(phase, row.size, "outliers")).items():
        known = where[there[where]]
        away = np.abs(row[known] - np.median(row[known])) if known.size else row[known]
        typical = TO_SD * float(np.median(away)) if known.size >= FEWEST_VALUES else 0.0
        if typical == 0:
            not_judged.append(label)
        else:
            found.extend(known[away > FAR * typical].tolist())
    return Outliers(tuple(sorted(found)), tuple(not_judged))
