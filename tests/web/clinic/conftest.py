"""A clinician's browser, and a course that runs."""

from datetime import timedelta

import pytest

OF_THE_TRAIL = 3  # what a look at a list asks besides: its event, and the list that it names


@pytest.fixture
def clinician(signed_in, monkeypatch):
    """The browser of the clinic's clinician, who has a second factor."""
    monkeypatch.setattr("caseline_web.accounts.guard.is_mfa_enabled", lambda user: True)
    return signed_in("clinician")


@pytest.fixture
def today(course):
    from caseline_web.courses.current import today_of

    return today_of(course)


@pytest.fixture
def running(enter, today):
    """Six weeks of naltrexone after two of baseline, a reading every other evening."""

    def ago(days):
        return (today - timedelta(days=days)).isoformat()

    asked = {"instrument": "pain-nrs", "items": ["average_pain"], "recall_days": 1}
    evenings = [
        (
            "visit",
            {
                "on": ago(days),
                "responses": [
                    {
                        "instrument": "pain-nrs",
                        "recall_days": 1,
                        "answers": {"average_pain": 7 if days > 41 else 4 + days % 3},
                    }
                ],
            },
        )
        for days in range(55, 0, -2)
    ]
    enter(
        ("about", {"title": "naltrexone", "provenance": "prospective"}),
        ("diagnosis", {"name": "fibromyalgia", "icd10": "M79.7"}),
        ("treatment", {"name": "naltrexone, low dose", "unit": "mg", "atc": "N07BB04"}),
        ("dose", {"from": ago(41), "amount": 3, "reason": "as planned"}),
        ("dose", {"from": ago(-7), "amount": 4, "reason": "as planned"}),
        ("primary_outcome", {"outcome": "pain-nrs.average", "fixed_on": ago(60)}),
        ("threshold", {"outcome": "pain-nrs.average", "points": 2, "fixed_on": ago(60)}),
        (
            "schedule",
            {
                "begin": ago(55),
                "first_dose": ago(41),
                "evenings": [asked],
                "contacts": [
                    {"week": 12, "asked": [{"instrument": "phq4"}, {"instrument": "fsq"}]}
                ],
            },
        ),
        *evenings,
    )


@pytest.fixture
def queries(db):
    """`queries(call)` is how often the database was asked; what it was told does not count.

    A session remembers the last click, so that a slow machine writes now and then.
    """
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def counted(call):
        with CaptureQueriesContext(connection) as caught:
            call()
        return sum(one["sql"].startswith("SELECT") for one in caught)

    return counted


@pytest.fixture
def on_what(course):
    """`on_what()` is the mark by which the page says what a decision is made on."""
    from caseline_web.clinic.deciding import KINDS, decided_on
    from caseline_web.courses.store import entries

    return lambda: {"on_what": decided_on(entries(course, *KINDS))}
