"""What a phone sends, as a submission."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4, uuid5

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from caseline_web.courses.days import evening_of
from caseline_web.courses.entries import Mode, Part, Submission
from caseline_web.courses.exact import dumps

Sent = Mapping[str, str]

FASTER = timedelta(minutes=10)  # by which a phone's clock may go before ours
# What goes with every form; all else in it was answered.
FRAME = ("csrfmiddlewaretoken", "language", "id", "entered", "on", "asked_in", "what")


class TooFarError(Exception):
    """The phone says that it was entered at a time that cannot be."""


def id_in(sent: Sent) -> UUID:
    """The id that the phone made; a new one where it made none."""
    try:
        return UUID(sent.get("id", ""))
    except ValueError:
        return uuid4()


def told_in(sent: Sent) -> dict[str, str]:
    """What was sent, without the proof that a page of ours sent it."""
    return {key: value for key, value in sent.items() if key not in FRAME[:2]}


def held_id(sent: Sent) -> UUID:
    """Under which id it is held: one for the same text, another for another one."""
    return uuid5(id_in(sent), dumps(told_in(sent)))


def answered(sent: Sent) -> bool:
    """Whether anything was answered at all."""
    return any(value.strip() for key, value in sent.items() if key not in FRAME)


def given(content: object) -> list[tuple[str, str]]:
    """The answers of what is held, by the names of their fields."""
    told = content if isinstance(content, dict) else {}
    return [(name, str(value)) for name, value in told.items() if name not in FRAME and value]


def language_in(sent: Sent) -> str:
    """The language of the questions as they were read, which may have been days ago."""
    told = sent.get("asked_in", "")
    return told if told in dict(settings.LANGUAGES) else get_language() or settings.LANGUAGE_CODE


def entered_in(sent: Sent) -> datetime:
    """When it was entered, by the phone's clock; now where it does not say.

    Raises
    ------
    TooFarError
        In the future.
    """
    now = timezone.now()
    try:
        told = datetime.fromisoformat(sent.get("entered", ""))
    except ValueError:
        return now
    told = told if told.tzinfo else now
    if told > now + FASTER:
        raise TooFarError
    return min(told, now)


def day_in(sent: Sent, entered: datetime, zone: str) -> date:
    """The day that it is about: the one that was asked for, else the evening of the entry."""
    evening = evening_of(entered, zone)
    try:
        told = date.fromisoformat(sent.get("on", ""))
    except ValueError:
        return evening
    return min(told, evening)


def submission(
    sent: Sent, parts: Iterable[Part], entered: datetime, mode: Mode = "web", reason: str = ""
) -> Submission:
    """The whole, under the phone's id."""
    return Submission(id_in(sent), entered, mode, tuple(parts), reason)
