"""The course page: what stands on it, what a blinded part hides, how often it asks the database."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from tests.web.clinic.conftest import OF_THE_TRAIL

pytestmark = pytest.mark.extra

LATER = datetime(2026, 3, 3, 12, tzinfo=UTC)


@pytest.fixture
def page(clinician, course):
    def shown(**told):
        answer = clinician.get(f"/clinic/{course.pseudonym}/", **told)
        assert answer.status_code == 200
        return answer.content.decode()

    return shown


def test_the_header_says_who_what_and_where(page, running):
    text = page()
    assert "day 56 of 102" in text
    assert "fibromyalgia" in text
    assert "adherence not on record" in text
    assert "0 new side effects" in text


def test_adherence_is_the_share_of_evenings_on_which_all_was_taken(page, running, enter, today):
    def answer(*days_ago):
        for n in days_ago:
            on = (today - timedelta(days=n)).isoformat()
            enter(("taken", {"on": on, "taken": "partly" if n == 0 else "yes"}))

    answer(*range(6))
    assert "adherence not on record" in page()  # a few evenings say nothing of the others
    answer(*range(6, 10))
    assert "adherence 90 %" in page()


def test_a_side_effect_of_these_days_is_new_and_an_old_one_is_not(page, running, enter, today):
    enter(
        ("side_effect", {"what": "headache", "onset": today.isoformat()}),
        ("side_effect", {"what": "nausea", "onset": "2020-01-01"}),
    )
    assert "1 new side effect" in page()


def test_the_answer_stands_with_its_claim_and_what_could_have_fooled_us(page, running):
    text = page()
    assert "Whether the treatment is the reason cannot be told" in text
    assert "What could have fooled us" in text
    assert "No replication" in text


def test_without_answers_it_says_that_it_cannot_be_told_yet(page):
    assert "there is not enough to compare" in page()


def test_an_opioid_among_the_other_treatments_raises_the_reminder(page, running, enter):
    enter(("prompt", {"prompt": "opioid", "on": "2026-01-01", "answer": "no"}))
    assert "blocks opioids" not in page()
    enter(("co_treatment", {"name": "Tramadol"}))
    text = page()
    assert "<strong>Tramadol:</strong> Naltrexone blocks opioids" in text


def test_a_severe_side_effect_raises_a_reminder_until_it_ended(page, running, enter, course):
    from caseline_web.courses.entries import Part
    from caseline_web.courses.store import entries

    told = {"what": "hives", "severity": "severe", "onset": "2026-01-02"}
    enter(("side_effect", told))
    assert "reported to the authority" in page()
    [kept] = entries(course, "side_effect")
    enter(Part("side_effect", {**told, "ended": "2026-01-05"}, kept.key), at=LATER)
    assert "reported to the authority" not in page()


def test_item_9_of_the_phq9_is_the_first_that_needs_a_look(page, running, enter, today):
    from caseline.instruments import catalogue

    items = [one.id for one in catalogue.instrument("phq9").items]
    answers = dict.fromkeys(items, 0) | {items[8]: 1}
    told = {"instrument": "phq9", "answers": answers}
    enter(("visit", {"on": today.isoformat(), "responses": [told]}))
    text = page()
    assert text.index("PHQ-9, item 9: above 0") < text.index("Is it working?")
    assert "<strong>PHQ-9, item 9: above 0:</strong> Speak about it today" in text
    enter(("prompt", {"prompt": "suicide", "on": today.isoformat(), "answer": "no"}))
    assert "<strong>PHQ-9, item 9: above 0:</strong> Speak about it today" in page()
    blank = {"instrument": "phq9", "answers": dict.fromkeys(items[:8], 0)}
    enter(("visit", {"on": (today + timedelta(days=1)).isoformat(), "responses": [blank]}))
    assert "PHQ-9, item 9: above 0" in page()
    none = {"instrument": "phq9", "answers": dict.fromkeys(items, 0)}
    enter(("visit", {"on": (today + timedelta(days=2)).isoformat(), "responses": [none]}))
    assert "PHQ-9, item 9: above 0" not in page()


def test_the_chart_is_vega_without_expressions_of_vega_lite_and_its_days(
    clinician, course, running
):
    told = json.loads(clinician.get(f"/clinic/{course.pseudonym}/chart.json").content)
    assert "datetime(" not in json.dumps(told["spec"])
    assert len(told["days"]) == 28
    assert told["days"][-1]["text"].endswith("Average pain 5; 3 mg")


@pytest.mark.parametrize("kind", ["svg", "narrow", "whole"])
def test_the_picture_is_there_in_three_sizes(kind, clinician, course, running):
    answer = clinician.get(f"/clinic/{course.pseudonym}/chart.{kind}")
    assert answer["Content-Type"] == "image/svg+xml"
    assert b"<svg" in answer.content


def test_a_chart_of_another_kind_is_not_there(clinician, course, running):
    assert clinician.get(f"/clinic/{course.pseudonym}/chart.png").status_code == 404


@pytest.fixture
def blinded(running, enter):
    enter(("blinding", {"patient": "blinded", "clinician": "blinded", "rater": "blinded"}))


def test_a_running_blinded_part_shows_no_dose_no_result_and_no_chart(
    page, blinded, clinician, course
):
    text = page()
    assert "A blinded part is running" in text
    assert "as planned" not in text
    assert "went from" not in text
    for address in ("chart.json", "chart.svg", "report/", "edit/dose/"):
        assert clinician.get(f"/clinic/{course.pseudonym}/{address}").status_code == 404, address
    assert (
        "as planned" not in clinician.get(f"/clinic/{course.pseudonym}/versions/").content.decode()
    )
    assert "went from" not in clinician.get(f"/clinic/{course.pseudonym}/letter/").content.decode()


def test_no_version_of_a_visit_tells_the_condition(blinded, enter, clinician, course, today):
    total = {"instrument": "phq4", "score": "total", "value": 7}
    enter(("visit", {"on": today.isoformat(), "condition": "on placebo", "totals": [total]}))
    for page in ("", "versions/"):
        text = clinician.get(f"/clinic/{course.pseudonym}/{page}").content.decode()
        assert "placebo" not in text, page


def test_a_clinician_who_is_not_blinded_sees_the_doses_and_can_break_the_blind(
    page, running, enter
):
    enter(("blinding", {"patient": "blinded", "clinician": "open"}))
    text = page()
    assert "as planned" in text
    assert "Break the blind" in text


def test_a_plan_that_ends_before_the_doses_opens_nothing(page, blinded, enter, course):
    from caseline_web.courses.store import entries

    [plan] = entries(course, "schedule")
    enter(("schedule", {**plan.content, "contacts": []}))
    assert "A blinded part is running" in page()


def test_breaking_the_blind_needs_a_reason_and_shows_all(page, blinded, clinician, course):
    address = f"/clinic/{course.pseudonym}/unblind/"
    assert clinician.post(address, {"reason": ""}).status_code == 200
    clinician.post(address, {"reason": "emergency"})
    assert "went from" in page()


def test_where_nothing_is_blinded_there_is_nothing_to_break(running, clinician, course):
    from caseline_web.courses.store import history

    address = f"/clinic/{course.pseudonym}/unblind/"
    assert clinician.get(address).status_code == 404
    assert clinician.post(address, {"reason": "an old page"}).status_code == 404
    assert history(course, "unblinded", "blinding") == ()


def test_the_page_asks_the_database_as_often_for_much_as_for_little(
    clinician, course, running, enter, today, queries
):
    address = f"/clinic/{course.pseudonym}/"
    clinician.get(address)
    few = queries(lambda: clinician.get(address))
    enter(*(("side_effect", {"what": f"number {n}", "onset": today.isoformat()}) for n in range(9)))
    clinician.get(address)
    many = queries(lambda: clinician.get(address))
    assert many == few <= 18


@pytest.fixture
def more_patients(clinic, account):
    """`more_patients(8)` are so many more courses."""
    from caseline_web.courses.store import new_course

    return lambda n: [new_course(clinic, account("patient"), "test") for _ in range(n)]


def test_the_list_asks_as_often_for_many_patients_as_for_one(
    clinician, more_patients, running, queries
):
    clinician.get("/clinic/")
    one = queries(lambda: clinician.get("/clinic/"))
    more_patients(8)
    first = queries(lambda: clinician.get("/clinic/"))
    assert (
        first == one + 1 <= 7 + OF_THE_TRAIL
    )  # what was entered for those that nobody looked at yet
    assert queries(lambda: clinician.get("/clinic/")) == one


def test_the_list_reads_only_the_entries_of_who_has_new_ones(
    clinician, more_patients, running, course, enter, monkeypatch
):
    from caseline_web.clinic import look

    more_patients(3)
    clinician.get("/clinic/")
    read = []
    as_it_is = look.entries_of_each

    def watched(found, *kinds):
        read.append([one.pk for one in found])
        return as_it_is(found, *kinds)

    monkeypatch.setattr(look, "entries_of_each", watched)
    clinician.get("/clinic/")
    enter(("side_effect", {"what": "hives", "severity": "severe"}))
    assert "1 safety reminder" in clinician.get("/clinic/").content.decode()
    assert read == [[], [course.pk]]


def test_what_is_remembered_of_a_patient_is_in_the_readers_language(clinician, enter):
    enter(("side_effect", {"what": "hives", "severity": "severe"}))
    assert "1 safety reminder" in clinician.get("/clinic/").content.decode()
    german = clinician.get("/clinic/", headers={"accept-language": "de"}).content.decode()
    assert "safety reminder" not in german


def test_the_list_puts_first_who_needs_a_look(clinician, clinic, account, course, enter, running):
    from caseline_web.courses.store import new_course

    new_course(clinic, account("patient"), "test", "A-quiet")
    enter(("side_effect", {"what": "hives", "severity": "severe", "onset": "2026-01-02"}))
    text = clinician.get("/clinic/").content.decode()
    assert text.index(course.pseudonym) < text.index("A-quiet")
    assert "1 safety reminder" in text


def test_somebody_who_fell_silent_needs_a_look(clinician, enter, today):
    from datetime import timedelta

    begin = (today - timedelta(days=3)).isoformat()
    asked = [{"instrument": "pain-nrs", "items": ["average_pain"], "recall_days": 1}]
    plan = {"begin": begin, "first_dose": "2099-01-01", "evenings": asked, "contacts": []}
    enter(("schedule", plan))
    assert "no answer for three evenings" in clinician.get("/clinic/").content.decode()
    enter(("not_done", {"on": begin, "instrument": "pain-nrs"}), ("pause", {"from": begin}))
    assert "no answer for three evenings" not in clinician.get("/clinic/").content.decode()


def test_a_thin_baseline_needs_a_look_when_the_first_dose_is_near(clinician, enter, today):
    from datetime import timedelta

    dose = (today + timedelta(days=2)).isoformat()
    plan = {"begin": today.isoformat(), "first_dose": dose, "evenings": [], "contacts": []}
    enter(("schedule", plan), ("primary_outcome", {"outcome": "phq4.total", "fixed_on": dose}))
    assert "fewer than three baseline readings" in clinician.get("/clinic/").content.decode()


def test_the_same_in_german(page, running):
    text = page(headers={"accept-language": "de"})
    assert "Wirkt es?" in text
    assert "Tag 56 von 102" in text
    assert "Fibromyalgie" in text


@pytest.mark.parametrize(
    ("lang", "named"), [("en", ("Dose", "Answers")), ("de", ("Dosis", "Antworten"))]
)
def test_the_history_names_each_kind_of_entry_in_the_readers_language(
    lang, named, clinician, course, running
):
    from caseline_web.clinic.saying import KINDS as NAMED
    from caseline_web.courses.kinds import KINDS

    assert NAMED.keys() == KINDS.keys()
    address = f"/clinic/{course.pseudonym}/versions/"
    page = clinician.get(address, headers={"accept-language": lang}).content.decode()
    for one in named:
        assert f"<td>{one}</td>" in page
    assert "<td>visit</td>" not in page


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        ({"from": "2024", "to": "2026-02-18"}, "2024 to 18 February 2026"),
        ({"from": "2026-02-11"}, "from 11 February 2026"),
        ({"to": "2026-02-18"}, "until 18 February 2026"),
        ({}, "dates not on record"),
    ],
    ids=["ended", "begun", "end only", "undated"],
)
def test_another_treatment_stands_with_its_dates_in_a_letter_and_with_its_end_beside_the_chart(
    dates, told, page, clinician, course, enter, running
):
    enter(("co_treatment", {"name": "amitriptyline", "dose": "25 mg", **dates}))
    letter = clinician.get(f"/clinic/{course.pseudonym}/letter/").content.decode()
    assert f"amitriptyline 25 mg ({told})" in letter
    assert (", until 18 February 2026</li>" in page()) == ("to" in dates)


def test_a_placebo_that_was_dispensed_last_is_not_told_as_taken_today(
    clinician, course, enter, running, today
):
    enter(("dose", {"from": today.isoformat(), "amount": 0, "placebo": True}))
    text = clinician.get(f"/clinic/{course.pseudonym}/letter/").content.decode()
    assert "last on record: placebo, from" in text
