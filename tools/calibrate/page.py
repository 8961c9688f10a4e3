"""Write what the cells found into the tables of docs/reference/calibration.md.

python -m tools.calibrate.page
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from tools.calibrate.cells import DRIFTS, PAIRS, SWITCH, cells
from tools.calibrate.claim_table import claim_rows
from tools.calibrate.marks import mark_rows
from tools.calibrate.prior_table import prior_rows, reliability_rows
from tools.calibrate.results import Result, dot3, stored, versions_told

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "calibration.md"
OTHERS = {
    "welch": "Welch",
    "newey_west": "Newey–West",
    "reml": "AR(1) REML",
    "paired": "paired means",
    "randomisation": "randomisation",
    "tau_u": "Tau-U",
}
# CausalImpact 1.4.1 with bsts 0.9.10 at its defaults, 1,000 iterations: share of intervals that
# exclude 0. It was simulated before this model was built, 200 to 300 courses a cell (two
# standard errors .03 to .07), on its own courses of the same design and truth.
CAUSAL_IMPACT = {
    "12 + 18": (0.075, 0.160, 0.340, 0.370),
    "40 + 60": (0.075, 0.150, 0.290, 0.405),
}
QUOTED_TRUTHS = ("0, error 0", ".3, error 0", ".6, error 0", ".8, error .4")
MARK = re.compile(r"(<!-- cells: ([a-z ]+) -->\n).*?(<!-- end -->)", re.DOTALL)

Row = Sequence[str]


def main() -> None:
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


def filled(text: str) -> str:
    """The page with the tables of what is on file."""
    return MARK.sub(lambda found: f"{found[1]}{TABLES[found[2]]()}{found[3]}", text)


def found_in(group: str) -> list[Result]:
    """The cells of a group that are on file, in their order."""
    results = (stored(cell) for cell in cells().values() if cell.group == group)
    return [one for one in results if one is not None]


def table(head: Row, rows: Iterable[Row]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def drift_table() -> str:
    """Type I errors of every analysis, one design after the other."""
    by_name = {one.name: one for one in found_in("drift")}
    parts = []
    for design in (PAIRS, SWITCH):
        names = {truth: f"{design} | {truth} | effect 0" for truth in DRIFTS}
        rows = {truth: by_name[name] for truth, name in names.items() if name in by_name}
        others = _others(rows.values())
        head = [design, "the model", *(OTHERS[key] for key in others), "trials"]
        parts.append(
            table(
                head,
                [
                    [
                        truth,
                        f"**{one.rate('steady.excludes')}**",
                        *(dot3(one.mean(f"other.{key}")) for key in others),
                        f"{one.replicates:,}",
                    ]
                    for truth, one in rows.items()
                ],
            )
        )
    return "\n".join(parts)


def _others(results: Iterable[Result]) -> list[str]:
    known = [one.sums for one in results]
    return [key for key in OTHERS if known and all(f"other.{key}" in sums for sums in known)]


def group_table(group: str) -> str:
    """All measures of a group's cells."""
    results = found_in(group)
    others = [key for key in OTHERS if any(f"other.{key}" in one.sums for one in results)]
    head = [
        "cell",
        "trials",
        "excludes 0",
        "covers 95 %",
        "80 %",
        "50 %",
        "bias",
        "RMSE",
        "width",
        "period covers 95 %",
        *(OTHERS[key] for key in others),
    ]
    return table(head, [_row(one, others) for one in results])


def _row(one: Result, others: Sequence[str]) -> Row:
    return [
        one.name.replace("|", "·"),
        f"{one.replicates:,}",
        str(one.rate("steady.excludes")),
        str(one.rate("steady.covers_95")),
        dot3(one.mean("steady.covers_80")),
        dot3(one.mean("steady.covers_50")),
        str(one.bias("steady")),
        dot3(one.mean("steady.squared") ** 0.5),
        dot3(one.mean("steady.width")),
        dot3(one.mean("period.covers_95")),
        *(dot3(one.mean(f"other.{key}")) if f"other.{key}" in one.sums else "" for key in others),
    ]


OTHERS_OF_ONE_SWITCH = {
    key: name for key, name in OTHERS.items() if key not in ("paired", "randomisation")
}


def quoted_table() -> str:
    head = ["cell", "trials", "the model", "CausalImpact, quoted", *OTHERS_OF_ONE_SWITCH.values()]
    return table(
        head,
        [
            [
                one.name.removesuffix(" | effect 0").replace("|", "·"),
                f"{one.replicates:,}",
                f"**{one.rate('steady.excludes')}**",
                dot3(_causal_impact(one.name)),
                *(dot3(one.mean(f"other.{key}")) for key in OTHERS_OF_ONE_SWITCH),
            ]
            for one in found_in("quoted")
        ],
    )


def _causal_impact(cell: str) -> float:
    design, truth, _ = cell.split(" | ")
    place = QUOTED_TRUTHS.index(truth.removeprefix("AR "))
    return CAUSAL_IMPACT[design.removeprefix("one switch ")][place]


def monthly_table() -> str:
    head = ["cell", "trials", "P(better) ≥ .95", "P(better) ≥ .99", "excludes 0", "bias",
            *(OTHERS_OF_ONE_SWITCH.values())]  # fmt: skip
    return table(
        head,
        [
            [
                one.name.removeprefix("monthly 7 + 20 | ").replace("|", "·"),
                f"{one.replicates:,}",
                f"**{one.rate('steady.sure_95')}**",
                str(one.rate("steady.sure_99")),
                str(one.rate("steady.excludes")),
                str(one.bias("steady")),
                *(dot3(one.mean(f"other.{key}")) for key in OTHERS_OF_ONE_SWITCH),
            ]
            for one in found_in("monthly")
        ],
    )


def looks_table() -> str:
    head = ["bar", "passed at some look", "passed at the last"]
    return "".join(
        table(
            head,
            [
                [f".{bar}", str(one.rate(f"ever_{bar}")), str(one.rate(f"last_{bar}"))]
                for bar in ("95", "99")
            ],
        )
        + f"\n{one.replicates:,} trials.\n"
        for one in found_in("looks")
    )


def claims_table() -> str:
    head = ["cell", "trials", "known to whom", "benefit", "package C3+", "package C4+", "drug C3+",
            "drug C4+"]  # fmt: skip
    return table(head, claim_rows(found_in("claims")))


def marks_table() -> str:
    return table(["what", "found", "mark", "kept"], mark_rows())


def prior_table() -> str:
    return table(["draws", "what", "found", "mark"], prior_rows(found_in("prior")))


def reliability_table() -> str:
    head = ["P from … to", "better: said", "better: true", "by 1 SD: said", "by 1 SD: true"]
    return table(head, reliability_rows(found_in("prior")))


def told() -> str:
    """What was run, with what."""
    results = [one for one in map(stored, cells().values()) if one is not None]
    trials = sum(one.replicates for one in results)
    return f"{len(results)} of {len(cells())} cells, {trials:,} trials; {versions_told()}.\n"


GROUPS = (
    "drift", "rho", "slow", "effect", "onset", "design", "points", "scale", "missing", "event",
    "irregular", "condition",
)  # fmt: skip
TABLES: dict[str, Callable[[], str]] = {
    **{group: partial(group_table, group) for group in GROUPS},
    "marks": marks_table,
    "type one": drift_table,
    "quoted": quoted_table,
    "monthly": monthly_table,
    "looks": looks_table,
    "claims": claims_table,
    "prior": prior_table,
    "reliability": reliability_table,
    "told": told,
}

if __name__ == "__main__":
    main()
