"""What the rows of a table say about its design: order, periods, seasons, readings by phase."""

from datetime import timedelta
from itertools import chain

import numpy as np

from caseline.claims import features as f
from caseline.claims.facts import Number
from caseline.claims.numbers import Numbers
from caseline.claims.periods import WARM
from caseline.claims.rules import rule
from caseline.effects.diary import Diary
from caseline.effects.table_rows import evenly_dated
from caseline.record import NOT_ON_RECORD, NotOnRecord


def design(diary: Diary) -> f.Design:
    """The design; nothing but what was stated says that the order was drawn by lot."""
    randomised = diary.series.allocation.randomised
    return f.Design(
        n_phases=len(diary.letters),
        n_switches=len(diary.letters) - 1,
        order="randomised" if randomised else NOT_ON_RECORD,
        unit=_unit(diary),
        n_pairs=_n_pairs(diary),
        counterbalanced=_counterbalanced(diary) if randomised else None,
        concealed=NOT_ON_RECORD,
        n_tiers=1,
        replicated=NOT_ON_RECORD,
        period_days=_period_days(diary),
        span_days=(diary.dates[-1] - diary.dates[0]).days,
        seasons_differ=_seasons_differ(diary),
    )


def points(diary: Diary, numbers: Numbers) -> tuple[f.PhasePoints, ...]:
    """The readings of each phase; where periods were drawn by lot, of each condition."""
    stretches, n_eff = diary.series.stretches, numbers.n_eff
    each = n_eff if isinstance(n_eff, tuple) else (n_eff,) * len(stretches)
    return tuple(_points(diary, *one) for one in zip(stretches, each, strict=True))


def _unit(diary: Diary) -> f.Unit | NotOnRecord:
    if not diary.series.allocation.randomised:
        return NOT_ON_RECORD
    if not diary.by_condition:
        return "start date"
    pairs, periods = diary.series.pairs, diary.series.period_on
    return "block" if 2 * len(pairs) == len(periods) else "period"


def _n_pairs(diary: Diary) -> int:
    """The smaller number of periods of one condition that were drawn by lot and hold a value."""
    series = diary.series
    held = {series.periods[place] for place in np.flatnonzero(np.isfinite(series.values))}
    on = [treated for number, treated in enumerate(series.period_on) if number in held]
    return min(sum(on), len(on) - sum(on)) if diary.by_condition else 0


def _counterbalanced(diary: Diary) -> bool:
    firsts = diary.series.period_on[::2]
    return 2 * sum(firsts) == len(firsts)


def _period_days(diary: Diary) -> Number:
    """The days of the shortest period on treatment."""
    if diary.by_condition and diary.series.allocation.unit == "day":
        return 1
    return min((one.n_days for one in diary.periods if one.on), default=None)


def _seasons_differ(diary: Diary) -> bool | None:
    """Whether days with and without the treatment lie in different parts of the year."""
    shares = [_warm_share(diary, on=on) for on in (False, True)]
    known = [share for share in shares if share is not None]
    return abs(known[0] - known[1]) > rule("T08.warm_share") if len(known) == 2 else None


def _warm_share(diary: Diary, *, on: bool) -> float | None:
    spans = [run for run in diary.runs if run.on == on]
    days = chain.from_iterable(
        (run.first + timedelta(days=n) for n in range(run.n_days)) for run in spans
    )
    warm = [day.month in WARM for day in days]
    return sum(warm) / len(warm) if warm else None


def _points(diary: Diary, stretch: tuple[int, ...], n_eff: Number) -> f.PhasePoints:
    series = diary.series
    there = [place for place in stretch if np.isfinite(series.values[place])]
    days = [diary.dates[diary.compared[place]] for place in there]
    known = "gapless" in diary.stated or evenly_dated(diary.dates)
    return f.PhasePoints(
        letter="B" if series.flags[stretch[0]] == "on" else "A",
        n=len(there),
        n_eff=n_eff,
        span_days=(days[-1] - days[0]).days if days else None,
        missing_share=1 - len(there) / len(stretch) if known else NOT_ON_RECORD,
        summary=False,
    )
