"""Store courses on ordered levels with what exact methods make of them, for the tests.

    python -m tools.calibrate.store_ordinal tests/oracle/data/ordinal.json

Each course is read by particles at very many nodes; the short ones also by NumPyro's No-U-Turn
Sampler, which shares no code with the model but its priors. What is stored already is not run
again.
"""

import argparse
import json
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from caseline.stats.statespace.ordinal_fit import fit_ordinal
from tools.calibrate.ordinal_courses import COMPARED, OrdinalCourse, compared
from tools.calibrate.particles import NODES, PARTICLES, exact

SHORT = 30  # values: the sampler takes minutes for fewer, and its chains stick with more
PROGRAMS = ("numpyro", "jax", "numpy", "scipy")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--nuts", action="store_true", help="run the sampler too; needs numpyro")
    options = parser.parse_args()
    path = options.path
    courses = json.loads(path.read_text("utf-8"))["courses"] if path.exists() else []
    known = {one["name"]: one for one in courses}
    for name in COMPARED:
        course = rounded(compared(name))
        if name not in known:
            known[name] = stored(name, course)
        if options.nuts and len(course.values) <= SHORT and "nuts" not in known[name]:
            from tools.calibrate.ordinal_nuts import sampled

            known[name]["nuts"] = sampled(course.design.times, course.design.begin_days, course)
        path.write_text(_told(list(known.values())), encoding="utf-8")
        print(name, known[name]["exact"], known[name].get("nuts"), flush=True)


def _told(courses: list[dict[str, Any]]) -> str:
    told = {
        "made_by": "tools/calibrate/store_ordinal.py",
        "method": (
            f"importance sampling at {NODES} scrambled Sobol points, the likelihood of each by a "
            f"filter of {PARTICLES} particles; nuts: the No-U-Turn Sampler of NumPyro on the same "
            "model, both components sampled at each time"
        ),
        "versions": {name: version(name) for name in PROGRAMS},
        "courses": courses,
    }
    return json.dumps(told, separators=(",", ":")) + "\n"


def rounded(course: OrdinalCourse) -> OrdinalCourse:
    """As it is written down, so that a test sees the same numbers."""
    design = course.design
    days, begins = np.round(design.times, 2), np.round(design.begin_days, 2)
    return replace(course, design=replace(design, times=days, begin_days=begins))


def stored(name: str, course: OrdinalCourse) -> dict[str, Any]:
    design, priors = course.design, course.priors
    fit = fit_ordinal(
        design.times,
        course.values,
        course.doses,
        worse="lower",
        priors=priors,
        levels=course.levels,
    )
    return {
        "name": name,
        "times": design.times.tolist(),
        "values": course.values.tolist(),
        "begin_days": design.begin_days.tolist(),
        "amounts": design.amounts.tolist(),
        "baseline_sd": priors.s_f.sd,
        "sem": course.sem,
        "exact": exact(fit),
    }


if __name__ == "__main__":
    main()
