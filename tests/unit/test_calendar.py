from datetime import date

import pytest

from caseline.calendar import Day, Days, Span, day, days_between, month, read_day, year


def test_a_month_runs_from_its_first_day_to_its_last():
    assert read_day("2023-02") == Day(date(2023, 2, 1), date(2023, 2, 28))
    assert read_day("2024-02") == Day(date(2024, 2, 1), date(2024, 2, 29))
    assert month(2024, 12) == Day(date(2024, 12, 1), date(2024, 12, 31))


def test_a_year_runs_from_new_year_to_its_eve():
    assert read_day("2023") == year(2023) == Day(date(2023, 1, 1), date(2023, 12, 31))


def test_only_a_day_is_exact():
    assert read_day("2023-02-14").exact == date(2023, 2, 14)
    assert read_day("2023-02").exact is None


@pytest.mark.parametrize("text", ["2023-02-14", "2023-02", "2023-12", "2023", "9999-12", "9999"])
def test_a_date_prints_as_it_was_written(text):
    assert str(read_day(text)) == text


@pytest.mark.parametrize(
    "text",
    ["2023-02-30", "2023-13", "2023-00", "0000", "0000-01", "23", "2023-2", "14.02.2023",
     "2023-02-14T10:00", "spring", ""],
)  # fmt: skip
def test_what_is_no_date_of_the_calendar_is_none(text):
    assert read_day(text) is None


def test_from_february_2023_to_april_2025_are_763_to_819_days():
    # 28 February 2023 to 1 April 2025, and 1 February 2023 to 30 April 2025
    assert days_between(read_day("2023-02"), read_day("2025-04")) == Days(763, 819)


def test_between_two_days_there_is_one_number_of_days():
    assert days_between(read_day("2024-02-28"), read_day("2024-03-01")) == Days(2, 2)


def test_a_month_is_surely_before_another_but_not_before_a_day_in_it():
    assert read_day("2023-02").surely_before(read_day("2023-03"))
    assert not read_day("2023-02").surely_before(read_day("2023-02-28"))


def spanning(begin, end):
    return Span(read_day(begin), read_day(end))


def test_a_span_of_months_may_hold_their_first_and_last_days():
    span = spanning("2023-02", "2023-08")

    assert (span.first, span.last, span.middle) == (
        date(2023, 2, 1),
        date(2023, 8, 31),
        date(2023, 5, 17),
    )


def test_a_span_with_one_date_knows_it():
    assert Span(day(date(2023, 2, 14)), day(date(2023, 2, 14))).one_date
    assert not spanning("2023-02", "2023-03").one_date


def test_spans_that_meet_in_a_month_may_share_days_but_need_not():
    one, other = spanning("2023-02", "2023-08"), spanning("2023-08", "2023-10")

    assert one.may_share_days(other)
    assert not one.must_share_days(other)
    assert not one.surely_before(other)


def test_spans_with_a_whole_month_in_common_must_share_days():
    assert spanning("2023-02", "2023-08").must_share_days(spanning("2023-06", "2023-10"))


def test_spans_in_different_months_share_no_day():
    one, other = spanning("2023-02", "2023-03"), spanning("2023-04", "2023-05")

    assert one.surely_before(other)
    assert not one.may_share_days(other)
