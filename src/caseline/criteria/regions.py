"""The five regions of generalised pain, after the 2016 revision.

Jaw, chest and abdomen belong to the 19 sites that the WPI counts, but to none of the five
regions here: they do not count as generalised pain. The 2010 and 2011 criteria know no
such grouping.

Source: Wolfe et al. 2016, Semin Arthritis Rheum 46:319-329, doi:10.1016/j.semarthrit.2016.08.012
"""

from collections.abc import Mapping

from caseline.criteria.truth import Answer
from caseline.errors import DrawingError
from caseline.interval import Interval, exactly
from caseline.record import NOT_ON_RECORD

ACR_REGIONS: Mapping[str, tuple[str, ...]] = {
    "left_upper": ("shoulder_l", "upperarm_l", "lowerarm_l"),
    "right_upper": ("shoulder_r", "upperarm_r", "lowerarm_r"),
    "left_lower": ("hip_l", "upperleg_l", "lowerleg_l"),
    "right_lower": ("hip_r", "upperleg_r", "lowerleg_r"),
    "axial": ("neck", "upperback", "lowerback"),
}
NOT_COUNTED = ("jaw_l", "jaw_r", "chest", "abdomen")

_SITES = {site for sites in ACR_REGIONS.values() for site in sites} | set(NOT_COUNTED)


def generalised_pain(sites: Mapping[str, Answer]) -> Interval:
    """In how many of the five regions there is pain: least and most.

    `sites` says for each WPI site whether it hurts; one that is left out is not on record.

    Raises
    ------
    DrawingError
        A site is none of the 19.
    """
    for site in sites:
        if site not in _SITES:
            raise DrawingError(
                f"there is no WPI site '{site[:40]}', the 19 are {', '.join(sorted(_SITES))}"
            )
    groups = [[sites.get(site, NOT_ON_RECORD) for site in group] for group in ACR_REGIONS.values()]
    surely = sum(True in group for group in groups)
    open_ = sum(True not in group and NOT_ON_RECORD in group for group in groups)
    return exactly(surely) + Interval(exactly(0).low, exactly(open_).high)
