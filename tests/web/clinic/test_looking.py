"""What the list of patients and the course page call to look at: reminders, a changed dose."""

from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

pytestmark = pytest.mark.extra


@pytest.fixture
def reminded(course, today):
    """`reminded(2, "email", sent=False)` plans a reminder of two evenings ago."""
    from django.utils import timezone

    from caseline_web.reminders import ledger
    from caseline_web.reminders.windows import Window

    def planned(days, channel="email", *, sent, why="refused"):
        now = timezone.now()
        window = Window(now - timedelta(days=days, hours=4), now - timedelta(days=days, hours=1))
        ledger.plan(course, today - timedelta(days=days), channel, window, window.begin)
        [made] = [
            one
            for one in ledger.reminders_of(course)
            if (one.evening, one.channel) == (today - timedelta(days=days), channel)
        ]
        ledger.sent(made, window.begin) if sent else ledger.not_sent(made, why)

    return planned


@pytest.fixture
def listed(clinician):
    """The list of patients as text."""

    def text():
        return clinician.get("/clinic/").content.decode()

    return text


def test_reminders_of_which_none_goes_out_are_called_to_look_at(reminded, listed, running):
    assert "reminders do not arrive" not in listed()
    reminded(0, sent=False)
    reminded(1, sent=False)
    assert "reminders do not arrive" in listed()


@pytest.mark.parametrize(
    "told",
    [
        [(0, "email", {"sent": False}), (0, "push", {"sent": True})],
        [(0, "email", {"sent": False}), (1, "email", {"sent": True})],
        [(0, "email", {"sent": False, "why": "answered"})],
        [(5, "email", {"sent": False})],
    ],
    ids=["another way did", "one before did", "it was needless", "long ago"],
)
def test_one_that_failed_is_no_reason_to_look(told, reminded, listed, running):
    for days, channel, how in told:
        reminded(days, channel, **how)
    assert "reminders do not arrive" not in listed()


def test_the_course_page_leads_to_what_became_of_each_reminder(clinician, course, running):
    address = f"/clinic/{course.pseudonym}/"
    assert f'href="/reminders/{course.pseudonym}/sent/"' in clinician.get(address).content.decode()
    german = clinician.get(address, headers={"accept-language": "de"}).content.decode()
    assert ">Erinnerungen</a>" in german


@pytest.fixture
def by_patient(signed_in, course, running, today):
    """The patient says that the dose is 1.5 mg from today on; 4.5 mg are planned in a week."""
    from caseline_web.courses.store import entries

    signed_in("patient").post(
        f"/my/{course.pseudonym}/events/",
        {
            "id": str(uuid4()),
            "what": "dose",
            "amount": "1.5",
            "day": today.isoformat(),
            "at": datetime.now(ZoneInfo("UTC")).isoformat(),
        },
    )
    own = [one for one in entries(course, "dose") if "patient" in str(one.content["reason"])]
    assert [one.content["from"] for one in own] == [today.isoformat()]


def test_a_dose_that_the_patient_changed_is_called_to_look_at_until_somebody_decides(
    by_patient, listed, clinician, course, on_what
):
    assert "dose changed by the patient" in listed()
    told = {"id": str(uuid4()), "decision": "continue", "reason": "agreed by telephone"}
    clinician.post(f"/clinic/{course.pseudonym}/decide/", told | on_what())
    assert "dose changed by the patient" not in listed()


def test_a_blinded_clinician_is_told_of_no_change_of_the_dose_and_led_to_no_report(
    listed, running, enter, today, clinician, course
):
    enter(("blinding", {"patient": "open", "clinician": "blinded"}))
    enter(("dose", {"from": today.isoformat(), "amount": 2, "reason": "changed by the patient"}))
    page = clinician.get(f"/clinic/{course.pseudonym}/").content.decode()
    for text in (listed(), page):
        assert "dose changed by the patient" not in text
        assert "/report/" not in text


def test_the_steps_planned_before_are_named_and_a_change_of_dose_takes_them_back(
    by_patient, clinician, course, today, on_what
):
    from caseline_web.courses.store import entries

    address = f"/clinic/{course.pseudonym}/"
    text = clinician.get(address).content.decode()
    assert "The patient changed the dose: 1.5 mg from" in text
    assert "Planned before that, and still standing: 4 mg from" in text

    told = {"id": str(uuid4()), "decision": "change dose", "reason": "agreed", "amount": "1.5"}
    clinician.post(f"{address}decide/", told | on_what())
    text = clinician.get(address).content.decode()
    assert "still standing" not in text
    doses = sorted(entries(course, "dose"), key=lambda one: one.content["from"])
    assert [float(one.content["amount"]) for one in doses] == [3, 1.5]
    assert doses[-1].content == {"from": today.isoformat(), "amount": 1.5, "reason": "agreed"}


def test_a_step_that_was_planned_after_the_change_is_not_in_doubt(by_patient, enter, course, today):
    from caseline_web.clinic.changed import changed_dose
    from caseline_web.courses.store import entries

    later = {"from": (today + timedelta(days=30)).isoformat(), "amount": 2, "reason": "as agreed"}
    enter(("dose", later))
    found = changed_dose(entries(course, "dose"))
    assert [float(one.content["amount"]) for one in found.later] == [4]


def test_what_the_library_refuses_is_marked_as_english_on_a_german_page(
    clinician, course, running, monkeypatch, on_what
):
    from caseline.errors import CourseError

    def refuse(*told, **named):
        raise CourseError("the dose: <b> is no amount")

    monkeypatch.setattr("caseline_web.clinic.views.changing.enter", refuse)
    told = {"id": str(uuid4()), "decision": "continue", "reason": "x", **on_what()}
    answer = clinician.post(
        f"/clinic/{course.pseudonym}/decide/", told, headers={"accept-language": "de"}, follow=True
    )
    text = answer.content.decode()
    assert 'Es wurde nicht gespeichert: <span lang="en">the dose: &lt;b&gt; is no amount' in text


def test_a_trial_that_is_wanted_calls_to_look_until_another_decision(
    clinician, course, running, listed, on_what
):
    address = f"/clinic/{course.pseudonym}/decide/"
    for decision in ("plan a trial", "continue"):
        told = {"id": str(uuid4()), "decision": decision, "reason": "the record cannot tell"}
        clinician.post(address, told | on_what())
        wanted = decision == "plan a trial"
        assert ("a trial is to be planned" in listed()) == wanted


def test_the_page_says_that_a_trial_is_not_planned_by_deciding_it(clinician, course, running):
    text = clinician.get(f"/clinic/{course.pseudonym}/").content.decode()
    assert "“Plan a trial” records that one is wanted; it plans nothing by itself." in text


def test_a_course_that_cannot_be_read_does_not_take_the_list_down(
    listed, running, course, clinic, account, monkeypatch
):
    from caseline_web.clinic import look
    from caseline_web.courses.store import new_course

    broken, told = new_course(clinic, account("patient"), "test"), look._look

    def fails(one, *more):
        if one == broken:
            raise ValueError("a day that is none")
        return told(one, *more)

    monkeypatch.setattr(look, "_look", fails)
    page = listed()
    assert "this course cannot be read" in page
    assert {course.pseudonym, broken.pseudonym} <= set(page.replace("/", " ").split())


def test_a_blank_ninth_item_is_no_answer_to_it(enter, course, today):
    from caseline_web.clinic.reminding import item_9
    from caseline_web.courses.store import entries

    def phq9(days, **answers):
        on = (today - timedelta(days=days)).isoformat()
        return ("visit", {"on": on, "responses": [{"instrument": "phq9", "answers": answers}]})

    enter(phq9(9, selfharm=2), phq9(2, interest=1))
    assert item_9(entries(course))
    enter(phq9(1, selfharm=0))
    assert not item_9(entries(course))


@pytest.fixture
def early(enter, today):
    """`early(dose)` is a baseline with three weeks to go, and a dose of two days ago."""

    def entered(dose, *more):
        def day(days):
            return (today + timedelta(days=days)).isoformat()

        enter(
            ("treatment", {"name": "naltrexone, low dose", "unit": "mg"}),
            ("primary_outcome", {"outcome": "pain-nrs.average", "fixed_on": day(-7)}),
            ("schedule", {"begin": day(-7), "first_dose": day(21), "evenings": []}),
            ("dose", {"from": day(21), "amount": 3}),
            ("dose", {"from": day(-2), **dose}),
            *more,
        )

    return entered


@pytest.mark.parametrize(
    ("dose", "noticed"),
    [({"amount": 3}, True), ({"amount": 0, "placebo": True}, True), ({"amount": 0}, False)],
    ids=["a dose", "a placebo", "nothing"],
)
def test_a_treatment_that_began_early_without_a_baseline_is_noticed(dose, noticed, early, listed):
    early(dose)
    assert ("fewer than three baseline readings" in listed()) is noticed


def test_nothing_of_it_is_told_to_who_is_blinded(early, listed):
    early({"amount": 3}, ("blinding", {"clinician": "blinded"}))
    assert "fewer than three baseline readings" not in listed()
