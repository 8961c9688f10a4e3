"""Which evening an entry counts for, also where the clocks change."""

from datetime import date, datetime

import pytest

pytestmark = pytest.mark.extra


@pytest.mark.parametrize(
    ("told", "zone", "evening"),
    [
        ("2026-03-02T20:14+00:00", "Europe/Vienna", "2026-03-02"),
        ("2026-03-03T02:59+00:00", "Europe/Vienna", "2026-03-02"),  # 03:59 there
        ("2026-03-03T03:00+00:00", "Europe/Vienna", "2026-03-03"),  # 04:00 there
        (
            "2026-03-29T00:30+00:00",
            "Europe/Vienna",
            "2026-03-28",
        ),  # before the hour that is left out
        ("2026-03-29T01:30+00:00", "Europe/Vienna", "2026-03-28"),  # 03:30 there, after it
        ("2026-03-29T02:00+00:00", "Europe/Vienna", "2026-03-29"),  # 04:00 there
        ("2026-10-25T02:59+00:00", "Europe/Vienna", "2026-10-24"),  # 03:59, in the longer night
        ("2026-10-25T03:00+00:00", "Europe/Vienna", "2026-10-25"),
        ("2026-03-02T20:14+00:00", "Pacific/Auckland", "2026-03-03"),
        ("2026-03-02T20:14+00:00", "America/Los_Angeles", "2026-03-02"),
    ],
)
def test_until_four_in_the_morning_it_is_the_evening_before(told, zone, evening):
    from caseline_web.courses.days import evening_of

    assert evening_of(datetime.fromisoformat(told), zone) == date.fromisoformat(evening)
