"""The level that the model sees behind the values, as a line in its interval."""

from caseline.charts import marks
from caseline.charts.marks import Layer, Row
from caseline.effects.course_level import CourseLevel

TONE = "series-1"


def level_layers(level: CourseLevel) -> list[Layer]:
    """The interval as an area, the level as a line; both lie below what was recorded."""
    across = zip(level.days, level.means, level.lows, level.highs, strict=True)
    areas: list[Row] = []
    lines: list[Row] = []
    for day, mean, low, high in across:
        areas.append({"on": day.isoformat(), "y": high, "low": low, "run": 0})
        lines.append({"on": day.isoformat(), "y": mean, "run": 0})
    return [
        marks.areas(areas, tone=TONE, fillOpacity=0.16),
        marks.lines(lines, tone=TONE, strokeWidth=1.4, opacity=0.9),
    ]
