"""Which way a claim points."""

from typing import Literal

from caseline.claims.judge import Claim

Finding = Literal["better", "worse", "same"]


def finding(claim: Claim) -> Finding | None:
    """Which way a claim points; None where it cannot be told.

    Without a verdict it is the recorded change that points the way, where there is one.
    """
    if claim.verdict is None:
        changed: dict[str, Finding] = {"better": "better", "worse": "worse"}
        return changed.get(claim.changed)
    found: dict[str, Finding] = {"S+2": "better", "S+1": "better", "S=": "same", "S-": "worse"}
    return found.get(claim.verdict.code)
