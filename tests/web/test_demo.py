"""The demo shows three courses, each of which can be judged."""

from datetime import date, timedelta

import pytest

pytestmark = pytest.mark.extra


@pytest.fixture
def demo(db):
    from caseline_web.demo import fill

    fill()


@pytest.mark.parametrize(
    ("pseudonym", "synthetic"),
    [("demo-open", True), ("demo-trial", True), ("demo-published", False)],
)
def test_each_demo_person_has_a_course_that_says_what_it_is(pseudonym, synthetic, demo):
    from caseline_web.courses.store import course_named, entries
    from caseline_web.courses.whole import course_of

    course = course_of(pseudonym, entries(course_named(pseudonym)), date.today())  # noqa: DTZ011
    assert course.synthetic is synthetic
    assert ("Synthetic course" in course.title) is synthetic


def test_one_click_signs_in_on_the_demo_alone(demo, client):
    from django.test import override_settings

    from caseline_web.people.store import demo_accounts

    who = {"who": demo_accounts()[0].username}
    assert client.post("/accounts/demo/", who).status_code == 404
    with override_settings(DEMO=True):
        assert client.post("/accounts/demo/", who).status_code == 302
    assert "_auth_user_id" in client.session


def test_the_running_course_ended_yesterday_and_asks_for_something_tonight(demo):
    from django.utils import timezone

    from caseline_web.courses.agenda import agenda
    from caseline_web.courses.days import evening_of
    from caseline_web.courses.store import course_named, entries
    from caseline_web.demo import ZONE

    today = evening_of(timezone.now(), ZONE)
    asked = agenda(entries(course_named("demo-open")), today)
    assert [one.items for one in asked.tonight] == [("average_pain", "worst_pain")]
    assert not asked.answered_tonight
    assert {one.asked.instrument.id for one in asked.forms} == {"fiqr", "fsq", "phq4", "pgic"}
    assert max(asked.missed, default=today) <= today - timedelta(days=1)
