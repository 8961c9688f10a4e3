"""A million FIQR responses, against a process in which polars only reads and writes."""

import random

import polars as pl

from caseline.instruments import instrument
from tests.bench.measure import in_turns, show

CASELINE = "from caseline.cli.main import main; main()"
RESPONSES = 1_000_000
MOST_TIMES = 4

# Reads the same file and writes one with the columns of the result, without working them out.
YARDSTICK = """
import sys
import polars as pl
answers, result, scores = sys.argv[1], sys.argv[2], sys.argv[3].split(",")
frame = pl.read_parquet(answers)
filled = [pl.col("hair").cast(pl.Float64).alias(score) for score in scores]
empty = [pl.lit(None, pl.String).alias(f"{score}.absent") for score in scores]
frame.with_columns(*filled, *empty).write_parquet(result)
"""


def compare(title, answers, folder):
    fiqr = instrument("fiqr")
    scores = ",".join(rule.id for rule in fiqr.scores)
    result, copy = folder / "scores.parquet", folder / "copy.parquet"
    measured = in_turns(
        {
            "caseline score": (CASELINE, ["score", "fiqr", answers, "-o", result]),
            "polars reads and writes": (YARDSTICK, [answers, copy, scores]),
        }
    )
    show(title, measured)
    assert sorted(pl.read_parquet_schema(result)) == sorted(pl.read_parquet_schema(copy))
    first, second = measured.values()
    return first.seconds / second.seconds


def responses(choices):
    """A table of answers, the same in each run."""
    chance = random.Random(2009)
    columns = {"response": pl.Series(range(RESPONSES))}
    for item in instrument("fiqr").items:
        columns[item.id] = pl.Series(chance.choices(choices, k=RESPONSES), dtype=pl.Int64)
    return pl.DataFrame(columns)


def test_whole_responses_take_at_most_four_times_as_long_as_reading_and_writing(tmp_path):
    answers = tmp_path / "answers.parquet"
    responses(range(11)).write_parquet(answers)

    ratio = compare(f"{RESPONSES} FIQR responses, all answered", answers, tmp_path)

    assert ratio <= MOST_TIMES


def test_responses_with_gaps_take_at_most_four_times_as_long_as_reading_and_writing(tmp_path):
    answers = tmp_path / "answers.parquet"
    choices = [*range(11)] * 20 + [None]  # one answer in 221 is missing
    responses(choices).write_parquet(answers)

    ratio = compare(f"{RESPONSES} FIQR responses, some with gaps", answers, tmp_path)

    assert ratio <= MOST_TIMES
