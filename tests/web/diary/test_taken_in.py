"""What was held is taken in, with its day put right where it was wrong, or left out."""

from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from tests.web.diary.conftest import TODAY, pain

pytestmark = pytest.mark.extra
WRONG_CLOCK = {"entered": "2027-01-01T20:00:00Z"}


@pytest.fixture
def waiting(running):
    from caseline_web.courses.held import held

    return lambda: held(running)


@pytest.fixture
def page(clinician, running):
    """`page()` is the course page as the clinician reads it."""

    def shown(language="en"):
        headers = {"accept-language": language}
        return clinician.get(f"/clinic/{running.pseudonym}/", headers=headers).content.decode()

    return shown


@pytest.fixture
def settle(clinician, running, waiting):
    """`settle(take_in="yes")` says of the first that waits what becomes of it."""

    def sent(**told):
        address = f"/clinic/{running.pseudonym}/settled/"
        fields = {"id": str(waiting()[0].id), "on": TODAY, "why": "the clock was wrong", **told}
        return clinician.post(address, fields, follow=True)

    return sent


def versions(course, kind):
    from caseline_web.courses.store import history

    return [(one.content, one.reason, one.by, one.version) for one in history(course, kind)]


def acts(course):
    from caseline_web.audit import chain

    assert chain.verify(course.pseudonym) is None
    return [one.what for one in chain.events(course.pseudonym)]


def test_an_evening_is_taken_in_once_with_the_reason_and_the_patient_reads_it(
    send, settle, waiting, kept, running, account, patient, clinician
):
    assert send("tonight", pain(on=TODAY, taken="yes", **WRONG_CLOCK)).status_code == 422
    [one] = waiting()
    settle(take_in="yes")
    assert waiting() == []
    [visit] = kept("visit")
    assert (visit["on"], visit["responses"][0]["recall_days"]) == (TODAY, 1)
    assert visit["responses"][0]["answers"] == {"worst_pain": 7, "average_pain": 5}
    assert kept("taken") == [{"on": TODAY, "taken": "yes"}]
    [(_, reason, by, version)] = versions(running, "visit")
    assert (reason, by, version) == ("the clock was wrong", account("clinician").username, 1)
    assert "took in held submission" in acts(running)
    inbox = patient.get(f"/my/{running.pseudonym}/inbox/").content.decode()
    assert "Your clinic has taken it in: the clock was wrong" in inbox
    again = {"id": str(one.id), "on": TODAY, "why": "again", "take_in": "yes"}
    assert clinician.post(f"/clinic/{running.pseudonym}/settled/", again).status_code == 404
    assert len(versions(running, "visit")) == 1


def test_the_day_can_be_put_right(send, settle, kept, page):
    send("tonight", pain(on="2026-02-01"))  # before anything was asked
    assert 'name="on" value="2026-02-01"' in page()
    settle(take_in="yes", on="2026-03-09")
    assert [one["on"] for one in kept("visit")] == ["2026-03-09"]


def test_what_is_left_out_stays_as_it_was_sent_and_counts_nowhere(
    send, settle, kept, running, patient
):
    from caseline_web.courses.held import all_held

    send("tonight", pain(worst="11"))
    settle(why="1 was meant")
    assert kept("visit") == []
    [one] = all_held(running)
    assert (one.content["pain-nrs.worst_pain"], one.taken) == ("11", False)
    assert "left out held submission" in acts(running)
    inbox = patient.get(f"/my/{running.pseudonym}/inbox/").content.decode()
    assert "Your clinic has seen it and left it out: 1 was meant" in inbox


@pytest.mark.parametrize("told", [{"why": ""}, {"on": ""}, {"on": "2026-03-11"}])
def test_without_a_reason_or_a_day_that_has_come_nothing_is_done(send, settle, waiting, kept, told):
    send("tonight", pain(on=TODAY, **WRONG_CLOCK))
    assert "Nothing was done yet" in settle(take_in="yes", **told).content.decode()
    assert len(waiting()) == 1
    assert kept("visit") == []


def test_an_answer_off_its_scale_is_not_taken_in_and_waits_on(send, settle, waiting, kept, page):
    send("tonight", pain(worst="11"))
    assert 'name="take_in"' not in page()
    assert "off its scale" in settle(take_in="yes").content.decode()
    assert len(waiting()) == 1
    assert kept("visit") == []


@pytest.mark.parametrize(
    ("where", "fields", "kind", "content"),
    [
        (
            "form/phq4",
            {"phq4.nervous": "1", "phq4.worry": "0"},
            "visit",
            {
                "on": TODAY,
                "language": "en",
                "responses": [
                    {"instrument": "phq4@2009.1", "answers": {"nervous": 1, "worry": 0}},
                ],
            },
        ),
        ("form/phq4", {"not_done": "yes"}, "not_done", {"on": TODAY, "instrument": "phq4@2009.1"}),
        (
            "events",
            {"what": "side_effect", "effect": "nausea", "severity": "mild"},
            "side_effect",
            {"what": "nausea", "onset": TODAY, "severity": "mild"},
        ),
        (
            "events",
            {"what": "life_event", "words": "a fall"},
            "life_event",
            {"what": "a fall", "on": TODAY},
        ),
        (
            "events",
            {"what": "dose", "other_amount": "2,5"},
            "dose",
            {"from": TODAY, "amount": Decimal("2.5"), "reason": "changed by the patient"},
        ),
        ("events", {"what": "pause"}, "pause", {"from": TODAY}),
    ],
)
def test_each_page_is_taken_in_as_what_it_asks(
    send, settle, kept, where, fields, kind, content, page
):
    assert send(where, {"on": TODAY, **fields, **WRONG_CLOCK}).status_code == 422
    assert 'name="take_in"' in page()
    settle(take_in="yes")
    assert content in kept(kind)


@pytest.mark.parametrize("page", ["course", "events"])
def test_a_dose_that_was_taken_in_stands_among_what_the_patient_entered(
    send, settle, running, patient, page
):
    send("events", {"what": "dose", "other_amount": "2,5", "on": TODAY, **WRONG_CLOCK})
    settle(take_in="yes")
    text = patient.get(f"/my/{running.pseudonym}/{page}/").content.decode()
    assert "new dose: 2.5" in text
    assert "Entered by mistake" not in text  # the clinic's entry is put right by the clinic


def test_a_drawing_is_taken_in_with_its_places(send, settle, kept):
    sent = {"on": TODAY, "action": "save", "region": ["neck", "chest"], **WRONG_CLOCK}
    assert send("drawing", sent).status_code == 422
    settle(take_in="yes")
    [visit] = kept("visit")
    assert set(visit["drawing"]["marked"]) == {"neck", "chest"}
    assert len(visit["drawing"]["unmarked"]) == 17


def test_the_page_says_that_an_entry_of_that_day_would_count_no_more(send, settle, kept, page):
    number = str(uuid4())
    send("tonight", pain(worst="7", id=number))
    send("tonight", pain(worst="3", id=number))  # another answer under the same number
    assert "For this day there is an entry already." in page()
    settle(take_in="yes")
    [visit] = kept("visit")
    assert visit["responses"][0]["answers"]["worst_pain"] == 3


@pytest.mark.parametrize(
    "fields",
    [
        {"what": "dose", "amount": "4.5"},
        {"what": "dose", "other_amount": "x"},
        {"what": "life_event", "words": "a fall", "amount": "4.5"},
    ],
)
def test_a_blinded_clinician_neither_reads_nor_decides_what_tells_a_dose(
    send, settle, waiting, page, enter, fields
):
    enter(("blinding", {"patient": "open", "clinician": "blinded"}))
    send("events", {**fields, **WRONG_CLOCK})
    text = page()
    assert "1 entry tells what is given. It waits until the blinded part is over." in text
    for told in ("4.5", "a fall", "How much a day?", 'name="take_in"'):
        assert told not in text
    for told in ({"take_in": "yes"}, {}):
        assert settle(**told).status_code == 404
    assert len(waiting()) == 1


def test_a_blinded_clinician_takes_in_what_tells_no_dose(send, settle, kept, enter, page):
    enter(("blinding", {"patient": "blinded", "clinician": "blinded"}))
    send("tonight", pain(on=TODAY, **WRONG_CLOCK))
    assert "pain at its worst" in page()
    settle(take_in="yes")
    assert len(kept("visit")) == 1


def test_what_is_held_is_read_by_its_questions_and_in_the_readers_language(send, page):
    send("tonight", pain(worst="11"))
    german = page("de")
    assert "<dt>Ihr stärkster Schmerz</dt><dd>11</dd>" in german
    assert "Die Antwort auf „Ihr stärkster Schmerz“ liegt nicht auf ihrer Skala" in german
    assert "<dt>Your pain at its worst</dt><dd>11</dd>" in page()


@pytest.mark.parametrize(
    "content",
    [
        {},
        [],
        {"page": "evening"},
        {"page": "evening", "nothing.known": "3"},
        {"page": "evening", "phq4.unheard": "3"},
        {"page": "form/unheard", "not_done": "yes"},
        {"page": "events", "what": "go_on"},
        {"page": "my_drawing", "region": "tail"},
        {"page": "my_drawing", "strokes": "{"},
        {"page": "take_back", "kind": "side_effect", "key": "x"},
        {"page": "events", "what": "taken", "taken": "perhaps"},
    ],
)
def test_what_cannot_be_an_entry_is_refused_and_waits_on(
    content, running, account, page, settle, waiting
):
    from caseline_web.courses.held import hold

    hold(running, UUID(int=7), content, "why", account("patient"))
    assert 'name="take_in"' not in page()
    settle(take_in="yes")
    assert len(waiting()) == 1
