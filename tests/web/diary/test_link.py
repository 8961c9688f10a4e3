"""The link of a reminder: until when it writes, what, and what becomes of what arrives later."""

from uuid import uuid4

import pytest

from tests.web.diary.conftest import TODAY, link_of, pain

pytestmark = pytest.mark.extra

ENDS, ENDED = "2026-03-11T02:59:59+00:00", "2026-03-11T03:00+00:00"  # 04:00 in Vienna
MORNING = "2026-03-11T08:00+00:00"
IN_TIME = {"entered": "2026-03-10T21:00:00Z", "sending": "2026-03-11T08:00:00Z"}
JSON = {"accept": "application/json"}


@pytest.fixture
def answer(running, client):
    """`answer({...})` is what a phone without a session is told that sends it to the link."""
    link = link_of(running)
    return lambda fields: client.post(link, {"id": str(uuid4()), **fields}, headers=JSON)


@pytest.fixture
def held(running):
    from caseline_web.courses.held import held

    return lambda: [(one.why, dict(one.content)) for one in held(running)]


def _worst(visits):
    return [one["responses"][0]["answers"]["worst_pain"] for one in visits]


@pytest.mark.parametrize(("now", "status"), [(ENDS, 200), (ENDED, 404)])
def test_it_opens_until_its_night_ends(clock, client, running, now, status):
    clock(now)
    assert client.get(link_of(running)).status_code == status


@pytest.mark.parametrize("now", [ENDS, ENDED])
def test_no_browser_keeps_its_page(clock, client, running, now):
    clock(now)
    assert "no-store" in client.get(link_of(running))["Cache-Control"]


@pytest.mark.parametrize("clocks", [{}, {"entered": "2027-01-01T20:00:00Z"}])
def test_what_is_entered_after_its_night_on_a_page_that_stood_open_is_held(
    clock, answer, kept, held, clocks
):
    clock(MORNING)
    told = answer(pain(worst="9", **clocks))
    assert (told.status_code, told.json()) == (422, {"held": True, "next": ""})
    assert kept("visit") == []
    [(_, content)] = held()
    assert (content["on"], content["pain-nrs.worst_pain"]) == (TODAY, "9")


def test_without_scripts_too_it_says_that_it_is_kept(clock, client, running):
    clock(MORNING)
    told = client.post(link_of(running), pain())
    assert told.status_code == 422
    assert "It is kept, and your clinic sees it." in told.content.decode()


def test_once_every_sign_in_was_ended_it_holds_nothing(clock, answer, held, account):
    from caseline_web.people.accounts import end_sign_ins

    end_sign_ins(account("patient"), passkeys=False, by=account("clinician"))
    clock(MORNING)
    assert answer(pain()).status_code == 404
    assert held() == []


def test_what_was_entered_in_time_and_arrives_in_the_morning_counts(clock, answer, kept):
    clock(MORNING)
    sent = pain(id=str(uuid4()), **IN_TIME)
    assert [answer(sent).status_code for _ in range(2)] == [201, 200]
    assert [one["on"] for one in kept("visit")] == [TODAY]


def test_after_its_night_it_puts_nothing_right(clock, answer, send, kept, held):
    send("tonight", pain(worst="3"))
    clock(MORNING)
    told = answer(pain(worst="9", **IN_TIME))
    assert (told.status_code, told.json()) == (422, {"held": True, "next": ""})
    assert _worst(kept("visit")) == [3]
    [(why, content)] = held()
    assert why == "it arrived after the link of the reminder had ended"
    assert (content["on"], content["pain-nrs.worst_pain"]) == (TODAY, "9")


def test_what_was_entered_in_time_and_arrives_days_later_is_held(clock, answer, kept, held):
    clock("2026-03-12T08:00+00:00")
    told = pain(entered="2026-03-10T21:00:00Z", sending="2026-03-12T08:00:00Z")
    assert answer(told).status_code == 422
    assert (kept("visit"), len(held())) == ([], 1)


def test_it_writes_nothing_of_another_form_or_another_day(answer, kept, held):
    assert answer({"fiqr.total": "50", "on": "2026-03-01"}).json() == {"empty": True}
    assert answer(pain(worst="99", on="2026-03-01", **{"fiqr.total": "50"})).status_code == 422
    [(_, content)] = held()
    assert (content["on"], "fiqr.total" in content) == (TODAY, False)
    assert kept("visit") == []


def test_answers_to_the_questions_of_an_earlier_plan_are_held(answer, enter, held):
    from tests.web.diary.conftest import SCHEDULE

    other = {"instrument": "phq4", "recall_days": 1}
    enter(("schedule", {**SCHEDULE, "evenings": [other]}))
    assert answer(pain()).status_code == 422
    assert "pain-nrs.worst_pain" in held()[0][1]


@pytest.mark.parametrize("by_link", [True, False])
def test_a_dose_that_is_not_due_is_no_entry_and_not_lost(
    clock, running, client, send, kept, held, by_link
):
    before = "2026-03-07"  # the first dose is due a day later
    clock(f"{before}T19:14+00:00")
    send(link_of(running, before) if by_link else "tonight", pain(taken="yes"))
    assert (len(kept("visit")), kept("taken")) == (1, [])
    [(_, content)] = held()
    assert (content["taken"], "pain-nrs.worst_pain" in content) == ("yes", False)


def test_the_inbox_knows_what_waits_of_a_link_of_the_same_person(running, client, send, patient):
    import re

    [of_link] = re.findall(r'data-whose="(\w+)"', client.get(link_of(running)).content.decode())
    inbox = patient.get(f"/my/{running.pseudonym}/inbox/").content.decode()
    assert f'id="local" data-whose="{of_link}"' in inbox
