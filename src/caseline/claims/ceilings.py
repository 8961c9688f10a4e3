"""How far a course of this design may go before anything else is looked at."""

from collections.abc import Callable, Collection
from itertools import starmap
from typing import Literal

from caseline.claims.facts import Number, above, surely_above, times
from caseline.claims.features import Features, PhasePoints
from caseline.claims.level import COMPATIBLE, NOTHING, Level, Levels
from caseline.claims.rules import document, rule
from caseline.record import NOT_ON_RECORD

Lack = Literal["phases", "off", "before", "on", "switch", "uncounted", "few"]

# Other ways to a sudden change: the dramatic rule wants each looked at and excluded.
UNDRAMATIC = {"T05", "T06", "T11", "T16"}


def ceiling(features: Features) -> Levels:
    """The most that the design allows, for the package and for the drug itself.

    A design counts only as far as the record shows it: what is not on record lifts nothing.
    """
    if lacking(features) is not None:
        return NOTHING
    found = COMPATIBLE
    if _by_points(features):
        for name, holds in DESIGNS.items():
            if holds(features):
                found = found.at_least(_levels(name))
    return found


def lacking(features: Features) -> Lack | None:
    """What a course lacks to be assessed at all; None where it lacks nothing.

    It needs a switch, and a baseline of enough points or as a summary. Where lot decided which
    comes first, the time without the treatment need not come before it.
    """
    first = next(iter(features.of("A")), None)
    if features.points is NOT_ON_RECORD or features.design.n_switches is NOT_ON_RECORD:
        return "phases"
    if first is None:
        return "off"
    if not features.of("B"):
        return "on"
    if not features.drawn and features.points[0].letter != "A":
        return "before"
    if not _reaches(features.design.n_switches, 1):
        return "switch"
    if first.summary is True or _enough(first, "ceiling.points"):
        return None
    return "uncounted" if first.n is NOT_ON_RECORD else "few"


def dramatic(features: Features, doubted: Collection[str]) -> bool:
    """Whether one open switch was followed by a change that hardly anything else makes.

    `doubted`: the ids of threats that fired or could not be looked at. Every part must be on
    record (after Glasziou et al. 2007, doi:10.1136/bmj.39070.527986.68).
    """
    change, tau = features.change, features.exposure.tau_on_days
    parts = (
        (change.over_mdc, rule("dramatic.mdcs")),
        (change.over_mcid, rule("dramatic.mcids")),
        (rule("dramatic.onset_days"), tau),
        *((rule("dramatic.base_rate"), one) for one in _base_rates(features)),
    )
    sound = _by_points(features) and not UNDRAMATIC.intersection(doubted)
    clear = bool(_base_rates(features)) and all(starmap(surely_above, parts))
    return sound and clear and _long_baseline(features) and _prompt(features)


def _prompt(features: Features) -> bool:
    """Whether the change came, and was complete, within a few time constants of the start."""
    bar = times(features.exposure.tau_on_days, rule("dramatic.onsets"))
    complete = features.change.complete_days
    in_time = not above(complete, bar) and complete is not None
    return in_time and surely_above(bar, features.change.onset_days)


def _base_rates(features: Features) -> list[Number]:
    """How many change as much untreated: as published, and as the record cites it."""
    told = features.evidence
    return [one for one in (told.natural_improvement, told.cited_change) if one is not None]


def _by_points(features: Features) -> bool:
    """Whether every phase is on record as visits, and as enough of them."""
    points = features.points
    return points is not NOT_ON_RECORD and all(
        phase.summary is False and _enough(phase, "ceiling.points") for phase in points
    )


def _enough(phase: PhasePoints, name: str) -> bool:
    return _reaches(phase.n, rule(name))


def _reaches(n: object, least: float) -> bool:
    return isinstance(n, int) and n >= least


def _long_baseline(features: Features) -> bool:
    first = features.of("A")[0]
    fluctuation = times(features.baseline.fluctuation_days, rule("dramatic.fluctuations"))
    return _enough(first, "dramatic.points") and surely_above(first.span_days, fluctuation)


def _reversal(features: Features) -> bool:
    every = (*features.of("A"), *features.of("B"))
    return _reaches(features.design.n_switches, 3) and all(
        _enough(phase, "ceiling.points_reversal") for phase in every
    )


def _random_start(features: Features) -> bool:
    return features.design.randomised and features.design.unit == "start date"


def _random_pairs(features: Features, least: int) -> bool:
    design = features.design
    drawn = design.randomised and design.unit in ("period", "block")
    return drawn and _reaches(design.n_pairs, least)


def _blinded_pairs(features: Features, least: int) -> bool:
    return features.blinded and _random_pairs(features, least)


DESIGNS: dict[str, Callable[[Features], bool]] = {
    "one switch": lambda features: True,
    "two switches": lambda features: _reaches(features.design.n_switches, 2),
    "random start": _random_start,
    "multiple baseline": lambda f: _reaches(f.design.n_tiers, rule("ceiling.tiers")),
    "reversal": _reversal,
    "two random pairs, open": lambda features: _random_pairs(features, 2),
    "two random pairs, blinded": lambda features: _blinded_pairs(features, 2),
    "random pairs, open": lambda features: _random_pairs(features, 3),
    "random pairs, blinded": lambda features: _blinded_pairs(features, 3),
    "replicated": lambda f: _blinded_pairs(f, 3) and f.design.replicated is True,
}


def _levels(design: str) -> Levels:
    entry = next(one for one in document()["ceilings"] if one["design"] == design)
    return Levels(Level[entry["package"]], Level[entry["drug"]])
