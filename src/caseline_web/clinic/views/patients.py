"""The list of patients, and a new one from a template."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from caseline.errors import CourseError
from caseline_web.access import account, for_staff, seen_together
from caseline_web.clinic.entering import enter, filled, started
from caseline_web.clinic.look import look_at_each
from caseline_web.clinic.persons import say_shared
from caseline_web.clinic.saying import refused
from caseline_web.clinic.starting import NewPatient
from caseline_web.clinic.views.changing import consents
from caseline_web.courses.current import this_evening
from caseline_web.courses.entries import ConflictError, Part
from caseline_web.courses.store import (
    CourseRef,
    course_of_submission,
    courses_of_organisation,
    new_course,
)
from caseline_web.people.store import Identity, SharedError, User, enrol, identities_of


@require_safe
@for_staff("list courses")
def page(request: HttpRequest) -> HttpResponse:
    """Every patient of the clinic, those first who need a look."""
    user = account(request)
    if user.role == "pharmacist":
        return redirect("dispensing")
    names = identities_of(user.organisation_id)
    looks = look_at_each(courses_of_organisation(user.organisation_id))
    seen_together(user, "patients", [one.course for one in looks])
    listed = [(_called(names.get(one.course.patient or 0), one.course), one) for one in looks]
    listed.sort(key=lambda one: (not one[1].needs, one[0].casefold(), one[1].course.pseudonym))
    return render(request, "clinic/patients.html", {"listed": listed})


def _called(who: Identity | None, course: CourseRef) -> str:
    """The name; the pseudonym of who was erased, or has none."""
    return who.name if who and who.name else course.pseudonym


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff("enrol")
def new(request: HttpRequest) -> HttpResponse:
    """A patient and a treatment, set up from templates."""
    forms = NewPatient.of(request)
    if not forms.are_valid():
        return render(request, "clinic/new.html", {"forms": forms})
    user = account(request)
    alike = [] if "again" in request.POST else _alike(user, forms.who.identity)
    course = _sent_before(forms)  # looked for last: what began from this page is like nobody
    if alike and course is None:
        seen_together(user, "patients", alike)
        return render(request, "clinic/new.html", {"forms": forms, "alike": alike})
    try:
        course = course or _begun(user, forms)
    except CourseError as exc:
        messages.error(request, refused(exc))
        return render(request, "clinic/new.html", {"forms": forms})
    except (ConflictError, SharedError):
        course = _sent_before(forms)  # the other one of two clicks was faster
    if course is None:
        say_shared(forms.who, user.organisation_id)
        return render(request, "clinic/new.html", {"forms": forms})
    return redirect("pair", course.pseudonym)


def _alike(user: User, who: Identity) -> list[CourseRef]:
    """The courses of whoever has this name, and no other date of birth."""
    names = identities_of(user.organisation_id)
    return [
        course
        for course in courses_of_organisation(user.organisation_id)
        if (one := names.get(course.patient or 0))
        and _folded(one.name) == _folded(who.name)
        and (one.birth_date == who.birth_date or not one.birth_date or not who.birth_date)
    ]


def _folded(name: str) -> list[str]:
    return name.casefold().split()


def _sent_before(forms: NewPatient) -> CourseRef | None:
    """The course that began from this very page."""
    return course_of_submission(forms.who.id_) if forms.who.id_ else None


def _begun(user: User, forms: NewPatient) -> CourseRef:
    """The patient with an account, and the course with all that was told of it."""
    identity, today = forms.who.cleaned_data, this_evening()
    regimen = forms.regimen
    planned = forms.start.cleaned_data | forms.timing.cleaned_data
    with transaction.atomic():
        patient = enrol(
            user.organisation,
            forms.who.identity,
            identity["speaks"],
            user,
        )
        course = new_course(user.organisation, patient, user.username)
        enter(
            course,
            user,
            Part("patient", filled({"sex": identity["sex"]})),
            Part("diagnosis", forms.who.diagnosed),
            *started(regimen, forms.start.chosen_plan, planned, today),
            *(
                Part("prompt", {"prompt": name, "on": today.isoformat(), "answer": answer})
                for name, answer in forms.prompts.answers(regimen.atc).items()
            ),
            *consents(forms.consent.told),
            id_=forms.who.id_,
        )
    return course
