"""What a phone sends, as a submission."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4, uuid5

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from caseline_web.asking.answers import FRAME, is_frame
from caseline_web.courses.days import evening_of
from caseline_web.courses.entries import Mode, Part, Submission
from caseline_web.courses.exact import dumps
from caseline_web.courses.store import AHEAD

Sent = Mapping[str, str]

OLDEST = timedelta(days=400)  # so long a phone stays signed in
Told = dict[str, str]


class TooFarError(Exception):
    """The phone says that it was entered at a time that cannot be."""


def id_in(sent: Sent) -> UUID:
    """The id that the phone made; a new one where it made none."""
    try:
        return UUID(sent.get("id", ""))
    except ValueError:
        return uuid4()


def told_in(sent: Sent) -> Told:
    """What was sent, without what differs each time that it is sent."""
    return {name: value for name, value in sent.items() if name not in FRAME[:3]}


def rest_of(told: Told, parts: Iterable[Part]) -> Told:
    """The answers that became no part, with what goes with them; empty where there are none."""
    became = {name for part in parts for name in _names(part)}
    left = {
        name
        for name, value in told.items()
        if ("." in name or name == "taken") and value.strip() and name not in became
    }
    return {name: told[name] for name in told if name in left or is_frame(name)} if left else {}


def _names(part: Part) -> Iterator[str]:
    """The fields that a part was made of."""
    if part.kind == "taken":
        yield "taken"
    for one in part.content.get("responses", []):
        yield from (f"{_id(one)}.{item}" for item in one["answers"])
    for one in part.content.get("totals", []):
        yield f"{_id(one)}.{one['score']}"


def _id(told: Mapping[str, object]) -> str:
    return str(told["instrument"]).partition("@")[0]


def held_id(sent: Sent, told: Told) -> UUID:
    """Under which id it is held: one for the same text, another for another one."""
    return uuid5(id_in(sent), dumps(told))


def answered(sent: Sent) -> bool:
    """Whether anything was answered at all."""
    return any(value.strip() for key, value in sent.items() if not is_frame(key))


def language_in(sent: Sent) -> str:
    """The language of the questions as they were read, which may have been days ago."""
    told = sent.get("asked_in", "")
    return told if told in dict(settings.LANGUAGES) else get_language() or settings.LANGUAGE_CODE


def entered_in(sent: Sent) -> datetime:
    """When it was entered; now where the phone does not say.

    The phone says what its clock shows as it sends, so that a wrong clock moves nothing: what
    counts is how long ago it was.

    Raises
    ------
    TooFarError
        In the future, or longer ago than any phone waits.
    """
    now = timezone.now()
    entered, sending = _moment(sent, "entered"), _moment(sent, "sending")
    ago = (sending or now) - (entered or sending or now)
    if not -AHEAD <= ago <= OLDEST:
        raise TooFarError
    return now - max(ago, timedelta())


def _moment(sent: Sent, name: str) -> datetime | None:
    try:
        told = datetime.fromisoformat(sent.get(name, ""))
    except ValueError:
        return None
    return told if told.tzinfo else None


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
