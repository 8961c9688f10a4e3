"""Many responses at once: a table with one row per response, one column per item.

The scores equal those of `caseline.scoring.score` to the last bit. Each number is kept as a
whole multiple of a fraction that its whole column shares; so sums are exact, and one
division, which is correctly rounded, makes the float of the exact fraction.
"""

from collections.abc import Callable, Iterator, Mapping

import polars as pl

from caseline.errors import TableError
from caseline.instruments.model import Instrument, ScoreRule
from caseline.scoring.bulk_columns import AnswerColumn
from caseline.scoring.bulk_rules import Grid, KnownItem, KnownScore, apply, grids, over_of

ROWS_AT_ONCE = 262_144  # as many as one row group of a Parquet file holds

Progress = Callable[[int, int], None]


def score_table(
    frame: pl.DataFrame,
    instrument: Instrument,
    *,
    name: str = "the table",
    progress: Progress | None = None,
) -> pl.DataFrame:
    """Score one response per row.

    Parameters
    ----------
    frame
        One column per item id: whole numbers, floats or texts; null or "" is unanswered. A
        column named like a score is a total that was typed in; it stands instead of the
        columns of its parts. All other columns are passed through.
    instrument
        What was asked.
    name
        What an error calls the table.
    progress
        Called with the rows that are done and the rows there are.

    Returns
    -------
    polars.DataFrame
        The columns passed through and, for each score, a column of floats of that name and
        a column `<score>.absent` with the reason where there is none; `<score>.low` and
        `<score>.high` hold what an absent score could have been, if its rule has bounds.

    Raises
    ------
    TableError
        A column is missing, holds no numbers or is named like a result, or an answer is off
        its scale.
    InstrumentError
        A score is too fine to be computed exactly in a table.
    """
    score_grids = grids(instrument)
    columns = _columns(frame, instrument, score_grids, name)
    for column in columns:
        column.check_kind(frame[column.name].dtype)
    results = []
    for first in range(0, max(frame.height, 1), ROWS_AT_ONCE):
        rows = frame.slice(first, ROWS_AT_ONCE)
        numbers = {c.name: c.whole_numbers(rows[c.name], first + 1) for c in columns}
        scores = _scores(numbers, rows.height, instrument, score_grids)
        results.append(pl.DataFrame(list(scores)))
        if progress:
            progress(first + rows.height, frame.height)
    totals = [rule.id for rule in instrument.scores if rule.id in frame.columns]
    return frame.drop(totals).hstack(pl.concat(results))


def _scores(
    numbers: Mapping[str, pl.Series],
    height: int,
    instrument: Instrument,
    score_grids: Mapping[str, Grid],
) -> Iterator[pl.Series]:
    """The columns of results, in the order of the instrument's scores."""
    unanswered = pl.repeat(None, height, dtype=pl.Int64, eager=True)
    known: dict[str, KnownItem | KnownScore] = {
        item.id: KnownItem(numbers.get(item.id, unanswered), item.scale)
        for item in instrument.items
    }
    for rule in instrument.scores:
        one = apply(rule, score_grids[rule.id], known)
        if rule.id in numbers:
            one = one.entered(numbers[rule.id])
        known[rule.id] = one
        yield from one.columns()


def _columns(
    frame: pl.DataFrame, instrument: Instrument, score_grids: Mapping[str, Grid], name: str
) -> list[AnswerColumn]:
    """The columns to read: the totals that were typed in, and the items of all other scores."""
    given = set(frame.columns)
    for rule in instrument.scores:
        _refuse_result(rule, given, instrument, name)
    totals = [rule for rule in instrument.scores if rule.id in given]
    replaced = {part for rule in totals for part in _parts(rule.id, instrument)}
    items = [item for item in instrument.items if item.id not in replaced]
    for item in items:
        if item.id not in given:
            raise TableError(
                f"{name}: there is no column '{item.id}', {instrument.ref} needs one for each "
                f"of its {len(instrument.items)} items, or for a total instead of its items"
            )
    return [
        *(AnswerColumn(name, item.id, item.scale, over_of(item.scale)) for item in items),
        *(AnswerColumn(name, rule.id, rule.entry, score_grids[rule.id].over) for rule in totals),
    ]


def _refuse_result(rule: ScoreRule, given: set[str], instrument: Instrument, name: str) -> None:
    """Refuse a column that a result would replace."""
    taken = {f"{rule.id}.{suffix}" for suffix in ("absent", "low", "high")} & given
    if rule.id in given and _parts(rule.id, instrument) & given:
        taken.add(rule.id)
    if taken:
        raise TableError(
            f"{name}: the column '{min(taken)}' is named like a result of {instrument.ref}, "
            f"another name is needed"
        )


def _parts(part_id: str, instrument: Instrument) -> set[str]:
    """Every part of a score, and the parts of its parts."""
    rule = instrument.rule(part_id)
    direct = set(rule.of) if rule else set()
    return direct.union(*(_parts(part, instrument) for part in direct))
