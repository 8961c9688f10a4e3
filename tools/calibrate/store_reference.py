"""Store courses drawn from the prior with what a very large run makes of them, for the tests.

python -m tools.calibrate.store_reference tests/oracle/data/statespace.json
"""

import argparse
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import scipy

from caseline.stats.statespace import fit_course
from tools.calibrate.courses import Course, assorted
from tools.calibrate.reference import POINTS, large_run

SEEDS = range(1000, 1020)
LONGEST = 168  # values: longer courses would only make the file larger


def stored(seed: int) -> dict[str, Any]:
    course = rounded(assorted(seed))
    fit = fit_course(course.times, course.values, course.doses, worse="lower", priors=course.priors)
    return {
        "seed": seed,
        "times": course.times.tolist(),
        "values": course.values.tolist(),
        "begin_days": course.doses[0].tolist(),
        "amounts": course.doses[1].tolist(),
        "sem": getattr(course.priors.error, "median", None),
        "effects": large_run(fit),
    }


def rounded(course: Course) -> Course:
    """As it is written down, so that a test sees the same numbers."""
    made = course.design
    design = replace(made, times=np.round(made.times, 2), begin_days=np.round(made.begin_days, 2))
    return replace(course, design=design, values=np.round(course.values, 3))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    path = parser.parse_args().path
    courses = [stored(seed) for seed in SEEDS if len(assorted(seed).times) <= LONGEST]
    told = {
        "made_by": "tools/calibrate/store_reference.py",
        "method": f"importance sampling at {POINTS} scrambled Sobol points",
        "versions": {"numpy": np.__version__, "scipy": scipy.__version__},
        "courses": courses,
    }
    path.write_text(json.dumps(told, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
