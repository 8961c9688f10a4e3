"""The runs that are always shown beside the model, so that a fragile answer shows itself."""

from dataclasses import dataclass

from caseline.effects.compare import Effect
from caseline.effects.guards import Randomisation, Run, paired, randomised, regression
from caseline.effects.missing import missing_worse
from caseline.effects.reruns import (
    after_washout,
    other_model,
    under_default_priors,
    with_trend,
    without_a_block,
    without_events,
    without_slow_term,
)
from caseline.effects.series import Series


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """All runs in a fixed order, and how far missing values may shift before the answer does."""

    runs: tuple[Run, ...]
    tipping: float | None  # in gains that matter, or baseline SDs; inf: beyond all that was tried


def sensitivity(series: Series, effect: Effect, test: Randomisation) -> Sensitivity:
    """Every guard on a series; one that does not apply says why.

    Parameters
    ----------
    series : Series
    effect : Effect
        The main analysis of the same series.
    test : Randomisation
        The randomisation test of the same series.

    Returns
    -------
    Sensitivity
    """
    missing = missing_worse(series, effect)
    return Sensitivity(
        runs=(
            regression(series),
            without_slow_term(series, effect),
            with_trend(series, effect),
            paired(series),
            randomised(series, test),
            after_washout(series, effect),
            without_a_block(series, effect),
            missing.on,
            missing.off,
            other_model(series, effect),
            without_events(series, effect),
            *([under_default_priors(series, effect)] if series.known.priors else []),
        ),
        tipping=missing.tipping,
    )
