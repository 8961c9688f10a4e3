"""What was sent is kept once, whole or not at all, and never changed."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from caseline.errors import CourseError
from tests.web.conftest import NOON

pytestmark = pytest.mark.extra

PAIN = {
    "on": "2026-03-01",
    "responses": [{"instrument": "pain-nrs", "recall_days": 1, "answers": {"average_pain": 6}}],
}
LESS_PAIN = {
    "on": "2026-03-01",
    "responses": [{"instrument": "pain-nrs", "recall_days": 1, "answers": {"average_pain": 4}}],
}


def _sent(*parts):
    from caseline_web.courses.entries import Part, Submission

    return Submission(uuid4(), NOON, "web", tuple(Part(*part) for part in parts))


def test_the_same_submission_sent_twice_is_kept_once(course, account):
    from caseline_web.courses.store import history, save

    sent = _sent(("visit", PAIN), ("taken", {"on": "2026-03-01", "taken": "yes"}))
    first = save(course, sent, account("patient"))
    second = save(course, sent, account("patient"))
    assert (first.again, second.again) == (False, True)
    assert first.received_at == second.received_at
    assert len(history(course)) == 2


def test_another_entry_under_the_same_id_is_refused(course, account):
    from caseline_web.courses.entries import ConflictError
    from caseline_web.courses.store import entries, save

    sent = _sent(("visit", PAIN))
    save(course, sent, account("patient"))
    other = replace(sent, parts=_sent(("visit", LESS_PAIN)).parts)
    with pytest.raises(ConflictError):
        save(course, other, account("patient"))
    assert [entry.content for entry in entries(course)] == [PAIN]


def test_two_parts_of_one_entry_in_one_submission_are_two_versions_of_it(course, account):
    from caseline_web.courses.store import history, save

    save(course, _sent(("visit", PAIN), ("visit", LESS_PAIN)), account("patient"))
    assert [(one.version, one.content) for one in history(course)] == [(1, PAIN), (2, LESS_PAIN)]


def test_an_entry_that_is_put_right_leaves_the_earlier_one_in_the_history(course, enter):
    from caseline_web.courses.store import entries, history

    enter(("visit", PAIN))
    enter(("visit", LESS_PAIN), reason="a slip")
    assert [entry.content for entry in entries(course)] == [LESS_PAIN]
    assert [(one.version, one.reason) for one in history(course)] == [(1, ""), (2, "a slip")]


def test_an_entry_that_is_taken_back_counts_no_more(course, enter):
    from caseline_web.courses.entries import Part
    from caseline_web.courses.store import entries, history

    enter(("side_effect", {"what": "nausea", "onset": "2026-03-01"}))
    key = entries(course)[0].key
    enter(Part("side_effect", {"what": "nausea"}, key, void=True), reason="entered twice")
    assert entries(course) == ()
    assert len(history(course)) == 2


def test_of_a_submission_with_one_wrong_part_nothing_is_kept(course, enter):
    from caseline_web.courses.store import history

    wrong = {"on": "2026-03-01", "taken": "maybe"}
    with pytest.raises(CourseError, match="taken: holds an unknown word"):
        enter(("visit", PAIN), ("taken", wrong))
    assert history(course) == ()


@pytest.mark.parametrize(
    ("kind", "content", "said"),
    [
        ("mood", {}, "there is no kind 'mood'"),
        ("dose", {"from": "2026-02-30", "amount": 1}, "is no date of the calendar"),
        ("visit", {"on": "2026-03-01"}, "one questionnaire, one total or one drawing"),
        ("decision", {"on": "2026-03-01", "decision": "stop"}, "reason: is missing"),
        ("schedule", {"begin": "2026-03", "first_dose": "2026-03-29"}, "a day is needed"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(kind, content, said, course, enter):
    with pytest.raises(CourseError, match=said):
        enter((kind, content))


def test_what_could_not_be_taken_waits_for_a_person(course, account):
    from caseline_web.courses.held import all_held, held, hold, leave_out

    id_ = uuid4()
    for _ in range(2):
        hold(course, id_, {"parts": []}, "the schedule has ended", account("patient"))
    assert [(one.id, one.why) for one in held(course)] == [(id_, "the schedule has ended")]
    assert leave_out(course, id_, "entered by hand", account("clinician"))
    assert held(course) == []
    assert [one.settled_why for one in all_held(course)] == ["entered by hand"]


def test_what_waits_nowhere_is_not_seen_to_and_leaves_no_event(course, account):
    from caseline_web.audit.chain import events
    from caseline_web.courses.held import leave_out, take_in

    assert not leave_out(course, uuid4(), "nothing", account("clinician"))
    assert not take_in(course, uuid4(), (), "nothing", account("clinician"))
    assert "left out held submission" not in [one.what for one in events(course.pseudonym)]


def test_what_is_held_has_an_end_in_length_and_number(course, account, monkeypatch):
    from caseline_web.courses import held

    monkeypatch.setattr(held, "MOST_HELD", 2)
    monkeypatch.setattr(held, "LONGEST_HELD", 100)
    ids = [uuid4() for _ in range(3)]
    with pytest.raises(held.FullError):
        held.hold(course, ids[0], {"text": "x" * 100}, "too long", account("patient"))
    for id_ in (*ids[:2], ids[0]):
        held.hold(course, id_, {}, "it waits", account("patient"))
    with pytest.raises(held.FullError):
        held.hold(course, ids[2], {}, "one too many", account("patient"))
    held.leave_out(course, ids[0], "seen", account("clinician"))
    held.hold(course, ids[2], {}, "there is room again", account("patient"))


@pytest.mark.parametrize("year", [1, 2099])
def test_nothing_was_entered_in_the_future_or_long_before_there_was_a_clinic(course, enter, year):
    from caseline_web.courses.store import history

    with pytest.raises(CourseError, match="entered_at: is not in the past"):
        enter(("visit", PAIN), at=datetime(year, 3, 2, tzinfo=UTC))
    assert history(course) == ()


def test_a_future_that_was_kept_before_counts_from_when_it_came(course, enter):
    """A sender's clock that is far ahead shuts nobody out from putting it right."""
    from caseline_web.courses.store import _counting, history

    for taken in ("yes", "no"):
        enter(("taken", {"on": "2026-03-01", "taken": taken}))
    first, second = history(course)
    ahead = replace(first, entered_at=datetime(2099, 1, 1, tzinfo=UTC))
    later = replace(second, entered_at=second.received_at)
    assert [one.content["taken"] for one in _counting((ahead, later))] == ["no"]
