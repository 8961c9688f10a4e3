"""A new patient from templates: what is asked for, what it becomes, and that it becomes so once."""

import re
from datetime import UTC, datetime, timedelta
from typing import get_args
from uuid import UUID, uuid4

import pytest

pytestmark = pytest.mark.extra

BEGIN = datetime.now(UTC).date() + timedelta(days=60)  # the first dose is to come
AGREED = "2026-03-02"
TOLD = {
    "name": "Erika Mustermann",
    "speaks": "de",
    "diagnosis": "Fibromyalgie",
    "regimen": "ldn-capsules",
    "plan": "final",
    "begin": BEGIN.isoformat(),
    "outcome": "fiqr.total",
    "threshold": "14",
    "question": "Is the FIQR lower by 14 points?",
    **dict.fromkeys(
        ("opioid", "liver", "kidney", "pregnancy", "surgery", "suicide", "trial-rules"), "no"
    ),
    **dict.fromkeys(("liver-kidney", "pregnancy-any"), "not known"),
    "off_label": "yes",
    "version": "2026-1",
    "on": AGREED,
}


@pytest.fixture
def begin(clinician):
    """`begin(name="…")` sends the page and gives its answer."""

    def sent(**other):
        return clinician.post("/clinic/new/", {**TOLD, "id": str(uuid4()), **other})

    return sent


@pytest.fixture
def begun(begin, clinic):
    """The entries of the course that came of it, by kind."""
    from caseline_web.courses.store import courses_of_organisation, entries

    def kinds(**other):
        assert begin(**other).status_code == 302
        [course] = courses_of_organisation(clinic.pk)
        found = {}
        for one in entries(course):
            found.setdefault(one.kind, []).append(one.content)
        return found

    return kinds


def test_the_treatment_is_asked_for_in_six_fields(application):
    from caseline_web.clinic.starting import StartForm

    assert len(StartForm().fields) == 6


def test_the_doses_rise_after_a_baseline_of_four_weeks(begun):
    first = BEGIN + timedelta(days=28)
    assert [(one["from"], float(one["amount"])) for one in begun()["dose"]] == [
        (first.isoformat(), 1.5),
        ((first + timedelta(days=14)).isoformat(), 3),
        ((first + timedelta(days=28)).isoformat(), 4.5),
    ]


def test_question_outcome_and_threshold_are_fixed_before_the_first_dose(begun):
    found = begun()
    assert found["question"][0]["text"] == "Is the FIQR lower by 14 points?"
    assert found["primary_outcome"][0]["outcome"] == "fiqr.total"
    assert found["threshold"][0]["points"] == 14
    assert "fixed_on" in found["threshold"][0]


@pytest.mark.parametrize(
    ("outcome", "threshold", "asked"),
    [
        ("fiqr.total", "14", "Is “Fibromyalgia impact (FIQR)” better by at least 14 points"),
        ("pain-nrs.average", "1.5", "Is “Average pain” better by at least 1.5 points"),
        ("fiqr.total", "20", "Is “Fibromyalgia impact (FIQR)” better by at least 20 points"),
    ],
)
def test_a_question_that_is_left_empty_is_that_of_outcome_and_threshold(
    begun, outcome, threshold, asked
):
    found = begun(question="", outcome=outcome, threshold=threshold)
    assert found["question"][0]["text"].startswith(asked)


def test_why_it_begins_now_is_a_word_of_the_course_file_or_not_on_record(begun):
    assert begun(trigger="bad time")["treatment"][0]["trigger"] == "bad time"


def test_why_it_begins_now_may_be_left_open(begun):
    assert "trigger" not in begun()["treatment"][0]


def test_each_word_for_why_it_begins_can_be_chosen(application):
    from caseline.course.model import Trigger
    from caseline_web.clinic.starting import TRIGGERS

    assert {one for one, _ in TRIGGERS} == {"", *get_args(Trigger)}


def test_every_template_names_where_it_is_from(clinician):
    from caseline.care.templates import plans, regimens

    text = clinician.get("/clinic/new/").content.decode()
    for one in regimens():
        assert one.source.cite in text, one.id
    assert text.count("our own") == sum(plan.source is None for plan in plans())


def test_the_name_is_in_no_entry(begun):
    assert "Erika" not in str(begun())


def test_fibromyalgia_has_its_code_in_any_language_and_another_diagnosis_none(begun):
    assert begun()["diagnosis"] == [{"name": "fibromyalgia", "icd10": "M79.7"}]


def test_another_diagnosis_is_kept_as_it_was_typed(begun):
    assert begun(diagnosis="Migraine")["diagnosis"] == [{"name": "Migraine"}]


def test_only_the_prompts_of_the_treatment_are_kept(begun):
    names = {one["prompt"] for one in begun()["prompt"]}
    assert names == set(TOLD) & {*names} and "liver-kidney" not in names and "opioid" in names


def test_a_consent_has_its_version_and_its_date(begun):
    assert begun()["consent"] == [
        {"what": "off_label", "given": "yes", "version": "2026-1", "on": AGREED}
    ]


def test_a_treatment_without_a_template_has_one_dose(begun):
    other = {"other_name": "mirtazapine", "other_amount": "7.5", "other_unit": "mg"}
    found = begun(regimen="other", **other)
    assert found["treatment"][0]["name"] == "mirtazapine"
    assert [float(one["amount"]) for one in found["dose"]] == [7.5]
    assert {one["prompt"] for one in found["prompt"]} == {
        "liver-kidney",
        "pregnancy-any",
        "suicide",
    }


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"name": ""}, "This field is required"),
        ({"plan": "short"}, "asks for it 0 times before the first dose; three are needed"),
        ({"regimen": "other"}, "needed for a treatment without a template"),
        ({"version": ""}, "A consent needs its version and its date"),
        ({"threshold": "0"}, "greater than or equal to 0.1"),
        ({"outcome": "pain-nrs.average"}, "The whole scale of this outcome has 10 points"),
        ({"question": "?" * 501}, "at most 500 characters"),
        ({"threshold": ""}, "This field is required"),
        ({"begin": "2026-01-05"}, "By this plan the first dose was on 2 February 2026"),
        ({"birth_date": "2099-01-01"}, "This day has not come yet"),
        ({"on": "2099-01-01"}, "This day has not come yet"),
    ],
    ids=[
        *("no name", "no baseline", "no amount", "no version", "no threshold", "beyond", "long"),
        *("threshold left out", "first dose gone by", "birth to come", "consent to come"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(other, said, begin, clinic):
    from caseline_web.courses.store import courses_of_organisation

    answer = begin(**other)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert "Nothing was saved yet: what is marked below" in answer.content.decode()
    assert courses_of_organisation(clinic.pk) == []


def test_nobody_proposes_what_matters_to_the_patient_and_each_outcome_names_its_scale(clinician):
    text = clinician.get("/clinic/new/").content.decode()
    [field] = re.findall(r'<input[^>]*name="threshold"[^>]*>', text)
    assert "value=" not in field
    assert "Average pain, 0–10</option>" in text
    assert "Fibromyalgia impact (FIQR), 0–100</option>" in text


@pytest.mark.parametrize(
    ("other", "n"),
    [
        ({"name": "erika  mustermann"}, 1),
        ({"birth_date": "1970-01-01"}, 1),  # of the first one it is not on record
        ({"again": "yes"}, 2),
        ({"name": "Erik Mustermann"}, 2),
    ],
    ids=["written otherwise", "born when?", "meant", "somebody else"],
)
def test_a_second_course_under_a_name_is_begun_when_it_is_meant(begin, clinic, other, n):
    from caseline_web.courses.store import courses_of_organisation

    begin()
    [first] = courses_of_organisation(clinic.pk)
    answer = begin(**other)
    assert len(courses_of_organisation(clinic.pk)) == n
    if n == 1:
        text = answer.content.decode()
        assert "there is a course of this name already" in text
        assert f"/clinic/{first.pseudonym}/" in text


def test_two_persons_of_one_name_differ_by_their_date_of_birth(begin, clinic):
    from caseline_web.courses.store import courses_of_organisation

    for born in ("1970-01-01", "1971-01-01"):
        assert begin(birth_date=born).status_code == 302
    assert len(courses_of_organisation(clinic.pk)) == 2


def test_what_the_record_refuses_is_said_and_nothing_is_kept(begin, clinic, monkeypatch):
    from caseline.errors import CourseError
    from caseline_web.courses.store import courses_of_organisation

    def refuse(*told, **named):
        raise CourseError("the dose: cannot be")

    monkeypatch.setattr("caseline_web.clinic.views.patients.enter", refuse)
    answer = begin()
    assert "the dose: cannot be" in answer.content.decode()
    assert courses_of_organisation(clinic.pk) == []


def test_a_double_click_begins_one_course(begin, clinic):
    from caseline_web.courses.store import courses_of_organisation

    page = str(uuid4())
    assert begin(id=page)["Location"] == begin(id=page)["Location"]
    assert len(courses_of_organisation(clinic.pk)) == 1


def test_the_page_marks_what_was_not_read_at_its_source(clinician):
    text = clinician.get("/clinic/new/").content.decode()
    assert "Duloxetine 30 → 60 mg, after a week (source not verified)" in text
    assert "LDN 1.5 → 3 → 4.5 mg, each for 14 days, at bedtime</option>" in text


def test_of_two_clicks_at_once_the_slower_one_finds_the_course_of_the_other(
    begin, clinic, monkeypatch
):
    from caseline_web.clinic.views import patients
    from caseline_web.courses.store import course_of_submission, courses_of_organisation

    number = str(uuid4())
    begin(id=number)
    found = iter([None, course_of_submission(UUID(number))])  # not there yet, then there
    monkeypatch.setattr(patients, "course_of_submission", lambda id_: next(found))
    assert begin(id=number, again="yes").status_code == 302
    assert len(courses_of_organisation(clinic.pk)) == 1


@pytest.mark.parametrize("begin_on", ["9999-12-30", "0001-01-01"])
def test_a_first_evening_that_no_plan_holds_is_refused(begin, clinic, begin_on):
    from caseline_web.courses.store import courses_of_organisation

    assert begin(begin=begin_on).status_code == 200
    assert courses_of_organisation(clinic.pk) == []


# Half past midnight in Vienna: for whoever answers then it is still the evening of the 2nd.
AT_NIGHT = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)


def test_at_night_it_is_the_same_evening_for_the_clinic_and_for_the_patient(
    clinician, begin, monkeypatch
):
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT_NIGHT)
    assert 'value="2026-03-02"' in clinician.get("/clinic/new/").content.decode()
    for first_evening, told in (("2026-03-02", "day 1 of"), ("2026-03-03", "not begun")):
        pseudonym = begin(begin=first_evening, again="yes").url.rstrip("/").rpartition("/")[2]
        assert told in clinician.get(f"/clinic/{pseudonym}/").content.decode()


def test_an_address_that_another_patient_has_is_refused_and_the_same_page_sent_twice_is_not(
    begin, clinic
):
    from caseline_web.courses.store import courses_of_organisation

    page = {"id": str(uuid4()), "email": "both@example.org"}
    assert [begin(**page).status_code for _ in range(2)] == [302, 302]
    text = begin(name="Max Mustermann", email="both@example.org").content.decode()
    assert "Another patient has this address already" in text
    assert len(courses_of_organisation(clinic.pk)) == 1
    assert begin(name="Max Mustermann").status_code == 302
