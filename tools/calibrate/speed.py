"""How long the fit takes beside NUTS on the same courses, in one run.

    python -m tools.calibrate.speed [--rounds 3]

Each is warm: everything is compiled, and a first run is not counted. The samplers draw four
chains of 1,000 after 1,000 of warm-up, on two cores.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from importlib.metadata import version

from arviz import ess

from caseline.stats.statespace import fit_course
from tools.calibrate.courses import Course, assorted
from tools.calibrate.density import Data
from tools.calibrate.samplers import numpyro_sampler, nutpie_sampler

SEEDS = {27: 2006, 60: 2003, 100: 2001, 168: 2002}  # by the number of values
DRAWS = 1000
FITS = 15  # a round
PROGRAMS = ("nutpie", "numba", "numpyro", "jax", "numpy")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    print(", ".join(f"{name} {version(name)}" for name in PROGRAMS))
    print("| values | the fit | nutpie | NumPyro | nutpie / fit | NumPyro / fit | effective |")
    print("|---|---|---|---|---|---|---|")
    for seed in SEEDS.values():
        print(_row(assorted(seed), seed, rounds), flush=True)


def _row(course: Course, seed: int, rounds: int) -> str:
    data = Data.of(course)
    nutpie, numpyro = nutpie_sampler(data, DRAWS), numpyro_sampler(data, DRAWS)
    _fit(course)
    effective = ess(nutpie(seed)), ess(numpyro(seed))
    times: dict[str, list[float]] = {"fit": [], "nutpie": [], "numpyro": []}
    for number in range(rounds):
        times["fit"] += [_seconds(lambda: _fit(course)) for _ in range(FITS)]
        times["nutpie"].append(_seconds(lambda at=seed + number: nutpie(at)))
        times["numpyro"].append(_seconds(lambda at=seed + number: numpyro(at)))
    fit, by_nutpie, by_numpyro = (statistics.median(one) for one in times.values())
    return (
        f"| {len(course.times)} | {1000 * fit:.0f} ms | {by_nutpie:.2f} s | {by_numpyro:.1f} s | "
        f"{by_nutpie / fit:.0f} | {by_numpyro / fit:,.0f} | "
        f"{effective[0]:,.0f}, {effective[1]:,.0f} |"
    )


def _fit(course: Course) -> float:
    """All that the model says of the effect under its leading prior."""
    fit = fit_course(course.times, course.values, course.doses, worse="lower", priors=course.priors)
    return fit.effect.steady.mean


def _seconds(run: Callable[[], object]) -> float:
    begin = time.perf_counter()
    run()
    return time.perf_counter() - begin


if __name__ == "__main__":
    main()
