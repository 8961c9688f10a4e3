"""One outcome of one person: its effect, its guards, and what may be claimed of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import inf
from typing import Any

from caseline.analysis.known import informed
from caseline.claims import (
    Claim,
    Features,
    Numbers,
    Posterior,
    RandomisationTest,
    features_of,
    features_of_diary,
    flips,
    judge,
)
from caseline.claims.fragile import Run as VerdictOfRun
from caseline.claims.verdict import verdict
from caseline.course.model import Course
from caseline.course.observe import observe
from caseline.effects.analysis import Analysis, analyse_series
from caseline.effects.compare import Effect, Summary
from caseline.effects.course_series import series_of
from caseline.effects.diary import Diary
from caseline.effects.priors import with_priors
from caseline.effects.table import diary_of
from caseline.effects.table_rows import Table
from caseline.errors import DesignError

USUAL_BAR = 0.95
UNTAUGHT = 100  # posterior standard deviations: the values bring 2 % of what is known


@dataclass(frozen=True, slots=True)
class Answer:
    """The analysis of one outcome, the features that its rating read, and the claim.

    It is of a course or of a diary, which is a table that was read; the other one is None.
    """

    course: Course | None
    diary: Diary | None
    analysis: Analysis
    features: Features
    posterior: Posterior | None
    test: RandomisationTest | None
    claim: Claim

    @property
    def effect(self) -> Effect | None:
        """The effect that may be told: a model has a number even where nothing is compared."""
        return None if self.claim.refused == "not assessable" else self.analysis.effect


def analyse(
    record: Course | Table,
    outcome: str | None = None,
    *,
    priors: Mapping[str, Sequence[float]] | None = None,
    **table: Any,  # noqa: ANN401  what `diary_of` takes, which says what is wrong with it
) -> Answer:
    """Analyse one outcome of a course, or a table of one person's dated values.

    Parameters
    ----------
    record : Course or table
        A table is a polars frame, a mapping of columns, or a list of rows.
    outcome : str, optional
        Of a course: its id. Without it the primary one, else the first that moved.
    priors : mapping, optional
        Priors in the place of the defaults: by name the numbers that its family takes, as in
        `{"tau_on": (3, 0.5)}`. The answer names them, and a sensitivity run has the defaults.
    **table
        Of a table: which columns hold what, and what else is known of it, as for
        `caseline.effects.table.diary_of`. `date`, `value`, `condition`, `baseline` and `worse`
        are needed.

    Raises
    ------
    DesignError
        The course has no such outcome, the arguments are of the other kind of record, or there
        is no such prior.
    TableError
        The table is no such one.
    """
    if isinstance(record, Course):
        if table:
            raise DesignError(f"a course has no '{next(iter(table))}' to give, it is for a table")
        _refuse_unknown(record, outcome)
        series = informed(series_of(record, outcome), record.diagnosis.name)
        analysis = analyse_series(with_priors(series, priors or {}))
        features = partial(features_of, record, analysis.series.outcome)
        return _judged(analysis, features, course=record)
    if outcome is not None:
        raise DesignError("a table has no outcomes to choose from, its value column is the one")
    diary = diary_of(record, **table)
    series = informed(diary.series, diary.diagnosis)
    analysis = analyse_series(with_priors(series, priors or {}))
    return _judged(analysis, partial(features_of_diary, diary), diary=diary)


def _refuse_unknown(course: Course, outcome: str | None) -> None:
    """Names the outcomes that there are, where one is asked for that is none of them."""
    if outcome is None:
        return
    known = observe(course)
    if known and outcome not in known:
        raise DesignError(
            f"the course has no outcome '{outcome[:40]}', there are: {', '.join(known)}"
        )


def _judged(
    analysis: Analysis,
    features_by: Callable[[Numbers], Features],
    *,
    course: Course | None = None,
    diary: Diary | None = None,
) -> Answer:
    posterior, test = _posterior(analysis), _test(analysis)
    numbers = replace(_numbers(analysis, USUAL_BAR), flips=())
    first = judge(features_by(numbers), posterior, test)
    if first.verdict is not None:
        numbers = replace(
            _numbers(analysis, first.verdict.bar),
            flips=_flips(analysis, first, features_by(numbers)),
        )
    features = features_by(numbers)
    claim = judge(features, posterior, test)
    return Answer(course, diary, analysis, features, posterior, test, claim)


def _posterior(analysis: Analysis) -> Posterior | None:
    effect = analysis.effect
    if effect is None:
        return None
    days = effect.good_days
    return replace(
        as_posterior(effect.verdict), good_days=None if days is None else (days.on, days.off)
    )


def as_posterior(found: Summary) -> Posterior:
    """What a rating reads of an effect."""
    return Posterior(
        mean=found.mean,
        low=found.low,
        high=found.high,
        p_better=found.p_better,
        p_matters=found.p_matters,
        p_negligible=found.p_negligible,
    )


def _test(analysis: Analysis) -> RandomisationTest | None:
    test = analysis.randomisation.test
    if test is None:
        return None
    return RandomisationTest(test.p, test.smallest_p, test.drawn, test.monte_carlo_se)


def _flips(analysis: Analysis, claim: Claim, features: Features) -> tuple[str, ...]:
    """The sensitivity runs whose verdict, by the same bar, is another."""
    if claim.verdict is None or analysis.sensitivity is None:
        return ()
    several = "T18" in {threat.id for threat in claim.threats}
    runs = [
        VerdictOfRun(
            run.told,
            run.kind,
            verdict(as_posterior(run.summary), features, several_chances=several).code,
            run.summary.p_better,
        )
        for run in analysis.sensitivity.runs
        if run.summary is not None
    ]
    n_pairs = features.design.n_pairs
    return flips(claim.verdict.model, runs, n_pairs if isinstance(n_pairs, int) else 0)


def _numbers(analysis: Analysis, bar: float) -> Numbers:
    """The statistics for the rating; none of them can be worked out without an effect."""
    found, runs = analysis.diagnostics, analysis.sensitivity
    if found is None or runs is None:
        return Numbers().from_summaries()
    baseline = found.baseline
    return Numbers(
        n_eff=found.n_eff,
        p_improving=baseline.p_improving if baseline else None,
        share_of_change=baseline.share_of_change if baseline else None,
        near_median=found.near_median,
        z_vs_history=found.z_vs_history,
        fluctuation_days=found.fluctuation_days,
        mass_before_start=found.mass_before_start,
        onset_days=found.onset_days,
        complete_days=found.complete_days,
        residual=found.residual,
        tipping_over_mcid=runs.tipping if analysis.series.known.mcid is not None else None,
        detectable=_on_scale(found.detectable[bar], analysis),
        tau_on_days=found.tau_on_days,
        p_guess_above_chance=found.p_guess_above_chance,
    )


def _on_scale(detectable: float, analysis: Analysis) -> float:
    """The smallest effect that shows; inf where it is larger than the scale is long.

    Without a range, where it is so large that the values taught hardly anything.
    """
    span = analysis.series.known.scale_range
    spread = analysis.effect.verdict.sd if analysis.effect else 0.0
    most = UNTAUGHT * spread if span is None else span[1] - span[0]
    return detectable if detectable <= most else inf
