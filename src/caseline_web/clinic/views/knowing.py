"""What the clinic knows of a patient besides the course: who it is, and the safety questions."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caseline_web.access import account, for_course
from caseline_web.clinic.persons import IdentityForm
from caseline_web.clinic.reminding import atc_of
from caseline_web.clinic.starting import PromptForm
from caseline_web.clinic.views.changing import entered
from caseline_web.courses.current import today_of
from caseline_web.courses.entries import Part
from caseline_web.courses.store import CourseRef, entries
from caseline_web.people.store import identity_of, patient_account, put_right


@require_http_methods(["GET", "HEAD", "POST"])
@for_course("enter")
def safety(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """The safety questions of the treatment, answered again; what stays as it was is no entry."""
    there, today = entries(course, "treatment", "prompt"), today_of(course).isoformat()
    known = {
        str(one.content["prompt"]): one.content["answer"] for one in there if one.kind == "prompt"
    }
    form = PromptForm(request.POST or None, atc=atc_of(there), initial=known)
    if form.is_valid():
        parts = [
            Part("prompt", {"prompt": name, "on": today, "answer": answer})
            for name, answer in form.cleaned_data.items()
            if answer != known.get(name, "not known")
        ]
        return entered(request, course, parts) if parts else redirect("course", course.pseudonym)
    return render(request, "clinic/safety.html", {"course": course, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@for_course("identify")
def identity(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """Who the patient is, to see and to put right."""
    patient, who = patient_account(course.patient), identity_of(course.patient or 0)
    if patient is None or who is None:
        raise Http404
    known = {"name": who.name, "birth_date": who.birth_date, "email": who.email}
    form = IdentityForm(request.POST or None, initial={"id": uuid4(), **known})
    if form.is_valid():
        put_right(patient, form.identity, account(request))
        messages.success(request, _("Saved."))
        return redirect("identity", course.pseudonym)
    return render(request, "clinic/identity.html", {"course": course, "form": form})
