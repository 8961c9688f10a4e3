"""Any diary as a series, and what is refused with a sentence."""

from datetime import UTC, date, datetime, timedelta
from math import nan

import numpy as np
import polars as pl
import pytest

from caseline.effects.analysis import analyse_series
from caseline.effects.series import MOST_VALUES
from caseline.effects.table import series_of_table
from caseline.effects.table_rows import read_rows
from caseline.errors import TableError
from caseline.stats.randomisation import Complete, Pairs

FIRST = date(2025, 3, 1)


def diary(values, given, **columns):
    """One row a day from the first of March."""
    days = [FIRST + timedelta(days=n) for n in range(len(values))]
    return {"date": days, "mood": values, "melatonin": given, **columns}


def read(rows, **options):
    names = {"date": "date", "value": "mood", "condition": "melatonin", "baseline": 0}
    return series_of_table(rows, **{**names, "worse": "higher", **options})


SIX = diary([6, 7, 5, nan, 3, 4], [0, 0, 0, 1, 1, 1])


def test_a_treatment_begins_with_the_day_of_its_first_row_and_values_stand_for_the_evening():
    series = read(SIX)
    assert series.days.tolist() == [0, 1, 2, 3, 4, 5]
    assert series.dose_days.tolist() == [2.25]
    assert series.dose_amounts.tolist() == [1]
    assert series.flags == ("off", "off", "off", "on", "on", "on")
    assert (series.n, series.n_switches, series.periods) == (5, 1, (0, 0, 0, 1, 1, 1))


def test_two_moments_of_one_day_switch_half_way_between_them():
    at = [datetime(2025, 3, 1, 8), datetime(2025, 3, 1, 20)]  # noqa: DTZ001  local, as in diaries
    series = read({"date": at, "mood": [6, 4], "melatonin": [0, 1]})
    assert series.days.tolist() == [0, 0.5]
    assert series.dose_days.tolist() == [0.25]


def test_a_frame_a_list_of_rows_and_a_file_are_the_same_table(tmp_path):
    path = tmp_path / "diary.csv"
    frame = pl.DataFrame(SIX, strict=False).fill_nan(None)
    frame.write_csv(path)
    for rows in (frame, frame.to_dicts(), read_rows(str(path))):
        series = read(rows)
        assert np.array_equal(series.values, read(SIX).values, equal_nan=True)
        assert series.flags == read(SIX).flags


def test_pairs_are_read_from_blocks_and_rows_outside_of_them_are_left_out():
    rows = diary(
        [7, 6, 4, 5, 4, 7, 6], [0, 0, 1, 1, 1, 0, 0], block=["", "a", "a", "b", "b", "c", "c"]
    )
    series = read(rows, block="block", randomised=True, unit="period")
    assert series.n == 6
    assert series.pairs == ()  # block b has no day off
    rows["melatonin"] = [0, 0, 1, 1, 0, 0, 1]
    series = read(rows, block="block", randomised=True, unit="period")
    assert series.period_on == (False, True, True, False, False, True)
    assert series.pairs == ((0, 1), (3, 2), (4, 5))
    assert series.allocation.scheme == Pairs()


def test_randomised_without_a_scheme_says_why_there_is_no_test():
    series = read(diary([6, 4, 5, 3], [0, 1, 0, 1]), randomised=True)
    assert series.allocation.scheme is None
    assert series.allocation.reason == (
        "nothing says how the order was drawn: neither a scheme (pairs, complete, "
        "alternating:LIMIT, start:FIRST..LAST or phases:MIN) nor pairs in blocks"
    )
    drawn = read(diary([6, 4, 5, 3], [0, 1, 0, 1]), randomised=True, scheme=Complete())
    assert drawn.periods == (0, 1, 2, 3)


def test_the_last_guess_of_a_period_counts_and_other_words_are_no_guess():
    rows = diary([6, 7, 4, 3], [0, 0, 1, 1], guess=[1, 0, "?", None])
    found = read(rows, guess="guess").guesses
    assert [(one.guess, one.right) for one in found] == [("off", True), ("cannot tell", False)]


def test_a_value_named_like_a_shipped_score_brings_its_error_of_measurement():
    rows = diary([6, 7, 4, 3], [0, 0, 1, 1])
    rows["pain-nrs.average"] = rows.pop("mood")
    assert read(rows, value="pain-nrs.average").known.sem is not None
    assert read(SIX).known.sem is None


def with_date(rows, place, when):
    dates = [*rows["date"]]
    dates[place] = when
    return {**rows, "date": dates}


@pytest.mark.parametrize(
    ("rows", "options", "sentence"),
    [
        (
            with_date(SIX, 2, FIRST + timedelta(days=1)),
            {},
            "row 3: the column 'date' holds the moment of the row before",
        ),
        (with_date(SIX, 2, FIRST), {}, "row 3: the column 'date' goes back in time, it must rise"),
        (
            with_date(SIX, 1, "March"),
            {},
            "row 2: the column 'date' needs a date such as 2025-03-01",
        ),
        (
            with_date(SIX, 0, datetime(2025, 3, 1, tzinfo=UTC)),
            {},
            "row 1: the column 'date' holds a time zone; give local dates without one",
        ),
        (
            diary([5, 6, 7], [0, 1, "l"]),
            {},
            "the column 'melatonin' holds 3 different conditions where it may hold two; "
            "is one of them mistyped?",
        ),
        (
            diary([5, 6, 7], [0, None, 1]),
            {},
            "row 2: the column 'melatonin' is empty, each row needs a condition",
        ),
        (
            SIX,
            {"baseline": "off"},
            "the column 'melatonin' never holds the baseline condition it should",
        ),
        (SIX, {"value": "pain"}, "there is no column 'pain', there are: date, mood, melatonin"),
        (SIX, {"range": (0, 6)}, "row 2: the column 'mood' leaves the scale from 0 to 6"),
        (
            diary([5, "high", 7], [0, 1, 1]),
            {},
            "row 2: the column 'mood' needs a number or nothing",
        ),
        (
            diary([5, "inf", 7], [0, 1, 1]),
            {},
            "row 2: the column 'mood' needs a finite number or nothing",
        ),
        (
            diary([0, 1, 1, 0], [0, 0, 1, 1]),
            {},
            "the column 'mood' holds only two different values; "
            "an outcome of yes and no cannot be analysed",
        ),
        (
            diary([0, 1, 3, 0], [0, 0, 1, 1]),
            {},
            "the column 'mood' looks like counts, which cannot be analysed; "
            "if it is a scale, give its range",
        ),
        (SIX, {"unit": "week"}, "the unit of randomisation must be 'day' or 'period'"),
        (SIX, {"blinded": ["nurse"]}, "who was blinded must be among patient, clinician, rater"),
        (diary([], []), {}, "the table has no rows"),
        ([], {}, "there is no column 'date', there are: "),
    ],
)
def test_a_table_that_is_no_diary_is_refused_in_one_sentence(rows, options, sentence):
    with pytest.raises(TableError) as refused:
        read(rows, **options)
    assert str(refused.value) == sentence


def test_a_million_rows_are_refused_before_they_are_looked_at(tmp_path):
    frame = pl.DataFrame({"date": [0], "mood": [0], "melatonin": [0]})
    sentence = f"more than {MOST_VALUES} rows"
    with pytest.raises(TableError, match=sentence):
        read(pl.concat([frame] * 1000).select(pl.all().repeat_by(1000)).explode(pl.all()))
    with pytest.raises(TableError, match=sentence):
        read([{"date": 0}] * (MOST_VALUES + 1))


def test_a_file_that_is_no_table_is_refused(tmp_path):
    with pytest.raises(TableError, match="there is no such table"):
        read_rows(str(tmp_path / "none.csv"))
    (tmp_path / "empty.csv").write_text("")
    with pytest.raises(TableError, match="cannot be read as a table"):
        read_rows(str(tmp_path / "empty.csv"))


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (
            diary([6, 7, 5, 4, 5], [0] * 5),
            "all values were recorded under one condition; an effect needs two",
        ),
        (diary([6, 4], [0, 1]), "the model needs at least 4 values, there are 2"),
        (diary([nan] * 6, [0, 0, 0, 1, 1, 1]), "all values are missing"),
        (
            diary([5] * 6, [0, 0, 0, 1, 1, 1]),
            "all values are the same, so nothing tells how much they move",
        ),
    ],
)
def test_a_diary_that_cannot_be_assessed_has_a_reason_and_no_number(rows, reason):
    found = analyse_series(read(rows))
    assert (found.effect, found.sensitivity, found.diagnostics) == (None, None, None)
    assert found.randomisation.test is None
    assert found.reason == reason
    assert dict(found.indices) == {}
