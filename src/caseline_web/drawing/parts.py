"""A drawing that was confirmed, as an entry of a course."""

from datetime import date

from caseline.paindrawing.file import drawing_data
from caseline.paindrawing.model import REGION_IDS
from caseline_web.courses.entries import Part
from caseline_web.courses.exact import dumps
from caseline_web.drawing.forms import Entry


def parts_of(entry: Entry, day: date, *, none: bool) -> tuple[Part, ...]:
    """The 19 regions as they were confirmed, and what else was drawn or said beside them.

    Nothing where no region is marked and nobody says that none hurts.
    """
    if not entry.ticked and not none:
        return ()
    told: dict[str, object] = {
        "marked": list(entry.ticked),
        "unmarked": [one for one in REGION_IDS if one not in entry.ticked],
    }
    if entry.has_strokes or entry.intensities:
        told["strokes"] = dumps(drawing_data(entry.confirmed))
    return (Part("visit", {"on": day.isoformat(), "drawing": told}),)
