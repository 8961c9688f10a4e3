"""An interval worked out from others holds whatever their members would give."""

from datetime import date
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from caseline.calendar import Day, days_between, month, read_day
from caseline.interval import Interval, exactly, read_interval

numbers = st.fractions(-100, 100, max_denominator=12)


@st.composite
def intervals(draw):
    low, high = sorted((draw(numbers), draw(numbers)))
    if low == high:
        return exactly(low)
    return Interval(low, high, draw(st.booleans()), draw(st.booleans()))


def holds(interval, number):
    above = number > interval.low if interval.low_open else number >= interval.low
    below = number < interval.high if interval.high_open else number <= interval.high
    return above and below


@st.composite
def members(draw):
    """An interval and a number in it, often one of its ends."""
    interval = draw(intervals())
    inside = st.fractions(interval.low, interval.high, max_denominator=1000)
    number = draw(st.sampled_from([interval.low, interval.high]) | inside)
    assume(holds(interval, number))
    return interval, number


@given(members(), members())
def test_a_sum_and_a_difference_hold_those_of_every_pair(one, other):
    (a, x), (b, y) = one, other

    assert holds(a + b, x + y)
    assert holds(a - b, x - y)


@given(members(), members())
def test_a_quotient_holds_that_of_every_pair(one, other):
    (a, x), (b, y) = one, other
    quotient = a.over(b)

    assert (quotient is None) == (b.low <= 0)
    assert quotient is None or holds(quotient, x / y)


@given(members(), numbers)
def test_a_multiple_and_a_shift_hold_those_of_every_member(one, number):
    a, x = one

    assert holds(a.times(number), x * number)
    assert holds(a.plus(number), x + number)
    assert holds(-a, -x)
    assert holds(a.magnitude(), abs(x))


@given(members(), intervals())
def test_a_hull_holds_the_members_of_both(one, b):
    a, x = one

    assert holds(a.hull(b), x)
    assert a.hull(b) == b.hull(a)


@given(members(), numbers, numbers)
def test_a_part_holds_exactly_the_members_within(one, low, high):
    a, x = one
    part = a.within(min(low, high), max(low, high))

    inside = min(low, high) <= x <= max(low, high)
    assert (part is not None and holds(part, x)) == inside


@given(members(), numbers)
def test_all_above_and_all_below_say_it_of_every_member(one, bound):
    a, x = one

    assert not a.all_above(bound) or x > bound
    assert not a.all_below(bound) or x < bound


@given(intervals())
def test_twice_the_other_way_round_is_the_same(a):
    opposite = -a

    assert -opposite == a


@given(st.text(max_size=60))
def test_any_text_is_an_interval_on_the_scale_or_none(text):
    found = read_interval(text, 0, 100)

    assert found is None or (found.low >= 0 and found.high <= 100)


@given(st.dates(), st.dates(), st.sampled_from(["day", "month"]))
def test_the_days_between_two_dates_hold_the_true_number(one, other, precision):
    earlier, later = sorted((one, other))
    known = Day(earlier, earlier) if precision == "day" else month(earlier.year, earlier.month)
    found = days_between(known, Day(later, later))

    assert found.low <= (later - earlier).days <= found.high


@given(st.text(alphabet="0123456789-", max_size=10))
def test_any_text_is_a_date_or_none(text):
    found = read_day(text)

    assert found is None or (date.min <= found.first <= found.last and str(found) == text)


def test_a_quotient_of_nothing_is_nothing_however_open_the_divisor():
    quotient = Interval(Fraction(0), Fraction(10)).over(
        Interval(Fraction(70), Fraction(100), low_open=True, high_open=True)
    )

    assert quotient is not None
    assert not quotient.low_open
