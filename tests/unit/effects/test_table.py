"""Any diary as a series, and what is refused with a sentence."""

from datetime import UTC, date, datetime, timedelta
from itertools import product
from math import nan

import numpy as np
import polars as pl
import pytest

from caseline.effects.analysis import analyse_series
from caseline.effects.schemes import could_have_drawn
from caseline.effects.series import MOST_VALUES
from caseline.effects.table import diary_of
from caseline.errors import DesignError, TableError
from caseline.scoring.bulk_files import read_table, write_table
from caseline.stats.randomisation import Alternating, Complete, Pairs, Phases, StartPoint
from tests.diaries import FIRST, diary


def whole(rows, **options):
    names = {"date": "date", "value": "mood", "condition": "melatonin", "baseline": 0}
    return diary_of(rows, **{**names, "worse": "higher", **options})


def read(rows, **options):
    return whole(rows, **options).series


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


@pytest.mark.parametrize("name", ["diary.csv", "diary.parquet"])
def test_a_frame_a_list_of_rows_and_a_file_are_the_same_table(tmp_path, name):
    frame = pl.DataFrame(SIX, strict=False).fill_nan(None)
    write_table(frame, tmp_path / name)
    for rows in (frame, frame.to_dicts(), read_table(tmp_path / name)):
        series = read(rows)
        assert np.array_equal(series.values, read(SIX).values, equal_nan=True)
        assert series.flags == read(SIX).flags


def test_a_number_of_a_frame_keeps_all_its_digits():
    assert read(diary([1234567.25, 1234568.5, 3.1], [0, 1, 1])).values[0] == 1234567.25


@pytest.mark.parametrize("off", [0, 0.0, "0", "0.0", False], ids=repr)
def test_a_baseline_is_found_however_its_number_is_written(off):
    assert read(diary([5, 6, 7], [off, 1, 1.0])).flags == ("off", "on", "on")


@pytest.mark.parametrize("typed", ["false", "False", "0", False], ids=repr)
def test_a_baseline_of_truth_values_is_found_as_it_is_typed(tmp_path, typed):
    rows = {**SIX, "melatonin": [one == 1 for one in SIX["melatonin"]]}
    write_table(pl.DataFrame(rows, strict=False), tmp_path / "diary.parquet")

    found = read(read_table(tmp_path / "diary.parquet"), baseline=typed)
    assert found.flags == ("off", "off", "off", "on", "on", "on")


def test_pairs_are_read_from_blocks_and_rows_outside_of_them_are_not_compared():
    rows = diary(
        [7, 6, 4, 5, 4, 7, 6], [0, 0, 1, 1, 1, 0, 0], block=["", "a", "a", "b", "b", "c", "c"]
    )
    series = read(rows, block="block", randomised=True, unit="period")
    assert series.n == 6
    assert series.pairs == ()  # block b has no day off
    rows["melatonin"] = [0, 0, 1, 1, 0, 0, 1]
    found = whole(rows, block="block", randomised=True, unit="period")
    assert found.series.period_on == (False, True, True, False, False, True)
    assert found.series.pairs == ((0, 1), (3, 2), (4, 5))
    assert found.series.allocation.scheme == Pairs()
    assert (found.letters, found.compared) == ("ABAB", (1, 2, 3, 4, 5, 6))


def test_the_days_of_the_doses_are_those_of_the_whole_table():
    # blocks a (1 and 2 March) and b (5 and 6): the treatment ended on the 3rd, between them
    rows = diary([7, 4, 6, 6, 7, 4], [0, 1, 0, 0, 0, 1], block=["a", "a", "", "", "b", "b"])
    series = read(rows, block="block", randomised=True, unit="day")
    assert series.days.tolist() == [0, 1, 4, 5]
    assert series.dose_days.tolist() == [0.25, 1.25, 4.25]
    assert series.dose_amounts.tolist() == [1, 0, 1]


def test_several_values_of_one_drawn_day_are_one_period():
    at = [datetime(2025, 3, day, hour) for day in (1, 2, 3) for hour in (8, 20)]  # noqa: DTZ001  local
    rows = {"date": at, "mood": [6, 7, 3, 4, 2, 3], "melatonin": [0, 0, 1, 1, 1, 1]}
    assert read(rows, randomised=True, unit="day").periods == (0, 0, 1, 1, 2, 2)
    assert read(rows).periods == (0, 0, 1, 1, 1, 1)


def test_randomised_without_a_scheme_says_why_there_is_no_test():
    series = read(diary([6, 4, 5, 3], [0, 1, 0, 1]), randomised=True)
    assert series.allocation.scheme is None
    assert series.allocation.reason == (
        "nothing says how the order was drawn: neither a scheme (pairs, complete, "
        "alternating:LIMIT, start:FIRST..LAST or phases:MIN) nor pairs in blocks"
    )
    drawn = read(diary([6, 4, 5, 3], [0, 1, 0, 1]), randomised=True, scheme="complete")
    assert drawn.periods == (0, 1, 2, 3)
    assert drawn.allocation.scheme == Complete()


ABAB = [0] * 4 + [1] * 4 + [0] * 4 + [1] * 4
MOVING = [7, 6, 7, 8, 4, 3, 5, 4] * 2


def test_drawn_starts_and_changes_are_compared_by_phase_and_have_no_single_days():
    found = whole(diary(MOVING, ABAB), randomised=True, scheme="phases:3")
    assert not found.by_condition
    assert [len(one) for one in found.series.stretches] == [4, 4, 4, 4]
    assert found.series.allocation.unit == "period"
    started = read(diary(MOVING, [0] * 8 + [1] * 8), randomised=True)
    assert started.allocation.unit == "period"


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (
            {"randomised": True},
            "the conditions last longer than days drawn one by one would; "
            "give the unit that was drawn by lot, 'day' or 'period'",
        ),
        (
            {"randomised": True, "scheme": "phases:3", "unit": "day"},
            "where starts or changes were drawn by lot, the unit is the period",
        ),
        (
            {"scheme": "pairs"},
            "a scheme is of an order that was drawn by lot; state that it was",
        ),
        (
            {"unit": "day"},
            "a unit is of an order that was drawn by lot; state that it was",
        ),
        ({"unit": "week"}, "the unit of randomisation must be 'day' or 'period'"),
        (
            {"randomised": True, "unit": "day", "scheme": "alternating:2"},
            "the scheme could not have drawn the order in the table",
        ),
        ({"randomised": True, "block": "block"}, "no row of the table is in a block"),
    ],
)
def test_an_order_that_contradicts_what_is_told_of_it_is_refused(options, sentence):
    with pytest.raises(TableError) as refused:
        read(diary(MOVING, ABAB, block=[""] * 16), **options)
    assert str(refused.value) == sentence


def test_two_drawn_periods_in_a_row_are_not_taken_for_one():
    days = [0] * 4 + [1] * 8 + [0] * 4  # pairs off on, on off
    options = {"randomised": True, "unit": "period", "scheme": "pairs"}
    with pytest.raises(TableError, match="two drawn periods of one condition may stand in a row"):
        read(diary(MOVING, days), **options)
    found = read(diary(MOVING, days, pair=[1] * 8 + [2] * 8), block="pair", **options)
    assert found.period_on == (False, True, True, False)
    assert read(diary(MOVING, ABAB), **options).pairs == ((0, 1), (2, 3))


UNEVEN = (
    "data row {}: the block that begins here holds one condition oftener than the other; where "
    "pairs were drawn, each block needs both equally often"
)


@pytest.mark.parametrize(
    ("days", "blocks", "row"),
    [
        ([0, 1, 1, 0, 0, 1], "aabbbc", 3),
        ([0, 1, 1, 0, 0, 1], "abbbcc", 1),
        ([0, 0, 1, 1, 0, 0, 1], "-aabbbc", 4),
        ([0, 1, 1, 0, 1], "aabbc", 5),
    ],
    ids=["three and one", "one and three", "after a run-in", "a day without its row"],
)
def test_blocks_that_drawn_pairs_cannot_have_filled_are_refused_by_their_first_row(
    days, blocks, row
):
    rows = diary(MOVING[: len(days)], days, pair=[one.strip("-") for one in blocks])
    with pytest.raises(TableError) as refused:
        read(rows, block="pair", randomised=True, unit="day", scheme="pairs")
    assert str(refused.value) == UNEVEN.format(row)


@pytest.mark.parametrize(
    ("days", "blocks", "unit"),
    [
        ([0, 1, 1, 0, 0, 1], "aabbcc", "day"),
        ([0, 1, 1, 0, 0, 1], "aaaabb", "day"),
        ([0, 1, 1, 1, 1, 0], "aaabbb", "period"),
        ([0, 0, 1, 1, 1, 0], "aabbcd", "period"),
    ],
    ids=["pairs", "two pairs in a block", "periods of one length and another", "periods"],
)
def test_blocks_that_drawn_pairs_can_have_filled_are_taken(days, blocks, unit):
    rows = diary(MOVING[: len(days)], days, pair=list(blocks))
    found = read(rows, block="pair", randomised=True, unit=unit, scheme="pairs")
    assert found.allocation.scheme == Pairs()


SCHEMES = [Pairs(), Complete(), Alternating(2), Phases(2), StartPoint(2, 3), StartPoint(3, 5)]


@pytest.mark.parametrize("scheme", SCHEMES, ids=str)
def test_a_scheme_could_have_drawn_what_is_among_its_orders(scheme):
    for made in product((False, True), repeat=5):
        assert could_have_drawn(scheme, made) == _among_its_orders(scheme, made), made
    for made in product((False, True), repeat=6):
        assert could_have_drawn(scheme, made) == _among_its_orders(scheme, made), made


def _among_its_orders(scheme, made):
    try:
        scheme.orders(made)
    except DesignError:
        return False
    return True


def test_the_last_guess_of_a_period_counts():
    rows = diary([6, 7, 4, 3], [0, 0, 1, 1], guess=[1, 0, "?", None])
    found = read(rows, guess="guess").guesses
    assert [(one.guess, one.right) for one in found] == [("off", True), ("cannot tell", False)]


@pytest.mark.parametrize("guess", [["no", "yes", "yes", "yes"], [0, 0, 1, "active"]])
def test_a_guess_in_words_that_are_no_condition_is_refused(guess):
    # taken for "cannot tell", guesses that are always right would let the blinding pass
    rows = diary([6, 7, 4, 3], [0, 0, 1, 1], guess=guess)
    with pytest.raises(TableError, match="'guess' needs a word of the conditions"):
        read(rows, guess="guess")


def test_a_value_named_like_a_shipped_score_brings_its_error_of_measurement():
    rows = diary([6, 7, 4, 3], [0, 0, 1, 1])
    for name in ("pain-nrs.average", "pain-nrs.mood", "mood"):
        found = whole({**rows, name: rows["mood"]}, value=name)
        assert (found.shipped is None, found.series.known.sem is None) == (
            name != "pain-nrs.average",
        ) * 2


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
            "data row 3: the column 'date' holds the moment of the row before",
        ),
        (
            with_date(SIX, 2, FIRST),
            {},
            "data row 3: the column 'date' goes back in time, it must rise",
        ),
        (
            with_date(SIX, 1, "March"),
            {},
            "data row 2: the column 'date' needs a date such as 2025-03-01",
        ),
        (
            with_date(SIX, 0, datetime(2025, 3, 1, tzinfo=UTC)),
            {},
            "data row 1: the column 'date' holds a time zone; give local dates without one",
        ),
        (
            with_date(SIX, 0, "2025-03-01T08:00+01:00"),
            {},
            "data row 1: the column 'date' holds a time zone; give local dates without one",
        ),
        (
            with_date(SIX, 0, date(25, 3, 1)),
            {},
            "data row 1: the column 'date' leaves the years 1900 to 2200",
        ),
        (
            diary([5, 6, 7], [0, 1, "l"]),
            {},
            "the column 'melatonin' holds 3 different conditions where it may hold two; "
            "is one of them mistyped?",
        ),
        (
            diary([5, 6, 7, 5, 4], ["placebo", "Drug", "placebo", "drug", "drug"]),
            {"baseline": "placebo"},
            "data row 2: the column 'melatonin' holds 'Drug', which is near 'drug'; "
            "it may hold two conditions",
        ),
        (
            diary([5, 6, 7, 5, 4], ["placebo", "drug", "placbo", "placebo", "drug"]),
            {"baseline": "placebo"},
            "data row 3: the column 'melatonin' holds 'placbo', which is near 'placebo'; "
            "it may hold two conditions",
        ),
        (
            diary([5, 6, 7], ["placebo", "drug", "drug"]),
            {"baseline": "plcebo"},
            "the column 'melatonin' never holds the baseline condition 'plcebo', 'placebo' is near",
        ),
        (
            diary([5, 6, 7], [0, None, 1]),
            {},
            "data row 2: the column 'melatonin' is empty, each row needs a condition",
        ),
        (
            SIX,
            {"baseline": "off"},
            "the column 'melatonin' never holds the baseline condition 'off'",
        ),
        (SIX, {"value": "pain"}, "there is no column 'pain', there are: date, mood, melatonin"),
        (SIX, {"range": (0, 6)}, "data row 2: the column 'mood' leaves the scale from 0 to 6"),
        (
            SIX,
            {"range": (10, 0)},
            "the range must run from the lower to the upper end of the scale",
        ),
        (
            SIX,
            {"range": (0, nan)},
            "the range must run from the lower to the upper end of the scale",
        ),
        (
            SIX,
            {"range": (0, 10), "mcid": 11},
            "the gain that matters must be above 0 and no larger than the scale",
        ),
        (
            SIX,
            {"mcid": 0},
            "the gain that matters must be above 0 and no larger than the scale",
        ),
        (SIX, {"onset": -1}, "onset and offset must be days, above 0 and up to 3650"),
        (SIX, {"offset": nan}, "onset and offset must be days, above 0 and up to 3650"),
        (
            diary([5, "high", 7], [0, 1, 1]),
            {},
            "data row 2: the column 'mood' needs a number or nothing",
        ),
        (
            diary([5, "1_0", 7], [0, 1, 1]),
            {},
            "data row 2: the column 'mood' needs a number or nothing",
        ),
        (
            diary([5, "inf", 7], [0, 1, 1]),
            {},
            "data row 2: the column 'mood' needs a finite number or nothing",
        ),
        (
            diary([5, 1e300, 7], [0, 1, 1]),
            {},
            "data row 2: the column 'mood' holds a number that no scale reaches",
        ),
        (
            diary([0, 1, 1, 0], [0, 0, 1, 1]),
            {},
            "the column 'mood' holds only two different values; an outcome of yes and no "
            "cannot be analysed; if it is a scale, give its range",
        ),
        (
            diary([0, 1, 1, 0], [0, 0, 1, 1]),
            {"range": (0, 1)},
            "the column 'mood' holds only two different values; an outcome of yes and no "
            "cannot be analysed; if it is a scale, give its range",
        ),
        (
            diary([0, 1, 3, 0], [0, 0, 1, 1]),
            {},
            "the column 'mood' looks like counts, which cannot be analysed; "
            "if it is a scale, give its range",
        ),
        (SIX, {"blinded": ["nurse"]}, "who was blinded must be among patient, clinician, rater"),
        (
            SIX,
            {"stated": ["all-good"]},
            "what is stated must be among planned, alike, gapless, undisturbed, taken, "
            "unprompted, unrevealed",
        ),
        (diary([], []), {}, "the table has no rows"),
        ([], {}, "the table has no rows"),
        ({**SIX, "melatonin": [0]}, {}, "the columns of the table are not of one length"),
        (
            "diary.csv",
            {},
            "a table is a polars frame, a mapping of columns, or a list of rows",
        ),
    ],
)
def test_a_table_that_is_no_diary_is_refused_in_one_sentence(rows, options, sentence):
    with pytest.raises(TableError) as refused:
        read(rows, **options)
    assert str(refused.value) == sentence


def test_two_levels_of_a_longer_scale_are_no_yes_and_no():
    assert read(diary([5, 6, 6, 5], [0, 0, 1, 1]), range=(0, 10)).n == 4


def test_a_million_rows_are_refused_before_they_are_looked_at():
    frame = pl.DataFrame({"date": [0], "mood": [0], "melatonin": [0]})
    sentence = f"more than {MOST_VALUES} rows"
    with pytest.raises(TableError, match=sentence):
        read(pl.concat([frame] * 1000).select(pl.all().repeat_by(1000)).explode(pl.all()))
    with pytest.raises(TableError, match=sentence):
        read([{"date": 0}] * (MOST_VALUES + 1))
    with pytest.raises(TableError, match=sentence):
        read({"date": range(MOST_VALUES + 1)})


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
