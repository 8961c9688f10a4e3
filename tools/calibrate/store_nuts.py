"""Store courses drawn from the prior with what long runs of NUTS make of them, for the tests.

    python -m tools.calibrate.store_nuts tests/oracle/data/nuts.json

Each course is sampled by nutpie, four chains at a time, until the effect has an effective
sample size of 20,000 or more; some also by NumPyro, whose density was differentiated by a
program, at a tenth of it. What is stored already is not sampled again.
"""

import argparse
import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tools.calibrate.courses import Course, assorted
from tools.calibrate.density import Data
from tools.calibrate.samplers import WARM_UP, Draws, numpyro_sampler, nutpie_sampler
from tools.calibrate.store_reference import rounded

Floats = NDArray[np.float64]

# Each design of the assortment once, the short ones twice; the first course is the one of
# twelve values.
SEEDS = (*range(2000, 2011), 2012, 2014, 2015, 2019)
ALSO_NUMPYRO = (2000, 2006, 2009)
ENOUGH, ENOUGH_BESIDE = 20_000, 2_000  # effective draws
DRAWS = 10_000  # a chain
ACCEPT = 0.95  # steps that are accepted: short ones find the way into narrow corners
PROGRAMS = ("nutpie", "numba", "numpyro", "jax", "arviz", "numpy")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    path = parser.parse_args().path
    courses = json.loads(path.read_text("utf-8"))["courses"] if path.exists() else []
    for seed in SEEDS:
        if seed not in {one["seed"] for one in courses}:
            courses.append(stored(seed))
            path.write_text(_told(courses), encoding="utf-8")
            print(seed, len(courses[-1]["times"]), courses[-1]["nutpie"], flush=True)


def _told(courses: list[dict[str, Any]]) -> str:
    told = {
        "made_by": "tools/calibrate/store_nuts.py",
        "method": (
            "No-U-Turn Sampler on the density of tools/calibrate/density.py, level, effect and "
            "hyperparameters sampled, both components integrated out by a Kalman filter; "
            f"4 chains at a time, {WARM_UP} draws of warm-up, {DRAWS} kept"
        ),
        "versions": {name: version(name) for name in PROGRAMS},
        "courses": courses,
    }
    return json.dumps(told, separators=(",", ":")) + "\n"


def stored(seed: int) -> dict[str, Any]:
    course = rounded(assorted(seed))
    data = Data.of(course)
    found = {"nutpie": summary(nutpie_sampler(data, DRAWS, accept=ACCEPT), seed, ENOUGH)}
    if seed in ALSO_NUMPYRO:
        found["numpyro"] = summary(numpyro_sampler(data, WARM_UP), seed, ENOUGH_BESIDE)
    return _as_plain(seed, course) | found


def _as_plain(seed: int, course: Course) -> dict[str, Any]:
    begins, amounts = course.doses
    return {
        "seed": seed,
        "times": course.times.tolist(),
        "values": course.values.tolist(),
        "begin_days": begins.tolist(),
        "amounts": amounts.tolist(),
        "sem": getattr(course.priors.error, "median", None),
    }


def summary(sample: Draws, seed: int, enough: float) -> dict[str, float]:
    """Mean, sd and P(benefit) of the effect with their Monte Carlo standard errors."""
    from arviz import ess, rhat

    chains: list[Floats] = []
    while not chains or ess(np.concatenate(chains)) < enough:
        chains.append(sample(100 * seed + len(chains)))
    draws = np.concatenate(chains)
    better = (draws > 0).astype(float)
    certain = bool(better.min() == better.max())
    return {
        "mean": float(draws.mean()),
        "sd": float(draws.std()),
        "p_better": float(better.mean()),
        "mean_mcse": float(draws.std() / np.sqrt(ess(draws))),
        "p_mcse": 0.0 if certain else float(better.std() / np.sqrt(ess(better))),
        "effective": float(ess(draws)),
        "rhat": float(rhat(draws)),
        "draws": draws.size,
    }


if __name__ == "__main__":
    main()
