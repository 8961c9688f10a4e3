"""From when to when a reminder may go out, by the patient's clock."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest

pytestmark = pytest.mark.extra

# In Vienna clocks go forward on 29 March 2026 at 02:00, and back on 25 October at 03:00.
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


@pytest.mark.parametrize(
    ("evening", "hour", "zone", "begin"),
    [
        (date(2026, 3, 28), "20:00", "Europe/Vienna", "2026-03-28T19:00"),
        (SPRING, "20:00", "Europe/Vienna", "2026-03-29T18:00"),
        (date(2026, 10, 24), "20:00", "Europe/Vienna", "2026-10-24T18:00"),
        (AUTUMN, "20:00", "Europe/Vienna", "2026-10-25T19:00"),
        (date(2026, 3, 28), "02:30", "Europe/Vienna", "2026-03-29T01:30"),
        (date(2026, 10, 24), "02:30", "Europe/Vienna", "2026-10-25T00:30"),
        (date(2026, 3, 28), "20:00", "America/New_York", "2026-03-29T00:00"),
        (date(2026, 3, 28), "20:00", "Pacific/Auckland", "2026-03-28T07:00"),
    ],
    ids=[
        "before the change in spring",
        "after it",
        "before the change in autumn",
        "after it ",
        "an hour that spring leaves out comes as much later",
        "an hour that autumn has twice counts the first time",
        "another zone",
        "the other side of the world",
    ],
)
def test_a_reminder_is_due_at_the_patients_own_hour(evening, hour, zone, begin):
    from caseline_web.reminders.windows import window_of

    window = window_of(evening, time.fromisoformat(hour), zone)
    assert window.begin == datetime.fromisoformat(begin).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("hour", "hours"), [("18:00", 4), ("23:00", 4), ("01:00", 3), ("03:30", 0.5)]
)
def test_its_time_is_over_after_four_hours_or_with_the_night(hour, hours):
    from caseline_web.reminders.windows import window_of

    window = window_of(date(2026, 5, 4), time.fromisoformat(hour), "Europe/Vienna")
    assert window.end - window.begin == timedelta(hours=hours)


@pytest.mark.parametrize("zone", ["Europe/Vienna", "America/New_York", "Pacific/Chatham"])
@pytest.mark.parametrize("hour", ["00:30", "02:30", "03:59", "04:00", "12:00", "23:59"])
def test_through_a_year_each_evening_has_one_window_and_they_never_overlap(hour, zone):
    from caseline_web.reminders.windows import window_of

    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(366)]
    windows = [window_of(day, time.fromisoformat(hour), zone) for day in days]
    assert all(one.begin < one.end for one in windows)
    assert all(one.end <= after.begin for one, after in pairwise(windows))
