"""The three published criteria, and the ways in which public code gets them wrong.

Wolfe 2010, doi:10.1002/acr.20140; Wolfe 2011, doi:10.3899/jrheum.100594; Wolfe 2016,
doi:10.1016/j.semarthrit.2016.08.012.
"""

from itertools import product

import pytest

from caseline.criteria import acr2010, acr2011, acr2016, generalised_pain
from caseline.interval import Interval, exactly
from caseline.record import NOT_ON_RECORD

LEFT_ARM = ("shoulder_l", "upperarm_l", "lowerarm_l")
RIGHT_ARM = ("shoulder_r", "upperarm_r", "lowerarm_r")
LEFT_LEG = ("hip_l", "upperleg_l", "lowerleg_l")
RIGHT_LEG = ("hip_r", "upperleg_r", "lowerleg_r")
SPINE = ("neck", "upperback", "lowerback")
UNCOUNTED = ("jaw_l", "jaw_r", "chest", "abdomen")
SITES = (*LEFT_ARM, *RIGHT_ARM, *LEFT_LEG, *RIGHT_LEG, *SPINE, *UNCOUNTED)

WPI = range(20)
SSS = range(13)


def painful(*sites):
    return {site: site in sites for site in SITES}


EVERYWHERE = painful(*SITES)


def met_2010(wpi, sss, *, months=3, other_disorder=False):
    return acr2010(wpi=wpi, sss=sss, months=months, other_disorder=other_disorder).met


def met_2011(wpi, sss, *, months=3, other_disorder=False):
    return acr2011(wpi=wpi, sss=sss, months=months, other_disorder=other_disorder).met


def met_2016(wpi, sss, *, sites=EVERYWHERE, months=3):
    return acr2016(wpi=wpi, sss=sss, sites=sites, months=months).met


@pytest.mark.parametrize("met", [met_2010, met_2011])
def test_the_thresholds_of_2010_and_2011_as_printed(met):
    for wpi, sss in product(WPI, SSS):
        printed = (wpi >= 7 and sss >= 5) or (3 <= wpi <= 6 and sss >= 9)
        assert met(wpi, sss) is printed, (wpi, sss)


def test_the_thresholds_of_2016_as_printed():
    for wpi, sss in product(WPI, SSS):
        printed = (wpi >= 7 and sss >= 5) or (4 <= wpi <= 6 and sss >= 9)
        assert met_2016(wpi, sss) is printed, (wpi, sss)


def test_three_sites_suffice_in_2010_and_2011_but_not_in_2016():
    assert met_2010(3, 9) is True
    assert met_2011(3, 9) is True
    assert met_2016(3, 9) is False


def test_a_severity_score_of_13_is_no_criterion():
    assert met_2011(10, 3) is False  # 13
    assert met_2011(2, 11) is False  # 13
    assert met_2011(7, 5) is True  # 12


def test_no_severity_score_below_12_meets_any_of_them():
    for met in (met_2010, met_2011, met_2016):
        assert min(wpi + sss for wpi, sss in product(WPI, SSS) if met(wpi, sss)) == 12


def test_jaw_chest_and_abdomen_count_for_the_wpi_but_are_no_generalised_pain():
    assert generalised_pain(painful(*UNCOUNTED)) == exactly(0)
    assert met_2016(4, 9, sites=painful(*UNCOUNTED)) is False


def test_the_chest_does_not_make_the_axial_region_the_fourth():
    limbs = (*LEFT_ARM, *RIGHT_ARM, *LEFT_LEG)

    assert met_2016(11, 9, sites=painful(*limbs, "chest", "abdomen")) is False
    assert met_2016(10, 9, sites=painful(*limbs, "lowerback")) is True


def test_the_jaw_does_not_make_an_upper_region():
    assert generalised_pain(painful("jaw_l", "jaw_r", "hip_l", "hip_r", "neck")) == exactly(3)


def test_the_left_half_of_the_body_is_three_regions_at_most():
    half = (*LEFT_ARM, "jaw_l", *LEFT_LEG)

    assert generalised_pain(painful(*half)) == exactly(2)
    assert generalised_pain(painful(*half, *SPINE, "chest", "abdomen")) == exactly(3)
    assert met_2016(12, 12, sites=painful(*half, *SPINE, "chest", "abdomen")) is False


@pytest.mark.parametrize("sites", [LEFT_ARM, RIGHT_ARM, LEFT_LEG, RIGHT_LEG, SPINE])
def test_each_site_makes_one_region_and_no_second(sites):
    for site in sites:
        assert generalised_pain(painful(site)) == exactly(1)
    assert generalised_pain(painful(*sites)) == exactly(1)


def test_four_regions_are_generalised_and_three_are_not():
    assert met_2016(7, 5, sites=painful("shoulder_l", "shoulder_r", "hip_l", "hip_r")) is True
    assert met_2016(7, 5, sites=painful("shoulder_l", "shoulder_r", "hip_l")) is False


def test_another_disorder_excludes_in_2010_and_2011_and_not_in_2016():
    assert met_2010(19, 12, other_disorder=True) is False
    assert met_2011(19, 12, other_disorder=True) is False
    assert met_2016(19, 12) is True


@pytest.mark.parametrize("met", [met_2010, met_2011, met_2016])
def test_symptoms_of_less_than_three_months_do_not_count(met):
    assert met(19, 12, months=2) is False
    assert met(19, 12, months=3) is True
    assert met(19, 12, months=Interval(exactly(2).low, exactly(4).low)) == "unknown"


# Moser 2025, doi:10.7759/cureus.83824: 17 sites, SSS 9; duration and exclusion not on record.
CASE_SITES = painful(*(site for site in SITES if site not in ("lowerback", "abdomen")))


def test_the_published_case_reaches_all_three_thresholds_and_meets_none_for_sure():
    old = {"wpi": 17, "sss": 9, "months": NOT_ON_RECORD, "other_disorder": NOT_ON_RECORD}
    first, second = acr2010(**old), acr2011(**old)
    third = acr2016(wpi=17, sss=9, sites=CASE_SITES, months=NOT_ON_RECORD)

    assert sum(CASE_SITES.values()) == 17
    assert generalised_pain(CASE_SITES) == exactly(5)
    for criterion in (first, second, third):
        assert criterion.thresholds_reached is True
        assert criterion.met == "unknown"
    assert [part.id for part in first.why] == ["three_months", "no_other_disorder"]
    assert [part.id for part in second.why] == ["three_months", "no_other_disorder"]
    assert [part.id for part in third.why] == ["three_months"]


def test_the_published_case_at_follow_up_is_undecided_without_a_second_drawing():
    last = acr2016(wpi=NOT_ON_RECORD, sss=6, sites={}, months=NOT_ON_RECORD)

    assert last.thresholds_reached == "unknown"
    assert last.met == "unknown"
