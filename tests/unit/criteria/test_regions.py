from fractions import Fraction

import pytest

from caseline.criteria import generalised_pain
from caseline.criteria.regions import ACR_REGIONS
from caseline.errors import DrawingError
from caseline.interval import Interval, exactly
from caseline.record import NOT_ON_RECORD


def test_a_region_with_no_site_on_record_may_or_may_not_hurt():
    no_arm = dict.fromkeys(("shoulder_l", "upperarm_l", "lowerarm_l"), False)

    assert generalised_pain({}) == Interval(Fraction(0), Fraction(5))
    assert generalised_pain(no_arm) == Interval(Fraction(0), Fraction(4))
    assert generalised_pain({"neck": True, **no_arm}) == Interval(Fraction(1), Fraction(4))


def test_one_site_not_on_record_leaves_its_region_open_unless_another_hurts():
    calm = dict.fromkeys(("upperback", "lowerback"), False)

    assert generalised_pain({**calm, "neck": NOT_ON_RECORD}).low == 0
    assert generalised_pain({"upperback": True, "neck": NOT_ON_RECORD}).low == 1


def test_an_unknown_site_is_refused_with_the_list_of_the_19():
    with pytest.raises(DrawingError) as refusal:
        generalised_pain({"knee_l": True})

    message = str(refusal.value)
    assert message.startswith("there is no WPI site 'knee_l', the 19 are abdomen, chest, hip_l")
    assert len(message.partition(" are ")[2].split(", ")) == 19


def test_all_calm_is_no_region():
    calm = {site: False for sites in ACR_REGIONS.values() for site in sites}

    assert generalised_pain(calm) == exactly(0)
