"""How far an outcome moved, how many were followed, and what was fixed beforehand."""

from typing import Literal

from caseline.claims.facts import Fact, Number
from caseline.claims.features import ChangeFeature, Outcomes
from caseline.claims.numbers import Numbers
from caseline.course.model import Course, Looks, PrimaryOutcome, Threshold
from caseline.course.plan import fixed_in_time
from caseline.direction import relief
from caseline.effects.change import Change, changes
from caseline.effects.mdc import Mdc
from caseline.interval import Interval
from caseline.record import NOT_ON_RECORD, NotOnRecord

Part = PrimaryOutcome | Threshold | Looks | NotOnRecord


def change_feature(course: Course, change: Change, numbers: Numbers) -> ChangeFeature:
    moved = change.change
    gain = None if moved is None else moved.times(relief(change.outcome.rule.worse))
    size = None if moved is None else moved.magnitude()
    return ChangeFeature(
        gain_low=None if gain is None else float(gain.low),
        gain_high=None if gain is None else float(gain.high),
        over_mdc=_ratio(size, change.mdc, "least"),
        over_mdc_most=_ratio(size, change.mdc, "most"),
        over_mcid=_over_mcid(course, change, size),
        mass_before_start=numbers.mass_before_start,
        onset_days=numbers.onset_days,
        complete_days=numbers.complete_days,
        residual=numbers.residual,
        tipping_over_mcid=numbers.tipping_over_mcid,
        detectable=numbers.detectable,
        flips=numbers.flips,
    )


def _ratio(size: Interval | None, mdc: Mdc | None, which: Literal["least", "most"]) -> Number:
    """The size in multiples of what is detectable: at least, or at most."""
    if size is None or mdc is None:
        return None
    return float(size.low) / mdc.high if which == "least" else float(size.high) / mdc.low


def _over_mcid(course: Course, change: Change, size: Interval | None) -> Number:
    threshold = course.plan.threshold
    if threshold is NOT_ON_RECORD or threshold.outcome != change.outcome.id:
        return NOT_ON_RECORD
    return None if size is None else float(size.low) / float(threshold.points)


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
        threshold_prespecified=_threshold_fixed(course, change.outcome.id),
        analysis_prespecified=analysis_prespecified,
        unplanned_looks=NOT_ON_RECORD if looks is NOT_ON_RECORD else not looks,
        pseudo_replicated=False,  # an observation is one outcome at one visit
    )


def _fixed(course: Course, part: Part) -> bool | NotOnRecord:
    """Whether a part of the plan was fixed in time."""
    return NOT_ON_RECORD if part is NOT_ON_RECORD else fixed_in_time(course, part.fixed_on)


def _threshold_fixed(course: Course, outcome: str) -> Fact:
    """Whether the threshold of an outcome was; None where the threshold is another's."""
    threshold = course.plan.threshold
    if threshold is not NOT_ON_RECORD and threshold.outcome != outcome:
        return None
    return _fixed(course, threshold)
