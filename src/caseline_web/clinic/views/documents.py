"""What is taken along: the report, a letter, the paper forms; and answers from paper."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from caseline.care.schedule import Asked, Schedule
from caseline.errors import CaselineError, CourseError
from caseline_web.access import account, for_course
from caseline_web.asking.answers import answers_in
from caseline_web.asking.questions import form_of
from caseline_web.clinic.entering import enter
from caseline_web.clinic.look import look_at
from caseline_web.clinic.paper import paper_form
from caseline_web.courses.agenda import schedule_in
from caseline_web.courses.current import current, today_of
from caseline_web.courses.store import CourseRef, entries
from caseline_web.language import readers
from caseline_web.people.store import identity_of
from caseline_web.results.answer import answer_of, running_blinded
from caseline_web.results.files import file_of


@require_safe
@for_course("read")
def report(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """The report as PDF."""
    if running_blinded(course):
        raise Http404
    try:
        file = file_of(course, "report", readers())
    except CourseError:
        messages.info(request, _("There is not enough for a report yet."))
        return redirect("course", course.pseudonym)
    response = HttpResponse(file.content, content_type=file.kind)
    response["Content-Disposition"] = f'inline; filename="{course.pseudonym}.pdf"'
    return response


@require_safe
@for_course("read")
def letter(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """A letter as text to copy, and one page to print."""
    blinded = running_blinded(course)
    shown = {
        "course": course,
        "who": identity_of(course.patient) if course.patient else None,
        "look": look_at(course),
        "found": None if blinded else current(course),
        "rated": None if blinded else answer_of(course, readers()),
        "today": today_of(course),
        "clinic": account(request).organisation.name,
        "effects": entries(course, "side_effect"),
        "decisions": entries(course, "decision"),
    }
    return render(request, "clinic/letter.html", shown)


@require_safe
@for_course("enter")
def paper(request: HttpRequest, course: CourseRef, instrument: str) -> HttpResponse:
    """The paper twin of a form: the same items, with the same scoring."""
    found = paper_form(instrument, readers(), course.pseudonym)
    if found is None:
        raise Http404
    response = HttpResponse(found, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{instrument}.pdf"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@for_course("enter")
def from_paper(request: HttpRequest, course: CourseRef, instrument: str) -> HttpResponse:
    """Answers that came on paper, entered by staff and marked so."""
    schedule = schedule_in(entries(course, "schedule"))
    asked = [one for one in _asked(schedule) if one.instrument.id == instrument]
    if not asked:
        raise Http404
    form, day = form_of(asked[0], readers()), _day(request, today_of(course))
    if request.method == "POST":
        try:
            parts = answers_in(request.POST.dict(), form, day)
            enter(course, account(request), *parts, mode="paper")
        except CaselineError as exc:
            messages.error(request, str(exc))
        else:
            messages.success(request, _("Saved, marked as from paper."))
            return redirect("course", course.pseudonym)
    return render(request, "clinic/from_paper.html", {"course": course, "form": form, "day": day})


def _asked(schedule: Schedule | None) -> list[Asked]:
    """Everything that a schedule asks for, each instrument once."""
    if schedule is None:
        return []
    every = [*schedule.evenings, *(one for plan in schedule.contacts for one in plan.asked)]
    return list({one.instrument.id: one for one in every}.values())


def _day(request: HttpRequest, today: date) -> date:
    try:
        return min(date.fromisoformat(request.POST.get("on", "")), today)
    except ValueError:
        return today


@require_safe
@for_course("enter")
def forms(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """Every form of the course: to print, and to enter."""
    schedule = schedule_in(entries(course, "schedule"))
    listed = [one.instrument for one in _asked(schedule)]
    return render(request, "clinic/forms.html", {"course": course, "listed": listed})
