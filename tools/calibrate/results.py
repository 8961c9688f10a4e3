"""What a cell found: sums over its trials, in one file a cell."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

import numpy as np
import scipy

import caseline
from tools.calibrate.cells import Cell
from tools.calibrate.measures import Numbers

FOLDER = Path(__file__).parent / "results"
DIGITS = 6  # of what is kept of each trial


@dataclass(frozen=True)
class Rate:
    """A mean over trials with its Monte Carlo standard error."""

    value: float
    error: float

    def __str__(self) -> str:
        return f"{dot3(self.value)} ± {dot3(2 * self.error)}"


@dataclass(frozen=True)
class Result:
    name: str
    group: str
    replicates: int
    sums: dict[str, float]
    lists: dict[str, list[float]]

    @classmethod
    def empty(cls, cell: Cell) -> "Result":
        return cls(cell.name, cell.group, 0, {}, {name: [] for name in cell.lists})

    @classmethod
    def of(cls, cell: Cell, trials: Iterable[Numbers]) -> "Result":
        found = list(trials)
        sums: Counter[str] = Counter()
        for numbers in found:
            sums.update(numbers)
        lists = {name: [round(one[name], DIGITS) for one in found] for name in cell.lists}
        return cls(cell.name, cell.group, len(found), dict(sums), lists)

    def joined(self, other: "Result") -> "Result":
        sums = Counter(self.sums)
        sums.update(other.sums)
        lists = {name: kept + other.lists[name] for name, kept in self.lists.items()}
        count = self.replicates + other.replicates
        return Result(self.name, self.group, count, dict(sums), lists)

    def mean(self, name: str) -> float:
        return self.sums[name] / self.replicates

    def rate(self, name: str) -> Rate:
        """A share; where it is none or all, with the error of one that differs."""
        share = self.mean(name)
        spread = max(share * (1 - share), 1 / self.replicates)
        return Rate(share, sqrt(spread / self.replicates))

    def bias(self, estimand: str) -> Rate:
        bias = self.mean(f"{estimand}.error")
        spread = self.mean(f"{estimand}.squared") - bias**2
        return Rate(bias, sqrt(spread / self.replicates))

    def store(self) -> None:
        FOLDER.mkdir(exist_ok=True)
        told = {
            "cell": self.name,
            "group": self.group,
            "seeds": f"[crc32 of the cell's name, 0 to {self.replicates - 1}]",
            "versions": versions(),
            "replicates": self.replicates,
            "sums": {name: float(f"{value:.10g}") for name, value in self.sums.items()},
            "lists": self.lists,
        }
        text = (
            json.dumps(told, indent=0, separators=(",", ": "))
            if not self.lists
            else (json.dumps(told, separators=(",", ":")))
        )
        file_of(self.name).write_text(text + "\n", encoding="utf-8")


def stored(cell: Cell) -> Result | None:
    """What is on file of a cell."""
    path = file_of(cell.name)
    return read(path) if path.exists() else None


def read(path: Path) -> Result:
    told = json.loads(path.read_text(encoding="utf-8"))
    return Result(told["cell"], told["group"], told["replicates"], told["sums"], told["lists"])


def file_of(name: str) -> Path:
    return FOLDER / f"{re.sub(r'[^a-z0-9.]+', '-', name.lower())}.json"


def versions() -> dict[str, str]:
    return {
        "caseline": caseline.__version__,
        "numpy": np.__version__,
        "scipy": scipy.__version__,
    }


def versions_told() -> str:
    """The versions with which the cells on file were run, each once."""
    told = {
        tuple(json.loads(path.read_text(encoding="utf-8"))["versions"].items())
        for path in sorted(FOLDER.glob("*.json"))
    }
    return "; ".join(", ".join(f"{name} {one}" for name, one in each) for each in sorted(told))


def dot3(number: float) -> str:
    """Three decimals without the 0 before them."""
    text = f"{abs(number):.3f}"
    return ("−" if number < 0 and float(text) else "") + text.removeprefix("0")
