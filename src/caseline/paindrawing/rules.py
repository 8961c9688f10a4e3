"""The rules of suggesting regions, as data: thresholds, neighbours, how far drawings repeat."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from caseline.instruments.model import Source
from caseline.paindrawing.model import shipped


@dataclass(frozen=True, slots=True)
class Threshold:
    """From which share on a region counts: of the region, or of the body; 0 is any touch."""

    of: Literal["region", "body"]
    least: float

    def reached_by(self, share: float) -> bool:
        """Whether this share of what it measures is marked enough."""
        return share > 0 and share >= self.least


@dataclass(frozen=True, slots=True)
class Zone:
    """Neighbouring regions that are often mistaken for one another."""

    code: str
    regions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Redrawn:
    """How much of a drawing the same person covers again, drawing the same pain."""

    mean_percent: int
    sd_percent: int
    people: int
    source: Source


@dataclass(frozen=True, slots=True)
class Rules:
    """What a suggestion goes by."""

    sweep: tuple[Threshold, ...]
    default: Threshold
    zones: tuple[Zone, ...]
    redrawn: Redrawn


@cache
def rules() -> Rules:
    """Give the rules that ship."""
    found = shipped("prefill")
    sources = {one["key"]: Source(**one) for one in found["source"]}
    redrawn = found["redrawn"]
    return Rules(
        sweep=tuple(Threshold(**one) for one in found["sweep"]),
        default=Threshold(found["default"]["of"], found["default"]["least"]),
        zones=tuple(Zone(one["code"], tuple(one["regions"])) for one in found["zone"]),
        redrawn=Redrawn(**{**redrawn, "source": sources[redrawn["source"]]}),
    )
