"""Made-up courses with a known truth: designs, exact draws from the prior, drifts."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from caseline.stats.randomisation import Pairs, Scheme, StartPoint
from caseline.stats.statespace import Priors, default_priors
from caseline.stats.statespace.kernel import DoseSteps, exposure
from caseline.stats.statespace.priors import HalfNormal

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Whole = NDArray[np.int_]
Generator = np.random.Generator


@dataclass(frozen=True)
class Design:
    """Days of the values and doses; drawn anew for each course, as allocations are."""

    times: Floats
    begin_days: Floats
    amounts: Floats
    scheme: Scheme | None = None  # how the order was drawn
    period_days: float = 0.0  # of each period, where pairs were drawn

    @property
    def on(self) -> Bools:
        """Whether each value is under the treatment."""
        return DoseSteps(self.begin_days, self.amounts).share_at(self.times) > 0

    @property
    def periods(self) -> Whole:
        """The number of each value's period, where pairs were drawn."""
        return (self.times // self.period_days).astype(int)


@dataclass(frozen=True)
class Course:
    design: Design
    values: Floats  # NaN where one is missing; more is better
    priors: Priors
    effect: float  # true steady-state effect
    contrast: float  # true mean exposure of the days on minus that of the days off

    @property
    def times(self) -> Floats:
        return self.design.times

    @property
    def doses(self) -> tuple[Floats, Floats]:
        return self.design.begin_days, self.design.amounts


def one_switch(before: int, after: int) -> Design:
    """One open switch in a daily diary."""
    return Design(np.arange(before + after, dtype=float), _floats(before), _floats(1))


def random_start(rng: Generator, days: int, first: int, last: int) -> Design:
    """One open switch, on a day drawn by lot from `first` to `last`."""
    begin = int(rng.integers(first, last + 1))
    scheme = StartPoint(first + 1, last + 1)  # it counts values from 1, and the first is of day 0
    return Design(np.arange(days, dtype=float), _floats(begin), _floats(1), scheme)


def stopped(design: Callable[[Generator], Design], rng: Generator) -> Design:
    """The same, but the treatment is stopped half-way through its last stretch, on record."""
    made = design(rng)
    begin = made.begin_days[made.amounts > 0][-1]
    end = min([*made.begin_days[made.begin_days > begin], made.times[-1] + 1])
    at = np.searchsorted(made.begin_days, (begin + end) / 2)
    days = np.insert(made.begin_days, at, (begin + end) / 2)
    return replace(made, begin_days=days, amounts=np.insert(made.amounts, at, 0.0))


def thinned(design: Callable[[Generator], Design], rng: Generator) -> Design:
    """The same with half as many values, at any time."""
    made = design(rng)
    times = np.sort(rng.uniform(0, made.times[-1] + 1, len(made.times) // 2))
    return replace(made, times=times)


def phases(length: int, count: int) -> Design:
    """Treatment in every second phase, in fixed order, daily."""
    begins = np.arange(length, length * count, length, dtype=float)
    return Design(np.arange(length * count, dtype=float), begins, np.arange(1, count) % 2.0)


def random_pairs(rng: Generator, pairs: int, days: int, values: int | None = None) -> Design:
    """Pairs of periods, one on and one off treatment in random order, daily or less often."""
    first = rng.integers(2, size=pairs)
    amounts = np.stack([first, 1 - first], axis=1).ravel().astype(float)
    begins = days * np.arange(2 * pairs, dtype=float)
    inside = np.arange(days) if values is None else spread(days, values)
    times = (begins[:, None] + inside).ravel()
    return Design(times, begins, amounts, Pairs(), float(days))


def spread(days: int, values: int) -> Floats:
    """Days of so many values spread evenly over a period, the last on its last day."""
    return np.ceil(np.arange(1, values + 1) * days / values) - 1


def titration(rng: Generator) -> Design:
    """Three dose steps on half of the days."""
    times = np.sort(rng.choice(200, 100, replace=False)).astype(float)
    return Design(times, _floats(60, 74, 88), _floats(1.5, 3, 4.5))


def monthly(rng: Generator) -> Design:
    """Seven visits before treatment and twenty after, about a month apart."""
    times = np.cumsum(rng.normal(30, 3, 27).clip(10))
    return Design(times, _floats(times[6] + 3), _floats(1))


def irregular(rng: Generator) -> Design:
    """Sixty values at any time of 120 days, treatment on, off and on again."""
    return Design(np.sort(rng.uniform(0, 120, 60)), _floats(30, 60, 90), _floats(1, 0, 1))


def daily_with_gaps(rng: Generator) -> Design:
    """A month's diary with missing days and one switch."""
    kept = np.sort(rng.choice(30, int(rng.integers(12, 30)), replace=False))
    return Design(kept.astype(float), _floats(10), _floats(1))


ASSORTED: tuple[Callable[[Generator], Design], ...] = (
    daily_with_gaps,
    lambda _: one_switch(40, 60),
    lambda _: one_switch(84, 84),
    lambda _: phases(15, 4),
    lambda rng: random_pairs(rng, 6, 14),
    titration,
    monthly,
    lambda _: one_switch(200, 200),
    lambda _: phases(50, 8),
    irregular,
)


def draw(design: Design, priors: Priors, rng: Generator) -> Course:
    """A course drawn from the priors, the leading one for the effect."""
    score = rng.normal(size=9)
    s_f = float(priors.s_f.at(score[:1])[0])
    slow, l_s, rho, error = (
        float(prior.at(score[i : i + 1])[0])
        for i, prior in enumerate((priors.slow, priors.l_s, priors.rho, priors.error), start=1)
    )
    s_e = error * s_f if isinstance(priors.error, HalfNormal) else error
    speeds = (
        prior.at(score[i : i + 1])
        for i, prior in enumerate((priors.tau_on, priors.tau_off, priors.ed50), start=5)
    )
    neutral = next(iter(priors.effects.values()))
    effect = neutral.mean + neutral.sd * score[8]
    fluctuation = s_f * (
        wander(design.times, -1 / np.log(rho), rng) + slow * wander(design.times, l_s, rng)
    )
    noise = fluctuation + s_e * rng.normal(size=len(design.times))
    level = priors.mu.mean + priors.mu.sd * rng.normal()
    return course(design, priors, level + noise, effect, *speeds)


def course(
    design: Design,
    priors: Priors,
    untreated: Floats,
    effect: float,
    tau_on: Floats,
    tau_off: Floats,
    ed50: Floats,
) -> Course:
    """What would have been without treatment, and its effect added."""
    steps = DoseSteps(design.begin_days, design.amounts)
    exposed = exposure(design.times, steps, tau_on, tau_off, ed50)[:, 0]
    contrast = float(exposed[design.on].mean() - exposed[~design.on].mean())
    return Course(design, untreated + effect * exposed, priors, effect, contrast)


def wander(times: Floats, length: float, rng: Generator) -> Floats:
    """An Ornstein-Uhlenbeck course of standard deviation 1, shape (n,)."""
    shocks = rng.normal(size=len(times))
    found = np.empty(len(times))
    found[0] = shocks[0]
    for i, gap in enumerate(np.diff(times), start=1):
        kept = np.exp(-gap / length)
        found[i] = kept * found[i - 1] + np.sqrt(1 - kept**2) * shocks[i]
    return found


def assorted(seed: int) -> Course:
    """A course of the assortment, drawn from the default priors; each tenth knows its SEM."""
    rng = np.random.default_rng([20, seed])
    kind = seed % len(ASSORTED)
    priors = default_priors(
        baseline_sd=1, scale_range=(0, 10), mcid=1, sem=0.4 if kind == len(ASSORTED) - 1 else None
    )
    return draw(ASSORTED[kind](rng), priors, rng)


def _floats(*numbers: float) -> Floats:
    return np.array(numbers, dtype=float)
