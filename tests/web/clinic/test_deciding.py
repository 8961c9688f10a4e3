"""Decisions and what follows from them; entries put right, taken back, and asked for in vain."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

pytestmark = pytest.mark.extra


@pytest.fixture
def send(clinician, course, on_what):
    """`send("decide/", decision="stop", …)` posts to a page of the course."""

    def sent(page, **told):
        address = f"/clinic/{course.pseudonym}/{page}"
        return clinician.post(address, {"id": str(uuid4()), "version": 1, **on_what(), **told})

    return sent


@pytest.fixture
def there(course):
    """`there("dose")` is what counts of a kind."""
    from caseline_web.courses.store import entries

    return lambda kind: [one.content for one in entries(course, kind)]


def amounts(doses):
    return [(one["from"], float(one["amount"])) for one in sorted(doses, key=lambda d: d["from"])]


@pytest.mark.parametrize("decision", ["continue", "plan a trial"])
def test_a_decision_is_kept_with_its_day_and_its_reason(decision, send, there, running, today):
    again = (today + timedelta(days=60)).isoformat()
    send("decide/", decision=decision, reason="fewer bad nights", review_on=again)
    assert there("decision") == [
        {
            "on": today.isoformat(),
            "decision": decision,
            "reason": "fewer bad nights",
            "review_on": again,
        }
    ]


def test_to_stop_ends_the_dose_and_takes_back_the_steps_that_were_planned(
    send, there, running, today
):
    send("decide/", decision="stop", reason="hives")
    begun = (today - timedelta(days=41)).isoformat()
    assert amounts(there("dose")) == [(begun, 3), (today.isoformat(), 0)]


def test_a_new_dose_begins_on_its_day_and_no_planned_step_follows_by_itself(
    send, there, running, today
):
    begin = today + timedelta(days=2)
    send("decide/", decision="change dose", reason="dreams", amount="2.5", begin=begin.isoformat())
    begun = (today - timedelta(days=41)).isoformat()
    assert amounts(there("dose")) == [(begun, 3), (begin.isoformat(), 2.5)]


def test_to_extend_asks_for_longer_what_was_asked_last(send, there, running):
    send("decide/", decision="extend", reason="too early to tell", weeks="8")
    [schedule] = there("schedule")
    assert [one["week"] for one in schedule["contacts"]] == [12, 16, 20]
    assert schedule["contacts"][-1]["asked"] == schedule["contacts"][0]["asked"]


@pytest.mark.parametrize("decision", ["stop", "change dose"])
def test_no_decision_takes_back_what_was_given_already(decision, send, there, running, today):
    before = amounts(there("dose"))
    past = (today - timedelta(days=50)).isoformat()
    answer = send("decide/", decision=decision, reason="a slip", amount="2", begin=past)
    assert "This day has gone by" in answer.content.decode()
    assert amounts(there("dose")) == before


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"decision": "stop", "reason": ""}, "This field is required"),
        ({"decision": "change dose", "reason": "x"}, "A change of the dose needs the new dose"),
        ({"decision": "extend", "reason": "x"}, "To extend needs a number of weeks"),
    ],
    ids=["no reason", "no dose", "no weeks"],
)
def test_what_is_lacking_is_said_and_what_was_typed_stays(told, said, send, there, running, today):
    again = (today + timedelta(days=60)).isoformat()
    answer = send("decide/", **told, review_on=again)
    text = answer.content.decode()
    assert said in text
    assert again in text
    assert there("decision") == []


def test_without_a_plan_nothing_can_be_extended(send, there, course):
    text = send("decide/", decision="extend", reason="x", weeks="4").content.decode()
    assert "There is no plan here that could be extended" in text


def test_a_double_click_is_one_decision(send, there, running):
    page = str(uuid4())
    for _ in range(2):
        send("decide/", id=page, decision="continue", reason="better")
    assert len(there("decision")) == 1


def test_a_side_effect_is_entered_in_the_words_of_the_course_file(send, there, course):
    send("edit/side_effect/", what="dreams", severity="mild", onset="2026-03-01", serious="no")
    assert there("side_effect") == [
        {"what": "dreams", "severity": "mild", "onset": "2026-03-01", "serious": "no"}
    ]


def test_what_is_put_right_needs_a_reason_and_its_earlier_version_stays(send, there, course):
    from caseline_web.courses.store import entries, history

    send("edit/side_effect/", what="dreams", severity="mild", action="paused")
    [kept] = entries(course, "side_effect")
    page = f"edit/side_effect/?key={kept.key}"
    assert "This field is required" in send(page, what="nightmares").content.decode()
    send(page, what="nightmares", severity="", why="said so herself")
    assert there("side_effect") == [{"what": "nightmares"}]
    first, second = history(course, "side_effect")
    assert (first.content["what"], second.reason) == ("dreams", "said so herself")


def test_an_entry_that_was_a_mistake_is_taken_back_and_stays_in_the_history(
    send, there, course, clinician
):
    from caseline_web.courses.store import entries

    send("edit/co_treatment/", name="ibuprofen")
    [kept] = entries(course, "co_treatment")
    send(f"edit/co_treatment/?key={kept.key}", name="ibuprofen", why="other patient", void="yes")
    assert there("co_treatment") == []
    text = clinician.get(f"/clinic/{course.pseudonym}/versions/").content.decode()
    assert "taken back" in text
    assert "other patient" in text


def test_a_dose_that_moves_to_another_day_leaves_none_behind(send, there, running, today):
    begun, later = today - timedelta(days=41), today - timedelta(days=40)
    told = {"begin": later.isoformat(), "amount": "3", "reason": "as planned", "why": "a day late"}
    send(f"edit/dose/?key={begun.isoformat()}", **told)
    days = [day for day, _amount in amounts(there("dose"))]
    assert days == [later.isoformat(), (today + timedelta(days=7)).isoformat()]


def test_a_day_known_to_the_month_stays_so_when_something_else_is_put_right(
    send, there, enter, course
):
    from caseline_web.courses.store import entries

    enter(("co_treatment", {"name": "ibuprofen", "from": "2025-03"}))
    [kept] = entries(course, "co_treatment")
    send(f"edit/co_treatment/?key={kept.key}", name="ibuprofen", dose="400 mg", why="dose")
    assert there("co_treatment") == [{"name": "ibuprofen", "from": "2025-03", "dose": "400 mg"}]


def test_what_somebody_else_changed_since_is_not_written_over(send, there, enter, course):
    from caseline_web.courses.entries import Part
    from caseline_web.courses.store import entries, history

    send("edit/side_effect/", what="dreams", onset="2026-03-01")
    [kept] = entries(course, "side_effect")
    page = f"edit/side_effect/?key={kept.key}"
    enter(
        Part("side_effect", {**kept.content, "ended": "2026-03-02"}, kept.key), at=datetime.now(UTC)
    )
    for void in ({}, {"void": "yes"}):
        answer = send(page, what="dreams", onset="2026-03-01", why="a slip", **void)
        assert answer.status_code == 302
    assert [one["ended"] for one in there("side_effect")] == ["2026-03-02"]
    assert len(history(course, "side_effect")) == 2
    send(page, what="dreams", onset="2026-03-01", why="it goes on", version=2)
    assert there("side_effect") == [{"what": "dreams", "onset": "2026-03-01"}]


def test_a_decision_on_a_dose_that_was_changed_since_is_not_kept_and_what_was_typed_stays(
    send, there, enter, on_what, running, today
):
    before = on_what()
    enter(("dose", {"from": today.isoformat(), "amount": 1}))
    text = send("decide/", decision="stop", reason="hives", **before).content.decode()
    assert "Somebody else changed this meanwhile" in text
    assert 'value="hives"' in text
    assert there("decision") == []
    send("decide/", decision="stop", reason="hives")
    assert len(there("decision")) == 1


def test_a_decision_that_was_sent_twice_is_not_called_changed(send, there, on_what, running):
    page, before = str(uuid4()), on_what()
    for _ in range(2):
        answer = send("decide/", id=page, decision="stop", reason="hives", **before)
        assert answer.status_code == 302
    assert len(there("decision")) == 1


def test_an_end_before_the_beginning_is_refused(send, there, course):
    answer = send("edit/side_effect/", what="x", onset="2026-03-02", ended="2026-03-01")
    assert "This is before it began" in answer.content.decode()
    assert there("side_effect") == []


def test_that_somebody_asked_and_there_was_none_is_kept_as_such(send, clinician, course, running):
    before = clinician.get(f"/clinic/{course.pseudonym}/").content.decode()
    assert "not the same as none" in before
    send("looked/", list="side_effects")
    assert (
        "asked, and there is none" in clinician.get(f"/clinic/{course.pseudonym}/").content.decode()
    )


def test_a_consent_can_be_withdrawn_later(send, there, enter, course, clinician):
    enter(("consent", {"what": "publication", "given": "yes", "version": "1", "on": "2026-01-01"}))
    page = clinician.get(f"/clinic/{course.pseudonym}/consent/").content.decode()
    assert "publication: yes, 1 January 2026, version 1</li>" in page  # what stands until then
    send("consent/", publication="no", on="2026-03-01", version="1")
    assert [one["given"] for one in there("consent")] == ["no"]


@pytest.mark.parametrize(
    "told",
    [
        {"decision": "continue", "amount": "2"},
        {"decision": "continue", "weeks": "4"},
        {"decision": "stop", "amount": "2"},
        {"decision": "plan a trial", "begin": ""},
    ],
)
def test_what_was_typed_for_another_decision_is_not_passed_over(told, send, there, running, today):
    if "begin" in told:
        told = told | {"begin": (today + timedelta(days=9)).isoformat()}
    text = send("decide/", reason="x", **told).content.decode()
    assert "This does not go with" in text
    assert there("decision") == []


def test_a_course_is_looked_at_again_on_a_day_to_come(send, there, running, today):
    past = (today - timedelta(days=1)).isoformat()
    text = send("decide/", decision="continue", reason="x", review_on=past).content.decode()
    assert "This day has gone by; one to come is needed" in text
    assert there("decision") == []


@pytest.mark.parametrize("page", ["decide/", "edit/dose/"])
def test_a_dose_far_above_any_on_record_is_sent_twice(page, send, there, running, today):
    told = {"amount": "45", "begin": today.isoformat(), "reason": "a slip of the point?"}
    told |= {"decision": "change dose"} if page == "decide/" else {}
    before = amounts(there("dose"))
    text = send(page, **told).content.decode()
    assert "The highest dose on record is 4 mg" in text
    assert 'name="meant" value="45"' in text
    assert amounts(there("dose")) == before
    send(page, **told, meant="45")
    assert (today.isoformat(), 45) in amounts(there("dose"))


def test_a_dose_is_asked_for_in_its_unit(clinician, course, running):
    assert "New dose per day (mg)" in clinician.get(f"/clinic/{course.pseudonym}/").content.decode()
    text = clinician.get(f"/clinic/{course.pseudonym}/edit/dose/").content.decode()
    assert "Amount per day; 0 is a pause or the end (mg)" in text


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("edit/side_effect/", {"what": "x", "onset": "2099-01-01"}),
        ("edit/co_treatment/", {"name": "x", "begin": "2099-01-01"}),
        ("edit/life_event/", {"what": "x", "on": "2099-01-01"}),
        ("consent/", {"publication": "yes", "version": "1", "on": "2099-01-01"}),
    ],
)
def test_what_has_not_come_yet_is_not_on_record(page, told, send, course):
    from caseline_web.courses.store import entries

    assert "This day has not come yet" in send(page, **told).content.decode()
    assert entries(course) == ()


@pytest.mark.parametrize("name", ["begin", "review_on"])
def test_a_year_that_nobody_meant_is_refused(name, send, there, running):
    before = amounts(there("dose"))
    told = {"decision": "stop", "reason": "synthetic", name: "2099-01-01"}
    assert "more than two years away" in send("decide/", **told).content.decode()
    assert (there("decision"), amounts(there("dose"))) == ([], before)


def test_a_consent_in_which_nothing_was_chosen_is_not_called_saved(send, clinician, course):
    assert send("consent/", on="2026-03-01").url.endswith("/consent/")
    text = clinician.get(f"/clinic/{course.pseudonym}/consent/").content.decode()
    assert "Nothing was chosen, so nothing was saved" in text


def test_the_newest_decision_stands_first(send, clinician, course, running):
    for reason in ("the first", "the second"):
        send("decide/", decision="continue", reason=reason)
    text = clinician.get(f"/clinic/{course.pseudonym}/").content.decode()
    assert text.index("the second") < text.index("the first")


def test_a_second_dose_of_a_day_is_refused_and_the_same_page_sent_twice_is_not(
    send, there, running, today
):
    begun = (today - timedelta(days=41)).isoformat()
    before = amounts(there("dose"))
    told = {"amount": "4", "reason": "a slip"}
    answers = [
        send("edit/dose/", begin=begun, **told),
        send(f"edit/dose/?key={before[1][0]}", begin=begun, why="moved", **told),
    ]
    assert all("put that one right, under Doses" in one.content.decode() for one in answers)
    assert amounts(there("dose")) == before
    told |= {"id": str(uuid4()), "begin": today.isoformat()}
    assert [send("edit/dose/", **told).status_code for _ in range(2)] == [302, 302]
    assert len(there("dose")) == 3


def test_of_two_doses_that_are_added_at_once_the_first_stands(course, enter, running, today):
    from caseline_web.courses.entries import MovedError, Part
    from caseline_web.courses.store import entries

    added = {"from": today.isoformat(), "amount": 4, "reason": "r"}
    enter(Part("dose", added, follows=0))
    with pytest.raises(MovedError):
        enter(Part("dose", added | {"amount": 6}, follows=0))
    [kept] = [one for one in entries(course, "dose") if one.key == today.isoformat()]
    assert kept.content["amount"] == 4
