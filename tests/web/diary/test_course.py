"""My course: the answer, the own data, files to take along, and erasing everything."""

import csv
import json
import re
from datetime import UTC, datetime
from io import BytesIO, StringIO
from uuid import uuid4

import pypdf
import pytest

from caseline_web.courses.entries import Part, Submission
from tests.web.diary.conftest import TODAY, pain

pytestmark = pytest.mark.extra


@pytest.fixture
def get(patient, running):
    return lambda path: patient.get(f"/my/{running.pseudonym}/{path}")


def _text(answer):
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(answer.content)).pages)


def test_before_there_is_enough_the_page_says_that_nothing_can_be_told(get):
    assert "We cannot tell yet" in get("course/").content.decode()


def test_the_own_answers_are_drawn_as_points_while_there_is_no_chart(send, patient, course, get):
    from caseline_web.courses.store import entries

    assert "<circle" not in get("course/").content.decode()
    send("tonight", pain(worst="10", on="2026-03-09"))
    send("tonight", pain(worst="0", average="0"))
    assert len(entries(course, "visit")) == 2
    page = get("course/").content.decode()
    assert "<svg" in page


def test_everything_that_was_entered_is_listed_in_words(send, get):
    send("tonight", pain(taken="yes"))
    send("events", {"what": "side_effect", "effect": "vivid dreams", "severity": "mild"})
    send("form/fiqr", {"fiqr.total": "63.5"})
    page = get("course/").content.decode()
    for told in (
        "Your pain at its worst: 7",
        "dose: taken",
        "vivid dreams, mild",
        "Fibromyalgia impact (FIQR): 63.5",
    ):
        assert f"<p>{told}</p>" in page


def test_in_german_it_is_listed_in_german_words_and_numbers(send, get, patient):
    send("tonight", pain())
    send("form/fiqr", {"fiqr.total": "63.5"})
    send("form/fsq", {"not_done": "yes"})
    send("events", {"what": "dose", "other_amount": "4,5"})
    send("events", {"what": "life_event", "event": "infection", "words": "with a cough"})
    patient.cookies["django_language"] = "de"
    page = get("course/").content.decode()
    for told in (
        "Fibromyalgie-Belastung (FIQR): 63,5",
        "Wo es schmerzt, und andere Beschwerden: diesmal nicht",
        "neue Dosis: 4,5 mg",
        "ein Infekt: with a cough",
    ):
        assert f"<p>{told}</p>" in page


def test_answers_stand_in_the_order_of_the_form_and_by_number_where_it_may_not_be_shown(
    running, account, get
):
    from caseline_web.courses.store import save

    for name, answers in (
        ("fiqr@2009.1", {"walk": 6, "hair": 3}),
        ("pain-nrs@1.1", {"average_pain": 5, "worst_pain": 7}),
    ):
        response = {"instrument": name, "answers": answers}
        visit = Part("visit", {"on": TODAY, "responses": [response]})
        at = datetime(2026, 3, 10, 19, tzinfo=UTC)
        save(running, Submission(uuid4(), at, "web", (visit,)), account("clinician"))
    told = re.findall(r"<p>(.*?)</p>", get("course/").content.decode())
    listed = "; ".join(told)
    assert "Fibromyalgia impact (FIQR); Question 1: 3; Question 2: 6" in listed
    assert "Your pain at its worst: 7; Your pain on average: 5" in listed


def test_a_pause_that_is_over_says_until_when(send, get, clock):
    send("events", {"what": "pause"})
    clock("2026-03-12T19:14+00:00")
    send("events", {"what": "go_on", "pause": "2026-03-10"})
    assert "<p>pause (until Wednesday 11 March 2026)</p>" in get("course/").content.decode()


def test_what_was_filled_in_later_or_changed_says_so(send, get):
    send("tonight", pain(on="2026-03-08"))
    send("tonight", pain())
    send("tonight", pain(worst="3"))
    page = " ".join(get("course/").content.decode().split())
    assert "entered 10 March 2026, 20:14" in page
    assert "version 2" in page


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York"])
def test_who_moves_filled_in_no_earlier_evening_later(send, get, running, account, clock, zone):
    from caseline_web.courses.store import move

    send("tonight", pain())
    send("tonight", pain(on="2026-03-08"))
    clock("2026-03-10T19:20+00:00")
    move(running, zone, account("patient").username)
    assert len(re.findall(r"entered \d", get("course/").content.decode())) == 1


def test_after_a_move_the_new_clock_tells_what_was_filled_in_later(
    send, get, running, account, clock
):
    from caseline_web.courses.store import move

    move(running, "Asia/Tokyo", account("patient").username)
    clock("2026-03-11T03:00+00:00")  # noon there, still before 16:00 in UTC
    send("tonight", pain(on=TODAY))
    assert "entered 11 March 2026, 12:00" in get("course/").content.decode()


def test_a_dose_that_the_clinic_planned_is_not_what_the_patient_entered(send, get):
    send("events", {"what": "dose", "other_amount": "4.5"})
    page = get("course/").content.decode()
    assert page.count("new dose") == 1
    assert "new dose" in _text(get("export/report/")).replace("\n", " ")
    assert "22 March" not in _text(get("export/report/"))


def test_the_table_holds_each_answer_with_the_times(send, get):
    send("tonight", pain(on="2026-03-08"))
    rows = list(csv.DictReader(StringIO(get("export/table/").content.decode())))
    assert {(one["date"], one["item"], one["value"]) for one in rows} == {
        ("2026-03-08", "worst_pain", "7"),
        ("2026-03-08", "average_pain", "5"),
    }
    assert {one["entered_at"][:10] for one in rows} == {TODAY}


def test_the_data_hold_every_version(send, get):
    send("tonight", pain())
    send("tonight", pain(worst="3"))
    told = json.loads(get("export/data/").content)
    visits = [one for one in told["entries"] if one["kind"] == "visit"]
    assert [one["version"] for one in visits] == [1, 2]


def test_the_print_is_there_from_the_first_day(send, get):
    send("form/fiqr", {"fiqr.total": "63.5"})
    answer = get("export/report/")
    assert answer["Content-Type"] == "application/pdf"
    assert "63.5" in _text(answer)


def test_words_with_a_sign_that_no_font_has_can_be_printed_all_the_same(send, get):
    send("tonight", pain())
    send("events", {"what": "life_event", "words": "a party \U0001f600"})
    answer = get("export/report/")
    assert answer.status_code == 200
    assert "a party" in _text(answer)


def test_it_is_erased_only_after_it_was_asked_twice(send, patient, running, get):
    from caseline_web.courses.store import courses, history
    from caseline_web.people.store import identity_of

    send("tonight", pain())
    address = f"/my/{running.pseudonym}/delete/"
    assert "Are you sure?" in patient.post(address).content.decode()
    assert len(courses()) == 1
    patient.post(address, {"sure": "yes"})
    assert courses() == []
    assert history(running) == ()
    assert identity_of(running.patient) is None
    assert get("course/").status_code == 302


def test_a_form_on_a_day_whose_evening_stays_open_leaves_the_course_whole(send, course, enter):
    """The evening is missed, and the longer form counts."""
    from caseline_web.courses.current import current

    enter(("diagnosis", {"name": "fibromyalgia"}))
    for day in ("2026-03-08", "2026-03-10"):
        send("tonight", pain(on=day))
    items = ("nervous", "worry", "interest", "depressed")
    send("form/phq4", {"on": "2026-03-09", **{f"phq4.{one}": "1" for one in items}})
    found = current(course)
    assert "2026-03-09" in {str(one.when.begin) for one in found.visits}
    assert "2026-03-09" in {str(one) for one in found.missed_visits}
