from datetime import date, timedelta
from itertools import pairwise

import pytest

from caseline.charts.axis import ROOM, ticks_of
from caseline.charts.frame import Frame
from caseline.charts.theme import tokens


def frame(days, first=date(2023, 1, 25), width="narrow"):
    return Frame(first, first + timedelta(days=days), 44, 66, 25, tokens().sizes[width])


@pytest.mark.parametrize("days", [4, 10, 40, 99, 100, 365, 830, 4000, 20_000])
@pytest.mark.parametrize("width", ["narrow", "wide"])
def test_ticks_are_many_enough_to_read_a_date_and_far_enough_apart(days, width):
    one = frame(days, width=width)
    ticks = list(ticks_of(one))
    places = [one.px(day) for day in ticks]
    assert len(ticks) >= 2
    assert all(one.left <= px <= one.end for px in places)
    assert all(b - a >= ROOM * 0.9 for a, b in pairwise(places))


def test_weeks_begin_on_monday_and_months_on_the_first():
    assert {day.weekday() for day in ticks_of(frame(60))} == {0}
    assert {day.day for day in ticks_of(frame(830))} == {1}


def test_half_years_begin_in_january_and_july():
    assert {day.month for day in ticks_of(frame(830))} == {1, 7}


def test_an_instant_stands_where_its_day_stands():
    one = frame(250)
    assert one.at(one.px(date(2023, 3, 4))) == "2023-03-04T00:00:00Z"
    assert one.px(one.first) == one.left
    assert one.px(one.last) == pytest.approx(one.end)
