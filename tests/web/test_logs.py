"""Neither the log nor a page of refusal holds anything of a patient."""

import logging
from io import StringIO

import pytest

pytestmark = pytest.mark.extra

SECRETS = ("Erika", "ninety-nine", "erika@", "7.25", "P-SECRET", "tok-en")


@pytest.fixture
def log(application):
    """What the server would have written."""
    from django.conf import settings

    from caseline_web.logs import Line

    told = StringIO()
    handler = logging.StreamHandler(told)
    handler.setFormatter(Line(settings.LOGGING["formatters"]["line"]["format"]))
    root = logging.getLogger()
    root.addHandler(handler)
    yield told.getvalue
    root.removeHandler(handler)


def fault(*_, **__):
    """A fault whose message quotes what somebody sent, and what stood in a variable."""
    who = "Erika"
    try:
        raise KeyError("erika@beispiel.example")
    except KeyError:
        raise ValueError(f"{who}: ninety-nine is off the scale, 7.25") from None


def test_a_fault_is_logged_by_its_kind_and_place_without_a_value(
    log, monkeypatch, course, signed_in
):
    monkeypatch.setattr("caseline_web.diary.views.evening.evening_on", fault)
    browser = signed_in("patient")
    browser.raise_request_exception = False
    answer = browser.post(f"/my/{course.pseudonym}/tonight/?q=Erika", {"pain": "ninety-nine"})
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "ValueError" in log()
    assert "test_logs.py" in log()
    assert "500 POST my/<str:pseudonym>/tonight/" in log()
    assert [one for one in (*SECRETS, course.pseudonym) if one in log() + page] == []


@pytest.mark.parametrize(
    "where", ["/clinic/P-SECRET/", "/my/e/tok-en/", "/nowhere/Erika", "/reminders/feed/tok-en.ics"]
)
def test_an_address_that_is_not_there_is_logged_by_its_pattern(where, log, client, db):
    client.get(where)
    assert [one for one in SECRETS if one in log()] == []


def test_a_fault_of_a_program_is_logged_without_what_it_sent(log, monkeypatch, client, account):
    from caseline_web.people.tokens import make_token

    monkeypatch.setattr("caseline_web.api.endpoints.courses_of_organisation", fault)
    client.raise_request_exception = False
    token = make_token(account("clinician"), "a program")
    answer = client.get("/api/courses", headers={"authorization": f"Bearer {token}"})
    assert answer.status_code == 500
    assert "ValueError" in log()
    assert [one for one in (*SECRETS, token) if one in log() + answer.content.decode()] == []


def test_a_lock_out_is_logged_without_an_address(log, client, db):
    for _ in range(6):
        client.post("/accounts/login/", {"login": "erika@beispiel.example", "password": "x"})
    assert [one for one in SECRETS if one in log()] == []


def test_a_message_of_our_own_is_logged_as_it_is(log):
    logging.getLogger("caseline").warning("reminders were due, and %s went out", "none")
    assert "WARNING caseline reminders were due, and none went out" in log()
