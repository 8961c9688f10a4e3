"""The course page: where it stands, one chart, one answer, harm, and the decision."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from caseline.care.templates import prompts
from caseline.errors import CaselineError, CourseError
from caseline.reports.words import Language
from caseline_web.access import account, for_course
from caseline_web.clinic.entering import enter, filled
from caseline_web.clinic.forms import (
    DECISIONS,
    CoTreatmentForm,
    DecisionForm,
    DoseForm,
    SideEffectForm,
    UnblindForm,
)
from caseline_web.clinic.look import look_at
from caseline_web.courses.current import today_of
from caseline_web.courses.entries import Entry, Part
from caseline_web.courses.exact import dumps
from caseline_web.courses.store import CourseRef, entries, held, history
from caseline_web.language import readers
from caseline_web.people.store import identity_of
from caseline_web.results.answer import answer_of, running_blinded
from caseline_web.results.picture import chart_of, vega_of


@require_safe
@for_course("read")
def page(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """One screen, ten minutes."""
    there, lang, blinded = entries(course), readers(), running_blinded(course)
    shown = {
        "course": course,
        "who": identity_of(course.patient) if course.patient else None,
        "look": look_at(course),
        "today": today_of(course),
        "blinded": blinded,
        "entries": _by_kind(there, blinded),
        "reminders": _reminders(there, lang),
        "held": held(course),
        "decision": DecisionForm(),
        "decisions": DECISIONS.items(),
        **_judged(course, lang, blinded),
    }
    return render(request, "clinic/course.html", shown)


@require_safe
@for_course("read")
def chart(request: HttpRequest, course: CourseRef, kind: str) -> HttpResponse:
    """The chart, as a picture or as the Vega specification that the page makes interactive."""
    found = None if running_blinded(course) else chart_of(course, readers(), "wide")
    if found is None or found.spec is None:
        raise Http404
    if kind == "svg":
        return HttpResponse(found.on_paper(), content_type="image/svg+xml")
    return HttpResponse(dumps(vega_of(found)), content_type="application/json")


@require_http_methods(["POST"])
@for_course("enter")
def decide(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """A dated, reasoned decision, and the dose that follows from it."""
    form = DecisionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("A decision needs its reason."))
        return redirect("course", course.pseudonym)
    told, today = form.cleaned_data, today_of(course).isoformat()
    parts = [Part("decision", {"on": today, **filled({k: told[k] for k in _DECIDED})})]
    begin = told["begin"].isoformat() if told["begin"] else today
    if told["decision"] == "stop":
        parts.append(Part("dose", {"from": begin, "amount": 0, "reason": told["reason"]}))
    if told["decision"] == "change dose" and told["amount"] is not None:
        amount = filled({"amount": told["amount"]})
        parts.append(Part("dose", {"from": begin, **amount, "reason": told["reason"]}))
    return _entered(request, course, *parts)


_DECIDED = ("decision", "reason", "review_on")


@require_http_methods(["GET", "HEAD", "POST"])
@for_course("enter")
def edit(request: HttpRequest, course: CourseRef, kind: str) -> HttpResponse:
    """A step of the dose, a side effect, another treatment; a new one, or one put right."""
    if kind not in EDITED:
        raise Http404
    key = request.GET.get("key", "")
    earlier = next((one for one in entries(course, kind) if one.key == key), None)
    names = EDITED[kind][1]
    backwards = {value: name for name, value in names.items()}
    initial = {backwards.get(k, k): v for k, v in earlier.content.items()} if earlier else {}
    form = EDITED[kind][0](request.POST or None, initial=initial)
    if form.is_valid():
        told = dict(form.cleaned_data)
        reason = "" if kind == "dose" else str(told.pop("reason", ""))
        before = dict(earlier.content) if earlier else {}
        part = Part(kind, {**before, **filled(told, **names)}, key)
        return _entered(request, course, part, reason=reason)
    return render(request, "clinic/edit.html", {"course": course, "form": form, "kind": kind})


EDITED = {
    "dose": (DoseForm, {"begin": "from"}),
    "side_effect": (SideEffectForm, {}),
    "co_treatment": (CoTreatmentForm, {"begin": "from", "end": "to"}),
}


@require_safe
@for_course("read")
def versions(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """Everything that was entered, with what was put right and why."""
    blinded = running_blinded(course)
    kept = [one for one in history(course) if not (blinded and one.kind in HIDDEN)]
    shown = {"course": course, "entries": reversed(kept)}
    return render(request, "clinic/versions.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@for_course("enter")
def unblind(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """Break the blind: a reasoned entry, which the analysis will know of."""
    form = UnblindForm(request.POST or None)
    if form.is_valid():
        told = {"on": today_of(course).isoformat(), "reason": form.cleaned_data["reason"]}
        opened = {"patient": "open", "clinician": "open", "rater": "open"}
        return _entered(request, course, Part("unblinded", told), Part("blinding", opened))
    return render(request, "clinic/unblind.html", {"course": course, "form": form})


HIDDEN = ("dose", "allocation", "guess", "treatment")  # what tells who is blinded what is given


def _entered(
    request: HttpRequest, course: CourseRef, *parts: Part, reason: str = ""
) -> HttpResponse:
    try:
        enter(course, account(request), *parts, reason=reason)
    except CourseError as exc:
        messages.error(request, str(exc))
    else:
        messages.success(request, _("Saved."))
    return redirect("course", course.pseudonym)


def _judged(course: CourseRef, lang: Language, blinded: bool) -> dict[str, object]:
    """The answer and the chart; the reason where there is none."""
    if blinded:
        return {}
    try:
        return {"rated": answer_of(course, lang), "chart": chart_of(course, lang, "wide")}
    except CaselineError as exc:
        return {"why": str(exc)}


def _by_kind(there: tuple[Entry, ...], blinded: bool) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for one in there:
        if not (blinded and one.kind in HIDDEN):
            found.setdefault(one.kind, []).append(one)
    return found


def _reminders(there: tuple[Entry, ...], lang: Language) -> list[tuple[str, str]]:
    """What to remember: every prompt that was not answered with no, and its source."""
    answers = {
        str(one.content["prompt"]): one.content["answer"] for one in there if one.kind == "prompt"
    }
    return [
        (one.reminder[lang], one.source.cite)
        for one in prompts()
        if answers.get(one.id, "no") != "no"
    ]
