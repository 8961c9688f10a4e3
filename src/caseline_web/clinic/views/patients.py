"""The list of patients, and a new one from a template."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_safe

from caseline.care.templates import plans, prompts_for, regimens
from caseline_web.access import account, for_staff
from caseline_web.clinic.entering import enter, filled, started
from caseline_web.clinic.forms import ConsentForm, PromptForm, StartForm, WhoForm
from caseline_web.clinic.look import look_at
from caseline_web.courses.entries import Part
from caseline_web.courses.store import courses_of_organisation, new_course
from caseline_web.people.store import Identity, enrol, identities_of

QUESTION = gettext_noop("Is average pain lower by at least 2 points on the treatment?")


@require_safe
@for_staff("list courses")
def page(request: HttpRequest) -> HttpResponse:
    """Every patient of the clinic, those first who need a look."""
    user = account(request)
    if user.role == "pharmacist":
        return redirect("dispensing")
    names = identities_of(user.organisation_id)
    looks = [look_at(one) for one in courses_of_organisation(user.organisation_id)]
    looks.sort(key=lambda one: (not one.needs, one.course.pseudonym))
    listed = [(names.get(one.course.patient or 0), one) for one in looks]
    return render(request, "clinic/patients.html", {"listed": listed})


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff("enrol")
def new(request: HttpRequest) -> HttpResponse:
    """A patient and a treatment, set up from templates."""
    told = request.POST or None
    chosen = {one.id: one for one in regimens()}
    atc = chosen[told["regimen"]].atc if told and told.get("regimen") in chosen else "N07BB04"
    who, start = WhoForm(told), StartForm(told, initial={"question": _(QUESTION)})
    prompts, consent = PromptForm(prompts_for(atc), told), ConsentForm(told)
    valid = [form.is_valid() for form in (who, start, prompts, consent)]  # each tells what is wrong
    if told is None or not all(valid):
        shown = {"who": who, "start": start, "prompts": prompts, "consent": consent}
        return render(request, "clinic/new.html", shown)
    user, identity = account(request), who.cleaned_data
    patient = enrol(
        user.organisation,
        Identity(identity["name"], identity["email"], identity["birth_date"]),
        identity["language"],
        user,
    )
    course = new_course(user.organisation, patient, user.username)
    today = timezone.localdate()
    regimen = chosen[start.cleaned_data["regimen"]]
    plan = next(one for one in plans() if one.id == start.cleaned_data["plan"])
    enter(
        course,
        user,
        Part("about", {"title": regimen.treatment, "provenance": "prospective"}),
        Part("patient", filled({"sex": identity["sex"]})),
        Part("diagnosis", {"name": "fibromyalgia", "icd10": "M79.7"}),
        *started(regimen, plan, start.cleaned_data, today),
        *_answers(prompts.cleaned_data, today.isoformat()),
        *_consents(consent.cleaned_data),
    )
    return redirect("pair", course.pseudonym)


def _answers(told: dict[str, str], today: str) -> list[Part]:
    return [
        Part("prompt", {"prompt": name, "on": today, "answer": answer})
        for name, answer in told.items()
    ]


def _consents(told: dict[str, object]) -> list[Part]:
    """The two consents that were given or refused."""
    frame = filled({key: told[key] for key in ("version", "on")})
    return [
        Part("consent", {"what": what, "given": told[what], **frame})
        for what in ("off_label", "publication")
        if told[what]
    ]
