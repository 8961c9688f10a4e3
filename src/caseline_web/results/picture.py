"""The charts of a course as it stands."""

import re
from datetime import date
from functools import lru_cache

from caseline.charts.course_chart import course_chart
from caseline.charts.figure import VEGA_LITE, Figure, Spec, converter
from caseline.charts.theme import Width
from caseline.reports.words import Language
from caseline_web.courses.current import current, today_of
from caseline_web.courses.exact import dumps, loads
from caseline_web.courses.store import CourseRef, version_of

REMEMBERED = 64


def chart_of(course: CourseRef, lang: Language, width: Width) -> Figure | None:
    """The course chart; None where there is nothing to draw yet.

    Raises
    ------
    CourseError
        Entries contradict each other.
    """
    return _chart(course, version_of(course), today_of(course), lang, width)


@lru_cache(maxsize=REMEMBERED)
def _chart(
    course: CourseRef, version: int, today: date, lang: Language, width: Width
) -> Figure | None:
    found = current(course)
    return course_chart(found, lang, width) if found else None


def vega_of(figure: Figure) -> Spec:
    """The figure as a Vega specification, for a page that makes it answer to the pointer.

    Vega-Lite writes the ends of a time axis as expressions that the interpreter does not know;
    they are numbers, and are put back as such.
    """
    made: Spec = converter().vegalite_to_vega(figure.spec, vl_version=VEGA_LITE)
    text = _DATETIME.sub(lambda found: f'"domain":[{found[1]},{found[2]}]', dumps(made))
    plain: Spec = loads(text)
    return plain


_MOMENT = r'\{"signal":"\{data: datetime\((\d+)\)\}"\}'
_DATETIME = re.compile(rf'"domain":\{{"fields":\[{_MOMENT},{_MOMENT}\]\}}')
