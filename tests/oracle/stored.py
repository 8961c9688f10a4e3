"""The synthetic series, and what other programs answered; all of it is under data/."""

import json
from dataclasses import dataclass
from math import nan
from pathlib import Path

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Series:
    """One synthetic series; `y` holds None where a value is missing."""

    name: str
    worse: str
    design: str
    session: list
    t: list
    phase: list
    treatment: list
    y: list

    @property
    def sign(self):
        """What turns a difference B - A into one whose plus is a gain."""
        return -1 if self.worse == "higher" else 1

    @property
    def phases(self):
        return self.under("A"), self.under("B")

    @property
    def days(self):
        return self.when(self.t)

    @property
    def sessions(self):
        return self.when(self.session)

    @property
    def with_gaps(self):
        return [nan if value is None else value for value in self.y]

    @property
    def recorded(self):
        return [value for value in self.y if value is not None]

    @property
    def one_switch(self):
        return self.design in ("AB", "MBD")

    def under(self, treatment):
        rows = zip(self.y, self.treatment, strict=True)
        return [value for value, one in rows if one == treatment and value is not None]

    def when(self, clock):
        """The times of the recorded values, those of all baseline values first."""
        rows = [
            (treatment, time)
            for treatment, time, value in zip(self.treatment, clock, self.y, strict=True)
            if value is not None
        ]
        return [time for treatment, time in rows if treatment == "A"] + [
            time for treatment, time in rows if treatment == "B"
        ]


def _read(name):
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


SERIES = {name: Series(name, **row) for name, row in _read("series")["series"].items()}


def answers(program, *analyses):
    """(series, answer) for each series that the program has answered in every analysis."""
    given = _read(program)["answers"]
    return [
        (SERIES[name], found[analyses[0]] if len(analyses) == 1 else found)
        for name, found in given.items()
        if all("error" not in found.get(one, {"error"}) for one in analyses)
    ]


def by_name(value):
    """A test's id."""
    return value.name if isinstance(value, Series) else ""
