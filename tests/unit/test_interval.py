from decimal import Decimal
from fractions import Fraction

import pytest

from caseline.interval import Interval, exactly, read_interval


def between(low, high, *, low_open=False, high_open=False):
    return Interval(Fraction(low), Fraction(high), low_open, high_open)


def test_more_than_70_of_100_runs_from_above_70_to_100():
    assert read_interval(">70", 0, 100) == between(70, 100, low_open=True)
    assert read_interval(">= 70", 0, 100) == between(70, 100)


def test_less_than_40_of_100_runs_from_0_to_below_40():
    assert read_interval("<40", 0, 100) == between(0, 40, high_open=True)
    assert read_interval("<= 40", 0, 100) == between(0, 40)


def test_a_span_in_words_holds_both_its_ends():
    assert read_interval(" 35.5 to 65 ", 0, 100) == between(Fraction(71, 2), 65)


@pytest.mark.parametrize(
    "text",
    ["", "70", "> ", ">70 or so", "65 to 35", ">100", "<0", "90 to 110", "-5 to 5", ">1e5", "nan",
     ">" + "7" * 16, "35 to 65\n70", "~70"],
)  # fmt: skip
def test_what_is_no_interval_on_the_scale_is_none(text):
    assert read_interval(text, 0, 100) is None


def test_an_interval_without_a_number_in_it_cannot_be_made():
    for low, high, is_open in ((2, 1, False), (1, 1, True)):
        with pytest.raises(ValueError, match="an interval needs a low end below its high end"):
            between(low, high, low_open=is_open)


def test_only_an_interval_of_one_number_is_exact():
    assert exactly(Decimal("0.1")).exact == Fraction(1, 10)
    assert between(0, 1).exact is None


def test_a_fall_by_35_from_more_than_70_ends_between_35_and_65():
    last = (between(70, 100, low_open=True) + exactly(-35)).within(0, 100)

    assert last == between(35, 65, low_open=True)


def test_a_fall_to_35_from_more_than_70_is_one_by_more_than_35():
    change = exactly(35) - between(70, 100, low_open=True)

    assert change == between(-65, -35, high_open=True)


def test_a_share_of_what_may_be_nothing_is_unknown():
    assert exactly(-35).over(between(0, 100)) is None
    assert exactly(-35).over(between(0, 100, low_open=True)) is None


def test_a_share_of_an_open_interval_keeps_its_open_end():
    assert exactly(-35).over(between(70, 100, low_open=True)) == between(
        Fraction(-1, 2), Fraction(-7, 20), low_open=True
    )


def test_nothing_is_no_share_of_anything():
    assert exactly(0).over(between(70, 100, low_open=True)) == exactly(0)


def test_the_size_of_a_change_that_may_go_either_way_begins_at_0():
    assert between(-5, 3, low_open=True).magnitude() == between(0, 5, high_open=True)
    assert between(-5, -3, high_open=True).magnitude() == between(3, 5, low_open=True)


def test_a_multiple_by_0_is_0_and_by_a_negative_number_turns_the_ends_round():
    assert between(1, 2, low_open=True).times(0) == exactly(0)
    assert between(1, 2, low_open=True).times(-2) == between(-4, -2, high_open=True)


def test_a_hull_takes_the_closed_end_of_two_at_the_same_number():
    assert between(1, 2, low_open=True).hull(between(1, 3, high_open=True)) == between(
        1, 3, high_open=True
    )


def test_an_open_end_is_above_its_own_number():
    assert between(70, 100, low_open=True).all_above(70)
    assert not between(70, 100).all_above(70)
    assert between(0, 40, high_open=True).all_below(40)
    assert not between(0, 40).all_below(40)


def test_nothing_is_within_bounds_that_lie_elsewhere():
    assert between(1, 2).within(3, 4) is None
    assert between(1, 2, high_open=True).within(2, 4) is None
