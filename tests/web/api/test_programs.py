"""A program sends what it has, once, and reads what its account may."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

pytestmark = pytest.mark.extra


@pytest.fixture
def program(account, client, course):
    """`program("clinician", "get", "/table.csv")` is an answer about the course."""
    from caseline_web.people.tokens import make_token

    def asked(role, method, path="", **sent):
        token = make_token(account(role), "a program")
        return getattr(client, method)(
            f"/api/courses/{course.pseudonym}{path}",
            content_type="application/json",
            headers={"authorization": f"Bearer {token}"},
            **sent,
        )

    return asked


def submission(**told):
    part = {"kind": "taken", "content": {"on": "2026-03-01", "taken": "yes"}}
    return {"id": str(uuid4()), "entered_at": "2026-03-01T20:14:00Z", "parts": [part], **told}


def test_a_submission_is_kept_once_however_often_it_is_sent(program, course):
    from caseline_web.courses.store import history

    sent = submission()
    answers = [program("clinician", "post", "/submissions", data=sent) for _ in range(3)]
    assert [one.status_code for one in answers] == [201, 200, 200]
    assert len({one.json()["received_at"] for one in answers}) == 1
    [entry] = history(course)
    assert (entry.kind, entry.mode, entry.content["taken"]) == ("taken", "app", "yes")


@pytest.mark.parametrize("path", ["", "/table.csv"])
def test_nothing_on_the_way_keeps_what_a_program_reads(path, program):
    assert program("clinician", "get", path)["Cache-Control"] == "no-store"


def test_something_else_under_the_same_id_is_refused(program):
    sent = submission()
    program("clinician", "post", "/submissions", data=sent)
    sent["parts"][0]["content"]["taken"] = "no"
    assert program("clinician", "post", "/submissions", data=sent).status_code == 409


@pytest.mark.parametrize(
    "told",
    [
        {"parts": []},
        {"parts": [{"kind": "taken", "content": {"on": "2026-02-30", "taken": "yes"}}]},
        {"parts": [{"kind": "nothing", "content": {}}]},
        {"entered_at": "2026-03-01T20:14:00"},
        {"reason": "x" * 501},
        {"extra": 1},
        {"parts": [{"kind": "perspective", "content": {"text": "a\0b"}}]},
        {"parts": [{"kind": "source", "content": {"key": "k" * 200, "cite": "c"}}]},
    ],
    ids=["empty", "no day", "no kind", "no zone", "long", "unknown", "NUL", "long key"],
)
def test_what_cannot_be_is_refused_whole(told, program, course):
    from caseline_web.courses.store import history

    assert program("clinician", "post", "/submissions", data=submission(**told)).status_code == 422
    assert history(course) == ()


def test_a_course_is_read_with_every_version(program):
    for taken in ("yes", "no"):
        part = {"kind": "taken", "content": {"on": "2026-03-01", "taken": taken}}
        program("clinician", "post", "/submissions", data=submission(parts=[part], reason="r"))
    found = program("clinician", "get").json()
    assert [(one["version"], one["content"]["taken"]) for one in found["entries"]] == [
        (1, "yes"),
        (2, "no"),
    ]


def test_a_researcher_reads_who_agreed_and_nobody_else(program, enter):
    assert program("researcher", "get", "/table.csv").status_code == 404
    enter(("consent", {"what": "publication", "given": "yes"}))
    enter(("taken", {"on": "2026-03-01", "taken": "yes"}))
    answer = program("researcher", "get", "/table.csv")
    assert answer.status_code == 200
    assert b"2026-03-01,dose,taken,yes" in answer.content


def test_a_token_that_was_ended_or_has_ended_opens_nothing(account, client, db):
    from datetime import timedelta

    from django.utils import timezone

    from caseline_web.people import tokens
    from caseline_web.people.models import TokenRow

    def asked(told):
        return client.get("/api/courses", headers={"authorization": f"Bearer {told}"}).status_code

    mine = account("clinician")
    first, second = (tokens.make_token(mine, name) for name in ("first", "second"))
    assert (asked(first), asked(second), asked("guessed")) == (200, 200, 401)
    assert tokens.end_token(mine, next(t.pk for t in tokens.tokens_of(mine) if t.name == "first"))
    TokenRow.objects.filter(name="second").update(ends_at=timezone.now() - timedelta(seconds=1))
    assert (asked(first), asked(second)) == (401, 401)


def test_what_a_program_does_is_in_the_audit_trail(program, course, account):
    from caseline_web.audit import chain

    program("clinician", "get")
    newest = next(iter(chain.events(course.pseudonym)))
    assert (newest.actor, newest.what) == (account("clinician").username, "see results: api whole")


BLINDED = {"patient": "blinded", "clinician": "blinded", "rater": "blinded"}
ASKED = {"instrument": "pain-nrs", "items": ["average_pain"], "recall_days": 1}


def plan(week):
    told = {"begin": "2026-03-02", "first_dose": "2026-03-02", "evenings": [ASKED]}
    return {**told, "contacts": [{"week": week, "asked": [ASKED]}]}


@pytest.fixture
def trial(enter):
    """A blinded part that runs for years."""
    doses = [
        ("dose", {"from": "2026-03-02", "amount": 0, "placebo": True}),
        ("dose", {"from": "2026-03-16", "amount": 4}),
    ]
    enter(("blinding", BLINDED), ("schedule", plan(519)), *doses)


@pytest.mark.parametrize(
    "part",
    [
        {"kind": "blinding", "content": {**BLINDED, "clinician": "open"}},
        {"kind": "blinding", "content": BLINDED, "void": True},
        {"kind": "unblinded", "content": {"on": "2026-03-03", "reason": "r"}},
        {"kind": "unblinded", "content": {"on": "2026-03-03", "reason": "r"}, "void": True},
        {"kind": "schedule", "content": plan(2)},
        {"kind": "schedule", "content": plan(519), "void": True},
        {"kind": "dose", "content": {}},
    ],
    ids=["open", "no blinding", "broken", "not broken", "short plan", "no plan", "no dose"],
)
def test_no_program_opens_a_blinded_part(part, program, trial, course):
    from caseline_web.courses.store import history

    before = history(course)
    sent = submission(parts=[part], reason="r")
    assert program("clinician", "post", "/submissions", data=sent).status_code == 422
    assert history(course) == before
    assert program("clinician", "get").status_code == 404


def test_a_blinding_that_would_not_count_is_refused(program, enter, course):
    from caseline_web.courses.blinding import is_blinded

    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    enter(("blinding", dict.fromkeys(BLINDED, "open")), at=noon)

    def sent(**shift):
        part = {"kind": "blinding", "content": BLINDED}
        return submission(parts=[part], entered_at=(noon + timedelta(**shift)).isoformat())

    answer = program("clinician", "post", "/submissions", data=sent(hours=-1))
    assert answer.status_code == 422
    assert "this would not count" in answer.json()["detail"]
    assert not is_blinded(course, "clinician")
    kept = sent(hours=1)
    assert program("clinician", "post", "/submissions", data=kept).status_code == 201
    assert is_blinded(course, "clinician")
    enter(("blinding", BLINDED), at=noon + timedelta(hours=2))
    assert program("clinician", "post", "/submissions", data=kept).status_code == 200


def test_nobody_else_writes_between_the_look_at_the_blinding_and_the_save(program, monkeypatch):
    from caseline_web.api import endpoints
    from caseline_web.courses import turns

    locked, done = turns.locked, []
    monkeypatch.setattr(turns, "locked", lambda **told: done.append("locked") or locked(**told))
    monkeypatch.setattr(endpoints, "refuse_unheeded", lambda *_: done.append("looked"))
    assert program("clinician", "post", "/submissions", data=submission()).status_code == 201
    assert done[:2] == ["locked", "looked"]


@pytest.mark.parametrize("void", [False, True])
def test_a_program_takes_no_safety_yes_back_without_a_reason(program, enter, course, void):
    from caseline_web.courses.store import entries

    def sent(answer, void=False, **told):
        content = {"prompt": "opioid", "on": "2026-03-03", "answer": answer}
        part = {"kind": "prompt", "content": content, "void": void}
        whole = submission(parts=[part], entered_at="2026-03-03T20:14:00Z", **told)
        return program("clinician", "post", "/submissions", data=whole)

    def answers():
        return [one.content["answer"] for one in entries(course, "prompt")]

    assert sent("yes").status_code == 201
    for reason in ("", " "):
        refused = sent("no", void, reason=reason)
        assert refused.status_code == 422
        assert "takes back a yes without a reason" in refused.json()["detail"]
    assert answers() == ["yes"]
    assert sent("no", void, reason="a mix-up").status_code == 201
    assert answers() == ([] if void else ["no"])


def test_an_answer_to_a_safety_question_that_nobody_asks_is_refused(program):
    content = {"prompt": "opioids", "on": "2026-03-01", "answer": "yes"}
    sent = submission(parts=[{"kind": "prompt", "content": content}])
    refused = program("clinician", "post", "/submissions", data=sent)
    assert refused.status_code == 422
    assert "'opioid'" in refused.json()["detail"]


def test_a_warning_that_would_not_count_is_refused(program, enter):
    from tests.web.conftest import NOON

    told = {"on": "2026-03-01", "answer": "no"}
    enter(("prompt", {**told, "prompt": "opioid"}), at=NOON)

    def sent(prompt):
        parts = [{"kind": "prompt", "content": {**told, "prompt": prompt, "answer": "yes"}}]
        earlier = (NOON - timedelta(hours=1)).isoformat()
        return program(
            "clinician", "post", "/submissions", data=submission(parts=parts, entered_at=earlier)
        )

    refused = sent("opioid")
    assert refused.status_code == 422
    assert "prompt: another one was entered after this" in refused.json()["detail"]
    assert sent("liver").status_code == 201


def test_what_was_kept_before_a_yes_is_acknowledged_again(program, enter):
    content = {"prompt": "opioid", "on": "2026-03-01", "answer": "no"}
    sent = submission(parts=[{"kind": "prompt", "content": content}])
    assert program("clinician", "post", "/submissions", data=sent).status_code == 201
    enter(("prompt", {**content, "answer": "yes"}))
    assert program("clinician", "post", "/submissions", data=sent).status_code == 200


def test_a_plan_that_is_longer_and_an_answer_are_taken_in_a_blinded_part(program, trial):
    longer = submission(parts=[{"kind": "schedule", "content": plan(520)}])
    for sent in (longer, submission()):
        assert program("clinician", "post", "/submissions", data=sent).status_code == 201


def test_the_description_is_openapi_and_asks_nobody_else(client, db):
    told = client.get("/api/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    assert len(told["paths"]) == 4
    assert client.get("/api/docs").status_code == 404
