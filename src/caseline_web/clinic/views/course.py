"""The course page: where it stands, one chart, one answer, harm, and the decision."""

from dataclasses import asdict
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from caseline.charts.theme import Width
from caseline.reports.words import Language
from caseline_web.access import for_course
from caseline_web.asking.told import unit_of
from caseline_web.clinic.changed import changed_dose
from caseline_web.clinic.deciding import decided_on
from caseline_web.clinic.forms import DECISIONS, DecisionForm
from caseline_web.clinic.look import dose_of, look_at
from caseline_web.clinic.reminding import reminders
from caseline_web.clinic.slips import Given
from caseline_web.clinic.taking import n_hidden, waiting
from caseline_web.courses.blinding import CONCERNS, blinded, is_blinded, veiled
from caseline_web.courses.current import today_of
from caseline_web.courses.entries import Entry
from caseline_web.courses.exact import dumps
from caseline_web.courses.store import CourseRef, entries, history
from caseline_web.language import readers
from caseline_web.people.store import identity_of
from caseline_web.results.answer import judged_or_why
from caseline_web.results.days import days_of
from caseline_web.results.picture import ONE_SCREEN, chart_of, vega_of

CHARTS: dict[str, tuple[Width, int | None]] = {  # how wide, and how high at the most
    "svg": ("wide", ONE_SCREEN),
    "json": ("wide", ONE_SCREEN),
    "narrow": ("narrow", ONE_SCREEN),
    "narrow-json": ("narrow", ONE_SCREEN),
    "whole": ("wide", None),
}
DARK = "-dark"
FIRST_THREATS = 3  # that stand on the screen at once; the others unfold


@require_safe
@for_course("read")
def page(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """One screen, ten minutes."""
    given = Given.of(entries(course, "treatment"))  # its unit: nothing is compared yet
    return shown(request, course, DecisionForm(initial={"id": uuid4()}, given=given))


def shown(request: HttpRequest, course: CourseRef, decision: DecisionForm) -> HttpResponse:
    """The page with a decision as far as it was entered."""
    there, lang, today = entries(course), readers(), today_of(course)
    hidden, anybody = blinded(there, today, CONCERNS["clinician"]), blinded(there, today)
    on_what = decided_on(there)
    there = veiled(there) if hidden else there
    raised = reminders(there, lang)
    told = {
        "course": course,
        "who": identity_of(course.patient) if course.patient else None,
        "look": look_at(course),
        "today": today,
        "blinded": hidden,
        "breakable": anybody,
        "entries": _by_kind(there),
        "looked": {one.content["list"] for one in there if one.kind == "looked"},
        "dose": None if hidden else dose_of(there, today),
        "unit": unit_of(there),
        "reminders": [one for one in raised if not one.open],
        "unanswered": [one for one in raised if one.open],
        "waiting": waiting(course),
        "n_hidden": n_hidden(course),
        "changed": None if hidden else changed_dose(there),
        "decision": decision,
        "on_what": on_what,
        "decisions": DECISIONS.items(),
        **({} if hidden else _judged(course, lang)),
    }
    return render(request, "clinic/course.html", told)


@require_safe
@for_course("see results")
def chart(request: HttpRequest, course: CourseRef, kind: str) -> HttpResponse:
    """The chart as a picture, or as what the page makes interactive; each also on dark paper."""
    dark, kind = kind.endswith(DARK), kind.removesuffix(DARK)
    if kind not in CHARTS:
        raise Http404
    lang, (width, most_px) = readers(), CHARTS[kind]
    told, _why = judged_or_why(course, lang)
    found = chart_of(course, lang, width, most_px) if told else None
    if found is None or told is None:
        raise Http404
    if "json" not in kind:
        return HttpResponse(found.standing_alone(dark=dark), content_type="image/svg+xml")
    days = [asdict(one) for one in days_of(told.course, lang)]
    return HttpResponse(
        dumps({"spec": vega_of(found, dark=dark), "days": days}), content_type="application/json"
    )


@require_safe
@for_course("read")
def versions(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """Everything that was entered, with what was put right and why."""
    kept = history(course)
    kept = veiled(kept) if is_blinded(course, "clinician") else kept
    many = {(one.kind, one.key) for one in kept if one.void or one.version > 1}
    told = {
        "course": course,
        "again": [one for one in reversed(kept) if (one.kind, one.key) in many],
        "once": [one for one in reversed(kept) if (one.kind, one.key) not in many],
    }
    return render(request, "clinic/versions.html", told)


def _judged(course: CourseRef, lang: Language) -> dict[str, object]:
    """The answer and the chart; the reason where there is none."""
    found, why = judged_or_why(course, lang)
    fooled = found.fooled if found else ()
    return {
        "judged": found,
        "why": why,
        "chart": chart_of(course, lang, "wide", ONE_SCREEN) if found else None,
        "fooled": fooled[:FIRST_THREATS],
        "also_fooled": fooled[FIRST_THREATS:],
    }


def _by_kind(there: tuple[Entry, ...]) -> dict[str, list[Entry]]:
    """The entries under their kinds, in order of their days."""
    found: dict[str, list[Entry]] = {}
    for one in sorted(there, key=_when):
        found.setdefault(one.kind, []).append(one)
    return found


def _when(one: Entry) -> str:
    content = one.content
    return str(content.get("from", content.get("onset", content.get("on", ""))))
