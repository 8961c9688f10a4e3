"""The 2016 revision: WPI 4 to 6 in the second branch, generalised pain, no exclusion."""

from collections.abc import Mapping

from caseline.criteria.regions import generalised_pain
from caseline.criteria.truth import (
    Answer,
    Criterion,
    Measure,
    Part,
    at_least,
    both,
    count,
    either,
)

SOURCE = (
    "Wolfe et al. 2016 revisions to the 2010/2011 fibromyalgia diagnostic criteria. Semin "
    "Arthritis Rheum 2016;46:319-329, doi:10.1016/j.semarthrit.2016.08.012"
)


def acr2016(
    *, wpi: Measure, sss: Measure, sites: Mapping[str, Answer], months: Measure
) -> Criterion:
    """Whether the 2016 criteria are met, irrespective of other diagnoses.

    `sites` says for each WPI site whether it hurts, `months` how long the symptoms have
    lasted. Each may be not on record (a site that is left out is); the numbers may be
    intervals.

    Raises
    ------
    DrawingError
        A site is none of the 19.
    """
    wpi, sss = count(wpi), count(sss)
    # "4 to 6" is "4 or more" here: with an SSS of 9, a WPI of 7 fulfils the first branch.
    reached = either(
        both(at_least(wpi, 7), at_least(sss, 5)),
        both(at_least(wpi, 4), at_least(sss, 9)),
    )
    formula = "(wpi >= 7 and sss >= 5) or (4 <= wpi <= 6 and sss >= 9)"
    parts = (
        Part("thresholds", formula, reached),
        Part("generalised_pain", "regions >= 4 of 5", at_least(generalised_pain(sites), 4)),
        Part("three_months", "months >= 3", at_least(months, 3)),
    )
    return Criterion("acr2016", SOURCE, parts)
