"""The pages of the pharmacist and of the researcher."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from caseline.care.templates import regimens
from caseline_web.access import account, for_course, for_staff, seen_together
from caseline_web.clinic.persons import FIBROMYALGIA
from caseline_web.courses.blinding import CONCERNS, KINDS, blinded
from caseline_web.courses.current import agreed_to_publication, today_of
from caseline_web.courses.entries import Entry
from caseline_web.courses.store import (
    CourseRef,
    courses_of_organisation,
    entries,
    entries_of_each,
)
from caseline_web.results.files import file_of


@require_safe
@for_staff("list courses")
def dispensing(request: HttpRequest) -> HttpResponse:
    """What is to be dispensed, course by course."""
    user = account(request)
    found = courses_of_organisation(user.organisation_id)
    there = entries_of_each(found, "treatment", *KINDS)
    seen_together(user, "dispensing", found)
    listed = [_dispensed(one, there[one.pk], user.role) for one in found]
    return render(request, "clinic/dispensing.html", {"listed": listed})


@require_safe
@for_course("dispense")
def doses(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """The doses of one course, with what is placebo: for who makes them up."""
    found = sorted(entries(course, "dose"), key=lambda one: str(one.content["from"]))
    shown = {
        "course": course,
        "doses": found,
        "treatment": next(iter(entries(course, "treatment")), None),
        "today": today_of(course),
        "blinded": blinded(entries(course, *KINDS), today_of(course)),
    }
    return render(request, "clinic/doses.html", shown)


@require_safe
@for_staff("list for research")
def research(request: HttpRequest) -> HttpResponse:
    """The courses whose patients agreed to publication, by their pseudonyms."""
    every = courses_of_organisation(account(request).organisation_id)
    there = entries_of_each(every, "consent", "treatment", "diagnosis")
    found = [one for one in every if agreed_to_publication(there[one.pk])]
    seen_together(account(request), "research", found)
    listed = [
        {
            "course": one,
            "treatment": _listed_name(there[one.pk], "treatment"),
            "diagnosis": _listed_name(there[one.pk], "diagnosis"),
        }
        for one in found
    ]
    return render(request, "clinic/research.html", {"listed": listed})


@require_safe
@for_course("research")
def research_file(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """The answers of one course as a table: no identity, no free text."""
    file = file_of(course, "table", "en")
    response = HttpResponse(file.content, content_type=file.kind)
    response["Content-Disposition"] = f'attachment; filename="{course.pseudonym}.csv"'
    return response


def _dispensed(course: CourseRef, there: tuple[Entry, ...], role: str) -> dict[str, object]:
    """One line of the list: the treatment, and the next step of the dose."""
    today = today_of(course)
    hidden = blinded(there, today, CONCERNS[role])
    days = sorted(str(one.content["from"]) for one in there if one.kind == "dose")
    return {
        "course": course,
        "treatment": _name(there, "treatment"),
        "blinded": blinded(there, today),
        "hidden": hidden,
        "next": next((day for day in days if day > today.isoformat() and day[0].isdigit()), ""),
    }


def _name(there: tuple[Entry, ...], kind: str) -> str:
    return next((str(one.content["name"]) for one in there if one.kind == kind), "")


def _listed_name(there: tuple[Entry, ...], kind: str) -> str:
    """The same where it is one of our lists: what somebody typed may name a person."""
    ours = {name for one in regimens() for name in one.treatment.values()} | FIBROMYALGIA
    name = _name(there, kind)
    return name if name in ours else ""
