"""Law: a table's scores equal those of its responses one by one, to the last bit."""

from decimal import Decimal
from functools import cache
from math import prod

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseline.instruments import ids, instrument
from caseline.scoring import Response, score
from caseline.scoring.bulk import score_table

A_FEW = settings.default.max_examples // 4  # of each instrument

KINDS = {
    "floats": (float, pl.Float64),
    "decimals": (lambda value: value, pl.Decimal(20, 6)),
    "texts": (str, pl.String),
}


def rows(scales):
    """Rows of answers, None for some; each is drawn as one number, which is quick."""
    choices = {key: [None, *numbers(scale)] for key, scale in scales.items()}

    def row(drawn):
        answers = {}
        for key, some in choices.items():
            drawn, chosen = divmod(drawn, len(some))
            answers[key] = some[chosen]
        return answers

    rows_there_are = prod(map(len, choices.values()))
    return st.lists(st.integers(0, rows_there_are - 1).map(row), max_size=12)


@cache
def numbers(scale):
    steps = range(int((scale.high - scale.low) / scale.step) + 1)
    grid = scale.values or [scale.low + step * scale.step for step in steps]
    return [Decimal(one.numerator) / Decimal(one.denominator) for one in grid]


def one_by_one(of, given_rows, totals=()):
    for row in given_rows:
        known = {key: value for key, value in row.items() if value is not None}
        typed = {key: known.pop(key) for key in totals if key in known}
        yield score(Response(of, known, typed))


def table(given_rows, scales, kind):
    convert, dtype = KINDS[kind]
    columns = {
        key: [None if row[key] is None else convert(row[key]) for row in given_rows]
        for key in scales
    }
    return pl.DataFrame(columns, schema=dict.fromkeys(scales, dtype))


def assert_equal(scored, expected):
    for row, scores in zip(scored.iter_rows(named=True), expected, strict=True):
        for key, one in scores.items():
            assert row[key] == (None if one.value is None else float(one.value))
            assert row[f"{key}.absent"] == one.absent
            for end in ("low", "high") if one.rule.bounded else ():
                bound = getattr(one, end)
                assert row[f"{key}.{end}"] == (None if bound is None else float(bound))


@pytest.mark.parametrize("instrument_id", ids())
@settings(max_examples=A_FEW)
@given(data=st.data())
def test_answers_in_a_table_score_as_they_do_one_by_one(instrument_id, data):
    of = instrument(instrument_id)
    kind = data.draw(st.sampled_from(sorted(KINDS)))
    scales = {item.id: item.scale for item in of.items}
    given_rows = data.draw(rows(scales))

    scored = score_table(table(given_rows, scales, kind), of)

    assert_equal(scored, one_by_one(of, given_rows))


@pytest.mark.parametrize("instrument_id", ids())
@settings(max_examples=A_FEW)
@given(data=st.data())
def test_totals_in_a_table_score_as_they_do_one_by_one(instrument_id, data):
    of = instrument(instrument_id)
    total = data.draw(st.sampled_from(of.scores))
    scales = {item.id: item.scale for item in of.items} | {total.id: total.entry}
    for part in parts(of, total):
        scales.pop(part, None)
    given_rows = data.draw(rows(scales))

    scored = score_table(table(given_rows, scales, "floats"), of)

    assert_equal(scored, one_by_one(of, given_rows, totals=[total.id]))


def parts(of, rule):
    for part in rule.of:
        yield part
        if inner := of.rule(part):
            yield from parts(of, inner)
