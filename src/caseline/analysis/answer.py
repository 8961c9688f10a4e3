"""One outcome of one course: its effect, its guards, and what may be claimed of it."""

from dataclasses import dataclass, replace

from caseline.claims import (
    Claim,
    Features,
    Numbers,
    Posterior,
    RandomisationTest,
    features_of,
    flips,
    judge,
)
from caseline.claims.fragile import Run as VerdictOfRun
from caseline.claims.verdict import verdict
from caseline.course.model import Course
from caseline.effects.analysis import Analysis, analyse_series
from caseline.effects.compare import Summary
from caseline.effects.course_series import series_of

USUAL_BAR = 0.95


@dataclass(frozen=True, slots=True)
class Answer:
    """The analysis of one outcome, the features that its rating read, and the claim."""

    course: Course
    analysis: Analysis
    features: Features
    posterior: Posterior | None
    test: RandomisationTest | None
    claim: Claim


def analyse(course: Course, outcome: str | None = None) -> Answer:
    """Analyse one outcome of a course; without a name the primary one, else the first that moved.

    Raises
    ------
    DesignError
        The course has no such outcome.
    """
    analysis = analyse_series(series_of(course, outcome))
    name = analysis.series.outcome
    posterior, test = _posterior(analysis), _test(analysis)
    numbers = replace(_numbers(analysis, USUAL_BAR), flips=())
    first = judge(features_of(course, name, numbers), posterior, test)
    if first.verdict is not None:
        numbers = replace(
            _numbers(analysis, first.verdict.bar),
            flips=_flips(analysis, first, features_of(course, name, numbers)),
        )
    features = features_of(course, name, numbers)
    return Answer(course, analysis, features, posterior, test, judge(features, posterior, test))


def _posterior(analysis: Analysis) -> Posterior | None:
    return None if analysis.effect is None else _as_posterior(analysis.effect.verdict)


def _as_posterior(found: Summary) -> Posterior:
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
    return None if test is None else RandomisationTest(test.p, test.smallest_p)


def _flips(analysis: Analysis, claim: Claim, features: Features) -> tuple[str, ...]:
    """The sensitivity runs whose verdict, by the same bar, is another."""
    if claim.verdict is None or analysis.sensitivity is None:
        return ()
    several = "T18" in {threat.id for threat in claim.threats}
    runs = [
        VerdictOfRun(
            run.name,
            run.kind,
            verdict(_as_posterior(run.summary), features, several_chances=several).code,
            run.summary.p_better,
        )
        for run in analysis.sensitivity.runs
        if run.summary is not None
    ]
    return flips(claim.verdict.model, runs, len(analysis.series.pairs))


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
        detectable=found.detectable[bar],
        tau_on_days=found.tau_on_days,
        p_guess_above_chance=found.p_guess_above_chance,
    )
