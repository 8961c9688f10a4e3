"""The 2011 modification for surveys: the conditions of 2010, with the self-reported SSS.

A fibromyalgia severity score of 13 or more is the cut that separated best in the same
paper. It is no criterion, and nothing here looks at it.
"""

from caseline.criteria.acr2010 import conditions
from caseline.criteria.truth import Answer, Criterion, Measure

SOURCE = (
    "Wolfe et al. Fibromyalgia criteria and severity scales for clinical and epidemiological "
    "studies. J Rheumatol 2011;38:1113-1122, doi:10.3899/jrheum.100594"
)


def acr2011(*, wpi: Measure, sss: Measure, months: Measure, other_disorder: Answer) -> Criterion:
    """Whether the 2011 criteria are met.

    `sss` is the patient's own report, `months` how long the symptoms have lasted, and
    `other_disorder` whether another disorder would explain the pain. Each may be not on
    record; the numbers may be intervals.
    """
    return Criterion("acr2011", SOURCE, conditions(wpi, sss, months, other_disorder))
