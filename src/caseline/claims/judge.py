"""From features and probabilities to what may be claimed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from caseline.claims import rules
from caseline.claims.ceilings import ceiling, dramatic
from caseline.claims.changed import Changed, changed
from caseline.claims.features import Features
from caseline.claims.level import COMPATIBLE, DRAMATIC, NOTHING, Level, Levels
from caseline.claims.threat import Threat
from caseline.claims.threats import fired, unassessed
from caseline.claims.verdict import Posterior, RandomisationTest, Verdict, verdict

Refusal = Literal["not assessable", "pseudo-replication", "published summary", "no estimate"]


@dataclass(frozen=True, slots=True)
class Claim:
    """What one outcome of one course may be said to show.

    `changed` answers whether this person changed, and which way; `package` and `drug` say how
    far the two answers on the treatment may go. `package_untested`: nothing but the comparison
    with placebo holds the package at C1. Where `verdict` is None, `refused` says why.
    `unassessed` are threats that could not be looked at.
    """

    changed: Changed
    package: Level
    drug: Level
    package_untested: bool
    verdict: Verdict | None
    refused: Refusal | None
    threats: tuple[Threat, ...]
    unassessed: tuple[str, ...]
    rules: str


def judge(
    features: Features,
    posterior: Posterior | None = None,
    test: RandomisationTest | None = None,
) -> Claim:
    """The claim for one outcome from its features and, where there is one, its posterior."""
    threats, unseen = fired(features), unassessed(features)
    ids = {threat.id for threat in threats}
    start = ceiling(features)
    one_switch = start == COMPATIBLE and features.design.n_switches == 1
    if one_switch and dramatic(features, {*ids, *unseen}):
        start = DRAMATIC
    levels = combine(start, threats)
    refused = _refusal(features, posterior, levels, ids)
    found, untested = None, False
    if posterior is not None and refused is None:
        found = verdict(posterior, features, several_chances="T18" in ids, test=test)
        at_most = levels.at_most(_against_placebo(features, found))
        levels, untested = at_most, at_most != levels
    return Claim(
        changed=changed(features),
        package=levels.package,
        drug=levels.drug,
        package_untested=untested,
        verdict=found,
        refused=refused,
        threats=threats,
        unassessed=unseen,
        rules=rules.version(),
    )


def combine(start: Levels, threats: Iterable[Threat]) -> Levels:
    """The ceiling of the design after the threats: caps first, then steps down.

    All steps together take away at most two levels, and never what makes a course assessable.
    """
    found, steps = start, 0
    for threat in threats:
        if threat.cap is not None:
            found = found.at_most(threat.cap)
        steps += threat.severity == "D"
    return found.lowered(min(steps, int(rules.rule("combine.steps"))))


def _against_placebo(features: Features, found: Verdict) -> Levels:
    """What a comparison with placebo says of the package: that it is worth at least as much.

    So where the drug is no better, or worse, nothing was learnt of the package: only a course
    in which the patient knew tells of it.
    """
    at_least = found.code in ("S=", "S-") and features.blinding.patient != "open"
    return Levels(COMPATIBLE.package if at_least else Level.C5, Level.C5)


def _refusal(
    features: Features, posterior: Posterior | None, levels: Levels, ids: set[str]
) -> Refusal | None:
    if "T22" in ids:
        return "pseudo-replication"
    if features.provenance.how == "published summary":
        return "published summary"
    if levels == NOTHING:
        return "not assessable"
    return "no estimate" if posterior is None else None
