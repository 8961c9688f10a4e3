"""The cells of the calibration: one factor at a time around two designs, by name.

A cell makes one trial from a generator: a course with a known truth, and what was found in it,
as numbers that add up over trials. The generator of each trial follows from the name of its
cell and its number, so that a cell may be run alone, in parts, and on any number of processes.
"""

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, partial

import numpy as np

from caseline.stats.statespace import HalfNormal, Priors, default_priors
from tools.calibrate import courses, truths
from tools.calibrate.claims import claimed
from tools.calibrate.comparators import rejections
from tools.calibrate.courses import ASSORTED, Course, Design
from tools.calibrate.looks import looked
from tools.calibrate.measures import Numbers, drawn, of_model, on_scale
from tools.calibrate.monthly import monthly_cells
from tools.calibrate.truths import LEVEL, SCALES, Truth, Twist, dot

Generator = np.random.Generator
Trial = Callable[[Generator], Numbers]
MakesDesign = Callable[[Generator], Design]

PRIORS = default_priors(baseline_sd=1, condition_sd=1, scale_range=(0, 10), mcid=1)
TAU = 7.0  # days, the median of its prior
FOR_RATES, FOR_OTHERS, FOR_PRIOR = 2000, 1000, 8000

PAIRS, SWITCH = "6 random pairs of 14 d", "one switch 84 + 84"
CENTRES: dict[str, MakesDesign] = {
    PAIRS: partial(courses.random_pairs, pairs=6, days=14),
    SWITCH: lambda _: courses.one_switch(84, 84),
}
DRIFTS = {
    "white": Truth(rho=0),
    "AR .4": Truth(),
    "AR .4 + slow .7": Truth(slow=0.7),
    "white + slow .7": Truth(rho=0, slow=0.7),
    "AR .4 + trend 1": Truth(trend=1),
}


@dataclass(frozen=True)
class Cell:
    name: str
    group: str
    trial: Trial
    replicates: int
    lists: tuple[str, ...] = ()  # numbers of which every trial's is kept, not only the sum

    def generator(self, number: int) -> Generator:
        return np.random.default_rng([zlib.crc32(self.name.encode()), number])


@dataclass(frozen=True)
class Setting:
    """A course with a chosen truth."""

    design: MakesDesign
    truth: Truth = field(default_factory=Truth)
    effect: float = 0.0
    tau: float = TAU
    twist: Twist | None = None
    priors: Priors = PRIORS

    def course(self, rng: Generator) -> Course:
        design, one = self.design(rng), np.array([self.tau])
        untreated = LEVEL + self.truth.draw(design.times, rng)
        made = courses.course(
            design, self.priors, untreated, self.effect, one, one, np.array([0.5])
        )
        if self.twist is None:
            return made
        return replace(made, values=self.twist(made.values, design, rng))

    def trial(self, rng: Generator) -> Numbers:
        made = self.course(rng)
        if isinstance(self.twist, truths.Scale):
            return on_scale(made, self.twist, self.truth.sd) | rejections(made)
        return of_model(made) | rejections(made)


@cache
def cells() -> dict[str, Cell]:
    """All cells in the order in which they are run: those with a pass mark first."""
    return {cell.name: cell for cell in _all()}


def _all() -> Iterator[Cell]:
    for design in CENTRES:
        for name, truth in DRIFTS.items():
            yield _cell("drift", f"{design} | {name}", Setting(CENTRES[design], truth))
    yield Cell(
        "drawn from the prior, assorted designs",
        "prior",
        lambda rng: drawn(_from_prior(rng)),
        FOR_PRIOR,
        ("steady.pit", "steady.p_better", "steady.p_matters", "better", "matters"),
    )
    yield from (Cell(name, "claims", trial, FOR_RATES) for name, trial in _claims())
    monthly = monthly_cells(PRIORS)
    yield from (Cell(name, "monthly", trial, FOR_RATES) for name, trial in monthly)
    yield from _around_the_centres()
    yield from _quoted()
    yield from _designs()
    peeking = "8 random pairs of 14 d | AR .4 | a look at each pair"
    yield Cell(peeking, "looks", partial(looked, PRIORS), FOR_RATES)


def _cell(group: str, name: str, setting: Setting) -> Cell:
    count = FOR_OTHERS if setting.effect else FOR_RATES
    return Cell(f"{name} | effect {dot(setting.effect)}", group, setting.trial, count)


def _around_the_centres() -> Iterator[Cell]:
    for design, make in CENTRES.items():
        yield from _moving(design, Setting(make))
        yield from _acting(design, Setting(make))
        yield from _observed(design, Setting(make))


def _moving(design: str, centre: Setting) -> Iterator[Cell]:
    """What the course does by itself."""
    for rho in (0, 0.2, 0.6, 0.8):
        yield from _both("rho", f"{design} | AR {dot(rho)}", replace(centre, truth=Truth(rho)))
    for slow, days in ((0.35, 60), (0.7, 30), (0.7, 180), (1, 60)):
        drift = replace(centre, truth=Truth(slow=slow, length=days))
        yield from _both("slow", f"{design} | AR .4 + slow {dot(slow)} of {days} d", drift)
    for name, truth in DRIFTS.items():
        if truth != centre.truth:
            yield _cell("drift", f"{design} | {name}", replace(centre, truth=truth, effect=1))


def _acting(design: str, centre: Setting) -> Iterator[Cell]:
    """What the treatment does, and what the model believes of the condition."""
    for effect in (0.25, 0.5, 1, 1.5):
        yield _cell("effect", f"{design} | AR .4", replace(centre, effect=effect))
    for tau in (0.1, 3.5, 14):
        name = f"{design} | AR .4 | onset {dot(tau)} d"
        yield _cell("onset", name, replace(centre, effect=1, tau=tau))
    for name, sd in (("half", 0.5), ("twice", 2.0)):
        priors = replace(PRIORS, s_f=HalfNormal(sd, PRIORS.s_f.reason))
        believed = replace(centre, priors=priors)
        yield from _both("condition", f"{design} | AR .4 | {name} the condition SD", believed)


def _observed(design: str, centre: Setting) -> Iterator[Cell]:
    """What happens between the person and the page."""
    twists: dict[str, tuple[str, Twist]] = {
        **{name: ("scale", scale) for name, scale in SCALES.items()},
        "20 % missing at random": ("missing", truths.missing_at_random),
        "20 % missing on bad days": ("missing", truths.missing_on_bad_days),
        "rescue on bad days": ("event", truths.rescued),
    }
    for name, (group, twist) in twists.items():
        yield from _both(group, f"{design} | AR .4 | {name}", replace(centre, twist=twist))
    for name, group, change in (
        ("stopped half-way", "event", courses.stopped),
        ("irregular visits", "irregular", courses.thinned),
    ):
        changed = replace(centre, design=partial(change, centre.design))
        yield from _both(group, f"{design} | AR .4 | {name}", changed)


def _both(group: str, name: str, setting: Setting) -> Iterator[Cell]:
    """Without and with an effect."""
    yield _cell(group, name, replace(setting, effect=0))
    yield _cell(group, name, replace(setting, effect=1))


def _designs() -> Iterator[Cell]:
    pairs = courses.random_pairs
    designs: dict[str, MakesDesign] = {
        "one switch 28 + 28": lambda _: courses.one_switch(28, 28),
        "ABA 3 x 28": lambda _: courses.phases(28, 3),
        "ABAB 4 x 14": lambda _: courses.phases(14, 4),
        "ABAB 4 x 28": lambda _: courses.phases(28, 4),
        "random start in 84 + 84": partial(courses.random_start, days=168, first=64, last=104),
        **{f"{n} random pairs of 14 d": partial(pairs, pairs=n, days=14) for n in (2, 3, 4, 8)},
    }
    sparse: dict[str, MakesDesign] = {
        **{
            f"6 random pairs of 14 d, {n} values each": partial(pairs, pairs=6, days=14, values=n)
            for n in (3, 5, 7)
        },
        "6 random pairs of 28 d": partial(pairs, pairs=6, days=28),
        **{
            f"one switch {n} + {n}": partial(lambda n, _: courses.one_switch(n, n), n)
            for n in (3, 5, 7, 14)
        },
    }
    for name, make in designs.items():
        yield from _both("design", f"{name} | AR .4", Setting(make))
        drifting = Setting(make, Truth(slow=0.7))
        yield from _both("design", f"{name} | AR .4 + slow .7", drifting)
    for name, make in sparse.items():
        yield from _both("points", f"{name} | AR .4", Setting(make))


def _quoted() -> Iterator[Cell]:
    """The designs and truths for which numbers of CausalImpact are known."""
    for before, after in ((12, 18), (40, 60)):
        for rho, nugget in ((0, 0), (0.3, 0), (0.6, 0), (0.8, 0.4)):
            make = partial(lambda a, b, _: courses.one_switch(a, b), before, after)
            name = f"one switch {before} + {after} | AR {dot(rho)}, error {dot(nugget)}"
            yield _cell("quoted", name, Setting(make, Truth(rho, nugget=nugget)))


def _claims() -> Iterator[tuple[str, Trial]]:
    designs: dict[str, MakesDesign] = {
        "ABAB 4 x 28": lambda _: courses.phases(28, 4),
        "3 random pairs of 28 d": partial(courses.random_pairs, pairs=3, days=28),
        "6 random pairs of 28 d": partial(courses.random_pairs, pairs=6, days=28),
    }
    for design, make in designs.items():
        for name, truth in DRIFTS.items():
            # The values are of pain: the line that misleads is one that falls.
            falling = replace(truth, trend=-truth.trend)
            yield f"claims | {design} | {name}", partial(claimed, make, falling)


def _from_prior(rng: Generator) -> Course:
    design = ASSORTED[int(rng.integers(len(ASSORTED)))]
    return courses.draw(design(rng), PRIORS, rng)
