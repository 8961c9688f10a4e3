"""The course page: where it stands, one chart, one answer, harm, and the decision."""

from dataclasses import asdict
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from caseline.charts.theme import Width
from caseline.errors import CaselineError
from caseline.reports.words import Language
from caseline_web.access import for_course
from caseline_web.clinic.forms import DECISIONS, DecisionForm
from caseline_web.clinic.look import look_at
from caseline_web.clinic.reminding import reminders
from caseline_web.courses.current import today_of
from caseline_web.courses.entries import Entry
from caseline_web.courses.exact import dumps
from caseline_web.courses.store import CourseRef, entries, held, history
from caseline_web.language import readers
from caseline_web.people.store import identity_of
from caseline_web.results.answer import judged, running_blinded
from caseline_web.results.days import days_of
from caseline_web.results.picture import ONE_SCREEN, chart_of, vega_of

HIDDEN = ("dose", "allocation", "guess")  # what tells who is blinded what is given
CHARTS: dict[str, tuple[Width, int | None]] = {  # how wide, and how high at the most
    "svg": ("wide", ONE_SCREEN),
    "json": ("wide", ONE_SCREEN),
    "narrow": ("narrow", ONE_SCREEN),
    "narrow-json": ("narrow", ONE_SCREEN),
    "whole": ("wide", None),
}
FIRST_THREATS = 3  # that stand on the screen at once; the others unfold


@require_safe
@for_course("read")
def page(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """One screen, ten minutes."""
    return shown(request, course, DecisionForm(initial={"id": uuid4()}))


def shown(request: HttpRequest, course: CourseRef, decision: DecisionForm) -> HttpResponse:
    """The page with a decision as far as it was entered."""
    there, lang, blinded = entries(course), readers(), running_blinded(course)
    told = {
        "course": course,
        "who": identity_of(course.patient) if course.patient else None,
        "look": look_at(course),
        "today": today_of(course),
        "blinded": blinded,
        "entries": _by_kind(there, blinded),
        "looked": {one.content["list"] for one in there if one.kind == "looked"},
        "reminders": reminders(there, lang),
        "held": held(course),
        "decision": decision,
        "decisions": DECISIONS.items(),
        **({} if blinded else _judged(course, lang)),
    }
    return render(request, "clinic/course.html", told)


@require_safe
@for_course("read")
def chart(request: HttpRequest, course: CourseRef, kind: str) -> HttpResponse:
    """The chart as a picture, or as what the page makes interactive."""
    if kind not in CHARTS or running_blinded(course):
        raise Http404
    lang, (width, most_px) = readers(), CHARTS[kind]
    found, told = chart_of(course, lang, width, most_px), judged(course, lang)
    if found is None or told is None:
        raise Http404
    if "json" not in kind:
        return HttpResponse(found.on_paper(), content_type="image/svg+xml")
    days = [asdict(one) for one in days_of(told.course, lang)]
    return HttpResponse(
        dumps({"spec": vega_of(found), "days": days}), content_type="application/json"
    )


@require_safe
@for_course("read")
def versions(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """Everything that was entered, with what was put right and why."""
    blinded = running_blinded(course)
    kept = [one for one in history(course) if not (blinded and one.kind in HIDDEN)]
    told = {"course": course, "entries": reversed(kept)}
    return render(request, "clinic/versions.html", told)


def _judged(course: CourseRef, lang: Language) -> dict[str, object]:
    """The answer and the chart; the reason where there is none."""
    try:
        found = judged(course, lang)
        chart = chart_of(course, lang, "wide", ONE_SCREEN)
    except CaselineError as exc:
        return {"why": str(exc)}
    fooled = found.fooled if found else ()
    return {
        "judged": found,
        "chart": chart,
        "fooled": fooled[:FIRST_THREATS],
        "also_fooled": fooled[FIRST_THREATS:],
    }


def _by_kind(there: tuple[Entry, ...], blinded: bool) -> dict[str, list[Entry]]:
    """The entries under their kinds, in order of their days."""
    found: dict[str, list[Entry]] = {}
    for one in sorted(there, key=_when):
        if not (blinded and one.kind in HIDDEN):
            found.setdefault(one.kind, []).append(one)
    return found


def _when(one: Entry) -> str:
    content = one.content
    return str(content.get("from", content.get("onset", content.get("on", ""))))
