"""What a blinded part hides, from whom and until when: nothing else decides it.

A course has one blinded part. It runs from the day on which the course is called blinded until
its last allotted day and its schedule are over, or until somebody broke the blind. Where nothing
says when that is, it runs.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext_noop

from caseline.calendar import read_day
from caseline.errors import CourseError
from caseline_web.courses.agenda import schedule_in
from caseline_web.courses.current import today_of
from caseline_web.courses.entries import Entry, Part, Submission
from caseline_web.courses.kinds import key_of
from caseline_web.courses.store import CourseRef, course_of_submission, entries, history

KINDS = ("blinding", "dose", "schedule", "unblinded")  # what says whether a part is blinded
ALL = frozenset({"patient", "clinician", "rater"})
NOBODY: frozenset[str] = frozenset()
# By role, whose blinding concerns an account. A researcher learns nothing that anybody may not;
# whoever makes up the doses knows them; a rater has no account of their own.
CONCERNS: Mapping[str, frozenset[str]] = {
    "patient": frozenset({"patient"}),
    "clinician": frozenset({"clinician"}),
    "researcher": ALL,
    "pharmacist": NOBODY,
    "administrator": NOBODY,
}
HEEDED = ("blinding", "prompt")  # the kinds that are believed to count once they are kept
_UNHEEDED = gettext_noop(
    "another one was entered after this, so this would not count, "
    "an entered_at after that one is right"
)
TELLING = ("dose", "allocation", "guess")  # the kinds that tell what is given
TELLING_KEYS = {"visit": ("condition",)}  # what tells it in entries of another kind
TELLING_FIELDS = frozenset({"amount", "other_amount", "condition"})  # what tells it as it was sent


@dataclass(frozen=True, slots=True)
class Blind:
    """Who is blinded, and the last day of it; None where nothing says when it ends."""

    who: frozenset[str]
    until: date | None

    def holds(self, today: date) -> bool:
        """Whether anybody is blinded on that day."""
        return bool(self.who) and (self.until is None or today <= self.until)


def blinded(there: Iterable[Entry], today: date, who: Iterable[str] = ALL) -> bool:
    """Whether one of them is blinded on that day, from the entries of `KINDS`."""
    found = _blind_in(there)
    return found.holds(today) and not found.who.isdisjoint(who)


def is_blinded(course: CourseRef, role: str) -> bool:
    """Whether an account of that role may see neither an arm nor a result today."""
    return blinded(entries(course, *KINDS), today_of(course), CONCERNS[role])


def veiled(found: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries as somebody who is blinded may see them."""
    return tuple(_veiled(one) for one in found if one.kind not in TELLING)


def tells(sent: object) -> bool:
    """Whether what was sent and not taken tells what is given, or when it changed."""
    told = sent if isinstance(sent, Mapping) else {}
    about = {str(told.get(name)) for name in ("what", "kind")}
    return not about.isdisjoint(TELLING) or not TELLING_FIELDS.isdisjoint(told)


def refuse_opening(course: CourseRef, parts: Iterable[Part]) -> None:
    """Refuse what would end a blinded part that runs, or deny that one was broken.

    Raises
    ------
    CourseError
        It would; or a part cannot be.
    """
    sent, there = tuple(parts), entries(course, *KINDS)
    if any(one.kind == "unblinded" for one in sent):
        raise CourseError(
            gettext_noop("unblinded: a blind is broken on the page of the course, with a reason")
        )
    before, after = _blind_in(there), _blind_in(_with(there, sent))
    if before.holds(today_of(course)) and (before.who - after.who or _is_shorter(after, before)):
        raise CourseError(
            gettext_noop(
                "the course: a blinded part is running and this would end it, "
                "the blind is broken on the page of the course, with a reason"
            )
        )


def refuse_unheeded(course: CourseRef, sent: Submission) -> None:
    """Refuse a blinding or a warning that would not count, for another one was entered after it.

    Of the versions of an entry the one counts that was entered last, by the sender's clock. Whoever
    believes a course to be blinded that is open shows what it hides, and whoever believes a safety
    question to be answered warns nobody.

    Raises
    ------
    CourseError
        It would not count; or a part cannot be.
    """
    told = [one for one in sent.parts if one.kind in HEEDED]
    if not told or course_of_submission(sent.id) is not None:
        return
    there = history(course, *HEEDED)
    for part in told:
        place = (part.kind, key_of(part.kind, part.content, otherwise=part.key))
        newer = [one for one in there if (one.kind, one.key) == place]
        if any(sent.entered_at < min(one.entered_at, one.received_at) for one in newer):
            raise CourseError(f"{part.kind}: {_UNHEEDED}")


def _blind_in(there: Iterable[Entry]) -> Blind:
    found = tuple(there)
    told = {one.kind: one.content for one in found}
    masks = {} if "unblinded" in told else told.get("blinding", {})
    who = frozenset(name for name in ALL if masks.get(name) == "blinded")
    return Blind(who, _last_day(found))


def _last_day(there: tuple[Entry, ...]) -> date | None:
    """The later of the last day of the schedule and the last that was allotted, where known.

    No dose says when the last one ends: it may last as long as the longest before it.
    """
    schedule = schedule_in(there)
    scheduled = schedule.end if schedule else date.min
    told = [read_day(str(one.content["from"])) for one in there if one.kind == "dose"]
    days = sorted(one.last for one in told if one)
    if len(days) > 1:
        last, longest = days[-1], max(later - earlier for earlier, later in pairwise(days))
        return max(scheduled, last + longest - timedelta(days=1))
    known = schedule is not None and days <= [scheduled]
    return scheduled if known else None


def _with(there: Iterable[Entry], parts: Iterable[Part]) -> list[Entry]:
    """The entries as they would count with these parts."""
    found: dict[tuple[str, str], Any] = {(one.kind, one.key): one for one in there}
    for part in parts:
        if part.kind in KINDS:
            place = (part.kind, key_of(part.kind, part.content, otherwise=part.key))
            found[place] = part
    return [one for one in found.values() if not one.void]


def _is_shorter(one: Blind, other: Blind) -> bool:
    return one.until is not None and (other.until is None or one.until < other.until)


def _veiled(entry: Entry) -> Entry:
    hidden = TELLING_KEYS.get(entry.kind, ())
    return replace(entry, content={k: v for k, v in entry.content.items() if k not in hidden})
