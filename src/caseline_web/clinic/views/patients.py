"""The list of patients, and a new one from a template."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from caseline_web.access import account, for_staff
from caseline_web.clinic.entering import enter, filled, started
from caseline_web.clinic.look import look_at_each
from caseline_web.clinic.starting import NewPatient
from caseline_web.clinic.views.changing import consents
from caseline_web.courses.entries import Part
from caseline_web.courses.store import (
    CourseRef,
    course_of_submission,
    courses_of_organisation,
    new_course,
)
from caseline_web.people.store import Identity, User, enrol, identities_of


@require_safe
@for_staff("list courses")
def page(request: HttpRequest) -> HttpResponse:
    """Every patient of the clinic, those first who need a look."""
    user = account(request)
    if user.role == "pharmacist":
        return redirect("dispensing")
    names = identities_of(user.organisation_id)
    looks = look_at_each(courses_of_organisation(user.organisation_id))
    looks.sort(key=lambda one: (not one.needs, one.course.pseudonym))
    listed = [(names.get(one.course.patient or 0), one) for one in looks]
    return render(request, "clinic/patients.html", {"listed": listed})


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff("enrol")
def new(request: HttpRequest) -> HttpResponse:
    """A patient and a treatment, set up from templates."""
    forms = NewPatient.of(request)
    if not forms.are_valid():
        return render(request, "clinic/new.html", {"forms": forms})
    again = course_of_submission(forms.who.id_) if forms.who.id_ else None
    course = again or _begun(account(request), forms)
    return redirect("pair", course.pseudonym)


def _begun(user: User, forms: NewPatient) -> CourseRef:
    """The patient with an account, and the course with all that was told of it."""
    identity, today = forms.who.cleaned_data, timezone.localdate()
    regimen = forms.regimen
    with transaction.atomic():
        patient = enrol(
            user.organisation,
            Identity(identity["name"], identity["email"], identity["birth_date"]),
            identity["speaks"],
            user,
        )
        course = new_course(user.organisation, patient, user.username)
        enter(
            course,
            user,
            Part("patient", filled({"sex": identity["sex"]})),
            Part("diagnosis", forms.who.diagnosed),
            *started(regimen, forms.start.chosen_plan, forms.start.cleaned_data, today),
            *(
                Part("prompt", {"prompt": name, "on": today.isoformat(), "answer": answer})
                for name, answer in forms.prompts.answers(regimen.atc).items()
            ),
            *consents(forms.consent.told),
            id_=forms.who.id_,
        )
    return course
