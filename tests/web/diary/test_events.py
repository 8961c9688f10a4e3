"""A dose, a side effect, another event: what is kept of a few taps, and how it is taken back."""

from decimal import Decimal

import pytest

from tests.web.diary.conftest import TODAY

pytestmark = pytest.mark.extra


def _page(patient, running):
    return patient.get(f"/my/{running.pseudonym}/events/").content.decode()


@pytest.mark.parametrize(
    ("sent", "kind", "content"),
    [
        ({"what": "taken", "taken": "yes"}, "taken", {"on": TODAY, "taken": "yes"}),
        ({"what": "taken", "taken": "no"}, "taken", {"on": TODAY, "taken": "no"}),
        (
            {"what": "side_effect", "effect": "nausea", "severity": "mild"},
            "side_effect",
            {"what": "nausea", "onset": TODAY, "severity": "mild"},
        ),
        (
            {"what": "side_effect", "other": "hiccups", "on": "2026-03-09"},
            "side_effect",
            {"what": "hiccups", "onset": "2026-03-09"},
        ),
        (
            {"what": "life_event", "event": "infection", "words": "a cold"},
            "life_event",
            {"what": "infection: a cold", "on": TODAY},
        ),
    ],
)
def test_what_happened_is_kept(send, kept, sent, kind, content):
    assert send("events", sent).status_code == 201
    assert kept(kind) == [content]


def test_a_change_of_the_dose_is_kept_from_today_and_later_steps_stay(send, kept):
    send("events", {"what": "dose", "amount": "3"})
    assert sorted((one["from"], one["amount"]) for one in kept("dose")) == [
        ("2026-03-08", Decimal("1.5")),
        (TODAY, 3),
        ("2026-03-22", 3),
    ]


@pytest.mark.parametrize(("typed", "amount"), [("0,75", Decimal("0.75")), ("0", 0)])
def test_an_amount_may_be_typed_or_be_nothing_any_more(send, kept, typed, amount):
    send("events", {"what": "dose", "other_amount": typed})
    assert [one["amount"] for one in kept("dose") if one["from"] == TODAY] == [amount]


@pytest.mark.parametrize(
    "sent", [{"what": "dose", "other_amount": "x"}, {"what": "cheer", "taken": "yes"}]
)
def test_what_cannot_be_is_held(send, sent):
    assert send("events", sent).json()["held"]


def test_a_side_effect_is_over_or_was_a_mistake(send, patient, running, kept):
    from caseline_web.courses.store import entries

    send("events", {"what": "side_effect", "effect": "nausea"})
    [entry] = entries(running, "side_effect")
    address = f"/my/{running.pseudonym}/events/"
    patient.post(f"{address}ended/", {"key": entry.key})
    assert kept("side_effect") == [{"what": "nausea", "onset": TODAY, "ended": TODAY}]
    patient.post(f"{address}back/", {"key": entry.key, "kind": "side_effect"})
    assert kept("side_effect") == []


def test_a_dose_that_was_a_mistake_gives_way_to_the_one_of_the_plan(
    send, patient, running, clock, kept
):
    clock("2026-03-22T19:14+00:00")
    send("events", {"what": "dose", "amount": "1.5"})
    address = f"/my/{running.pseudonym}/events/back/"
    patient.post(address, {"key": "2026-03-22", "kind": "dose"})
    assert {one["from"]: one["amount"] for one in kept("dose")}["2026-03-22"] == 3


def test_what_the_clinic_entered_is_not_the_patients_to_take_back(patient, running, enter, kept):
    from caseline_web.courses.store import entries

    enter(("side_effect", {"what": "nausea", "onset": "2026-03-09"}))
    [entry] = entries(running, "side_effect")
    assert "Entered by mistake" not in _page(patient, running)
    back = f"/my/{running.pseudonym}/events/back/"
    answer = patient.post(back, {"key": entry.key, "kind": "side_effect"})
    assert answer.status_code == 404
    assert len(kept("side_effect")) == 1


def test_the_page_says_that_nobody_watches_it(patient, running):
    assert "Nobody watches these pages day and night." in _page(patient, running)


def test_a_side_effect_without_a_day_is_listed_last(send, patient, running, enter):
    send("events", {"what": "side_effect", "effect": "nausea"})
    for told in ({"what": "hiccups"}, {"what": "cough", "onset": "not on record"}):
        enter(("side_effect", told))
    page = _page(patient, running)
    assert (
        page.index("<strong>nausea") < page.index("<strong>hiccups") < page.index("<strong>cough")
    )
    assert "not on record" not in page


@pytest.mark.parametrize("begun", ["2026-03", "2026-02-01", TODAY, ""])
def test_only_the_pause_that_runs_is_gone_on_from(send, patient, running, kept, begun):
    assert send("events", {"what": "go_on", "pause": begun}).json()["held"]
    assert kept("pause") == []
    assert patient.get(f"/my/{running.pseudonym}/tonight/").status_code == 200


@pytest.mark.parametrize("about", [{"on": "2026-03-02"}, {"entered": "2026-03-02T19:00:00Z"}])
def test_a_pause_begins_today_and_takes_back_no_evening_that_went_by(send, kept, about):
    assert send("events", {"what": "pause", **about}).json()["held"]
    assert kept("pause") == []


def test_a_pause_that_began_days_ago_ends_yesterday(send, kept, clock):
    send("events", {"what": "pause"})
    clock("2026-03-13T19:14+00:00")
    assert send("events", {"what": "go_on", "pause": TODAY}).status_code == 201
    assert kept("pause") == [{"from": TODAY, "to": "2026-03-12"}]
