"""Better, worse, no difference that matters, or: we cannot tell."""

from dataclasses import dataclass
from typing import Literal

from caseline.claims.features import Features
from caseline.claims.rules import rule

Code = Literal["S+2", "S+1", "S0", "S=", "S-"]


@dataclass(frozen=True, slots=True)
class Posterior:
    """What a model says about the effect; positive is better.

    `low` and `high` are the ends of the 95 % interval. `p_matters` is P(effect >= m) and
    `p_negligible` P(-m < effect < m) for the gain m that matters to the patient, or None
    where nobody said how large that is; `good_days` are the expected shares of days on and off
    treatment that are better by as much than the days off it are on average.
    """

    mean: float
    low: float
    high: float
    p_better: float
    p_matters: float | None = None
    p_negligible: float | None = None
    good_days: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class RandomisationTest:
    """The p-value of a randomisation test, and the smallest that the design can give.

    `drawn` is the number of random orders that p was estimated from, with the standard error
    `se`; both are 0 where all orders were counted.
    """

    p: float
    smallest_p: float
    drawn: int = 0
    se: float = 0.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict with the bar it had to clear.

    `bar` is the one for S+1, S+2 and S-, `same_bar` the one for S=. `model` is what the model
    alone says: another code where the randomisation test overruled it.
    """

    code: Code
    bar: float
    same_bar: float
    model: Code

    @property
    def own_bar(self) -> float:
        """The bar of its own code."""
        return self.same_bar if self.code == "S=" else self.bar


def verdict(
    posterior: Posterior,
    features: Features,
    *,
    several_chances: bool,
    test: RandomisationTest | None = None,
) -> Verdict:
    """The verdict on one outcome.

    Further outcomes, unplanned looks or no primary outcome fixed beforehand
    (`several_chances`) raise every bar; an open design raises those for better and worse.
    """
    normal, strict = rule("verdict.bar"), rule("verdict.strict_bar")
    same_bar = strict if several_chances else normal
    bar = normal if features.blinding.patient == "blinded" and not several_chances else strict
    model = code(posterior, bar, same_bar)
    return Verdict("S0" if _overruled(model, test) else model, bar, same_bar, model)


def code(posterior: Posterior, bar: float, same_bar: float) -> Code:
    """The code that probabilities earn; `same_bar` is the one for "no difference that matters".

    A small gain that is surely below what matters is "no difference that matters"; a small
    harm stays a harm.
    """
    p_matters, p_negligible = posterior.p_matters, posterior.p_negligible
    if p_matters is not None and p_matters >= bar:
        return "S+2"
    if 1 - posterior.p_better >= bar:
        return "S-"
    if p_negligible is not None and p_negligible >= same_bar:
        return "S="
    return "S+1" if posterior.p_better >= bar else "S0"


def _overruled(model: Code, test: RandomisationTest | None) -> bool:
    if test is None or model not in ("S+1", "S+2"):
        return False
    return test.smallest_p <= rule("verdict.smallest_p") and test.p > rule("verdict.p")
