"""From whom a blinded part hides what is given, until when, and what would tell it."""

from datetime import date

import pytest

pytestmark = pytest.mark.extra

ASKED = {"instrument": "pain-nrs", "items": ["average_pain"], "recall_days": 1}
ALL = {"patient": "blinded", "clinician": "blinded", "rater": "blinded"}
ROLES = ("patient", "clinician", "researcher", "pharmacist")


def schedule(week):
    """One that ends so many weeks after 2 March."""
    contacts = [{"week": week, "asked": [ASKED]}]
    return {
        "begin": "2026-03-02",
        "first_dose": "2026-03-02",
        "evenings": [ASKED],
        "contacts": contacts,
        "window_days": 0,
    }


def doses(*days):
    return [("dose", {"from": day, "amount": 0, "placebo": True}) for day in days]


@pytest.fixture
def hidden(course, enter):
    """`hidden("2026-03-30", ...)` is from which roles the course hides what is given that day."""
    from caseline_web.courses.blinding import CONCERNS, KINDS, blinded
    from caseline_web.courses.store import entries

    def on(day, *parts):
        if parts:
            enter(*parts)
        there = entries(course, *KINDS)
        return {one for one in ROLES if blinded(there, date.fromisoformat(day), CONCERNS[one])}

    return on


EVERYBODY = {"patient", "clinician", "researcher"}
PAIR = doses("2026-03-02", "2026-03-16")


@pytest.mark.parametrize(
    ("parts", "last", "over"),
    [
        ([*PAIR, ("schedule", schedule(6))], "2026-04-13", "2026-04-14"),
        ([*PAIR, ("schedule", schedule(1))], "2026-03-29", "2026-03-30"),
        (PAIR, "2026-03-29", "2026-03-30"),
        ([*doses("2026-03-02", "2026-03"), ("schedule", schedule(1))], "2026-04-28", "2026-04-29"),
        ([*doses("2026-03-02"), ("schedule", schedule(1))], "2026-03-09", "2026-03-10"),
        ([("schedule", schedule(1))], "2026-03-09", "2026-03-10"),
        ([*doses("2026-04-02"), ("schedule", schedule(1))], "2099-01-01", None),
        (doses("2026-03-02"), "2099-01-01", None),
        (doses("not on record"), "2099-01-01", None),
        ([], "2099-01-01", None),
    ],
    ids=[
        "schedule longer",
        "schedule shorter",
        "no schedule",
        "month",
        "one step",
        "no step",
        "one step after the schedule",
        "one step and no schedule",
        "no day",
        "nothing",
    ],
)
def test_it_hides_until_schedule_and_last_allotted_day_are_over(parts, last, over, hidden):
    assert hidden("2026-03-02", ("blinding", ALL), *parts) == EVERYBODY
    assert hidden(last) == EVERYBODY
    assert over is None or hidden(over) == set()


@pytest.mark.parametrize(
    ("masks", "roles"),
    [
        ({"patient": "blinded", "clinician": "open"}, {"patient", "researcher"}),
        ({"patient": "open", "clinician": "blinded"}, {"clinician", "researcher"}),
        ({"rater": "blinded"}, {"researcher"}),
        ({"patient": "open"}, set()),
        ({}, set()),
    ],
)
def test_it_hides_from_whom_it_names(masks, roles, hidden):
    assert hidden("2026-03-03", ("blinding", masks), *PAIR) == roles


def test_a_blind_that_was_broken_hides_nothing(hidden):
    broken = ("unblinded", {"on": "2026-03-03", "reason": "emergency"})
    assert hidden("2026-03-03", ("blinding", ALL), *PAIR, broken) == set()


def test_a_visit_is_shown_without_the_condition_that_a_source_gives_it(course, enter):
    from caseline_web.courses.blinding import veiled
    from caseline_web.courses.store import history

    total = {"instrument": "phq4", "score": "total", "value": 7}
    visit = {"on": "2026-03-03", "condition": "on placebo", "totals": [total]}
    guess = {"on": "2026-03-03", "by": "patient", "guess": "drug"}
    enter(("visit", visit), ("guess", guess), ("allocation", {"order": "fixed"}), *PAIR)
    [shown] = veiled(history(course))
    assert shown.content == {"on": "2026-03-03", "totals": [total]}


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"what": "dose", "on": "2026-03-30"}, True),
        ({"kind": "guess"}, True),
        ({"amount": "4.5"}, True),
        ({"condition": "on treatment"}, True),
        ({"what": "visit", "on": "2026-03-30"}, False),
        ("no fields at all", False),
    ],
    ids=["a dose", "a guess", "an amount", "a condition", "a visit", "nothing that can be read"],
)
def test_what_was_sent_and_not_taken_tells_by_its_kind_or_by_one_field(sent, told):
    from caseline_web.courses.blinding import tells

    assert tells(sent) is told
