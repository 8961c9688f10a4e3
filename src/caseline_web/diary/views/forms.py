"""The longer forms: one questionnaire on a page, and the pain drawing."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caseline.care.schedule import Due
from caseline.errors import DrawingError
from caseline.instruments import catalogue
from caseline_web.access import for_course
from caseline_web.asking.answers import answers_in
from caseline_web.asking.questions import form_of, has_drawing
from caseline_web.courses.current import schedule_of, today_of
from caseline_web.courses.entries import Part
from caseline_web.courses.first_day import of_before
from caseline_web.courses.store import CourseRef, entries
from caseline_web.diary.asked import due_drawing, due_form
from caseline_web.diary.keeping import Then, by_queue, keep, while_it_runs
from caseline_web.diary.reading import Sent, language_in
from caseline_web.diary.views.evening import saved_at
from caseline_web.drawing.forms import Entry, RefusedError, entry_of
from caseline_web.drawing.parts import parts_of
from caseline_web.drawing.views import Pages, answered


@require_http_methods(["GET", "HEAD", "POST"])
@for_course("record")
def page(request: HttpRequest, course: CourseRef, instrument: str) -> HttpResponse:
    """One questionnaire; what is left blank stays missing."""
    schedule, on = schedule_of(course), _on(request, course)
    due = due_form(schedule, instrument, today_of(course))
    if request.method == "POST":

        def answered_by(sent: Sent, day: date) -> tuple[Part, ...]:
            return of_before(course, schedule, _parts(sent, due, day), day)

        return keep(request, course, while_it_runs(course, schedule, answered_by), then=_then)
    if due is None:
        raise Http404
    blank = "blank" in request.GET
    shown = {
        "course": course,
        "form": form_of(due.asked, get_language() or "en"),
        "due": due,
        "on": on,
        "today": today_of(course),
        "id": uuid4(),
        "blank": blank,
        "drawing": has_drawing(due.asked),
        "drawn": "" if blank else _drawn(course, on),
        "saved": saved_at(request),
    }
    return render(request, "diary/form.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@for_course("record")
def drawing(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """The pain drawing: what is confirmed is kept in the course.

    A phone's queue sends only what is whole: a list that was tapped, or one that was confirmed.
    """
    schedule = schedule_of(course)
    due = due_drawing(schedule, today_of(course))

    def kept(entry: Callable[[], Entry]) -> HttpResponse:
        def drawn(sent: Sent, day: date) -> tuple[Part, ...]:
            found = parts_of(entry(), day, none=bool(sent.get("none")))
            return of_before(course, schedule, found, day)

        then = _after_drawing(due)
        return keep(request, course, while_it_runs(course, schedule, drawn), then=then)

    if by_queue(request):
        return kept(lambda: _queued(request))
    shown = {
        "base": "diary/base.html",
        "course": course,
        "due": due,
        "on": _on(request, course),
        "id": uuid4(),
        "blank": "blank" in request.GET,
    }
    return answered(
        request,
        lambda entry: kept(lambda: entry),
        Pages("diary/draw.html", "diary/confirm.html", shown),
    )


def _after_drawing(due: Due | None) -> Then:
    """The questions that it belongs to."""
    return Then("form", (due.asked.instrument.id,), dated=True) if due else Then()


def _queued(request: HttpRequest) -> Entry:
    """What a queue sent; what cannot be is held, as with every other answer."""
    try:
        return entry_of(request)
    except RefusedError as exc:
        raise exc.cause or DrawingError(exc.said) from None


def _parts(sent: Sent, due: Due | None, day: date) -> tuple[Part, ...]:
    """The answers, or that it is not done this time; nothing of a form that is not asked for."""
    if due is None:
        return ()
    if sent.get("not_done"):
        told = {"on": day.isoformat(), "instrument": due.asked.instrument.ref}
        return (Part("not_done", told),)
    return answers_in(sent, form_of(due.asked, language_in(sent)), day)


def _then(parts: tuple[Part, ...]) -> Then:
    """Tonight's page; where an answer needs somebody, it says that nobody watches."""
    return Then(more="care" if any(_needs_somebody(one) for one in parts) else "")


def _needs_somebody(part: Part) -> bool:
    for told in part.content.get("responses", []):
        for item in catalogue.instrument(str(told["instrument"])).items:
            given = told["answers"].get(item.id)
            if item.safety and given is not None and Fraction(given) >= item.safety.at:
                return True
    return False


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
