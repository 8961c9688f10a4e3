from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from caseline.charts.frame import text_width, wrapped
from caseline.charts.values import spread


def test_texts_that_have_room_stay_where_they_are():
    assert spread([50, 20, 80], 10, 0, 100) == [50, 20, 80]


def test_texts_that_would_touch_are_moved_apart():
    assert spread([50, 52], 10, 0, 100) == [50, 60]
    assert spread([98, 97], 10, 0, 100) == [100, 90]
    assert spread([-5, 3], 10, 0, 100) == [0, 10]


@given(st.lists(st.floats(-20, 120), max_size=8))
def test_spread_texts_keep_their_distance_and_their_order(wanted):
    placed = spread(wanted, 10, 0, 100)
    order = sorted(range(len(wanted)), key=lambda n: wanted[n])
    heights = [placed[n] for n in order]
    assert all(b - a >= 10 - 1e-9 for a, b in pairwise(heights))
    assert all(0 <= height <= 100 for height in heights)


def test_a_text_is_wrapped_where_it_no_longer_fits():
    lines = wrapped("Symptom severity (SSS)", 10, 60)
    assert lines == ["Symptom", "severity", "(SSS)"]
    assert wrapped("Durchschnitt", 10, 20) == ["Durchschnitt"]
    assert text_width("mmm", 10) > text_width("iii", 10)
