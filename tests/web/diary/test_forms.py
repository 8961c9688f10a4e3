"""The longer forms: their questions or their totals, the pain drawing, and what is not done."""

import json
import re
from uuid import uuid4

import pytest

from tests.web.diary.conftest import TODAY, pain

pytestmark = pytest.mark.extra

MOOD = {"phq4.nervous": "1", "phq4.worry": "0", "phq4.interest": "2", "phq4.down": "3"}


def _page(patient, running, path):
    return patient.get(f"/my/{running.pseudonym}/{path}").content.decode()


def _open(patient, running):
    """The forms that tonight's page leads to."""
    page = _page(patient, running, "tonight/")
    return [name for name in ("fiqr", "fsq", "phq4", "phq9", "pgic") if f"/form/{name}/" in page]


def test_the_forms_of_these_days_stand_on_tonights_page_until_they_are_answered(
    send, patient, running
):
    assert _open(patient, running) == ["fiqr", "fsq", "phq4", "phq9"]
    send("form/phq4", MOOD)
    assert _open(patient, running) == ["fiqr", "fsq", "phq9"]


def test_a_form_is_kept_and_tonights_page_tells_when(patient, running, kept):
    answer = patient.post(f"/my/{running.pseudonym}/form/phq4/", MOOD, follow=True)
    assert "Saved 20:14." in answer.content.decode()
    [visit] = kept("visit")
    assert visit["on"] == TODAY
    assert visit["responses"][0]["answers"] == {"nervous": 1, "worry": 0, "interest": 2, "down": 3}


@pytest.mark.parametrize(
    ("now", "before"),
    [("2026-03-07", False), ("2026-03-08", True), ("2026-03-09", False)],
    ids=["the day before", "the day of the first dose", "the day after"],
)
def test_what_is_asked_for_by_the_first_dose_and_answered_on_its_day_is_from_before(
    now, before, clock, send, kept
):
    clock(f"{now}T09:14+00:00")
    send("form/phq4", MOOD)
    send("drawing", {"action": "save", "region": ["neck"]})
    send("tonight", pain())
    condition = "before treatment" if before else None
    told = [one.get("condition") for one in kept("visit")]
    assert told == [condition, condition, None]  # an evening comes after the dose


def test_an_earlier_first_dose_that_is_told_later_makes_no_record_that_contradicts_itself(
    clock, send, running, enter
):
    from caseline.course.phases import condition_of
    from caseline_web.courses.current import current

    enter(("diagnosis", {"name": "fibromyalgia"}))
    clock("2026-03-08T09:14+00:00")
    send("form/phq4", MOOD)
    send("drawing", {"action": "save", "region": ["neck"]})
    answer = send("events", {"what": "dose", "amount": "1.5", "on": "2026-03-07"})
    assert answer.status_code == 201
    clock("2026-03-12T19:14+00:00")
    found = current(running)
    told = {condition_of(one, found) for one in found.visits}
    assert told == {"on treatment"}


def test_where_no_wording_may_be_shown_the_total_is_asked_for_and_the_page_says_why(
    send, patient, running, kept
):
    page = _page(patient, running, "form/fiqr/")
    assert "The wording of this questionnaire may not be shown here." in page
    assert "The wording of the ten symptom items could not be read at its source" in page
    assert 'min="0" max="100" step="0.01"' in page
    assert send("form/fiqr", {"fiqr.total": "63,5"}).status_code == 201
    [total] = kept("visit")[0]["totals"]
    assert (total["score"], float(total["value"])) == ("total", 63.5)


def test_a_form_is_left_out_also_where_a_number_in_it_is_wrong(patient, running):
    assert re.search(
        '<button name="not_done"[^>]* formnovalidate', _page(patient, running, "form/fiqr/")
    )


def test_a_form_that_is_not_done_this_time_is_asked_for_no_more(send, patient, running, kept):
    send("form/phq4", {"not_done": "yes"})
    assert [one["instrument"] for one in kept("not_done")] == ["phq4@2009.1"]
    assert "phq4" not in _open(patient, running)


def test_a_form_whose_days_are_over_is_filled_in_later_and_says_so(clock, send, patient, running):
    from caseline_web.courses.store import entries

    _page(patient, running, "tonight/")  # a first page makes the session that of a phone
    clock("2026-03-14T19:14+00:00")
    page = _page(patient, running, "tonight/")
    assert "was due until 11 March, can be filled in later" in page
    assert "For 11 March, filled in later." in _page(patient, running, "form/phq4/?on=2026-03-11")
    send("form/phq4", {**MOOD, "on": "2026-03-11"})
    [entry] = entries(running, "visit")
    assert (entry.content["on"], entry.entered_at.date().isoformat()) == (
        "2026-03-11",
        "2026-03-14",
    )
    assert "phq4" not in _open(patient, running)


def test_a_form_without_an_answer_saves_nothing_and_leads_to_tonight(patient, running, kept):
    answer = patient.post(f"/my/{running.pseudonym}/form/phq4/", {}, follow=True)
    assert answer.redirect_chain == [(f"/my/{running.pseudonym}/tonight/", 302)]
    assert "Nothing was answered, so nothing was saved." in answer.content.decode()
    assert kept("visit") == []


def test_a_form_that_was_answered_can_be_changed(send, patient, running, kept):
    send("form/phq4", MOOD)
    assert patient.get(f"/my/{running.pseudonym}/form/phq4/").status_code == 200
    send("form/phq4", {**MOOD, "phq4.down": "0"})
    assert [one["responses"][0]["answers"]["down"] for one in kept("visit")] == [0]


def test_a_form_that_is_not_asked_for_yet_is_not_there(patient, running):
    assert patient.get(f"/my/{running.pseudonym}/form/pgic/").status_code == 404


def test_a_form_shows_no_weight_no_score_and_no_earlier_answer(send, patient, running):
    send("form/phq4", MOOD)
    page = _page(patient, running, "form/phq4/")
    assert " checked" not in page
    assert "Score" not in page


def _hidden(page):
    """Whether the sentence is not shown; a phone shows it for what it delivers later."""
    return '<p id="care" class="said" role="status" hidden>' in page


def test_an_answer_that_needs_somebody_says_that_nobody_watches(patient, running):
    address = f"/my/{running.pseudonym}/form/phq9/"
    grave = patient.post(address, {"phq9.selfharm": "1"}, follow=True).content.decode()
    assert "Please talk to somebody today" in grave
    assert not _hidden(grave)
    light = patient.post(address, {"phq9.selfharm": "0"}, follow=True).content.decode()
    assert _hidden(light)


def test_the_places_of_the_drawing_are_kept_and_lead_back_to_the_questions(patient, running, kept):
    from caseline.paindrawing.model import REGION_IDS

    address = f"/my/{running.pseudonym}/drawing/"
    marked = [one for one in REGION_IDS if one != "neck"]
    answer = patient.post(address, {"action": "save", "region": marked, "body": "neutral"})
    assert answer["Location"] == f"/my/{running.pseudonym}/form/fsq/?on={TODAY}&saved=20:14"
    [visit] = kept("visit")
    assert visit["drawing"] == {"marked": marked, "unmarked": ["neck"]}
    assert "18 of 19 places" in _page(patient, running, f"form/fsq/?on={TODAY}")


def test_how_strong_it_is_is_kept_with_the_places(patient, running, kept):
    address = f"/my/{running.pseudonym}/drawing/"
    sent = {"action": "save", "region": ["neck", "chest"], "intensity-neck": "7"}
    patient.post(address, sent)

    [visit] = kept("visit")
    assert json.loads(visit["drawing"]["strokes"])["intensities"] == {"neck": 7}


def test_no_region_is_asked_for_twice(patient, running):
    assert 'name="fsq.neck"' not in _page(patient, running, "form/fsq/")
    assert "First: where it hurts" in _page(patient, running, "form/fsq/")


def test_a_queue_delivers_the_places_of_an_evening_once_however_often_it_sends_them(send, kept):
    fields = {
        "id": str(uuid4()),
        "entered": "2026-03-09T22:30:00Z",
        "action": "save",
        "region": ["neck", "chest"],
    }
    answers = [send("drawing", fields) for _ in range(2)]
    assert [one.status_code for one in answers] == [201, 200]
    assert "/form/fsq/?on=2026-03-09&saved=" in answers[0].json()["next"]
    [visit] = kept("visit")
    assert (visit["on"], visit["drawing"]["marked"]) == ("2026-03-09", ["neck", "chest"])


def test_nothing_marked_is_not_that_nothing_hurts(send, kept):
    bare = {"action": "save", "body": "neutral", "intensity-neck": "5"}
    assert send("drawing", bare).json() == {"empty": True}
    assert kept("visit") == []
    assert send("drawing", {"action": "save", "none": "yes"}).status_code == 201
    [visit] = kept("visit")
    assert visit["drawing"]["marked"] == []
    assert len(visit["drawing"]["unmarked"]) == 19


def test_a_drawing_is_kept_only_once_its_places_are_confirmed(patient, running, kept):
    address = f"/my/{running.pseudonym}/drawing/"
    strokes = '{"front": [[[150, 100], [150, 140]]], "back": []}'
    page = patient.post(address, {"action": "save", "strokes": strokes}).content.decode()
    assert "Is this right?" in page
    assert "data-queue" in page
    assert kept("visit") == []
    sent = {"action": "confirm", "strokes": strokes, "region": "chest"}
    assert patient.post(address, sent).status_code == 400  # the back was not drawn
    assert kept("visit") == []
    patient.post(address, {**sent, "view-back": "empty"})
    [visit] = kept("visit")
    assert visit["drawing"]["marked"] == ["chest"]
    assert "strokes" in visit["drawing"]
