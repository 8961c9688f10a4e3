"""Caseline: follow one treatment in one person, and learn honestly whether it helped.

The verbs, in the order in which an answer travels:

* `read_course(path)` gives a `Course`, `instrument("phq4")` an `Instrument`;
* `score(Response(instrument, answers))` gives a `Score` for each score rule;
* `observe(course)` gives the observations of each outcome, `phases(course)` the phases;
* `changes(course)` gives the `Change` of each outcome, `fm30(course)` the responder definitions;
* `analyse(course)`, or of any table `analyse(frame, date=..., value=..., ...)`, gives an
  `Answer`: the effect in one outcome, its guards, and the claim;
* `make_report(course)` works out a `Report`, `write_report(report, folder)` writes it;
* `form_pdf()` is a form to draw pain on, `read_form(scan)` and `read_drawing(path)` give a
  `PainDrawing`, and `suggest(drawing)` the regions that it covers, as a `Suggestion`.

Everything is a function of frozen dataclasses. What nobody wrote down is `NOT_ON_RECORD`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from caseline.version import __version__ as __version__

if TYPE_CHECKING:
    from caseline.analysis import Answer, analyse
    from caseline.course import Course, observe, phases, read_course
    from caseline.effects import Change, changes, fm30
    from caseline.errors import CaselineError
    from caseline.instruments import Instrument, instrument
    from caseline.paindrawing.drawing import PainDrawing
    from caseline.paindrawing.file import read_drawing
    from caseline.paindrawing.paper.read import read_form
    from caseline.paindrawing.prefill import Suggestion, suggest
    from caseline.record import NOT_ON_RECORD
    from caseline.reports import Report, make_report, write_report
    from caseline.reports.drawing_form import form_pdf
    from caseline.scoring import Response, Score, score

# Where each name lives. They are imported when they are first used, so that `import caseline`
# costs nothing to those who only score, and the drawing libraries stay out of a server's way.
_HOMES = {
    "NOT_ON_RECORD": "caseline.record",
    "Answer": "caseline.analysis",
    "CaselineError": "caseline.errors",
    "Change": "caseline.effects",
    "Course": "caseline.course",
    "Instrument": "caseline.instruments",
    "PainDrawing": "caseline.paindrawing.drawing",
    "Report": "caseline.reports",
    "Response": "caseline.scoring",
    "Score": "caseline.scoring",
    "Suggestion": "caseline.paindrawing.prefill",
    "analyse": "caseline.analysis",
    "changes": "caseline.effects",
    "fm30": "caseline.effects",
    "form_pdf": "caseline.reports.drawing_form",
    "instrument": "caseline.instruments",
    "make_report": "caseline.reports",
    "observe": "caseline.course",
    "phases": "caseline.course",
    "read_course": "caseline.course",
    "read_drawing": "caseline.paindrawing.file",
    "read_form": "caseline.paindrawing.paper.read",
    "score": "caseline.scoring",
    "suggest": "caseline.paindrawing.prefill",
    "write_report": "caseline.reports",
}

__all__ = [
    "NOT_ON_RECORD",
    "Answer",
    "CaselineError",
    "Change",
    "Course",
    "Instrument",
    "PainDrawing",
    "Report",
    "Response",
    "Score",
    "Suggestion",
    "analyse",
    "changes",
    "fm30",
    "form_pdf",
    "instrument",
    "make_report",
    "observe",
    "phases",
    "read_course",
    "read_drawing",
    "read_form",
    "score",
    "suggest",
    "write_report",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'caseline' has no attribute '{name}'")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
