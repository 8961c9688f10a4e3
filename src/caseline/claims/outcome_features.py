"""How far an outcome moved, how many were followed, and what was fixed beforehand."""

from caseline.calendar import Day
from caseline.claims.facts import Number
from caseline.claims.features import ChangeFeature, Outcomes
from caseline.claims.numbers import Numbers
from caseline.course.model import Course
from caseline.direction import relief
from caseline.effects.change import Change, changes
from caseline.record import NOT_ON_RECORD, NotOnRecord


def change_feature(course: Course, change: Change, numbers: Numbers) -> ChangeFeature:
    moved = change.change
    gain = None if moved is None else moved.times(relief(change.outcome.rule.worse))
    size = None if moved is None else float(moved.magnitude().low)
    return ChangeFeature(
        gain_low=None if gain is None else float(gain.low),
        gain_high=None if gain is None else float(gain.high),
        over_mdc=None if size is None or change.mdc is None else size / change.mdc.high,
        over_mcid=_over_mcid(course, change, size),
        mass_before_start=numbers.mass_before_start,
        onset_days=numbers.onset_days,
        complete_days=numbers.complete_days,
        residual=numbers.residual,
        tipping_over_mcid=numbers.tipping_over_mcid,
        detectable=numbers.detectable,
        flips=numbers.flips,
    )


def _over_mcid(course: Course, change: Change, size: float | None) -> Number:
    threshold = course.plan.threshold
    if threshold is NOT_ON_RECORD or threshold.outcome != change.outcome.id:
        return NOT_ON_RECORD
    return None if size is None else size / float(threshold.points)


def outcomes(course: Course, change: Change, analysis_prespecified: bool | NotOnRecord) -> Outcomes:
    main = [one for one in changes(course) if one.outcome.rule.main]
    better = sum(one.trend == "better" for one in main)
    primary = _fixed(course, course.plan.primary)
    is_primary = (
        course.plan.primary is not NOT_ON_RECORD
        and course.plan.primary.outcome == change.outcome.id
    )
    looks = _fixed(course, course.plan.looks)
    return Outcomes(
        n_recorded=len(main),
        n_reported=1 if is_primary and primary is True else max(better, 1),
        primary_prespecified=primary,
        analysis_prespecified=analysis_prespecified,
        unplanned_looks=NOT_ON_RECORD if looks is NOT_ON_RECORD else not looks,
        pseudo_replicated=False,  # an observation is one outcome at one visit
    )


def _fixed(course: Course, part: object) -> bool | NotOnRecord:
    """Whether a part of the plan was fixed by the day on which the treatment began."""
    fixed_on = getattr(part, "fixed_on", NOT_ON_RECORD)
    start = course.treatment.doses[0].begin
    if not isinstance(fixed_on, Day) or not isinstance(start, Day):
        return NOT_ON_RECORD
    return fixed_on.last <= start.first
