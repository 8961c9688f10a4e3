"""The fit's numerical error against a very large run, on courses drawn from the prior.

    python -m tools.calibrate.accuracy [--courses 100] [--again]

With `--again` it is the error of the fits that begin at another one's nodes, as the sensitivity
runs do: with half of the values, without a slow term, and with a straight line.
"""

import argparse
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from caseline.stats.statespace import HalfNormal, Posterior, fit_course
from tools.calibrate.courses import Course, assorted
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


def fits(course: Course, *, again: bool) -> Iterator[Posterior]:
    def fit(values: object = course.values, **changed: object) -> Posterior:
        given = {"priors": course.priors} | changed
        return fit_course(course.times, values, course.doses, worse="lower", **given)

    first = fit()
    if not again:
        yield first
        return
    kept = np.arange(len(course.times)) // 3 % 2 == 0
    yield fit(np.where(kept, course.values, np.nan), near=first)
    flat = replace(course.priors, slow=HalfNormal(0.0, ""))
    yield fit(near=first, priors=flat)
    yield fit(near=first, line=2 * (course.times / course.times[-1] - 0.5))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--courses", type=int, default=100)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--again", action="store_true", help="fits that begin at another's nodes")
    options = parser.parse_args()
    table: dict[str, list[list[float]]] = {}
    nodes, fewest = [], []
    for seed in range(options.first, options.first + options.courses):
        for fit in fits(assorted(seed), again=options.again):
            effects = fit.effects
            nodes.append(len(fit.cloud.z))
            for name, true in large_run(fit).items():
                table.setdefault(name, []).append(errors(summary(effects[name].steady), true))
                fewest.append(true["nodes"])
    print(f"{len(nodes)} fits, {np.mean(nodes):.0f} nodes on average, at most {max(nodes)}")
    print(f"fewest effective nodes of a reference: {min(fewest):.0f} of 65,536")
    print(f"{'prior':<11}" + "".join(f"{name:>28}" for name in COLUMNS))
    for name, rows in table.items():
        worst, typical = np.max(rows, axis=0), np.sqrt(np.mean(np.square(rows), axis=0))
        pairs = zip(worst, typical, strict=True)
        cells = (f"worst {w:.4f}, typical {t:.4f}" for w, t in pairs)
        print(f"{name:<11}" + "".join(f"{cell:>28}" for cell in cells))


if __name__ == "__main__":
    main()
