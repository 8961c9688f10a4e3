"""All that could have fooled us, T01 to T23: small functions from features to a threat."""

from collections.abc import Callable

from caseline.claims import course_threats as course
from caseline.claims import design_threats as design
from caseline.claims import measure_threats as measure
from caseline.claims.features import Features
from caseline.claims.threat import Threat

THREATS: dict[str, Callable[[Features], Threat | None]] = {
    "T01": design.no_replication,
    "T02": design.not_randomised,
    "T03": design.expectation,
    "T04": design.broken_blinding,
    "T05": course.regression_to_the_mean,
    "T06": course.baseline_trend,
    "T07": course.thin_baseline,
    "T08": design.slow_drift,
    "T09": course.natural_course,
    "T10": course.placebo_response,
    "T11": course.something_else,
    "T12": measure.measurement_error,
    "T13": measure.instrument_changed,
    "T14": measure.missing_values,
    "T15": measure.at_the_end_of_the_scale,
    "T16": course.wrong_time,
    "T17": design.period_too_short,
    "T18": design.several_chances,
    "T19": design.single_end,
    "T20": design.selected,
    "T21": course.not_taken,
    "T22": design.pseudo_replication,
    "T23": course.fragile,
}


def fired(features: Features) -> tuple[Threat, ...]:
    """The threats that fire, in the order of their numbers."""
    found = [threat(features) for threat in THREATS.values()]
    return tuple(threat for threat in found if threat is not None)


def unassessed(features: Features) -> tuple[str, ...]:
    """The threats that did not fire only because nothing could be worked out, by id."""
    ids = {threat.id for threat in fired(features)}
    return tuple(
        threat_id
        for threat_id, values in _rests_on(features).items()
        if threat_id not in ids and None in values
    )


def _rests_on(features: Features) -> dict[str, tuple[object, ...]]:
    baseline, change = features.baseline, features.change
    level_only = any(phase.summary is True for phase in features.of("A")[:1])
    return {
        "T06": (baseline.p_improving, baseline.share_of_change),
        "T07": (None if level_only else baseline.fluctuation_days,),
        "T09": (
            _first_known(features.evidence.natural_improvement, features.evidence.cited_change),
        ),
        "T10": (features.evidence.placebo_response,) if features.self_rated else (),
        "T12": (change.over_mdc,),
        "T13": measure.sameness(features),
        "T14": measure.missing_shares(features),
        "T15": (features.instrument.at_bound,),
        "T16": (change.mass_before_start,),
        "T17": (features.design.period_days, features.exposure.tau_on_days),
        "T23": (change.flips,),
    }


def _first_known(*values: object) -> object:
    return next((value for value in values if value is not None), None)
