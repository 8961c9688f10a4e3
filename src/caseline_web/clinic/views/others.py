"""The pages of the pharmacist and of the researcher."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from caseline_web.access import account, for_course, for_staff
from caseline_web.courses.current import agreed_to_publication, today_of
from caseline_web.courses.store import CourseRef, courses_of_organisation, entries
from caseline_web.results.answer import running_blinded
from caseline_web.results.files import file_of


@require_safe
@for_staff("list courses")
def dispensing(request: HttpRequest) -> HttpResponse:
    """What is to be dispensed, course by course."""
    listed = [
        (one, _name(one), running_blinded(one))
        for one in courses_of_organisation(account(request).organisation_id)
    ]
    return render(request, "clinic/dispensing.html", {"listed": listed})


@require_safe
@for_course("dispense")
def doses(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """The doses of one course, with what is placebo: for who makes them up."""
    found = sorted(entries(course, "dose"), key=lambda one: str(one.content["from"]))
    treatment = next(iter(entries(course, "treatment")), None)
    shown = {
        "course": course,
        "doses": found,
        "treatment": treatment,
        "today": today_of(course),
        "blinded": running_blinded(course),
    }
    return render(request, "clinic/doses.html", shown)


@require_safe
@for_staff("list for research")
def research(request: HttpRequest) -> HttpResponse:
    """The courses whose patients agreed to publication, by their pseudonyms."""
    found = courses_of_organisation(account(request).organisation_id)
    listed = [one for one in found if agreed_to_publication(one)]
    return render(request, "clinic/research.html", {"listed": listed})


@require_safe
@for_course("research")
def research_file(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """The answers of one course as a table: no identity, no free text."""
    if not agreed_to_publication(course) or running_blinded(course):
        raise Http404
    file = file_of(course, "table", "en")
    response = HttpResponse(file.content, content_type=file.kind)
    response["Content-Disposition"] = f'attachment; filename="{course.pseudonym}.csv"'
    return response


def _name(course: CourseRef) -> str:
    return next((str(one.content["name"]) for one in entries(course, "treatment")), "")
