"""The longer forms: one questionnaire on a page, and the pain drawing."""

from datetime import date
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caseline.care.schedule import Due
from caseline.paindrawing.file import drawing_data
from caseline.paindrawing.model import REGION_IDS
from caseline_web.access import for_course
from caseline_web.asking.answers import answers_in
from caseline_web.asking.questions import Form, form_of, has_drawing
from caseline_web.courses.agenda import agenda
from caseline_web.courses.current import today_of
from caseline_web.courses.entries import Part
from caseline_web.courses.exact import dumps
from caseline_web.courses.store import CourseRef, entries
from caseline_web.diary.keeping import keep
from caseline_web.diary.reading import Sent
from caseline_web.drawing.forms import Entry
from caseline_web.drawing.views import answered


@require_http_methods(["GET", "HEAD", "POST"])
@for_course("record")
def page(request: HttpRequest, course: CourseRef, instrument: str) -> HttpResponse:
    """One questionnaire; what is left blank stays missing."""
    asked, on = _asked(course, instrument), _on(request, course)
    form = form_of(asked.asked, get_language() or "en")
    if request.method == "POST":
        return keep(request, course, lambda sent, day: _parts(sent, form, on))
    shown = {
        "course": course,
        "form": form,
        "on": on,
        "today": today_of(course),
        "id": uuid4(),
        "drawing": has_drawing(asked.asked),
        "drawn": _drawn(course, on),
    }
    return render(request, "diary/form.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@for_course("record")
def drawing(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """The pain drawing: what is confirmed is kept in the course."""
    on = _on(request, course)
    return answered(request, lambda entry: _keep_drawing(request, course, entry, on))


def _keep_drawing(request: HttpRequest, course: CourseRef, entry: Entry, on: date) -> HttpResponse:
    """The 19 regions as they were confirmed, and the strokes beside them."""
    told: dict[str, object] = {
        "marked": list(entry.ticked),
        "unmarked": [one for one in REGION_IDS if one not in entry.ticked],
    }
    if entry.has_strokes:
        told["strokes"] = dumps(drawing_data(entry.drawing))
    content = {"on": on.isoformat(), "drawing": told}
    kept = keep(request, course, lambda sent, day: (Part("visit", content),))
    if kept.status_code != 302:
        return kept
    asked = [one for one in _open(course) if has_drawing(one.asked)]
    if asked:
        return redirect("form", course.pseudonym, asked[0].asked.instrument.id)
    return kept


def _parts(sent: Sent, form: Form, on: date) -> tuple[Part, ...]:
    """The answers, or that it is not done this time."""
    if sent.get("not_done"):
        told = {"on": on.isoformat(), "instrument": form.asked.instrument.ref}
        return (Part("not_done", told),)
    return answers_in(sent, form, on)


def _open(course: CourseRef) -> tuple[Due, ...]:
    found = agenda(entries(course), today_of(course))
    return (*found.forms, *found.late)


def _asked(course: CourseRef, instrument: str) -> Due:
    """The form that is asked for under that name."""
    for one in _open(course):
        if one.asked.instrument.id == instrument:
            return one
    raise Http404


def _on(request: HttpRequest, course: CourseRef) -> date:
    """The day that it is about: today, or an earlier one that is filled in later."""
    today = today_of(course)
    try:
        told = date.fromisoformat(request.POST.get("on", request.GET.get("on", "")))
    except ValueError:
        return today
    return min(told, today)


def _drawn(course: CourseRef, on: date) -> str:
    """How many places were marked that day; "" where there is no drawing yet."""
    for entry in entries(course, "visit"):
        if "drawing" in entry.content and str(entry.content.get("on")) == on.isoformat():
            return _("%(n)s of 19 places") % {"n": len(entry.content["drawing"]["marked"])}
    return ""
