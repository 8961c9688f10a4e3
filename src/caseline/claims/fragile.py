"""Whether a sensitivity run gives another verdict (threat T23)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from caseline.claims.rules import rule
from caseline.claims.verdict import Code

Kind = Literal["model", "paired means", "randomisation test", "leave one block out"]

SIGNS: dict[Code, str] = {"S+2": "+", "S+1": "+", "S0": "0", "S=": "=", "S-": "-"}


@dataclass(frozen=True, slots=True)
class Run:
    """One sensitivity run: its name, its kind, its verdict and its P(better)."""

    name: str
    kind: Kind
    code: Code
    p_better: float


def flips(code: Code, runs: Iterable[Run], n_pairs: int) -> tuple[str, ...]:
    """The names of the runs in which the verdict is another.

    A change of sign counts, and a benefit that falls to "cannot tell" with P(better) below
    the bar. Some kinds count only from a number of pairs.
    """
    return tuple(run.name for run in runs if _counts(run, n_pairs) and _flipped(code, run))


def _counts(run: Run, n_pairs: int) -> bool:
    if run.kind in ("paired means", "randomisation test"):
        return n_pairs >= rule("T23.pairs_for_means")
    return run.kind == "model" or n_pairs >= rule("T23.pairs_for_blocks")


def _flipped(code: Code, run: Run) -> bool:
    before, after = SIGNS[code], SIGNS[run.code]
    if run.kind == "randomisation test" and before == "=" and after == "+":
        return False  # it tells whether there is a gain, and not whether one is too small to matter
    if after == "0":
        return before == "+" and run.p_better < rule("T23.fallen")
    return before not in ("0", after)
