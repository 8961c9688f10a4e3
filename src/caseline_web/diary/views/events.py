"""What happened besides: a dose, a side effect, another event, a pause; and to take it back."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from caseline.record import NOT_ON_RECORD
from caseline_web.access import account, for_course
from caseline_web.asking.happened import parts_of, pause_of
from caseline_web.asking.told import day_in_words, in_words, unit_of
from caseline_web.asking.words import EVENTS, SEVERITIES, SIDE_EFFECTS, TAKEN
from caseline_web.courses.agenda import agenda
from caseline_web.courses.blinding import TELLING, is_blinded, veiled
from caseline_web.courses.current import today_of
from caseline_web.courses.entries import Entry, Part
from caseline_web.courses.store import CourseRef, entries, history
from caseline_web.diary.keeping import Then, keep
from caseline_web.diary.told import is_own
from caseline_web.diary.views.evening import saved_at
from caseline_web.language import readers

HERE = Then("events")
MOST = 30  # of what is listed
DATED = {"side_effect": "onset", "life_event": "on", "dose": "from", "taken": "on"}


@dataclass(frozen=True, slots=True)
class Mine:
    """One entry as it is listed; `back` says that it is the patient's own to take back."""

    entry: Entry
    day: str
    name: str
    back: bool


@require_http_methods(["GET", "HEAD", "POST"])
@for_course("record")
def page(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """Say what happened, and see what was said."""
    blinded, blank = is_blinded(course, "patient"), "blank" in request.GET
    if request.method == "POST":
        if request.POST.get("what") in ("pause", "go_on"):
            return _pause(request, course)
        return keep(request, course, lambda sent, day: parts_of(sent, day, blinded), then=HERE)
    shown = {
        "course": course,
        "at_page": "events",
        "saved": saved_at(request),
        "effects": SIDE_EFFECTS.items(),
        "severities": SEVERITIES.items(),
        "events": EVENTS.items(),
        "taken": TAKEN.items(),
        "blank": blank,
        "id": uuid4(),
        "today": today_of(course),
        "dose_unknown": blank and not blinded,  # the page as a phone keeps it tells no amount
        **({} if blinded or blank else _doses(course)),
        **({} if blank else {"mine": _mine(course, account(request).username, blinded)}),
    }
    return render(request, "diary/events.html", shown)


@require_POST
@for_course("record")
def take_back(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """What was entered by mistake counts no more; it stays in the history."""
    kind, key = request.POST.get("kind", ""), request.POST.get("key", "")
    if kind not in DATED or (kind in TELLING and is_blinded(course, "patient")):
        raise Http404
    versions = [one for one in history(course, kind) if one.key == key]
    mine, others = _split(versions, account(request).username)
    if not mine:
        raise Http404
    if others:  # what somebody else had entered there before counts again
        part = Part(kind, others[-1].content, key, void=others[-1].void)
    else:
        part = Part(kind, mine[-1].content, key, void=True)
    return keep(request, course, lambda sent, day: (part,), then=HERE, reason=_("taken back"))


@require_POST
@for_course("record")
def ended(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """A side effect is over."""
    key = request.POST.get("key", "")
    found = [one for one in entries(course, "side_effect") if one.key == key]
    if not found:
        raise Http404
    today = today_of(course).isoformat()
    part = Part("side_effect", {**found[0].content, "ended": today}, key)
    return keep(request, course, lambda sent, day: (part,), then=HERE, reason=_("it is over"))


def _pause(request: HttpRequest, course: CourseRef) -> HttpResponse:
    today = today_of(course)
    now = agenda(entries(course, "schedule", "pause"), today)
    return keep(request, course, lambda sent, day: pause_of(sent, day, now, today))


def _split(versions: list[Entry], who: str) -> tuple[list[Entry], list[Entry]]:
    """The versions of one entry that this account entered, and those of others."""
    mine = [one for one in versions if one.by == who]
    return mine, [one for one in versions if one.by != who]


def _doses(course: CourseRef) -> dict[str, object]:
    """The amounts that this course knows, and what is taken now."""
    there = sorted(entries(course, "dose"), key=lambda one: str(one.content["from"]))
    today = today_of(course).isoformat()
    begun = [one.content for one in there if str(one.content["from"]) <= today]
    treatment = next((one.content for one in entries(course, "treatment")), None)
    if not treatment:
        return {}
    amounts = {Decimal(str(one.content["amount"])) for one in there if one.content["amount"]}
    planned = [one.content for one in there if str(one.content["from"]) > today]
    return {
        "unit": treatment["unit"],
        "now": begun[-1] if begun else None,
        "amounts": sorted(amounts),
        "planned": planned[:1],
    }


def _mine(course: CourseRef, who: str, blinded: bool) -> list[Mine]:
    """What this patient entered, and what else happened, the newest first."""
    there, unit = entries(course, *DATED), unit_of(entries(course, "treatment"))
    found = [
        Mine(one, day_in_words(_on(one)), _name(one, unit), one.by == who)
        for one in (veiled(there) if blinded else there)
        if is_own(one, who) or one.kind in ("side_effect", "life_event")
    ]
    return sorted(found, key=lambda mine: _on(mine.entry), reverse=True)[:MOST]


def _on(entry: Entry) -> str:
    """The day of it; "" where none is on record, so that it stands last."""
    found = str(entry.content.get(DATED[entry.kind], ""))
    return "" if found == NOT_ON_RECORD.value else found


def _name(entry: Entry, unit: str) -> str:
    """What happened; until when, where it is over."""
    [name] = in_words(entry, readers(), unit)
    over = entry.content.get("ended")
    return f"{name} ({_('until %(day)s') % {'day': day_in_words(str(over))}})" if over else name
