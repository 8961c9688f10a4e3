"""An order that is not on record is not one that was not drawn."""

from caseline.effects.course_series import series_of
from tests.courses import course_from, dosed, total

PAIN = "pain-nrs.average"


def test_an_order_that_is_not_on_record_is_told_so_and_not_denied():
    visits = [total(f"2025-0{month}-06", PAIN, month) for month in (1, 3)]
    series = series_of(course_from(dosed(("2025-02-01", 4.5)) + "".join(visits)))

    assert series.allocation.randomised is False
    assert series.allocation.reason == "it is not on record whether the order was randomised"
