"""What cannot be taken is held: never thrown away, and seen by patient and clinic."""

from uuid import uuid4

import pytest

from tests.web.diary.conftest import pain

pytestmark = pytest.mark.extra


@pytest.fixture
def held(running):
    from caseline_web.courses.held import held

    return lambda: [(one.why, dict(one.content)) for one in held(running)]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        (pain(worst="11"), "off its scale"),
        (pain(worst="x"), "no number"),
        (pain(entered="2027-01-01T20:00:00Z"), "the phone's clock is far off"),
        (pain(entered="0001-01-01T00:00Z"), "the phone's clock is far off"),
        (pain(on="2026-02-01"), "nothing of this was asked on that day"),
        ({"phq4.nervous": "1"}, "nothing of this was asked on that day"),
    ],
)
def test_an_entry_that_cannot_be_is_held_whole(send, held, kept, fields, why):
    sent = {"id": str(uuid4()), **fields}
    answer = send("tonight", sent)
    assert (answer.status_code, answer.json()["held"]) == (422, True)
    [(told, content)] = held()
    assert why in told
    assert sent.items() <= content.items()
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
    assert "One entry could not be accepted as it is." in tonight
    inbox = patient.get(f"/my/{running.pseudonym}/inbox/").content.decode()
    assert "<dd>11</dd>" in inbox
    assert "off its scale" in inbox
    clinic = clinician.get(f"/clinic/{running.pseudonym}/").content.decode()
    assert "off its scale" in clinic


@pytest.mark.parametrize(
    ("lang", "why"),
    [
        ("en", "<p>“How much a day?” is out of range, one number from 0 to 1000000 is needed"),
        ("de", "<p>„Wie viel am Tag?“ liegt außerhalb des Bereichs, nötig ist eine Zahl von 0"),
    ],
)
def test_why_it_is_held_is_said_by_the_question(send, patient, running, lang, why):
    send("events", {"what": "dose", "other_amount": "99999999"})
    patient.cookies["django_language"] = lang
    assert why in patient.get(f"/my/{running.pseudonym}/inbox/").content.decode()


def test_every_place_of_a_drawing_that_is_held_is_there(send, held):
    sent = {"id": str(uuid4()), "action": "save", "region": ["neck", "chest", "tail"]}
    assert send("drawing", sent).status_code == 422
    [(why, content)] = held()
    assert "tail" in why
    assert content["region"] == "neck chest tail"


def test_the_inbox_tells_it_by_the_questions_and_in_the_readers_language(send, patient, running):
    send("tonight", pain(worst="11"))
    send("drawing", {"region": ["neck", "chest"], "entered": "2027-01-01T20:00:00Z"})
    send("form/gad7", {"gad7.nervous": "1"})
    address = f"/my/{running.pseudonym}/inbox/"
    german = patient.get(address, headers={"accept-language": "de"}).content.decode()
    for told in (
        "<dt>Ihr stärkster Schmerz</dt><dd>11</dd>",
        "<dt>Wo es wehtut</dt><dd>Nacken; Brust</dd>",
        "<p>Die Uhr des Handys geht ganz falsch, nötig sind das richtige Datum und "
        "die richtige Uhrzeit</p>",
        "liegt nicht auf ihrer Skala, die von 0 bis 10 in Schritten von 1 reicht</p>",
    ):
        assert told in german
    english = patient.get(address).content.decode()
    assert "<dt>Your pain at its worst</dt><dd>11</dd>" in english
    assert "<dt>gad7.nervous</dt>" not in english


def test_what_proves_a_form_ours_is_not_held(send, held):
    send("tonight", pain(worst="11", csrfmiddlewaretoken="x" * 64))
    assert "csrfmiddlewaretoken" not in held()[0][1]


def test_of_an_evening_the_answers_to_what_is_asked_no_more_are_held(send, held, kept):
    answer = send("tonight", {"id": str(uuid4()), **pain(**{"phq4.down": "1"})})
    assert answer.status_code == 201
    assert kept("visit")[0]["responses"][0]["answers"] == {"worst_pain": 7, "average_pain": 5}
    [(why, content)] = held()
    assert "nothing of this was asked" in why
    assert content["phq4.down"] == "1"
    assert "pain-nrs.worst_pain" not in content


def test_what_cannot_be_held_any_more_stays_on_the_phone(send, held, patient, running, monkeypatch):
    from caseline_web.courses import held as kept

    monkeypatch.setattr(kept, "MOST_HELD", 1)
    assert send("tonight", pain(worst="11", id=str(uuid4()))).status_code == 422
    for fields in (pain(worst="12"), pain(**{"phq4.down": "1"})):
        assert send("tonight", {"id": str(uuid4()), **fields}).status_code == 413
    assert len(held()) == 1
    page = patient.post(f"/my/{running.pseudonym}/tonight/", pain(worst="12"))
    assert page.status_code == 413  # without JavaScript the page says it
    assert "it could not be kept either" in page.content.decode()


def test_what_was_seen_to_stays_in_the_inbox_and_in_the_export(send, patient, running, account):
    from caseline_web.courses.held import held as waiting
    from caseline_web.courses.held import leave_out
    from caseline_web.person import everything

    send("tonight", pain(worst="11"))
    leave_out(running, waiting(running)[0].id, "1 was meant", account("clinician"))
    assert "1 was meant" in patient.get(f"/my/{running.pseudonym}/inbox/").content.decode()
    tonight = patient.get(f"/my/{running.pseudonym}/tonight/").content.decode()
    assert "One entry could not be accepted" not in tonight
    [told] = everything(running)["courses"][0]["held"]
    assert told["settled_why"] == "1 was meant"
