"""The lines of text under a picture: what its signs mean, and the numbered events."""

from collections.abc import Sequence

from caseline.charts import marks
from caseline.charts.events import Numbered
from caseline.charts.frame import Across, wrapped
from caseline.charts.labels import Lang, words
from caseline.charts.marks import Row, View
from caseline.charts.readings import compared, drawn, levels
from caseline.charts.references import has_error
from caseline.course.model import Course, Observation
from caseline.effects.change import change_of
from caseline.record import NOT_ON_RECORD

LEADING = 4  # px between lines


def event_notes(course: Course, events: Sequence[Numbered], lang: Lang) -> list[str]:
    """The numbered events, and which kinds nobody wrote down."""
    said = words(lang)["notes"]
    lists = {"no_side_effects": course.side_effects, "no_life_events": course.life_events}
    told = [f"{event.number}  {event.text}" for event in events]
    unknown = [said[key] for key, found in lists.items() if found is NOT_ON_RECORD]
    return [*told, " ".join(unknown)] if unknown else told


def sign_notes(
    course: Course, shown: Sequence[Sequence[Observation]], lang: Lang, *, alone: bool
) -> str:
    """What the signs that occur mean; `alone` where each outcome has a panel of its own."""
    found = [mark for many in shown for mark in drawn(many, lang)]
    rules = {many[0].outcome.rule.worse for many in shown}
    changes = [change_of(course, many) for many in shown] if alone else []
    bracketed = [one for one in changes if has_error(one)]
    errors = [one.mdc for one in bracketed if one.mdc]
    drawn_by_lot = any(one.by_condition for one in bracketed)
    signs = {
        "doses": True,
        "mixed_worse" if "lower" in rules else "higher_worse": True,
        "bars": any(mark.is_exact and not mark.is_point for mark in found),
        "boxes": any(not mark.is_exact for mark in found),
        "dots": len({m.observation.condition == "on treatment" for m in found if m.is_point}) > 1,
        "levels": alone and any(levels(course, many) for many in shown),
        "compared": alone and any(compared(course, many) for many in shown),
        "error": bool(errors) and not drawn_by_lot,
        "error_drawn": drawn_by_lot,
        "error_differs": any(mdc.low != mdc.high for mdc in errors),
        "own": alone and course.plan.threshold is not NOT_ON_RECORD,
        "missed": course.missed_visits is not NOT_ON_RECORD and bool(course.missed_visits),
    }
    return " ".join(words(lang)["notes"][key] for key, occurs in signs.items() if occurs)


def lines(told: Sequence[str], frame: Across) -> View:
    """Paragraphs of small text across the whole picture."""
    size = frame.sizes.small
    rows: list[Row] = []
    for paragraph in told:
        for line in wrapped(paragraph, size, frame.width - 8):
            rows.append({"y": 4 + (len(rows) + 1) * (size + LEADING), "text": line})
    height = 10 + len(rows) * (size + LEADING)
    return marks.view(
        frame, height, [marks.texts(rows, x=2, tone="muted", fontSize=size, align="left")]
    )


def synthetic_label(frame: Across, lang: Lang) -> View:
    """The words that nobody lived through this, in the first line of the picture."""
    row: Row = {"y": 13, "text": words(lang)["chart"]["synthetic"]}
    size = frame.sizes.label
    text = marks.texts([row], x=2, fontSize=size, fontWeight=600, align="left")
    return marks.view(frame, 20, [text])
