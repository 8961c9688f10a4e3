"""A suggestion in words, for people, and as plain data, for programs."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from caseline.interval import Interval
from caseline.paindrawing.model import REGION_IDS, words
from caseline.paindrawing.prefill import Question, Suggestion
from caseline.paindrawing.rules import Threshold

Language = Literal["en", "de"]


def suggestion_data(found: Suggestion) -> dict[str, Any]:
    """Put a suggestion into plain data. What is known only between two bounds has low and high."""
    drawing = found.drawing
    return {
        "suggested": list(found.suggested),
        "threshold": _threshold(found.threshold),
        "wpi": _plain(found.wpi, 0),
        "sweep": [
            {**_threshold(step.threshold), "wpi": _plain(step.wpi, 0)} for step in found.sweep
        ],
        "wpi_range": {end: int(getattr(found.wpi_range, end)) for end in ("low", "high")},
        "unsure": list(found.unsure),
        "unanswered": list(found.unanswered),
        "extent_percent": _plain(found.extent_percent, 2),
        "outside": [
            {"view": one.view, "on_body": one.on_body, "beside": one.beside}
            for one in found.outside
        ],
        "covered_percent": {r: round(found.regions[r].share * 100, 1) for r in REGION_IDS},
        "intensities": dict(found.intensities),
        "questions": [{"code": one.code, "regions": list(one.regions)} for one in found.questions],
        "not_drawn": [view for view in drawing.views if view not in drawing.drawn],
        "confirmed": None if drawing.confirmed is None else list(drawing.confirmed),
        "confirmed_wpi": None if drawing.confirmed is None else len(drawing.confirmed),
    }


def suggestion_lines(found: Suggestion, lang: Language) -> Iterator[str]:
    """Tell a suggestion, a sentence a line; what the patient confirmed, the score, comes first."""
    said, drawing = words(lang)["score"], found.drawing
    if drawing.confirmed is not None:
        names = named(drawing.confirmed, lang) or said["none"]
        yield said["confirmed"].format(n=len(drawing.confirmed), names=names)
    yield said["wpi"].format(wpi=_span(found.wpi, said), range=_span(found.wpi_range, said))
    yield said["suggested"].format(names=named(found.suggested, lang) or said["none"])
    for key, regions in (("unsure", found.unsure), ("unanswered", found.open)):
        if regions:
            yield said[key].format(names=named(regions, lang))
    if found.intensities:
        yield said["intensities"].format(levels=levels_named(found.intensities, lang))
    yield from _marked(found, lang)
    for step in found.sweep:
        yield f"  {_span(step.wpi, said):>8}  {_threshold_words(step.threshold, lang)}"
    if drawing.confirmed is not None:  # all was asked
        return
    if found.questions:
        yield said["ask"]
        yield from (f"  {question_text(one, lang)}" for one in found.questions)
    yield said["caution"]


def question_text(question: Question, lang: Language) -> str:
    """Put a question into words, as one asks a patient."""
    text: str = words(lang)["question"][question.code]
    return text.format(names=named(question.regions, lang))


def named(regions: Iterable[str], lang: Language) -> str:
    """The names of regions, one after the other."""
    return "; ".join(words(lang)["regions"][region] for region in regions)


def levels_named(levels: Mapping[str, int], lang: Language) -> str:
    """The names of regions, each with how strong the pain is there."""
    return "; ".join(f"{words(lang)['regions'][region]} {one}" for region, one in levels.items())


def percent(share: Interval, lang: Language) -> str:
    """A share in percent, or its two ends."""
    low, high = (_decimal(float(end), lang) for end in (share.low, share.high))
    both = low if low == high else words(lang)["score"]["to"].format(low=low, high=high)
    return f"{both}\N{NO-BREAK SPACE}%"


def _marked(found: Suggestion, lang: Language) -> Iterator[str]:
    """How much of the body is marked, and which marks touch no region."""
    said = words(lang)
    yield said["score"]["extent"].format(extent=percent(found.extent_percent, lang))
    where = [
        said["score"][key].format(view=said[one.view], n=n)
        for one in found.outside
        for key, n in (("on_body", one.on_body), ("beside", one.beside))
        if n
    ]
    if where:
        yield said["score"]["outside"].format(where="; ".join(where))


def _decimal(number: float, lang: Language) -> str:
    text = f"{number:.1f}"
    return text.replace(".", ",") if lang == "de" else text


def _span(value: Interval, said: Mapping[str, str]) -> str:
    low, high = int(value.low), int(value.high)
    return str(low) if low == high else said["to"].format(low=low, high=high)


def _threshold_words(threshold: Threshold, lang: Language) -> str:
    said = words(lang)["score"]
    if threshold.least == 0:
        return str(said["any"])
    number = f"{threshold.least * 100:g}"
    least = number.replace(".", ",") if lang == "de" else number
    return str(said[f"of_{threshold.of}"].format(least=f"{least}\N{NO-BREAK SPACE}%"))


def _threshold(threshold: Threshold) -> dict[str, Any]:
    return {"threshold": threshold.least, "of": threshold.of}


def _plain(value: Interval, digits: int) -> float | dict[str, float]:
    low, high = (round(float(end), digits or None) for end in (value.low, value.high))
    return low if low == high else {"low": low, "high": high}
