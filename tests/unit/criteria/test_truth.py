from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest

from caseline.criteria import acr2010, acr2016
from caseline.criteria.truth import absent, at_least, both, count, either
from caseline.interval import Interval
from caseline.record import NOT_ON_RECORD


def between(low, high, **ends):
    return Interval(Fraction(low), Fraction(high), **ends)


def test_one_no_settles_a_conjunction_and_one_yes_an_alternative():
    assert both("yes", "yes") == "yes"
    assert both("unknown", "no") == "no"
    assert both("unknown", "yes") == "unknown"
    assert either("no", "no") == "no"
    assert either("unknown", "yes") == "yes"
    assert either("unknown", "no") == "unknown"


def test_not_on_record_is_neither_absent_nor_present():
    assert absent(False) == "yes"
    assert absent(True) == "no"
    assert absent(NOT_ON_RECORD) == "unknown"


def test_a_measure_is_compared_as_far_as_it_is_known():
    assert at_least(7, 7) == "yes"
    assert at_least(Decimal("6.9"), 7) == "no"
    assert at_least(NOT_ON_RECORD, 7) == "unknown"
    assert at_least(between(7, 9), 7) == "yes"
    assert at_least(between(5, 9), 7) == "unknown"
    assert at_least(between(5, 6), 7) == "no"
    assert at_least(between(5, 7, high_open=True), 7) == "no"


def test_more_than_six_sites_are_seven_but_more_than_two_months_may_be_less_than_three():
    assert at_least(count(between(6, 19, low_open=True)), 7) == "yes"
    assert at_least(between(2, 99, low_open=True), 3) == "unknown"


def test_less_than_a_number_of_sites_is_one_site_less():
    assert count(between(0, 7, high_open=True)) == between(0, 6)


def test_bounds_that_hold_no_whole_number_stay_as_they_are():
    odd = between(4, 5, low_open=True, high_open=True)

    assert count(odd) == odd


def test_a_mean_of_several_counts_is_not_rounded():
    assert count(between("6.5", "6.5")) == between("6.5", "6.5")


@pytest.mark.parametrize("least", [3, 4])
def test_bounds_say_what_every_pair_of_numbers_within_them_says(least):
    def verdict(wpi, sss):
        if least == 3:
            return acr2010(wpi=wpi, sss=sss, months=3, other_disorder=False).thresholds_reached
        sites = dict.fromkeys(("shoulder_l", "shoulder_r", "hip_l", "hip_r"), True)
        return acr2016(wpi=wpi, sss=sss, sites=sites, months=3).thresholds_reached

    ends = [(low, high) for low in range(10) for high in range(low, 10)]
    for wpi, sss in product(ends, ends):
        pairs = product(range(wpi[0], wpi[1] + 1), range(sss[0], sss[1] + 1))
        said = {(w >= 7 and s >= 5) or (least <= w <= 6 and s >= 9) for w, s in pairs}
        expected = said.pop() if len(said) == 1 else "unknown"
        assert verdict(between(*wpi), between(*sss)) == expected, (wpi, sss)


def test_a_low_symptom_score_decides_without_the_wpi():
    criterion = acr2010(wpi=NOT_ON_RECORD, sss=4, months=12, other_disorder=False)

    assert criterion.met is False
    assert [part.id for part in criterion.why] == ["thresholds"]


def test_what_failed_is_named_before_what_is_unknown():
    criterion = acr2010(wpi=17, sss=9, months=1, other_disorder=NOT_ON_RECORD)

    assert criterion.met is False
    assert [part.id for part in criterion.why] == ["three_months"]
    assert criterion.thresholds_reached is True


def test_all_parts_are_named_where_the_criterion_is_met():
    criterion = acr2010(wpi=17, sss=9, months=12, other_disorder=False)

    assert [part.value for part in criterion.why] == ["yes", "yes", "yes"]
