"""Staff read times, and their day begins and ends, by the clock of their clinic."""

from datetime import UTC, date, datetime

import pytest

pytestmark = pytest.mark.extra

LATE = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)  # half past midnight in Vienna


@pytest.fixture
def seen(application, account, monkeypatch):
    """`seen(role)` is the zone and the day that a page of that role goes by."""
    from django.test import RequestFactory
    from django.utils import timezone

    from caseline_web.zone import of_the_clinic

    monkeypatch.setattr(timezone, "now", lambda: LATE)

    def by(role):
        request = RequestFactory().get("/")
        request.user = account(role)
        return of_the_clinic(
            lambda _: (timezone.get_current_timezone_name(), timezone.localdate())
        )(request)

    return by


@pytest.mark.parametrize("role", ["clinician", "pharmacist", "administrator", "researcher"])
def test_the_day_of_staff_is_that_of_their_clinic(seen, role):
    assert seen(role) == ("Europe/Vienna", date(2026, 3, 3))


def test_a_patients_page_goes_by_the_zone_of_the_course(seen):
    assert seen("patient")[0] == "UTC"


def test_the_history_shows_when_it_was_by_the_clock_on_the_wall(
    signed_in, course, enter, monkeypatch
):
    from caseline_web.audit import kept
    from caseline_web.courses.models import SubmissionRow

    monkeypatch.setattr("caseline_web.accounts.guard.is_mfa_enabled", lambda user: True)
    enter(("taken", {"on": "2026-03-01", "taken": "yes"}))
    kept.unprotect("submission")  # the moment of a test is as it runs
    SubmissionRow.objects.update(received_at=LATE)
    kept.protect("submission")
    page = signed_in("clinician").get(f"/clinic/{course.pseudonym}/versions/").content.decode()
    assert "0:30" in page
    assert "23:30" not in page
