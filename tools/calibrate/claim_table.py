"""How often courses without effect reached a claim."""

from collections.abc import Iterable, Iterator, Sequence

from tools.calibrate.results import Result

KEYS = ("benefit", "package_3", "package_4", "drug_3", "drug_4")


def claim_rows(results: Iterable[Result]) -> Iterator[Sequence[str]]:
    for one in results:
        for way in ("open", "blinded"):
            if f"{way}.benefit" in one.sums:
                rates = (str(one.rate(f"{way}.{key}")) for key in KEYS)
                name = one.name.removeprefix("claims | ").replace("|", "·")
                yield [name, f"{one.replicates:,}", way, *rates]
