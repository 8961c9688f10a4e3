"""A patient with a running course, at a clock that stands still: 20:14 in Vienna."""

from datetime import date, datetime
from decimal import Decimal

import pytest

TODAY = "2026-03-10"
ITEMS = ("average_pain", "worst_pain")
SCHEDULE = {
    "begin": "2026-03-01",
    "first_dose": "2026-03-08",
    "evenings": [{"instrument": "pain-nrs", "items": list(ITEMS), "recall_days": 1}],
    "contacts": [
        {"week": 0, "asked": [{"instrument": n} for n in ("fiqr", "fsq", "phq4", "phq9")]},
        {"week": 8, "asked": [{"instrument": "pgic"}]},
    ],
    "window_days": 3,
}
TREATMENT = {"name": "naltrexone, low dose", "unit": "mg"}


def link_of(course, evening=TODAY):
    """The address in the reminder of an evening."""
    from caseline_web.links import EveningLink, token_for
    from caseline_web.people.accounts import made_under

    under = made_under(course.patient)
    token = token_for(EveningLink(course.pseudonym, date.fromisoformat(evening), under))
    return f"/my/e/{token}/"


@pytest.fixture
def clock(monkeypatch):
    """`clock("2026-03-10T19:14+00:00")` is the time that it is from then on."""

    def stands(told):
        monkeypatch.setattr("django.utils.timezone.now", lambda: datetime.fromisoformat(told))

    stands(f"{TODAY}T19:14+00:00")
    return stands


@pytest.fixture
def running(clock, course, enter):
    """The course, with what is asked and what is taken."""
    enter(
        ("schedule", SCHEDULE),
        ("treatment", TREATMENT),
        ("dose", {"from": "2026-03-08", "amount": Decimal("1.5")}),
        ("dose", {"from": "2026-03-22", "amount": 3}),
    )
    return course


@pytest.fixture
def patient(running, account, client):
    """The patient's phone, paired at the clinic; without JavaScript."""
    from caseline_web.people.store import pair

    code = pair(account("patient"), account("clinician"))
    assert client.post("/accounts/pair/", {"code": code}).status_code == 302
    return client


@pytest.fixture
def clinician(monkeypatch, signed_in):
    """The clinician's browser, past the second factor."""
    monkeypatch.setattr("caseline_web.accounts.guard.is_mfa_enabled", lambda user: True)
    return signed_in("clinician")


@pytest.fixture
def send(running, patient):
    """`send("tonight", {...})` is the answer to what the phone's queue sends to that page."""

    def sent(page, fields):
        address = page if page.startswith("/") else f"/my/{running.pseudonym}/{page}/"
        return patient.post(address, fields, headers={"accept": "application/json"})

    return sent


@pytest.fixture
def kept(running):
    """`kept("visit")` is what counts of that kind, as it is kept."""
    from caseline_web.courses.store import entries

    return lambda *kinds: [one.content for one in entries(running, *kinds)]


def pain(worst="7", average="5", **more):
    """An evening's answers, as a form sends them."""
    return {"pain-nrs.worst_pain": worst, "pain-nrs.average_pain": average, **more}
