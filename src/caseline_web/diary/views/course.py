"""My course: the own chart, the answer in plain words, and everything that was entered."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from caseline.charts.figure import Figure
from caseline.errors import CaselineError
from caseline_web.access import account, for_course
from caseline_web.asking.given import given_in_words, why_in_words
from caseline_web.asking.questions import form_of
from caseline_web.courses.agenda import schedule_in
from caseline_web.courses.blinding import is_blinded
from caseline_web.courses.held import all_held, n_held
from caseline_web.courses.store import CourseRef, entries
from caseline_web.diary.files import own_data, own_print
from caseline_web.diary.picture import Panel, panels
from caseline_web.diary.told import moment_in_words, told_of
from caseline_web.language import readers
from caseline_web.people.accounts import whose
from caseline_web.people.store import identity_of
from caseline_web.person import erase
from caseline_web.results.answer import answer_of
from caseline_web.results.files import NAMES, File, file_of
from caseline_web.results.picture import chart_of

OPEN_ONLY = ("course",)  # the library's file is nothing without what was given


@require_safe
@for_course("see own")
def page(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """What the course shows so far; no result of it while a blinded part is running."""
    blinded = is_blinded(course, "patient")
    chart = None if blinded else _chart(course)
    shown = {
        "course": course,
        "at_page": "course",
        "blinded": blinded,
        "chart": chart,
        "panels": [] if chart else _points(course),
        "answers": told_of(course, readers(), blinded=blinded),
        "files": [(n, label) for n, label in NAMES.items() if not (blinded and n in OPEN_ONLY)],
        "held": n_held([course]).get(course.pk, 0),
        **({} if blinded else _judged(course)),
    }
    return render(request, "diary/course.html", shown)


@require_safe
@for_course("see own results")
def chart(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """The chart of the page, as a picture."""
    found = _chart(course)
    if found is None:
        raise Http404
    return HttpResponse(found.standing_alone(), content_type="image/svg+xml")


@require_safe
@for_course("export")
def export(request: HttpRequest, course: CourseRef, name: str) -> HttpResponse:
    """The own data as a file, at any time; in a running blinded part without what was given."""
    blinded = is_blinded(course, account(request).role)
    if name not in NAMES or (blinded and name in OPEN_ONLY):
        raise Http404
    try:
        file = _file(course, name, blinded=blinded)
    except CaselineError:
        messages.info(request, _("There is not enough for this file yet."))
        return redirect("home")
    response = HttpResponse(file.content, content_type=file.kind)
    response["Content-Disposition"] = f'attachment; filename="{course.pseudonym}.{file.suffix}"'
    return response


@require_safe
@for_course("see own")
def inbox(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """What was sent and could not be taken as it is: kept here, and seen by the clinic."""
    shown = {
        "course": course,
        "at_page": "course",
        "whose": whose(course.patient),
        "waiting": [
            {
                "at": moment_in_words(one.received_at, course.zone),
                "why": why_in_words(one.why, one.content, readers()),
                "given": given_in_words(one.content, readers()),
                "settled": one.settled_at is not None,
                "taken": one.taken,
                "became": one.settled_why,
            }
            for one in all_held(course)
        ],
    }
    return render(request, "diary/inbox.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@for_course("erase")
def delete(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """Erase everything that is about this person; asked twice."""
    if request.method == "POST" and request.POST.get("sure") == "yes":
        by = account(request)
        erase(course, by.username)
        if by.role == "patient":
            logout(request)
        messages.info(request, _("It is erased."))
        return redirect("home")
    own = account(request).role == "patient"
    shown = {
        "course": course,
        "asked": request.method == "POST",
        "own": own,
        "who": None if own or not course.patient else identity_of(course.patient),
        "frame": "diary/base.html" if own else "base.html",
    }
    return render(request, "diary/delete.html", shown)


def _file(course: CourseRef, name: str, *, blinded: bool) -> File:
    """The file; what was entered alone, where nobody may see more or there is nothing more."""
    if blinded and name == "data":
        return own_data(course)
    if name != "report":
        return file_of(course, name, readers())
    try:
        return (
            own_print(course, readers(), blinded=True)
            if blinded
            else file_of(course, name, readers())
        )
    except CaselineError:  # too little, or entries that contradict each other
        return own_print(course, readers(), blinded=blinded)


def _judged(course: CourseRef) -> dict[str, object]:
    """The answer; that it cannot be told where entries contradict each other."""
    try:
        return {"rated": answer_of(course, readers())}
    except CaselineError:
        return {}


def _chart(course: CourseRef) -> Figure | None:
    try:
        return chart_of(course, readers(), "narrow")
    except CaselineError:
        return None


def _points(course: CourseRef) -> list[Panel]:
    """The own answers as points, where there is no chart or none may be shown."""
    there = entries(course, "visit", "schedule")
    schedule = schedule_in(there)
    forms = [form_of(one, readers()) for one in schedule.evenings] if schedule else []
    return panels(there, forms)
