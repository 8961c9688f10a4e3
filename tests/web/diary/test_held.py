"""What cannot be taken is held: never thrown away, and seen by patient and clinic."""

from uuid import uuid4

import pytest

from tests.web.diary.conftest import pain

pytestmark = pytest.mark.extra


@pytest.fixture
def held(running):
    from caseline_web.courses.store import held

    return lambda: [(one.why, dict(one.content)) for one in held(running)]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        (pain(worst="11"), "off its scale"),
        (pain(worst="x"), "no number"),
        (pain(entered="2027-01-01T20:00:00Z"), "the phone's clock is ahead"),
        (pain(on="2026-02-01"), "nothing of this was asked on that day"),
        ({"phq4.nervous": "1"}, "nothing of this was asked on that day"),
    ],
)
def test_an_entry_that_cannot_be_is_held_whole(send, held, kept, fields, why):
    answer = send("tonight", {"id": str(uuid4()), **fields})
    assert (answer.status_code, answer.json()["held"]) == (422, True)
    [(told, content)] = held()
    assert why in told
    assert fields.items() <= content.items()
    assert kept("visit") == []


def test_a_form_that_is_not_asked_for_is_held(send, held):
    assert send("form/gad7", {"gad7.nervous": "1"}).status_code == 422
    assert len(held()) == 1


def test_another_entry_under_the_same_number_is_held_and_the_first_one_stays(send, held, kept):
    number = str(uuid4())
    send("tonight", pain(worst="7", id=number))
    for worst in ("3", "3", "4"):
        assert send("tonight", pain(worst=worst, id=number)).status_code == 422
    assert kept("visit")[0]["responses"][0]["answers"]["worst_pain"] == 7
    assert [content["pain-nrs.worst_pain"] for _, content in held()] == ["3", "4"]


def test_what_is_held_is_held_once_however_often_it_is_sent(send, held):
    sent = pain(worst="11", id=str(uuid4()))
    for _ in range(3):
        send("tonight", sent)
    assert len(held()) == 1


def test_the_patient_sees_what_is_held_and_so_does_the_clinic(send, patient, clinician, running):
    send("tonight", pain(worst="11"))
    tonight = patient.get(f"/my/{running.pseudonym}/tonight/").content.decode()
    assert "One entry could not be taken as it is." in tonight
    inbox = patient.get(f"/my/{running.pseudonym}/inbox/").content.decode()
    assert "<dd>11</dd>" in inbox
    assert "off its scale" in inbox
    clinic = clinician.get(f"/clinic/{running.pseudonym}/").content.decode()
    assert "off its scale" in clinic


def test_what_proves_a_form_ours_is_not_held(send, held):
    send("tonight", pain(worst="11", csrfmiddlewaretoken="x" * 64))
    assert "csrfmiddlewaretoken" not in held()[0][1]
