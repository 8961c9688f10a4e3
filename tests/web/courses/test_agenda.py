"""What is asked tonight, which forms are due, and what went by."""

from datetime import date

import pytest

pytestmark = pytest.mark.extra

SCHEDULE = {
    "begin": "2026-03-01",
    "first_dose": "2026-03-15",
    "evenings": [{"instrument": "pain-nrs", "items": ["average_pain"], "recall_days": 1}],
    "contacts": [
        {"week": 0, "asked": [{"instrument": "phq4"}]},
        {"week": 4, "asked": [{"instrument": "phq4"}, {"instrument": "pgic"}]},
    ],
    "window_days": 3,
}


def _pain(on, recall=1):
    answers = {"average_pain": 5}
    one = {"instrument": "pain-nrs", "recall_days": recall, "answers": answers}
    return ("visit", {"on": on, "responses": [one]})


@pytest.fixture
def asked(course, enter):
    """`asked("2026-03-05", *entries)` is the agenda of that day."""
    from caseline_web.courses.agenda import agenda
    from caseline_web.courses.store import entries

    def on(day, *parts):
        enter(("schedule", SCHEDULE), *parts)
        return agenda(entries(course), date.fromisoformat(day))

    return on


def _days(days):
    return [day.isoformat() for day in days]


def test_without_a_schedule_nothing_is_asked(course):
    from caseline_web.courses.agenda import Agenda, agenda

    assert agenda((), date(2026, 3, 5)) == Agenda()


def test_each_evening_asks_the_few_items_of_the_day(asked):
    found = asked("2026-03-02")
    assert [one.items for one in found.tonight] == [("average_pain",)]
    assert (found.answered_tonight, _days(found.missed)) == (False, ["2026-03-01"])


def test_before_the_schedule_and_after_it_nothing_is_asked(asked):
    assert asked("2026-02-28").tonight == ()
    assert asked("2026-04-16").tonight == ()


def test_an_answer_over_other_days_is_not_tonights(asked):
    assert asked("2026-03-02", _pain("2026-03-02")).answered_tonight
    assert not asked("2026-03-03", _pain("2026-03-03", recall=7)).answered_tonight


def test_during_a_pause_nothing_is_asked_and_nothing_is_missed(asked):
    found = asked("2026-03-04", ("pause", {"from": "2026-03-02"}))
    assert (found.tonight, found.paused) == ((), True)
    assert _days(found.missed) == ["2026-03-01"]


def test_after_a_pause_the_evenings_count_again(asked):
    found = asked("2026-03-06", ("pause", {"from": "2026-03-02", "to": "2026-03-04"}))
    assert not found.paused
    assert _days(found.missed) == ["2026-03-01", "2026-03-05"]


def test_a_form_is_due_three_days_before_and_after_its_day(asked):
    assert asked("2026-03-11").forms == ()
    assert [one.on for one in asked("2026-03-12").forms] == [date(2026, 3, 15)]
    assert [one.on for one in asked("2026-03-18").forms] == [date(2026, 3, 15)]
    later = asked("2026-03-19")
    assert (later.forms, [one.on for one in later.late]) == ((), [date(2026, 3, 15)])


def test_a_form_that_was_answered_or_refused_is_due_no_more(asked):
    mood = {"nervous": 1, "worry": 0, "interest": 1, "down": 0}
    answered = {"on": "2026-04-10", "responses": [{"instrument": "phq4", "answers": mood}]}
    refused = {"on": "2026-04-11", "instrument": "pgic"}
    assert asked("2026-04-11", ("visit", answered), ("not_done", refused)).forms == ()


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("pause", {"from": "2026-03"}),
        ("pause", {"from": "2026-03-01", "to": "2026"}),
        ("not_done", {"on": "2026-03", "instrument": "phq4"}),
        ("taken", {"on": "2026-03", "taken": "yes"}),
    ],
)
def test_what_an_evening_hangs_on_is_known_to_the_day(kind, content, enter):
    from caseline.errors import CourseError

    with pytest.raises(CourseError, match="is known to the month only, a day is needed"):
        enter((kind, content))


def test_a_month_that_was_kept_before_breaks_no_agenda(asked, course, monkeypatch):
    from caseline_web.courses import store

    monkeypatch.setattr(store, "key_of", lambda kind, content, otherwise: otherwise)
    found = asked(
        "2026-03-04",
        ("pause", {"from": "2026-03"}),
        ("not_done", {"on": "2026-03", "instrument": "phq4"}),
    )
    assert (found.paused, len(found.missed)) == (False, 3)
