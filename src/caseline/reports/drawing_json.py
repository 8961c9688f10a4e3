"""The pain drawings of a course as plain data, each compared with the one before it."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from caseline.charts.thumbnails import Drawn, drawings_of
from caseline.course.model import Course
from caseline.paindrawing.compare import index
from caseline.paindrawing.drawing import PainDrawing
from caseline.record import NOT_ON_RECORD
from caseline.reports.drawing_tables import compared
from caseline.reports.safety import iso


def drawings_json(course: Course) -> list[dict[str, Any]]:
    """Date, places and count of each drawing, and what differs from the one before it."""
    return list(_each(drawings_of(course)))


def _each(found: tuple[Drawn, ...]) -> Iterator[dict[str, Any]]:
    for before, one in zip((None, *found), found, strict=False):
        count = index(one.drawing)
        yield {
            "date": iso(one.when),
            "marked": list(one.drawing.marked),
            "unanswered": list(one.drawing.open),
            "count": {"low": int(count.low), "high": int(count.high)}
            if count.exact is None
            else int(count.low),
            **_intensities(one.drawing.strokes),
            **(_since(before, one) if before else {}),
        }


def _intensities(drawn: PainDrawing | None) -> dict[str, dict[str, int]]:
    return {"intensities": dict(drawn.intensities)} if drawn and drawn.intensities else {}


def _since(before: Drawn, one: Drawn) -> dict[str, Any]:
    how = compared(before.drawing, one.drawing)
    return {
        "gained": list(how.gained),
        "lost": list(how.lost),
        "jaccard": {"regions": _share(how.region_jaccard), "marks": _share(how.mark_jaccard)},
    }


def _share(share: Fraction | float | None) -> float | str:
    return NOT_ON_RECORD.value if share is None else float(share)
