"""The preliminary ACR criteria of 2010, with the clinician's symptom severity (SS) scale."""

from caseline.criteria.truth import (
    Answer,
    Criterion,
    Measure,
    Part,
    absent,
    at_least,
    both,
    count,
    either,
)

SOURCE = (
    "Wolfe et al. The American College of Rheumatology preliminary diagnostic criteria for "
    "fibromyalgia. Arthritis Care Res 2010;62:600-610, doi:10.1002/acr.20140"
)


def acr2010(*, wpi: Measure, sss: Measure, months: Measure, other_disorder: Answer) -> Criterion:
    """Whether the 2010 criteria are met.

    `sss` is the clinician's scale, `months` how long the symptoms have lasted, and
    `other_disorder` whether another disorder would explain the pain. Each may be not on
    record; the numbers may be intervals.
    """
    return Criterion("acr2010", SOURCE, conditions(wpi, sss, months, other_disorder))


def conditions(
    wpi: Measure, sss: Measure, months: Measure, other_disorder: Answer
) -> tuple[Part, ...]:
    """The three conditions of 2010, which 2011 kept."""
    wpi, sss = count(wpi), count(sss)
    # "3 to 6" is "3 or more" here: with an SS of 9, a WPI of 7 fulfils the first branch.
    reached = either(
        both(at_least(wpi, 7), at_least(sss, 5)),
        both(at_least(wpi, 3), at_least(sss, 9)),
    )
    formula = "(wpi >= 7 and sss >= 5) or (3 <= wpi <= 6 and sss >= 9)"
    return (
        Part("thresholds", formula, reached),
        Part("three_months", "months >= 3", at_least(months, 3)),
        Part("no_other_disorder", "not other_disorder", absent(other_disorder)),
    )
