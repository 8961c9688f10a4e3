"""What is asked on which day, after a schedule."""

from datetime import date

import pytest

from caseline.care.schedule import all_due, due, evenings, extended, read_schedule, unanswered
from caseline.document import Table
from caseline.errors import CourseError

TOLD = {
    "begin": "2026-03-01",
    "first_dose": "2026-03-08",
    "evenings": [{"instrument": "pain-nrs", "items": ["worst_pain"], "recall_days": 1}],
    "contacts": [
        {"week": -1, "how": "telephone", "asked": [{"instrument": "phq4"}]},
        {"week": 0, "asked": [{"instrument": "fiqr"}]},
    ],
    "window_days": 2,
}


def _read(**other):
    return read_schedule(Table("schedule", "", {**TOLD, **other}, CourseError))


def test_weeks_are_counted_from_the_first_dose():
    assert [(one.asked.instrument.id, one.on) for one in all_due(_read())] == [
        ("phq4", date(2026, 3, 1)),
        ("fiqr", date(2026, 3, 8)),
    ]


def test_a_contact_may_be_a_window_early_or_late():
    assert [one.asked.instrument.id for one in due(_read(), date(2026, 3, 3))] == ["phq4"]
    assert due(_read(), date(2026, 3, 4)) == ()
    assert [one.asked.instrument.id for one in due(_read(), date(2026, 3, 6))] == ["fiqr"]


def test_the_evenings_run_from_the_first_to_the_end_of_the_last_window():
    days = list(evenings(_read(), until=date(2027, 1, 1)))
    assert (days[0], days[-1], len(days)) == (date(2026, 3, 1), date(2026, 3, 10), 10)


def test_without_evening_questions_there_are_no_evenings():
    assert list(evenings(_read(evenings=[]), until=date(2027, 1, 1))) == []


def test_an_evening_is_missed_unless_it_was_answered_or_paused():
    found = unanswered(
        _read(), answered=[date(2026, 3, 1)], paused=[date(2026, 3, 2)], until=date(2026, 3, 5)
    )
    assert found == (date(2026, 3, 3), date(2026, 3, 4))


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"begin": "2026-03"}, "begin: is known to the month only, a day is needed"),
        ({"evenings": [{"instrument": "mood"}]}, "there is no instrument 'mood'"),
        (
            {"evenings": [{"instrument": "phq4", "items": ["happy"]}]},
            "phq4@2009.1 has no item 'happy'",
        ),
        ({"contacts": [{"week": 4}, {"week": 0}]}, "contacts: are not in order of weeks"),
        ({"contacts": [{"week": 900}]}, "week: is out of range"),
        ({"contacts": [{"week": 0, "how": "by post"}]}, "how: holds an unknown word"),
        ({"window_days": 40}, "window_days: is out of range"),
    ],
)
def test_a_schedule_that_cannot_be_is_refused_in_a_sentence(other, said):
    with pytest.raises(CourseError, match=said):
        _read(**other)


def test_an_extended_schedule_asks_every_four_weeks_what_was_asked_last():
    content = extended(TOLD, 10, today=date(2026, 3, 9))
    added = content["contacts"][2:]
    assert [one["week"] for one in added] == [4, 8, 10]
    assert {one["asked"][0]["instrument"] for one in added} == {"fiqr"}


def test_a_schedule_that_is_over_goes_on_from_today():
    content = extended(TOLD, 4, today=date(2026, 5, 4))  # week 8 after the first dose
    assert [one["week"] for one in content["contacts"]] == [-1, 0, 12]


def test_a_schedule_without_contacts_can_be_extended_too():
    content = extended({**TOLD, "contacts": []}, 2, today=date(2026, 3, 8))
    assert _read(contacts=content["contacts"]).end == date(2026, 3, 24)
