"""Patients who are signed in, for a load: `python -m tools.soak.patients N` prints them as JSON.

Nobody lives through it: what they enter is made up, and says so.
"""

import json
import sys
from datetime import timedelta
from uuid import uuid4

import django


def enrolled(n: int) -> list[dict[str, str]]:
    """A clinic with so many patients, each with a course that asks something tonight.

    Returns
    -------
    list of dict
        Of each patient the pseudonym, and the cookie of a session.
    """
    from django.utils import timezone

    from caseline_web.courses.days import evening_of
    from caseline_web.people.models import OrganisationRow, User

    clinic = OrganisationRow.objects.create(name="Soak (synthetic)", zone="Europe/Vienna")
    clinician = User.objects.create(role="clinician", organisation=clinic, email="c@soak.example")
    begin = evening_of(timezone.now(), clinic.zone) - timedelta(days=30)
    return [_patient(clinician, begin.isoformat()) for _ in range(n)]


def _patient(clinician, begin: str) -> dict[str, str]:  # noqa: ANN001  a model, known after set-up
    from django.utils import timezone

    from caseline_web.courses.entries import Part, Submission
    from caseline_web.courses.store import new_course, save
    from caseline_web.people.store import Identity, enrol
    from caseline_web.sessions import SessionStore, cookie_of

    clinic = clinician.organisation
    patient = enrol(clinic, Identity("Synthetic", "", None), "en", clinician)
    course = new_course(clinic, patient, clinician.username)
    asked = {
        "instrument": "pain-nrs",
        "items": ["average_pain", "worst_pain"],
        "recall_days": 1,
    }
    contacts = [{"week": 52, "asked": [{"instrument": "phq4"}]}]
    plan = {"begin": begin, "first_dose": begin, "evenings": [asked], "contacts": contacts}
    sent = Submission(uuid4(), timezone.now(), "web", (Part("schedule", plan),))
    save(course, sent, clinician)
    session = SessionStore()
    session["_auth_user_id"] = str(patient.pk)
    session["_auth_user_backend"] = "allauth.account.auth_backends.AuthenticationBackend"
    session["_auth_user_hash"] = patient.get_session_auth_hash()
    session.save()
    return {"pseudonym": course.pseudonym, "session": cookie_of(str(session.session_key))}


if __name__ == "__main__":
    django.setup()
    print(json.dumps(enrolled(int(sys.argv[1]))))
