"""What a phone sends, as a submission."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.utils import timezone

from caseline_web.courses.days import evening_of
from caseline_web.courses.entries import Mode, Part, Submission

Sent = Mapping[str, str]

FASTER = timedelta(minutes=10)  # by which a phone's clock may go before ours


class TooFarError(Exception):
    """The phone says that it was entered at a time that cannot be."""


def id_in(sent: Sent) -> UUID:
    """The id that the phone made; a new one where it made none."""
    try:
        return UUID(sent.get("id", ""))
    except ValueError:
        return uuid4()


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
