"""The charts of a course as it stands."""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache, partial

from caseline.charts.course_chart import course_chart, followed
from caseline.charts.figure import VEGA_LITE, Figure, Spec, converter
from caseline.charts.theme import Width, colour, darkened
from caseline.reports.words import Language
from caseline_web.courses.current import current, today_of
from caseline_web.courses.exact import dumps, loads
from caseline_web.courses.store import CourseRef, version_of
from caseline_web.results.answer import rating_of
from caseline_web.results.worded import in_readers_words

REMEMBERED = 64
ONE_SCREEN = 560  # px that a chart may be high beside the answer on a laptop


def chart_of(
    course: CourseRef, lang: Language, width: Width, most_px: int | None = None
) -> Figure | None:
    """The course chart; None where there is nothing to draw yet.

    Parameters
    ----------
    most_px
        How high it may be: of the outcomes the last ones are then left out, and it says so. The
        first one always stays.

    Raises
    ------
    CourseError
        Entries contradict each other.
    """
    return _chart(course, version_of(course), today_of(course), lang, width, most_px)


@lru_cache(maxsize=REMEMBERED)
def _chart(
    course: CourseRef, version: int, today: date, lang: Language, width: Width, most_px: int | None
) -> Figure | None:
    found = current(course)
    if found is None:
        return None
    rating, found = rating_of(course), in_readers_words(found, lang)
    drawn = partial(course_chart, found, lang, width, level=rating.level if rating else None)
    return _fitting(drawn, len(followed(found)), most_px) if most_px else drawn()


def _fitting(drawn: Callable[..., Figure], n: int, most_px: int) -> Figure:
    """The chart with as many of its `n` outcomes as there is room for."""
    figure = drawn()
    while n > 1 and _height(figure) > most_px:
        n -= 1
        figure = drawn(most=n)
    return figure


def _height(figure: Figure) -> float:
    found = re.search(r'height="([\d.]+)"', figure.svg)
    return float(found[1]) if found else 0


def vega_of(figure: Figure, *, dark: bool = False) -> Spec:
    """The figure as a Vega specification on paper, for a page that makes it answer to the pointer.

    Vega-Lite writes the ends of a time axis as expressions that the interpreter does not know;
    they are numbers, and are put back as such.
    """
    made: Spec = converter().vegalite_to_vega(figure.spec, vl_version=VEGA_LITE)
    text = dumps({**made, "background": colour("paper")})
    text = _DATETIME.sub(lambda found: f'"domain":[{found[1]},{found[2]}]', text)
    plain: Spec = loads(darkened(text) if dark else text)
    return plain


_MOMENT = r'\{"signal":"\{data: datetime\((\d+)\)\}"\}'
_DATETIME = re.compile(rf'"domain":\{{"fields":\[{_MOMENT},{_MOMENT}\]\}}')
