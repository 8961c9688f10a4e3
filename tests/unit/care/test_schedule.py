"""What is asked on which day, after a schedule."""

from datetime import date

import pytest

from caseline.care.schedule import all_due, due, evenings, read_schedule, unanswered
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
