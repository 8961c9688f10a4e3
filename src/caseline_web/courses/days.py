"""Which day an entry counts for."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

NIGHT_ENDS = time(4)  # who answers at one in the morning answers for the evening before


def evening_of(instant: datetime, zone: str) -> date:
    """The evening that an instant belongs to, by the patient's own clock.

    Parameters
    ----------
    instant
        An aware instant.
    zone
        An IANA name, such as Europe/Vienna.
    """
    there = instant.astimezone(ZoneInfo(zone))
    return there.date() - timedelta(days=there.time() < NIGHT_ENDS)


def night_ends(evening: date, zone: str) -> datetime:
    """The instant from which on it is the next evening, by the patient's own clock."""
    return datetime.combine(evening + timedelta(days=1), NIGHT_ENDS, ZoneInfo(zone)).astimezone(UTC)


def clock_at(instant: datetime, zone: str) -> str:
    """The time of day by the patient's own clock, as 20:14."""
    return instant.astimezone(ZoneInfo(zone)).strftime("%H:%M")
