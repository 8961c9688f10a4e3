"""The fit's numerical error against a very large run, on courses drawn from the prior.

python -m tools.calibrate.accuracy [--courses 100]
"""

import argparse
import time

import numpy as np

from caseline.stats.statespace import fit_course
from tools.calibrate.courses import assorted
from tools.calibrate.reference import large_run, summary

COLUMNS = ("mean (sd)", "sd (share)", "P(better)", "interval end (sd)")


def errors(found: dict[str, float], true: dict[str, float]) -> list[float]:
    sd = true["sd"]
    return [
        abs(found["mean"] - true["mean"]) / sd,
        abs(found["sd"] / sd - 1),
        abs(found["p_better"] - true["p_better"]),
        max(abs(found[end] - true[end]) for end in ("low", "high")) / sd,
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--courses", type=int, default=100)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    options = parser.parse_args()
    table: dict[str, list[list[float]]] = {}
    nodes, fewest, seconds = [], [], []
    for seed in range(options.first, options.first + options.courses):
        course = assorted(seed)
        begin = time.perf_counter()
        fit = fit_course(
            course.times, course.values, course.doses, worse="lower", priors=course.priors
        )
        effects = fit.effects
        seconds.append(time.perf_counter() - begin)
        nodes.append(len(fit.cloud.z))
        for name, true in large_run(fit).items():
            table.setdefault(name, []).append(errors(summary(effects[name].steady), true))
            fewest.append(true["nodes"])
    print(f"{options.courses} courses, {np.mean(nodes):.0f} nodes on average, at most {max(nodes)}")
    print(f"fewest effective nodes of a reference: {min(fewest):.0f} of 65,536")
    print(f"{'prior':<11}" + "".join(f"{name:>28}" for name in COLUMNS))
    for name, rows in table.items():
        worst, typical = np.max(rows, axis=0), np.sqrt(np.mean(np.square(rows), axis=0))
        pairs = zip(worst, typical, strict=True)
        cells = (f"worst {w:.4f}, typical {t:.4f}" for w, t in pairs)
        print(f"{name:<11}" + "".join(f"{cell:>28}" for cell in cells))


if __name__ == "__main__":
    main()
