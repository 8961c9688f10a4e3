"""What the clinic knows of a patient besides the course: who it is, and the safety questions."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caseline_web.access import account, for_course
from caseline_web.clinic.persons import PutRightForm, say_shared
from caseline_web.clinic.reminding import atc_of
from caseline_web.clinic.saying import MOVED
from caseline_web.clinic.starting import SafetyForm
from caseline_web.clinic.views.changing import entered
from caseline_web.courses.current import today_of
from caseline_web.courses.entries import Part
from caseline_web.courses.store import CourseRef, entries
from caseline_web.people.store import (
    OlderError,
    SharedError,
    identity_of,
    patient_account,
    put_right,
)


@require_http_methods(["GET", "HEAD", "POST"])
@for_course("enter")
def safety(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """The safety questions of the treatment, answered again; what stays as it was is no entry."""
    there, today = entries(course, "treatment", "prompt"), today_of(course).isoformat()
    stand = {str(one.content["prompt"]): one for one in there if one.kind == "prompt"}
    known = {name: str(one.content["answer"]) for name, one in stand.items()}
    form = SafetyForm(request.POST or None, atc=atc_of(there), known=known)
    if form.is_valid():
        if form.moved:
            messages.error(request, MOVED)
            return redirect("safety", course.pseudonym)
        versions = {name: one.version for name, one in stand.items()}
        parts = [
            Part(
                "prompt",
                {"prompt": name, "on": today, "answer": answer},
                follows=versions.get(name, 0),
            )
            for name, answer in form.answered.items()
        ]
        if not parts:
            return redirect("course", course.pseudonym)
        return entered(request, course, parts, reason=form.cleaned_data["why"])
    return render(request, "clinic/safety.html", {"course": course, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@for_course("identify")
def identity(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """Who the patient is, to see and to put right."""
    patient, who = patient_account(course.patient), identity_of(course.patient or 0)
    if patient is None or who is None:
        raise Http404
    known = {"name": who.name, "birth_date": who.birth_date, "email": who.email}
    form = PutRightForm(request.POST or None, initial={"id": uuid4(), **known})
    if form.is_valid():
        try:
            put_right(patient, form.identity, account(request), form.shown)
        except SharedError:
            say_shared(form, patient.organisation_id, patient.pk)
        except OlderError:
            messages.error(request, MOVED)
            return redirect("identity", course.pseudonym)
        else:
            messages.success(request, _("Saved."))
            return redirect("identity", course.pseudonym)
    return render(request, "clinic/identity.html", {"course": course, "form": form})
