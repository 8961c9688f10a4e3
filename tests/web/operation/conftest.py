"""A clinic with everything in it that a backup must bring back."""

from datetime import date
from decimal import Decimal

import pytest

WHO = ("Erika Beispiel", "erika@beispiel.example", date(1970, 5, 17))


@pytest.fixture
def patient(clinic, account):
    from caseline_web.people.store import Identity, enrol

    return enrol(clinic, Identity(*WHO), "de", account("clinician"))


@pytest.fixture
def whole(clinic, account, patient):
    """A course with entries, one put right, one held, a reminder; a list; a second factor."""
    from uuid import uuid4

    from allauth.mfa.totp.internal.auth import TOTP

    from caseline_web.audit import listed
    from caseline_web.courses.entries import Part, Submission
    from caseline_web.courses.held import hold
    from caseline_web.courses.store import new_course, save
    from caseline_web.reminders import ledger
    from caseline_web.reminders import store as reminders
    from caseline_web.reminders.windows import window_of
    from tests.web.conftest import NOON

    by = account("clinician")
    course = new_course(clinic, patient, by.username)
    for amount in (Decimal("1.5"), Decimal("3.0")):
        part = Part("dose", {"from": "2026-03-01", "amount": amount, "reason": "Stufe für Stufe"})
        save(course, Submission(uuid4(), NOON, "web", (part,), "put right"), by)
    hold(course, uuid4(), {"pain": "unendlich"}, "off its scale", patient)
    device = {"endpoint": "https://push.example/one", "keys": {"auth": "x", "p256dh": "y"}}
    reminders.add_device(course, device, patient.username)
    reminders.choose(course, NOON.time(), True, True, patient.username)
    evening = date(2026, 3, 1)
    ledger.plan(course, evening, "email", window_of(evening, NOON.time(), course.zone), NOON)
    listed.record(by.username, "patients", [course.pseudonym])
    TOTP.activate(by, "JBSWY3DPEHPK3PXP")
    return course
