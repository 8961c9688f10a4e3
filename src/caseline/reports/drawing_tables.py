"""The pain drawings of a course, each compared with the one before it."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from caseline.charts.labels import number
from caseline.charts.thumbnails import Drawn, count, drawings_of
from caseline.course.model import Drawing
from caseline.paindrawing.compare import Comparison, compare_lists, mark_jaccard
from caseline.paindrawing.rules import rules
from caseline.paindrawing.telling import named
from caseline.reports.phrase import span
from caseline.reports.report import Report
from caseline.reports.table import Table, make_table
from caseline.reports.words import Words

NOT_KNOWN = "–"


def drawing_table(report: Report) -> Table:
    """Count, places gained and lost, and overlap of each drawing; nothing where there is one."""
    words, found = report.words, drawings_of(report.course)
    rows = list(_rows(found, words)) if len(found) > 1 else []
    heads = ["on", "painful", "gained", "lost", "regions_overlap"]
    if any(row[-1] != NOT_KNOWN for row in rows):
        heads.append("marks_overlap")
    redrawn = rules().redrawn
    note = words.say(
        "note",
        "drawings",
        people=redrawn.people,
        mean=redrawn.mean_percent,
        sd=redrawn.sd_percent,
        doi=redrawn.source.doi,
    )
    shown = [row[: len(heads)] for row in rows]
    return make_table(words, "drawings", " ".join(heads), shown, note)


def _rows(found: Sequence[Drawn], words: Words) -> Iterator[tuple[str, ...]]:
    yield (span(found[0].when, words), count(found[0], words.lang), *[NOT_KNOWN] * 4)
    for before, after in pairwise(found):
        how = compared(before.drawing, after.drawing)
        yield (
            span(after.when, words),
            count(after, words.lang),
            named(how.gained, words.lang) or words.say("word", "none"),
            named(how.lost, words.lang) or words.say("word", "none"),
            _percent(how.region_jaccard, words),
            _percent(how.mark_jaccard, words),
        )


def compared(before: Drawing, after: Drawing) -> Comparison:
    """By their lists, and by their marks where both were drawn on the same outline."""
    one, other = before.strokes, after.strokes
    same = one is not None and other is not None and one.body == other.body
    overlap = mark_jaccard(one, other) if one and other and same else None
    return compare_lists(before, after, overlap)


def _percent(share: Fraction | float | None, words: Words) -> str:
    return NOT_KNOWN if share is None else f"{number(100 * share, words.lang, 0)}\u00a0%"
