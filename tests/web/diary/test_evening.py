"""Tonight: what is asked, what is kept, and for which evening."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from tests.web.diary.conftest import TODAY, link_of, pain

pytestmark = pytest.mark.extra


def _answers(visits):
    return [(one["on"], one["responses"][0]["answers"]) for one in visits]


def test_a_row_has_eleven_buttons_and_none_is_chosen(patient, running):
    page = patient.get(f"/my/{running.pseudonym}/tonight/").content.decode()
    assert page.count('name="pain-nrs.worst_pain"') == 11
    assert " checked" not in page
    assert 'type="range"' not in page
    assert "htmx" not in page


def test_an_evening_is_at_most_five_taps(patient, running):
    page = patient.get(f"/my/{running.pseudonym}/tonight/").content.decode()
    main = page[page.index("data-evening") : page.index('class="save"')]
    assert main.count("<fieldset") + len(["Save"]) <= 5


def test_one_save_keeps_the_whole_evening_once_and_tells_when(send, kept):
    sent = pain(id=str(uuid4()), taken="yes")
    first, again = send("tonight", sent), send("tonight", sent)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["at"] == "20:14"
    assert first.json()["received"] == again.json()["received"]
    assert _answers(kept("visit")) == [(TODAY, {"average_pain": 5, "worst_pain": 7})]
    assert kept("taken") == [{"on": TODAY, "taken": "yes"}]


def test_without_javascript_a_save_leads_to_its_receipt(patient, running):
    address = f"/my/{running.pseudonym}/tonight/"
    answer = patient.post(address, pain(taken="partly"), follow=True).content.decode()
    assert "<h1>Saved 20:14</h1>" in answer
    assert "<dt>Your pain at its worst</dt><dd>7</dd>" in answer
    assert "<dd>in part</dd>" in answer


def test_what_was_not_tapped_is_missing_and_never_0(send, kept):
    send("tonight", pain(average=""))
    assert _answers(kept("visit")) == [(TODAY, {"worst_pain": 7})]


def test_a_save_without_an_answer_saves_nothing(send, patient, running, kept):
    assert send("tonight", {"id": str(uuid4())}).json() == {"empty": True}
    page = patient.post(f"/my/{running.pseudonym}/tonight/", {}, follow=True).content.decode()
    assert "Nothing was answered, so nothing was saved." in page
    assert kept("visit") == []


@pytest.mark.parametrize(
    ("now", "evening"),
    [("2026-03-11T02:59+00:00", "2026-03-10"), ("2026-03-11T03:00+00:00", "2026-03-11")],
)
def test_until_four_in_the_morning_it_counts_for_the_evening_before(
    clock, send, kept, now, evening
):
    clock(now)
    send("tonight", pain())
    assert [one["on"] for one in kept("visit")] == [evening]


def test_an_entry_can_be_changed_and_the_earlier_one_stays_in_the_history(send, kept, running):
    from caseline_web.courses.store import history

    send("tonight", pain(worst="7"))
    send("tonight", pain(worst="4"))
    assert [one["worst_pain"] for _, one in _answers(kept("visit"))] == [4]
    assert [one.version for one in history(running, "visit")] == [1, 2]


def test_while_it_is_changed_no_earlier_answer_is_shown(send, patient, running):
    send("tonight", pain())
    page = patient.get(f"/my/{running.pseudonym}/tonight/?change").content.decode()
    assert " checked" not in page
    assert "<dd>" not in page
    assert "Please tap every answer once more." in page


def test_an_earlier_evening_is_filled_in_with_the_time_at_which_it_was(send, patient, running):
    from caseline_web.courses.store import entries

    page = patient.get(f"/my/{running.pseudonym}/tonight/").content.decode()
    assert "?on=2026-03-08" in page
    send("tonight", pain(on="2026-03-08"))
    [entry] = entries(running, "visit")
    assert entry.content["on"] == "2026-03-08"
    assert entry.entered_at.date().isoformat() == TODAY


def test_an_entry_of_a_phone_without_network_counts_for_its_own_evening(send, kept, running):
    from caseline_web.courses.store import entries

    send("tonight", pain(entered="2026-03-07T20:00:00.000Z"))
    assert [one["on"] for one in kept("visit")] == ["2026-03-07"]
    assert [str(one.received_at.date()) for one in entries(running, "visit")] == [TODAY]


def test_answers_are_kept_in_the_language_in_which_they_were_read(send, kept):
    send("tonight", pain(asked_in="de"))
    assert [one["language"] for one in kept("visit")] == ["de"]


def test_during_a_pause_nothing_is_asked_and_it_ends_at_a_tap(send, patient, running, clock):
    address = f"/my/{running.pseudonym}/tonight/"
    send("events", {"what": "pause"})
    page = patient.get(address).content.decode()
    assert "You are taking a pause." in page
    assert "fieldset" not in page
    clock("2026-03-12T19:00+00:00")
    send("events", {"what": "go_on", "pause": TODAY})
    assert "fieldset" in patient.get(address).content.decode()


def test_a_pause_after_tonights_answers_ends_at_a_tap_too(send, patient, running):
    send("tonight", pain())
    address = f"/my/{running.pseudonym}/tonight/"
    assert "A bad week?" in patient.get(address).content.decode()
    send("events", {"what": "pause"})
    page = patient.get(address).content.decode()
    assert "Saved 20:14" in page
    assert "Go on from today" in page


def test_an_earlier_evening_is_found_after_tonights_answers_too(send, patient, running):
    send("tonight", pain())
    page = patient.get(f"/my/{running.pseudonym}/tonight/").content.decode()
    assert 'href="?on=2026-03-09"' in page


def test_in_a_pause_a_longer_form_is_offered_and_not_asked_for(send, patient, running):
    page = patient.get(f"/my/{running.pseudonym}/tonight/").content.decode()
    assert "Also due these days" in page
    send("events", {"what": "pause"})
    page = patient.get(f"/my/{running.pseudonym}/tonight/").content.decode()
    assert "Also due these days" not in page
    assert "<summary>Longer forms, if you like</summary>" in page


def test_after_a_longer_form_the_page_says_when_that_was_saved(send, patient, clock):
    send("tonight", pain())
    clock("2026-03-10T19:32+00:00")
    following = send("form/phq4", {"phq4.nervous": "1"}).json()["next"]
    page = patient.get(following).content.decode()
    assert '<p class="said" role="status">Saved 20:32.</p>' in page
    assert "<h1>Tuesday 10 March</h1>\n<p>Saved 20:14</p>" in page


def test_a_pause_that_ends_on_its_first_day_never_was(send, patient, running):
    send("events", {"what": "pause"})
    send("events", {"what": "go_on", "pause": TODAY})
    assert "fieldset" in patient.get(f"/my/{running.pseudonym}/tonight/").content.decode()


def test_an_evening_that_was_entered_before_the_pause_is_taken_after_it(send, kept):
    send("events", {"what": "pause", "on": "2026-03-06"})
    assert send("tonight", pain(entered="2026-03-07T20:00:00.000Z")).status_code == 201
    assert [one["on"] for one in kept("visit")] == ["2026-03-07"]


def test_no_streak_and_no_score_is_shown(send, patient, running):
    send("tonight", pain())
    for address in ("tonight/", "tonight/?change", "course/"):
        page = patient.get(f"/my/{running.pseudonym}/{address}").content.decode().lower()
        assert not {"streak", "in a row", "well done", "%"} & set(page.split())


# ── by the link of a reminder ────────────────────────────────────────────────────────────────
@pytest.fixture
def link(running):
    """The address in the reminder of tonight."""
    return link_of(running)


def test_a_link_writes_that_evening_whatever_day_is_sent(link, client, kept):
    answer = client.post(link, pain(on="2026-03-02"))
    assert "Saved 20:14" in answer.content.decode()
    assert [one["on"] for one in kept("visit")] == [TODAY]


def test_a_link_shows_nothing_of_the_course(link, enter, client, running):
    answers = {"average_pain": 5, "worst_pain": 7}
    one = {"instrument": "pain-nrs", "recall_days": 1, "answers": answers}
    enter(("visit", {"on": TODAY, "responses": [one]}))
    page = client.get(link).content.decode()
    assert running.pseudonym not in page
    assert " checked" not in page
    assert "naltrexone" not in page
    for page in ("tonight", "events", "course", "inbox"):
        assert client.get(f"/my/{running.pseudonym}/{page}/").status_code == 302


def test_a_link_tells_nothing_of_what_it_could_not_take(link, client, running):
    answer = client.post(link, pain(worst="99"), headers={"accept": "application/json"})
    assert answer.json() == {"held": True, "next": ""}


def test_a_link_that_was_altered_opens_nothing(link, client):
    at = len(link) - 20  # the very last letter holds bits that mean nothing
    other = "x" if link[at] != "x" else "y"
    assert client.get(link[:at] + other + link[at + 1 :]).status_code == 404


@pytest.mark.parametrize(
    ("minutes", "days"), [(-30, 0), (45, 0), (0, 400 * 365)], ids=["slow", "fast", "of 1626"]
)
def test_a_wrong_clock_of_the_phone_moves_nothing(send, running, kept, clock, minutes, days):
    """It says what it shows as it sends, and how long ago is all that counts."""
    from caseline_web.courses.store import history

    send("tonight", pain(worst="3"))
    clock(f"{TODAY}T19:20+00:00")
    shown = datetime.fromisoformat(f"{TODAY}T19:20+00:00") + timedelta(minutes=minutes, days=-days)
    told = {"entered": shown.isoformat(), "sending": (shown + timedelta(seconds=2)).isoformat()}
    assert send("tonight", pain(worst="8", **told)).status_code == 201
    assert kept("visit")[-1]["responses"][0]["answers"]["worst_pain"] == 8
    assert history(running, "visit")[-1].entered_at.isoformat() == f"{TODAY}T19:19:58+00:00"
