"""From when to when a reminder of one evening may go out."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from caseline_web.courses.days import NIGHT_ENDS, night_ends

LASTS = timedelta(hours=4)  # a later one would come too late to be a reminder of this evening


@dataclass(frozen=True, slots=True)
class Window:
    """Two instants, in UTC."""

    begin: datetime
    end: datetime


def window_of(evening: date, hour: time, zone: str) -> Window:
    """The window of an evening, by the patient's own clock.

    An hour after midnight belongs to the evening before, as the answers do. An hour that a
    change of clocks leaves out comes as much later; one that comes twice counts the first time.

    Parameters
    ----------
    zone
        An IANA name, such as Europe/Vienna.
    """
    begin = clock_of(evening, hour, zone).astimezone(UTC)
    return Window(begin, min(begin + LASTS, night_ends(evening, zone)))


def clock_of(evening: date, hour: time, zone: str) -> datetime:
    """The hour of an evening as the patient's clock shows it."""
    return datetime.combine(evening + timedelta(days=hour < NIGHT_ENDS), hour, ZoneInfo(zone))
