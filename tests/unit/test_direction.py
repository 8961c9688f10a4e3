import pytest

from caseline.direction import relief
from caseline.errors import DesignError


def test_relief_makes_a_gain_positive_whichever_way_is_worse():
    assert relief("higher") * (30 - 70) == 40
    assert relief("lower") * (70 - 30) == 40


def test_a_mistyped_direction_is_refused():
    with pytest.raises(DesignError) as caught:
        relief("high")

    assert str(caught.value) == ("the direction must be 'higher' or 'lower' (which way is worse)")
