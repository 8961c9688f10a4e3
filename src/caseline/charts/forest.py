"""The forest: the effect under other priors and in every sensitivity run, row by row."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite

from caseline.charts import marks
from caseline.charts.effect_panels import framed, in_hundred, references, title
from caseline.charts.frame import Ruler, text_width
from caseline.charts.labels import Lang, words
from caseline.charts.marks import Layer, Row, View
from caseline.claims.words import words as claim_words
from caseline.effects.analysis import Analysis
from caseline.effects.compare import LEADING, VERDICT_ON, Effect, Summary

ROW = 19  # px of a row
TALL_ROW = 32  # where the name stands above the interval
ARROW = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One row: a name, and its numbers or None where the run does not apply."""

    name: str
    summary: Summary | None
    leads: bool = False


def rows_of(analysis: Analysis, effect: Effect) -> Iterator[Line]:
    """The main model, the other priors, then the runs in their order; names are keys of words."""
    yield Line("main", effect.verdict, leads=True)
    for prior, both in effect.by_prior.items():
        if prior != LEADING:
            yield Line(prior, both[VERDICT_ON])
    for run in analysis.sensitivity.runs if analysis.sensitivity else ():
        yield Line(run.told, run.summary)


def forest(analysis: Analysis, effect: Effect, ruler: Ruler, lang: Lang) -> View:
    """Every way to look at the same data, as a point with its interval."""
    found = list(rows_of(analysis, effect))
    beside = ruler.sizes.kind == "wide"
    step = ROW if beside else TALL_ROW
    top = len(found) * step
    layers: list[Layer] = [*references(effect, ruler, 0, top)]
    for place, line in enumerate(found):
        layers += _row(line, top - (place + (0.5 if beside else 0.72)) * step, ruler, lang)
    layers.append(title(words(lang)["effect"]["other_ways"], top, ruler))
    if beside:
        head: Row = {"y": top, "text": words(lang)["effect"]["chance"]}
        layers.append(
            marks.texts([head], x=ruler.width - 2, tone="muted", fontSize=ruler.sizes.small,
                        align="right", dy=-9)
        )  # fmt: skip
    return framed(ruler, layers, top, top, 8)


def _row(line: Line, y: float, ruler: Ruler, lang: Lang) -> list[Layer]:
    tone = "series-1" if line.leads else "ink"
    layers = _name(line, y, ruler, lang)
    if line.summary is None:
        row: Row = {"y": y, "text": words(lang)["effect"]["not_here"]}
        size = ruler.sizes.small
        said = marks.haloed([row], x=ruler.left, tone="muted", fontSize=size, align="left",
                            baseline="middle")  # fmt: skip
        return [*layers, *said]
    found = line.summary
    layers += _interval(found, y, tone, ruler)
    mean = min(max(found.mean, ruler.low), ruler.high)
    layers.append(marks.points([{"on": mean, "y": y}], tone=tone, size=70 if line.leads else 42))
    chance: Row = {"y": y, "text": in_hundred(found.p_better)}
    size, weight = ruler.sizes.small, 600 if line.leads else 400
    return [
        *layers,
        marks.texts([chance], x=ruler.width - 2, fontSize=size, fontWeight=weight, align="right",
                    baseline="middle"),
    ]  # fmt: skip


def _name(line: Line, y: float, ruler: Ruler, lang: Lang) -> list[Layer]:
    row: Row = {"y": y, "text": claim_words(lang).say("run", line.name)}
    size, weight = ruler.sizes.small, 600 if line.leads else 400
    if ruler.sizes.kind == "wide":
        return [marks.texts([row], x=ruler.left - 10, fontSize=size, fontWeight=weight,
                            align="right", baseline="middle")]  # fmt: skip
    return marks.haloed([row], x=ruler.left, fontSize=size, fontWeight=weight, align="left", dy=-9)


def _interval(found: Summary, y: float, tone: str, ruler: Ruler) -> list[Layer]:
    """A line from end to end; an arrow where an end lies beyond the picture."""
    low, high = max(found.low, ruler.low), min(found.high, ruler.high)
    if not low < high:
        return []
    layers = [marks.spans([{"first": low, "last": high, "y": y}], tone=tone, strokeWidth=1.4)]
    if found.low < ruler.low:
        layers.append(_arrow(ruler.left, 1, y, tone, ruler))
    if found.high > ruler.high:
        layers.append(_arrow(ruler.end, -1, y, tone, ruler))
    return layers


def _arrow(px: int, sign: int, y: float, tone: str, ruler: Ruler) -> Layer:
    """A head that points off the picture at `px`."""
    tip, foot = ruler.at(px), ruler.at(px + sign * ARROW)
    sides: list[Row] = [
        {"first": tip, "last": foot, "low": y, "high": y + side} for side in (-3, 3)
    ]
    return marks.slants(sides, tone=tone, strokeWidth=1.2)


def reach(analysis: Analysis, effect: Effect) -> tuple[float, float]:
    """The lowest and the highest end that the picture should hold.

    What the main model leaves room for, and other ways as far as twice its width.
    """
    mixture = effect.mixture()
    low, high = mixture.quantile(0.002), mixture.quantile(0.998)
    room = (high - low) / 2
    ends = [end for line in rows_of(analysis, effect) if line.summary is not None
            for end in (line.summary.low, line.summary.high) if isfinite(end)]  # fmt: skip
    inner = [0.0, low, high, *([effect.mcid] if effect.mcid is not None else [])]
    lowest = max(min([*inner, *ends]), min(inner) - room)
    highest = min(max([*inner, *ends]), max(inner) + room)
    air = (highest - lowest) * 0.03
    return lowest - air, highest + air


def leaves(analysis: Analysis, effect: Effect, ruler: Ruler) -> bool:
    """Whether an interval goes on beyond the picture."""
    found = [line.summary for line in rows_of(analysis, effect) if line.summary is not None]
    return any(one.low < ruler.low or one.high > ruler.high for one in found)


def names_width(lang: Lang, size: int) -> int:
    """How wide the longest name of a run is, in px."""
    names = claim_words(lang).sections["run"].values()
    return round(max(text_width(name, size) for name in names))
