"""The marks that were set before the calibration was run, and what it found."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from scipy.stats import kstest

from tools.calibrate.cells import PAIRS, SWITCH, cells
from tools.calibrate.prior_table import line_slope
from tools.calibrate.results import Result, dot3, stored

PRIOR = "drawn from the prior, assorted designs"
NOT_FIXED = ("claims", "looks", "monthly", "prior")  # begun for a reason, or no truth fixed

Found = Mapping[str, Result]


def mark_rows() -> Iterator[Sequence[str]]:
    results = {name: one for name, cell in cells().items() if (one := stored(cell)) is not None}
    yield from _type_one(results)
    yield from _prior(results)
    yield from _coverage(results)
    yield from _claims(results)


def _type_one(results: Found) -> Iterator[Sequence[str]]:
    for design, mark in ((PAIRS, 0.06), (SWITCH, 0.10)):
        nulls = [
            one
            for one in results.values()
            if one.group == "drift" and one.name.startswith(design) and "effect 0" in one.name
        ]
        if nulls:
            worst = max(nulls, key=lambda one: one.mean("steady.excludes"))
            rate = worst.rate("steady.excludes")
            yield [
                f"type I error, {design}, worst of {len(nulls)} drifts",
                f"{rate} ({worst.name.split(' | ')[1]}; {worst.replicates:,} trials)",
                f"at most {dot3(mark)}",
                _kept(rate.value <= mark),
            ]


def _prior(results: Found) -> Iterator[Sequence[str]]:
    if PRIOR not in results:
        return
    one = results[PRIOR]
    lists = {name: np.array(values) for name, values in one.lists.items()}
    covered = one.rate("steady.covers_95")
    draws = f"over {one.replicates:,} draws from the prior"
    inside = 0.93 <= covered.value <= 0.97
    yield [f"95 % interval covers, {draws}", str(covered), ".93 to .97", _kept(inside)]
    test = kstest(lists["steady.pit"], "uniform")
    told = f"p {dot3(test.pvalue)}"
    yield [f"PIT uniform, {draws}", told, "p above .01", _kept(test.pvalue > 0.01)]
    for said, true, name in (
        ("steady.p_better", "better", "P(better)"),
        ("steady.p_matters", "matters", "P(better by 1 SD)"),
    ):
        slope = line_slope(lists[said], lists[true])
        inside = 0.9 <= slope.value <= 1.1
        yield [f"reliability slope of {name}", str(slope), ".9 to 1.1", _kept(inside)]


def _coverage(results: Found) -> Iterator[Sequence[str]]:
    fixed = [one for one in results.values() if one.group not in NOT_FIXED]
    if fixed:
        lowest = min(fixed, key=lambda one: one.mean("steady.covers_95"))
        below = sum(one.mean("steady.covers_95") < 0.9 for one in fixed)
        rate, name = lowest.rate("steady.covers_95"), lowest.name.replace("|", "·")
        what = f"95 % interval covers, lowest of {len(fixed)} fixed cells"
        found = f"{rate} ({name}; {lowest.replicates:,} trials); {below} below"
        yield [what, found, "at least .90", _kept(not below)]


def _claims(results: Found) -> Iterator[Sequence[str]]:
    claims = [one for one in results.values() if one.group == "claims"]
    for key, what, mark in (
        ("open.package_3", "false claims of C3 or more, open", 0.02),
        ("blinded.drug_4", "false claims of C4 or more for the drug, blinded", 0.05),
    ):
        known = [one for one in claims if key in one.sums]
        if known:
            worst = max(known, key=lambda one: one.mean(key))
            rate, name = worst.rate(key), worst.name.removeprefix("claims | ").replace("|", "·")
            told = f"{what}, worst of {len(known)} cells"
            found = f"{rate} ({name}; {worst.replicates:,} trials)"
            yield [told, found, f"at most {dot3(mark)}", _kept(rate.value <= mark)]


def _kept(kept: bool) -> str:
    return "yes" if kept else "**no**"
