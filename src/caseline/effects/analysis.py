"""A whole analysis of one series: the effect, its guards, and the numbers around it."""

from collections.abc import Mapping
from dataclasses import dataclass

from caseline.effects.compare import Effect, compare
from caseline.effects.diagnostics import Diagnostics, diagnostics
from caseline.effects.guards import Randomisation, randomisation
from caseline.effects.indices import indices
from caseline.effects.sensitivity import Sensitivity, sensitivity
from caseline.effects.series import Series
from caseline.errors import DesignError
from caseline.stats.index import Index


@dataclass(frozen=True)
class Analysis:
    """What can be worked out of one series. Where there is no effect, `reason` says why.

    `letters` is the order of phases, A without and B with the treatment; without an effect
    there are no sensitivity runs and no diagnostics either.
    """

    series: Series
    n: int
    letters: str
    effect: Effect | None
    reason: str
    sensitivity: Sensitivity | None
    randomisation: Randomisation
    diagnostics: Diagnostics | None
    indices: Mapping[str, Index]


def analyse_series(series: Series) -> Analysis:
    """Analyse one series; the same series gives the same answer to the last bit.

    Returns
    -------
    Analysis
        With a reason instead of an effect where the record holds only summaries, or the
        values are too few, constant, or all under one condition.
    """
    if series.reason is not None:
        return _without_effect(series, series.reason)
    try:
        effect = compare(series)
    except DesignError as exc:
        return _without_effect(series, str(exc))
    test = randomisation(series)
    return Analysis(
        series=series,
        n=series.n,
        letters=_letters(series),
        effect=effect,
        reason="",
        sensitivity=sensitivity(series, effect, test),
        randomisation=test,
        diagnostics=diagnostics(series, effect),
        indices=indices(series),
    )


def _without_effect(series: Series, reason: str) -> Analysis:
    return Analysis(
        series=series,
        n=series.n,
        letters=_letters(series),
        effect=None,
        reason=reason,
        sensitivity=None,
        randomisation=Randomisation(None, None, reason),
        diagnostics=None,
        indices={},
    )


def _letters(series: Series) -> str:
    on = series.on.tolist()
    return "".join("AB"[now] for i, now in enumerate(on) if i == 0 or now != on[i - 1])
