"""What a phone delivers when the course is over is kept, and changes nothing of its result."""

from uuid import uuid4

import pytest

from tests.web.diary.conftest import pain

pytestmark = pytest.mark.extra

# The plan ends eight weeks and three days after 8 March, and may be filled in for a week more.
LAST, OVER = "2026-05-13T19:14+00:00", "2026-05-14T19:14+00:00"
WHY = "it arrived after the course was over"


@pytest.fixture(autouse=True)
def paired(running, patient):
    """A first page makes the session that of a phone, which lasts for months."""
    patient.get(f"/my/{running.pseudonym}/tonight/")


@pytest.fixture
def held(running):
    from caseline_web.courses.held import held

    return lambda: [(one.why, dict(one.content)) for one in held(running)]


def queued(fields, entered="2026-05-01T19:00:00Z", sending="2026-05-14T19:14:00Z"):
    """As a phone sends it that had no network since it was entered."""
    return {"id": str(uuid4()), "entered": entered, "sending": sending, **fields}


@pytest.mark.parametrize(
    ("page", "fields"),
    [
        ("tonight", pain()),
        ("tonight", {"taken": "no"}),
        ("form/pgic", {"pgic.overall": "2"}),
        ("form/phq4", {"phq4.nervous": "1"}),
        ("form/phq4", {"not_done": "yes"}),
        ("drawing", {"action": "save", "region": "neck"}),
    ],
)
def test_answers_that_arrive_when_it_is_over_wait_for_a_person(
    page, fields, clock, send, held, kept
):
    clock(OVER)
    sent = queued(fields)
    for _ in range(2):
        answer = send(page, sent)
        assert (answer.status_code, answer.json()["held"]) == (422, True)
    [(why, content)] = held()
    assert why == WHY
    assert fields.items() <= content.items()
    assert kept("visit", "taken", "not_done") == []


def test_until_a_week_after_the_last_day_they_are_kept(clock, send, held, kept):
    clock(LAST)
    assert send("tonight", queued(pain(), sending=LAST)).status_code == 201
    assert send("form/pgic", queued({"pgic.overall": "2"}, sending=LAST)).status_code == 201
    assert held() == []
    assert len(kept("visit")) == 2


def test_what_arrived_in_time_and_is_sent_again_is_the_same_answer(clock, send, held, kept):
    sent = queued(pain(), entered="2026-03-10T19:00:00Z", sending="2026-03-10T19:14:00Z")
    assert send("tonight", sent).status_code == 201
    clock(OVER)  # the reply was lost, and the phone was in a drawer
    assert send("tonight", {**sent, "sending": OVER}).status_code == 200
    assert held() == []
    assert len(kept("visit")) == 1


def test_a_side_effect_is_taken_whenever_it_comes(clock, send, held, kept):
    clock(OVER)
    assert send("events", queued({"what": "side_effect", "effect": "dizziness"})).status_code == 201
    assert held() == []
    assert [one["what"] for one in kept("side_effect")] == ["dizziness"]


def test_a_course_that_is_extended_takes_them_again(clock, running, send, enter, kept):
    from tests.web.diary.conftest import SCHEDULE

    clock(OVER)
    later = [*SCHEDULE["contacts"], {"week": 16, "asked": [{"instrument": "pgic"}]}]
    enter(("schedule", {**SCHEDULE, "contacts": later}))
    assert send("tonight", queued(pain())).status_code == 201


def test_patient_and_clinic_see_what_waits(clock, send, patient, clinician, account, running):
    clock(OVER)
    clinician.force_login(
        account("clinician"), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    send("tonight", queued(pain(worst="9")))
    inbox = patient.get(f"/my/{running.pseudonym}/inbox/").content.decode()
    assert WHY.capitalize() in inbox
    assert "<dd>9</dd>" in inbox
    assert "1 entry held" in clinician.get("/clinic/").content.decode()
    assert WHY.capitalize() in clinician.get(f"/clinic/{running.pseudonym}/").content.decode()


def test_the_clinician_may_take_in_what_counts_with_a_reason(
    clock, send, clinician, account, running, kept, held
):
    from caseline_web.courses.held import held as waiting
    from caseline_web.courses.store import history

    clock(OVER)
    send("tonight", queued(pain(worst="9", on="2026-05-01")))
    clinician.force_login(
        account("clinician"), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    told = {"id": str(waiting(running)[0].id), "on": "2026-05-01", "why": "no network"}
    clinician.post(f"/clinic/{running.pseudonym}/settled/", {**told, "take_in": "yes"})
    assert held() == []
    assert [one["on"] for one in kept("visit")] == ["2026-05-01"]
    [entry] = history(running, "visit")
    assert (entry.reason, entry.by) == ("no network", account("clinician").username)
