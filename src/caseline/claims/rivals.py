"""What else explains a result: the threats that do, and what holds a claim where none does."""

from typing import Literal

from caseline.claims.ceilings import ceiling
from caseline.claims.features import Features
from caseline.claims.finding import finding
from caseline.claims.judge import Claim
from caseline.claims.level import NOTHING, Level
from caseline.claims.rules import reading_order
from caseline.claims.threat import Threat
from caseline.claims.verdict import Posterior
from caseline.record import NOT_ON_RECORD

Part = Literal["package", "drug"]
Holds = Literal["rivals", "untested", "untested_missing", "held", "design"]


def rivals(claim: Claim, features: Features, posterior: Posterior | None) -> list[Threat]:
    """The rival explanations of a result, the most important to a patient first.

    What leaves nothing to assess comes first.
    """
    order = reading_order("patient")
    none = _answered(claim, features) | _only_better(claim, posterior)
    found = [one for one in claim.threats if one.id not in none]
    return sorted(found, key=lambda one: (one.cap != NOTHING, order.index(one.id)))


def holds(part: Part, claim: Claim, features: Features, told: list[Threat]) -> Holds:
    """What keeps a claim at "compatible with", where the rivals in `told` are read beside it.

    "untested": a comparison with placebo says nothing of the package where the drug is no
    better. "held": by threats that lower the claim and explain another result than this one.
    "design": nothing but the ceiling.
    """
    if part == "package" and claim.package_untested:
        return "untested_missing" if features.blinding.patient is NOT_ON_RECORD else "untested"
    if told:
        return "rivals"
    return "held" if lowering(claim) else "design"


def lowering(claim: Claim) -> list[Threat]:
    """The threats that are not only named."""
    return [one for one in claim.threats if one.severity != "N"]


def _answered(claim: Claim, features: Features) -> set[str]:
    """Threats that are only named, and that times drawn by lot or blinding answer here."""
    found: set[str] = set()
    if features.drawn and ceiling(features).package >= Level.C4:
        found |= set(reading_order("answered_by_lot"))
    if claim.drug >= Level.C3:
        found |= set(reading_order("answered_by_blinding"))
    return found & {one.id for one in claim.threats if one.severity == "N"}


def _only_better(claim: Claim, posterior: Posterior | None) -> set[str]:
    """Threats that explain why somebody got better, where nobody did."""
    found = finding(claim)
    if found is None and posterior is not None and claim.verdict is not None:
        got_better = posterior.mean > 0
    else:
        got_better = found in ("better", None)
    return set() if got_better else set(reading_order("only_better"))
