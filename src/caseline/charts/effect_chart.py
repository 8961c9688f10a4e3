"""The effect chart: how large, how likely, and whether it holds when looked at another way."""

from collections.abc import Mapping

from caseline.charts.course_chart import figure_id, stacked
from caseline.charts.effect_panels import (
    curve_panel,
    density_panel,
    in_hundred,
    ruler_axis,
)
from caseline.charts.figure import Figure, draw
from caseline.charts.forest import forest, leaves, names_width, reach, rows_of
from caseline.charts.frame import Ruler
from caseline.charts.labels import Lang, number, words
from caseline.charts.notes import lines, synthetic_label
from caseline.charts.theme import Width, tokens
from caseline.claims.words import words as claim_words
from caseline.effects.analysis import Analysis
from caseline.effects.compare import Effect

GUTTERS: Mapping[Width, tuple[int, int]] = {"narrow": (26, 30), "wide": (0, 58)}


def effect_chart(
    analysis: Analysis, name: str, *, synthetic: bool = False, lang: Lang = "en",
    width: Width = "wide",
) -> Figure | None:  # fmt: skip
    """The posterior of an effect and its sensitivity runs; None where there is no effect.

    Parameters
    ----------
    analysis : Analysis
    name : str
        What the outcome is called in the reader's language.
    synthetic : bool
        Whether nobody lived through the course.
    """
    effect = analysis.effect
    if effect is None:
        return None
    ruler = _ruler(analysis, effect, lang, width)
    said = words(lang)["effect"]
    rows = [
        *([synthetic_label(ruler, lang)] if synthetic else []),
        density_panel(effect, ruler, lang),
        curve_panel(effect, ruler, lang),
        forest(analysis, effect, ruler, lang),
        ruler_axis(ruler, said["unit"].format(name=name), lang),
        lines([_notes(analysis, effect, ruler, lang)], ruler),
    ]
    title = words(lang)["titles"]["effect"].format(name=name)
    told = _describe(analysis, effect, lang)
    return draw(figure_id("effect", width), title, told, stacked(rows))


def _ruler(analysis: Analysis, effect: Effect, lang: Lang, width: Width) -> Ruler:
    sizes = tokens().sizes[width]
    left, right = GUTTERS[width]
    if width == "wide":
        left = names_width(lang, sizes.small) + 14
    low, high = reach(analysis, effect)
    return Ruler(low, high, left, right, sizes)


def _notes(analysis: Analysis, effect: Effect, ruler: Ruler, lang: Lang) -> str:
    said = words(lang)["effect"]
    parts = [said["note_interval"]]
    if effect.mcid is not None:
        parts.append(said["note_matters"].format(points=_points(effect.mcid, lang)))
    parts.append(said["note_chance"])
    if leaves(analysis, effect, ruler):
        parts.append(said["note_runs"])
    return " ".join(parts)


def _describe(analysis: Analysis, effect: Effect, lang: Lang) -> str:
    """The picture in words: the main numbers, then each run."""
    said, found = words(lang)["effect"], effect.verdict
    parts = [
        said["told"].format(
            mean=_points(found.mean, lang, 1),
            low=number(found.low, lang, 1),
            high=number(found.high, lang, 1),
            chance=in_hundred(found.p_better),
        )
    ]
    if effect.mcid is not None and found.p_matters is not None:
        points, chance = _points(effect.mcid, lang), in_hundred(found.p_matters)
        parts.append(said["told_matters"].format(points=points, chance=chance))
    for line in rows_of(analysis, effect):
        if line.leads:
            continue
        name = claim_words(lang).say("run", line.name)
        if line.summary is None:
            parts.append(said["told_not"].format(name=name))
        else:
            mean, chance = _points(line.summary.mean, lang, 1), in_hundred(line.summary.p_better)
            parts.append(said["told_run"].format(name=name, mean=mean, chance=chance))
    return " ".join(parts)


def _points(value: float, lang: Lang, digits: int = 2) -> str:
    """A number with its unit: "1 point", "2.5 points"."""
    said, shown = words(lang)["effect"], number(value, lang, digits)
    form: str = said["point" if shown == "1" else "points"]
    return form.format(n=shown)
